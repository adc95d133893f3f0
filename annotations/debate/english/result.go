package english

import (
	"fmt"
	"math"

	"parley/annotations/debate"
	"parley/annotations/debate/english/text"
)

// result turns what was found into the analysis.
func (d *doc) result() *debate.Analysis {
	out := &debate.Analysis{
		Schema: debate.Schema, Length: d.Version.Len(), Language: d.Language,
		Actors: []debate.FoundActor{}, Disputes: []debate.FoundDispute{}, Statements: []debate.FoundStatement{},
	}
	kept := make([]*actor, 0, len(d.actors))
	for _, a := range d.actors {
		if !a.dropped && len(a.mentions) > 0 {
			kept = append(kept, a)
		}
	}
	sortBy(kept, func(a, b *actor) bool { return a.mentions[0].start < b.mentions[0].start })
	for i, a := range kept {
		a.id = fmt.Sprintf("a%d", i+1)
		f := debate.FoundActor{ID: a.id, Name: a.name, Kind: a.kind(), Role: text.Flat(a.role()), Aliases: a.aliases(), Confidence: d.sure(a.sure()), Mentions: make([]debate.Mention, 0, len(a.mentions))}
		for k := range f.Aliases {
			f.Aliases[k] = text.Flat(f.Aliases[k])
		}
		for _, m := range a.mentions {
			f.Mentions = append(f.Mentions, debate.Mention{Range: d.Range(m.start, m.end), Form: m.form})
		}
		out.Actors = append(out.Actors, f)
	}
	d.addDisputes(out)
	d.addStatements(out)
	return out
}

func (d *doc) addStatements(out *debate.Analysis) {
	for i, s := range d.said {
		f := debate.FoundStatement{
			ID: fmt.Sprintf("s%d", i+1), Source: d.TokenRange(s.who.first, s.who.last), Cue: d.TokenRange(s.cue[0], s.cue[1]),
			Attribution: s.attr, Confidence: d.sure(s.sure), Reason: s.reason, Stance: s.stance,
		}
		if s.actor >= 0 {
			f.Actor = d.actors[s.actor].id
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
