package desk

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"slices"

	"parley/annotations"
	"parley/annotations/article"
)

// A Story is an article that tells what another does, in nearly the same words.
type Story struct {
	Article article.Article
	Share   float64 // of the shorter text's runs of four words, those that the other has, too; at least a half
}

// How the same story is looked for: by runs of words from all over the text, of which the longest are the rarest. What has some of them is
// read and compared.
const (
	storyRuns  = 12
	storyLeast = 0.5     // share
	storyWords = 40      // of the shorter text; less is no story
	storyRead  = 12      // articles
	storyMost  = 200_000 // code points; more is a book
)

// Stories finds the other articles that tell the same story as a version, those with the largest share first.
func (d *Desk) Stories(ctx context.Context, v *article.Version) ([]Story, error) {
	if v.Len() > storyMost {
		return nil, nil
	}
	runs := rareRuns(article.SearchWords(v.Text()))
	if len(runs) == 0 {
		return nil, nil
	}
	hits, err := d.shelf.Search(ctx, annotations.Query{Any: runs, Kinds: []annotations.HitKind{annotations.HitText}}, storyRead)
	if err != nil {
		return nil, fmt.Errorf("look for the same story: %w", err)
	}
	seed := maphash.MakeSeed()
	mine := shingles(seed, v.Text())
	var out []Story
	for _, h := range hits.Best {
		if h.Article == v.Article || ctx.Err() != nil {
			continue
		}
		text, err := d.shelf.Text(ctx, h.Article)
		if err != nil {
			return nil, fmt.Errorf("look for the same story: %w", err)
		}
		if len(text) > 4*storyMost {
			continue
		}
		theirs := shingles(seed, text)
		share := common(mine, theirs)
		if share < storyLeast || min(len(mine), len(theirs)) < storyWords {
			continue
		}
		a, err := d.shelf.Article(ctx, h.Article)
		if err != nil {
			return nil, fmt.Errorf("look for the same story: %w", err)
		}
		out = append(out, Story{a, share})
	}
	slices.SortStableFunc(out, func(a, b Story) int { return cmp.Compare(b.Share, a.Share) })
	return out, ctx.Err()
}

// rareRuns returns runs of words, one from each part of a text: the one with the most letters.
func rareRuns(words []article.SearchWord) [][]article.SearchWord {
	n := len(words) - runWords + 1
	if n < 1 {
		return nil
	}
	parts := min(storyRuns, n)
	var out [][]article.SearchWord
	for p := range parts {
		best, most := -1, -1
		for i := p * n / parts; i < (p+1)*n/parts; i++ {
			letters := 0
			for _, w := range words[i : i+runWords] {
				letters += len(w.Text)
			}
			if letters > most {
				best, most = i, letters
			}
		}
		out = append(out, words[best:best+runWords])
	}
	return out
}
