package store

import (
	"bytes"
	"compress/flate"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"parley/annotations"
	"parley/annotations/article"
)

const articleColumns = `a.id, a.title, a.byline, a.outlet, a.published, a.language, a.url, a.path, a.created, a.modified`

func articleFields(a *article.Article, created, modified *int64) []any {
	return []any{&a.ID, &a.Title, &a.Byline, &a.Outlet, &a.Published, &a.Language, &a.URL, &a.Path, created, modified}
}

// Article returns the article with that id, deleted or not found as annotations.ErrNotFound.
func (s *Store) Article(ctx context.Context, id article.ID) (article.Article, error) {
	var a article.Article
	err := s.read(ctx, func(tx *sql.Tx) (err error) {
		a, err = readArticle(ctx, tx, id)
		return err
	})
	return a, err
}

func readArticle(ctx context.Context, tx *sql.Tx, id article.ID) (article.Article, error) {
	var a article.Article
	var created, modified int64
	err := tx.QueryRowContext(ctx, `SELECT `+articleColumns+` FROM article a WHERE a.id = ? AND a.deleted IS NULL`, id).
		Scan(articleFields(&a, &created, &modified)...)
	a.Created, a.Modified = fromMillis(created), fromMillis(modified)
	return a, err
}

// Handles returns the ids of the articles whose handle or id begins with prefix, at most most.
func (s *Store) Handles(ctx context.Context, prefix string, most int) ([]article.ID, error) {
	var out []article.ID
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT id FROM article WHERE deleted IS NULL AND (substr(handle, 1, ?) = ? OR substr(id, 1, ?) = ?) ORDER BY id LIMIT ?`,
			len(prefix), prefix, len(prefix), prefix, most)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id article.ID
			if err := rows.Scan(&id); err != nil {
				return err
			}
			out = append(out, id)
		}
		return rows.Err()
	})
	return out, err
}

// AddArticles keeps new articles, all or none of them. If the library no longer holds what one of them has seen, it wraps
// annotations.ErrChanged.
func (s *Store) AddArticles(ctx context.Context, all ...annotations.Draft) error {
	type packed struct {
		bytes []byte
		codec string
	}
	sources := make([]packed, len(all))
	for i, d := range all {
		var err error
		if sources[i].bytes, sources[i].codec, err = pack(d.Source); err != nil {
			return err
		}
	}
	return s.write(ctx, func(tx *work) error {
		for i, d := range all {
			if err := stillSo(ctx, tx.Tx, d.Seen); err != nil {
				return err
			}
			a := d.Article
			_, err := tx.ExecContext(ctx, `INSERT INTO article (id, handle, title, byline, outlet, published, language, url, path, created, modified)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, a.ID, article.Handle(article.HandleArticle, a.ID), a.Title, a.Byline, a.Outlet,
				a.Published, a.Language, a.URL, a.Path, a.Created.UnixMilli(), a.Modified.UnixMilli())
			if err != nil {
				return err
			}
			if err := addVersion(ctx, tx.Tx, d, sources[i].bytes, sources[i].codec); err != nil {
				return err
			}
			if err := tx.note(ctx, "article", a.ID, a.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// AddVersion keeps another version of an article, which takes on what d says, as AddArticles does articles. It wraps
// annotations.ErrChanged also if the article's row has another revision than d's, or is in the trash.
func (s *Store) AddVersion(ctx context.Context, d annotations.Draft) error {
	packed, codec, err := pack(d.Source)
	if err != nil {
		return err
	}
	return s.write(ctx, func(tx *work) error {
		if err := stillSo(ctx, tx.Tx, d.Seen); err != nil {
			return err
		}
		a := d.Article
		done, err := tx.ExecContext(ctx, `UPDATE article SET title = ?, byline = ?, outlet = ?, published = ?, language = ?, url = ?, modified = ?, revision = revision + 1
			WHERE id = ? AND revision = ? AND deleted IS NULL`, a.Title, a.Byline, a.Outlet, a.Published, a.Language, a.URL, a.Modified.UnixMilli(), a.ID, d.Revision)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil {
			return err
		} else if n != 1 {
			return stale(article.HandleArticle, a.ID)
		}
		if err := addVersion(ctx, tx.Tx, d, packed, codec); err != nil {
			return err
		}
		return tx.note(ctx, "version", d.Version.ID, a.ID)
	})
}

// said is what the column of that name holds.
type said struct {
	Byline    string `json:"byline,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Published string `json:"published,omitempty"`
	Language  string `json:"language,omitempty"`
	URL       string `json:"url,omitempty"`
}

// Said returns what the source of a version says of its article: author, outlet, date, language and address. It is not known of
// versions that earlier releases imported.
func (s *Store) Said(ctx context.Context, version article.ID) (a article.Article, known bool, err error) {
	var text string
	err = s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT said FROM version WHERE id = ?`, version).Scan(&text)
	})
	if err != nil || text == "" {
		return a, false, err
	}
	var x said
	if err := json.Unmarshal([]byte(text), &x); err != nil {
		return a, false, damage{"what a source says of its article cannot be read"}
	}
	return article.Article{Byline: x.Byline, Outlet: x.Outlet, Published: x.Published, Language: x.Language, URL: x.URL}, true, nil
}

