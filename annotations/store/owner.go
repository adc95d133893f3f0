package store

import (
	"fmt"

	"github.com/gofrs/flock"
)

// Own makes this process the one that does background work for the library at path, and returns what ends that; ok is false while
// another process is. It ends with the process, too. A link and the file that it leads to are one library.
func (k Keeper) Own(path string) (release func(), ok bool, err error) {
	return takeLock(path, "-owner", "own the background work of")
}

// OwnAnalysis makes this process the one that analyses the library at path, in the same way. It is a lock of its own, so that a command can
// analyse the library while a window has it open but does not.
func (k Keeper) OwnAnalysis(path string) (release func(), ok bool, err error) {
	return takeLock(path, "-analysis", "own the analysis of")
}

func takeLock(path, suffix, act string) (release func(), ok bool, err error) {
	l := flock.New(resolved(path)+suffix, flock.SetPermissions(0o600))
	if ok, err = l.TryLock(); err != nil || !ok {
		if err != nil {
			err = fmt.Errorf("%s %s: %w", act, path, cause(err))
		}
		return nil, false, err
	}
	return func() { _ = l.Close() }, true, nil // it would end with the process
}
