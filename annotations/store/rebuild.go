package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
)

// derived are the tables that are made of what others hold, and those that SQLite keeps for an index.
func derived(table string) bool {
	return slices.Contains([]string{"placement", "sighting", "sighted", "looked", "analysis", "text_doc", "text_live", "entry_doc", "forgotten"}, table) ||
		strings.HasPrefix(table, "text_index") || strings.HasPrefix(table, "entry_index") || strings.HasPrefix(table, "sqlite_")
}

// rebuild copies what is whole of a damaged library into a new file, makes the rest again, and puts the new file in the place of the damaged one,
// which is kept beside it under the name that is returned. What is derived can be made again, and texts of which the bytes that they were
// imported from are whole. If anything else is damaged, the name is empty, and nothing is done.
//
// What other programs write meanwhile would be lost: while a window has the library open, or if it has changed by the end, it is
// annotations.ErrBusy, and nothing is done.
func (k Keeper) rebuild(ctx context.Context, path string) (saved string, remade int, err error) {
	release, own, err := k.Own(path)
	if err != nil {
		return "", 0, err
	}
	if !own {
		return "", 0, fmt.Errorf("a window has it open, which must be closed first: %w", annotations.ErrBusy)
	}
	defer release()
	logged, before := (&Store{path: path}).hasLog(), stampOf(path)
	p, err := newPartial(filepath.Dir(path))
	defer p.remove()
	if err != nil {
		return "", 0, err
	}
	name := string(p)
	s, err := Open(ctx, name, Options{Create: true})
	if err != nil {
		return "", 0, err
	}
	whole, remade, err := k.copyWhole(ctx, s, path)
	if logged { // the copying has looked for what others write, and may have moved the log into the file itself
		before = stampOf(path)
	}
	if err == nil && whole {
		s.progress = k.Progress
		err = s.Reindex(ctx)
	}
	if err == nil && whole {
		err = s.checkpoint(ctx)
	}
	if e := s.Close(); err == nil {
		err = e
	}
	if errors.Is(domain(err), annotations.ErrDamaged) { // of what is not derived, too
		return "", 0, nil
	}
	if err != nil || !whole {
		return "", 0, err
	}
	if r, _, err := k.check(ctx, name); err != nil || !r.Sound() {
		return "", 0, err
	}
	if stampOf(path) != before {
		return "", 0, annotations.ErrBusy
	}
	saved, err = k.swap(p, path)
	return saved, remade, err
}

// stampOf returns what changes when something is written to a library.
func stampOf(path string) string {
	var b strings.Builder
	for _, end := range []string{"", "-wal"} {
		if info, err := os.Stat(path + end); err == nil {
			fmt.Fprintln(&b, end, info.Size(), info.ModTime().UnixNano())
		}
	}
	return b.String()
}

// copyWhole copies the tables that are not derived from the library at path, and reports whether all of them are whole, and how many texts it
// has made again.
func (k Keeper) copyWhole(ctx context.Context, s *Store, path string) (whole bool, remade int, err error) {
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return false, 0, err
	}
	defer conn.Close()
	abs, err := filepath.Abs(path)
	if err != nil {
		return false, 0, err
	}
	if err := attachDamaged(ctx, conn, abs); err != nil {
		return false, 0, err
	}
	var before, after int // these differ if others have written
	if err := conn.QueryRowContext(ctx, `PRAGMA damaged.data_version`).Scan(&before); err != nil {
		return false, 0, err
	}
	var tables []string
	rows, err := conn.QueryContext(ctx, `SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name`)
	if err != nil {
		return false, 0, err
	}
	if err := each(rows, func(row scanner) error {
		var name string
		err := row.Scan(&name)
		if !derived(name) {
			tables = append(tables, name)
		}
		return err
	}); err != nil {
		return false, 0, err
	}
	for i, t := range tables {
		k.Progress.tell("copying what is whole", i, len(tables))
		ok, err := wholeTable(ctx, conn, t)
		if err == nil && !ok && t == "version_text" { // the tables before it in the alphabet have what it is made of
			if remade, ok, err = k.copyTexts(ctx, s, conn); err == nil && ok {
				continue
			}
		}
		if err != nil || !ok {
			return false, 0, err
		}
		// The condition has SQLite copy row by row: without one, it copies the indexes, too.
		if _, err := conn.ExecContext(ctx, fmt.Sprintf(`DELETE FROM main.%[1]q; INSERT INTO main.%[1]q SELECT * FROM damaged.%[1]q NOT INDEXED WHERE true`, t)); err != nil {
			return false, 0, err
		}
	}
	if err := conn.QueryRowContext(ctx, `PRAGMA damaged.data_version`).Scan(&after); err != nil {
		return false, 0, err
	}
	if after != before {
		return false, 0, annotations.ErrBusy
	}
	_, err = conn.ExecContext(ctx, `DETACH damaged; PRAGMA foreign_keys = ON`)
	return err == nil, remade, err
}

