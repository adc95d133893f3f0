package export

import (
	"strings"
	"unicode"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

// contextBefore returns the sentence that ends where p begins, character for character: what of it is near enough to be kept
// with an anchor. Where p begins a sentence, that is the sentence before.
func contextBefore(v *article.Version, p Passage) string {
	s := []rune(around(v, p).Prefix)
	words := false
	for i := len(s) - 1; i > 0; i-- {
		words = words || unicode.IsLetter(s[i]) || unicode.IsNumber(s[i])
		if words && !unicode.IsSpace(s[i]) && ends(s[:i]) {
			return string(s[i:])
		}
	}
	return strings.TrimLeftFunc(string(s), unicode.IsSpace)
}

// contextAfter returns the sentence that begins where p ends, as contextBefore does.
func contextAfter(v *article.Version, p Passage) string {
	s := []rune(around(v, p).Suffix)
	words := false
	for i := 1; i < len(s); i++ {
		words = words || unicode.IsLetter(s[i-1]) || unicode.IsNumber(s[i-1])
		if words && !unicode.IsSpace(s[i]) && ends(s[:i]) {
			s = s[:i]
			break
		}
	}
	return strings.TrimRightFunc(string(s), unicode.IsSpace)
}

// around returns p with the text around it in v, if its words stand there; otherwise with that which they stood in when it was made: words
// are never shown within a text that does not have them.
func around(v *article.Version, p Passage) anchor.Anchor {
	if r := p.Placement.Range; !r.Empty() && v.Slice(r) == p.Exact {
		return anchor.Describe(v, r)
	}
	return p.Anchor
}

// ends reports whether a sentence, or a paragraph, ends with s.
func ends(s []rune) bool {
	i, lines := len(s), 0
	for i > 0 && unicode.IsSpace(s[i-1]) {
		i--
		if s[i] == '\n' {
			lines++
		}
	}
	spaced := i < len(s)
	for i > 0 && strings.ContainsRune("\"'”’»)]\u00a0\u202f", s[i-1]) {
		i--
	}
	switch {
	case lines > 1:
		return true
	case i == 0:
		return false
	}
	switch s[i-1] {
	case '。', '！', '？':
		return true
	case '!', '?', '…', '؟', '।':
		return spaced
	case '.':
		return spaced && !abbreviates(s[:i-1])
	}
	return false
}

// abbreviates reports whether a full stop after s is one of a short word with a capital, such as "Mr" or the last of "U.S".
func abbreviates(s []rune) bool {
	n := 0
	for n < len(s) && unicode.IsLetter(s[len(s)-1-n]) {
		n++
	}
	return 0 < n && n <= 3 && unicode.IsUpper(s[len(s)-n])
}
