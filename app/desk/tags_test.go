package desk_test

import (
	"slices"
	"testing"

	"parley/annotations/article"
	"parley/app/desk"
)

// TestTagsInOneEncoding tags with an é of one code point and with one of two: that is one tag.
func TestTagsInOneEncoding(t *testing.T) {
	b, v := talking(t)
	ctx := t.Context()
	composed, decomposed, want := "caf\u00e9", "cafe\u0301", []string{"caf\u00e9", "x"}
	h, err := b.Highlight(ctx, desk.HighlightDraft{Version: v, Range: find(t, v, "Norland"), Tags: []string{decomposed, composed, "x"}})
	b.must(err)
	if !slices.Equal(h.Tags, want) {
		t.Errorf("a highlight has the tags %q", h.Tags)
	}
	ids := []article.ID{h.ID}
	b.must(b.Retag(ctx, ids, []string{decomposed}, nil))
	b.must(b.TagArticles(ctx, []article.ID{v.Article}, []string{composed, "x"}, nil))
	b.must(b.TagArticles(ctx, []article.ID{v.Article}, []string{decomposed}, nil))
	all, err := b.Articles(ctx)
	b.must(err)
	if !slices.Equal(all[0].Tags, want) || !slices.Equal(b.open(v.Article).Marks[0].Tags, want) {
		t.Errorf("the tags are %q and %q", all[0].Tags, b.open(v.Article).Marks[0].Tags)
	}
	b.must(b.Retag(ctx, ids, nil, []string{decomposed}))
	b.must(b.TagArticles(ctx, []article.ID{v.Article}, nil, []string{decomposed}))
	all, err = b.Articles(ctx)
	b.must(err)
	if want = want[1:]; !slices.Equal(all[0].Tags, want) || !slices.Equal(b.open(v.Article).Marks[0].Tags, want) {
		t.Errorf("taken away, the tags are %q and %q", all[0].Tags, b.open(v.Article).Marks[0].Tags)
	}
}
