package desk

import (
	"context"
	"fmt"
	"slices"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// AddDispute puts a dispute into the library, or finds the one with that title.
func (d *Desk) AddDispute(ctx context.Context, title string) (id article.ID, err error) {
	err = d.file(ctx, "Add dispute", func(f *filing) (err error) {
		id, err = f.resolveDispute(DisputeRef{Title: title})
		return err
	})
	return id, err
}

// ConfirmDispute takes a suggestion over into the library, with the positions that a view shows.
func (d *Desk) ConfirmDispute(ctx context.Context, r DisputeRef) (id article.ID, err error) {
	err = d.file(ctx, "Confirm dispute", func(f *filing) (err error) {
		if id, err = f.resolveDispute(r); err != nil || r.Seen == nil {
			return err
		}
		for i := range r.Seen.Answers {
			if _, err := f.resolvePosition(id, PositionRef{Seen: &r.Seen.Answers[i]}); err != nil {
				return err
			}
		}
		return nil
	})
	return id, err
}

// RenameDispute gives a dispute another title. The suggestions that led to it still do.
func (d *Desk) RenameDispute(ctx context.Context, r DisputeRef, title string) error {
	if title = tidy(title); title == "" {
		return fmt.Errorf("rename dispute: %w", ErrNameless)
	}
	return d.changeDispute(ctx, "Rename dispute", r, func(f *filing, x *debate.Dispute) error {
		if x.Title == title {
			return nil
		}
		f.rename(x.ID, debate.DisputeKey(x.Title))
		if r.Seen != nil {
			f.rename(x.ID, keysOf(debate.DisputeKey, r.Seen.Found...)...)
		}
		x.Title = title
		return nil
	})
}

func (d *Desk) changeDispute(ctx context.Context, name string, r DisputeRef, change func(*filing, *debate.Dispute) error) error {
	return d.file(ctx, name, func(f *filing) error {
		id, err := f.resolveDispute(r)
		if err != nil {
			return err
		}
		x, err := f.dispute(id)
		if err != nil {
			return err
		}
		return change(f, x)
	})
}

// AddPosition gives a dispute a possible answer, the last in the order; or it confirms one that is suggested.
func (d *Desk) AddPosition(ctx context.Context, on DisputeRef, r PositionRef) (id article.ID, err error) {
	err = d.changeDispute(ctx, "Add position", on, func(f *filing, x *debate.Dispute) (err error) {
		id, err = f.resolvePosition(x.ID, r)
		return err
	})
	return id, err
}

// RenamePosition words a position anew.
func (d *Desk) RenamePosition(ctx context.Context, on DisputeRef, r PositionRef, answer string) error {
	if answer = tidy(answer); answer == "" {
		return fmt.Errorf("rename position: %w", ErrNameless)
	}
	return d.changeDispute(ctx, "Rename position", on, func(f *filing, x *debate.Dispute) error {
		id, err := f.resolvePosition(x.ID, r)
		if err != nil {
			return err
		}
		p := &x.Positions[slices.IndexFunc(x.Positions, func(p debate.Position) bool { return p.ID == id })]
		if p.Answer != answer {
			f.rename(id, debate.PositionKey(p.Answer))
			p.Answer = answer
		}
		return nil
	})
}

// RejectPosition keeps a suggested position away and deletes one of the library. The statements on that one stay on its dispute.
func (d *Desk) RejectPosition(ctx context.Context, on DisputeRef, r PositionRef) error {
	if r.Seen != nil && r.Seen.Entity == (article.ID{}) {
		return d.file(ctx, "Reject position", func(f *filing) error {
			f.decide(debate.PositionKey(r.Seen.Answer), debate.Rejected, article.ID{})
			return nil
		})
	}
	return d.changeDispute(ctx, "Delete position", on, func(f *filing, x *debate.Dispute) error {
		id, err := f.resolvePosition(x.ID, r)
		if err != nil {
			return err
		}
		filed, err := d.shelf.StatementsAbout(ctx, x.ID)
		if err != nil {
			return err
		}
		for _, s := range filed {
			if s.Position == id {
				f.editStatement(s).Position = article.ID{}
			}
		}
		x.Positions = slices.DeleteFunc(x.Positions, func(p debate.Position) bool {
			if p.ID == id {
				f.decide(debate.PositionKey(p.Answer), debate.Rejected, article.ID{})
			}
			return p.ID == id
		})
		f.forget(id)
		return nil
	})
}

// OrderPositions puts the positions of a dispute of the library into an order; ids holds each once.
func (d *Desk) OrderPositions(ctx context.Context, dispute article.ID, ids []article.ID) error {
	return d.changeDispute(ctx, "Order positions", DisputeRef{ID: dispute}, func(_ *filing, x *debate.Dispute) error {
		place := func(p debate.Position) int { return slices.Index(ids, p.ID) }
		for _, p := range x.Positions {
			if place(p) < 0 || len(ids) != len(x.Positions) {
				return fmt.Errorf("the positions: %w", annotations.ErrChanged)
			}
		}
		slices.SortFunc(x.Positions, func(a, b debate.Position) int { return place(a) - place(b) })
		return nil
	})
}

// RejectDispute keeps a suggestion away, in other articles, too, and deletes a dispute of the library. One on which statements are
// filed is not deleted: the error is [ErrInUse].
func (d *Desk) RejectDispute(ctx context.Context, r DisputeRef) error {
	return d.file(ctx, "Reject dispute", func(f *filing) error {
		id := r.ID
		if r.Seen != nil {
			if id = r.Seen.Entity; id == (article.ID{}) {
				id, _ = f.becameDispute(r.Seen)
			}
			for _, t := range r.Seen.Found {
				f.decide(debate.DisputeKey(t), debate.Rejected, article.ID{})
			}
		}
		if id == (article.ID{}) {
			return nil
		}
		x, err := f.dispute(id)
		if err != nil {
			return err
		}
		if n, err := f.inUse(id); err != nil || n > 0 {
			return inUse(n, x.Title, err)
		}
		f.forget(id)
		deleteIn(&f.disputes, id)
		return nil
	})
}

// MergeDisputes makes one dispute of two: the positions of one, what is filed on it and the decisions on it become
// the other's.
func (d *Desk) MergeDisputes(ctx context.Context, from, into DisputeRef) error {
	return d.file(ctx, "Merge disputes", func(f *filing) error {
		to, err := f.resolveDispute(into)
		if err != nil {
			return err
		}
		if s := from.Seen; s != nil && s.Entity == (article.ID{}) {
			if _, ok := f.becameDispute(s); !ok {
				for _, t := range s.Found {
					f.decide(debate.DisputeKey(t), debate.Merged, to)
				}
				return nil
			}
		}
		old, err := f.resolveDispute(from)
		if err != nil || old == to {
			return err
		}
		x, err := f.dispute(old)
		if err != nil {
			return err
		}
		positions, key := x.Positions, debate.DisputeKey(x.Title)
		became := map[article.ID]article.ID{}
		for _, p := range positions { // a position of the same answer is the same one, another gets an id of its own
			id, err := f.resolvePosition(to, PositionRef{Answer: p.Answer})
			if err != nil {
				return err
			}
			became[p.ID] = id
			f.retarget(p.ID, id)
		}
		on, err := d.shelf.StatementsAbout(ctx, old)
		if err != nil {
			return err
		}
		for _, s := range on {
			if e := f.editStatement(s); e.Dispute == old {
				e.Dispute, e.Position = to, became[e.Position]
			}
		}
		f.retarget(old, to)
		f.decide(key, debate.Merged, to)
		deleteIn(&f.disputes, old)
		return nil
	})
}
