package app

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotations/debate"
)

// A disputeList is the tab of what is disputed: a card for each question and, under
// the open one, who stands where and in which words.
type disputeList struct {
	w      *Window
	list   *column
	items  []disputeItem
	folded map[string]bool // disputes whose statements are folded away, by their keys
	doubts bool            // the uncertain ones are shown
	object fyne.CanvasObject
}

// A disputeItem is one card of the list.
type disputeItem struct {
	entry
	kind    itemKind
	passage int
	words   string
}

type itemKind int

const (
	itemMessage itemKind = iota
	itemDispute
	itemPosition
	itemStatement
	itemPassage
	itemDoubts
	itemActor
	itemHeading
	itemAdd
)

func newDisputeList(w *Window) *disputeList {
	l := &disputeList{w: w, folded: map[string]bool{}}
	l.list = newColumn(l.estimate, l.build)
	l.object = l.list
	return l
}

// reset shows the disputes of the open article.
func (l *disputeList) reset() {
	l.items = l.items[:0]
	n := l.w.now
	switch {
	case n == nil:
	case n.view == nil:
		l.message("Looking for what is disputed…")
	default:
		if n.failed != nil {
			l.message("The article could not be analysed. The message below says why.")
		}
		l.collect(n.view)
	}
	l.list.set(len(l.items))
}

// entries returns what can be chosen, in the order of the list.
func (l *disputeList) entries() []entry {
	var out []entry
	for _, it := range l.items {
		switch it.kind {
		case itemDispute, itemPosition, itemStatement:
			out = append(out, it.entry)
		}
	}
	return out
}

// show scrolls to the entry with that key.
func (l *disputeList) show(key string) {
	for i, it := range l.items {
		if k := it.kind; (k == itemDispute || k == itemPosition || k == itemStatement) && it.key() == key {
			l.list.show(i)
			return
		}
	}
}

func (l *disputeList) message(words string) {
	l.items = append(l.items, disputeItem{kind: itemMessage, words: words})
}

func (l *disputeList) collect(v *debate.View) {
	doubtful := 0
	for i := range v.Disputes {
		d := &v.Disputes[i]
		if d.Confidence < sure {
			doubtful++
			continue
		}
		l.add(v, d)
	}
	if len(l.items) == 0 && l.w.now.failed == nil {
		words := "No open dispute was found in this article."
		if l := v.Language; l != "" && l != "und" && !strings.HasPrefix(l, "en") {
			words = "The analysis reads English. In this article it looks only for names and quotations, and is unsure of them."
		}
		l.message(words)
	}
	if doubtful > 0 {
		l.items = append(l.items, disputeItem{kind: itemDoubts, words: counted(doubtful, "possible dispute", "possible disputes")})
		for i := range v.Disputes {
			if d := &v.Disputes[i]; l.doubts && d.Confidence < sure {
				l.add(v, d)
			}
		}
	}
	if l.w.writable() {
		l.items = append(l.items, disputeItem{kind: itemAdd, words: "Add a dispute"})
	}
}

// add lists a dispute and, if it is unfolded, all that is said on it.
func (l *disputeList) add(v *debate.View, d *debate.ShownDispute) {
	l.items = append(l.items, disputeItem{kind: itemDispute, entry: entry{dispute: d}})
	if l.folded[debate.DisputeKey(d.Title)] {
		return
	}
	said := v.On(d.ID)
	under := func(position string) (any bool) {
		for i := range said {
			if said[i].Position == position {
				l.items = append(l.items, disputeItem{kind: itemStatement, entry: entry{dispute: d, statement: &said[i]}})
				any = true
			}
		}
		return any
	}
	for i := range d.Answers {
		p := &d.Answers[i]
		l.items = append(l.items, disputeItem{kind: itemPosition, entry: entry{dispute: d, position: p}})
		under(p.ID)
	}
	at := len(l.items)
	if under("") && len(d.Answers) > 0 {
		l.items = slices.Insert(l.items, at, disputeItem{kind: itemHeading, words: "Said, position not known"})
	}
	if len(d.Passages) > 0 {
		l.items = append(l.items, disputeItem{kind: itemHeading, words: "In the text"})
		for i := range d.Passages {
			l.items = append(l.items, disputeItem{kind: itemPassage, entry: entry{dispute: d}, passage: i})
		}
	}
}

func (l *disputeList) estimate(i int, width float32) float32 {
	switch l.items[i].kind {
	case itemDispute:
		return 92
	case itemStatement:
		return 96
	case itemPassage:
		return 54
	}
	return 34
}

