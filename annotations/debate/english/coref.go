package english

import (
	"sort"
	"strings"

	"parley/annotations/debate"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/stem"
)

// A source is a noun phrase that says who speaks: tokens [first, last).
type source struct {
	first, last int
	actor       int         // -1 if nobody known is meant
	form        debate.Form // how it names the actor
	office      bool        // people in some office without a name: "a senior official", "sources"
}

// resolve finds out whom the noun phrase that ends before token end means.
// Tokens before lo are not looked at. It reports false if no one can be meant.
func (d *doc) resolve(end, lo int) (source, bool) {
	i := end - 1
	if i < lo {
		return source{}, false
	}
	if d.Has(i, text.IsPoss) || d.QuoteAt(i) >= 0 {
		return source{}, false
	}
	if t := d.nameAt(i); t >= 0 {
		n := &d.names[t]
		if s, ok := d.spokesFor(n, lo); ok {
			return s, true
		}
		if n.form == debate.ByDemonym && !strings.HasSuffix(d.Word(i).Lower, "s") { // "the American": somebody from there
			return source{n.first, n.last, -1, debate.ByDescription, true}, true
		}
		return source{n.first, n.last, n.actor, debate.ByName, false}, n.actor >= 0 || n.form != debate.ByDemonym
	}
	if s, ok, done := d.byPronoun(i, lo); done {
		return s, ok
	}
	switch d.TagAt(i) {
	case tags.Noun, tags.Nouns, tags.Proper:
	default:
		if !d.Has(i, text.IsRole) {
			return source{}, false
		}
	}
	first := i
	for first > lo && i-first < 9 && d.modifies(first-1) && d.QuoteAt(first-1) < 0 {
		first--
		if d.TagAt(first) == tags.Determiner && !d.Has(first+1, text.IsPoss) && !d.Has(first-1, text.IsPoss) {
			break
		}
	}
	if k := first - 1; k-2 > lo && d.Is(k, "with", "to") && d.Is(k-1, "familiar", "close", "briefed") {
		return d.resolve(k-1, lo) // "a person familiar with the review": the person
	}
	if k := first - 1; k > lo && d.Is(k, "for", "of", "at", "from", "in", "with") && i-k < 8 && (d.Has(k-1, text.IsRole) || officeHead(stem.Singular(d.Word(k-1).Lower))) {
		return d.resolve(k, lo) // "a spokesman for the union": the spokesman
	}
	return d.description(first, i+1), true
}

// byPronoun is resolve for a pronoun at token i; done is false if there is none.
func (d *doc) byPronoun(i, lo int) (s source, ok, done bool) {
	switch low := d.Word(i).Lower; low {
	case "he", "she":
		return source{i, i + 1, d.pronoun(i), debate.ByPronoun, false}, true, true
	case "they", "it", "we", "i":
		s := source{i, i + 1, -1, debate.ByPronoun, false}
		if c := d.cueUntil(int(d.Tokens[i].Sentence), i); low == "it" && c != nil && c.who.actor >= 0 && !d.person(c.who.actor) {
			s.actor = c.who.actor
		}
		return s, low == "they" || low == "i" || s.actor >= 0, true
	case "him", "her", "them", "us":
		if d.Is(i-1, "to", "with", "of") && i-3 >= lo && d.Is(i-2, "close", "near", "familiar", "loyal") {
			s, ok := d.resolve(i-2, lo)
			return s, ok, true
		}
		if d.Is(i-1, "of") && d.Is(i-2, "one", "some", "many", "two", "most") && i-2 >= lo {
			return source{i - 2, i + 1, -1, debate.ByDescription, true}, true, true
		}
		return source{}, false, true
	case "who":
		k := i
		if d.Is(k-1, ",") {
			k--
		}
		if k-1 < lo {
			return source{}, false, true
		}
		s, ok := d.resolve(k, lo)
		return s, ok, true
	}
	return source{}, false, false
}

// officeHead reports whether a noun means people who speak for a body.
func officeHead(low string) bool {
	switch low {
	case "spokesman", "spokeswoman", "spokesperson", "official", "representative", "spokespeople", "negotiator", "diplomat", "side", "government", "authoritie", "authority", "lawyer", "officer", "minister", "ministry", "aide", "delegation", "leader", "leadership", "delegate", "regime", "administration", "army", "military", "source", "statement", "bos", "manager", "executive", "chief", "counsel", "attorney", "board", "management", "committee", "council", "chairman", "chairwoman", "union", "partner", "coalition", "campaign", "person", "investigator", "prosecutor", "police":
		return true
	}
	return false
}

