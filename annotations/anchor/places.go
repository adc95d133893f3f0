package anchor

import (
	"cmp"
	"slices"
)

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
