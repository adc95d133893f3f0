package app

import (
	"context"
	"path/filepath"
	"slices"
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

func (k slowKeeper) Backups(string) ([]string, error) { return []string{"library-2026-05-03.db"}, nil }

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
