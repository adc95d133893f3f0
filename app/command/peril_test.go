package command_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/app/command"
	"parley/app/desk"
)

// TestExportsNeverReplaceTheLibrary exports onto each of the library's own files, under their own and other names.
func TestExportsNeverReplaceTheLibrary(t *testing.T) {
	m := newMachine(t)
	if _, errs, status := m.run(t, []string{"import", filepath.Join(m.dir, "one.txt")}, ""); status != 0 {
		t.Fatal(errs)
	}
	db := filepath.Join(m.dir, "library.db")
	link, hard := filepath.Join(m.dir, "link.csv"), filepath.Join(m.dir, "hard.csv")
	if err := os.Symlink(db, link); err != nil {
		t.Skip(err)
	}
	if err := os.Link(db, hard); err != nil {
		t.Skip(err)
	}
	for _, path := range []string{db, db + "-wal", db + "-shm", link, hard, filepath.Join(m.dir, ".", "link.csv")} {
		_, errs, status := m.run(t, []string{"export", "--format", "csv", "--out", path, "--yes"}, "")
		if status != 1 || !strings.Contains(errs, desk.ErrOwnFile.Error()) {
			t.Errorf("export to %s = %d %q, want a refusal", path, status, errs)
		}
	}
	if out, errs, status := m.run(t, []string{"list"}, ""); status != 0 || strings.Count(out, "\n") != 1 {
		t.Errorf("the library is then %q, %q", out, errs)
	}
}

// TestStandardInputIsLeftAlone wants a command that waits for standard input to end when it is told to.
func TestStandardInputIsLeftAlone(t *testing.T) {
	for _, word := range []string{"import", "analyze"} {
		m := newMachine(t)
		in, held := io.Pipe()
		defer held.Close()
		ctx, stop := context.WithCancel(t.Context())
		time.AfterFunc(20*time.Millisecond, stop)
		var out, errs bytes.Buffer
		env := m.env(in, &out, &errs)
		if status := command.Run(ctx, env, []string{word, "-"}); status != 1 || out.Len() > 0 {
			t.Errorf("%s - = %d, %q, %q", word, status, out.String(), errs.String())
		}
	}
}

// TestWrongUsage runs what can only be a mistake: the status is 2, and nothing is done.
func TestWrongUsage(t *testing.T) {
	m := newMachine(t)
	if _, errs, status := m.run(t, []string{"import", filepath.Join(m.dir, "one.txt")}, ""); status != 0 {
		t.Fatal(errs)
	}
	for name, args := range map[string][]string{
		"a library without a name":    {"list", "--db="},
		"an empty name":               {"list", "--db", ""},
		"half a range":                {"highlight", "--article", "a-", "--start", "1"},
		"what stands before a range":  {"highlight", "--article", "a-", "--start", "1", "--end", "3", "--prefix", "x"},
		"a file as a version of one":  {"import", "--article", "a-", filepath.Join(m.dir, "one.txt")},
		"no passage":                  {"highlight", "--article", "a-"},
		"version 0":                   {"show", "a-", "--version", "0"},
		"version -1":                  {"show", "a-", "--version", "-1"},
		"a version of a command":      {"list", "--version"},
		"a command after --version":   {"--version", "list"},
		"a tag without a value":       {"highlight", "--article", "a-", "--start", "0", "--end", "5", "--tag", "--version"},
		"a value with a line break":   {"list", "a\nb"},
		"a flag with a line break":    {"list", "--a\nb"},
		"a word with a command to it": {"list", "a\x1b[2Jb"},
		"a passage named in two ways": {"highlight", "--article", "a-", "--exact", "x", "--start", "1"},
	} {
		if _, errs, status := m.run(t, args, ""); status != 2 || strings.Count(errs, "\n") != 1 || strings.ContainsRune(errs, 0x1b) {
			t.Errorf("%s: status %d, %q", name, status, errs)
		}
	}
	if _, errs, status := m.run(t, []string{"highlight", "--article", "a-", "--start", "0", "--end", "3", "--note", "- a point"}, ""); status != 0 {
		t.Errorf("a note that begins with a hyphen: %d, %q", status, errs)
	}
}

// A stopper ends a context as soon as something is written to it.
type stopper struct {
	bytes.Buffer
	stop func()
}

