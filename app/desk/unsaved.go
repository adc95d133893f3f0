package desk

import (
	"context"
	"fmt"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
)

// SaveUnsaved saves what the reader has begun on a version and not saved, in place of what was saved under its id before. It
// is no step of undo, and nobody is told of it.
func (d *Desk) SaveUnsaved(ctx context.Context, u annotations.Unsaved) error {
	if err := d.shelf.SaveUnsaved(ctx, u, d.Now()); err != nil {
		return fmt.Errorf("save what you have begun: %w", err)
	}
	return nil
}

// DeleteUnsaved deletes what was begun: it has been saved as what it was to become, or discarded. It is no error if it is not there.
func (d *Desk) DeleteUnsaved(ctx context.Context, id article.ID) error {
	if err := d.shelf.DeleteUnsaved(ctx, id); err != nil {
		return fmt.Errorf("discard what you have begun: %w", err)
	}
	return nil
}

// Unsaved returns what the reader has begun on any version of an article and not saved, the latest first.
func (d *Desk) Unsaved(ctx context.Context, of article.ID) ([]annotations.Unsaved, error) {
	all, err := d.shelf.Unsaved(ctx, of)
	if err != nil {
		return nil, fmt.Errorf("read what you have begun: %w", err)
	}
	return all, nil
}

// A Carried is passages of an earlier version as they stand in the one that is read.
type Carried struct {
	Number     int      // of the version that they were selected in
	Quotes     []string // their words in it
	Placements []anchor.Placement
}

// Sure reports whether all passages have a place that is not in doubt.
func (c Carried) Sure() bool {
	for _, p := range c.Placements {
		if p.State == anchor.Unattached || p.State == anchor.Review || p.Range.Empty() {
			return false
		}
	}
	return len(c.Placements) > 0
}

// Carry says where passages of one version of an article stand in another. Nothing of that is kept. If from is no version of
// the library, the error wraps annotations.ErrNotFound.
func (d *Desk) Carry(ctx context.Context, from article.ID, to *article.Version, passages []article.Range) (Carried, error) {
	old := to
	if from != to.ID {
		var err error
		if old, err = d.shelf.VersionByID(ctx, from); err != nil {
			return Carried{}, fmt.Errorf("read the version that it was begun on: %w", err)
		}
	}
	out := Carried{Number: old.Number}
	anchors := make([]anchor.Anchor, len(passages))
	for i, r := range passages {
		anchors[i] = anchor.Describe(old, r.Intersect(article.Range{End: old.Len()}))
		out.Quotes = append(out.Quotes, anchors[i].Exact)
	}
	if old == to {
		for _, a := range anchors {
			out.Placements = append(out.Placements, anchor.Placement{Range: a.Range, State: anchor.Exact, Score: 1})
		}
		return out, nil
	}
	placed, err := anchor.Place(ctx, old, to, anchors)
	if err != nil {
		return Carried{}, err
	}
	out.Placements = placed
	return out, nil
}
