package app

import (
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
	why    map[string]bool // disputes of which it is shown why they were suggested, by their keys
	doubts bool            // the less certain ones are shown
	object fyne.CanvasObject
}

// A disputeItem is one card of the list.
type disputeItem struct {
	entry
	kind    itemKind
	passage int
	words   string
	stand   debate.Stand         // of an itemPosition
	actors  []*debate.ShownActor // of an itemUnquoted
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
	itemUnquoted
	itemHairline
	itemSilent
)

func newDisputeList(w *Window) *disputeList {
	l := &disputeList{w: w, folded: map[string]bool{}, why: map[string]bool{}}
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
	case n.view == nil && n.outdated:
		l.message("Updating the suggestions: another release of Parley made those of this article…")
	case n.view == nil:
		l.message("Looking for disputes…")
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
		if d.Confidence < shownFrom {
			doubtful++
			continue
		}
		l.add(v, d)
	}
	if len(l.items) == 0 && l.w.now.failed == nil {
		l.message(l.nothing(v, doubtful))
	}
	if doubtful > 0 {
		l.items = append(l.items, disputeItem{kind: itemDoubts, words: counted(doubtful, "less certain suggestion", "less certain suggestions")})
		for i := range v.Disputes {
			if d := &v.Disputes[i]; l.doubts && d.Confidence < shownFrom {
				l.add(v, d)
			}
		}
	}
	if v.OnlyFiled {
		l.items = append(l.items, disputeItem{kind: itemSilent, words: l.w.silence()})
	}
	if l.w.writable() {
		l.items = append(l.items, disputeItem{kind: itemAdd, words: "Add a dispute"})
	}
}

// nothing says why no dispute is shown.
func (l *disputeList) nothing(v *debate.View, doubtful int) string {
	lang := v.Language
	switch {
	case v.OnlyFiled:
		return "No dispute is filed in this article."
	case lang != "" && lang != "und" && !strings.HasPrefix(lang, "en"):
		return "Suggestions work best in English. Here Parley only looks for names and quotations."
	case doubtful > 0:
		return "No open dispute stands out in this article."
	case l.w.writable():
		return "No open dispute was found in this article. Select words and press S to file one."
	}
	return "No open dispute was found in this article."
}

// add lists a dispute and, if it is unfolded, all that is said on it.
func (l *disputeList) add(v *debate.View, d *debate.ShownDispute) {
	if len(l.items) > 0 && l.items[len(l.items)-1].kind != itemDoubts {
		l.items = append(l.items, disputeItem{kind: itemHairline})
	}
	l.items = append(l.items, disputeItem{kind: itemDispute, entry: entry{dispute: d}})
	key := debate.DisputeKey(d.Title)
	if l.folded[key] {
		return
	}
	card := v.Card(l.w.now.sitting.Version, d)
	for _, stand := range card.Stands {
		switch {
		case stand.Position != nil:
			l.items = append(l.items, disputeItem{kind: itemPosition, entry: entry{dispute: d, position: stand.Position}, stand: stand})
		case len(card.Stands) > 1:
			l.items = append(l.items, disputeItem{kind: itemHeading, words: "Also on this"})
		}
		for i := range stand.Said {
			l.items = append(l.items, disputeItem{kind: itemStatement, entry: entry{dispute: d, statement: &stand.Said[i]}})
		}
	}
	if len(d.Passages) > 0 && (l.why[key] || len(v.On(d.ID)) == 0) {
		l.items = append(l.items, disputeItem{kind: itemHeading, words: "Passages about this question"})
		for i := range d.Passages {
			l.items = append(l.items, disputeItem{kind: itemPassage, entry: entry{dispute: d}, passage: i})
		}
	}
	if unquoted := slices.DeleteFunc(card.Unquoted, func(a *debate.ShownActor) bool { return a.Confidence < shownFrom }); len(unquoted) > 0 {
		l.items = append(l.items, disputeItem{kind: itemUnquoted, actors: unquoted})
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
	case itemPosition:
		return 70
	case itemHairline:
		return 19
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
		return l.position(it)
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
		k := newCard(c, newLine(w.ruler, it.words, face{12, fyne.TextStyle{Bold: true}}, c.page.Faint))
		k.pad = fyne.NewSize(18, 6)
		return k
	case itemUnquoted:
		return l.unquoted(it.actors)
	case itemHairline:
		return l.hairline()
	case itemSilent:
		return w.silentCard(it.words)
	}
	return w.note(it.words, 14, c.page.Faint, fyne.NewSize(18, 18))
}

// under returns the entry at a place of the window.
func (l *disputeList) under(at fyne.Position) (entry, bool) {
	if i, ok := l.list.at(at); ok {
		return l.items[i].entry, l.items[i].key() != ""
	}
	return entry{}, false
}

// explain shows why a dispute was suggested and the passages that it rests on, or hides that.
func (l *disputeList) explain(d *debate.ShownDispute) {
	key := debate.DisputeKey(d.Title)
	if l.why[key] = !l.why[key]; l.why[key] {
		l.w.reader.SetStrip(d.Passages)
	}
	l.reset()
}

func (l *disputeList) fold(d *debate.ShownDispute) {
	key := debate.DisputeKey(d.Title)
	l.folded[key] = !l.folded[key]
	l.reset()
}

func lowerFirst(s string) string {
	r := []rune(strings.TrimSuffix(s, "."))
	if len(r) > 1 && strings.ToUpper(string(r[1])) != string(r[1]) {
		return strings.ToLower(string(r[:1])) + string(r[1:])
	}
	return string(r)
}
