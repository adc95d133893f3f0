package anchor

import (
	"context"
	"strings"

	"parley/annotations/article"
)

// shortest is the length in code points below which words alone do not show a place.
const shortest = 20

// Place finds passages again in a version, in the order of as. In the version that they were made on, or in one with the same text,
// they stand where they stood. In another, they are carried over by the difference of the two texts. Where the old version is not
// at hand (nil), they are looked for by their words and by what was around them. What has changed in a way that may change what
// is said, or is not sure, is for the reader to settle (Review); what is gone is Unattached: nothing is guessed. The error is ctx's.
func Place(ctx context.Context, old, now *article.Version, as []Anchor) ([]Placement, error) {
	out := make([]Placement, len(as))
	if old != nil && (old == now || old.ID == now.ID && old.ID != article.ID{} || old.Text() == now.Text()) {
		for i, a := range as {
			if now.Slice(a.Range) == a.Exact && !a.Range.Empty() {
				out[i] = Placement{Range: a.Range, State: Exact, Score: 1}
			}
		}
		return out, ctx.Err()
	}
	if old == nil {
		s := NewSearch(now)
		for i, a := range as {
			var err error
			if out[i], err = s.Find(ctx, a); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	m, err := NewMapping(ctx, old, now)
	if err != nil {
		return nil, err
	}
	for i, a := range as {
		if out[i], err = m.Find(ctx, a); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// A Search finds passages in one version by their words and what was around them. It is made once for a version.
type Search struct {
	v *article.Version
	x *index
}

// NewSearch reads a version, in time linear in its length.
func NewSearch(v *article.Version) *Search {
	return &Search{v, newIndex(tokenise(v.Text()), lexicons())}
}

// Find looks for one passage. The error is ctx's.
func (s *Search) Find(ctx context.Context, a Anchor) (Placement, error) {
	if a.Exact == "" {
		return Placement{}, ctx.Err()
	}
	if s.v.Slice(a.Range) == a.Exact && literal(s.v, a, a.Range) {
		return Placement{Range: a.Range, State: Exact, Score: 1}, ctx.Err()
	}
	p, err := s.x.search(ctx, a)
	if err == nil && p.State == Unattached {
		p = s.withinWords(a)
	}
	p.Range = whole(s.v, p.Range)
	return p, err
}

// literal reports whether all of an anchor's context stands, character for character, around r.
func literal(v *article.Version, a Anchor, r article.Range) bool {
	p, s := count(a.Prefix), count(a.Suffix)
	return (p+s > 0 || r.Len() == v.Len()) && v.Slice(article.Range{Start: r.Start - p, End: r.Start}) == a.Prefix &&
		v.Slice(article.Range{Start: r.End, End: r.End + s}) == a.Suffix
}

// withinWords looks for a passage that begins or ends within a word, with all of its context: it is not made of whole words, by which
// passages are looked for otherwise.
func (s *Search) withinWords(a Anchor) Placement {
	text := a.Prefix + a.Exact + a.Suffix
	i := strings.Index(s.v.Text(), text)
	if i < 0 || len(a.Prefix)+len(a.Suffix) == 0 || strings.Contains(s.v.Text()[i+1:], text) {
		return Placement{}
	}
	start := s.v.Pos(i + len(a.Prefix))
	return Placement{Range: article.Range{Start: start, End: start + count(a.Exact)}, State: Exact, Score: 1}
}

// A Mapping carries passages from one version to another by the difference of their texts. It is made once for two versions.
type Mapping struct {
	*judge
	was, now *article.Version
	lookup   *Search // for anchors that do not fit the old text
}

// NewMapping compares two versions. The error is ctx's.
func NewMapping(ctx context.Context, old, now *article.Version) (*Mapping, error) {
	x := newIndex(tokenise(now.Text()), lexicons())
	al, err := align(ctx, tokenise(old.Text()), x.tokens)
	if err != nil {
		return nil, err
	}
	return &Mapping{judge: x.judge(al), was: old, now: now, lookup: &Search{now, x}}, nil
}

// Find carries one passage. If it does not stand in the old text where it says, it is looked for there first. The error is ctx's.
func (m *Mapping) Find(ctx context.Context, a Anchor) (Placement, error) {
	if m.was.Slice(a.Range) != a.Exact || a.Range.Empty() {
		p, err := NewSearch(m.was).Find(ctx, a)
		if err != nil {
			return Placement{}, err
		}
		if p.State != Exact && p.State != Moved || m.was.Slice(p.Range) != a.Exact {
			return m.lookup.Find(ctx, a)
		}
		a.Range = p.Range
	}
	return m.carry(a), ctx.Err()
}

// carry says where a passage of the old text stands in the new one.
func (m *Mapping) carry(a Anchor) Placement {
	i, j := m.old.span(a.Range)
	if i == j {
		return Placement{}
	}
	p := m.carryOver(i, j)
	if p.gone() {
		return Placement{}
	}
	r := whole(m.now, m.rangeOf(p, a.Range, a.Exact))
	if extent(a.Exact) < shortest && !m.upheld(i, j, p) {
		return Placement{}
	}
	switch {
	case !p.changed && m.doubtful(i, j, p):
		return Placement{Range: r, State: Review, Score: 0.5, Why: twins}
	case !p.changed && p.moved && count(a.Exact) < shortest && !m.movedAlong(i, j, p):
		return Placement{Range: r, State: Review, Score: 0.5, Why: surrounded} // it may be a copy of what was taken out
	case !p.changed && p.moved:
		return Placement{Range: r, State: Moved, Score: 1}
	case !p.changed:
		return Placement{Range: r, State: Exact, Score: 1}
	}
	return p.judged(r, p.share)
}

// upheld reports whether what is around tokens [i, j), which are too few to tell a place, says that they are still where they were: beside
// one neighbour at least if they are the same, between both of them and in the same sentence if they have changed.
func (m *Mapping) upheld(i, j int, p carried) bool {
	before, after := m.context(i-1, -1, p.c), m.context(j, 1, p.d-1)
	if p.changed {
		return (before < 0 || before >= contextSure) && (after < 0 || after >= contextSure) && max(before, after) >= 0
	}
	beside := func(i, next int) bool {
		return i >= 0 && next < len(m.to) && m.to[i] >= 0 && m.to[next] == m.to[i]+1
	}
	return beside(i-1, i) || beside(j-1, j) || max(before, after) >= contextAgrees || before < 0 && after < 0
}

// movedAlong reports whether tokens [i, j), which are elsewhere now, have moved with the rest of their sentence or with what was around it, or
// are a sentence by themselves, here and there.
func (m *Mapping) movedAlong(i, j int, p carried) bool {
	before, after := m.aside(i-1, -1, p.c), m.aside(j, 1, p.d-1)
	rest := max(before.near, after.near)
	if rest < 0 {
		return min(m.new.border(p.c), m.new.border(p.d)) >= borderSentence
	}
	return max(rest, before.all, after.all) >= contextAgrees
}

// doubtful reports whether little of what was around tokens [i, j) is around them now, and their words stand elsewhere, too. What has moved
// with the rest of its sentence is not in doubt.
func (m *Mapping) doubtful(i, j int, p carried) bool {
	before, after := m.aside(i-1, -1, p.c), m.aside(j, 1, p.d-1)
	limit := contextAgrees
	if p.moved {
		limit = contextOther
		if rest := max(before.near, after.near); rest >= 0 && !before.against() && !after.against() && rest >= contextSure {
			return false
		}
	}
	return before.all >= 0 && after.all >= 0 && max(before.all, after.all) < limit && len(m.lookup.x.verbatim(m.old, i, j)) > 1
}

// whole widens a range that begins or ends within a letter with its marks, so that none is cut.
func whole(v *article.Version, r article.Range) article.Range {
	if r.Empty() {
		return article.Range{}
	}
	for r.End < v.Len() && joins(v.Slice(article.Range{Start: r.End, End: r.End + 1})) {
		r.End++
	}
	for r.Start > 0 && joins(v.Slice(article.Range{Start: r.Start, End: r.Start + 1})) {
		r.Start--
	}
	return r
}
