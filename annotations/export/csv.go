package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"parley/annotations/article"
)

// csvColumns are the columns of the table of marks. Offsets are code points, the end exclusive; they are those of the
// newest version, or empty where the mark has no place in it.
var csvColumns = []string{
	"highlight_id", "article_id", "article_title", "version", "start", "end", "quote", "colour", "style", "tags", "note", "state", "created", "modified",
}

// writeCSV writes a row for every mark: RFC 4180 with LF inside fields kept as they are.
func writeCSV(w io.Writer, entries Entries) error {
	c := csv.NewWriter(w)
	c.UseCRLF = false // it would change the line ends inside the fields, too
	if err := c.Write(csvColumns); err != nil {
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
			err := c.Write([]string{
				article.Handle(article.HandleHighlight, m.ID), article.Handle(article.HandleArticle, e.Article.ID), e.Article.Title,
				strconv.Itoa(e.Version.Number), start, end, m.Anchor.Exact, m.Colour.String(), m.Style.String(), strings.Join(m.Tags, ","), m.Note,
				StateWord(m.Placement.State), m.Created.UTC().Format(time.RFC3339), m.Modified.UTC().Format(time.RFC3339),
			})
			if err != nil {
				return err
			}
		}
	}
	c.Flush()
	return c.Error()
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
