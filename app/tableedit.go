package app

import (
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// A tableEdit is what is to be changed in the picked statements; what is nil stays. A dispute is changed
// together with the position, which is none if that is nil; the zero ID is none of either.
type tableEdit struct {
	actor       *article.ID
	dispute     *article.ID
	position    *article.ID
	stance      *debate.Stance
	attribution *debate.Attribution
}

// empty reports whether e changes nothing.
func (e tableEdit) empty() bool { return e == tableEdit{} }

// change returns e as the desk wants it.
func (e tableEdit) change() desk.StatementChange {
	c := desk.StatementChange{Stance: e.stance, Attribution: e.attribution}
	if e.actor != nil {
		c.Actor = &desk.ActorRef{ID: *e.actor}
	}
	if e.dispute != nil {
		c.Dispute = &desk.DisputeRef{ID: *e.dispute}
	}
	if e.position != nil {
		c.Position = &desk.PositionRef{ID: *e.position}
	}
	return c
}

// after returns a statement as it is when e was made, as the desk would make it.
func (e tableEdit) after(s debate.Statement) debate.Statement {
	if e.actor != nil {
		s.Actor = *e.actor
	}
	if e.stance != nil {
		s.Stance = *e.stance
	}
	if e.attribution != nil {
		s.Attribution = *e.attribution
	}
	if e.dispute == nil && e.position == nil {
		return s
	}
	if e.dispute != nil {
		s.Dispute = *e.dispute
	}
	s.Position = article.ID{}
	if e.position != nil {
		s.Position = *e.position
	}
	return s
}

// A tableDiff is a statement before and after.
type tableDiff struct{ before, after debate.Statement }

// diffs returns the statements that e changes.
func (e tableEdit) diffs(said []debate.Statement) []tableDiff {
	var out []tableDiff
	for _, s := range said {
		if a := e.after(s); !a.Same(s) {
			out = append(out, tableDiff{s, a})
		}
	}
	return out
}

// A fieldDiff is a field before and after, in words.
type fieldDiff struct{ field, before, after string }

// fields returns what differs, in words.
func (d tableDiff) fields(lib *debate.Library) []fieldDiff {
	var out []fieldDiff
	add := func(field, before, after string) {
		if before != after {
			out = append(out, fieldDiff{field, before, after})
		}
	}
	name := func(id article.ID) string {
		a, _ := lib.Actor(id)
		return orElse(a.Name, "nobody")
	}
	b, a := d.before, d.after
	add("Actor", name(b.Actor), name(a.Actor))
	add("Stance", stanceWord(b.Stance), stanceWord(a.Stance))
	add("Attribution", orElse(attributionWord(b.Attribution), "Not known"), orElse(attributionWord(a.Attribution), "Not known"))
	was, wasAt := onDispute(lib, b.Dispute, b.Position)
	is, isAt := onDispute(lib, a.Dispute, a.Position)
	add("Dispute", orElse(was, "none"), orElse(is, "none"))
	add("Position", orElse(wasAt, "none"), orElse(isAt, "none"))
	if len(out) == 0 && !a.Same(b) { // two that have the same name
		out = append(out, fieldDiff{"Entry", "one of this name", "the other of this name"})
	}
	return out
}

// shared returns the dispute that all these statements are on, or the zero ID.
func sharedDispute(said []debate.Statement) article.ID {
	var of article.ID
	for i, s := range said {
		if i > 0 && s.Dispute != of {
			return article.ID{}
		}
		of = s.Dispute
	}
	return of
}
