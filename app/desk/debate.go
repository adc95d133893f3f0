package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// Debate returns who takes part in a version and what is disputed in it, as the reader is shown it: what was filed, and what the
// analysis, which may be nil, found and the reader has not decided on. Where the reader wants no suggestions, it is what was filed. Actors and disputes are counted over all articles.
func (d *Desk) Debate(ctx context.Context, v *article.Version, a *debate.Analysis) (*debate.View, error) {
	ctx, end, err := d.shelf.Snapshot(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the actors and disputes: %w", err)
	}
	defer end()
	lib, err := d.shelf.Library(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the actors and disputes: %w", err)
	}
	filed, err := d.statements(ctx, v)
	if err != nil {
		return nil, fmt.Errorf("read the statements: %w", err)
	}
	view := debate.Compose(v, a, lib, filed)
	shown, err := d.suggestsIn(ctx, lib, v)
	if err != nil {
		return nil, fmt.Errorf("read whether to suggest: %w", err)
	}
	if !shown {
		view = view.Filed()
	}
	if err := d.count(ctx, v.Article, lib, view); err != nil {
		return nil, fmt.Errorf("count the articles: %w", err)
	}
	return view, nil
}

// Library returns the actors and disputes that all articles share.
func (d *Desk) Library(ctx context.Context) (*debate.Library, error) {
	lib, err := d.shelf.Library(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the actors and disputes: %w", err)
	}
	return lib, nil
}

// statements returns the statements filed on a version's article, placed in that version, in text order,
// those without a place last.
func (d *Desk) statements(ctx context.Context, v *article.Version) ([]debate.Placed, error) {
	filed, err := d.shelf.Statements(ctx, v.Article)
	if err != nil {
		return nil, err
	}
	return d.placeStatements(ctx, v, filed)
}

// placeStatements places statements filed on a version's article in it, as statements does.
func (d *Desk) placeStatements(ctx context.Context, v *article.Version, filed []debate.Statement) ([]debate.Placed, error) {
	if len(filed) == 0 {
		return nil, nil
	}
	var ps []passage
	for _, s := range filed {
		for i, a := range s.Anchors {
			ps = append(ps, passage{annotations.Passage{Of: s.ID, Part: i}, s.Version, a})
		}
	}
	stood, err := d.place(ctx, v, ps)
	if err != nil {
		return nil, err
	}
	placed, open := make([]anchor.Placement, len(stood)), make([]bool, len(stood))
	for i, s := range stood {
		placed[i], open[i] = s.Placement, s.Open()
	}
	out := make([]debate.Placed, len(filed))
	for i, s := range filed {
		n := len(s.Anchors)
		out[i] = debate.Placed{Statement: s, Placements: placed[:n:n], Open: open[:n:n]}
		placed, open = placed[n:], open[n:]
	}
	slices.SortStableFunc(out, func(a, b debate.Placed) int { return cmp.Compare(startOf(a), startOf(b)) })
	return out, nil
}

// startOf returns where the first passage of a statement stands that has a place, or a place behind all others.
func startOf(p debate.Placed) int {
	at := int(^uint(0) >> 1)
	for _, x := range p.Placements {
		if x.State != anchor.Unattached {
			at = min(at, x.Range.Start)
		}
	}
	return at
}

// count tells each actor and dispute of a view how many articles of the library show it.
func (d *Desk) count(ctx context.Context, of article.ID, lib *debate.Library, view *debate.View) error {
	decided := map[article.ID][]string{}
	lib.Decisions(func(x debate.Decision) bool {
		if x.Target != (article.ID{}) {
			decided[x.Target] = append(decided[x.Target], x.Key)
		}
		return true
	})
	all := make([]annotations.QueryEntity, 0, len(view.Actors)+len(view.Disputes))
	add := func(entity article.ID, shown []string) {
		e := annotations.QueryEntity{Keys: slices.Concat(decided[entity], shown)}
		if entity != (article.ID{}) {
			e.IDs = []article.ID{entity}
		}
		all = append(all, e)
	}
	for _, a := range view.Actors {
		add(a.Entity, a.Keys())
	}
	for _, x := range view.Disputes {
		add(x.Entity, x.Keys())
	}
	if s, err := d.suggesting(ctx); err != nil {
		return err
	} else if s == SuggestNever { // what was only suggested does not count
		for i := range all {
			all[i].Keys = nil
		}
	}
	numbers, err := d.shelf.CountArticles(ctx, of, all)
	if err != nil {
		return err
	}
	for i := range view.Actors {
		view.Actors[i].Articles = numbers[i]
	}
	for i := range view.Disputes {
		view.Disputes[i].Articles = numbers[len(view.Actors)+i]
	}
	return nil
}
