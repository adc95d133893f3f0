package article

import (
	"math/bits"
	"slices"
)

// shingleTerms is how many terms that follow each other are a shingle.
const shingleTerms = 4

// winnowWindow is out of how many shingles that follow each other at least one is chosen.
const winnowWindow = 5

// winnowMost is how many shingles a sample has at most.
const winnowMost = 300_000

// WinnowRun is how many terms in a row two texts must have in common for [Winnow] to choose at least one shingle that both have.
const WinnowRun = winnowWindow + shingleTerms - 1

// ShingleBits is how many bits of a shingle's hash are used; the others are 0.
const ShingleBits = 31

// Shingles returns the hashes of a text's shingles in their order: of every four terms that follow each other, but for the last signs of runs
// without spaces, which depend on where a text is cut. A text of fewer terms is one shingle, one without terms has none.
//
// Libraries keep these hashes: to change them is to make their index anew.
func Shingles(text string) []uint32 {
	var out []uint32
	var last [shingleTerms]uint64 // the hashes of terms, the newest first
	n := 0
	Terms(text, func(t Term) bool {
		if t.Alone {
			return true
		}
		copy(last[1:], last[:])
		last[0] = termHash(t.Text)
		if n++; n >= shingleTerms {
			out = append(out, shingleHash(last[:]))
		}
		return true
	})
	if n > 0 && n < shingleTerms {
		out = append(out, shingleHash(last[:n]))
	}
	return out
}

// termHash is FNV-1a (Fowler, Noll, Vo) of 64 bits.
func termHash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

func shingleHash(terms []uint64) uint32 {
	var h uint64
	for _, t := range terms {
		h = bits.RotateLeft64(h, 23) ^ t
		// The finisher of SplitMix64 (Steele, Lea, Flood 2014), so that every bit of every term counts.
		h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
		h = (h ^ h>>27) * 0x94d049bb133111eb
		h ^= h >> 31
	}
	return uint32(h >> (64 - ShingleBits))
}

// Winnow returns a sample of a text's shingles, in which every five of them that follow each other have one: the least of these, and the last
// of such. Two texts that have [WinnowRun] terms in a row in common have a shingle of their samples in common. The sample is sorted, each
// shingle once: its beginning is a sample, too, and the same of texts that are alike. Of texts of more than a million words it is no more
// than that, so that the index of a text of [winnowMost] shingles is the largest there is.
//
// This is robust winnowing: Schleimer, Wilkerson and Aiken, “Winnowing: Local Algorithms for Document Fingerprinting”, SIGMOD 2003.
func Winnow(all []uint32) []uint32 {
	out := make([]uint32, 0, len(all)*2/(winnowWindow+1)+1)
	chosen := -1
	for end := min(winnowWindow, len(all)); end <= len(all) && end > 0; end++ {
		from := max(0, end-winnowWindow)
		switch {
		case chosen < from: // it has left the window, or there was none yet
			chosen = from
			for i := from + 1; i < end; i++ {
				if all[i] <= all[chosen] {
					chosen = i
				}
			}
		case all[end-1] < all[chosen]:
			chosen = end - 1
		default:
			continue
		}
		out = append(out, all[chosen])
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), winnowMost)]
}

// Common returns the share of the smaller of two sets of shingles that the other has, too, from 0 to 1. Both must be sorted, each shingle once.
func Common(a, b []uint32) float64 {
	least := min(len(a), len(b))
	if least == 0 {
		return 0
	}
	both := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			both++
			a, b = a[1:], b[1:]
		}
	}
	return float64(both) / float64(least)
}

// ShingleSet returns all shingles of a text, sorted, each once.
func ShingleSet(text string) []uint32 {
	all := Shingles(text)
	slices.Sort(all)
	return slices.Compact(all)
}
