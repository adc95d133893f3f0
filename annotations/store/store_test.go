package store_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/source"
	"parley/annotations/store"
)

var noon = time.Date(2026, 5, 3, 12, 0, 0, 0, time.UTC)

func newID() article.ID { return uuid.Must(uuid.NewV7()) }

// open opens a library that is closed with the test.
func open(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func fresh(t testing.TB) *store.Store {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "library.db"))
}

// closed makes a library at path and closes it.
func closed(t testing.TB, path string) {
	t.Helper()
	s := open(t, path)
	addArticle(t, s, "Title\n\nThe words of the article.\n")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func addArticle(t testing.TB, s *store.Store, text string) (article.Article, *article.Version) {
	t.Helper()
	d, err := source.Read(t.Context(), source.Input{Name: "a.md", Bytes: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	a := d.Article
	a.ID, a.Created, a.Modified = newID(), noon, noon
	m := d.Version.Meta
	m.ID, m.Article, m.Number, m.Imported = newID(), a.ID, 1, noon
	v := d.Version.With(m)
	if err := s.AddArticles(t.Context(), annotations.Draft{Article: a, Version: v, Words: 5, Source: []byte(text)}); err != nil {
		t.Fatal(err)
	}
	return a, v
}

// draft returns an edit that makes a highlight of r.
func draft(v *article.Version, r article.Range) annotations.HighlightEdit {
	return annotations.HighlightEdit{To: annotations.HighlightState{Highlight: annotations.Highlight{
		ID: newID(), Article: v.Article, Version: v.ID, Anchor: anchor.Describe(v, r), Tags: []string{"a", "b"}, Note: "why",
	}}}
}

func change(t testing.TB, s *store.Store, e annotations.Edits) {
	t.Helper()
	if err := s.Change(t.Context(), e, debate.Edits{}, noon); err != nil {
		t.Fatal(err)
	}
}

// sqlite makes a file by the statements of another program.
func sqlite(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range statements {
		if _, err := db.Exec(q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestOnlyItsOwnerMayRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b", "library.db")
	s := open(t, path)
	if !s.Fresh() || s.ReadOnly() {
		t.Errorf("fresh %v, read-only %v", s.Fresh(), s.ReadOnly())
	}
	for p, want := range map[string]fs.FileMode{path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600, filepath.Dir(path): 0o700} {
		info, err := os.Stat(p)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("mode of %s = %v, %v, want %v", filepath.Base(p), info.Mode(), err, want)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, ext := range []string{"-wal", "-shm"} {
		if _, err := os.Stat(path + ext); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is left behind", ext)
		}
	}
	if s = open(t, path); s.Fresh() {
		t.Error("an old library is said to be fresh")
	}
}

func TestMissing(t *testing.T) {
	dir := t.TempDir()
	_, err := store.Open(t.Context(), filepath.Join(dir, "sub", "library.db"), store.Options{})
	if !errors.Is(err, annotations.ErrMissing) {
		t.Errorf("got %v, want ErrMissing", err)
	}
	if has, _ := os.ReadDir(dir); len(has) > 0 {
		t.Errorf("%s was made", has[0].Name())
	}
	empty := filepath.Join(dir, "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), empty, store.Options{}); !errors.Is(err, annotations.ErrMissing) {
		t.Errorf("an empty file: got %v, want ErrMissing", err)
	}
	if len(read(t, empty)) > 0 {
		t.Error("an empty file was written to")
	}
}

// TestRefused opens what is no library of this program, and looks that nothing happened to it.
func TestRefused(t *testing.T) {
	const wal = `PRAGMA journal_mode = wal`
	tests := []struct {
		name string
		make func(t *testing.T, path string)
		want error
	}{
		{"text", func(t *testing.T, p string) { write(t, p, []byte("just some words")) }, annotations.ErrForeign},
		{"one byte", func(t *testing.T, p string) { write(t, p, []byte("x")) }, annotations.ErrForeign},
		{"zeros", func(t *testing.T, p string) { write(t, p, make([]byte, 9000)) }, annotations.ErrForeign},
		{"other program", func(t *testing.T, p string) { sqlite(t, p, `CREATE TABLE a (b)`, `INSERT INTO a VALUES (1)`) }, annotations.ErrForeign},
		{"other program, small pages", func(t *testing.T, p string) { sqlite(t, p, `PRAGMA page_size = 512`, `CREATE TABLE a (b)`) }, annotations.ErrForeign},
		{"other program, own id", func(t *testing.T, p string) { sqlite(t, p, `PRAGMA application_id = 7`) }, annotations.ErrForeign},
		{"other program, own schema", func(t *testing.T, p string) { sqlite(t, p, `PRAGMA user_version = 1`) }, annotations.ErrForeign},
		{"other program, log ahead", func(t *testing.T, p string) { sqlite(t, p, wal, `CREATE TABLE a (b)`) }, annotations.ErrForeign},
		{"other program, killed", func(t *testing.T, p string) {
			live := p + ".live"
			db, err := sql.Open("sqlite3", live)
			if err != nil {
				t.Fatal(err)
			}
			db.SetMaxOpenConns(1)
			for _, q := range []string{wal, `CREATE TABLE a (b)`} {
				if _, err := db.Exec(q); err != nil {
					t.Fatal(err)
				}
			}
			write(t, p, read(t, live))
			write(t, p+"-wal", read(t, live+"-wal"))
			db.Close()
		}, annotations.ErrForeign},
		{"newer", func(t *testing.T, p string) { closed(t, p); sqlite(t, p, `PRAGMA user_version = 99`) }, annotations.ErrNewer{Has: 99, Known: 9}},
		{"newer, other journal", func(t *testing.T, p string) {
			closed(t, p)
			sqlite(t, p, `PRAGMA journal_mode = delete`, `PRAGMA user_version = 99`)
		}, annotations.ErrNewer{Has: 99, Known: 9}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "library.db")
			tt.make(t, path)
			before := read(t, path)
			log, _ := os.ReadFile(path + "-wal")
			_, err := store.Open(t.Context(), path, store.Options{Create: true})
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if !bytes.Equal(read(t, path), before) {
				t.Error("the file was changed")
			}
			if after, _ := os.ReadFile(path + "-wal"); !bytes.Equal(after, log) {
				t.Error("its log was changed")
			}
		})
	}
	t.Run("folder", func(t *testing.T) {
		if _, err := store.Open(t.Context(), t.TempDir(), store.Options{Create: true}); err == nil || !strings.Contains(err.Error(), "folder") {
			t.Errorf("got %v", err)
		}
	})
}

func write(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestDamaged writes over parts of a library. Whatever is found out when, it is an error with a meaning.
func TestDamaged(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good.db")
	s := open(t, good)
	a, _ := addArticle(t, s, "Title\n\n"+strings.Repeat("Many words that fill a few pages of the file. ", 1500))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole := read(t, good)
	found := 0
	try := func(name string, b []byte) {
		path := filepath.Join(t.TempDir(), "library.db")
		write(t, path, b)
		s, err := store.Open(t.Context(), path, store.Options{})
		if err == nil {
			defer s.Close()
			_, err = s.Entries(t.Context(), 0)
			if err == nil {
				_, _, err = s.Version(t.Context(), a.ID, 0)
			}
			if err == nil {
				err = s.SetSetting(t.Context(), "k", "v", noon)
			}
		}
		if err == nil {
			return // what was hit is not needed for this
		}
		found++
		if !errors.Is(err, annotations.ErrDamaged) && !errors.Is(err, annotations.ErrForeign) && !errors.Is(err, annotations.ErrNotFound) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	for at := 0; at < len(whole); at += 2048 {
		b := bytes.Clone(whole)
		for i := at; i < min(at+512, len(b)); i++ {
			b[i] = 0xA5
		}
		try("overwritten", b)
		try("cut", whole[:at+100])
	}
	if found < 10 {
		t.Errorf("only %d damages were found", found)
	}
}

func TestOddPaths(t *testing.T) {
	for _, name := range []string{"a b.db", "what?.db", "a?mode=memory", "no#1.db", "100%.db", "%41.db", "статья 文.db", "a&b=c;d.db", "'q\".db", " .db"} {
		dir := filepath.Join(t.TempDir(), name)
		path := filepath.Join(dir, name)
		s := open(t, path)
		if err := s.SetSetting(t.Context(), "k", name, noon); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		has, err := os.ReadDir(dir)
		if err != nil || len(has) != 1 || has[0].Name() != name {
			t.Errorf("%s: the folder holds %v, %v", name, has, err)
		}
		if got, err := open(t, path).Settings(t.Context()); err != nil || got["k"] != name {
			t.Errorf("%s: read back %v, %v", name, got, err)
		}
	}
	t.Chdir(t.TempDir())
	if s := open(t, "relative.db"); !filepath.IsAbs(s.Path()) {
		t.Errorf("Path() = %s", s.Path())
	}
}

func TestVersionComesBack(t *testing.T) {
	s := fresh(t)
	for name, text := range map[string]string{
		"markdown": "# A title\n\n> A *quote* with [a link](https://example.com).\n\n1. one\n2. two\n\n    code\n",
		"unicode":  "Заголовок\n\nСлово 文字 👩‍👩‍👧 e\u0301 — “quotes”.\n",
		"zero":     "Title\n\na\u200bb\n",
		"large":    "Title\n\n" + strings.Repeat("Every paragraph has its words.\n\n", 20000),
		"noise":    "Title\n\n" + hexNoise(4000),
	} {
		a, v := addArticle(t, s, text)
		got, n, err := s.Version(t.Context(), a.ID, 0)
		if err != nil || n != 1 {
			t.Fatalf("%s: %d versions, %v", name, n, err)
		}
		if !reflect.DeepEqual(got, v) && (got.Text() != v.Text() || !reflect.DeepEqual(got.Meta, v.Meta) || !bytes.Equal(article.EncodeBlocks(got.Blocks()), article.EncodeBlocks(v.Blocks()))) {
			t.Errorf("%s: read %+v, want %+v", name, got.Meta, v.Meta)
		}
		if byID, err := s.VersionByID(t.Context(), v.ID); err != nil || !reflect.DeepEqual(byID, got) {
			t.Errorf("%s: by id: %v", name, err)
		}
		b, err := s.Source(t.Context(), v.ID)
		if err != nil || string(b) != text {
			t.Errorf("%s: source of %d bytes, %v, want %d", name, len(b), err, len(text))
		}
		back, err := s.Article(t.Context(), a.ID)
		if err != nil || back != a {
			t.Errorf("%s: Article = %+v, %v, want %+v", name, back, err, a)
		}
	}
	for _, f := range []func() error{
		func() error { _, _, err := s.Version(t.Context(), newID(), 0); return err },
		func() error { _, err := s.VersionByID(t.Context(), newID()); return err },
		func() error { _, err := s.Article(t.Context(), newID()); return err },
		func() error { _, err := s.Source(t.Context(), newID()); return err },
		func() error { _, err := s.Note(t.Context(), newID()); return err },
		func() error { _, err := s.Highlights(t.Context(), []article.ID{newID()}); return err },
	} {
		if err := f(); !errors.Is(err, annotations.ErrNotFound) {
			t.Errorf("got %v, want ErrNotFound", err)
		}
	}
}

func hexNoise(n int) string {
	var b strings.Builder
	sum := sha256.Sum256(nil)
	for b.Len() < n {
		sum = sha256.Sum256(sum[:])
		b.WriteString(hex.EncodeToString(sum[:]))
	}
	return b.String()
}

func TestAddVersion(t *testing.T) {
	s := fresh(t)
	a, v := addArticle(t, s, "Title\n\nThe words.\n")
	m := v.Meta
	m.ID, m.Number = newID(), 2
	a.Title = "Another title"
	if err := s.AddVersion(t.Context(), annotations.Draft{Article: a, Revision: 1, Version: v.With(m), Words: 2, Source: []byte("new")}); err != nil {
		t.Fatal(err)
	}
	m.ID = newID() // the same number again, as another program would have given it
	if err := s.AddVersion(t.Context(), annotations.Draft{Article: a, Revision: 2, Version: v.With(m), Words: 2, Source: nil}); !errors.Is(err, annotations.ErrChanged) {
		t.Errorf("a number twice: got %v, want ErrChanged", err)
	}
	m.Number = 3 // by one who has not seen the title of version 2
	if err := s.AddVersion(t.Context(), annotations.Draft{Article: a, Revision: 1, Version: v.With(m), Words: 2, Source: nil}); !errors.Is(err, annotations.ErrChanged) {
		t.Errorf("of an earlier revision: got %v, want ErrChanged", err)
	}
	if _, err := s.VersionByID(t.Context(), m.ID); !errors.Is(err, annotations.ErrNotFound) {
		t.Errorf("something was kept: %v", err)
	}
	es, err := s.Entries(t.Context(), 0)
	if err != nil || len(es) != 1 || es[0].Version != 2 || es[0].Article.Title != "Another title" {
		t.Errorf("Entries = %+v, %v", es, err)
	}
	if first, n, err := s.Version(t.Context(), a.ID, 1); err != nil || n != 2 || first.ID != v.ID {
		t.Errorf("Version 1 of %d, %v", n, err)
	}
}

func TestMarksComeBack(t *testing.T) {
	s := fresh(t)
	a, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	late, early := draft(v, article.Range{Start: 11, End: 16}), draft(v, article.Range{Start: 7, End: 10})
	late.To.Style, late.To.Colour = annotations.Outline, annotations.Purple
	early.To.Tags, early.To.Note = nil, ""
	note := annotations.NoteEdit{To: annotations.NoteState{Note: annotations.Note{ID: newID(), Article: a.ID, Subject: a.ID, Text: "A *note*\x00."}}}
	change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{late, early}, Notes: []annotations.NoteEdit{note}})
	hs, ns, err := s.Marks(t.Context(), a.ID)
	if err != nil || len(hs) != 2 || len(ns) != 1 {
		t.Fatalf("Marks = %v, %v, %v", hs, ns, err)
	}
	for i, want := range []annotations.HighlightEdit{early, late} {
		if !(annotations.HighlightState{Highlight: hs[i]}).Same(want.To) || hs[i].Revision != 1 || !hs[i].Created.Equal(noon) || hs[i].Article != a.ID {
			t.Errorf("mark %d = %+v, want %+v", i, hs[i], want.To)
		}
	}
	if !(annotations.NoteState{Note: ns[0]}).Same(note.To) || ns[0].Revision != 1 {
		t.Errorf("note = %+v, want %+v", ns[0], note.To)
	}
	gone := early.To
	gone.Gone = true
	change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{{From: early.To, To: gone}}})
	if hs, _, err := s.Marks(t.Context(), a.ID); err != nil || len(hs) != 1 {
		t.Errorf("after the deletion: %v, %v", hs, err)
	}
	if st, err := s.Highlights(t.Context(), []article.ID{gone.ID}); err != nil || !st[0].Gone || st[0].Revision != 2 {
		t.Errorf("the tombstone = %+v, %v", st, err)
	}
	es, err := s.Entries(t.Context(), 0)
	if err != nil || es[0].Marks != 1 {
		t.Errorf("Entries = %+v, %v", es, err)
	}
}

// TestAllOrNothing changes several things of which one does not stand as it is thought to.
func TestAllOrNothing(t *testing.T) {
	s := fresh(t)
	a, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	one, two := draft(v, article.Range{Start: 7, End: 10}), draft(v, article.Range{Start: 11, End: 16})
	change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{one, two}})
	before, _, _ := s.Marks(t.Context(), a.ID)
	seq, err := s.LastChange(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	right := annotations.HighlightEdit{From: one.To, To: one.To}
	right.To.Colour = annotations.Green
	stale := annotations.HighlightEdit{From: two.To, To: two.To}
	stale.From.Note, stale.To.Colour = "what it no longer says", annotations.Blue
	never := annotations.HighlightEdit{From: two.To, To: two.To}
	never.From.ID, never.To.ID = newID(), newID()
	orphan := draft(v, article.Range{Start: 7, End: 10})
	orphan.To.Article = newID()
	for name, tt := range map[string]struct {
		bad  annotations.HighlightEdit
		want error
	}{"stale": {stale, annotations.ErrChanged}, "never there": {never, annotations.ErrNotFound}, "no such article": {orphan, nil}} {
		err := s.Change(t.Context(), annotations.Edits{Highlights: []annotations.HighlightEdit{right, draft(v, article.Range{Start: 7, End: 9}), tt.bad}}, debate.Edits{}, noon)
		if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", name, err, tt.want)
		}
		if after, _, err := s.Marks(t.Context(), a.ID); err != nil || !reflect.DeepEqual(after, before) {
			t.Errorf("%s: something was kept: %v, %v", name, after, err)
		}
		if now, err := s.LastChange(t.Context()); err != nil || now != seq {
			t.Errorf("%s: last change %d, %v, want %d", name, now, err, seq)
		}
	}
}

func TestKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	a, v := addArticle(t, s, "Title\n\nThe words.\n")
	ctx := t.Context()
	if p, err := s.Place(ctx, a.ID); err != nil || p != (annotations.Place{}) {
		t.Errorf("Place of what was not read = %v, %v", p, err)
	}
	if b, err := s.Analysis(ctx, v.ID, "e"); err != nil || b != nil {
		t.Errorf("Analysis of what was not analysed = %s, %v", b, err)
	}
	if all, err := s.LastExports(ctx, []string{"/x"}); err != nil || len(all) > 0 {
		t.Errorf("LastExports of what was not exported = %v, %v", all, err)
	}
	place := annotations.Place{Version: v.ID, Pos: -1, Frac: 0.25, Progress: 0.5}
	for _, err := range []error{
		s.KeepPlace(ctx, a.ID, annotations.Place{Version: v.ID, Pos: 3}, noon), s.KeepPlace(ctx, a.ID, place, noon),
		s.SetSetting(ctx, "k", "1", noon), s.SetSetting(ctx, "k", "2", noon),
		s.KeepAnalyses(ctx, "d", found(v, "{}")), s.KeepAnalyses(ctx, "e", found(v, `{"a":1}`)),
		s.RememberExports(ctx, map[string]string{"/x": "h1"}, noon), s.RememberExports(ctx, map[string]string{"/x": "h2", "/y": "h3"}, noon),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	s = open(t, path)
	if p, err := s.Place(ctx, a.ID); err != nil || p != place {
		t.Errorf("Place = %v, %v, want %v", p, err, place)
	}
	if m, err := s.Settings(ctx); err != nil || len(m) != 1 || m["k"] != "2" {
		t.Errorf("Settings = %v, %v", m, err)
	}
	if b, err := s.Analysis(ctx, v.ID, "e"); err != nil || string(b) != `{"a":1}` {
		t.Errorf("Analysis = %s, %v", b, err)
	}
	if b, err := s.Analysis(ctx, v.ID, "d"); err != nil || b != nil {
		t.Errorf("Analysis by another engine = %s, %v", b, err)
	}
	if all, err := s.LastExports(ctx, []string{"/x", "/y", "/z"}); err != nil || len(all) != 2 || all["/x"] != "h2" || all["/y"] != "h3" {
		t.Errorf("LastExports = %v, %v", all, err)
	}
}

