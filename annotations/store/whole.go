package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// Listed returns the ids of the articles that are not in the trash, the one added first first. They are those of the index, so that an article
// whose row is damaged is among them. If the index is damaged, they are those of the rows that can be read, and the error wraps annotations.ErrDamaged.
func (s *Store) Listed(ctx context.Context) ([]article.ID, error) {
	list := func(query string) (out []article.ID, err error) {
		return out, s.read(ctx, func(tx *sql.Tx) error {
			rows, err := tx.QueryContext(ctx, query)
			if err != nil {
				return err
			}
			return each(rows, func(row scanner) error {
				var id article.ID
				err := row.Scan(&id)
				if err == nil {
					out = append(out, id)
				}
				return err
			})
		})
	}
	out, err := list(`SELECT id FROM article INDEXED BY article_created WHERE id NOT IN (SELECT id FROM article INDEXED BY article_deleted WHERE deleted IS NOT NULL)
		ORDER BY created, id`)
	if !errors.Is(err, annotations.ErrDamaged) {
		return out, err
	}
	rows, _ := list(`SELECT id FROM article NOT INDEXED WHERE deleted IS NULL`)
	return rows, err
}

// Wholes returns articles with what is kept on them, in the order of their ids, and the statements on them, in the order of the articles' ids and of
// their own making. They are read in a few statements, whatever their number; all is of one moment. An article that is in the trash, or was never there,
// is left out.
func (s *Store) Wholes(ctx context.Context, ids []article.ID, want annotations.Want) ([]annotations.Whole, []debate.Statement, error) {
	if len(ids) == 0 {
		return nil, nil, nil
	}
	g := gathering{ids: ids, want: want, at: make(map[article.ID]int, len(ids))}
	err := s.read(ctx, func(tx *sql.Tx) error {
		for _, read := range []func(context.Context, *sql.Tx) error{g.heads, g.marks, g.notes, g.statements, g.texts} {
			if err := read(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	out := make([]annotations.Whole, 0, len(g.found))
	for _, id := range ids {
		if i, ok := g.at[id]; ok {
			out = append(out, g.found[i])
		}
	}
	return out, g.filed, nil
}

// A gathering is articles that are being read.
type gathering struct {
	ids   []article.ID
	want  annotations.Want
	found []annotations.Whole
	at    map[article.ID]int // where each is among those found
	filed []debate.Statement
}

// in returns a list of parameters for ids, and the ids as arguments.
func in(ids []article.ID) (string, []any) {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return `(?` + strings.Repeat(`, ?`, len(ids)-1) + `)`, args
}

// rows calls f with the rows of a query that ends with the list of the articles' ids.
func (g *gathering) rows(ctx context.Context, tx *sql.Tx, query, order string, f func(scanner) error) error {
	list, args := in(g.ids)
	rows, err := tx.QueryContext(ctx, query+list+order, args...)
	if err != nil {
		return err
	}
	return each(rows, f)
}

func (g *gathering) heads(ctx context.Context, tx *sql.Tx) error {
	return g.rows(ctx, tx, `SELECT `+articleColumns+`, a.tags, `+versionColumns+`, (SELECT count(*) FROM version WHERE article = a.id)
		FROM article a JOIN version v ON v.article = a.id AND v.number = (SELECT max(number) FROM version WHERE article = a.id) WHERE a.deleted IS NULL AND a.id IN `, ``,
		func(row scanner) error {
			var w annotations.Whole
			var m article.Meta
			var created, modified, imported int64
			var tags string
			if err := row.Scan(append(append(append(articleFields(&w.Article, &created, &modified), &tags), versionFields(&m, &imported)...), &w.Versions)...); err != nil {
				return of(article.HandleArticle, w.Article.ID, err)
			}
			if !json.Valid([]byte(tags)) { // they are not handed on, but what is damaged is not whole
				return of(article.HandleArticle, w.Article.ID, damage{"its tags are none"})
			}
			w.Article.Created, w.Article.Modified, m.Imported = fromMillis(created), fromMillis(modified), fromMillis(imported)
			w.Version = article.Trusted("", nil, m)
			g.at[w.Article.ID] = len(g.found)
			g.found = append(g.found, w)
			return nil
		})
}

func (g *gathering) marks(ctx context.Context, tx *sql.Tx) error {
	if !g.want.Marks {
		return nil
	}
	return g.rows(ctx, tx, `SELECT `+highlightColumns+` FROM highlight WHERE deleted IS NULL AND article IN `, ` ORDER BY article, start, end, id`, func(row scanner) error {
		h, err := scanHighlight(row)
		if i, ok := g.at[h.Article]; ok && err == nil {
			g.found[i].Marks = append(g.found[i].Marks, h.Highlight)
		}
		return err
	})
}

func (g *gathering) notes(ctx context.Context, tx *sql.Tx) error {
	if !g.want.Notes {
		return nil
	}
	return g.rows(ctx, tx, `SELECT `+noteColumns+` FROM note WHERE deleted IS NULL AND article IN `, ` ORDER BY article, created, id`, func(row scanner) error {
		n, err := scanNote(row)
		if i, ok := g.at[n.Article]; ok && err == nil {
			g.found[i].Notes = append(g.found[i].Notes, n.Note)
		}
		return err
	})
}

func (g *gathering) statements(ctx context.Context, tx *sql.Tx) error {
	if !g.want.Statements {
		return nil
	}
	list, args := in(g.ids)
	found, err := statementsWhere(ctx, tx, `deleted IS NULL AND article IN `+list, args...)
	for _, s := range bare(found) {
		if _, ok := g.at[s.Article]; ok {
			g.filed = append(g.filed, s)
		}
	}
	return err
}

// texts reads the texts, with blocks and pages, that are wanted.
func (g *gathering) texts(ctx context.Context, tx *sql.Tx) error {
	if g.want.Bare {
		return nil
	}
	kept := make([]bool, len(g.found))
	for _, s := range g.filed {
		kept[g.at[s.Article]] = true
	}
	at := map[article.ID]int{} // by the ids of versions
	var ids []article.ID
	for i, w := range g.found {
		if g.want.Text || kept[i] || len(w.Marks) > 0 {
			at[w.Version.ID] = i
			ids = append(ids, w.Version.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	list, args := in(ids)
	rows, err := tx.QueryContext(ctx, `SELECT version, text, blocks, pages FROM version_text WHERE version IN `+list, args...)
	if err != nil {
		return err
	}
	n := 0
	err = each(rows, func(row scanner) error {
		var id article.ID
		var text string
		var blocks, pages []byte
		if err := row.Scan(&id, &text, &blocks, &pages); err != nil {
			return err
		}
		n++
		w := &g.found[at[id]]
		m := w.Version.Meta
		v, err := makeVersion(m, m.Imported.UnixMilli(), text, blocks, pages)
		w.Version = v
		return err
	})
	if err == nil && n != len(ids) {
		err = damage{"a text is missing"}
	}
	return err
}
