package desk

import (
	"context"
	"fmt"
	"slices"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// AddActor puts an actor into the library, or finds the one with that name.
func (d *Desk) AddActor(ctx context.Context, name string, kind debate.Kind) (id article.ID, err error) {
	err = d.file(ctx, "Add actor", func(f *filing) (err error) {
		id, err = f.resolveActor(ActorRef{Name: name, Kind: kind})
		return err
	})
	return id, err
}

// ConfirmActor takes a suggestion over into the library as it is.
func (d *Desk) ConfirmActor(ctx context.Context, r ActorRef) (id article.ID, err error) {
	err = d.file(ctx, "Confirm actor", func(f *filing) (err error) {
		id, err = f.resolveActor(r)
		return err
	})
	return id, err
}

// RenameActor gives an actor another name. The suggestions that led to it still do.
func (d *Desk) RenameActor(ctx context.Context, r ActorRef, name string) error {
	if name = tidy(name); name == "" {
		return fmt.Errorf("rename actor: %w", ErrNameless)
	}
	return d.changeActor(ctx, "Rename actor", r, func(f *filing, a *debate.Actor) {
		if r.Seen != nil {
			for _, n := range r.Seen.Found {
				f.decide(debate.ActorKey(n), debate.Renamed, a.ID)
			}
		}
		a.Name = name
		a.Aliases = slices.DeleteFunc(a.Aliases, func(n debate.Alias) bool { return n.Name == name })
	})
}

// DescribeActor sets the kind, role and side of an actor.
func (d *Desk) DescribeActor(ctx context.Context, r ActorRef, kind debate.Kind, role, side string) error {
	return d.changeActor(ctx, "Change actor", r, func(_ *filing, a *debate.Actor) {
		a.Kind, a.Role, a.Side = kind, tidy(role), tidy(side)
	})
}

// AddAlias gives an actor another name by which it is found.
func (d *Desk) AddAlias(ctx context.Context, r ActorRef, name string) error {
	if tidy(name) == "" {
		return fmt.Errorf("add alias: %w", ErrNameless)
	}
	return d.changeActor(ctx, "Add alias", r, func(_ *filing, a *debate.Actor) { addAlias(a, name) })
}

func (d *Desk) changeActor(ctx context.Context, name string, r ActorRef, change func(*filing, *debate.Actor)) error {
	return d.file(ctx, name, func(f *filing) error {
		id, err := f.resolveActor(r)
		if err != nil {
			return err
		}
		a, err := f.actor(id)
		if err == nil {
			change(f, a)
		}
		return err
	})
}

// SplitAlias makes an actor of its own of one of an actor's names. Where that name stands in a text, the new actor is meant.
func (d *Desk) SplitAlias(ctx context.Context, r ActorRef, alias string) (id article.ID, err error) {
	err = d.file(ctx, "Split off alias", func(f *filing) error {
		from, err := f.resolveActor(r)
		if err != nil {
			return err
		}
		a, err := f.actor(from)
		if err != nil {
			return err
		}
		a.Aliases = slices.DeleteFunc(a.Aliases, func(n debate.Alias) bool { return n.Name == alias })
		if id, err = f.newActor(debate.Actor{Name: tidy(alias), Kind: a.Kind}); err != nil {
			return err
		}
		f.decide(debate.ActorKey(alias), debate.Confirmed, id)
		return nil
	})
	return id, err
}

// RejectActor keeps a suggestion away, in other articles, too, and deletes an actor of the library. One by whom statements are
// filed is not deleted: the error is [ErrInUse].
func (d *Desk) RejectActor(ctx context.Context, r ActorRef) error {
	return d.file(ctx, "Reject actor", func(f *filing) error {
		id := r.ID
		if r.Seen != nil {
			id = r.Seen.Entity
			for _, n := range r.Seen.Found {
				f.decide(debate.ActorKey(n), debate.Rejected, article.ID{})
			}
		}
		if id == (article.ID{}) {
			return nil
		}
		a, err := f.actor(id)
		if err != nil {
			return err
		}
		if n, err := f.inUse(id); err != nil || n > 0 {
			return inUse(n, a.Name, err)
		}
		f.forget(id)
		deleteIn(&f.actors, id)
		return nil
	})
}

// forget rejects what was decided to be an entity that is deleted.
func (f *filing) forget(id article.ID) {
	var keys []string
	f.lib.Decisions(func(x debate.Decision) bool {
		if x.Target == id {
			keys = append(keys, x.Key)
		}
		return true
	})
	slices.Sort(keys)
	for _, k := range keys {
		f.decide(k, debate.Rejected, article.ID{})
	}
}

// inUse returns how many statements are by, reported by, or on an entity.
func (f *filing) inUse(id article.ID) (int, error) {
	on, err := f.d.shelf.StatementsAbout(f.ctx, id)
	return len(on), err
}

func inUse(n int, name string, err error) error {
	if err != nil {
		return err
	}
	return fmt.Errorf("%d on “%s”: %w", n, name, ErrInUse)
}

// MergeActors makes one actor of two: all that is filed by or reported by one, its names and the decisions on it become
// the other's.
func (d *Desk) MergeActors(ctx context.Context, from, into ActorRef) error {
	return d.file(ctx, "Merge actors", func(f *filing) error {
		to, err := f.resolveActor(into)
		if err != nil {
			return err
		}
		if from.Seen != nil && from.Seen.Entity == (article.ID{}) { // a suggestion need not be taken over first
			a, err := f.actor(to)
			if err != nil {
				return err
			}
			for _, n := range append([]string{from.Seen.Name}, from.Seen.Aliases...) {
				addAlias(a, n)
			}
			for _, n := range from.Seen.Found {
				f.decide(debate.ActorKey(n), debate.Merged, to)
			}
			return nil
		}
		old, err := f.resolveActor(from)
		if err != nil || old == to {
			return err
		}
		was, err := f.actor(old)
		if err != nil {
			return err
		}
		names, key := was.Names(), debate.ActorKey(was.Name)
		a, err := f.actor(to)
		if err != nil {
			return err
		}
		for _, n := range names {
			addAlias(a, n)
		}
		on, err := d.shelf.StatementsAbout(ctx, old)
		if err != nil {
			return err
		}
		for _, s := range on {
			e := f.editStatement(s)
			if e.Actor == old {
				e.Actor = to
			}
			if e.ReportedBy == old {
				e.ReportedBy = to
			}
		}
		f.retarget(old, to)
		f.decide(key, debate.Merged, to)
		deleteIn(&f.actors, old)
		return nil
	})
}
