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

// An aside is how much of the context on one side of a passage is there, from 0 to 1; -1 where there is none to compare.
type aside struct {
	all    float64
	near   float64 // of what belongs to the same sentence; -1 if the passage begins or ends with it
	weight float64 // of what belongs to the same sentence
	kept   float64 // the weight of what is there
}

// A seam is where what was around a passage stands together without it. Its weight is that of what stands there.
type seam float64

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

// diagonals returns how far the tokens of a pattern are shifted where most of them stand, the most first.
func (x *index) diagonals(p *tokens, pa, pb int) []int {
	const wide = 4
	votes := map[int]float64{}
	vote := func(at map[uint64]int32, before []int32, n, from, to int, worth float64) {
		grams(p.all[from:to], n, func(i int, h uint64) {
			k := 0
			each(at, before, h, seedsMost, func(int) { k++ })
			each(at, before, h, seedsMost, func(j int) { votes[floor(j-i-from, wide)] += worth / float64(k) })
		})
	}
	vote(x.three, x.before[0], 3, 0, len(p.all), 1)
	vote(x.three, x.before[0], 3, max(pa-1, 0), min(pb+1, len(p.all)), 1) // the passage counts twice
	if len(votes) == 0 || pb-pa < 8 {
		vote(x.one, x.before[1], 1, 0, len(p.all), 0.25)
	}
	type tally struct {
		d int
		n float64
	}
	all := make([]tally, 0, len(votes))
	for d, n := range votes {
		all = append(all, tally{d, n + 0.5*votes[d-1] + 0.5*votes[d+1]})
	}
	slices.SortFunc(all, func(p, q tally) int {
		if c := cmp.Compare(q.n, p.n); c != 0 {
			return c
		}
		return p.d - q.d
	})
	var out []int
	for _, t := range all {
		if len(out) == candidatesMost || t.n < all[0].n/20 {
			break
		}
		if !slices.ContainsFunc(out, func(d int) bool { return abs(d-t.d*wide) <= wide }) {
			out = append(out, t.d*wide)
		}
	}
	return out
}

// floor divides, rounding down.
func floor(n, by int) int {
	if n < 0 {
		return -((-n + by - 1) / by)
	}
	return n / by
}

// wholeLeast is how many tokens that follow each other once in a text are no accident.
const wholeLeast = 8

// verbatimMost is how many places are compared where the very words of a passage stand.
const verbatimMost = 100

// verbatim returns where the tokens [pa, pb) of a pattern stand one after another.
func (x *index) verbatim(p *tokens, pa, pb int) []int {
	n, at, before := 3, x.three, x.before[0]
	if pb-pa < 3 {
		n, at, before = 1, x.one, x.before[1]
	}
	rare, least := -1, 0 // the run of the passage that stands at the fewest places
	grams(p.all[pa:pb], n, func(i int, h uint64) {
		k := 0
		each(at, before, h, verbatimMost+1, func(int) { k++ })
		if rare < 0 || k < least {
			rare, least = i, k
		}
	})
	if rare < 0 || least == 0 {
		return nil
	}
	var out []int
	grams(p.all[pa+rare:pa+rare+n], n, func(_ int, h uint64) {
		each(at, before, h, verbatimMost, func(j int) {
			from := j - rare
			if from < 0 || from+pb-pa > len(x.all) {
				return
			}
			for k := pa; k < pb; k++ {
				if p.all[k].fold != x.all[from+k-pa].fold {
					return
				}
			}
			out = append(out, from)
		})
	})
	return out
}

// likelyMost is how many places where the very words of a passage stand are compared in full.
const likelyMost = 12

