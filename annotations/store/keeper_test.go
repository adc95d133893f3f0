package store_test

import (
	"bytes"
	"errors"
	"io/fs"
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

var keeper = store.Keeper{Now: func() time.Time { return noon }}

// TestBackupWhileWritten copies a library that another program writes to all the time: every copy is whole, and sound.
func TestBackupWhileWritten(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "library.db")
	s := open(t, path)
	a, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	c, lines := writer(t, path, v, 0)
	for range 5 {
		lines.Scan()
	}
	go func() {
		for lines.Scan() {
		}
	}()
	last := 0
	for n := range 5 {
		to := filepath.Join(dir, string(rune('a'+n))+".db")
		l, err := keeper.Backup(t.Context(), path, to, false)
		if err != nil || l.Articles != 1 || l.Highlights < last || 2*l.Highlights != l.Notes { // one on each mark, and one on the article with it
			t.Fatalf("copy %d: %+v, %v", n, l, err)
		}
		last = l.Highlights
		if r, err := keeper.Check(t.Context(), to, false); err != nil || !r.Sound() {
			t.Fatalf("copy %d: %+v, %v", n, r, err)
		}
		if left, _ := filepath.Glob(to + "-*"); len(left) > 0 {
			t.Errorf("beside the copy lie %q", left)
		}
	}
	c.Process.Kill()
	c.Wait()
	if hs, _, err := s.Marks(t.Context(), a.ID); err != nil || len(hs) < last {
		t.Errorf("%d marks, %v, after a copy with %d", len(hs), err, last)
	}
	if _, err := keeper.Backup(t.Context(), path, filepath.Join(dir, "a.db"), false); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a copy that is there is written over: %v", err)
	}
	if _, err := keeper.Backup(t.Context(), path, path, true); err == nil {
		t.Error("a library is its own copy")
	}
	other := filepath.Join(dir, "other.txt")
	words := bytes.Repeat([]byte("This is no library, and stays. "), 40)
	if err := os.WriteFile(other, words, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := keeper.Backup(t.Context(), path, other, true); !errors.Is(err, annotations.ErrForeign) {
		t.Errorf("a file of another kind is written over: %v", err)
	}
	if b, _ := os.ReadFile(other); !bytes.Equal(b, words) {
		t.Error("a file of another kind was changed")
	}
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name, sql, want string
		derived         bool
	}{
		{"a quotation", `UPDATE highlight SET exact = 'Other'`, "its quotation does not stand where it says", false},
		{"a text", `UPDATE version_text SET text = replace(text, 'words', 'lies!')`, "is not the one that was imported", false},
		{"no text", `DELETE FROM version_text`, "a version has no text", false},
		{"blocks", `UPDATE version_text SET blocks = x'ff'`, "cannot be read", false},
		{"a reference", `DELETE FROM version`, "refers to one of", false},
		{"a text that is not in the index", `DELETE FROM text_doc`, "1 texts are not in it", true},
		{"a text that is not searched", `DELETE FROM text_live`, "1 are taken for newer, older", true},
		{"a text of another length", `UPDATE text_live SET terms = 9`, "1 are taken for newer, older", true},
		{"a text of another day", `UPDATE text_live SET published = '2026'`, "1 are taken for newer, older", true},
		{"a text of another outlet", `UPDATE text_live SET outlet = ' post '`, "1 are taken for newer, older", true},
		{"words that are in no text", `INSERT INTO text_index (docid, terms) VALUES (99, 'zebra')`, "1 words are not found where they stand, such as “zebra”", true},
		{"shingles that are in no text", `INSERT INTO text_index (docid, terms) VALUES (99, '¶sabc')`, "does not have the shingles", true},
		{"an entry", `UPDATE entry_index SET terms = 'other'`, "entries do not have the words", true},
		{"an entry of nothing", `INSERT INTO entry_doc (kind, terms, id, article) VALUES (3, 1, '00000000-0000-7000-8000-000000000009', '')`, "1 entries", true},
		{"nothing", `SELECT 1`, "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "library.db")
			s := open(t, path)
			_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
			change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 7, End: 10})}})
			s.Close()
			sqlite(t, path, tt.sql)
			r, err := keeper.Check(t.Context(), path, false)
			if err != nil {
				t.Fatal(err)
			}
			if tt.want == "" {
				if !r.Sound() || r.Articles != 1 || r.Highlights != 1 {
					t.Errorf("Check = %+v", r)
				}
				return
			}
			all := ""
			derived := true
			for _, f := range r.Faults {
				all += f.What + "\n"
				derived = derived && f.Derived
			}
			if !strings.Contains(all, tt.want) || derived != tt.derived {
				t.Errorf("Check: derived %v, %s\nwant %v, %q", derived, all, tt.derived, tt.want)
			}
			again, err := keeper.Check(t.Context(), path, true)
			if err != nil || again.Sound() != tt.derived || again.Repaired != tt.derived {
				t.Errorf("after the repair: %+v, %v", again, err)
			}
		})
	}
}

func TestCheckDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	for range 50 {
		addArticle(t, s, "Title\n\n"+strings.Repeat("The words of the article. ", 200)+"\n")
	}
	s.Close()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(b) / 2; i < len(b)/2+20_000; i++ {
		b[i] ^= 0x5a
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := keeper.Check(t.Context(), path, true)
	if err != nil || r.Sound() || r.Repaired {
		t.Errorf("Check of a damaged file = %+v, %v", r, err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(after, b) {
		t.Error("what is damaged was changed")
	}
	if _, err := keeper.Backup(t.Context(), path, path+".copy", false); !errors.Is(err, annotations.ErrDamaged) {
		t.Errorf("a damaged library was backed up: %v", err)
	}
	if _, err := os.Stat(path + ".copy"); err == nil {
		t.Error("a damaged copy is there")
	}
}

func TestRestore(t *testing.T) {
	dir := t.TempDir()
	path, copied := filepath.Join(dir, "library.db"), filepath.Join(dir, "copy.db")
	s := open(t, path)
	a, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	if _, err := keeper.Backup(t.Context(), path, copied, false); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 7, End: 10})}})
	}
	seq, err := s.LastChange(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// Another store has the library open meanwhile, and sees it change.
	r, err := keeper.Restore(t.Context(), copied, path)
	if err != nil || r.Articles != 1 || r.Highlights != 0 || r.Saved == "" {
		t.Fatalf("Restore = %+v, %v", r, err)
	}
	if hs, _, err := s.Marks(t.Context(), a.ID); err != nil || len(hs) != 0 {
		t.Errorf("a store that was open sees %d marks, %v", len(hs), err)
	}
	others, _, err := s.Changes(t.Context(), seq)
	if err != nil || len(others) != 1 || others[0].Entity != "library" {
		t.Errorf("a store that was open is told %v, %v", others, err)
	}
	change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 7, End: 10})}})
	if l, err := keeper.Look(t.Context(), r.Saved); err != nil || l.Highlights != 3 {
		t.Errorf("what was there is kept as %+v, %v", l, err)
	}
	if c, err := keeper.Check(t.Context(), path, false); err != nil || !c.Sound() {
		t.Errorf("after the restoration: %+v, %v", c, err)
	}
	s.Close()

	// What cannot be restored leaves all as it is.
	before, _ := os.ReadFile(path)
	foreign, newer, broken := filepath.Join(dir, "foreign.db"), filepath.Join(dir, "newer.db"), filepath.Join(dir, "broken.db")
	if err := os.WriteFile(foreign, bytes.Repeat([]byte("words "), 200), 0o600); err != nil {
		t.Fatal(err)
	}
	closed(t, newer)
	sqlite(t, newer, `PRAGMA user_version = 99`)
	closed(t, broken)
	sqlite(t, broken, `DELETE FROM version`)
	for _, from := range []string{foreign, newer, broken, filepath.Join(dir, "nothing.db"), path} {
		if _, err := keeper.Restore(t.Context(), from, path); err == nil {
			t.Errorf("%s was restored", filepath.Base(from))
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Fatalf("%s changed the library", filepath.Base(from))
		}
	}

	// A damaged library is set aside.
	for _, harm := range []func([]byte){
		func(b []byte) {
			for i := range b[4096:] {
				b[4096+i] = 0xee
			}
		},
		func(b []byte) { clear(b[:4096]) },
	} {
		b := bytes.Clone(before)
		harm(b)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err = store.Keeper{Now: time.Now}.Restore(t.Context(), copied, path)
		if err != nil || r.Articles != 1 || r.Saved == "" {
			t.Fatalf("Restore over a damaged library = %+v, %v", r, err)
		}
		if kept, _ := os.ReadFile(r.Saved); !bytes.Equal(kept, b) {
			t.Error("the damaged library is not kept as it was")
		}
		time.Sleep(time.Second) // its name has the second
	}
	s = open(t, path)
	if es, err := s.Entries(t.Context(), 0); err != nil || len(es) != 1 {
		t.Errorf("the restored library has %d articles, %v", len(es), err)
	}
	if err := s.Change(t.Context(), annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 7, End: 10})}}, debate.Edits{}, noon); err != nil {
		t.Error(err)
	}
}

