package command

import (
	"fmt"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

type highlightCmd struct {
	passage
	Color string   `default:"yellow" aliases:"colour" help:"yellow, orange, pink, green, blue or purple."`
	Style string   `default:"highlight" help:"highlight, underline, strikethrough or outline."`
	Note  string   `placeholder:"MARKDOWN" help:"A note on the passage."`
	Tag   []string `placeholder:"TAG" sep:"none" help:"A tag; may be repeated."`
}

// Run makes a highlight and prints it when it is on disk.
func (c *highlightCmd) Run(s *session) error {
	colour, err := annotations.ParseColour(c.Color)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	style, err := annotations.ParseStyle(c.Style)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	if err := c.check(); err != nil {
		return err
	}
	v, err := s.version(c.Article, 0)
	if err != nil {
		return err
	}
	r, err := c.in(v)
	if err != nil {
		return fmt.Errorf("highlight %w", err)
	}
	h, err := s.desk.Highlight(s.ctx, desk.HighlightDraft{Version: v, Range: r, Style: style, Colour: colour, Note: c.Note, Tags: c.Tag})
	if err != nil {
		return err
	}
	if !s.json {
		_, err = fmt.Fprintf(s.env.Out, "%s\t%d\t%d\t%s\n", article.Handle(article.HandleHighlight, h.ID), h.Anchor.Range.Start, h.Anchor.Range.End,
			strings.Join(strings.Fields(h.Anchor.Exact), " "))
		return err
	}
	return s.print(struct {
		ID      string   `json:"id"`
		Handle  string   `json:"handle"`
		Article string   `json:"article"`
		Version int      `json:"version"`
		Start   int      `json:"start"`
		End     int      `json:"end"`
		Exact   string   `json:"exact"`
		Color   string   `json:"color"`
		Style   string   `json:"style"`
		Note    string   `json:"note"`
		Tags    []string `json:"tags"`
	}{
		h.ID.String(), article.Handle(article.HandleHighlight, h.ID), h.Article.String(), v.Number, h.Anchor.Range.Start, h.Anchor.Range.End,
		h.Anchor.Exact, h.Colour.String(), h.Style.String(), h.Note, append([]string{}, h.Tags...),
	})
}

type noteCmd struct {
	Article  string `required:"" placeholder:"ARTICLE" help:"The article."`
	Markdown string `arg:"" help:"The note."`
}

// Run writes a note and prints its handle when it is on disk.
func (c *noteCmd) Run(s *session) error {
	if strings.TrimSpace(c.Markdown) == "" {
		return fmt.Errorf("%w: the note has no words", errUsage)
	}
	d, err := s.open(false)
	if err != nil {
		return err
	}
	id, err := d.Resolve(s.ctx, c.Article)
	if err != nil {
		return err
	}
	n, err := d.AddNote(s.ctx, id, c.Markdown, "")
	if err != nil {
		return err
	}
	handle := article.Handle(article.HandleNote, n.ID)
	if s.json {
		return s.print(struct {
			ID      string `json:"id"`
			Handle  string `json:"handle"`
			Article string `json:"article"`
			Note    string `json:"note"`
		}{n.ID.String(), handle, id.String(), n.Text})
	}
	_, err = fmt.Fprintln(s.env.Out, handle)
	return err
}
