package command

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"parley/annotations/export"
	"parley/app/exporting"
)

type exportCmd struct {
	Format      string   `required:"" placeholder:"FORMAT" help:"markdown, jsonld, csv or statements-csv; see parley formats."`
	Article     []string `placeholder:"ARTICLE" help:"An article; may be repeated. Without one: all."`
	Out         string   `placeholder:"PATH" help:"Where to; standard output without it. A folder for formats with one file per article, if there are several."`
	Spreadsheet bool     `help:"Write csv and statements-csv for spreadsheets: a byte-order mark first, and an apostrophe before cells that would be calculated. Without it they are exact."`
	Yes         bool     `help:"Replace a file that is not what was exported there before."`
}

// Run writes articles to a file, a folder or standard output. Those that cannot be read are named, and the others written.
func (c *exportCmd) Run(s *session) error {
	f, err := export.ByName(c.Format)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	if c.Spreadsheet && f.Sheet == nil {
		return fmt.Errorf("%w: --spreadsheet: %w", errUsage, exporting.SheetError{Format: f.Name})
	}
	d, err := s.open(false)
	if err != nil {
		return err
	}
	j := exporting.Job{Desk: d, Format: f, Sheet: c.Spreadsheet, Over: c.Yes, Progress: s.exportMeter()}
	if j.Articles, err = s.resolve(c.Article); err != nil {
		return err
	}
	info, err := os.Stat(c.Out)
	folder := c.Out != "" && err == nil && info.IsDir()
	if folder && !f.PerArticle {
		return fmt.Errorf("export to %s: it is a folder, and %s is one file; name the file", c.Out, f.Name)
	}
	losses, err := j.Losses(s.ctx)
	if err != nil {
		return err
	}
	var r exporting.Result
	switch {
	case c.Out == "":
		r, err = j.Stream(s.ctx, s.exact)
	case f.PerArticle && (folder || j.Total(s.ctx) != 1):
		var failed error
		j.Wrote = func(path, hash string) {
			failed = cmp.Or(failed, s.printPath(filepath.Join(c.Out, filepath.Base(path)), hash))
		}
		r, err = j.Folder(s.ctx, c.Out)
		err = cmp.Or(err, failed)
	default:
		var failed error
		j.Wrote = func(_, hash string) { failed = s.printPath(c.Out, hash) }
		r, err = j.File(s.ctx, c.Out)
		err = cmp.Or(err, failed)
	}
	switch {
	case err == nil && r.Written > 0: // what could not be written has lost nothing
		for _, l := range losses {
			fmt.Fprintf(s.env.Err, "parley: note: %s\n", shown(l))
		}
	case err == nil && len(r.Left) == 0:
		fmt.Fprintln(s.env.Err, "parley: note: there is nothing to export")
	}
	return s.sayLeft(r, err)
}

// exportMeter returns what shows how many of several articles are written.
func (s *session) exportMeter() func(done, total int) {
	return func(done, total int) {
		if total > 1 {
			s.env.Meter.Show("exporting", float64(done)/float64(total))
		}
	}
}

// sayLeft names what an export has left out, one on a line. If there is something, or err is not nil, the error says so.
func (s *session) sayLeft(r exporting.Result, err error) error {
	for _, n := range r.Notes {
		fmt.Fprintf(s.env.Err, "parley: note: %s\n", oneLine(n))
	}
	for _, l := range r.Left {
		fmt.Fprintln(s.env.Err, "parley:", oneLine(l))
	}
	if n := len(r.Left); n > 0 && n+r.Written > 1 {
		fmt.Fprintf(s.env.Err, "parley: %d of %d articles were left out\n", n, n+r.Written)
	}
	if err == nil && len(r.Left) > 0 {
		return errReported
	}
	return err
}

// printPath prints the name of a file that was written.
func (s *session) printPath(path, hash string) error {
	if s.json {
		return s.print(struct {
			Path string `json:"path"`
			Hash string `json:"hash"`
		}{path, hash})
	}
	_, err := fmt.Fprintln(s.env.Out, shown(path))
	return err
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