func TestRoll(t *testing.T) {
	path := filepath.Join(t.TempDir(), "my library.db")
	closed(t, path)
	day := time.Date(2024, 1, 20, 9, 0, 0, 0, time.UTC)
	k := store.Keeper{Now: func() time.Time { return day }}
	for range 500 {
		if made, err := k.Roll(t.Context(), path); err != nil || !made {
			t.Fatal(made, err)
		}
		if made, err := k.Roll(t.Context(), path); err != nil || made {
			t.Fatalf("twice a day: %v, %v", made, err)
		}
		day = day.AddDate(0, 0, 1)
		if day.Day()%3 == 0 { // not every day
			day = day.AddDate(0, 0, 2)
		}
	}
	all, err := k.Backups(t.Context(), path)
	if err != nil || len(all) < 18 || len(all) > 19 { // the first of this month may be among the last seven
		t.Fatalf("%d backups, %v: %q", len(all), err, all)
	}
	for i := range 6 {
		if all[i] <= all[i+1] {
			t.Errorf("they are not the newest first: %q", all)
		}
	}
	months := map[string]bool{}
	for _, name := range all {
		months[filepath.Base(name)[len("my library-"):][:7]] = true
	}
	if len(months) != 12 {
		t.Errorf("backups of %d months: %q", len(months), all)
	}
}

// TestOwn lets one do the background work for a library, and another once that has ended.
func TestOwn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	release, ok, err := keeper.Own(path)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	if _, ok, err := keeper.Own(path); err != nil || ok {
		t.Errorf("a second owner: %v, %v", ok, err)
	}
	release()
	again, ok, err := keeper.Own(path)
	if err != nil || !ok {
		t.Fatalf("after the first: %v, %v", ok, err)
	}
	again()
	if _, ok, err := keeper.Own(filepath.Join(path, "nowhere", "library.db")); err == nil || ok {
		t.Errorf("in no folder: %v, %v", ok, err)
	}
}

// TestReadOnly opens a library for reading only, though it could be written; what its log holds is read, too.
func TestReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	r, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if es, err := r.Entries(t.Context(), 0); err != nil || len(es) != 1 || !r.ReadOnly() {
		t.Errorf("%d articles, %v, for reading only: %t", len(es), err, r.ReadOnly())
	}
	err = r.Change(t.Context(), annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 7, End: 10})}}, debate.Edits{}, noon)
	if !errors.Is(err, annotations.ErrReadOnly) {
		t.Errorf("it was written: %v", err)
	}
	if _, err := store.Open(t.Context(), path+".none", store.Options{ReadOnly: true}); !errors.Is(err, annotations.ErrMissing) {
		t.Errorf("where there is none: %v", err)
	}
}

// TestOwnAnalysis lets one analyse a library, whoever does the rest of the background work.
func TestOwnAnalysis(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	window, ok, err := keeper.Own(path)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	defer window()
	release, ok, err := keeper.OwnAnalysis(path)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	if _, ok, err := keeper.OwnAnalysis(path); err != nil || ok {
		t.Errorf("a second one: %v, %v", ok, err)
	}
	release()
	again, ok, err := keeper.OwnAnalysis(path)
	if err != nil || !ok {
		t.Fatalf("after the first: %v, %v", ok, err)
	}
	again()
}
