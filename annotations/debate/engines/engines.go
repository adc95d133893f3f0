// Package engines holds the table of the engines that suggest who takes part in an article and what is disputed,
// one for each language.
package engines

import (
	"context"
	"strings"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/english"
	"parley/annotations/debate/language"
)

// An Engine analyses texts in one language.
type Engine struct {
	Language string // ISO 639-1
	Name     string // with its version
	Suggest  func(context.Context, *article.Version) (*debate.Analysis, error)
}

// table is read only. A new engine is a package beside english and one line here.
var table = []Engine{
	{language.English, english.Engine, english.Suggest},
}

// For returns the engine for texts in the language with a code as [language.Detect] returns it. If there is none,
// it returns the first of the table, which knows how to take such a text, and false.
func For(code string) (Engine, bool) { return choose(table, code) }

func choose(table []Engine, code string) (Engine, bool) {
	for _, e := range table {
		if e.Language == code {
			return e, true
		}
	}
	return table[0], false
}

// Suggest returns what the engine for the language of v suggests. The same text gives the same analysis, byte
// for byte. Of a text in a language without an engine the analysis has low confidence throughout and no disputes.
// The error is that of ctx, if ctx ends before.
func Suggest(ctx context.Context, v *article.Version) (*debate.Analysis, error) {
	e, _ := For(language.Detect(v.Text()))
	return e.Suggest(ctx, v)
}

// Names returns the names of all engines. They change whenever Suggest may return another analysis than before.
func Names() string { return names(table) }

func names(table []Engine) string {
	out := make([]string, len(table))
	for i, e := range table {
		out[i] = e.Name
	}
	return strings.Join(out, " ")
}
