// Package store keeps a library in one SQLite file. It is the only place with SQL.
//
// Writing goes through one connection, reading through several. The log is written
// ahead (WAL) with synchronous=FULL: when a method that writes has returned, what it wrote is on disk.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"parley/annotations"
)

// A Store is an open library. Its methods may be called from several goroutines.
type Store struct {
	path     string
	writer   *sql.DB // nil if the library can only be read
	readers  *sql.DB
	fresh    bool
	copy     string // folder of the private copy that is read, if there is one
	own      own    // which changes are of this store
	last     last   // the actors and disputes as they were read last
	watching sync.WaitGroup
	progress Progress
}

// Options say how a library is opened.
type Options struct {
	Create   bool             // make the file, and its folder, if there is none
	ReadOnly bool             // open it for reading only, whatever its rights; nothing beside it is touched
	Now      func() time.Time // a library of an older schema is backed up under the day before it is changed; nil: it is not
	Patience int64            // a library of an older schema with more bytes is annotations.ErrOlder, and left as it is; 0: none is
	Progress Progress         // is told how far a library of an older schema is
}

// A Progress is told what is being done for a library, and which share of it is done, from 0 to 1. It may be nil.
type Progress func(what string, share float64)

func (p Progress) tell(what string, done, total int) {
	if p != nil && total > 0 {
		p(what, float64(done)/float64(total))
	}
}

// applicationID marks an SQLite file as a library of ours: "Prly".
const applicationID = 0x50726c79

// waitMost is how long in milliseconds a write waits for another program's.
const waitMost = 5000

// Open opens the library at path. A file that cannot be written, or whose folder cannot, is opened for
// reading only. The errors wrap annotations.ErrMissing, ErrForeign, ErrDamaged, ErrBusy, ErrFull, ErrOlder
// or ErrNewer, or those of io/fs.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open the library %s: %w", path, err)
	}
	s := &Store{path: abs, progress: o.Progress}
	if err := unknown(s.open(ctx, o), abs); err != nil {
		s.Close()
		return nil, fmt.Errorf("open the library %s: %w", path, domain(err))
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, o Options) error {
	info, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if to, err := os.Readlink(s.path); err == nil {
			return fmt.Errorf("it is a link to %s, where there is no file: mend the link, or name that file", to)
		}
		if !o.Create {
			return errMissing
		}
		if err := s.create(); err != nil {
			return err
		}
	case err != nil:
		return cause(err)
	case info.IsDir():
		return errFolder
	case !info.Mode().IsRegular():
		return errForeign
	case info.Size() == 0: // made, but never written
		if !o.Create {
			return errMissing
		}
		s.fresh = true
	case info.Size() < 512: // less than the smallest page; SQLite takes a single byte for nothing
		return errForeign
	}
	if o.ReadOnly || !writable(s.path) {
		return s.openForReading(ctx)
	}
	if s.fresh && info != nil && info.Mode().Perm()&0o077 != 0 {
		_ = os.Chmod(s.path, 0o600) // on a file system that knows no owners, it stays as it is
	}
	behind := true
	if !s.fresh {
		if behind, err = s.inspect(ctx); err != nil {
			return err
		}
	}
	if behind && info != nil && o.Patience > 0 && info.Size() > o.Patience {
		return annotations.ErrOlder
	}
	if s.writer, err = openWriter(ctx, s.path); err != nil {
		return err
	}
	if behind && !s.fresh && o.Now != nil {
		if err := (Keeper{Now: o.Now, Progress: o.Progress}).beforeMigration(ctx, s.path); err != nil {
			return fmt.Errorf("back it up before it is changed: %w", err)
		}
	}
	if behind { // otherwise nothing is written, and another program that writes is not waited for
		if err := s.migrate(ctx); err != nil {
			return err
		}
	}
	return s.openReaders(ctx, dsn(s.path, "ro"))
}

// logPages is how many pages the log has before they are written into the library: many articles change the same ones.
const logPages = 4000

