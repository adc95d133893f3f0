package store

import (
	"fmt"

	"github.com/gofrs/flock"
)

// Own makes this process the one that does background work for the library at path, and returns what ends that; ok is false while
// another process is. It ends with the process, too. A link and the file that it leads to are one library.
func (k Keeper) Own(path string) (release func(), ok bool, err error) {
	l := flock.New(resolved(path)+"-owner", flock.SetPermissions(0o600))
	if ok, err = l.TryLock(); err != nil || !ok {
		if err != nil {
			err = fmt.Errorf("own the background work of %s: %w", path, cause(err))
		}
		return nil, false, err
	}
	return func() { _ = l.Close() }, true, nil // it would end with the process
}
