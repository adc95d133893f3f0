package anchor

import (
	"unicode"

	"parley/annotations/article"
)

// Describe returns the anchor of a passage. Its context ends at word borders,
// where there are any near.
func Describe(v *article.Version, r article.Range) Anchor {
	r = r.Intersect(article.Range{End: v.Len()})
	return Anchor{
		Range: r, Exact: v.Slice(r), Block: max(v.BlockAt(r.Start), 0),
		Prefix: before(v, r.Start), Suffix: after(v, r.End),
	}
}

func before(v *article.Version, pos int) string {
	s := []rune(v.Slice(article.Range{Start: max(pos-Context, 0), End: pos}))
	if pos <= Context {
		return string(s)
	}
	for i, r := range s[:len(s)/2] { // a script without spaces is cut where it is
		if unicode.IsSpace(r) {
			return string(s[i:])
		}
	}
	return string(s)
}

func after(v *article.Version, pos int) string {
	s := []rune(v.Slice(article.Range{Start: pos, End: min(pos+Context, v.Len())}))
	if pos+Context >= v.Len() {
		return string(s)
	}
	for i := len(s); i > len(s)/2; i-- {
		if unicode.IsSpace(s[i-1]) {
			return string(s[:i])
		}
	}
	return string(s)
}
