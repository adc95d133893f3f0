package debate

import (
	"sort"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

// A View is who takes part in an article and what is disputed in it, as the reader is shown it: what was filed,
// and what was found and is not decided on. Its ids are those of the analysis, or, of what was filed, UUIDs.
type View struct {
	Language   string
	Actors     []ShownActor
	Disputes   []ShownDispute
	Statements []ShownStatement // in text order, those without a place last
	Library    *Library         // what all articles share
	OnlyFiled  bool             // suggestions are left out, as the reader chose
}

// A ShownActor is an actor of the library with its mentions in the article, or a suggestion.
type ShownActor struct {
	FoundActor
	Entity   ID // zero for a suggestion
	Side     string
	MayBe    ID       // an actor of the library that the suggestion may be
	Found    []string // the names under which the analysis found it
	Articles int      // of the library that name it or hold a statement by it; 0 if that was not counted
}

// A ShownDispute is a dispute of the library with its passages in the article, or a suggestion.
type ShownDispute struct {
	FoundDispute
	Entity   ID              // zero for a suggestion
	Answers  []ShownPosition // in place of the Positions: those filed first, in their order
	MayBe    ID              // a dispute of the library that the suggestion may be
	Found    []string        // the titles under which the analysis found it
	Articles int             // as a ShownActor's
}

// A ShownPosition is a position of the library or a suggestion.
type ShownPosition struct {
	FoundPosition
	Entity ID // zero for a suggestion
}

// A ShownStatement is a filed statement where it stands in the article, or a suggestion.
type ShownStatement struct {
	FoundStatement
	Filed *Placed // nil for a suggestion
}

// A Placed is a filed statement and where its anchors stand in the version that is read.
type Placed struct {
	Statement
	Placements []anchor.Placement
	Open       []bool // which of them the reader has still to settle
}

// Keys returns the keys under which an analysis shows the actor: those of the names it was found by, of its own, and, if it is of the
// library, of its other names that alone say who is meant.
func (a *ShownActor) Keys() []string {
	out := []string{ActorKey(a.Name)}
	for _, n := range a.Found {
		out = append(out, ActorKey(n))
	}
	for _, n := range a.Aliases {
		if a.Entity != (ID{}) && telling(n) {
			out = append(out, ActorKey(n))
		}
	}
	return out
}

// Keys returns the keys under which an analysis shows the dispute: those of the titles it was found by, and of its own.
func (d *ShownDispute) Keys() []string {
	out := []string{DisputeKey(d.Title)}
	for _, t := range d.Found {
		out = append(out, DisputeKey(t))
	}
	return out
}

// Actor returns the actor with that id of the view, or nil.
func (w *View) Actor(id string) *ShownActor {
	for i := range w.Actors {
		if w.Actors[i].ID == id && id != "" {
			return &w.Actors[i]
		}
	}
	return nil
}

// Dispute returns the dispute with that id of the view, or nil.
func (w *View) Dispute(id string) *ShownDispute {
	for i := range w.Disputes {
		if w.Disputes[i].ID == id && id != "" {
			return &w.Disputes[i]
		}
	}
	return nil
}

// Answer returns the position with that id of the dispute, or nil.
func (d *ShownDispute) Answer(id string) *ShownPosition {
	for i := range d.Answers {
		if d.Answers[i].ID == id && id != "" {
			return &d.Answers[i]
		}
	}
	return nil
}

// On returns the statements on a dispute, in text order.
func (w *View) On(dispute string) []ShownStatement {
	return w.where(func(s *ShownStatement) bool { return s.Dispute == dispute })
}

// By returns the statements of an actor, in text order.
func (w *View) By(actor string) []ShownStatement {
	return w.where(func(s *ShownStatement) bool { return s.Actor == actor })
}

func (w *View) where(keep func(*ShownStatement) bool) []ShownStatement {
	var out []ShownStatement
	for i := range w.Statements {
		if keep(&w.Statements[i]) {
			out = append(out, w.Statements[i])
		}
	}
	return out
}

// ByWeight returns the actors with the weightiest first: what somebody says weighs more than being
// named. Those of equal weight stay in text order.
func (w *View) ByWeight() []*ShownActor {
	weight := make(map[string]int, len(w.Actors))
	for i := range w.Statements {
		weight[w.Statements[i].Actor] += 2
	}
	out := make([]*ShownActor, 0, len(w.Actors))
	for i := range w.Actors {
		a := &w.Actors[i]
		weight[a.ID] += len(a.Mentions)
		out = append(out, a)
	}
	sort.SliceStable(out, func(i, k int) bool { return weight[out[i].ID] > weight[out[k].ID] })
	return out
}

// Start returns where a statement's first passage begins.
func (s *ShownStatement) Start() int {
	if len(s.Passages) == 0 {
		return s.Source.Start
	}
	return s.Passages[0].Start
}

// Whole returns the words of a statement from first to last.
func (s *ShownStatement) Whole() article.Range {
	if len(s.Passages) == 0 {
		return s.Source
	}
	r := s.Passages[0]
	for _, p := range s.Passages {
		r = article.Range{Start: min(r.Start, p.Start), End: max(r.End, p.End)}
	}
	return r
}