// attachDamaged lets a connection read the library at a path as "damaged", without references being checked.
func attachDamaged(ctx context.Context, conn *sql.Conn, path string) error {
	from := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: "mode=ro&immutable=1"}
	if old := (&Store{path: path}); old.hasLog() {
		from.RawQuery = "mode=rw"
	}
	for _, q := range []string{`PRAGMA foreign_keys = OFF`, `ATTACH '` + strings.ReplaceAll(from.String(), "'", "''") + `' AS damaged`} {
		if _, err := conn.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// copyTexts copies the texts that are whole of a damaged library, and makes the others again. It reports whether all are there then.
func (k Keeper) copyTexts(ctx context.Context, s *Store, conn *sql.Conn) (remade int, all bool, err error) {
	versions, err := idPairs(ctx, conn, `SELECT id, article FROM main.version ORDER BY id`)
	if err != nil {
		return 0, false, err
	}
	for i, id := range versions {
		if i%checkBatch == 0 {
			k.Progress.tell("copying the texts that are whole", i, len(versions))
		}
		whole, err := wholeText(ctx, conn, id[0])
		if err != nil {
			return 0, false, err
		}
		if whole {
			if _, err := conn.ExecContext(ctx, `INSERT INTO main.version_text SELECT * FROM damaged.version_text WHERE version = ?`, id[0]); err != nil {
				return 0, false, err
			}
			continue
		}
		v, err := s.remade(ctx, k.Remake, id[0])
		if err != nil || v == nil {
			return 0, false, err
		}
		if err := putText(ctx, conn, id[0], v); err != nil {
			return 0, false, err
		}
		remade++
	}
	return remade, true, nil
}

// wholeText reports whether the text of a version in the damaged library is the one that was imported, and its blocks fit it.
func wholeText(ctx context.Context, conn *sql.Conn, id article.ID) (bool, error) {
	var m article.Meta
	var imported int64
	var text, fingerprint string
	var blocks, pages []byte
	err := conn.QueryRowContext(ctx, `SELECT `+versionColumns+`, v.fingerprint, t.text, t.blocks, t.pages FROM main.version v JOIN damaged.version_text t ON t.version = v.id WHERE v.id = ?`, id).
		Scan(append(versionFields(&m, &imported), &fingerprint, &text, &blocks, &pages)...)
	if errors.Is(err, sql.ErrNoRows) || err != nil && damagedOnly(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	v, err := makeVersion(m, imported, text, blocks, pages)
	return err == nil && v.Fingerprint() == fingerprint, nil
}

// wholeTable reports whether SQLite finds all rows of a table of the damaged library. Its indexes may be damaged: they are made anew.
func wholeTable(ctx context.Context, conn *sql.Conn, table string) (bool, error) {
	indexes := map[string]bool{} // as SQLite calls them in what it says
	rows, err := conn.QueryContext(ctx, `SELECT rootpage FROM damaged.sqlite_master WHERE type = 'index' AND sql IS NOT NULL`)
	if err != nil {
		return false, err
	}
	if err := each(rows, func(row scanner) error {
		var root int
		err := row.Scan(&root)
		indexes[strconv.Itoa(root)] = true
		return err
	}); err != nil {
		return false, err
	}
	rows, err = conn.QueryContext(ctx, fmt.Sprintf(`PRAGMA damaged.integrity_check(%q)`, table))
	if err != nil {
		return false, err
	}
	ok := true
	trees := 0
	err = each(rows, func(row scanner) error {
		var said string
		if err := row.Scan(&said); err != nil {
			return err
		}
		for line := range strings.Lines(said) {
			line = strings.TrimSpace(line)
			tree, isTree := strings.CutPrefix(line, "Tree ")
			tree, _, _ = strings.Cut(tree, " ")
			switch {
			case isTree && indexes[tree]:
				trees++
			case line == "ok" || strings.HasPrefix(line, "***") || strings.Contains(line, "missing from index") || strings.HasPrefix(line, "wrong # of entries in index"):
			case trees > 0 && line == "database disk image is malformed":
			default:
				ok = false
			}
		}
		return nil
	})
	if errors.Is(domain(err), annotations.ErrDamaged) {
		return ok && trees > 0, nil // so ends what it says of an index
	}
	return ok, err
}

// looksLikeOurs reports whether a file that SQLite does not take for a library holds what only a library does, near its beginning: the text
// of its schema. It is a damaged one then, and no other program's.
//
// Closing the file ends all locks that this process holds on it (POSIX.1-2017, fcntl: "all locks associated with a file for a given process
// shall be removed when a file descriptor for that file is closed"), those of SQLite's connections, too. A window that has the library
// open has made the file of its owner beside it: then it is one, and is not read.
func looksLikeOurs(path string) bool {
	if _, err := os.Lstat(resolved(path) + "-owner"); err == nil {
		return true
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 1<<20))
	return err == nil && bytes.Contains(b, []byte("CREATE TABLE statement_passage"))
}

// unknown makes the error that a file is no library one that it is a damaged library, where it looks like one.
func unknown(err error, path string) error {
	if err != nil && domain(err) == errForeign && looksLikeOurs(path) {
		return damage{"its beginning is not what it was"}
	}
	return err
}
