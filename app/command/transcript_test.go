package command_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/annotations/article"
	"parley/annotations/debate/engines"
	"parley/annotations/source"
	"parley/annotations/store"
	"parley/app/command"
	"parley/app/desk"
)

var update = flag.Bool("update", false, "rewrite the expected outputs")

// A machine runs commands in a folder of its own, with ids and a clock that are always the same.
type machine struct {
	dir string
	ids uint64
	now time.Time

	list func(context.Context, string) ([]string, int, error) // lists a folder; nil: folders are not read
}

// now is when a machine begins.
func now() time.Time { return time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC) }

func newMachine(t *testing.T) *machine {
	t.Helper()
	m := &machine{dir: t.TempDir(), now: now()}
	files := map[string]string{
		"talks.md":  "---\noutlet: Daily\npublished: 2026-05-03\nurl: https://example.org/talks\n---\n# Talks resume\n\nThe envoy, Ann Lee, said the deal was “really close”. The deal is not signed.\n\n## Open\n\nWho guards the border is still open.\n",
		"other.md":  "---\nurl: https://example.org/talks\n---\n# A market day\n\nApples and pears were dear in town this week, and the farmers blamed the frost of late April for it.\n",
		"notes.txt": "Переговоры в Женеве\n\nДелегации встретились снова, но ни о чём не договорились в этот день.\n",
		"rtl.txt":   "محادثات السلام\n\nقال المبعوث إن الاتفاق قريب جدا، وإن مسألتين فقط ما زالتا مفتوحتين.\n",
		"empty.txt": "", "nul.txt": "a\x00b\x00c\x00d", "broken.txt": "A na\xc3\xafve caf\xe9 “is” – open\n\nUntil late in the evening on every day.\n", "page.pdf": "%PDF-1.7\n1 0 obj",
		"one.txt": "First words of a text that will change.\n\nThe second paragraph of it stays as it is here.\n",
		"not.db":  "This is no database, but a text of some length that is left as it is.",
	}
	for name, text := range files {
		m.write(t, name, text)
	}
	return m
}

func (m *machine) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(m.dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (m *machine) options() desk.Options {
	return desk.Options{
		Now: func() time.Time { m.now = m.now.Add(time.Second); return m.now },
		NewID: func() (id article.ID) {
			m.ids++
			id[6], id[8] = 0x70, 0x80
			binary.BigEndian.PutUint64(id[8:], m.ids*0x9E3779B97F4A7C15|1<<63)
			id[8] = 0x80
			return id
		},
		Load: func(ctx context.Context, path string, _ desk.LoadOptions) (desk.Input, error) {
			in, err := source.Load(ctx, path)
			return desk.Input{Name: in.Name, Path: in.Path, Bytes: in.Bytes}, err
		},
		Read: func(ctx context.Context, in desk.Input) (desk.Document, error) {
			d, err := source.Read(ctx, source.Input{Name: in.Name, Path: in.Path, URL: in.URL, Bytes: in.Bytes, Cache: filepath.Join(os.TempDir(), "parley-test-cache")})
			return desk.Document{Article: d.Article, Version: d.Version}, err
		},
		List: m.list, Suggest: engines.Suggest, Engine: engines.Names(),
	}
}

// run runs a command line and returns what it printed and its status.
func (m *machine) run(t *testing.T, args []string, in string) (out, errs string, status int) {
	t.Helper()
	var o, e bytes.Buffer
	status = command.Run(t.Context(), m.env(strings.NewReader(in), &o, &e), args)
	clean := strings.NewReplacer(m.dir+string(filepath.Separator), "", m.dir, ".")
	return clean.Replace(o.String()), clean.Replace(e.String()), status
}

// env is the outside world of a command.
func (m *machine) env(in io.Reader, out, errs io.Writer) command.Env {
	return command.Env{
		In: in, Out: out, Err: errs, Version: "1.2.3",
		DefaultDB: func() (string, error) { return filepath.Join(m.dir, "library.db"), nil },
		Keeper:    store.Keeper{Now: func() time.Time { return m.now }, Remake: remake},
		Parser:    func(context.Context) *desk.Desk { return desk.Bare(m.options()) },
		Desk: func(ctx context.Context, db string, create bool) (*desk.Desk, error) {
			s, err := store.Open(ctx, db, store.Options{Create: create})
			if err != nil {
				return nil, err
			}
			return desk.New(ctx, s, m.options())
		},
		Importers: []command.Importer{{Name: "text", Description: "plain text", Extensions: []string{".txt"}}},
	}
}

// words divides a line as a shell would: at spaces outside quotation marks.
func words(s string) []string {
	var out []string
	var b strings.Builder
	in, some := rune(0), false
	for _, r := range s {
		switch {
		case in != 0 && r == in:
			in = 0
		case in == 0 && (r == '\'' || r == '"'):
			in, some = r, true
		case in == 0 && r == ' ':
			if some {
				out = append(out, b.String())
			}
			b.Reset()
			some = false
		default:
			b.WriteRune(r)
			some = true
		}
	}
	if some {
		out = append(out, b.String())
	}
	return out
}

// TestTranscripts runs the lines that begin with "$ " in each file of testdata and compares what they print: what is
// printed to standard error begins with "! ", and a status other than 0 is on a line "[1]". "$ put NAME TEXT" writes a
// file, "$ cat NAME" shows one; "@1" and so on are the handles printed so far.
func TestTranscripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, path := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := play(t, string(want))
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != string(want) {
				t.Errorf("%s is now\n%s", path, got)
			}
		})
	}
}

