package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/store"
)

// large makes the library at path so large that it is copied in several steps.
func large(t *testing.T, path string) {
	t.Helper()
	sqlite(t, path, `INSERT INTO setting (key, value, modified) VALUES ('large', hex(randomblob(20000000)), 1)`)
}

// TestBackupWhileEachStepIsWritten writes to the library between any two steps of a copy: it neither begins again nor holds a write up.
func TestBackupWhileEachStepIsWritten(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "library.db")
	s := open(t, path)
	_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	large(t, path)
	var shares []float64
	marks := 0
	k := store.Keeper{Now: time.Now, Progress: func(what string, share float64) {
		if what != "copying the library" || len(shares) > 100 {
			return
		}
		shares = append(shares, share)
		change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 7, End: 10})}})
		marks++
	}}
	l, err := k.Backup(t.Context(), path, filepath.Join(dir, "copy.db"), false)
	if err != nil {
		t.Fatal(err)
	}
	if len(shares) < 3 || len(shares) > 20 || !slices.IsSorted(shares) || l.Highlights != 0 {
		t.Errorf("the copy was at %v, and has %d marks", shares, l.Highlights)
	}
	if hs, _, err := s.Marks(t.Context(), v.Article); err != nil || len(hs) != marks {
		t.Errorf("%d of %d marks were kept, %v", len(hs), marks, err)
	}
}

// TestRestoreWhileWritten writes to the library while it is saved before a restoration: what was written is in what is saved.
func TestRestoreWhileWritten(t *testing.T) {
	dir := t.TempDir()
	path, copied := filepath.Join(dir, "library.db"), filepath.Join(dir, "copy.db")
	s := open(t, path)
	_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	if _, err := (store.Keeper{Now: time.Now}).Backup(t.Context(), path, copied, false); err != nil {
		t.Fatal(err)
	}
	large(t, path)
	marks, swaps := 0, 0
	k := store.Keeper{Now: time.Now}
	k.Progress = func(string, float64) {
		if swaps == 0 {
			change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 7, End: 10})}})
			marks++
		}
	}
	k.Swap = func(do func() error) error { swaps++; return do() }
	r, err := k.Restore(t.Context(), copied, path)
	if err != nil || swaps != 1 || r.Highlights != 0 {
		t.Fatalf("Restore = %+v, %v, %d swaps", r, err, swaps)
	}
	if l, err := k.Look(t.Context(), r.Saved); err != nil || l.Highlights != marks || marks < 3 {
		t.Errorf("what was there is saved as %+v, %v, want %d marks", l, err, marks)
	}
}

// TestCancelledRestore gives a restoration up at each of its steps: the library is what it was.
func TestCancelledRestore(t *testing.T) {
	dir := t.TempDir()
	path, copied := filepath.Join(dir, "library.db"), filepath.Join(dir, "copy.db")
	s := open(t, path)
	_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	large(t, path)
	if _, err := (store.Keeper{Now: time.Now}).Backup(t.Context(), path, copied, false); err != nil {
		t.Fatal(err)
	}
	change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 7, End: 10})}})
	for step := 0; ; step++ {
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		k := store.Keeper{Now: time.Now, Progress: func(string, float64) {
			if n++; n > step {
				cancel()
			}
		}}
		_, err := k.Restore(ctx, copied, path)
		cancel()
		hs, _, e := s.Marks(t.Context(), v.Article)
		if e != nil {
			t.Fatal(e)
		}
		if n <= step {
			if err != nil || len(hs) != 0 {
				t.Errorf("not cancelled: %v, %d marks", err, len(hs))
			}
			break
		}
		if (err == nil) != (len(hs) == 0) || err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled at step %d: %v, %d marks", step, err, len(hs))
		}
		if err == nil { // it came too late
			break
		}
	}
	if r, err := (store.Keeper{Now: time.Now}).Check(t.Context(), path, false); err != nil || !r.Sound() {
		t.Errorf("afterwards: %+v, %v", r, err)
	}
}
