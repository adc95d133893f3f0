package anchor

import (
	"context"
	"slices"
	"sort"
)

// An alignment says for every token of an old text which token of a new one it has become.
//
// It is found by the words that occur once in both texts in the same surroundings (patience diff, after Bram Cohen), first by
// runs of several tokens, then, between those, by shorter runs, and at last by comparing what is left token by token.
type alignment struct {
	old, new *tokens
	to       []int32 // for every old token the new one, or -1
	from     []int32 // for every new token the old one, or -1
	moved    []bool  // for every old token whether its new place is out of order
	near     []int32 // for every old token without an equal the new one that was written in its place, or -1
	pairs    int     // of tokens that were compared one by one
	hasty    bool    // letters are not compared
	pinned   stay    // old tokens whose place is given, which no gap is slid over
}

// align aligns two texts. The error is ctx's.
func align(ctx context.Context, old, new *tokens) (*alignment, error) {
	a := unaligned(old, new)
	if err := a.fill(ctx, a.trim(gap{0, len(old.all), 0, len(new.all)})); err != nil {
		return nil, err
	}
	a.settleGaps()
	return a, nil
}

// settleGaps puts the gaps of an alignment where a reader would see them.
func (a *alignment) settleGaps() {
	a.bind()
	a.mend()
	a.sink()
	a.slide()
	a.mend()
}

func unaligned(old, new *tokens) *alignment {
	return &alignment{old: old, new: new, to: filled(len(old.all)), from: filled(len(new.all)), near: filled(len(old.all)), moved: make([]bool, len(old.all))}
}

// fill aligns what stands in gaps. The error is ctx's.
func (a *alignment) fill(ctx context.Context, gaps ...gap) error {
	for _, n := range [...]int{6, 3, 2, 1} {
		if n == 2 { // what has moved is known by longer runs, before little words are aligned with any others of their kind
			a.move(gaps)
		}
		var next []gap
		for _, g := range gaps {
			if err := ctx.Err(); err != nil {
				return err
			}
			next = append(next, a.patience(g, n)...)
		}
		gaps = next
	}
	for _, g := range gaps {
		if err := ctx.Err(); err != nil {
			return err
		}
		a.pair(g)
	}
	a.mend()
	return nil
}

// bind gives punctuation to the word that it is written against, where that word is aligned: one full stop is like any other, and
// the alignment may have taken it for that of another sentence.
func (a *alignment) bind() {
	for i := 1; i < len(a.to); i++ { // what closes, and what follows that
		if j := int(a.to[i-1]) + 1; j > 0 && j < len(a.from) && a.old.closes(i) && a.new.closes(j) {
			a.rebind(i, j, i-1)
		}
	}
	for i := len(a.to) - 2; i >= 0; i-- { // what opens
		if j := int(a.to[i+1]) - 1; j >= 0 && a.new.leans(j) {
			a.rebind(i, j, i+1)
		}
	}
}

// rebind aligns two marks if they are equal, whatever they were aligned with, as the tokens beside them are.
func (a *alignment) rebind(i, j, beside int) {
	if int(a.to[i]) != j && a.equal(i, j) {
		a.part(i, j)
		a.match(i, j)
		a.near[i] = -1
	}
	if int(a.to[i]) == j {
		a.moved[i] = a.moved[beside]
	}
}

// mend aligns equal neighbours of what is aligned, which were set free when another took their place.
func (a *alignment) mend() {
	for i := 1; i < len(a.to); i++ {
		if j := int(a.to[i-1]) + 1; a.to[i] < 0 && j > 0 && j < len(a.from) && a.from[j] < 0 && a.equal(i, j) {
			a.match(i, j)
			a.moved[i] = a.moved[i-1]
		}
	}
	for i := len(a.to) - 2; i >= 0; i-- {
		if j := int(a.to[i+1]) - 1; a.to[i] < 0 && j >= 0 && a.from[j] < 0 && a.equal(i, j) {
			a.match(i, j)
			a.moved[i] = a.moved[i+1]
		}
	}
}

