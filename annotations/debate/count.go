package debate

import "sort"

// A Side is the statements on one position of a dispute.
type Side struct {
	Position   string // id; empty for statements whose answer is not known
	Statements []FoundStatement
	Stances    map[Stance]int
}

// Sides returns who stands where on a dispute: a Side for each of its positions in their
// order, also those that nobody speaks on, and a last one for the statements whose answer
// is not known, if there are any. Statements are in text order.
func Sides(a *Analysis, dispute string) []Side {
	var out []Side
	at := map[string]int{}
	for _, d := range a.Disputes {
		if d.ID != dispute {
			continue
		}
		for _, p := range d.Positions {
			at[p.ID] = len(out)
			out = append(out, Side{Position: p.ID, Stances: map[Stance]int{}})
		}
	}
	var open Side
	for _, s := range StatementsOn(a, dispute) {
		x := &open
		if i, ok := at[s.Position]; ok && s.Position != "" {
			x = &out[i]
		}
		x.Statements = append(x.Statements, s)
		if x.Stances == nil {
			x.Stances = map[Stance]int{}
		}
		x.Stances[s.Stance]++
	}
	if len(open.Statements) > 0 {
		out = append(out, open)
	}
	return out
}

// StatementsOn returns the statements on a dispute, in text order.
func StatementsOn(a *Analysis, dispute string) []FoundStatement {
	return statementsWhere(a, func(s *FoundStatement) bool { return s.Dispute == dispute })
}

// StatementsOf returns the statements of an actor, in text order.
func StatementsOf(a *Analysis, actor string) []FoundStatement {
	return statementsWhere(a, func(s *FoundStatement) bool { return s.Actor == actor })
}

// StancesOn counts the stances that statements take on a dispute. Statements without a
// known stance count under [StanceUnknown].
func StancesOn(a *Analysis, dispute string) map[Stance]int {
	out := map[Stance]int{}
	for i := range a.Statements {
		if a.Statements[i].Dispute == dispute {
			out[a.Statements[i].Stance]++
		}
	}
	return out
}

// Weight returns how much an actor counts in the text: its mentions and its statements.
func Weight(a *Analysis, actor string) int {
	n := 0
	for i := range a.Actors {
		if a.Actors[i].ID == actor {
			n += len(a.Actors[i].Mentions)
		}
	}
	for i := range a.Statements {
		if a.Statements[i].Actor == actor {
			n++
		}
	}
	return n
}

// ActorsByWeight returns the actors with the weightiest first; those of equal weight stay in
// text order.
func ActorsByWeight(a *Analysis) []FoundActor {
	weight := make(map[string]int, len(a.Actors))
	for i := range a.Actors {
		weight[a.Actors[i].ID] += len(a.Actors[i].Mentions)
	}
	for i := range a.Statements {
		weight[a.Statements[i].Actor]++
	}
	out := append([]FoundActor(nil), a.Actors...)
	sort.SliceStable(out, func(i, k int) bool { return weight[out[i].ID] > weight[out[k].ID] })
	return out
}

func statementsWhere(a *Analysis, keep func(*FoundStatement) bool) []FoundStatement {
	var out []FoundStatement
	for i := range a.Statements {
		if keep(&a.Statements[i]) {
			out = append(out, a.Statements[i])
		}
	}
	sort.SliceStable(out, func(i, k int) bool { return first(out[i]) < first(out[k]) })
	return out
}

// first returns where a statement's first passage begins.
func first(s FoundStatement) int {
	if len(s.Passages) == 0 {
		return s.Source.Start
	}
	return s.Passages[0].Start
}
