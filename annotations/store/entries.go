package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
)

// Entries returns the articles, those added last first, at most most of them; all if most is 0. No text is read. If all are asked for and
// the library is damaged so that some cannot be read, the error, an annotations.ErrDamaged, names these, and comes with the others.
func (s *Store) Entries(ctx context.Context, most int) ([]annotations.Entry, error) {
	if most > 0 {
		return s.entries(ctx, nil, `a.deleted IS NULL ORDER BY a.created DESC, a.id DESC LIMIT ?`, most)
	}
	n := 0
	out, err := s.entries(ctx, func(tx *sql.Tx) error {
		// What SQLite does not find, it does not miss: the indexes say how many there must be.
		return tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM article INDEXED BY article_created) - (SELECT count(*) FROM article INDEXED BY article_deleted WHERE deleted IS NOT NULL)`).Scan(&n)
	}, `a.deleted IS NULL ORDER BY a.created DESC, a.id DESC`)
	if err == nil && len(out) == n || !damagedOnly(err) {
		return out, err
	}
	return s.entriesOneByOne(ctx)
}

// entriesOneByOne returns the articles of a damaged library that can be read, as Entries does.
func (s *Store) entriesOneByOne(ctx context.Context) ([]annotations.Entry, error) {
	var ids [][2]article.ID
	if err := s.read(ctx, func(tx *sql.Tx) (err error) {
		ids, err = idPairs(ctx, tx, `SELECT id, id FROM article INDEXED BY article_created WHERE id NOT IN (SELECT id FROM article INDEXED BY article_deleted WHERE deleted IS NOT NULL)
			ORDER BY created DESC, id DESC`)
		return err
	}); err != nil {
		return nil, err
	}
	var out []annotations.Entry
	var lost []string
	for _, id := range ids {
		e, err := s.Entry(ctx, id[0])
		switch {
		case err == nil:
			out = append(out, e)
		case errors.Is(err, annotations.ErrNotFound) || errors.Is(err, annotations.ErrDamaged):
			lost = append(lost, article.Handle(article.HandleArticle, id[0]))
		default:
			return out, err
		}
	}
	if len(lost) == 0 {
		return out, damage{"its indexes do not fit its articles"}
	}
	const named = 20
	list := strings.Join(lost[:min(len(lost), named)], ", ")
	if len(lost) > named {
		list += ", …"
	}
	return out, damage{fmt.Sprintf("%d of %d articles cannot be read: %s", len(lost), len(ids), list)}
}

// Entry returns one article as Entries does; annotations.ErrNotFound if it is in the trash or was never there.
func (s *Store) Entry(ctx context.Context, id article.ID) (annotations.Entry, error) {
	all, err := s.entries(ctx, nil, `a.deleted IS NULL AND a.id = ?`, id)
	if err == nil && len(all) == 0 {
		err = annotations.ErrNotFound
	}
	if err != nil {
		return annotations.Entry{}, err
	}
	return all[0], nil
}

// entries reads those articles; also, if it is not nil, is done in the same transaction.
func (s *Store) entries(ctx context.Context, also func(*sql.Tx) error, which string, args ...any) ([]annotations.Entry, error) {
	var out []annotations.Entry
	err := s.read(ctx, func(tx *sql.Tx) error {
		if also != nil {
			if err := also(tx); err != nil {
				return err
			}
		}
		rows, err := tx.QueryContext(ctx, `
			SELECT `+articleColumns+`, v.number, v.words, (SELECT count(*) FROM highlight WHERE article = a.id AND deleted IS NULL),
				coalesce(r.progress, 0), coalesce(r.opened, 0), a.tags, a.archived,
				(SELECT group_concat(m.collection, ' ') FROM member m JOIN collection c ON c.id = m.collection WHERE m.article = a.id AND c.deleted IS NULL)
			FROM article a
			JOIN version v ON v.article = a.id AND v.number = (SELECT max(number) FROM version WHERE article = a.id)
			LEFT JOIN reading r ON r.article = a.id
			WHERE `+which, args...)
		if err != nil {
			return err
		}
		return each(rows, func(row scanner) error {
			var e annotations.Entry
			var created, modified, opened int64
			var tags string
			var in sql.NullString
			if err := row.Scan(append(articleFields(&e.Article, &created, &modified), &e.Version, &e.Words, &e.Marks, &e.Progress, &opened, &tags, &e.Archived, &in)...); err != nil {
				return err
			}
			e.Article.Created, e.Article.Modified, e.Opened = fromMillis(created), fromMillis(modified), fromMillis(opened)
			if tags != "[]" {
				if err := json.Unmarshal([]byte(tags), &e.Tags); err != nil {
					return of(article.HandleArticle, e.Article.ID, damage{"its tags are none"})
				}
			}
			for _, id := range strings.Fields(in.String) {
				var c article.ID
				if err := c.UnmarshalText([]byte(id)); err != nil {
					return of(article.HandleArticle, e.Article.ID, damage{"it is in a collection that is none"})
				}
				e.Collections = append(e.Collections, c)
			}
			out = append(out, e)
			return nil
		})
	})
	return out, err
}
