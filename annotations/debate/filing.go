package debate

import (
	"slices"
)

// A Status is an entity as it stands at a moment: there, or deleted. The zero Status is one
// that never was.
type Status[T any] struct {
	Is   T
	Gone bool
}

// An Edit takes an entity from one state to another. A From without an id means that it is
// new; a Gone To that it is deleted.
type Edit[T any] struct{ From, To Status[T] }

// A DecisionEdit takes a decision from one state to another; one that is undecided is not kept.
type DecisionEdit struct{ From, To Decision }

// Edits are what one action changes: all of it or nothing.
type Edits struct {
	Actors     []Edit[Actor]
	Disputes   []Edit[Dispute]
	Statements []Edit[Statement]
	Decisions  []DecisionEdit

	// The keys of the actors and disputes that were made because the library had none of that name, which must be so still when they are
	// written. They are left out when the edits are taken back.
	New []string
}

// Empty reports whether e changes nothing.
func (e Edits) Empty() bool {
	return len(e.Actors)+len(e.Disputes)+len(e.Statements)+len(e.Decisions) == 0
}

// Reversed returns the edits that take everything back.
func (e Edits) Reversed() Edits {
	r := Edits{
		Actors:     reversed(e.Actors, func(x Actor) ID { return x.ID }),
		Disputes:   reversed(e.Disputes, func(x Dispute) ID { return x.ID }),
		Statements: reversed(e.Statements, func(x Statement) ID { return x.ID }),
	}
	for _, x := range e.Decisions {
		r.Decisions = append(r.Decisions, DecisionEdit{x.To, x.From})
	}
	return r
}

func reversed[T any](edits []Edit[T], id func(T) ID) []Edit[T] {
	var out []Edit[T]
	for _, x := range edits {
		if id(x.From.Is) == (ID{}) { // what was made is not unmade but deleted, so that it can come back
			x.From = Status[T]{x.To.Is, true}
		}
		out = append(out, Edit[T]{x.To, x.From})
	}
	return out
}

// Same reports whether two actors hold the same, whenever that was written.
func (a Actor) Same(b Actor) bool {
	return a.ID == b.ID && a.Name == b.Name && a.Kind == b.Kind && a.Role == b.Role && a.Side == b.Side && slices.Equal(a.Aliases, b.Aliases)
}

// Same reports whether two disputes hold the same, with the same positions in the same order,
// whenever that was written.
func (d Dispute) Same(e Dispute) bool {
	return d.ID == e.ID && d.Title == e.Title && slices.EqualFunc(d.Positions, e.Positions, func(p, q Position) bool {
		return p.ID == q.ID && p.Answer == q.Answer
	})
}

// Same reports whether two statements hold the same, whenever that was written.
func (s Statement) Same(o Statement) bool {
	return s.ID == o.ID && s.Version == o.Version && s.Actor == o.Actor && s.Dispute == o.Dispute && s.Position == o.Position &&
		s.Stance == o.Stance && s.Attribution == o.Attribution && slices.Equal(s.Anchors, o.Anchors) && s.Addressee == o.Addressee &&
		s.Condition == o.Condition && s.SaidOn == o.SaidOn && s.ReportedBy == o.ReportedBy && s.Note == o.Note
}

// Same reports whether two decisions settle the same, whenever that was written.
func (d Decision) Same(e Decision) bool {
	return d.Verdict == e.Verdict && d.Target == e.Target && (d.Key == e.Key || d.Verdict == Undecided)
}
