package desk_test

import (
	"errors"
	"strings"
	"testing"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// TestArticleIsGone has another program put an article into the trash and empty that, while this one has it open.
func TestArticleIsGone(t *testing.T) {
	b, v := talking(t)
	ctx := t.Context()
	made := b.mark(v, "Norland")
	id := v.Article
	collection, err := b.MakeCollection(ctx, "Talks", nil)
	b.must(err)
	other := at(t, b.path)
	b.between(func() {
		other.must(other.Discard(ctx, []article.ID{id}, true))
		_, err := other.EmptyTrash(ctx)
		other.must(err)
	})
	said := []article.Range{find(t, v, "Norland")}
	for _, tt := range []struct {
		name string
		do   func() error
	}{
		{"highlight", func() error {
			_, err := b.Highlight(ctx, desk.HighlightDraft{Version: v, Range: said[0]})
			return err
		}},
		{"note", func() error { _, err := b.AddNote(ctx, id, "x", ""); return err }},
		{"statement", func() error {
			_, err := b.File(ctx, desk.StatementDraft{Version: v, Passages: said, Actor: desk.ActorRef{Name: "Anna"}})
			return err
		}},
		{"collect", func() error { return b.CollectInto(ctx, collection.Name, []article.ID{id}) }},
		{"recolour", func() error { return b.Recolour(ctx, []article.ID{made.ID}, annotations.Blue) }},
		{"place", func() error { return b.KeepPlace(ctx, id, annotations.Place{Version: v.ID}) }},
		{"undo", func() error {
			for {
				if _, err := b.Undo(ctx); err != nil {
					return err
				}
			}
		}},
		{"analysis", func() error { _, err := b.Analysis(ctx, v); return err }},
	} {
		err := tt.do()
		if tt.name != "analysis" && !errors.Is(err, annotations.ErrNotFound) || err != nil && strings.Contains(err.Error(), "constraint") {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
