package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
)

// Search returns the best hits of a query, at most most of each index, and counts all. Texts are searched as they are in the newest
// version of each article. A query that asks for nothing, or only for what is not there, finds nothing.
func (s *Store) Search(ctx context.Context, q annotations.Query, most int) (annotations.Hits, error) {
	var out annotations.Hits
	if q.Empty() {
		return out, ctx.Err()
	}
	err := s.read(ctx, func(tx *sql.Tx) error {
		f := newFinder(q, most)
		for _, find := range []func(context.Context, *sql.Tx) error{f.texts, f.entries} {
			if err := find(ctx, tx); err != nil {
				return err
			}
		}
		out = f.out
		return nil
	})
	slices.SortStableFunc(out.Best, func(a, b annotations.Hit) int { return cmp.Compare(b.Score, a.Score) })
	return out, err
}

// Text returns the text of the newest version of an article.
func (s *Store) Text(ctx context.Context, id article.ID) (string, error) {
	var text string
	err := s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT t.text FROM version v JOIN version_text t ON t.version = v.id WHERE v.article = ? ORDER BY v.number DESC LIMIT 1`, id).Scan(&text)
	})
	return text, err
}

// A finder makes a query into SQL.
type finder struct {
	q     annotations.Query
	most  int
	words string // the index's expression of the words; empty without any
	out   annotations.Hits
}

func newFinder(q annotations.Query, most int) *finder {
	f := &finder{q: q, most: most, words: expression(q.All, q.None)}
	if any := phrases(q.Any, " OR "); any != "" {
		f.words = both(f.words, "("+any+")")
	}
	if len(q.Shingles) > 0 {
		f.words = both(f.words, "("+anyShingle(q.Shingles)+")")
	}
	return f
}

// expression returns what the index is asked for phrases that are there and others that are not. Terms hold letters and digits only,
// so that nothing in them means anything to SQLite.
func expression(all, none [][]article.SearchWord) string {
	in := phrases(all, " AND ")
	if out := phrases(none, " OR "); in != "" && out != "" {
		return "(" + in + ") NOT (" + out + ")"
	}
	return in
}

// phrases writes phrases for the index.
func phrases(list [][]article.SearchWord, by string) string {
	var b strings.Builder
	for _, p := range list {
		if len(p) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(by)
		}
		b.WriteByte('"')
		for i, w := range p {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w.Text)
			if w.Prefix {
				b.WriteByte('*')
			}
		}
		b.WriteByte('"')
	}
	return b.String()
}

// anyShingle returns what the index is asked for texts that have some shingles.
func anyShingle(hashes []uint32) string {
	var b []byte
	for i, hash := range hashes {
		if i > 0 {
			b = append(b, " OR "...)
		}
		b = appendShingle(b, hash)
	}
	return string(b)
}

// wants reports whether hits of a kind are asked for.
func (f *finder) wants(k annotations.HitKind) bool {
	return len(f.q.Kinds) == 0 || slices.Contains(f.q.Kinds, k)
}

// onlyMarks reports whether something is asked for that only highlights have.
func (f *finder) onlyMarks() bool { return len(f.q.Tags)+len(f.q.Colours) > 0 }

// ofArticle returns the conditions on a row of text_live, named i, and of text_doc, named d, if that is needed.
func (f *finder) ofArticle() (where string, args []any, doc bool) {
	var b strings.Builder
	doc = len(f.q.In)+len(f.q.Actors)+len(f.q.Disputes) > 0
	if f.q.From != "" {
		b.WriteString(` AND i.published >= ?`)
		args = append(args, f.q.From)
	}
	if f.q.Before != "" {
		b.WriteString(` AND i.published < ? AND i.published <> ''`)
		args = append(args, f.q.Before)
	}
	for _, c := range f.q.In {
		b.WriteString(` AND d.article IN (SELECT article FROM member WHERE collection = ?)`)
		args = append(args, c)
	}
	for _, o := range f.q.Outlets {
		words := " "
		for i, w := range o {
			words += w.Text
			if !w.Prefix && i < len(o)-1 {
				words += " "
			}
		}
		b.WriteString(` AND instr(i.outlet, ?) > 0`)
		args = append(args, words)
	}
	for _, x := range []struct {
		who    []annotations.QueryEntity
		column string
	}{{f.q.Actors, "actor"}, {f.q.Disputes, "dispute"}} {
		for _, e := range x.who {
			b.WriteString(` AND d.article IN (SELECT article FROM statement WHERE deleted IS NULL AND ` + x.column + ` IN (` + marks(len(e.IDs)) +
				`) UNION SELECT article FROM sighting WHERE key IN (` + marks(len(e.Keys)) + `))`)
			for _, id := range e.IDs {
				args = append(args, id)
			}
			for _, k := range e.Keys {
				args = append(args, k)
			}
		}
	}
	return b.String(), args, doc
}

func marks(n int) string {
	if n == 0 {
		return "NULL"
	}
	return strings.Repeat("?,", n-1) + "?"
}

// A scored is a row of an index and how well it fits.
type scored struct {
	docid int64
	score float64
	kind  annotations.HitKind
}

// texts finds articles by their texts, and, where there is no word, by what else is asked of them.
func (f *finder) texts(ctx context.Context, tx *sql.Tx) error {
	if !f.wants(annotations.HitText) || f.onlyMarks() {
		return nil
	}
	where, args, doc := f.ofArticle()
	if f.words == "" && where == "" {
		return nil
	}
	and := ""
	switch {
	case doc && f.words != "": // the words first
		and = ` CROSS JOIN text_doc d ON d.docid = i.docid`
	case doc:
		and = ` JOIN text_doc d ON d.docid = i.docid`
	}
	var best []scored
	if f.words == "" {
		rows, err := tx.QueryContext(ctx, `SELECT i.docid FROM text_live i`+and+` WHERE 1`+where+` ORDER BY i.published DESC, i.docid DESC LIMIT ?`, append(args, f.most)...)
		if err != nil {
			return err
		}
		if err := each(rows, func(row scanner) error {
			x := scored{score: 1 / float64(len(best)+1)}
			err := row.Scan(&x.docid)
			best = append(best, x)
			return err
		}); err != nil {
			return err
		}
		n := len(best)
		if n == f.most {
			if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM text_live i`+and+` WHERE 1`+where, args...).Scan(&n); err != nil {
				return err
			}
		}
		f.out.Counts[annotations.HitText] = n
	} else {
		rows, err := tx.QueryContext(ctx, `SELECT i.docid, 0, i.terms, matchinfo(text_index, 'pcnax') FROM text_index CROSS JOIN text_live i ON i.docid = text_index.docid`+
			and+` WHERE text_index MATCH ?`+where, append([]any{f.words}, args...)...)
		if err != nil {
			return err
		}
		if best, err = f.rank(rows, 1); err != nil {
			return err
		}
	}
	for _, x := range best {
		h := annotations.Hit{Score: x.score}
		if err := tx.QueryRowContext(ctx, `SELECT article FROM text_doc WHERE docid = ?`, x.docid).Scan(&h.Article); err != nil {
			return err
		}
		h.ID = h.Article
		f.out.Best = append(f.out.Best, h)
	}
	return nil
}

