package desk

import (
	"context"
	"fmt"
	"slices"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
)

// Accept settles that passages stand in a version where they were found.
func (d *Desk) Accept(ctx context.Context, v *article.Version, ps []annotations.Passage) error {
	return d.settle(ctx, passages("Accept", len(ps)), v, ps, annotations.Accepted, article.Range{})
}

// Attach settles that a passage stands at r of a version. An r without a word is [ErrNoPassage].
func (d *Desk) Attach(ctx context.Context, v *article.Version, p annotations.Passage, r article.Range) error {
	if r = v.Whole(r); r.Empty() {
		return fmt.Errorf("attach to the selection: %w", ErrNoPassage)
	}
	return d.settle(ctx, "Attach to selection", v, []annotations.Passage{p}, annotations.Attached, r)
}

// KeepApart settles that passages stand nowhere in a version. They stay in the list, with their quotes.
func (d *Desk) KeepApart(ctx context.Context, v *article.Version, ps []annotations.Passage) error {
	return d.settle(ctx, passages("Keep", len(ps))+" unattached", v, ps, annotations.Apart, article.Range{})
}

func passages(what string, n int) string {
	if n == 1 {
		return what + " passage"
	}
	return fmt.Sprintf("%s %d passages", what, n)
}

// settle writes down a verdict on passages of a version's article, as one step. What is accepted stands where it was found; what was
// found nowhere is left alone.
func (d *Desk) settle(ctx context.Context, name string, v *article.Version, ps []annotations.Passage, verdict annotations.Verdict, r article.Range) error {
	for try := 1; ; try++ {
		has, err := d.shelf.Settlements(ctx, v.Article)
		if err != nil {
			return fmt.Errorf("%s: %w", lower(name), err)
		}
		at := map[annotations.Passage]article.Range{}
		if verdict == annotations.Accepted {
			if at, err = d.standing(ctx, v); err != nil {
				return fmt.Errorf("%s: %w", lower(name), err)
			}
		}
		var e annotations.Edits
		for _, p := range ps {
			to := annotations.Settlement{Passage: p, Article: v.Article, Version: v.ID, Verdict: verdict, Range: r}
			if verdict == annotations.Accepted {
				if to.Range = at[p]; to.Range.Empty() {
					continue
				}
			}
			var from annotations.Settlement
			if i := slices.IndexFunc(has, func(s annotations.Settlement) bool { return s.Passage == p && s.Version == v.ID }); i >= 0 {
				from = has[i]
			}
			if !to.Same(from) {
				e.Settled = append(e.Settled, annotations.SettlementEdit{From: from, To: to})
			}
		}
		err = d.apply(ctx, step{name: name, edits: e})
		if !isChanged(err) || try == triesMost {
			return err
		}
	}
}

// standing returns where the passages of a version's article stand in it.
func (d *Desk) standing(ctx context.Context, v *article.Version) (map[annotations.Passage]article.Range, error) {
	marks, _, err := d.Marks(ctx, v)
	if err != nil {
		return nil, err
	}
	filed, err := d.statements(ctx, v)
	if err != nil {
		return nil, err
	}
	out := map[annotations.Passage]article.Range{}
	for _, m := range marks {
		out[annotations.Passage{Of: m.ID}] = m.Placement.Range
	}
	for _, s := range filed {
		for i, p := range s.Placements {
			out[annotations.Passage{Of: s.ID, Part: i}] = p.Range
		}
	}
	return out, nil
}

// Versions returns what is known of the versions of an article, the oldest first, without their texts.
func (d *Desk) Versions(ctx context.Context, id article.ID) ([]article.Meta, error) {
	ms, err := d.shelf.Versions(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read the versions: %w", err)
	}
	return ms, nil
}

// Version returns the version of an article with that number; 0 is the newest.
func (d *Desk) Version(ctx context.Context, id article.ID, number int) (*article.Version, error) {
	v, _, err := d.shelf.Version(ctx, id, number)
	if err != nil {
		return nil, fmt.Errorf("read version %d: %w", number, err)
	}
	return v, nil
}

// A Fate says how many passages of an article's marks stand how in a version.
type Fate struct{ Same, Moved, Edited, Review, Unattached int }

// FateOf counts marks by how they stand. What the reader has settled needs no review.
func FateOf(marks []Mark) Fate {
	var f Fate
	for _, m := range marks {
		switch {
		case m.Placement.State == anchor.Exact:
			f.Same++
		case m.Placement.State == anchor.Moved:
			f.Moved++
		case m.Placement.State == anchor.Edited || m.Placement.State == anchor.Review && m.Settled != annotations.Unsettled:
			f.Edited++
		case m.Placement.State == anchor.Review:
			f.Review++
		default:
			f.Unattached++
		}
	}
	return f
}
