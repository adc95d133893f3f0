package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"parley/annotations/article"
)

// texts reads versions, and looks whether the passages that were marked in them stand there.
func (c *checker) texts(ctx context.Context, tx *sql.Tx, versions [][2]article.ID) error {
	t := textCheck{checker: c, tx: tx, words: map[string]*tally{}}
	for i, id := range versions {
		if err := ctx.Err(); err != nil {
			return err
		}
		t.n = i + 1
		if err := t.version(ctx, id[0], id[1]); err != nil {
			return err
		}
	}
	c.mu.Lock()
	for word, n := range t.words {
		if all := c.words[word]; all == nil {
			c.words[strings.Clone(word)] = n // not all of the text with it
		} else {
			all.docs, all.all = all.docs+n.docs, all.all+n.all
		}
	}
	c.shingles.n += t.shingles.n
	c.shingles.sum += t.shingles.sum
	c.mu.Unlock()
	c.step(len(versions))
	return nil
}

// A textCheck checks some versions.
type textCheck struct {
	*checker
	tx       *sql.Tx
	n        int // of the version, from 1
	words    map[string]*tally
	shingles shingleSum
}

func (t *textCheck) version(ctx context.Context, id, of article.ID) error {
	var m article.Meta
	var imported int64
	var text, fingerprint string
	var blocks, pages []byte
	err := t.tx.QueryRowContext(ctx, `SELECT `+versionColumns+`, v.fingerprint, t.text, t.blocks, t.pages FROM version v JOIN version_text t ON t.version = v.id WHERE v.id = ?`, id).
		Scan(append(versionFields(&m, &imported), &fingerprint, &text, &blocks, &pages)...)
	if errors.Is(err, sql.ErrNoRows) {
		t.lost(id, of, "a version has no text")
		return nil
	}
	if err != nil {
		if !damagedOnly(err) {
			return err
		}
		t.lost(id, of, "%s", inWords(err, of))
		return nil
	}
	v, err := makeVersion(m, imported, text, blocks, pages)
	if err != nil {
		t.lost(id, of, "%s", inWords(err, of))
		return nil
	}
	if v.Fingerprint() != fingerprint {
		t.lost(id, of, "the text of version %d is not the one that was imported", v.Number)
	}
	t.count(text)
	return t.passages(ctx, v, of)
}

// inWords says what is damaged of an article that has been named.
func inWords(err error, of article.ID) string {
	var d damage
	if err = domain(err); errors.As(err, &d) {
		return strings.TrimSuffix(d.what, " ("+article.Handle(article.HandleArticle, of)+")")
	}
	return "its text cannot be read: " + err.Error()
}

// count adds the words and shingles of a text.
func (t *textCheck) count(text string) {
	article.Terms(text, func(x article.Term) bool {
		n := t.words[x.Text]
		if n == nil {
			n = &tally{}
			t.words[x.Text] = n
		}
		n.all++
		if n.last != t.n {
			n.last = t.n
			n.docs++
		}
		return true
	})
	for _, hash := range article.Winnow(article.Shingles(text)) {
		t.shingles.add(hash, 1)
	}
}

// passages looks whether what was marked in a version stands there.
func (t *textCheck) passages(ctx context.Context, v *article.Version, of article.ID) error {
	for _, x := range []struct {
		kind  byte
		query string
	}{ // found by their article: the index is of that
		{article.HandleHighlight, `SELECT id, start, end, exact FROM highlight WHERE article = ? AND version = ? AND deleted IS NULL`},
		{article.HandleStatement, `SELECT s.id, p.start, p.end, p.exact FROM statement s JOIN statement_passage p ON p.statement = s.id WHERE s.article = ? AND s.version = ? AND s.deleted IS NULL`},
	} {
		rows, err := t.tx.QueryContext(ctx, x.query, of, v.ID)
		if err == nil {
			err = eachGood(rows, func(row scanner) error {
				var id article.ID
				var r article.Range
				var exact string
				if err := row.Scan(&id, &r.Start, &r.End, &exact); err != nil {
					return err
				}
				if v.Slice(r) != exact {
					t.wrong("%s in %s: its quotation does not stand where it says", article.Handle(x.kind, id), article.Handle(article.HandleArticle, of))
				}
				return nil
			})
		}
		if err != nil {
			if !damagedOnly(err) {
				return err
			}
			t.wrong("%s: a passage in it cannot be read: %v", article.Handle(article.HandleArticle, of), domain(err))
		}
	}
	return nil
}

// belonging looks for what was marked in a version of another article than its own.
func (c *checker) belonging(ctx context.Context, tx *sql.Tx) error {
	for _, x := range []struct {
		kind  byte
		query string
	}{
		{article.HandleHighlight, `SELECT x.id, x.article FROM highlight x JOIN version v ON v.id = x.version WHERE v.article <> x.article AND x.deleted IS NULL`},
		{article.HandleStatement, `SELECT x.id, x.article FROM statement x JOIN version v ON v.id = x.version WHERE v.article <> x.article AND x.deleted IS NULL`},
	} {
		ids, err := idPairs(ctx, tx, x.query)
		if err != nil {
			return err
		}
		for _, id := range ids {
			c.wrong("%s in %s: it was marked in a version of another article", article.Handle(x.kind, id[0]), article.Handle(article.HandleArticle, id[1]))
		}
	}
	return nil
}
