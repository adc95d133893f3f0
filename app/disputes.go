package app

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// A disputeList is the tab of what is disputed: a card for each question and, under
// the open one, who stands where and in which words.
type disputeList struct {
	w      *Window
	list   *column
	items  []disputeItem
	folded map[string]bool // disputes whose statements are folded away
	doubts bool            // the uncertain ones are shown
	object fyne.CanvasObject
}

// A disputeItem is one card of the list.
type disputeItem struct {
	kind      itemKind
	dispute   *debate.FoundDispute
	position  *debate.FoundPosition
	statement *debate.FoundStatement
	passage   int
	words     string
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
	case n.failed != nil:
		l.message("The article could not be analysed. The message below says why.")
	case n.analysis == nil:
		l.message("Looking for what is disputed…")
	default:
		l.collect(n.analysis)
	}
	l.list.set(len(l.items))
}

func (l *disputeList) message(words string) {
	l.items = append(l.items, disputeItem{kind: itemMessage, words: words})
}

func (l *disputeList) collect(a *debate.Analysis) {
	doubtful := 0
	for i := range a.Disputes {
		d := &a.Disputes[i]
		if d.Confidence < sure {
			doubtful++
			continue
		}
		l.add(a, d)
	}
	if len(l.items) == 0 {
		words := "No open dispute was found in this article."
		if !strings.HasPrefix(a.Language, "en") {
			words = "The analysis reads English. In this article it looks only for names and quotations, and is unsure of them."
		}
		l.message(words)
	}
	if doubtful == 0 {
		return
	}
	l.items = append(l.items, disputeItem{kind: itemDoubts, words: counted(doubtful, "possible dispute", "possible disputes")})
	if l.doubts {
		for i := range a.Disputes {
			if d := &a.Disputes[i]; d.Confidence < sure {
				l.add(a, d)
			}
		}
	}
}

