package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"parley/annotations"
	"parley/annotations/article"
)

// A backupName is the name of a backup that the program has made: BASE-2006-01-02.db of a day, BASE-2006-01-02-REASON.db for a reason, and
// before .db a number from 2 on if such a name was taken.
type backupName struct {
	base   string // the library's name without .db
	day    string // 2006-01-02
	reason string // empty for the backup of a day
	number int    // 1 without one
}

// backupPattern is read only.
var backupPattern = regexp.MustCompile(`^(.+)-(\d{4}-\d{2}-\d{2})(?:-(by-hand|before-restore|schema-\d+))?(?:-(\d+))?\.db$`)

// parseBackup reads the name of a file; ok is false if it is not that of a backup.
func parseBackup(name string) (b backupName, ok bool) {
	m := backupPattern.FindStringSubmatch(name)
	if m == nil {
		return b, false
	}
	if _, err := time.Parse(time.DateOnly, m[2]); err != nil {
		return b, false
	}
	b = backupName{base: m[1], day: m[2], reason: m[3], number: 1}
	if m[4] != "" {
		n, err := strconv.Atoi(m[4])
		if err != nil || n < 2 {
			return b, false
		}
		b.number = n
	}
	return b, true
}

// String returns the name of the file.
func (b backupName) String() string {
	s := b.base + "-" + b.day
	if b.reason != "" {
		s += "-" + b.reason
	}
	if b.number > 1 {
		s += "-" + strconv.Itoa(b.number)
	}
	return s + ".db"
}

// backupFolder returns the folder of a library's backups.
func backupFolder(path string) string { return filepath.Join(filepath.Dir(path), "backups") }

// baseOf returns what the names of a library's backups begin with.
func baseOf(path string) string { return strings.TrimSuffix(filepath.Base(path), ".db") }

// oldBaseOf is baseOf as it was before schema 7, when any extension was left out.
func oldBaseOf(path string) string {
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}

// A backupFile is a backup in the folder of backups.
type backupFile struct {
	backupName
	path string
	made time.Time // when the file was written
}

// backupFiles returns all backups in the folder of a library's backups, of whichever library, by their day and time.
func backupFiles(path string) ([]backupFile, error) {
	entries, err := os.ReadDir(backupFolder(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, cause(err)
	}
	var out []backupFile
	for _, e := range entries {
		name, ok := parseBackup(e.Name())
		if !ok || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) { // deleted meanwhile
			continue
		}
		if err != nil {
			return nil, cause(err)
		}
		out = append(out, backupFile{name, filepath.Join(backupFolder(path), e.Name()), info.ModTime()})
	}
	slices.SortStableFunc(out, func(a, b backupFile) int {
		if c := strings.Compare(a.day, b.day); c != 0 {
			return c
		}
		return a.made.Compare(b.made)
	})
	return out, nil
}

// Backups returns the backups that the program has made of the library at path, the newest first.
//
// A backup is of that library if its name says so as a whole and, where both have an identity, that is the same. Where one of them has none,
// since it is of a schema before 7, the two must have an article in common, or one of them must be empty. Where the library
// is missing or cannot be read, the name decides, unless the backup has the identity of another library whose backups would have that name,
// such as library.sqlite or library beside library.db. Backups under the name of another library are of this one if they have its
// identity and that other library is no longer there: then this one was renamed. A copy of a library beside it has its identity, too, but
// the backups of each have their own names. If path is a link, the backups lie beside the file that it leads to; those that earlier releases
// made beside the link follow.
func (k Keeper) Backups(ctx context.Context, path string) ([]string, error) {
	var out []string
	for _, p := range places(path) {
		all, err := k.backupsOf(ctx, p)
		if err != nil {
			return out, err
		}
		out = append(out, newestFirst(all)...)
	}
	return out, nil
}

// places returns the file that path leads to and, if that is another, path itself.
func places(path string) []string {
	if to := resolved(path); filepath.Dir(to) != filepath.Dir(path) || filepath.Base(to) != filepath.Base(path) {
		return []string{to, path}
	}
	return []string{path}
}

func newestFirst(all []backupFile) []string {
	var out []string
	for _, b := range all {
		out = append(out, b.path)
	}
	slices.Reverse(out)
	return out
}

func (k Keeper) backupsOf(ctx context.Context, path string) ([]backupFile, error) {
	files, err := backupFiles(path)
	if err != nil || len(files) == 0 {
		return nil, err
	}
	own := identify(ctx, path)
	rivals := sync.OnceValue(func() []string { return rivalsOf(ctx, path) })
	var out []backupFile
	for _, b := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		switch {
		case b.named(path):
			if its := identify(ctx, b.path); own.mayHave(its) && (own.id != "" || !anyHas(rivals(), its.id)) {
				out = append(out, b)
			}
		case own.id != "" && !isThere(path, b.base+".db") && !isThere(path, b.base):
			if identify(ctx, b.path).id == own.id {
				out = append(out, b)
			}
		}
	}
	return out, nil
}

// named reports whether the backups of the library at path have names with that base.
func (b backupFile) named(path string) bool {
	return b.base == baseOf(path) || b.base == oldBaseOf(path) && !isThere(path, b.base+".db")
}

