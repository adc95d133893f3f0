package anchor

import (
	"cmp"
	"context"
	"slices"

	"parley/annotations/article"
)

// An index knows where the words of a text stand.
type index struct {
	*tokens
	three, one map[uint64]int32 // the last place of three tokens, and of one
	before     [2][]int32       // the place before that; -1 for none
	words      *speech
	written    map[uint64]bool // words in small letters
	named      map[uint64]bool // words with a capital letter within a sentence
}

func newIndex(t *tokens, lex *lexicon) *index {
	x := &index{tokens: t, words: lex.of(t), written: map[uint64]bool{}, named: map[uint64]bool{}}
	fill := func(n int) (map[uint64]int32, []int32) {
		at, before := make(map[uint64]int32, len(t.all)), filled(len(t.all))
		grams(t.all, n, func(i int, h uint64) {
			if p, ok := at[h]; ok {
				before[i] = p
			}
			at[h] = int32(i)
		})
		return at, before
	}
	x.three, x.before[0] = fill(3)
	x.one, x.before[1] = fill(1)
	for _, k := range t.all {
		switch {
		case k.class != word:
		case !k.upper:
			x.written[k.fold] = true
		case !k.opens:
			x.named[k.fold] = true
		}
	}
	return x
}

// judge returns a judge of an alignment with the text.
func (x *index) judge(a *alignment) *judge {
	g := &judge{alignment: a, speech: x.words, written: x.written, named: x.named}
	if g.speech == nil {
		g.speech, g.foreign = &speech{}, true
	}
	return g
}

// each calls f with the places of a hash, the last first, most of them.
func each(at map[uint64]int32, before []int32, h uint64, most int, f func(j int)) {
	j, ok := at[h]
	if !ok {
		return
	}
	for ; j >= 0 && most > 0; most-- {
		f(int(j))
		j = before[j]
	}
}

// How many places of the same few words are looked at, and how many places a passage is compared with.
const (
	seedsMost      = 64
	candidatesMost = 10
)

// A candidate is a place where a passage may be.
type candidate struct {
	carried
	*judge
	r             article.Range
	before, after aside
	score         float64
	rank          float64 // the score, and how near it is to where the passage was
	level         support
}

// search looks for a passage by its words and what was around them, in a text whose older state is not at hand.
func (x *index) search(ctx context.Context, a Anchor) (Placement, error) {
	pattern := tokenise(a.Prefix + a.Exact + a.Suffix)
	within := article.Range{Start: count(a.Prefix)}
	within.End = within.Start + count(a.Exact)
	pa, pb := pattern.span(within)
	if pa == pb {
		return Placement{}, nil
	}
	if r := x.surrounded(pattern, within, pa, pb); !r.Empty() {
		return Placement{Range: r, State: Exact, Score: 1}, ctx.Err()
	}
	var all []candidate
	var gone seam
	add := func(c candidate) {
		if !c.r.Empty() && !slices.ContainsFunc(all, func(o candidate) bool { return o.r == c.r }) {
			all = append(all, c)
		}
	}
	for _, at := range x.likeliest(x.verbatim(pattern, pa, pb), pattern, pa, pb) {
		c, err := x.around(ctx, pattern, within, pa, pb, at, a)
		if err != nil {
			return Placement{}, err
		}
		add(c)
	}
	for _, d := range x.diagonals(pattern, pa, pb) {
		lo, hi := x.window(pattern, d)
		if lo >= hi {
			continue
		}
		c, err := x.compare(ctx, pattern, within, pa, pb, lo, hi, a)
		if err != nil {
			return Placement{}, err
		}
		b, err := x.between(ctx, pattern, within, pa, pb, lo, hi, a)
		if err != nil {
			return Placement{}, err
		}
		for _, c := range [...]candidate{c, b} {
			switch {
			case c.judge == nil:
			case !c.gone():
				add(c)
			default:
				if s, ok := c.seam(pa, pb); ok {
					gone = max(gone, s)
				}
			}
		}
	}
	for i := range all {
		c := &all[i]
		c.score = c.total(a, x.n)
		c.rank = c.score
		if a.Range.End > a.Range.Start {
			c.rank += weightClose / (1 + float64(c.distance(a))/nearHalf)
		}
	}
	slices.SortStableFunc(all, func(p, q candidate) int { return cmp.Compare(q.rank, p.rank) })
	return x.decide(all, gone, a), nil
}

func count(s string) int {
	n := 0
	for range s {
		n++
	}
	return n
}

