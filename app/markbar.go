package app

import (
	"fmt"
	"image/color"
	"slices"
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

	tags     *field
	tagging  []article.ID // the marks whose tags are being written
	shaping  article.ID   // the mark whose ends are being moved
	selected bool         // what the buttons were made for
	marked   bool
	ringed   annotations.Colour
	count    int // of chosen marks
}

func newMarkBar(w *Window) *markBar {
	b := &markBar{w: w, back: canvas.NewRectangle(color.Transparent)}
	b.back.CornerRadius = 8
	b.back.StrokeWidth = 1
	b.tags = newField(w)
	b.tags.SetPlaceHolder(tagsHint)
	b.tags.onEscape = func() { b.endTagging(); w.focusReader() }
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
	case b.shaping != (article.ID{}):
		objects = append(objects, b.words("Shift+arrows move the end, Ctrl+Shift+arrows the start"),
			b.act("Done", "Esc", func() { b.endReshape(true) }))
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
	if !selected && b.shaping != (article.ID{}) {
		b.shaping = article.ID{}
		w.reader.Reshaping = false
	}
	if !selected && !marked || w.reader.Selecting() || w.form.open() {
		if b.tagging == nil {
			b.hide()
			return
		}
	}
	ringed, count := w.prefs.colour, 0
	if marked {
		m, _ := w.now.mark(id)
		ringed, count = m.Colour, len(w.chosenMarks())
	}
	if selected != b.selected || marked != b.marked || ringed != b.ringed || count != b.count {
		b.selected, b.marked, b.ringed, b.count = selected, marked, ringed, count
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

// tag opens the field of tags for the chosen marks; a selection is highlighted first.
func (w *Window) tag() {
	if !w.reader.Selection().Empty() {
		w.first.begin(w.draft(annotations.Solid, w.prefs.colour), true)
		return
	}
	w.bar.tag()
}

func (b *markBar) tag() {
	w := b.w
	ids := w.chosenMarks()
	if len(ids) == 0 {
		return
	}
	if m, ok := w.now.mark(ids[0]); ok && len(ids) == 1 && !m.Placement.Range.Empty() {
		w.reader.FocusMark(ids[0])
		if v := w.reader.InSight(); !v.Overlaps(m.Placement.Range) {
			w.reader.Reveal(m.Placement.Range)
		}
	}
	b.tagging = ids
	b.tags.SetText(strings.Join(b.common(), ", "))
	b.buttons()
	b.panel.Show()
	b.update()
	if !b.panel.Visible() { // several marks, none of them in sight
		m := b.panel.MinSize()
		b.panel.Resize(m)
		b.panel.Move(fyne.NewPos((w.reader.Size().Width-m.Width)/2, 12))
		b.panel.Show()
	}
	w.win.Canvas().Focus(b.tags)
}

// common returns the tags that all marks being tagged have.
func (b *markBar) common() []string {
	var out []string
	for i, id := range b.tagging {
		m, ok := b.w.now.mark(id)
		if !ok {
			continue
		}
		if i == 0 {
			out = m.Tags
			continue
		}
		var both []string
		for _, t := range out {
			for _, u := range m.Tags {
				if t == u {
					both = append(both, t)
				}
			}
		}
		out = both
	}
	return out
}

// keepTags gives the marks the tags that were written and takes those that were struck out. What was written stays until that is on the disk.
func (b *markBar) keepTags() {
	before := b.common()
	var remove []string
	add := splitTags(b.tags.Text)
	for _, t := range before {
		if !slices.Contains(add, t) {
			remove = append(remove, t)
		}
	}
	ids, w := b.tagging, b.w
	w.writes.add(func() {
		err := w.desk.Retag(w.ctx, ids, add, remove)
		w.post(func() {
			if err != nil {
				w.trouble(err)
				return
			}
			if b.tagging != nil && slices.Equal(b.tagging, ids) {
				b.endTagging()
				w.focusReader()
			}
			w.reloadMarks()
		})
	})
}

// tagsHint says how tags are written.
const tagsHint = "Tags, separated by commas"

// splitTags returns the tags that were written, each once.
func splitTags(s string) (tags []string) {
	for _, t := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		t = strings.TrimPrefix(strings.TrimSpace(t), "#")
		if t != "" && !slices.Contains(tags, t) {
			tags = append(tags, t)
		}
	}
	return tags
}

func (b *markBar) endTagging() {
	b.tagging = nil
	b.buttons()
	b.update()
}

// reshape makes a mark's passage the selection, whose ends the keys move.
func (b *markBar) reshape(id article.ID, r article.Range) {
	b.w.reader.Select(r)
	b.w.reader.Reshaping = true
	b.shaping = id
	b.buttons()
	b.update()
}

// endReshape keeps the new ends of the mark, or leaves them as they were.
func (b *markBar) endReshape(keep bool) {
	w, id, r := b.w, b.shaping, b.w.reader.Selection()
	b.shaping = article.ID{}
	w.reader.Reshaping = false
	w.reader.Select(article.Range{})
	b.buttons()
	b.update()
	m, ok := w.now.mark(id)
	if !keep || !ok || r.Empty() || r == m.Placement.Range {
		w.focusMark(id)
		return
	}
	w.change(func() error { return w.desk.Reshape(w.ctx, id, w.now.sitting.Version, r) },
		func() { w.focusMark(id) })
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
