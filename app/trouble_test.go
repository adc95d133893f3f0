package app

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"parley/annotations"
)

// A slowKeeper restores when it is let, and unless it is given up before.
type slowKeeper struct {
	Keeper
	o   KeeperOptions
	let chan struct{}
}

func (k slowKeeper) Backups(context.Context, string) ([]string, error) {
	return []string{"library-2026-05-03.db"}, nil
}

func (k slowKeeper) Look(context.Context, string) (annotations.Look, error) {
	return annotations.Look{}, nil
}

func (k slowKeeper) Restore(ctx context.Context, _, _ string) (annotations.Restored, error) {
	k.o.Progress("copying the library", 0.5)
	select {
	case <-k.let:
	case <-ctx.Done():
	}
	return annotations.Restored{}, ctx.Err()
}

// TestTroublePage holds what the page offers instead of a library: never an empty one in the place of one that is there, unless the reader
// says so where there is none.
func TestTroublePage(t *testing.T) {
	const restore, begin, reading, again, other = "Restore the newest backup", "Create a new library", "Open read-only", "Try again", "Open another library…"
	for _, x := range []struct {
		err  error
		want []string
	}{
		{annotations.ErrDamaged, []string{restore, again, reading, other}},
		{annotations.ErrForeign, []string{restore, again, reading, other}},
		{annotations.ErrLost, []string{restore, begin, again, reading, other}},
		{annotations.ErrNoFolder, []string{begin, again, reading, other}},
		{annotations.ErrBusy, []string{again, reading, other}},
		{annotations.ErrNewer{Has: 99, Known: 7}, []string{other}},
	} {
		made := 0
		p := newTroublePage(test.NewTempApp(t), filepath.Join(t.TempDir(), "library.db"), Rescue{
			Keeper: func(o KeeperOptions) Keeper { return slowKeeper{o: o} },
			Create: func() error { made++; return nil },
			Again:  func(string, bool) error { return nil },
		})
		p.offer(t.Context(), fmt.Errorf("open the library: %w", x.err))
		var words []string
		for _, a := range p.acts {
			words = append(words, a.(*widget.Button).Text)
		}
		if !slices.Equal(words, x.want) || made != 0 || explain(x.err) == "" || advice(x.err) == "" {
			t.Errorf("%v: the page offers %q, want %q", x.err, words, x.want)
		}
	}
}

// TestBackupsPage holds what the page of backups says of each.
func TestBackupsPage(t *testing.T) {
	for path, want := range map[string]string{
		"/x/backups/library-2026-05-03.db":                  "Sunday, 3 May 2026",
		"/x/backups/library-2026-05-03-by-hand.db":          "Sunday, 3 May 2026, by hand",
		"/x/backups/library-2026-05-03-before-restore-2.db": "Sunday, 3 May 2026, before restore 2",
		"/x/backups/library-2026-05-03-schema-6.db":         "Sunday, 3 May 2026, schema 6",
		"/x/backups/odd.db":                                 "odd.db",
	} {
		if got := backupName(path, "/x/library.db"); got != want {
			t.Errorf("%s is named %q, want %q", path, got, want)
		}
	}
	for path, want := range map[string]string{
		"/x/backups/library.sqlite-2026-05-03-by-hand.db": "Sunday, 3 May 2026, by hand",
		"/x/backups/library-2026-05-03-schema-6.db":       "Sunday, 3 May 2026, schema 6", // of an earlier release
	} {
		if got := backupName(path, "/x/library.sqlite"); got != want {
			t.Errorf("%s of library.sqlite is named %q, want %q", path, got, want)
		}
	}
	l := annotations.Look{Articles: 1, Highlights: 2, Notes: 3, Statements: 0, Size: 380928}
	if got := contentsOf(l); !strings.HasPrefix(got, "1 article · 2 highlights · 3 notes · 0 statements · ") {
		t.Errorf("it holds %q", got)
	}
}

// TestRestoreOnTheTroublePage restores the newest backup of a damaged library: the page stays alive, says how far it is, and gives it up.
func TestRestoreOnTheTroublePage(t *testing.T) {
	let, posted, again := make(chan struct{}), make(chan func(), 100), 0
	p := newTroublePage(test.NewTempApp(t), filepath.Join(t.TempDir(), "library.db"), Rescue{
		Keeper: func(o KeeperOptions) Keeper { return slowKeeper{o: o, let: let} },
		Again:  func(string, bool) error { again++; return nil },
	})
	p.post = func(f func()) { posted <- f }
	p.offer(t.Context(), annotations.ErrDamaged)
	words := func() (out []string) {
		for _, a := range p.acts {
			out = append(out, a.(*widget.Button).Text)
		}
		return out
	}
	offers := words()
	press := func(word string) {
		t.Helper()
		i := slices.Index(words(), word)
		if i < 0 {
			t.Fatalf("%s is not offered: %q", word, words())
		}
		test.Tap(p.acts[i].(*widget.Button))
	}
	rows := len(p.rows)
	press("Restore the newest backup")
	(<-posted)() // how far it is
	if bar := p.rows[len(p.rows)-1].(*widget.ProgressBar); bar.Value != 0.5 || !slices.Equal(words(), []string{"Cancel"}) {
		t.Errorf("the page offers %q, the bar is at %v", words(), bar.Value)
	}
	press("Cancel")
	(<-posted)()
	if !slices.Equal(words(), offers) || len(p.rows) != rows+1 || again != 0 {
		t.Errorf("given up, the page offers %q, has %d rows of %d, and the program was started %d times", words(), len(p.rows), rows, again)
	}
	press("Restore the newest backup")
	(<-posted)()
	close(let)
	(<-posted)()
	if again != 1 {
		t.Errorf("restored, the program was started %d times", again)
	}
}
