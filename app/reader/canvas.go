package reader

import "fyne.io/fyne/v2"

// canvas returns what the reader is drawn on, or nil.
func (r *Reader) canvas() fyne.Canvas {
	if r.o.Canvas != nil {
		return r.o.Canvas()
	}
	if a := fyne.CurrentApp(); a != nil {
		return a.Driver().CanvasForObject(r)
	}
	return nil
}

// redraw draws an object anew. An object's own Refresh does nothing while the toolkit has forgotten where it is.
func (r *Reader) redraw(o fyne.CanvasObject) {
	if c := r.canvas(); c != nil {
		c.Refresh(o)
	} else {
		o.Refresh()
	}
}
