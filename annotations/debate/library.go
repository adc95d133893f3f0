package debate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Library is what was filed about who takes part and what is disputed: what all articles share.
// It is a snapshot that nobody changes after [NewLibrary].
type Library struct {
	Actors    []Actor   // in the order of their names
	Disputes  []Dispute // in the order they were made
	decisions map[string]Decision
	actors    map[ID]int
	disputes  map[ID]int
	byName    map[string][]int // actors by the normal form of their names
	subjects  []map[string]bool
}

// NewLibrary returns the library of these entities.
func NewLibrary(actors []Actor, disputes []Dispute, decisions []Decision) *Library {
	l := &Library{
		Actors: actors, Disputes: disputes,
		decisions: make(map[string]Decision, len(decisions)), actors: make(map[ID]int, len(actors)),
		disputes: make(map[ID]int, len(disputes)), byName: make(map[string][]int, 2*len(actors)),
	}
	for _, d := range decisions {
		l.decisions[d.Key] = d
	}
	for i, a := range actors {
		l.actors[a.ID] = i
		seen := map[string]bool{}
		for _, n := range a.Names() {
			if n = normal(n); n != "" && !seen[n] {
				seen[n] = true
				l.byName[n] = append(l.byName[n], i)
			}
		}
	}
	for i, d := range disputes {
		l.disputes[d.ID] = i
		l.subjects = append(l.subjects, subject(d.Title))
	}
	return l
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

// Decision returns what was decided under a key, or the zero Decision.
func (l *Library) Decision(key string) Decision { return l.decisions[key] }

// Decisions calls yield with every decision, in no order, until it returns false.
func (l *Library) Decisions(yield func(Decision) bool) {
	for _, d := range l.decisions {
		if !yield(d) {
			return
		}
	}
}

// A match says which actor or dispute of the library a suggestion is.
type match struct {
	id     ID   // zero if it is none
	hidden bool // it was rejected
	maybe  ID   // it may be this one; the reader is asked
}

// matchActor says which actor of the library f is: the one it was decided to be, or the only one
// with that name. A lone surname, and a name that several have, is not enough.
func (l *Library) matchActor(f *FoundActor) match {
	if d := l.Decision(ActorKey(f.Name)); d.Verdict != Undecided {
		if d.Verdict == Rejected {
			return match{hidden: true}
		}
		if _, ok := l.actors[d.Target]; ok {
			return match{id: d.Target}
		}
	}
	var m match
	for i, name := range append([]string{f.Name}, f.Aliases...) {
		if i > 0 && !telling(name) {
			continue
		}
		of := l.byName[normal(name)]
		for _, k := range of {
			a := &l.Actors[k]
			switch sure := i == 0 && a.Name == f.Name || telling(name) || f.Kind == State; {
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

// telling reports whether a name alone says who is meant: it has several words or is an acronym.
func telling(name string) bool {
	if strings.ContainsFunc(strings.TrimSpace(name), unicode.IsSpace) {
		return true
	}
	return utf8.RuneCountInString(name) >= 3 && strings.ToUpper(name) == name && strings.ToLower(name) != name
}

// kindsAgree reports whether a and b may be kinds of one actor. A Group may be anything but a person.
func kindsAgree(a, b Kind) bool {
	return a == b || a == Group && b != Person || b == Group && a != Person
}

// matchDispute says which dispute of the library a title is: the one it was decided to be, or the
// one that is about the same.
func (l *Library) matchDispute(title string) match {
	if d := l.Decision(DisputeKey(title)); d.Verdict != Undecided {
		if d.Verdict == Rejected {
			return match{hidden: true}
		}
		if _, ok := l.disputes[d.Target]; ok {
			return match{id: d.Target}
		}
	}
	about := subject(title)
	var m match
	var best, second float64
	for i, s := range l.subjects {
		switch a := alike(about, s); {
		case a > best:
			best, second = a, best
			m.maybe = l.Disputes[i].ID
		case a > second:
			second = a
		}
	}
	switch {
	case best >= 0.75 && best > second:
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
