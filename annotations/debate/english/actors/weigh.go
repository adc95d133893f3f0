package actors

import (
	"cmp"
	"slices"
	"strings"

	"parley/annotations/debate"
	"parley/annotations/debate/english/text"
)

// weigh sums up how much each actor acts, and drops those that take no part: states that are only places, newspapers
// that are only sources of the news, bodies where somebody works, things.
func (c *clusterer) weigh() {
	for i := range c.Names {
		n := &c.Names[i]
		if n.Actor < 0 {
			continue
		}
		a := c.Actors[n.Actor]
		w := c.evidence(n)
		if n.Class == Quiet && w == 1 && c.Has(c.skipAside(n.Last), text.IsSpeech) &&
			c.Is(c.skipAside(n.Last), "reported", "reports", "quoted", "cited") {
			w = 0.2
		}
		if n.unrecognised && w < 1 {
			w = 0
		}
		a.Weight += w
		if !n.unrecognised {
			a.recognised = true
		}
	}
	for _, a := range c.Actors {
		if c.onlyBracketed(a) {
			a.Dropped = true
		}
		switch a.Class {
		case State:
			a.Dropped = a.Dropped || a.Weight < 1
		case Unknown:
			a.Dropped = a.Dropped || a.Weight < 1 && !a.defined || !a.recognised && !a.defined && a.Weight < 2
		case Group:
			a.Dropped = a.Dropped || a.Entry == nil && a.Weight < 1
		case Quiet:
			a.Dropped = a.Dropped || a.Weight < 0.4
		case Place:
			a.Dropped = a.Dropped || a.Weight < 1 && !a.defined
		case Organisation:
			a.Dropped = a.Dropped || a.Weight < 0.2
		}
	}
}

// onlyBracketed reports whether a is written as an acronym in brackets everywhere, and is no acronym of a name of the text: the
// country of an athlete, the agency of a report.
func (c *clusterer) onlyBracketed(a *Actor) bool {
	if a.Entry != nil || a.defined || a.Class == Person {
		return false
	}
	for _, m := range a.Mentions {
		if !c.Has(m.Token, text.IsCaps) || !c.Is(m.Token-1, "(") || !c.Is(m.Token+1, ")") {
			return false
		}
	}
	return true
}

// evidence returns how much a mention shows that its actor takes part; 1 is enough.
func (c *clusterer) evidence(n *Name) float64 {
	prev, next := n.First-1, n.Last
	if c.Has(next, text.IsPoss) {
		next++
	}
	switch {
	case n.Class == Place && c.Has(next, text.IsRole):
		return 0.2 // "the New York businessman"
	case n.Class == Quiet && c.Is(prev, "by", "told", "with"):
		return 0.1
	case n.Form == debate.ByDemonym && c.collective(next):
		return 1
	case c.Is(prev, "by") && n.Form != debate.ByDemonym && !n.Seat:
		return 1
	case n.Form != debate.ByDemonym && c.Acts(n) && !(n.Seat && !c.decisive(n)):
		return 1
	case n.Seat:
		if c.Is(prev, "in", "at", "near", "to", "from") {
			return 0
		}
		if c.Acts(n) {
			return 0.6
		}
		return 0.3
	case n.Form == debate.ByDemonym && c.Has(next, text.IsRole):
		return 0.4
	case n.Form == debate.ByDemonym:
		return 0.2
	case c.Has(n.Last, text.IsPoss), c.collective(n.Last):
		if c.Is(prev, "in") {
			return 0.3
		}
		return 0.6
	case c.Is(prev, "by", "against", "with", "between", "urged", "accused", "told", "both"), c.Is(prev, "and") && c.NameAt(prev-1) >= 0,
		c.Is(next, "and") && c.NameAt(next+1) >= 0 && c.Is(prev, "both", "between", "with"):
		return 0.6
	case c.Is(prev, "from", "of") && c.collective(prev-1), c.Is(prev, "and") && n.First >= 3 && c.NameAt(prev-1) >= 0 &&
		c.Is(c.Names[c.NameAt(prev-1)].First-1, "from", "of") && c.collective(c.Names[c.NameAt(prev-1)].First-2):
		return 0.7
	case c.Is(prev, "-", "–") || c.Is(next, "-", "–"):
		return 0.5
	case c.Is(prev, "in", "at", "near", "from", "into", "across", "outside", "through", "to", "of"),
		c.Is(prev, "the") && c.Is(prev-1, "in", "at", "near", "from", "across", "to"):
		if n.Class == State {
			return 0.1
		}
		return 0.3
	}
	return 0.4
}

