package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/export"
	"parley/app/desk"
)

type exportCmd struct {
	Format  string   `required:"" placeholder:"FORMAT" help:"markdown, jsonld, csv or statements-csv; see parley formats."`
	Article []string `placeholder:"ARTICLE" help:"An article; may be repeated. Without one: all."`
	Out     string   `placeholder:"PATH" help:"Where to; standard output without it. A folder for formats with one file per article, if there are several."`
	Yes     bool     `help:"Write over a file that is not what was exported there before."`
}

// Run writes articles to a file, a folder or standard output.
func (c *exportCmd) Run(s *session) error {
	f, err := export.ByName(c.Format)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	d, err := s.open(false)
	if err != nil {
		return err
	}
	ids, err := s.articles(d, c.Article)
	if err != nil {
		return err
	}
	if c.Out == "" {
		if err := s.sayLosses(f, s.entries(d, ids)); err != nil {
			return err
		}
		if err := f.Write(s.exact, s.entries(d, ids)); err != nil {
			return err
		}
		return s.leftOut()
	}
	info, err := os.Stat(c.Out)
	folder := err == nil && info.IsDir()
	if f.PerArticle && (len(ids) != 1 || folder) {
		return c.folder(s, d, f, ids)
	}
	if folder {
		return fmt.Errorf("export to %s: it is a folder, and %s is one file; name the file", c.Out, f.Name)
	}
	if err := c.file(s, d, f, c.Out, ids); err != nil {
		return err
	}
	return s.leftOut()
}

// leaveOut says, once, that an article, or what an error names, is damaged and not exported.
func (s *session) leaveOut(err error) {
	words := oneLine(err)
	if s.left[words] {
		return
	}
	if s.left == nil {
		s.left = map[string]bool{}
	}
	s.left[words] = true
	fmt.Fprintf(s.env.Err, "parley: not exported: %s\n", words)
}

// leftOut returns an error, which has been said, if something was left out.
func (s *session) leftOut() error {
	if len(s.left) > 0 {
		return errReported
	}
	return nil
}

// articles returns those that are named, or all, the oldest first.
func (s *session) articles(d *desk.Desk, refs []string) ([]article.ID, error) {
	var ids []article.ID
	for _, ref := range refs {
		id, err := d.Resolve(s.ctx, ref)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	if len(refs) > 0 {
		return ids, nil
	}
	entries, err := d.Articles(s.ctx)
	switch {
	case errors.Is(err, annotations.ErrDamaged) && len(entries) > 0:
		s.leaveOut(err)
	case err != nil:
		return nil, err
	}
	for i := len(entries) - 1; i >= 0; i-- {
		ids = append(ids, entries[i].Article.ID)
	}
	return ids, nil
}

// entries returns the articles as exports want them. Of several, those that are damaged, or gone since they were listed, are left
// out, and it is said which.
func (s *session) entries(d *desk.Desk, ids []article.ID) export.Entries {
	return func(yield func(export.Entry, error) bool) {
		if len(ids) == 0 {
			return
		}
		for sit, err := range d.Whole(s.ctx, ids...) {
			if (errors.Is(err, annotations.ErrDamaged) || errors.Is(err, annotations.ErrNotFound)) && len(ids) > 1 {
				s.leaveOut(err)
				continue
			}
			if err != nil {
				yield(export.Entry{}, err)
				return
			}
			if !yield(Entry(sit), nil) {
				return
			}
		}
	}
}

// Entry returns a sitting as exports want it.
func Entry(s *desk.Sitting) export.Entry {
	e := export.Entry{Article: s.Article, Version: s.Version, Versions: s.Versions, Notes: s.Notes, Statements: export.Resolve(s.Library, s.Filed)}
	for _, m := range s.Marks {
		e.Marks = append(e.Marks, export.Mark{Highlight: m.Highlight, Placement: m.Placement})
	}
	return e
}

func (c *exportCmd) file(s *session, d *desk.Desk, f export.Format, path string, ids []article.ID) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if d.Holds(abs) { // before it is opened: closing it again would end the locks that the library has on it
		return fmt.Errorf("export to %s: %w", path, desk.ErrOwnFile)
	}
	last, _, err := d.LastExport(s.ctx, abs)
	if err != nil {
		return err
	}
	entries := s.entries(d, ids)
	if err := s.sayLosses(f, entries); err != nil {
		return err
	}
	hash, err := export.WriteFile(s.ctx, abs, export.Overwrite{Last: last, Any: c.Yes}, func(w io.Writer) error { return f.Write(w, entries) })
	if err != nil {
		return err
	}
	if err := d.RememberExport(s.ctx, abs, hash); err != nil { // the export is done all the same
		fmt.Fprintf(s.env.Err, "parley: note: %s is written, but could not be remembered, so that the next export to it will ask for --yes: %s\n", path, oneLine(err))
	}
	if s.json {
		return s.print(struct {
			Path string `json:"path"`
			Hash string `json:"hash"`
		}{path, hash})
	}
	_, err = fmt.Fprintln(s.env.Out, path)
	return err
}