// spokesFor reads "a spokesman for NAME" and "officials in NAME".
func (d *doc) spokesFor(n *name, lo int) (source, bool) {
	k := n.first - 1
	if d.Is(k, "the") {
		k--
	}
	if k <= lo || !d.Is(k, "for", "of", "at", "from", "in", "with") || n.class == personName && !d.Is(k, "for") {
		return source{}, false
	}
	if t := d.nameAt(k - 1); t >= 0 && d.names[t].class == personName && n.class != personName { // "Thomas Biel of Idaho"
		p := &d.names[t]
		return source{p.first, p.last, p.actor, debate.ByName, false}, true
	}
	head := k - 1
	if !d.Has(head, text.IsRole) && !officeHead(stem.Singular(d.Word(head).Lower)) && d.TagAt(head) != tags.Noun && d.TagAt(head) != tags.Nouns {
		return source{}, false
	}
	first := head
	for first > lo && head-first < 6 && d.modifies(first-1) {
		first--
	}
	s := source{first, n.last, -1, debate.ByDescription, true}
	if officeHead(stem.Singular(d.Word(head).Lower)) {
		s.actor = n.actor
	}
	return s, true
}

// description finds out whom "the envoy", "the union" or "the Russian side" means.
func (d *doc) description(first, last int) source {
	s := source{first, last, -1, debate.ByDescription, false}
	head := stem.Singular(d.Word(last - 1).Lower)
	s.office = d.Has(last-1, text.IsRole) || officeHead(head) || head == "source" || head == "witnesse" || head == "people" || head == "expert"
	inner, states := -1, 0
	for i := first; i < last; i++ {
		if t := d.nameAt(i); t >= 0 && d.names[t].actor < 0 {
			states++
		} else if t >= 0 && d.names[t].class != personName {
			if d.names[t].actor != inner {
				states++
			}
			inner = d.names[t].actor
		}
	}
	if d.Is(first, "its", "their") && s.office {
		s.actor = d.bodyBefore(first)
		return s
	}
	if d.Has(last-1, text.IsRole) && !d.Is(first, "a", "an", "one", "another") && !strings.HasSuffix(d.Word(last-1).Lower, "s") {
		if a := d.holder(head, first, inner); a >= 0 {
			s.actor = a
			return s
		}
	}
	if states == 1 && inner >= 0 && d.actors[inner].class != personName && (officeHead(head) || head == "side" || d.Has(last-1, text.IsRole) && d.Is(last-1, "officials", "negotiators", "diplomats", "representatives")) {
		s.actor = inner
		return s
	}
	if d.Is(first, "the") && states == 0 {
		s.actor = d.body(head, first)
	}
	return s
}

// bodyBefore returns the state or body that is the subject of the sentence before token t,
// or of its own; -1 if there is none.
func (d *doc) bodyBefore(t int) int {
	s := int(d.Tokens[t].Sentence)
	fits := func(a int) bool { return d.actors[a].class != personName && !d.actors[a].dropped }
	if a := d.subject(s, t, fits); a >= 0 || s == 0 {
		return a
	}
	return d.subject(s-1, t, fits)
}

// holder returns the person whose role has the noun head and who was mentioned last
// before token t, or, where nobody was, the first one after it; -1 if there is none.
// A state that the phrase names must fit the role.
func (d *doc) holder(head string, t, state int) int {
	best, at := -1, -1
	for _, a := range d.byRole[head] {
		x := d.actors[a]
		if state >= 0 && !d.fits(x, d.actors[state]) {
			continue
		}
		if m := x.before(t); m > at {
			best, at = a, m
		}
	}
	if best < 0 && d.Lines[d.Sentences[d.Tokens[t].Sentence].Line].Place == text.InHeading { // a headline names who is named below
		for _, a := range d.byRole[head] {
			if x := d.actors[a]; (state < 0 || d.fits(x, d.actors[state])) && (best < 0 || x.mentions[0].tok < d.actors[best].mentions[0].tok) {
				best = a
			}
		}
	}
	return best
}

// before returns the token of the actor's last mention before token t, or -1.
func (a *actor) before(t int) int {
	i := sort.Search(len(a.mentions), func(i int) bool { return a.mentions[i].tok >= t })
	if i == 0 {
		return -1
	}
	return a.mentions[i-1].tok
}

// most is how many actors are looked at for one description.
const most = 64

