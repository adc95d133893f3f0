package desk

import (
	"bytes"
	"hash/maphash"
	"strings"
	"unicode"

	"parley/annotations/article"
)

// shingle is how many words are compared at once.
const shingle = 4

// alike returns the share of the shorter text's shingles that the other has, too, from 0 to 1.
func alike(a, b string) float64 {
	seed := maphash.MakeSeed()
	return common(shingles(seed, a), shingles(seed, b))
}

// common returns the share of the smaller set that the other has, too.
func common(x, y map[uint64]bool) float64 {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return 0
	}
	both := 0
	for s := range x {
		if y[s] {
			both++
		}
	}
	return float64(both) / float64(len(x))
}

// shingles returns the hashes of every few words of a text that follow each other; of a script without spaces,
// signs are words.
func shingles(seed maphash.Seed, text string) map[uint64]bool {
	var words []string
	for _, f := range strings.FieldsFunc(article.Fold(text).Text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '\'' }) {
		if r := []rune(f); len(r) > 4 && unicode.In(r[0], unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			for _, c := range r {
				words = append(words, string(c))
			}
			continue
		}
		words = append(words, f)
	}
	out := make(map[uint64]bool, len(words))
	var b bytes.Buffer
	for i := range words {
		b.Reset()
		for _, w := range words[i:min(i+shingle, len(words))] {
			b.WriteString(w)
			b.WriteByte(' ')
		}
		out[maphash.Bytes(seed, b.Bytes())] = true
		if i+shingle >= len(words) {
			break
		}
	}
	return out
}

// Words counts the words of a text; of a script without spaces, two signs are one.
func Words(text string) int {
	n, dense, in := 0, 0, false
	for _, r := range text {
		switch {
		case r < 0x80 && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'):
			if !in {
				n++
			}
			in = true
		case r < 0x80:
			in = in && (r == '\'' || r == '-')
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			dense++
			in = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !in {
				n++
			}
			in = true
		default:
			in = in && (r == '’' || unicode.Is(unicode.M, r))
		}
	}
	return n + dense/2
}
