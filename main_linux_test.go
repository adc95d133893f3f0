package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"
)

func TestDefaultDB(t *testing.T) {
	dir := t.TempDir()
	t.Cleanup(xdg.Reload)
	tests := []struct{ home, data, want string }{
		{dir, "", filepath.Join(dir, ".local", "share", "parley", "library.db")},
		{dir, filepath.Join(dir, "data"), filepath.Join(dir, "data", "parley", "library.db")},
		{"", filepath.Join(dir, "data"), filepath.Join(dir, "data", "parley", "library.db")},
		{"/", filepath.Join(dir, "data"), filepath.Join(dir, "data", "parley", "library.db")},
		{"", "", ""},
		{"/", "", ""},
		{"//", "", ""},
		{"here", "", ""},
	}
	for _, x := range tests {
		t.Setenv("HOME", x.home)
		t.Setenv("XDG_DATA_HOME", x.data)
		xdg.Reload()
		got, err := defaultDB()
		if got != x.want || (err == nil) != (x.want != "") {
			t.Errorf("home %q, data %q: %q, %v, want %q", x.home, x.data, got, err, x.want)
		}
		if err != nil && !strings.Contains(err.Error(), "--db") {
			t.Errorf("home %q: %v does not say what to do", x.home, err)
		}
		if x.want == "" {
			if status := run(t.Context(), []string{"list"}); status != 1 {
				t.Errorf("home %q: list ends with %d", x.home, status)
			}
		}
	}
}

// TestNoEmptyLibraryTakesThePlace imports where a library is not there, or is an empty file, that has left something: nothing is made.
func TestNoEmptyLibraryTakesThePlace(t *testing.T) {
	for name, x := range map[string]struct {
		left  string // a file that the library has left
		empty bool   // an empty file is at its place
		made  bool
	}{
		"nothing is left":              {"", false, true},
		"an empty file":                {"", true, true},
		"set aside":                    {"library.db.damaged-20260503-120000", false, false},
		"set aside, and an empty file": {"library.db.damaged-20260503-120000", true, false},
		"a backup":                     {"backups/library-2026-05-03.db", false, false},
		"a backup of another":          {"backups/library-work-2026-05-03.db", false, true},
		"another that was set aside":   {"work-library.db.damaged-20260503-120000", false, true},
	} {
		dir := t.TempDir()
		db, text := filepath.Join(dir, "library.db"), filepath.Join(dir, "text.txt")
		files := map[string]string{text: "A title\n\nSome words of a text.\n"}
		if x.left != "" {
			files[filepath.Join(dir, x.left)] = "words"
		}
		if x.empty {
			files[db] = ""
		}
		for path, words := range files {
			if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(words), 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		status := run(t.Context(), []string{"--db", db, "import", text})
		info, err := os.Stat(db)
		if made := err == nil && info.Size() > 0; made != x.made || (status == 0) != x.made {
			t.Errorf("%s: import ends with %d, and a library is made: %t, want %t", name, status, made, x.made)
		}
	}
}
