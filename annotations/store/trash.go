package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"parley/annotations"
	"parley/annotations/article"
)

// EmptyTrash takes the articles in the trash, and all that is kept on them, out of the library for ever, with what else was deleted
// before before: marks, notes, statements, collections, and actors, disputes and positions that no statement left refers to. It returns how
// many articles these were. Afterwards nothing of that is in the file or its log, words of the index included. What stays are decisions to reject a
// suggestion, which hold its name: they are not about one article.
//
// If it has deleted them, but cannot write over what an earlier release has left in the file, the error wraps annotations.ErrNotWiped; the next
// time, that is tried again. While another program reads, the log goes when that has ended.
func (s *Store) EmptyTrash(ctx context.Context, before time.Time) (int, error) {
	n := 0
	clean := false
	err := s.wiping(ctx, func() error {
		return s.write(ctx, func(tx *work) (err error) {
			if n, err = purge(ctx, tx, before); err != nil {
				return err
			}
			return tx.QueryRowContext(ctx, `SELECT clean FROM library`).Scan(&clean)
		})
	})
	if err != nil {
		return 0, err
	}
	if !clean { // by an earlier release, what was deleted was not written over
		if err := s.vacuum(ctx); err != nil {
			return n, fmt.Errorf("%w: %w", annotations.ErrNotWiped, err)
		}
	}
	if err := s.checkpoint(ctx); err != nil && !errors.Is(err, annotations.ErrBusy) {
		return n, fmt.Errorf("%w: %w", annotations.ErrNotWiped, err)
	}
	return n, nil
}

// wiping runs fn while SQLite writes over all that is deleted, whole pages, too. Otherwise it writes over rows only: see openWriter.
func (s *Store) wiping(ctx context.Context, fn func() error) error {
	if s.writer == nil {
		return errReadOnly
	}
	set := func(ctx context.Context, how string) error {
		_, err := s.writer.ExecContext(ctx, `PRAGMA secure_delete = `+how)
		return domain(err)
	}
	err := set(ctx, "ON")
	if err == nil {
		err = fn()
	}
	return errors.Join(err, set(context.WithoutCancel(ctx), "FAST")) // for work that was cancelled, too
}

// purge deletes for ever what was deleted before before, and returns how many articles that are.
func purge(ctx context.Context, tx *work, before time.Time) (int, error) {
	ids, err := idPairs(ctx, tx.Tx, `SELECT id, id FROM article WHERE deleted IS NOT NULL AND deleted <= ?`, before.UnixMilli())
	if err != nil {
		return 0, err
	}
	again, err := unindex(ctx, tx.Tx, ids)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		if err := forget(ctx, tx.Tx, id[0]); err != nil {
			return 0, err
		}
		if err := tx.note(ctx, "shelved", id[0], id[0]); err != nil {
			return 0, err
		}
	}
	for _, q := range []string{
		`DELETE FROM settlement WHERE subject IN (SELECT id FROM highlight WHERE deleted <= ?1)`,
		`DELETE FROM placement WHERE subject IN (SELECT id FROM highlight WHERE deleted <= ?1)`,
		`DELETE FROM highlight WHERE deleted <= ?1`, `DELETE FROM note WHERE deleted <= ?1`,
		`DELETE FROM statement_passage WHERE statement IN (SELECT id FROM statement WHERE deleted <= ?1)`,
		`DELETE FROM settlement WHERE subject IN (SELECT id FROM statement WHERE deleted <= ?1)`,
		`DELETE FROM placement WHERE subject IN (SELECT id FROM statement WHERE deleted <= ?1)`,
		`DELETE FROM statement WHERE deleted <= ?1`,
		`DELETE FROM member WHERE collection IN (SELECT id FROM collection WHERE deleted <= ?1)`, `DELETE FROM collection WHERE deleted <= ?1`,
	} {
		if _, err := tx.ExecContext(ctx, q, before.UnixMilli()); err != nil {
			return 0, err
		}
	}
	if err := purgeFiled(ctx, tx, before); err != nil {
		return 0, err
	}
	if again {
		if err := reindexWhole(ctx, tx.Tx, len(ids)); err != nil {
			return 0, err
		}
	}
	// Until its segments are merged, an index has the words of what was deleted from it.
	indexes := []string{"entry_index", "text_index"}
	if len(ids) == 0 { // nothing else is deleted from the index of texts
		indexes = indexes[:1]
	}
	for _, index := range indexes {
		if _, err := tx.ExecContext(ctx, `INSERT INTO `+index+` (`+index+`) VALUES ('optimize')`); err != nil {
			return 0, err
		}
	}
	return len(ids), overwriteFree(ctx, tx.Tx)
}

