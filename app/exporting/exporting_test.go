package exporting_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/export"
	"parley/annotations/store"
	"parley/app/desk"
	"parley/app/exporting"
)

// A counter counts what is read of a library, but for batches.
type counter struct {
	desk.Shelf
	batches, singles atomic.Int32
	remembered       atomic.Int32
}

func (c *counter) Wholes(ctx context.Context, ids []article.ID, w annotations.Want) ([]annotations.Whole, []debate.Statement, error) {
	c.batches.Add(1)
	return c.Shelf.Wholes(ctx, ids, w)
}

func (c *counter) Version(ctx context.Context, id article.ID, n int) (*article.Version, int, error) {
	c.singles.Add(1)
	return c.Shelf.Version(ctx, id, n)
}

func (c *counter) VersionByID(ctx context.Context, id article.ID) (*article.Version, error) {
	c.singles.Add(1)
	return c.Shelf.VersionByID(ctx, id)
}

func (c *counter) Marks(ctx context.Context, id article.ID) ([]annotations.Highlight, []annotations.Note, error) {
	c.singles.Add(1)
	return c.Shelf.Marks(ctx, id)
}

func (c *counter) Settlements(ctx context.Context, id article.ID) ([]annotations.Settlement, error) {
	c.singles.Add(1)
	return c.Shelf.Settlements(ctx, id)
}

func (c *counter) RememberExports(ctx context.Context, hashes map[string]string, now time.Time) error {
	c.remembered.Add(1)
	return c.Shelf.RememberExports(ctx, hashes, now)
}

// shelf returns a desk on a library of n articles, every other with a mark.
func shelf(t *testing.T, n int) (*desk.Desk, *counter) {
	t.Helper()
	now := time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC)
	newID := func() article.ID { return uuid.Must(uuid.NewV7()) }
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "library.db"), store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	var drafts []annotations.Draft
	var e annotations.Edits
	for i := range n {
		text := fmt.Sprintf("Article %d\n\nThe envoy said that the deal was close.", i)
		a := article.Article{ID: newID(), Title: fmt.Sprint("Article ", i), Created: now.Add(time.Duration(i) * time.Second), Modified: now}
		head := strings.IndexByte(text, '\n')
		v, err := article.NewVersion(text, []article.Block{{Range: article.Range{End: head}, Kind: article.Title}, {Range: article.Range{Start: head + 2, End: len(text)}}},
			article.Meta{ID: newID(), Article: a.ID, Number: 1, Title: a.Title, Imported: now})
		if err != nil {
			t.Fatal(err)
		}
		drafts = append(drafts, annotations.Draft{Article: a, Version: v, Words: 9, Source: []byte(text)})
		if i%2 == 0 {
			e.Highlights = append(e.Highlights, annotations.HighlightEdit{To: annotations.HighlightState{Highlight: annotations.Highlight{
				ID: newID(), Article: a.ID, Version: v.ID, Anchor: anchor.Describe(v, article.Range{Start: len(text) - 10, End: len(text) - 1}),
			}}})
		}
	}
	if err := errors.Join(s.AddArticles(t.Context(), drafts...), s.Change(t.Context(), e, debate.Edits{}, now)); err != nil {
		t.Fatal(err)
	}
	c := &counter{Shelf: s}
	d, err := desk.New(t.Context(), c, desk.Options{Now: func() time.Time { return now }, NewID: newID})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d, c
}

func job(t *testing.T, d *desk.Desk, format string) exporting.Job {
	t.Helper()
	f, err := export.ByName(format)
	if err != nil {
		t.Fatal(err)
	}
	return exporting.Job{Desk: d, Format: f}
}

// TestManyAreReadTogether wants an export to read articles a hundred at a time, and nothing by itself.
func TestManyAreReadTogether(t *testing.T) {
	const n = 1000
	d, c := shelf(t, n)
	for _, f := range export.Formats() {
		c.batches.Store(0)
		c.remembered.Store(0)
		j := job(t, d, f.Name)
		if _, err := j.Losses(t.Context()); err != nil {
			t.Fatal(err)
		}
		var r exporting.Result
		var err error
		if f.PerArticle {
			r, err = j.Folder(t.Context(), t.TempDir())
		} else {
			r, err = j.File(t.Context(), filepath.Join(t.TempDir(), "out"))
		}
		if err != nil || r.Written != n || len(r.Left)+len(r.Notes) > 0 {
			t.Errorf("%s: %+v, %v", f.Name, r, err)
		}
		if b := c.batches.Load(); b > 2*n/100 {
			t.Errorf("%s: %d batches were read", f.Name, b)
		}
		if w := c.remembered.Load(); w > n/200 {
			t.Errorf("%s: the library was written %d times", f.Name, w)
		}
	}
	if s := c.singles.Load(); s > 0 {
		t.Errorf("%d reads of one article", s)
	}
}

