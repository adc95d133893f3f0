package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parley/annotations"
)

// Restore puts the library of the file from in the place of the one at to, which is kept beside it or among its backups. What is
// restored is checked before. Programs that have the library open see it change.
func (k Keeper) Restore(ctx context.Context, from, to string) (annotations.Restored, error) {
	r, err := k.restore(ctx, from, to)
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
	k.Progress.tell("checking the backup", 0, 1)
	if faults, err := structure(ctx, from); err != nil {
		return out, err
	} else if len(faults) > 0 {
		return out, damage{faults[0].What}
	}
	a, errA := os.Stat(from)
	b, errB := os.Stat(to)
	switch {
	case errA == nil && errB == nil && os.SameFile(a, b):
		return out, errors.New("it is the library itself")
	case errB != nil || b.Size() == 0:
		_, err = k.backup(ctx, from, to, true)
	default:
		out.Saved, err = k.replace(ctx, from, to)
	}
	if err != nil {
		return out, err
	}
	out.Look, err = k.look(context.WithoutCancel(ctx), to)
	return out, err
}

// replace puts a library in the place of another, and returns where that is kept.
func (k Keeper) replace(ctx context.Context, from, to string) (saved string, err error) {
	var seq int64
	if _, err = k.look(ctx, to); err == nil {
		seq, err = lastSeq(ctx, to)
	}
	switch {
	case errors.Is(domain(err), annotations.ErrForeign):
		if !damagedLibrary(to) {
			return "", err
		}
		fallthrough
	case errors.Is(domain(err), annotations.ErrDamaged):
		return k.setAside(ctx, from, to)
	case err != nil:
		return "", err
	}
	saved = k.free(to, "before-restore")
	if _, err := k.backup(ctx, to, saved, false); err != nil {
		if !errors.Is(domain(err), annotations.ErrDamaged) {
			return "", err
		}
		return k.setAside(ctx, from, to)
	}
	swap := func() error {
		now, err := lastSeq(ctx, to)
		if err == nil && now != seq { // something was written while the library was being saved: that is saved, too
			seq = now
			_, err = k.backup(ctx, to, saved, true)
		}
		if err == nil {
			err = copyPages(ctx, from, to, k.Progress)
		}
		if err == nil {
			err = tellRestored(context.WithoutCancel(ctx), to, seq) // it is restored, and is to be seen
		}
		return err
	}
	if k.Swap == nil {
		err = swap()
	} else {
		err = k.Swap(swap)
	}
	if err != nil {
		return "", err
	}
	return saved, nil
}

// damagedLibrary reports whether a file that SQLite does not know stands where a library of ours has its backups, or has a log beside it.
func damagedLibrary(path string) bool {
	s := Store{path: path}
	names, err := backupsOf(path)
	return s.hasLog() || err == nil && len(names) > 0
}

// setAside gives what is damaged other names, and puts a library in its place.
func (k Keeper) setAside(ctx context.Context, from, to string) (string, error) {
	name := to + ".damaged-" + k.Now().UTC().Format("20060102-150405")
	for _, end := range []string{"-wal", "-shm", ""} {
		if err := os.Rename(to+end, name+end); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", cause(err)
		}
	}
	_, err := k.backup(ctx, from, to, false)
	return name, err
}

func lastSeq(ctx context.Context, path string) (seq int64, err error) {
	p, err := peek(ctx, path)
	if err != nil {
		return 0, err
	}
	defer p.Close() // only read from
	return p.LastChange(ctx)
}

// tellRestored lets the programs that have the library open know: they look for changes after the last that they have seen.
func tellRestored(ctx context.Context, path string, seq int64) error {
	db, err := openWriter(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, `INSERT INTO change (seq, entity, id, article) SELECT max(?1, coalesce(max(seq), 0)) + 1, 'library', '00000000-0000-0000-0000-000000000000', '' FROM change`, seq)
	return err
}

// Backups returns the backups that were made of the library at path by the program itself, the newest first.
func (k Keeper) Backups(path string) ([]string, error) {
	names, err := backupsOf(path)
	slices.Reverse(names)
	return names, err
}

// backupFolder returns the folder of a library's backups.
func backupFolder(path string) string { return filepath.Join(filepath.Dir(path), "backups") }

