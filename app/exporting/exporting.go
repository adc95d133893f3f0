// Package exporting takes articles from the desk to a file, a folder or a stream in a format of package export. Window and command line share it.
package exporting

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"syscall"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/export"
	"parley/app/desk"
)

// A Job is what is to be exported, and how.
type Job struct {
	Desk     *desk.Desk
	Format   export.Format
	Sheet    bool         // a table is made for spreadsheets; see [export.Format.Sheet]
	Articles []article.ID // in their order, each once, however often it is named; all if there are none
	Over     bool         // files that are not what was exported there before are written over

	Progress func(done, total int)          // told of articles as they are written; may be nil
	Wrote    func(path, hash string)        // told of each file; may be nil
	Remember func(write func() error) error // runs what writes to the library in its turn with other writing; nil: it is run at once
}

// A Result says what an export has left out. The rest is written.
type Result struct {
	Written int     // articles
	Left    []error // why articles were left out; most are a *desk.ArticleError
	Notes   []error // of what is written but could not be remembered
}

// SheetError means that a format is no table.
type SheetError struct{ Format string }

// Error names the format.
func (e SheetError) Error() string {
	return fmt.Sprintf("%s is no table for spreadsheets: csv and statements-csv are", e.Format)
}

// write returns what writes the entries in the format.
func (j *Job) write() (func(io.Writer, export.Entries) error, error) {
	switch {
	case !j.Sheet:
		return j.Format.Write, nil
	case j.Format.Sheet == nil:
		return nil, SheetError{j.Format.Name}
	}
	return j.Format.Sheet, nil
}

// sittings returns the articles with what is wanted of them.
func (j *Job) sittings(ctx context.Context, want annotations.Want) iter.Seq2[*desk.Sitting, error] {
	if len(j.Articles) == 0 {
		return j.Desk.All(ctx, want)
	}
	return j.Desk.Whole(ctx, want, j.named())
}