func play(t *testing.T, script string) string {
	m := newMachine(t)
	old, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(m.dir)
	defer os.Chdir(old)
	var b strings.Builder
	for _, line := range strings.Split(script, "\n") {
		if strings.HasPrefix(line, "#") || line == "" {
			if line != "" || !strings.HasSuffix(b.String(), "\n\n") {
				b.WriteString(line + "\n")
			}
			continue
		}
		cmd, ok := strings.CutPrefix(line, "$ ")
		if !ok {
			continue
		}
		fmt.Fprintf(&b, "$ %s\n", cmd)
		args := words(cmd)
		switch args[0] {
		case "put":
			m.write(t, args[1], strings.ReplaceAll(args[2], `\n`, "\n"))
			continue
		case "cat":
			text, err := os.ReadFile(filepath.Join(m.dir, args[1]))
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString(indent(string(text), "  "))
			continue
		}
		in := ""
		if i := len(args) - 2; i > 0 && args[i] == "<<<" {
			in, args = strings.ReplaceAll(args[i+1], `\n`, "\n"), args[:i]
		}
		out, errs, status := m.run(t, args[1:], in)
		b.WriteString(indent(out, "  ") + indent(errs, "! "))
		if status != 0 {
			fmt.Fprintf(&b, "[%d]\n", status)
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func indent(s, with string) string {
	if s == "" {
		return ""
	}
	return with + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n"+with) + "\n"
}

func TestIs(t *testing.T) {
	tests := []struct {
		args []string
		want bool
	}{
		{nil, false},
		{[]string{"file.txt"}, false},
		{[]string{"list"}, true},
		{[]string{"--db", "x.db", "list"}, true},
		{[]string{"--db=x.db", "--json", "export"}, true},
		{[]string{"--db", "list"}, false},
		{[]string{"--db", "x.db"}, false},
		{[]string{"--help"}, true},
		{[]string{"./list"}, false},
	}
	for _, tt := range tests {
		if got := command.Is(tt.args); got != tt.want {
			t.Errorf("Is(%q) = %v, want %v", tt.args, got, tt.want)
		}
	}
}

func TestExportsNeverChangeTheLibrary(t *testing.T) {
	m := newMachine(t)
	if _, errs, status := m.run(t, []string{"import", filepath.Join(m.dir, "talks.md")}, ""); status != 0 {
		t.Fatal(errs)
	}
	before, _, _ := m.run(t, []string{"export", "--format", "jsonld"}, "")
	again, _, _ := m.run(t, []string{"export", "--format", "jsonld"}, "")
	if before != again || !strings.Contains(before, "AnnotationCollection") {
		t.Errorf("exports differ:\n%s\n%s", before, again)
	}
}
