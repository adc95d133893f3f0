package exporting_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"parley/annotations"
	"parley/annotations/debate"
	"parley/app/desk"
)

// broken is a shelf on a disk that cannot be read any more, once it is on.
type broken struct {
	desk.Shelf
	on bool
}

// Wholes fails once b is on.
func (b *broken) Wholes(ctx context.Context, ids []annotations.ID, w annotations.Want) ([]annotations.Whole, []debate.Statement, error) {
	if b.on {
		return nil, nil, errors.New("disk I/O error")
	}
	return b.Shelf.Wholes(ctx, ids, w)
}

// TestUnreadableDisk exports again when the disk fails: the file that is there stays, and the error is said.
func TestUnreadableDisk(t *testing.T) {
	_, c := shelf(t, 5)
	b := &broken{Shelf: c.Shelf}
	d, err := desk.New(t.Context(), b, desk.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "out")
	j := job(t, d, "markdown")
	if _, err = j.File(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b.on = true
	if _, err := j.File(t.Context(), path); err == nil {
		t.Error("no error is returned")
	}
	if now, err := os.ReadFile(path); err != nil || string(now) != string(good) {
		t.Errorf("the file has %d bytes, %v; want the %d that it had", len(now), err, len(good))
	}
}
