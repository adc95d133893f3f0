package store

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"parley/annotations/article"
)

// TestTwoRestores lets a second restoration run while the first one backs the library up: neither writes over the backup of the other.
func TestTwoRestores(t *testing.T) {
	dir := t.TempDir()
	path, copied := filepath.Join(dir, "library.db"), filepath.Join(dir, "copy.db")
	addActor(t, path, 1)
	k := Keeper{Now: time.Now}
	if _, err := k.Backup(t.Context(), path, copied, false); err != nil {
		t.Fatal(err)
	}
	addActor(t, path, 2)
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
	if n := mostActors(t, k, path); n < 2 {
		t.Errorf("the fullest backup has %d actors, want 2", n)
	}
}

// TestRollOfAnEarlierState closes a window on an earlier copy of the library: the backup of the day, which has more, stays.
func TestRollOfAnEarlierState(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	addActor(t, path, 1)
	early, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	addActor(t, path, 2)
	now := time.Now().Add(-time.Hour)
	k := Keeper{Now: func() time.Time { return now }}
	if _, err := k.Roll(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, early, 0o600); err != nil {
		t.Fatal(err)
	}
	now = time.Now().Add(time.Minute)
	if _, err := k.RollLast(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if n := mostActors(t, k, path); n < 2 {
		t.Errorf("the fullest backup has %d actors, want 2", n)
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
	addActor(t, file, 1)
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

// addActor puts an actor into a library, which is made if there is none.
func addActor(t *testing.T, path string, n byte) {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	id := article.ID{6: 0x70, 8: 0x80, 15: n}
	err = s.write(t.Context(), func(tx *work) error {
		_, err := tx.ExecContext(t.Context(), `INSERT INTO actor (id, handle, name, kind, role, side, created, modified, revision) VALUES (?, ?, 'Ann', 1, '', '', 1, 1, 1)`, id, fmt.Sprint("p-", n))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(t.Context(), `INSERT INTO change (entity, id, article) VALUES ('debate', ?, '')`, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// mostActors returns how many actors the backup has that has most of them.
func mostActors(t *testing.T, k Keeper, path string) (n int) {
	t.Helper()
	all, err := k.Backups(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		has := 0
		if err := peeking(t.Context(), name, func(tx *sql.Tx) error {
			return tx.QueryRowContext(t.Context(), `SELECT count(*) FROM actor`).Scan(&has)
		}); err != nil {
			t.Fatal(err)
		}
		n = max(n, has)
	}
	return n
}
