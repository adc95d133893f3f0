package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
)

// The index of words holds terms between spaces. What a filter asks for is a term, too: a mark that no text holds, and the word.
const (
	tagMark    = "¶t"
	colourMark = "¶c"
)

// termsOf returns the terms of a text, each with a space behind it.
func termsOf(b *strings.Builder, text string) {
	article.Terms(text, func(t article.Term) bool {
		b.WriteString(t.Text)
		b.WriteByte(' ')
		return true
	})
}

// tagTerm returns the one term of a tag.
func tagTerm(tag string) string {
	return tagMark + strings.Map(func(r rune) rune {
		if r < 0x80 && (r < '0' || r > '9') && (r < 'a' || r > 'z') { // what SQLite would cut a term at
			return '·'
		}
		return r
	}, strings.TrimSpace(article.Fold(tag).Text))
}

func colourTerm(c annotations.Colour) string { return colourMark + c.String() }

// indexText puts the text of a version into the index. It is done once for each.
func indexText(ctx context.Context, tx *sql.Tx, version, of article.ID, text string) error {
	r, err := tx.ExecContext(ctx, `INSERT INTO text_doc (version, article, live, published, outlet) VALUES (?, ?, 0, '', '')`, version, of)
	if err != nil {
		return err
	}
	id, err := r.LastInsertId()
	if err != nil {
		return err
	}
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	termsOf(&b, text)
	_, err = tx.ExecContext(ctx, `INSERT INTO text_index (docid, terms) VALUES (?, ?)`, id, b.String())
	return err
}

