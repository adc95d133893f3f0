package desk_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/store"
	"parley/app/desk"
)

// A replacedShelf is a library in whose place a backup is put at the very moment of a change, when replace is set.
type replacedShelf struct {
	desk.Shelf
	replace bool
	news    func() error // tells the desk to look for changes
}

func (s *replacedShelf) Poll(_ context.Context, _ time.Duration, changed func() error) error {
	s.news = changed
	return nil
}

func (s *replacedShelf) Changes(ctx context.Context, after int64) ([]annotations.Change, int64, error) {
	if s.replace {
		s.replace = false
		return []annotations.Change{{Seq: after + 1, Entity: "library"}}, after + 1, nil
	}
	return nil, after, nil
}

func (s *replacedShelf) Change(ctx context.Context, marks annotations.Edits, filed debate.Edits, now time.Time) error {
	err := s.Shelf.Change(ctx, marks, filed, now)
	if s.replace {
		err = errors.Join(err, s.news())
	}
	return err
}

// TestReplacedWhileUndoing puts a backup in the place of the library while a step is made, undone and redone: the steps of the former
// library are forgotten, and there is no panic.
func TestReplacedWhileUndoing(t *testing.T) {
	type act struct {
		name string
		do   func(*desk.Desk, *article.Version) error
	}
	mark := act{"highlight", func(d *desk.Desk, v *article.Version) error {
		_, err := d.Highlight(t.Context(), desk.HighlightDraft{Version: v, Range: article.Range{Start: 0, End: 9}})
		return err
	}}
	undo := act{"undo", func(d *desk.Desk, _ *article.Version) error { _, err := d.Undo(t.Context()); return err }}
	redo := act{"redo", func(d *desk.Desk, _ *article.Version) error { _, err := d.Redo(t.Context()); return err }}
	for _, tt := range []struct {
		before []act
		act
	}{{nil, mark}, {[]act{mark}, undo}, {[]act{mark, mark}, undo}, {[]act{mark, undo}, redo}} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "library.db"), store.Options{Create: true})
			if err != nil {
				t.Fatal(err)
			}
			shelf := &replacedShelf{Shelf: s}
			d, err := desk.New(t.Context(), shelf, options())
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			in, err := d.Import(t.Context(), desk.Input{Name: "a.txt", Bytes: []byte(prose)})
			if err != nil {
				t.Fatal(err)
			}
			open, err := d.Open(t.Context(), in.Article.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range tt.before {
				if err := a.do(d, open.Version); err != nil {
					t.Fatal(err)
				}
			}
			shelf.replace = true
			if err := tt.do(d, open.Version); err != nil {
				t.Fatal(err)
			}
			if u, r := d.UndoName(), d.RedoName(); u != "" || r != "" {
				t.Errorf("“%s” can be undone and “%s” redone in a library that they were not made in", u, r)
			}
		})
	}
}
