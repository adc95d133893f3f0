package store

import (
	"context"
	"database/sql"
	"slices"

	"parley/annotations"
	"parley/annotations/article"
)

const (
	byHash = `SELECT v.article, v.number, a.url FROM version v JOIN article a ON a.id = v.article
		WHERE v.hash = ? AND a.deleted IS NULL ORDER BY a.created, v.number, v.id`
	byURL = `SELECT a.id, max(v.number), a.url FROM article a JOIN version v ON v.article = a.id
		WHERE a.url = ? AND a.url <> '' AND a.deleted IS NULL GROUP BY a.id ORDER BY a.created DESC, a.id`
	byPath = `SELECT a.id, max(v.number), a.url FROM article a JOIN version v ON v.article = a.id
		WHERE a.path = ? AND a.path <> '' AND a.deleted IS NULL GROUP BY a.id ORDER BY a.created DESC, a.id`
	byFetched = `SELECT a.id, (SELECT max(number) FROM version WHERE article = a.id), a.url FROM version v JOIN article a ON a.id = v.article
		WHERE v.url = ? AND v.url <> '' AND a.deleted IS NULL GROUP BY a.id ORDER BY max(v.imported) DESC, a.id`
)

// ByHash returns the versions that were made from the same bytes, the first article's first.
func (s *Store) ByHash(ctx context.Context, hash string) ([]annotations.Provenance, error) {
	return s.sources(ctx, byHash, hash)
}

// SameText returns the articles whose newest version has the text of the version with that id, the first made first.
func (s *Store) SameText(ctx context.Context, version article.ID) ([]annotations.Provenance, error) {
	return s.sources(ctx, `SELECT v.article, v.number, a.url FROM version v JOIN article a ON a.id = v.article WHERE v.fingerprint = (SELECT fingerprint FROM version WHERE id = ?) AND a.deleted IS NULL
		AND v.number = (SELECT max(number) FROM version WHERE article = v.article) ORDER BY a.created, a.id`, version)
}

// ByURL returns the articles with that canonical address, each with the number of its newest version.
func (s *Store) ByURL(ctx context.Context, url string) ([]annotations.Provenance, error) {
	return s.sources(ctx, byURL, url)
}

// ByPath returns the articles that were imported from that file, the newest first.
func (s *Store) ByPath(ctx context.Context, path string) ([]annotations.Provenance, error) {
	return s.sources(ctx, byPath, path)
}

// ByFetched returns the articles with a version that was fetched from that address, the one fetched last first.
func (s *Store) ByFetched(ctx context.Context, address string) ([]annotations.Provenance, error) {
	return s.sources(ctx, byFetched, address)
}

func (s *Store) sources(ctx context.Context, query string, arg any) ([]annotations.Provenance, error) {
	var out []annotations.Provenance
	err := s.read(ctx, func(tx *sql.Tx) (err error) {
		out, err = sources(ctx, tx, query, arg)
		return err
	})
	return out, err
}

func sources(ctx context.Context, tx *sql.Tx, query string, arg any) ([]annotations.Provenance, error) {
	rows, err := tx.QueryContext(ctx, query, arg)
	if err != nil {
		return nil, err
	}
	var out []annotations.Provenance
	return out, each(rows, func(row scanner) error {
		var x annotations.Provenance
		err := row.Scan(&x.Article, &x.Number, &x.URL)
		out = append(out, x)
		return err
	})
}

// stillSo returns annotations.ErrChanged if another program has imported meanwhile what an import was decided by.
func stillSo(ctx context.Context, tx *sql.Tx, seen annotations.Seen) error {
	for _, x := range []struct {
		query, arg string
		had        []annotations.Provenance
	}{
		{byHash, seen.Hash, seen.ByHash},
		{byURL, seen.URL, seen.ByURL},
		{byPath, seen.Path, seen.ByPath},
		{byFetched, seen.Fetched, seen.ByFetched},
		{byFetched, seen.Asked, seen.ByAsked},
	} {
		if x.arg == "" {
			continue
		}
		has, err := sources(ctx, tx, x.query, x.arg)
		if err != nil {
			return err
		}
		if !slices.Equal(has, x.had) {
			return annotations.ErrChanged
		}
	}
	return nil
}
