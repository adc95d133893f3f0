package command

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

type importCmd struct {
	Collection string `placeholder:"NAME" help:"Put them into this collection, which is made if there is none."`

	Article string   `placeholder:"ARTICLE" help:"Add standard input as a new version of this article."`
	Files   []string `arg:"" name:"file" help:"Files, folders and web addresses to add, or - for standard input."`
}

// Run imports all files it can and reports each failure.
func (c *importCmd) Run(s *session) error {
	if c.Article != "" && (len(c.Files) != 1 || c.Files[0] != "-") {
		return fmt.Errorf("%w: --article goes with standard input (-); a file is a version of the article that it was before", errUsage)
	}
	d, err := s.open(true)
	if err != nil {
		return err
	}
	var of article.ID
	if c.Article != "" {
		if of, err = d.Resolve(s.ctx, c.Article); err != nil {
			return err
		}
	}
	failed := false
	files, left, errs := c.expand(s, d)
	for _, err := range errs {
		fmt.Fprintln(s.env.Err, "parley:", oneLine(err))
		failed = true
	}
	if left > 0 {
		fmt.Fprintf(s.env.Err, "parley: left out %s of other kinds\n", count(left, "file"))
	}
	var imported []article.ID
	var trouble error // after which no more is imported
	ctx, stop := context.WithCancel(s.ctx)
	defer stop()
	err = desk.ReadAll(ctx, len(files), func(ctx context.Context, i int) (*desk.Prepared, error) {
		return c.one(ctx, s, d, files[i], of)
	}, func(some []desk.Ready) {
		kept, errs := d.KeepAll(s.ctx, some)
		for i, in := range kept {
			switch {
			case errs[i] != nil && s.ctx.Err() != nil:
				trouble = errs[i]
			case errs[i] != nil:
				fmt.Fprintln(s.env.Err, "parley:", oneLine(errs[i]))
				failed = true
				continue
			default:
				imported = append(imported, in.Article.ID)
				trouble = s.printImported(in)
			}
			if trouble != nil {
				stop()
				return
			}
		}
		if done := some[len(some)-1].Index + 1; len(files) > 1 {
			s.env.Meter.Show("importing", float64(done)/float64(len(files)))
		}
	})
	err = cmp.Or(trouble, err)
	if c.Collection != "" && len(imported) > 0 { // also if the rest was interrupted
		err = cmp.Or(d.CollectInto(context.WithoutCancel(s.ctx), c.Collection, imported), err)
	}
	switch {
	case s.interrupted(err):
		return fmt.Errorf("import: %w after %d of %s; what was imported stays, import the rest again", errInterrupted, len(imported), count(len(files), "source"))
	case err == nil && failed:
		return errReported
	}
	return err
}

// expand returns the files that are named, and those of the folders that are; how many files of folders were left out; and what is
// wrong with each file and folder that cannot be opened.
func (c *importCmd) expand(s *session, d *desk.Desk) (out []string, left int, errs []error) {
	for _, name := range c.Files {
		if name == "-" {
			out = append(out, name)
			continue
		}
		files, n, err := d.Files(s.ctx, name)
		out, left = append(out, files...), left+n
		if several, ok := err.(interface{ Unwrap() []error }); ok {
			errs = append(errs, several.Unwrap()...)
		} else if err != nil {
			errs = append(errs, err)
		}
	}
	return out, left, errs
}

// one reads one source.
func (c *importCmd) one(ctx context.Context, s *session, d *desk.Desk, file string, of article.ID) (*desk.Prepared, error) {
	if file == "-" {
		b, err := s.stdin()
		if err != nil {
			return nil, err
		}
		return d.Prepare(ctx, desk.Input{Name: "standard input", Bytes: b, Article: of})
	}
	return d.PrepareFile(ctx, file, nil)
}

// stdinMost is one byte more than the most that is read of a source, so that a longer one is noticed.
const stdinMost = 64<<20 + 1

// stdin reads standard input to its end. It may be a pipe that is held open: when the program is told to end, it waits no longer.
func (s *session) stdin() ([]byte, error) {
	var b []byte // read only when done says so
	done := make(chan error, 1)
	go func() {
		var err error
		b, err = io.ReadAll(io.LimitReader(s.env.In, stdinMost))
		done <- err
	}()
	select {
	case err := <-done:
		if err != nil {
			return nil, fmt.Errorf("read standard input: %w", err)
		}
		return b, nil
	case <-s.ctx.Done():
		return nil, fmt.Errorf("read standard input: %w", s.ctx.Err())
	}
}

