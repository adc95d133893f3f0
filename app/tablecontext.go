package app

import (
	"slices"
	"strings"
	"unicode"

	"parley/annotations/article"
)

// contextMost is how far on either side of a passage the ends of sentences are looked for, in code points.
const contextMost = 1200

// around returns what is read before and after a passage: the rest of its first and last sentence, and
// one sentence more on either side.
func around(v *article.Version, r article.Range) (before, after article.Range) {
	first := blockOf(v, r.Start)
	starts := sentences(v, first, r.Start)
	i := lastAt(starts, r.Start)
	switch {
	case i > 0:
		before = article.Range{Start: starts[i-1], End: r.Start}
	default:
		before = article.Range{Start: first.Start, End: r.Start}
		if len(starts) > 0 {
			before.Start = starts[0]
		}
		if n := v.BlockAt(first.Start); n > 0 && before.Start == first.Start { // the sentence before is in the block before
			b := v.Blocks()[n-1].Range
			s := sentences(v, b, b.End)
			before.Start = s[len(s)-1]
		}
	}
	last := blockOf(v, max(r.End-1, r.Start))
	starts = append(sentences(v, last, r.End), last.End)
	end := lastAt(starts, max(r.End-1, r.Start)) + 2 // the sentence that ends it, and one more
	after = article.Range{Start: r.End, End: last.End}
	switch {
	case end < len(starts):
		after.End = starts[end]
	default:
		if n := v.BlockAt(last.Start); n+1 < len(v.Blocks()) {
			b := v.Blocks()[n+1].Range
			s := append(sentences(v, b, b.Start), b.End)
			after.End = s[min(1, len(s)-1)]
		}
	}
	before.Start = max(before.Start, r.Start-2*contextMost)
	after.End = min(after.End, r.End+2*contextMost)
	return before, after
}

func blockOf(v *article.Version, pos int) article.Range {
	if i := v.BlockAt(pos); i >= 0 {
		return v.Blocks()[i].Range
	}
	return article.Range{End: v.Len()}
}

// lastAt returns the index of the last start at or before pos; 0 if there is none.
func lastAt(starts []int, pos int) int {
	i, found := slices.BinarySearch(starts, pos)
	if !found {
		i--
	}
	return max(i, 0)
}

// shortForms are words whose full stop seldom ends a sentence.
var shortForms = [...]string{"mr", "mrs", "ms", "dr", "st", "gen", "col", "lt", "sgt", "sen", "rep", "gov", "prof", "vs", "no", "jan", "feb", "aug", "sept", "oct", "nov", "dec"}

// sentences returns where sentences begin in a block, in the neighbourhood of pos; the first is the start of
// the block, or of the neighbourhood.
func sentences(v *article.Version, b article.Range, pos int) []int {
	from, to := max(b.Start, pos-contextMost), min(b.End, pos+contextMost)
	s := []rune(v.Slice(article.Range{Start: from, End: to}))
	starts := []int{from}
	for i := 0; i < len(s); i++ {
		if !strings.ContainsRune(".!?…。！？", s[i]) || s[i] == '.' && shortForm(s[:i]) {
			continue
		}
		k := i + 1
		for k < len(s) && strings.ContainsRune(".!?…\"'”’»)]", s[k]) {
			k++
		}
		next := k
		for next < len(s) && unicode.IsSpace(s[next]) {
			next++
		}
		wide := strings.ContainsRune("。！？", s[i]) // no space follows these
		if next < len(s) && (next > k || wide) && !unicode.IsLower(s[next]) {
			starts = append(starts, from+next)
		}
		i = k - 1
	}
	return starts
}

// shortForm reports whether the word before a full stop is an initial or an abbreviation.
func shortForm(before []rune) bool {
	i := len(before)
	for i > 0 && (unicode.IsLetter(before[i-1]) || before[i-1] == '.') {
		i--
	}
	word := before[i:]
	if len(word) == 1 && unicode.IsUpper(word[0]) || slices.Contains(word, '.') {
		return true
	}
	return slices.Contains(shortForms[:], strings.ToLower(string(word)))
}
