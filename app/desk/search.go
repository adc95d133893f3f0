package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// SearchOptions say what of a search is wanted.
type SearchOptions struct {
	Kinds   []annotations.HitKind // only these; none: all
	Groups  int                   // how many articles at most; 0 for 20
	Matches int                   // how many in one article at most; 0 for 6
	Typing  bool                  // the last word may be the beginning of one
}

// A Match is something that was found.
type Match struct {
	annotations.Hit
	Range article.Range // where it stands: of a text in the newest version, of a mark in the one that it was made on; empty if nowhere
	Excerpt
	Nearly bool // of a passage looked for elsewhere: it is not word for word the same
}

// A Group is an article and what was found in it, the best first. Actors and disputes are in groups of their own, without an article.
type Group struct {
	Article article.Article
	Matches []Match
	More    int // how many matches there are beside these, of those that were looked at
}

// Results are what a search has found.
type Results struct {
	Groups  []Group  // the best first
	Counts  []Count  // how much of each kind there is in all, without what there is none of
	Unknown []string // parts of the search that mean nothing
	Empty   bool     // nothing was asked for
	More    bool     // there is more than the groups

	Analysed Analysed // of a search for actors or disputes: how many articles it cannot find by them yet
}

// A Count says how much of a kind was found.
type Count struct {
	Kind annotations.HitKind
	N    int
}

// matchesMost is how many matches of one article are listed, unless it is said how many.
const matchesMost = 6

// Search finds what was typed, in any of the library's texts: words, "a phrase", begin*, -not, and tag:, colour:, actor:, dispute:,
// outlet:, before:2026, after:2026-05 and in:, which names kinds as [ParseKinds] does, or a collection. No text is an error.
func (d *Desk) Search(ctx context.Context, typed string, o SearchOptions) (*Results, error) {
	lib, err := d.shelf.Library(ctx)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	if o.Groups <= 0 {
		o.Groups = 20
	}
	if o.Matches <= 0 {
		o.Matches = matchesMost
	}
	q, unknown := parseQuery(typed, o.Typing, naming{lib, func(name string) (article.ID, bool) {
		c, err := d.CollectionNamed(ctx, name)
		return c.ID, err == nil
	}})
	if s, err := d.suggesting(ctx); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	} else if s == SuggestNever { // what was only suggested does not count
		for _, of := range [][]annotations.QueryEntity{q.Actors, q.Disputes} {
			for i := range of {
				of[i].Keys, of[i].Words = nil, nil
			}
		}
	}
	if len(o.Kinds) > 0 {
		q.Kinds = o.Kinds
	}
	out := &Results{Unknown: unknown, Empty: q.Empty()}
	if len(q.Actors)+len(q.Disputes) > 0 {
		if out.Analysed, err = d.Unanalysed(ctx); err != nil {
			return nil, fmt.Errorf("search for “%s”: %w", typed, err)
		}
	}
	hits, err := d.shelf.Search(ctx, q, 4*o.Groups)
	if err != nil {
		return nil, fmt.Errorf("search for “%s”: %w", typed, err)
	}
	for k, n := range hits.Counts {
		if n > 0 {
			out.Counts = append(out.Counts, Count{annotations.HitKind(k), n})
		}
	}
	total := 0
	for _, n := range hits.Counts {
		total += n
	}
	out.Groups, out.More, err = d.group(ctx, hits.Best, o.Groups, o.Matches)
	out.More = out.More || total > len(hits.Best)
	if err != nil {
		return nil, fmt.Errorf("search for “%s”: %w", typed, err)
	}
	for i := range out.Groups {
		if err := d.describe(ctx, &out.Groups[i], q, lib); err != nil {
			return nil, fmt.Errorf("search for “%s”: %w", typed, err)
		}
	}
	out.Groups = slices.DeleteFunc(out.Groups, func(g Group) bool { return len(g.Matches) == 0 })
	return out, nil
}

