package command

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// valueless says which flag of args has no value where it needs one, as when a script's variable was never set: what follows from it would be
// done to more than was meant.
func valueless(root *kong.Node, args []string) string {
	needs := flagsWithValue(root)
	for i := 0; i < len(args) && args[i] != "--"; i++ {
		name, value, is := strings.Cut(args[i], "=")
		if !needs[name] {
			continue
		}
		if !is {
			if i++; i == len(args) {
				return name + " needs a value"
			}
			value = args[i]
		}
		if strings.TrimSpace(value) == "" && slices.Contains([]string{"--collection", "--tag", "--outlet", "--in", "--article", "--format", "--out"}, name) {
			return name + " names nothing"
		}
	}
	return ""
}

// flagsWithValue returns the flags of a node, and of those below it, that need a value.
func flagsWithValue(n *kong.Node) map[string]bool {
	out := map[string]bool{}
	for _, f := range n.Flags {
		if !f.IsBool() && !f.IsCounter() {
			out["--"+f.Name] = true
		}
	}
	for _, c := range n.Children {
		for name := range flagsWithValue(c) {
			out[name] = true
		}
	}
	return out
}

// queryArgs has the words of a search be words even if they begin with a minus sign, which leaves a word out: they are put behind the flags.
func queryArgs(args []string) []string {
	at := 0
	for at < len(args) && strings.HasPrefix(args[at], "-") {
		if args[at] == "--db" {
			at++
		}
		at++
	}
	if at >= len(args) || args[at] != "search" || slices.Contains(args, "--") {
		return args
	}
	flags, query := slices.Clone(args[:at+1]), []string(nil)
	for i := at + 1; i < len(args); i++ {
		name, _, is := strings.Cut(args[i], "=")
		switch name {
		case "--json", "--help", "-h":
			flags = append(flags, args[i])
		case "--in", "--limit", "--db":
			if flags = append(flags, args[i]); !is && i+1 < len(args) {
				i++
				flags = append(flags, args[i])
			}
		default:
			if strings.HasPrefix(args[i], "--") {
				return args // which says that there is no such flag
			}
			query = append(query, args[i])
		}
	}
	if len(query) == 0 {
		return args
	}
	return append(append(flags, "--"), query...)
}
