package app

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/annotations"
	"parley/annotations/article"
)

// A markBar appears at a selection, or at a mark that has the focus, and never covers
// it: the colours with their digits, and what else can be done with the passage.
type markBar struct {
	w     *Window
	layer *fyne.Container
	panel *fyne.Container
	back  *canvas.Rectangle
	rowOf *fyne.Container

	tags    *field
	tagging *tagging // the marks whose tags are being written; nil for none
	shaping *shaping // the mark whose ends are being moved; nil for none
	passage bool     // what the buttons were made for: a selection
	marked  bool     // or a mark
	ringed  annotations.Colour
	count   int // of chosen marks
}

func newMarkBar(w *Window) *markBar {
	b := &markBar{w: w, back: canvas.NewRectangle(color.Transparent)}
	b.back.CornerRadius = 8
	b.back.StrokeWidth = 1
	b.tags = newField(w)
	b.tags.SetPlaceHolder(tagsHint)
	b.tags.onEscape = func() { b.leaveTags(); w.focusReader() }
	b.tags.OnChanged = func(string) {
		if b.tagging != nil {
			b.tagging.draft.changed()
		}
	}
	b.tags.onEnter = func(bool) { b.keepTags() }
	b.rowOf = container.New(row{gap: 2, stretch: -1})
	b.panel = container.NewStack(b.back, container.New(inset{6, 5, 6, 5}, b.rowOf))
	b.panel.Hide()
	b.layer = container.NewWithoutLayout(b.panel)
	b.dress()
	return b
}

// dress takes on the colours of the theme.
func (b *markBar) dress() {
	b.back.FillColor = b.w.chrome.raised
	b.back.StrokeColor = b.w.chrome.page.Rule
	b.buttons()
}

// buttons makes the bar's buttons for what they are about now.
func (b *markBar) buttons() {
	var objects []fyne.CanvasObject
	w := b.w
	switch {
	case b.shaping != nil:
		objects = append(objects, b.words("Shift+arrows move the end, Ctrl+Shift+arrows the start"),
			b.act("Done", "Esc", b.endShaping))
	case w.attaching != nil:
		objects = append(objects, b.words("Does the mark belong here now?"), b.act("Attach", "Enter", w.attachHere), b.act("Cancel", "Esc", w.leaveAttaching))
	case b.tagging != nil:
		objects = append(objects, container.New(sized{280, 34}, b.tags), b.act("Save", "Enter", b.keepTags))
	default:
		if b.count > 1 {
			objects = append(objects, b.words(counted(b.count, "mark", "marks")))
		}
		for i := range annotations.Colours() {
			c := annotations.Colour(i)
			objects = append(objects, newSwatch(w, c, c == b.ringed))
		}
		for _, id := range []string{"underline", "note", "tag", "statement", "copy", "copy-citation", "delete"} {
			a := w.keyboard.named(id)
			word := map[string]string{"underline": "Underline", "note": "Note", "tag": "Tag", "statement": "Statement", "copy": "Copy", "copy-citation": "Cite", "delete": "Delete"}[id]
			if id == "delete" && !b.marked || !w.writable() && !strings.HasPrefix(id, "copy") {
				continue
			}
			key := a.keys[0]
			switch {
			case strings.HasPrefix(key, "Ctrl"):
				key = ""
			case key == "Delete":
				key = "Del"
			}
			objects = append(objects, b.act(word, key, func() { w.do(a) }))
		}
	}
	b.rowOf.Objects = objects
	b.rowOf.Refresh()
}

func (b *markBar) words(s string) fyne.CanvasObject {
	t := canvas.NewText(s, b.w.chrome.page.Faint)
	t.TextSize = 12.5
	return container.New(sized{t.MinSize().Width + 12, 30}, t)
}

func (b *markBar) act(word, key string, do func()) fyne.CanvasObject {
	return newWordButton(b.w, word, key, do)
}

// update shows the bar where it belongs, or hides it.
func (b *markBar) update() {
	w := b.w
	selected := w.now != nil && !w.reader.Selection().Empty()
	id := w.reader.Focused()
	marked := !selected && w.now != nil && id != (article.ID{})
	if marked {
		_, marked = w.now.mark(id)
	}
	if !selected && !marked || w.reader.Selecting() || w.form.open() {
		if b.tagging == nil || w.now == nil {
			b.hide()
			return
		}
	}
	ringed, count := w.prefs.colour, 0
	if marked {
		m, _ := w.now.mark(id)
		ringed, count = m.Colour, len(w.chosenMarks())
	}
	if selected != b.passage || marked != b.marked || ringed != b.ringed || count != b.count {
		b.passage, b.marked, b.ringed, b.count = selected, marked, ringed, count
		b.buttons()
	}
	b.place()
}

// renew makes the buttons anew, for they are about something else.
func (b *markBar) renew() {
	b.buttons()
	b.update()
}

func (b *markBar) hide() {
	if b.panel.Visible() {
		b.panel.Hide()
		b.w.redraw(b.layer)
	}
}

// place puts the bar above the passage, or below it, or at the edge where there is no room.
func (b *markBar) place() {
	w := b.w
	view := w.reader.Size()
	var pos fyne.Position
	var size fyne.Size
	var ok bool
	if r := w.reader.Selection(); !r.Empty() {
		pos, size, ok = w.reader.RectOf(r)
	} else if m, found := w.now.mark(w.reader.Focused()); found {
		pos, size, ok = w.reader.RectOf(m.Placement.Range)
	}
	if !ok {
		b.hide()
		return
	}
	m := b.panel.MinSize()
	x := pos.X + size.Width/2 - m.Width/2
	x = max(8, min(x, view.Width-m.Width-8))
	const gap = 8
	y := pos.Y - m.Height - gap
	if y < 4 {
		y = pos.Y + size.Height + gap
		if y+m.Height > view.Height-4 { // the passage fills the view
			y = view.Height - m.Height - gap
		}
	}
	b.panel.Resize(m)
	b.panel.Move(fyne.NewPos(x, y))
	b.panel.Show()
	w.redraw(b.panel)
}

// A swatch is a colour with its digit.
type swatch struct {
	widget.BaseWidget
	w      *Window
	colour annotations.Colour
	ringed bool
}

var (
	_ fyne.Tappable      = (*swatch)(nil)
	_ desktop.Cursorable = (*swatch)(nil)
)

func newSwatch(w *Window, c annotations.Colour, ringed bool) *swatch {
	s := &swatch{w: w, colour: c, ringed: ringed}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped marks the passage in the colour.
func (s *swatch) Tapped(*fyne.PointEvent) {
	s.w.do(s.w.keyboard.named("colour-" + s.colour.String()))
}

// Cursor is a hand.
func (s *swatch) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is the toolkit's.
func (s *swatch) CreateRenderer() fyne.WidgetRenderer {
	c := s.w.chrome
	back := canvas.NewCircle(solidMark(c, s.colour))
	if s.ringed {
		back.StrokeColor, back.StrokeWidth = c.page.Ink, 2
	}
	t := canvas.NewText(fmt.Sprint(int(s.colour)+1), color.NRGBA{0x16, 0x18, 0x1C, 0xFF})
	t.TextSize, t.TextStyle.Bold, t.Alignment = 11, true, fyne.TextAlignCenter
	return inPlace(s, widget.NewSimpleRenderer(container.New(sized{26, 30}, container.New(inset{2, 4, 2, 4}, back), t)))
}
