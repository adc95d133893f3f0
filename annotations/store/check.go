package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sort"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
)

// faultsMost is how many faults a report lists.
const faultsMost = 50

// Check looks whether the library at path is whole: SQLite's own checks, texts that can be read, passages that stand where their
// quotations say, and an index that has the words of the texts. With repair, what is derived is made anew; all else is left as it is.
func (k Keeper) Check(ctx context.Context, path string, repair bool) (annotations.Report, error) {
	r, err := k.check(ctx, path)
	if err == nil && repair {
		err = k.repair(ctx, path, &r)
	}
	if err != nil {
		return r, fmt.Errorf("check %s: %w", path, domain(err))
	}
	return r, nil
}

func (k Keeper) check(ctx context.Context, path string) (annotations.Report, error) {
	var r annotations.Report
	has := 0
	p, err := peek(ctx, path)
	if err == nil {
		defer p.Close() // only read from
		has, err = ours(ctx, p.readers)
	}
	if err = unknown(err, path); err != nil {
		if !errors.Is(domain(err), annotations.ErrDamaged) {
			return r, err
		}
		r.Path = path
		r.Faults = append(r.Faults, annotations.Fault{What: "the file: " + err.Error()})
		return r, nil
	}
	if all, err := steps(); err != nil {
		return r, err
	} else if has > len(all) {
		return r, annotations.ErrNewer{Has: has, Known: len(all)}
	} else if has < len(all) {
		return r, fmt.Errorf("it has schema %d, which opening it changes to %d: open it once", has, len(all))
	}
	if r.Faults, err = pragmas(ctx, p.readers); err != nil || len(r.Faults) > 0 {
		r.Path = path
		return r, err // what rows say cannot be relied on
	}
	if r.Look, err = k.look(ctx, path); err != nil {
		return r, err
	}
	return r, p.read(ctx, func(tx *sql.Tx) error {
		c := &checker{tx: tx, report: &r, progress: k.Progress, words: map[string]count{}}
		for _, check := range []func(context.Context) error{c.texts, c.index, c.entries} {
			if err := check(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

// repair makes what is derived anew, in the library itself or, where the file is damaged, in a new one.
func (k Keeper) repair(ctx context.Context, path string, r *annotations.Report) error {
	file := false
	for _, f := range r.Faults {
		if file = file || f.File; !f.Derived && !f.File {
			return nil // first what is not derived: a backup, or a copy for somebody who can help
		}
	}
	if file {
		saved, err := k.rebuild(ctx, path)
		if err != nil || saved == "" {
			return err
		}
		again, err := k.check(ctx, path)
		again.Repaired, again.Saved = true, saved
		*r = again
		return err
	}
	s, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	err = s.write(ctx, func(tx *work) error {
		for _, q := range []string{`DELETE FROM placement`, `DELETE FROM sighting`, `DELETE FROM analysis`} {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return err
			}
		}
		return reindex(ctx, tx.Tx, k.Progress)
	})
	if err == nil { // what has been deleted is no longer in the file then, not even in parts of it that are not used
		_, err = s.writer.ExecContext(ctx, `VACUUM`)
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	again, err := k.check(ctx, path)
	again.Repaired = true
	*r = again
	return err
}

// A count is how often a word stands in texts.
type count struct{ docs, all int64 }

// A shingleSum is how many shingles texts have, and a sum by which others can be told from them: there are too many to keep each.
type shingleSum struct {
	n   int64
	sum uint64
}

func (s *shingleSum) add(hash uint32, docs int64) {
	s.n += docs
	s.sum += uint64(docs) * (uint64(hash)*0x9e3779b97f4a7c15 ^ uint64(hash)>>7)
}

type checker struct {
	tx       *sql.Tx
	report   *annotations.Report
	progress Progress
	words    map[string]count // of all texts
	shingles shingleSum       // of all texts
}

func (c *checker) fault(derived bool, format string, args ...any) {
	if len(c.report.Faults) >= faultsMost {
		c.report.More++
		return
	}
	c.report.Faults = append(c.report.Faults, annotations.Fault{What: fmt.Sprintf(format, args...), Derived: derived})
}

// texts reads every version, and looks whether the passages that were marked in it stand there.
func (c *checker) texts(ctx context.Context) error {
	ids, err := idPairs(ctx, c.tx, `SELECT id, article FROM version ORDER BY id`)
	if err != nil {
		return err
	}
	for i, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		if i%100 == 0 {
			c.progress.tell("reading the texts", i, len(ids))
		}
		if err := c.version(ctx, id[0], id[1]); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) version(ctx context.Context, id, of article.ID) error {
	var m article.Meta
	var imported int64
	var text, fingerprint string
	var blocks, pages []byte
	err := c.tx.QueryRowContext(ctx, `SELECT `+versionColumns+`, v.fingerprint, t.text, t.blocks, t.pages FROM version v JOIN version_text t ON t.version = v.id WHERE v.id = ?`, id).
		Scan(append(versionFields(&m, &imported), &fingerprint, &text, &blocks, &pages)...)
	name := article.Handle(article.HandleArticle, of)
	if errors.Is(err, sql.ErrNoRows) {
		c.fault(false, "%s: a version has no text", name)
		return nil
	}
	if err != nil {
		if badRow(err) == nil {
			return err
		}
		c.fault(false, "%s: %v", name, err)
		return nil
	}
	v, err := makeVersion(m, imported, text, blocks, pages)
	if err != nil {
		c.fault(false, "%s: %v", name, err)
		return nil
	}
	if v.Fingerprint() != fingerprint {
		c.fault(false, "%s: the text of version %d is not the one that was imported", name, v.Number)
	}
	seen := map[string]bool{}
	article.Terms(text, func(t article.Term) bool {
		n, ok := c.words[t.Text]
		if !ok {
			t.Text = strings.Clone(t.Text) // not all of the text with it
		}
		n.all++
		if !seen[t.Text] {
			seen[t.Text] = true
			n.docs++
		}
		c.words[t.Text] = n
		return true
	})
	for _, hash := range article.Winnow(article.Shingles(text)) {
		c.shingles.add(hash, 1)
	}
	for _, x := range []struct {
		kind  byte
		query string
	}{
		{article.HandleHighlight, `SELECT id, start, end, exact FROM highlight WHERE version = ? AND deleted IS NULL`},
		{article.HandleStatement, `SELECT s.id, p.start, p.end, p.exact FROM statement s JOIN statement_passage p ON p.statement = s.id WHERE s.version = ? AND s.deleted IS NULL`},
	} {
		rows, err := c.tx.QueryContext(ctx, x.query, id)
		if err != nil {
			return err
		}
		if err := each(rows, func(row scanner) error {
			var id article.ID
			var r article.Range
			var exact string
			if err := row.Scan(&id, &r.Start, &r.End, &exact); err != nil {
				return err
			}
			if v.Slice(r) != exact {
				c.fault(false, "%s in %s: its quotation does not stand where it says", article.Handle(x.kind, id), name)
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// index compares the words that the index has of the texts with those that the texts have.
func (c *checker) index(ctx context.Context) error {
	var missing, wrong int
	c.progress.tell("comparing the index of words", 0, 1)
	err := c.tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM version WHERE id NOT IN (SELECT version FROM text_doc)),
		(SELECT count(*) FROM text_doc d JOIN article a ON a.id = d.article LEFT JOIN text_live l ON l.docid = d.docid
			WHERE (l.terms IS d.terms) <> (a.deleted IS NULL AND d.version = (SELECT id FROM version WHERE article = a.id ORDER BY number DESC LIMIT 1)))
		+ (SELECT count(*) FROM text_live WHERE docid NOT IN (SELECT docid FROM text_doc))`).Scan(&missing, &wrong)
	if err != nil {
		return err
	}
	dated, err := c.dated(ctx)
	if err != nil {
		return err
	}
	wrong += dated
	if missing+wrong > 0 {
		c.fault(true, "the index: %d texts are not in it, %d are taken for newer, older or longer than they are, or under another date or outlet", missing, wrong)
	}
	if _, err := c.tx.ExecContext(ctx, `CREATE VIRTUAL TABLE IF NOT EXISTS temp.text_words USING fts4aux(main, text_index)`); err != nil {
		return err
	}
	rows, err := c.tx.QueryContext(ctx, `SELECT term, documents, occurrences FROM temp.text_words WHERE col = '*'`)
	if err != nil {
		c.fault(true, "the index: %v", err)
		return nil
	}
	var forgotten int
	if err := c.tx.QueryRowContext(ctx, `SELECT texts FROM forgotten`).Scan(&forgotten); err != nil {
		return err
	}
	var off []string
	var shingles shingleSum
	if err := each(rows, func(row scanner) error {
		var term string
		var n count
		if err := row.Scan(&term, &n.docs, &n.all); err != nil {
			return err
		}
		if hash, ok := parseShingle(term); ok {
			shingles.add(hash, n.docs)
			return nil
		}
		if want := c.words[term]; want != n && (forgotten == 0 || n.docs < want.docs || n.all < want.all) {
			off = append(off, term)
		}
		delete(c.words, term)
		return nil
	}); err != nil {
		c.fault(true, "the index: %v", err)
		return nil
	}
	for term := range c.words {
		off = append(off, term)
	}
	if shingles != c.shingles && (forgotten == 0 || shingles.n < c.shingles.n) {
		c.fault(true, "the index: it does not have the shingles that the texts have")
	}
	if len(off) > 0 {
		sort.Strings(off)
		c.fault(true, "the index: %d words are not found where they stand, such as “%s”", len(off), off[0])
	}
	return nil
}

// dated counts the texts that are searched under another date or outlet than their article's.
func (c *checker) dated(ctx context.Context) (n int, err error) {
	rows, err := c.tx.QueryContext(ctx, `SELECT a.published, a.outlet, l.published, l.outlet FROM text_live l JOIN text_doc d ON d.docid = l.docid JOIN article a ON a.id = d.article`)
	if err != nil {
		return 0, err
	}
	err = each(rows, func(row scanner) error {
		var published, outlet, hasPublished, hasOutlet string
		if err := row.Scan(&published, &outlet, &hasPublished, &hasOutlet); err != nil {
			return err
		}
		if hasPublished != published || hasOutlet != outletTerms(outlet) {
			n++
		}
		return nil
	})
	return n, err
}

// entries compares what the index has of titles, marks, notes, statements, actors and disputes with what they are.
func (c *checker) entries(ctx context.Context) error {
	off, example := 0, ""
	there := map[article.ID]bool{}
	for _, x := range []struct {
		kind  annotations.HitKind
		query string
	}{
		{annotations.HitTitle, `SELECT id, id FROM article WHERE deleted IS NULL`},
		{annotations.HitHighlight, `SELECT id, id FROM highlight WHERE deleted IS NULL`},
		{annotations.HitNote, `SELECT id, id FROM note WHERE deleted IS NULL`},
		{annotations.HitStatement, `SELECT id, id FROM statement WHERE deleted IS NULL`},
		{annotations.HitActor, `SELECT id, id FROM actor WHERE deleted IS NULL`},
		{annotations.HitDispute, `SELECT id, id FROM dispute WHERE deleted IS NULL`},
	} {
		ids, err := idPairs(ctx, c.tx, x.query)
		if err != nil {
			return err
		}
		for i, id := range ids {
			if err := ctx.Err(); err != nil {
				return err
			}
			if i%1000 == 0 {
				c.progress.tell("comparing the index of marks", i, len(ids))
			}
			want, err := entryOf(ctx, c.tx, x.kind, id[0])
			if err != nil {
				return err
			}
			var has string
			err = c.tx.QueryRowContext(ctx, `SELECT i.terms FROM entry_doc e JOIN entry_index i ON i.docid = e.docid WHERE e.id = ?`, id[0]).Scan(&has)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			there[id[0]] = true
			if has != want.terms.String() {
				off, example = off+1, x.kind.String()
			}
		}
	}
	ids, err := idPairs(ctx, c.tx, `SELECT id, id FROM entry_doc`)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if !there[id[0]] {
			off, example = off+1, "entry of what is deleted"
		}
	}
	if off > 0 {
		c.fault(true, "the index: %d entries do not have the words that they should, such as a %s", off, example)
	}
	return nil
}
