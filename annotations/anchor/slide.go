package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How much a place between two tokens is a border of the text. Where a gap could stand at several places with the same words around
// it, it stands where its two ends are borders most.
const (
	borderWord      = 1
	borderClause    = 2 // behind a comma and the like
	borderLine      = 3 // or behind a full stop that may be that of an abbreviation or a date
	borderSentence  = 5
	borderParagraph = 6
)

// border says how much of a border there is before token i.
func (t *tokens) border(i int) int {
	if i <= 0 || i >= len(t.all) {
		return borderParagraph
	}
	before, behind := &t.all[i-1], &t.all[i]
	between := t.text[before.off+before.size : behind.off]
	lines := strings.Count(between, "\n")
	switch {
	case lines > 1:
		return borderParagraph
	case t.closes(i) && !t.opensQuote(i):
		return 0
	case t.endsSentence(i-1) && !t.abbreviates(i):
		return borderSentence
	case lines == 1, t.endsSentence(i - 1):
		return borderLine
	case before.class == stop && t.closes(i-1) && !t.opensQuote(i-1):
		return borderClause
	case between != "":
		return borderWord
	}
	return 0
}

// abbreviates reports whether the full stop before token i may be that of an abbreviation, an initial or an ordinal number: a number or a
// short word with a capital letter stands before it, or a small letter behind it, in the same line.
func (t *tokens) abbreviates(i int) bool {
	dot, next := &t.all[i-1], &t.all[i]
	if i < 2 || t.word(i-1) != "." || strings.Contains(t.text[dot.off:next.off], "\n") {
		return false
	}
	before := &t.all[i-2]
	if before.class == number || before.class == word && before.upper && before.end-before.start <= 3 {
		return true
	}
	r, _ := utf8.DecodeRuneInString(t.word(i))
	return next.class == word && unicode.IsLower(r)
}

// opensQuote reports whether token i is a sign that opens what it is written against, whatever stands before it: in scripts without spaces,
// nothing else tells.
func (t *tokens) opensQuote(i int) bool {
	switch t.word(i) {
	case "“", "‘", "„", "‚", "«", "‹", "「", "『", "（", "(", "[", "【", "《", "〈", "〝":
		return true
	}
	return false
}

// endsSentence reports whether token i is the end of a sentence, or a mark that closes what holds it.
func (t *tokens) endsSentence(i int) bool {
	for k := 0; i >= 0 && k < 3; i, k = i-1, k+1 {
		if t.all[i].class != stop || t.opensQuote(i) {
			return false
		}
		if ends(t.word(i)) {
			return true
		}
		if !t.closes(i) {
			return false
		}
	}
	return false
}

// slideMost is by how many tokens a gap is slid at most. It bounds the time for texts that repeat a few words without end.
const slideMost = 400

// nearGain is by how much more of a border a gap must have at its ends for words that were aligned as written for each other to be
// parted: from within a sentence to the border of one.
const nearGain = borderSentence - borderWord

// slide moves every gap of either text to the borders of sentences, clauses and words, as far as the words around it allow: what was
// taken out of “He came. He said that …” is “He came.”, not “came. He”.
func (a *alignment) slide() {
	pinned := func(i int) bool { return i >= a.pinned.from && i < a.pinned.to }
	old := side{a.old, a.to, a.from, a.new, func(i int) bool { return a.moved[i] }, pinned}
	now := side{a.new, a.from, a.to, a.old, func(j int) bool { return a.moved[a.from[j]] }, func(j int) bool { return pinned(int(a.from[j])) }}
	for _, s := range [...]side{old, now} {
		for i := 0; i < len(s.to); i++ {
			if !s.open(i) {
				continue
			}
			from := i
			for i < len(s.to) && s.open(i) {
				i++
			}
			a.slideGap(s, from, i)
		}
	}
}

// A side is one of two aligned texts.
type side struct {
	*tokens
	to, from []int32 // of this text in the other, and back
	other    *tokens
	moved    func(i int) bool // of a token with a partner
	pinned   func(i int) bool
}

// open reports whether token i is in a gap: it has no partner, or one out of order.
func (s *side) open(i int) bool { return s.to[i] < 0 || s.moved(i) }

// stays reports whether there is a token i and it has a partner in order, which it may give to another.
func (s *side) stays(i int) bool {
	return i >= 0 && i < len(s.to) && !s.open(i) && !s.pinned(i)
}

// fits reports whether token j of a text may have the partner of token i: it is the same word, and written in the same case if i is.
func (s *side) fits(i, j int) bool {
	partner := s.other.all[s.to[i]].hash
	return s.all[i].fold == s.all[j].fold && (s.all[j].hash == partner || s.all[i].hash != partner)
}

