package english

import (
	"strings"

	"parley/annotations/debate"
	"parley/annotations/debate/english/text"
)

// weigh sums up for every actor how much it acts, and drops those that are no actors:
// states only named as places, outlets only named as sources of the news, bodies only
// named as where somebody works, names of things.
func (d *doc) weigh() {
	for i := range d.names {
		n := &d.names[i]
		if n.actor < 0 {
			continue
		}
		a := d.actors[n.actor]
		w := d.evidence(n)
		if n.class == quietName && w == 1 && d.Has(d.skipAside(n.last), text.IsSpeech) && d.Is(d.skipAside(n.last), "reported", "reports", "quoted", "cited") {
			w = 0.2
		}
		if n.unheard && w < 1 {
			w = 0
		}
		a.weight += w
		if !n.unheard {
			a.heard = true
		}
	}
	for _, a := range d.actors {
		switch a.class {
		case stateName:
			a.dropped = a.dropped || a.weight < 1
		case unknownName:
			a.dropped = a.dropped || a.weight < 1 && !a.defined || !a.heard && !a.defined && a.weight < 2
		case quietName:
			a.dropped = a.dropped || a.weight < 0.4
		case placeName:
			a.dropped = a.dropped || a.weight < 1 && !a.defined
		case orgName:
			a.dropped = a.dropped || a.weight < 0.2
		}
	}
}

// evidence says how much one mention shows its actor acting: 1 settles it.
func (d *doc) evidence(n *name) float64 {
	prev, next := n.first-1, n.last
	if d.Has(next, text.IsPoss) {
		next++
	}
	switch {
	case n.class == quietName && d.Is(prev, "by", "told", "with"):
		return 0.1
	case n.form == debate.ByDemonym && d.collective(next):
		return 1
	case d.Is(prev, "by") && n.form != debate.ByDemonym && !n.seat:
		return 1
	case n.form != debate.ByDemonym && d.acts(n) && !(n.seat && !d.decisive(n)):
		return 1
	case n.seat:
		if d.Is(prev, "in", "at", "near", "to", "from") {
			return 0
		}
		if d.acts(n) {
			return 0.6
		}
		return 0.3
	case n.form == debate.ByDemonym && d.Has(next, text.IsRole):
		return 0.4
	case n.form == debate.ByDemonym:
		return 0.2
	case d.Has(n.last, text.IsPoss), d.collective(n.last):
		if d.Is(prev, "in") {
			return 0.3
		}
		return 0.6
	case d.Is(prev, "by", "against", "with", "between", "urged", "accused", "told", "both"), d.Is(prev, "and") && d.nameAt(prev-1) >= 0, d.Is(next, "and") && d.nameAt(next+1) >= 0 && d.Is(prev, "both", "between", "with"):
		return 0.6
	case d.Is(prev, "from", "of") && d.collective(prev-1), d.Is(prev, "and") && n.first >= 3 && d.nameAt(prev-1) >= 0 && d.Is(d.names[d.nameAt(prev-1)].first-1, "from", "of") && d.collective(d.names[d.nameAt(prev-1)].first-2):
		return 0.7
	case d.Is(prev, "-", "–") || d.Is(next, "-", "–"):
		return 0.5
	case d.Is(prev, "in", "at", "near", "from", "into", "across", "outside", "through", "to", "of"), d.Is(prev, "the") && d.Is(prev-1, "in", "at", "near", "from", "across", "to"):
		if n.class == stateName {
			return 0.1
		}
		return 0.3
	}
	return 0.4
}

// decisive reports whether what a seat is the subject of is done by its state, as "said" is and "lies" is not.
func (d *doc) decisive(n *name) bool {
	i := d.skipAside(n.last)
	for k := i; k < i+4 && d.SameSentence(n.first, k); k++ {
		if d.Has(k, text.IsSpeech) || d.Is(k, "agreed", "signed", "sent", "offered", "withdrew", "launched", "imposed", "controls", "holds", "backs", "backed", "supports", "supported", "opposes", "opposed", "accepted", "accepts", "seeks", "sought", "must", "will", "would", "has", "had") {
			return true
		}
	}
	return false
}

// collective reports whether token i says that a state's people in office are meant.
func (d *doc) collective(i int) bool {
	for k := i; k < i+2; k++ {
		switch strings.TrimSuffix(d.Word(k).Lower, "s") {
		case "side", "official", "government", "troop", "force", "authoritie", "army", "military", "negotiator", "delegation", "representative", "regime", "leader", "leadership", "navy", "soldier", "diplomat", "mediator", "administration", "cabinet", "parliament", "occupation", "invasion", "ministry", "envoy", "coastguard", "staff", "team":
			return true
		}
		if d.Has(k, text.IsMark) || !d.Has(k, text.IsWord) {
			return false
		}
	}
	return false
}

// speaks takes an actor that was only a name so far for one that acts: who is quoted by two
// or three words of name is a person.
func (a *actor) speaks(base string) {
	if a.class == unknownName {
		a.weight++
	}
	if a.class == unknownName && a.dropped {
		a.dropped = false
		if len(a.words) > 1 && base == "dash" {
			a.class = personName
		}
	}
}

// settle chooses the name, the aliases and the role of an actor.
func (a *actor) settle() {
	if len(a.surfaces) == 0 || len(a.mentions) == 0 {
		a.dropped = true
		return
	}
	best := a.surfaces[0]
	for _, s := range a.surfaces[1:] {
		if s.form < best.form && s.form != debate.ByDemonym || s.form == best.form && len(s.text) > len(best.text) {
			best = s
		}
	}
	a.name = best.text
	if a.known != nil {
		a.name = a.known.Name
	}
	sortBy(a.mentions, func(x, y mention) bool { return x.start < y.start })
	for i := range a.mentions {
		m := &a.mentions[i]
		if a.known == nil && m.form == debate.ByName && m.end-m.start < len(a.name) {
			m.form = debate.ByAlias
		}
	}
	if a.class == personName && a.known == nil {
		a.name = strings.Join(strings.Fields(a.name), " ")
	}
}

// kind returns the actor's kind in the words of the result.
func (a *actor) kind() debate.Kind {
	switch a.class {
	case personName:
		return debate.Person
	case stateName:
		return debate.State
	case orgName, quietName, unknownName:
		return debate.Organisation
	}
	return debate.Group
}

// aliases returns the other ways in which the text writes the actor, in text order.
func (a *actor) aliases() []string {
	out := []string{}
	for _, s := range a.surfaces {
		if s.text != a.name {
			out = append(out, s.text)
		}
	}
	return out
}

// role returns what the actor is, in the words of the text; the fullest one given.
func (a *actor) role() string {
	best := role{}
	for _, r := range a.roles {
		if r.sure > best.sure || r.sure == best.sure && len(r.text) > len(best.text) {
			best = r
		}
	}
	return best.text
}

// sure returns how sure it is that this is an actor.
func (a *actor) sure() float64 {
	if a.class == quietName && a.weight < 1 {
		return 0.2 + 0.2*a.weight // it does something, but may only be where somebody works
	}
	c := 0.6
	switch {
	case a.class == personName && len(a.words) > 1:
		c = 0.9
	case a.class == personName:
		c = 0.8
	case a.known != nil:
		c = min(0.95, 0.6+0.1*a.weight)
	case a.class == orgName || a.defined:
		c = min(0.9, 0.6+0.1*a.weight)
	default:
		c = min(0.75, 0.35+0.15*a.weight)
	}
	if len(a.roles) > 0 {
		c += 0.05
	}
	if len(a.mentions) > 2 {
		c += 0.03
	}
	return min(c, 0.98)
}
