package names

// row returns the row of the feature that template t has with the value v.
func row(t, v uint64) uint32 {
	return uint32(join(t*0xD6E8FEB86659FD93, v) >> (64 - rowBits))
}

// unary adds the features that a word has by itself at place o of those around a token:
// 0 and 1 before, 2 the token, 3 and 4 after it.
func (w *word) unary(out []uint32, o uint64) []uint32 {
	t := 1 + o*32
	mask := uint64(w.class)
	out = append(out, row(t, w.hash), row(t+1, mask<<4|uint64(w.look)))
	if o == 0 || o == 4 {
		return out
	}
	out = append(out, row(t+2, w.shape), row(t+3, w.suffix))
	for c := range uint64(classes) {
		if mask>>c&1 != 0 {
			out = append(out, row(t+4, c<<8|uint64(w.look)))
		}
	}
	if o != 2 {
		return out
	}
	seen := uint64(0)
	if w.lower {
		seen |= 1
	}
	if w.within {
		seen |= 2
	}
	return append(out, row(t+5, w.prefix), row(t+6, w.ending), row(t+7, seen<<4|uint64(w.look)), row(t+8, seen<<32|mask<<4|uint64(w.look)), row(t+9, 0))
}

// A stretch is a row of capitalised words with the small words between them.
type stretch struct{ first, last int }

// around adds the features of token i that come of what stands around it: n is the
// sentence, s the stretch that i is in, or an empty one.
func (r *reading) around(out []uint32, i int, n [2]int, s stretch) []uint32 {
	at := func(k int) *word {
		if k < n[0] || k >= n[1] {
			return &r.edge
		}
		return &r.words[r.t.Tokens[k].Word]
	}
	tag := func(k int) uint64 {
		if k < n[0] || k >= n[1] {
			return 31
		}
		return uint64(r.t.Tokens[k].Tag)
	}
	b, w, a := at(i-1), at(i), at(i+1)
	look := uint64(w.look)
	out = append(out,
		row(200, tag(i)<<3|look), row(201, tag(i-1)<<3|look), row(202, tag(i+1)<<3|look),
		row(203, tag(i-1)<<10|tag(i)<<5|tag(i+1)),
		row(204, join(b.hash, w.hash)), row(205, join(w.hash, a.hash)),
		row(206, join(join(b.shape, w.shape), a.shape)),
		row(207, uint64(b.class)<<16|uint64(w.class)), row(208, uint64(w.class)<<16|uint64(a.class)),
		row(209, b.hash^uint64(w.class)<<3^look), row(210, a.hash^uint64(w.class)<<3^look),
		row(211, join(at(i-2).hash, b.hash)^look), row(212, join(a.hash, at(i+2).hash)^look),
	)
	place := uint64(0)
	if i == n[0] {
		place = 1
	}
	if r.loud {
		place |= 2
	}
	out = append(out, row(213, place<<3|look), row(214, place<<32|uint64(w.class)<<3|look))
	for k := -1; k <= 1; k++ {
		if p := r.phrase(i + k); p != 0 {
			for c := range uint64(classes) {
				if p>>c&1 != 0 {
					out = append(out, row(216+uint64(k), c<<1|uint64(p>>31)))
				}
			}
		}
	}
	if r.before != nil && w.cap {
		out = append(out, row(220, uint64(r.before[r.t.Tokens[i].Word])), row(221, uint64(r.before[r.t.Tokens[i].Word])<<32|uint64(w.class)<<3|look))
	}
	if s.last <= s.first {
		return out
	}
	where := uint64(1)
	switch {
	case s.last-s.first == 1:
		where = 0
	case i == s.first:
	case i == s.last-1:
		where = 3
	default:
		where = 2
	}
	first, last := at(s.first), at(s.last-1)
	size := uint64(min(s.last-s.first, 6))
	return append(out,
		row(230, last.hash^where), row(231, uint64(last.class)<<8|size<<2|where), row(232, uint64(first.class)<<8|size<<2|where), row(233, first.hash^where),
		row(234, at(s.last).hash^where<<3), row(235, at(s.first-1).hash^where<<3),
		row(236, tag(s.first-1)<<16|tag(s.last)<<8|size<<2|where),
		row(237, uint64(first.class)<<32|uint64(last.class)<<8|size<<2|where),
		row(238, join(at(s.last).hash, at(s.last+1).hash)^where),
	)
}
