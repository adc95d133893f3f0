package store

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"parley/annotations"
)

// inspect looks whether the file is a library that this program knows, and whether its schema is behind. It changes nothing in
// it, and goes through SQLite: to open and close the file beside it would end the locks that this process holds.
//
// A file that another program is making at this moment may look like none: while that one's log lies beside it, a bad verdict is
// passed on only if it stays.
func (s *Store) inspect(ctx context.Context) (behind bool, err error) {
	const tries, apart = 5, 40 * time.Millisecond
	for try := 1; ; try++ {
		busy := s.hasLog()
		behind, err = s.inspectOnce(ctx)
		busy = busy || s.hasLog()
		bad := errors.Is(domain(err), annotations.ErrForeign) || errors.Is(domain(err), annotations.ErrDamaged)
		if !bad || !busy || try == tries {
			return behind, err
		}
		select {
		case <-ctx.Done():
			return false, ctx.Err()
		case <-time.After(apart):
		}
	}
}

// hasLog reports whether a log or a journal lies beside the file.
func (s *Store) hasLog() bool {
	for _, end := range []string{"-wal", "-journal"} {
		if _, err := os.Stat(s.path + end); err == nil {
			return true
		}
	}
	return false
}

func (s *Store) inspectOnce(ctx context.Context) (behind bool, err error) {
	name := dsn(s.path, "ro")
	if info, err := os.Stat(s.path + "-wal"); err != nil || info.Size() == 0 {
		name = dsn(s.path, "ro", "immutable=1") // leaves no files beside it
	}
	db, err := sql.Open("sqlite3", name)
	if err != nil {
		return false, err
	}
	defer db.Close() // only read from
	known, err := steps()
	if err != nil {
		return false, err
	}
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // what is read is of one moment
	if err != nil {
		return false, err
	}
	defer func() { _ = tx.Rollback() }()
	has, err := schema(ctx, tx)
	if err == nil && has > len(known) {
		return false, annotations.ErrNewer{Has: has, Known: len(known)}
	}
	return has < len(known), err
}

// openForReading opens a library on a read-only place.
func (s *Store) openForReading(ctx context.Context) error {
	if err := s.openAside(ctx); err != nil {
		return err
	}
	return s.recognise(ctx, s.readers)
}

// openAside opens the readers of a file so that nothing is written beside it. What its log holds would be lost to a reader that may
// not write there: then a private copy of both is read.
func (s *Store) openAside(ctx context.Context) error {
	path := s.path
	if info, err := os.Stat(s.path + "-wal"); err == nil && info.Size() > 0 {
		dir, err := os.MkdirTemp("", "parley-")
		if err != nil {
			return cause(err)
		}
		s.copy = dir
		path = filepath.Join(dir, "library.db")
		if err := copyLibrary(s.path, path); err != nil {
			return cause(err)
		}
		return s.openReaders(ctx, dsn(path, "rw"))
	}
	return s.openReaders(ctx, dsn(path, "ro", "immutable=1"))
}

// copyLibrary copies a library and its log. If another program began the log anew meanwhile, the two do not
// belong together, and are copied again.
func copyLibrary(from, to string) error {
	for range 5 {
		before, err := logHead(from)
		if err != nil {
			return err
		}
		for _, ext := range []string{"", "-wal"} { // the log last: it may only have grown
			if err := copyFile(from+ext, to+ext); err != nil {
				return err
			}
		}
		after, err := logHead(from)
		if err != nil || before == after {
			return err
		}
	}
	return annotations.ErrBusy
}

// logHead returns the header of a library's log, in which SQLite puts a new salt whenever it begins it anew.
func logHead(path string) (head [32]byte, err error) {
	f, err := os.Open(path + "-wal")
	if err != nil {
		return head, err
	}
	defer f.Close() // only read from
	if _, err = io.ReadFull(f, head[:]); errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head, err
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() // only read from
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
