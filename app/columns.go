package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// columns are the library, the article and the sidebar side by side. The outer two
// fold away, by the reader's choice or where the window is too narrow for them.
type columns struct {
	w                      *Window
	library, centre, aside fyne.CanvasObject
	left, right            *divider
	object                 *fyne.Container
	libraryFirst           bool // it stays where there is no room for both, as it was asked for last
}

// centreLeast is the width that the article is left at the least.
const centreLeast = 380

func newColumns(w *Window, library, centre, aside fyne.CanvasObject) *columns {
	c := &columns{w: w, library: library, centre: centre, aside: aside}
	c.left = newDivider(w, func(dx float32) { c.drag(&w.prefs.libraryWidth, dx) })
	c.right = newDivider(w, func(dx float32) { c.drag(&w.prefs.sidebarWidth, -dx) })
	c.object = container.New(c, centre, library, aside, c.left, c.right)
	c.fold()
	return c
}

func (c *columns) drag(width *float32, dx float32) {
	*width = max(sideLeast, min(*width+dx, sideMost))
	c.update()
	c.w.keepPrefs()
}

// update shows the columns as the choices say.
func (c *columns) update() {
	c.fold()
	c.object.Refresh()
	c.w.top.update()
	c.w.bar.update() // the text has moved under it
}

func (c *columns) fold() {
	p := c.w.prefs
	show(!p.libraryFolded, c.library, c.left)
	show(!p.sidebarFolded, c.aside, c.right)
}

func show(yes bool, objects ...fyne.CanvasObject) {
	for _, o := range objects {
		if yes {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

// Layout is the toolkit's.
func (c *columns) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	p := c.w.prefs
	var left, right float32
	if !p.libraryFolded {
		left = p.libraryWidth
	}
	if !p.sidebarFolded {
		right = p.sidebarWidth
	}
	if over := left + right + centreLeast - s.Width; over > 0 && left > 0 {
		cut := min(over, left-sideLeast)
		switch {
		case cut >= over || right == 0:
			left -= max(cut, 0)
		case c.libraryFirst:
			right = 0
			left = max(min(left, s.Width-centreLeast), min(sideLeast, s.Width*0.45))
		default:
			left = 0
		}
	}
	if over := left + right + centreLeast - s.Width; over > 0 && right > 0 {
		right = max(right-over, min(220, s.Width*0.45))
	}
	for _, x := range []struct {
		width   float32
		side    fyne.CanvasObject
		divider *divider
	}{{left, c.library, c.left}, {right, c.aside, c.right}} {
		if fits := x.width > 0; fits != x.side.Visible() {
			show(fits, x.side, x.divider)
			c.w.top.update()
		}
	}
	c.place(c.library, 0, left, s.Height)
	c.place(c.centre, left, s.Width-left-right, s.Height)
	c.place(c.aside, s.Width-right, right, s.Height)
	const grip = 7
	c.place(c.left, left-grip/2, grip, s.Height)
	c.place(c.right, s.Width-right-grip/2, grip, s.Height)
	if left == 0 {
		c.left.Resize(fyne.Size{})
	}
	if right == 0 {
		c.right.Resize(fyne.Size{})
	}
}

func (c *columns) place(o fyne.CanvasObject, x, width, height float32) {
	if !o.Visible() {
		return
	}
	o.Move(fyne.NewPos(x, 0))
	o.Resize(fyne.NewSize(width, height))
}

// MinSize is the toolkit's.
func (c *columns) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 200) }

// foldLibrary and foldSidebar fold a column away, or unfold it. One that only had no room takes that of the other.
func (w *Window) foldLibrary() { w.fold(&w.prefs.libraryFolded, w.columns.library, true) }

func (w *Window) foldSidebar() { w.fold(&w.prefs.sidebarFolded, w.columns.aside, false) }

func (w *Window) fold(folded *bool, side fyne.CanvasObject, library bool) {
	if !*folded && !side.Visible() {
		w.columns.libraryFirst = library
	} else if *folded = !*folded; !*folded {
		w.columns.libraryFirst = library
	}
	if w.library.stale {
		w.library.reload()
	}
	w.columns.update()
	w.keepPrefs()
}

// A divider is the line between two columns; it can be dragged.
type divider struct {
	widget.BaseWidget
	w      *Window
	onDrag func(dx float32)
	line   *canvas.Rectangle
	over   bool
}

var (
	_ fyne.Draggable     = (*divider)(nil)
	_ desktop.Cursorable = (*divider)(nil)
	_ desktop.Hoverable  = (*divider)(nil)
)

func newDivider(w *Window, onDrag func(float32)) *divider {
	d := &divider{w: w, onDrag: onDrag, line: canvas.NewRectangle(color.Transparent)}
	d.ExtendBaseWidget(d)
	return d
}

// Dragged moves the border of the columns.
func (d *divider) Dragged(e *fyne.DragEvent) { d.onDrag(e.Dragged.DX) }

// DragEnd does nothing.
func (d *divider) DragEnd() {}

// Cursor shows which way it goes.
func (d *divider) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MouseIn shows the line stronger.
func (d *divider) MouseIn(*desktop.MouseEvent) { d.over = true; d.Refresh() }

// MouseMoved does nothing.
func (d *divider) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (d *divider) MouseOut() { d.over = false; d.Refresh() }

// CreateRenderer is the toolkit's.
func (d *divider) CreateRenderer() fyne.WidgetRenderer { return &dividerRenderer{d} }

type dividerRenderer struct{ d *divider }

func (r *dividerRenderer) Destroy()                     {}
func (r *dividerRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, 1) }
func (r *dividerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.d.line} }

func (r *dividerRenderer) Layout(s fyne.Size) {
	r.d.line.Move(fyne.NewPos(s.Width/2, 0))
	r.d.line.Resize(fyne.NewSize(min(1, s.Width), s.Height))
	r.Refresh()
}

func (r *dividerRenderer) Refresh() {
	c := r.d.w.chrome
	r.d.line.FillColor = c.page.Rule
	if r.d.over {
		r.d.line.FillColor = c.page.Accent
	}
	r.d.line.Refresh()
}
