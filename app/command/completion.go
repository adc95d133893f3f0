package command

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"parley/annotations"
	"parley/annotations/export"
)

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints a script that has a shell complete the words and flags of the command line. It is made from the grammar itself.
func (c *completionCmd) Run(s *session, k *kong.Context) error {
	script := bashCompletion(k.Model.Node)
	switch c.Shell {
	case "zsh":
		script = "autoload -U +X bashcompinit && bashcompinit\n" + script
	case "fish":
		script = fishCompletion(k.Model.Node)
	}
	_, err := fmt.Fprint(s.exact, script)
	return err
}

// commandsOf returns the commands below a node.
func commandsOf(n *kong.Node) []*kong.Node {
	var out []*kong.Node
	for _, c := range n.Children {
		if c.Type == kong.CommandNode && !c.Hidden {
			out = append(out, c)
		}
	}
	return out
}

// argumentsOf returns the arguments that a node takes if it knows only some, with spaces between.
func argumentsOf(n *kong.Node) string {
	if len(n.Positional) == 0 {
		return ""
	}
	return strings.ReplaceAll(knownValues(n.Positional[0]), ",", " ")
}

// wordsOf returns what may follow a node: its commands, its arguments, if it knows only some, and its flags with those above it.
func wordsOf(n *kong.Node) []string {
	out := strings.Fields(argumentsOf(n))
	for _, c := range commandsOf(n) {
		out = append(out, c.Name)
	}
	for _, group := range n.AllFlags(true) {
		for _, f := range group {
			out = append(out, "--"+f.Name)
		}
	}
	return out
}

// knownValues returns the words that a flag or an argument takes, with commas between; nothing if it takes any.
func knownValues(v *kong.Value) string {
	if v.Enum != "" {
		return v.Enum
	}
	switch v.Name {
	case "color":
		return strings.Join(annotations.Colours(), ",")
	case "style":
		return strings.Join(annotations.Styles(), ",")
	case "kind":
		return kindWords
	case "stance":
		return stanceWords
	case "attribution":
		return attributionWords
	case "in":
		return "articles,titles,highlights,notes,statements,actors,disputes"
	case "format":
		var names []string
		for _, f := range export.Formats() {
			names = append(names, f.Name)
		}
		return strings.Join(names, ",")
	}
	return ""
}

// valuesOf returns the values of the flags of a node, and of those below it, that know only some, with commas between.
func valuesOf(n *kong.Node) map[string]string {
	out := map[string]string{}
	for _, f := range n.Flags {
		if words := knownValues(f.Value); words != "" {
			for _, name := range append(f.Aliases, f.Name) {
				out["--"+name] = words
			}
		}
	}
	for _, c := range n.Children {
		maps.Copy(out, valuesOf(c))
	}
	return out
}

// bashCompletion finds the command among the words so far, and offers what may follow it, and files.
func bashCompletion(root *kong.Node) string {
	var b strings.Builder
	b.WriteString("_parley() {\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path= files=yes w\n\t[ \"$prev\" = = ] && prev=${COMP_WORDS[COMP_CWORD-2]}\n\t[ \"$cur\" = = ] && cur=\n\tfor w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n\t\tcase $path/$w in\n")
	var cases strings.Builder
	var walk func(n *kong.Node, path string)
	walk = func(n *kong.Node, path string) {
		for _, c := range commandsOf(n) {
			at := path + "/" + c.Name
			fmt.Fprintf(&b, "\t\t%s) path=%s ;;\n", at, at)
			files := ""
			if argumentsOf(c) != "" {
				files = " files="
			}
			fmt.Fprintf(&cases, "\t%s) words=%q%s ;;\n", at, strings.Join(wordsOf(c), " "), files)
			walk(c, at)
		}
	}
	walk(root, "")
	var values strings.Builder
	known := valuesOf(root)
	for _, name := range slices.Sorted(maps.Keys(known)) {
		of := known[name]
		fmt.Fprintf(&values, "\t%s) COMPREPLY=($(compgen -W %q -- \"$cur\")); return ;;\n", name, strings.ReplaceAll(of, ",", " "))
	}
	fmt.Fprintf(&b, "\t\tesac\n\tdone\n\tlocal words=%q\n\tcase $path in\n%s\tesac\n", strings.Join(wordsOf(root), " "), cases.String())
	fmt.Fprintf(&b, "\tcase $prev in\n%s\tesac\n", values.String())
	b.WriteString("\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n\t[ -n \"$path\" ] && [ -n \"$files\" ] && [[ $cur != -* ]] && COMPREPLY+=($(compgen -f -- \"$cur\"))\n}\ncomplete -o filenames -F _parley parley\n")
	return b.String()
}

func fishCompletion(root *kong.Node) string {
	quote := func(s string) string {
		return "'" + strings.ReplaceAll(strings.ReplaceAll(s, `\`, `\\`), "'", `\'`) + "'"
	}
	var b strings.Builder
	flags := func(n *kong.Node, when string) {
		for _, f := range n.Flags {
			more := ""
			if words := knownValues(f.Value); words != "" {
				more = " -xa " + quote(strings.ReplaceAll(words, ",", " "))
			}
			fmt.Fprintf(&b, "complete -c parley -n %s -l %s -d %s%s\n", quote(when), f.Name, quote(f.Help), more)
		}
	}
	flags(root, "true")
	for _, c := range commandsOf(root) {
		fmt.Fprintf(&b, "complete -c parley -n __fish_use_subcommand -a %s -d %s\n", c.Name, quote(c.Help))
		flags(c, "__fish_seen_subcommand_from "+c.Name)
		if words := argumentsOf(c); words != "" {
			fmt.Fprintf(&b, "complete -c parley -n %s -xa %s\n", quote("__fish_seen_subcommand_from "+c.Name), quote(words))
		}
		for _, d := range commandsOf(c) {
			fmt.Fprintf(&b, "complete -c parley -n %s -a %s -d %s\n", quote("__fish_seen_subcommand_from "+c.Name), d.Name, quote(d.Help))
			flags(d, "__fish_seen_subcommand_from "+d.Name)
		}
	}
	return b.String()
}