// sayLosses says on standard error, before anything is written, what the format cannot carry of the articles.
func (s *session) sayLosses(f export.Format, entries export.Entries) error {
	if f.Loses == nil {
		return nil
	}
	var losses []string
	for e, err := range entries {
		if err != nil {
			return err
		}
		losses = append(losses, f.Loses(e)...)
	}
	if len(losses) > 0 {
		fmt.Fprintf(s.env.Err, "parley: note: %s\n", strings.Join(losses, "; "))
	}
	return nil
}

// folder writes a file for each article.
func (c *exportCmd) folder(s *session, d *desk.Desk, f export.Format, ids []article.ID) error {
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return fmt.Errorf("export to %s: %w", c.Out, err)
	}
	entries, err := d.Articles(s.ctx)
	if err != nil && !errors.Is(err, annotations.ErrDamaged) { // what that is has been said
		return err
	}
	title := map[article.ID]string{}
	for _, e := range entries {
		title[e.Article.ID] = e.Article.Title
	}
	failed := false
	for _, id := range ids {
		path := filepath.Join(c.Out, export.FileName(title[id], article.Handle(article.HandleArticle, id), f.Ext))
		if err := c.file(s, d, f, path, []article.ID{id}); err != nil {
			fmt.Fprintln(s.env.Err, "parley:", oneLine(err))
			failed = true
		}
	}
	if failed {
		return errReported
	}
	return s.leftOut()
}

type formatsCmd struct{}

// Run lists the formats.
func (c *formatsCmd) Run(s *session) error {
	type format struct {
		Name        string   `json:"name"`
		Direction   string   `json:"direction"`
		Extensions  []string `json:"extensions"`
		Description string   `json:"description"`
		Loses       string   `json:"loses,omitempty"`
	}
	var all []format
	for _, f := range s.env.Importers {
		all = append(all, format{f.Name, "import", f.Extensions, f.Description, ""})
	}
	for _, f := range export.Formats() {
		all = append(all, format{f.Name, "export", []string{f.Ext}, f.Description, f.Lost})
	}
	for _, f := range all {
		var err error
		if s.json {
			err = s.print(f)
		} else {
			loses := ""
			if f.Loses != "" {
				loses = "; loses " + f.Loses
			}
			_, err = fmt.Fprintf(s.env.Out, "%s\t%s\t%s\t%s%s\n", f.Direction, f.Name, strings.Join(f.Extensions, " "), f.Description, loses)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

type versionCmd struct{}

// Run prints the version.
func (c *versionCmd) Run(s *session) error {
	if s.json {
		return s.print(map[string]string{"version": s.env.Version})
	}
	_, err := fmt.Fprintln(s.env.Out, "parley", s.env.Version)
	return err
}
