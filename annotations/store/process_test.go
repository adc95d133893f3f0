package store_test

import (
	"bufio"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/store"
)

// writerEnv tells the test binary to be a program that writes to a library: its path, the version to mark,
// and how often, 0 for until it is killed.
const writerEnv = "PARLEY_TEST_WRITER"

// TestWriter is the other program of the tests below. It prints the id of what it has kept once that is kept.
func TestWriter(t *testing.T) {
	args := strings.Split(os.Getenv(writerEnv), "\n")
	if len(args) != 3 {
		t.Skip("is run by other tests")
	}
	s, err := store.Open(t.Context(), args[0], store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	v, err := s.VersionByID(t.Context(), uuid.MustParse(args[1]))
	if err != nil {
		t.Fatal(err)
	}
	var most int
	fmt.Sscan(args[2], &most)
	for i := 0; i < most || most == 0; i++ {
		e := pair(v)
		change(t, s, e)
		fmt.Printf("kept %s\n", e.Highlights[0].To.ID)
	}
}

// pair returns edits that make a highlight with the text of the id of a note, and that note.
func pair(v *article.Version) annotations.Edits {
	n := annotations.NoteEdit{To: annotations.NoteState{Note: annotations.Note{ID: newID(), Article: v.Article, Subject: v.Article, Text: strings.Repeat("x", 3000)}}}
	h := draft(v, article.Range{Start: 7, End: 10})
	h.To.Note = n.To.ID.String()
	return annotations.Edits{Highlights: []annotations.HighlightEdit{h}, Notes: []annotations.NoteEdit{n}}
}

// writer starts the other program; its output can be read line by line.
func writer(t *testing.T, path string, v *article.Version, most int) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestWriter$", "-test.v")
	c.Env = append(os.Environ(), fmt.Sprintf("%s=%s\n%s\n%d", writerEnv, path, v.ID, most))
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c, bufio.NewScanner(out)
}

// TestKilled kills a program while it writes, again and again. What it said was kept is there, what is there is
// whole, and the library opens.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	a, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	s.Close()
	kept := map[article.ID]bool{}
	rounds := 200
	if testing.Short() {
		rounds = 15
	}
	for round := range rounds {
		c, lines := writer(t, path, v, 0)
		for said := 0; lines.Scan(); {
			if id, ok := strings.CutPrefix(lines.Text(), "kept "); ok {
				kept[uuid.MustParse(id)] = true
				if said++; said == 1+round%15*3 {
					c.Process.Kill()
				}
			}
		}
		c.Wait() // it was killed
		s := open(t, path)
		hs, ns, err := s.Marks(t.Context(), a.ID)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		notes := map[string]bool{}
		for _, n := range ns {
			notes[n.ID.String()] = true
		}
		there := map[article.ID]bool{}
		for _, h := range hs {
			there[h.ID] = true
			if !notes[h.Note] {
				t.Errorf("round %d: a highlight without the note of the same change", round)
			}
		}
		if len(hs) != len(ns) {
			t.Errorf("round %d: %d highlights, %d notes", round, len(hs), len(ns))
		}
		for id := range kept {
			if !there[id] {
				t.Errorf("round %d: %s was kept and is gone", round, id)
			}
		}
		if rows, err := s.LastChange(t.Context()); err != nil || rows != int64(1+2*len(hs)) {
			t.Errorf("round %d: %d changes, %v, want %d", round, rows, err, 1+2*len(hs))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		whole(t, path)
	}
	if len(kept) < rounds {
		t.Errorf("only %d were kept", len(kept))
	}
}

// whole has SQLite check a file and what its rows refer to.
func whole(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var said string
	if err := db.QueryRow(`PRAGMA integrity_check`).Scan(&said); err != nil || said != "ok" {
		t.Errorf("integrity: %s, %v", said, err)
	}
	if err := db.QueryRow(`SELECT "table" FROM pragma_foreign_key_check`).Scan(&said); err != sql.ErrNoRows {
		t.Errorf("references: %s, %v", said, err)
	}
}

// TestProcesses has several programs write at once: each waits for the others, and none fails.
func TestProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	a, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	const programs, each = 3, 40
	var wg sync.WaitGroup
	for range programs {
		c, lines := writer(t, path, v, each)
		wg.Go(func() {
			for lines.Scan() {
				if !strings.HasPrefix(lines.Text(), "kept ") {
					t.Log(lines.Text())
				}
			}
			if err := c.Wait(); err != nil {
				t.Errorf("a program: %v", err)
			}
		})
	}
	for range each {
		change(t, s, pair(v))
	}
	wg.Wait()
	hs, ns, err := s.Marks(t.Context(), a.ID)
	if want := (programs + 1) * each; err != nil || len(hs) != want || len(ns) != want {
		t.Errorf("%d highlights, %d notes, %v, want %d", len(hs), len(ns), err, want)
	}
	var others int
	for seq := int64(0); ; {
		rows, last, err := s.Changes(t.Context(), seq)
		if err != nil {
			t.Fatal(err)
		}
		others += len(rows)
		if last == seq {
			break
		}
		seq = last
	}
	if want := programs * each * 2; others != want {
		t.Errorf("told of %d changes of others, want %d", others, want)
	}
}

// TestOpenedTwice opens a library twice in one program, and once more in another that ends before it. The locks
// of the first must outlive how the second looked at the file, or the other takes their log away.
func TestOpenedTwice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	a, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	again := open(t, path)
	for range 3 {
		change(t, s, pair(v))
		c, lines := writer(t, path, v, 1)
		for lines.Scan() {
		}
		if err := c.Wait(); err != nil {
			t.Errorf("the other program: %v", err)
		}
		change(t, again, pair(v))
	}
	for _, s := range []*store.Store{s, again} {
		if hs, _, err := s.Marks(t.Context(), a.ID); err != nil || len(hs) != 9 {
			t.Errorf("%d highlights, %v, want 9", len(hs), err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if hs, _, err := open(t, path).Marks(t.Context(), a.ID); err != nil || len(hs) != 9 {
		t.Errorf("opened anew: %d highlights, %v, want 9", len(hs), err)
	}
}
