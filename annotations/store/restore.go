package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"parley/annotations"
)

// Restore puts the library of the file from in the place of the one at to, which is kept beside it or among its backups. What is
// restored is checked before, and brought to the newest schema. The library at to has its identity afterwards, if it could be read. Programs
// that have the library open see it change. If Restore fails, what was there is there.
func (k Keeper) Restore(ctx context.Context, from, to string) (annotations.Restored, error) {
	r, err := k.restore(ctx, from, resolved(to))
	if err != nil {
		return r, fmt.Errorf("restore %s from %s: %w", to, from, domain(err))
	}
	return r, nil
}

func (k Keeper) restore(ctx context.Context, from, to string) (annotations.Restored, error) {
	var out annotations.Restored
	l, err := k.look(ctx, from)
	if err != nil {
		return out, err
	}
	known, err := steps()
	if err != nil {
		return out, err
	}
	if l.Schema > len(known) {
		return out, annotations.ErrNewer{Has: l.Schema, Known: len(known)}
	}
	a, errA := os.Stat(from)
	b, errB := os.Stat(to)
	if errA == nil && errB == nil && os.SameFile(a, b) {
		return out, errors.New("it is the library itself")
	}
	there := errB == nil && b.Size() > 0
	if there {
		if err := k.replaceable(ctx, to); err != nil {
			return out, err
		}
	}
	p, err := k.finish(ctx, from, to)
	defer p.remove()
	if err != nil {
		return out, err
	}
	if there {
		out.Saved, err = k.replace(ctx, p, to)
	} else {
		out.Saved, err = k.swap(p, to)
	}
	if err != nil {
		return out, err
	}
	out.Look, err = k.look(context.WithoutCancel(ctx), to)
	return out, err
}

// replaceable returns an error if what is at path is neither a library nor a damaged one.
func (k Keeper) replaceable(ctx context.Context, path string) error {
	_, err := k.look(ctx, path)
	switch {
	case err == nil || errors.Is(domain(err), annotations.ErrDamaged):
		return nil
	case errors.Is(domain(err), annotations.ErrForeign) && k.wasLibrary(ctx, path):
		return nil
	}
	return err
}

// wasLibrary reports whether a file that SQLite does not know stands where a library of ours has its backups, or has a log beside it.
func (k Keeper) wasLibrary(ctx context.Context, path string) bool {
	s := Store{path: path}
	names, err := k.Backups(ctx, path)
	return s.hasLog() || err == nil && len(names) > 0
}

// seqLeap is by how much the number of the change that tells of a restoration exceeds the last one: more than other programs can write
// while the backup is put in its place.
const seqLeap = 1 << 20