// rivalsOf returns the identities of other libraries beside the one at path whose backups may have names like its own.
func rivalsOf(ctx context.Context, path string) (ids []string) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil // then there are no backups, either
	}
	for _, e := range entries {
		if name := e.Name(); e.Type().IsRegular() && name != filepath.Base(path) && (baseOf(name) == baseOf(path) || oldBaseOf(name) == baseOf(path)) {
			ids = append(ids, identify(ctx, filepath.Join(filepath.Dir(path), name)).id)
		}
	}
	return ids
}

func anyHas(ids []string, id string) bool { return id != "" && slices.Contains(ids, id) }

// isThere reports whether there is a file with that name beside the one at path, other than that.
func isThere(path, name string) bool {
	_, err := os.Lstat(filepath.Join(filepath.Dir(path), name))
	return err == nil && name != filepath.Base(path)
}

// An identity says which library a file is of.
type identity struct {
	id       string // empty before schema 7, or if it cannot be read
	readable bool
	articles []article.ID // without an id
	read     func() []article.ID
}

// identify reads the identity of a library or a backup. What cannot be read has none.
func identify(ctx context.Context, path string) (x identity) {
	has := 0
	err := peeking(ctx, path, func(tx *sql.Tx) (err error) {
		if has, err = ours(ctx, tx); err == nil && has >= identified {
			err = tx.QueryRowContext(ctx, `SELECT id FROM library`).Scan(&x.id)
		}
		return err
	})
	x.readable = err == nil
	x.read = func() (ids []article.ID) {
		_ = peeking(ctx, path, func(tx *sql.Tx) error { // what cannot be read is in common with nothing
			pairs, err := idPairs(ctx, tx, `SELECT id, id FROM article ORDER BY id`)
			for _, p := range pairs {
				ids = append(ids, p[0])
			}
			return err
		})
		return ids
	}
	return x
}

// mayHave reports whether a file whose name is that of a backup of the library is one.
func (x *identity) mayHave(b identity) bool {
	switch {
	case x.id != "" && b.id != "":
		return x.id == b.id
	case !x.readable || !b.readable: // nothing but the name is known
		return true
	}
	if x.articles == nil {
		x.articles = x.read()
	}
	theirs := b.read()
	if len(x.articles) == 0 || len(theirs) == 0 {
		return true
	}
	return slices.ContainsFunc(theirs, func(id article.ID) bool {
		_, ok := slices.BinarySearchFunc(x.articles, id, func(a, b article.ID) int { return slices.Compare(a[:], b[:]) })
		return ok
	})
}

// peeking calls f with a transaction that reads a file that need not be open.
func peeking(ctx context.Context, path string, f func(*sql.Tx) error) error {
	p, err := peek(ctx, path)
	if err != nil {
		return err
	}
	defer p.Close() // only read from
	return p.read(ctx, f)
}

// Remains returns what a library has left where it should be and is not: its backups, the newest first, and files beside it that were set
// aside. While there is any of that, no empty library may take its place.
func (k Keeper) Remains(path string) ([]string, error) {
	var out []string
	for _, p := range places(path) {
		all, err := backupFiles(p)
		if err != nil {
			return out, err
		}
		out = append(out, newestFirst(slices.DeleteFunc(all, func(b backupFile) bool { return !b.named(p) }))...)
		aside, err := asides(p)
		if err != nil {
			return out, err
		}
		out = append(out, aside...)
	}
	return out, nil
}

// free returns the path of a backup of today that is not taken.
func (k Keeper) free(path, reason string) string {
	b := backupName{baseOf(path), k.Now().Format(time.DateOnly), reason, 1}
	for {
		name := filepath.Join(backupFolder(path), b.String())
		if _, err := os.Lstat(name); err != nil {
			return name
		}
		b.number++
	}
}

// Keep backs the library at path up among its backups, under a name of its own.
func (k Keeper) Keep(ctx context.Context, path string) (annotations.Look, error) {
	return k.Backup(ctx, path, k.free(resolved(path), "by-hand"), false)
}

// beforeMigration backs a library of an older schema up, unless a backup of today holds the same already, as after a migration that was cut off.
func (k Keeper) beforeMigration(ctx context.Context, path string) error {
	path = resolved(path)
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
	reason, today := fmt.Sprintf("schema-%d", has), k.Now().Format(time.DateOnly)
	all, err := k.backupsOf(ctx, path)
	if err != nil {
		return err
	}
	for _, b := range all {
		if b.reason != reason || b.day != today || b.base != baseOf(path) {
			continue
		}
		if same, err := k.same(ctx, b.path, path); err != nil || same {
			return err
		}
	}
	_, err = k.backup(ctx, path, k.free(path, reason), false)
	return err
}

// same reports whether a backup holds what the library does, by what the reader would see of both. One that cannot be read does not.
func (k Keeper) same(ctx context.Context, backup, library string) (bool, error) {
	now, err := k.lookInto(ctx, library)
	if err != nil {
		return false, err
	}
	then, err := k.lookInto(ctx, backup)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	now.Path, then.Path, now.Size, then.Size = "", "", 0, 0
	return err == nil && now == then, nil
}
