// Package contest finds what is disputed in a text, and which statements speak of it.
package contest

import (
	"context"
	"sort"

	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/speech"
)

// A Dispute is a question on which the text shows different sides.
type Dispute struct {
	Title      string
	Confidence float64
	Reason     string   // for people: what shows that it is disputed
	Passages   [][2]int // bytes, in text order
	Positions  []string // answers to the question
}

// A Statement is a statement and what it says in a dispute.
type Statement struct {
	speech.Statement
	Dispute  int // index of the dispute, or -1
	Position int // index of the position in it, or -1
	Stance   debate.Stance
}

// A Result is the disputes of a text, and its statements with those added that only a demand shows. Actors are
// those of the statements.
type Result struct {
	Actors     *actors.Set
	Disputes   []Dispute
	Statements []Statement // in text order
}

// Find returns what is disputed in the document of heard. The error is that of ctx, if ctx ends before.
func Find(ctx context.Context, heard *speech.Result) (*Result, error) {
	own := *heard
	own.Set = own.Set.Clone()
	d := &doc{Result: &own, ctx: ctx}
	for s := range d.Sentences {
		d.spoke = append(d.spoke, int32(heard.Speaker(s))+1)
	}
	for _, s := range heard.Statements {
		d.said = append(d.said, &Statement{Statement: s, Dispute: -1, Position: -1})
	}
	d.findDemands()
	d.findDisputes()
	if d.stopped(0) {
		return nil, d.err
	}
	out := &Result{Actors: d.Set}
	for _, x := range d.disputes {
		y := Dispute{Title: x.title, Confidence: x.sure, Reason: x.reason, Passages: x.passages}
		for _, p := range x.positions {
			y.Positions = append(y.Positions, p.answer)
		}
		out.Disputes = append(out.Disputes, y)
	}
	for _, s := range d.said {
		out.Statements = append(out.Statements, *s)
	}
	return out, nil
}

// A doc is a Result under construction, and what it is made of.
type doc struct {
	ctx context.Context
	err error
	*speech.Result
	spoke      []int32 // per sentence, one more than the number of the actor it is by; 0 for nobody
	said       []*Statement
	demandList []demand
	disputes   []*dispute
	found      []candidate // what shows that something is disputed
	contested  int         // 0 not yet known, 1 no talks or disputes in the text, 2 some
}

// stopped reports whether the work is to end. It asks the context at every 256th turn.
func (d *doc) stopped(turn int) bool {
	if turn&255 == 0 && d.err == nil {
		d.err = d.ctx.Err()
	}
	return d.err != nil
}

// say adds a statement of a known actor.
func (d *doc) say(s speech.Statement) {
	d.Actors[s.Actor].Speaks(s.Base)
	s.End = s.Passages[len(s.Passages)-1][1]
	d.said = append(d.said, &Statement{Statement: s, Dispute: -1, Position: -1})
	if d.spoke[s.Sentence] == 0 {
		d.spoke[s.Sentence] = int32(s.Actor) + 1
	}
}

// resolve is Resolve in the context of what was found so far.
func (d *doc) resolve(end, lo int) (actors.Source, bool) { return d.Resolve(end, lo, d) }

// pronoun is Pronoun in the context of what was found so far.
func (d *doc) pronoun(t int) int { return d.Pronoun(t, d) }

// Speaker implements actors.Context.
func (d *doc) Speaker(s int) int { return int(d.spoke[s]) - 1 }

// sortBy sorts s stably.
func sortBy[T any](s []T, less func(a, b T) bool) {
	sort.SliceStable(s, func(i, j int) bool { return less(s[i], s[j]) })
}