// finish makes a file, in the folder of the library at to, that can take the place of that library: a copy of the one at from, checked, of the newest
// schema, and with to's identity. A row in its table of changes says that the library has become another. It is returned with an error,
// too, to be removed.
func (k Keeper) finish(ctx context.Context, from, to string) (partial, error) {
	p, err := k.copyOf(ctx, from, filepath.Dir(to))
	if err != nil {
		return p, err
	}
	own := identify(ctx, to)
	m, err := markOf(ctx, to)
	if err != nil { // it is damaged, or there is none
		m = mark{}
	}
	s, err := Open(ctx, string(p), Options{Progress: k.Progress}) // migrates it
	if err != nil {
		return p, err
	}
	err = s.write(ctx, func(tx *work) error {
		if own.id != "" {
			if _, err := tx.ExecContext(ctx, `UPDATE library SET id = ?`, own.id); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO change (seq, entity, id, article)
			SELECT max(?1, coalesce(max(seq), 0)) + ?2, 'library', '00000000-0000-0000-0000-000000000000', '' FROM change`, m.seq, seqLeap)
		return err
	})
	if err == nil {
		err = s.checkpoint(ctx)
	}
	return p, errors.Join(err, s.Close())
}

// copyOf copies the library at from into a new file in a folder, and checks it. The file is returned with an error, too, to be removed.
func (k Keeper) copyOf(ctx context.Context, from, dir string) (partial, error) {
	p, err := newPartial(dir)
	if err != nil {
		return p, err
	}
	if err := copyPages(ctx, from, string(p), k.Progress); err != nil {
		return p, err
	}
	k.Progress.tell("checking the copy", 0, 1)
	faults, err := structure(ctx, string(p))
	if err == nil && len(faults) > 0 {
		err = damage{faults[0].What}
	}
	return p, err
}

// replace puts a finished file in the place of the library at path, and returns where that is kept: among its backups if it is whole. Then the
// pages are copied into the open file, so that windows go on. A damaged library is set aside as a file, unless a window has it open.
func (k Keeper) replace(ctx context.Context, p partial, path string) (saved string, err error) {
	saved, err = k.replaceWhole(ctx, p, path)
	if d := domain(err); err == nil || !errors.Is(d, annotations.ErrDamaged) && !errors.Is(d, annotations.ErrForeign) {
		return saved, err
	}
	release, own, err := k.Own(path)
	if err != nil {
		return "", err
	}
	if !own {
		return k.replaceOpen(ctx, p, path)
	}
	defer release()
	return k.swap(p, path)
}

// replaceWhole backs the library at path up and copies the pages of a finished file into it. If others write between the two, it is backed up
// again: what they were told is saved is in the backup.
func (k Keeper) replaceWhole(ctx context.Context, p partial, path string) (string, error) {
	if _, err := k.look(ctx, path); err != nil {
		return "", err
	}
	w, err := watchWrites(ctx, path)
	if err != nil {
		return "", err
	}
	defer w.Close()
	saved := k.free(path, "before-restore")
	for {
		_, err := k.backup(ctx, path, saved, false)
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", err
		}
		saved = k.free(path, "before-restore") // another restoration has taken the name meanwhile
	}
	put := func() error {
		const maxTries = 6
		for try := 1; ; try++ {
			switch err := w.unwritten(); {
			case errors.Is(err, errWritten): // while the library was being backed up
				if err := w.look(); err != nil {
					return err
				}
				if _, err := k.backup(ctx, path, saved, true); err != nil {
					return err
				}
			case err != nil:
				return err
			}
			err := copyPagesHeld(ctx, string(p), path, k.Progress, w.unwritten)
			if !errors.Is(err, errWritten) {
				return err
			}
			if try == maxTries {
				return annotations.ErrBusy
			}
		}
	}
	if k.Swap == nil {
		err = put()
	} else {
		err = k.Swap(put)
	}
	if err != nil {
		return "", fmt.Errorf("%w; a backup of the library as it is was made in %s", err, saved)
	}
	return saved, nil
}

// errWritten means that a library was written to after it was copied.
var errWritten = errors.New("it was written to meanwhile")

// A writeWatch tells whether others have written to a library since it was looked at last.
type writeWatch struct {
	ctx  context.Context
	db   *sql.DB
	conn *sql.Conn // SQLite counts the writes of others for each connection
	seen int
}

// watchWrites looks at the library at path for the first time.
func watchWrites(ctx context.Context, path string) (*writeWatch, error) {
	db, err := sql.Open("sqlite3", dsn(path, "rw"))
	if err != nil {
		return nil, err
	}
	w := &writeWatch{ctx: ctx, db: db}
	if w.conn, err = db.Conn(ctx); err == nil {
		err = w.look()
	}
	if err != nil {
		w.Close()
		return nil, err
	}
	return w, nil
}

// Close ends the watch.
func (w *writeWatch) Close() {
	if w.conn != nil {
		_ = w.conn.Close() // only read from
	}
	_ = w.db.Close()
}

func (w *writeWatch) version() (n int, err error) {
	return n, w.conn.QueryRowContext(w.ctx, `PRAGMA data_version`).Scan(&n)
}

// look takes the library as it is now for the one that is known.
func (w *writeWatch) look() (err error) {
	w.seen, err = w.version()
	return err
}

// unwritten returns an error that wraps errWritten if others have written since the last look.
func (w *writeWatch) unwritten() error {
	now, err := w.version()
	if err == nil && now != w.seen {
		err = errWritten
	}
	return err
}

// replaceOpen copies the pages of a damaged library that a window has open into a file beside it, as they are, and those of a finished one into it.
func (k Keeper) replaceOpen(ctx context.Context, p partial, path string) (string, error) {
	old, err := newPartial(filepath.Dir(path))
	defer old.remove()
	if err != nil {
		return "", err
	}
	w, err := watchWrites(ctx, path)
	if err != nil {
		return "", err
	}
	defer w.Close()
	aside := k.asideName(path)
	if err = copyPages(ctx, path, string(old), k.Progress); err == nil {
		if err = k.place(old, aside); err == nil {
			if err = copyPagesHeld(ctx, string(p), path, k.Progress, w.unwritten); err == nil {
				return aside, nil
			}
			_ = os.Remove(aside) // what it holds is where it was
		}
	}
	if errors.Is(err, errWritten) { // what was written would be in neither file
		return "", annotations.ErrBusy
	}
	if d := domain(err); errors.Is(d, annotations.ErrDamaged) || errors.Is(d, annotations.ErrForeign) {
		return "", fmt.Errorf("it is too damaged to be replaced while a window has it open: %w", annotations.ErrBusy)
	}
	return "", err
}
