package main

import (
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
