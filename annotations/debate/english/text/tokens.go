package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotations/debate/english/tags"
)

// A Word is one spelling that occurs in the text.
type Word struct {
	Text  string // as it is written
	Lower string // in small letters and with straight apostrophes
	Flags Flag
	Names []KnownName // those that begin with it
	Verbs []SpeechVerb
	stem  string
}

// A Token is a word or a sign at its place in the text.
type Token struct {
	Start, End int32 // bytes
	Word       int32 // index in the vocabulary
	Sentence   int32
	Quote      int32 // the outermost quote around it, or -1
	Tag        tags.Tag
	Penn       string // the tag in the set of the Penn Treebank
}

// A vocabulary collects the spellings of a text, each once.
type vocabulary struct {
	words []Word
	index map[spelling]int32
	lex   *lexicon
}

// A spelling is a word as it is written, and IsMark, IsPoss or 0 for what it is.
type spelling struct {
	text string
	as   Flag
}

func newVocabulary() *vocabulary {
	return &vocabulary{index: make(map[spelling]int32, 1024), lex: lexiconOnce()}
}

// number returns the index of the word s in the vocabulary. The flag as is IsMark, IsPoss or 0.
func (v *vocabulary) number(s string, as Flag) int32 {
	if n, ok := v.index[spelling{s, as}]; ok {
		return n
	}
	w := Word{Text: s, Lower: strings.ToLower(s), Flags: shape(s)}
	w.Lower = strings.ReplaceAll(w.Lower, "’", "'")
	if strings.HasPrefix(s, "al-") || strings.HasPrefix(s, "el-") {
		w.Flags |= shape(s[3:]) & IsCap // al-Hayya
	}
	if k := strings.IndexByte(w.Lower, '\''); k > 0 { // we'd
		w.Flags |= v.lex.flags[w.Lower[:k]] & IsCommon
	}
	key := strings.TrimSuffix(w.Lower, ".")
	w.Flags |= v.lex.flags[key]
	if w.Flags&IsCap != 0 {
		w.Flags |= v.lex.names[s]
	}
	w.Names = v.lex.phrases[s]
	w.Verbs = v.lex.verbs[w.Lower]
	if len(s) > 1 && strings.HasSuffix(s, ".") {
		w.Flags |= IsAbbr
	}
	n := int32(len(v.words))
	v.words = append(v.words, w)
	v.words[n].Flags |= as
	v.words[n].stem = stemOf(&v.words[n])
	v.index[spelling{s, as}] = n
	return n
}

// tokenise divides every line into tokens.
func (b *builder) tokenise() {
	marks := b.marks()
	for i := range b.Lines {
		if b.stopped(i) {
			return
		}
		ln := b.Lines[i]
		for off := ln.Start; off < ln.End; {
			for len(marks) > 0 && marks[0] < off {
				marks = marks[1:]
			}
			r, w := utf8.DecodeRuneInString(b.Text[off:ln.End])
			switch {
			case unicode.IsSpace(r) || unicode.IsControl(r):
				off += w
			case len(marks) > 0 && marks[0] == off:
				b.addToken(off, off+w, IsMark)
				off += w
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				next := ln.End
				if len(marks) > 0 {
					next = min(next, marks[0])
				}
				off = b.wordAt(off, next)
			default:
				off += w
				if r == '\'' || r == '’' {
					b.addToken(off-w, off, IsPoss)
				} else {
					b.addToken(off-w, off, 0)
				}
			}
		}
	}
	b.Vocabulary = b.vocab.words
}

// marks returns the offsets of the quote marks, sorted.
func (b *builder) marks() []int {
	out := make([]int, 0, 2*len(b.Quotes))
	for _, q := range b.Quotes {
		out = append(out, q.Open)
		if !q.RunsOn {
			out = append(out, q.Close)
		}
	}
	slices.Sort(out)
	return out
}

func (b *builder) addToken(start, end int, extra Flag) {
	n := b.vocab.number(b.Text[start:end], extra)
	b.Tokens = append(b.Tokens, Token{Start: int32(start), End: int32(end), Word: n, Quote: -1})
}

// wordAt adds the word that begins at off, up to end at most, and returns where it ends.
func (b *builder) wordAt(off, end int) int {
	s := b.Text[off:end]
	n := wordLen(s)
	if k := b.abbreviation(s, n); k > n {
		b.addToken(off, off+k, 0)
		return off + k
	}
	w := s[:n]
	for _, poss := range []string{"'s", "’s", "'S", "’S"} {
		if strings.HasSuffix(w, poss) && len(w) > len(poss) {
			b.hyphened(off, off+n-len(poss))
			b.addToken(off+n-len(poss), off+n, IsPoss)
			return off + n
		}
	}
	b.hyphened(off, off+n)
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
func (b *builder) abbreviation(s string, n int) int {
	if n >= len(s) || s[n] != '.' {
		return n
	}
	if b.vocab.lex.abbreviations[strings.ToLower(s[:n])] {
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

// hyphened adds a word. It cuts the word at its hyphens if one of the parts is a known name.
func (b *builder) hyphened(start, end int) {
	s := b.Text[start:end]
	if !strings.Contains(s, "-") || len(s) > 64 || b.lexed(s) || articleFirst(s) || !b.partKnown(s) {
		b.addToken(start, end, 0)
		return
	}
	for {
		n := strings.IndexByte(b.Text[start:end], '-')
		if n < 0 {
			b.addToken(start, end, 0)
			return
		}
		if n > 0 {
			b.addToken(start, start+n, 0)
		}
		b.addToken(start+n, start+n+1, 0)
		start += n + 1
	}
}

// articleFirst reports whether s is a name that begins with the Arabic article.
func articleFirst(s string) bool {
	return len(s) > 4 && s[2] == '-' && (s[:2] == "Al" || s[:2] == "al" || s[:2] == "El" || s[:2] == "el")
}

func (b *builder) lexed(s string) bool {
	return b.vocab.lex.phrases[s] != nil || b.vocab.lex.names[s] != 0
}

func (b *builder) partKnown(s string) bool {
	for part := range strings.SplitSeq(s, "-") {
		if b.vocab.lex.phrases[part] != nil || b.vocab.lex.names[part]&(IsPlace|IsSurname) != 0 {
			return true
		}
	}
	return false
}
