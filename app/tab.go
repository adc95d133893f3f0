package app

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A tab is one of the words above the sidebar, with the number of entries behind it.
type tab struct {
	widget.BaseWidget
	w      *Window
	word   string
	number int
	chosen bool
	over   bool
	onTap  func()
}

var (
	_ fyne.Widget        = (*tab)(nil)
	_ fyne.Tappable      = (*tab)(nil)
	_ desktop.Hoverable  = (*tab)(nil)
	_ desktop.Cursorable = (*tab)(nil)
)

func newTab(w *Window, word string, onTap func()) *tab {
	t := &tab{w: w, word: word, onTap: onTap}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tab) choose(yes bool) {
	if t.chosen != yes {
		t.chosen = yes
		t.Refresh()
	}
}

// Tapped turns to the tab.
func (t *tab) Tapped(*fyne.PointEvent) { t.onTap() }

// MouseIn shows that the tab can be clicked.
func (t *tab) MouseIn(*desktop.MouseEvent) { t.over = true; t.Refresh() }

// MouseMoved does nothing.
func (t *tab) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (t *tab) MouseOut() { t.over = false; t.Refresh() }

// Cursor is a hand.
func (t *tab) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is the toolkit's.
func (t *tab) CreateRenderer() fyne.WidgetRenderer {
	r := &tabRenderer{t: t, word: newCaption(t.w.ruler, 13, fyne.TextAlignCenter), line: canvas.NewRectangle(color.Transparent)}
	r.objects = []fyne.CanvasObject{r.word.object, r.line}
	r.Refresh()
	return inPlace(t, r)
}

type tabRenderer struct {
	t       *tab
	word    *caption
	line    *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *tabRenderer) Destroy()                     {}
func (r *tabRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *tabRenderer) MinSize() fyne.Size           { return fyne.NewSize(60, 38) }

func (r *tabRenderer) Layout(s fyne.Size) {
	r.word.object.Resize(fyne.NewSize(s.Width, s.Height-3))
	r.line.Resize(fyne.NewSize(s.Width, 2))
	r.line.Move(fyne.NewPos(0, s.Height-2))
}

func (r *tabRenderer) Refresh() {
	t, c := r.t, r.t.w.chrome
	words := t.word
	if t.number > 0 {
		words = fmt.Sprintf("%s  %d", t.word, t.number)
	}
	var ink color.NRGBA
	ink, r.line.FillColor = c.page.Faint, c.page.Rule
	switch {
	case t.chosen:
		ink, r.line.FillColor = c.page.Ink, c.page.Accent
	case t.over:
		ink = c.page.Ink
	}
	r.word.set(words, t.chosen, ink)
	r.line.Refresh()
}

// evenly sets objects side by side, each as wide as the others.
type evenly struct{}

// Layout is the toolkit's.
func (evenly) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	each := s.Width / float32(len(objects))
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*each, 0))
		o.Resize(fyne.NewSize(each, s.Height))
	}
}

// MinSize is the toolkit's.
func (evenly) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		s := o.MinSize()
		m = fyne.NewSize(m.Width+s.Width, max(m.Height, s.Height))
	}
	return m
}

// newDot returns an actor's chip: its initials on its colour; hollow for a suggestion.
func newDot(w *Window, name string, size float32, hollow bool) fyne.CanvasObject {
	c := w.chrome
	col := actorColour(c, name)
	back, ink := canvas.NewCircle(col), color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	if hollow {
		back.FillColor, back.StrokeColor, back.StrokeWidth = mix(c.panel, col, 0.12), mix(c.panel, col, 0.6), 1.5
		ink = mix(c.page.Ink, col, 0.6)
	}
	t := newCaption(w.ruler, size*0.4, fyne.TextAlignCenter)
	t.set(initials(name), true, ink)
	return container.New(sized{size, size}, back, t.object)
}

// sized wants one size and gives all of it to every object.
type sized struct{ width, height float32 }

// Layout is the toolkit's.
func (sized) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(s)
	}
}

// MinSize is that size.
func (z sized) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(z.width, z.height) }
