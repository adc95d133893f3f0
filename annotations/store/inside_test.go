package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/mattn/go-sqlite3"

	"parley/annotations"
	"parley/annotations/article"
)

func fresh(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "library.db"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func set(t *testing.T, s *Store, key, value string) {
	t.Helper()
	if err := s.SetSetting(t.Context(), key, value, time.UnixMilli(1)); err != nil {
		t.Fatal(err)
	}
}

func TestPragmas(t *testing.T) {
	s := fresh(t)
	check := func(name string, q querier) {
		for pragma, want := range map[string]string{
			"synchronous": "2", "journal_mode": "wal", "foreign_keys": "1", "busy_timeout": fmt.Sprint(waitMost), "application_id": fmt.Sprint(applicationID),
		} {
			var got string
			if err := q.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s: %s = %s, %v, want %s", name, pragma, got, err, want)
			}
		}
	}
	check("writer", s.writer)
	for i := range 4 { // held, so that each is a connection of its own
		c, err := s.readers.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		check(fmt.Sprintf("reader %d", i), c)
		if _, err := c.ExecContext(t.Context(), `DELETE FROM setting`); !errors.Is(domain(err), annotations.ErrReadOnly) {
			t.Errorf("reader %d wrote: %v", i, err)
		}
	}
}

func TestMigrations(t *testing.T) {
	all, err := steps()
	if err != nil || len(all) == 0 {
		t.Fatalf("steps() = %d, %v", len(all), err)
	}
	s := fresh(t)
	if has, err := schema(t.Context(), s.readers); err != nil || has != len(all) {
		t.Errorf("schema %d, %v, want %d", has, err, len(all))
	}
	if err := s.migrate(t.Context()); err != nil {
		t.Errorf("again: %v", err)
	}
	var first string
	if err := s.readers.QueryRow(`PRAGMA integrity_check`).Scan(&first); err != nil || first != "ok" {
		t.Errorf("integrity: %s, %v", first, err)
	}

	// What was cut short before the first step was kept is begun again.
	path := filepath.Join(t.TempDir(), "library.db")
	db, err := openWriter(t.Context(), path+".none")
	if err == nil {
		db.Close()
		t.Error("the writer made a file")
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if db, err = openWriter(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	db.Close()
	cut, err := Open(t.Context(), path, Options{})
	if errors.Is(err, annotations.ErrMissing) { // nothing was written yet
		cut, err = Open(t.Context(), path, Options{Create: true})
	}
	if err != nil {
		t.Fatal(err)
	}
	set(t, cut, "k", "v")
	cut.Close()
}

// asOnAReadOnlyPlace opens a library as is done where its folder cannot be written.
func asOnAReadOnlyPlace(t *testing.T, path string) (*Store, error) {
	t.Helper()
	s := &Store{path: path}
	t.Cleanup(func() { s.Close() })
	return s, domain(s.openForReading(t.Context()))
}

func TestReadOnlyPlace(t *testing.T) {
	s := fresh(t)
	set(t, s, "k", "in the file")
	path := filepath.Join(t.TempDir(), "library.db")
	s.Close()
	copyTo(t, s.path, path, "")
	before := folder(t, filepath.Dir(path))
	r, err := asOnAReadOnlyPlace(t, path)
	if err != nil {
		t.Fatal(err)
	}
	if m, err := r.Settings(t.Context()); err != nil || m["k"] != "in the file" || !r.ReadOnly() {
		t.Errorf("Settings = %v, %v", m, err)
	}
	if err := r.SetSetting(t.Context(), "k", "v", time.Time{}); !errors.Is(err, annotations.ErrReadOnly) {
		t.Errorf("writing: %v, want ErrReadOnly", err)
	}
	if err := r.Poll(t.Context(), time.Hour, func() error { return nil }); err != nil {
		t.Errorf("Poll: %v", err)
	}
	if after := folder(t, filepath.Dir(path)); after != before {
		t.Errorf("the folder holds %s, want %s", after, before)
	}
}

func TestReadOnlyPlaceWithALog(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := fresh(t)
	set(t, s, "k", "in the log") // the writer is open: its log is not yet in the file
	path := filepath.Join(t.TempDir(), "library.db")
	copyTo(t, s.path, path, "", "-wal")
	before := folder(t, filepath.Dir(path))
	r, err := asOnAReadOnlyPlace(t, path)
	if err != nil {
		t.Fatal(err)
	}
	if m, err := r.Settings(t.Context()); err != nil || m["k"] != "in the log" {
		t.Errorf("Settings = %v, %v", m, err)
	}
	if err := r.SetSetting(t.Context(), "k", "v", time.Time{}); !errors.Is(err, annotations.ErrReadOnly) {
		t.Errorf("writing: %v, want ErrReadOnly", err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if after := folder(t, filepath.Dir(path)); after != before {
		t.Errorf("the folder holds %s, want %s", after, before)
	}
	if left := folder(t, os.Getenv("TMPDIR")); left != "" {
		t.Errorf("the private copy is left: %s", left)
	}
}

func TestReadOnlyPlaceRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		made string
		want error
	}{
		"other program": {`CREATE TABLE a (b)`, annotations.ErrForeign},
		"empty":         {`VACUUM`, annotations.ErrForeign},
		"newer":         {fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = 99`, applicationID), annotations.ErrNewer{Has: 99, Known: 9}},
	} {
		path := filepath.Join(t.TempDir(), "library.db")
		db, err := sql.Open("sqlite3", path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(tt.made); err != nil {
			t.Fatal(err)
		}
		db.Close()
		if _, err := asOnAReadOnlyPlace(t, path); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", name, err, tt.want)
		}
	}
}

func TestWritable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("modes do not bind root")
	}
	s := fresh(t)
	set(t, s, "k", "v")
	s.Close()
	for _, p := range []string{s.path, filepath.Dir(s.path)} {
		if !writable(s.path) {
			t.Fatal("not writable")
		}
		if err := os.Chmod(p, 0o500); err != nil {
			t.Fatal(err)
		}
		r, err := Open(t.Context(), s.path, Options{Create: true})
		if err != nil || !r.ReadOnly() {
			t.Errorf("%s without leave to write: %v", filepath.Base(p), err)
		}
		r.Close()
		if err := os.Chmod(p, 0o700); err != nil {
			t.Fatal(err)
		}
	}
}

// copyTo copies the files of a library as they stand.
func copyTo(t *testing.T, from, to string, exts ...string) {
	t.Helper()
	for _, ext := range exts {
		if err := copyFile(from+ext, to+ext); err != nil {
			t.Fatal(err)
		}
	}
}

// folder returns the names and sums of what a folder holds.
func folder(t *testing.T, dir string) string {
	t.Helper()
	es, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range es {
		c, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s;", e.Name(), uuid.NewSHA1(uuid.Nil, c))
	}
	return b.String()
}

// TestFull lets the file grow no further. What was kept before stays, and writing goes on when there is room.
func TestFull(t *testing.T) {
	s := fresh(t)
	set(t, s, "before", "v")
	var pages int
	if err := s.writer.QueryRow(`PRAGMA page_count`).Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := s.writer.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+2)); err != nil {
		t.Fatal(err)
	}
	a := article.Article{ID: uuid.Must(uuid.NewV7()), Title: "Large"}
	v := article.Trusted(strings.Repeat("words ", 20000), nil, article.Meta{ID: uuid.Must(uuid.NewV7()), Article: a.ID, Number: 1})
	if err := s.AddArticles(t.Context(), annotations.Draft{Article: a, Version: v, Words: 1, Source: bytes.Repeat([]byte("x"), 100)}); !errors.Is(err, annotations.ErrFull) {
		t.Errorf("got %v, want ErrFull", err)
	}
	if err := s.SetSetting(t.Context(), "before", strings.Repeat("x", 1<<20), time.Time{}); !errors.Is(err, annotations.ErrFull) {
		t.Errorf("got %v, want ErrFull", err)
	}
	if m, err := s.Settings(t.Context()); err != nil || len(m) != 1 || m["before"] != "v" {
		t.Errorf("Settings = %v, %v", m, err)
	}
	if es, err := s.Entries(t.Context(), 0); err != nil || len(es) > 0 {
		t.Errorf("Entries = %v, %v", es, err)
	}
	if rows, _, err := s.Changes(t.Context(), 0); err != nil || len(rows) > 0 {
		t.Errorf("Changes = %v, %v", rows, err)
	}
	if _, err := s.writer.Exec(`PRAGMA max_page_count = 1000000`); err != nil {
		t.Fatal(err)
	}
	if err := s.AddArticles(t.Context(), annotations.Draft{Article: a, Version: v, Words: 1, Source: nil}); err != nil {
		t.Errorf("with room again: %v", err)
	}
	var first string
	if err := s.readers.QueryRow(`PRAGMA integrity_check`).Scan(&first); err != nil || first != "ok" {
		t.Errorf("integrity: %s, %v", first, err)
	}
}

func TestDomain(t *testing.T) {
	plain := errors.New("x")
	for _, tt := range []struct{ err, want error }{
		{nil, nil},
		{plain, plain},
		{fmt.Errorf("a: %w", sql.ErrNoRows), annotations.ErrNotFound},
		{fmt.Errorf("a: %w", sqlite3.Error{Code: sqlite3.ErrBusy}), annotations.ErrBusy},
		{sqlite3.Error{Code: sqlite3.ErrLocked}, annotations.ErrBusy},
		{sqlite3.Error{Code: sqlite3.ErrFull}, annotations.ErrFull},
		{sqlite3.Error{Code: sqlite3.ErrNotADB}, annotations.ErrForeign},
		{sqlite3.Error{Code: sqlite3.ErrCorrupt}, annotations.ErrDamaged},
		{sqlite3.Error{Code: sqlite3.ErrReadonly}, annotations.ErrReadOnly},
		{sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.ENOSPC}, annotations.ErrFull},
		{sqlite3.Error{Code: sqlite3.ErrIoErr, ExtendedCode: sqlite3.ErrIoErrShortRead}, annotations.ErrDamaged},
		{&os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, annotations.ErrFull},
	} {
		if got := domain(tt.err); !errors.Is(got, tt.want) {
			t.Errorf("domain(%v) = %v, want %v", tt.err, got, tt.want)
		}
	}
}

func TestBusy(t *testing.T) {
	s := fresh(t)
	other, err := sql.Open("sqlite3", dsn(s.path, "rw", "_txlock=immediate"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- s.SetSetting(context.WithoutCancel(t.Context()), "k", "v", time.Time{}) }()
	if m, err := s.Settings(t.Context()); err != nil || len(m) > 0 { // reading does not wait
		t.Errorf("Settings = %v, %v", m, err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Errorf("the write that waited: %v", err)
	}
}

// TestWipingEnds has work that writes over what it deletes succeed, fail and be cancelled: SQLite does not go on writing over whole pages.
func TestWipingEnds(t *testing.T) {
	s := fresh(t)
	how := func() (n int) {
		if err := s.writer.QueryRow(`PRAGMA secure_delete`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	const on, fast = 1, 2
	if n := how(); n != fast {
		t.Errorf("at first secure_delete is %d, want %d", n, fast)
	}
	ctx, stop := context.WithCancel(t.Context())
	failed := errors.New("failed")
	for name, x := range map[string]struct {
		ctx  context.Context
		do   func() error
		want error
	}{
		"done":      {t.Context(), func() error { return nil }, nil},
		"failed":    {t.Context(), func() error { return failed }, failed},
		"cancelled": {ctx, func() error { stop(); return ctx.Err() }, context.Canceled},
	} {
		err := s.wiping(x.ctx, func() error {
			if n := how(); n != on {
				t.Errorf("%s: meanwhile secure_delete is %d, want %d", name, n, on)
			}
			return x.do()
		})
		if !errors.Is(err, x.want) || how() != fast {
			t.Errorf("%s: %v, and then secure_delete is %d", name, err, how())
		}
	}
	if _, err := s.EmptyTrash(ctx, time.Now()); !errors.Is(err, context.Canceled) || how() != fast {
		t.Errorf("cancelled before it began: %v, %d", err, how())
	}
}

// TestLogIsBounded writes much at once: once it is in the library, the log is no longer than its bound.
func TestLogIsBounded(t *testing.T) {
	s := fresh(t)
	for range 3 {
		set(t, s, "k", strings.Repeat("x", 12<<20))
		set(t, s, "k", "y") // the log is begun again
		set(t, s, "k", "z")
		if info, err := os.Stat(s.path + "-wal"); err != nil || info.Size() > logBytes+(64<<10) {
			t.Errorf("the log has %d bytes, %v, want at most %d", info.Size(), err, logBytes)
		}
	}
}
