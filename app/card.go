package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// fitted is an object whose height follows from its width.
type fitted interface {
	fyne.CanvasObject
	heightFor(width float32) float32
}

// heightOf returns the height o wants at that width.
func heightOf(o fyne.CanvasObject, width float32) float32 {
	if f, ok := o.(fitted); ok {
		return f.heightFor(width)
	}
	return o.MinSize().Height
}

// A card is a stack of objects that can be clicked, with space around them and, if it
// is selected, an accent at its left edge.
type card struct {
	widget.BaseWidget
	rows     []fyne.CanvasObject
	gap      float32 // between rows
	pad      fyne.Size
	selected bool
	edge     color.Color // a band at the left edge; nil for none
	tint     color.Color // under the pointer
	back     color.Color // otherwise; nil for none

	onTap     func(fyne.KeyModifier)
	onContext func(fyne.Position) // absolute
	onHover   func(in bool)
	onDrag    func(fyne.Position) // absolute; the card is being dragged, and the pointer is there
	onDrop    func(fyne.Position) // absolute; the card was dragged there. nil: it cannot be dragged

	over    bool
	dragged fyne.Position // where the pointer is while the card is dragged
	away    bool          // it has been dragged off itself, where that is told
	mods    fyne.KeyModifier
	rect    *canvas.Rectangle
	band    *canvas.Rectangle
}

var (
	_ fyne.Widget            = (*card)(nil)
	_ fyne.Tappable          = (*card)(nil)
	_ fyne.SecondaryTappable = (*card)(nil)
	_ desktop.Hoverable      = (*card)(nil)
	_ desktop.Mouseable      = (*card)(nil)
	_ desktop.Cursorable     = (*card)(nil)
	_ fyne.Draggable         = (*card)(nil)
	_ fitted                 = (*card)(nil)
)

func newCard(c chrome, rows ...fyne.CanvasObject) *card {
	k := &card{
		rows: rows, gap: 4, pad: fyne.NewSize(14, 9), tint: c.hover,
		rect: canvas.NewRectangle(color.Transparent), band: canvas.NewRectangle(color.Transparent),
	}
	k.rect.CornerRadius = 6
	k.ExtendBaseWidget(k)
	return k
}

// heightFor returns the height of the rows and the space around them.
func (k *card) heightFor(width float32) float32 {
	h := 2*k.pad.Height - k.gap
	for _, r := range k.rows {
		if r.Visible() {
			h += heightOf(r, width-2*k.pad.Width) + k.gap
		}
	}
	return h
}

// Tapped calls onTap with the modifier keys that were down.
func (k *card) Tapped(*fyne.PointEvent) {
	if k.onTap != nil {
		k.onTap(k.mods)
	}
}

// TappedSecondary calls onContext.
func (k *card) TappedSecondary(e *fyne.PointEvent) {
	if k.onContext != nil {
		k.onContext(e.AbsolutePosition)
	}
}

// Dragged notes where the card is being dragged.
func (k *card) Dragged(e *fyne.DragEvent) {
	k.dragged = e.AbsolutePosition
	if k.onDrag != nil && (k.away || !k.holds(k.dragged)) {
		k.away = true
		k.onDrag(k.dragged)
	}
}

// holds reports whether an absolute position is on the card.
func (k *card) holds(at fyne.Position) bool {
	p, s := fyne.CurrentApp().Driver().AbsolutePositionForObject(k), k.Size()
	return at.X >= p.X && at.Y >= p.Y && at.X < p.X+s.Width && at.Y < p.Y+s.Height
}

// DragEnd drops the card; a pointer that hardly moved has clicked.
func (k *card) DragEnd() {
	at := k.dragged
	k.dragged = fyne.Position{}
	if at.IsZero() {
		return
	}
	inside := k.holds(at) && !k.away // a drag that led away from it is no click
	k.away = false
	switch {
	case inside && k.onTap != nil:
		k.onTap(k.mods)
	case !inside && k.onDrop != nil:
		k.onDrop(at)
	}
}

// MouseDown notes the modifier keys for Tapped.
func (k *card) MouseDown(e *desktop.MouseEvent) { k.mods = e.Modifier }

// MouseUp does nothing.
func (k *card) MouseUp(*desktop.MouseEvent) {}

// MouseIn shows that the card can be clicked.
func (k *card) MouseIn(*desktop.MouseEvent) { k.hover(true) }

// MouseMoved does nothing.
func (k *card) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (k *card) MouseOut() { k.hover(false) }

func (k *card) hover(in bool) {
	k.over = in
	k.paint()
	k.rect.Refresh()
	if k.onHover != nil {
		k.onHover(in)
	}
}

// Cursor is a hand where a click does something.
func (k *card) Cursor() desktop.Cursor {
	if k.onTap != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

func (k *card) paint() {
	k.rect.FillColor = color.Transparent
	switch {
	case k.over && k.onTap != nil, k.selected:
		k.rect.FillColor = k.tint
	case k.back != nil:
		k.rect.FillColor = k.back
	}
	k.band.FillColor = color.Transparent
	if k.edge != nil {
		k.band.FillColor = k.edge
	}
}

// CreateRenderer is the toolkit's.
func (k *card) CreateRenderer() fyne.WidgetRenderer {
	k.paint()
	objects := append([]fyne.CanvasObject{k.rect, k.band}, k.rows...)
	return &cardRenderer{k, objects}
}

type cardRenderer struct {
	k       *card
	objects []fyne.CanvasObject
}

func (r *cardRenderer) Destroy()                     {}
func (r *cardRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *cardRenderer) MinSize() fyne.Size           { return fyne.NewSize(40, 2*r.k.pad.Height) }

func (r *cardRenderer) Refresh() {
	r.k.paint()
	r.k.rect.Refresh()
	r.k.band.Refresh()
}

func (r *cardRenderer) Layout(s fyne.Size) {
	k := r.k
	k.rect.Resize(s)
	k.band.Resize(fyne.NewSize(4, s.Height-2*k.pad.Height+6))
	k.band.Move(fyne.NewPos(2, k.pad.Height-3))
	k.band.CornerRadius = 2
	y, width := k.pad.Height, s.Width-2*k.pad.Width
	for _, o := range k.rows {
		if !o.Visible() {
			continue
		}
		h := heightOf(o, width)
		o.Move(fyne.NewPos(k.pad.Width, y))
		o.Resize(fyne.NewSize(width, h))
		y += h + k.gap
	}
}

// newLine returns one line of text that is cut off at its width.
func newLine(r *ruler, text string, f face, ink color.Color) *prose {
	return newProse(r, text, f, ink, 1)
}

// A row lays objects side by side: each as wide as it wants, but for the one that
// stretches.
type row struct {
	gap     float32
	stretch int // index of the object that takes the rest of the width; -1 for none
}

// Layout is the toolkit's.
func (r row) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	rest := s.Width
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if i != r.stretch {
			rest -= o.MinSize().Width
		}
		rest -= r.gap
	}
	rest += r.gap
	var x float32
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		width := m.Width
		if i == r.stretch {
			width = max(rest, 0)
		}
		h := m.Height
		if i == r.stretch {
			h = min(heightOf(o, width), s.Height)
		}
		o.Move(fyne.NewPos(x, (s.Height-h)/2))
		o.Resize(fyne.NewSize(width, h))
		x += width + r.gap
	}
}

// MinSize is the toolkit's.
func (r row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	n := 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		s := o.MinSize()
		if i != r.stretch {
			m.Width += s.Width
		}
		m.Height = max(m.Height, s.Height)
		n++
	}
	if n > 1 {
		m.Width += r.gap * float32(n-1)
	}
	return m
}