// shortBoost is how much more a hit in a title, a mark or a name counts than one in a text: they are what somebody wrote to be found.
const shortBoost = 1.5

// entries finds titles, highlights, notes, statements, actors and disputes.
func (f *finder) entries(ctx context.Context, tx *sql.Tx) error {
	words := f.words
	for _, t := range f.q.Tags {
		words = both(words, `"`+tagTerm(t)+`"`)
	}
	if n := len(f.q.Colours); n > 0 {
		list := make([]string, n)
		for i, c := range f.q.Colours {
			list[i] = `"` + colourTerm(c) + `"`
		}
		words = both(words, "("+strings.Join(list, " OR ")+")")
	}
	where, args, _ := f.ofArticle()
	var kinds []string
	for k := annotations.HitTitle; k <= annotations.HitDispute; k++ {
		isMark := k == annotations.HitHighlight
		ofNone := k == annotations.HitActor || k == annotations.HitDispute
		if f.wants(k) && (isMark || !f.onlyMarks()) && (!ofNone || where == "") && (words != "" || k == annotations.HitStatement && f.who()) {
			kinds = append(kinds, string(rune('0'+k)))
		}
	}
	if len(kinds) == 0 {
		return nil
	}
	query := `SELECT e.docid, e.kind, e.terms, matchinfo(entry_index, 'pcnax') FROM entry_index CROSS JOIN entry_doc e ON e.docid = entry_index.docid`
	if words == "" {
		query = `SELECT e.docid, e.kind, e.terms, NULL FROM entry_doc e`
	}
	if where != "" {
		query += ` CROSS JOIN text_doc d ON d.article = e.article CROSS JOIN text_live i ON i.docid = d.docid`
	}
	query += ` WHERE e.kind IN (` + strings.Join(kinds, ",") + `)`
	var all []any
	if words != "" {
		query += ` AND entry_index MATCH ?`
		all = append(all, words)
	}
	more, moreArgs := f.ofStatement()
	rows, err := tx.QueryContext(ctx, query+where+more, append(append(all, args...), moreArgs...)...)
	if err != nil {
		return err
	}
	best, err := f.rank(rows, shortBoost)
	if err != nil {
		return err
	}
	for _, x := range best {
		h := annotations.Hit{Kind: x.kind, Score: x.score}
		var of sql.NullString
		if err := tx.QueryRowContext(ctx, `SELECT id, article FROM entry_doc WHERE docid = ?`, x.docid).Scan(&h.ID, &of); err != nil {
			return err
		}
		if of.String != "" {
			if err := h.Article.UnmarshalText([]byte(of.String)); err != nil {
				return damage{"an entry of the index belongs to no article"}
			}
		}
		f.out.Best = append(f.out.Best, h)
	}
	return nil
}