// print writes a JSON value on a line of its own.
func (s *session) print(v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := s.machine.Write(escapedJSON(b.Bytes()))
	return err
}

type listCmd struct {
	Collection string `placeholder:"NAME" help:"Only those of this collection: its name or handle."`
	Tag        string `placeholder:"TAG" help:"Only those with this tag."`
	Outlet     string `placeholder:"NAME" help:"Only those of this outlet."`
	Archived   bool   `help:"Only those in the archive; otherwise these are left out."`
	Reading    string `enum:"any,unread,part,whole" default:"any" help:"Only those read so far: unread, part or whole."`
	Marked     bool   `help:"Only those with highlights."`
	Sort       string `enum:"added,published,title,outlet,progress,marks" default:"added" help:"added, published, title, outlet, progress or marks."`
}

// Run lists the articles, the newest first. Without a library there are none.
func (c *listCmd) Run(s *session) error {
	d, err := s.open(false)
	if errors.Is(err, annotations.ErrMissing) {
		return nil
	}
	if err != nil {
		return err
	}
	entries, damaged := d.Articles(s.ctx)
	if len(entries) == 0 && damaged != nil {
		return damaged
	}
	reading, _ := desk.ParseReading(c.Reading) // kong knows no other words
	order, _ := desk.ParseOrder(c.Sort)
	f := desk.Filter{Archived: c.Archived, Tag: c.Tag, Outlet: c.Outlet, Reading: reading, Marked: c.Marked}
	if c.Collection != "" {
		x, err := d.CollectionNamed(s.ctx, c.Collection)
		if err != nil {
			return err
		}
		f.Collection = x.ID
	}
	chosen, err := desk.NewListing(entries).Choose(s.ctx, f, order)
	if err != nil {
		return err
	}
	return errors.Join(s.printEntries(chosen), damaged)
}

