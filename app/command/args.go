package command

import (
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// Is reports whether args are for the command line rather than for the window: whether they hold a
// command word where one belongs, or ask for help or the version.
func Is(args []string) bool {
	at := wordAt(args)
	if at == len(args) {
		return false
	}
	switch args[at] {
	case "help", "--help", "-h", "--version":
		return true
	}
	return slices.Contains(words[:], args[at]) || asksHelp(args[at:])
}

// wordAt returns where in args the command word belongs: behind the flags that go before it.
func wordAt(args []string) int {
	at := 0
	for at < len(args) {
		switch a := args[at]; {
		case a == "--db":
			at++
		case a != "--json" && !strings.HasPrefix(a, "--db="):
			return at
		}
		at++
	}
	return len(args)
}

// asksHelp reports whether a flag of args asks for help.
func asksHelp(args []string) bool {
	if end := slices.Index(args, "--"); end >= 0 {
		args = args[:end]
	}
	return slices.Contains(args, "--help") || slices.Contains(args, "-h")
}

// wordArgs has “help” and --version in the place of a command be what the grammar knows, and --help behind the files of the window.
func wordArgs(args []string) []string {
	at := wordAt(args)
	if at == len(args) {
		return args
	}
	switch word := args[at]; {
	case word == "help":
		return slices.Concat(args[:at], args[at+1:], []string{"--help"})
	case word == "--version":
		return slices.Concat(args[:at], []string{"version"}, args[at+1:])
	case !slices.Contains(words[:], word) && asksHelp(args[at:]):
		return []string{"--help"}
	}
	return args
}

// rawPaths has kong take file names over byte for byte. It would turn bytes that are not UTF-8 into U+FFFD, and name another file.
func rawPaths(fields ...any) kong.Option {
	var options []kong.Option
	for _, field := range fields {
		options = append(options, kong.ValueMapper(field, kong.MapperFunc(rawPath)))
	}
	return kong.OptionFunc(func(k *kong.Kong) error {
		for _, o := range options {
			if err := o.Apply(k); err != nil {
				return err
			}
		}
		return nil
	})
}

// rawPath reads one path into a string, or all that follow into a list of them.
func rawPath(c *kong.DecodeContext, to reflect.Value) error {
	if to.Kind() != reflect.Slice {
		t, err := c.Scan.PopValue("path")
		if err == nil {
			to.SetString(t.String())
		}
		return err
	}
	for _, t := range c.Scan.PopWhile(kong.Token.IsValue) {
		to.Set(reflect.Append(to, reflect.ValueOf(t.String())))
	}
	return nil
}

// valueless says which flag of args has no value where it needs one, as when a script's variable was never set: what follows from it would be
// done to more than was meant.
func valueless(root *kong.Node, args []string) string {
	node, needs := root, map[string]bool{}
	addFlagsWithValue(needs, root)
	for i := 0; i < len(args) && args[i] != "--"; i++ {
		name, value, is := strings.Cut(args[i], "=")
		if !needs[name] {
			if c := commandNamed(node, name); c != nil && !is {
				node = c
				addFlagsWithValue(needs, node)
			}
			continue
		}
		if !is {
			if i++; i == len(args) {
				return name + " needs a value"
			}
			value = args[i]
		}
		if strings.TrimSpace(value) == "" && slices.Contains([]string{"--collection", "--tag", "--outlet", "--in", "--article", "--format", "--out", "--accept", "--reject"}, name) {
			return name + " names nothing"
		}
	}
	return ""
}

// commandNamed returns the command below a node that has that name, or nil.
func commandNamed(n *kong.Node, name string) *kong.Node {
	for _, c := range commandsOf(n) {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// addFlagsWithValue adds the flags of a node, and of the command that it stands for without a word, that need a value.
func addFlagsWithValue(to map[string]bool, n *kong.Node) {
	for _, f := range n.Flags {
		if !f.IsBool() && !f.IsCounter() {
			to["--"+f.Name] = true
			for _, name := range f.Aliases {
				to["--"+name] = true
			}
		}
	}
	if n.DefaultCmd != nil && n.DefaultCmd != n {
		addFlagsWithValue(to, n.DefaultCmd)
	}
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
