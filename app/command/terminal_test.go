package command_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"parley/app/command"
)

// wild is words with commands to a terminal in them: colours, the title of the window, C1 in UTF-8, a backspace, a turn of the direction.
const wild = "Talks\x1b[31mred\x1b]0;title\x07 \u009b2J\u0085 back\b\x7f \u202ereversed end"

// commands returns the characters of s that are commands to a terminal.
func commands(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || r >= 0x202A && r <= 0x202E) {
			return r
		}
		return -1
	}, s)
}

// TestNothingCommandsTheTerminal imports a page and a file whose title, words and name are wild, and has every command print them.
func TestNothingCommandsTheTerminal(t *testing.T) {
	m := newMachine(t)
	name := "wild\x1b[31m\u009b.md"
	text := "---\noutlet: \"Da\\u001bily\"\nauthor: \"A\\u009b\"\n---\n# " + wild + "\n\nThe envoy, Ann" + wild + "Lee, said: “The deal is \x1b[1mclose” to the press. Who guards the \u009bborder is still open.\n\n" + strings.Repeat("It was a long day, and a longer night was to follow it. ", 60)
	m.write(t, name, text)
	path := filepath.Join(m.dir, name)
	exact := map[string]bool{"show": true, "export": true}
	for _, args := range [][]string{
		{"import", path},
		{"import", path, filepath.Join(m.dir, "missing\x1b[31m\u009b.md")},
		{"list"},
		{"highlight", "--article", "a-", "--start", "0", "--end", "60", "--note", wild, "--tag", wild},
		{"highlight", "--article", "a-", "--exact", wild + "no"},
		{"highlight", "--article", "a-", "--exact", "e"},
		{"file", "--article", "a-", "--start", "0", "--end", "60", "--actor", wild, "--dispute", wild},
		{"statements"},
		{"analyze", "a-"},
		{"analyze", path},
		{"search", "talks"},
		{"search", "colour:" + wild},
		{"collection", "make", wild},
		{"collection", "list"},
		{"export", "--format", "csv", "--out", filepath.Join(m.dir, "out\x1b[31m.csv")},
		{"export", "--format", "markdown", "--out", filepath.Join(m.dir, "folder\u009b")},
		{"export", "--format", "no\x1b[31m"},
		{"export", "--format", "csv"},
		{"show", "a-"},
		{"show", "\x1b[31m"},
		{"--no\x1b[31m"},
		{"formats"},
	} {
		what := fmt.Sprintf("%.60q", args)
		out, errs, _ := m.run(t, args, "")
		if c := commands(errs); c != "" {
			t.Errorf("%s: standard error has %q: %q", what, c, errs)
		}
		switch c := commands(out); {
		case exact[args[0]] && (len(args) == 2 && args[1] == "a-" || len(args) == 3 && args[2] == "csv"):
			if c == "" {
				t.Errorf("%s: not exact: %q", what, out)
			}
		case c != "":
			t.Errorf("%s: standard output has %q: %q", what, c, out)
		}

		// On a terminal nothing is exact; JSON has all of it, escaped.
		var term, terr bytes.Buffer
		env := m.env(strings.NewReader(""), &term, &terr)
		env.Terminal = true
		if exact[args[0]] {
			command.Run(t.Context(), env, args)
			if c := commands(term.String() + terr.String()); c != "" {
				t.Errorf("%s: the terminal gets %q", what, c)
			}
		}
	}
	for _, args := range [][]string{{"list", "--json"}, {"show", "--json", "a-"}, {"statements", "--json"}, {"search", "--json", "talks"}} {
		out, _, status := m.run(t, args, "")
		if c := strings.Trim(commands(out), "\u202e"); status != 0 || c != "" {
			t.Errorf("%q: status %d, %q", args, status, c)
		}
		var v map[string]any
		kept := args[0] == "show" || args[0] == "statements" // a title is one without control characters, and an excerpt, too
		if err := json.Unmarshal([]byte(strings.SplitN(out, "\n", 2)[0]), &v); err != nil || strings.Contains(fmt.Sprint(v), "\u009b") != kept {
			t.Errorf("%q: %v, %v", args, v, err)
		}
	}
}

// FuzzForPeople wants what is written in pieces to be what is written at once, and all but the commands to come through.
func FuzzForPeople(f *testing.F) {
	f.Add(wild, 3)
	f.Add("é\xff\x80 ü€😀", 1)
	f.Add("\xf0\x9f", 1)
	f.Fuzz(func(t *testing.T, s string, piece int) {
		var whole, parts bytes.Buffer
		if n, err := command.ForPeople(&whole).Write([]byte(s)); n != len(s) || err != nil {
			t.Fatalf("wrote %d of %d, %v", n, len(s), err)
		}
		w := command.ForPeople(&parts)
		for rest := s; rest != ""; {
			n := min(max(1, piece&7), len(rest))
			if _, err := w.Write([]byte(rest[:n])); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if whole.String() != parts.String() {
			t.Errorf("%q at once is %q, in pieces %q", s, whole.String(), parts.String())
		}
		if c := commands(whole.String()); c != "" {
			t.Errorf("%q: %q came through", s, c)
		}
		if utf8.ValidString(s) && commands(s) == "" && !strings.ContainsAny(s, "\u2066\u2067\u2068\u2069") && whole.String() != s {
			t.Errorf("%q became %q", s, whole.String())
		}
	})
}
