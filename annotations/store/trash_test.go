package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/store"
)

// A secret is a word that is to be gone. Each kind of thing has another, so that what is left tells where it was.
func secret(what string) string { return "zebrafish" + what }

// discarded makes a library in which an article, and what was filed, is in the trash or deleted, among others that stay; other texts are about the
// same words.
func discarded(t *testing.T, path string) *store.Store {
	t.Helper()
	s := open(t, path)
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range 30 {
		addArticle(t, s, fmt.Sprintf("Other %d\n\nOther words of number %d, which stay.\n", i, i))
	}
	a, v := addArticle(t, s, "Title\n\nThe words about the "+secret("text")+" and more "+strings.Repeat("of it "+secret("text")+" ", 700)+"\n")
	h := draft(v, article.Range{Start: 17, End: 32})
	h.To.Note, h.To.Tags = secret("note"), []string{secret("tag")}
	change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{h}})
	f := filedOn(v)
	f.actor.Name, f.actor.Role = secret("actor"), secret("role")
	f.actor.Aliases = []debate.Alias{{Name: secret("alias"), Form: debate.ByAlias}}
	f.dispute.Title = secret("dispute")
	for i := range f.dispute.Positions {
		f.dispute.Positions[i].Answer = secret("position")
	}
	must(fileIn(s, t, f.edits()))
	must(fileIn(s, t, debate.Edits{Decisions: []debate.DecisionEdit{{To: debate.Decision{Key: "actor:" + secret("key"), Verdict: debate.Merged, Target: f.actor.ID}}}}))
	must(fileIn(s, t, debate.Edits{Decisions: []debate.DecisionEdit{{To: debate.Decision{Key: debate.SuggestKey(a.ID), Verdict: debate.Rejected}}}}))
	must(s.KeepAnalyses(ctx, "e", debate.Kept{Version: v.ID, Sightings: []debate.Sighting{{Key: "actor:" + secret("sighting"), Name: secret("sighted"), Role: secret("held")}}}))
	must(s.RememberExports(ctx, map[string]string{"/home/" + secret("export") + ".md": "h"}, noon))
	sqlite(t, path, `INSERT INTO draft (id, kind, article, version, json, modified) VALUES ('d', 'note', '`+a.ID.String()+`', '`+v.ID.String()+`', '"`+secret("draft")+`"', 1)`)
	// Pages that are no longer used hold what they held.
	sqlite(t, path, `PRAGMA secure_delete = FAST`, `CREATE TABLE t (b)`, `INSERT INTO t VALUES ('`+strings.Repeat(secret("page")+" ", 5000)+`')`, `DROP TABLE t`)
	// What was written before is changed: the former words are in no row.
	renamed := f.actor
	renamed.Name = "Plain"
	must(fileIn(s, t, debate.Edits{Actors: []debate.Edit[debate.Actor]{edit(f.actor, renamed)}}))
	// All of it goes.
	st, err := s.ArticleStates(ctx, []article.ID{a.ID})
	must(err)
	to := st[0]
	to.Gone = true
	change(t, s, annotations.Edits{Articles: []annotations.ArticleEdit{{From: st[0], To: to}}})
	e := debate.Edits{}
	for _, x := range f.edits().Statements {
		e.Statements = append(e.Statements, debate.Edit[debate.Statement]{From: x.To, To: gone(x.To.Is)})
	}
	e.Actors = []debate.Edit[debate.Actor]{{From: is(renamed), To: gone(renamed)}}
	e.Disputes = []debate.Edit[debate.Dispute]{{From: is(f.dispute), To: gone(f.dispute)}}
	must(fileIn(s, t, e))
	return s
}

