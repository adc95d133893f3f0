package desk

import (
	"context"
	"fmt"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// Bearers returns the actors of the library and those that the analyses of its articles show, those that most articles show first.
func (d *Desk) Bearers(ctx context.Context) ([]debate.Bearer, error) {
	_, all, err := d.bearers(ctx)
	return all, err
}

func (d *Desk) bearers(ctx context.Context) (*debate.Library, []debate.Bearer, error) {
	lib, err := d.shelf.Library(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("read the actors: %w", err)
	}
	seen, err := d.shelf.SeenActors(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("read the actors that analyses show: %w", err)
	}
	return lib, lib.Bearers(seen), nil
}

// Merges returns which actors of all articles may be one: name variants, acronyms and their long forms.
func (d *Desk) Merges(ctx context.Context) ([]debate.Merge, error) {
	lib, all, err := d.bearers(ctx)
	if err != nil {
		return nil, err
	}
	return lib.Merges(all), nil
}

// AcceptMerge makes one actor of the two, in one step that can be undone. What is not of the library yet is put into it.
func (d *Desk) AcceptMerge(ctx context.Context, m debate.Merge) error {
	return d.file(ctx, "Merge actors", func(f *filing) error {
		into := ActorRef{ID: m.Into.Entity, Name: m.Into.Name, Kind: m.Into.Kind}
		to, err := f.resolveActor(into)
		if err != nil {
			return err
		}
		if m.From.Entity != (article.ID{}) {
			if m.From.Entity == to {
				return nil
			}
			return f.mergeActors(m.From.Entity, to)
		}
		a, err := f.actor(to)
		if err != nil {
			return err
		}
		addAlias(a, m.From.Name)
		f.decide(debate.ActorKey(m.From.Name), debate.Merged, to)
		return nil
	})
}

// RejectMerge keeps the two apart: the merge is not suggested again, until that is undone.
func (d *Desk) RejectMerge(ctx context.Context, m debate.Merge) error {
	return d.file(ctx, "Keep actors apart", func(f *filing) error {
		f.decide(m.Key(), debate.Rejected, article.ID{})
		return nil
	})
}
