package store_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate/engines"
	"parley/annotations/source"
	"parley/annotations/store"
	"parley/app/desk"
)

// deskOn returns a desk on a store.
func deskOn(t *testing.T, s *store.Store) *desk.Desk {
	t.Helper()
	d, err := desk.New(t.Context(), s, desk.Options{
		Now: time.Now, NewID: newID, Suggest: engines.Suggest, Engine: engines.Names(),
		Read: func(ctx context.Context, in desk.Input) (desk.Document, error) {
			d, err := source.Read(ctx, source.Input{Name: in.Name, Path: in.Path, Bytes: in.Bytes})
			return desk.Document{Article: d.Article, Version: d.Version}, err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestOpeningIsOneTransaction opens an article that has everything: versions, marks, one of them settled, notes, statements, a twin and a place.
func TestOpeningIsOneTransaction(t *testing.T) {
	ctx := t.Context()
	s, err := store.Open(ctx, filepath.Join(t.TempDir(), "library.db"), store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	d := deskOn(t, s)
	defer d.Close()
	put := func(name, text string) article.ID {
		im, err := d.Import(ctx, desk.Input{Name: name, Path: "/" + name, Bytes: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		return im.Article.ID
	}
	const text = "The ferry talks\n\nTwo towns have argued about the ferry for years. A hearing is planned for May, and the mayor is to speak there.\n"
	id := put("ferry.md", text)
	put("copy.md", text)
	sit, err := d.Open(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if _, err := d.Highlight(ctx, desk.HighlightDraft{Version: sit.Version, Range: article.Range{Start: 17 + 20*i, End: 30 + 20*i}}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.AddNote(ctx, id, "A note.", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := d.File(ctx, desk.StatementDraft{Version: sit.Version, Passages: []article.Range{{Start: 17, End: 40}}, Actor: desk.ActorRef{Name: "The mayor"}, Dispute: desk.DisputeRef{Title: "Does the ferry stay?"}}); err != nil {
		t.Fatal(err)
	}
	put("ferry.md", "The ferry talks\n\nThree towns have argued about the ferry for years. A hearing was planned for June, and the mayor is to speak there.\n")
	if sit, err = d.Open(ctx, id); err != nil || sit.Versions != 2 {
		t.Fatal(sit, err)
	}
	if err := d.KeepApart(ctx, sit.Version, []annotations.Passage{{Of: sit.Marks[0].ID}}); err != nil {
		t.Fatal(err)
	}
	if err := d.KeepPlace(ctx, id, annotations.Place{Version: sit.Version.ID, Pos: 9}); err != nil {
		t.Fatal(err)
	}
	begun, err := s.CountReads()
	if err != nil {
		t.Fatal(err)
	}
	for what, open := range map[string]func() (*desk.Sitting, error){
		"the newest version": func() (*desk.Sitting, error) { return d.Open(ctx, id) },
		"an older version":   func() (*desk.Sitting, error) { return d.OpenVersion(ctx, id, 1) },
	} {
		begun.Store(0)
		got, err := open()
		if err != nil || len(got.Marks) != 3 || len(got.Notes) != 1 || len(got.Filed) != 1 {
			t.Fatalf("%s: %+v, %v", what, got, err)
		}
		if n := begun.Load(); n != 1 {
			t.Errorf("opening %s reads %d transactions", what, n)
		}
	}
	begun.Store(0)
	if _, err := d.Debate(ctx, sit.Version, nil); err != nil || begun.Load() != 1 {
		t.Errorf("composing the disputes reads %d transactions, %v", begun.Load(), err)
	}
}