func filled(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// A gap is a stretch of either text that is not aligned yet: [i0, i1) of the old, [j0, j1) of the new.
type gap struct{ i0, i1, j0, j1 int }

func (g gap) empty() bool { return g.i0 == g.i1 || g.j0 == g.j1 }

// match aligns two tokens.
func (a *alignment) match(i, j int) { a.to[i], a.from[j] = int32(j), int32(i) }

// equal reports whether two tokens are the same but for case.
func (a *alignment) equal(i, j int) bool { return a.old.all[i].fold == a.new.all[j].fold }

// free reports whether neither of two tokens is aligned.
func (a *alignment) free(i, j int) bool { return a.to[i] < 0 && a.from[j] < 0 }

// trim aligns what a gap begins and ends with on both sides, and returns the rest.
func (a *alignment) trim(g gap) gap {
	for !g.empty() && a.equal(g.i0, g.j0) {
		a.match(g.i0, g.j0)
		g.i0++
		g.j0++
	}
	for !g.empty() && a.equal(g.i1-1, g.j1-1) {
		a.match(g.i1-1, g.j1-1)
		g.i1--
		g.j1--
	}
	return g
}

// A run is a place where n tokens of both texts are the same, and occur nowhere else in the gap.
type run struct{ i, j int }

// patience aligns the runs of n tokens that occur once on either side of a gap, in the order in which most of them agree, and
// returns the gaps between them.
func (a *alignment) patience(g gap, n int) []gap {
	if g.empty() {
		return []gap{g}
	}
	if g.i1-g.i0 < n || g.j1-g.j0 < n {
		return []gap{g}
	}
	var out []gap
	i, j := g.i0, g.j0
	for _, r := range inOrder(a.unique(g, n)) {
		if r.i < i || r.j < j { // it overlaps the one before
			continue
		}
		for r.i > i && r.j > j && a.equal(r.i-1, r.j-1) && a.free(r.i-1, r.j-1) {
			r.i--
			r.j--
		}
		if i < r.i || j < r.j {
			out = append(out, gap{i, r.i, j, r.j})
		}
		i, j = r.i, r.j
		for i < g.i1 && j < g.j1 && a.equal(i, j) && a.free(i, j) {
			a.match(i, j)
			i++
			j++
		}
	}
	if i < g.i1 || j < g.j1 {
		out = append(out, gap{i, g.i1, j, g.j1})
	}
	return out
}

// unique returns the runs of n tokens that occur once on either side of a gap, in the order of the old text.
func (a *alignment) unique(g gap, n int) []run {
	type place struct {
		i, j   int32
		ni, nj uint8
	}
	seen := make(map[uint64]*place, g.i1-g.i0)
	pool := make([]place, 0, g.i1-g.i0)
	grams(a.old.all[g.i0:g.i1], n, func(k int, h uint64) {
		if a.to[g.i0+k] >= 0 { // it has moved
			return
		}
		p := seen[h]
		if p == nil {
			pool = append(pool, place{i: int32(g.i0 + k)})
			p = &pool[len(pool)-1]
			seen[h] = p
		}
		p.ni = min(p.ni+1, 2)
	})
	grams(a.new.all[g.j0:g.j1], n, func(k int, h uint64) {
		if p := seen[h]; p != nil && a.from[g.j0+k] < 0 {
			p.j = int32(g.j0 + k)
			p.nj = min(p.nj+1, 2)
		}
	})
	var out []run
	for k := range pool { // in the order in which they were met
		if p := &pool[k]; p.ni == 1 && p.nj == 1 {
			out = append(out, run{int(p.i), int(p.j)})
		}
	}
	return out
}

// grams calls f with the hash of every n tokens that follow each other. A single token must be one that says something.
func grams(ts []token, n int, f func(i int, h uint64)) {
	for i := 0; i+n <= len(ts); i++ {
		h := uint64(fnvBasis)
		for _, k := range ts[i : i+n] {
			h = (h^k.fold)*fnvPrime ^ h>>29
		}
		if n > 1 || ts[i].class != stop {
			f(i, h)
		}
	}
}

// inOrder returns the longest chain of runs whose places rise in both texts (patience sorting).
func inOrder(runs []run) []run {
	if len(runs) == 0 {
		return nil
	}
	piles := make([]int, 0, 64) // index of the run on top of each pile
	before := make([]int, len(runs))
	for x, r := range runs {
		p := sort.Search(len(piles), func(p int) bool { return runs[piles[p]].j >= r.j })
		before[x] = -1
		if p > 0 {
			before[x] = piles[p-1]
		}
		if p == len(piles) {
			piles = append(piles, x)
		} else {
			piles[p] = x
		}
	}
	var out []run
	for x := piles[len(piles)-1]; x >= 0; x = before[x] {
		out = append(out, runs[x])
	}
	slices.Reverse(out)
	return out
}

// movedLeast is how many tokens that follow each other are taken for moved, if they stand elsewhere.
const movedLeast = 5

// move aligns what stands in the gap of one place in the old text and in that of another in the new.
func (a *alignment) move(gaps []gap) {
	type place struct {
		at int32
		n  uint8
	}
	olds, news := map[uint64]place{}, map[uint64]place{}
	note := func(in map[uint64]place, ts []token, base int) {
		grams(ts, movedLeast, func(k int, h uint64) {
			p := in[h]
			in[h] = place{int32(base + k), min(p.n+1, 2)}
		})
	}
	for _, g := range gaps {
		note(olds, a.old.all[g.i0:g.i1], g.i0)
		note(news, a.new.all[g.j0:g.j1], g.j0)
	}
	if len(olds) == 0 || len(news) == 0 {
		return
	}
	for _, g := range gaps {
		for i := g.i0; i+movedLeast <= g.i1; i++ {
			if a.to[i] >= 0 {
				continue
			}
			h := uint64(0)
			grams(a.old.all[i:i+movedLeast], movedLeast, func(_ int, x uint64) { h = x })
			p := news[h]
			if p.n != 1 || olds[h].n != 1 {
				continue
			}
			j := int(p.at)
			if j >= g.j0 && j < g.j1 { // the same gap: it is not out of order by much
				continue
			}
			a.carry(i, j)
		}
	}
}

// loose reports whether two tokens are not aligned, or only each by itself, as the last full stop of both texts may be.
func (a *alignment) loose(i, j int) bool {
	return a.alone(i) && (a.from[j] < 0 || a.alone(int(a.from[j])))
}

func (a *alignment) alone(i int) bool {
	to := a.to[i]
	if to < 0 {
		return true
	}
	return !a.moved[i] && (i == 0 || a.to[i-1] != to-1) && (i+1 == len(a.to) || a.to[i+1] != to+1)
}

// part takes two tokens from those that they are aligned with.
func (a *alignment) part(i, j int) {
	if to := a.to[i]; to >= 0 {
		a.from[to] = -1
	}
	if from := a.from[j]; from >= 0 {
		a.to[from] = -1
	}
}

// carry aligns the whole of a stretch that has moved, of which i and j are a part.
func (a *alignment) carry(i, j int) {
	for i > 0 && j > 0 && a.equal(i-1, j-1) && a.loose(i-1, j-1) {
		i--
		j--
	}
	for i < len(a.old.all) && j < len(a.new.all) && a.equal(i, j) && a.loose(i, j) {
		a.part(i, j)
		a.match(i, j)
		a.moved[i] = true
		i++
		j++
	}
}
