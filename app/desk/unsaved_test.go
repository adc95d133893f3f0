package desk_test

import (
	"strings"
	"testing"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// TestUnsaved saves what was begun on an article, changes it, finds it again in another opening of the library, discards it, and
// empties the trash of an article that something was begun on.
func TestUnsaved(t *testing.T) {
	b := fresh(t)
	ctx := t.Context()
	_, v := b.piped(prose)
	kept := func(b *bench, want ...string) {
		t.Helper()
		all, err := b.Unsaved(ctx, v.Article)
		b.must(err)
		var got []string
		for _, u := range all {
			got = append(got, string(u.Kind)+" "+string(u.JSON))
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("begun are %q, want %q", got, want)
		}
	}
	one := annotations.Unsaved{ID: b.NewID(), Kind: annotations.UnsavedStatement, Article: v.Article, Version: v.ID, JSON: []byte(`{"a":1}`)}
	b.must(b.SaveUnsaved(ctx, one))
	one.JSON = []byte(`{"a":2}`)
	b.must(b.SaveUnsaved(ctx, one))
	kept(b, `statement {"a":2}`)
	if b.UndoName() != "" {
		t.Errorf("“%s” can be undone", b.UndoName())
	}
	kept(at(t, b.path), `statement {"a":2}`)
	b.must(b.DeleteUnsaved(ctx, one.ID))
	b.must(b.DeleteUnsaved(ctx, one.ID))
	kept(b)

	if err := b.SaveUnsaved(ctx, annotations.Unsaved{ID: b.NewID(), Kind: annotations.UnsavedTags, Article: v.Article, Version: b.NewID(), JSON: []byte("{}")}); err == nil {
		t.Error("something was saved on a version that is not there")
	}
	b.must(b.SaveUnsaved(ctx, one))
	b.must(b.Discard(ctx, []article.ID{v.Article}, true))
	kept(b, `statement {"a":2}`)
	if _, err := b.EmptyTrash(ctx); err != nil {
		t.Fatal(err)
	}
	kept(b)
}

// TestCarry carries passages into a later version: one stands there, the words of the other do not.
func TestCarry(t *testing.T) {
	b := fresh(t)
	ctx := t.Context()
	in := desk.Input{Name: "a.txt", Path: "/a.txt", Bytes: []byte("The ferry.\n\nThe mayor said that it would go on.\n\nNobody asked the ferryman of the old town.\n")}
	first, err := b.Import(ctx, in)
	b.must(err)
	in.Article, in.Bytes = first.Article.ID, []byte("The ferry.\n\nIt has rained.\n\nThe mayor said that it would go on.\n\nIt was late.\n")
	_, err = b.Import(ctx, in)
	b.must(err)
	old, err := b.Version(ctx, first.Article.ID, 1)
	b.must(err)
	now, err := b.Version(ctx, first.Article.ID, 2)
	b.must(err)
	stays, goes := find(t, old, "it would go on"), find(t, old, "asked the ferryman of the old town")
	c, err := b.Carry(ctx, old.ID, now, []article.Range{stays})
	b.must(err)
	if !c.Sure() || c.Number != 1 || now.Slice(c.Placements[0].Range) != "it would go on" {
		t.Errorf("carried: %+v", c)
	}
	c, err = b.Carry(ctx, old.ID, now, []article.Range{stays, goes})
	b.must(err)
	if c.Sure() || c.Quotes[1] != "asked the ferryman of the old town" {
		t.Errorf("carried, though its words are gone: %+v", c)
	}
	c, err = b.Carry(ctx, now.ID, now, []article.Range{{Start: 4, End: 9}})
	b.must(err)
	if !c.Sure() || c.Quotes[0] != "ferry" {
		t.Errorf("in its own version: %+v", c)
	}
}
