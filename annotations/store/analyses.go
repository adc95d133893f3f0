package store

import (
	"bytes"
	"compress/flate"
	"context"
	"database/sql"
	"errors"
	"io"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// analysisMost is how many bytes of a kept analysis are read; more is damage.
const analysisMost = 256 << 20

// Analysis returns what an engine found in a version, as it was kept, or nil.
func (s *Store) Analysis(ctx context.Context, version article.ID, engine string) ([]byte, error) {
	var b []byte
	err := s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT found FROM analysis WHERE version = ? AND engine = ?`, version, engine).Scan(&b)
	})
	if errors.Is(err, annotations.ErrNotFound) || err == nil && b == nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return unpacked(b), nil
}

// LastAnalysis returns what was found in a version last, and which engine found it. The engine is empty if none has looked at the version;
// json is nil if not all that it found was kept.
func (s *Store) LastAnalysis(ctx context.Context, version article.ID) (engine string, json []byte, err error) {
	var b []byte
	err = s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT engine, found FROM analysis WHERE version = ?`, version).Scan(&engine, &b)
	})
	if errors.Is(err, annotations.ErrNotFound) {
		err = nil
	}
	if err != nil || b == nil {
		return engine, nil, err
	}
	return engine, unpacked(b), nil
}

// unpacked returns an analysis as JSON, or nil if what was kept of it cannot be read: it is derived, and found again.
func unpacked(b []byte) []byte {
	found, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(b)), analysisMost))
	if err != nil {
		return nil
	}
	return found
}

// unwanted are the articles in which the reader wants no suggestions: under debate.SuggestKey, a decision keeps them away.
const unwanted = `(SELECT substr(key, 9) FROM decision WHERE key > 'suggest:' AND key < 'suggest;')`

// wantedArticle is the condition that the reader wants suggestions in the article l that an engine looked at.
const wantedArticle = `l.article NOT IN ` + unwanted

// KeepAnalyses keeps, all in one transaction, what an engine found in versions in the place of what was kept of them. An article is
// counted under the sightings of its newest version. A version that is no longer there is passed over.
func (s *Store) KeepAnalyses(ctx context.Context, engine string, all ...debate.Kept) error {
	packed := make([][]byte, len(all)) // before the library is locked
	for i, k := range all {
		if k.Found == nil {
			continue
		}
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, flate.DefaultCompression)
		if err != nil {
			return err
		}
		if _, err := w.Write(k.Found); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		packed[i] = b.Bytes()
	}
	return s.write(ctx, func(tx *work) error {
		for i, k := range all {
			if err := keepAnalysis(ctx, tx.Tx, engine, k, packed[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

func keepAnalysis(ctx context.Context, tx *sql.Tx, engine string, k debate.Kept, packed []byte) error {
	var of article.ID
	var newest bool
	err := tx.QueryRowContext(ctx, `SELECT v.article, v.number = (SELECT max(number) FROM version x WHERE x.article = v.article)
		FROM version v WHERE v.id = ?`, k.Version).Scan(&of, &newest)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO analysis (version, engine, found) VALUES (?1, ?2, ?3)
		ON CONFLICT (version) DO UPDATE SET engine = ?2, found = ?3`, k.Version, engine, packed); err != nil || !newest {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO looked (article) VALUES (?)`, of); err != nil {
		return err
	}
	var n int64
	if err := tx.QueryRowContext(ctx, `SELECT n FROM looked WHERE article = ?`, of).Scan(&n); err != nil {
		return err
	}
	was, err := numbers(ctx, tx, `SELECT sighted FROM sighting WHERE article = ?`, n)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM sighting WHERE article = ?`, n); err != nil {
		return err
	}
	for _, x := range k.Sightings {
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO sighted (key, name, kind) VALUES (?, ?, ?)`, x.Key, x.Name, x.Kind); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO sighting (sighted, article, role)
			SELECT n, ?2, ?3 FROM sighted WHERE key = ?1`, x.Key, n, x.Role); err != nil {
			return err
		}
	}
	for _, gone := range was { // what no article shows any more
		if _, err := tx.ExecContext(ctx, `DELETE FROM sighted WHERE n = ?1
			AND NOT EXISTS (SELECT 1 FROM sighting WHERE sighted = ?1)`, gone); err != nil {
			return err
		}
	}
	return nil
}

// unseeOnly deletes what only the article with the id ?1 shows.
const unseeOnly = `DELETE FROM sighted WHERE n IN (SELECT g.sighted FROM sighting g JOIN looked l ON l.n = g.article WHERE l.article = ?1
	AND NOT EXISTS (SELECT 1 FROM sighting o WHERE o.sighted = g.sighted AND o.article <> g.article))`

func numbers(ctx context.Context, tx *sql.Tx, query string, args ...any) ([]int64, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	var out []int64
	err = each(rows, func(row scanner) error {
		var n int64
		err := row.Scan(&n)
		out = append(out, n)
		return err
	})
	return out, err
}

// ofNewest is the condition that an article a is not in the trash and the engine ? has not analysed its newest version, v.
const ofNewest = `FROM article a JOIN version v ON v.article = a.id
		AND v.number = (SELECT max(number) FROM version x WHERE x.article = a.id)
	WHERE a.deleted IS NULL AND NOT EXISTS (SELECT 1 FROM analysis y WHERE y.version = v.id AND y.engine = ?)`

// Unanalysed returns how many articles there are whose newest version an engine has not analysed, and how many in all. Those
// in the trash are not counted.
func (s *Store) Unanalysed(ctx context.Context, engine string) (left, all int, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT (SELECT count(*) `+ofNewest+`), (SELECT count(*) FROM article WHERE deleted IS NULL)`,
			engine).Scan(&left, &all)
	})
	return left, all, err
}

