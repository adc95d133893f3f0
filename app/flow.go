package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// A flow sets objects side by side and begins a new line where the width is used up.
type flow struct {
	widget.BaseWidget
	objects []fyne.CanvasObject
	gap     float32
}

var (
	_ fyne.Widget = (*flow)(nil)
	_ fitted      = (*flow)(nil)
)

func newFlow(gap float32, objects ...fyne.CanvasObject) *flow {
	f := &flow{objects: objects, gap: gap}
	f.ExtendBaseWidget(f)
	return f
}

// arrange calls put with the place of each object and returns the height of all lines.
func (f *flow) arrange(width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var x, y, line float32
	for _, o := range f.objects {
		m := o.MinSize()
		if x > 0 && x+m.Width > width {
			x, y, line = 0, y+line+f.gap, 0
		}
		if put != nil {
			put(o, fyne.NewPos(x, y), fyne.NewSize(min(m.Width, width), m.Height))
		}
		x += m.Width + f.gap
		line = max(line, m.Height)
	}
	return y + line
}

// heightFor returns the height of all lines.
func (f *flow) heightFor(width float32) float32 { return f.arrange(width, nil) }

// CreateRenderer is the toolkit's.
func (f *flow) CreateRenderer() fyne.WidgetRenderer { return &flowRenderer{f} }

type flowRenderer struct{ f *flow }

func (r *flowRenderer) Destroy()                     {}
func (r *flowRenderer) Refresh()                     {}
func (r *flowRenderer) Objects() []fyne.CanvasObject { return r.f.objects }
func (r *flowRenderer) MinSize() fyne.Size           { return fyne.NewSize(40, 20) }

func (r *flowRenderer) Layout(s fyne.Size) {
	r.f.arrange(s.Width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		o.Move(p)
		o.Resize(s)
	})
}
