package store

import (
	"context"
	"database/sql"
	"errors"

	"parley/annotations"
	"parley/annotations/article"
)

// remakeAll makes broken texts again, and returns how many. A text is made again only if that gives, letter for letter, the one that was imported.
func (s *Store) remakeAll(ctx context.Context, remake Remake, broken []brokenText) (n int, err error) {
	for _, b := range broken {
		v, err := s.remade(ctx, remake, b.version)
		if err != nil {
			return n, err
		}
		if v == nil {
			continue
		}
		if err := s.write(ctx, func(tx *work) error { return putText(ctx, tx.Tx, b.version, v) }); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// remade returns a version made again from its source, or nil if that cannot be done.
func (s *Store) remade(ctx context.Context, remake Remake, id article.ID) (*article.Version, error) {
	if remake == nil {
		return nil, nil
	}
	var m article.Meta
	var fingerprint string
	var imported int64
	err := s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT `+versionColumns+`, v.fingerprint FROM version v WHERE v.id = ?`, id).Scan(append(versionFields(&m, &imported), &fingerprint)...)
	})
	var source []byte
	if err == nil {
		source, err = s.Source(ctx, id)
	}
	switch {
	case errors.Is(err, annotations.ErrNotFound) || errors.Is(err, annotations.ErrDamaged): // what it was made from is damaged, too
		return nil, nil
	case err != nil:
		return nil, err
	case article.HashOf(source) != m.Origin.Hash:
		return nil, nil
	}
	v, err := remake(ctx, m, source)
	if err != nil || v.Fingerprint() != fingerprint { // the bytes are read otherwise today
		return nil, ctx.Err()
	}
	return v, nil
}

// putText keeps the text of a version, in the place of what is there.
func putText(ctx context.Context, tx interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}, id article.ID, v *article.Version,
) error {
	_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO version_text (version, text, blocks, pages) VALUES (?, ?, ?, ?)`, id, v.Text(), article.EncodeBlocks(v.Blocks()), article.EncodePages(v.Pages))
	return err
}
