package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley/annotations"
	"parley/annotations/article"
)

// A faultyDisk fails at the call after good ones, and from then on if stays is set. Without links it has none at all.
type faultyDisk struct {
	osFiles
	good    int
	stays   bool
	noLinks bool
	calls   int
	wrong   int
}

func (d *faultyDisk) fails() error {
	d.calls++
	if d.calls == d.good+1 || d.stays && d.calls > d.good {
		d.wrong++
		return &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	}
	return nil
}

func (d *faultyDisk) Link(from, to string) error {
	if d.noLinks {
		return syscall.EPERM
	}
	return errors.Join(d.fails(), d.unless(func() error { return d.osFiles.Link(from, to) }))
}

func (d *faultyDisk) Copy(from, to string) error {
	return errors.Join(d.fails(), d.unless(func() error { return d.osFiles.Copy(from, to) }))
}

func (d *faultyDisk) Rename(from, to string) error {
	return errors.Join(d.fails(), d.unless(func() error { return d.osFiles.Rename(from, to) }))
}

func (d *faultyDisk) Remove(name string) error {
	return errors.Join(d.fails(), d.unless(func() error { return d.osFiles.Remove(name) }))
}

// unless does something unless the call has failed.
func (d *faultyDisk) unless(do func() error) error {
	if d.calls == d.good+1 || d.stays && d.calls > d.good {
		return nil
	}
	return do()
}

