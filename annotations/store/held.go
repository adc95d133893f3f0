package store

import (
	"fmt"
	"os"

	"github.com/gofrs/flock"

	"parley/annotations"
)

// Hold makes this window the one that goes on with what was begun and is not saved, and returns what ends that; ok is false while
// another window does. It is a lock on a file beside the library, so it ends with the process, too.
func (k Keeper) Hold(path string, draft annotations.ID) (release func(), ok bool, err error) {
	name := holdName(path, draft)
	l := flock.New(name, flock.SetPermissions(0o600))
	if ok, err = l.TryLock(); err != nil || !ok {
		if err != nil {
			err = fmt.Errorf("hold what was begun: %w", cause(err))
		}
		return nil, false, err
	}
	return func() {
		_ = os.Remove(name) // first, so that nobody's lock is removed
		_ = l.Close()       // it would end with the process
	}, true, nil
}

// Held reports whether a window goes on with what was begun. A file that a killed program left is removed.
func (k Keeper) Held(path string, draft annotations.ID) bool {
	if _, err := os.Lstat(holdName(path, draft)); err != nil {
		return false // also where it cannot be told: then it is better offered twice than never
	}
	release, ok, err := k.Hold(path, draft)
	if ok {
		release()
	}
	return !ok && err == nil
}

func holdName(path string, draft annotations.ID) string {
	return resolved(path) + "-draft-" + draft.String()
}
