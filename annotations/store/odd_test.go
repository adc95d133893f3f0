package store_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

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
	if found, err := s.Entries(t.Context()); err != nil || len(found) != 1 {
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
