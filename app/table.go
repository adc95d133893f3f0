package app

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/article"
)

// A statementTable is the sheet of all filed statements: found, put in order, looked up and changed.
type statementTable struct {
	widget.BaseWidget
	w        *Window
	reading  *lane
	looking  *lane // reads what is around a passage
	data     *tableData
	order    []int // all rows, as they are sorted
	filter   tableFilter
	sorts    []tableSort
	shown    []int // rows that pass the filter, in order
	at       int   // index in shown that the keys start from; -1 for none
	from     int   // where a stretch that Shift makes begins
	picked   map[article.ID]bool
	said     string // what was done last
	problem  bool   // it went wrong
	undoable bool   // and can be taken back

	search  *field
	chips   [tableFacetCount]*knob
	count   *caption
	clear   *knob
	heads   [tableHeadCount]*knob
	list    *tableList
	foot    *tableFoot
	empty   *prose
	choices *choiceList  // nil unless one is open
	change  *tableChange // nil unless a change is being prepared
}

var (
	_ fyne.Focusable    = (*statementTable)(nil)
	_ fyne.Tappable     = (*statementTable)(nil)
	_ fyne.Shortcutable = (*statementTable)(nil)
)

// showStatements opens the table of all filed statements.
func (w *Window) showStatements() {
	w.sidebar.leaveNote()
	t := newStatementTable(w)
	w.sheet.show("Statements", t, fyne.Size{}) // it says itself how large it is
	w.sheet.table, w.sheet.escape = t, t.escape
	w.sheet.after = func() {
		t.reading.end()
		t.looking.end()
		if t.data != nil {
			w.sheet.left = tablePlace{t.search.Text, t.filter, t.sorts, t.idAt(t.at)}
		}
	}
	w.win.Canvas().Focus(t)
	t.load()
}

// A tablePlace is how the table was left, to go on from there after a look at a passage.
type tablePlace struct {
	typed  string
	filter tableFilter
	sorts  []tableSort
	at     article.ID
}

// tableChanged reads the table again if it is open: what is filed has changed.
func (w *Window) tableChanged() {
	if t := w.sheet.table; t != nil {
		t.load()
	}
}

func newStatementTable(w *Window) *statementTable {
	t := &statementTable{
		w: w, at: -1, from: -1, picked: map[article.ID]bool{},
		reading: &lane{ctx: w.ctx, post: w.post}, looking: &lane{ctx: w.ctx, post: w.post},
		filter: w.sheet.left.filter, sorts: w.sheet.left.sorts,
	}
	t.search = newField(w)
	t.search.SetPlaceHolder("Quote, actor, position")
	t.search.Text = w.sheet.left.typed
	t.search.OnChanged = func(s string) { t.setWords(s) }
	t.search.onEscape = func() { w.escape() }
	t.search.onEnter = func(bool) { t.focus() }
	t.search.onStep = func(by int) { t.focus(); t.move(by, false) }
	for f := range tableFacetCount {
		t.chips[f] = newKnob(t, "", "", func() { t.chooseFacet(f) })
		t.chips[f].key, t.chips[f].quiet = "▾", true
	}
	for h := range tableHeadCount {
		k := newKnob(t, tableHeadWords[h], "", func() { t.sortBy(h) })
		k.size, k.quiet, k.leading = 12, true, true
		t.heads[h] = k
	}
	t.count = newCaption(w.ruler, 13, fyne.TextAlignTrailing)
	t.clear = newKnob(t, "Show all", "", func() { t.showAll() })
	t.list = newTableList(t)
	t.foot = newTableFoot(t)
	t.empty = newProse(w.ruler, "", face{15, fyne.TextStyle{}}, w.chrome.page.Faint, 0)
	t.ExtendBaseWidget(t)
	t.tell()
	return t
}

// load reads the statements; what was picked stays so.
func (t *statementTable) load() {
	sorts := slices.Clone(t.sorts)
	t.reading.run(func(ctx context.Context) func() {
		data, err := readTable(ctx, t.w.desk)
		var order []int
		if err == nil {
			order = data.sorted(sorts)
		}
		if ctx.Err() != nil {
			return nil
		}
		return func() {
			if err != nil {
				t.fail(fmt.Errorf("list the statements: %w", err))
				return
			}
			if !slices.Equal(sorts, t.sorts) {
				order = data.sorted(t.sorts)
			}
			t.set(data, order)
		}
	})
}

// sorted returns all rows in the order that the heads ask for.
func (d *tableData) sorted(by []tableSort) []int {
	order := make([]int, len(d.rows))
	for i := range order {
		order[i] = i
	}
	d.arrange(order, by)
	return order
}

// set shows what was read.
func (t *statementTable) set(data *tableData, order []int) {
	at := t.idAt(t.at)
	first := t.data == nil
	if first {
		at = t.w.sheet.left.at
	}
	t.data, t.order = data, order
	t.narrow(at)
	if first && len(t.shown) > 0 {
		t.pickOnly(max(t.at, 0))
		t.list.show(t.at)
	}
	t.foot.forget()
	t.look()
	if t.change != nil {
		t.change.renew()
	}
}

