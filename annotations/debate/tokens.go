package debate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word is one spelling that occurs in the text.
type word struct {
	text, low string
	flags     flag
	phrases   []phrase // known names that begin with it
	verbs     []verb
	stem      string // of its meaning, made when first asked for
}

// A token is a word or a sign at a place. Offsets are bytes.
type token struct {
	start, end int32
	word       int32
	sent       int32
	quote      int32 // the outermost quote around it, or -1
	name       int32 // the name it is part of, or -1
	tag        tag
}

// vocabulary holds every spelling once.
type vocabulary struct {
	words []word
	index map[spelling]int32
	lex   *lexicon
}

// A spelling is a text and whether it is a quote mark or a possessive there.
type spelling struct {
	text string
	as   flag
}

func newVocabulary() *vocabulary {
	return &vocabulary{index: make(map[spelling]int32, 1024), lex: lexiconOnce()}
}

// number returns the number of the word s, which is a quote mark or possessive if as says so.
func (v *vocabulary) number(s string, as flag) int32 {
	if n, ok := v.index[spelling{s, as}]; ok {
		return n
	}
	w := word{text: s, low: strings.ToLower(s), flags: shape(s)}
	w.low = strings.ReplaceAll(w.low, "’", "'")
	if strings.HasPrefix(s, "al-") || strings.HasPrefix(s, "el-") {
		w.flags |= shape(s[3:]) & isCap // al-Hayya
	}
	if k := strings.IndexByte(w.low, '\''); k > 0 { // we'd
		w.flags |= v.lex.flags[w.low[:k]] & isCommon
	}
	key := strings.TrimSuffix(w.low, ".")
	w.flags |= v.lex.flags[key]
	if w.flags&isCap != 0 {
		w.flags |= v.lex.names[s]
	}
	w.phrases = v.lex.phrases[s]
	w.verbs = v.lex.verbs[w.low]
	if len(s) > 1 && strings.HasSuffix(s, ".") {
		w.flags |= isAbbr
	}
	n := int32(len(v.words))
	v.words = append(v.words, w)
	v.words[n].flags |= as
	v.index[spelling{s, as}] = n
	return n
}

// tokenise cuts every line into tokens.
func (d *doc) tokenise() {
	marks := d.marks()
	for i := range d.lines {
		if d.stopped(i) {
			return
		}
		ln := d.lines[i]
		for off := ln.start; off < ln.end; {
			for len(marks) > 0 && marks[0] < off {
				marks = marks[1:]
			}
			r, w := utf8.DecodeRuneInString(d.text[off:ln.end])
			switch {
			case unicode.IsSpace(r) || unicode.IsControl(r):
				off += w
			case len(marks) > 0 && marks[0] == off:
				d.addToken(off, off+w, isMark)
				off += w
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				next := ln.end
				if len(marks) > 0 {
					next = min(next, marks[0])
				}
				off = d.wordAt(off, next)
			default:
				off += w
				if r == '\'' || r == '’' {
					d.addToken(off-w, off, isPoss)
				} else {
					d.addToken(off-w, off, 0)
				}
			}
		}
	}
}

// marks returns the offsets of the quote marks, sorted.
func (d *doc) marks() []int {
	out := make([]int, 0, 2*len(d.quotes))
	for _, q := range d.quotes {
		out = append(out, q.open)
		if !q.runsOn {
			out = append(out, q.close)
		}
	}
	sortBy(out, func(a, b int) bool { return a < b })
	return out
}

func (d *doc) addToken(start, end int, extra flag) {
	n := d.vocab.number(d.text[start:end], extra)
	d.toks = append(d.toks, token{start: int32(start), end: int32(end), word: n, quote: -1, name: -1})
}

// wordAt adds the word that begins at off, not reaching beyond end, and returns where it ends.
func (d *doc) wordAt(off, end int) int {
	s := d.text[off:end]
	n := wordLen(s)
	if k := abbreviation(s, n); k > n {
		d.addToken(off, off+k, 0)
		return off + k
	}
	w := s[:n]
	for _, poss := range []string{"'s", "’s", "'S", "’S"} {
		if strings.HasSuffix(w, poss) && len(w) > len(poss) {
			d.hyphened(off, off+n-len(poss))
			d.addToken(off+n-len(poss), off+n, isPoss)
			return off + n
		}
	}
	d.hyphened(off, off+n)
	return off + n
}

