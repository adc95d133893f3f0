package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A knob is a word of the table that can be clicked, or reached with Tab and pressed with Enter. Keys that
// it has no use for go to the table.
type knob struct {
	widget.BaseWidget
	t       *statementTable
	lead    string // faint, before the words
	words   string
	key     string // that does the same, faint behind the words
	on      bool   // drawn as pressed in
	strong  bool   // bold
	quiet   bool   // faint while it is not on
	main    bool   // what is most likely wanted
	off     bool   // cannot be pressed now
	size    float32
	leading bool // the words stand at the left edge
	onTap   func()
	over    bool
	focused bool
}

var (
	_ fyne.Tappable      = (*knob)(nil)
	_ fyne.Focusable     = (*knob)(nil)
	_ desktop.Hoverable  = (*knob)(nil)
	_ desktop.Cursorable = (*knob)(nil)
)

func newKnob(t *statementTable, words, key string, onTap func()) *knob {
	k := &knob{t: t, words: words, key: key, onTap: onTap, size: 13}
	k.ExtendBaseWidget(k)
	return k
}

// set changes what the knob says.
func (k *knob) set(lead, words string, on bool) {
	if k.lead != lead || k.words != words || k.on != on {
		k.lead, k.words, k.on = lead, words, on
		k.Refresh()
	}
}

// able says whether the knob can be pressed.
func (k *knob) able(yes bool) {
	if k.off == yes {
		k.off = !yes
		k.Refresh()
	}
}

// Tapped does what the knob is for.
func (k *knob) Tapped(*fyne.PointEvent) {
	if !k.off {
		k.onTap()
	}
}

// FocusGained shows that Enter presses the knob.
func (k *knob) FocusGained() { k.focused = true; k.Refresh() }

// FocusLost ends what FocusGained began.
func (k *knob) FocusLost() { k.focused = false; k.Refresh() }

// TypedRune presses the knob with the space bar.
func (k *knob) TypedRune(r rune) {
	if r == ' ' {
		k.Tapped(nil)
	}
}

// TypedKey presses the knob with Enter.
func (k *knob) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		k.Tapped(nil)
	case fyne.KeySpace: // comes as a character, too
	default:
		k.t.TypedKey(e)
	}
}

// MouseIn shows that the knob can be pressed.
func (k *knob) MouseIn(*desktop.MouseEvent) { k.over = true; k.Refresh() }

// MouseMoved does nothing.
func (k *knob) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (k *knob) MouseOut() { k.over = false; k.Refresh() }

// Cursor is a hand.
func (k *knob) Cursor() desktop.Cursor {
	if k.off {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer is the toolkit's.
func (k *knob) CreateRenderer() fyne.WidgetRenderer {
	r := &knobRenderer{
		k: k, back: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent),
		lead:  newCaption(k.t.w.ruler, k.size, fyne.TextAlignLeading),
		words: newCaption(k.t.w.ruler, k.size, fyne.TextAlignLeading),
		key:   newCaption(k.t.w.ruler, 11, fyne.TextAlignLeading),
	}
	r.back.CornerRadius = 6
	r.Refresh()
	return r
}

type knobRenderer struct {
	k                *knob
	back, line       *canvas.Rectangle
	lead, words, key *caption
}

func (r *knobRenderer) Destroy() {}
func (r *knobRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.lead.object, r.words.object, r.key.object, r.line}
}

func (r *knobRenderer) pad() float32 {
	if r.k.leading {
		return 0
	}
	return 8
}

func (r *knobRenderer) widths() (lead, words, key float32) {
	ruler := r.k.t.w.ruler
	f := face{size: r.k.size}
	if r.k.lead != "" {
		lead = whole(ruler.width(r.k.lead, f) + 5)
	}
	f.style.Bold = r.k.strong || r.k.main
	words = whole(ruler.width(r.k.words, f) + 1)
	if r.k.key != "" {
		key = whole(ruler.width(r.k.key, face{size: 11}) + 6)
	}
	return lead, words, key
}

func (r *knobRenderer) MinSize() fyne.Size {
	lead, words, key := r.widths()
	return fyne.NewSize(lead+words+key+2*r.pad(), 28)
}

func (r *knobRenderer) Layout(s fyne.Size) {
	lead, words, key := r.widths()
	x, room := r.pad(), s.Width-2*r.pad()
	r.back.Resize(s)
	if r.k.leading { // the words keep in line with what is below
		r.back.Move(fyne.NewPos(-6, 0))
		r.back.Resize(fyne.NewSize(min(lead+words+key, s.Width)+12, s.Height))
	}
	r.line.Move(fyne.NewPos(x, s.Height-4))
	r.line.Resize(fyne.NewSize(min(lead+words, room), 2))
	put := func(c *caption, wide float32) {
		wide = max(min(wide, s.Width-r.pad()-x), 0)
		c.object.Move(fyne.NewPos(x, 0))
		c.object.Resize(fyne.NewSize(wide, s.Height))
		x += wide
	}
	put(r.lead, lead)
	put(r.words, words)
	x += 5
	put(r.key, key)
}

func (r *knobRenderer) Refresh() {
	k, c := r.k, r.k.t.w.chrome
	r.back.FillColor, r.line.FillColor = color.Transparent, color.Transparent
	ink, faint := c.page.Ink, c.page.Faint
	switch {
	case k.off:
		ink = mix(c.raised, c.page.Faint, 0.6)
	case k.main:
		r.back.FillColor = c.page.Accent
		ink = c.raised
		faint = mix(c.page.Accent, c.raised, 0.8)
		if k.over {
			r.back.FillColor = mix(c.page.Accent, c.page.Ink, 0.2)
		}
	case k.over || k.on && !k.leading:
		r.back.FillColor = c.hover
	case k.quiet && !k.on:
		ink = c.page.Faint
	}
	if k.focused {
		r.line.FillColor = c.page.Accent
		if k.main {
			r.line.FillColor = c.raised
		}
	}
	r.back.Refresh()
	r.line.Refresh()
	r.lead.set(k.lead, false, faint)
	r.words.set(k.words, k.strong || k.main, ink)
	r.key.set(k.key, false, faint)
	r.Layout(k.Size())
}
