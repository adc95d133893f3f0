package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// What can be in the way of a file.
var (
	// ErrEdited means that a file is not what the last export wrote there, and would be lost.
	ErrEdited = errors.New("the file is not what was exported there before")
	// ErrDevice means that what is there is no ordinary file: a pipe, a device, or a link that leads nowhere.
	ErrDevice = errors.New("it is not an ordinary file")
)

// Overwrite says what may be written over.
type Overwrite struct {
	Last string // hash of what the last export wrote there; empty if none did
	Any  bool   // whatever is there
}

// WriteFile writes a file whole or not at all and returns the hash of what it wrote: what stands there
// already stays until the new file is on disk. If that is neither what the last export wrote nor
// the same again, and o does not allow it, nothing is written and the error wraps [ErrEdited]. A link stays a link: the file
// that it leads to is the one that is written. What is there but is no ordinary file is never written to, whatever o
// allows; the error wraps [ErrDevice]. A new file has the rights that the process gives new files (umask); one that is there keeps its own.
func WriteFile(ctx context.Context, path string, o Overwrite, write func(io.Writer) error) (hash string, err error) {
	hash, renamed, err := writeFile(ctx, path, o, write)
	if renamed {
		SyncFolder(filepath.Dir(path))
	}
	return hash, err
}

// A Doc is one of several files to be written.
type Doc struct {
	Path  string
	May   Overwrite
	Write func(io.Writer) error // called on a goroutine of its own

	Hash string // of what was written
	Err  error  // why it was not
}

// writers is how many files are written at once. Most of the time is spent waiting for the disk, which takes many files as fast as one.
const writers = 16

// WriteFiles writes files as WriteFile does, each whole or not at all, several at once, and puts hashes and errors into docs. The names of new
// files are on disk for certain only after [SyncFolder].
func WriteFiles(ctx context.Context, docs []Doc) {
	next := make(chan *Doc)
	var all sync.WaitGroup
	for range min(writers, len(docs)) {
		all.Go(func() {
			for d := range next {
				d.Hash, _, d.Err = writeFile(ctx, d.Path, d.May, d.Write)
			}
		})
	}
	for i := range docs {
		next <- &docs[i]
	}
	close(next)
	all.Wait()
}

// SyncFolder has the disk keep the names of the files in a folder, as far as the system can.
func SyncFolder(path string) {
	if dir, err := os.Open(path); err == nil {
		_ = dir.Sync() // not every system can
		dir.Close()
	}
}

// writeFile is WriteFile; renamed says whether the folder has a new entry, which is not on disk for certain.
func writeFile(ctx context.Context, path string, o Overwrite, write func(io.Writer) error) (hash string, renamed bool, err error) {
	fail := func(err error) (string, bool, error) {
		if ctx.Err() != nil {
			return "", false, ctx.Err()
		}
		return "", false, fmt.Errorf("write %s: %w", path, cause(err))
	}
	if ctx.Err() != nil {
		return fail(nil)
	}
	to, mode, there, err := destination(path)
	if err != nil {
		return fail(err)
	}
	path = to
	tmp, err := temporary(filepath.Dir(path), mode)
	if err != nil {
		return fail(err)
	}
	defer func() {
		if !renamed {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	sum := sha256.New()
	if err := write(io.MultiWriter(tmp, sum)); err != nil {
		return fail(err)
	}
	hash = "sha256:" + hex.EncodeToString(sum.Sum(nil))
	if there {
		has, err := hashFile(ctx, path)
		switch {
		case err != nil:
			return fail(err)
		case has == hash:
			return hash, false, nil
		case has != o.Last && !o.Any:
			return fail(ErrEdited)
		}
		if err := tmp.Chmod(mode); err != nil { // the umask may have taken some of it
			return fail(err)
		}
	}
	if err := ctx.Err(); err != nil {
		return fail(err)
	}
	if err := errors.Join(tmp.Sync(), tmp.Close()); err != nil {
		return fail(err)
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return fail(err)
	}
	return hash, true, nil
}

// newMode are the rights of a new file before the umask.
const newMode = 0o666

// temporary makes a file with a name that nothing else has. It may be read by nobody who may not read the file that it is to become.
func temporary(dir string, mode fs.FileMode) (*os.File, error) {
	for {
		f, err := os.OpenFile(filepath.Join(dir, fmt.Sprintf(".parley-%016x", rand.Uint64())), os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// destination returns the file that path leads to, its rights, or those of a new file, and whether it is there. What is not an ordinary file is
// an error; nothing is opened.
func destination(path string) (to string, mode fs.FileMode, there bool, err error) {
	switch _, err := os.Lstat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return path, newMode, false, nil
	case err != nil:
		return "", 0, false, err
	}
	to, err = filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) { // such as a link to a file that was deleted, or to a pipe without a name
		return "", 0, false, ErrDevice
	}
	if err != nil {
		return "", 0, false, err
	}
	info, err := os.Stat(to)
	switch {
	case err != nil:
		return "", 0, false, err
	case !info.Mode().IsRegular():
		return "", 0, false, ErrDevice
	}
	return to, info.Mode().Perm(), true, nil
}

// hashFile returns the hash of an ordinary file, unless ctx ends first.
func hashFile(ctx context.Context, path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close() // only read from
	sum := sha256.New()
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		switch _, err := io.CopyN(sum, f, 1<<20); {
		case err == io.EOF:
			return "sha256:" + hex.EncodeToString(sum.Sum(nil)), nil
		case err != nil:
			return "", err
		}
	}
}

// cause leaves out the path, which the message names already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}

// nameMost is the most bytes of a file's name without its ending.
const nameMost = 110

// FileName returns a name for a file about something: its title without the characters that file systems or
// notebooks do not take, and a handle that keeps it unique.
func FileName(title, handle, ext string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(title), " ") {
		switch {
		case strings.ContainsRune(`#|^:%[]\/*?"<>`, r), unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError:
		default:
			if b.Len()+utf8.RuneLen(r) > nameMost-len(handle)-1 {
				goto cut
			}
			b.WriteRune(r)
		}
	}
cut:
	s := strings.Trim(strings.Join(strings.Fields(b.String()), " "), " .")
	if s == "" {
		return handle + ext
	}
	return s + " " + handle + ext
}
