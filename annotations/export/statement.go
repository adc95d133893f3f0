package export

import (
	"cmp"
	"slices"

	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// A Statement is a filed statement with who made it and what it is about. What is not known, or
// is not in the library, has no id.
type Statement struct {
	debate.Placed
	Speaker  debate.Actor
	Question debate.Dispute
	Answer   debate.Position
	Teller   debate.Actor // who reported it
}

// Resolve returns filed statements, in their order, with what the library says of their actors, disputes and positions.
// The library may be nil; then nothing is said of them. What a later program may have written and this one has no word for, such as
// a stance, is unknown.
func Resolve(lib *debate.Library, filed []debate.Placed) []Statement {
	var out []Statement
	for _, p := range filed {
		s := Statement{Placed: p}
		if lib != nil {
			s.Speaker, _ = lib.Actor(p.Actor)
			s.Question, _ = lib.Dispute(p.Dispute)
			s.Answer, _ = lib.Position(p.Dispute, p.Position)
			s.Teller, _ = lib.Actor(p.ReportedBy)
		}
		s.Stance, s.Attribution, s.Speaker.Kind = orUnknown(s.Stance, debate.Declines), orUnknown(s.Attribution, debate.Inferred), orUnknown(s.Speaker.Kind, debate.State)
		out = append(out, s)
	}
	return out
}

// orUnknown returns value if it is not beyond the last that there is, else its zero value.
func orUnknown[T ~uint8](value, last T) T {
	if value > last {
		return 0
	}
	return value
}

// A Passage is words that carry a statement, and where they stand in the entry's version.
type Passage struct {
	anchor.Anchor
	Placement anchor.Placement
}

// Passages returns the passages of s in text order, those without a place last.
func (s *Statement) Passages() []Passage {
	out := make([]Passage, len(s.Anchors))
	for i, a := range s.Anchors {
		out[i].Anchor = a
		if i < len(s.Placements) {
			out[i].Placement = s.Placements[i]
		}
	}
	slices.SortStableFunc(out, func(a, b Passage) int {
		ra, rb := a.Placement.Range, b.Placement.Range
		switch {
		case ra.Empty() && rb.Empty():
			return 0
		case ra.Empty():
			return 1
		case rb.Empty():
			return -1
		}
		return cmp.Compare(ra.Start, rb.Start)
	})
	return out
}

// worse are the states of a passage, the best first: read only.
var worse = [...]anchor.State{anchor.Exact, anchor.Moved, anchor.Edited, anchor.Review, anchor.Unattached}

// state returns how the words of s stand in the entry's version: of several passages, as the one that stands worst does. A state that only a
// later program knows is for the reader to settle.
func (s *Statement) state() anchor.State {
	worst := 0
	for _, p := range s.Passages() {
		at := slices.Index(worse[:], p.Placement.State)
		if at < 0 {
			at = slices.Index(worse[:], anchor.Review)
		}
		worst = max(worst, at)
	}
	return worse[worst]
}

// Quote returns the words of s; where there are several passages, with " … " between them.
func (s *Statement) Quote() string {
	quote := ""
	for i, p := range s.Passages() {
		if i > 0 {
			quote += " … "
		}
		quote += p.Exact
	}
	return quote
}

// named returns an actor's name; that of one who is not in the library is its handle, of nobody empty.
func named(id debate.ID, a debate.Actor) string {
	if a.Name == "" && id != (debate.ID{}) {
		return article.Handle(article.HandleActor, id)
	}
	return a.Name
}

// Sign returns the sign of a stance, so that nothing is said by a colour alone; empty if it is unknown.
func Sign(s debate.Stance) string { return stanceSigns[orUnknown(s, debate.Declines)] }

var stanceSigns = [...]string{"", "+", "−", "±", "?", "·"}