// openWriter returns the one connection that writes. SQLite does not wait where two programs make a library
// at the same moment, so that is tried again.
func openWriter(ctx context.Context, path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite3", dsn(path, "rw", "_journal_mode=wal", "_txlock=immediate"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	for waited := 0; ; waited += 10 {
		_, err := db.ExecContext(ctx, fmt.Sprintf(`PRAGMA wal_autocheckpoint = %d`, logPages))
		if err == nil {
			return db, nil
		}
		if !errors.Is(domain(err), annotations.ErrBusy) || waited > waitMost {
			return nil, errors.Join(err, db.Close())
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), db.Close())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func (s *Store) openReaders(ctx context.Context, name string) error {
	var err error
	if s.readers, err = sql.Open("sqlite3", name); err != nil {
		return err
	}
	s.readers.SetMaxOpenConns(max(4, runtime.NumCPU()))
	s.readers.SetMaxIdleConns(max(4, runtime.NumCPU()))
	return s.readers.PingContext(ctx)
}

// dsn returns the connection string for a file; its pragmas hold for every connection.
func dsn(path, mode string, more ...string) string {
	if abs, err := filepath.Abs(path); err == nil { // an address knows no folder that it starts from
		path = abs
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	if !strings.HasPrefix(u.Path, "/") {
		u.Path = "/" + u.Path
	}
	opts := append([]string{
		"mode=" + mode, "_foreign_keys=on", "_synchronous=full", fmt.Sprintf("_busy_timeout=%d", waitMost), "_cache_size=-8000", "_stmt_cache_size=64",
	}, more...)
	return u.String() + "?" + strings.Join(opts, "&")
}

// create makes the folder and an empty file that nobody else can read.
func (s *Store) create() error {
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return cause(err)
	}
	f, err := os.OpenFile(s.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) { // another program was quicker
		return nil
	}
	if err != nil {
		return cause(err)
	}
	s.fresh = true
	return f.Close()
}

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

// openForReading opens a library on a read-only place. What its log holds would be lost to a reader that
// may not write there: then a private copy of both is read.
func (s *Store) openForReading(ctx context.Context) error {
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
		if err := s.openReaders(ctx, dsn(path, "rw")); err != nil {
			return err
		}
	} else if err := s.openReaders(ctx, dsn(path, "ro", "immutable=1")); err != nil {
		return err
	}
	return s.recognise(ctx, s.readers)
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

// Close ends all connections.
func (s *Store) Close() error {
	s.watching.Wait()
	var errs []error
	if s.readers != nil {
		errs = append(errs, s.readers.Close())
	}
	if s.writer != nil {
		errs = append(errs, s.writer.Close())
	}
	if s.copy != "" {
		errs = append(errs, os.RemoveAll(s.copy))
	}
	return errors.Join(errs...)
}

// ReadOnly reports whether the library can only be read.
func (s *Store) ReadOnly() bool { return s.writer == nil }

// Fresh reports whether Open made the library.
func (s *Store) Fresh() bool { return s.fresh }

// Path returns the file.
func (s *Store) Path() string { return s.path }

// Holds reports whether path is one of the library's files. No other part of the program may open those: to close
// one again ends the locks that this process has on it, and another program could take the log away.
func (s *Store) Holds(path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return false
	}
	for _, ext := range []string{"", "-wal", "-shm"} {
		if own, err := os.Stat(s.path + ext); err == nil && os.SameFile(info, own) {
			return true
		}
	}
	return false
}

// write runs fn in a transaction and keeps its work only if fn and the commit
// both succeed.
func (s *Store) write(ctx context.Context, fn func(*work) error) error {
	if s.writer == nil {
		return errReadOnly
	}
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return domain(err)
	}
	defer tx.Rollback() // does nothing after Commit
	w := &work{Tx: tx}
	if err := fn(w); err != nil {
		return domain(err)
	}
	s.own.add(w.first, w.last) // before others can see them
	if err := tx.Commit(); err != nil {
		s.own.drop(w.first, w.last)
		return domain(err)
	}
	return nil
}
