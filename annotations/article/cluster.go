package article

import (
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

// clusterReach is how far around a place its grapheme cluster is looked for, in code points. Clusters in real text have at most a dozen.
const clusterReach = 256

// Whole returns r without the white space at its two ends, widened to borders of grapheme clusters (Unicode Standard Annex #29), so that
// no letter loses its accent and no emoji is taken apart; it is empty if r is all white space.
func (v *Version) Whole(r Range) Range {
	if r = v.Trim(r); r.Empty() {
		return r
	}
	return Range{v.cluster(r.Start).Start, v.cluster(r.End - 1).End}
}

// IsWhole reports whether r begins and ends at borders of grapheme clusters.
func (v *Version) IsWhole(r Range) bool {
	return r.Empty() || v.cluster(r.Start).Start == r.Start && v.cluster(r.End-1).End == r.End
}

// cluster returns the grapheme cluster that the code point at pos is part of.
func (v *Version) cluster(pos int) Range {
	from := max(pos-clusterReach, 0)
	text := []rune(v.Slice(Range{from, min(pos+clusterReach, v.length)}))
	for i := pos - from - 1; i > 0; i-- { // clusters begin with white space, if with any
		if unicode.IsSpace(text[i]) {
			text, from = text[i:], from+i
			break
		}
	}
	var s segmenter.Segmenter
	s.Init(text)
	for it := s.GraphemeIterator(); it.Next(); {
		g := it.Grapheme()
		if start := from + g.Offset; pos < start+len(g.Text) {
			return Range{start, start + len(g.Text)}
		}
	}
	return Range{pos, pos + 1}
}
