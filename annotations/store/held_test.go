package store_test

import (
	"os"
	"path/filepath"
	"testing"

	"parley/annotations"
)

// TestHold has two windows take up the same thing: one gets it, and no file stays behind.
func TestHold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	draft := annotations.ID{1}
	if keeper.Held(path, draft) {
		t.Error("it is held by nobody")
	}
	release, ok, err := keeper.Hold(path, draft)
	if err != nil || !ok {
		t.Fatalf("it cannot be held: %v", err)
	}
	if _, ok, err := keeper.Hold(path, draft); ok || err != nil || !keeper.Held(path, draft) {
		t.Errorf("a second window holds it: %t, %v", ok, err)
	}
	if keeper.Held(path, annotations.ID{2}) {
		t.Error("another thing is held")
	}
	release()
	if keeper.Held(path, draft) {
		t.Error("it is still held")
	}
	stale := path + "-draft-" + draft.String() // as a killed program leaves it
	if err := os.WriteFile(stale, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if keeper.Held(path, draft) {
		t.Error("a file of nobody holds it")
	}
	if _, err := os.Stat(stale); err == nil {
		t.Error("the file stays")
	}
}
