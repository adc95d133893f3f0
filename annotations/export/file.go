package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ErrEdited means that a file is not what the last export wrote there, and would be lost.
var ErrEdited = errors.New("the file is not what was exported there before")

// Overwrite says what may be written over.
type Overwrite struct {
	Last string // hash of what the last export wrote there; empty if none did
	Any  bool   // whatever is there
}

// WriteFile writes a file whole or not at all and returns the hash of what it wrote: what stands there
// already stays until the new file is on disk. If that is neither what the last export wrote nor
// the same again, and o does not allow it, nothing is written and the error wraps [ErrEdited].
func WriteFile(ctx context.Context, path string, o Overwrite, write func(io.Writer) error) (hash string, err error) {
	if to, err := filepath.EvalSymlinks(path); err == nil {
		path = to // the file a link leads to, not the link
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".parley-*")
	if err != nil {
		return "", fmt.Errorf("write %s: %w", path, cause(err))
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	sum := sha256.New()
	if err := write(io.MultiWriter(tmp, sum)); err != nil {
		return "", fmt.Errorf("write %s: %w", path, cause(err))
	}
	hash = "sha256:" + hex.EncodeToString(sum.Sum(nil))
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
		has, err := hashFile(path)
		switch {
		case err != nil:
			return "", fmt.Errorf("write %s: %w", path, cause(err))
		case has == hash:
			tmp.Close()
			return hash, os.Remove(tmp.Name())
		case has != o.Last && !o.Any:
			return "", fmt.Errorf("write %s: %w", path, ErrEdited)
		}
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if err := errors.Join(tmp.Chmod(mode), tmp.Sync(), tmp.Close()); err != nil {
		return "", fmt.Errorf("write %s: %w", path, cause(err))
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return "", fmt.Errorf("write %s: %w", path, cause(err))
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil { // so that the new name is on disk, too
		_ = dir.Sync() // not every system can
		dir.Close()
	}
	return hash, nil
}

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close() // only read from
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return "sha256:" + hex.EncodeToString(sum.Sum(nil)), nil
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