// TestTwiceTheSame exports everything twice, to a stream and to a file, and wants the same bytes.
func TestTwiceTheSame(t *testing.T) {
	d, _ := shelf(t, 300)
	for _, f := range export.Formats() {
		j := job(t, d, f.Name)
		var one, two strings.Builder
		if _, err := j.Stream(t.Context(), &one); err != nil {
			t.Fatal(err)
		}
		if _, err := j.Stream(t.Context(), &two); err != nil || one.String() != two.String() {
			t.Errorf("%s: %d and %d bytes, %v", f.Name, one.Len(), two.Len(), err)
		}
		if f.PerArticle {
			continue
		}
		path := filepath.Join(t.TempDir(), "out")
		if _, err := j.File(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != one.String() {
			t.Errorf("%s: the file has %d bytes, %v", f.Name, len(b), err)
		}
		if _, err := j.File(t.Context(), path); err != nil {
			t.Errorf("%s: over our own file: %v", f.Name, err)
		}
	}
}

// TestCancelled stops exports in the middle: there is no file, or only files that are whole, and what is there can be exported to again.
func TestCancelled(t *testing.T) {
	d, _ := shelf(t, 2000)
	ctx, stop := context.WithCancel(t.Context())
	j := job(t, d, "csv")
	j.Progress = func(done, total int) {
		if total != 2000 {
			t.Errorf("%d of %d", done, total)
		}
		if done == 700 {
			stop()
		}
	}
	dir := t.TempDir()
	if r, err := j.File(ctx, filepath.Join(dir, "a.csv")); !errors.Is(err, context.Canceled) || r.Written != 0 {
		t.Errorf("%+v, %v", r, err)
	}
	if all, err := os.ReadDir(dir); err != nil || len(all) > 0 {
		t.Errorf("there is %v, %v", all, err)
	}

	ctx, stop = context.WithCancel(t.Context())
	j = job(t, d, "markdown")
	j.Progress = func(done, _ int) {
		if done > 400 {
			stop()
		}
	}
	r, err := j.Folder(ctx, dir)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%+v, %v", r, err)
	}
	all, err := os.ReadDir(dir)
	if err != nil || len(all) != r.Written || len(all) < 400 || len(all) == 2000 {
		t.Errorf("%d files of %d, %v", len(all), r.Written, err)
	}
	for _, f := range all {
		if b, err := os.ReadFile(filepath.Join(dir, f.Name())); err != nil || !strings.Contains(string(b), "# Article ") || !strings.HasSuffix(string(b), "\n") || strings.HasPrefix(f.Name(), ".") {
			t.Errorf("%s: %q, %v", f.Name(), b, err)
		}
	}
	j = job(t, d, "markdown")
	if r, err = j.Folder(t.Context(), dir); err != nil || r.Written != 2000 || len(r.Left) > 0 {
		t.Errorf("afterwards: %+v, %v", r, err)
	}
}

// TestEditedFilesStay exports to a folder in which a person has changed a file.
func TestEditedFilesStay(t *testing.T) {
	d, _ := shelf(t, 5)
	dir := t.TempDir()
	j := job(t, d, "markdown")
	var paths []string
	j.Wrote = func(path, _ string) { paths = append(paths, path) }
	if _, err := j.Folder(t.Context(), dir); err != nil || len(paths) != 5 {
		t.Fatal(paths, err)
	}
	if err := os.WriteFile(paths[2], []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := j.Folder(t.Context(), dir)
	if err != nil || r.Written != 4 || len(r.Left) != 1 || !errors.Is(r.Left[0], export.ErrEdited) {
		t.Errorf("%+v, %v", r, err)
	}
	j.Over = true
	if r, err = j.Folder(t.Context(), dir); err != nil || r.Written != 5 {
		t.Errorf("when told to: %+v, %v", r, err)
	}
}

// TestNamedTwice names an article twice. It is written once, in the order in which the articles were named first.
func TestNamedTwice(t *testing.T) {
	d, _ := shelf(t, 5)
	ids, err := d.Listed(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range export.Formats() {
		j := job(t, d, f.Name)
		var once, twice strings.Builder
		j.Articles = []article.ID{ids[2], ids[0]}
		if _, err := j.Stream(t.Context(), &once); err != nil {
			t.Fatal(err)
		}
		want, err := j.Losses(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		j.Articles = []article.ID{ids[2], ids[2], ids[0], ids[2], ids[0]}
		total := 0
		j.Progress = func(_, of int) { total = of }
		r, err := j.Stream(t.Context(), &twice)
		if err != nil || r.Written != 2 || total != 2 || j.Total(t.Context()) != 2 || once.String() != twice.String() {
			t.Errorf("%s: %+v of %d, %v:\n%s", f.Name, r, total, err, twice.String())
		}
		if got, err := j.Losses(t.Context()); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s loses %q, %v, want %q", f.Name, got, err, want)
		}
	}
}

// TestNothingMakesNoFolder exports an empty library, and one of which nothing can be read.
func TestNothingMakesNoFolder(t *testing.T) {
	d, _ := shelf(t, 0)
	for name, articles := range map[string][]article.ID{"empty": nil, "absent": {uuid.Must(uuid.NewV7())}} {
		dir := filepath.Join(t.TempDir(), "none.md")
		j := job(t, d, "markdown")
		j.Articles = articles
		r, err := j.Folder(t.Context(), dir)
		if err != nil || r.Written != 0 || len(r.Left) != len(articles) {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: there is a folder: %v", name, err)
		}
	}
}

// TestNoTable wants the flag for spreadsheets refused where there is no table.
func TestNoTable(t *testing.T) {
	d, _ := shelf(t, 1)
	j := job(t, d, "jsonld")
	j.Sheet = true
	var no exporting.SheetError
	if _, err := j.Stream(t.Context(), io.Discard); !errors.As(err, &no) {
		t.Errorf("got %v", err)
	}
}
