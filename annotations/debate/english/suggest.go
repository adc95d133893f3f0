// Package english suggests the actors, statements and disputes of articles in English. Each stage is a package below it:
// text reads the words.
package english

import (
	"context"
	"sort"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/english/names"
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
	d := &doc{Document: text, ctx: ctx, foreign: text.Language != "en", nameOf: make([]int32, len(text.Tokens))}
	for i := range d.nameOf {
		d.nameOf[i] = -1
	}
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
	*text.Document
	foreign bool            // not English, or not sure to be
	nameOf  []int32         // the name that each token is part of, or -1
	heard   []names.Span    // what the perceptron takes for names
	small   map[string]bool // words that the text also writes with a small letter
	names   []name
	inside  map[int32]bool // words that have a capital inside sentences
	actors  []*actor

	byRole map[string][]int // persons by the nouns of their roles
	byWord map[string][]int // bodies by the words of their names
	states []int

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
		d.recognise, d.findNames, d.findActors, d.indexActors,
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

// sortBy sorts s stably.
func sortBy[T any](s []T, less func(a, b T) bool) {
	sort.SliceStable(s, func(i, j int) bool { return less(s[i], s[j]) })
}
