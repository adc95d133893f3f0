// Package speech finds out who says what in a text: the words that tell somebody speaks, and the
// statements, quoted or in the author's words.
package speech

import (
	"context"

	"parley/annotations/debate/english/actors"
)

// A Result is a document with its actors, cues and statements. It is an [actors.Context].
//
// Its Set is a clone of the one that [Find] was given, with the mentions by pronouns and descriptions added, and
// those actors that speak taking part. A Result is not changed after Find has returned it.
type Result struct {
	*actors.Set
	Cues       []Cue       // sentence by sentence; behind them those read off a dash behind a quote
	Statements []Statement // in text order
	cueAt      []int       // index of the first cue of each sentence, and behind the last
	spoke      []int32     // for each sentence, one more than the actor to whom it is attributed, or 0
}

// A finder is a Result under construction.
type finder struct {
	*Result
	said []*Statement
}

// Find returns who says what in the document of as. The error is that of ctx, if ctx ends before.
func Find(ctx context.Context, as *actors.Set) (*Result, error) {
	f := &finder{Result: &Result{Set: as.Clone()}}
	if err := f.findCues(ctx); err != nil {
		return nil, err
	}
	if err := f.findStatements(ctx); err != nil {
		return nil, err
	}
	f.Statements = make([]Statement, len(f.said))
	for i, s := range f.said {
		f.Statements[i] = *s
	}
	return f.Result, nil
}

// CuesOf returns the cues of sentence s in text order.
func (r *Result) CuesOf(s int) []Cue { return r.Cues[r.cueAt[s]:r.cueAt[s+1]] }

// Speaker implements actors.Context.
func (r *Result) Speaker(s int) int { return int(r.spoke[s]) - 1 }

// SourceBefore implements actors.Context.
func (r *Result) SourceBefore(s, t int) (actors.Source, bool) {
	if c := r.lastCueBefore(s, t); c != nil {
		return c.Source, true
	}
	return actors.Source{}, false
}

// lastCueBefore returns the last cue of sentence s before token t, or nil.
func (r *Result) lastCueBefore(s, t int) *Cue {
	if s >= len(r.cueAt) {
		return nil
	}
	var out *Cue
	for c := r.cueAt[s]; c < len(r.Cues) && r.Cues[c].Sentence == s && r.Cues[c].First < t; c++ {
		out = &r.Cues[c]
	}
	return out
}

// resolve is Resolve in the context of what was found so far.
func (r *Result) resolve(end, lo int) (actors.Source, bool) { return r.Resolve(end, lo, r) }

// pronoun is Pronoun in the context of what was found so far.
func (r *Result) pronoun(t int) int { return r.Pronoun(t, r) }
