// Package english suggests the actors, statements and disputes of articles in English. It runs the stages, each of
// which is a package below it: text reads the words, actors finds who takes part, speech who says what, and contest
// what is disputed.
package english

import (
	"context"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/contest"
	"parley/annotations/debate/english/speech"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/language"
)

// Engine names the analysis and its version. It rises whenever the same text may
// give another analysis than before.
const Engine = "parley-rules/3"

// Suggest returns the actors, statements and disputes that the text of v shows. The same
// text gives the same analysis, byte for byte. The analysis holds nothing of v, and Suggest
// may be called from several goroutines. Of a text longer than three megabytes only the
// beginning is analysed. Of a text in another language than English, Suggest returns what names
// and quote marks tell, with low confidence. The error is that of ctx, if ctx ends before.
func Suggest(ctx context.Context, v *article.Version) (*debate.Analysis, error) {
	doc, err := text.Read(ctx, v)
	if err != nil {
		return nil, err
	}
	set, err := actors.Find(ctx, doc)
	if err != nil {
		return nil, err
	}
	said, err := speech.Find(ctx, set)
	if err != nil {
		return nil, err
	}
	found := undisputed(said)
	if doc.Language == language.English {
		if found, err = contest.Find(ctx, said); err != nil {
			return nil, err
		}
	}
	return assemble(found), nil
}

// undisputed returns what said tells if nothing is disputed.
func undisputed(said *speech.Result) *contest.Result {
	out := &contest.Result{Actors: said.Set}
	for _, s := range said.Statements {
		out.Statements = append(out.Statements, contest.Statement{Statement: s, Dispute: -1, Position: -1})
	}
	return out
}
