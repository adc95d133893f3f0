package main

import (
	"net"
	"os"
	"path/filepath"
	"testing"
)

func TestScreen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x:0")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for display, want := range map[string]bool{"": false, "nonsense": false, ":x": false, ":64999": false, "localhost:59000": false, path: true} {
		t.Setenv("DISPLAY", display)
		if err := screen(); (err == nil) != want {
			t.Errorf("DISPLAY=%q: %v", display, err)
		}
	}
}

func TestMistyped(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("notes", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]bool{"frobnicate": true, "notes": false, "a.txt": false, "dir/file": false, "https://example.org/": false} {
		if got := mistyped(word); got != want {
			t.Errorf("mistyped(%q) = %v, want %v", word, got, want)
		}
	}
}

func TestWindowArgs(t *testing.T) {
	for _, x := range []struct {
		args     []string
		db       string
		readOnly bool
		files    int
		ok       bool
	}{
		{nil, "", false, 0, true},
		{[]string{"a.txt", "--db", "x.db", "b.txt"}, "x.db", false, 2, true},
		{[]string{"--read-only", "--db=x.db", "--", "--db", "a.txt"}, "x.db", true, 2, true},
		{[]string{"--readonly"}, "", false, 0, false},
	} {
		db, readOnly, files, err := windowArgs(x.args)
		if (err == nil) != x.ok || x.ok && (db != x.db || readOnly != x.readOnly || len(files) != x.files) {
			t.Errorf("windowArgs(%q) = %q, %t, %q, %v", x.args, db, readOnly, files, err)
		}
	}
}
