package store

import (
	"context"
	"database/sql"
	"time"

	"parley/annotations"
	"parley/annotations/article"
)

// SaveUnsaved saves what the reader has begun, in place of what was saved under its id before. It is no change that other
// programs are told of. Without its article and version in the library it is an error.
func (s *Store) SaveUnsaved(ctx context.Context, u annotations.Unsaved, now time.Time) error {
	return s.write(ctx, func(tx *work) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO draft (id, kind, article, version, json, modified) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
			ON CONFLICT (id) DO UPDATE SET kind = ?2, article = ?3, version = ?4, json = ?5, modified = ?6`,
			u.ID, string(u.Kind), u.Article, u.Version, string(u.JSON), now.UnixMilli())
		return err
	})
}

// DeleteUnsaved deletes what was begun, since it was saved elsewhere or discarded. It is no error if it is not there.
func (s *Store) DeleteUnsaved(ctx context.Context, id article.ID) error {
	return s.write(ctx, func(tx *work) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM draft WHERE id = ?`, id)
		return err
	})
}

// Unsaved returns what the reader has begun on any version of an article and not saved, the latest first.
func (s *Store) Unsaved(ctx context.Context, of article.ID) ([]annotations.Unsaved, error) {
	var out []annotations.Unsaved
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT id, kind, article, version, json, modified FROM draft WHERE article = ? ORDER BY modified DESC, id DESC`, of)
		if err != nil {
			return err
		}
		return each(rows, func(row scanner) error {
			var u annotations.Unsaved
			var modified int64
			err := row.Scan(&u.ID, &u.Kind, &u.Article, &u.Version, &u.JSON, &modified)
			u.Modified = fromMillis(modified)
			out = append(out, u)
			return err
		})
	})
	return out, err
}