// TestEmptyTrashLeavesNothing looks for what was deleted in the file and its log, while the library is open and after it is closed.
func TestEmptyTrashLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := discarded(t, path)
	left := func(when string) {
		t.Helper()
		for _, end := range []string{"", "-wal", "-shm"} {
			b, err := os.ReadFile(path + end)
			if err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
			low := bytes.ToLower(b)
			for at := bytes.Index(low, []byte("zebrafish")); at >= 0; at = -1 {
				t.Errorf("%s, library.db%s has %q", when, end, b[max(0, at-20):min(len(b), at+30)])
			}
		}
	}
	if n, err := s.EmptyTrash(t.Context(), noon.AddDate(1, 0, 0)); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	left("when the trash is empty")
	q := annotations.Query{All: [][]article.SearchWord{article.SearchWords("stay")}}
	if h, err := s.Search(t.Context(), q, 10); err != nil || h.Counts[annotations.HitText] != 30 {
		t.Errorf("of others, %v are found, %v", h.Counts, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	left("when it is closed")
	if r, err := keeper.Check(t.Context(), path, false); err != nil || !r.Sound() || r.Articles != 30 {
		t.Errorf("%+v, %v", r, err)
	}
	for table, want := range map[string]int{"actor": 0, "alias": 0, "dispute": 0, "position": 0, "decision": 0, "draft": 0, "statement": 0, "highlight": 0, "export": 1} {
		n := -1
		if raw(t, path, `SELECT count(*) FROM `+table, &n); n != want {
			t.Errorf("%s has %d rows, want %d", table, n, want)
		}
	}
}

// TestEmptyTrashOfAnEarlierRelease has a library that an earlier release has written, which wrote over nothing and left words in the index.
func TestEmptyTrashOfAnEarlierRelease(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := discarded(t, path)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sqlite(t, path, `PRAGMA secure_delete = OFF`, `UPDATE library SET clean = 0`, `PRAGMA secure_delete = OFF; WITH n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 40)
			INSERT INTO setting (key, value, modified) SELECT 's' || i, iif(i % 2, '`+secret("row")+`', 'plain words'), 1 FROM n;
			DELETE FROM setting WHERE value LIKE 'zebra%'`,
		`INSERT INTO text_index (docid, terms) VALUES (9999, '`+secret("forgotten")+`')`, `UPDATE forgotten SET texts = 1`)
	s = open(t, path)
	if n, err := s.EmptyTrash(t.Context(), noon.AddDate(1, 0, 0)); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if b := read(t, path); bytes.Contains(bytes.ToLower(b), []byte("zebrafish")) {
		t.Error("words are left")
	}
	if r, err := keeper.Check(t.Context(), path, false); err != nil || !r.Sound() {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestEmptyTrashKeepsWhatIsUsed deletes an actor, a dispute and a position that a statement which is left refers to.
func TestEmptyTrashKeepsWhatIsUsed(t *testing.T) {
	s, f := furnished(t)
	path := s.Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sqlite(t, path, `UPDATE actor SET deleted = 1`, `UPDATE dispute SET deleted = 1`, `UPDATE position SET deleted = 1 WHERE answer = 'Two'`)
	s = open(t, path)
	if _, err := s.EmptyTrash(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sqlite(t, path, `UPDATE actor SET deleted = NULL`, `UPDATE dispute SET deleted = NULL`, `UPDATE position SET deleted = NULL`)
	s = open(t, path)
	defer s.Close()
	f.stands(t, s, 1)
}

// TestChangesArePruned writes more changes than are kept: the newest are there, and a store that has not seen those that are not is told that anything may
// have changed, unless it has made them itself.
func TestChangesArePruned(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	other := open(t, path)
	seen, err := other.LastChange(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Library(t.Context()); err != nil {
		t.Fatal(err)
	}
	var e annotations.Edits
	for range 100 {
		e.Highlights = append(e.Highlights, draft(v, article.Range{Start: 7, End: 10}))
	}
	change(t, s, e)
	sqlite(t, path, `INSERT INTO change (seq, entity, id, article) SELECT max(seq) + 12000 - (max(seq) % 1000) - 50, 'note', '00000000-0000-7000-8000-000000000009', '' FROM change`)
	for i := range e.Highlights {
		e.Highlights[i].To.ID = newID()
	}
	change(t, s, e)
	n := 0
	if raw(t, path, `SELECT count(*) FROM change`, &n); n > 10_000 || n < 100 {
		t.Errorf("%d changes are kept", n)
	}
	others, last, err := other.Changes(t.Context(), seen)
	if err != nil || len(others) != n+1 || others[0].Entity != "library" {
		t.Errorf("a store that has missed some is told %d, %v", len(others), err)
	}
	if others, _, err = other.Changes(t.Context(), last); err != nil || len(others) > 0 {
		t.Errorf("and then %v, %v", others, err)
	}
	if others, _, err = other.Changes(t.Context(), last-50); err != nil || len(others) != 50 {
		t.Errorf("one that has seen all but the last is told %d, %v", len(others), err)
	}
	if l, err := other.Library(t.Context()); err != nil || l == nil {
		t.Error(err)
	}
}
