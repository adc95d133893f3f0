package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"parley/annotations"
)

// TestNoEmptyLibrary holds that no empty library takes the place of one that has been: where its folder is not there, or backups of it are.
func TestNoEmptyLibrary(t *testing.T) {
	put := func(path, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, x := range map[string]struct {
		made  func(db string)
		named bool
		want  error
	}{
		"the first start":              {func(string) {}, false, nil},
		"a new one in a folder":        {func(db string) { put(filepath.Join(filepath.Dir(db), "other"), "") }, true, nil},
		"a disk that is not connected": {func(string) {}, true, annotations.ErrNoFolder},
		"only its backups are there":   {func(db string) { put(filepath.Join(filepath.Dir(db), "backups", "library-2026-05-03.db"), "x") }, false, annotations.ErrLost},
		"it is empty, its backups there": {func(db string) {
			put(db, "")
			put(filepath.Join(filepath.Dir(db), "backups", "library-2026-05-03.db"), "x")
		}, true, annotations.ErrLost},
		"it is there": {func(db string) { put(db, "words") }, true, nil},
	} {
		db := filepath.Join(t.TempDir(), "folder", "library.db")
		x.made(db)
		err := noneYet(db, x.named)
		if !errors.Is(err, x.want) || x.want == nil && err != nil {
			t.Errorf("%s: %v, want %v", name, err, x.want)
		}
		t.Setenv(beginning, db) // unless the reader has said so
		if err := noneYet(db, x.named); err != nil {
			t.Errorf("%s: begun on purpose, it is %v", name, err)
		}
		t.Setenv(beginning, "")
	}
}
