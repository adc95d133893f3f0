package command

import (
	"errors"
	"fmt"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

type searchCmd struct {
	In    string   `placeholder:"KIND,…" help:"Only these: articles, titles, highlights, notes, statements, actors, disputes."`
	Limit int      `default:"20" help:"How many are printed at most."`
	Query []string `arg:"" help:"Words, \"a phrase\", begin*, -not, and tag:, colour:, actor:, dispute:, outlet:, before:2026, after:2026-05, in: (kinds, or a collection). What has a space in it stands in double quotation marks, as in 'tag:\"key quote\" -\"two words\"'; single ones around it all are for the shell."`
}

// Run prints what was found, a line each, the best article first. Without a library nothing is found.
func (c *searchCmd) Run(s *session) error {
	o := desk.SearchOptions{Groups: c.Limit, Matches: c.Limit}
	if c.Limit < 1 {
		return fmt.Errorf("%w: --limit is at least 1", errUsage)
	}
	if c.In != "" {
		var ok bool
		if o.Kinds, ok = desk.ParseKinds(c.In); !ok {
			return fmt.Errorf("%w: --in knows articles, titles, highlights, notes, statements, actors and disputes, with commas between", errUsage)
		}
	}
	d, err := s.open(false)
	if errors.Is(err, annotations.ErrMissing) {
		return nil
	}
	if err != nil {
		return err
	}
	found, err := d.Search(s.ctx, strings.Join(c.Query, " "), o)
	if err != nil {
		return err
	}
	if len(found.Unknown) > 0 {
		fmt.Fprintf(s.env.Err, "parley: note: not understood, and left out: %s\n", shown(strings.Join(found.Unknown, " ")))
	}
	if found.Empty {
		fmt.Fprintln(s.env.Err, "parley: note: nothing is searched for: name at least one word that is to be there")
	}
	if found.Analysed.Left > 0 {
		fmt.Fprintf(s.env.Err, "parley: note: %s, and found by their words alone; parley analyze --all analyzes them\n", notAnalysed(found.Analysed))
	}
	left := c.Limit
	for _, g := range found.Groups {
		for _, m := range g.Matches {
			if left--; left < 0 {
				return nil
			}
			if err := s.printMatch(g.Article, m); err != nil {
				return err
			}
		}
	}
	return nil
}

// handleKinds are the letters of the handles of what can be found.
var handleKinds = map[annotations.HitKind]byte{
	annotations.HitText: article.HandleArticle, annotations.HitTitle: article.HandleArticle, annotations.HitHighlight: article.HandleHighlight,
	annotations.HitNote: article.HandleNote, annotations.HitStatement: article.HandleStatement, annotations.HitActor: article.HandleActor, annotations.HitDispute: article.HandleDispute,
}

func (s *session) printMatch(a article.Article, m desk.Match) error {
	handle := article.Handle(handleKinds[m.Kind], m.ID)
	if !s.json {
		_, err := fmt.Fprintf(s.env.Out, "%s\t%s\t%s\t%s\n", m.Kind, handle, shown(a.Title), shown(m.Excerpt.Text))
		return err
	}
	of := ""
	if a.ID != (article.ID{}) {
		of = a.ID.String()
	}
	return s.print(struct {
		Kind    string  `json:"kind"`
		Article string  `json:"article"`
		Title   string  `json:"title"`
		ID      string  `json:"id"`
		Handle  string  `json:"handle"`
		Start   int     `json:"start"`
		End     int     `json:"end"`
		Excerpt string  `json:"excerpt"`
		Score   float64 `json:"score"`
	}{m.Kind.String(), of, a.Title, m.ID.String(), handle, m.Range.Start, m.Range.End, m.Excerpt.Text, m.Score})
}