// surrounded returns where a passage stands with all that was around it, if that is long enough to be no accident, and stands only once.
// The first and the last word of the pattern may have been cut.
func (x *index) surrounded(p *tokens, within article.Range, pa, pb int) article.Range {
	from, to := min(1, pa), max(len(p.all)-1, pb)
	if from == pa && to == pb || to-from < wholeLeast {
		return article.Range{}
	}
	at := x.verbatim(p, from, to)
	if len(at) != 1 {
		return article.Range{}
	}
	shift := int(x.all[at[0]].start - p.all[from].start)
	r := article.Range{Start: within.Start + shift, End: within.End + shift}
	if r.End > x.n || x.slice(r.Start, r.End) != p.slice(within.Start, within.End) {
		return article.Range{}
	}
	return r
}

// around compares what is around a passage with what is around the same words at token at.
func (x *index) around(ctx context.Context, pattern *tokens, within article.Range, pa, pb, at int, a Anchor) (candidate, error) {
	after := len(pattern.all) - pb
	lo, hi := max(at-pa-pa/4-apartMost, 0), min(at+pb-pa+after+after/4+apartMost, len(x.all))
	al := unaligned(pattern, &tokens{text: x.text, all: x.all[lo:hi], n: x.n})
	for k := pa; k < pb; k++ {
		al.match(k, at-lo+k-pa)
	}
	from, to, first, last := pa, pb, at-lo, at-lo+pb-pa
	for from > 0 && first > 0 && al.equal(from-1, first-1) { // what stands beside it belongs there, whatever it is like elsewhere
		from, first = from-1, first-1
		al.match(from, first)
	}
	for to < len(pattern.all) && last < hi-lo && al.equal(to, last) {
		al.match(to, last)
		to, last = to+1, last+1
	}
	if err := al.fill(ctx, gap{0, from, 0, first}, gap{to, len(pattern.all), last, hi - lo}); err != nil {
		return candidate{}, err
	}
	al.pinned = stay{pa, pb}
	al.slide()
	return x.candidate(al, within, pa, pb, a), nil
}

// candidate returns what an alignment of a pattern with a part of the text makes of its passage.
func (x *index) candidate(al *alignment, within article.Range, pa, pb int, a Anchor) candidate {
	g := x.judge(al)
	c := candidate{judge: g, carried: g.carryOver(pa, pb)}
	c.r = g.rangeOf(c.carried, within, a.Exact)
	c.before, c.after = g.aside(pa-1, -1, c.c), g.aside(pb, 1, c.d-1)
	return c
}

// window returns the tokens [lo, hi) of the text that a pattern is compared with at a diagonal.
func (x *index) window(pattern *tokens, d int) (lo, hi int) {
	slack := apartMost + contextSlack + min(len(pattern.all)/2, 200)
	return max(d-slack, 0), min(d+len(pattern.all)+slack, len(x.all))
}

// compare aligns a pattern with the tokens [lo, hi) of the text.
func (x *index) compare(ctx context.Context, pattern *tokens, within article.Range, pa, pb, lo, hi int, a Anchor) (candidate, error) {
	window := &tokens{text: x.text, all: x.all[lo:hi], n: x.n}
	al, err := align(ctx, pattern, window)
	if err != nil {
		return candidate{}, err
	}
	return x.candidate(al, within, pa, pb, a), nil
}

// The weights of what speaks for a place.
const (
	weightQuote   = 0.5
	weightContext = 0.24 // each side
	weightNear    = 0.02
	weightClose   = 0.08 // at most; half of it at nearHalf code points from where the passage was
)

// nearHalf is the distance in code points at which half of what being close is worth is lost.
const nearHalf = 100

// total says how well a candidate fits, from 0 to 1. A context that the anchor lacks is left out of the account.
func (c *candidate) total(a Anchor, n int) float64 {
	sum, of := weightQuote*c.quality(), weightQuote
	for _, x := range []float64{c.before.all, c.after.all} {
		if x >= 0 {
			sum, of = sum+weightContext*x, of+weightContext
		}
	}
	if a.Range.End > a.Range.Start {
		sum += weightNear * (1 - float64(min(abs(c.r.Start-a.Range.Start), n))/float64(max(n, 1)))
		of += weightNear
	}
	return sum / of
}

// quality says how much of the passage is left, less what was put into it.
func (c *candidate) quality() float64 {
	var in, all float64
	for _, h := range c.hunks {
		for _, j := range h.in {
			in += c.new.weight(j)
		}
	}
	for i := c.a; i < c.b; i++ {
		all += c.old.weight(i)
	}
	if all == 0 {
		return 0
	}
	return c.share * all / (all + 0.15*min(in, 1.5*all))
}
