package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"parley/annotations"
	"parley/annotations/article"
)

// A Story is an article that tells what another does, in nearly the same words.
type Story struct {
	Article article.Article
	Share   float64 // of the shorter text's shingles, those that the other has, too; at least a half
}

// How the same story is looked for: by a sample of the text's shingles. What has some of them is read and compared.
const (
	storySample = 128
	storyLeast  = 0.5     // share
	storyWords  = 40      // of the shorter text; less is no story
	storyRead   = 12      // articles
	storyMost   = 200_000 // code points; more is a book
)

// Stories finds the other articles that tell the same story as a version, those with the largest share first.
func (d *Desk) Stories(ctx context.Context, v *article.Version) ([]Story, error) {
	if v.Len() > storyMost {
		return nil, nil
	}
	mine := article.ShingleSet(v.Text())
	if len(mine) < storyWords {
		return nil, nil
	}
	sample := article.Winnow(article.Shingles(v.Text()))
	hits, err := d.shelf.Search(ctx, annotations.Query{Shingles: sample[:min(len(sample), storySample)], Kinds: []annotations.HitKind{annotations.HitText}}, storyRead)
	if err != nil {
		return nil, fmt.Errorf("look for the same story: %w", err)
	}
	var out []Story
	for _, h := range hits.Best {
		if h.Article == v.Article || ctx.Err() != nil {
			continue
		}
		text, err := d.shelf.Text(ctx, h.Article)
		if errors.Is(err, annotations.ErrNotFound) { // it has gone meanwhile
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("look for the same story: %w", err)
		}
		if len(text) > 4*storyMost {
			continue
		}
		theirs := article.ShingleSet(text)
		share := article.Common(mine, theirs)
		if share < storyLeast || len(theirs) < storyWords {
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
