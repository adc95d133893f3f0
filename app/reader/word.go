package reader

import (
	"unicode"

	"parley/annotations/article"
)

// wordAt returns the word at a code point, or the one character that is there.
func (r *Reader) wordAt(pos int, s spot) article.Range {
	if s.over >= 0 {
		pos = s.over
	}
	b := r.blockAt(pos)
	runes := []rune(r.page.v.Slice(b))
	i := pos - b.Start
	if i >= len(runes) {
		i = len(runes) - 1
	}
	if i < 0 {
		return article.Range{Start: pos, End: pos}
	}
	if len(runes) > 1<<16 { // of a very long block only what is near
		lo, hi := max(0, i-500), min(len(runes), i+500)
		b.Start += lo
		runes, i = runes[lo:hi], i-lo
	}
	if !wordRune(runes, i) {
		return article.Range{Start: b.Start + i, End: b.Start + i + 1}
	}
	from, to := i, i+1
	for from > 0 && wordRune(runes, from-1) {
		from--
	}
	for to < len(runes) && wordRune(runes, to) {
		to++
	}
	return article.Range{Start: b.Start + from, End: b.Start + to}
}

// wordRune reports whether the character at i is part of a word: an apostrophe is one between letters.
func wordRune(s []rune, i int) bool {
	c := s[i]
	switch {
	case unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.M, c) || c == '_':
		return true
	case c == '\'' || c == '’' || c == '\u00ad':
		return i > 0 && i+1 < len(s) && unicode.IsLetter(s[i-1]) && unicode.IsLetter(s[i+1])
	}
	return false
}

// blockAt returns the block at a code point.
func (r *Reader) blockAt(pos int) article.Range {
	v := r.page.v
	i := v.BlockAt(pos)
	if i < 0 {
		return article.Range{Start: pos, End: pos}
	}
	return v.Blocks()[i].Range
}
