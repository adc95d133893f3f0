package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"parley/annotations"
	"parley/annotations/article"
)

// Settings returns all settled choices.
func (s *Store) Settings(ctx context.Context) (map[string]string, error) {
	out := map[string]string{}
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT key, value FROM setting`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var k, v string
			if err := rows.Scan(&k, &v); err != nil {
				return err
			}
			out[k] = v
		}
		return rows.Err()
	})
	return out, err
}

// SetSetting keeps a choice.
func (s *Store) SetSetting(ctx context.Context, key, value string, now time.Time) error {
	return s.write(ctx, func(tx *work) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO setting (key, value, modified) VALUES (?1, ?2, ?3)
			ON CONFLICT (key) DO UPDATE SET value = ?2, modified = ?3`, key, value, now.UnixMilli())
		return err
	})
}

// Place returns where the reader was, or the zero annotations.Place.
func (s *Store) Place(ctx context.Context, id article.ID) (annotations.Place, error) {
	var p annotations.Place
	err := s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT version, pos, frac, progress FROM reading WHERE article = ?`, id).Scan(&p.Version, &p.Pos, &p.Frac, &p.Progress)
	})
	if errors.Is(err, annotations.ErrNotFound) {
		err = nil
	}
	return p, err
}

// KeepPlace keeps where the reader is.
func (s *Store) KeepPlace(ctx context.Context, id article.ID, p annotations.Place, now time.Time) error {
	return s.write(ctx, func(tx *work) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO reading (article, version, pos, frac, progress, opened) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
			ON CONFLICT (article) DO UPDATE SET version = ?2, pos = ?3, frac = ?4, progress = ?5, opened = ?6`, id, p.Version, p.Pos, p.Frac, p.Progress, now.UnixMilli())
		return err
	})
}

// exportKey returns what an export to path is kept under: a hash, since names of files tell what was in them.
func exportKey(path string) string {
	sum := sha256.Sum256([]byte(path))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// LastExports returns the hashes of what was exported to these paths last; a path that nothing was exported to is left out.
func (s *Store) LastExports(ctx context.Context, paths []string) (map[string]string, error) {
	out := make(map[string]string, len(paths))
	of := make(map[string]string, len(paths))
	for _, p := range paths {
		of[exportKey(p)] = p
	}
	err := s.read(ctx, func(tx *sql.Tx) error {
		for some := range slices.Chunk(slices.Sorted(maps.Keys(of)), 500) { // SQLite bounds the number of parameters
			args := make([]any, len(some))
			for i, key := range some {
				args[i] = key
			}
			rows, err := tx.QueryContext(ctx, `SELECT path, hash FROM export WHERE path IN (?`+strings.Repeat(`, ?`, len(some)-1)+`)`, args...)
			if err != nil {
				return err
			}
			if err := each(rows, func(row scanner) error {
				var key, hash string
				err := row.Scan(&key, &hash)
				out[of[key]] = hash
				return err
			}); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// RememberExports keeps the hashes of what was exported to paths, all or none.
func (s *Store) RememberExports(ctx context.Context, hashes map[string]string, now time.Time) error {
	return s.write(ctx, func(tx *work) error {
		st, err := tx.PrepareContext(ctx, `INSERT INTO export (path, hash, modified) VALUES (?1, ?2, ?3)
			ON CONFLICT (path) DO UPDATE SET hash = ?2, modified = ?3`)
		if err != nil {
			return err
		}
		defer st.Close()
		for _, path := range slices.Sorted(maps.Keys(hashes)) {
			if _, err := st.ExecContext(ctx, exportKey(path), hashes[path], now.UnixMilli()); err != nil {
				return err
			}
		}
		return nil
	})
}

// tidyExports has the exports that were kept under their paths, as before schema 7, kept under hashes of these.
func tidyExports(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `SELECT path FROM export`)
	if err != nil {
		return err
	}
	var paths []string
	if err := each(rows, func(row scanner) error {
		var path string
		err := row.Scan(&path)
		paths = append(paths, path)
		return err
	}); err != nil {
		return err
	}
	for _, path := range paths {
		if _, err := tx.ExecContext(ctx, `UPDATE export SET path = ? WHERE path = ?`, exportKey(path), path); err != nil {
			return err
		}
	}
	return nil
}
