package anchor

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A hunk is words that were taken out of a passage and the words that stand in their place; either may be none.
type hunk struct{ out, in []int } // tokens of the old and of the new text

// hunks returns what differs between tokens [i0, i1) of the old text and [j0, j1) of the new, which are aligned.
func (a *alignment) hunks(i0, i1, j0, j1 int) []hunk {
	var all []hunk
	var h hunk
	end := func() {
		if len(h.out)+len(h.in) > 0 {
			all = append(all, h)
			h = hunk{}
		}
	}
	j := j0
	take := func(to int) { // what was put in before to
		for ; j < to; j++ {
			h.in = append(h.in, j)
		}
	}
	for i := i0; i < i1; i++ {
		switch to := int(a.to[i]); {
		case to >= j && to < j1:
			take(to)
			if a.old.all[i].hash != a.new.all[to].hash { // another case
				end()
				h = hunk{[]int{i}, []int{to}}
			}
			end()
			j = to + 1
		case a.near[i] >= 0 && int(a.near[i]) >= j && int(a.near[i]) < j1:
			take(int(a.near[i]) + 1)
			h.out = append(h.out, i)
		default:
			h.out = append(h.out, i)
		}
	}
	take(j1)
	end()
	return all
}

// insertedLong is how many words put in at one place are a clause of their own, which may hold names and numbers without changing
// what the passage said.
const insertedLong = 5

// A judge says what changes of a passage mean.
type judge struct {
	*alignment
	*speech
	foreign bool            // the language is none that words are listed of
	written map[uint64]bool // the words that stand in the text in small letters
	named   map[uint64]bool // those that stand in it with a capital letter within a sentence
}

// verdict says whether the changes of a passage are harmless, or else why they are for the reader to settle, in words.
func (g *judge) verdict(hs []hunk) (changed bool, why string) {
	for _, h := range hs {
		if g.typographic(h) {
			continue
		}
		changed = true
		if why == "" {
			why = g.reason(h)
		}
	}
	return changed, why
}

// typographic reports whether a hunk says the same in other signs.
func (g *judge) typographic(h hunk) bool {
	return g.spelled(g.old, h.out) == g.spelled(g.new, h.in)
}

// spelled returns tokens as they are compared when only their signs are meant: letters and digits.
func (g *judge) spelled(t *tokens, is []int) string {
	var b strings.Builder
	for _, i := range is {
		k := t.all[i]
		if k.class == stop && k.hash != tokenQuote && k.hash != tokenDash && k.hash != tokenApostrophe {
			b.WriteString(t.word(i))
			continue
		}
		if k.class != stop {
			fmt.Fprintf(&b, "%x.", k.hash)
		} else if k.hash == tokenQuote || k.hash == tokenApostrophe {
			b.WriteByte('"')
		} else {
			b.WriteByte('-')
		}
	}
	return b.String()
}

// The hashes of the marks that quotations and asides are set in: read only.
var (
	tokenQuote      = tokenise(`"`).all[0].hash
	tokenApostrophe = tokenise(`'`).all[0].hash
	tokenDash       = tokenise(`-`).all[0].hash
)

// reason says why a hunk is for the reader to settle; empty if it is harmless.
func (g *judge) reason(h hunk) string {
	out, in := g.words(g.old, h.out), g.words(g.new, h.in)
	long := len(out) == 0 && len(in) >= insertedLong
	if long && g.sentences(h.in) && quotes(g.new, h.in)%2 == 0 {
		return ""
	}
	if quotes(g.old, h.out) != quotes(g.new, h.in) {
		return "quotation marks were " + putOrTaken(quotes(g.old, h.out) > quotes(g.new, h.in))
	}
	for _, x := range []struct {
		is   func(*tokens, int) bool
		name string
	}{{g.negates, "negation"}, {g.hedges, "word for how sure it is"}, {g.counts, "number, date or unit"}, {g.names, "name"}} {
		a, b := pick(g.old, out, x.is), pick(g.new, in, x.is)
		if x.name == "name" && g.nouns && (len(out) == 0 || len(in) == 0 || typosOnly(g.alignment, out, in)) {
			typos := len(out) == len(in)
			a, b = twoCapitals(g.old, a, typos), twoCapitals(g.new, b, typos)
		}
		if x.name != "negation" && x.name != "name" && g.mistyped(out, in) {
			continue
		}
		if long && (x.name == "name" || x.name == "number, date or unit") || sameWords(g.old, a, g.new, b) {
			continue
		}
		if x.name == "negation" && len(out) > 0 && len(in) > 0 { // “did not rule” and “ruled”: the words around tell what became of it
			return fmt.Sprintf("“%s” became “%s”", g.text(g.old, out), g.text(g.new, in))
		}
		return describe(x.name, g.text(g.old, a), g.text(g.new, b))
	}
	if len(out) == 1 && len(in) == 1 && negated(g.old.word(out[0]), g.new.word(in[0])) {
		return fmt.Sprintf("“%s” became “%s”", g.old.word(out[0]), g.new.word(in[0]))
	}
	return g.unknown(out, in)
}

// sentences reports whether tokens of the new text are whole sentences.
func (g *judge) sentences(in []int) bool {
	first, last := in[0], in[len(in)-1]
	whole := func(end int) bool { return end < 0 || end == len(g.new.all) || ends(g.new.word(end)) }
	if last-first+1 != len(in) {
		return false
	}
	// The same sentence end may be taken for the one before or the one behind.
	return whole(first-1) && whole(last) || whole(first) && whole(last+1) || g.new.all[first].opens && (whole(last) || whole(last+1))
}

