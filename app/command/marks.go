package command

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

type highlightCmd struct {
	Article string   `required:"" placeholder:"ARTICLE" help:"The article."`
	Exact   string   `placeholder:"TEXT" help:"The words of the passage, character for character."`
	Prefix  string   `placeholder:"TEXT" help:"What stands right before it."`
	Suffix  string   `placeholder:"TEXT" help:"What stands right after it."`
	Start   int      `default:"-1" placeholder:"N" help:"The code point the passage begins with."`
	End     int      `default:"-1" placeholder:"N" help:"The code point after the passage."`
	Color   string   `default:"yellow" aliases:"colour" help:"yellow, orange, pink, green, blue or purple."`
	Style   string   `default:"highlight" help:"highlight, underline, strikethrough or outline."`
	Note    string   `placeholder:"MARKDOWN" help:"A note on the passage."`
	Tag     []string `placeholder:"TAG" sep:"none" help:"A tag; may be repeated."`
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
	if (c.Exact == "") == (c.Start < 0 && c.End < 0) {
		return fmt.Errorf("%w: name the passage by --exact or by --start and --end", errUsage)
	}
	v, err := s.version(c.Article, 0)
	if err != nil {
		return err
	}
	r, err := c.passage(v)
	if err != nil {
		return err
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

// placesMost is how many places are named where a passage is not the only one of its words.
const placesMost = 10

// passage returns the one passage that is meant.
func (c *highlightCmd) passage(v *article.Version) (article.Range, error) {
	if c.Exact == "" {
		if c.Start < 0 || c.End <= c.Start || c.End > v.Len() {
			return article.Range{}, fmt.Errorf("highlight %d to %d: the text has code points 0 to %d", c.Start, c.End, v.Len())
		}
		return article.Range{Start: c.Start, End: c.End}, nil
	}
	var places []article.Range
	text := v.Text()
	for from := 0; ; {
		i := strings.Index(text[from:], c.Exact)
		if i < 0 {
			break
		}
		i += from
		if strings.HasSuffix(text[:i], c.Prefix) && strings.HasPrefix(text[i+len(c.Exact):], c.Suffix) {
			start := v.Pos(i)
			places = append(places, article.Range{Start: start, End: start + utf8.RuneCountInString(c.Exact)})
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		from = i + n
	}
	switch len(places) {
	case 0:
		return article.Range{}, fmt.Errorf("highlight %q: these words do not stand in “%s”; quote them character for character", c.Exact, v.Title)
	case 1:
		return places[0], nil
	}
	var at []string
	for _, r := range places[:min(len(places), placesMost)] {
		at = append(at, fmt.Sprintf("%d–%d “%s”", r.Start, r.End,
			strings.Join(strings.Fields(v.Slice(article.Range{Start: r.Start - 20, End: r.End + 20})), " ")))
	}
	more := ""
	if n := len(places) - len(at); n > 0 {
		more = fmt.Sprintf(" and %d more", n)
	}
	return article.Range{}, fmt.Errorf("highlight %q: these words stand in %d places; decide with --prefix and --suffix, or --start and --end: %s%s",
		c.Exact, len(places), strings.Join(at, "; "), more)
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