func (s *session) printEntries(entries []*annotations.Entry) error {
	for _, e := range entries {
		a := e.Article
		handle := article.Handle(article.HandleArticle, a.ID)
		var err error
		if s.json {
			err = s.print(struct {
				ID        string   `json:"id"`
				Handle    string   `json:"handle"`
				Title     string   `json:"title"`
				Byline    string   `json:"byline"`
				Outlet    string   `json:"outlet"`
				Published string   `json:"published"`
				Language  string   `json:"language"`
				URL       string   `json:"url"`
				Version   int      `json:"version"`
				Words     int      `json:"words"`
				Marks     int      `json:"marks"`
				Progress  float64  `json:"progress"`
				Tags      []string `json:"tags"`
				Archived  bool     `json:"archived"`
			}{
				a.ID.String(), handle, a.Title, a.Byline, a.Outlet, a.Published, a.Language, a.URL, e.Version, e.Words, e.Marks, e.Progress,
				append([]string{}, e.Tags...), e.Archived,
			})
		} else {
			_, err = fmt.Fprintf(s.env.Out, "%s\t%s\t%s\t%s\t%d\n", handle, shown(a.Published), shown(a.Outlet), shown(a.Title), e.Marks)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

type showCmd struct {
	Article string `arg:"" help:"The article."`
	Version *int   `placeholder:"N" help:"The number of the version; the newest without it."`
}

// Run prints the canonical text.
func (c *showCmd) Run(s *session) error {
	number := 0
	if c.Version != nil {
		if number = *c.Version; number < 1 {
			return fmt.Errorf("%w: versions are counted from 1", errUsage)
		}
	}
	v, err := s.version(c.Article, number)
	if err != nil {
		return err
	}
	if s.json {
		return s.print(struct {
			Article string `json:"article"`
			Version int    `json:"version"`
			Title   string `json:"title"`
			Length  int    `json:"length"`
			Text    string `json:"text"`
		}{v.Article.String(), v.Number, v.Title, v.Len(), v.Text()})
	}
	_, err = io.WriteString(s.exact, v.Text())
	return err
}

// version returns a version of the article that ref names.
func (s *session) version(ref string, number int) (*article.Version, error) {
	d, err := s.open(false)
	if err != nil {
		return nil, err
	}
	id, err := d.Resolve(s.ctx, ref)
	if err != nil {
		return nil, err
	}
	sit, err := d.OpenVersion(s.ctx, id, number)
	if err != nil {
		return nil, err
	}
	return sit.Version, nil
}

type analyzeCmd struct {
	All    bool   `help:"Analyze the articles of the library that are not analyzed yet, so that searches for actors and disputes find them. What is done is kept if it is interrupted."`
	Source string `arg:"" optional:"" help:"A file, - for standard input, or an article of the library."`
}

// Run prints what was found. A file that is there comes before an article of that name.
func (c *analyzeCmd) Run(s *session) error {
	switch {
	case c.All && c.Source != "":
		return fmt.Errorf("%w: --all is about the library, and takes no file or article", errUsage)
	case c.All:
		return s.analyseAll()
	case c.Source == "":
		return fmt.Errorf("%w: name a file or an article, - for standard input, or say --all", errUsage)
	}
	v, err := c.version(s)
	if err != nil {
		return err
	}
	d := s.desk
	if d == nil {
		d = s.env.Parser(s.ctx)
	}
	a, err := d.Suggest(s.ctx, v)
	if err != nil {
		return fmt.Errorf("analyze %s: %w", c.Source, err)
	}
	if s.json {
		return s.print(a)
	}
	return printAnalysis(s.env.Out, v, a)
}

func (c *analyzeCmd) version(s *session) (*article.Version, error) {
	in := desk.Input{Name: "standard input"}
	switch _, err := os.Stat(c.Source); {
	case c.Source == "-":
		b, err := s.stdin()
		if err != nil {
			return nil, err
		}
		in.Bytes = b
	case err == nil || strings.ContainsRune(c.Source, filepath.Separator) || filepath.Ext(c.Source) != "":
		if in, err = s.env.Parser(s.ctx).Load(s.ctx, c.Source, desk.LoadOptions{}); err != nil {
			return nil, err
		}
	default:
		return s.version(c.Source, 0)
	}
	doc, err := s.env.Parser(s.ctx).Parse(s.ctx, in)
	return doc.Version, err
}

// printAnalysis writes an analysis for people.
func printAnalysis(w io.Writer, v *article.Version, a *debate.Analysis) error {
	var b strings.Builder
	name := map[string]string{}
	fmt.Fprintf(&b, "Language: %s\n\nDisputes\n", a.Language)
	for _, d := range a.Disputes {
		fmt.Fprintf(&b, "  %s (%.0f %% sure: %s)\n", d.Title, d.Confidence*100, d.Reason)
		for _, p := range d.Positions {
			fmt.Fprintf(&b, "    position: %s\n", p.Answer)
		}
		for _, r := range d.Passages {
			fmt.Fprintf(&b, "    %d–%d %s\n", r.Start, r.End, oneLineOf(v, r))
		}
	}
	b.WriteString("\nActors\n")
	for _, x := range a.Actors {
		name[x.ID] = x.Name
		fmt.Fprintf(&b, "  %s, %s", x.Name, x.Kind)
		if x.Role != "" {
			fmt.Fprintf(&b, ", %s", x.Role)
		}
		if len(x.Aliases) > 0 {
			fmt.Fprintf(&b, " (also: %s)", strings.Join(x.Aliases, ", "))
		}
		fmt.Fprintf(&b, ": %d mentions\n", len(x.Mentions))
	}
	b.WriteString("\nStatements\n")
	for _, x := range a.Statements {
		who := name[x.Actor]
		if who == "" {
			who = oneLineOf(v, x.Source)
		}
		fmt.Fprintf(&b, "  %s (%s", who, x.Attribution)
		if x.Stance != debate.StanceUnknown {
			fmt.Fprintf(&b, ", %s", x.Stance)
		}
		b.WriteString("):")
		for _, r := range x.Passages {
			fmt.Fprintf(&b, " %s", oneLineOf(v, r))
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func oneLineOf(v *article.Version, r article.Range) string {
	return strings.Join(strings.Fields(v.Slice(r)), " ")
}