func baseOf(path string) string {
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}

// free returns the name of a backup that is not taken.
func (k Keeper) free(path, why string) string {
	for n := 1; ; n++ {
		name := filepath.Join(backupFolder(path), baseOf(path)+"-"+k.Now().Format("2006-01-02")+"-"+why)
		if n > 1 {
			name += fmt.Sprintf("-%d", n)
		}
		if _, err := os.Lstat(name + ".db"); err != nil {
			return name + ".db"
		}
	}
}

// backupsOf returns the backups in the order of their dates.
func backupsOf(path string) ([]string, error) {
	entries, err := os.ReadDir(backupFolder(path))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, cause(err)
	}
	var out []string
	for _, e := range entries { // sorted by their names, which begin with the date
		if rest, ok := strings.CutPrefix(e.Name(), baseOf(path)+"-"); ok && len(rest) >= len("2006-01-02.db") && strings.HasSuffix(rest, ".db") && e.Type().IsRegular() {
			out = append(out, filepath.Join(backupFolder(path), e.Name()))
		}
	}
	return out, nil
}

// Keep backs the library at path up among its backups, under a name of its own.
func (k Keeper) Keep(ctx context.Context, path string) (annotations.Look, error) {
	return k.Backup(ctx, path, k.free(path, "by-hand"), false)
}

// beforeMigration backs a library of an older schema up, unless that was done.
func (k Keeper) beforeMigration(ctx context.Context, path string) error {
	p, err := peek(ctx, path)
	if err != nil {
		return err
	}
	has, err := schema(ctx, p.readers)
	anything := false
	if err == nil && has > 0 { // another program may just be making it
		err = p.readers.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM article) OR EXISTS (SELECT 1 FROM actor) OR EXISTS (SELECT 1 FROM dispute)`).Scan(&anything)
	}
	if err = errors.Join(err, p.Close()); err != nil || !anything {
		return err
	}
	to := filepath.Join(backupFolder(path), fmt.Sprintf("%s-%s-schema-%d.db", baseOf(path), k.Now().Format("2006-01-02"), has))
	if _, err := os.Stat(to); err == nil {
		return nil
	}
	_, err = k.backup(ctx, path, to, false)
	return err
}

// How many daily and monthly backups are kept.
const (
	dailyMost   = 7
	monthlyMost = 12
)

// Roll backs the library at path up if that was not done today, and deletes what is beyond the last seven days that have a backup and
// the first of each of the last twelve months. Other backups stay. It reports whether it made one.
func (k Keeper) Roll(ctx context.Context, path string) (bool, error) {
	to := filepath.Join(backupFolder(path), baseOf(path)+"-"+k.Now().Format("2006-01-02")+".db")
	if _, err := os.Stat(to); err == nil {
		return false, nil
	}
	if _, err := k.Backup(ctx, path, to, false); err != nil {
		return false, err
	}
	all, err := backupsOf(path)
	if err != nil {
		return true, err
	}
	if parts, err := filepath.Glob(filepath.Join(backupFolder(path), ".parley-*.part")); err == nil { // of programs that were killed
		for _, name := range parts {
			if info, err := os.Stat(name); err == nil && k.Now().Sub(info.ModTime()) > 24*time.Hour {
				_ = os.Remove(name)
			}
		}
	}
	for _, name := range outdated(all, baseOf(path)) {
		if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
			return true, fmt.Errorf("delete the old backup %s: %w", name, cause(err))
		}
	}
	return true, nil
}

// outdated returns the backups that are not kept, of those in the order of their dates.
func outdated(all []string, base string) []string {
	var days []string
	for _, name := range all {
		if len(filepath.Base(name)) == len(base)+len("-2006-01-02.db") { // not one that was made for a reason
			days = append(days, name)
		}
	}
	month := func(name string) string { return filepath.Base(name)[:len(base)+len("-2006-01")] }
	var first []string // of each month
	for i, name := range days {
		if i == 0 || month(name) != month(days[i-1]) {
			first = append(first, name)
		}
	}
	first = first[max(len(first)-monthlyMost, 0):]
	var out []string
	for i, name := range days {
		if i < len(days)-dailyMost && !slices.Contains(first, name) {
			out = append(out, name)
		}
	}
	return out
}
