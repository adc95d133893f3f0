package debate

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"parley/annotations/article"
)

// namedMost is how many mentions are looked for by name.
const namedMost = 2000

// named looks for the actors of the library that the analysis did not find, by their names. Of two names in one place, the
// longer is meant.
func (c *composer) named() {
	text := c.v.Text()
	known := map[ID]bool{} // those that were found
	for i := range c.out.Actors {
		if a := &c.out.Actors[i]; len(a.Mentions) > 0 {
			known[a.Entity] = true
		}
	}
	var names []actorsOf
	for _, x := range c.lib.beginningIn(text) {
		if !known[c.lib.Actors[x.at].ID] {
			names = append(names, x)
		}
	}
	taken := c.taken()
	n := 0
	for i := 0; i < len(names); {
		var found []article.Range // by names of one length, which do not take the place of each other
		size := len(names[i].name)
		for ; i < len(names) && len(names[i].name) == size; i++ {
			name, a := names[i].name, &c.lib.Actors[names[i].at]
			for at := range places(text, name) {
				r := article.Range{Start: c.v.Pos(at), End: c.v.Pos(at + len(name))}
				if n++; n > namedMost {
					return
				}
				if meets(taken, r) {
					continue
				}
				c.addActor(a.ID)
				s := &c.out.Actors[c.actor[a.ID.String()]]
				form := ByAlias
				if name == a.Name {
					form = ByName
				}
				s.Mentions = append(s.Mentions, Mention{r, form})
				found = append(found, r)
			}
		}
		if len(found) > 0 {
			taken = joined(append(taken, found...))
		}
	}
}

// beginningIn returns the names that may stand in a text, the longest first: those that alone say who is meant,
// and that no other actor has.
func (l *Library) beginningIn(text string) []actorsOf {
	if len(l.Actors) == 0 {
		return nil
	}
	l.index.Do(l.makeIndex)
	var out []actorsOf
	for w := range wordsOf(text) {
		for _, x := range l.byWord[w] {
			if (x.name == l.Actors[x.at].Name && utf8.RuneCountInString(x.name) >= 3 || telling(x.name)) && len(l.byName[normal(x.name)]) == 1 {
				out = append(out, x)
			}
		}
	}
	slices.SortFunc(out, func(a, b actorsOf) int {
		return cmp.Or(cmp.Compare(len(b.name), len(a.name)), cmp.Compare(a.at, b.at), strings.Compare(a.name, b.name))
	})
	return out
}

func inOrder(rs []article.Range) {
	slices.SortFunc(rs, func(a, b article.Range) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
}

// taken returns the mentions that are in the view already, or were rejected, in text order.
func (c *composer) taken() []article.Range {
	out := c.hidden
	for i := range c.out.Actors {
		for _, m := range c.out.Actors[i].Mentions {
			out = append(out, m.Range)
		}
	}
	return joined(out)
}

// joined returns what ranges cover, in text order and without overlaps.
func joined(rs []article.Range) []article.Range {
	inOrder(rs)
	var out []article.Range
	for _, r := range rs {
		if n := len(out); n > 0 && r.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, r.End)
			continue
		}
		out = append(out, r)
	}
	return out
}

// meets reports whether r overlaps any of ranges that do not overlap.
func meets(sorted []article.Range, r article.Range) bool {
	i := sort.Search(len(sorted), func(i int) bool { return sorted[i].End > r.Start })
	return i < len(sorted) && sorted[i].Start < r.End
}

// wordsOf returns the words of a text, each once.
func wordsOf(text string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !isLetter(r) }) {
		out[w] = true
	}
	return out
}

func firstWord(name string) string {
	for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return !isLetter(r) }) {
		return w
	}
	return ""
}

// places calls yield with the offsets in text where name stands as words of its own.
func places(text, name string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := strings.Index(text[from:], name)
			if i < 0 {
				return
			}
			i += from
			before, _ := utf8.DecodeLastRuneInString(text[:i])
			after, _ := utf8.DecodeRuneInString(text[i+len(name):])
			whole := (i == 0 || !isLetter(before)) && (i+len(name) == len(text) || !isLetter(after) && after != '+' && after != '#') // "C" is not "C++"
			if whole && !yield(i) {
				return
			}
			from = i + len(name)
		}
	}
}
