package command_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/store"
	"parley/app/command"
	"parley/app/desk"
)

// TestAnalysisOfTheLibraryIsInterrupted tells the program to end while it analyses the library, as Ctrl+C does, and runs it again.
func TestAnalysisOfTheLibraryIsInterrupted(t *testing.T) {
	m := newMachine(t)
	for i := range 20 {
		path := filepath.Join(m.dir, fmt.Sprintf("%d.txt", i))
		m.write(t, filepath.Base(path), fmt.Sprintf("Title %d\n\nThe words of article %d.\n", i, i))
		if _, errs, status := m.run(t, []string{"import", path}, ""); status != 0 {
			t.Fatal(errs)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	analysed := 0
	run := func(ctx context.Context, most int) (out, errs string, status int) {
		var o, e bytes.Buffer
		env := m.env(strings.NewReader(""), &o, &e)
		env.Desk = func(ctx context.Context, db string, _ bool) (*desk.Desk, error) {
			s, err := store.Open(ctx, db, store.Options{})
			if err != nil {
				return nil, err
			}
			opts := m.options()
			opts.Suggest = func(ctx context.Context, v *article.Version) (*debate.Analysis, error) {
				if analysed++; analysed == most {
					stop()
				}
				return &debate.Analysis{Schema: debate.Schema, Length: v.Len()}, ctx.Err()
			}
			return desk.New(context.WithoutCancel(ctx), s, opts)
		}
		status = command.Run(ctx, env, []string{"--json", "analyze", "--all"})
		return o.String(), e.String(), status
	}
	out, errs, status := run(ctx, 11)
	if status != 1 || out != "" || !strings.Contains(errs, "interrupted before it was done") {
		t.Errorf("interrupted: %q, %q, status %d", out, errs, status)
	}
	out, errs, status = run(t.Context(), 0)
	if want := `{"analysed":10,"left":0,"articles":20,"failed":0}` + "\n"; status != 0 || out != want || errs != "" {
		t.Errorf("run again: %q, %q, status %d, want %q", out, errs, status, want)
	}
}

// TestAnalysisOfTheLibraryByAnother has another program analyse it.
func TestAnalysisOfTheLibraryByAnother(t *testing.T) {
	m := newMachine(t)
	if _, errs, status := m.run(t, []string{"import", filepath.Join(m.dir, "talks.md")}, ""); status != 0 {
		t.Fatal(errs)
	}
	release, ok, err := (store.Keeper{}).OwnAnalysis(filepath.Join(m.dir, "library.db"))
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	defer release()
	out, errs, status := m.run(t, []string{"analyze", "--all"}, "")
	if status != 1 || out != "" || !strings.Contains(errs, "another program is analysing it; wait until it is done") {
		t.Errorf("%q, %q, status %d", out, errs, status)
	}
}
