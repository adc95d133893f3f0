package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// A signRow is a choice between a few words, each with its sign and its key. Nothing is chosen at first: what
// is not known is not known.
type signRow struct {
	widget.BaseWidget
	w        *Window
	options  []signOption
	chosen   int // -1 for none
	focused  bool
	onChange func()
	onEnter  func()
	onTab    func(back bool)
	onEscape func()
	back     *canvas.Rectangle
	flow     *flow
}

// A signOption is one of the words; keys are the characters that choose it.
type signOption struct {
	words, hint, keys string
}

var (
	_ fyne.Widget       = (*signRow)(nil)
	_ fyne.Focusable    = (*signRow)(nil)
	_ fyne.Tabbable     = (*signRow)(nil)
	_ fyne.Shortcutable = (*signRow)(nil)
	_ fitted            = (*signRow)(nil)
)

func newSignRow(w *Window, options ...signOption) *signRow {
	r := &signRow{w: w, options: options, chosen: -1, back: canvas.NewRectangle(nil), flow: newFlow(2)}
	r.back.CornerRadius = 6
	r.ExtendBaseWidget(r)
	r.draw()
	return r
}

// choose chooses an option, or gives the choice up with -1.
func (r *signRow) choose(i int) {
	r.chosen = i
	r.draw()
	if r.onChange != nil {
		r.onChange()
	}
}

func (r *signRow) draw() {
	c := r.w.chrome
	r.flow.objects = r.flow.objects[:0]
	for i, o := range r.options {
		b := newWordButton(r.w, o.words, o.hint, func() {
			if r.chosen == i {
				r.choose(-1)
			} else {
				r.choose(i)
			}
			r.w.win.Canvas().Focus(r)
		})
		b.on = i == r.chosen
		r.flow.objects = append(r.flow.objects, b)
	}
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = mix(c.raised, c.page.Ink, 0.02), c.page.Rule, 1
	if r.focused {
		r.back.StrokeColor, r.back.StrokeWidth = c.page.Accent, 1.5
	}
	r.back.Refresh()
	r.Refresh()
}

// AcceptsTab keeps Tab for the order of the form.
func (r *signRow) AcceptsTab() bool { return true }

// FocusGained shows that keys choose here.
func (r *signRow) FocusGained() { r.focused = true; r.draw() }

// FocusLost shows that they no longer do.
func (r *signRow) FocusLost() {
	r.focused = false
	r.draw()
	r.w.settleFocus()
}

// TypedRune chooses the option with that key.
func (r *signRow) TypedRune(c rune) {
	of := runeChord(c, r.w.scan)
	for i, o := range r.options {
		for _, k := range o.keys {
			if k == c || string(k) == string(of.key) {
				r.choose(i)
				return
			}
		}
	}
}

// TypedKey moves the choice, or leaves it.
func (r *signRow) TypedKey(e *fyne.KeyEvent) {
	if e.Physical.ScanCode != 0 {
		r.w.scan = e.Physical.ScanCode
	}
	n := len(r.options)
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		r.choose((max(r.chosen, 0) + n - 1) % n)
	case fyne.KeyRight, fyne.KeyDown:
		r.choose((r.chosen + 1) % n)
	case fyne.KeyDelete, fyne.KeyBackspace:
		r.choose(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		r.onEnter()
	case fyne.KeyTab:
		r.onTab(modifiers()&fyne.KeyModifierShift != 0)
	case fyne.KeyEscape:
		r.onEscape()
	}
}

// TypedShortcut takes Ctrl+Enter.
func (r *signRow) TypedShortcut(s fyne.Shortcut) {
	if isAccept(s) {
		r.onEnter()
	}
}

// heightFor returns the height of all lines of words.
func (r *signRow) heightFor(width float32) float32 { return r.flow.heightFor(width-8) + 6 }

// CreateRenderer is the toolkit's.
func (r *signRow) CreateRenderer() fyne.WidgetRenderer {
	return inPlace(r, widget.NewSimpleRenderer(container.NewStack(r.back, container.New(inset{4, 3, 4, 3}, r.flow))))
}