// TestChangesOfOthers has two stores write in turn; each is told what the other did, and never its own.
func TestChangesOfOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	mine, theirs := open(t, path), open(t, path)
	_, v := addArticle(t, mine, "Title\n\nThe words of the article.\n")
	var want [2][]article.ID
	for i := range 2500 {
		s, e := mine, draft(v, article.Range{Start: 7, End: 10})
		if i%3 == 0 {
			s = theirs
			want[0] = append(want[0], e.To.ID)
		} else {
			want[1] = append(want[1], e.To.ID)
		}
		change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{e}})
		if i%100 == 0 { // a number that is given back and then used by another
			bad := e
			bad.To.ID, bad.To.Version = newID(), newID()
			if err := s.Change(t.Context(), annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 7, End: 8}), bad}}, debate.Edits{}, noon); err == nil {
				t.Fatal("a highlight on no version was kept")
			}
		}
	}
	for i, s := range []*store.Store{mine, theirs} {
		var got []article.ID
		for seq := int64(1); ; {
			rows, last, err := s.Changes(t.Context(), seq)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				if r.Article != v.Article {
					t.Fatalf("the change is of article %s", r.Article)
				}
				got = append(got, r.ID)
			}
			if last == seq {
				break
			}
			seq = last
		}
		if !reflect.DeepEqual(got, want[i]) {
			t.Errorf("store %d was told of %d changes, want %d", i, len(got), len(want[i]))
		}
	}
}

// TestTogether makes a library from many sides at once and writes to it from all of them.
func TestTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	const sides, each = 8, 10
	var wg sync.WaitGroup
	for range sides {
		wg.Go(func() {
			s, err := store.Open(t.Context(), path, store.Options{Create: true})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			for range each {
				if err := s.SetSetting(t.Context(), newID().String(), "v", noon); err != nil {
					t.Error(err)
				}
				if _, err := s.Settings(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if m, err := open(t, path).Settings(t.Context()); err != nil || len(m) != sides*each {
		t.Errorf("%d settings, %v, want %d", len(m), err, sides*each)
	}
}

func TestCancelled(t *testing.T) {
	s := fresh(t)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := s.SetSetting(ctx, "k", "v", noon); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if m, err := s.Settings(t.Context()); err != nil || len(m) > 0 {
		t.Errorf("Settings = %v, %v", m, err)
	}
}
