package desk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/store"
	"parley/app/desk"
)

// A betweenShelf calls a function before each thing that is read when an article is opened.
type betweenShelf struct {
	desk.Shelf
	before func()
}

func (s *betweenShelf) Article(ctx context.Context, id article.ID) (article.Article, error) {
	s.before()
	return s.Shelf.Article(ctx, id)
}

func (s *betweenShelf) Version(ctx context.Context, id article.ID, n int) (*article.Version, int, error) {
	s.before()
	return s.Shelf.Version(ctx, id, n)
}

func (s *betweenShelf) VersionByID(ctx context.Context, id article.ID) (*article.Version, error) {
	s.before()
	return s.Shelf.VersionByID(ctx, id)
}

func (s *betweenShelf) Versions(ctx context.Context, id article.ID) ([]article.Meta, error) {
	s.before()
	return s.Shelf.Versions(ctx, id)
}

func (s *betweenShelf) Marks(ctx context.Context, id article.ID) ([]annotations.Highlight, []annotations.Note, error) {
	s.before()
	return s.Shelf.Marks(ctx, id)
}

func (s *betweenShelf) Settlements(ctx context.Context, id article.ID) ([]annotations.Settlement, error) {
	s.before()
	return s.Shelf.Settlements(ctx, id)
}

func (s *betweenShelf) Found(ctx context.Context, id article.ID) ([]annotations.Found, error) {
	s.before()
	return s.Shelf.Found(ctx, id)
}

func (s *betweenShelf) Statements(ctx context.Context, id article.ID) ([]debate.Statement, error) {
	s.before()
	return s.Shelf.Statements(ctx, id)
}

func (s *betweenShelf) SameText(ctx context.Context, id article.ID) ([]annotations.Provenance, error) {
	s.before()
	return s.Shelf.SameText(ctx, id)
}

func (s *betweenShelf) Library(ctx context.Context) (*debate.Library, error) {
	s.before()
	return s.Shelf.Library(ctx)
}

func (s *betweenShelf) Place(ctx context.Context, id article.ID) (annotations.Place, error) {
	s.before()
	return s.Shelf.Place(ctx, id)
}

// TestOpeningSeesOneState has another program write between any two things that are read when an article is opened: what is opened is
// either as it was before or as it was afterwards, never some of both.
func TestOpeningSeesOneState(t *testing.T) {
	for k := 0; ; k++ {
		other := fresh(t)
		const text = "The ferry talks\n\nTwo towns have argued about the ferry for years. A hearing is planned for May.\n"
		im, err := other.Import(t.Context(), desk.Input{Name: "ferry.md", Path: "/ferry.md", Bytes: []byte(text)})
		other.must(err)
		id := im.Article.ID
		v := other.open(id).Version
		mark := func(v *article.Version, at int) {
			_, err := other.Highlight(t.Context(), desk.HighlightDraft{Version: v, Range: article.Range{Start: at, End: at + 9}})
			other.must(err)
		}
		file := func(v *article.Version, who string) {
			_, err := other.File(t.Context(), desk.StatementDraft{Version: v, Passages: []article.Range{{Start: 17, End: 40}}, Actor: desk.ActorRef{Name: who}})
			other.must(err)
		}
		mark(v, 17)
		file(v, "The mayor")
		// The writer sees the article with marks that were found in a new version, so that all of it is read.
		_, err = other.Import(t.Context(), desk.Input{Name: "ferry.md", Path: "/ferry.md", Bytes: []byte("The ferry talks\n\nThree towns have argued about the ferry for years. A hearing is planned.\n")})
		other.must(err)
		write := func() {
			_, err := other.Import(t.Context(), desk.Input{Name: "ferry.md", Path: "/ferry.md", Bytes: []byte("The ferry ends\n\nFour towns have argued about it for years. Nothing is planned.\n")})
			other.must(err)
			other.must(other.Describe(t.Context(), id, desk.Details{Title: "Another title", Outlet: "The Post"}))
			w := other.open(id).Version
			mark(w, 16)
			_, err = other.AddNote(t.Context(), id, "A note.", "")
			other.must(err)
			file(w, "The province")
			other.must(other.KeepPlace(t.Context(), id, annotations.Place{Version: w.ID, Pos: 7}))
			_, err = other.Import(t.Context(), desk.Input{Name: "copy.md", Path: "/copy.md", Bytes: []byte("The ferry ends\n\nFour towns have argued about it for years. Nothing is planned.\n")})
			other.must(err)
		}
		lib, err := store.Open(t.Context(), other.path, store.Options{})
		other.must(err)
		shelf := &betweenShelf{Shelf: lib, before: func() {}}
		d, err := desk.New(t.Context(), shelf, options())
		other.must(err)
		state := func() string {
			s, err := d.Open(t.Context(), id)
			other.must(err)
			b, err := json.Marshal(s)
			other.must(err)
			return fmt.Sprintf("%s\n%s\n%d actors", b, s.Version.Text(), len(s.Library.Actors))
		}
		before := state()
		n := 0
		shelf.before = func() {
			if n++; n == k+1 {
				write()
			}
		}
		during := state()
		done := n > k
		shelf.before = func() {}
		after := state()
		if during != before && during != after {
			t.Errorf("with a write before the %d-th thing that is read, what is opened is\n%s\nbefore it was\n%s\nafterwards\n%s", k+1, during, before, after)
		}
		if done && before == after {
			t.Error("the write changes nothing")
		}
		other.must(d.Close())
		if !done {
			if k < 8 {
				t.Errorf("only %d things are read", k)
			}
			return
		}
	}
}
