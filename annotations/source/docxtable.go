package source

import (
	"strings"

	"parley/annotations/article"
)

// A docxTable is a table that is being read. Its text is written as the table goes on: a tab between cells, a line end between rows.
type docxTable struct {
	text  strings.Builder
	rows  int
	cells int  // of the last row
	words bool // there are some in the last cell
}

// row begins a row.
func (t *docxTable) row() {
	if t.rows > 0 {
		t.text.WriteByte('\n')
	}
	t.rows++
	t.cells, t.words = 0, false
}

// next begins a cell.
func (t *docxTable) next() {
	if t.cells > 0 {
		t.text.WriteByte('\t')
	}
	t.cells++
	t.words = false
}

// cell adds words to the open cell of a table, which is begun if there is none.
func (b *docxBody) cell(t *docxTable, s string) {
	if t.rows == 0 {
		t.row()
	}
	if t.cells == 0 {
		t.next()
	}
	if t.words {
		t.text.WriteByte(' ')
	}
	t.text.WriteString(s)
	t.words = true
	if t.text.Len() > textMost {
		b.w.fail(tooMuch("a table of it is longer than %d MB", textMost>>20))
	}
}

// table writes a table down, a row on each line; one within another goes into its cell.
func (b *docxBody) table(t *docxTable) {
	if n := len(b.tables); n > 0 {
		if s := oneSpace(t.text.String()); s != "" {
			b.cell(b.tables[n-1], s)
		}
		return
	}
	b.w.block(article.Block{Kind: article.Table, Breaks: true}, "\n\n", func(*article.Block) { b.w.put(strings.Trim(t.text.String(), "\n")) })
}
