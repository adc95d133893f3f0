package desk

import (
	"context"
	"fmt"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
)

// How a passage is looked for elsewhere: by runs of words that follow each other, taken all over it. What has some of them is read.
const (
	runWords       = 4
	runsMost       = 16
	elsewhereLeast = 4  // words of a passage
	elsewhereRead  = 30 // articles
)

// Elsewhere finds in which other articles a passage of a version stands, word for word or nearly so. A passage of fewer than four words
// is an error that wraps [ErrNoPassage].
func (d *Desk) Elsewhere(ctx context.Context, v *article.Version, r article.Range) (*Results, error) {
	words := v.Slice(v.Trim(r))
	runs := runsOf(words)
	if len(runs) == 0 {
		return nil, fmt.Errorf("look for the passage elsewhere: it has fewer than %d words: %w", elsewhereLeast, ErrNoPassage)
	}
	hits, err := d.shelf.Search(ctx, annotations.Query{Any: runs, Kinds: []annotations.HitKind{annotations.HitText}}, elsewhereRead)
	if err != nil {
		return nil, fmt.Errorf("look for the passage elsewhere: %w", err)
	}
	out := &Results{}
	for _, h := range hits.Best {
		if h.Article == v.Article {
			continue
		}
		g, ok, err := d.same(ctx, h, words)
		if err != nil {
			return nil, fmt.Errorf("look for the passage elsewhere: %w", err)
		}
		if ok {
			out.Groups = append(out.Groups, g)
		}
	}
	if n := len(out.Groups); n > 0 {
		out.Counts = []Count{{annotations.HitText, n}}
	}
	return out, nil
}

// runsOf returns runs of words of a passage, some of them if it is long.
func runsOf(passage string) [][]article.SearchWord {
	words := article.SearchWords(passage)
	if len(words) < elsewhereLeast {
		return nil
	}
	n := len(words) - runWords + 1
	step := max(1, (n+runsMost-1)/runsMost)
	var out [][]article.SearchWord
	for i := 0; i < n; i += step {
		out = append(out, words[i:i+runWords])
	}
	return out
}

// same looks for a passage in an article, and reports whether it stands there.
func (d *Desk) same(ctx context.Context, h annotations.Hit, words string) (Group, bool, error) {
	a, err := d.shelf.Article(ctx, h.Article)
	if err != nil {
		return Group{}, false, err
	}
	v, _, err := d.shelf.Version(ctx, h.Article, 0)
	if err != nil {
		return Group{}, false, err
	}
	p, err := anchor.NewSearch(v).Find(ctx, anchor.Anchor{Exact: words})
	if err != nil || p.Range.Empty() {
		return Group{}, false, err
	}
	m := Match{Hit: h, Range: p.Range, Excerpt: around(v.Text(), []place{{Range: p.Range}}), Nearly: article.Fold(v.Slice(p.Range)).Text != article.Fold(words).Text}
	return Group{Article: a, Matches: []Match{m}}, true, nil
}