// purgeFiled deletes actors, disputes and positions for ever that were deleted before before and that nothing that is left refers to, and the decisions
// that lead to them or to statements of articles that are gone.
func purgeFiled(ctx context.Context, tx *work, before time.Time) error {
	for _, q := range []string{
		`CREATE TEMP TABLE gone (id TEXT PRIMARY KEY)`,
		`INSERT INTO gone SELECT id FROM actor a WHERE deleted <= ?1 AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.actor = a.id OR s.reported_by = a.id)`,
		`INSERT INTO gone SELECT id FROM dispute d WHERE deleted <= ?1 AND NOT EXISTS (SELECT 1 FROM statement s
			WHERE s.dispute = d.id OR s.position IN (SELECT p.id FROM position p WHERE p.dispute = d.id))`,
		`INSERT INTO gone SELECT id FROM position p WHERE (p.dispute IN gone OR deleted <= ?1) AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.position = p.id)`,
		`DELETE FROM decision WHERE target IN gone OR key LIKE 'alias:%' AND substr(key, 7, 36) IN gone`,
		`DELETE FROM decision WHERE key LIKE 'statement:%' AND substr(key, 11, 36) NOT IN (SELECT id FROM article)`,
		`DELETE FROM decision WHERE key LIKE 'suggest:%' AND substr(key, 9, 36) NOT IN (SELECT id FROM article)`,
		`DELETE FROM alias WHERE actor IN gone`, `DELETE FROM actor WHERE id IN gone`,
		`DELETE FROM position WHERE id IN gone`, `DELETE FROM dispute WHERE id IN gone`,
		`DROP TABLE gone`,
	} {
		var args []any
		if strings.Contains(q, "?1") {
			args = []any{before.UnixMilli()}
		}
		if _, err := tx.ExecContext(ctx, q, args...); err != nil {
			return err
		}
	}
	return nil
}

// forget takes an article and all that is kept on it out of the library, but for the words of its texts in the index.
func forget(ctx context.Context, tx *sql.Tx, id article.ID) error {
	for _, q := range []string{
		`DELETE FROM entry_index WHERE docid IN (SELECT docid FROM entry_doc WHERE article = ?1)`, `DELETE FROM entry_doc WHERE article = ?1`,
		`DELETE FROM text_live WHERE docid IN (SELECT docid FROM text_doc WHERE article = ?1)`, `DELETE FROM text_doc WHERE article = ?1`,
		`DELETE FROM draft WHERE article = ?1 OR version IN (SELECT id FROM version WHERE article = ?1)`,
		`DELETE FROM settlement WHERE article = ?1`, `DELETE FROM placement WHERE version IN (SELECT id FROM version WHERE article = ?1)`,
		unseeOnly, `DELETE FROM sighting WHERE article = (SELECT n FROM looked WHERE article = ?1)`, `DELETE FROM looked WHERE article = ?1`,
		`DELETE FROM analysis WHERE version IN (SELECT id FROM version WHERE article = ?1)`,
		`DELETE FROM statement_passage WHERE statement IN (SELECT id FROM statement WHERE article = ?1)`, `DELETE FROM statement WHERE article = ?1`,
		`DELETE FROM highlight WHERE article = ?1`, `DELETE FROM note WHERE article = ?1`, `DELETE FROM member WHERE article = ?1`, `DELETE FROM reading WHERE article = ?1`,
		`DELETE FROM version_source WHERE version IN (SELECT id FROM version WHERE article = ?1)`, `DELETE FROM version_text WHERE version IN (SELECT id FROM version WHERE article = ?1)`,
		`DELETE FROM version WHERE article = ?1`, `DELETE FROM article WHERE id = ?1`,
	} {
		if _, err := tx.ExecContext(ctx, q, id); err != nil {
			return err
		}
	}
	return nil
}

