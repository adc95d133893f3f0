package desk

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotations/article"
)

// An Excerpt is a few words of a text, on one line, in which what was searched for is marked.
type Excerpt struct {
	Text  string
	Marks []article.Range // in Text
	Place article.Range   // of the first mark in the text that the excerpt is of; empty if nothing was found
}

// How many code points an excerpt has, how many of them stand before the first mark, and how many places of a text are considered.
const (
	excerptMost   = 170
	excerptBefore = 50
	placesMost    = 400
)

// A place is where a phrase stands.
type place struct {
	article.Range
	phrase int
}

// excerptOf returns the part of a text in which most of the phrases stand closest together, the first of those that are alike. Without
// one, the text's beginning.
func excerptOf(text string, phrases [][]article.SearchWord) Excerpt {
	places := find(text, phrases)
	from, to := 0, 0    // places that are in the best excerpt
	most, least := 0, 0 // phrases in it, and in how many code points they stand
	for i := range places {
		seen := map[int]bool{}
		j, span := i, 0
		for ; j < len(places) && places[j].End-places[i].Start <= excerptMost-excerptBefore; j++ {
			if !seen[places[j].phrase] {
				seen[places[j].phrase] = true
				span = places[j].End - places[i].Start
			}
		}
		if len(seen) > most || len(seen) == most && span < least {
			most, least, from, to = len(seen), span, i, j
		}
	}
	return around(text, places[from:to])
}

// around returns what stands around places of a text that are near each other, the first of them not far from its beginning.
func around(text string, places []place) Excerpt {
	start := 0
	if len(places) > 0 {
		start = max(places[0].Start-excerptBefore, 0)
	}
	rs := runesFrom(text, start, excerptMost+1)
	cut := len(rs) > excerptMost
	rs = rs[:min(len(rs), excerptMost)]
	shift := start
	if start > 0 { // at the beginning of a word
		if i := slices.IndexFunc(rs[:min(excerptBefore, len(rs))], unicode.IsSpace); i >= 0 && (len(places) == 0 || start+i < places[0].Start) {
			for i < len(rs) && unicode.IsSpace(rs[i]) {
				i++
			}
			rs, shift = rs[i:], start+i
		}
	}
	if cut {
		for i := len(rs) - 1; i > len(rs)-20 && i > 0; i-- {
			if unicode.IsSpace(rs[i]) {
				rs = rs[:i]
				break
			}
		}
	}
	line := make([]rune, 0, len(rs)+2)
	if shift > 0 {
		line = append(line, '…')
	}
	at := make([]int, len(rs)+1) // where each code point stands in the line
	for i, r := range rs {
		at[i] = len(line)
		switch {
		case !unicode.IsSpace(r) && !unicode.IsControl(r):
			line = append(line, r)
		case len(line) > 0 && line[len(line)-1] != ' ':
			line = append(line, ' ')
		}
	}
	at[len(rs)] = len(line)
	if cut {
		line = append(line, '…')
	}
	out := Excerpt{Text: string(line)}
	for _, p := range places {
		if p.Start >= shift && p.Start-shift < len(rs) {
			out.Marks = append(out.Marks, article.Range{Start: at[p.Start-shift], End: at[min(p.End-shift, len(rs))]})
		}
	}
	if len(places) > 0 {
		out.Place = places[0].Range
	}
	return out
}

// runesFrom returns code points of s from the one at start on, at most most.
func runesFrom(s string, start, most int) []rune {
	off := 0
	for ; start > 0 && off < len(s); start-- {
		_, n := utf8.DecodeRuneInString(s[off:])
		off += n
	}
	out := make([]rune, 0, most)
	for _, r := range s[off:] {
		if len(out) == most {
			break
		}
		out = append(out, r)
	}
	return out
}

// find returns where phrases stand in a text, in order, some of the places if there are many.
func find(text string, phrases [][]article.SearchWord) []place {
	longest := 0
	for _, p := range phrases {
		longest = max(longest, len(p))
	}
	if longest == 0 {
		return nil
	}
	last := make([]article.Term, 0, 2*longest) // the terms read last, the newest at the end
	var out []place
	article.Terms(text, func(t article.Term) bool {
		if len(last) == cap(last) {
			last = append(last[:0], last[len(last)-longest+1:]...)
		}
		last = append(last, t)
		for k, p := range phrases {
			if len(p) == 0 || len(last) < len(p) {
				continue
			}
			at := last[len(last)-len(p):]
			fits := true
			for i, w := range p {
				if fits = at[i].Text == w.Text || w.Prefix && strings.HasPrefix(at[i].Text, w.Text); !fits {
					break
				}
			}
			if fits {
				out = append(out, place{article.Range{Start: at[0].Range.Start, End: t.Range.End}, k})
			}
		}
		return len(out) < placesMost
	})
	slices.SortStableFunc(out, func(a, b place) int { return a.Start - b.Start })
	return out
}
