package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// How many backups of days are kept: those of the last days that have one, and the first of each of the last months.
const (
	dailyMost   = 7
	monthlyMost = 12
)

// When the backup of a day is made again.
const (
	muchWork     = 200 // changes since the last
	workPause    = 10 * time.Minute
	closingTime  = time.Second
	closingBytes = 256 << 20 // a larger library cannot be copied and checked in that time
)

// Roll backs the library at path up if that was not done today, or if much has been changed since; of one day, the newest backup is kept. It
// then deletes backups of days, beyond the last seven that have one and the first of each of the last twelve months. Other backups
// stay. It reports whether it made one.
func (k Keeper) Roll(ctx context.Context, path string) (made bool, err error) {
	path = resolved(path)
	return k.roll(ctx, path, func(last backupFile, today bool) (bool, error) {
		if !today {
			return true, nil
		}
		if since := k.Now().Sub(last.made); since >= 0 && since < workPause { // a clock that was set back hinders nothing
			return false, nil
		}
		is, err := markOf(ctx, path)
		if err != nil {
			return false, err
		}
		was, err := markOf(ctx, last.path)
		return err != nil || is.seq-was.seq >= muchWork, nil // what cannot be read is no backup
	})
}

// RollLast is Roll for when a window is closed: it backs the library up if anything has changed since the last backup of a day. It takes a
// second at most; if that is too short, none is made.
func (k Keeper) RollLast(ctx context.Context, path string) (made bool, err error) {
	path = resolved(path)
	if info, err := os.Stat(path); err == nil && info.Size() > closingBytes {
		return false, nil
	}
	ctx, stop := context.WithTimeout(ctx, closingTime)
	defer stop()
	made, err = k.roll(ctx, path, func(last backupFile, _ bool) (bool, error) {
		is, err := markOf(ctx, path)
		if err != nil {
			return false, err
		}
		was, err := markOf(ctx, last.path)
		return err != nil || is != was && is.seq >= was.seq, nil // an earlier state does not replace a later one
	})
	if err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return false, nil
	}
	return made, err
}

// roll does what Roll does; due is asked about the last backup of a day, if there is one, and whether that is of today.
func (k Keeper) roll(ctx context.Context, path string, due func(last backupFile, today bool) (bool, error)) (bool, error) {
	last, there, err := lastDaily(ctx, path)
	if err != nil {
		return false, fmt.Errorf("list the backups of %s: %w", path, err)
	}
	to := ""
	if there {
		if last.day == k.Now().Format(time.DateOnly) {
			to = last.path
		}
		if ok, err := due(last, to != ""); err != nil || !ok {
			return false, domain(err)
		}
	}
	if _, err := markOf(ctx, to); to == "" || err != nil { // what cannot be read is left as it is
		to = k.free(path, "")
	}
	if _, err := k.Backup(ctx, path, to, true); err != nil {
		return false, err
	}
	return true, k.thin(ctx, path)
}

// thin deletes the backups of days that are not kept any longer, and what programs that were killed have left.
func (k Keeper) thin(ctx context.Context, path string) error {
	all, err := k.backupsOf(ctx, path)
	if err != nil {
		return fmt.Errorf("list the backups of %s: %w", path, err)
	}
	if parts, err := filepath.Glob(filepath.Join(backupFolder(path), ".parley-*.part")); err == nil {
		for _, name := range parts {
			if info, err := os.Stat(name); err == nil && k.Now().Sub(info.ModTime()) > 24*time.Hour {
				_ = os.Remove(name)
			}
		}
	}
	for _, b := range outdated(daily(all, baseOf(path))) {
		if err := os.Remove(b.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("delete the old backup %s: %w", b.path, cause(err))
		}
	}
	return nil
}

// lastDaily returns the last backup of a day under a library's own name. It opens as few files as it can.
func lastDaily(ctx context.Context, path string) (last backupFile, ok bool, err error) {
	all, err := backupFiles(path)
	if err != nil {
		return last, false, err
	}
	days := daily(all, baseOf(path))
	own := identity{}
	if len(days) > 0 {
		own = identify(ctx, path)
	}
	for _, b := range slices.Backward(days) {
		if own.mayHave(identify(ctx, b.path)) {
			return b, true, ctx.Err()
		}
	}
	return last, false, ctx.Err()
}

// daily returns the backups of days under a library's own name, of those in the order of their days.
func daily(all []backupFile, base string) []backupFile {
	return slices.DeleteFunc(slices.Clone(all), func(b backupFile) bool { return b.reason != "" || b.base != base })
}

// outdated returns the backups that are not kept, of backups of days in their order.
func outdated(days []backupFile) []backupFile {
	month := func(b backupFile) string { return b.day[:len("2006-01")] }
	var first []string // of each month
	for i, b := range days {
		if i == 0 || month(b) != month(days[i-1]) {
			first = append(first, b.path)
		}
	}
	first = first[max(len(first)-monthlyMost, 0):]
	var out []backupFile
	for i, b := range days {
		if i < len(days)-dailyMost && !slices.Contains(first, b.path) {
			out = append(out, b)
		}
	}
	return out
}

// A mark tells states of a library apart by its last change and the last draft that was saved.
type mark struct{ seq, draft int64 }

// markOf reads the mark of a library or a backup.
func markOf(ctx context.Context, path string) (m mark, err error) {
	return m, peeking(ctx, path, func(tx *sql.Tx) error {
		has, err := ours(ctx, tx)
		if err != nil {
			return err
		}
		drafts := `0`
		if has >= identified {
			drafts = `(SELECT coalesce(max(modified), 0) + count(*) FROM draft)`
		}
		return tx.QueryRowContext(ctx, `SELECT (SELECT coalesce(max(seq), 0) FROM change), `+drafts).Scan(&m.seq, &m.draft)
	})
}
