package anchor

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A class says what a token is.
type class uint8

const (
	word   class = iota // letters, with the marks and apostrophes in them
	number              // digits, with the separators in them
	sign                // one sign of a script without spaces between words
	stop                // punctuation and symbols, one at a time
)

// A token is a word, a number, a sign or a mark of punctuation. Tokens are compared by the hash of their match form, which knows no
// difference between composed and decomposed letters, kinds of quotation marks and dashes, and leaves out what has no width.
// White space, and signs that Markdown sets words with, are between tokens.
type token struct {
	start, end int32  // in code points
	off        int32  // in bytes
	size       int32  // in bytes
	hash       uint64 // of the match form
	fold       uint64 // of that without regard to case
	class      class
	upper      bool // begins with a capital letter
	opens      bool // begins a sentence, a paragraph or the text
}

// A tokens is a text cut into tokens.
type tokens struct {
	text string
	all  []token
	n    int // length of the text in code points
}

// words returns the text of token i as it stands.
func (t *tokens) word(i int) string {
	k := t.all[i]
	return t.text[k.off : k.off+k.size]
}

// The Fowler–Noll–Vo hash (FNV-1a, 64 bits).
const (
	fnvBasis = 14695981039346656037
	fnvPrime = 1099511628211
)

func mix(h uint64, r rune) uint64 { return (h ^ uint64(r)) * fnvPrime }

// tokenise cuts a text into tokens, in time linear in its length.
func tokenise(text string) *tokens {
	t := &tokens{text: text, all: make([]token, 0, len(text)/5+1)}
	opens := true // the next word begins a sentence
	lines := 0
	pos := int32(0)
	for off := 0; off < len(text); {
		r, size := utf8.DecodeRuneInString(text[off:])
		if unicode.IsSpace(r) || ignored(r) {
			if r == '\n' {
				if lines++; lines > 1 {
					opens = true
				}
			}
			off += size
			pos++
			continue
		}
		lines = 0
		k := token{start: pos, off: int32(off), opens: opens}
		end, n := k.read(text[off:], r)
		k.end, k.size = pos+int32(n), int32(end)
		k.hashes(text[off : off+end])
		t.all = append(t.all, k)
		off += end
		pos += int32(n)
		switch {
		case k.class != stop:
			opens = false
		case r == '.' || r == '!' || r == '?' || r == '…' || r == '。' || r == ':' || r == '؟' || r == '！' || r == '？':
			opens = true
		}
	}
	t.n = int(pos)
	return t
}

// ignored reports whether a code point between words says nothing: it has no width, or sets words in Markdown.
func ignored(r rune) bool {
	switch r {
	case '*', '_', '`', '#', '~', '\u00AD', '\uFEFF', '\u2060', '\u200B', '\u200C', '\u200E', '\u200F', '\u061C':
		return true
	}
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

// read finds the end of the token that begins s with first, in bytes and code points, and what it is.
func (k *token) read(s string, first rune) (end, n int) {
	switch {
	case unicode.IsDigit(first):
		k.class = number
	case dense(first):
		k.class = sign
	case unicode.IsLetter(first):
		k.class, k.upper = word, unicode.IsUpper(first) || unicode.IsTitle(first)
	default:
		k.class = stop
	}
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if n > 0 && !k.goesOn(s[:end], s[end+size:], r) {
			break
		}
		end += size
		n++
	}
	return end, n
}

