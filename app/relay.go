package app

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A relay holds the focus of an overlay, a sheet or a dialog of the toolkit, in the place of the toolkit's widgets in it, and passes the keys
// on to the one that is drawn as focused. The toolkit gives a key to the focused widget only, and its own widgets drop Esc: without a
// relay, a button or a slider that has the focus would keep Esc from closing what it lies in. Widgets of ours that know Esc keep the focus.
type relay struct {
	widget.BaseWidget
	canvas   fyne.Canvas
	over     fyne.CanvasObject // the overlay
	post     func(func())
	escape   func()
	key      func(*fyne.KeyEvent) // takes the keys while no widget has the focus; nil for nothing
	typed    func(rune)           // the characters
	shortcut func(fyne.Shortcut)  // the shortcuts

	at     fyne.Focusable // the widget that the keys go to; nil for none
	held   bool           // the relay has the focus because settle gave it
	moving bool           // the focus passes through other widgets
}

var (
	_ fyne.Tabbable       = (*relay)(nil)
	_ fyne.Shortcutable   = (*relay)(nil)
	_ desktop.Keyable     = (*relay)(nil)
	_ fyne.WidgetRenderer = nothing{}
)

// place puts the relay into a container of its overlay and gives it the focus. There it has no size: the pointer would take it for the widget
// that lies on top, and nothing below it could be clicked.
func (r *relay) place(in *fyne.Container) {
	r.ExtendBaseWidget(r)
	in.Add(container.NewWithoutLayout(r))
	r.settle()
}

// relayIn returns the relay that was put into a container, nil if none was.
func relayIn(in *fyne.Container) *relay {
	for _, o := range in.Objects {
		if c, ok := o.(*fyne.Container); ok && len(c.Objects) == 1 {
			if r, ok := c.Objects[0].(*relay); ok {
				return r
			}
		}
	}
	return nil
}

// knowsEscape reports whether a widget does with Esc what is right where it lies.
func knowsEscape(f fyne.Focusable) bool {
	switch f.(type) {
	case *field, *statementTable, *signRow:
		return true
	}
	return false
}

// settle takes the focus over from a widget that would drop Esc, or that the pointer has taken it from.
func (r *relay) settle() {
	if r.canvas.Overlays().Top() != r.over {
		return
	}
	f := r.canvas.Focused()
	if f == fyne.Focusable(r) {
		return
	}
	if f != nil && knowsEscape(f) {
		r.at, r.held = nil, false
		return
	}
	moving := r.moving
	r.at, r.held, r.moving = f, true, true
	r.canvas.Focus(r)
	r.moving = moving
}

// move gives the focus to the next widget or the one before.
func (r *relay) move(back bool) {
	r.moving = true
	if r.at != nil {
		r.canvas.Focus(r.at)
	}
	for range 2 { // the relay itself is one of the widgets
		if back {
			r.canvas.FocusPrevious()
		} else {
			r.canvas.FocusNext()
		}
		if r.canvas.Focused() != fyne.Focusable(r) {
			break
		}
	}
	r.moving = false
	r.settle()
}

// FocusGained implements fyne.Focusable. A relay that Tab leads to leads on to the next widget.
func (r *relay) FocusGained() {
	if r.at != nil {
		r.at.FocusGained()
	}
	if r.moving || r.held {
		return
	}
	r.held = true
	r.post(func() {
		if r.at == nil && r.canvas.Focused() == fyne.Focusable(r) {
			r.move(modifiers()&fyne.KeyModifierShift != 0)
		}
	})
}

// FocusLost implements fyne.Focusable.
func (r *relay) FocusLost() {
	if r.at != nil {
		r.at.FocusLost()
	}
	if !r.moving {
		r.post(r.settle)
	}
}

// AcceptsTab implements fyne.Tabbable: the relay moves the focus itself.
func (r *relay) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable.
func (r *relay) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape:
		r.escape()
		return
	case e.Name == fyne.KeyTab && !acceptsTab(r.at):
		r.move(modifiers()&fyne.KeyModifierShift != 0)
		return
	case r.at != nil:
		r.at.TypedKey(e)
	case r.key != nil:
		r.key(e)
	}
}

