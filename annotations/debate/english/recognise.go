package english

import (
	"sort"
	"strings"

	"parley/annotations/debate/english/names"
	"parley/annotations/debate/english/text"
)

// recognise has the perceptron read the text. What it hears is weighed against the rules
// when the names are settled.
func (d *doc) recognise() {
	d.small = make(map[string]bool, len(d.Vocabulary))
	for i := range d.Vocabulary {
		if w := &d.Vocabulary[i]; w.Flags&(text.IsWord|text.IsCap) == text.IsWord {
			d.small[w.Text] = true
		}
	}
	r, err := names.Open()
	if err != nil {
		return // the rules do without
	}
	t := names.Text{Words: make([]string, len(d.Vocabulary)), Tokens: make([]names.Token, len(d.Tokens)), Sentences: make([][2]int, len(d.Sentences))}
	for i := range d.Vocabulary {
		t.Words[i] = d.Vocabulary[i].Text
	}
	for i := range d.Tokens {
		t.Tokens[i] = names.Token{Word: d.Tokens[i].Word, Tag: uint8(d.Tokens[i].Tag)}
	}
	for i, s := range d.Sentences {
		t.Sentences[i] = [2]int{s.First, s.Last}
	}
	if d.heard, err = r.Find(d.ctx, t); err != nil {
		d.err = err
	}
}

// heardIn returns the names heard in tokens [first, last) or over their ends.
func (d *doc) heardIn(first, last int) []names.Span {
	lo := sort.Search(len(d.heard), func(i int) bool { return d.heard[i].Last > first })
	hi := lo
	for hi < len(d.heard) && d.heard[hi].First < last {
		hi++
	}
	return d.heard[lo:hi]
}

// heardAs returns the name that was heard in most of tokens [first, last), if there is one.
func (d *doc) heardAs(first, last int) (best names.Span) {
	most := (last - first) / 2
	for _, s := range d.heardIn(first, last) {
		if n := min(s.Last, last) - max(s.First, first); n > most {
			most, best = n, s
		}
	}
	return best
}

// believed reports whether a name that was heard may stand on its own: one word alone must
// have been heard well, and better still if the text also writes it small.
func (d *doc) believed(s names.Span) bool {
	switch {
	case s.Last-s.First > 1:
		return true
	case d.Has(s.First, text.IsCaps):
		return s.Margin >= 50
	case d.small[d.Word(s.First).Lower]:
		return s.Margin >= 500
	}
	return s.Margin >= 200
}

// classHeard is what kinds of name are here.
func classHeard(k names.Kind) class {
	switch k {
	case names.Person:
		return personName
	case names.Body:
		return orgName
	case names.Place:
		return placeName
	}
	return unknownName
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
func (d *doc) settleHeard() {
	d.addHeard()
	d.joinDefined()
	polls := make(map[string]*poll, len(d.names))
	at := func(n *name) *poll {
		key := d.Slice(n.first, n.last)
		if polls[key] == nil {
			polls[key] = new(poll)
		}
		return polls[key]
	}
	for i := range d.names {
		n := &d.names[i]
		if n.known != nil {
			continue
		}
		p := at(n)
		if s := d.heardAs(n.first, n.last); s.Kind == names.Place || s.Kind != names.None && d.believed(s) {
			p[s.Kind] += s.Margin
		}
		switch n.class {
		case personName:
			p[names.Person] += ruleVote
		case orgName, quietName:
			p[names.Body] += ruleVote
		case unknownName:
			if d.personByContext(n) || d.pronounFollows(n, i) {
				p[names.Person] += ruleDoes
			}
		}
	}
	for i := range d.names {
		n := &d.names[i]
		if n.known != nil {
			continue
		}
		switch k := at(n).winner(); {
		case n.class == unknownName || n.class == placeName && k == names.Person:
			n.class, n.unheard = classHeard(k), k == names.None || k == names.Thing
		case n.class == personName && k != names.Person && n.last-n.first == 1:
			n.class = classHeard(k)
		}
	}
}

// addHeard adds persons and bodies where the rules see no name.
func (d *doc) addHeard() {
	for _, s := range d.heard {
		if s.Kind != names.Person && s.Kind != names.Body {
			continue
		}
		class := unknownName
		if d.believed(s) {
			class = classHeard(s.Kind)
		}
		free := s.Last-s.First > 1 || !d.Has(s.First, text.IsMonth|text.IsCommon|text.IsHonorific|text.IsRole)
		for i := s.First; i < s.Last; i++ {
			free = free && d.nameOf[i] < 0
		}
		if free {
			d.addName(name{first: s.First, last: s.Last, class: class})
		}
	}
	d.orderNames()
}

// joinDefined makes one name of two around an "and" whose capitals an acronym in brackets spells: "Harbour and Transport
// Union (HTU)".
func (d *doc) joinDefined() {
	out := d.names[:0]
	for i := 0; i < len(d.names); i++ {
		n := d.names[i]
		if i+1 < len(d.names) {
			if m := d.names[i+1]; m.first == n.last+1 && d.Is(n.last, "and", "&") && n.known == nil && d.Is(m.last, "(") && d.Is(m.last+2, ")") {
				both := name{first: n.first, last: m.last, class: orgName, actor: -1}
				if d.initials(&both) == strings.ReplaceAll(d.Word(m.last+1).Text, ".", "") {
					out = append(out, both)
					i++
					continue
				}
			}
		}
		out = append(out, n)
	}
	d.names = out
	d.orderNames()
}

// orderNames puts the names in text order.
func (d *doc) orderNames() {
	sortBy(d.names, func(a, b name) bool { return a.first < b.first })
	for i := range d.names {
		for t := d.names[i].first; t < d.names[i].last; t++ {
			d.nameOf[t] = int32(i)
		}
	}
}