func addVersion(ctx context.Context, tx *sql.Tx, d annotations.Draft, source []byte, codec string) error {
	v, o := d.Version, d.Version.Origin
	text, err := json.Marshal(said{d.Said.Byline, d.Said.Outlet, d.Said.Published, d.Said.Language, d.Said.URL})
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO version (id, article, number, title, fingerprint, length, words, path, url, media_type, charset, importer,
		importer_version, hash, size, etag, last_modified, imported, said) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, v.ID, v.Article, v.Number, v.Title,
		v.Fingerprint(), v.Len(), d.Words, o.Path, o.URL, o.MediaType, o.Charset, o.Importer, o.ImporterVersion, o.Hash, o.Size, o.ETag, o.LastModified, v.Imported.UnixMilli(), string(text))
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO version_text (version, text, blocks, pages) VALUES (?, ?, ?, ?)`, v.ID, v.Text(), article.EncodeBlocks(v.Blocks()),
		article.EncodePages(v.Pages)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO version_source (version, codec, bytes) VALUES (?, ?, ?)`, v.ID, codec, source); err != nil {
		return err
	}
	return indexText(ctx, tx, v.ID, v.Article, v.Text())
}

// packers are used again: each holds more than a megabyte.
var packers = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic(err) // BestSpeed is a level
	}
	return w
}}

// pack compresses source bytes, if that makes them smaller.
func pack(b []byte) ([]byte, string, error) {
	var out bytes.Buffer
	w := packers.Get().(*flate.Writer)
	defer packers.Put(w)
	w.Reset(&out)
	if _, err := w.Write(b); err != nil {
		return nil, "", err
	}
	if err := w.Close(); err != nil {
		return nil, "", err
	}
	if out.Len() >= len(b) {
		return append([]byte{}, b...), "plain", nil // no bytes are not NULL
	}
	return out.Bytes(), "deflate", nil
}

