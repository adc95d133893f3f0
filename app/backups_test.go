package app_test

import (
	"path/filepath"
	"testing"
	"time"

	"parley/annotations/article"
	"parley/annotations/store"
)

// TestClosingBacksUp closes windows: after a change, the library is backed up with it; without one, it is not; while another window is open, that does it.
func TestClosingBacksUp(t *testing.T) {
	db := filepath.Join(t.TempDir(), "library.db")
	k := store.Keeper{Now: time.Now}
	backup := func(what string, marks int) {
		t.Helper()
		all, err := k.Backups(t.Context(), db)
		if err != nil || len(all) != min(marks, 1) {
			t.Fatalf("%s: %q, %v", what, all, err)
		}
		if marks == 0 {
			return
		}
		if l, err := k.Look(t.Context(), all[0]); err != nil || l.Highlights != marks {
			t.Errorf("%s: %+v, %v, want %d marks", what, l, err, marks)
		}
	}
	mark := func(s *stage, at, n int) {
		s.read()
		s.Reader().Select(article.Range{Start: at, End: at + 20})
		s.Key('h', 0)
		s.marks(n)
	}
	finish := func(s *stage) {
		t.Helper()
		s.Leave()
		s.until("the window is left", s.Left)
		if err := s.Finish(); err != nil {
			t.Fatal(err)
		}
	}
	release, _, err := k.Own(db) // as another window
	if err != nil {
		t.Fatal(err)
	}
	s := openKept(t, db, k)
	mark(s, 100, 1)
	finish(s)
	backup("while another window is open", 0)
	release()
	s = openKept(t, db, k)
	mark(s, 200, 2)
	finish(s)
	backup("after a change", 2)
}