// twoCapitals returns those of the words that stand beside another with a capital letter: beside another of them, or, where so said, of
// the text.
func twoCapitals(t *tokens, is []int, any bool) []int {
	capital := func(j int) bool {
		return j >= 0 && j < len(t.all) && t.all[j].class == word && t.all[j].upper && !t.all[j].opens && (any || slices.Contains(is, j))
	}
	return slices.DeleteFunc(slices.Clone(is), func(i int) bool { return !capital(i-1) && !capital(i+1) })
}

func typosOnly(a *alignment, out, in []int) bool {
	if len(out) != len(in) {
		return false
	}
	for k := range out {
		if !typo(a.old.word(out[k]), a.new.word(in[k])) {
			return false
		}
	}
	return true
}

// mistypedLeast is how many letters a number word or a word for how sure something is has at least to be known although it is mistyped:
// shorter ones may be others.
const mistypedLeast = 6

// mistyped reports whether words, one for one, are the same but for typing errors: one of each two is no known word, and has the same letters
// in another order or is long.
func (g *judge) mistyped(out, in []int) bool {
	if len(out) == 0 || !typosOnly(g.alignment, out, in) {
		return false
	}
	for k, i := range out {
		was, is := g.old.word(i), g.new.word(in[k])
		if g.kindOf(g.old, i) != plain && g.kindOf(g.new, in[k]) != plain || hasDigit(was) || hasDigit(is) {
			return false
		}
		if utf8.RuneCountInString(was) < mistypedLeast && !sameLetters(was, is) {
			return false
		}
	}
	return true
}

func sameLetters(a, b string) bool {
	x, y := []rune(a), []rune(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// unknown is the reason for a hunk of words whose meaning no list can tell.
func (g *judge) unknown(out, in []int) string {
	if len(out) == 0 && len(in) == 0 {
		return ""
	}
	caseless := false
	for _, i := range out {
		r, _ := utf8.DecodeRuneInString(g.old.word(i))
		caseless = caseless || g.old.all[i].class == word && !unicode.IsUpper(r) && !unicode.IsLower(r)
	}
	switch {
	case typosOnly(g.alignment, out, in):
		return ""
	case caseless && len(in) > 0: // it may be a name
		return describe("word", g.text(g.old, out), g.text(g.new, in))
	case g.foreign && !g.dense(out, in):
		return describe("word", g.text(g.old, out), g.text(g.new, in)) + "; what it means in this language is not known"
	}
	return ""
}

// dense reports whether all of these are signs of Chinese or Japanese.
func (g *judge) dense(out, in []int) bool {
	is := func(t *tokens, i int) bool {
		r, _ := utf8.DecodeRuneInString(t.word(i))
		return t.all[i].class == sign && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
	}
	for _, i := range out {
		if !is(g.old, i) {
			return false
		}
	}
	for _, i := range in {
		if !is(g.new, i) {
			return false
		}
	}
	return true
}

func describe(what, was, is string) string {
	article := "a "
	switch {
	case was == "":
		return article + what + " was put in: “" + is + "”"
	case is == "":
		return article + what + " was taken out: “" + was + "”"
	}
	return "the " + what + " “" + was + "” became “" + is + "”"
}

func putOrTaken(taken bool) string {
	if taken {
		return "taken away"
	}
	return "put in"
}

// words returns those of the tokens that are no punctuation.
func (g *judge) words(t *tokens, is []int) []int {
	return slices.DeleteFunc(slices.Clone(is), func(i int) bool { return t.all[i].class == stop && !percent(t.word(i)) })
}

func percent(s string) bool {
	return s == "%" || s == "٪" || s == "‰" || s == "$" || s == "€" || s == "£"
}

func quotes(t *tokens, is []int) int {
	n := 0
	for _, i := range is {
		if t.all[i].class == stop && t.all[i].hash == tokenQuote {
			n++
		}
	}
	return n
}

func pick(t *tokens, is []int, f func(*tokens, int) bool) []int {
	var out []int
	for _, i := range is {
		if f(t, i) {
			out = append(out, i)
		}
	}
	return out
}

// sameWords reports whether two lists hold the same words, in any order.
func sameWords(x *tokens, a []int, y *tokens, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	hashes := func(t *tokens, is []int) []uint64 {
		out := make([]uint64, len(is))
		for k, i := range is {
			out[k] = t.all[i].fold
		}
		slices.Sort(out)
		return out
	}
	return slices.Equal(hashes(x, a), hashes(y, b))
}

// text returns tokens as they stand, for messages.
func (g *judge) text(t *tokens, is []int) string {
	var b strings.Builder
	for k, i := range is {
		if k > 0 && t.all[i].class != sign {
			b.WriteByte(' ')
		}
		if b.Len() > 60 {
			b.WriteString("…")
			break
		}
		b.WriteString(t.word(i))
	}
	return b.String()
}

func (g *judge) kindOf(t *tokens, i int) kind {
	k := t.all[i]
	if k.class == sign {
		r, _ := utf8.DecodeRuneInString(t.word(i))
		switch {
		case strings.ContainsRune(denseNegations, r):
			return negation
		case strings.ContainsRune(denseNumbers, r):
			return quantity
		case strings.ContainsRune(denseHedges, r):
			return hedge
		}
		return plain
	}
	return g.kinds[k.fold]
}

func (g *judge) negates(t *tokens, i int) bool {
	w := strings.ToLower(t.word(i))
	return g.kindOf(t, i) == negation || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t")
}

func (g *judge) hedges(t *tokens, i int) bool { return g.kindOf(t, i) == hedge }

func (g *judge) counts(t *tokens, i int) bool {
	return t.all[i].class == number || g.kindOf(t, i) == quantity || percent(t.word(i)) || hasDigit(t.word(i))
}

func hasDigit(s string) bool { return strings.IndexFunc(s, unicode.IsDigit) >= 0 }
