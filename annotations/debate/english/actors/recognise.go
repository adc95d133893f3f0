package actors

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"

	"parley/annotations/debate/english/names"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// recognise has the perceptron read the text. The names that it recognises are weighed against those of the rules
// in applySpans.
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
	f.spans, err = r.Find(ctx, t)
	return err
}

// spansIn returns the recognised names that overlap tokens [first, last).
func (f *nameFinder) spansIn(first, last int) []names.Span {
	lo := sort.Search(len(f.spans), func(i int) bool { return f.spans[i].Last > first })
	hi := lo
	for hi < len(f.spans) && f.spans[hi].First < last {
		hi++
	}
	return f.spans[lo:hi]
}

// spanOver returns the recognised name that covers more than half of tokens [first, last), or a zero Span.
func (f *nameFinder) spanOver(first, last int) (best names.Span) {
	most := (last - first) / 2
	for _, s := range f.spansIn(first, last) {
		if n := min(s.Last, last) - max(s.First, first); n > most {
			most, best = n, s
		}
	}
	return best
}

// trusted reports whether a recognised name counts where no rule supports it. A single word needs a large margin, and
// a larger one if the text also writes it with a small letter.
func (f *nameFinder) trusted(s names.Span) bool {
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

// classOfKind returns the class of a recognised kind of name.
func classOfKind(k names.Kind) Class {
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

// A poll sums up, for one spelling of a name, the evidence for each kind.
type poll [names.Thing + 1]int

// winner returns the kind with the most evidence.
func (p *poll) winner() names.Kind {
	best := names.None
	for k := range p {
		if p[k] > p[best] {
			best = names.Kind(k)
		}
	}
	return best
}

// What a name of one word needs of margins, summed over the text, to be a person's or a body's by them alone.
const (
	leastPerson = 500
	leastBody   = 150
)

// The weight of a rule against the perceptron, in the unit of its margins.
const (
	ruleVote = 3000 // a first name, a head word
	ruleDoes = 1500 // a role beside the name
)

// applySpans classifies the names that the rules left open by what was recognised, the same for each spelling, and
// adds persons and bodies that no rule found.
func (f *nameFinder) applySpans() {
	f.addSpans()
	f.joinPairs()
	f.trimNames()
	f.dropThings()
	f.findInHeadings()
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
		if s := f.spanOver(n.First, n.Last); s.Kind == names.Place || s.Kind != names.None && f.trusted(s) {
			p[s.Kind] += s.Margin
		}
		if n.Class != Person && f.bodyByContext(n) {
			p[names.Body] += ruleDoes
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
		k := at(n).winner()
		if n.Last-n.First == 1 && (k == names.Person && at(n)[k] < leastPerson || k == names.Body && at(n)[k] < leastBody) {
			k = names.None
		}
		switch {
		case n.Class == Group:
		case n.Class == Unknown || n.Class == Place && k == names.Person:
			n.Class, n.unrecognised = classOfKind(k), k == names.None || k == names.Thing
		case n.Class == Person && k != names.Person && n.Last-n.First == 1:
			n.Class = classOfKind(k)
		}
	}
}

// bodyByContext reports whether a noun beside the name says that it is a body's: "the conglomerate Novoport", "Novoport, a shipping
// company,".
func (f *nameFinder) bodyByContext(n *Name) bool {
	l := lists()
	body := func(i int) bool {
		w := f.Word(i)
		return w.Flags&text.IsCap == 0 && w.Flags&text.IsRole == 0 && (l.bodies[w.Lower] || l.firmNouns[w.Lower])
	}
	if f.SameSentence(n.First-1, n.First) && body(n.First-1) && f.TagAt(n.First-1) == tags.Noun {
		return true
	}
	i := n.Last
	if body(i) && f.SameSentence(n.First, i) && f.TagAt(i) == tags.Noun && f.Is(n.First-1, "the", "a", "an") {
		return f.Is(i, "magazine", "newspaper", "organisation", "organization", "union", "company", "consortium", "militia", "party",
			"club", "agency", "federation", "coalition", "foundation", "movement", "network")
	}
	if !f.Is(i, ",") || !f.Is(i+1, "a", "an", "the") {
		return false
	}
	for k := i + 2; k < i+8 && f.SameSentence(n.First, k); k++ {
		if body(k) && f.TagAt(k) == tags.Noun && (f.TagAt(k+1) == tags.Preposition || !f.Modifies(k+1)) {
			return true
		}
		if !f.Modifies(k) {
			return false
		}
	}
	return false
}

// addSpans adds the recognised persons and bodies where the rules found no name.
func (f *nameFinder) addSpans() {
	for _, s := range f.spans {
		if s.Kind != names.Person && s.Kind != names.Body {
			continue
		}
		class := Unknown
		if f.trusted(s) {
			class = classOfKind(s.Kind)
		}
		free := s.Last-s.First > 1 || !f.Has(s.First, text.IsMonth|text.IsCommon|text.IsHonorific|text.IsRole)
		for i := s.First; i < s.Last; i++ {
			free = free && f.nameOf[i] < 0 && !f.skipped[i]
		}
		if free && !f.TitleCase(f.Sentences[f.Tokens[s.First].Sentence]) {
			f.addName(Name{First: s.First, Last: s.Last, Class: class})
		}
	}
	f.orderNames()
}

// joinDefined joins two names and the "and" between them if an acronym in brackets consists of their initials: "Harbour and Transport
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

// orderNames sorts the names into text order.
func (f *nameFinder) orderNames() {
	slices.SortStableFunc(f.Names, func(a, b Name) int { return cmp.Compare(a.First, b.First) })
	for i := range f.Names {
		for t := f.Names[i].First; t < f.Names[i].Last; t++ {
			f.nameOf[t] = int32(i)
		}
	}
}
