package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// A stack sets objects one above the other, each as high as its width asks for,
// beside an object that leads them, if there is one.
type stack struct {
	widget.BaseWidget
	lead fyne.CanvasObject
	rows []fyne.CanvasObject
	gap  float32 // between rows; five times that beside the lead
}

var (
	_ fyne.Widget = (*stack)(nil)
	_ fitted      = (*stack)(nil)
)

func newStack(lead fyne.CanvasObject, rows ...fyne.CanvasObject) *stack {
	s := &stack{lead: lead, rows: rows, gap: 2}
	s.ExtendBaseWidget(s)
	return s
}

func (s *stack) indent() float32 {
	if s.lead == nil {
		return 0
	}
	return s.lead.MinSize().Width + 5*s.gap
}

// heightFor returns the height of the rows, or of what leads them.
func (s *stack) heightFor(width float32) float32 {
	var h float32
	for i, r := range s.rows {
		h += heightOf(r, width-s.indent())
		if i > 0 {
			h += s.gap
		}
	}
	if s.lead != nil {
		h = max(h, s.lead.MinSize().Height)
	}
	return h
}

// CreateRenderer is the toolkit's.
func (s *stack) CreateRenderer() fyne.WidgetRenderer {
	objects := append([]fyne.CanvasObject{}, s.rows...)
	if s.lead != nil {
		objects = append(objects, s.lead)
	}
	return &stackRenderer{s, objects}
}

type stackRenderer struct {
	s       *stack
	objects []fyne.CanvasObject
}

func (r *stackRenderer) Destroy()                     {}
func (r *stackRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *stackRenderer) MinSize() fyne.Size           { return fyne.NewSize(40, 18) }
func (r *stackRenderer) Refresh()                     {}

func (r *stackRenderer) Layout(size fyne.Size) {
	s := r.s
	x := s.indent()
	if s.lead != nil {
		s.lead.Resize(s.lead.MinSize())
		s.lead.Move(fyne.NewPos(0, 1))
	}
	var y float32
	for _, o := range s.rows {
		h := heightOf(o, size.Width-x)
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(size.Width-x, h))
		y += h + s.gap
	}
}
