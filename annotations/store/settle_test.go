package store_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
)

func TestSettlements(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "library.db"))
	ctx := t.Context()
	_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	d := draft(v, article.Range{Start: 7, End: 10})
	change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{d}})
	p := annotations.Passage{Of: d.To.ID}
	settle := func(from, to annotations.Settlement) error {
		return s.Change(ctx, annotations.Edits{Settled: []annotations.SettlementEdit{{From: from, To: to}}}, debate.Edits{}, noon)
	}
	at := annotations.Settlement{Passage: p, Article: v.Article, Version: v.ID, Verdict: annotations.Attached, Range: article.Range{Start: 11, End: 16}}
	apart := at
	apart.Verdict, apart.Range = annotations.Apart, article.Range{}
	tests := []struct {
		name     string
		from, to annotations.Settlement
		err      error
		has      []annotations.Settlement
	}{
		{"made", annotations.Settlement{}, at, nil, []annotations.Settlement{at}},
		{"made again", annotations.Settlement{}, at, annotations.ErrChanged, []annotations.Settlement{at}},
		{"changed", at, apart, nil, []annotations.Settlement{apart}},
		{"changed from what it no longer is", at, apart, annotations.ErrChanged, []annotations.Settlement{apart}},
		{"unsettled", apart, annotations.Settlement{}, nil, nil},
		{"unsettled again", apart, annotations.Settlement{}, annotations.ErrChanged, nil},
	}
	for _, tt := range tests {
		if err := settle(tt.from, tt.to); !errors.Is(err, tt.err) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.err)
		}
		has, err := s.Settlements(ctx, v.Article)
		if err != nil || !slices.EqualFunc(has, tt.has, annotations.Settlement.Same) {
			t.Errorf("%s: Settlements = %+v, %v, want %+v", tt.name, has, err, tt.has)
		}
		for _, x := range has {
			if x.Number != 1 || !x.Modified.Equal(noon) {
				t.Errorf("%s: settled on version %d at %v", tt.name, x.Number, x.Modified)
			}
		}
	}
}

func TestFound(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "library.db"))
	_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	a := annotations.Found{Passage: annotations.Passage{Of: v.ID}, Basis: "b", Placement: anchor.Placement{Range: article.Range{Start: 1, End: 5}, State: anchor.Review, Score: 0.5, Why: "the number 12 became 21"}}
	b := a
	b.Part, b.Placement = 1, anchor.Placement{}
	for range 2 {
		if err := s.KeepFound(t.Context(), v.ID, []annotations.Found{a, b}); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Found(t.Context(), v.ID); err != nil || !slices.Equal(got, []annotations.Found{a, b}) {
			t.Errorf("Found = %+v, %v", got, err)
		}
		a.Basis, a.Placement.State = "c", anchor.Moved
	}
}

// TestVersionKeepsAll writes a version with everything that is known of one and reads it again.
func TestVersionKeepsAll(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "library.db"))
	ctx := t.Context()
	a, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	m := v.Meta
	m.ID, m.Number = newID(), 2
	m.Origin.ETag, m.Origin.LastModified = `W/"x"`, "Mon, 02 Jan 2006 15:04:05 GMT"
	m.Pages = []article.Page{{Start: 0, Label: "xiv"}, {Start: 7, Label: ""}, {Start: 7, Label: "2"}}
	w := v.With(m)
	if err := s.AddVersion(ctx, annotations.Draft{Article: a, Revision: 1, Version: w, Words: 5, Source: []byte("x")}); err != nil {
		t.Fatal(err)
	}
	got, n, err := s.Version(ctx, a.ID, 0)
	if err != nil || n != 2 || got.Origin != m.Origin || !slices.Equal(got.Pages, m.Pages) || got.PageAt(9) != "2" || got.PageAt(6) != "xiv" {
		t.Errorf("Version = %+v of %d, %v, want %+v", got, n, err, m)
	}
	all, err := s.Versions(ctx, a.ID)
	if err != nil || len(all) != 2 || all[0].ID != v.ID || all[1].ID != m.ID || all[1].Origin != m.Origin {
		t.Errorf("Versions = %+v, %v", all, err)
	}
}
