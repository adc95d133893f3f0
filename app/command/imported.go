package command

import (
	"fmt"
	"strings"

	"parley/annotations/article"
	"parley/app/desk"
)

// printImported prints what became of an import.
func (s *session) printImported(in desk.Imported) error {
	handle := article.Handle(article.HandleArticle, in.Article.ID)
	if s.json {
		line := struct {
			ID      string `json:"id"`
			Handle  string `json:"handle"`
			Title   string `json:"title"`
			Version int    `json:"version"`
			Status  string `json:"status"`
			Near    string `json:"near,omitempty"`    // id of an article that it has a name in common with, but too few words
			Trashed string `json:"trashed,omitempty"` // id of an article of the same source that is in the trash
			Note    string `json:"note,omitempty"`    // both in words
		}{in.Article.ID.String(), handle, in.Article.Title, in.Version, in.Status.String(), "", "", strings.Join(importNotes(in), "; ")}
		if in.Near != nil {
			line.Near = in.Near.Article.ID.String()
		}
		if in.Trashed != nil {
			line.Trashed = in.Trashed.Article.ID.String()
		}
		return s.print(line)
	}
	if _, err := fmt.Fprintf(s.env.Out, "%s\t%s\t%s\n", handle, shown(in.Article.Title), in.Status); err != nil {
		return err
	}
	for _, note := range importNotes(in) {
		fmt.Fprintf(s.env.Err, "parley: note: %s: %s\n", handle, shown(note))
	}
	return nil
}

// importNotes returns what is to be said of an article that was imported as a new one, though the library holds another that it is close to.
func importNotes(in desk.Imported) []string {
	var out []string
	if in.Near != nil {
		out = append(out, in.Near.String())
	}
	if in.Trashed != nil {
		out = append(out, fmt.Sprintf("%s; parley trash restore %s takes it out", in.Trashed, article.Handle(article.HandleArticle, in.Trashed.Article.ID)))
	}
	return out
}
