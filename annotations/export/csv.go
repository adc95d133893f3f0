package export

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"parley/annotations/article"
)

// csvColumns are the columns of the table of marks. Offsets are code points, the end exclusive; they are those of the
// newest version, or empty where the mark has no place in it. Between tags there are commas; see [joinTags].
var csvColumns = []string{
	"highlight_id", "article_id", "article_title", "version", "start", "end", "quote", "colour", "style", "tags", "note", "state", "created", "modified",
}

// writeCSV writes a row for every mark.
func writeCSV(t *table, entries Entries) error {
	if err := t.head(csvColumns); err != nil {
		return err
	}
	for e, err := range entries {
		if err != nil {
			return err
		}
		for _, m := range e.Marks {
			start, end := "", ""
			if r := m.Placement.Range; !r.Empty() {
				start, end = strconv.Itoa(r.Start), strconv.Itoa(r.End)
			}
			err := t.row([]string{
				article.Handle(article.HandleHighlight, m.ID), article.Handle(article.HandleArticle, e.Article.ID), e.Article.Title,
				strconv.Itoa(e.Version.Number), start, end, m.Anchor.Exact, m.Colour.String(), m.Style.String(), joinTags(m.Tags), m.Note,
				m.Placement.State.String(), m.Created.UTC().Format(time.RFC3339), m.Modified.UTC().Format(time.RFC3339),
			})
			if err != nil {
				return err
			}
		}
	}
	return t.w.Flush()
}

// joinTags writes tags with commas between them. A comma that belongs to a tag, and a backslash, have a backslash before them.
func joinTags(tags []string) string {
	out := make([]string, len(tags))
	for i, t := range tags {
		out[i] = strings.ReplaceAll(strings.ReplaceAll(t, `\`, `\\`), ",", `\,`)
	}
	return strings.Join(out, ",")
}

// A table writes records as RFC 4180 has them: each ends with CRLF. The line ends inside a field stay as they are, which
// the CRLF of encoding/csv does not leave.
type table struct {
	w      *bufio.Writer
	one    bytes.Buffer // the record that is being written
	fields *csv.Writer
	guard  bool   // for spreadsheets
	number []bool // which columns hold numbers, which need no guard
}

func newTable(w io.Writer) *table {
	t := &table{w: bufio.NewWriter(w)}
	t.fields = csv.NewWriter(&t.one)
	return t
}

// head writes the names of the columns.
func (t *table) head(columns []string) error {
	t.number = make([]bool, len(columns))
	for i, c := range columns {
		t.number[i] = numberColumns[c]
	}
	return t.row(columns)
}

// row writes a record. Its fields may be changed.
func (t *table) row(fields []string) error {
	if t.guard {
		for i, f := range fields {
			if !t.number[i] {
				fields[i] = guarded(f)
			}
		}
	}
	t.one.Reset()
	if err := t.fields.Write(fields); err != nil {
		return err
	}
	t.fields.Flush()
	if err := t.fields.Error(); err != nil {
		return err
	}
	t.w.Write(bytes.TrimSuffix(t.one.Bytes(), []byte("\n")))
	_, err := t.w.WriteString("\r\n") // which says it, too, if the write before failed
	return err
}

func losesCSV(e Entry) []Loss {
	return append(loss(len(e.Notes), "note on an article has no row in a table of marks", "notes on articles have no rows in a table of marks"),
		loss(len(e.Statements), "statement has no row in a table of marks; statements-csv has one", "statements have no rows in a table of marks; statements-csv has them")...)
}
