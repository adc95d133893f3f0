package desk

import (
	"context"
	"errors"
	"fmt"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
)

// How a passage is looked for elsewhere. A long one has shingles that are in the sample of a text in which it stands, even if a word in
// its middle is another there; a short one is looked for by all runs of a few words. What has some of these is read.
const (
	runWords      = 4
	shortPassage  = article.WinnowRun + 5 // shingles, of sixteen words; fewer are a short one
	passageSample = 256                   // shingles
)

// Elsewhere finds in which other articles a passage of a version stands, word for word or nearly so. It reads at most most articles, those
// that have most of its words, and says whether there are more. A passage of fewer than four words is an error that wraps [ErrNoPassage].
func (d *Desk) Elsewhere(ctx context.Context, v *article.Version, r article.Range, most int) (*Results, error) {
	words := v.Slice(v.Trim(r))
	q, ok := passageQuery(words)
	if !ok {
		return nil, fmt.Errorf("look for the passage elsewhere: it has fewer than %d words: %w", runWords, ErrNoPassage)
	}
	hits, err := d.shelf.Search(ctx, q, most)
	if err != nil {
		return nil, fmt.Errorf("look for the passage elsewhere: %w", err)
	}
	out := &Results{More: hits.Counts[annotations.HitText] > len(hits.Best)}
	for _, h := range hits.Best {
		if h.Article == v.Article {
			continue
		}
		g, ok, err := d.same(ctx, h, words)
		if errors.Is(err, annotations.ErrNotFound) { // it has gone meanwhile
			continue
		}
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

// passageQuery returns what finds texts in which a passage may stand, unless it is too short to look for.
func passageQuery(passage string) (q annotations.Query, ok bool) {
	words := article.SearchWords(passage)
	if len(words) < runWords {
		return q, false
	}
	q.Kinds = []annotations.HitKind{annotations.HitText}
	if all := article.Shingles(passage); len(all) >= shortPassage {
		if q.Shingles = article.ShingleSet(passage); len(q.Shingles) > passageSample {
			q.Shingles = article.Winnow(all)
			q.Shingles = q.Shingles[:min(len(q.Shingles), passageSample)]
		}
		return q, true
	}
	for i := range min(len(words)-runWords+1, passageSample) {
		q.Any = append(q.Any, words[i:i+runWords])
	}
	return q, true
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
