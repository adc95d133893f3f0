//go:build unix

package store

import (
	"errors"
	"io/fs"
	"path/filepath"
	"syscall"
)

// writable reports whether the file and its folder let us write. It opens neither: to close a file ends all
// locks that the process has on it.
func writable(path string) bool {
	const write = 2
	for _, p := range []string{path, path + "-wal", path + "-shm"} {
		if err := syscall.Access(p, write); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return false
		}
	}
	return syscall.Access(filepath.Dir(path), write) == nil
}
