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
		"a passage named in two ways": {"highlight", "--article", "a-", "--exact", "x", "--start", "1"},
	} {
		if _, errs, status := m.run(t, args, ""); status != 2 || strings.Count(errs, "\n") != 1 {
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
