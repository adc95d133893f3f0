package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/debate"
)

// A chip is a speaker in a line of others: initials on the actor's colour, and the name. Under the pointer it lights the speaker's
// mentions.
type chip struct {
	widget.BaseWidget
	w     *Window
	who   debate.Speaker
	name  string
	dot   fyne.CanvasObject
	onTap func()
	over  bool
}

var (
	_ fyne.Tappable      = (*chip)(nil)
	_ desktop.Hoverable  = (*chip)(nil)
	_ desktop.Cursorable = (*chip)(nil)
)

// The measures of a chip in the toolkit's units.
const (
	chipHeight = 24
	chipDot    = 18
	chipText   = 12.5
)

// newChip returns a chip; a suggested one is hollow.
func newChip(w *Window, who debate.Speaker, suggested bool, onTap func()) *chip {
	k := &chip{w: w, who: who, name: speakerName(who), onTap: onTap}
	k.dot = newDot(w, k.name, chipDot, suggested)
	k.ExtendBaseWidget(k)
	return k
}

// speakerName returns the words for who makes a statement.
func speakerName(who debate.Speaker) string {
	if who.Name == "" {
		return "Speaker not known"
	}
	return who.Name
}

// Tapped goes to what the speaker says.
func (k *chip) Tapped(*fyne.PointEvent) { k.onTap() }

// MouseIn lights the speaker's mentions.
func (k *chip) MouseIn(*desktop.MouseEvent) { k.hover(true) }

// MouseMoved does nothing.
func (k *chip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (k *chip) MouseOut() { k.hover(false) }

func (k *chip) hover(in bool) {
	k.over = in
	k.Refresh()
	if k.who.Actor != nil {
		k.w.light(in, k.who.Actor)
	}
}

// Cursor is a hand.
func (k *chip) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (k *chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{k: k, back: canvas.NewRectangle(color.Transparent), text: newCaption(k.w.ruler, chipText, fyne.TextAlignLeading)}
	r.back.CornerRadius = chipHeight / 2
	r.text.set(k.name, false, k.w.chrome.page.Ink)
	return inPlace(k, r)
}

type chipRenderer struct {
	k    *chip
	back *canvas.Rectangle
	text *caption
}

func (r *chipRenderer) Destroy() {}

func (r *chipRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.k.dot, r.text.object}
}

func (r *chipRenderer) MinSize() fyne.Size {
	return fyne.NewSize(chipDot+r.k.w.ruler.width(r.k.name, face{size: chipText})+17, chipHeight)
}

func (r *chipRenderer) Layout(s fyne.Size) {
	r.back.Resize(s)
	r.k.dot.Resize(fyne.NewSize(chipDot, chipDot))
	r.k.dot.Move(fyne.NewPos(3, (s.Height-chipDot)/2))
	r.text.object.Move(fyne.NewPos(chipDot+8, 0))
	r.text.object.Resize(fyne.NewSize(max(s.Width-chipDot-14, 1), s.Height))
}

func (r *chipRenderer) Refresh() {
	r.back.FillColor = color.Transparent
	if r.k.over {
		r.back.FillColor = r.k.w.chrome.hover
	}
	r.back.Refresh()
}

// A link is a word in the accent's colour that does something, and says more under the pointer.
type link struct {
	widget.BaseWidget
	w          *Window
	word, hint string
	lead       bool // set at the beginning of its line
	onTap      func()
}

var (
	_ fyne.Tappable      = (*link)(nil)
	_ desktop.Hoverable  = (*link)(nil)
	_ desktop.Cursorable = (*link)(nil)
)

func newLink(w *Window, word, hint string, onTap func()) *link {
	k := &link{w: w, word: word, hint: hint, onTap: onTap}
	k.ExtendBaseWidget(k)
	return k
}

// Tapped does what the link is for.
func (k *link) Tapped(*fyne.PointEvent) {
	k.w.tip.hide()
	k.onTap()
}

// MouseIn shows the hint.
func (k *link) MouseIn(*desktop.MouseEvent) {
	if k.hint != "" {
		k.w.tip.say(k.hint)
	}
}

// MouseMoved does nothing.
func (k *link) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides the hint.
func (k *link) MouseOut() { k.w.tip.hide() }

// Cursor is a hand.
func (k *link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize is that of the word.
func (k *link) MinSize() fyne.Size {
	return fyne.NewSize(k.w.ruler.width(k.word, face{size: 12})+4, 18)
}

// CreateRenderer implements fyne.Widget.
func (k *link) CreateRenderer() fyne.WidgetRenderer {
	align := fyne.TextAlignTrailing
	if k.lead {
		align = fyne.TextAlignLeading
	}
	t := newCaption(k.w.ruler, 12, align)
	t.set(k.word, false, k.w.chrome.page.Accent)
	return inPlace(k, widget.NewSimpleRenderer(t.object))
}

// An aside is words with a link at the end of their line.
type aside struct {
	widget.BaseWidget
	words fitted
	end   fyne.CanvasObject
}

var _ fitted = (*aside)(nil)

func newAside(words fitted, end fyne.CanvasObject) *aside {
	a := &aside{words: words, end: end}
	a.ExtendBaseWidget(a)
	return a
}

func (a *aside) room(width float32) float32 { return max(width-a.end.MinSize().Width-8, 40) }

// heightFor returns the height of the words beside the link.
func (a *aside) heightFor(width float32) float32 {
	return max(a.words.heightFor(a.room(width)), a.end.MinSize().Height)
}

// CreateRenderer implements fyne.Widget.
func (a *aside) CreateRenderer() fyne.WidgetRenderer { return inPlace(a, &asideRenderer{a}) }

type asideRenderer struct{ a *aside }

func (r *asideRenderer) Destroy()                     {}
func (r *asideRenderer) Refresh()                     {}
func (r *asideRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.a.words, r.a.end} }
func (r *asideRenderer) MinSize() fyne.Size           { return fyne.NewSize(40, 18) }

func (r *asideRenderer) Layout(s fyne.Size) {
	m := r.a.end.MinSize()
	r.a.words.Resize(fyne.NewSize(r.a.room(s.Width), s.Height))
	r.a.words.Move(fyne.NewPos(0, 0))
	r.a.end.Resize(m)
	r.a.end.Move(fyne.NewPos(s.Width-m.Width, 0))
}
