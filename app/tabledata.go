package app

import (
	"context"
	"slices"
	"strings"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// A tableRow is a filed statement in words.
type tableRow struct {
	debate.Statement
	title    string // of its article
	date     string // ISO 8601: when it was said or, while that is not known, when the article appeared
	said     bool   // the date is that of the utterance
	actor    string
	side     string
	reporter string
	dispute  string
	position string
	quote    string // the words of its passages

	words string                 // what a search looks at, in the match form
	keys  [tableHeadCount]string // what it is sorted by
}

// A tableHead is what the table can be sorted by.
type tableHead uint8

const (
	headArticle tableHead = iota
	headDate
	headActor
	headStance
	headAttribution
	headDispute
	headQuote
	tableHeadCount
)

var tableHeadWords = [tableHeadCount]string{"Article", "Date", "Actor", "Stance", "Attribution", "Dispute and position", "Quote"}

// A tableFacet is what the table can be narrowed to.
type tableFacet uint8

const (
	facetSide tableFacet = iota
	facetStance
	facetAttribution
	facetActor
	facetDispute
	tableFacetCount
)

var tableFacetWords = [tableFacetCount]string{"Side", "Stance", "Attribution", "Actor", "Dispute"}

// tableData is all statements of the library, article by article in text order.
type tableData struct {
	rows []tableRow
	lib  *debate.Library
}

// readTable reads the statements and what they name, each with one question.
func readTable(ctx context.Context, d *desk.Desk) (*tableData, error) {
	filed, err := d.AllStatements(ctx)
	if err != nil {
		return nil, err
	}
	lib, err := d.Library(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := d.Articles(ctx)
	if err != nil {
		return nil, err
	}
	articles := make(map[article.ID]article.Article, len(entries))
	for _, e := range entries {
		articles[e.Article.ID] = e.Article
	}
	data := &tableData{rows: make([]tableRow, 0, len(filed)), lib: lib}
	for i := range filed {
		if i%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		data.rows = append(data.rows, newTableRow(filed[i], lib, articles[filed[i].Article]))
	}
	slices.SortStableFunc(data.rows, func(a, b tableRow) int {
		if c := strings.Compare(a.keys[headArticle], b.keys[headArticle]); c != 0 {
			return c
		}
		if c := strings.Compare(a.Article.String(), b.Article.String()); c != 0 {
			return c
		}
		return a.start() - b.start()
	})
	return data, nil
}

// start returns where the first passage began in the version that it was filed on.
func (r *tableRow) start() int {
	if len(r.Anchors) == 0 {
		return 0
	}
	return r.Anchors[0].Range.Start
}

func newTableRow(s debate.Statement, lib *debate.Library, of article.Article) tableRow {
	r := tableRow{Statement: s, title: of.Title, date: of.Published}
	if s.SaidOn != "" {
		r.date, r.said = s.SaidOn, true
	}
	actor, _ := lib.Actor(s.Actor)
	reporter, _ := lib.Actor(s.ReportedBy)
	r.actor, r.side, r.reporter = actor.Name, actor.Side, reporter.Name
	r.dispute, r.position = onDispute(lib, s.Dispute, s.Position)
	var parts []string
	for _, a := range s.Anchors {
		parts = append(parts, strings.Join(strings.Fields(a.Exact), " "))
	}
	r.quote = strings.Join(parts, " … ")
	r.words = article.Fold(r.quote + "\n" + r.actor + "\n" + r.position).Text
	r.keys = [tableHeadCount]string{
		headArticle: article.Fold(r.title).Text,
		headDate:    r.date,
		headActor:   article.Fold(r.actor).Text,
		// What is not known stands behind what is.
		headStance:      orderKey(uint8(s.Stance)),
		headAttribution: orderKey(uint8(s.Attribution)),
		headDispute:     lastIfEmpty(article.Fold(r.dispute).Text) + "\x00" + lastIfEmpty(article.Fold(r.position).Text),
		headQuote:       strings.TrimLeft(article.Fold(r.quote).Text, "\"' "),
	}
	return r
}

// onDispute returns the words of a dispute and of a position of it.
func onDispute(lib *debate.Library, dispute, position article.ID) (title, answer string) {
	d, _ := lib.Dispute(dispute)
	p, _ := lib.Position(dispute, position)
	return d.Title, p.Answer
}

// orderKey sorts by number, with 0 behind all others.
func orderKey(n uint8) string {
	if n == 0 {
		return "z"
	}
	return string(rune('a' + n))
}

func lastIfEmpty(s string) string {
	if s == "" {
		return "\U0010FFFF"
	}
	return s
}

// facet returns the key under which a row is found, and its words.
func (r *tableRow) facet(f tableFacet) (key, words string) {
	switch f {
	case facetSide:
		return r.side, orElse(r.side, "No side given")
	case facetStance:
		return r.Stance.String(), stanceWord(r.Stance)
	case facetAttribution:
		return r.Attribution.String(), orElse(attributionWord(r.Attribution), "Not known")
	case facetActor:
		return r.Actor.String(), orElse(r.actor, "No actor")
	}
	if r.Dispute == (article.ID{}) {
		return "", "No dispute yet"
	}
	return r.Dispute.String(), r.dispute
}

// stanceWord returns a stance as the table shows it: its sign and its word.
func stanceWord(s debate.Stance) string {
	if s == debate.StanceUnknown {
		return "Not known"
	}
	return stanceSign(s) + " " + s.String()
}

func orElse(s, or string) string {
	if s == "" {
		return or
	}
	return s
}

// A tableFilter says which rows are shown. The zero tableFilter shows all.
type tableFilter struct {
	words string // all of them, in the match form
	only  [tableFacetCount]map[string]bool
}

// passes reports whether r is shown, whatever the facet but says; tableFacetCount leaves out none.
func (f *tableFilter) passes(r *tableRow, words []string, but tableFacet) bool {
	for k := range tableFacetCount {
		if only := f.only[k]; len(only) > 0 && k != but {
			if key, _ := r.facet(k); !only[key] {
				return false
			}
		}
	}
	for _, w := range words {
		if !strings.Contains(r.words, w) {
			return false
		}
	}
	return true
}

// narrow returns those of the rows that are shown.
func (d *tableData) narrow(f *tableFilter, rows []int) []int {
	words := strings.Fields(f.words)
	out := make([]int, 0, len(rows))
	for _, i := range rows {
		if f.passes(&d.rows[i], words, tableFacetCount) {
			out = append(out, i)
		}
	}
	return out
}

// A tableSort is a head that was clicked.
type tableSort struct {
	by      tableHead
	reverse bool
}

// tableSortsMost is how many heads are remembered: rows alike in the last one stay as the ones before put them.
const tableSortsMost = 4

// arrange puts rows into the order that the heads, the last clicked last, ask for.
func (d *tableData) arrange(rows []int, by []tableSort) {
	for _, s := range by {
		slices.SortStableFunc(rows, func(a, b int) int {
			c := strings.Compare(d.rows[a].keys[s.by], d.rows[b].keys[s.by])
			if s.reverse {
				return -c
			}
			return c
		})
	}
}

// A tableChoice is what a list offers: a thing, its words and how many rows have it.
type tableChoice struct {
	key   string
	words string
	about string
	mark  string // the name of an actor, for its dot
	also  string // other words it is found by
}

// choices returns what the rows that pass the other filters can be narrowed to, the most frequent first.
func (d *tableData) choices(f *tableFilter, of tableFacet) []tableChoice {
	words := strings.Fields(f.words)
	at := map[string]int{}
	var out []tableChoice
	var counts []int
	for i := range d.rows {
		r := &d.rows[i]
		key, label := r.facet(of)
		k, ok := at[key]
		if !ok {
			k = len(out)
			at[key] = k
			c := tableChoice{key: key, words: label}
			if of == facetActor {
				c.mark = label
			}
			out, counts = append(out, c), append(counts, 0)
		}
		if f.passes(r, words, of) {
			counts[k]++
		}
	}
	order := make([]int, len(out))
	for i := range order {
		order[i] = i
	}
	sortBy(order, func(i int) int { return -counts[i] })
	sorted := make([]tableChoice, 0, len(out))
	for _, i := range order {
		if c := out[i]; counts[i] > 0 || f.only[of][c.key] {
			c.about = number(counts[i])
			sorted = append(sorted, c)
		}
	}
	return sorted
}
