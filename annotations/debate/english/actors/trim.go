package actors

import (
	"strings"

	"parley/annotations/debate/english/names"
	"parley/annotations/debate/english/text"
)

// A heading is a run of capitalised words of a sentence in title case, whose names are looked for when those of the other
// sentences are known.
type heading struct{ first, last int }

// findInHeadings finds in the sentences in title case the names that the other sentences write, and those of the gazetteer.
func (f *nameFinder) findInHeadings() {
	written := make(map[string]Class, len(f.Names))
	for i := range f.Names {
		n := &f.Names[i]
		written[f.Slice(n.First, n.Last)] = n.Class
		if n.Last-n.First > 1 && (n.Class == Person || n.Class == Unknown && n.Last-n.First < 4) {
			if w := f.Word(n.Last - 1).Text; written[w] == Unknown && len(w) > 2 {
				written[w] = n.Class
			}
		}
	}
	for _, h := range f.headings {
		for t := h.first; t < h.last; {
			t = f.headingName(t, h.last, written)
		}
	}
	f.headings = nil
	f.orderNames()
}

// headingName adds the name that begins at token t of a sentence in title case, if there is one, and returns where to go on.
func (f *nameFinder) headingName(t, end int, written map[string]Class) int {
	for last := min(end, t+5); last > t; last-- {
		class, ok := written[f.Slice(t, last)]
		p, n := f.phraseAt(t, last)
		switch {
		case p != nil && n == last-t:
			f.addKnown(t, n, p)
			return last
		case ok && !f.Has(t, text.IsCommon):
			f.addName(Name{First: t, Last: last, Class: class})
			return last
		}
	}
	if f.Has(t, text.IsMan|text.IsWoman) && t+1 < end {
		if class, ok := written[f.Word(t+1).Text]; ok && (class == Person || class == Unknown) {
			f.addName(Name{First: t, Last: t + 2, Class: Person})
			return t + 2
		}
	}
	return t + 1
}

// trimNames takes off persons' names the words before them that are none of it: "Republican Donald Hart", "Crooked Anna Hart" where
// the text also writes "Anna Hart".
func (f *nameFinder) trimNames() {
	count := make(map[string]int, len(f.Names))
	for i := range f.Names {
		count[f.Slice(f.Names[i].First, f.Names[i].Last)]++
	}
	for i := range f.Names {
		n := &f.Names[i]
		for n.Entry == nil && n.Last-n.First > 1 && n.Class != Organisation && n.Class != Quiet && f.foreword(n, count) {
			f.nameOf[n.First] = -1
			n.First++
			if n.Class == Unknown && n.Last-n.First > 1 && f.Has(n.First, text.IsMan|text.IsWoman) {
				n.Class = Person
			}
		}
	}
}

// foreword reports whether the first word of n is none of the name. The map counts how often the text writes each name.
func (f *nameFinder) foreword(n *Name, count map[string]int) bool {
	w := f.Word(n.First)
	if w.Flags&(text.IsMan|text.IsWoman|text.IsSurname|text.IsParticle|text.IsAbbr) != 0 || len(w.Text) < 2 {
		return false
	}
	long := n.Last-n.First > 2 && f.Has(n.First+1, text.IsMan|text.IsWoman) && !f.Has(n.First+1, text.IsCaps)
	rest := count[f.Slice(n.First+1, n.Last)] > 0 && count[f.Slice(n.First, n.Last)] == 1
	s := f.Sentences[f.Tokens[n.First].Sentence]
	switch {
	case lists().things[w.Text]:
		return f.Has(n.First+1, text.IsCap)
	case long && (w.Flags&text.IsCaps != 0 || f.Is(n.First-1, "the") || f.small[w.Lower]):
		return true
	case rest && n.Last-n.First > 2:
		return f.opensSentence(n.First, s) || f.Has(n.First+1, text.IsMan|text.IsWoman)
	case rest:
		return f.opensSentence(n.First, s) && (w.Flags&text.IsCommon != 0 || f.Verbal(n.First) || f.small[w.Lower])
	case long && count[f.Slice(n.First, n.Last)] == 1:
		sp := f.spanOver(n.First, n.Last)
		return sp.Kind == names.Person && sp.First == n.First+1 && sp.Last >= n.Last
	}
	return false
}

// dropThings removes the names that name nobody.
func (f *nameFinder) dropThings() {
	out := f.Names[:0]
	for _, n := range f.Names {
		if n.Entry == nil && n.Last-n.First == 1 && lists().peoples[f.Word(n.First).Text] {
			n.Class = Group
		}
		if f.portfolio(&n) {
			f.nameOf[n.First] = -1
			continue
		}
		if n.Entry == nil && (n.Class != Organisation || n.Last-n.First == 1 ||
			lists().things[strings.ReplaceAll(f.Slice(n.First, n.Last), " ", "_")]) && f.thing(n.First, n.Last) {
			for t := n.First; t < n.Last; t++ {
				f.nameOf[t] = -1
			}
			continue
		}
		out = append(out, n)
	}
	f.Names = out
	f.orderNames()
}

// portfolio reports whether "Labour" is no party, but the field of a minister.
func (f *nameFinder) portfolio(n *Name) bool {
	return n.Last-n.First == 1 && f.Is(n.First, "labour", "labor") && (f.Is(n.Last, "minister", "ministry", "secretary", "department") ||
		f.Is(n.First-1, "and", "&", "of", "child"))
}

// joinPairs joins two names and the "and" between them if they are one body: "the Securities and Exchange Commission". The first of
// them names nobody by itself.
func (f *nameFinder) joinPairs() {
	out := f.Names[:0]
	for i := 0; i < len(f.Names); i++ {
		n := f.Names[i]
		if i+1 < len(f.Names) && f.pair(&n, &f.Names[i+1]) {
			n.Last, n.Class = f.Names[i+1].Last, Organisation
			i++
		}
		out = append(out, n)
	}
	f.Names = out
	f.orderNames()
}

// pair reports whether names a and b are parts of the name of one body.
func (f *nameFinder) pair(a, b *Name) bool {
	if b.First != a.Last+1 || !f.Is(a.Last, "and", "&") || !f.Is(a.First-1, "the") || a.Entry != nil || b.Entry != nil ||
		b.Last-b.First < 2 || b.Class != Organisation && b.Class != Quiet {
		return false
	}
	for i := a.First; i < a.Last; i++ {
		if f.Has(i, text.IsMan|text.IsWoman|text.IsSurname|text.IsOrgHead|text.IsCaps) {
			return false
		}
	}
	return a.Last-a.First < 3 && f.Is(b.Last-1, "commission", "committee", "department", "agency", "administration", "council", "board",
		"bureau", "authority", "organisation", "organization", "service", "ministry", "subcommittee", "union")
}