// narrow shows the rows that pass the filter, and keeps to the row with the id at. What is not
// shown is not picked, so that nothing unseen is changed.
func (t *statementTable) narrow(at article.ID) {
	if t.data == nil {
		return
	}
	t.shown = t.data.narrow(&t.filter, t.order)
	was := t.at
	t.at = -1
	seen := make(map[article.ID]bool, len(t.picked))
	for i, r := range t.shown {
		id := t.data.rows[r].ID
		if t.picked[id] {
			seen[id] = true
		}
		if id == at {
			t.at = i
		}
	}
	t.picked = seen
	if t.at < 0 && len(t.shown) > 0 && was >= 0 {
		t.at = min(was, len(t.shown)-1)
		if len(t.picked) == 0 {
			t.picked[t.idAt(t.at)] = true
		}
	}
	t.from = t.at
	t.list.set()
	t.tell()
}

// setWords shows the rows that have all these words.
func (t *statementTable) setWords(s string) {
	folded := article.Fold(s).Text
	if folded == t.filter.words {
		return
	}
	t.filter.words = folded
	t.filtered()
}

func (t *statementTable) filtered() {
	t.quiet()
	t.list.scroll.Offset.Y = 0
	t.narrow(t.idAt(t.at))
	t.list.show(t.at)
	t.look()
}

// showAll takes every filter away.
func (t *statementTable) showAll() {
	t.filter = tableFilter{}
	t.search.SetText("")
	t.filtered()
	t.focus()
}

// sortBy sorts by a head; the one that it is sorted by already is turned round.
func (t *statementTable) sortBy(h tableHead) {
	s := tableSort{by: h}
	if n := len(t.sorts); n > 0 && t.sorts[n-1].by == h {
		s.reverse = !t.sorts[n-1].reverse
	}
	t.sorts = append(slices.DeleteFunc(t.sorts, func(o tableSort) bool { return o.by == h }), s)
	if len(t.sorts) > tableSortsMost {
		t.sorts = t.sorts[1:]
	}
	if t.data != nil {
		at := t.idAt(t.at)
		t.order = t.data.sorted(t.sorts)
		t.narrow(at)
		t.list.show(t.at)
	}
	t.tell()
}

// tell shows how many there are, and how they are sorted and narrowed.
func (t *statementTable) tell() {
	w, c := t.w, t.w.chrome
	for f := range tableFacetCount {
		lead, words := "", tableFacetWords[f]
		if only := t.filter.only[f]; len(only) > 0 {
			lead, words = words, t.onlyWords(f)
		}
		t.chips[f].strong = lead != ""
		t.chips[f].set(lead, words, lead != "")
	}
	for h := range tableHeadCount {
		words, on := tableHeadWords[h], false
		if n := len(t.sorts); n > 0 && t.sorts[n-1].by == h {
			on = true
			words += " ↑"
			if t.sorts[n-1].reverse {
				words = tableHeadWords[h] + " ↓"
			}
		}
		t.heads[h].strong = on
		t.heads[h].set("", words, on)
	}
	words, none := "", ""
	switch {
	case t.data == nil && t.problem:
		none = t.said
	case t.data == nil:
		none = "Reading the statements…"
	case len(t.data.rows) == 0:
		none = "No statement has been filed yet.\n\nSelect a passage in an article and press S: say who speaks, on which dispute, and how they stand to it. " +
			"It is then listed here, together with those of all other articles."
	default:
		words = counted(len(t.data.rows), "statement", "statements")
		if wide := t.Size().Width; wide > 0 && wide < 720 {
			words = number(len(t.data.rows))
		}
		if t.narrowed() {
			words = number(len(t.shown)) + " of " + number(len(t.data.rows))
		}
		if len(t.shown) == 0 {
			none = "No statement fits."
		}
	}
	t.count.set(words, false, c.page.Faint)
	if none != t.empty.text {
		t.empty = newProse(w.ruler, none, face{15, fyne.TextStyle{}}, c.page.Faint, 0)
	}
	t.foot.tell()
	t.Refresh()
}

func (t *statementTable) narrowed() bool {
	n := len(t.filter.words)
	for _, only := range t.filter.only {
		n += len(only)
	}
	return n > 0
}

// onlyWords says what a facet is narrowed to.
func (t *statementTable) onlyWords(f tableFacet) string {
	only := t.filter.only[f]
	if len(only) == 1 && t.data != nil {
		for i := range t.data.rows {
			if key, words := t.data.rows[i].facet(f); only[key] {
				return shortened(words, 24)
			}
		}
	}
	return number(len(only))
}

// chooseFacet offers what a facet can be narrowed to.
func (t *statementTable) chooseFacet(f tableFacet) {
	if t.data == nil {
		return
	}
	ch := t.choose(t.chips[f], t.data.choices(&t.filter, f))
	ch.ticked = func(key string) bool { return t.filter.only[f][key] }
	ch.pick = func(c tableChoice) bool {
		only := t.filter.only[f]
		switch {
		case only == nil:
			t.filter.only[f] = map[string]bool{c.key: true}
		case only[c.key]:
			delete(only, c.key)
		default:
			only[c.key] = true
		}
		t.filtered()
		return true
	}
	ch.show()
}

// fail says what went wrong, here and where it stays until it is read.
func (t *statementTable) fail(err error) {
	t.w.trouble(err)
	t.said, t.problem, t.undoable = explain(err), true, false
	t.tell()
}

// done says what was done and can be taken back.
func (t *statementTable) done(words string) {
	t.said, t.problem, t.undoable = words, false, true
	t.foot.tell()
}

// quiet takes what was said last away.
func (t *statementTable) quiet() {
	if t.said != "" {
		t.said = ""
		t.foot.tell()
	}
}