// goesOn reports whether r belongs to the token whose text so far is before; after is the text behind r.
func (k *token) goesOn(before, after string, r rune) bool {
	if unicode.Is(unicode.M, r) || r == '\u200D' || r >= 0x1F3FB && r <= 0x1F3FF || r >= 0xE0020 && r <= 0xE007F {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	if last == '\u200D' && k.class == stop {
		return true
	}
	next, _ := utf8.DecodeRuneInString(after)
	switch k.class {
	case word:
		if unicode.IsLetter(r) && !dense(r) || unicode.IsDigit(r) || r == '\u00AD' || r == '\u200C' || r == '\u200B' || r == '\u2060' {
			return true
		}
		return apostrophe(r) && unicode.IsLetter(next) && !dense(next)
	case number:
		if unicode.IsDigit(r) {
			return true
		}
		if (r == '\u00A0' || r == '\u202F' || r == '\u2009') && groupOfThree(after) {
			return true
		}
		return (r == '.' || r == ',' || r == ':' || r == '٫' || r == '٬' || apostrophe(r)) && unicode.IsDigit(next)
	case stop: // dots, dashes, the two letters of a flag
		if r == '.' && last == '.' || same(r) == '-' && same(last) == '-' {
			return true
		}
		return flag(r) && flag(last) && utf8.RuneCountInString(before) == 1
	}
	return false
}

// groupOfThree reports whether s begins with three digits and no more.
func groupOfThree(s string) bool {
	for i := range 3 {
		if i >= len(s) || s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) == 3 || s[3] < '0' || s[3] > '9'
}

func flag(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '‘' || r == '´' }

// dense reports whether r is of a script that is written without spaces between words.
func dense(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && unicode.IsLetter(r) || r == 'ー' || r == '々'
}

// hashes computes the hashes of the match form of s.
func (k *token) hashes(s string) {
	switch {
	case k.class == number:
		s = plainNumber(s)
	case k.class == stop && strings.Trim(s, "-") == "":
		s = "-"
	}
	h, f := uint64(fnvBasis), uint64(fnvBasis)
	ascii := true
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			ascii = false
			break
		}
		h = mix(h, rune(c))
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		f = mix(f, rune(c))
	}
	if !ascii {
		h, f = fnvBasis, fnvBasis
		dash := false
		for _, r := range norm.NFKC.String(s) {
			if r = same(r); r < 0 || dash && r == '-' {
				continue
			}
			h, f = mix(h, r), mix(f, unicode.ToLower(r))
			dash = r == '-'
		}
	}
	k.hash, k.fold = h, f
}

// plainNumber returns a number without the signs that group its digits by threes.
func plainNumber(s string) string {
	var b strings.Builder
	for i, r := range s {
		if unicode.IsDigit(r) || !(r == ',' || r == '\u00A0' || r == '\u202F' || r == '\u2009' || apostrophe(r)) || !groupOfThree(s[i+utf8.RuneLen(r):]) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// same returns the code point that stands for all that are written for the same, or -1 for one that says nothing.
func same(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛', 'ʼ', '´', '‹', '›':
		return '\''
	case '“', '”', '„', '‟', '«', '»', '「', '」', '『', '』', '〝', '〞', '″', '״':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−', '－', '﹣', '־':
		return '-'
	case '，':
		return ','
	case '\u00AD', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\uFE0E', '\uFE0F', '\u2060', '\u061C', 'ـ':
		return -1
	}
	return r
}

// closes reports whether token i is punctuation written against the token before it.
func (t *tokens) closes(i int) bool {
	return t.all[i].class == stop && i > 0 && t.all[i-1].end == t.all[i].start
}

// leans reports whether token i is punctuation written against the token behind it only.
func (t *tokens) leans(i int) bool {
	return t.all[i].class == stop && i+1 < len(t.all) && t.all[i].end == t.all[i+1].start && !t.closes(i)
}

// slice returns the text between two code points.
func (t *tokens) slice(start, end int) string {
	i, j := t.offset(start), t.offset(end)
	return t.text[i:j]
}

// offset returns the byte at which the code point at pos begins.
func (t *tokens) offset(pos int) int {
	i := sort.Search(len(t.all), func(i int) bool { return int(t.all[i].start) > pos }) - 1
	at, off := 0, 0
	if i >= 0 {
		at, off = int(t.all[i].start), int(t.all[i].off)
	}
	for ; at < pos && off < len(t.text); at++ {
		_, size := utf8.DecodeRuneInString(t.text[off:])
		off += size
	}
	return off
}

// joins reports whether a code point belongs to the one before it.
func joins(s string) bool {
	for _, r := range s {
		return unicode.Is(unicode.M, r) || r == '\u200D' || r >= 0x1F3FB && r <= 0x1F3FF || r >= 0xE0020 && r <= 0xE007F
	}
	return false
}
