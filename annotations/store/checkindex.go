package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"parley/annotations"
	"parley/annotations/article"
)

// An indexHolds is what the index of texts holds.
type indexHolds struct {
	words    map[string]*tally
	shingles shingleSum
	bad      error // why it cannot be read
}

// readIndex reads the words that the index has of the texts; steps is how many it tells of having done.
func (c *checker) readIndex(ctx context.Context, tx *sql.Tx, x *indexHolds, steps int) error {
	defer c.step(steps)
	if _, err := tx.ExecContext(ctx, `CREATE VIRTUAL TABLE IF NOT EXISTS temp.text_words USING fts4aux(main, text_index)`); err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, `SELECT term, documents, occurrences FROM temp.text_words WHERE col = '*'`)
	if err != nil {
		x.bad = err
		return nil
	}
	x.bad = each(rows, func(row scanner) error {
		var term sql.RawBytes
		var docs, all int64
		if err := row.Scan(&term, &docs, &all); err != nil {
			return err
		}
		if hash, ok := parseShingle(string(term)); ok {
			x.shingles.add(hash, docs)
		} else {
			x.words[string(term)] = &tally{docs: docs, all: all}
		}
		return nil
	})
	return ctx.Err()
}

// compare compares what the index holds with the words that the texts have.
func (c *checker) compare(ctx context.Context, tx *sql.Tx, x *indexHolds) error {
	var missing, wrong, forgotten int
	err := tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM version WHERE id NOT IN (SELECT version FROM text_doc)),
		(SELECT count(*) FROM text_doc d JOIN article a ON a.id = d.article LEFT JOIN text_live l ON l.docid = d.docid
			WHERE (l.terms IS d.terms) <> (a.deleted IS NULL AND d.version = (SELECT id FROM version WHERE article = a.id ORDER BY number DESC LIMIT 1)))
		+ (SELECT count(*) FROM text_live WHERE docid NOT IN (SELECT docid FROM text_doc)), (SELECT texts FROM forgotten)`).Scan(&missing, &wrong, &forgotten)
	if err != nil {
		return err
	}
	dated, err := dated(ctx, tx)
	if err != nil {
		return err
	}
	wrong += dated
	if missing+wrong > 0 {
		c.derived("the index: %d texts are not in it, %d are taken for newer, older or longer than they are, or under another date or outlet", missing, wrong)
	}
	if x.bad != nil {
		c.derived("the index: %v", x.bad)
		return nil
	}
	if len(c.broken) > 0 { // the index has words of texts that cannot be read
		return nil
	}
	var off []string
	for term, has := range x.words {
		want := c.words[term]
		if want == nil {
			want = &tally{}
		}
		if (want.docs != has.docs || want.all != has.all) && (forgotten == 0 || has.docs < want.docs || has.all < want.all) {
			off = append(off, term)
		}
	}
	for term := range c.words {
		if x.words[term] == nil {
			off = append(off, term)
		}
	}
	if x.shingles != c.shingles && (forgotten == 0 || x.shingles.n < c.shingles.n) {
		c.derived("the index: it does not have the shingles that the texts have")
	}
	if len(off) > 0 {
		slices.Sort(off)
		c.derived("the index: %d words are not found where they stand, such as “%s”", len(off), off[0])
	}
	return nil
}

// dated counts the texts that are searched under another date or outlet than their article's.
func dated(ctx context.Context, tx *sql.Tx) (n int, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT a.published, a.outlet, l.published, l.outlet FROM text_live l JOIN text_doc d ON d.docid = l.docid JOIN article a ON a.id = d.article`)
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

// entries returns the jobs that compare what the index has of titles, marks, notes, statements, actors and disputes with what they are.
func (c *checker) entries(ctx context.Context, tx *sql.Tx) (jobs []func(context.Context, *sql.Tx) error, err error) {
	c.there = map[article.ID]bool{}
	n := 0
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
		ids, err := idPairs(ctx, tx, x.query)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			c.there[id[0]] = true
		}
		for from := 0; from < len(ids); from += checkBatch {
			some := ids[from:min(from+checkBatch, len(ids))]
			jobs = append(jobs, func(ctx context.Context, tx *sql.Tx) error { return c.compareEntries(ctx, tx, x.kind, some) })
			n += len(some)
		}
	}
	c.total += n / textOfEntries
	has, err := idPairs(ctx, tx, `SELECT id, id FROM entry_doc`)
	if err != nil {
		return nil, err
	}
	for _, id := range has {
		if !c.there[id[0]] {
			c.off, c.example = c.off+1, "entry of what is deleted"
		}
	}
	return jobs, nil
}

// compareEntries compares some entities of a kind with what the index has of them.
func (c *checker) compareEntries(ctx context.Context, tx *sql.Tx, kind annotations.HitKind, ids [][2]article.ID) error {
	off := 0
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		want, err := entryOf(ctx, tx, kind, id[0])
		if err != nil {
			if !damagedOnly(err) {
				return err
			}
			c.wrong("%v", domain(err)) // which names it
			continue
		}
		var has string
		err = tx.QueryRowContext(ctx, `SELECT i.terms FROM entry_doc e JOIN entry_index i ON i.docid = e.docid WHERE e.id = ?`, id[0]).Scan(&has)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if has != want.terms.String() {
			off++
		}
	}
	c.mu.Lock()
	if off > 0 {
		c.off, c.example = c.off+off, kind.String()
	}
	c.mu.Unlock()
	c.step(len(ids) / textOfEntries)
	return nil
}

// sayEntries says how many entries do not have the words that they should.
func (c *checker) sayEntries() {
	if c.off > 0 {
		c.derived("the index: %d entries do not have the words that they should, such as a %s", c.off, c.example)
	}
}
