package store

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/annotations"
)

// TestTwoRestores lets a second restoration run while the first one backs the library up: neither writes over the backup of the other.
func TestTwoRestores(t *testing.T) {
	dir := t.TempDir()
	path, copied := filepath.Join(dir, "library.db"), filepath.Join(dir, "copy.db")
	addTo(t, path, "Article 1")
	k := Keeper{Now: time.Now}
	if _, err := k.Backup(t.Context(), path, copied, false); err != nil {
		t.Fatal(err)
	}
	addTo(t, path, "Article 2")
	second := false
	slow := Keeper{Now: time.Now, Progress: func(what string, _ float64) {
		parts, _ := filepath.Glob(filepath.Join(backupFolder(path), ".parley-*")) // the pattern is right
		if what != "checking the copy" || second || len(parts) == 0 {
			return
		}
		second = true
		if _, err := k.Restore(t.Context(), copied, path); err != nil {
			t.Error(err)
		}
	}}
	if _, err := slow.Restore(t.Context(), copied, path); err != nil || !second {
		t.Fatal(err, second)
	}
	if n := mostArticles(t, k, path); n < 2 {
		t.Errorf("the fullest backup has %d articles, want 2", n)
	}
}

// TestRollOfAnEarlierState closes a window on an earlier copy of the library: the backup of the day, which has more, stays.
func TestRollOfAnEarlierState(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	addTo(t, path, "Article 1")
	early := readAll(t, path)
	addTo(t, path, "Article 2")
	now := time.Now().Add(-time.Hour)
	k := Keeper{Now: func() time.Time { return now }}
	if _, err := k.Roll(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	lay(t, path, early)
	now = time.Now().Add(time.Minute)
	if _, err := k.RollLast(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if n := mostArticles(t, k, path); n < 2 {
		t.Errorf("the fullest backup has %d articles, want 2", n)
	}
}

// TestMigrationOfADamagedMark opens a library of schema 6 with a highlight whose tags cannot be read.
func TestMigrationOfADamagedMark(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	all, err := steps()
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	for _, q := range append(all[:6:6], fmt.Sprintf(`PRAGMA user_version = 6; PRAGMA application_id = %d`, applicationID),
		`INSERT INTO highlight (id, handle, article, version, start, end, exact, prefix, suffix, block, style, colour, tags, note, created, modified, revision)
			VALUES ('01980000-0000-7000-8000-000000000001', 'h-1', '01980000-0000-7000-8000-000000000002', '01980000-0000-7000-8000-000000000003', 0, 3, 'The', '', '', 0, 0, 1, '["a', '', 1, 1, 1)`) {
		if _, err := db.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestLinkedLibrary names a library by a link and by its file: both are one library, with one owner and the same backups.
func TestLinkedLibrary(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "real"), 0o700); err != nil {
		t.Fatal(err)
	}
	file, link := filepath.Join(dir, "real", "library.db"), filepath.Join(dir, "linked.db")
	addTo(t, file, "Article 1")
	if err := os.Symlink(file, link); err != nil {
		t.Skip("no links here")
	}
	k := Keeper{Now: time.Now}
	release, ok, err := k.Own(link)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	defer release()
	if _, ok, err := k.Own(file); ok || err != nil {
		t.Errorf("the file has another owner than its link: %t, %v", ok, err)
	}
	if _, err := k.Keep(t.Context(), link); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Roll(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{file, link} {
		if all, err := k.Backups(t.Context(), path); err != nil || len(all) != 2 {
			t.Errorf("%s has the backups %q, %v, want 2", filepath.Base(path), all, err)
		}
	}
}

// renamed calls f after each renaming.
type renamed struct {
	osFiles
	f func(to string)
}

// Rename renames a file and calls r.f.
func (r renamed) Rename(from, to string) error {
	err := r.osFiles.Rename(from, to)
	r.f(to)
	return err
}

// TestReplaceOpenWhileWritten has a window write to a damaged library that it has open, between the two copies of a restoration: what it was told
// is saved is in the library or in what is kept of it.
func TestReplaceOpenWhileWritten(t *testing.T) {
	dir := t.TempDir()
	path, copied := filepath.Join(dir, "library.db"), filepath.Join(dir, "copy.db")
	addTo(t, path, "Article 1")
	k := Keeper{Now: time.Now}
	if _, err := k.Backup(t.Context(), path, copied, false); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `INSERT INTO reading VALUES ('nothing', 'nothing', 0, 0, 0, 0)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	release, _, err := k.Own(path)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	wrote := false
	k.files = renamed{f: func(to string) {
		if asidePattern.MatchString(to[min(len(path), len(to)):]) {
			wrote = true
			if err := s.SetSetting(t.Context(), "acknowledged", "yes", time.Now()); err != nil {
				t.Error(err)
			}
		}
	}}
	if _, err := k.Restore(t.Context(), copied, path); !errors.Is(err, annotations.ErrBusy) || !wrote {
		t.Errorf("Restore = %v, wrote %t, want ErrBusy after a write", err, wrote)
	}
	if m, err := s.Settings(t.Context()); err != nil || m["acknowledged"] != "yes" {
		t.Errorf("the settings are %v, %v", m, err)
	}
}

// TestRepairWhileWritten has a command write while the index of a damaged library is made again: the repair gives up, and the write stays.
func TestRepairWhileWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	for n := range 120 { // the progress is told after every hundred
		addTo(t, path, fmt.Sprint("Article ", n))
	}
	at := rootOf(t, path, "entry_doc")
	b := readAll(t, path)
	for i := range 600 {
		b[at+i] = 'Z'
	}
	lay(t, path, b)
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.SetSetting(t.Context(), "before", "x", time.Now()); err != nil {
		t.Fatal(err)
	}
	wrote := false
	k := Keeper{Now: time.Now, Progress: func(what string, _ float64) {
		if strings.HasPrefix(what, "making the index") && !wrote {
			wrote = true
			if err := s.SetSetting(t.Context(), "acknowledged", "yes", time.Now()); err != nil {
				t.Error(err)
			}
		}
	}}
	_, err = k.Check(t.Context(), path, true)
	if !wrote {
		t.Fatalf("the index was not made: %v", err)
	}
	again, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if m, err := again.Settings(t.Context()); err != nil || m["acknowledged"] != "yes" {
		t.Errorf("the settings are %v, %v", m, err)
	}
}

// mostArticles returns how many articles the backup has that has most of them.
func mostArticles(t *testing.T, k Keeper, path string) (n int) {
	t.Helper()
	all, err := k.Backups(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		has := 0
		if err := peeking(t.Context(), name, func(tx *sql.Tx) error {
			return tx.QueryRowContext(t.Context(), `SELECT count(*) FROM article`).Scan(&has)
		}); err != nil {
			t.Fatal(err)
		}
		n = max(n, has)
	}
	return n
}
