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
// formats' do, in the order of their names. Hidden files, links to folders, and links to files outside of the folder are left out.
// Anything else is path itself. The error wraps [ErrNoFiles] or one of io/fs.
func Files(ctx context.Context, path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return []string{path}, nil // it is told of when it is read
	}
	root, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, fmt.Errorf("read the folder %s: %w", path, cause(err))
	}
	var out []string
	top := path + string(filepath.Separator) // of a link that was named, what it leads to
	err = filepath.WalkDir(top, func(p string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && p == top:
			return cause(err)
		case err != nil: // a folder in it that may not be read
			return nil
		case p != top && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.IsDir() && known(p) && isFile(root, p, d):
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

// isFile reports whether an entry is an ordinary file, or a link to one within root.
func isFile(root, path string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	to, err := filepath.EvalSymlinks(path)
	if err != nil {
		return false
	}
	if within, err := filepath.Rel(root, to); err != nil || !filepath.IsLocal(within) {
		return false
	}
	info, err := os.Lstat(to)
	return err == nil && info.Mode().IsRegular()
}

// known reports whether the name of a file ends as those of one of the formats do.
func known(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return slices.ContainsFunc(formats, func(f Format) bool { return slices.Contains(f.Extensions, ext) })
}