// group puts the hits of one article together, at most most, each with at most matches of them. What several kinds of hits speak for comes first.
func (d *Desk) group(ctx context.Context, hits []annotations.Hit, most, matches int) (out []Group, more bool, err error) {
	at := map[article.ID]int{}
	var all []Group
	var scores []float64
	for _, h := range hits { // the best first
		key := h.Article
		if key == (article.ID{}) {
			key = h.ID
		}
		i, ok := at[key]
		if !ok {
			i = len(all)
			at[key] = i
			all, scores = append(all, Group{}), append(scores, 0)
		}
		if g := &all[i]; len(g.Matches) < matches {
			g.Matches = append(g.Matches, Match{Hit: h})
			scores[i] += h.Score / float64(len(g.Matches))
		} else {
			g.More++
		}
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(scores[j], scores[i]) })
	for _, i := range order {
		if len(out) == most {
			return out, true, nil
		}
		g := all[i]
		if id := g.Matches[0].Article; id != (article.ID{}) {
			a, err := d.shelf.Article(ctx, id)
			if errors.Is(err, annotations.ErrNotFound) {
				continue
			}
			if err != nil {
				return nil, false, err
			}
			g.Article = a
		}
		out = append(out, g)
	}
	return out, false, nil
}

// describe reads what was found, and cuts excerpts.
func (d *Desk) describe(ctx context.Context, g *Group, q annotations.Query, lib *debate.Library) error {
	kept := g.Matches[:0]
	for _, m := range g.Matches {
		ok, err := d.show(ctx, &m, q, lib, g.Article)
		if err != nil && !errors.Is(err, annotations.ErrNotFound) {
			return err
		}
		if ok && err == nil {
			kept = append(kept, m)
		}
	}
	g.Matches = kept
	return nil
}

func (d *Desk) show(ctx context.Context, m *Match, q annotations.Query, lib *debate.Library, a article.Article) (bool, error) {
	switch m.Kind {
	case annotations.HitText:
		text, err := d.shelf.Text(ctx, m.Article)
		if err != nil {
			return false, err
		}
		m.Excerpt = excerptOf(text, q.All)
		m.Range = m.Excerpt.Place
	case annotations.HitTitle:
		m.Excerpt = excerptOf(strings.Trim(a.Title+" · "+a.Byline, " ·"), q.All)
	case annotations.HitHighlight:
		hs, err := d.shelf.Highlights(ctx, []article.ID{m.ID})
		if err != nil {
			return false, err
		}
		words := hs[0].Anchor.Exact
		for _, more := range append([]string{hs[0].Note}, hs[0].Tags...) {
			if more != "" {
				words += " · " + more
			}
		}
		m.Excerpt, m.Range = excerptOf(words, q.All), hs[0].Anchor.Range
	case annotations.HitNote:
		n, err := d.shelf.Note(ctx, m.ID)
		if err != nil {
			return false, err
		}
		m.Excerpt = excerptOf(n.Text, q.All)
	case annotations.HitStatement:
		return d.showStatement(ctx, m, q, lib)
	case annotations.HitActor:
		x, ok := lib.Actor(m.ID)
		m.Excerpt = excerptOf(strings.Join(x.Names(), " · "), q.All)
		return ok, nil
	case annotations.HitDispute:
		x, ok := lib.Dispute(m.ID)
		m.Excerpt = excerptOf(x.Title, q.All)
		return ok, nil
	}
	return true, nil
}

func (d *Desk) showStatement(ctx context.Context, m *Match, q annotations.Query, lib *debate.Library) (bool, error) {
	all, err := d.shelf.StatementStates(ctx, []article.ID{m.ID})
	if err != nil {
		return false, err
	}
	s := all[0].Is
	words := ""
	if a, ok := lib.Actor(s.Actor); ok {
		words = a.Name + ": "
	}
	for i, a := range s.Anchors {
		if i > 0 {
			words += " … "
		}
		words += a.Exact
	}
	if s.Note != "" {
		words += " · " + s.Note
	}
	m.Excerpt = excerptOf(words, q.All)
	if len(s.Anchors) > 0 {
		m.Range = s.Anchors[0].Range
	}
	return true, nil
}
