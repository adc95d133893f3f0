package actors

import (
	"sort"
	"strings"

	"parley/annotations/debate"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/stem"
)

// A Source is a noun phrase that says who speaks, tokens [First, Last), and whom it means.
type Source struct {
	First, Last int
	Actor       int         // -1 if it means nobody whom the text names
	Form        debate.Form // how it means the actor
	Office      bool        // people without a name, in some office: "a senior official", "sources"
}

// A Context is what is known of who speaks in the sentences before, and before in the same sentence. It
// decides what some pronouns mean.
type Context interface {
	// Speaker returns the actor to whom sentence s is attributed, or -1.
	Speaker(s int) int
	// SourceBefore returns the last source in sentence s before token t.
	SourceBefore(s, t int) (Source, bool)
}

// Resolve finds out whom the noun phrase that ends before token end means, in the context c. Tokens
// before lo are not looked at. It reports false if the phrase can mean nobody.
func (as *Set) Resolve(end, lo int, c Context) (Source, bool) {
	i := end - 1
	if i < lo {
		return Source{}, false
	}
	if as.Has(i, text.IsPoss) || as.QuoteAt(i) >= 0 {
		return Source{}, false
	}
	if t := as.NameAt(i); t >= 0 {
		n := &as.Names[t]
		if s, ok := as.spokesFor(n, lo); ok {
			return s, true
		}
		if n.Form == debate.ByDemonym && !strings.HasSuffix(as.Word(i).Lower, "s") { // "the American": somebody from there
			return Source{n.First, n.Last, -1, debate.ByDescription, true}, true
		}
		return Source{n.First, n.Last, n.Actor, debate.ByName, false}, n.Actor >= 0 || n.Form != debate.ByDemonym
	}
	if s, ok, done := as.byPronoun(i, lo, c); done {
		return s, ok
	}
	switch as.TagAt(i) {
	case tags.Noun, tags.Nouns, tags.Proper:
	default:
		if !as.Has(i, text.IsRole) {
			return Source{}, false
		}
	}
	first := i
	for first > lo && i-first < 9 && as.Modifies(first-1) && as.QuoteAt(first-1) < 0 {
		first--
		if as.TagAt(first) == tags.Determiner && !as.Has(first+1, text.IsPoss) && !as.Has(first-1, text.IsPoss) {
			break
		}
	}
	if k := first - 1; k-2 > lo && as.Is(k, "with", "to") && as.Is(k-1, "familiar", "close", "briefed") {
		return as.Resolve(k-1, lo, c) // "a person familiar with the review": the person
	}
	if k := first - 1; k > lo && as.Is(k, "for", "of", "at", "from", "in", "with") && i-k < 8 &&
		(as.Has(k-1, text.IsRole) || officeHead(stem.Singular(as.Word(k-1).Lower))) {
		return as.Resolve(k, lo, c) // "a spokesman for the union": the spokesman
	}
	return as.description(first, i+1), true
}

// byPronoun is Resolve for a pronoun at token i; done is false if there is none.
func (as *Set) byPronoun(i, lo int, c Context) (s Source, ok, done bool) {
	switch low := as.Word(i).Lower; low {
	case "he", "she":
		return Source{i, i + 1, as.Pronoun(i, c), debate.ByPronoun, false}, true, true
	case "they", "it", "we", "i":
		s := Source{i, i + 1, -1, debate.ByPronoun, false}
		if who, ok := c.SourceBefore(int(as.Tokens[i].Sentence), i); low == "it" && ok && who.Actor >= 0 && !as.Person(who.Actor) {
			s.Actor = who.Actor
		}
		return s, low == "they" || low == "i" || s.Actor >= 0, true
	case "him", "her", "them", "us":
		if as.Is(i-1, "to", "with", "of") && i-3 >= lo && as.Is(i-2, "close", "near", "familiar", "loyal") {
			s, ok := as.Resolve(i-2, lo, c)
			return s, ok, true
		}
		if as.Is(i-1, "of") && as.Is(i-2, "one", "some", "many", "two", "most") && i-2 >= lo {
			return Source{i - 2, i + 1, -1, debate.ByDescription, true}, true, true
		}
		return Source{}, false, true
	case "who":
		k := i
		if as.Is(k-1, ",") {
			k--
		}
		if k-1 < lo {
			return Source{}, false, true
		}
		s, ok := as.Resolve(k, lo, c)
		return s, ok, true
	}
	return Source{}, false, false
}

