package app

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/app/desk"
)

// What becomes of marks in a changed text: those that are put up for review, and what the reader settles about them.

// A doubt is a passage of a filed statement that the reader has still to settle.
type doubt struct {
	passage annotations.Passage
	who     string
	quote   string
	placed  anchor.Placement
}

// doubts returns the passages of filed statements that the reader has still to settle, in text order.
func (r *reading) doubts() []doubt {
	if r.view == nil {
		return nil
	}
	var out []doubt
	for _, s := range r.view.Statements {
		if s.Filed == nil {
			continue
		}
		for i, open := range s.Filed.Open {
			if !open {
				continue
			}
			d := doubt{passage: annotations.Passage{Of: s.Filed.ID, Part: i}, quote: s.Filed.Anchors[i].Exact, placed: s.Filed.Placements[i]}
			if a := r.view.Actor(s.Actor); a != nil {
				d.who = a.Name
			}
			out = append(out, d)
		}
	}
	return out
}

// open returns how many passages the reader has still to settle.
func (r *reading) open() int {
	count := len(r.doubts())
	for _, m := range r.marks {
		if m.Open() {
			count++
		}
	}
	return count
}

// reviewRows returns what a card shows of a passage that does not stand as it was marked: its old and its present words side by side,
// why that is to be looked at, and, where it is still to be settled, what can be done.
func (w *Window) reviewRows(p annotations.Passage, quote string, placed anchor.Placement, open bool) []fyne.CanvasObject {
	c := w.chrome
	now := ""
	if !placed.Range.Empty() {
		now = readable(w.now.sitting.Version, placed.Range)
	}
	quote = strings.Join(strings.Fields(quote), " ")
	label := func(s string) fyne.CanvasObject {
		return newLine(w.ruler, s, face{11, fyne.TextStyle{Bold: true}}, c.page.Faint)
	}
	words := func(s string, italic bool) fyne.CanvasObject {
		return newProse(w.ruler, s, face{13, fyne.TextStyle{Italic: italic}}, c.page.Ink, 12)
	}
	right := words(now, false)
	if now == "" {
		right = newProse(w.ruler, "Its words are not in this version.", face{13, fyne.TextStyle{}}, c.page.Faint, 0)
	}
	rows := []fyne.CanvasObject{newBeside(newStack(nil, label("Was"), words(quote, true)), newStack(nil, label("Now"), right))}
	if placed.Why != "" {
		rows = append(rows, newProse(w.ruler, "⚠ "+sentence(placed.Why), face{12.5, fyne.TextStyle{}}, mix(c.page.Ink, c.danger, 0.65), 3))
	}
	if !open || !w.writable() {
		return rows
	}
	var buttons []fyne.CanvasObject
	add := func(word, key string, do func()) { buttons = append(buttons, newWordButton(w, word, key, do)) }
	if !placed.Range.Empty() {
		add("✓ Accept", "A", func() { w.accept(p) })
	}
	add("Attach…", "", func() { w.attach(p) })
	if placed.Range.Empty() {
		add("Keep without a passage", "", func() { w.keepApart(p) })
	} else {
		add("Not here", "", func() { w.keepApart(p) })
	}
	return append(rows, newFlow(2, buttons...))
}

// A beside is two objects side by side, each of half the width and as high as it wants.
type beside struct {
	widget.BaseWidget
	left, right fyne.CanvasObject
}

var (
	_ fyne.Widget = (*beside)(nil)
	_ fitted      = (*beside)(nil)
)

func newBeside(left, right fyne.CanvasObject) *beside {
	b := &beside{left: left, right: right}
	b.ExtendBaseWidget(b)
	return b
}

const besideGap = 12

func (b *beside) heightFor(width float32) float32 {
	each := (width - besideGap) / 2
	return max(heightOf(b.left, each), heightOf(b.right, each))
}

// CreateRenderer is the toolkit's.
func (b *beside) CreateRenderer() fyne.WidgetRenderer { return inPlace(b, besideRenderer{b}) }

type besideRenderer struct{ b *beside }

func (r besideRenderer) Destroy()           {}
func (r besideRenderer) Refresh()           {}
func (r besideRenderer) MinSize() fyne.Size { return fyne.NewSize(40, 20) }
func (r besideRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.b.left, r.b.right}
}

