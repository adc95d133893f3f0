package desk_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/text/encoding/charmap"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/engines"
	"parley/annotations/source"
	"parley/annotations/store"
	"parley/app/desk"
)

// A bench is a desk on a library of its own, and what it told.
type bench struct {
	*desk.Desk
	t    testing.TB
	path string

	mu   sync.Mutex
	told []desk.Event
	come chan struct{} // has something whenever something was told
}

func options() desk.Options {
	return desk.Options{
		Now:   time.Now,
		NewID: func() article.ID { return uuid.Must(uuid.NewV7()) },
		Load: func(ctx context.Context, path string, o desk.LoadOptions) (desk.Input, error) {
			in, err := source.Load(ctx, path)
			if source.IsAddress(path) {
				if in, err = (source.Fetch{Since: o.Since, Progress: o.Progress}).Fetch(ctx, path); errors.Is(err, source.ErrNotModified) {
					err = desk.ErrNotModified
				}
			}
			return desk.Input{Name: in.Name, Path: in.Path, URL: in.URL, Bytes: in.Bytes, ContentType: in.ContentType, ETag: in.ETag, LastModified: in.LastModified}, err
		},
		Read: func(ctx context.Context, in desk.Input) (desk.Document, error) {
			d, err := source.Read(ctx, source.Input{
				Name: in.Name, Path: in.Path, URL: in.URL, Bytes: in.Bytes, ContentType: in.ContentType, ETag: in.ETag, LastModified: in.LastModified,
			})
			return desk.Document{Article: d.Article, Version: d.Version}, err
		},
		Suggest: engines.Suggest,
		Engine:  engines.Names(),
	}
}

// at returns a desk on the library at path, closed with the test.
func at(t testing.TB, path string) *bench {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.New(t.Context(), s, options())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Desk: d, t: t, path: path, come: make(chan struct{}, 1)}
	d.Watch(func(e desk.Event) {
		b.mu.Lock()
		b.told = append(b.told, e)
		b.mu.Unlock()
		select {
		case b.come <- struct{}{}:
		default:
		}
	})
	t.Cleanup(func() { d.Close() })
	return b
}

func fresh(t testing.TB) *bench {
	t.Helper()
	return at(t, filepath.Join(t.TempDir(), "library.db"))
}

// rewrite writes the note of a mark, or one on an article, from what it is now.
func (b *bench) rewrite(ctx context.Context, id article.ID, text, session string) error {
	b.t.Helper()
	was, mark := b.noteOf(id)
	var err error
	if mark {
		_, err = b.Rewrite(ctx, id, was, text, session)
	} else {
		_, err = b.RewriteNote(ctx, id, was, text, session)
	}
	return err
}

// noteOf returns the note of a mark, or one on an article, as it is on the disk; mark tells them apart.
func (b *bench) noteOf(id article.ID) (text string, mark bool) {
	b.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+b.path+"?mode=ro")
	if err != nil {
		b.t.Fatal(err)
	}
	defer db.Close()
	err = db.QueryRow(`SELECT note, 1 FROM highlight WHERE id = ?1 UNION ALL SELECT iif(deleted IS NULL, text, ''), 0 FROM note WHERE id = ?1`, id).Scan(&text, &mark)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		b.t.Error(err)
	}
	return text, mark
}

// events returns what was told since it was last asked.
func (b *bench) events() []desk.Event {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.told
	b.told = nil
	return out
}

// await waits until e is told, at most a while.
func (b *bench) await(e desk.Event) {
	b.t.Helper()
	late := time.After(5 * time.Second)
	for {
		b.mu.Lock()
		ok := slices.Contains(b.told, e)
		b.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-b.come:
		case <-late:
			b.t.Fatalf("%T was not told, but %v", e, b.events())
		}
	}
}

func (b *bench) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

const prose = `The river and the town

The town council met on Monday to decide about the bridge over the river. The mayor said that it was too old.

Engineers replied that the bridge would hold for another forty years, if it were painted.

Nobody asked the ferryman, who has crossed the same water every morning since he was a boy.
`

