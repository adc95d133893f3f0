package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/mattn/go-sqlite3"

	"parley/annotations"
)

// A Keeper does what works on library files that need not be open, and that may be too damaged to be opened: looking inside, backing
// up, restoring and checking.
type Keeper struct {
	Now      func() time.Time
	Progress Progress // of what takes long
	Remake   Remake   // nil: no text is made again
	files    filer    // nil: the file system

	// Swap does the part of a restoration that writes to the library, at a moment when this program writes nothing else; nil: at once.
	Swap func(do func() error) error
}

// Look says what a library holds. Nothing in it is changed; a file of another program is annotations.ErrForeign.
func (k Keeper) Look(ctx context.Context, path string) (annotations.Look, error) {
	l, err := k.look(ctx, path)
	if err != nil {
		return l, fmt.Errorf("look into %s: %w", path, domain(err))
	}
	return l, nil
}

func (k Keeper) look(ctx context.Context, path string) (annotations.Look, error) {
	l, err := k.lookInto(ctx, path)
	return l, unknown(err, path)
}

func (k Keeper) lookInto(ctx context.Context, path string) (annotations.Look, error) {
	l := annotations.Look{Path: path}
	info, err := os.Stat(path)
	if err != nil {
		return l, missing(err)
	}
	l.Size = info.Size()
	p, err := peek(ctx, path)
	if err != nil {
		return l, err
	}
	defer p.Close() // only read from
	tx, err := p.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return l, err
	}
	defer tx.Rollback() // only read from
	if l.Schema, err = ours(ctx, tx); err != nil {
		return l, err
	}
	if l.Schema >= identified {
		if err := tx.QueryRowContext(ctx, `SELECT id FROM library`).Scan(&l.ID); err != nil {
			return l, err
		}
	}
	var changed sql.NullInt64
	err = tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM article WHERE deleted IS NULL), (SELECT count(*) FROM highlight WHERE deleted IS NULL),
		(SELECT count(*) FROM note WHERE deleted IS NULL) + (SELECT count(*) FROM highlight WHERE deleted IS NULL AND note <> '')
			+ (SELECT count(*) FROM statement WHERE deleted IS NULL AND note <> ''), (SELECT count(*) FROM statement WHERE deleted IS NULL),
		max((SELECT coalesce(max(created), 0) FROM article), (SELECT coalesce(max(modified), 0) FROM highlight), (SELECT coalesce(max(modified), 0) FROM note),
			(SELECT coalesce(max(modified), 0) FROM statement), (SELECT coalesce(max(opened), 0) FROM reading))`).
		Scan(&l.Articles, &l.Highlights, &l.Notes, &l.Statements, &changed)
	l.Changed = fromMillis(changed.Int64)
	return l, err
}

// ours returns the schema of a file that is a library; an empty file is none.
func ours(ctx context.Context, q querier) (int, error) {
	has, err := schema(ctx, q)
	if err == nil && has == 0 {
		err = annotations.ErrForeign
	}
	return has, err
}

func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fs.ErrNotExist
	}
	return cause(err)
}

// peek opens a file for reading, whatever it is. Where its place can be written, what its log holds is read, too.
func peek(ctx context.Context, path string) (*Store, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(abs)
	switch {
	case err != nil:
		return nil, missing(err)
	case info.IsDir():
		return nil, errFolder
	case !info.Mode().IsRegular() || info.Size() < 512:
		return nil, errForeign
	}
	s := &Store{path: abs}
	if writable(abs) && s.hasLog() {
		if err = s.openReaders(ctx, dsn(abs, "rw")); err == nil {
			var any int
			if err = s.readers.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_master`).Scan(&any); !errors.Is(domain(err), annotations.ErrFull) {
				return s, nil // any other error comes again
			}
		}
		if errors.Is(domain(err), annotations.ErrFull) { // there is no room for the index of the log; elsewhere, there may be
			_ = s.readers.Close() // nothing was read
			err = s.openAside(ctx)
		}
	} else {
		err = s.openAside(ctx) // leaves nothing beside it
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Backup copies the library at from to the file to, while other programs work with it: the copy is of one moment, whole and
// checked, or there is none. A file that is there is written over only if over is set, and only if it is a library.
func (k Keeper) Backup(ctx context.Context, from, to string, over bool) (annotations.Look, error) {
	l, err := k.backup(ctx, from, to, over)
	if err != nil {
		return l, fmt.Errorf("back up %s to %s: %w", from, to, domain(err))
	}
	return l, nil
}

func (k Keeper) backup(ctx context.Context, from, to string, over bool) (annotations.Look, error) {
	var none annotations.Look
	if _, err := os.Stat(from); err != nil {
		return none, missing(err)
	}
	if info, err := os.Stat(to); err == nil {
		if old, err := os.Stat(from); err == nil && os.SameFile(info, old) {
			return none, errors.New("it is the library itself")
		}
		if !over {
			return none, fs.ErrExist
		}
		if _, err := k.look(ctx, to); err != nil && info.Size() > 0 {
			return none, fmt.Errorf("what is there is left as it is: %w", err)
		}
	}
	p, err := k.copyOf(ctx, from, filepath.Dir(to))
	defer p.remove()
	if err != nil {
		return none, err
	}
	l, err := k.look(ctx, string(p))
	if err != nil {
		return none, err
	}
	place := k.placeNew
	if over {
		place = k.place
	}
	if err := place(p, to); err != nil {
		return none, err
	}
	l.Path = to
	return l, nil
}

// pagesAtOnce is how many pages are copied between two looks at ctx.
const pagesAtOnce = 4096

// copyPages copies a library into a file by SQLite's backup interface. The file may be a library that others have open: then
// they see all of it change at once.
func copyPages(ctx context.Context, from, to string, told Progress) error {
	return copyPagesHeld(ctx, from, to, told, nil)
}

// copyPagesHeld is copyPages. held, if it is not nil, is called when nobody else can write to the file any more and nothing in it has changed
// yet; if it returns an error, the file stays as it is.
func copyPagesHeld(ctx context.Context, from, to string, told Progress, held func() error) error {
	src, err := peek(ctx, from)
	if err != nil {
		return err
	}
	defer src.Close() // only read from
	if _, err := ours(ctx, src.readers); err != nil {
		return err
	}
	dst, err := sql.Open("sqlite3", dsn(to, "rw"))
	if err != nil {
		return err
	}
	err = between(ctx, dst, src.readers, func(to, from *sqlite3.SQLiteConn) error {
		// One snapshot for all steps: a write between two steps would have SQLite begin the copy again.
		if _, err := from.Exec(`BEGIN; SELECT 1 FROM sqlite_master`, nil); err != nil {
			return err
		}
		defer from.Exec(`ROLLBACK`, nil) // only read from
		b, err := to.Backup("main", from, "main")
		if err != nil {
			return err
		}
		pages := pagesAtOnce
		if held != nil {
			pages = 1 // the first step takes the lock; a library has more pages than one
		}
		for waited := 0; ; {
			left := b.Remaining()
			done, err := b.Step(pages)
			switch {
			case err != nil || done:
			case b.Remaining() == left && b.PageCount() > 0 && left > 0 || b.PageCount() == 0: // somebody holds the file
				if waited += 10; waited > waitMost {
					err = annotations.ErrBusy
				}
				time.Sleep(10 * time.Millisecond)
			case held != nil:
				err = held()
				held, pages = nil, pagesAtOnce
			}
			told.tell("copying the library", b.PageCount()-b.Remaining(), b.PageCount())
			if err == nil && !done { // what is done is on the disk
				err = ctx.Err()
			}
			if err != nil {
				_ = b.Finish() // the error is known
				return err
			}
			if done {
				return b.Finish()
			}
		}
	})
	return errors.Join(err, dst.Close())
}

// between calls f with a connection of either.
func between(ctx context.Context, a, b *sql.DB, f func(a, b *sqlite3.SQLiteConn) error) error {
	one, err := a.Conn(ctx)
	if err != nil {
		return err
	}
	defer one.Close()
	two, err := b.Conn(ctx)
	if err != nil {
		return err
	}
	defer two.Close()
	return one.Raw(func(x any) error {
		return two.Raw(func(y any) error { return f(x.(*sqlite3.SQLiteConn), y.(*sqlite3.SQLiteConn)) })
	})
}

// structure has SQLite check a file and what its rows refer to.
func structure(ctx context.Context, path string) ([]annotations.Fault, error) {
	p, err := peek(ctx, path)
	if err != nil {
		return nil, err
	}
	defer p.Close() // only read from
	return pragmas(ctx, p.readers)
}

func pragmas(ctx context.Context, db rowsQuerier) ([]annotations.Fault, error) {
	var out []annotations.Fault
	rows, err := db.QueryContext(ctx, `PRAGMA integrity_check(20)`)
	if err == nil {
		err = each(rows, func(row scanner) error {
			var said string
			err := row.Scan(&said)
			if err == nil && said != "ok" {
				out = append(out, annotations.Fault{What: "the file: " + said, File: true})
			}
			return err
		})
	}
	if err != nil { // too damaged to be checked
		if d := domain(err); errors.Is(d, annotations.ErrDamaged) {
			return append(out, annotations.Fault{What: "the file: " + err.Error(), File: true}), nil
		}
		return out, err
	}
	rows, err = db.QueryContext(ctx, `SELECT "table", parent FROM pragma_foreign_key_check LIMIT 20`)
	if err != nil {
		return out, err
	}
	return out, each(rows, func(row scanner) error {
		var table, parent string
		err := row.Scan(&table, &parent)
		out = append(out, annotations.Fault{What: fmt.Sprintf("a row of %s refers to one of %s that is not there", table, parent)})
		return err
	})
}