// decisive reports whether n, a capital or residence, is the subject of a verb by which it stands for its state: "said"
// rather than "lies".
func (c *clusterer) decisive(n *Name) bool {
	i := c.skipAside(n.Last)
	for k := i; k < i+4 && c.SameSentence(n.First, k); k++ {
		if c.Has(k, text.IsSpeech) || lists().decisions[c.Word(k).Lower] {
			return true
		}
	}
	return false
}

// collective reports whether a noun at i, or after one word, means the people in office of a state.
func (c *clusterer) collective(i int) bool {
	for k := i; k < i+2; k++ {
		if lists().collectives[strings.TrimSuffix(c.Word(k).Lower, "s")] {
			return true
		}
		if c.Has(k, text.IsMark) || !c.Has(k, text.IsWord) {
			return false
		}
	}
	return false
}

// Speaks records that the text quotes the actor, with the verb base, so that it takes part, even if it
// was only named so far. If a dash leads to a name of several words behind the quote, it is a person's.
func (a *Actor) Speaks(base string) {
	if a.Class == Unknown {
		a.Weight++
	}
	if a.Class == Unknown && a.Dropped {
		a.Dropped = false
		if len(a.Words) > 1 && base == "dash" {
			a.Class = Person
		}
	}
}

// settle chooses the name of an actor, and sorts its mentions and tells names from aliases among them.
func (a *Actor) settle() {
	if len(a.surfaces) == 0 || len(a.Mentions) == 0 {
		a.Dropped = true
		return
	}
	best := a.surfaces[0]
	for _, s := range a.surfaces[1:] {
		if s.form < best.form && s.form != debate.ByDemonym || s.form == best.form && len(s.text) > len(best.text) {
			best = s
		}
	}
	a.Name = best.text
	if a.Entry != nil {
		a.Name = a.Entry.Name
	}
	slices.SortStableFunc(a.Mentions, func(x, y Mention) int { return cmp.Compare(x.Start, y.Start) })
	for i := range a.Mentions {
		m := &a.Mentions[i]
		if a.Entry == nil && m.Form == debate.ByName && m.End-m.Start < len(a.Name) {
			m.Form = debate.ByAlias
		}
	}
	if a.Class == Person && a.Entry == nil {
		a.Name = strings.Join(strings.Fields(a.Name), " ")
	}
}

// Kind returns the kind of the actor.
func (a *Actor) Kind() debate.Kind {
	switch a.Class {
	case Person:
		return debate.Person
	case State:
		return debate.State
	case Organisation, Quiet, Unknown:
		return debate.Organisation
	}
	return debate.Group
}

// Aliases returns the ways in which the text writes the actor, other than its name, in text order.
func (a *Actor) Aliases() []string {
	out := []string{}
	for _, s := range a.surfaces {
		if s.text != a.Name {
			out = append(out, s.text)
		}
	}
	return out
}

// Role returns what the actor is in the words of the text, or "": of the roles that are surest, the longest.
func (a *Actor) Role() string {
	best := Role{}
	for _, r := range a.Roles {
		if r.Sure > best.Sure || r.Sure == best.Sure && len(r.Text) > len(best.Text) {
			best = r
		}
	}
	return best.Text
}

// Confidence returns how sure it is that the actor is one, from 0 to 0.98.
func (a *Actor) Confidence() float64 {
	if a.Class == Quiet && a.Weight < 1 {
		return 0.2 + 0.2*a.Weight // it does something, but may only be where somebody works
	}
	c := 0.6
	switch {
	case a.Class == Person && len(a.Words) > 1:
		c = 0.9
	case a.Class == Person:
		c = 0.8
	case a.Entry != nil:
		c = min(0.95, 0.6+0.1*a.Weight)
	case a.Class == Organisation || a.defined:
		c = min(0.9, 0.6+0.1*a.Weight)
	default:
		c = min(0.75, 0.35+0.15*a.Weight)
	}
	if len(a.Roles) > 0 {
		c += 0.05
	}
	if len(a.Mentions) > 2 {
		c += 0.03
	}
	return min(c, 0.98)
}