func (l *disputeList) build(i int) fitted {
	it := l.items[i]
	w, c := l.w, l.w.chrome
	switch it.kind {
	case itemDispute:
		return l.question(it.entry)
	case itemPosition:
		return l.position(it.entry)
	case itemStatement:
		return w.statementCard(it.entry, true)
	case itemPassage:
		return w.passageCard(it.dispute.Passages[it.passage])
	case itemDoubts:
		return w.doubtsCard(it.words, l.doubts, func() { l.doubts = !l.doubts; l.reset() })
	case itemAdd:
		return w.addCard(it.words, func() {
			w.ask("Add a dispute", "The open question, such as: Who controls the port?", "",
				func(s string) error { _, err := w.desk.AddDispute(w.ctx, s); return err },
				func(string) { w.recompose(func() { w.notices.say("Added. File a statement on it with S.") }) })
		})
	case itemHeading:
		k := newCard(c, newProse(w.ruler, it.words, face{12, fyne.TextStyle{}}, c.page.Faint, 1))
		k.pad = fyne.NewSize(18, 5)
		return k
	}
	k := newCard(c, newProse(w.ruler, it.words, face{14, fyne.TextStyle{}}, c.page.Faint, 0))
	k.pad = fyne.NewSize(18, 18)
	return k
}

// question is the card of a dispute: the question, how many stand where, and why it was suggested.
func (l *disputeList) question(e entry) fitted {
	w, c, d := l.w, l.w.chrome, e.dispute
	said := w.now.view.On(d.ID)
	folded := l.folded[debate.DisputeKey(d.Title)]
	sign := "▾ "
	if folded {
		sign = "▸ "
	}
	rows := []fyne.CanvasObject{newProse(w.ruler, sign+d.Title, face{16, fyne.TextStyle{Bold: true}}, w.inkOf(e), 0)}
	if b := newStanceBar(c, said); b != nil {
		rows = append(rows, b)
	}
	rows = append(rows, newProse(w.ruler, stanceWords(said, d, w.analyser.soFar()), face{12, fyne.TextStyle{}}, c.page.Faint, 0))
	if e.suggested() && d.Reason != "" {
		rows = append(rows, newProse(w.ruler, "Suggested: "+lowerFirst(d.Reason)+surely(d.Confidence), face{12, fyne.TextStyle{Italic: true}}, c.page.Faint, 3))
	}
	rows = append(rows, w.sameAs(e)...)
	rows = append(rows, w.entryButtons(e)...)
	k := newCard(c, rows...)
	k.pad = fyne.NewSize(14, 11)
	k.selected = e.key() == w.sidebar.chosen
	k.onTap = func(m fyne.KeyModifier) {
		again := w.sidebar.chosen == e.key()
		w.chooseEntry(e)
		w.reader.SetStrip(d.Passages)
		if m != 0 || again || len(d.Passages) == 0 {
			l.fold(d)
			return
		}
		if folded {
			l.fold(d)
		}
		w.reveal(d.Passages[0])
	}
	k.onContext = func(p fyne.Position) { w.entryMenu(e, p) }
	return k
}

// position is the card of a possible answer. One of the library can be dragged to another place among the others.
func (l *disputeList) position(e entry) fitted {
	w, c := l.w, l.w.chrome
	rows := []fyne.CanvasObject{newProse(w.ruler, e.position.Answer, face{13, fyne.TextStyle{Bold: true}}, w.inkOf(e), 3)}
	k := newCard(c, append(rows, w.entryButtons(e)...)...)
	k.pad = fyne.NewSize(18, 5)
	k.selected = e.key() == w.sidebar.chosen
	k.onTap = func(fyne.KeyModifier) { w.chooseEntry(e) }
	k.onContext = func(p fyne.Position) { w.entryMenu(e, p) }
	if w.writable() && !e.suggested() {
		k.onDrop = func(at fyne.Position) {
			if to, ok := l.under(at); ok && to.position != nil && to.dispute == e.dispute && !to.suggested() {
				w.movePosition(e, to)
			}
		}
	}
	return k
}

// under returns the entry at a place of the window.
func (l *disputeList) under(at fyne.Position) (entry, bool) {
	if i, ok := l.list.at(at); ok {
		return l.items[i].entry, l.items[i].key() != ""
	}
	return entry{}, false
}

func (l *disputeList) fold(d *debate.ShownDispute) {
	key := debate.DisputeKey(d.Title)
	l.folded[key] = !l.folded[key]
	l.reset()
}

// stanceWords says in words what the bar shows; soFar stands behind the number of articles.
func stanceWords(said []debate.ShownStatement, d *debate.ShownDispute, soFar string) string {
	n := debate.Stances(said)
	parts := []string{counted(len(d.Passages), "passage", "passages"), counted(len(said), "statement", "statements")}
	if d.Articles > 1 {
		parts = append(parts, counted(d.Articles, "article", "articles")+soFar)
	}
	for _, s := range []debate.Stance{debate.Supports, debate.Opposes, debate.Conditional, debate.Ambivalent, debate.Declines} {
		if n[s] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d %s", stanceSign(s), n[s], s))
		}
	}
	return strings.Join(parts, " · ")
}

// surely says how sure a suggestion is.
func surely(confidence float64) string { return " (" + percent(confidence) + " sure)." }

func lowerFirst(s string) string {
	r := []rune(strings.TrimSuffix(s, "."))
	if len(r) > 1 && strings.ToUpper(string(r[1])) != string(r[1]) {
		return strings.ToLower(string(r[:1])) + string(r[1:])
	}
	return string(r)
}
