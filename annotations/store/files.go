package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

// A filer does what a Keeper does to files without SQLite. Tests have each of it fail.
type filer interface {
	Link(from, to string) error
	Copy(from, to string) error // to must not be there
	Rename(from, to string) error
	Remove(name string) error
}

// osFiles is the file system.
type osFiles struct{}

func (osFiles) Link(from, to string) error   { return os.Link(from, to) }
func (osFiles) Rename(from, to string) error { return os.Rename(from, to) }
func (osFiles) Remove(name string) error     { return os.Remove(name) }

func (osFiles) Copy(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() // only read from
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		_ = os.Remove(to) // half of a copy is no use
	}
	return err
}

func (k Keeper) disk() filer {
	if k.files != nil {
		return k.files
	}
	return osFiles{}
}

// syncFolder has the disk keep which names a folder holds. Not every system can, so that an error says nothing.
func syncFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync()
		_ = f.Close() // only read from
	}
}

// besides are the ends of the names of the files that SQLite has beside a library. What the first two hold belongs to the library: without
// them it may be an earlier one, and beside another library they would damage it. The third is made again from the first.
var besides = [...]string{"-wal", "-journal", "-shm"}

// A partial is a file that is being made in the folder of the one whose place it will take.
type partial string

// newPartial makes an empty one in a folder, which is made if need be.
func newPartial(dir string) (partial, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", cause(err)
	}
	f, err := os.CreateTemp(dir, ".parley-*.part")
	if err != nil {
		return "", cause(err)
	}
	return partial(f.Name()), cause(f.Close())
}

// remove deletes it, with what SQLite has left beside it; it does nothing once it has another name.
func (p partial) remove() {
	for _, end := range append(besides[:], "") {
		_ = os.Remove(string(p) + end)
	}
}

// alone returns an error if something is still in a log beside it.
func (p partial) alone() error {
	for _, end := range besides[:2] {
		if info, err := os.Stat(string(p) + end); err == nil && info.Size() > 0 {
			return fmt.Errorf("what was written is not in the file yet, but in %s", filepath.Base(string(p))+end)
		}
	}
	return nil
}

// place gives it the name to, in the place of what has that name, and has the disk keep that.
func (k Keeper) place(p partial, to string) error {
	if err := p.alone(); err != nil {
		return err
	}
	if err := k.disk().Rename(string(p), to); err != nil {
		return cause(err)
	}
	syncFolder(filepath.Dir(to))
	return nil
}

// placeNew is place where nothing may have the name to yet: then the error wraps fs.ErrExist.
func (k Keeper) placeNew(p partial, to string) error {
	if err := p.alone(); err != nil {
		return err
	}
	err := k.disk().Link(string(p), to)
	if errors.Is(err, fs.ErrExist) {
		return fs.ErrExist
	}
	if err != nil { // not every file system has links
		if _, err := os.Lstat(to); err == nil {
			return fs.ErrExist
		}
		return k.place(p, to)
	}
	syncFolder(filepath.Dir(to))
	return nil // the first name is removed with p
}

// swap puts a finished file in the place of the library at path by renaming it. What was there, a log beside it included, is kept under the name
// that swap returns, which is empty if there was nothing. If anything fails, all is as it was before; where even that fails, the
// error names the file that holds what was there.
//
// Until the new file has its name, what was there has both names. Only its log loses its first name before that, since it would damage the
// new library: if the machine stops at that moment, what was there is whole under its second name.
func (k Keeper) swap(p partial, path string) (aside string, err error) {
	if err := p.alone(); err != nil {
		return "", err
	}
	aside, kept, err := k.keepBeside(path)
	if err != nil {
		return "", err
	}
	syncFolder(filepath.Dir(path))
	for _, end := range besides {
		if err = k.disk().Remove(path + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return k.putBack(path, aside, kept, cause(err))
		}
	}
	if err := k.disk().Rename(string(p), path); err != nil {
		return k.putBack(path, aside, kept, cause(err))
	}
	syncFolder(filepath.Dir(path))
	if len(kept) == 0 {
		return "", nil
	}
	return aside + kept[0], nil // of a library that is gone, only its log
}

// keepBeside gives a library and its log second names, and returns the second name of the library and the ends of the names of
// what is kept.
func (k Keeper) keepBeside(path string) (aside string, kept []string, err error) {
	aside = k.asideName(path)
	for _, end := range []string{"", besides[0], besides[1]} {
		if info, err := os.Stat(path + end); err != nil && errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
			continue // an empty file holds nothing
		}
		err := k.disk().Link(path+end, aside+end)
		if err != nil { // not every file system has links
			err = k.disk().Copy(path+end, aside+end)
		}
		if err != nil {
			k.dropAside(aside, kept)
			return "", nil, cause(err)
		}
		kept = append(kept, end)
	}
	return aside, kept, nil
}

// putBack undoes what swap did before it failed because of err.
func (k Keeper) putBack(path, aside string, kept []string, err error) (string, error) {
	for _, end := range kept {
		if _, e := os.Lstat(path + end); e == nil {
			continue
		}
		e := k.disk().Link(aside+end, path+end)
		if e != nil {
			e = k.disk().Copy(aside+end, path+end)
		}
		if e != nil {
			return aside, fmt.Errorf("%w; %s could not be put back, and what was there is whole as %s", err, filepath.Base(path)+end, aside)
		}
	}
	k.dropAside(aside, kept)
	syncFolder(filepath.Dir(path))
	return "", err
}

func (k Keeper) dropAside(aside string, kept []string) {
	for _, end := range kept {
		_ = k.disk().Remove(aside + end) // a second name, which does no harm
	}
}

// asideName returns a name beside a library for its damaged file that is not taken.
func (k Keeper) asideName(path string) string {
	name := path + ".damaged-" + k.Now().UTC().Format("20060102-150405")
	for n := 1; ; n++ {
		free := name
		if n > 1 {
			free = fmt.Sprintf("%s-%d", name, n)
		}
		taken := false
		for _, end := range append(besides[:], "") {
			_, err := os.Lstat(free + end)
			taken = taken || err == nil
		}
		if !taken {
			return free
		}
	}
}

// asidePattern is the end of the name of a file that was set aside. It is read only.
var asidePattern = regexp.MustCompile(`^\.damaged-\d{8}-\d{6}(-\d+)?$`)

// asides returns the files beside a library that were set aside.
func asides(path string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, cause(err)
	}
	var out []string
	base := filepath.Base(path)
	for _, e := range entries {
		if n := e.Name(); len(n) > len(base) && n[:len(base)] == base && asidePattern.MatchString(n[len(base):]) {
			out = append(out, filepath.Join(filepath.Dir(path), n))
		}
	}
	return out, nil
}

// resolved returns the file that a link leads to, since its place is to be taken, not that of the link.
func resolved(path string) string {
	if to, err := filepath.EvalSymlinks(path); err == nil {
		return to
	}
	return path
}
