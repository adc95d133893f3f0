package names

import (
	"context"
	"slices"
)

// all returns the names of all sentences.
func (r *reading) all(ctx context.Context) ([]Span, error) {
	var out []Span
	for i, s := range r.t.Sentences {
		if i&63 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		out = r.find(out, s[0], s[1])
	}
	return out, nil
}

// remember notes for every word for what it was taken most often.
func (r *reading) remember(found []Span) {
	counts := make([][kinds + 1]int32, len(r.words))
	for _, s := range r.t.Sentences {
		for i := s[0]; i < s[1]; i++ {
			if r.at(i).cap {
				counts[r.t.Tokens[i].Word][None]++
			}
		}
	}
	for _, s := range found {
		for i := s.First; i < s.Last; i++ {
			if c := &counts[r.t.Tokens[i].Word]; r.at(i).cap {
				c[None]--
				c[s.Kind]++
			}
		}
	}
	r.before = make([]uint8, len(r.words))
	for i, c := range counts {
		best, all := Kind(0), int32(0)
		for k := range c {
			all += c[k]
			if c[k] > c[best] || c[k] == c[best] && best == None {
				best = Kind(k)
			}
		}
		r.before[i] = 1 + 3*uint8(best)
		switch {
		case all == c[best] && all > 1:
			r.before[i] += 2
		case all == c[best]:
			r.before[i]++
		}
	}
}

// find adds the names of the sentence [first, last) to out.
func (r *reading) find(out []Span, first, last int) []Span {
	s := [2]int{first, last}
	r.loud = r.isLoud(s)
	r.listed(s)
	r.parts(s, func(from, till int, of []stretch) {
		r.scores = r.scores[:0]
		for i := from; i < till; i++ {
			r.scores = append(r.scores, r.score(i, s, of[i-from]))
		}
		path := r.decode(from, s)
		r.margins(from, s)
		out = r.spans(out, from, path)
	})
	return out
}

// score returns how much speaks for each label of token i.
func (r *reading) score(i int, s [2]int, x stretch) (sum [labels]int32) {
	for o := range 5 {
		w := &r.edge
		if k := i + o - 2; k >= s[0] && k < s[1] {
			w = r.at(k)
		}
		if w.done>>o&1 == 0 {
			w.done |= 1 << o
			r.rows = w.unary(r.rows[:0], uint64(o))
			r.weights.add(&w.sums[o], r.rows)
		}
		for l := range sum {
			sum[l] += w.sums[o][l]
		}
	}
	r.rows = r.around(r.rows[:0], i, s, x)
	r.weights.add(&sum, r.rows)
	return sum
}

func (w *weights) add(sum *[labels]int32, rows []uint32) {
	for _, n := range rows {
		row := &w.rows[n]
		for l := range sum {
			sum[l] += int32(row[l])
		}
	}
}

// form returns the look of token i for the change of labels.
func (r *reading) form(i int, s [2]int) uint8 {
	w := r.at(i)
	if i == s[0] && w.look == capital {
		return opening
	}
	return w.look
}

// never is the score of what cannot be.
const never = -1 << 29

// decode returns the best labels for the tokens from on, whose scores are in r.scores.
func (r *reading) decode(from int, s [2]int) []label {
	n := len(r.scores)
	r.ahead = slices.Grow(r.ahead[:0], n)[:n]
	r.back = slices.Grow(r.back[:0], n)[:n]
	best := [labels]int32{}
	for l := 1; l < labels; l++ {
		best[l] = never
	}
	for k := range n {
		moves := &r.weights.moves[r.form(from+k, s)]
		may := r.at(from+k).cap && r.at(from+k).look != sign
		next, back := &r.ahead[k], &r.back[k]
		for b := range label(labels) {
			next[b], back[b] = never, 0
			if b > 0 && !inside(b) && !may {
				continue
			}
			lo, hi := label(0), label(labels)
			if inside(b) {
				lo, hi = b-1, b+1
			}
			for a := lo; a < hi; a++ {
				if x := best[a] + int32(moves[a][b]); best[a] > never && x > next[b] {
					next[b], back[b] = x, a
				}
			}
			if next[b] > never {
				next[b] += r.scores[k][b]
			}
		}
		best = *next
	}
	end := label(0)
	for l := range label(labels) {
		if best[l] > best[end] {
			end = l
		}
	}
	r.path = slices.Grow(r.path[:0], n)[:n]
	for k := n - 1; k >= 0; k-- {
		r.path[k] = end
		end = r.back[k][end]
	}
	return r.path
}

// margins puts into r.sure by how much better the best labels of all
// are than the best with no name at the token.
func (r *reading) margins(from int, s [2]int) {
	n := len(r.scores)
	r.sure = slices.Grow(r.sure[:0], n)[:n]
	var rest [labels]int32 // the best of what comes after the token
	top := r.ahead[n-1][r.path[n-1]]
	for k := n - 1; k >= 0; k-- {
		r.sure[k] = top - r.ahead[k][0] - rest[0]
		if k == 0 {
			break
		}
		moves := &r.weights.moves[r.form(from+k, s)]
		var before [labels]int32
		for a := range label(labels) {
			before[a] = never
			for b := range label(labels) {
				if r.ahead[k][b] == never || inside(b) && a != b && a+1 != b {
					continue
				}
				before[a] = max(before[a], int32(moves[a][b])+r.scores[k][b]+rest[b])
			}
		}
		rest = before
	}
}

// spans adds the names that labels say to out; the first label is that of token from.
func (r *reading) spans(out []Span, from int, path []label) []Span {
	for k := 0; k < len(path); k++ {
		if path[k] == 0 {
			continue
		}
		s := Span{from + k, from + k + 1, kindOf(path[k]), int(r.sure[k])}
		for k+1 < len(path) && inside(path[k+1]) {
			k++
			s.Margin = min(s.Margin, int(r.sure[k]))
			s.Last++
		}
		for s.Last > s.First+1 && !r.at(s.Last-1).cap && r.at(s.Last-1).look != digits {
			s.Last--
		}
		out = append(out, s)
	}
	return out
}