// unindex takes the words of the texts of articles out of the index.
//
// It is an index without its texts (content=""), from which SQLite refuses to delete since it would read the words of a row from the table
// of that name, "", to find where they stand. While there is such a table, with the row as it was put into the index, it deletes.
//
// If a text cannot be read, or earlier releases have left words of others, the index is to be made again when the articles are gone.
func unindex(ctx context.Context, tx *sql.Tx, ids [][2]article.ID) (again bool, err error) {
	var forgotten int
	if err := tx.QueryRowContext(ctx, `SELECT texts FROM forgotten`).Scan(&forgotten); err != nil || forgotten > 0 {
		return forgotten > 0, err
	}
	if _, err := tx.ExecContext(ctx, `CREATE TABLE main."" (docid INTEGER PRIMARY KEY, terms TEXT NOT NULL)`); err != nil {
		return false, err
	}
	for _, id := range ids {
		ok, err := unindexArticle(ctx, tx, id[0])
		if err != nil {
			return false, err
		}
		if again = again || !ok; again {
			break
		}
	}
	_, err = tx.ExecContext(ctx, `DROP TABLE main.""`)
	return again, err
}

// reindexWhole makes the index again when words of n articles that are gone are still in it. Where a text that is left is damaged it cannot: then it is
// remembered that these words are there, until a repair.
func reindexWhole(ctx context.Context, tx *sql.Tx, n int) error {
	if _, err := tx.ExecContext(ctx, `SAVEPOINT reindexing`); err != nil {
		return err
	}
	err := reindex(ctx, tx, nil)
	if err != nil && (damagedOnly(err) || errors.Is(err, sql.ErrNoRows)) {
		if _, err = tx.ExecContext(ctx, `ROLLBACK TO reindexing`); err == nil {
			_, err = tx.ExecContext(ctx, `UPDATE forgotten SET texts = texts + ?`, max(n, 1))
		}
	}
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `RELEASE reindexing`)
	return err
}

// unindexArticle takes the texts of an article out of the index; ok is false if one of them cannot be read.
func unindexArticle(ctx context.Context, tx *sql.Tx, of article.ID) (ok bool, err error) {
	versions, err := idPairs(ctx, tx, `SELECT id, id FROM version WHERE article = ?`, of)
	if err != nil {
		return false, err
	}
	for _, v := range versions {
		var docid int64
		var text, fingerprint string
		err := tx.QueryRowContext(ctx, `SELECT d.docid, t.text, v.fingerprint FROM text_doc d JOIN version v ON v.id = d.version JOIN version_text t ON t.version = d.version WHERE d.version = ?`, v[0]).
			Scan(&docid, &text, &fingerprint)
		if errors.Is(err, sql.ErrNoRows) || err == nil && article.Trusted(text, nil, article.Meta{}).Fingerprint() != fingerprint {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		terms, _ := textTerms(text)
		for _, q := range []string{`INSERT INTO main."" (docid, terms) VALUES (?1, ?2)`, `DELETE FROM text_index WHERE docid = ?1`, `DELETE FROM main."" WHERE docid = ?1`} {
			args := []any{docid, terms}
			if !strings.Contains(q, "?2") {
				args = args[:1]
			}
			if _, err := tx.ExecContext(ctx, q, args...); err != nil {
				return false, err
			}
		}
	}
	return true, nil
}

// overwriteFree writes zeros over the pages of the file that are not used: those that were freed before may hold anything.
func overwriteFree(ctx context.Context, tx *sql.Tx) error {
	var free, size int64
	if err := tx.QueryRowContext(ctx, `PRAGMA freelist_count`).Scan(&free); err != nil {
		return err
	}
	if err := tx.QueryRowContext(ctx, `PRAGMA page_size`).Scan(&size); err != nil {
		return err
	}
	if free < 2 {
		free = 2
	}
	if _, err := tx.ExecContext(ctx, `CREATE TABLE filler (b BLOB)`); err != nil {
		return err
	}
	const most = 64 << 20 // bytes of a row
	for left := free * size; left > 0; left -= most {
		if _, err := tx.ExecContext(ctx, `INSERT INTO filler VALUES (zeroblob(?))`, min(left, most)); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, `DROP TABLE filler`)
	return err
}
