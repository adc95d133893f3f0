package debate

import (
	"fmt"
	"math"

	"parley/annotations/article"
)

// result turns what was found into the analysis.
func (d *doc) result() *Analysis {
	out := &Analysis{
		Schema: Schema, Length: d.v.Len(), Language: d.language,
		Actors: []FoundActor{}, Disputes: []FoundDispute{}, Statements: []FoundStatement{},
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
		f := FoundActor{ID: a.id, Name: a.name, Kind: a.kind(), Role: flat(a.role()), Aliases: a.aliases(), Confidence: d.sure(a.sure()), Mentions: make([]Mention, 0, len(a.mentions))}
		for k := range f.Aliases {
			f.Aliases[k] = flat(f.Aliases[k])
		}
		for _, m := range a.mentions {
			f.Mentions = append(f.Mentions, Mention{d.span(m.start, m.end), m.form})
		}
		out.Actors = append(out.Actors, f)
	}
	d.addDisputes(out)
	d.addStatements(out)
	return out
}

func (d *doc) addStatements(out *Analysis) {
	for i, s := range d.said {
		f := FoundStatement{
			ID: fmt.Sprintf("s%d", i+1), Source: d.tokenSpan(s.who.first, s.who.last), Cue: d.tokenSpan(s.cue[0], s.cue[1]),
			Attribution: s.attr, Confidence: d.sure(s.sure), Reason: s.reason, Stance: s.stance,
		}
		if s.actor >= 0 {
			f.Actor = d.actors[s.actor].id
		}
		for _, p := range s.passages {
			f.Passages = append(f.Passages, d.span(p[0], p[1]))
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

// tokenSpan turns tokens [first, last) into a range.
func (d *doc) tokenSpan(first, last int) article.Range {
	if first >= last {
		return article.Range{}
	}
	return d.span(int(d.toks[first].start), int(d.toks[last-1].end))
}

// span turns byte offsets into a range.
func (d *doc) span(start, end int) article.Range {
	return article.Range{Start: d.v.Pos(start), End: d.v.Pos(end)}
}

// sure rounds a confidence; of a text that is not English nothing is sure.
func (d *doc) sure(c float64) float64 {
	if d.foreign {
		c = min(c*0.5, 0.45)
	}
	return math.Round(c*100) / 100
}

// flat returns s on one line.
func flat(s string) string {
	b := make([]rune, 0, len(s))
	space := false
	for _, r := range s {
		if r == '\n' || r == '\t' || r == ' ' || r == '\r' || r == '\u00a0' {
			space = len(b) > 0
			continue
		}
		if space {
			b = append(b, ' ')
			space = false
		}
		b = append(b, r)
	}
	return string(b)
}
