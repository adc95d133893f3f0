// Package english suggests the actors, statements and disputes of articles in English. Each stage is a package below it:
// text reads the words, actors finds who takes part.
package english

import (
	"context"
	"sort"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/text"
)

// Engine names the analysis and its version. It rises whenever the same text may
// give another analysis than before.
const Engine = "parley-rules/2"

// Suggest returns the actors, statements and disputes that the text of v shows. The same
// text gives the same analysis, byte for byte. It holds nothing of v when it returns, and
// keeps no state, so it may be called from several goroutines. Of a text longer than
// three megabytes only the beginning is analysed. The error is that of ctx, if it ended before.
func Suggest(ctx context.Context, v *article.Version) (*debate.Analysis, error) {
	text, err := text.Read(ctx, v)
	if err != nil {
		return nil, err
	}
	as, err := actors.Find(ctx, text)
	if err != nil {
		return nil, err
	}
	d := &doc{Set: as.Clone(), ctx: ctx, foreign: text.Language != "en"}
	for _, stage := range d.stages() {
		stage()
		if d.stopped(0) {
			return nil, d.err
		}
	}
	return d.result(), nil
}

// A doc is an analysis in the making.
type doc struct {
	ctx context.Context
	err error
	*actors.Set
	foreign    bool // not English, or not sure to be
	cues       []cue
	cueAt      []int   // number of each sentence's first cue
	spoke      []int32 // per sentence, one more than the number of the actor it is by; 0 for nobody
	said       []*statement
	demandList []demand
	disputes   []*dispute
	found      []candidate // what shows that something is disputed
	contested  int         // 0 not yet known, 1 no talks or disputes in the text, 2 some
}

// stages returns the steps of the analysis in order.
func (d *doc) stages() []func() {
	return []func(){
		d.findCues, d.findStatements, d.findDemands, d.findDisputes,
	}
}

// stopped reports whether the work is to end. It looks at every 256th call's turn.
func (d *doc) stopped(turn int) bool {
	if turn&255 == 0 && d.err == nil {
		d.err = d.ctx.Err()
	}
	return d.err != nil
}

// ctxErr returns the error of ctx at every 256th turn.
func ctxErr(ctx context.Context, turn int) error {
	if turn&255 != 0 {
		return nil
	}
	return ctx.Err()
}

// resolve finds out whom the noun phrase that ends before token end means.
func (d *doc) resolve(end, lo int) (actors.Source, bool) { return d.Set.Resolve(end, lo, d) }

// pronoun returns the person that "he" or "she" at token t means, or -1.
func (d *doc) pronoun(t int) int { return d.Set.Pronoun(t, d) }

// Speaker implements Context.
func (d *doc) Speaker(s int) int { return int(d.spoke[s]) - 1 }

// SourceBefore implements Context.
func (d *doc) SourceBefore(s, t int) (actors.Source, bool) {
	if c := d.cueUntil(s, t); c != nil {
		return c.who, true
	}
	return actors.Source{}, false
}

// sortBy sorts s stably.
func sortBy[T any](s []T, less func(a, b T) bool) {
	sort.SliceStable(s, func(i, j int) bool { return less(s[i], s[j]) })
}
