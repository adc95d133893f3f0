package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// The index of words holds terms between spaces. What a filter asks for is a term, too: a mark that no text holds, and the word.
// Of texts, it also holds the shingles that winnowing chooses.
const (
	termMark    = '¶'
	tagMark     = "¶t"
	colourMark  = "¶c"
	shingleMark = "¶s"
)

// termsOf writes the terms of a text, each with a space behind it, and returns how many there are.
func termsOf(b *strings.Builder, text string) (n int) {
	article.Terms(text, func(t article.Term) bool {
		b.WriteString(t.Text)
		b.WriteByte(' ')
		n++
		return true
	})
	return n
}

// tagTerm returns the one term of a tag, which no other tag has unless their match forms are the same. What SQLite would cut a term
// at, ASCII but letters and digits, is written as two hexadecimal digits behind the mark; so is the mark itself.
func tagTerm(tag string) string {
	var b strings.Builder
	b.WriteString(tagMark)
	for _, r := range strings.TrimSpace(article.Fold(tag).Text) {
		if r == termMark || r < utf8.RuneSelf && (r < '0' || r > '9') && (r < 'a' || r > 'z') {
			fmt.Fprintf(&b, "%c%02x", termMark, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func colourTerm(c annotations.Colour) string { return colourMark + c.String() }

// appendShingle adds the term of a shingle.
func appendShingle(b []byte, hash uint32) []byte {
	return strconv.AppendUint(append(b, shingleMark...), uint64(hash), 36)
}

// parseShingle returns the shingle that a term is of, if it is of one.
func parseShingle(term string) (hash uint32, ok bool) {
	digits, ok := strings.CutPrefix(term, shingleMark)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 36, article.ShingleBits)
	return uint32(n), err == nil
}

// textTerms returns what the index holds of a text: its terms and shingles, each with a space behind it, and how many these are.
func textTerms(text string) (terms string, n int) {
	var b strings.Builder
	b.Grow(len(text) + len(text)/2)
	n = termsOf(&b, text)
	var term []byte
	for _, hash := range article.Winnow(article.Shingles(text)) {
		term = appendShingle(term[:0], hash)
		b.Write(append(term, ' '))
		n++
	}
	return b.String(), n
}

// indexText puts the text of a version into the index. It is done once for each.
func indexText(ctx context.Context, tx *sql.Tx, version, of article.ID, text string) error {
	list, terms := textTerms(text)
	r, err := tx.ExecContext(ctx, `INSERT INTO text_doc (version, article, terms) VALUES (?, ?, ?)`, version, of, terms)
	if err != nil {
		return err
	}
	id, err := r.LastInsertId()
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO text_index (docid, terms) VALUES (?, ?)`, id, list)
	return err
}

// outletTerms returns the terms of an outlet, each between spaces.
func outletTerms(outlet string) string {
	var b strings.Builder
	b.WriteByte(' ')
	termsOf(&b, outlet)
	return b.String()
}

// indexArticle makes what the index knows of an article fit what it is now.
func indexArticle(ctx context.Context, tx *sql.Tx, id article.ID) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM text_live WHERE docid IN (SELECT docid FROM text_doc WHERE article = ?)`, id); err != nil {
		return err
	}
	a, err := readArticle(ctx, tx, id)
	if err == nil {
		_, err = tx.ExecContext(ctx, `INSERT INTO text_live (docid, terms, published, outlet) SELECT docid, terms, ?2, ?3 FROM text_doc
			WHERE version = (SELECT id FROM version WHERE article = ?1 ORDER BY number DESC LIMIT 1)`, id, a.Published, outletTerms(a.Outlet))
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) { // unless it is deleted
		return err
	}
	return indexEntry(ctx, tx, annotations.HitTitle, id)
}

// An indexed is an entity as the index has it: its terms, each with a space behind it, none if it is deleted, and its article.
type indexed struct {
	of    article.ID
	terms strings.Builder
	n     int // terms
}

func (x *indexed) add(words ...string) {
	for _, w := range words {
		x.n += termsOf(&x.terms, w)
	}
}

func (x *indexed) addTerm(term string) {
	x.terms.WriteString(term + " ")
	x.n++
}

// inLibrary is the condition that something is kept on an article that is not in the trash.
const inLibrary = `(SELECT x.deleted FROM article x WHERE x.id = article) IS NULL`

// entryOf returns an entity as the index is to have it.
func entryOf(ctx context.Context, tx *sql.Tx, kind annotations.HitKind, id article.ID) (*indexed, error) {
	x := &indexed{}
	var err error
	switch kind {
	case annotations.HitTitle:
		x.of = id
		var a article.Article
		if a, err = readArticle(ctx, tx, id); err == nil {
			x.add(a.Title, a.Byline, a.Outlet)
		}
	case annotations.HitHighlight:
		err = x.highlight(ctx, tx, id)
	case annotations.HitNote:
		var text string
		if err = tx.QueryRowContext(ctx, `SELECT article, iif(deleted IS NULL, text, '') FROM note WHERE id = ? AND `+inLibrary, id).Scan(&x.of, &text); err == nil {
			x.add(text)
		}
	case annotations.HitStatement:
		var all []debate.Status[debate.Statement]
		if all, err = statementsWhere(ctx, tx, `id = ? AND deleted IS NULL AND `+inLibrary, id); err == nil && len(all) > 0 {
			s := all[0].Is
			x.of = s.Article
			x.add(s.Note, s.Condition, s.Addressee)
			for _, a := range s.Anchors {
				x.add(a.Exact)
			}
		}
	case annotations.HitActor:
		var all []debate.Status[debate.Actor]
		if all, err = actorsWhere(ctx, tx, `id = ? AND deleted IS NULL`, id); err == nil && len(all) > 0 {
			a := all[0].Is
			x.add(a.Name, a.Role, a.Side)
			for _, n := range a.Aliases {
				x.add(n.Name)
			}
		}
	case annotations.HitDispute:
		var all []debate.Status[debate.Dispute]
		if all, err = disputesWhere(ctx, tx, `id = ? AND deleted IS NULL`, id); err == nil && len(all) > 0 {
			x.add(all[0].Is.Title)
			for _, p := range all[0].Is.Positions {
				x.add(p.Answer)
			}
		}
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return x, err
}

func (x *indexed) highlight(ctx context.Context, tx *sql.Tx, id article.ID) error {
	var exact, note, tags string
	var colour annotations.Colour
	err := tx.QueryRowContext(ctx, `SELECT article, exact, note, tags, colour FROM highlight WHERE id = ? AND deleted IS NULL AND `+inLibrary, id).Scan(&x.of, &exact, &note, &tags,
		upTo[annotations.Colour]{&colour, annotations.Purple, "colour"})
	if err != nil {
		return err
	}
	var list []string
	if err := json.Unmarshal([]byte(tags), &list); err != nil {
		return damage{"the tags of a highlight are none"}
	}
	x.add(exact, note)
	x.add(list...)
	x.addTerm(colourTerm(colour))
	for _, t := range list {
		x.addTerm(tagTerm(t))
	}
	return nil
}

// indexEntry puts the words of an entity into the index in the place of those that were there; without words it is taken out.
func indexEntry(ctx context.Context, tx *sql.Tx, kind annotations.HitKind, id article.ID) error {
	x, err := entryOf(ctx, tx, kind, id)
	if err != nil {
		return err
	}
	var docid int64
	err = tx.QueryRowContext(ctx, `SELECT docid FROM entry_doc WHERE id = ?`, id).Scan(&docid)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if docid != 0 {
		if _, err := tx.ExecContext(ctx, `DELETE FROM entry_index WHERE docid = ?`, docid); err != nil {
			return err
		}
	}
	if x.terms.Len() == 0 {
		_, err := tx.ExecContext(ctx, `DELETE FROM entry_doc WHERE docid = ?`, docid)
		return err
	}
	if docid == 0 {
		of := any("")
		if x.of != (article.ID{}) {
			of = x.of
		}
		r, err := tx.ExecContext(ctx, `INSERT INTO entry_doc (kind, terms, id, article) VALUES (?, ?, ?, ?)`, kind, x.n, id, of)
		if err != nil {
			return err
		}
		if docid, err = r.LastInsertId(); err != nil {
			return err
		}
	} else if _, err := tx.ExecContext(ctx, `UPDATE entry_doc SET terms = ? WHERE docid = ?`, x.n, docid); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO entry_index (docid, terms) VALUES (?, ?)`, docid, x.terms.String())
	return err
}

// kindOf is read only.
var kindOf = map[string]annotations.HitKind{
	"highlight": annotations.HitHighlight, "note": annotations.HitNote, "statement": annotations.HitStatement, "actor": annotations.HitActor, "dispute": annotations.HitDispute,
}

// index makes the index fit an entity that has changed.
func index(ctx context.Context, tx *sql.Tx, entity string, id, of article.ID) error {
	if entity == "article" || entity == "version" || entity == "shelved" {
		return indexArticle(ctx, tx, of)
	}
	if kind, ok := kindOf[entity]; ok {
		return indexEntry(ctx, tx, kind, id)
	}
	return nil
}

// textOfEntries is how many entries take about as long to index as a text.
const textOfEntries = 20

// Reindex makes all that is searched anew, in one transaction.
func (s *Store) Reindex(ctx context.Context) error {
	return s.write(ctx, func(tx *work) error { return reindex(ctx, tx.Tx, s.progress) })
}

func reindex(ctx context.Context, tx *sql.Tx, told Progress) error {
	// An index without its texts cannot be emptied: it is made anew.
	for _, q := range []string{
		`DROP TABLE text_index`, `CREATE VIRTUAL TABLE text_index USING fts4(terms, content="")`, `DELETE FROM text_live`, `DELETE FROM text_doc`,
		`DELETE FROM entry_index`, `DELETE FROM entry_doc`,
	} {
		if _, err := tx.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `UPDATE forgotten SET texts = 0`); err != nil {
		return err
	}
	versions, err := idPairs(ctx, tx, `SELECT id, article FROM version ORDER BY imported, id`)
	if err != nil {
		return err
	}
	var entries int
	if err := tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM article) + (SELECT count(*) FROM highlight) + (SELECT count(*) FROM note) + (SELECT count(*) FROM statement)`).
		Scan(&entries); err != nil {
		return err
	}
	done, total := 0, len(versions)+entries/textOfEntries
	tell := func(n int) {
		if done += n; done%100 == 0 {
			told.tell("making the index of words", min(done, total), total)
		}
	}
	for _, v := range versions {
		tell(1)
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
		for i, id := range ids {
			if i%textOfEntries == 0 {
				tell(1)
			}
			if err := index(ctx, tx, x.entity, id[0], id[1]); err != nil {
				return err
			}
		}
	}
	return nil
}

// A rowsQuerier is a database, a connection or a transaction.
type rowsQuerier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// reindexTags puts the highlights into the index whose tags earlier schemas wrote another way, in which several tags had one term. Damaged
// highlights stay as they are: they must not keep the library from being opened, and check names them.
func reindexTags(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `SELECT id, tags FROM highlight WHERE deleted IS NULL AND tags <> '[]'`)
	if err != nil {
		return err
	}
	var changed []article.ID
	if err := eachGood(rows, func(row scanner) error {
		var id article.ID
		var tags string
		if err := row.Scan(&id, &tags); err != nil {
			return err
		}
		var list []string
		if err := json.Unmarshal([]byte(tags), &list); err != nil {
			return damage{"the tags of a highlight cannot be read"}
		}
		if slices.ContainsFunc(list, func(t string) bool { return strings.ContainsRune(tagTerm(t)[len(tagMark):], termMark) }) {
			changed = append(changed, id)
		}
		return nil
	}); !damagedOnly(err) {
		return err
	}
	for _, id := range changed {
		if err := indexEntry(ctx, tx, annotations.HitHighlight, id); !damagedOnly(err) {
			return err
		}
	}
	return nil
}

func idPairs(ctx context.Context, tx rowsQuerier, query string, args ...any) ([][2]article.ID, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
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
