package app

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// What tests of the table need to see.

// Around is what is read around a passage.
var Around = around

// TableSize returns how many rows the table shows; -1 while it is closed or being read.
func (w *Window) TableSize() int {
	if w.sheet.table == nil || w.sheet.table.data == nil {
		return -1
	}
	return len(w.sheet.table.shown)
}

// TableStatements returns the statements of all rows, or of those that are shown.
func (w *Window) TableStatements(shown bool) []debate.Statement {
	t := w.sheet.table
	rows := t.order
	if shown {
		rows = t.shown
	}
	var out []debate.Statement
	for _, r := range rows {
		out = append(out, t.data.rows[r].Statement)
	}
	return out
}

// TableCell returns what row i is sorted by under a head, or its id, title or quote.
func (w *Window) TableCell(i int, of string) string {
	t := w.sheet.table
	r := &t.data.rows[t.shown[i]]
	switch of {
	case "id":
		return r.ID.String()
	case "title":
		return r.title
	case "quote":
		return r.quote
	}
	return r.keys[slices.Index(tableHeadWords[:], of)]
}

func (w *Window) TableSort(head string) {
	w.sheet.table.heads[slices.Index(tableHeadWords[:], head)].Tapped(nil)
}

func (w *Window) TableHead(head string) string {
	return w.sheet.table.heads[slices.Index(tableHeadWords[:], head)].words
}

// TableFilter shows the rows with these words and, for each facet, with one of these keys.
func (w *Window) TableFilter(words string, only map[string][]string) {
	t := w.sheet.table
	t.showAll()
	for name, keys := range only {
		f := tableFacet(slices.Index(tableFacetWords[:], name))
		t.chooseFacet(f)
		for _, key := range keys {
			t.choices.take(slices.IndexFunc(t.choices.fits, func(i int) bool { return t.choices.all[i].key == key }))
		}
		t.choices.close()
	}
	t.search.SetText(words)
}

func (w *Window) TableCount() string                   { return w.sheet.table.count.words }
func (w *Window) TableClick(i int, m fyne.KeyModifier) { w.sheet.table.click(i, m) }
func (w *Window) TableMove(by int, extend bool)        { w.sheet.table.move(by, extend) }
func (w *Window) TableBuilt() int                      { return w.sheet.table.list.body.built }
func (w *Window) TableChanging() bool                  { return w.sheet.table.change != nil }
func (w *Window) TableSaid() string                    { return w.sheet.table.said }
func (w *Window) TableEmpty() string                   { return w.sheet.table.empty.text }
func (w *Window) TableSum() string                     { return w.sheet.table.change.sum.words }
func (w *Window) TableChanged()                        { w.tableChanged() }
func (w *Window) DeskUndo() string                     { return w.desk.UndoName() }
func (w *Window) DeleteStatement(id article.ID)        { _ = w.desk.DeleteStatements(w.ctx, []article.ID{id}) }

func (w *Window) DeskStatements(ctx context.Context) ([]debate.Statement, error) {
	return w.desk.AllStatements(ctx)
}

// TableKey presses a key in what has the focus.
func (w *Window) TableKey(name fyne.KeyName) {
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

func (w *Window) TableClipboard() string { return w.app.Clipboard().Content() }

// TablePicked returns the indices of the picked rows.
func (w *Window) TablePicked() []int {
	var out []int
	if w.sheet.table == nil {
		return nil
	}
	for i := range w.sheet.table.shown {
		if w.sheet.table.isPicked(i) {
			out = append(out, i)
		}
	}
	return out
}

// TableChoose chooses what a field is to be changed to.
func (w *Window) TableChoose(field, key string) {
	t := w.sheet.table
	t.change.choose(changeField(slices.Index(changeFieldWords[:], field)))
	t.choices.take(slices.IndexFunc(t.choices.fits, func(i int) bool { return t.choices.all[i].key == key }))
}

// TablePreview returns the statements that would be changed, as they would be.
func (w *Window) TablePreview() []debate.Statement {
	var out []debate.Statement
	for _, d := range w.sheet.table.change.diffs {
		out = append(out, d.after)
	}
	return out
}

// TableContext returns the words around the passages that are looked at, with the marked ones in brackets.
func (w *Window) TableContext() string {
	var out string
	for _, o := range w.sheet.table.foot.passages {
		if p, ok := o.(*prose); ok {
			out += " (" + p.text + ")"
		}
		if m, ok := o.(*markedText); ok {
			for _, p := range m.parts {
				if p.marked {
					out += "[" + p.words + "]"
				} else {
					out += p.words
				}
			}
		}
	}
	return out
}