// Source returns the bytes that a version was made from.
func (s *Store) Source(ctx context.Context, version article.ID) ([]byte, error) {
	var codec string
	var b []byte
	var size int64
	err := s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT s.codec, s.bytes, v.size FROM version_source s JOIN version v ON v.id = s.version WHERE s.version = ?`, version).Scan(&codec, &b, &size)
	})
	if err != nil || codec == "plain" {
		return b, err
	}
	out, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(b)), size+1))
	if err != nil || int64(len(out)) != size {
		return nil, fmt.Errorf("unpack the source of version %s: %w", version, annotations.ErrDamaged)
	}
	return out, nil
}

const versionColumns = `v.id, v.article, v.number, v.title, v.path, v.url, v.media_type, v.charset, v.importer, v.importer_version, v.hash, v.size, v.etag, v.last_modified, v.imported`

// Version returns a version of an article with its text; number 0 is the newest. The second
// result is how many versions there are.
func (s *Store) Version(ctx context.Context, id article.ID, number int) (*article.Version, int, error) {
	var m article.Meta
	var imported int64
	var text string
	var blocks, pages []byte
	var count int
	err := s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT `+versionColumns+`, t.text, t.blocks, t.pages, (SELECT count(*) FROM version WHERE article = v.article)
			FROM version v JOIN version_text t ON t.version = v.id WHERE v.article = ?1 AND (v.number = ?2 OR ?2 = 0)
			ORDER BY v.number DESC LIMIT 1`, id, number).Scan(append(versionFields(&m, &imported), &text, &blocks, &pages, &count)...)
	})
	if err != nil {
		return nil, 0, err
	}
	v, err := makeVersion(m, imported, text, blocks, pages)
	return v, count, err
}

func versionFields(m *article.Meta, imported *int64) []any {
	o := &m.Origin
	return []any{&m.ID, &m.Article, &m.Number, &m.Title, &o.Path, &o.URL, &o.MediaType, &o.Charset, &o.Importer, &o.ImporterVersion, &o.Hash, &o.Size, &o.ETag, &o.LastModified, imported}
}

func makeVersion(m article.Meta, imported int64, text string, encoded, pages []byte) (*article.Version, error) {
	m.Imported = fromMillis(imported)
	blocks, err := article.DecodeBlocks(encoded)
	if err != nil {
		return nil, of(article.HandleArticle, m.Article, damage{fmt.Sprintf("the blocks of version %d cannot be read", m.Number)})
	}
	if m.Pages, err = article.DecodePages(pages); err != nil {
		return nil, of(article.HandleArticle, m.Article, damage{fmt.Sprintf("the pages of version %d cannot be read", m.Number)})
	}
	v, err := article.NewVersion(text, blocks, m)
	if err != nil {
		return nil, of(article.HandleArticle, m.Article, damage{fmt.Sprintf("version %d: %v", m.Number, err)})
	}
	return v, nil
}

// Versions returns what is known of the versions of an article, the oldest first, without their texts and pages.
func (s *Store) Versions(ctx context.Context, id article.ID) ([]article.Meta, error) {
	var out []article.Meta
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT `+versionColumns+` FROM version v WHERE v.article = ? ORDER BY v.number`, id)
		if err != nil {
			return err
		}
		return each(rows, func(row scanner) error {
			var m article.Meta
			var imported int64
			err := row.Scan(versionFields(&m, &imported)...)
			m.Imported = fromMillis(imported)
			out = append(out, m)
			return err
		})
	})
	return out, err
}

// Fetched returns what is known of the newest version that was fetched from an address, if there is one.
func (s *Store) Fetched(ctx context.Context, address string) (m article.Meta, ok bool, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		var imported int64
		err := tx.QueryRowContext(ctx, `SELECT `+versionColumns+` FROM version v JOIN article a ON a.id = v.article
			WHERE v.url = ? AND v.url <> '' AND a.deleted IS NULL AND v.number = (SELECT max(number) FROM version WHERE article = v.article)
			ORDER BY v.imported DESC LIMIT 1`, address).Scan(versionFields(&m, &imported)...)
		m.Imported = fromMillis(imported)
		return err
	})
	if errors.Is(err, annotations.ErrNotFound) {
		return m, false, nil
	}
	return m, err == nil, err
}

// VersionByID returns the version with that id, with its text.
func (s *Store) VersionByID(ctx context.Context, id article.ID) (*article.Version, error) {
	var m article.Meta
	var imported int64
	var text string
	var blocks, pages []byte
	err := s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT `+versionColumns+`, t.text, t.blocks, t.pages FROM version v JOIN version_text t ON t.version = v.id WHERE v.id = ?`, id).
			Scan(append(versionFields(&m, &imported), &text, &blocks, &pages)...)
	})
	if err != nil {
		return nil, err
	}
	return makeVersion(m, imported, text, blocks, pages)
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
