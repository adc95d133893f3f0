package anchor

import (
	"context"
	"strings"
	"unicode/utf8"

	"parley/annotations/article"
)

// Place finds passages again in a version, in the order of as. In the version that they were made
// on, or in one with the same text, they stand where they stood. Elsewhere a passage
// is found if its exact words stand there once, or if what is around one of several places
// agrees with the anchor better than around any other; else it is unattached: nothing is
// guessed. The old version may be nil. The error is ctx's.
func Place(ctx context.Context, old, now *article.Version, as []Anchor) ([]Placement, error) {
	out := make([]Placement, len(as))
	same := old != nil && (old == now || old.ID == now.ID && old.ID != article.ID{} || old.Text() == now.Text())
	for i, a := range as {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if now.Slice(a.Range) == a.Exact && !a.Range.Empty() && (same || agreement(now, a, a.Range) == 1) {
			out[i] = Placement{Range: a.Range, State: Exact, Score: 1}
			continue
		}
		if !same && a.Exact != "" {
			out[i] = search(now, a)
		}
	}
	return out, nil
}

// placesMost is how many places of the same words are compared.
const placesMost = 1000

// search looks for the words of a in v.
func search(v *article.Version, a Anchor) Placement {
	text := v.Text()
	var best, second float64
	var at article.Range
	n := 0
	for from := 0; n < placesMost; n++ {
		i := strings.Index(text[from:], a.Exact)
		if i < 0 {
			break
		}
		i += from
		start := v.Pos(i)
		r := article.Range{Start: start, End: start + utf8.RuneCountInString(a.Exact)}
		_, wide := utf8.DecodeRuneInString(text[i:])
		from = i + wide
		score := agreement(v, a, r)
		switch {
		case n == 0 || score > best:
			best, second, at = score, best, r
		case score > second:
			second = score
		}
	}
	switch {
	case n == 0:
		return Placement{}
	case n == 1 && utf8.RuneCountInString(a.Exact) < shortest && best < 1:
		return Placement{} // so few words stand anywhere
	case n > 1 && (best == second || best < 0.5):
		return Placement{}
	}
	p := Placement{Range: at, State: Moved, Score: best}
	if at == a.Range {
		p.State = Exact
	}
	return p
}

// shortest is the length in code points below which words alone do not show a place.
const shortest = 20

// agreement says how much of the context of a, from the passage outwards, stands around r, from 0 to 1.
func agreement(v *article.Version, a Anchor, r article.Range) float64 {
	p, s := []rune(a.Prefix), []rune(a.Suffix)
	if len(p)+len(s) == 0 {
		if r.Len() == v.Len() {
			return 1
		}
		return 0
	}
	before := []rune(v.Slice(article.Range{Start: r.Start - len(p), End: r.Start}))
	after := []rune(v.Slice(article.Range{Start: r.End, End: r.End + len(s)}))
	same := 0
	for i := 1; i <= len(p) && i <= len(before) && p[len(p)-i] == before[len(before)-i]; i++ {
		same++
	}
	for i := 0; i < len(s) && i < len(after) && s[i] == after[i]; i++ {
		same++
	}
	return float64(same) / float64(len(p)+len(s))
}
