package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/google/uuid"

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
	return s.write(ctx, func(tx *sql.Tx) error {
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
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO reading (article, version, pos, frac, progress, opened) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
			ON CONFLICT (article) DO UPDATE SET version = ?2, pos = ?3, frac = ?4, progress = ?5, opened = ?6`, id, p.Version, p.Pos, p.Frac, p.Progress, now.UnixMilli())
		return err
	})
}

// Analysis returns what an engine found in a version, as it was kept, or nil.
func (s *Store) Analysis(ctx context.Context, version article.ID, engine string) ([]byte, error) {
	var b []byte
	err := s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT json FROM analysis WHERE version = ? AND engine = ?`, version, engine).Scan(&b)
	})
	if errors.Is(err, annotations.ErrNotFound) {
		err = nil
	}
	return b, err
}

// KeepAnalysis keeps what an engine found in a version in the place of what was found before.
func (s *Store) KeepAnalysis(ctx context.Context, version article.ID, engine string, json []byte) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO analysis (version, engine, json) VALUES (?1, ?2, ?3)
			ON CONFLICT (version) DO UPDATE SET engine = ?2, json = ?3`, version, engine, json)
		return err
	})
}

// LastExport returns the hash of what was exported to path last; ok is false if nothing was.
func (s *Store) LastExport(ctx context.Context, path string) (hash string, ok bool, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT hash FROM export WHERE path = ?`, path).Scan(&hash)
	})
	if errors.Is(err, annotations.ErrNotFound) {
		return "", false, nil
	}
	return hash, err == nil, err
}

// RememberExport keeps the hash of what was exported to path.
func (s *Store) RememberExport(ctx context.Context, path, hash string, now time.Time) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO export (path, hash, modified) VALUES (?1, ?2, ?3)
			ON CONFLICT (path) DO UPDATE SET hash = ?2, modified = ?3`, path, hash, now.UnixMilli())
		return err
	})
}

// Changes returns the changes after seq, at most a thousand, in their order.
func (s *Store) Changes(ctx context.Context, seq int64) ([]annotations.Change, error) {
	var out []annotations.Change
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT seq, entity, id, article FROM change WHERE seq > ? ORDER BY seq LIMIT 1000`, seq)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var c annotations.Change
			var of string
			if err := rows.Scan(&c.Seq, &c.Entity, &c.ID, &of); err != nil {
				return err
			}
			if of != "" {
				if c.Article, err = uuid.Parse(of); err != nil {
					return err
				}
			}
			out = append(out, c)
		}
		return rows.Err()
	})
	return out, err
}

// LastChange returns the number of the newest change.
func (s *Store) LastChange(ctx context.Context) (int64, error) {
	var seq sql.NullInt64
	err := s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT max(seq) FROM change`).Scan(&seq)
	})
	return seq.Int64, err
}

// Poll calls changed, from a goroutine of its own, whenever any connection has written to
// the library, until ctx ends. It looks four times a second.
func (s *Store) Poll(ctx context.Context, every time.Duration, changed func()) error {
	conn, err := s.readers.Conn(ctx) // data_version is told to one connection only
	if err != nil {
		return domain(err)
	}
	version := func() (n int64, err error) {
		return n, conn.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&n)
	}
	last, err := version()
	if err != nil {
		conn.Close()
		return domain(err)
	}
	s.watching.Add(1)
	go func() {
		defer s.watching.Done()
		defer conn.Close() // only read from
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if n, err := version(); err == nil && n != last {
				last = n
				changed()
			}
		}
	}()
	return nil
}