func (s *stopper) Write(b []byte) (int, error) {
	s.stop()
	return s.Buffer.Write(b)
}

// TestInterruptedImport interrupts an import when its first line was printed: what was imported is in the collection, and the reason is
// said in words.
func TestInterruptedImport(t *testing.T) {
	m := newMachine(t)
	ctx, stop := context.WithCancel(t.Context())
	out, errs := &stopper{stop: stop}, &bytes.Buffer{}
	args := []string{"import", "--collection", "Talks"}
	for i := range 100 {
		name := fmt.Sprintf("%d.txt", i)
		m.write(t, name, fmt.Sprintf("Number %d\n\nThe text of number %d.\n", i, i))
		args = append(args, filepath.Join(m.dir, name))
	}
	if status := command.Run(ctx, m.env(nil, out, errs), args); status != 1 {
		t.Errorf("status %d", status)
	}
	n := strings.Count(out.String(), "\n")
	if want := fmt.Sprintf("parley: import: interrupted after %d of 100 sources; what was imported stays, import the rest again\n", n); n == 0 || n == 100 || errs.String() != want {
		t.Errorf("%d lines, and %q, want %q", n, errs.String(), want)
	}
	if out, _, _ := m.run(t, []string{"list", "--collection", "Talks"}, ""); strings.Count(out, "\n") != n {
		t.Errorf("of %d imported, in the collection are %q", n, out)
	}
}

// TestInterrupted runs commands that are told to end before they have begun.
func TestInterrupted(t *testing.T) {
	m := newMachine(t)
	m.run(t, []string{"import", filepath.Join(m.dir, "one.txt")}, "")
	for _, args := range [][]string{{"list"}, {"search", "words"}, {"export", "--format", "csv"}, {"note", "--article", "a-", "x"}, {"analyze", filepath.Join(m.dir, "one.txt")}} {
		d, err := m.env(nil, nil, nil).Desk(t.Context(), filepath.Join(m.dir, "library.db"), false)
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		var out, errs bytes.Buffer
		env := m.env(nil, &out, &errs)
		env.Desk = func(context.Context, string, bool) (*desk.Desk, error) { stop(); return d, nil }
		env.Parser = func(context.Context) *desk.Desk { stop(); return desk.Bare(m.options()) }
		status := command.Run(ctx, env, args)
		if want := "parley: interrupted before it was done; run it again\n"; status != 1 || errs.String() != want {
			t.Errorf("%s: %d, %q, want %q", args[0], status, errs.String(), want)
		}
		d.Close()
	}
}

// TestVersionAsAValue wants --version to be what its place says: a note, a tag, a file, and the version only before any command.
func TestVersionAsAValue(t *testing.T) {
	m := newMachine(t)
	m.run(t, []string{"import", filepath.Join(m.dir, "one.txt")}, "")
	for _, tt := range []struct {
		args []string
		want string // a part of what is printed
	}{
		{[]string{"note", "--article", "a-", "--", "--version"}, "n-"},
		{[]string{"highlight", "--article", "a-", "--start", "0", "--end", "5", "--tag=--version"}, "First"},
		{[]string{"export", "--format", "csv", "--out", filepath.Join(m.dir, "--version")}, "--version"},
		{[]string{"--version"}, "parley 1.2.3"},
		{[]string{"--json", "--version"}, `{"version":"1.2.3"}`},
		{[]string{"--version", "--json"}, `{"version":"1.2.3"}`},
		{[]string{"--db", "x.db", "--version"}, "parley 1.2.3"},
		{[]string{"t.md", "--help"}, "Usage: parley"},
		{[]string{"--read-only", "t.md", "-h"}, "Usage: parley"},
		{[]string{"--db", "x.db", "help"}, "Usage: parley"},
		{[]string{"--db", "x.db", "help", "list"}, "Usage: parley list"},
		{[]string{"list", "--help"}, "Usage: parley list"},
	} {
		out, errs, status := m.run(t, tt.args, "")
		if !command.Is(tt.args) || status != 0 || !strings.Contains(out, tt.want) {
			t.Errorf("%q: %d, %q, %q, want %q", tt.args, status, out, errs, tt.want)
		}
	}
	if out, _, _ := m.run(t, []string{"export", "--format", "csv"}, ""); !strings.Contains(out, "--version") {
		t.Errorf("the tag is not kept: %q", out)
	}
	for _, args := range [][]string{{}, {"t.md"}, {"--", "--help"}, {"t.md", "--", "-h"}, {"--db", "--help"}, {"--db=list", "--json"}} {
		if command.Is(args) {
			t.Errorf("%q is a command", args)
		}
	}
}

