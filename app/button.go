package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A wordButton is a quiet button: a word, an icon or both, and the key that does the same.
type wordButton struct {
	widget.BaseWidget
	w     *Window
	icon  fyne.Resource
	word  string
	key   string
	hint  string // shown by the window's tip; empty for none
	on    bool   // drawn as pressed in
	onTap func()
	over  bool
}

var (
	_ fyne.Tappable      = (*wordButton)(nil)
	_ desktop.Hoverable  = (*wordButton)(nil)
	_ desktop.Cursorable = (*wordButton)(nil)
)

func newWordButton(w *Window, word, key string, onTap func()) *wordButton {
	b := &wordButton{w: w, word: word, key: key, onTap: onTap}
	b.ExtendBaseWidget(b)
	return b
}

func newIconButton(w *Window, icon fyne.Resource, hint string, onTap func()) *wordButton {
	b := &wordButton{w: w, icon: icon, hint: hint, onTap: onTap}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped does what the button is for.
func (b *wordButton) Tapped(*fyne.PointEvent) { b.onTap() }

// MouseIn shows that the button can be clicked, and what it does.
func (b *wordButton) MouseIn(*desktop.MouseEvent) {
	b.over = true
	b.Refresh()
	if b.hint != "" {
		b.w.tip.say(b.hint)
	}
}

// MouseMoved does nothing.
func (b *wordButton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (b *wordButton) MouseOut() {
	b.over = false
	b.Refresh()
	if b.hint != "" {
		b.w.tip.hide()
	}
}

// Cursor is a hand.
func (b *wordButton) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is the toolkit's.
func (b *wordButton) CreateRenderer() fyne.WidgetRenderer {
	r := &wordButtonRenderer{b: b, back: canvas.NewRectangle(color.Transparent), word: newCaption(b.w.ruler, 13, fyne.TextAlignLeading), key: newCaption(b.w.ruler, 11, fyne.TextAlignLeading)}
	r.back.CornerRadius = 6
	r.objects = []fyne.CanvasObject{r.back, r.word.object, r.key.object}
	if b.icon != nil {
		r.icon = canvas.NewImageFromResource(theme.NewThemedResource(b.icon))
		r.icon.FillMode = canvas.ImageFillContain
		r.objects = append(r.objects, r.icon)
	}
	r.Refresh()
	return inPlace(b, r)
}

type wordButtonRenderer struct {
	b         *wordButton
	back      *canvas.Rectangle
	word, key *caption
	icon      *canvas.Image
	objects   []fyne.CanvasObject
}

func (r *wordButtonRenderer) Destroy()                     {}
func (r *wordButtonRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *wordButtonRenderer) MinSize() fyne.Size {
	wide := float32(14)
	if r.icon != nil {
		wide += 18
	}
	if r.b.word != "" {
		wide += r.b.w.ruler.width(r.b.word, face{13, fyne.TextStyle{}})
	}
	if r.b.key != "" {
		wide += 5 + r.b.w.ruler.width(r.b.key, face{11, fyne.TextStyle{}})
	}
	return fyne.NewSize(wide, 30)
}

func (r *wordButtonRenderer) Layout(s fyne.Size) {
	r.back.Resize(s)
	x := float32(7)
	if r.icon != nil {
		r.icon.Resize(fyne.NewSize(18, 18))
		r.icon.Move(fyne.NewPos(x, (s.Height-18)/2))
		x += 18
	}
	wide := r.b.w.ruler.width(r.b.word, face{13, fyne.TextStyle{}})
	r.word.object.Move(fyne.NewPos(x, 0))
	r.word.object.Resize(fyne.NewSize(wide, s.Height))
	r.key.object.Move(fyne.NewPos(x+wide+5, 1))
	r.key.object.Resize(fyne.NewSize(r.key.width()+2, s.Height))
}

func (r *wordButtonRenderer) Refresh() {
	c := r.b.w.chrome
	r.back.FillColor = color.Transparent
	if r.b.over || r.b.on {
		r.back.FillColor = c.hover
	}
	r.back.Refresh()
	r.word.set(r.b.word, false, c.page.Ink)
	r.key.set(r.b.key, false, c.page.Faint)
	if r.icon != nil {
		r.icon.Refresh()
	}
}
