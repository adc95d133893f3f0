// Package store keeps a library in one SQLite file. It is the only place with SQL.
//
// Writing goes through one connection, reading through several. The log is written
// ahead (WAL) with synchronous=FULL: when a method that writes has returned, what it wrote is on disk.
package store

import (
	"context"
	"database/sql"
	"encoding/binary"
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
)

// A Store is an open library. Its methods may be called from several goroutines.
type Store struct {
	path     string
	writer   *sql.DB // nil if the library can only be read
	readers  *sql.DB
	fresh    bool
	copy     string // folder of the private copy that is read, if there is one
	watching sync.WaitGroup
}

// Options say how a library is opened.
type Options struct {
	Create bool // make the file, and its folder, if there is none
}

// applicationID marks an SQLite file as a library of ours: "Prly".
const applicationID = 0x50726c79

// waitMost is how long in milliseconds a write waits for another program's.
const waitMost = 5000

// Open opens the library at path. A file that cannot be written, or whose folder cannot, is opened for
// reading only. The errors wrap annotations.ErrMissing, ErrForeign, ErrDamaged, ErrBusy, ErrFull or
// ErrNewer, or those of io/fs.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open the library %s: %w", path, err)
	}
	s := &Store{path: abs}
	if err := s.open(ctx, o); err != nil {
		s.Close()
		return nil, fmt.Errorf("open the library %s: %w", path, domain(err))
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, o Options) error {
	info, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
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
	default:
		if err := s.inspect(info); err != nil {
			return err
		}
	}
	if !writable(s.path) {
		return s.openForReading(ctx)
	}
	s.writer, err = sql.Open("sqlite3", dsn(s.path, "rwc", "_txlock=immediate", "_synchronous=full"))
	if err != nil {
		return err
	}
	s.writer.SetMaxOpenConns(1)
	if err := s.writer.PingContext(ctx); err != nil {
		return err
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	return s.openReaders(ctx, dsn(s.path, "ro"))
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
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	if !strings.HasPrefix(u.Path, "/") {
		u.Path = "/" + u.Path
	}
	opts := append([]string{
		"mode=" + mode, "_foreign_keys=on", "_journal_mode=wal", fmt.Sprintf("_busy_timeout=%d", waitMost), "_cache_size=-8000",
	}, more...)
	if mode == "ro" { // the journal is the writer's to choose
		opts = append(opts[:2], opts[3:]...)
	}
	return u.String() + "?" + strings.Join(opts, "&")
}

// create makes the folder and an empty file that nobody else can read.
func (s *Store) create() error {
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return cause(err)
	}
	f, err := os.OpenFile(s.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return cause(err)
	}
	s.fresh = true
	return f.Close()
}

// inspect looks at the first bytes: a file that is not SQLite is not touched.
func (s *Store) inspect(info fs.FileInfo) error {
	if info.Size() == 0 { // made, but never written
		s.fresh = true
		return nil
	}
	f, err := os.Open(s.path)
	if err != nil {
		return cause(err)
	}
	defer f.Close() // only read from
	head := make([]byte, 72)
	if n, _ := io.ReadFull(f, head); n < len(head) || string(head[:16]) != "SQLite format 3\x00" {
		return errForeign
	}
	// The application id stands at byte 68 (SQLite file format, §1.3). A library whose making was cut
	// short has it only in its log, or not at all in its only page.
	_, err = os.Stat(s.path + "-wal")
	if binary.BigEndian.Uint32(head[68:]) != applicationID && err != nil && info.Size() > 4096 {
		return errForeign
	}
	return nil
}

// writable reports whether the file and its folder let us write.
func writable(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return false
	}
	f.Close()
	for _, ext := range []string{"-wal", "-shm"} {
		if f, err := os.OpenFile(path+ext, os.O_RDWR, 0); err == nil {
			f.Close()
		} else if !errors.Is(err, fs.ErrNotExist) {
			return false
		}
	}
	probe, err := os.CreateTemp(filepath.Dir(path), ".parley-*")
	if err != nil {
		return false
	}
	probe.Close()
	os.Remove(probe.Name())
	return true
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
		for _, ext := range []string{"", "-wal"} {
			if err := copyFile(s.path+ext, path+ext); err != nil {
				return cause(err)
			}
		}
		if err := s.openReaders(ctx, dsn(path, "rw")); err != nil {
			return err
		}
	} else if err := s.openReaders(ctx, dsn(path, "ro", "immutable=1")); err != nil {
		return err
	}
	return s.recognise(ctx, s.readers)
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o600)
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

// write runs fn in a transaction and keeps its work only if fn and the commit
// both succeed.
func (s *Store) write(ctx context.Context, fn func(*sql.Tx) error) error {
	if s.writer == nil {
		return errReadOnly
	}
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return domain(err)
	}
	defer tx.Rollback() // does nothing after Commit
	if err := fn(tx); err != nil {
		return domain(err)
	}
	return domain(tx.Commit())
}

// read runs fn in a transaction that sees one state of the library.
func (s *Store) read(ctx context.Context, fn func(*sql.Tx) error) error {
	tx, err := s.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return domain(err)
	}
	defer tx.Rollback() // only read from
	return domain(fn(tx))
}

// note records a change for other programs.
func note(tx *sql.Tx, entity string, id, article fmt.Stringer) error {
	of := ""
	if article != nil {
		of = article.String()
	}
	_, err := tx.Exec(`INSERT INTO change (entity, id, article) VALUES (?, ?, ?)`, entity, id.String(), of)
	return err
}
