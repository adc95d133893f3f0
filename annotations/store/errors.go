package store

import (
	"database/sql"
	"errors"
	"io/fs"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"parley/annotations"
)

// Names for what the domain calls these.
var (
	errMissing  = annotations.ErrMissing
	errForeign  = annotations.ErrForeign
	errReadOnly = annotations.ErrReadOnly
	errFolder   = errors.New("it is a folder")
)

// domain gives a database error its meaning outside this package.
func domain(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		return annotations.ErrNotFound
	}
	if errors.Is(err, syscall.ENOSPC) {
		return annotations.ErrFull
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return annotations.ErrBusy
	case sqlite3.ErrFull:
		return annotations.ErrFull
	case sqlite3.ErrNotADB:
		return annotations.ErrForeign
	case sqlite3.ErrCorrupt:
		return annotations.ErrDamaged
	case sqlite3.ErrReadonly:
		return annotations.ErrReadOnly
	case sqlite3.ErrIoErr:
		if e.SystemErrno == syscall.ENOSPC {
			return annotations.ErrFull
		}
	}
	return err
}

// cause leaves out the path, which the message names already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
