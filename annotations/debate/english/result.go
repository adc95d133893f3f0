package english

import (
	"fmt"
	"math"

	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/text"
)

// result turns what was found into the analysis.
func (d *doc) result() *debate.Analysis {
	out := &debate.Analysis{
		Schema: debate.Schema, Length: d.Version.Len(), Language: d.Language,
		Actors: []debate.FoundActor{}, Disputes: []debate.FoundDispute{}, Statements: []debate.FoundStatement{},
	}
	kept := make([]*actors.Actor, 0, len(d.Actors))
	for _, a := range d.Actors {
		if !a.Dropped && len(a.Mentions) > 0 {
			kept = append(kept, a)
		}
	}
	sortBy(kept, func(a, b *actors.Actor) bool { return a.Mentions[0].Start < b.Mentions[0].Start })
	ids := make(map[*actors.Actor]string, len(kept))
	for i, a := range kept {
		id := fmt.Sprintf("a%d", i+1)
		ids[a] = id
		f := debate.FoundActor{ID: id, Name: a.Name, Kind: a.Kind(), Role: text.Flat(a.Role()), Aliases: a.Aliases(), Confidence: d.sure(a.Confidence()), Mentions: make([]debate.Mention, 0, len(a.Mentions))}
		for k := range f.Aliases {
			f.Aliases[k] = text.Flat(f.Aliases[k])
		}
		for _, m := range a.Mentions {
			f.Mentions = append(f.Mentions, debate.Mention{Range: d.Range(m.Start, m.End), Form: m.Form})
		}
		out.Actors = append(out.Actors, f)
	}
	d.addDisputes(out)
	d.addStatements(out, ids)
	return out
}

func (d *doc) addStatements(out *debate.Analysis, ids map[*actors.Actor]string) {
	for i, s := range d.said {
		f := debate.FoundStatement{
			ID: fmt.Sprintf("s%d", i+1), Source: d.TokenRange(s.who.First, s.who.Last), Cue: d.TokenRange(s.cue[0], s.cue[1]),
			Attribution: s.attr, Confidence: d.sure(s.sure), Reason: s.reason, Stance: s.stance,
		}
		if s.actor >= 0 {
			f.Actor = ids[d.Actors[s.actor]]
		}
		for _, p := range s.passages {
			f.Passages = append(f.Passages, d.Range(p[0], p[1]))
		}
		if s.dispute >= 0 {
			x := &out.Disputes[s.dispute]
			f.Dispute = x.ID
			if s.position >= 0 {
				f.Position = x.Positions[s.position].ID
			}
		}
		out.Statements = append(out.Statements, f)
	}
}

// sure rounds a confidence; of a text that is not English nothing is sure.
func (d *doc) sure(c float64) float64 {
	if d.foreign {
		c = min(c*0.5, 0.45)
	}
	return math.Round(c*100) / 100
}
