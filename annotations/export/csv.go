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
func writeCSV(w io.Writer, entries Entries) error {
	t := newTable(w)
	if err := t.row(csvColumns); err != nil {
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
		out[i] = strings.NewReplacer(`\`, `\\`, ",", `\,`).Replace(t)
	}
	return strings.Join(out, ",")
}

// A table writes records as RFC 4180 has them: each ends with CRLF. The line ends inside a field stay as they are, which
// the CRLF of encoding/csv does not leave.
type table struct {
	w      *bufio.Writer
	one    bytes.Buffer // the record that is being written
	fields *csv.Writer
}

func newTable(w io.Writer) *table {
	t := &table{w: bufio.NewWriter(w)}
	t.fields = csv.NewWriter(&t.one)
	return t
}

func (t *table) row(fields []string) error {
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

func losesCSV(e Entry) []string {
	var out []string
	if n := len(e.Notes); n > 0 {
		out = append(out, plural(n, "note on an article has no row in a table of marks", "notes on articles have no rows in a table of marks"))
	}
	if n := len(e.Statements); n > 0 {
		out = append(out, plural(n, "statement has no row in a table of marks; statements-csv has one", "statements have no rows in a table of marks; statements-csv has them"))
	}
	return out
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
