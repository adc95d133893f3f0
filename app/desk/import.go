package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
)

// A Status says what an import did.
type Status uint8

// What an import can do.
const (
	StatusNew Status = iota
	StatusNewVersion
	StatusThere
)

var statusWords = [...]string{"new", "new version", "already there"}

// String returns the words that commands print.
func (s Status) String() string {
	return wordOf(s, statusWords[:], "Status")
}

// An Imported is the article that an import led to.
type Imported struct {
	Article article.Article
	Version int // number of the version that the source is
	Status  Status
	Near    *Near    // of a new article: one that it might have been taken for; nil if there is none
	Trashed *Trashed // of a new article: one of the same source that is in the trash; nil if there is none
}

// A Prepared is a source that was read and not kept yet.
type Prepared struct {
	Document
	in    Input
	there *Imported // the version that was made of the same bytes; nil if there is none
	known *identity // what comparing it with the texts of other articles has shown last

	Apart bool // keep it as an article of its own, even if it would be a version of another
}

// Name returns what the source is called in messages.
func (p *Prepared) Name() string { return p.in.Name }

// ImportFile imports the file at path.
func (d *Desk) ImportFile(ctx context.Context, path string) (Imported, error) {
	p, err := d.PrepareFile(ctx, path, nil)
	if err != nil {
		return Imported{}, err
	}
	return d.Keep(ctx, p)
}

// PrepareFile reads the file at path, or the page at a web address, for Keep. Nothing is written. progress, if it is not nil, is told
// how many bytes of a page have come in, of how many (-1 while that is not known). A user and password in the address are handed to
// Load, and are in nothing else.
func (d *Desk) PrepareFile(ctx context.Context, path string, progress func(done, total int64)) (*Prepared, error) {
	name := article.PublicAddress(path)
	if d.shelf != nil && d.shelf.Holds(path) {
		return nil, fmt.Errorf("import %s: %w", path, ErrOwnFile)
	}
	o := LoadOptions{Progress: progress}
	was, held, err := d.held(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("import %s: %w", name, err)
	}
	if held {
		o.Since = was.Origin
	}
	in, err := d.Load(ctx, path, o)
	if held && errors.Is(err, ErrNotModified) {
		a, err := d.shelf.Article(ctx, was.Article)
		if err != nil {
			return nil, fmt.Errorf("import %s: %w", name, err)
		}
		return &Prepared{in: Input{Name: name}, there: &Imported{Article: a, Version: was.Number, Status: StatusThere}}, nil
	}
	if err != nil {
		return nil, err
	}
	if strings.Contains(path, "://") && in.Path == "" {
		in.asked = name
	}
	return d.Prepare(ctx, in)
}

// held returns what is known of the newest version that was fetched from an address, if there is one.
func (d *Desk) held(ctx context.Context, address string) (article.Meta, bool, error) {
	if d.shelf == nil || !strings.Contains(address, "://") {
		return article.Meta{}, false, nil
	}
	return d.shelf.Fetched(ctx, address)
}

// Parse reads a source without keeping it.
func (d *Desk) Parse(ctx context.Context, in Input) (Document, error) { return d.Read(ctx, in) }

// Import keeps a source as a new article or as a new version of one, as identify decides. A source that has not changed is never kept twice.
func (d *Desk) Import(ctx context.Context, in Input) (Imported, error) {
	p, err := d.Prepare(ctx, in)
	if err != nil {
		return Imported{}, err
	}
	return d.Keep(ctx, p)
}

// Prepare reads a source, for Keep. Nothing is written.
func (d *Desk) Prepare(ctx context.Context, in Input) (*Prepared, error) {
	if d.ReadOnly() {
		return nil, fmt.Errorf("import %s: %w", in.Name, annotations.ErrReadOnly)
	}
	// What is there already need not be read: the same bytes, from no address, say the same of themselves.
	if in.URL == "" {
		if k, err := d.known(ctx, in); err == nil && k.there != nil {
			return &Prepared{in: in, there: k.there}, nil
		}
	}
	if in.Article != (article.ID{}) && in.ContentType == "" { // what was Markdown is read as Markdown again
		last, _, err := d.shelf.Version(ctx, in.Article, 0)
		if err != nil {
			return nil, fmt.Errorf("import %s: %w", in.Name, err)
		}
		in.ContentType = last.Origin.MediaType
	}
	doc, err := d.Read(ctx, in)
	if err != nil {
		return nil, err
	}
	return &Prepared{Document: doc, in: in}, nil
}

// Succeeds returns the newest version of the article that a source would be a new version of if it were kept now; nil if it would be
// none, or differs in nothing that a reader sees.
func (d *Desk) Succeeds(ctx context.Context, p *Prepared) (*article.Version, error) {
	if p.there != nil || p.Apart {
		return nil, nil
	}
	id, err := d.identify(ctx, p)
	if err != nil || id.there != nil || id.of == (article.ID{}) {
		return nil, err
	}
	last, _, err := d.shelf.Version(ctx, id.of, 0)
	if err != nil || last.Text() == p.Version.Text() {
		return nil, err
	}
	return last, nil
}

// Keep puts a source that was read into the library, as Import says.
func (d *Desk) Keep(ctx context.Context, p *Prepared) (Imported, error) {
	d.importing.Lock()
	out, err := d.keep(ctx, p)
	d.importing.Unlock()
	if err == nil {
		d.tellOf(out)
	}
	return out, err
}

// keep is Keep while no other import is under way.
func (d *Desk) keep(ctx context.Context, p *Prepared) (Imported, error) {
	if p.there != nil {
		return *p.there, nil
	}
	out, err := d.tryKeep(ctx, p)
	for try := 1; isChanged(err) && try < triesMost; try++ { // another program imported the same meanwhile
		out, err = d.tryKeep(ctx, p)
	}
	if err != nil {
		return Imported{}, fmt.Errorf("import %s: %w", p.in.Name, err)
	}
	return out, nil
}

