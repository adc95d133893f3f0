package store

import (
	"context"
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

// gone means that something was to be kept on what the library no longer holds. It is an annotations.ErrNotFound.
type gone struct{}

// Error says so.
func (gone) Error() string {
	return "the article or collection that it belongs to is no longer in the library"
}

// Is reports whether target is annotations.ErrNotFound.
func (gone) Is(target error) bool { return target == annotations.ErrNotFound }

// domain gives a database error its meaning outside this package.
func domain(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		return annotations.ErrNotFound
	}
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return annotations.ErrFull
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		if bad := badRow(err); bad != nil {
			return bad
		}
		return err
	}
	switch e.Code {
	case sqlite3.ErrError:
		if bad := badSchema(e); bad != nil {
			return bad
		}
		if e.Error() == "unsupported file format" {
			return damage{"the number of its file format is not what it was"}
		}
	case sqlite3.ErrInterrupt: // as SQLite says that the context is done
		return context.Canceled
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
	case sqlite3.ErrConstraint:
		switch e.ExtendedCode {
		case sqlite3.ErrConstraintUnique: // another took the number or the handle
			return annotations.ErrChanged
		case sqlite3.ErrConstraintForeignKey: // another program has emptied the trash, or restored a backup
			return gone{}
		}
	case sqlite3.ErrIoErr:
		switch {
		case e.SystemErrno == syscall.ENOSPC || e.SystemErrno == syscall.EDQUOT:
			return annotations.ErrFull
		case e.ExtendedCode == sqlite3.ErrIoErrShortRead:
			return annotations.ErrDamaged
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
