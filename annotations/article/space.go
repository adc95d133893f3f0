package article

import (
	"strings"
	"unicode"
)

// blank reports whether s is nothing but white space.
func blank(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) }) < 0
}

// Trim returns r without the white space at its two ends; it is empty if r is all white space.
func (v *Version) Trim(r Range) Range {
	r = r.Intersect(Range{0, v.length})
	s := v.Slice(r)
	t := strings.TrimLeftFunc(s, unicode.IsSpace)
	start := r.End - len([]rune(t))
	t = strings.TrimRightFunc(t, unicode.IsSpace)
	end := start + len([]rune(t))
	if start >= end {
		return Range{}
	}
	return Range{start, end}
}
