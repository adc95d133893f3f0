package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"parley/annotations/store"
)

// TestBackupBeforeEveryMigration migrates libraries of an earlier schema twice on one day: what the second holds is in a backup, too, and the
// same is not kept twice.
func TestBackupBeforeEveryMigration(t *testing.T) {
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	addArticle(t, s, "Title\n\nThe words of the article.\n")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sqlite(t, path, `PRAGMA wal_checkpoint(TRUNCATE)`)
	migrate := func(old string) {
		t.Helper()
		s, err := store.Open(t.Context(), old, store.Options{Now: func() time.Time { return noon }})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	old := older(t, path, files[:5])
	first := older(t, path, files[:5]) // the same once more
	migrate(old)
	write(t, old, read(t, first))
	migrate(old)
	if all, err := keeper.Backups(t.Context(), old); err != nil || len(all) != 1 {
		t.Fatalf("the same is backed up as %q, %v", all, err)
	}

	s = open(t, path)
	addArticle(t, s, "Another\n\nWords that came in later.\n")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sqlite(t, path, `PRAGMA wal_checkpoint(TRUNCATE)`)
	write(t, old, read(t, older(t, path, files[:5])))
	migrate(old)
	all, err := keeper.Backups(t.Context(), old)
	if err != nil || len(all) != 2 {
		t.Fatalf("its backups are %q, %v", all, err)
	}
	articles := map[int]bool{}
	for _, b := range all {
		l, err := keeper.Look(t.Context(), b)
		if err != nil {
			t.Fatal(err)
		}
		articles[l.Articles] = true
	}
	if !articles[1] || !articles[2] {
		t.Errorf("the backups hold %v articles, want 1 and 2", articles)
	}
}
