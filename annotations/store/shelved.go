package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"parley/annotations"
	"parley/annotations/article"
)

// ArticleStates returns the states of the articles with these ids, in that order, those in the trash, too; one that was never there is
// annotations.ErrNotFound.
func (s *Store) ArticleStates(ctx context.Context, ids []article.ID) ([]annotations.ArticleState, error) {
	out := make([]annotations.ArticleState, 0, len(ids))
	err := s.read(ctx, func(tx *sql.Tx) error {
		for _, id := range ids {
			x, err := articleState(ctx, tx, id)
			if err != nil {
				return err
			}
			out = append(out, x)
		}
		return nil
	})
	return out, err
}

func articleState(ctx context.Context, tx *sql.Tx, id article.ID) (annotations.ArticleState, error) {
	var x annotations.ArticleState
	var created, modified int64
	var tags string
	err := tx.QueryRowContext(ctx, `SELECT `+articleColumns+`, a.tags, a.archived, a.deleted IS NOT NULL, a.revision FROM article a WHERE a.id = ?`, id).
		Scan(append(articleFields(&x.Article, &created, &modified), &tags, &x.Archived, &x.Gone, &x.Revision)...)
	if err != nil {
		return x, err
	}
	x.Created, x.Modified = fromMillis(created), fromMillis(modified)
	if err := json.Unmarshal([]byte(tags), &x.Tags); err != nil {
		return x, of(article.HandleArticle, id, damage{"its tags are none"})
	}
	rows, err := tx.QueryContext(ctx, `SELECT m.collection FROM member m JOIN collection c ON c.id = m.collection WHERE m.article = ? AND c.deleted IS NULL ORDER BY m.collection`, id)
	if err != nil {
		return x, err
	}
	return x, each(rows, func(row scanner) error {
		var c article.ID
		err := row.Scan(&c)
		x.Collections = append(x.Collections, c)
		return err
	})
}

// shelve makes the edits of collections and articles. A collection is made before articles come into it, and deleted after they have
// left it.
func shelve(ctx context.Context, tx *work, e annotations.Edits, now time.Time) error {
	collections := func(gone bool) error {
		for _, x := range e.Collections {
			if x.To.Gone == gone {
				if err := changeCollection(ctx, tx, x, now); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if err := collections(false); err != nil {
		return err
	}
	for _, x := range e.Articles {
		if err := changeArticle(ctx, tx, x, now); err != nil {
			return err
		}
	}
	return collections(true)
}

// changeArticle makes one edit. What is in a collection that was deleted since stays out of it.
func changeArticle(ctx context.Context, tx *work, x annotations.ArticleEdit, now time.Time) error {
	a := x.To
	has, err := articleState(ctx, tx.Tx, a.ID)
	if err != nil {
		return err
	}
	if !has.Same(x.From) {
		return stale(article.HandleArticle, a.ID)
	}
	tags, err := json.Marshal(append([]string{}, a.Tags...))
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE article SET title = ?, byline = ?, outlet = ?, published = ?, language = ?, url = ?, tags = ?, archived = ?, modified = ?,
		revision = revision + 1, deleted = ? WHERE id = ?`, a.Title, a.Byline, a.Outlet, a.Published, a.Language, a.URL, string(tags), a.Archived, now.UnixMilli(), tombstone(a.Gone, now), a.ID)
	if err != nil {
		return err
	}
	if !slices.Equal(a.Collections, has.Collections) {
		// Its places in collections that are deleted are kept for their return.
		if _, err := tx.ExecContext(ctx, `DELETE FROM member WHERE article = ? AND collection IN (SELECT id FROM collection WHERE deleted IS NULL)`, a.ID); err != nil {
			return err
		}
		for _, c := range a.Collections {
			if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO member (article, collection) VALUES (?, ?)`, a.ID, c); err != nil {
				return err
			}
		}
	}
	if a.Gone != has.Gone {
		if err := indexParts(ctx, tx.Tx, a.ID); err != nil {
			return err
		}
	}
	return tx.note(ctx, "shelved", a.ID, a.ID)
}

// indexParts makes the index fit what is kept on an article that came into the trash, or out of it.
func indexParts(ctx context.Context, tx *sql.Tx, id article.ID) error {
	for _, x := range []struct {
		kind  annotations.HitKind
		query string
	}{
		{annotations.HitHighlight, `SELECT id, article FROM highlight WHERE deleted IS NULL AND article = ?`},
		{annotations.HitNote, `SELECT id, article FROM note WHERE deleted IS NULL AND article = ?`},
		{annotations.HitStatement, `SELECT id, article FROM statement WHERE deleted IS NULL AND article = ?`},
	} {
		ids, err := idPairs(ctx, tx, x.query, id)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := indexEntry(ctx, tx, x.kind, id[0]); err != nil {
				return err
			}
		}
	}
	return nil
}

