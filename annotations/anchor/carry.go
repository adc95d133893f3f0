package anchor

import (
	"slices"
	"sort"

	"parley/annotations/article"
)

// A carried is a passage of an old text as it is found in a new one.
type carried struct {
	a, b    int // its tokens in the old text
	c, d    int // its tokens in the new one; none if c == d
	share   float64
	moved   bool // out of order
	hunks   []hunk
	changed bool
	held    bool // it stands between the words that were around it
	why     string
}

// gone reports whether too little of the passage is left.
func (p *carried) gone() bool {
	return p.share < shareGone && !(p.held && p.share >= shareHeld) || p.c >= p.d
}

// span returns the tokens that have a code point in common with r.
func (t *tokens) span(r article.Range) (a, b int) {
	a = sort.Search(len(t.all), func(i int) bool { return int(t.all[i].end) > r.Start })
	b = sort.Search(len(t.all), func(i int) bool { return int(t.all[i].start) >= r.End })
	return a, max(a, b)
}

// weight says how much a token tells about where it stands: little words and punctuation stand everywhere.
func (t *tokens) weight(i int) float64 {
	k := &t.all[i]
	switch {
	case k.class == stop:
		return 0.1
	case k.class == sign:
		return 0.5
	case k.class == number:
		return 1
	case k.end-k.start <= 3 && !k.upper:
		return 0.3
	}
	return 1
}

// The weight of a word that was mistyped, and of one that another was written for, as shares of that of a word that is the same.
const (
	shareTypo = 0.8
	shareNear = 0.3
)

// A part is tokens of a passage that stayed together: the first and the last of them, and their weight.
type part struct {
	first, last int // old tokens
	weight      float64
	held        bool // between the words that were around it, on both sides
}

// carryOver finds what has become of tokens [a, b) of the old text: the largest part of them that stayed together.
func (g *judge) carryOver(a, b int) carried {
	out := carried{a: a, b: b}
	total := 0.0
	for i := a; i < b; i++ {
		total += g.old.weight(i)
	}
	best := g.inPlace(a, b, total)
	for _, p := range g.parts(a, b) {
		if p.weight > best.weight {
			best, out.moved = p, true
		}
	}
	if best.weight == 0 || total == 0 {
		return out
	}
	out.share, out.held = best.weight/total, best.held
	var first, last bool
	if out.moved {
		var undo func()
		best, undo = g.regain(best, a, b)
		defer undo()
		out.c, out.d = int(g.to[best.first]), int(g.to[best.last])+1
	} else {
		out.c, out.d, first, last = g.ends(a, b, best)
	}
	out.hunks = g.hunks(a, b, out.c, out.d)
	out.changed, out.why = g.verdict(out.hunks)
	if out.why == "" {
		out.why = g.lost(a, b, best, first, last)
	}
	return out
}

// regain gives a part that has moved the words beside it that were aligned with others of their kind, such as its full stop. The
// alignment, which other passages are carried by as well, is put back by undo.
func (g *judge) regain(p part, a, b int) (_ part, undo func()) {
	type pair struct {
		i, j     int
		to, from int32
		moved    bool
	}
	var was []pair
	regain := func(i, j int) bool {
		if i < a || i >= b || j < 0 || j >= len(g.new.all) || !g.equal(i, j) {
			return false
		}
		if from := int(g.from[j]); from >= p.first && from <= p.last {
			return false
		}
		was = append(was, pair{i, j, g.to[i], g.from[j], g.moved[i]})
		g.part(i, j)
		g.match(i, j)
		g.moved[i] = true
		return true
	}
	for regain(p.first-1, int(g.to[p.first])-1) {
		p.first--
	}
	for regain(p.last+1, int(g.to[p.last])+1) {
		p.last++
	}
	return p, func() {
		for _, x := range slices.Backward(was) {
			g.part(x.i, x.j)
			g.to[x.i], g.from[x.j], g.moved[x.i] = x.to, x.from, x.moved
			if x.to >= 0 {
				g.from[x.to] = int32(x.i)
			}
			if x.from >= 0 {
				g.to[x.from] = int32(x.j)
			}
		}
	}
}

