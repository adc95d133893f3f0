package anchor

import (
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
	why     string
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
	out.share = best.weight / total
	if out.moved {
		best = g.regain(best, a, b)
		out.c, out.d = int(g.to[best.first]), int(g.to[best.last])+1
	} else {
		out.c, out.d = g.ends(a, b, best)
	}
	out.hunks = g.hunks(a, b, out.c, out.d)
	out.changed, out.why = g.verdict(out.hunks)
	return out
}

// regain gives a part that has moved the words beside it that were aligned with others of their kind, such as its full stop.
func (g *judge) regain(p part, a, b int) part {
	regain := func(i, j int) bool {
		if i < a || i >= b || j < 0 || j >= len(g.new.all) || !g.equal(i, j) {
			return false
		}
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
	return p
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
			out = append(out, part{i, i, w})
		}
	}
	return out
}

// What each word that was put in takes from the weight of a part that it would be within, and the share of a passage that must have
// stayed as it was for words written in the place of others to count.
const (
	priceIn   = 0.2
	shareSame = 0.25
)

// inPlace returns the part of tokens [a, b) that stands in the order of the text: of those it may be, the one that weighs most when
// what was put in between is taken off, so that a full stop far away is not taken for the passage's end.
func (g *judge) inPlace(a, b int, total float64) part {
	var best, now part
	bestEqual, equal := 0.0, 0.0
	bestHeavy, heavy := false, false // a word that tells something is the same
	price, at := 0.0, -1
	for i := a; i < b; i++ {
		w, same := g.worth(i)
		to := g.place(i)
		if to < 0 {
			continue
		}
		if at >= 0 {
			price += priceIn * float64(max(to-at-1-edgeMost, 0))
		}
		if at < 0 || now.weight-price <= 0 {
			now, price, equal, heavy = part{first: i}, 0, 0, false
		}
		at = to
		now.last = i
		now.weight += w
		if same {
			equal += w
			heavy = heavy || w >= 0.5
		}
		if now.weight-price > best.weight {
			best, bestEqual = part{now.first, i, now.weight - price}, equal
			bestHeavy = heavy
		}
	}
	if bestEqual < shareSame*total || !bestHeavy && bestEqual < 0.99*total {
		return part{}
	}
	best.weight = 0 // what was put in is taken off only to choose
	for i := best.first; i <= best.last; i++ {
		w, _ := g.worth(i)
		best.weight += w
	}
	return best
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

// ends returns the new tokens that a part of old tokens [a, b), which is in order, has become.
func (g *judge) ends(a, b int, p part) (c, d int) {
	c, d = g.place(p.first), g.place(p.last)
	if p.first == a {
		c = g.widen(c, a, -1)
	}
	if p.last == b-1 {
		d = g.widen(d, b-1, 1)
	}
	return c, d + 1
}

// place returns the new token that stands for an old one in the order of the text, or -1.
func (g *judge) place(i int) int {
	if g.to[i] >= 0 && !g.moved[i] {
		return int(g.to[i])
	}
	return int(g.near[i])
}

// edgeMost is how many words more may stand in the place of the first or last word of a passage.
const edgeMost = 6

// widen takes in what was written in the place of a passage's first or last word, beside the token at at: if that word is no longer
// there, but the one outside it is, all between belongs to it.
func (g *judge) widen(at, edge, by int) int {
	outside := edge + by
	if g.to[edge] >= 0 && !g.moved[edge] {
		return at
	}
	limit := -1
	if by > 0 {
		limit = len(g.new.all)
	}
	if outside >= 0 && outside < len(g.old.all) {
		if g.to[outside] < 0 || g.moved[outside] {
			return at
		}
		limit = int(g.to[outside])
	}
	if n := abs(limit-at) - 1; n > edgeMost || g.near[edge] < 0 {
		return at
	}
	for j := at + by; j != limit; j += by {
		if g.from[j] >= 0 || ends(g.new.word(j)) {
			return at
		}
		at = j
	}
	return at
}

// ends reports whether a token ends a sentence.
func ends(s string) bool {
	switch s {
	case ".", "!", "?", "。", "！", "？", "؟", "…", "...":
		return true
	}
	return false
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
	if s := out.Start - before; s >= 0 && s+r.Len() <= g.new.n && g.new.slice(s, s+r.Len()) == exact {
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