func (b *bench) piped(text string) (desk.Imported, *article.Version) {
	b.t.Helper()
	im, err := b.Import(b.t.Context(), desk.Input{Name: "standard input", Bytes: []byte(text)})
	b.must(err)
	return im, b.open(im.Article.ID).Version
}

func (b *bench) open(id article.ID) *desk.Sitting {
	b.t.Helper()
	s, err := b.Open(b.t.Context(), id)
	b.must(err)
	return s
}

// mark highlights the first occurrence of words.
func (b *bench) mark(v *article.Version, words string) annotations.Highlight {
	b.t.Helper()
	h, err := b.Highlight(b.t.Context(), desk.HighlightDraft{Version: v, Range: find(b.t, v, words)})
	b.must(err)
	return h
}

func find(t testing.TB, v *article.Version, words string) article.Range {
	t.Helper()
	i := strings.Index(v.Text(), words)
	if i < 0 {
		t.Fatalf("the text has no %q", words)
	}
	return article.Range{Start: v.Pos(i), End: v.Pos(i + len(words))}
}

// dump returns all that the library holds, but for when it was written and how often. With live, tombstones are left out.
func dump(t testing.TB, path string, live bool) string {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var out strings.Builder
	for _, q := range []string{
		`SELECT id, handle, title, byline, outlet, published, language, url, path, tags, archived, deleted IS NOT NULL FROM article`,
		`SELECT id, name FROM collection`, `SELECT o.article, o.collection FROM member o JOIN collection c ON c.id = o.collection`, `SELECT * FROM version`, `SELECT * FROM version_text`, `SELECT version, codec, length(bytes) FROM version_source`,
		`SELECT * FROM highlight`, `SELECT * FROM note`, `SELECT * FROM setting`, `SELECT article, version, pos FROM reading`,
		`SELECT * FROM actor`, `SELECT * FROM dispute`, `SELECT * FROM statement`, `SELECT key, verdict, target FROM decision`,
		`SELECT p.* FROM position p JOIN dispute o ON o.id = p.dispute`, `SELECT p.* FROM alias p JOIN actor o ON o.id = p.actor`,
		`SELECT subject, part, version, verdict, start, end FROM settlement`,
		`SELECT p.* FROM statement_passage p JOIN statement o ON o.id = p.statement`,
	} {
		_, table, _ := strings.Cut(q, " FROM ")
		switch {
		case !live:
		case strings.HasPrefix(table, "member"):
			q += ` WHERE c.deleted IS NULL`
		case table == "collection", table == "highlight", table == "note", table == "actor", table == "dispute", table == "statement":
			q += ` WHERE deleted IS NULL`
		case strings.HasPrefix(table, "position"):
			q += ` WHERE o.deleted IS NULL AND p.deleted IS NULL`
		case strings.Contains(table, " JOIN "):
			q += ` WHERE o.deleted IS NULL`
		}
		rows, err := db.Query(q + ` ORDER BY 1, 2`)
		if err != nil {
			t.Fatal(err)
		}
		names, _ := rows.Columns()
		fmt.Fprintf(&out, "%s\n", q)
		for rows.Next() {
			row, to := make([]any, len(names)), make([]any, len(names))
			for i := range row {
				to[i] = &row[i]
			}
			if err := rows.Scan(to...); err != nil {
				t.Fatal(err)
			}
			for i, name := range names {
				if name == "deleted" && row[i] != nil {
					row[i] = "yes"
				}
				if name != "modified" && name != "revision" {
					fmt.Fprintf(&out, "  %s=%v", name, row[i])
				}
			}
			out.WriteByte('\n')
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func TestImport(t *testing.T) {
	b, ctx := fresh(t), t.Context()
	put := func(path, url, text string) desk.Imported {
		t.Helper()
		im, err := b.Import(ctx, desk.Input{Name: "x", Path: path, URL: url, Bytes: []byte(text)})
		b.must(err)
		return im
	}
	edited := strings.Replace(prose, "forty years", "fifty years", 1)
	other := "Another thing\n\nNothing here was written before, and nothing of it is about boats or bridges at all.\n"
	first := put("/a.txt", "", prose)
	want := func(name string, got desk.Imported, status desk.Status, of article.ID, number int) {
		t.Helper()
		if got.Status != status || got.Version != number || (got.Article.ID == of) == (of == article.ID{}) {
			t.Errorf("%s: %v, version %d of %s; want %v, version %d of %s", name, got.Status, got.Version, got.Article.ID, status, number, of)
		}
	}
	id := first.Article.ID
	want("first", first, desk.StatusNew, id, 1)
	want("again", put("/a.txt", "", prose), desk.StatusThere, id, 1)
	want("same bytes elsewhere", put("/b.txt", "", prose), desk.StatusThere, id, 1)
	want("same bytes piped", put("", "", prose), desk.StatusThere, id, 1)
	want("edited", put("/a.txt", "", edited), desk.StatusNewVersion, id, 2)
	want("only bytes differ", put("/a.txt", "", strings.ReplaceAll(edited, "\n", "\r\n")), desk.StatusThere, id, 2)
	want("the old bytes elsewhere", put("/b.txt", "", prose), desk.StatusThere, id, 1)
	want("the old bytes", put("/a.txt", "", prose), desk.StatusNewVersion, id, 3)
	want("the old bytes again", put("/a.txt", "", prose), desk.StatusThere, id, 3)
	want("edited again", put("/a.txt", "", edited), desk.StatusNewVersion, id, 4)
	o := put("/a.txt", "", other)
	want("other text at the path", o, desk.StatusNew, article.ID{}, 1)
	want("the first's text again at the path", put("/a.txt", "", edited+"\nA last word.\n"), desk.StatusNewVersion, id, 5)
	want("the other's, too", put("/a.txt", "", other+"\nA last word.\n"), desk.StatusNewVersion, o.Article.ID, 2)
	want("piped and edited", put("", "", edited+"\nPiped.\n"), desk.StatusNew, article.ID{}, 1)

	u := put("", "https://a.example/x", prose+"\nFrom a page.\n")
	want("an address", u, desk.StatusNew, article.ID{}, 1)
	want("the address with other text", put("", "https://a.example/x", other+"\nOf the page.\n"), desk.StatusNewVersion, u.Article.ID, 2)
	same := put("", "https://b.example/y", prose+"\nFrom a page.\n")
	want("the same text at another address", same, desk.StatusNew, article.ID{}, 1)
	if same.Article.ID == u.Article.ID {
		t.Error("two addresses are one article")
	}
	named, err := b.Import(ctx, desk.Input{Name: "-", Bytes: []byte("Piped\n\nBut named.\n"), Article: id})
	b.must(err)
	want("named", named, desk.StatusNewVersion, id, 6)
	if _, err := b.Import(ctx, desk.Input{Name: "-", Bytes: []byte("x y"), Article: uuid.Must(uuid.NewV7())}); !errors.Is(err, annotations.ErrNotFound) {
		t.Errorf("a version of nothing: %v", err)
	}
	if _, err := b.Import(ctx, desk.Input{Name: "-"}); err == nil {
		t.Error("nothing was imported")
	}
	es, err := b.Articles(ctx)
	if err != nil || len(es) != 5 {
		t.Errorf("%d articles, %v, want 5", len(es), err)
	}
}

// TestByline imports a file of which only what is said of the author has changed.
func TestByline(t *testing.T) {
	b := fresh(t)
	put := func(by string) desk.Imported {
		im, err := b.Import(t.Context(), desk.Input{Name: "x", Path: "/a.md", Bytes: []byte("---\nauthor: " + by + "\n---\n" + prose)})
		b.must(err)
		return im
	}
	one, two := put("A. Writer"), put("B. Writer")
	if two.Article.ID != one.Article.ID || two.Article.Byline != "B. Writer" || b.open(one.Article.ID).Article.Byline != "B. Writer" {
		t.Errorf("got %+v after %+v", two, one)
	}
	d := desk.DetailsOf(two.Article)
	d.Byline = ""
	b.must(b.Describe(t.Context(), one.Article.ID, d))
	if put("C. Writer"); b.open(one.Article.ID).Article.Byline != "" {
		t.Error("what the reader has taken out is there again")
	}
	d.Byline = "The paper's own"
	b.must(b.Describe(t.Context(), one.Article.ID, d))
	if put("D. Writer"); b.open(one.Article.ID).Article.Byline != "The paper's own" {
		t.Error("what the reader has written is gone")
	}

	// Where it is not said for a while, what is said next is followed.
	page := func(by string, n int) desk.Imported {
		if by != "" {
			by = `<meta name="author" content="` + by + `">`
		}
		text := fmt.Sprintf("<html><head><title>Boats</title>%s</head><body><article><h1>Boats</h1><p>%s</p><p>It was said %d times.</p></article></body></html>", by, prose, n)
		latin, err := charmap.ISO8859_2.NewEncoder().String(text)
		b.must(err)
		im, err := b.Import(t.Context(), desk.Input{Name: "boats", URL: "https://example.org/boats", Bytes: []byte(latin), ContentType: "text/html; charset=iso-8859-2"})
		b.must(err)
		return im
	}
	id := page("Łukasz Żak", 1).Article.ID
	by := func(want string) {
		t.Helper()
		if got := b.open(id).Article.Byline; got != want {
			t.Errorf("the author is %q, want %q", got, want)
		}
	}
	by("Łukasz Żak")
	page("", 2)
	by("Łukasz Żak")
	page("Żaneta Łoś", 3)
	by("Żaneta Łoś")

	// Of a version that an earlier release imported, the source tells.
	db, err := sql.Open("sqlite3", "file:"+b.path)
	b.must(err)
	_, err = db.Exec(`UPDATE version SET said = ''`)
	b.must(errors.Join(err, db.Close()))
	page("Łukasz Żak", 4)
	by("Łukasz Żak")
}

func TestImportAtOnce(t *testing.T) {
	b := fresh(t)
	var wg sync.WaitGroup
	var mu sync.Mutex
	count := map[desk.Status]int{}
	for range 8 {
		wg.Go(func() {
			im, err := b.Import(t.Context(), desk.Input{Name: "x", Path: "/a", Bytes: []byte(prose)})
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			count[im.Status]++
			mu.Unlock()
		})
	}
	wg.Wait()
	if count[desk.StatusNew] != 1 || count[desk.StatusThere] != 7 {
		t.Errorf("got %v", count)
	}
}

// TestImportByMany has several programs import the same file at the same moment: it is kept once.
func TestImportByMany(t *testing.T) {
	for range 5 {
		path := filepath.Join(t.TempDir(), "library.db")
		var desks []*bench
		for range 6 {
			desks = append(desks, at(t, path))
		}
		for _, in := range []desk.Input{
			{Name: "x", Path: "/a", Bytes: []byte(prose)},
			{Name: "x", Path: "/a", Bytes: []byte(prose + "\nA last word.\n")},
			{Name: "-", Bytes: []byte("Piped\n\nNothing of this is in the other.\n")},
		} {
			var wg sync.WaitGroup
			var mu sync.Mutex
			count := map[desk.Status]int{}
			for _, d := range desks {
				wg.Go(func() {
					im, err := d.Import(t.Context(), in)
					if err != nil {
						t.Error(err)
					}
					mu.Lock()
					count[im.Status]++
					mu.Unlock()
				})
			}
			wg.Wait()
			if count[desk.StatusThere] != len(desks)-1 {
				t.Errorf("%q: got %v", in.Bytes[:5], count)
			}
		}
	}
}

// TestEventsComeAfter reads in every event what it tells of.
func TestEventsComeAfter(t *testing.T) {
	b, ctx := fresh(t), t.Context()
	type state struct{ articles, versions, marks, notes int }
	look := func() (s state) {
		es, err := b.Articles(ctx)
		b.must(err)
		s.articles = len(es)
		for _, e := range es {
			o := b.open(e.Article.ID)
			s.versions, s.marks, s.notes = s.versions+o.Versions, s.marks+len(o.Marks), s.notes+len(o.Notes)
		}
		return s
	}
	var seen []state
	b.Watch(func(e desk.Event) {
		if e != (desk.UndoChanged{}) {
			seen = append(seen, look())
		}
	})
	im, err := b.Import(ctx, desk.Input{Name: "x", Path: "/a", Bytes: []byte(prose)})
	b.must(err)
	b.mark(b.open(im.Article.ID).Version, "ferryman")
	_, err = b.AddNote(ctx, im.Article.ID, "A note.", "")
	b.must(err)
	_, err = b.Import(ctx, desk.Input{Name: "x", Path: "/a", Bytes: []byte(prose + "\nMore.\n")})
	b.must(err)
	_, err = b.Undo(ctx)
	b.must(err)
	want := []state{{1, 1, 0, 0}, {1, 1, 1, 0}, {1, 1, 1, 1}, {1, 2, 1, 1}, {1, 2, 1, 0}}
	if !reflect.DeepEqual(seen, want) {
		t.Errorf("seen %v, want %v", seen, want)
	}
	id := im.Article.ID
	told := []desk.Event{
		desk.Added{Article: id},
		desk.MarksChanged{Article: id},
		desk.UndoChanged{},
		desk.NotesChanged{Article: id},
		desk.UndoChanged{},
		desk.ArticleChanged{Article: id},
		desk.NotesChanged{Article: id},
		desk.UndoChanged{},
	}
	if got := b.events(); !reflect.DeepEqual(got, told) {
		t.Errorf("told %v, want %v", got, told)
	}
}

func TestMarks(t *testing.T) {
	b, ctx := fresh(t), t.Context()
	im, v := b.piped(prose)
	if _, err := b.Highlight(ctx, desk.HighlightDraft{Version: v, Range: article.Range{Start: 22, End: 24}}); !errors.Is(err, desk.ErrNoPassage) {
		t.Errorf("white space: %v", err)
	}
	r := find(t, v, " the bridge ")
	h, err := b.Highlight(ctx, desk.HighlightDraft{Version: v, Range: r, Style: annotations.Underline, Tags: []string{" b  c", "a", "", "a"}})
	b.must(err)
	if h.Anchor.Exact != "the bridge" || !slices.Equal(h.Tags, []string{"a", "b c"}) || h.Created.IsZero() || h.Revision != 1 {
		t.Errorf("got %+v", h)
	}
	if b.UndoName() != "Underline" {
		t.Errorf("UndoName() = %q", b.UndoName())
	}
	ids := []article.ID{h.ID, h.ID} // named twice
	b.must(b.Recolour(ctx, ids, annotations.Blue))
	b.must(b.Retag(ctx, ids, []string{"new"}, []string{"a"}))
	b.must(b.Reshape(ctx, h.ID, v, find(t, v, "bridge over the river")))
	o := b.open(im.Article.ID)
	if m := o.Marks[0]; m.Colour != annotations.Blue || !slices.Equal(m.Tags, []string{"b c", "new"}) || v.Slice(m.Placement.Range) != "bridge over the river" {
		t.Errorf("got %+v", m)
	}
	n, err := b.AddNote(ctx, im.Article.ID, "A note.", "")
	b.must(err)
	b.must(b.Delete(ctx, []article.ID{h.ID, n.ID, h.ID}))
	if b.UndoName() != "Delete 2 marks" {
		t.Errorf("UndoName() = %q", b.UndoName())
	}
	b.events()
	b.must(b.Delete(ctx, []article.ID{h.ID})) // gone already: nothing happens
	if got := b.events(); len(got) > 0 || b.UndoName() != "Delete 2 marks" {
		t.Errorf("told %v, UndoName() = %q", got, b.UndoName())
	}
	for _, err := range []error{
		b.Recolour(ctx, ids, annotations.Pink), b.Delete(ctx, []article.ID{uuid.Must(uuid.NewV7())}), b.rewrite(ctx, uuid.Must(uuid.NewV7()), "x", ""),
	} {
		if !errors.Is(err, annotations.ErrNotFound) {
			t.Errorf("got %v, want ErrNotFound", err)
		}
	}
}

func TestMarksOnANewVersion(t *testing.T) {
	b, ctx := fresh(t), t.Context()
	im, err := b.Import(ctx, desk.Input{Name: "x", Path: "/a", Bytes: []byte(prose)})
	b.must(err)
	v := b.open(im.Article.ID).Version
	for _, w := range []string{"Engineers replied that the bridge", "the ferryman, who has crossed", "The mayor said that it was too old"} {
		b.mark(v, w)
	}
	next := strings.Replace(strings.Replace(prose, "The town council", "A new paragraph.\n\nThe town council", 1), " The mayor said that it was too old.", "", 1)
	im, err = b.Import(ctx, desk.Input{Name: "x", Path: "/a", Bytes: []byte(next)})
	b.must(err)
	if im.Status != desk.StatusNewVersion {
		t.Fatalf("got %v", im.Status)
	}
	o := b.open(im.Article.ID)
	if len(o.Marks) != 3 || o.Versions != 2 {
		t.Fatalf("%d marks, %d versions", len(o.Marks), o.Versions)
	}
	for i, want := range []string{"Engineers replied that the bridge", "the ferryman, who has crossed"} {
		if got := o.Version.Slice(o.Marks[i].Placement.Range); got != want {
			t.Errorf("mark %d stands on %q, want %q", i, got, want)
		}
	}
	if last := o.Marks[2]; last.Placement.State != anchor.Unattached || last.Anchor.Exact != "The mayor said that it was too old" {
		t.Errorf("what is gone is placed: %+v", last)
	}
	old, err := b.OpenVersion(ctx, im.Article.ID, 1)
	b.must(err)
	for _, m := range old.Marks {
		if m.Placement.State != anchor.Exact || old.Version.Slice(m.Placement.Range) != m.Anchor.Exact {
			t.Errorf("on its own version: %+v", m)
		}
	}
	if _, err := b.OpenVersion(ctx, im.Article.ID, 9); !errors.Is(err, annotations.ErrNotFound) {
		t.Errorf("version 9: %v", err)
	}
}

func TestPlaceAndSettings(t *testing.T) {
	b, ctx := fresh(t), t.Context()
	im, v := b.piped(prose)
	if p := b.open(im.Article.ID).Place; p.Pos != -1 {
		t.Errorf("never read: %+v", p)
	}
	p := annotations.Place{Version: v.ID, Pos: 40, Frac: 0.5, Progress: 0.25}
	b.must(b.KeepPlace(ctx, im.Article.ID, p))
	b.must(b.SetSetting(ctx, "theme", "dark"))
	b.must(b.RememberExports(ctx, map[string]string{"/x.md": "h"}))
	if b.UndoName() != "" {
		t.Errorf("undo would take back %q", b.UndoName())
	}
	b.must(b.Close())
	b = at(t, b.path)
	if got := b.open(im.Article.ID).Place; got != p {
		t.Errorf("Place = %+v, want %+v", got, p)
	}
	if m, err := b.Settings(ctx); err != nil || m["theme"] != "dark" {
		t.Errorf("Settings = %v, %v", m, err)
	}
	if h, err := b.LastExports(ctx, "/x.md", "/y.md"); err != nil || len(h) != 1 || h["/x.md"] != "h" {
		t.Errorf("LastExports = %q, %v", h, err)
	}
	es, err := b.Articles(ctx)
	if err != nil || es[0].Progress != 0.25 || es[0].Opened.IsZero() || es[0].Words < 50 {
		t.Errorf("Articles = %+v, %v", es, err)
	}
}

func TestResolve(t *testing.T) {
	b, ctx := fresh(t), t.Context()
	var ids []article.ID
	for i := range 8 {
		im, _ := b.piped(fmt.Sprintf("Title %d\n\nWords.\n", i))
		ids = append(ids, im.Article.ID)
	}
	for _, id := range ids {
		h := article.Handle(article.HandleArticle, id)
		for _, ref := range []string{h, strings.ToUpper(h), " " + h + "\n", id.String(), id.String()[:30], h[:9]} {
			if got, err := b.Resolve(ctx, ref); err != nil || got != id {
				var a desk.AmbiguousError
				if errors.As(err, &a) && len(ref) < len(h) {
					continue // by chance
				}
				t.Errorf("Resolve(%q) = %s, %v, want %s", ref, got, err, id)
			}
		}
	}
	for _, ref := range []string{"", " ", "a-none", "%", "_", "a-%", "'", ids[0].String() + "0", "статья"} {
		if _, err := b.Resolve(ctx, ref); !errors.Is(err, annotations.ErrNotFound) {
			t.Errorf("Resolve(%q): %v, want ErrNotFound", ref, err)
		}
	}
	var a desk.AmbiguousError
	if _, err := b.Resolve(ctx, "a-"); !errors.As(err, &a) || len(a.Fits) != 6 || a.Ref != "a-" {
		t.Errorf("Resolve of all: %v", err)
	}
}

func TestAnalysisIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s, err := store.Open(t.Context(), path, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	o := options()
	asked := 0
	o.Suggest = func(_ context.Context, v *article.Version) (*debate.Analysis, error) {
		asked++
		return &debate.Analysis{Schema: debate.Schema, Length: v.Len()}, nil
	}
	d, err := desk.New(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Desk: d, t: t, path: path}
	defer d.Close()
	_, v := b.piped(prose)
	for range 3 {
		if _, err := b.Analysis(t.Context(), v); err != nil {
			t.Fatal(err)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}

func TestWhole(t *testing.T) {
	b := fresh(t)
	for i := range 3 {
		b.piped(fmt.Sprintf("Title %d\n\nWords.\n", i))
	}
	var got []string
	var first article.ID
	for s, err := range b.All(t.Context(), annotations.Want{}) {
		b.must(err)
		if got = append(got, s.Article.Title); len(got) == 1 {
			first = s.Article.ID
		}
	}
	if want := []string{"Title 0", "Title 1", "Title 2"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	got = nil
	for s, err := range b.Whole(t.Context(), annotations.Want{Text: true}, []article.ID{first, uuid.Must(uuid.NewV7()), first}) {
		var one *desk.ArticleError
		switch {
		case err == nil:
			got = append(got, s.Version.Text())
		case errors.Is(err, annotations.ErrNotFound) && errors.As(err, &one):
			got = append(got, "not found")
		default:
			t.Errorf("got %v", err)
		}
	}
	if want := []string{"Title 0\n\nWords.", "not found", "Title 0\n\nWords."}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBare(t *testing.T) {
	d := desk.Bare(options())
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte(prose), 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := d.Load(t.Context(), path, desk.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if doc, err := d.Parse(t.Context(), in); err != nil || doc.Version.Len() == 0 {
		t.Errorf("Parse: %v", err)
	}
	if _, err := d.Import(t.Context(), in); !errors.Is(err, annotations.ErrReadOnly) {
		t.Errorf("Import: %v", err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

func TestItsOwnFile(t *testing.T) {
	b := fresh(t)
	link := filepath.Join(t.TempDir(), "a.txt")
	b.must(os.Symlink(b.path, link))
	for _, path := range []string{b.path, b.path + "-wal", b.path + "-shm", link} {
		if _, err := b.ImportFile(t.Context(), path); !errors.Is(err, desk.ErrOwnFile) {
			t.Errorf("%s: got %v, want ErrOwnFile", filepath.Base(path), err)
		}
	}
	other := filepath.Join(t.TempDir(), "b.txt")
	b.must(os.WriteFile(other, []byte(prose), 0o600))
	if im, err := b.ImportFile(t.Context(), other); err != nil || im.Article.Path != other {
		t.Errorf("another file: %+v, %v", im, err)
	}
}