// parts returns the parts of tokens [a, b) that have moved out of order.
func (g *judge) parts(a, b int) []part {
	var out []part
	for i := a; i < b; i++ {
		if g.to[i] < 0 || !g.moved[i] {
			continue
		}
		w := g.old.weight(i)
		if n := len(out); n > 0 && abs(int(g.to[i])-int(g.to[out[n-1].last])-(i-out[n-1].last)) <= movedSlack {
			out[n-1].last, out[n-1].weight = i, out[n-1].weight+w
		} else {
			out = append(out, part{first: i, last: i, weight: w})
		}
	}
	return out
}

// shareSame is the share of a passage that must have stayed as it was for words written in the place of others to count.
const shareSame = 0.25

// heldLeast is the weight of what still stands beside a passage on either side that says where it is, however much of it has changed.
const heldLeast = 2

// inPlace returns the part of tokens [a, b) that stands in the order of the text, from the first of them that does to the last, however
// much was put in between.
func (g *judge) inPlace(a, b int, total float64) part {
	a, b = g.sameSentence(a, b)
	for a < b && g.place(a) < 0 {
		a++
	}
	for a < b && g.place(b-1) < 0 {
		b--
	}
	if a >= b {
		return part{}
	}
	a, b = g.tighten(a, b)
	p := part{first: a, last: b - 1}
	// A sentence between its neighbours may be another that was written in its place.
	p.held = max(g.old.border(a), g.old.border(b)) < borderSentence && min(g.outside(a, -1), g.outside(b-1, 1)) >= heldLeast
	equal, heavy := 0.0, false // heavy: a word that tells something is the same
	for i := a; i < b; i++ {
		w, same := g.worth(i)
		p.weight += w
		if same {
			equal += w
			heavy = heavy || w >= 0.5
		}
	}
	if !p.held && (equal < shareSame*total || !heavy && equal < 0.99*total) || equal == 0 {
		return part{}
	}
	return p
}

// worth says how much of the weight of an old token is left in its place, and whether it is the same there.
func (g *judge) worth(i int) (w float64, same bool) {
	w = g.old.weight(i)
	switch {
	case g.to[i] >= 0 && !g.moved[i]:
		return w, true
	case g.near[i] < 0:
		return 0, false
	case typo(g.old.word(i), g.new.word(int(g.near[i]))):
		return shareTypo * w, true
	}
	return shareNear * w, false
}

// movedSlack is by how many tokens the parts of what has moved together may have been shifted against each other.
const movedSlack = 12

func abs(n int) int { return max(n, -n) }

// place returns the new token that stands for an old one in the order of the text, or -1.
func (g *judge) place(i int) int {
	if g.to[i] >= 0 && !g.moved[i] {
		return int(g.to[i])
	}
	return int(g.near[i])
}

// rangeOf returns the code points that a carried passage covers in the new text. r is where it was in the old one: what it had before
// its first token and behind its last, such as a mark of Markdown, and the parts of words that it began and ended in, are kept
// where they still stand.
func (g *judge) rangeOf(p carried, r article.Range, exact string) article.Range {
	if p.c >= p.d {
		return article.Range{}
	}
	first, last := g.new.all[p.c], g.new.all[p.d-1]
	out := article.Range{Start: int(first.start), End: int(last.end)}
	before, after := int(g.old.all[p.a].start)-r.Start, r.End-int(g.old.all[p.b-1].end)
	if s := out.Start - before; s >= 0 && s+r.Len()-after == out.End && s+r.Len() <= g.new.n && g.new.slice(s, s+r.Len()) == exact {
		return article.Range{Start: s, End: s + r.Len()}
	}
	if before < 0 && g.to[p.a] == int32(p.c) && g.old.word(p.a) == g.new.word(p.c) { // it began within a word
		out.Start -= before
	}
	if after < 0 && g.to[p.b-1] == int32(p.d-1) && g.old.word(p.b-1) == g.new.word(p.d-1) {
		out.End += after
	}
	if out.Empty() {
		return article.Range{Start: int(first.start), End: int(last.end)}
	}
	return out
}
