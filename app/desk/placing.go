package desk

import (
	"context"
	"fmt"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
)

// A Mark is a highlight and where it stands in the version that is read.
type Mark struct {
	annotations.Highlight
	Placement anchor.Placement
	Settled   annotations.Verdict // by the reader, in this version
}

// A Standing is where a passage stands in a version, and whether the reader has settled that.
type Standing struct {
	anchor.Placement
	Settled annotations.Verdict
}

// Open reports whether the reader has still to say where the passage stands.
func (s Standing) Open() bool {
	return s.Settled == annotations.Unsettled && (s.State == anchor.Review || s.State == anchor.Unattached)
}

// Open reports whether the reader has still to say where the mark stands.
func (m Mark) Open() bool { return Standing{m.Placement, m.Settled}.Open() }

// Marks returns the highlights of a version's article, placed in that version, and the notes.
func (d *Desk) Marks(ctx context.Context, v *article.Version) ([]Mark, []annotations.Note, error) {
	hs, notes, err := d.shelf.Marks(ctx, v.Article)
	if err != nil {
		return nil, nil, err
	}
	marks, err := d.placeMarks(ctx, v, hs)
	return marks, notes, err
}

// placeMarks places highlights of a version's article in it.
func (d *Desk) placeMarks(ctx context.Context, v *article.Version, hs []annotations.Highlight) ([]Mark, error) {
	if len(hs) == 0 {
		return nil, nil
	}
	marks, ps := make([]Mark, len(hs)), make([]passage, len(hs))
	for i, h := range hs {
		marks[i].Highlight = h
		ps[i] = passage{annotations.Passage{Of: h.ID}, h.Version, h.Anchor}
	}
	placed, err := d.place(ctx, v, ps)
	if err != nil {
		return nil, err
	}
	for i := range marks {
		marks[i].Placement, marks[i].Settled = placed[i].Placement, placed[i].Settled
	}
	sortMarks(marks)
	return marks, nil
}

// A passage is one to be placed, as it was made.
type passage struct {
	annotations.Passage
	made   article.ID // the version
	anchor anchor.Anchor
}

// A basis is what a passage is looked for by: its own anchor, or where it was settled in a version between.
type basis struct {
	version article.ID
	anchor  anchor.Anchor
}

func (b basis) String() string {
	return fmt.Sprintf("%s %s %d-%d", anchor.Engine, b.version, b.anchor.Range.Start, b.anchor.Range.End)
}

// place says where passages of an article stand in a version: where the reader has settled that; otherwise where they were found
// before; otherwise they are looked for, and that is kept.
func (d *Desk) place(ctx context.Context, v *article.Version, ps []passage) ([]Standing, error) {
	out := make([]Standing, len(ps))
	var open []int
	for i, p := range ps {
		if p.made != v.ID || v.Slice(p.anchor.Range) != p.anchor.Exact {
			open = append(open, i)
			continue
		}
		out[i].Placement = anchor.Placement{Range: p.anchor.Range, State: anchor.Exact, Score: 1}
	}
	if len(open) == 0 {
		return out, nil
	}
	l := &lookup{d: d, v: v, texts: map[article.ID]*article.Version{v.ID: v}}
	if err := l.begin(ctx); err != nil {
		return nil, err
	}
	byVersion := map[article.ID][]int{}
	bases := make(map[int]basis, len(open))
	for _, i := range open {
		if s, ok := l.settled[settledKey{ps[i].Passage, v.ID}]; ok {
			out[i] = l.asSettled(ps[i], s)
			continue
		}
		b, err := l.basis(ctx, ps[i])
		if err != nil {
			return nil, err
		}
		if f, ok := l.found[ps[i].Passage]; ok && f.Basis == b.String() && f.Placement.Range.End <= v.Len() {
			out[i].Placement = f.Placement
			continue
		}
		bases[i] = b
		byVersion[b.version] = append(byVersion[b.version], i)
	}
	return out, l.search(ctx, ps, byVersion, bases, out)
}

type settledKey struct {
	annotations.Passage
	version article.ID
}

