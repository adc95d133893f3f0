package store_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/store"
)

func TestOpensWhileAnotherWrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	closed(t, path)
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	other, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	for _, q := range []string{`BEGIN IMMEDIATE`, `INSERT INTO setting (key, value, modified) VALUES ('a', 'b', 1)`} {
		if _, err := other.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now()
	s, err := store.Open(t.Context(), path, store.Options{Create: true})
	if err != nil {
		t.Fatalf("while another writes: %v", err)
	}
	defer s.Close()
	if found, err := s.Entries(t.Context(), 0); err != nil || len(found) != 1 {
		t.Errorf("%d articles, %v", len(found), err)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("another was waited for: %v", took)
	}
	if _, err := other.ExecContext(t.Context(), `ROLLBACK`); err != nil {
		t.Fatal(err)
	}
	if err := s.SetSetting(t.Context(), "a", "c", noon); err != nil {
		t.Errorf("after it: %v", err)
	}
}

// TestOddRows has another program write what cannot be. Whoever reads it is told what it is.
func TestOddRows(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good.db")
	s := open(t, good)
	a, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	h := draft(v, article.Range{Start: 7, End: 16})
	n := annotations.NoteState{Note: annotations.Note{ID: newID(), Article: a.ID, Subject: a.ID, Text: "A note."}}
	actor := debate.Actor{ID: newID(), Name: "The mayor", Aliases: []debate.Alias{{Name: "She", Form: debate.ByAlias}}}
	said := debate.Statement{ID: newID(), Article: a.ID, Version: v.ID, Actor: actor.ID}
	err := s.Change(t.Context(), annotations.Edits{Highlights: []annotations.HighlightEdit{h}, Notes: []annotations.NoteEdit{{To: n}}}, debate.Edits{
		Actors:     []debate.Edit[debate.Actor]{{To: debate.Status[debate.Actor]{Is: actor}}},
		Statements: []debate.Edit[debate.Statement]{{To: debate.Status[debate.Statement]{Is: said}}},
		Decisions:  []debate.DecisionEdit{{To: debate.Decision{Key: "k", Verdict: debate.Rejected}}},
	}, noon)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	marks := func(s *store.Store) error { _, _, err := s.Marks(t.Context(), a.ID); return err }
	library := func(s *store.Store) error { _, err := s.Library(t.Context()); return err }
	statements := func(s *store.Store) error { _, err := s.Statements(t.Context(), a.ID); return err }
	version := func(s *store.Store) error { _, _, err := s.Version(t.Context(), a.ID, 0); return err }
	handle := article.Handle
	tests := []struct {
		odd, says string
		read      func(*store.Store) error
	}{
		{`UPDATE highlight SET style = 4`, "4 is no style (" + handle('h', h.To.ID), marks},
		{`UPDATE highlight SET colour = 300`, "300 is no colour (" + handle('h', h.To.ID), marks},
		{`UPDATE highlight SET colour = -1`, "-1 is no colour", marks},
		{`UPDATE highlight SET colour = 'pink'`, `"pink" is no colour`, marks},
		{`UPDATE highlight SET tags = 'x'`, "tags", marks},
		{`UPDATE highlight SET start = 'x', end = 'y'`, `"start"`, marks},
		{`UPDATE highlight SET version = 'x'`, `"version"`, marks},
		{`UPDATE note SET kind = 9`, "9 is no subject of a note (" + handle('n', n.ID), marks},
		{`UPDATE actor SET kind = 4`, "4 is no kind of actor (" + handle(article.HandleActor, actor.ID), library},
		{`UPDATE alias SET form = 5`, "5 is no form of a name (" + handle(article.HandleActor, actor.ID), library},
		{`UPDATE decision SET verdict = 5`, "5 is no verdict", library},
		{`UPDATE statement SET stance = 6`, "6 is no stance (" + handle(article.HandleStatement, said.ID), statements},
		{`UPDATE statement SET attribution = 7`, "7 is no attribution", statements},
		{`UPDATE version_text SET text = CAST(x'54ff' AS TEXT)`, "not valid UTF-8 (" + handle('a', a.ID), version},
		{`UPDATE version_text SET text = 'T'`, "version 1", version},
		{`UPDATE version_text SET blocks = x'00'`, "the blocks of version 1", version},
		{`PRAGMA foreign_keys = off; DROP TABLE highlight`, "its table highlight is missing", marks},
		{`PRAGMA foreign_keys = off; DROP TABLE change`, "its table change is missing", func(s *store.Store) error { _, err := s.LastChange(t.Context()); return err }},
		{`PRAGMA user_version = 0`, "the number of their schema", nil},
		{`PRAGMA user_version = 1`, "its index decision_target is there", nil},
	}
	for _, x := range tests {
		path := filepath.Join(t.TempDir(), "library.db")
		write(t, path, read(t, good))
		sqlite(t, path, x.odd)
		s, err := store.Open(t.Context(), path, store.Options{})
		if err == nil {
			if x.read != nil {
				err = x.read(s)
			}
			s.Close()
		}
		if !errors.Is(err, annotations.ErrDamaged) || !strings.Contains(err.Error(), x.says) || strings.Contains(err.Error(), "sql") {
			t.Errorf("%s: %v, want %q", x.odd, err, x.says)
		}
	}
}

func TestDanglingLink(t *testing.T) {
	dir := t.TempDir()
	link, gone := filepath.Join(dir, "library.db"), filepath.Join(dir, "gone", "library.db")
	if err := os.Symlink(gone, link); err != nil {
		t.Skip(err)
	}
	for _, create := range []bool{true, false} {
		s, err := store.Open(t.Context(), link, store.Options{Create: create})
		if err == nil {
			s.Close()
			t.Fatalf("create %v: it is opened", create)
		}
		if !strings.Contains(err.Error(), "link to "+gone) || strings.Contains(err.Error(), "unable to open") {
			t.Errorf("create %v: %v", create, err)
		}
	}
	if _, err := os.Lstat(link); err != nil {
		t.Errorf("the link: %v", err)
	}
}

func TestEmptyFileBecomesPrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	write(t, path, nil)
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), path, store.Options{}); !errors.Is(err, annotations.ErrMissing) {
		t.Errorf("not to be made: %v", err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("what is no library yet: %v, %v", info.Mode(), err)
	}
	s := open(t, path)
	if !s.Fresh() {
		t.Error("it is not said to be fresh")
	}
	for _, p := range []string{path, path + "-wal", path + "-shm"} {
		if info, err := os.Stat(p); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("mode of %s: %v, %v", filepath.Base(p), info.Mode(), err)
		}
	}
}
