package export

import (
	"parley/annotations/debate"
)

// statementAnnotation returns a statement as an annotation that classifies its passages. Each body is one thing that is known of it;
// dc:type says which, in the words of the table of statements.
func statementAnnotation(e Entry, s *Statement) annotation {
	x := annotation{ID: urn(s.ID), Type: "Annotation", Motivation: "classifying", Created: stamp(s.Created), Modified: stamp(s.Modified)}
	put := func(purpose, what string, id debate.ID, value string) {
		if value != "" {
			x.Body = append(x.Body, annoBody{Type: "TextualBody", Purpose: purpose, What: what, Entity: urn(id), Value: value})
		}
	}
	var none debate.ID
	put("identifying", "actor", s.Actor, named(s.Actor, s.Speaker))
	if s.Speaker.ID != none {
		put("classifying", "actor_kind", none, s.Speaker.Kind.String())
	}
	put("describing", "role", none, s.Speaker.Role)
	put("classifying", "side", none, s.Speaker.Side)
	for _, n := range s.Speaker.Aliases {
		put("identifying", "alias", none, n.Name)
	}
	put("classifying", "dispute", s.Dispute, s.Question.Title)
	put("classifying", "position", s.Position, s.Answer.Answer)
	put("classifying", "stance", none, s.Stance.String())
	put("classifying", "attribution", none, s.Attribution.String())
	put("describing", "condition", none, s.Condition)
	put("describing", "addressee", none, s.Addressee)
	put("describing", "said_on", none, s.SaidOn)
	put("identifying", "reported_by", s.ReportedBy, named(s.ReportedBy, s.Teller))
	if s.Note != "" {
		x.Body = append(x.Body, annoBody{Type: "TextualBody", Purpose: "commenting", Format: "text/markdown", Value: s.Note})
	}
	var targets []annoTarget
	for _, p := range s.Passages() {
		t := target(e)
		t.Selector, t.Standing = selectors(p.Anchor, p.Placement), p.Placement.State.String()
		targets = append(targets, t)
	}
	if len(targets) == 1 {
		x.Target = targets[0]
	} else {
		x.Target = targets
	}
	return x
}

// urn returns the IRI of an entity, or nothing for none.
func urn(id debate.ID) string {
	if id == (debate.ID{}) {
		return ""
	}
	return "urn:uuid:" + id.String()
}