// slideGap slides the tokens [from, to) of one text, which have none in the order of the other.
func (a *alignment) slideGap(s side, from, to int) {
	start := s.border(from) + s.border(to)
	best, by := start, 0
	for k := 1; k <= slideMost && s.stays(from-k) && s.to[from-k] == s.to[from-1]-int32(k-1) && s.fits(from-k, to-k); k++ {
		if n := s.border(from-k) + s.border(to-k); n > best {
			best, by = n, -k
		}
	}
	for k := 0; k < slideMost && s.stays(to+k) && s.to[to+k] == s.to[to]+int32(k) && s.fits(to+k, from+k); k++ {
		if n := s.border(from+k+1) + s.border(to+k+1); n > best {
			best, by = n, k+1
		}
	}
	if by == 0 || a.paired(s, from, to) && best-start < nearGain {
		return
	}
	a.unpair(s, from, to)
	for k := 1; k <= -by; k++ {
		a.exchange(s, from-k, to-k)
	}
	for k := range by {
		a.exchange(s, to+k, from+k)
	}
}

// exchange gives token i of one text, which stays in order, the partner of its equal j, which has none or one out of order, and j that of i.
func (a *alignment) exchange(s side, i, j int) {
	s.to[i], s.to[j] = s.to[j], s.to[i]
	s.from[s.to[j]] = int32(j)
	if s.to[i] >= 0 {
		s.from[s.to[i]] = int32(i)
	}
	if s.tokens == a.old {
		a.moved[i], a.moved[j] = s.to[i] >= 0, false
	}
}

// paired reports whether words of a gap are aligned as written in the place of others.
func (a *alignment) paired(s side, from, to int) bool {
	found := false
	a.eachNear(s, from, to, func(int) { found = true })
	return found
}

func (a *alignment) unpair(s side, from, to int) {
	a.eachNear(s, from, to, func(i int) { a.near[i] = -1 })
}

// eachNear calls f with the old tokens that stand for those of the gap [from, to) of one text, or for which those stand.
func (a *alignment) eachNear(s side, from, to int, f func(i int)) {
	if s.tokens == a.new { // the old tokens between the partners of those around the gap
		lo, hi := 0, len(a.near)
		if from > 0 {
			lo = int(s.to[from-1]) + 1
		}
		if to < len(s.to) && s.to[to] >= 0 {
			hi = int(s.to[to])
		}
		from, to = lo, hi
	}
	for i := from; i < to; i++ {
		if a.near[i] >= 0 {
			f(i)
		}
	}
}

// islandShare is the weight of words that stayed, as a share of what was rewritten on both sides of them, below which they are there by
// chance: “withdraw from the” and “here from a”.
const islandShare = 0.5

// The weight of words that follow each other from which on they did not stay by chance, whatever was rewritten around them, and that of a whole
// sentence.
const (
	islandSure     = 3
	islandSentence = 1
)

// A stay is a run of tokens that stayed in their order: [from, to) of the old text.
type stay struct{ from, to int }

// sink parts what was aligned by chance within what was rewritten (as the semantic clean-up of Neil Fraser's diff-match-patch does).
func (a *alignment) sink() {
	for range 3 {
		var stays []stay
		for i := 0; i < len(a.to); {
			if a.to[i] < 0 || a.moved[i] {
				i++
				continue
			}
			from := i
			for i++; i < len(a.to) && a.to[i] == a.to[i-1]+1 && !a.moved[i]; i++ {
			}
			stays = append(stays, stay{from, i})
		}
		if !a.sinkAll(stays) {
			return
		}
	}
}

func (a *alignment) sinkAll(stays []stay) bool {
	any := false
	for k := 1; k+1 < len(stays); k++ {
		s := stays[k]
		if s.to-s.from > 60 {
			continue
		}
		w := 0.0
		for i := s.from; i < s.to; i++ {
			w += a.old.weight(i)
		}
		if w >= islandSure || w >= islandSentence && min(a.old.border(s.from), a.old.border(s.to)) >= borderSentence {
			continue
		}
		outBefore, inBefore := a.gapWeights(stays[k-1], s)
		outBehind, inBehind := a.gapWeights(s, stays[k+1])
		if outBefore+inBefore == 0 || outBehind+inBehind == 0 || w >= islandShare*(min(outBefore, inBefore)+min(outBehind, inBehind)) {
			continue
		}
		for i := s.from; i < s.to; i++ {
			a.part(i, int(a.to[i]))
			a.to[i] = -1
		}
		any = true
	}
	return any
}

// gapWeights returns the weights of what was taken out and of what was put in between two stays.
func (a *alignment) gapWeights(s, next stay) (out, in float64) {
	for i := s.to; i < next.from; i++ {
		if a.to[i] < 0 {
			out += a.old.weight(i)
		}
	}
	for j := int(a.to[s.to-1]) + 1; j >= 1 && j < int(a.to[next.from]); j++ {
		if a.from[j] < 0 {
			in += a.new.weight(j)
		}
	}
	return out, in
}
