package command_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// hostile sets the title of a terminal, clears it, and does so with single bytes, too.
const hostile = "\x1b]0;owned\x07\x1b[2J\u009b31m\x7f\rover"

// control returns the first character of what is printed that a terminal could take for a command, or 0.
func control(s string) rune {
	for _, r := range s {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u009b' {
			return r
		}
	}
	return 0
}

// TestNoControlsReachTheTerminal runs every command on articles, notes, names and files that are full of control characters.
func TestNoControlsReachTheTerminal(t *testing.T) {
	m := newMachine(t)
	name := "evil" + strings.ReplaceAll(hostile, "/", "") + "\x9b.txt"
	m.write(t, name, "Title"+hostile+"\n\nAnn Lee, the envoy, said on Monday that "+hostile+" the talks about the canal were really close.\n")
	at := filepath.Join(m.dir, name)
	exact := "really close"
	for _, args := range [][]string{
		{"import", at},
		{"import", at + "x"},
		{"analyze", at},
		{"list"},
		{"show", "a-"},
		{"show", "--json", "a-"},
		{"show", at},
		{"highlight", "--article", "a-", "--exact", exact, "--note", hostile, "--tag", hostile},
		{"highlight", "--article", "a-", "--exact", hostile + " the talks"},
		{"highlight", "--article", "a-", "--exact", hostile + "x"},
		{"highlight", "--article", "a-", "--exact", "e"},
		{"note", "--article", "a-", hostile},
		{"note", "--article", hostile, "x"},
		{"file", "--article", "a-", "--exact", exact, "--actor", "Ann" + hostile, "--dispute", "Close?" + hostile, "--position", hostile, "--note", hostile},
		{"file", "--article", "a-", "--exact", exact, "--actor", "Ann", "--kind", hostile},
		{"statements"},
		{"statements", "--json"},
		{"search", "talks"},
		{"search", "colour:" + hostile},
		{"search", "--json", "talks"},
		{"search", "--in", hostile, "x"},
		{"collection", "add", hostile, "a-"},
		{"collection", "list"},
		{"list", "--collection", hostile + "no"},
		{"export", "--format", "csv", "--out", filepath.Join(m.dir, hostile+".csv")},
		{"export", "--format", hostile},
		{"backup", filepath.Join(m.dir, hostile+".db")},
		{"restore", filepath.Join(m.dir, hostile+".db")},
		{"check"},
		{"trash", "put", "a-"},
		{"trash"},
		{hostile},
		{"list", "--" + hostile},
		{"--db", filepath.Join(m.dir, hostile, "none.db"), "list"},
	} {
		out, errs, _ := m.run(t, args, "")
		if args[0] == "show" && len(args) == 2 { // a text, character for character: standard output is no terminal here
			out = ""
		}
		if r := control(out + errs); r != 0 {
			t.Errorf("%q prints %U: %q %q", args, r, out, errs)
		}
	}
}

// TestControlsStayInFiles holds that JSON and exports have every character.
func TestControlsStayInFiles(t *testing.T) {
	m := newMachine(t)
	m.write(t, "a.txt", "Title\n\nThe talks were really close.\n")
	m.run(t, []string{"import", filepath.Join(m.dir, "a.txt")}, "")
	m.run(t, []string{"highlight", "--article", "a-", "--exact", "really close", "--note", hostile}, "")
	out, errs, status := m.run(t, []string{"search", "--json", "owned"}, "")
	var hit struct{ Excerpt string }
	if err := json.Unmarshal([]byte(out), &hit); err != nil || status != 0 {
		t.Fatal(out, errs, err)
	}
	out, errs, _ = m.run(t, []string{"export", "--format", "jsonld"}, "")
	if !strings.Contains(out, "owned") || errs != "" {
		t.Fatal(out, errs)
	}
	out, _, _ = m.run(t, []string{"export", "--format", "csv"}, "")
	if !strings.Contains(out, "\x1b[2J\u009b31m") {
		t.Errorf("the CSV has %q", out)
	}
}