func acceptsTab(f fyne.Focusable) bool {
	t, ok := f.(fyne.Tabbable)
	return ok && t.AcceptsTab()
}

// TypedRune implements fyne.Focusable.
func (r *relay) TypedRune(c rune) {
	switch {
	case r.at != nil:
		r.at.TypedRune(c)
	case r.typed != nil:
		r.typed(c)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (r *relay) TypedShortcut(s fyne.Shortcut) {
	if to, ok := r.at.(fyne.Shortcutable); ok {
		to.TypedShortcut(s)
	} else if r.shortcut != nil {
		r.shortcut(s)
	}
}

// KeyDown implements desktop.Keyable.
func (r *relay) KeyDown(e *fyne.KeyEvent) {
	if to, ok := r.at.(desktop.Keyable); ok {
		to.KeyDown(e)
	}
}

// KeyUp implements desktop.Keyable.
func (r *relay) KeyUp(e *fyne.KeyEvent) {
	if to, ok := r.at.(desktop.Keyable); ok {
		to.KeyUp(e)
	}
}

// CreateRenderer implements fyne.Widget.
func (r *relay) CreateRenderer() fyne.WidgetRenderer { return nothing{} }

// nothing draws nothing.
type nothing struct{}

// Destroy implements fyne.WidgetRenderer.
func (nothing) Destroy() {}

// Layout implements fyne.WidgetRenderer.
func (nothing) Layout(fyne.Size) {}

// MinSize implements fyne.WidgetRenderer.
func (nothing) MinSize() fyne.Size { return fyne.Size{} }

// Objects implements fyne.WidgetRenderer.
func (nothing) Objects() []fyne.CanvasObject { return nil }

// Refresh implements fyne.WidgetRenderer.
func (nothing) Refresh() {}

// relayTop has Esc close the overlay on top, whatever in it has the focus: by escape, or, if that is nil, by hiding it.
func relayTop(c fyne.Canvas, post func(func()), escape func()) *relay {
	top, ok := c.Overlays().Top().(*widget.PopUp)
	if !ok {
		return nil
	}
	in, ok := top.Content.(*fyne.Container)
	if !ok {
		return nil
	}
	if escape == nil {
		escape = top.Hide
	}
	r := &relay{canvas: c, over: top, post: post, escape: escape}
	r.place(in)
	return r
}

// relayEvery is how often it is looked whether a dialog of the toolkit has opened another: it tells nobody.
const relayEvery = 60 * time.Millisecond

// relayNested relays what a dialog of the toolkit opens above itself, until stop is called.
func relayNested(c fyne.Canvas, post func(func())) (stop func()) {
	done := make(chan struct{})
	go func() {
		tick := time.NewTicker(relayEvery)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				post(func() { relayOthers(c, post) })
			}
		}
	}()
	return sync.OnceFunc(func() { close(done) })
}

// relayOthers relays a dialog that a dialog of the toolkit has opened.
func relayOthers(c fyne.Canvas, post func(func())) {
	top, ok := c.Overlays().Top().(*widget.PopUp)
	if !ok {
		return
	}
	if in, ok := top.Content.(*fyne.Container); ok && relayIn(in) == nil {
		relayTop(c, post, nil)
	}
}

// relayKeys relays the overlay on top, whose other keys are the window's.
func (w *Window) relayKeys() {
	r := relayTop(w.win.Canvas(), w.post, func() { w.escape() })
	if r == nil {
		return
	}
	r.key = w.unfocusedKey
	r.typed = func(c rune) { w.typedRune(c) }
	r.shortcut = func(s fyne.Shortcut) { w.typedShortcut(s) }
}

// settleFocus has the relay of the overlay on top look who has the focus; a widget of ours has lost it.
func (w *Window) settleFocus() {
	top, ok := w.win.Canvas().Overlays().Top().(*widget.PopUp)
	if !ok {
		return
	}
	in, ok := top.Content.(*fyne.Container)
	if !ok {
		return
	}
	if r := relayIn(in); r != nil {
		w.post(r.settle)
	}
}
