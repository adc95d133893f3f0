package store_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/store"
)

// filled makes a library of some articles with marks.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	for i := range 40 {
		_, v := addArticle(t, s, fmt.Sprintf("Title %d\n\nThe words of article number %d about the zebrafish.\n\n%s\n", i, i, strings.Repeat("More of it. ", 60)))
		change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 9, End: 18})}})
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sqlite(t, path, `INSERT INTO draft (id, kind, article, version, json, modified) SELECT 'd', 'note', article, id, '{}', 1 FROM version LIMIT 1`)
	return path
}

// pageOf returns the first page of a table or an index, counted from 0, and the size of pages.
func pageOf(t *testing.T, path, name string) (page, size int64) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro&immutable=1")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(`SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master WHERE name = ?`, name).Scan(&page, &size); err != nil {
		t.Fatal(err)
	}
	return page - 1, size
}

func overwrite(t *testing.T, path string, at int64, with []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt(with, at); err != nil {
		t.Fatal(err)
	}
}

// TestRebuild damages pages of a library: where only what is derived is damaged, repair brings all of it back.
func TestRebuild(t *testing.T) {
	for _, x := range []struct {
		table string
		whole bool
	}{
		{"text_index_segments", true},
		{"text_index_segdir", true},
		{"entry_index_content", true},
		{"entry_doc", true},
		{"text_doc", true},
		{"text_live_published", true},
		{"text_doc_article", true},
		{"article_created", true},
		{"sighting", true},
		{"version_text", false},
		{"highlight", false},
		{"version", false},
	} {
		t.Run(x.table, func(t *testing.T) {
			path := filled(t)
			page, size := pageOf(t, path, x.table)
			overwrite(t, path, page*size, bytes.Repeat([]byte("Z"), 600))
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			r, err := keeper.Check(t.Context(), path, false)
			if err != nil || r.Sound() {
				t.Fatalf("it is said to be sound: %+v, %v", r, err)
			}
			release, own, err := keeper.Own(path) // as a window does
			if err != nil || !own {
				t.Fatal(own, err)
			}
			_, err = keeper.Check(t.Context(), path, true)
			release()
			if !errors.Is(err, annotations.ErrBusy) {
				t.Errorf("while a window has it open: %v", err)
			}
			r, err = keeper.Check(t.Context(), path, true)
			if !x.whole {
				after, e := os.ReadFile(path)
				if e != nil || !bytes.Equal(before, after) {
					t.Errorf("what cannot be repaired was changed: %v", e)
				}
				if r.Sound() && err == nil {
					t.Error("what is lost is said to be repaired")
				}
				return
			}
			if err != nil || !r.Sound() || !r.Repaired || r.Articles != 40 || r.Highlights != 40 || r.Saved == "" {
				t.Fatalf("after the repair: %+v, %v", r, err)
			}
			drafts := 0
			if raw(t, path, `SELECT count(*) FROM draft`, &drafts); drafts != 1 {
				t.Errorf("after the repair there are %d drafts", drafts)
			}
			if kept, err := os.ReadFile(r.Saved); err != nil || !bytes.Equal(kept, before) {
				t.Errorf("the damaged file is not kept: %v", err)
			}
			s := open(t, path)
			defer s.Close()
			q := annotations.Query{All: [][]article.SearchWord{article.SearchWords("zebrafish")}}
			if h, err := s.Search(t.Context(), q, 10); err != nil || h.Counts[annotations.HitText] != 40 {
				t.Errorf("found %v, %v", h.Counts, err)
			}
			left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".parley-*"))
			if err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

// TestRebuildWithLog repairs a library that a program has left without closing it: what its log holds is there afterwards.
func TestRebuildWithLog(t *testing.T) {
	path := filled(t)
	page, size := pageOf(t, path, "entry_doc")
	overwrite(t, path, page*size, bytes.Repeat([]byte("Z"), 600))
	s := open(t, path)
	if err := s.SetSetting(t.Context(), "last", "words", noon); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(t.TempDir(), "library.db")
	for _, end := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + end)
		if err == nil {
			err = os.WriteFile(left+end, b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	r, err := keeper.Check(t.Context(), left, true)
	if err != nil || !r.Sound() || r.Saved == "" || r.Articles != 40 {
		t.Fatalf("%+v, %v", r, err)
	}
	again := open(t, left)
	defer again.Close()
	if m, err := again.Settings(t.Context()); err != nil || m["last"] != "words" {
		t.Errorf("the settings are %v, %v", m, err)
	}
}

// TestDamagedBeginning has the first bytes of a library be others: it is a damaged library, no other program's, and a backup takes its place.
func TestDamagedBeginning(t *testing.T) {
	for _, at := range []int64{0, 10, 18, 24, 40, 60, 68} {
		path := filled(t)
		backup := filepath.Join(t.TempDir(), "backup.db")
		if _, err := keeper.Backup(t.Context(), path, backup, false); err != nil {
			t.Fatal(err)
		}
		overwrite(t, path, at, bytes.Repeat([]byte("Z"), 32))
		if s, err := store.Open(t.Context(), path, store.Options{Create: true}); err == nil {
			s.Close()
			t.Errorf("damaged at %d it is opened", at)
		} else if !isDamaged(err) {
			t.Errorf("damaged at %d: %v", at, err)
		}
		r, err := keeper.Restore(t.Context(), backup, path)
		if err != nil || r.Saved == "" || r.Look.Articles != 40 {
			t.Errorf("damaged at %d, restored: %+v, %v", at, r, err)
		}
	}
}

func isDamaged(err error) bool {
	return strings.Contains(err.Error(), annotations.ErrDamaged.Error()) || strings.Contains(err.Error(), "later release")
}

// TestGone empties the trash and repairs: nothing of what was deleted is in the file.
func TestGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	a, v := addArticle(t, s, "Title\n\nThe words about the zebrafish.\n")
	change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 17, End: 32})}})
	addArticle(t, s, "Other\n\nOther words.\n")
	from, err := s.ArticleStates(t.Context(), []article.ID{a.ID})
	if err != nil {
		t.Fatal(err)
	}
	to := from[0]
	to.Gone = true
	change(t, s, annotations.Edits{Articles: []annotations.ArticleEdit{{From: from[0], To: to}}})
	if n, err := s.EmptyTrash(t.Context(), noon.AddDate(1, 0, 0)); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err := keeper.Check(t.Context(), path, true); err != nil || !r.Sound() || r.Articles != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	b, err := os.ReadFile(path)
	if err != nil || bytes.Contains(bytes.ToLower(b), []byte("zebrafish")) || !bytes.Contains(b, []byte("Other words")) {
		t.Errorf("what was deleted is in the file still, or more is gone: %v", err)
	}
}

// TestMissed has SQLite not find some articles of a damaged library: those that it finds are listed, and it is said that there are others.
func TestMissed(t *testing.T) {
	path := filled(t)
	sqlite(t, path, `DELETE FROM version WHERE id IN (SELECT id FROM version LIMIT 3)`)
	s := open(t, path)
	defer s.Close()
	all, err := s.Entries(t.Context(), 0)
	if len(all) != 37 || !errors.Is(err, annotations.ErrDamaged) || !strings.Contains(err.Error(), "3 of 40 articles cannot be read: a-") {
		t.Errorf("%d articles, %v", len(all), err)
	}
	if all, err := s.Entries(t.Context(), 10); len(all) != 10 || err != nil {
		t.Errorf("of the newest: %d, %v", len(all), err)
	}
}