// officeHead reports whether a noun in the singular means people who speak for a body.
func officeHead(low string) bool { return lists().offices[low] }

// spokesFor reads "a spokesman for NAME" and "officials in NAME".
func (as *Set) spokesFor(n *Name, lo int) (Source, bool) {
	k := n.First - 1
	if as.Is(k, "the") {
		k--
	}
	if k <= lo || !as.Is(k, "for", "of", "at", "from", "in", "with") || n.Class == Person && !as.Is(k, "for") {
		return Source{}, false
	}
	if t := as.NameAt(k - 1); t >= 0 && as.Names[t].Class == Person && n.Class != Person { // "Thomas Biel of Idaho"
		p := &as.Names[t]
		return Source{p.First, p.Last, p.Actor, debate.ByName, false}, true
	}
	head := k - 1
	if !as.Has(head, text.IsRole) && !officeHead(stem.Singular(as.Word(head).Lower)) && as.TagAt(head) != tags.Noun &&
		as.TagAt(head) != tags.Nouns {
		return Source{}, false
	}
	first := head
	for first > lo && head-first < 6 && as.Modifies(first-1) {
		first--
	}
	s := Source{first, n.Last, -1, debate.ByDescription, true}
	if officeHead(stem.Singular(as.Word(head).Lower)) {
		s.Actor = n.Actor
	}
	return s, true
}

// description returns whom a description, tokens [first, last), means: "the envoy", "the union", "the Russian side".
func (as *Set) description(first, last int) Source {
	s := Source{first, last, -1, debate.ByDescription, false}
	head := stem.Singular(as.Word(last - 1).Lower)
	s.Office = as.Has(last-1, text.IsRole) || officeHead(head) || head == "source" || head == "witnesse" || head == "people" ||
		head == "expert"
	inner, states := -1, 0
	for i := first; i < last; i++ {
		if t := as.NameAt(i); t >= 0 && as.Names[t].Actor < 0 {
			states++
		} else if t >= 0 && as.Names[t].Class != Person {
			if as.Names[t].Actor != inner {
				states++
			}
			inner = as.Names[t].Actor
		}
	}
	if as.Is(first, "its", "their") && s.Office {
		s.Actor = as.bodyBefore(first)
		return s
	}
	if as.Has(last-1, text.IsRole) && !as.Is(first, "a", "an", "one", "another") && !strings.HasSuffix(as.Word(last-1).Lower, "s") {
		if a := as.holder(head, first, inner); a >= 0 {
			s.Actor = a
			return s
		}
	}
	if states == 1 && inner >= 0 && as.Actors[inner].Class != Person &&
		(officeHead(head) || head == "side" || as.Has(last-1, text.IsRole) &&
			as.Is(last-1, "officials", "negotiators", "diplomats", "representatives")) {
		s.Actor = inner
		return s
	}
	if as.Is(first, "the") && states == 0 {
		s.Actor = as.body(head, first)
	}
	return s
}

// bodyBefore returns the state or body that is the subject of the sentence of token t before t, or else of the
// sentence before; -1 if there is none.
func (as *Set) bodyBefore(t int) int {
	s := int(as.Tokens[t].Sentence)
	fits := func(a int) bool { return as.Actors[a].Class != Person && !as.Actors[a].Dropped }
	if a := as.Subject(s, t, fits); a >= 0 || s == 0 {
		return a
	}
	return as.Subject(s-1, t, fits)
}

// holder returns the person whose role has the noun head and who is mentioned last before token t. In a headline, if
// nobody is, it returns the first who is mentioned below; -1 if there is none. The role has to fit state, unless that is -1.
func (as *Set) holder(head string, t, state int) int {
	best, at := -1, -1
	for _, a := range as.byRole[head] {
		x := as.Actors[a]
		if state >= 0 && !as.fits(x, as.Actors[state]) {
			continue
		}
		if m := x.before(t); m > at {
			best, at = a, m
		}
	}
	if best < 0 && as.Lines[as.Sentences[as.Tokens[t].Sentence].Line].Place == text.InHeading { // a headline names who is named below
		for _, a := range as.byRole[head] {
			if x := as.Actors[a]; (state < 0 || as.fits(x, as.Actors[state])) &&
				(best < 0 || x.Mentions[0].Token < as.Actors[best].Mentions[0].Token) {
				best = a
			}
		}
	}
	return best
}