// addTo adds an article to a library.
func addTo(t *testing.T, path, title string) {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	text := title + "\n\nThe words of the article.\n"
	a := article.Article{ID: uuid.Must(uuid.NewV7()), Title: title, Created: time.UnixMilli(1), Modified: time.UnixMilli(1)}
	v, err := article.NewVersion(text, []article.Block{
		{Kind: article.Title, Range: article.Range{End: len([]rune(title))}},
		{Kind: article.Paragraph, Range: article.Range{Start: len([]rune(title)) + 2, End: len([]rune(text)) - 1}},
	}, article.Meta{ID: uuid.Must(uuid.NewV7()), Article: a.ID, Number: 1, Imported: time.UnixMilli(1)})
	if err == nil {
		err = s.AddArticles(t.Context(), annotations.Draft{Article: a, Version: v, Words: 5, Source: []byte(text)})
	}
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestSetAsideOnAFaultyDisk sets a damaged library aside for a backup, and for what a repair makes of it, while linking, copying, renaming and
// removing files fail at one call after another, once or from then on, with and without links, and with a log beside the library. At every
// failure, the old library or the new one stands whole under its name, what was there is whole under one name at least, nothing
// half-made is left, and the next attempt succeeds.
func TestSetAsideOnAFaultyDisk(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	good, saved := filepath.Join(dir, "library.db"), filepath.Join(dir, "saved.db")
	addTo(t, good, "Old")
	addTo(t, saved, "New")
	broken := readAll(t, good)
	copy(broken, bytes.Repeat([]byte("Z"), 32)) // its beginning
	page := rootOf(t, good, "entry_doc")
	torn := readAll(t, good)
	copy(torn[page:], bytes.Repeat([]byte("Z"), 600))
	log := bytes.Repeat([]byte("a log "), 100)
	now := time.UnixMilli(1e12)
	total, failed := 0, 0
	for _, x := range []struct {
		name string
		was  []byte
		log  []byte
		act  func(Keeper, string) (saved string, err error)
	}{
		{"restore", broken, nil, func(k Keeper, path string) (string, error) {
			r, err := k.Restore(ctx, saved, path)
			return r.Saved, err
		}},
		{"swap, with a log", broken, log, func(k Keeper, path string) (string, error) {
			p, err := k.copyOf(ctx, saved, filepath.Dir(path))
			defer p.remove()
			if err != nil {
				return "", err
			}
			aside, err := k.swap(p, path)
			return aside, domain(err)
		}},
		{"restore where only a log is left", nil, log, func(k Keeper, path string) (string, error) {
			r, err := k.Restore(ctx, saved, path)
			return r.Saved, err
		}},
		{"repair", torn, nil, func(k Keeper, path string) (string, error) {
			r, err := k.Check(ctx, path, true)
			if err == nil && !r.Sound() {
				err = fmt.Errorf("%+v", r.Faults)
			}
			return r.Saved, err
		}},
	} {
		for _, noLinks := range []bool{false, true} {
			for _, stays := range []bool{false, true} {
				for n := 0; ; n++ {
					what := fmt.Sprintf("%s, call %d fails, from then on: %t, no links: %t", x.name, n, stays, noLinks)
					room := t.TempDir()
					path := filepath.Join(room, "library.db")
					lay(t, path, x.was)
					lay(t, path+"-wal", x.log)
					disk := &faultyDisk{good: n, stays: stays, noLinks: noLinks}
					aside, err := x.act(Keeper{Now: func() time.Time { return now }, files: disk}, path)
					total += disk.wrong
					isOld := bytes.Equal(orNone(path), x.was) && (bytes.Equal(orNone(path+"-wal"), x.log) || stays && aside != "")
					stands := map[string]int{}
					for _, p := range filesIn(t, room) {
						switch {
						case strings.HasSuffix(p, ".part"):
							t.Fatalf("%s: %s is left", what, p)
						case bytes.Equal(orNone(p), x.was) && len(x.was) > 0 && bytes.Equal(orNone(p+"-wal"), x.log):
							stands["old"]++
						case len(x.was) == 0 && bytes.Equal(orNone(strings.TrimSuffix(p, "-wal")+"-wal"), x.log):
							stands["old"]++
						}
					}
					l, lookErr := Keeper{}.look(ctx, path)
					isNew := lookErr == nil && l.Articles == 1 && x.name != "repair" || x.name == "repair" && err == nil
					switch {
					case stands["old"] == 0:
						t.Fatalf("%s: what was there is nowhere: %v", what, filesIn(t, room))
					case err == nil && (!isNew || aside == "" || !bytes.Equal(orNone(strings.TrimSuffix(aside, "-wal")), x.was) || !bytes.Equal(orNone(strings.TrimSuffix(aside, "-wal")+"-wal"), x.log) || orNone(aside) == nil):
						t.Fatalf("%s: done, and yet %v is there: %v", what, filesIn(t, room), lookErr)
					case err != nil && disk.wrong == 0:
						t.Fatalf("%s: %v", what, err)
					case err != nil && !isNew && !isOld:
						t.Fatalf("%s: %v, and neither the old nor the new library is at its place: %v", what, err, filesIn(t, room))
					case err != nil && !errors.Is(err, annotations.ErrFull):
						t.Fatalf("%s: %v, want ErrFull", what, err)
					}
					if others, _ := filepath.Glob(path + ".damaged-*"); err != nil && !stays && isOld && len(others) > 0 {
						t.Fatalf("%s: all is as it was, and yet there is %v", what, others)
					}
					if err != nil {
						failed++
						if _, err := x.act(Keeper{Now: func() time.Time { return now }}, path); err != nil {
							t.Fatalf("%s: the next attempt: %v", what, err)
						}
					}
					if disk.wrong == 0 {
						break
					}
				}
			}
		}
	}
	t.Logf("%d calls failed, and with them %d restorations and repairs", total, failed)
}

// rootOf returns where the first page of a table begins.
func rootOf(t *testing.T, path, table string) (at int) {
	t.Helper()
	p, err := peek(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if err := p.readers.QueryRow(`SELECT (rootpage - 1) * (SELECT page_size FROM pragma_page_size) FROM sqlite_master WHERE name = ?`, table).Scan(&at); err != nil {
		t.Fatal(err)
	}
	return at
}

func readAll(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// orNone returns what a file holds, nothing if it is not there.
func orNone(path string) []byte {
	b, _ := os.ReadFile(path)
	return b
}

// lay writes a file, unless that would be empty.
func lay(t *testing.T, path string, b []byte) {
	t.Helper()
	if len(b) == 0 {
		return
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*"))
	hidden, err2 := filepath.Glob(filepath.Join(dir, ".*"))
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	return append(all, hidden...)
}
