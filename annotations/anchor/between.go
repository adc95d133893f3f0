package anchor

import (
	"context"
	"sort"

	"parley/annotations/article"
)

// How many tokens that were beside a passage are looked for together, at most and at least, and their least weight.
const (
	besideMost   = 8
	besideLeast  = 3
	besideWeight = 1.2
)

// between aligns a pattern with the tokens [lo, hi) of the text so that its passage stands between the words that were right before it and
// those that were right behind it, whatever has become of the passage itself. It returns the zero
// candidate if these do not stand there in this order.
func (x *index) between(ctx context.Context, pattern *tokens, within article.Range, pa, pb, lo, hi int, a Anchor) (candidate, error) {
	window := &tokens{text: x.text, all: x.all[lo:hi], n: x.n}
	befores := places(pattern, window, max(pa-besideMost, 0), pa, true)
	afters := places(pattern, window, pb, min(pb+besideMost, len(pattern.all)), false)
	first, last, best := 0, 0, -1
	for _, i := range befores {
		next := sort.SearchInts(afters, i+pb-pa) // those nearest to where it would end if its length were the same
		for _, j := range afters[max(next-1, 0):min(next+1, len(afters))] {
			if d := abs(j - i - (pb - pa)); j >= i && (best < 0 || d < best) {
				first, last, best = i, j, d
			}
		}
	}
	if best < 0 || best > apartMost+pb-pa {
		return candidate{}, nil
	}
	al := unaligned(pattern, window)
	i, j := pa, first
	for i > 0 && j > 0 && al.equal(i-1, j-1) {
		i, j = i-1, j-1
		al.match(i, j)
	}
	k, l := pb, last
	for k < len(pattern.all) && l < hi-lo && al.equal(k, l) {
		al.match(k, l)
		k, l = k+1, l+1
	}
	if err := al.fill(ctx, gap{0, i, 0, j}, gap{pa, pb, first, last}, gap{k, len(pattern.all), l, hi - lo}); err != nil {
		return candidate{}, err
	}
	al.sink()
	return x.candidate(al, within, pa, pb, a), nil
}

// places returns where the tokens [from, to) of a pattern stand in a window, or the longest part of them that does, if that is enough to be
// no accident: the part at their end if atEnd, whose end is returned, or else the part at their beginning and that.
func places(p, window *tokens, from, to int, atEnd bool) []int {
	for to-from >= besideLeast {
		w := 0.0
		for i := from; i < to; i++ {
			w += p.weight(i)
		}
		if w < besideWeight {
			return nil
		}
		var out []int
		for j := 0; j+to-from <= len(window.all); j++ {
			k := 0
			for k < to-from && p.all[from+k].fold == window.all[j+k].fold {
				k++
			}
			if k < to-from {
				continue
			}
			if atEnd {
				out = append(out, j+to-from)
			} else {
				out = append(out, j)
			}
		}
		if len(out) > 0 {
			return out
		}
		if atEnd {
			from++
		} else {
			to--
		}
	}
	return nil
}