// indexArticle makes what the index knows of an article fit what it is now.
func indexArticle(ctx context.Context, tx *sql.Tx, id article.ID) error {
	a, err := readArticle(ctx, tx, id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err != nil { // it is deleted
		if _, err := tx.ExecContext(ctx, `UPDATE text_doc SET live = 0 WHERE article = ?`, id); err != nil {
			return err
		}
		return indexEntry(ctx, tx, annotations.HitTitle, id, id, "")
	}
	var outlet strings.Builder
	outlet.WriteByte(' ')
	termsOf(&outlet, a.Outlet)
	_, err = tx.ExecContext(ctx, `UPDATE text_doc SET published = ?2, outlet = ?3,
		live = version = (SELECT id FROM version WHERE article = ?1 ORDER BY number DESC LIMIT 1) WHERE article = ?1`, id, a.Published, outlet.String())
	if err != nil {
		return err
	}
	return indexEntry(ctx, tx, annotations.HitTitle, id, id, a.Title+"\n"+a.Byline+"\n"+a.Outlet)
}

// indexEntry puts the words of an entity into the index in the place of those that were there; without words it is taken out.
func indexEntry(ctx context.Context, tx *sql.Tx, kind annotations.HitKind, id, of article.ID, text string, more ...string) error {
	var docid int64
	err := tx.QueryRowContext(ctx, `SELECT docid FROM entry_doc WHERE id = ?`, id).Scan(&docid)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if docid != 0 {
		if _, err := tx.ExecContext(ctx, `DELETE FROM entry_index WHERE docid = ?`, docid); err != nil {
			return err
		}
	}
	var b strings.Builder
	termsOf(&b, text)
	for _, s := range more {
		b.WriteString(s)
		b.WriteByte(' ')
	}
	if b.Len() == 0 {
		_, err := tx.ExecContext(ctx, `DELETE FROM entry_doc WHERE docid = ?`, docid)
		return err
	}
	if docid == 0 {
		article := any("")
		if of != (annotations.ID{}) {
			article = of
		}
		r, err := tx.ExecContext(ctx, `INSERT INTO entry_doc (kind, id, article) VALUES (?, ?, ?)`, kind, id, article)
		if err != nil {
			return err
		}
		if docid, err = r.LastInsertId(); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO entry_index (docid, terms) VALUES (?, ?)`, docid, b.String())
	return err
}

// index makes the index fit an entity that has changed.
func index(ctx context.Context, tx *sql.Tx, entity string, id, of article.ID) error {
	switch entity {
	case "article", "version":
		return indexArticle(ctx, tx, of)
	case "highlight":
		return indexHighlight(ctx, tx, id)
	case "note":
		return indexNote(ctx, tx, id)
	case "statement":
		return indexStatement(ctx, tx, id)
	case "actor":
		return indexActor(ctx, tx, id)
	case "dispute":
		return indexDispute(ctx, tx, id)
	}
	return nil
}

func indexHighlight(ctx context.Context, tx *sql.Tx, id article.ID) error {
	var of article.ID
	var exact, note, tags string
	var colour annotations.Colour
	var gone bool
	err := tx.QueryRowContext(ctx, `SELECT article, exact, note, tags, colour, deleted IS NOT NULL FROM highlight WHERE id = ?`, id).Scan(&of, &exact, &note, &tags,
		upTo[annotations.Colour]{&colour, annotations.Purple, "colour"}, &gone)
	if err != nil {
		return err
	}
	if gone {
		return indexEntry(ctx, tx, annotations.HitHighlight, id, of, "")
	}
	var list []string
	if err := json.Unmarshal([]byte(tags), &list); err != nil {
		return damage{"the tags of a highlight are none"}
	}
	more := []string{colourTerm(colour)}
	for _, t := range list {
		more = append(more, tagTerm(t))
	}
	return indexEntry(ctx, tx, annotations.HitHighlight, id, of, exact+"\n"+note+"\n"+strings.Join(list, "\n"), more...)
}

func indexNote(ctx context.Context, tx *sql.Tx, id article.ID) error {
	var of article.ID
	var text string
	var gone bool
	err := tx.QueryRowContext(ctx, `SELECT article, text, deleted IS NOT NULL FROM note WHERE id = ?`, id).Scan(&of, &text, &gone)
	if err != nil {
		return err
	}
	if gone {
		text = ""
	}
	return indexEntry(ctx, tx, annotations.HitNote, id, of, text)
}

func indexStatement(ctx context.Context, tx *sql.Tx, id article.ID) error {
	all, err := statementsWhere(ctx, tx, `id = ?`, id)
	if err != nil || len(all) == 0 {
		return err
	}
	s := all[0].Is
	if all[0].Gone {
		return indexEntry(ctx, tx, annotations.HitStatement, id, s.Article, "")
	}
	words := []string{s.Note, s.Condition, s.Addressee}
	for _, a := range s.Anchors {
		words = append(words, a.Exact)
	}
	return indexEntry(ctx, tx, annotations.HitStatement, id, s.Article, strings.Join(words, "\n"))
}

func indexActor(ctx context.Context, tx *sql.Tx, id article.ID) error {
	all, err := actorsWhere(ctx, tx, `id = ?`, id)
	if err != nil || len(all) == 0 {
		return err
	}
	if all[0].Gone {
		return indexEntry(ctx, tx, annotations.HitActor, id, article.ID{}, "")
	}
	a := all[0].Is
	words := []string{a.Name, a.Role, a.Side}
	for _, n := range a.Aliases {
		words = append(words, n.Name)
	}
	return indexEntry(ctx, tx, annotations.HitActor, id, article.ID{}, strings.Join(words, "\n"))
}

func indexDispute(ctx context.Context, tx *sql.Tx, id article.ID) error {
	all, err := disputesWhere(ctx, tx, `id = ?`, id)
	if err != nil || len(all) == 0 {
		return err
	}
	if all[0].Gone {
		return indexEntry(ctx, tx, annotations.HitDispute, id, article.ID{}, "")
	}
	words := []string{all[0].Is.Title}
	for _, p := range all[0].Is.Positions {
		words = append(words, p.Answer)
	}
	return indexEntry(ctx, tx, annotations.HitDispute, id, article.ID{}, strings.Join(words, "\n"))
}

// Reindex makes all that is searched anew, in one transaction.
func (s *Store) Reindex(ctx context.Context) error {
	return s.write(ctx, func(tx *work) error { return reindex(ctx, tx.Tx) })
}

func reindex(ctx context.Context, tx *sql.Tx) error {
	// An index without its texts cannot be emptied: it is made anew.
	for _, q := range []string{
		`DROP TABLE text_index`, `CREATE VIRTUAL TABLE text_index USING fts4(terms, content="")`, `DELETE FROM text_doc`,
		`DELETE FROM entry_index`, `DELETE FROM entry_doc`,
	} {
		if _, err := tx.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	versions, err := idPairs(ctx, tx, `SELECT id, article FROM version ORDER BY imported, id`)
	if err != nil {
		return err
	}
	for _, v := range versions {
		var text string
		if err := tx.QueryRowContext(ctx, `SELECT text FROM version_text WHERE version = ?`, v[0]).Scan(&text); err != nil {
			return err
		}
		if err := indexText(ctx, tx, v[0], v[1], text); err != nil {
			return err
		}
	}
	for _, x := range []struct{ entity, query string }{
		{"article", `SELECT id, id FROM article WHERE deleted IS NULL`},
		{"highlight", `SELECT id, article FROM highlight WHERE deleted IS NULL`},
		{"note", `SELECT id, article FROM note WHERE deleted IS NULL`},
		{"statement", `SELECT id, article FROM statement WHERE deleted IS NULL`},
		{"actor", `SELECT id, id FROM actor WHERE deleted IS NULL`},
		{"dispute", `SELECT id, id FROM dispute WHERE deleted IS NULL`},
	} {
		ids, err := idPairs(ctx, tx, x.query)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := index(ctx, tx, x.entity, id[0], id[1]); err != nil {
				return err
			}
		}
	}
	return nil
}

func idPairs(ctx context.Context, tx *sql.Tx, query string) ([][2]article.ID, error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	var out [][2]article.ID
	return out, each(rows, func(row scanner) error {
		var x [2]article.ID
		err := row.Scan(&x[0], &x[1])
		out = append(out, x)
		return err
	})
}
