package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// A Suggesting says in which articles suggestions are shown.
type Suggesting string

// The choices. What the settings hold otherwise means SuggestAlways.
const (
	SuggestAlways Suggesting = "always"
	SuggestNews   Suggesting = "news" // in articles that look like news: see [LooksLikeNews]
	SuggestNever  Suggesting = "never"
)

// SettingSuggest is the key under which the settings hold a Suggesting.
const SettingSuggest = "suggest"

// suggesting returns what the reader chose.
func (d *Desk) suggesting(ctx context.Context) (Suggesting, error) {
	all, err := d.shelf.Settings(ctx)
	if err != nil {
		return "", fmt.Errorf("read the settings: %w", err)
	}
	switch s := Suggesting(all[SettingSuggest]); s {
	case SuggestNews, SuggestNever:
		return s, nil
	}
	return SuggestAlways, nil
}

// suggestsIn reports whether suggestions are shown in a version's article.
func (d *Desk) suggestsIn(ctx context.Context, lib *debate.Library, v *article.Version) (bool, error) {
	if !lib.Suggests(v.Article) {
		return false, nil
	}
	s, err := d.suggesting(ctx)
	if err != nil || s != SuggestNews {
		return err == nil && s != SuggestNever, err
	}
	a, err := d.shelf.Article(ctx, v.Article)
	if err != nil {
		return false, err
	}
	return LooksLikeNews(a, v), nil
}

// StopSuggesting keeps suggestions away from an article, or, with stop false, shows them there again. It is a step of undo.
func (d *Desk) StopSuggesting(ctx context.Context, id article.ID, stop bool) error {
	name, verdict := "Suggest here again", debate.Undecided
	if stop {
		name, verdict = "Stop suggesting here", debate.Rejected
	}
	return d.file(ctx, name, func(f *filing) error {
		f.decide(debate.SuggestKey(id), verdict, article.ID{})
		return nil
	})
}

// The bounds of a text that looks like news without saying where it is from. A news report has a few hundred to two thousand words in
// paragraphs of one to three sentences; these bounds leave some room above that and are not measured.
const (
	newsWords     = 3000
	newsParagraph = 70 // words, on average
)

// LooksLikeNews reports whether an article has an outlet or a web address, or its text is in English or in a language not known, is short,
// is set in short paragraphs and quotes somebody.
func LooksLikeNews(a article.Article, v *article.Version) bool {
	if a.Outlet != "" || a.URL != "" {
		return true
	}
	if a.Language != "" && a.Language != "und" && !strings.HasPrefix(a.Language, "en") {
		return false
	}
	paragraphs, words := 0, 0
	for _, b := range v.Blocks() {
		switch b.Kind {
		case article.Paragraph:
			paragraphs++
			words += Words(v.Slice(b.Range))
		case article.Preformatted, article.Table:
			return false
		}
	}
	return paragraphs >= 3 && words <= newsWords && words <= newsParagraph*paragraphs && strings.ContainsAny(v.Text(), "“”\"„«")
}

// carry makes the decisions on what an older engine found hold for what a found in the same version under other keys. It is no step of
// undo: the reader decided before. kept reports whether the analysis of the older engine was kept.
func (d *Desk) carry(ctx context.Context, v *article.Version, a *debate.Analysis) (kept bool, err error) {
	engine, b, err := d.shelf.LastAnalysis(ctx, v.ID)
	if err != nil || b == nil || engine == d.Engine {
		return false, err
	}
	var old debate.Analysis
	if json.Unmarshal(b, &old) != nil || old.Schema != debate.Schema || old.Length != v.Len() {
		return false, nil // nothing can be told from it
	}
	for try := 1; ; try++ {
		lib, err := d.shelf.Library(ctx)
		if err != nil {
			return true, err
		}
		var e debate.Edits
		for _, to := range debate.Carry(v, lib, &old, a) {
			e.Decisions = append(e.Decisions, debate.DecisionEdit{To: to})
		}
		if e.Empty() {
			return true, nil
		}
		err = d.shelf.Change(ctx, annotations.Edits{}, e, d.Now())
		if !isChanged(err) || try == triesMost {
			return true, err
		}
	}
}
