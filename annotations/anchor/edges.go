package anchor

// lost says in words which end of tokens [a, b) is gone, of which only a part is left; empty if none is, or if others stand in the place of
// what is lost of the first end and the last.
func (g *judge) lost(a, b int, p part, first, last bool) string {
	words := func(from, to int) bool {
		for i := from; i < to; i++ {
			if g.old.all[i].class != stop {
				return true
			}
		}
		return false
	}
	sentence := func(from, to int) bool { // a border of sentences between two old tokens
		for i := from + 1; i <= to; i++ {
			if g.old.border(i) >= borderSentence {
				return true
			}
		}
		return false
	}
	switch {
	case !first && (g.to[p.first] >= 0 || sentence(a, p.first)) && words(a, p.first):
		return "its beginning was taken out"
	case !last && (g.to[p.last] >= 0 || sentence(p.last, b-1)) && words(p.last+1, b):
		return "its end was taken out"
	}
	return ""
}

// lightMost is the weight of words at an end of a passage that say nothing of where they stand, such as a full stop with an article.
const lightMost = 0.5

// shareSentence is how much of the weight of a sentence at an end of a passage must have stayed as it was for what was written in its place
// to be the same sentence.
const shareSentence = 0.25

// sameSentence narrows tokens [a, b) by the sentences at either end that were removed and had other sentences put in their place: those do not
// belong to the passage. A part of a sentence whose rest still stands beside it is not such a sentence.
func (g *judge) sameSentence(a, b int) (int, int) {
	for {
		x := a + 1
		for x < b && g.old.border(x) < borderSentence {
			x++
		}
		if x >= b || g.stays(a-1) && g.old.border(a) < borderSentence || !g.otherSentence(a, x, func() int { return g.placed(x, b, 1) }) {
			break
		}
		a = x
	}
	for {
		x := b - 1
		for x > a && g.old.border(x) < borderSentence {
			x--
		}
		if x <= a || g.stays(b) && g.old.border(b) < borderSentence || !g.otherSentence(x, b, func() int { return g.placed(a, x, -1) }) {
			break
		}
		b = x
	}
	return a, b
}

// placed returns the place of the first of tokens [from, to) that has one, or of the last if by is negative; -1 if none has.
func (g *judge) placed(from, to, by int) int {
	for ; from < to; from, to = from+max(by, 0), to+min(by, 0) {
		i := from
		if by < 0 {
			i = to - 1
		}
		if j := g.place(i); j >= 0 {
			return j
		}
	}
	return -1
}

// stays reports whether there is an old token i, and it stayed in the order of the text.
func (g *judge) stays(i int) bool {
	return i >= 0 && i < len(g.to) && g.to[i] >= 0 && !g.moved[i]
}

// otherSentence reports whether little of tokens [from, to) stayed as it was, and what stands in their place is of another sentence than the
// new token that next returns.
func (g *judge) otherSentence(from, to int, next func() int) bool {
	all, same := 0.0, 0.0
	for i := from; i < to; i++ {
		w, kept := g.worth(i)
		if all += g.old.weight(i); kept {
			same += w
		}
	}
	first, last := g.placed(from, to, 1), g.placed(from, to, -1)
	if first < 0 {
		return true
	}
	if same >= shareSentence*all {
		return false
	}
	at := next()
	if at < 0 {
		return false
	}
	for j := min(last, at) + 1; j <= max(first, at); j++ {
		if g.new.border(j) >= borderSentence {
			return true
		}
	}
	return false
}

// The weight that a word put in takes from words at an end of a passage, and the most that all of them take.
const (
	priceIn   = 0.2
	priceMost = 4
)

// tighten leaves words at the ends of tokens [a, b) out that are far from the others, if neither they nor what still stands beside them is
// heavy enough to be there on purpose, so that the full stop of another sentence is not taken for the passage's end.
func (g *judge) tighten(a, b int) (int, int) {
	stray := func(weight float64, between int) bool {
		return between > edgeMost && weight < max(lightMost, min(priceIn*float64(between-edgeMost), priceMost))
	}
	for {
		i, weight := a, 0.0 // [a, i) is the run at the beginning
		for i < b && (i == a || g.place(i) == g.place(i-1)+1) {
			weight += g.old.weight(i)
			i++
		}
		next := i
		for next < b && g.place(next) < 0 {
			next++
		}
		if next == b || !stray(weight+g.outside(a, -1), g.place(next)-g.place(i-1)-1) {
			break
		}
		a = next
	}
	for {
		i, weight := b, 0.0
		for i > a && (i == b || g.place(i-1) == g.place(i)-1) {
			i--
			weight += g.old.weight(i)
		}
		next := i
		for next > a && g.place(next-1) < 0 {
			next--
		}
		if next == a || !stray(weight+g.outside(b-1, 1), g.place(i)-g.place(next-1)-1) {
			break
		}
		b = next
	}
	return a, b
}

// outside returns the weight of the tokens beyond token i, in the direction by, that are still beside it, up to priceMost. The end of both
// texts weighs as much.
func (g *judge) outside(i, by int) float64 {
	w := 0.0
	for w < priceMost {
		at := g.place(i) + by
		i += by
		if i < 0 || i == len(g.old.all) {
			if at < 0 || at == len(g.new.all) {
				return priceMost
			}
			break
		}
		if g.place(i) != at {
			break
		}
		w += g.old.weight(i)
	}
	return w
}

// ends returns the new tokens that a part of old tokens [a, b), which is in order, has become, and whether others were written in the
// place of what is lost of its beginning and of its end.
func (g *judge) ends(a, b int, p part) (c, d int, first, last bool) {
	c, first = g.widen(g.place(p.first), p.first, a, -1)
	d, last = g.widen(g.place(p.last), p.last, b-1, 1)
	return c, d + 1, first, last
}

// edgeMost is how many words more may stand in the place of words at an end of a passage.
const edgeMost = 6

// widen takes in what was written in the place of the words at an end of a passage: those from edge to kept, which stands at the new token
// at. If kept is another word now, or those beyond it are no longer there, but the one outside edge is, all between belongs to the passage,
// up to the border of a sentence. It reports whether anything stands there.
func (g *judge) widen(at, kept, edge, by int) (int, bool) {
	if g.to[edge] >= 0 && !g.moved[edge] {
		return at, false
	}
	outside, limit := edge+by, -1
	if by > 0 {
		limit = len(g.new.all)
	}
	if outside >= 0 && outside < len(g.old.all) {
		if g.to[outside] < 0 || g.moved[outside] {
			return at, false
		}
		limit = int(g.to[outside])
	}
	n := (limit-at)*by - 1
	if n <= 0 || n > edgeMost+2*abs(edge-kept) {
		return at, false
	}
	to := at
	for j := at + by; j != limit; j += by {
		if g.from[j] >= 0 || ends(g.new.word(j)) {
			return at, false
		}
		to = j
	}
	return to, true
}

// ends reports whether a token ends a sentence.
func ends(s string) bool {
	switch s {
	case ".", "!", "?", "。", "！", "？", "؟", "…", "...":
		return true
	}
	return false
}
