package debate

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Library is what was filed about who takes part and what is disputed: what all articles share.
// It is a snapshot that nobody changes after [NewLibrary].
type Library struct {
	Actors    []Actor   // in the order of their names
	Disputes  []Dispute // in the order they were made
	decisions map[string]Decision
	signless  map[string]Decision // by their keys, those that were made without signs
	actors    map[ID]int
	disputes  map[ID]int

	index    sync.Once             // makes the following, which only an article's view needs
	byName   map[string][]int      // actors by the normal form of their names
	byWord   map[string][]actorsOf // names by their first words
	subjects []map[string]bool
}

// actorsOf is a name, and the actor whose name it is.
type actorsOf struct {
	name string
	at   int
}

// NewLibrary returns the library of these entities.
func NewLibrary(actors []Actor, disputes []Dispute, decisions []Decision) *Library {
	l := &Library{
		Actors: actors, Disputes: disputes,
		decisions: make(map[string]Decision, len(decisions)), actors: make(map[ID]int, len(actors)),
		disputes: make(map[ID]int, len(disputes)),
	}
	for _, d := range decisions {
		l.decisions[d.Key] = d
		if d.Signless {
			if l.signless == nil {
				l.signless = map[string]Decision{}
			}
			l.signless[norm.NFC.String(d.Key)] = d
		}
	}
	for i := range actors {
		l.actors[actors[i].ID] = i
	}
	for i := range disputes {
		l.disputes[disputes[i].ID] = i
	}
	return l
}

// makeIndex makes what names and titles are looked up in.
func (l *Library) makeIndex() {
	l.byName = make(map[string][]int, 2*len(l.Actors))
	l.byWord = make(map[string][]actorsOf, 2*len(l.Actors))
	add := func(i int, name string) {
		if n := normal(name); n != "" {
			if of := l.byName[n]; len(of) == 0 || of[len(of)-1] != i {
				l.byName[n] = append(of, i)
			}
		}
		if w := firstWord(name); w != "" {
			l.byWord[w] = append(l.byWord[w], actorsOf{name, i})
		}
	}
	for i := range l.Actors {
		a := &l.Actors[i]
		add(i, a.Name)
		for _, n := range a.Aliases {
			add(i, n.Name)
		}
	}
	l.subjects = make([]map[string]bool, len(l.Disputes))
	for i := range l.Disputes {
		l.subjects[i] = subject(l.Disputes[i].Title)
	}
}

// named returns the actors that have a name of that normal form.
func (l *Library) named(normal string) []int {
	l.index.Do(l.makeIndex)
	return l.byName[normal]
}

// Names returns the actor's name and its aliases.
func (a Actor) Names() []string {
	out := []string{a.Name}
	for _, n := range a.Aliases {
		out = append(out, n.Name)
	}
	return out
}

// Actor returns the actor with that id.
func (l *Library) Actor(id ID) (Actor, bool) {
	i, ok := l.actors[id]
	if !ok {
		return Actor{}, false
	}
	return l.Actors[i], true
}

// Dispute returns the dispute with that id.
func (l *Library) Dispute(id ID) (Dispute, bool) {
	i, ok := l.disputes[id]
	if !ok {
		return Dispute{}, false
	}
	return l.Disputes[i], true
}

// Position returns the position with that id of the dispute with that id.
func (l *Library) Position(dispute, id ID) (Position, bool) {
	d, _ := l.Dispute(dispute)
	for _, p := range d.Positions {
		if p.ID == id {
			return p, true
		}
	}
	return Position{}, false
}

// A match says which actor or dispute of the library a suggestion is.
type match struct {
	id     ID   // zero if it is none
	hidden bool // it was rejected
	maybe  ID   // it may be this one; the reader is asked
}

// matchActor says which actor of the library f is: the one it was decided by d to be, or the only one
// with that name. A lone surname, and a name that several have, is not enough; it may be.
func (l *Library) matchActor(f *FoundActor, d Decision) match {
	if d.Verdict != Undecided {
		if d.Verdict == Rejected {
			return match{hidden: true}
		}
		if _, ok := l.actors[d.Target]; ok {
			return match{id: d.Target}
		}
	}
	var m match
	for i, name := range append([]string{f.Name}, f.Aliases...) {
		of := l.named(normal(name))
		for _, k := range of {
			a := &l.Actors[k]
			sure := telling(name) || i == 0 && f.Kind == State || i == 0 && a.Name == f.Name && (a.Kind == f.Kind || f.Kind != Person)
			switch {
			case !kindsAgree(a.Kind, f.Kind):
			case len(of) == 1 && sure:
				return match{id: a.ID}
			case m.maybe == (ID{}):
				m.maybe = a.ID
			}
		}
	}
	return m
}

// SameActor returns the actor of the library that f is, as a view shows it, or the zero ID.
func (l *Library) SameActor(f *FoundActor) ID { return l.matchActor(f, l.Decided(ActorKey(f.Name))).id }

// SameDispute returns the dispute of the library that f is, as a view shows it, or the zero ID.
func (l *Library) SameDispute(f *FoundDispute) ID {
	return l.matchDispute(f.Title, l.Decided(DisputeKey(f.Title))).id
}

// telling reports whether a name alone says who is meant: it has several words or is an acronym.
func telling(name string) bool {
	if strings.ContainsFunc(strings.TrimSpace(name), unicode.IsSpace) {
		return true
	}
	return utf8.RuneCountInString(name) >= 2 && strings.ToUpper(name) == name && strings.ToLower(name) != name
}

// kindsAgree reports whether an actor of one kind in the library may be found as one of another. What is a Group there may only
// not be known better; what is found as a Group may be anything but a person.
func kindsAgree(filed, found Kind) bool {
	return filed == found || filed == Group || found == Group && filed != Person
}

// matchDispute says which dispute of the library a title is: the one it was decided by d to be, or the
// one that is about the same. One that differs by its signs may be the same.
func (l *Library) matchDispute(title string, d Decision) match {
	if d.Verdict != Undecided {
		if d.Verdict == Rejected {
			return match{hidden: true}
		}
		if _, ok := l.disputes[d.Target]; ok {
			return match{id: d.Target}
		}
	}
	l.index.Do(l.makeIndex)
	about := subject(title)
	var m match
	var best, second float64
	at := 0 // of the best
	for i, s := range l.subjects {
		switch a := alike(about, s); {
		case a > best:
			best, second = a, best
			m.maybe, at = l.Disputes[i].ID, i
		case a > second:
			second = a
		}
	}
	switch {
	case best >= 0.75 && best > second && signsOf(l.Disputes[at].Title) == signsOf(title):
		return match{id: m.maybe}
	case best < 0.4:
		return match{}
	}
	return m
}

// alike says how much two subjects share, from 0 to 1. One that is part of the other, and is more than a
// word, shares nearly all.
func alike(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for s := range a {
		if b[s] {
			n++
		}
	}
	switch {
	case n == 0:
		return 0
	case n == len(b):
		return 1
	case n == len(a) && n >= 2:
		return 0.9
	}
	return float64(n) / float64(len(a)+len(b)-n)
}
