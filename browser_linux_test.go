package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestBrowse has a script in the place of xdg-open.
func TestBrowse(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	const address = "https://example.org/?a=b&c"
	if err := browse(address); err == nil {
		t.Error("without xdg-open, nothing is said")
	}
	opened := filepath.Join(dir, "opened")
	for script, fails := range map[string]bool{
		"#!/bin/sh\nexit 3\n":                           true, // no browser is found
		"#!/bin/sh\nprintf %s \"$1\" >" + opened + "\n": false,
	} {
		if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := browse(address); (err != nil) != fails {
			t.Errorf("%q: %v", script, err)
		}
	}
	if b, err := os.ReadFile(opened); string(b) != address {
		t.Errorf("opened is %q, %v", b, err)
	}
}