// add lists a dispute and, if it is unfolded, all that is said on it.
func (l *disputeList) add(a *debate.Analysis, d *debate.FoundDispute) {
	l.items = append(l.items, disputeItem{kind: itemDispute, dispute: d})
	if l.folded[d.Title] {
		return
	}
	said := statementsOn(a, d.ID)
	under := func(position string) {
		for i := range said {
			if said[i].Position == position {
				l.items = append(l.items, disputeItem{kind: itemStatement, dispute: d, statement: &said[i]})
			}
		}
	}
	for i := range d.Positions {
		p := &d.Positions[i]
		l.items = append(l.items, disputeItem{kind: itemPosition, dispute: d, position: p})
		under(p.ID)
	}
	loose := false
	for _, s := range said {
		loose = loose || s.Position == ""
	}
	if loose && len(d.Positions) > 0 {
		l.items = append(l.items, disputeItem{kind: itemHeading, words: "Said, position not known"})
	}
	under("")
	if len(d.Passages) > 0 {
		l.items = append(l.items, disputeItem{kind: itemHeading, words: "In the text"})
		for i := range d.Passages {
			l.items = append(l.items, disputeItem{kind: itemPassage, dispute: d, passage: i})
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
		return l.question(it.dispute)
	case itemPosition:
		k := newCard(c, newProse(w.ruler, it.position.Answer, face{13, fyne.TextStyle{Bold: true}}, c.page.Ink, 3))
		k.pad = fyne.NewSize(18, 5)
		return k
	case itemStatement:
		return w.statementCard(*it.statement, true)
	case itemPassage:
		return w.passageCard(it.dispute.Passages[it.passage])
	case itemDoubts:
		sign := "▸ "
		if l.doubts {
			sign = "▾ "
		}
		k := newCard(c, newProse(w.ruler, sign+it.words, face{13, fyne.TextStyle{}}, c.page.Faint, 1))
		k.onTap = func(fyne.KeyModifier) { l.doubts = !l.doubts; l.reset() }
		return k
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
func (l *disputeList) question(d *debate.FoundDispute) fitted {
	w, c := l.w, l.w.chrome
	said := statementsOn(w.now.analysis, d.ID)
	sign := "▾ "
	if l.folded[d.Title] {
		sign = "▸ "
	}
	rows := []fyne.CanvasObject{newProse(w.ruler, sign+d.Title, face{16, fyne.TextStyle{Bold: true}}, c.page.Ink, 0)}
	if b := newStanceBar(c, said); b != nil {
		rows = append(rows, b)
	}
	rows = append(rows, newProse(w.ruler, stanceWords(said, len(d.Passages)), face{12, fyne.TextStyle{}}, c.page.Faint, 0))
	if d.Reason != "" {
		rows = append(rows, newProse(w.ruler, "Suggested because "+lowerFirst(d.Reason)+surely(d.Confidence), face{12, fyne.TextStyle{Italic: true}}, c.page.Faint, 3))
	}
	k := newCard(c, rows...)
	k.pad = fyne.NewSize(14, 11)
	k.onTap = func(m fyne.KeyModifier) {
		w.reader.SetStrip(d.Passages)
		if m != 0 || len(d.Passages) == 0 {
			l.fold(d)
			return
		}
		if l.folded[d.Title] {
			l.fold(d)
		}
		w.reveal(d.Passages[0])
	}
	k.onContext = func(p fyne.Position) {
		w.popUp(p, menuItem{"Fold or unfold", func() { l.fold(d) }}, menuItem{"Show in the text", func() { w.reveal(d.Passages[0]) }})
	}
	return k
}

func (l *disputeList) fold(d *debate.FoundDispute) {
	l.folded[d.Title] = !l.folded[d.Title]
	l.reset()
}

// stanceWords says in words what the bar shows.
func stanceWords(said []debate.FoundStatement, passages int) string {
	var n [6]int
	for _, s := range said {
		n[s.Stance]++
	}
	parts := []string{counted(passages, "passage", "passages"), counted(len(said), "statement", "statements")}
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

// newStanceBar draws the shares of the stances, or nothing if none is known.
func newStanceBar(c chrome, said []debate.FoundStatement) fyne.CanvasObject {
	var n [6]float32
	var all float32
	for _, s := range said {
		if s.Stance != debate.StanceUnknown {
			n[s.Stance]++
			all++
		}
	}
	if all == 0 {
		return nil
	}
	var parts []fyne.CanvasObject
	var shares []float32
	for s, k := range n {
		if k > 0 {
			r := canvas.NewRectangle(c.stance[s])
			r.CornerRadius = 2
			parts = append(parts, r)
			shares = append(shares, k/all)
		}
	}
	return container.New(shared{shares}, parts...)
}

// shared divides the width in given shares.
type shared struct{ shares []float32 }

// Layout is the toolkit's.
func (l shared) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	var x float32
	for i, o := range objects {
		wide := s.Width * l.shares[i]
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(max(wide-2, 1), s.Height))
		x += wide
	}
}

// MinSize is the toolkit's.
func (shared) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(10, 6) }

// statementCard shows who says what, and how. With who false the speaker is left out.
func (w *Window) statementCard(s debate.FoundStatement, who bool) fitted {
	c, v := w.chrome, w.now.sitting.Version
	actor := w.actorOf(s.Actor)
	name := strings.TrimSpace(v.Slice(s.Source))
	if actor != nil {
		name = actor.Name
	}
	if name == "" {
		name = "Speaker not known"
	}
	var rows []fyne.CanvasObject
	head, stretch := []fyne.CanvasObject{}, 1
	if who {
		head = append(head, newDot(w, name, 22), newLine(w.ruler, name, face{13, fyne.TextStyle{Bold: true}}, c.page.Ink))
	} else {
		head = append(head, newLine(w.ruler, attributionWord(s.Attribution), face{12, fyne.TextStyle{}}, c.page.Faint))
		stretch = 0
	}
	if s.Stance != debate.StanceUnknown {
		head = append(head, newBadge(w, stanceSign(s.Stance)+" "+s.Stance.String(), c.stance[s.Stance]))
	}
	rows = append(rows, container.New(row{gap: 7, stretch: stretch}, head...))
	rows = append(rows, newProse(w.ruler, w.quoteOf(s), face{13.5, fyne.TextStyle{}}, c.page.Ink, 6))
	if who && attributionWord(s.Attribution) != "" {
		rows = append(rows, newProse(w.ruler, attributionWord(s.Attribution), face{11.5, fyne.TextStyle{}}, c.page.Faint, 1))
	}
	k := newCard(c, rows...)
	k.pad = fyne.NewSize(18, 7)
	k.edge = nil
	r := statementRange(s)
	k.onTap = func(fyne.KeyModifier) { w.reveal(r) }
	if actor != nil {
		k.onHover = func(in bool) { w.light(actor, in) }
	}
	return k
}

// quoteOf returns the words of a statement, its parts joined by ellipses.
func (w *Window) quoteOf(s debate.FoundStatement) string {
	var parts []string
	for _, p := range s.Passages {
		parts = append(parts, strings.TrimSpace(readable(w.now.sitting.Version, p)))
	}
	return strings.Join(parts, " … ")
}

// passageCard shows a passage with a little of what is around it.
func (w *Window) passageCard(r article.Range) fitted {
	c := w.chrome
	k := newCard(c, newProse(w.ruler, readable(w.now.sitting.Version, r), face{13, fyne.TextStyle{}}, c.page.Ink, 3))
	k.pad = fyne.NewSize(18, 5)
	k.onTap = func(fyne.KeyModifier) { w.reveal(r) }
	return k
}

// newBadge returns a word on its colour.
func newBadge(w *Window, words string, col color.NRGBA) fyne.CanvasObject {
	c := w.chrome
	back := canvas.NewRectangle(mix(c.panel, col, 0.22))
	back.CornerRadius = 8
	t := newCaption(w.ruler, 11.5, fyne.TextAlignCenter)
	t.set(words, false, mix(col, c.page.Ink, 0.45))
	return container.New(sized{t.width() + 14, 18}, back, t.object)
}

// actorOf returns the actor with that id of the open article's analysis, or nil.
func (w *Window) actorOf(id string) *debate.FoundActor {
	if id == "" || w.now == nil || w.now.analysis == nil {
		return nil
	}
	for i := range w.now.analysis.Actors {
		if a := &w.now.analysis.Actors[i]; a.ID == id {
			return a
		}
	}
	return nil
}

// light shows an actor's mentions in the text while the pointer is over its entry.
func (w *Window) light(a *debate.FoundActor, on bool) {
	if !on {
		w.reader.SetLit(nil)
		return
	}
	lit := make([]article.Range, 0, len(a.Mentions))
	for _, m := range a.Mentions {
		lit = append(lit, m.Range)
	}
	w.reader.SetLit(lit)
}
