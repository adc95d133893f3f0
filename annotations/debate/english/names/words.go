package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The looks of words.
const (
	sign uint8 = iota
	small
	capital
	capitals
	digits
	link // a small word that stands inside names: of, de
	opening
	initial
)

// A word is a spelling of the text and what it says by itself.
type word struct {
	hash   uint64 // in small letters
	prefix uint64
	suffix uint64
	ending uint64
	shape  uint64
	class  Class
	look   uint8
	cap    bool // has a capital letter
	lower  bool // also stands in the text in small letters
	within bool // stands with a capital where no sentence begins
	done   uint8
	sums   [5][labels]int32 // what it says two words before, one before, here, …
}

// newWord describes a spelling.
func newWord(s string, g *Gazetteer) word {
	if len(s) > 200 {
		s = s[:200]
	}
	low := lower(s)
	w := word{hash: hash(low), shape: shapeOf(s), cap: strings.IndexFunc(s, unicode.IsUpper) >= 0}
	w.prefix, w.suffix, w.ending = w.hash, w.hash, w.hash
	if n := cutAt(low, 3); n > 0 {
		w.prefix = hash(low[:n])
	}
	if n := cutAt(low, -3); n > 0 {
		w.suffix = hash(low[n:])
	}
	if n := cutAt(low, -2); n > 0 {
		w.ending = hash(low[n:])
	}
	w.class = g.at(join(phraseSeed, w.hash)) &^ begins
	if strings.HasSuffix(low, ".") && w.class == 0 {
		w.class = g.at(join(phraseSeed, hash(low[:len(low)-1]))) &^ begins
	}
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsDigit(r):
		w.look = digits
	case !unicode.IsLetter(r):
		w.look = sign
		if s == "&" {
			w.look = link
		}
	case !w.cap:
		w.look = small
		if linking(low) {
			w.look = link
		}
	case len(s) <= size+1 && (len(s) == size || s[size] == '.'):
		w.look = initial
	case strings.IndexFunc(s, unicode.IsLower) < 0:
		w.look = capitals
	default:
		w.look = capital
	}
	return w
}

// linking reports whether a small word stands inside names.
func linking(s string) bool {
	switch s {
	case "of", "and", "the", "for", "de", "del", "della", "di", "da", "do", "dos", "du", "des", "la", "le", "el", "al", "van", "von", "der", "den", "ter", "ten", "bin", "bint", "ibn", "y", "zu", "af", "'s", "on", "in":
		return true
	}
	return false
}

// cutAt returns the byte after the first n code points of s, or before the last -n; 0 if s is not longer.
func cutAt(s string, n int) int {
	if n > 0 {
		for i := range s {
			if n == 0 {
				return i
			}
			n--
		}
		return 0
	}
	i := len(s)
	for ; n < 0 && i > 0; n++ {
		_, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
	}
	return i
}

// shapeOf returns a number for the look of s: capitals, small letters, digits and signs,
// each run of the same kind counted once.
func shapeOf(s string) uint64 {
	var b [16]byte
	n := 0
	var last byte
	for _, r := range s {
		c := byte(0)
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r), unicode.Is(unicode.M, r):
			c = 'x'
		case unicode.IsDigit(r):
			c = '0'
		case r == '’':
			c = '\''
		case r < 128:
			c = byte(r)
		default:
			c = '?'
		}
		if c != last && n < len(b) {
			b[n] = c
			n++
		}
		last = c
	}
	return hash(b[:n])
}
