package english

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/contest"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/language"
)

// An assembly turns what the stages found into an analysis.
type assembly struct {
	out     *debate.Analysis
	doc     *text.Document
	foreign bool     // the text is not in English, or not sure to be
	ids     []string // of the actors in the analysis, "" for those that are left out
}

// assemble returns the analysis of found.
func assemble(found *contest.Result) *debate.Analysis {
	d := found.Actors.Document
	b := &assembly{
		out: &debate.Analysis{
			Schema: debate.Schema, Length: d.Version.Len(), Language: d.Language,
			Actors: []debate.FoundActor{}, Disputes: []debate.FoundDispute{}, Statements: []debate.FoundStatement{},
		},
		doc: d, foreign: d.Language != language.English, ids: make([]string, len(found.Actors.Actors)),
	}
	b.addActors(found.Actors.Actors)
	b.addDisputes(found.Disputes)
	b.addStatements(found.Statements)
	return b.out
}

// addActors adds the actors that take part, in the order in which they are first mentioned.
func (b *assembly) addActors(all []*actors.Actor) {
	var kept []int
	for i, a := range all {
		if !a.Dropped && len(a.Mentions) > 0 {
			kept = append(kept, i)
		}
	}
	slices.SortStableFunc(kept, func(i, k int) int { return cmp.Compare(all[i].Mentions[0].Start, all[k].Mentions[0].Start) })
	for n, i := range kept {
		a := all[i]
		b.ids[i] = fmt.Sprintf("a%d", n+1)
		f := debate.FoundActor{
			ID: b.ids[i], Name: a.Name, Kind: a.Kind(), Role: text.Flat(a.Role()), Aliases: a.Aliases(),
			Confidence: b.confidence(a.Confidence()),
		}
		for k := range f.Aliases {
			f.Aliases[k] = text.Flat(f.Aliases[k])
		}
		f.Mentions = make([]debate.Mention, 0, len(a.Mentions))
		for _, m := range a.Mentions {
			f.Mentions = append(f.Mentions, debate.Mention{Range: b.doc.Range(m.Start, m.End), Form: m.Form})
		}
		b.out.Actors = append(b.out.Actors, f)
	}
}

// addDisputes adds the disputes with their positions.
func (b *assembly) addDisputes(all []contest.Dispute) {
	n := 0
	for i, x := range all {
		f := debate.FoundDispute{
			ID: fmt.Sprintf("d%d", i+1), Title: x.Title, Confidence: b.confidence(x.Confidence), Reason: x.Reason,
			Positions: []debate.FoundPosition{},
		}
		for _, p := range x.Passages {
			if r := b.doc.Version.Trim(b.doc.Range(p[0], p[1])); !r.Empty() {
				f.Passages = append(f.Passages, r)
			}
		}
		for _, answer := range x.Positions {
			n++
			f.Positions = append(f.Positions, debate.FoundPosition{ID: fmt.Sprintf("p%d", n), Answer: answer})
		}
		b.out.Disputes = append(b.out.Disputes, f)
	}
}

// addStatements adds the statements. The actors and disputes have to be there.
func (b *assembly) addStatements(all []contest.Statement) {
	for i, s := range all {
		f := debate.FoundStatement{
			ID: fmt.Sprintf("s%d", i+1), Source: b.doc.TokenRange(s.Source.First, s.Source.Last), Cue: b.doc.TokenRange(s.Cue[0], s.Cue[1]),
			Attribution: s.Attribution, Confidence: b.confidence(s.Confidence), Reason: s.Reason, Stance: s.Stance,
		}
		if s.Actor >= 0 {
			f.Actor = b.ids[s.Actor]
		}
		f.Passages = make([]article.Range, 0, len(s.Passages))
		for _, p := range s.Passages {
			f.Passages = append(f.Passages, b.doc.Range(p[0], p[1]))
		}
		if s.Dispute >= 0 {
			x := &b.out.Disputes[s.Dispute]
			f.Dispute = x.ID
			if s.Position >= 0 {
				f.Position = x.Positions[s.Position].ID
			}
		}
		b.out.Statements = append(b.out.Statements, f)
	}
}

// Of a text that is not in English nothing is sure: its confidences are halved, and below foreignLimit.
const (
	foreignShare = 0.5
	foreignLimit = 0.45
)

// confidence returns c in hundredths.
func (b *assembly) confidence(c float64) float64 {
	if b.foreign {
		c = min(c*foreignShare, foreignLimit)
	}
	return math.Round(c*100) / 100
}
