package actors

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"

	"parley/annotations/debate/english/names"
	"parley/annotations/debate/english/text"
)

// recognise has the perceptron read the text. What it hears is weighed against the rules
// when the names are settled.
func (f *nameFinder) recognise(ctx context.Context) error {
	f.small = make(map[string]bool, len(f.Vocabulary))
	for i := range f.Vocabulary {
		if w := &f.Vocabulary[i]; w.Flags&(text.IsWord|text.IsCap) == text.IsWord {
			f.small[w.Text] = true
		}
	}
	r, err := names.Open()
	if err != nil {
		return nil // the rules do without
	}
	t := names.Text{
		Words: make([]string, len(f.Vocabulary)), Tokens: make([]names.Token, len(f.Tokens)),
		Sentences: make([][2]int, len(f.Sentences)),
	}
	for i := range f.Vocabulary {
		t.Words[i] = f.Vocabulary[i].Text
	}
	for i := range f.Tokens {
		t.Tokens[i] = names.Token{Word: f.Tokens[i].Word, Tag: uint8(f.Tokens[i].Tag)}
	}
	for i, s := range f.Sentences {
		t.Sentences[i] = [2]int{s.First, s.Last}
	}
	f.heard, err = r.Find(ctx, t)
	return err
}

// heardIn returns the names heard in tokens [first, last) or over their ends.
func (f *nameFinder) heardIn(first, last int) []names.Span {
	lo := sort.Search(len(f.heard), func(i int) bool { return f.heard[i].Last > first })
	hi := lo
	for hi < len(f.heard) && f.heard[hi].First < last {
		hi++
	}
	return f.heard[lo:hi]
}

// heardAs returns the name that was heard in most of tokens [first, last), if there is one.
func (f *nameFinder) heardAs(first, last int) (best names.Span) {
	most := (last - first) / 2
	for _, s := range f.heardIn(first, last) {
		if n := min(s.Last, last) - max(s.First, first); n > most {
			most, best = n, s
		}
	}
	return best
}

// believed reports whether a name that was heard may stand on its own: one word alone must
// have been heard well, and better still if the text also writes it small.
func (f *nameFinder) believed(s names.Span) bool {
	switch {
	case s.Last-s.First > 1:
		return true
	case f.Has(s.First, text.IsCaps):
		return s.Margin >= 50
	case f.small[f.Word(s.First).Lower]:
		return s.Margin >= 500
	}
	return s.Margin >= 200
}

// classHeard is what kinds of name are here.
func classHeard(k names.Kind) Class {
	switch k {
	case names.Person:
		return Person
	case names.Body:
		return Organisation
	case names.Place:
		return Place
	}
	return Unknown
}

// A poll counts for one spelling of a name how much speaks for each kind.
type poll [names.Thing + 1]int

// winner returns the kind for which most speaks.
func (p *poll) winner() names.Kind {
	best := names.None
	for k := range p {
		if p[k] > p[best] {
			best = names.Kind(k)
		}
	}
	return best
}

// What rules say against what was heard, as margins are counted.
const (
	ruleVote = 3000 // a first name, a head word
	ruleDoes = 1500 // a role beside the name
)

// settleHeard gives names that the rules left open the class that was heard, the same for
// each spelling, and adds persons and bodies that only were heard.
func (f *nameFinder) settleHeard() {
	f.addHeard()
	f.joinDefined()
	polls := make(map[string]*poll, len(f.Names))
	at := func(n *Name) *poll {
		key := f.Slice(n.First, n.Last)
		if polls[key] == nil {
			polls[key] = new(poll)
		}
		return polls[key]
	}
	for i := range f.Names {
		n := &f.Names[i]
		if n.Entry != nil {
			continue
		}
		p := at(n)
		if s := f.heardAs(n.First, n.Last); s.Kind == names.Place || s.Kind != names.None && f.believed(s) {
			p[s.Kind] += s.Margin
		}
		switch n.Class {
		case Person:
			p[names.Person] += ruleVote
		case Organisation, Quiet:
			p[names.Body] += ruleVote
		case Unknown:
			if f.personByContext(n) || f.pronounFollows(n, i) {
				p[names.Person] += ruleDoes
			}
		}
	}
	for i := range f.Names {
		n := &f.Names[i]
		if n.Entry != nil {
			continue
		}
		switch k := at(n).winner(); {
		case n.Class == Unknown || n.Class == Place && k == names.Person:
			n.Class, n.unheard = classHeard(k), k == names.None || k == names.Thing
		case n.Class == Person && k != names.Person && n.Last-n.First == 1:
			n.Class = classHeard(k)
		}
	}
}

// addHeard adds persons and bodies where the rules see no name.
func (f *nameFinder) addHeard() {
	for _, s := range f.heard {
		if s.Kind != names.Person && s.Kind != names.Body {
			continue
		}
		class := Unknown
		if f.believed(s) {
			class = classHeard(s.Kind)
		}
		free := s.Last-s.First > 1 || !f.Has(s.First, text.IsMonth|text.IsCommon|text.IsHonorific|text.IsRole)
		for i := s.First; i < s.Last; i++ {
			free = free && f.nameOf[i] < 0
		}
		if free {
			f.addName(Name{First: s.First, Last: s.Last, Class: class})
		}
	}
	f.orderNames()
}

// joinDefined makes one name of two around an "and" whose capitals an acronym in brackets spells: "Harbour and Transport
// Union (HTU)".
func (f *nameFinder) joinDefined() {
	out := f.Names[:0]
	for i := 0; i < len(f.Names); i++ {
		n := f.Names[i]
		if i+1 < len(f.Names) {
			if m := f.Names[i+1]; m.First == n.Last+1 && f.Is(n.Last, "and", "&") && n.Entry == nil && f.Is(m.Last, "(") &&
				f.Is(m.Last+2, ")") {
				both := Name{First: n.First, Last: m.Last, Class: Organisation, Actor: -1}
				if f.initials(&both) == strings.ReplaceAll(f.Word(m.Last+1).Text, ".", "") {
					out = append(out, both)
					i++
					continue
				}
			}
		}
		out = append(out, n)
	}
	f.Names = out
	f.orderNames()
}

// orderNames puts the names in text order.
func (f *nameFinder) orderNames() {
	slices.SortStableFunc(f.Names, func(a, b Name) int { return cmp.Compare(a.First, b.First) })
	for i := range f.Names {
		for t := f.Names[i].First; t < f.Names[i].Last; t++ {
			f.nameOf[t] = int32(i)
		}
	}
}
