package command_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// promised are the sections of README.md whose every sentence is proved in readme_promises_test.go.
var promised = []string{"Where the library lies", "Formats", "Search"}

// A promise is a sentence of README.md, with its spaces made one, and what proves it: tests that are named "folder.TestName", the root's
// folder being parley, scripts, and functions.
type promise struct {
	sentence string
	proofs   []any // test, script or func(*testing.T)
}

// A test is the name of one that is elsewhere.
type test string

// A script has the command line prove something. Its lines are
//
//   - FILE TEXT  writes a file; \n is a line end
//     $ ARGUMENTS  runs parley, which must succeed
//     1 ARGUMENTS  runs parley, which must end with status 1; 2 likewise
//     > WORDS      the last run printed that, on either stream; _ is a tab
//     ! WORDS      it did not
//     = N          it printed so many lines to standard output
type script string

// sentencesOf returns the sentences of a section of a text in Markdown, each on one line. A line of an indented block that begins with a
// command is one, together with the comment that goes on below it.
func sentencesOf(text, heading string) []string {
	_, text, _ = strings.Cut(text, "\n## "+heading+"\n")
	text, _, _ = strings.Cut(text, "\n## ")
	ends := regexp.MustCompile("([.!?]) +([A-Z`*“])")
	var out []string
	for _, part := range regexp.MustCompile(`\n\s*\n`).Split(strings.Trim(text, "\n"), -1) {
		if strings.HasPrefix(part, "    ") {
			part = regexp.MustCompile(`\n    (\S)`).ReplaceAllString(part, "\x00$1")
		} else {
			part = strings.Join(strings.Fields(part), " ")
			part = ends.ReplaceAllString(part, "$1\x00$2")
		}
		for s := range strings.SplitSeq(part, "\x00") {
			out = append(out, strings.Join(strings.Fields(s), " "))
		}
	}
	return out
}

// TestREADME holds that every sentence of the sections of README.md that are promised has an entry in the list of promises, every entry its
// sentence, and that what proves it is there and succeeds.
func TestREADME(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	entries := map[string]promise{}
	for _, p := range promises() {
		if _, twice := entries[p.sentence]; twice || len(p.proofs) == 0 {
			t.Errorf("this entry is there twice, or has no proof: %q", p.sentence)
		}
		entries[p.sentence] = p
	}
	tests := namedTests(t, "../..")
	for _, section := range promised {
		all := sentencesOf(string(b), section)
		if len(all) < 5 {
			t.Errorf("section %q has %d sentences", section, len(all))
		}
		for _, s := range all {
			p, ok := entries[s]
			delete(entries, s)
			if !ok {
				t.Errorf("README.md, %s: no entry proves %q", section, s)
				continue
			}
			t.Run(shortName(s), func(t *testing.T) { p.prove(t, tests) })
		}
	}
	for s := range entries {
		t.Errorf("README.md does not say %q", s)
	}
}

func shortName(s string) string {
	rs := []rune(s)
	return string(rs[:min(len(rs), 48)])
}

// prove does what proves a promise.
func (p *promise) prove(t *testing.T, tests map[string]bool) {
	for i, x := range p.proofs {
		switch x := x.(type) {
		case test:
			if !tests[string(x)] {
				t.Errorf("there is no test %s", x)
			}
		case script:
			t.Run(fmt.Sprint("script ", i), x.run)
		case func(*testing.T):
			t.Run(fmt.Sprint("function ", i), x)
		default:
			t.Errorf("a proof of the type %T", x)
		}
	}
}

// namedTests returns the tests and fuzz tests below a folder as "folder.TestName".
func namedTests(t *testing.T, root string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		if folder == "." {
			folder = "parley"
		}
		for _, decl := range f.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && (strings.HasPrefix(fn.Name.Name, "Test") || strings.HasPrefix(fn.Name.Name, "Fuzz")) {
				out[filepath.ToSlash(folder)+"."+fn.Name.Name] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// run plays the script on a library of its own.
func (s script) run(t *testing.T) {
	m := newMachine(t)
	t.Chdir(m.dir)
	var out, errs, last string
	for line := range strings.SplitSeq(strings.TrimSpace(string(s)), "\n") {
		line = strings.TrimSpace(line)
		what, rest, _ := strings.Cut(line, " ")
		switch what {
		case "+":
			name, text, _ := strings.Cut(rest, " ")
			if err := os.MkdirAll(filepath.Dir(filepath.Join(m.dir, name)), 0o700); err != nil {
				t.Fatal(err)
			}
			m.write(t, name, strings.ReplaceAll(text, `\n`, "\n"))
		case "$", "1", "2":
			var status int
			last = rest
			if out, errs, status = m.run(t, words(rest), ""); fmt.Sprint(status) != strings.Replace(what, "$", "0", 1) {
				t.Fatalf("parley %s ends with %d: %s%s", last, status, out, errs)
			}
		case ">", "!":
			if found := strings.Contains(out+errs, strings.ReplaceAll(rest, "_", "\t")); found != (what == ">") {
				t.Errorf("parley %s: found %v: %q in\n%s%s", last, found, rest, out, errs)
			}
		case "=":
			if n := strings.Count(out, "\n"); fmt.Sprint(n) != rest {
				t.Errorf("parley %s prints %d lines, want %s:\n%s", last, n, rest, out)
			}
		default:
			t.Fatalf("no line of a script: %q", line)
		}
	}
}

// TestSentences divides a section as TestREADME does.
func TestSentences(t *testing.T) {
	const text = "# X\n\n## One\n\nA first. `B` a\nsecond: x. y! *C* third?\nNo 1.5 end.\n\n    parley a   # b\n    parley c   # d\n               # e\n\n## Two\n\nOther.\n"
	want := []string{"A first.", "`B` a second: x. y!", "*C* third?", "No 1.5 end.", "parley a # b", "parley c # d # e"}
	if got := sentencesOf(text, "One"); !slices.Equal(got, want) {
		t.Errorf("sentencesOf = %q, want %q", got, want)
	}
}