// Collections returns the collections by their names.
func (s *Store) Collections(ctx context.Context) ([]annotations.Collection, error) {
	var out []annotations.Collection
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT c.id, c.name, (SELECT count(*) FROM member m JOIN article a ON a.id = m.article WHERE m.collection = c.id AND a.deleted IS NULL)
			FROM collection c WHERE c.deleted IS NULL ORDER BY c.name COLLATE NOCASE, c.id`)
		if err != nil {
			return err
		}
		return each(rows, func(row scanner) error {
			var c annotations.Collection
			err := row.Scan(&c.ID, &c.Name, &c.Articles)
			out = append(out, c)
			return err
		})
	})
	return out, err
}

// CollectionState returns the state of a collection.
func (s *Store) CollectionState(ctx context.Context, id article.ID) (annotations.CollectionState, error) {
	var c annotations.CollectionState
	err := s.read(ctx, func(tx *sql.Tx) (err error) {
		c, err = collectionState(ctx, tx, id)
		return err
	})
	return c, err
}

func collectionState(ctx context.Context, tx *sql.Tx, id article.ID) (c annotations.CollectionState, err error) {
	return c, tx.QueryRowContext(ctx, `SELECT id, name, deleted IS NOT NULL FROM collection WHERE id = ?`, id).Scan(&c.ID, &c.Name, &c.Gone)
}

func changeCollection(ctx context.Context, tx *work, x annotations.CollectionEdit, now time.Time) error {
	c := x.To
	if x.From.Name != c.Name {
		if err := freeName(ctx, tx.Tx, c); err != nil {
			return err
		}
	}
	if x.From.ID == (article.ID{}) {
		_, err := tx.ExecContext(ctx, `INSERT INTO collection (id, handle, name, created, modified, revision) VALUES (?, ?, ?, ?, ?, 1)`,
			c.ID, article.Handle(article.HandleCollection, c.ID), c.Name, now.UnixMilli(), now.UnixMilli())
		if err != nil {
			return err
		}
		return tx.note(ctx, "collection", c.ID, article.ID{})
	}
	has, err := collectionState(ctx, tx.Tx, c.ID)
	if err != nil {
		return err
	}
	if has != x.From {
		return stale(article.HandleCollection, c.ID)
	}
	_, err = tx.ExecContext(ctx, `UPDATE collection SET name = ?, modified = ?, revision = revision + 1, deleted = ? WHERE id = ?`, c.Name, now.UnixMilli(), tombstone(c.Gone, now), c.ID)
	if err != nil {
		return err
	}
	return tx.note(ctx, "collection", c.ID, article.ID{})
}

// freeName returns annotations.ErrChanged if another collection has the name of c: another program has made it meanwhile.
func freeName(ctx context.Context, tx *sql.Tx, c annotations.CollectionState) error {
	rows, err := tx.QueryContext(ctx, `SELECT name FROM collection WHERE deleted IS NULL AND id <> ?`, c.ID)
	if err != nil {
		return err
	}
	return each(rows, func(row scanner) error {
		var name string
		if err := row.Scan(&name); err != nil {
			return err
		}
		if annotations.CollectionKey(name) == annotations.CollectionKey(c.Name) {
			return fmt.Errorf("collection “%s”: %w", name, annotations.ErrChanged)
		}
		return nil
	})
}

// Trash returns the articles in the trash, those that came into it last first.
func (s *Store) Trash(ctx context.Context) ([]annotations.Entry, error) {
	return s.entries(ctx, nil, `a.deleted IS NOT NULL ORDER BY a.deleted DESC, a.id DESC`)
}

// Trashed returns the article in the trash that was imported from the same file, address or bytes as a source; of several, the one that went there
// last. It reports whether there is one.
func (s *Store) Trashed(ctx context.Context, seen annotations.Seen) (id article.ID, ok bool, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT id FROM article WHERE deleted IS NOT NULL AND (path <> '' AND path = ?1 OR id IN (SELECT article FROM version WHERE hash = ?2)
			OR id IN (SELECT article FROM version WHERE url <> '' AND url IN (?3, ?4))) ORDER BY deleted DESC, id LIMIT 1`, seen.Path, seen.Hash, seen.Fetched, seen.Asked).Scan(&id)
	})
	if errors.Is(err, annotations.ErrNotFound) {
		return id, false, nil
	}
	return id, err == nil, err
}
