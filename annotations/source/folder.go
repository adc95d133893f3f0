package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
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

// ErrManyFiles means that a folder holds more files than are listed.
var ErrManyFiles = fmt.Errorf("it holds more than %d files; the others were left out", folderMost)

// Files returns the files that path stands for: if it is a folder, those in it, and in the folders in it, that can be read, in the order
// of their names. A file whose name ends as one of the formats' do is one of them; of any other, the first bytes decide. Links to folders
// and folders that are hidden are passed over. Hidden files, links to files outside of the folder, and files of other kinds are left out,
// and counted. Anything else than a folder is path itself.
//
// The error joins one for each file and folder in it that cannot be opened, and may come with files. It wraps [ErrNoFiles],
// [ErrManyFiles] or one of io/fs.
func Files(ctx context.Context, path string) (files []string, left int, err error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return []string{path}, 0, nil // it is told of when it is read
	}
	root, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, 0, fmt.Errorf("read the folder %s: %w", path, cause(err))
	}
	f := folder{top: path + string(filepath.Separator), root: root} // of a link that was named, what it leads to
	err = filepath.WalkDir(f.top, func(p string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return f.visit(p, d, err)
	})
	switch {
	case err != nil:
		f.errs = append(f.errs, fmt.Errorf("read the folder %s: %w", path, err))
	case len(f.files) == 0 && len(f.errs) == 0:
		f.errs = append(f.errs, fmt.Errorf("read the folder %s: %w", path, ErrNoFiles))
	}
	return f.files, f.left, errors.Join(f.errs...)
}

// A folder is being listed.
type folder struct {
	top, root string // as it is named, and without links
	files     []string
	left      int // files that were left out
	errs      []error
}

// visit takes in what is at p, as a [fs.WalkDirFunc].
func (f *folder) visit(p string, d fs.DirEntry, err error) error {
	switch {
	case err != nil && p == f.top:
		return cause(err)
	case err != nil:
		f.errs = append(f.errs, fmt.Errorf("read the folder %s: %w", p, cause(err)))
		return nil
	case d.IsDir() && p != f.top && strings.HasPrefix(d.Name(), "."):
		return fs.SkipDir
	case d.IsDir():
		return nil
	}
	take := !strings.HasPrefix(d.Name(), ".") && isFile(f.root, p, d)
	if take && !known(p) {
		if take, err = readable(p); err != nil {
			f.errs = append(f.errs, fmt.Errorf("read %s: %w", p, cause(err)))
			return nil
		}
	}
	switch {
	case !take:
		f.left++
	case len(f.files) == folderMost:
		return ErrManyFiles
	default:
		f.files = append(f.files, p)
	}
	return nil
}

// headSize is how many bytes of a file decide whether it is readable.
const headSize = 1 << 12

// readable reports whether the first bytes of a file are those of one of the formats.
func readable(path string) (bool, error) {
	file, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer file.Close() // only read from
	head, err := io.ReadAll(io.LimitReader(file, headSize))
	if err != nil {
		return false, err
	}
	return readableHead(Input{Name: filepath.Base(path), Bytes: head}), nil
}

// readableHead reports whether in, of which only the first bytes are there, is of one of the formats.
func readableHead(in Input) bool {
	if isZip(in.Bytes) { // which other archives are, too
		return slices.ContainsFunc([]string{"mimetypeapplication/epub+zip", "META-INF/container.xml", "word/"}, func(sign string) bool {
			return bytes.Contains(in.Bytes, []byte(sign))
		})
	}
	if bytes.Contains(in.Bytes, []byte("<svg")) && !isHTML(in, "") {
		return false // a picture
	}
	for _, sign := range []string{"BZh", "fLaC", "RIFF", "MZ\x90", "7z\xbc\xaf"} {
		if bytes.HasPrefix(in.Bytes, []byte(sign)) {
			return false
		}
	}
	_, text, _, err := recognise(in)
	return err == nil && !garbled(text)
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
