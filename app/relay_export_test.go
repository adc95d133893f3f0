package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
)

func (w *Window) Canvas() fyne.Canvas { return w.win.Canvas() }

// ShowOver shows any object in a sheet.
func (w *Window) ShowOver(o fyne.CanvasObject) { w.sheet.show("Test", o, fyne.NewSize(600, 500)) }

// During shows a dialog as the window does.
func (w *Window) During(d dialog.Dialog) { w.during(d) }

// Dark reports whether the window is dressed in the dark theme.
func (w *Window) Dark() bool { return w.chrome.dark }

func (w *Window) Asking() bool        { return w.asking != nil }
func (w *Window) Native() fyne.Window { return w.win }

// FieldOver returns a text field of the window.
func (w *Window) FieldOver() fyne.CanvasObject { return newField(w) }

// Relayed reports whether a relay has the focus.
func (w *Window) Relayed() bool { _, ok := w.win.Canvas().Focused().(*relay); return ok }

// RelaySize returns the size of the relay that has the focus, which the pointer must not meet.
func (w *Window) RelaySize() fyne.Size { return w.win.Canvas().Focused().(*relay).Size() }

// Holder returns the widget that the keys go to, nil for none.
func (w *Window) Holder() fyne.Focusable {
	f := w.win.Canvas().Focused()
	if r, ok := f.(*relay); ok {
		return r.at
	}
	return f
}

func (w *Window) BackUp()             { w.backUp() }
func (w *Window) Restore(from string) { w.restore(from) }

// Cancel gives up what is being done beside other things.
func (w *Window) Cancel() {
	for _, it := range w.notices.shown {
		if it.stop != nil && it.act == "Cancel" {
			w.notices.drop(it)
			it.do()
			return
		}
	}
}