// wordLen returns the length of the word that s begins with: letters and digits, and
// between them apostrophes, hyphens, and in numbers points and commas.
func wordLen(s string) int {
	i := 0
	prev := rune(0)
	for i < len(s) {
		r, w := utf8.DecodeRuneInString(s[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) {
			i += w
			prev = r
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[i+w:])
		switch {
		case (r == '\'' || r == '’' || r == '-' || r == '‑' || r == '&') && (unicode.IsLetter(next) || unicode.IsDigit(next)):
		case (r == '.' || r == ',' || r == ':') && unicode.IsDigit(prev) && unicode.IsDigit(next):
		default:
			return i
		}
		i += w
		prev = r
	}
	return i
}

// abbreviation returns the length of the abbreviation with full stops that s begins
// with, if its first word of length n belongs to one; otherwise n.
func abbreviation(s string, n int) int {
	if n >= len(s) || s[n] != '.' {
		return n
	}
	switch low := strings.ToLower(s[:n]); low {
	case "mr", "mrs", "ms", "dr", "prof", "rev", "hon", "gen", "col", "maj", "capt", "lt", "sgt", "gov", "sen", "rep", "amb", "st", "jr", "sr", "vs", "etc", "approx", "dept", "adm", "cmdr", "messrs",
		"jan", "feb", "aug", "sept", "sep", "oct", "nov", "dec", "inc", "ltd", "corp", "co", "fig":
		return n + 1
	}
	if r, w := utf8.DecodeRuneInString(s); w != n || !unicode.IsLetter(r) {
		return n
	}
	for { // one letter and a full stop, again and again: U.S., J.
		r, w := utf8.DecodeRuneInString(s[n+1:])
		if !unicode.IsLetter(r) || n+1+w >= len(s) || s[n+1+w] != '.' {
			return n + 1
		}
		n += 1 + w
	}
}

// hyphened adds a word, cut at its hyphens if a part names a state or a known body.
func (d *doc) hyphened(start, end int) {
	s := d.text[start:end]
	if !strings.Contains(s, "-") || len(s) > 64 || d.lexed(s) || !d.partKnown(s) {
		d.addToken(start, end, 0)
		return
	}
	for {
		n := strings.IndexByte(d.text[start:end], '-')
		if n < 0 {
			d.addToken(start, end, 0)
			return
		}
		if n > 0 {
			d.addToken(start, start+n, 0)
		}
		d.addToken(start+n, start+n+1, 0)
		start += n + 1
	}
}

func (d *doc) lexed(s string) bool {
	return d.vocab.lex.phrases[s] != nil || d.vocab.lex.names[s] != 0
}

func (d *doc) partKnown(s string) bool {
	for part := range strings.SplitSeq(s, "-") {
		if d.vocab.lex.phrases[part] != nil || d.vocab.lex.names[part]&(isPlace|isSurname) != 0 {
			return true
		}
	}
	return false
}

// at returns the word of a token; a token outside the text is an empty word.
func (d *doc) at(i int) *word {
	if i < 0 || i >= len(d.toks) {
		return &word{}
	}
	return &d.vocab.words[d.toks[i].word]
}

// has reports whether token i has any of the flags.
func (d *doc) has(i int, f flag) bool { return d.at(i).flags&f != 0 }

// is reports whether token i is one of the words, which are in lower case.
func (d *doc) is(i int, words ...string) bool {
	low := d.at(i).low
	for _, w := range words {
		if low == w {
			return true
		}
	}
	return false
}

// tagAt returns the part of speech of token i.
func (d *doc) tagAt(i int) tag {
	if i < 0 || i >= len(d.toks) {
		return other
	}
	return d.toks[i].tag
}

// nameAt returns the number of the name that token i is part of, or -1.
func (d *doc) nameAt(i int) int {
	if i < 0 || i >= len(d.toks) {
		return -1
	}
	return int(d.toks[i].name)
}

// quoteAt returns the number of the outermost quote around token i, or -1.
func (d *doc) quoteAt(i int) int {
	if i < 0 || i >= len(d.toks) {
		return -1
	}
	return int(d.toks[i].quote)
}