func both(a, b string) string {
	if a == "" {
		return b
	}
	return a + " AND " + b
}

// who reports whether somebody or some dispute is asked for.
func (f *finder) who() bool { return len(f.q.Actors)+len(f.q.Disputes) > 0 }

// ofStatement returns the conditions on a statement of entry_doc, named e; other entries fulfil them.
func (f *finder) ofStatement() (string, []any) {
	var b strings.Builder
	var args []any
	for _, x := range []struct {
		who    []annotations.QueryEntity
		column string
	}{{f.q.Actors, "actor"}, {f.q.Disputes, "dispute"}} {
		for _, e := range x.who {
			b.WriteString(` AND (e.kind <> 4 OR e.id IN (SELECT id FROM statement WHERE deleted IS NULL AND ` + x.column + ` IN (` + marks(len(e.IDs)) + `)))`)
			for _, id := range e.IDs {
				args = append(args, id)
			}
		}
	}
	return b.String(), args
}

// rank reads rows and returns the best of them. The weights of words are those of Okapi BM25 (Robertson and Zaragoza, 2009).
func (f *finder) rank(rows *sql.Rows, boost float64) ([]scored, error) {
	defer rows.Close()
	best := make([]scored, 0, 2*f.most)
	var least float64
	var okapi bm25
	var x scored
	var kind, terms int
	var info sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&x.docid, &kind, &terms, &info); err != nil {
			return nil, err
		}
		x.kind = annotations.HitKind(kind)
		f.out.Counts[x.kind]++
		x.score = boost * okapi.score(info, terms)
		if len(best) >= f.most && x.score <= least {
			continue
		}
		if best = append(best, x); len(best) == cap(best) {
			best, least = better(best, f.most)
		}
	}
	best, _ = better(best, f.most)
	return best, rows.Err()
}

// better sorts rows, the best first and of the same the newest first, and returns the first of them, and the score of the last of these.
func better(all []scored, most int) ([]scored, float64) {
	slices.SortFunc(all, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.docid, a.docid))
	})
	if len(all) <= most {
		return all, 0
	}
	return all[:most], all[most-1].score
}