// likeliest returns those of the places of tokens [pa, pb) that have most of the words around them in common with the pattern.
func (x *index) likeliest(at []int, p *tokens, pa, pb int) []int {
	if len(at) <= likelyMost {
		return at
	}
	type likely struct {
		at int
		n  float64
	}
	all := make([]likely, len(at))
	for k, from := range at {
		all[k].at = from
		for i := max(pa-contextSlack, 0); i < min(pb+contextSlack, len(p.all)); i++ {
			if j := from + i - pa; j >= 0 && j < len(x.all) && p.all[i].fold == x.all[j].fold {
				all[k].n += p.weight(i)
			}
		}
	}
	slices.SortStableFunc(all, func(p, q likely) int { return cmp.Compare(q.n, p.n) })
	out := make([]int, likelyMost)
	for k := range out {
		out[k] = all[k].at
	}
	return out
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

// The weight of what stands together on either side of a passage that was taken out, and of one that was replaced.
const (
	seamOut      = 1.5
	seamReplaced = 2.5
)

// seam returns the seam of tokens [pa, pb), if what was around them stands together, so that they were taken out or replaced.
func (g *judge) seam(pa, pb int) (_ seam, ok bool) {
	i, j := pa-1, pb
	for i >= 0 && !g.stays(i) {
		i--
	}
	for j < len(g.to) && !g.stays(j) {
		j++
	}
	if i < 0 || j == len(g.to) {
		return 0, false
	}
	before, after := 0.0, 0.0
	for k := i; g.stays(k) && g.to[k] == g.to[i]-int32(i-k); k-- {
		before += g.old.weight(k)
	}
	for k := j; g.stays(k) && g.to[k] == g.to[j]+int32(k-j); k++ {
		after += g.old.weight(k)
	}
	least := min(before, after)
	between := int(g.to[j]-g.to[i]) - 1
	ok = between == 0 && least >= seamOut || between > 0 && between <= 2*(j-i)+contextSlack && least >= seamReplaced
	return seam(before + after), ok
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

// fading is by how much each token of the context counts less than the one nearer to the passage.
const fading = 0.9

// contextMost is how many tokens on either side are the context of a passage.
const contextMost = 40

// contextSlack is how many tokens may have been put between a passage and what was around it.
const contextSlack = 8

// apartMost is how many tokens may have been put between a passage and a run of what was around it, and runLeast how many tokens such a run
// has at least; it counts shareApart of what stands beside the passage.
const (
	apartMost  = 60
	runLeast   = 3
	shareApart = 0.6
)

// context says how much of the tokens from i on, away from the passage, stands beside it: those near to it count most. at is the new
// token at that end of the passage. It is -1 if there are none.
func (g *judge) context(i, by, at int) float64 { return g.aside(i, by, at).all }

// aside says how much of the context on one side of a passage is there; the arguments are those of context.
func (g *judge) aside(i, by, at int) aside {
	out := aside{all: -1, near: -1}
	var all, same float64
	border := g.sentenceFrom(at, by)
	fade, inside := 1.0, true
	for far := 1; i >= 0 && i < len(g.old.all) && far <= contextMost; i, far = i+by, far+1 {
		if inside && g.old.border(max(i, i-by)) >= borderSentence {
			inside = false
			if all > 0 {
				out.near = same / all
			}
		}
		w := g.old.weight(i)
		if inside {
			out.weight += w
		}
		all += w * fade
		if !inside || (border-int(g.partner(i)))*by > 0 {
			there := w * g.beside(i, by, at, far)
			same += there * fade
			out.kept += there
		}
		fade *= fading
	}
	if all > 0 {
		out.all = same / all
		if inside {
			out.near = out.all
		}
	}
	return out
}

// sentenceFrom returns the first new token beyond the sentence that the token at stands in, in the direction by.
func (g *judge) sentenceFrom(at, by int) int {
	for n := 0; n < contextMost+apartMost; n++ {
		if at += by; at < 0 || at >= len(g.new.all) || g.new.border(max(at, at-by)) >= borderSentence {
			return at
		}
	}
	return at
}

// partner returns the new token that an old one is aligned with, or that was written in its place; -1 for none.
func (g *judge) partner(i int) int32 {
	if g.to[i] >= 0 {
		return g.to[i]
	}
	return g.near[i]
}

// beside says how surely old token i stands beside the new token at, in the direction by, far from which it stood.
func (g *judge) beside(i, by, at, far int) float64 {
	away := func(j int32) int { return (int(j) - at) * by }
	if d := away(g.to[i]); g.to[i] >= 0 && d > 0 {
		switch {
		case d <= far+contextSlack+far/4:
			return 1
		case d <= far+apartMost && g.runs(i) >= runLeast:
			return shareApart
		}
	}
	if d := away(g.near[i]); g.near[i] >= 0 && d > 0 && d <= far+contextSlack+far/4 && typo(g.old.word(i), g.new.word(int(g.near[i]))) {
		return shareTypo
	}
	return 0
}

// runs returns how many tokens around i stayed together, up to runLeast.
func (g *judge) runs(i int) int {
	n := 1
	for k := i; k > 0 && n < runLeast && g.to[k-1] >= 0 && g.to[k-1] == g.to[k]-1; k-- {
		n++
	}
	for k := i; k+1 < len(g.to) && n < runLeast && g.to[k+1] == g.to[k]+1; k++ {
		n++
	}
	return n
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