// A lookup places passages in one version.
type lookup struct {
	d       *Desk
	v       *article.Version
	texts   map[article.ID]*article.Version
	numbers map[article.ID]int
	all     []annotations.Settlement // in the order of versions
	settled map[settledKey]annotations.Settlement
	found   map[annotations.Passage]annotations.Found
}

func (l *lookup) begin(ctx context.Context) error {
	var err error
	if l.all, err = l.d.shelf.Settlements(ctx, l.v.Article); err != nil {
		return err
	}
	l.settled = make(map[settledKey]annotations.Settlement, len(l.all))
	for _, s := range l.all {
		l.settled[settledKey{s.Passage, s.Version}] = s
	}
	metas, err := l.d.shelf.Versions(ctx, l.v.Article)
	if err != nil {
		return err
	}
	l.numbers = make(map[article.ID]int, len(metas))
	for _, m := range metas {
		l.numbers[m.ID] = m.Number
	}
	found, err := l.d.shelf.Found(ctx, l.v.ID)
	if err != nil {
		return err
	}
	l.found = make(map[annotations.Passage]annotations.Found, len(found))
	for _, f := range found {
		l.found[f.Passage] = f
	}
	return nil
}

// asSettled says where a passage stands by the reader's word.
func (l *lookup) asSettled(p passage, s annotations.Settlement) Standing {
	out := Standing{Settled: s.Verdict}
	if r := s.Range.Intersect(article.Range{End: l.v.Len()}); s.Verdict != annotations.Apart && !r.Empty() {
		out.Placement = anchor.Placement{Range: r, State: anchor.Edited, Score: 1}
		if l.v.Slice(r) == p.anchor.Exact {
			out.State = anchor.Moved
		}
	}
	return out
}

// basis returns what a passage is looked for by in the lookup's version: where the reader has settled it in the newest version
// between that it was made on and this one; otherwise its own words.
func (l *lookup) basis(ctx context.Context, p passage) (basis, error) {
	made, now := l.numbers[p.made], l.numbers[l.v.ID]
	for i := len(l.all) - 1; i >= 0; i-- {
		s := l.all[i]
		if s.Passage != p.Passage || s.Verdict == annotations.Apart || s.Number >= now || s.Number <= made {
			continue
		}
		v, err := l.text(ctx, s.Version)
		if err != nil {
			return basis{}, err
		}
		return basis{s.Version, anchor.Describe(v, s.Range)}, nil
	}
	return basis{p.made, p.anchor}, nil
}

func (l *lookup) text(ctx context.Context, id article.ID) (*article.Version, error) {
	if v, ok := l.texts[id]; ok {
		return v, nil
	}
	v, err := l.d.shelf.VersionByID(ctx, id)
	if err == nil {
		l.texts[id] = v
	}
	return v, err
}

// search looks for the passages that were not found before, and keeps where they are.
func (l *lookup) search(ctx context.Context, ps []passage, byVersion map[article.ID][]int, bases map[int]basis, out []Standing) error {
	var keep []annotations.Found
	for of, at := range byVersion {
		old, err := l.text(ctx, of)
		if err != nil {
			return err
		}
		as := make([]anchor.Anchor, len(at))
		for k, i := range at {
			as[k] = bases[i].anchor
		}
		placed, err := anchor.Place(ctx, old, l.v, as)
		if err != nil {
			return err
		}
		for k, i := range at {
			p := placed[k]
			if (p.State == anchor.Exact || p.State == anchor.Moved) && as[k].Exact != ps[i].anchor.Exact { // as it was settled, but not as it was marked
				p.State = anchor.Edited
			}
			out[i].Placement = p
			keep = append(keep, annotations.Found{Passage: ps[i].Passage, Basis: bases[i].String(), Placement: p})
		}
	}
	if len(keep) == 0 || l.d.ReadOnly() {
		return nil
	}
	if err := l.d.shelf.KeepFound(ctx, l.v.ID, keep); err != nil && ctx.Err() != nil {
		return err // it is derived: not to be able to keep it is no reason not to show it
	}
	return nil
}
