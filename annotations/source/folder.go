package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// folderMost is how many files of a folder are listed.
const folderMost = 100_000

// ErrNoFiles means that a folder holds no file that looks readable.
var ErrNoFiles = errors.New("it holds no file that can be read")

// Files returns the files that path stands for: if it is a folder, those in it, and in the folders in it, whose names end as one of the
// formats' do, in the order of their names; hidden ones and links to folders are left out. Anything else is path itself. The
// error wraps ErrNoFiles or one of io/fs.
func Files(ctx context.Context, path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return []string{path}, nil // it is told of when it is read
	}
	var out []string
	err = filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && p == path:
			return cause(err)
		case err != nil: // a folder in it that may not be read
			return nil
		case p != path && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.IsDir() && known(p) && isFile(p, d):
			if out = append(out, p); len(out) == folderMost {
				return fs.SkipAll
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the folder %s: %w", path, err)
	case len(out) == 0:
		return nil, fmt.Errorf("read the folder %s: %w", path, ErrNoFiles)
	}
	return out, nil
}

func isFile(path string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// known reports whether the name of a file ends as those of one of the formats do.
func known(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return slices.ContainsFunc(formats, func(f Format) bool { return slices.Contains(f.Extensions, ext) })
}
