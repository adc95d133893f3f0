package contest

import (
	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/speech"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// A demand is an actor for or against something: tokens [first, last) name it.
type demand struct {
	actor       int
	for_        bool
	first, last int
	sent        int
	subject     stemSet
	verb        string
	who         actors.Source
	at          int  // the verb
	again       bool // the object is that of the demand before: "it"
}

// maxDemands bounds how many demands of one article are compared with each other.
const maxDemands = 200

// facingDemands finds pairs of demands by different actors about the same thing.
func (d *doc) facingDemands() {
	ds := d.demandList
	for i := range ds {
		for k := i + 1; k < len(ds); k++ {
			a, b := &ds[i], &ds[k]
			if a.actor == b.actor || b.sent-a.sent > 40 {
				continue
			}
			w, _ := a.subject.common(&b.subject)
			opposed := a.for_ != b.for_
			switch {
			case a.actor < -1 && b.actor < -1 && b.sent != a.sent:
				continue
			case opposed && w >= 2, opposed && w >= 1 && (len(a.subject.words) <= 2 || len(b.subject.words) <= 2) && b.sent-a.sent < 12:
			default:
				continue
			}
			x, y := a, b
			if !a.for_ && b.last-b.first > 1 || len(b.subject.words) < len(a.subject.words) && len(b.subject.words) > 1 {
				x, y = b, a
			}
			d.faces(x, y, 0.55)
			d.faces(y, x, 0.45)
		}
	}
}

// faces adds what x demands as disputed by y.
func (d *doc) faces(x, y *demand, sure float64) {
	c := candidate{first: x.first, last: x.last, wide: d.whole(x), form: 'n', from: -1, sure: sure, kind: byFacing, words: "“" + text.Flat(d.at2(x)) + "” against “" + text.Flat(d.at2(y)) + "”", pro: side(x)}
	if d.Is(x.first-1, "to") {
		e := evidence{doc: d}
		subject, who := e.agent(x.who.First, x.who.Last)
		what := text.Flat(d.Slice(x.first, x.last))
		if subject == "" || x.last-x.first < 2 {
			return
		}
		c.form, c.from, c.ask, c.yes = 'q', who, "Should "+subject+" "+what+"?", upperFirst(subject)+" should "+what
	} else if d.TagAt(x.first) != tags.Gerund {
		var ok bool
		if _, c.last, c.head, ok = d.thing(x.first, d.Sentences[x.sent].Last); !ok {
			return
		}
	} else {
		c.form = 'v'
	}
	d.add(c)
}

// side returns 1 for a demand for something and -1 for one against it.
func side(x *demand) int {
	if x.for_ {
		return 1
	}
	return -1
}

// opposedStatements finds pairs of statements in neighbouring sentences in which different
// actors hold different things about one noun: "A maintains that the award was fraud. B says
// the award is valid."
func (d *doc) opposedStatements() {
	var last *speech.Cue
	var was stemSet
	var span [2]int
	for i := range d.Cues {
		c := &d.Cues[i]
		if c.Used || c.Source.Actor < 0 || c.Base == ":" || c.Base == "according" {
			continue
		}
		from, to := d.Introduced(c)
		if to-from < 3 {
			continue
		}
		set := d.stems(from, to)
		if last != nil && last.Source.Actor != c.Source.Actor && c.Sentence-last.Sentence <= 1 && c.Sentence > last.Sentence && (holds(last.Base) || holds(c.Base)) && set.shared(&was) > 0 {
			if at := d.sharedNoun(from, to, &was); at >= 0 {
				first := at
				for first > from && d.Modifies(first-1) {
					first--
				}
				d.add(candidate{first: first, last: at + 1, wide: [2]int{from, to}, form: 'n', from: -1, sure: 0.5, kind: bySides})
				d.add(candidate{first: first, last: at + 1, wide: span, form: 'n', from: -1, sure: 0.5, kind: bySides})
			}
		}
		last, was, span = c, set, [2]int{from, to}
	}
}

// holds reports whether a verb of saying shows that somebody else sees it otherwise.
func holds(base string) bool {
	switch base {
	case "maintain", "claim", "insist", "argue", "contend", "deny", "dispute", "reject", "assert", "allege":
		return true
	}
	return false
}

// sharedNoun returns the first noun in [from, to) before its verb that is also in set; -1 if there is none.
func (d *doc) sharedNoun(from, to int, set *stemSet) int {
	for i := from; i < to && !d.Finite(i); i++ {
		if t := d.TagAt(i); (t == tags.Noun || t == tags.Nouns) && d.NameAt(i) < 0 && set.has(d.Stem(i)) && d.Stem(i) != "" {
			return i
		}
	}
	return -1
}

// at2 returns the verb of a demand.
func (d *doc) at2(x *demand) string { return x.verb }

// findDemands finds the demands and makes statements of those whose actor is known and
// that no statement covers yet.
func (d *doc) findDemands() {
	d.demandList = d.demands()
	covered := make(map[int][][2]int, len(d.said))
	for _, s := range d.said {
		covered[s.Sentence] = append(covered[s.Sentence], s.Passages...)
	}
	for i := range d.demandList {
		x := &d.demandList[i]
		p := d.Offsets([2]int{x.first, x.last})
		p[0], p[1] = d.Trim(p[0], p[1])
		verb := d.Offsets([2]int{x.at, x.at + 1})
		free := x.actor >= 0 && x.last > x.first && !x.again && p[0] < p[1]
		for _, c := range covered[x.sent] {
			free = free && (c[1] <= verb[0] || p[1] <= c[0])
		}
		switch x.verb {
		case "announced", "plans", "planned", "claims", "claimed", "requires", "fears", "feared", "will", "would", "fighting":
			free = false
		}
		if !free {
			continue
		}
		group, why := byte('-'), "opposes"
		if x.for_ {
			group, why = '+', "is for"
		}
		d.say(speech.Statement{
			Source: x.who, Actor: x.actor, Cue: [2]int{x.at, x.at + 1}, Passages: [][2]int{p}, Attribution: debate.Paraphrase, Sentence: x.sent, Line: d.Sentences[x.sent].Line,
			Content: [2]int{x.first, x.last}, Group: group, Confidence: 0.6, Reason: "“" + x.verb + "” says what the actor " + why,
		})
	}
	sortBy(d.said, func(a, b *Statement) bool { return a.Passages[0][0] < b.Passages[0][0] })
}

// whole returns the tokens of the sentence of a demand.
func (d *doc) whole(x *demand) [2]int {
	return [2]int{d.Sentences[x.sent].First, d.Sentences[x.sent].Last}
}

// demands reads "X wants …", "X opposes …", "X rejected …" outside quotes.
func (d *doc) demands() []demand {
	var out []demand
	for s := range d.Sentences {
		if d.stopped(s) {
			return nil
		}
		for i := d.Sentences[s].First + 1; i+1 < d.Sentences[s].Last && len(out) < maxDemands; i++ {
			if d.QuoteAt(i) >= 0 {
				continue
			}
			pro, at := d.StanceVerb(i)
			if at == 0 {
				continue
			}
			c, ok := d.SubjectCue(i, at, d.Sentences[s].First, s, "", '=')
			if !ok || c.Source.Actor < 0 && c.Source.Form == debate.ByPronoun {
				continue
			}
			if c.Source.Actor < 0 {
				c.Source.Actor = -2 - c.Source.First // somebody of whom only this is known
			}
			last := d.objectEnd(at, d.Sentences[s].Last)
			if d.Is(at, "to", "that", "for") || d.TagAt(at) == tags.Gerund || last <= at {
				last = d.clauseLimit(at, d.Sentences[s].Last)
				last = min(last, at+14)
			}
			if d.Is(last, "to") && last+1 < d.Sentences[s].Last { // "wants the developer to pay"
				last = min(d.clauseLimit(last, d.Sentences[s].Last), at+14)
			}
			first := at
			if d.Is(first, "to", "that", "for") {
				first++
			}
			if n := len(out); d.Is(at, "it", "this", "that", "them") || d.Is(at, "to") && d.Is(at+2, "it", "them") || !pro && d.Is(at, ".", ",", ";") {
				if n > 0 && out[n-1].actor != c.Source.Actor && out[n-1].for_ != pro && s-out[n-1].sent < 4 {
					p := out[n-1]
					out = append(out, demand{c.Source.Actor, pro, p.first, p.last, s, p.subject, d.Word(i).Lower, c.Source, i, true})
				}
				continue
			}
			set := d.stems(first, last)
			if first < last && len(set.words) > 0 {
				out = append(out, demand{c.Source.Actor, pro, first, last, s, set, d.Word(i).Lower, c.Source, i, false})
			}
		}
	}
	return out
}