// tellOf tells what an import has changed.
func (d *Desk) tellOf(out Imported) {
	switch out.Status {
	case StatusNew:
		d.tell(Added{Article: out.Article.ID})
	case StatusNewVersion:
		d.tell(ArticleChanged{Article: out.Article.ID})
	}
}

func (d *Desk) tryKeep(ctx context.Context, p *Prepared) (Imported, error) {
	id, err := d.identify(ctx, p)
	switch {
	case err != nil:
		return Imported{}, err
	case id.there != nil:
		return *id.there, nil
	case id.of != article.ID{}:
		return d.addVersion(ctx, id.of, p.in, p.Document, id.seen)
	}
	return d.addArticle(ctx, p, id)
}

// known is knownBytes of a source that was not read yet and comes from no address.
func (d *Desk) known(ctx context.Context, in Input) (sameBytes, error) {
	s := annotations.Seen{Hash: article.HashOf(in.Bytes), Path: in.Path}
	var err error
	if s.ByHash, err = d.shelf.ByHash(ctx, s.Hash); err != nil {
		return sameBytes{}, err
	}
	return d.knownBytes(ctx, in, s, "")
}

// twins returns the other articles whose newest version has the text of v.
func (d *Desk) twins(ctx context.Context, v *article.Version) ([]article.Article, error) {
	same, err := d.shelf.SameText(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	var out []article.Article
	for _, p := range same {
		if p.Article == v.Article {
			continue
		}
		a, err := d.shelf.Article(ctx, p.Article)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// Files returns the files that path stands for: those in a folder and in the folders in it that are of a readable kind; otherwise
// path itself, which may be a web address. It says how many other files of a folder were left out. The error, which joins one for
// each file and folder that cannot be opened, may come with files.
func (d *Desk) Files(ctx context.Context, path string) (files []string, left int, err error) {
	if d.List == nil {
		return []string{path}, 0, nil
	}
	return d.List(ctx, path)
}

func (d *Desk) addArticle(ctx context.Context, p *Prepared, id identity) (Imported, error) {
	trashed, err := d.trashed(ctx, id.seen)
	if err != nil {
		return Imported{}, err
	}
	draft, err := d.draft(ctx, p.in, p.Document, id.seen)
	if err != nil {
		return Imported{}, err
	}
	if err := d.shelf.AddArticles(ctx, draft); err != nil {
		return Imported{}, err
	}
	return Imported{draft.Article, 1, StatusNew, id.near, trashed}, nil
}

// draft makes a new article of a source.
func (d *Desk) draft(ctx context.Context, in Input, doc Document, seen annotations.Seen) (annotations.Draft, error) {
	now := d.Now().UTC()
	id, err := d.newID(ctx, article.HandleArticle)
	if err != nil {
		return annotations.Draft{}, err
	}
	a := doc.Article
	a.ID, a.Created, a.Modified = id, now, now
	m := doc.Version.Meta
	m.ID, m.Article, m.Number, m.Imported = d.NewID(), id, 1, now
	return annotations.Draft{Article: a, Said: doc.Article, Version: doc.Version.With(m), Words: Words(doc.Version.Text()), Source: in.Bytes, Seen: seen}, nil
}

// addVersion keeps a source as a new version of an article. If the article's details were changed after they were read here, the error
// wraps annotations.ErrChanged: what the reader has just written must not be written over.
func (d *Desk) addVersion(ctx context.Context, of article.ID, in Input, doc Document, seen annotations.Seen) (Imported, error) {
	states, err := d.shelf.ArticleStates(ctx, []article.ID{of})
	if err == nil && states[0].Gone {
		err = annotations.ErrNotFound
	}
	if err != nil {
		return Imported{}, err
	}
	a, revision := states[0].Article, states[0].Revision
	last, _, err := d.shelf.Version(ctx, of, 0)
	if err != nil {
		return Imported{}, err
	}
	now, was := d.Now().UTC(), a
	said, err := d.follow(ctx, &a, doc.Article, last)
	if err != nil {
		return Imported{}, err
	}
	if a == was && last.Text() == doc.Version.Text() && slices.EqualFunc(last.Blocks(), doc.Version.Blocks(), sameBlock) {
		return Imported{Article: a, Version: last.Number, Status: StatusThere}, nil // only bytes that make no difference have changed
	}
	a.Modified = now
	m := doc.Version.Meta
	m.ID, m.Article, m.Number, m.Imported = d.NewID(), of, last.Number+1, now
	draft := annotations.Draft{
		Article: a, Revision: revision, Said: said, Version: doc.Version.With(m), Words: Words(doc.Version.Text()), Source: in.Bytes, Seen: seen,
	}
	if err := d.shelf.AddVersion(ctx, draft); err != nil {
		return Imported{}, err
	}
	return Imported{Article: a, Version: m.Number, Status: StatusNewVersion}, nil
}

func sameBlock(a, b article.Block) bool {
	return a.Range == b.Range && a.Kind == b.Kind && a.Level == b.Level && a.Depth == b.Depth && a.Marker == b.Marker && a.Lead == b.Lead &&
		a.Breaks == b.Breaks && slices.Equal(a.Spans, b.Spans)
}

// sortMarks puts marks into text order, those without a place last.
func sortMarks(marks []Mark) {
	slices.SortStableFunc(marks, func(a, b Mark) int {
		x, y := a.Placement.Range, b.Placement.Range
		switch {
		case x.Empty() != y.Empty():
			if x.Empty() {
				return 1
			}
			return -1
		case x.Start != y.Start:
			return x.Start - y.Start
		}
		return x.End - y.End
	})
}
