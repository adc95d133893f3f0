package debate

import (
	"slices"
	"sort"
	"strings"

	"parley/annotations/article"
)

// LikelyFrom is the calibrated confidence from which a suggestion is called likely. Below, it is called possible.
const LikelyFrom = 0.65

// Likelihood returns the word for the confidence of a suggestion: "likely" or "possible".
func Likelihood(confidence float64) string {
	if confidence >= LikelyFrom {
		return "likely"
	}
	return "possible"
}

// A Speaker makes statements: an actor, or a source that the text names and that is no actor, such as "officials".
type Speaker struct {
	Name  string      // empty if the text does not say who it is
	Actor *ShownActor // nil if the speaker is no actor of the view
}

// A Side is the speakers who take one stance on a position, in the order of their first statements.
type Side struct {
	Stance   Stance
	Speakers []Speaker
}

// A Stand is what is said on one position of a dispute, or, without a position, on the dispute alone.
type Stand struct {
	Position *ShownPosition // nil for the statements without a position
	Sides    []Side         // the known stances, in the order of their constants; none without a position
	Said     []ShownStatement
}

// A DisputeCard is a dispute arranged for reading.
type DisputeCard struct {
	Dispute *ShownDispute
	Stands  []Stand // one for each position, in order; then, if there are any, the statements without a position
	// Unquoted are the actors whom a passage or a statement of the dispute names and who have no statement on it, in text order.
	// Those named only by a pronoun or a description are left out.
	Unquoted []*ShownActor
}

// Card arranges a dispute of the view of v. Statements are in text order; those of a dispute without positions are
// grouped by speaker, in the order of the speakers' first statements.
func (w *View) Card(v *article.Version, d *ShownDispute) DisputeCard {
	card := DisputeCard{Dispute: d}
	said := w.On(d.ID)
	for i := range d.Answers {
		p := &d.Answers[i]
		s := Stand{Position: p}
		for k := range said {
			if said[k].Position == p.ID {
				s.Said = append(s.Said, said[k])
			}
		}
		s.Sides = w.sides(v, s.Said)
		card.Stands = append(card.Stands, s)
	}
	var rest []ShownStatement
	for k := range said {
		if d.Answer(said[k].Position) == nil {
			rest = append(rest, said[k])
		}
	}
	if len(d.Answers) == 0 {
		rest = w.bySpeaker(v, rest)
	}
	if len(rest) > 0 {
		card.Stands = append(card.Stands, Stand{Said: rest})
	}
	card.Unquoted = w.unquoted(d, said)
	return card
}

// Speaker returns who makes a statement. A filed statement has an actor; the source of a suggested one may be none.
func (w *View) Speaker(v *article.Version, s *ShownStatement) Speaker {
	if a := w.Actor(s.Actor); a != nil {
		return Speaker{a.Name, a}
	}
	return Speaker{Name: strings.Join(strings.Fields(v.Slice(s.Source)), " ")}
}

// same reports whether two speakers are one. Two that the text does not name are told apart.
func (x Speaker) same(y Speaker) bool {
	return x.Name != "" && x.Actor == y.Actor && (x.Actor != nil || strings.EqualFold(x.Name, y.Name))
}

// sides returns who takes which stance in statements on one position. A speaker with several stances is on several sides.
func (w *View) sides(v *article.Version, said []ShownStatement) []Side {
	var out []Side
	for stance := Supports; stance <= Declines; stance++ {
		side := Side{Stance: stance}
		for i := range said {
			if said[i].Stance != stance {
				continue
			}
			who := w.Speaker(v, &said[i])
			if !slices.ContainsFunc(side.Speakers, who.same) {
				side.Speakers = append(side.Speakers, who)
			}
		}
		if len(side.Speakers) > 0 {
			out = append(out, side)
		}
	}
	return out
}

// bySpeaker returns statements with those of each speaker together.
func (w *View) bySpeaker(v *article.Version, said []ShownStatement) []ShownStatement {
	var speakers []Speaker
	turn := make([]int, len(said))
	for i := range said {
		who := w.Speaker(v, &said[i])
		turn[i] = slices.IndexFunc(speakers, who.same)
		if turn[i] < 0 {
			turn[i] = len(speakers)
			speakers = append(speakers, who)
		}
	}
	order := make([]int, len(said))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, k int) bool { return turn[order[i]] < turn[order[k]] })
	out := make([]ShownStatement, len(said))
	for i, k := range order {
		out[i] = said[k]
	}
	return out
}

// unquoted returns the actors that the passages and statements of d name and that have no statement on it.
func (w *View) unquoted(d *ShownDispute, said []ShownStatement) []*ShownActor {
	in := slices.Clone(d.Passages)
	quoted := map[string]bool{}
	for i := range said {
		in = append(in, said[i].Passages...)
		quoted[said[i].Actor] = true
		if f := said[i].Filed; f != nil {
			quoted[f.ReportedBy.String()] = true
		}
	}
	in = joined(in)
	type named struct {
		a     *ShownActor
		start int
	}
	var found []named
	for i := range w.Actors {
		a := &w.Actors[i]
		if quoted[a.ID] {
			continue
		}
		for _, m := range a.Mentions { // in text order
			if m.Form != ByPronoun && m.Form != ByDescription && meets(in, m.Range) {
				found = append(found, named{a, m.Start})
				break
			}
		}
	}
	sort.SliceStable(found, func(i, k int) bool { return found[i].start < found[k].start })
	out := make([]*ShownActor, 0, len(found))
	for _, x := range found {
		out = append(out, x.a)
	}
	return out
}

// Filed returns the view without suggestions: the actors and disputes of the library and the filed statements. w is not changed.
func (w *View) Filed() *View {
	out := *w
	out.OnlyFiled = true
	out.Actors, out.Disputes, out.Statements = nil, nil, nil
	for _, a := range w.Actors {
		if a.Entity != (ID{}) {
			a.MayBe = ID{}
			out.Actors = append(out.Actors, a)
		}
	}
	for _, d := range w.Disputes {
		if d.Entity == (ID{}) {
			continue
		}
		d.Answers = slices.DeleteFunc(slices.Clone(d.Answers), func(p ShownPosition) bool { return p.Entity == ID{} })
		out.Disputes = append(out.Disputes, d)
	}
	for _, s := range w.Statements {
		if s.Filed != nil {
			out.Statements = append(out.Statements, s)
		}
	}
	return &out
}
