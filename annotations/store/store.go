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

// vacuum writes the file again without the parts of it that are not used: what was deleted before is no longer in it then.
func (s *Store) vacuum(ctx context.Context) error {
	if _, err := s.writer.ExecContext(ctx, `VACUUM`); err != nil {
		return domain(err)
	}
	return s.write(ctx, func(tx *work) error {
		_, err := tx.ExecContext(ctx, `UPDATE library SET clean = 1`)
		return err
	})
}

// logPages is how many pages the log has before they are written into the library: many articles change the same ones. A transaction that
// changes more makes it longer; logBytes is what it is then cut to when it is begun again.
const (
	logPages = 1000
	logBytes = logPages * 4096
)

// openWriter returns the one connection that writes. Rows that are deleted or changed are written over with zeros, which costs next to nothing;
// pages that are no longer used are when the trash is emptied. SQLite does not wait where two programs make a library
// at the same moment, so that is tried again.
func openWriter(ctx context.Context, path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite3", dsn(path, "rw", "_journal_mode=wal", "_txlock=immediate", "_secure_delete=fast"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	for waited := 0; ; waited += 10 {
		_, err := db.ExecContext(ctx, fmt.Sprintf(`PRAGMA wal_autocheckpoint = %d; PRAGMA journal_size_limit = %d`, logPages, logBytes))
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

// checkpoint has all that the log holds written into the file, so that the file alone is the library.
func (s *Store) checkpoint(ctx context.Context) error {
	var busy, logged, done int
	err := s.writer.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &logged, &done)
	if err == nil && busy != 0 {
		err = annotations.ErrBusy
	}
	return domain(err)
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
