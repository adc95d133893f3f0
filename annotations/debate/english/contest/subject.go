package contest

import (
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// A stemSet is the subject of a passage: its stems in text order, each once, and which of
// them are parts of names.
type stemSet struct {
	words  []string
	proper []bool
}

// limitStems bounds how many stems of a passage count.
const limitStems = 60

// stems returns the subject of tokens [first, last).
func (d *doc) stems(first, last int) stemSet {
	var out stemSet
	for i := first; i < last && len(out.words) < limitStems; i++ {
		s := d.Stem(i)
		if s == "" || out.has(s) {
			continue
		}
		n := d.NameAt(i)
		if n >= 0 && (d.Names[n].Class == actors.State || d.Names[n].Class == actors.Person || d.Names[n].Actor >= 0 && !d.Actors[d.Names[n].Actor].Dropped) {
			continue // everything in an article is about its actors
		}
		if n < 0 {
			switch d.TagAt(i) {
			case tags.Adverb, tags.Determiner, tags.Pronoun, tags.Preposition, tags.Conjunction, tags.Modal, tags.Wh, tags.To:
				continue
			}
		}
		out.words = append(out.words, s)
		out.proper = append(out.proper, n >= 0 || d.Has(i, text.IsCap) && d.TagAt(i) == tags.Proper && d.CapitalInside(i))
	}
	return out
}

func (s *stemSet) has(w string) bool {
	for _, x := range s.words {
		if x == w {
			return true
		}
	}
	return false
}

// weight returns how much the subject weighs: names count double.
func (s *stemSet) weight() int {
	n := len(s.words)
	for _, p := range s.proper {
		if p {
			n++
		}
	}
	return n
}

// common returns the weight of what two subjects share, and whether that has a name in it.
func (s *stemSet) common(o *stemSet) (weight int, named bool) {
	for i, w := range s.words {
		if o.has(w) {
			weight++
			if s.proper[i] {
				weight++
				named = true
			}
		}
	}
	return weight, named
}

// alike reports whether two noun phrases name the same question.
func (s *stemSet) alike(o *stemSet) bool {
	w, named := s.common(o)
	small := min(s.weight(), o.weight())
	if w == 0 || small == 0 {
		return false
	}
	return (w*2 > small || w == small) && (named || w >= 2 || small == 1) || w >= 3 && w*2 >= small
}

// touches reports whether a longer passage o speaks of the question s.
func (s *stemSet) touches(o *stemSet) bool {
	w, named := s.common(o)
	all := s.weight()
	switch {
	case all == 0 || w == 0:
		return false
	case named && (w*2 > all || s.shared(o) >= 2):
		return true
	case all <= 2:
		return w == all
	}
	return s.shared(o) >= 2 && w*2 >= all
}

// shared returns how many stems two subjects share.
func (s *stemSet) shared(o *stemSet) (n int) {
	for _, w := range s.words {
		if o.has(w) {
			n++
		}
	}
	return n
}