// TestPathsThatAreNotUTF8 uses files whose names are bytes that no text has.
func TestPathsThatAreNotUTF8(t *testing.T) {
	m := newMachine(t)
	name := filepath.Join(m.dir, "lat\xff\xfein.txt")
	if err := os.WriteFile(name, []byte("A latin file\n\nIts words are here.\n"), 0o600); err != nil {
		t.Skip(err)
	}
	db := func(s string) string { return filepath.Join(m.dir, "lib"+s+".db") }
	ok := func(args ...string) string {
		t.Helper()
		out, errs, status := m.run(t, args, "")
		if status != 0 {
			t.Errorf("%q: %d, %q", args, status, errs)
		}
		return out
	}
	ok("--db", db("\xff"), "import", name, filepath.Join(m.dir, "one.txt"))
	if out := ok("--db", db("\xff"), "list"); strings.Count(out, "\n") != 2 {
		t.Errorf("listed are %q", out)
	}
	if out := ok("--db", db("\xfe"), "list"); out != "" {
		t.Errorf("another library holds %q", out)
	}
	if out := ok("--db="+db("\xff"), "import", name); !strings.Contains(out, "already there") {
		t.Errorf("imported again: %q", out)
	}
	ok("analyze", name)
	ok("--db", db("\xff"), "export", "--format", "csv", "--out", filepath.Join(m.dir, "\xff.csv"))
	ok("--db", db("\xff"), "backup", filepath.Join(m.dir, "\xff.db"))
	ok("--db", db("\xff"), "restore", filepath.Join(m.dir, "\xff.db"))
	for _, made := range []string{"lib\xff.db", "\xff.csv", "\xff.db"} {
		if _, err := os.Stat(filepath.Join(m.dir, made)); err != nil {
			t.Error(err)
		}
	}
}

// TestPassagesHaveWholeLetters names passages that begin or end within a letter and its accent, or an emoji.
func TestPassagesHaveWholeLetters(t *testing.T) {
	m := newMachine(t)
	m.write(t, "cafe.txt", "News\n\nThe cafe\u0301 of the astronaut \U0001F469\u200d\U0001F680 is open. No other cafe is.\n")
	m.run(t, []string{"import", filepath.Join(m.dir, "cafe.txt")}, "")
	for _, tt := range []struct {
		name   string
		args   []string
		quote  string
		status int
	}{
		{"a letter without its accent", []string{"--exact", "The cafe"}, "", 1},
		{"an accent", []string{"--exact", "\u0301"}, "", 1},
		{"a joiner", []string{"--exact", "\u200d"}, "", 1},
		{"the other of the same letters", []string{"--exact", "cafe"}, "cafe", 0},
		{"the whole word", []string{"--exact", "cafe\u0301"}, "cafe\u0301", 0},
		{"offsets before the accent", []string{"--start", "10", "--end", "14"}, "cafe\u0301", 0},
		{"the offset of the accent", []string{"--start", "14", "--end", "15"}, "e\u0301", 0},
		{"the offset of the joiner", []string{"--start", "34", "--end", "35"}, "\U0001F469\u200d\U0001F680", 0},
	} {
		for _, command := range [][]string{{"highlight", "--article", "a-"}, {"file", "--article", "a-", "--actor", "Anna", "--json"}} {
			out, errs, status := m.run(t, append(command, tt.args...), "")
			quoted := strings.Contains(out, "\t"+tt.quote+"\n") || strings.Contains(out, `"`+tt.quote+`"`)
			if status != tt.status || tt.status == 0 && !quoted || tt.status == 1 && (!strings.Contains(errs, "only as a part of") || out != "") {
				t.Errorf("%s, %s: %d, %q, %q", command[0], tt.name, status, out, errs)
			}
		}
	}
}
