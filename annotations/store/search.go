package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
)

// Search returns the best hits of a query, at most limit of each index, and counts all. Texts are searched as they are in the newest
// version of each article. A query without words lists, newest first, the kinds that it names; if it names none, articles, and the
// statements of the actors and disputes that it names. A query that is empty, or only says which words are not there, finds nothing.
func (s *Store) Search(ctx context.Context, q annotations.Query, limit int) (annotations.Hits, error) {
	var out annotations.Hits
	if q.Empty() {
		return out, ctx.Err()
	}
	err := s.read(ctx, func(tx *sql.Tx) error {
		f := newFinder(q, limit)
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
	limit int
	words string // the index's expression for the words that a hit has; empty without any
	not   string // for those that it does not have
	out   annotations.Hits
}

func newFinder(q annotations.Query, limit int) *finder {
	f := &finder{q: q, limit: limit, words: phrases(q.All, " AND "), not: phrases(q.None, " OR ")}
	if any := phrases(q.Any, " OR "); any != "" {
		f.words = both(f.words, "("+any+")")
	}
	if len(q.Shingles) > 0 {
		f.words = both(f.words, "("+anyShingle(q.Shingles)+")")
	}
	return f
}

// match returns the condition on the docid of a row that the index of that name has it for words, and not for those that are excluded.
// Without words, an index cannot be asked: then the condition is on the docid alone.
func (f *finder) match(index, docid, words string) (where string, args []any) {
	switch {
	case words == "" && f.not == "":
		return "1", nil
	case words == "":
		return docid + ` NOT IN (SELECT docid FROM ` + index + ` WHERE ` + index + ` MATCH ?)`, []any{f.not}
	case f.not != "":
		words = "(" + words + ") NOT (" + f.not + ")"
	}
	return index + ` MATCH ?`, []any{words}
}

// phrases writes phrases for the index. Terms hold letters and digits only, so that nothing in them means anything to SQLite.
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
			if !w.Prefix || i < len(o)-1 {
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
				`) UNION SELECT l.article FROM sighted k JOIN sighting g ON g.sighted = k.n JOIN looked l ON l.n = g.article WHERE (k.key IN (` + marks(len(e.Keys)) + `)` + beginning(len(e.Words)) + `) AND ` + wantedArticle + `)`)
			for _, id := range e.IDs {
				args = append(args, id)
			}
			for _, k := range e.Keys {
				args = append(args, k)
			}
			if len(e.Words) > 0 {
				args = append(args, x.column+":", x.column+";")
			}
			for _, w := range e.Words {
				args = append(args, x.column+":"+w, " "+w)
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
	best, err := f.bestTexts(ctx, tx)
	if err != nil {
		return err
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

func (f *finder) bestTexts(ctx context.Context, tx *sql.Tx) ([]scored, error) {
	where, args, doc := f.ofArticle()
	match, matchArgs := f.match("text_index", "i.docid", f.words)
	if f.words != "" {
		join := ""
		if doc { // the words first
			join = ` CROSS JOIN text_doc d ON d.docid = i.docid`
		}
		rows, err := tx.QueryContext(ctx, `SELECT i.docid, 0, i.terms, matchinfo(text_index, 'pcnax') FROM text_index CROSS JOIN text_live i ON i.docid = text_index.docid`+
			join+` WHERE `+match+where, append(matchArgs, args...)...)
		if err != nil {
			return nil, err
		}
		return f.rank(rows, 1)
	}
	from := ` FROM text_live i`
	if doc {
		from += ` JOIN text_doc d ON d.docid = i.docid`
	}
	from += ` WHERE ` + match + where
	args = append(matchArgs, args...)
	best, err := f.list(ctx, tx, `SELECT i.docid, 0`+from+` ORDER BY i.published DESC, i.docid DESC LIMIT ?`, `SELECT 0, count(*)`+from, args)
	for i := range best {
		best[i].score = 1 / float64(i+1)
	}
	return best, err
}

// list reads rows of docid and kind in their order, at most the limit of them, and counts all of each kind.
func (f *finder) list(ctx context.Context, tx *sql.Tx, query, count string, args []any) (best []scored, err error) {
	rows, err := tx.QueryContext(ctx, query, append(slices.Clone(args), f.limit)...)
	if err != nil {
		return nil, err
	}
	if err := each(rows, func(row scanner) error {
		var x scored
		err := row.Scan(&x.docid, &x.kind)
		f.out.Counts[x.kind]++
		best = append(best, x)
		return err
	}); err != nil || len(best) < f.limit {
		return best, err
	}
	if rows, err = tx.QueryContext(ctx, count, args...); err != nil {
		return nil, err
	}
	return best, each(rows, func(row scanner) error {
		var k annotations.HitKind
		var n int
		err := row.Scan(&k, &n)
		f.out.Counts[k] = n
		return err
	})
}

// shortBoost is how much more a hit in a title, a mark or a name counts than one in a text: they are what somebody wrote to be found.
const shortBoost = 1.5

// entries finds titles, highlights, notes, statements, actors and disputes.
func (f *finder) entries(ctx context.Context, tx *sql.Tx) error {
	best, err := f.bestEntries(ctx, tx)
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

func (f *finder) bestEntries(ctx context.Context, tx *sql.Tx) ([]scored, error) {
	words := f.entryWords()
	where, args, _ := f.ofArticle()
	kinds := f.entryKinds(words != "", where != "")
	if len(kinds) == 0 {
		return nil, nil
	}
	match, all := f.match("entry_index", "e.docid", words)
	join := ""
	if where != "" {
		join = ` CROSS JOIN text_doc d ON d.article = e.article CROSS JOIN text_live i ON i.docid = d.docid`
	}
	more, moreArgs := f.ofStatement()
	cond := ` WHERE e.kind IN (` + strings.Join(kinds, ",") + `) AND ` + match + where + more
	all = append(append(all, args...), moreArgs...)
	switch {
	case words == "" && where != "":
		return f.ofFew(ctx, tx, ` FROM entry_doc e`+join+cond, ` FROM text_live i CROSS JOIN text_doc d ON d.docid = i.docid CROSS JOIN entry_doc e ON e.article = d.article`+cond, all)
	case words == "":
		from := ` FROM entry_doc e` + cond
		return f.list(ctx, tx, `SELECT e.docid, e.kind`+from+` ORDER BY e.docid DESC LIMIT ?`, `SELECT e.kind, count(*)`+from+` GROUP BY e.kind`, all)
	}
	join += cond
	rows, err := tx.QueryContext(ctx, `SELECT e.docid, e.kind, e.terms, matchinfo(entry_index, 'pcnax') FROM entry_index CROSS JOIN entry_doc e ON e.docid = entry_index.docid`+join, all...)
	if err != nil {
		return nil, err
	}
	return f.rank(rows, shortBoost)
}

// manyEntries is how many entries are so many that the newest of them are found sooner among all than among those of their articles.
const manyEntries = 10_000

// ofFew lists the newest entries of some articles and counts all of them. Both of its queries name the same: from asks for the article of
// each entry, from the newest on, and byArticle for the entries of each article.
func (f *finder) ofFew(ctx context.Context, tx *sql.Tx, from, byArticle string, args []any) ([]scored, error) {
	rows, err := tx.QueryContext(ctx, `SELECT e.kind, count(*)`+byArticle+` GROUP BY e.kind`, args...)
	if err != nil {
		return nil, err
	}
	counts, sum := f.out.Counts, 0
	if err := each(rows, func(row scanner) error {
		var k annotations.HitKind
		var n int
		err := row.Scan(&k, &n)
		if err == nil {
			counts[k] = n
			sum += n
		}
		return err
	}); err != nil || sum == 0 {
		return nil, err
	}
	if sum < manyEntries {
		from = byArticle
	}
	rows, err = tx.QueryContext(ctx, `SELECT e.docid, e.kind`+from+` ORDER BY e.docid DESC LIMIT ?`, append(slices.Clone(args), f.limit)...)
	if err != nil {
		return nil, err
	}
	var best []scored
	err = each(rows, func(row scanner) error {
		var x scored
		err := row.Scan(&x.docid, &x.kind)
		best = append(best, x)
		return err
	})
	f.out.Counts = counts
	return best, err
}

// entryWords returns the expression for the words, tags and colours of an entry.
func (f *finder) entryWords() string {
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
	return words
}

// entryKinds returns which kinds of entries are looked for, as SQL writes them. Filters alone find what [Store.Search] says: an article
// that its text is found for is not found by its title, too.
func (f *finder) entryKinds(words, ofArticle bool) (kinds []string) {
	for k := annotations.HitTitle; k <= annotations.HitDispute; k++ {
		switch {
		case !f.wants(k), f.onlyMarks() && k != annotations.HitHighlight:
		case ofArticle && (k == annotations.HitActor || k == annotations.HitDispute): // they belong to no article
		case !words && len(f.q.Kinds) == 0 && (k != annotations.HitStatement || !f.who()):
		case !words && k == annotations.HitTitle && f.wants(annotations.HitText):
		default:
			kinds = append(kinds, strconv.Itoa(int(k)))
		}
	}
	return kinds
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
	best := make([]scored, 0, 2*f.limit)
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
		if len(best) >= f.limit && x.score <= least {
			continue
		}
		if best = append(best, x); len(best) == cap(best) {
			best, least = better(best, f.limit)
		}
	}
	best, _ = better(best, f.limit)
	return best, rows.Err()
}

// better sorts rows, the best first and of the same the newest first, and returns the first of them, and the score of the last of these.
func better(all []scored, limit int) ([]scored, float64) {
	slices.SortFunc(all, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.docid, a.docid))
	})
	if len(all) <= limit {
		return all, 0
	}
	return all[:limit], all[limit-1].score
}