// named returns the articles that were named, each once, in the order in which they were named first.
func (j *Job) named() []article.ID {
	seen := make(map[article.ID]bool, len(j.Articles))
	out := make([]article.ID, 0, len(j.Articles))
	for _, id := range j.Articles {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// Total returns how many articles are to be exported.
func (j *Job) Total(ctx context.Context) int {
	if len(j.Articles) > 0 {
		return len(j.named())
	}
	ids, _ := j.Desk.Listed(ctx) // what is wrong with it is said when the articles are read
	return len(ids)
}

// entries returns the articles as exports want them, without those that cannot be read: of these left is told.
func (j *Job) entries(ctx context.Context, want annotations.Want, left func(error)) export.Entries {
	return func(yield func(export.Entry, error) bool) {
		for s, err := range j.sittings(ctx, want) {
			switch {
			case err == nil:
				if !yield(Entry(s), nil) {
					return
				}
			case ctx.Err() == nil && Passable(err):
				left(err)
			default:
				yield(export.Entry{}, err)
				return
			}
		}
	}
}

// Passable reports whether an error is one of an article, or of the list of articles, of a library that is damaged, so that the others can be
// gone on with.
func Passable(err error) bool {
	var one *desk.ArticleError
	return errors.As(err, &one) || errors.Is(err, annotations.ErrDamaged)
}

// Entry returns a sitting as exports want it.
func Entry(s *desk.Sitting) export.Entry {
	e := export.Entry{Article: s.Article, Version: s.Version, Versions: s.Versions, Notes: s.Notes, Statements: export.Resolve(s.Library, s.Filed)}
	if len(s.Marks) > 0 {
		e.Marks = make([]export.Mark, len(s.Marks))
	}
	for i, m := range s.Marks {
		e.Marks[i] = export.Mark{Highlight: m.Highlight, Placement: m.Placement}
	}
	return e
}

// Losses returns what the format cannot carry of the articles, a line for each kind. Articles that cannot be read are passed over.
func (j *Job) Losses(ctx context.Context) ([]string, error) {
	if j.Format.Loses == nil {
		return nil, nil
	}
	var l export.Losses
	for e, err := range j.entries(ctx, j.Format.LosesOf, func(error) {}) {
		if err != nil {
			return nil, err
		}
		l.Add(j.Format, e)
	}
	return l.Lines(), nil
}

// Stream writes the articles to w.
func (j *Job) Stream(ctx context.Context, w io.Writer) (Result, error) {
	var r Result
	write, err := j.write()
	if err != nil {
		return r, err
	}
	total := j.Total(ctx)
	entries := j.entries(ctx, j.Format.Wants, func(err error) { r.Left = append(r.Left, err) })
	return r, write(w, func(yield func(export.Entry, error) bool) {
		for e, err := range entries {
			if !yield(e, err) {
				return
			}
			if err == nil {
				r.Written++
				j.progress(r.Written+len(r.Left), total)
			}
		}
	})
}

func (j *Job) progress(done, total int) {
	if j.Progress != nil {
		j.Progress(done, total)
	}
}

// File writes the articles to one file, whole or not at all. What is no ordinary file, and the library's own files, are refused.
func (j *Job) File(ctx context.Context, path string) (Result, error) {
	path, err := j.own(path)
	if err != nil {
		return Result{}, err
	}
	last, err := j.Desk.LastExports(ctx, path)
	if err != nil {
		return Result{}, err
	}
	var r Result
	hash, err := export.WriteFile(ctx, path, export.Overwrite{Last: last[path], Any: j.Over}, func(w io.Writer) error {
		if r, err = j.Stream(ctx, w); err == nil && r.Written == 0 && len(r.Left) > 0 {
			err, r.Left = r.Left[0], r.Left[1:] // nothing takes the place of a file that holds something
		}
		return err
	})
	if err != nil {
		r.Written = 0 // the file is not there
		return r, err
	}
	r.Notes = j.remember(ctx, map[string]string{path: hash})
	j.wrote(path, hash)
	return r, nil
}

// own returns the absolute path of a file, if it is not one of the library's own: closing such a one would end the locks that the library has on it.
func (j *Job) own(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path, err
	}
	if j.Desk.Holds(abs) {
		return abs, fmt.Errorf("export to %s: %w", path, desk.ErrOwnFile)
	}
	return abs, nil
}

func (j *Job) wrote(path, hash string) {
	if j.Wrote != nil {
		j.Wrote(path, hash)
	}
}

// remember keeps what was written where. The files are there all the same if that fails.
func (j *Job) remember(ctx context.Context, hashes map[string]string) []error {
	ctx = context.WithoutCancel(ctx) // the files are there, whoever has had enough
	run := j.Remember
	if run == nil {
		run = func(write func() error) error { return write() }
	}
	if err := run(func() error { return j.Desk.RememberExports(ctx, hashes) }); err != nil {
		name := fmt.Sprintf("%d files are", len(hashes))
		for path := range hashes {
			if len(hashes) == 1 {
				name = path + " is"
			}
		}
		return []error{fmt.Errorf("%s written, but could not be remembered, so that the next export there must be told to write over what is there: %w", name, err)}
	}
	return nil
}

// filesAtOnce is how many files of a folder are written before the next are rendered.
const filesAtOnce = 256

// Folder writes a file for each article, each whole or not at all. An article that cannot be written is left out, unless none could be: the disk
// is full, or ctx has ended. What was written by then stays. The folder is made when there is something to put into it.
func (j *Job) Folder(ctx context.Context, dir string) (Result, error) {
	var r Result
	write, err := j.write()
	if err != nil {
		return r, err
	}
	defer export.SyncFolder(dir)
	total := j.Total(ctx)
	var docs []export.Doc
	flush := func() error {
		if len(docs) == 0 {
			return nil
		}
		if err := os.MkdirAll(dir, 0o777); err != nil { // as the umask lets it
			return fmt.Errorf("export to %s: %w", dir, cause(err))
		}
		err := j.put(ctx, docs, &r)
		docs = docs[:0]
		j.progress(r.Written+len(r.Left), total)
		return err
	}
	for e, err := range j.entries(ctx, j.Format.Wants, func(err error) { r.Left = append(r.Left, err) }) {
		if err != nil {
			return r, errors.Join(flush(), err)
		}
		path := filepath.Join(dir, export.FileName(e.Article.Title, article.Handle(article.HandleArticle, e.Article.ID), j.Format.Ext))
		docs = append(docs, export.Doc{Path: path, May: export.Overwrite{Any: j.Over}, Write: func(w io.Writer) error {
			var b bytes.Buffer
			if err := write(&b, func(yield func(export.Entry, error) bool) { yield(e, nil) }); err != nil {
				return err
			}
			_, err := w.Write(b.Bytes())
			return err
		}})
		if len(docs) == filesAtOnce {
			if err := flush(); err != nil {
				return r, err
			}
		}
	}
	return r, flush()
}

// put writes some files. The error is one that the files to come would have, too.
func (j *Job) put(ctx context.Context, docs []export.Doc, r *Result) error {
	var may []export.Doc
	var paths []string
	for _, d := range docs {
		path, err := j.own(d.Path)
		if err != nil {
			r.Left = append(r.Left, err)
			continue
		}
		d.Path = path
		may, paths = append(may, d), append(paths, path)
	}
	last, err := j.Desk.LastExports(ctx, paths...)
	if err != nil {
		return err
	}
	for i := range may {
		may[i].May.Last = last[may[i].Path]
	}
	export.WriteFiles(ctx, may)
	hashes := map[string]string{}
	var fatal error
	for _, d := range may {
		switch {
		case d.Err == nil:
			hashes[d.Path] = d.Hash
			r.Written++
			j.wrote(d.Path, d.Hash)
		case ctx.Err() != nil:
			fatal = ctx.Err()
		case errors.Is(d.Err, syscall.ENOSPC), errors.Is(d.Err, syscall.EDQUOT), errors.Is(d.Err, syscall.EROFS):
			fatal = d.Err
		default:
			r.Left = append(r.Left, d.Err)
		}
	}
	if len(hashes) > 0 { // also when the rest is given up: these files are there
		r.Notes = append(r.Notes, j.remember(ctx, hashes)...)
	}
	return fatal
}

// cause leaves out the path, which the message names already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
