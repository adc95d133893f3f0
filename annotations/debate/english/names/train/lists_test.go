package main

import (
	"testing"

	"parley/annotations/debate/english/names"
)

// The word lists of the engine lie where the program looks for them, seen from the root of the repository.
func TestOwnLists(t *testing.T) {
	l := make(names.Listing)
	if err := own("../../text/lists", l); err != nil {
		t.Fatal(err)
	}
	if len(l) < 2000 {
		t.Errorf("the lists have %d entries", len(l))
	}
}