func (r besideRenderer) Layout(s fyne.Size) {
	each := (s.Width - besideGap) / 2
	r.b.left.Resize(fyne.NewSize(each, s.Height))
	r.b.right.Move(fyne.NewPos(each+besideGap, 0))
	r.b.right.Resize(fyne.NewSize(each, s.Height))
}

// accept settles that passages stand where they were found.
func (w *Window) accept(ps ...annotations.Passage) {
	v := w.now.sitting.Version
	w.review(func() error { return w.desk.Accept(w.ctx, v, ps) })
}

// keepApart settles that passages stand nowhere in this version.
func (w *Window) keepApart(ps ...annotations.Passage) {
	v := w.now.sitting.Version
	w.review(func() error { return w.desk.KeepApart(w.ctx, v, ps) })
}

// An attaching is a passage that waits for the words that it belongs to in the version that was open then.
type attaching struct {
	on      origin
	passage annotations.Passage
}

// attach lets a passage be attached to the selection: at once, or when there is one.
func (w *Window) attach(p annotations.Passage) {
	w.attaching = &attaching{w.here(), p}
	if w.reader.Selection().Empty() {
		w.notices.say("Select the words in the text that it belongs to now, then press Enter. Esc leaves it as it is.")
		w.focusReader()
	}
	w.bar.renew()
}

// attachHere attaches the passage that is being attached to the selection.
func (w *Window) attachHere() {
	a, r := w.attaching, w.reader.Selection()
	if a == nil || r.Empty() || !w.at(a.on) {
		return
	}
	w.leaveAttaching()
	w.reader.Select(article.Range{})
	w.review(func() error { return w.desk.Attach(w.ctx, a.on.version, a.passage, r) })
}

func (w *Window) leaveAttaching() {
	w.attaching = nil
	w.bar.renew()
}

// review settles passages, and says what is left to be settled.
func (w *Window) review(do func() error) {
	var step desk.StepID
	w.change(w.noting(&step, do), func() { w.reviewed(step) })
}

func (w *Window) reviewed(step desk.StepID) {
	if n := w.now.open(); n > 0 {
		w.notices.offerUndo(counted(n, "passage", "passages")+" left to review.", step)
		return
	}
	w.sidebar.notes.review.SetChecked(false)
	w.notices.settled(true)
	w.notices.offerUndo("Everything is reviewed.", step)
}

// openChosen returns the passages of the chosen marks that the reader has still to settle and that were found.
func (w *Window) openChosen(found bool) []annotations.Passage {
	var out []annotations.Passage
	for _, id := range w.chosenMarks() {
		if m, ok := w.now.mark(id); ok && m.Open() && (!found || !m.Placement.Range.Empty()) {
			out = append(out, annotations.Passage{Of: id})
		}
	}
	return out
}

func (w *Window) canAccept() bool { return w.writable() && w.reading() && len(w.openChosen(true)) > 0 }

func (w *Window) canSettle() bool { return w.writable() && w.reading() && len(w.openChosen(false)) > 0 }

// canAttach reports whether one mark is chosen that does not stand as it was marked.
func (w *Window) canAttach() bool {
	ids := w.chosenMarks()
	if !w.writable() || w.now == nil || len(ids) != 1 {
		return false
	}
	m, ok := w.now.mark(ids[0])
	return ok && m.Version != w.now.sitting.Version.ID
}

func (w *Window) acceptChosen()    { w.accept(w.openChosen(true)...) }
func (w *Window) keepChosenApart() { w.keepApart(w.openChosen(false)...) }
func (w *Window) attachChosen()    { w.attach(annotations.Passage{Of: w.chosenMarks()[0]}) }

// showReview turns to the passages that are to be settled.
func (w *Window) showReview() {
	w.showTab(tabNotes)
	w.sidebar.notes.review.SetChecked(true)
}

// fateWords says what became of an article's marks in a version; empty if all stand as they were marked.
func fateWords(marks []desk.Mark) string {
	f := desk.FateOf(marks)
	var parts []string
	for _, x := range []struct {
		n    int
		word string
	}{{f.Moved, "moved"}, {f.Edited, "changed a little"}, {f.Review, "to be reviewed"}, {f.Unattached, "no longer found"}} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", x.n, x.word))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "Changed under your marks: " + strings.Join(parts, ", ") + "."
}