// NextUnanalysed returns the newest versions that an engine has not analysed, those of the articles that were added last first, at most
// most.
func (s *Store) NextUnanalysed(ctx context.Context, engine string, most int) ([]article.ID, error) {
	var out []article.ID
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT v.id `+ofNewest+` ORDER BY a.created DESC, a.id DESC LIMIT ?`, engine, most)
		if err != nil {
			return err
		}
		return each(rows, func(row scanner) error {
			var id article.ID
			err := row.Scan(&id)
			out = append(out, id)
			return err
		})
	})
	return out, err
}

// CountArticles returns for each of the actors and disputes in how many articles it is: those whose analyses show one of its keys, those
// that hold statements by or on it, and the article of. Articles in the trash are left out.
func (s *Store) CountArticles(ctx context.Context, of article.ID, all []annotations.QueryEntity) ([]int, error) {
	out := make([]int, len(all))
	err := s.read(ctx, func(tx *sql.Tx) error {
		trash, err := numbers(ctx, tx, `SELECT l.n FROM article a JOIN looked l ON l.article = a.id WHERE a.deleted IS NOT NULL`)
		if err != nil {
			return err
		}
		in := `)`
		if len(trash) > 0 {
			in = `) AND article NOT IN (SELECT l.n FROM article a JOIN looked l ON l.article = a.id WHERE a.deleted IS NOT NULL)`
		}
		for i, e := range all {
			e.Keys, e.IDs = e.Keys[:min(len(e.Keys), keysMost)], e.IDs[:min(len(e.IDs), keysMost)]
			args := make([]any, 0, len(e.Keys)+2*len(e.IDs)+2)
			for _, k := range e.Keys {
				args = append(args, k)
			}
			for range 2 {
				for _, id := range e.IDs {
					args = append(args, id)
				}
			}
			args = append(args, of, of)
			ids := marks(len(e.IDs))
			err := tx.QueryRowContext(ctx, `SELECT count(*) FROM (
				SELECT article AS n FROM sighting WHERE sighted IN (SELECT n FROM sighted WHERE key IN (`+marks(len(e.Keys))+`)`+in+` AND article NOT IN (SELECT l.n FROM looked l WHERE l.article IN `+unwanted+`)
				UNION SELECT coalesce((SELECT n FROM looked l WHERE l.article = statement.article), article) FROM statement
					WHERE deleted IS NULL AND (actor IN (`+ids+`) OR dispute IN (`+ids+`)) AND `+inLibrary+`
				UNION SELECT coalesce((SELECT n FROM looked WHERE article = ?), ?))`, args...).Scan(&out[i])
			if err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// keysMost bounds the parameters of a query, as SQLite does.
const keysMost = 5000

// SeenActors returns the actors that analyses show, in the order of their keys, each under one name, with the roles that articles give it,
// the newest first. Articles in the trash are left out.
func (s *Store) SeenActors(ctx context.Context) ([]debate.SeenActor, error) {
	var out []debate.SeenActor
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT k.key, k.name, k.kind, g.role, max(a.published), count(*)
			FROM sighted k JOIN sighting g ON g.sighted = k.n JOIN looked l ON l.n = g.article JOIN article a ON a.id = l.article
			WHERE k.key > 'actor:' AND k.key < 'actor;' AND a.deleted IS NULL
			GROUP BY k.key, g.role ORDER BY k.key, max(a.published) DESC, g.role`)
		if err != nil {
			return err
		}
		return each(rows, func(row scanner) error {
			var x debate.SeenActor
			var r debate.RoleAt
			if err := row.Scan(&x.Key, &x.Name, &x.Kind, &r.Role, &r.AsOf, &x.Articles); err != nil {
				return err
			}
			if n := len(out); n == 0 || out[n-1].Key != x.Key {
				out = append(out, x)
			} else {
				out[n-1].Articles += x.Articles
			}
			if last := &out[len(out)-1]; r.Role != "" {
				last.Roles = append(last.Roles, r)
			}
			return nil
		})
	})
	return out, err
}

// beginning returns the condition that n words begin words of a key behind its kind, which is the first of the arguments; the second
// comes behind all such keys. Then each word follows twice: behind the kind, and behind a space.
func beginning(n int) string {
	if n == 0 {
		return ""
	}
	return ` OR k.key > ? AND k.key < ?` + strings.Repeat(` AND (instr(k.key, ?) = 1 OR instr(k.key, ?) > 0)`, n)
}