// indexActors lists the actors by the nouns of their roles and the words of their names.
func (d *doc) indexActors() {
	d.byRole, d.byWord = make(map[string][]int), make(map[string][]int)
	add := func(m map[string][]int, key string, a int) {
		if l := m[key]; len(l) < most && (len(l) == 0 || l[len(l)-1] != a) {
			m[key] = append(l, a)
		}
	}
	for a, x := range d.actors {
		switch x.class {
		case personName:
			for _, r := range x.roles {
				for _, h := range r.heads {
					add(d.byRole, h, a)
				}
			}
		case orgName, quietName, unknownName:
			for _, w := range x.words {
				add(d.byWord, w, a)
			}
			if x.class == orgName && x.known == nil {
				add(d.byWord, "*", a) // a company, perhaps
			}
		case stateName:
			d.states = append(d.states, a)
		}
	}
}

// fits reports whether a role of x speaks of the body or state s, or of no state at all.
func (d *doc) fits(x, s *actor) bool {
	for _, r := range x.roles {
		if s.named(r.text) {
			return true
		}
		other := false
		for _, o := range d.states {
			other = other || d.actors[o] != s && d.actors[o].named(r.text)
		}
		if !other {
			return true
		}
	}
	return false
}

// named reports whether a text has one of the actor's names in it.
func (a *actor) named(text string) bool {
	for _, w := range a.surfaces {
		if strings.Contains(text, w.text) {
			return true
		}
	}
	return false
}

// body returns the organisation that "the union" or "the company" before t means, or -1.
func (d *doc) body(head string, t int) int {
	best, at := -1, -1
	try := func(list []int, fits func(*actor) bool) {
		for _, a := range list {
			if fits != nil && !fits(d.actors[a]) {
				continue
			}
			if m := d.actors[a].before(t); m > at {
				best, at = a, m
			}
		}
	}
	try(d.byWord[stem.Fold(head)], nil)
	switch head {
	case "company", "firm", "group", "manufacturer", "airline", "employer", "operator", "developer", "retailer", "producer", "maker", "bank":
		if best < 0 {
			try(d.byWord["*"], (*actor).company)
		}
	}
	return best
}

// company reports whether a name looks like that of a firm.
func (a *actor) company() bool {
	for _, w := range a.words {
		switch w {
		case "plc", "inc", "ltd", "limited", "corp", "corporation", "company", "group", "holdings", "industries", "energy", "motors", "airlines", "airways", "mining", "minerals", "rail", "steel", "stel", "systems", "fods", "pharma", "capital", "partners", "bank", "works", "mils", "shipping", "logistics", "power", "water", "ports", "line", "lines", "glass", "dairies", "stores":
			return true
		}
	}
	return false
}

// pronoun returns the person that "he" or "she" at token t means, or -1.
func (d *doc) pronoun(t int) int {
	want := text.Flag(text.IsMan)
	if d.Is(t, "she", "her") {
		want = text.IsWoman
	}
	fits := func(a int) bool {
		g := d.actors[a].gender
		return d.actors[a].class == personName && (g == 0 || g&want != 0)
	}
	s := int(d.Tokens[t].Sentence)
	for back := s; back >= 0 && back > s-5; back-- {
		if a := d.subject(back, t, fits); a >= 0 {
			return a
		}
		if a := d.spoke[back]; a > 0 && fits(int(a)-1) && back < s {
			return int(a) - 1
		}
		if a := d.lastPerson(back, t, fits); a >= 0 && back < s {
			return a
		}
	}
	return -1
}

// subject returns the first person of sentence s before token t that is the subject of a
// verb, or the person whom the sentence is said to be by.
func (d *doc) subject(s, t int, fits func(int) bool) int {
	for i := d.Sentences[s].First; i < min(t, d.Sentences[s].Last); i++ {
		k := d.nameAt(i)
		if k < 0 || d.names[k].first != i || d.QuoteAt(i) >= 0 {
			continue
		}
		if n := &d.names[k]; n.actor >= 0 && fits(n.actor) && d.acts(n) {
			return n.actor
		}
	}
	return -1
}

func (d *doc) lastPerson(s, t int, fits func(int) bool) int {
	for i := min(t, d.Sentences[s].Last) - 1; i >= d.Sentences[s].First && i > d.Sentences[s].Last-200; i-- {
		if k := d.nameAt(i); k >= 0 && d.QuoteAt(i) < 0 && d.names[k].actor >= 0 && fits(d.names[k].actor) {
			return d.names[k].actor
		}
	}
	return -1
}