// before returns the token of the actor's last mention before token t, or -1.
func (a *Actor) before(t int) int {
	i := sort.Search(len(a.Mentions), func(i int) bool { return a.Mentions[i].Token >= t })
	if i == 0 {
		return -1
	}
	return a.Mentions[i-1].Token
}

// most bounds how many actors are considered for one description.
const most = 64

// indexActors lists the actors by the nouns of their roles and the words of their names.
func (as *Set) indexActors() {
	as.byRole, as.byWord = make(map[string][]int), make(map[string][]int)
	add := func(m map[string][]int, key string, a int) {
		if l := m[key]; len(l) < most && (len(l) == 0 || l[len(l)-1] != a) {
			m[key] = append(l, a)
		}
	}
	for a, x := range as.Actors {
		switch x.Class {
		case Person:
			for _, r := range x.Roles {
				for _, h := range r.Heads {
					add(as.byRole, h, a)
				}
			}
		case Organisation, Quiet, Unknown:
			for _, w := range x.Words {
				add(as.byWord, w, a)
			}
			if x.Class == Organisation && x.Entry == nil {
				add(as.byWord, "*", a) // a company, perhaps
			}
		case State:
			as.states = append(as.states, a)
		}
	}
}

// fits reports whether a role of x speaks of the body or state s, or of no state at all.
func (as *Set) fits(x, s *Actor) bool {
	for _, r := range x.Roles {
		if s.named(r.Text) {
			return true
		}
		other := false
		for _, o := range as.states {
			other = other || as.Actors[o] != s && as.Actors[o].named(r.Text)
		}
		if !other {
			return true
		}
	}
	return false
}

// named reports whether one of the names of the actor occurs in text.
func (a *Actor) named(text string) bool {
	for _, w := range a.surfaces {
		if strings.Contains(text, w.text) {
			return true
		}
	}
	return false
}

// body returns the organisation that "the union" or "the company" before t means, or -1.
func (as *Set) body(head string, t int) int {
	best, at := -1, -1
	try := func(list []int, fits func(*Actor) bool) {
		for _, a := range list {
			if fits != nil && !fits(as.Actors[a]) {
				continue
			}
			if m := as.Actors[a].before(t); m > at {
				best, at = a, m
			}
		}
	}
	try(as.byWord[stem.Fold(head)], nil)
	if best < 0 && lists().firmNouns[head] {
		try(as.byWord["*"], (*Actor).company)
	}
	return best
}

// company reports whether a name looks like that of a firm.
func (a *Actor) company() bool {
	for _, w := range a.Words {
		if lists().firms[w] {
			return true
		}
	}
	return false
}

// Subject returns the first actor that fits and is the subject of a verb in sentence s before token t, or -1.
func (as *Set) Subject(s, t int, fits func(int) bool) int {
	for i := as.Sentences[s].First; i < min(t, as.Sentences[s].Last); i++ {
		k := as.NameAt(i)
		if k < 0 || as.Names[k].First != i || as.QuoteAt(i) >= 0 {
			continue
		}
		if n := &as.Names[k]; n.Actor >= 0 && fits(n.Actor) && as.Acts(n) {
			return n.Actor
		}
	}
	return -1
}

// Refer adds the mention of an actor by a pronoun or a description, unless it overlaps another one.
func (as *Set) Refer(s Source) {
	a := as.Actors[s.Actor]
	m := Mention{int(as.Tokens[s.First].Start), int(as.Tokens[s.Last-1].End), s.Form, s.First}
	for i := len(a.Mentions) - 1; i >= 0; i-- {
		switch o := a.Mentions[i]; {
		case o.Start < m.End && m.Start < o.End:
			return
		case o.Start < m.Start:
			a.Mentions = append(a.Mentions[:i+1], append([]Mention{m}, a.Mentions[i+1:]...)...)
			return
		}
	}
	a.Mentions = append([]Mention{m}, a.Mentions...)
}
