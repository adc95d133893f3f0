package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

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
		if a.Name == name {
			return
		}
		f.rename(a.ID, debate.ActorKey(a.Name))
		if r.Seen != nil {
			f.rename(a.ID, keysOf(debate.ActorKey, r.Seen.Found...)...)
		}
		a.Name = name
		a.Aliases = slices.DeleteFunc(a.Aliases, func(n debate.Alias) bool { return n.Name == name })
	})
}

// An ActorChange is what is to be changed of an actor; what is nil stays.
type ActorChange struct {
	Kind       *debate.Kind
	Role, Side *string
}

// DescribeActor changes the kind, role or side of an actor.
func (d *Desk) DescribeActor(ctx context.Context, r ActorRef, c ActorChange) error {
	return d.changeActor(ctx, "Change actor", r, func(_ *filing, a *debate.Actor) {
		if c.Kind != nil {
			a.Kind = *c.Kind
		}
		if c.Role != nil {
			a.Role = tidy(*c.Role)
		}
		if c.Side != nil {
			a.Side = tidy(*c.Side)
		}
	})
}

// KindOf returns the kind that an actor named at an article most likely has: that of the actor of the library with just that name, or else
// that of the one that the article's analysis shows under it. It is a group, which stands for unknown, if there is neither. The error is ctx's,
// or the library's.
func (d *Desk) KindOf(ctx context.Context, v *article.Version, name string) (debate.Kind, error) {
	lib, err := d.shelf.Library(ctx)
	if err != nil {
		return debate.Group, fmt.Errorf("look for %s: %w", name, err)
	}
	key := debate.ActorKey(tidy(name))
	for _, a := range lib.Actors {
		if debate.ActorKey(a.Name) == key {
			return a.Kind, nil
		}
	}
	found, err := d.Analysis(ctx, v)
	if err != nil {
		return debate.Group, ctx.Err() // what cannot be analysed can still be filed on
	}
	for _, a := range found.Actors {
		for _, n := range append([]string{a.Name}, a.Aliases...) {
			if debate.ActorKey(n) == key {
				return a.Kind, nil
			}
		}
	}
	return debate.Group, nil
}

// AddAlias gives an actor another name by which it is found.
func (d *Desk) AddAlias(ctx context.Context, r ActorRef, name string) error {
	if tidy(name) == "" {
		return fmt.Errorf("add alias: %w", ErrNameless)
	}
	return d.changeActor(ctx, "Add alias", r, func(f *filing, a *debate.Actor) {
		addAlias(a, name)
		f.undecide(debate.AliasKey(a.ID, name)) // it may have been split off
	})
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

// SplitAlias makes an actor of its own of one of an actor's other names, or gives it to the actor with just that name. Where
// the actor is found by that name, the other is meant from now on.
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
		key := debate.ActorKey(alias)
		if tidy(alias) == "" || key == debate.ActorKey(a.Name) {
			return ErrNameless
		}
		a.Aliases = slices.DeleteFunc(a.Aliases, func(n debate.Alias) bool { return debate.ActorKey(n.Name) == key })
		if id, err = f.resolveActor(ActorRef{Name: alias, Kind: a.Kind}); err != nil {
			return err
		}
		f.decide(debate.AliasKey(from, alias), debate.Confirmed, id)
		if to := f.decision(key).Target; to == from || to == (article.ID{}) {
			f.decide(key, debate.Confirmed, id)
		}
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
			if id = r.Seen.Entity; id == (article.ID{}) {
				id, _ = f.became(r.Seen)
			}
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
// the other's, and its role and side, if the other has none.
func (d *Desk) MergeActors(ctx context.Context, from, into ActorRef) error {
	return d.file(ctx, "Merge actors", func(f *filing) error {
		to, err := f.resolveActor(into)
		if err != nil {
			return err
		}
		a, err := f.actor(to)
		if err != nil {
			return err
		}
		if s := from.Seen; s != nil && s.Entity == (article.ID{}) {
			if _, ok := f.became(s); !ok { // a suggestion need not be taken over first
				for _, n := range append([]string{s.Name}, s.Aliases...) {
					addAlias(a, n)
				}
				for _, n := range s.Found {
					f.decide(debate.ActorKey(n), debate.Merged, to)
				}
				return nil
			}
		}
		old, err := f.resolveActor(from)
		if err != nil || old == to {
			return err
		}
		return f.mergeActors(old, to)
	})
}

func (f *filing) mergeActors(old, to article.ID) error {
	was, err := f.actor(old)
	if err != nil {
		return err
	}
	a, err := f.actor(to)
	if err != nil {
		return err
	}
	for _, n := range was.Names() {
		addAlias(a, n)
	}
	a.Role, a.Side = cmp.Or(a.Role, was.Role), cmp.Or(a.Side, was.Side)
	on, err := f.d.shelf.StatementsAbout(f.ctx, old)
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
	f.decide(debate.ActorKey(was.Name), debate.Merged, to)
	prefix := debate.AliasKey(old, "")
	for _, x := range f.decided(func(x debate.Decision) bool { return strings.HasPrefix(x.Key, prefix) }) {
		name := strings.TrimPrefix(x.Key, prefix)
		f.decide(x.Key, debate.Undecided, article.ID{})
		if x.Target != to {
			f.setDecision(debate.Decision{Key: debate.AliasKey(to, "") + name, Verdict: x.Verdict, Target: x.Target, Signless: x.Signless})
		}
	}
	deleteIn(&f.actors, old)
	return nil
}
