package reader

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotations/article"
)

var (
	_ fyne.Widget        = (*Reader)(nil)
	_ fyne.Focusable     = (*Reader)(nil)
	_ fyne.Scrollable    = (*Reader)(nil)
	_ fyne.Draggable     = (*Reader)(nil)
	_ fyne.Shortcutable  = (*Reader)(nil)
	_ desktop.Mouseable  = (*Reader)(nil)
	_ desktop.Hoverable  = (*Reader)(nil)
	_ desktop.Cursorable = (*Reader)(nil)
)

// Selection returns the selected passage; it is empty if there is none.
func (r *Reader) Selection() article.Range {
	return article.Range{Start: min(r.anchor, r.head), End: max(r.anchor, r.head)}
}

// Selecting reports whether the pointer is still dragging the selection.
func (r *Reader) Selecting() bool { return r.selecting && !r.Selection().Empty() }

// Select chooses x as though it had been dragged over.
func (r *Reader) Select(x article.Range) {
	r.Reshaping = false
	r.setSelection(x.Start, x.End)
}

func (r *Reader) setSelection(anchor, head int) {
	if anchor == r.anchor && head == r.head {
		return
	}
	had := !r.Selection().Empty()
	r.anchor, r.head = anchor, head
	if has := !r.Selection().Empty(); has && r.focused != (article.ID{}) {
		r.focused = article.ID{}
	} else if !has && !had {
		r.Refresh()
		return
	}
	r.Refresh()
	if f := r.OnSelect; f != nil {
		f(r.Selection())
	}
}

// A spot is what is under a point of the widget.
type spot struct {
	pos   int  // nearest border between characters, in code points
	over  int  // code point under the point; -1 if there is none
	found bool // whether there is a text at all
	link  string
}

// at returns what is under a point.
func (r *Reader) at(pt fyne.Position) spot {
	p := r.page
	none := spot{over: -1}
	if p.v == nil {
		return none
	}
	lines := p.inSight(nil)
	var best *seen
	for i := range lines {
		s := &lines[i]
		if p.pieces[s.piece].head != 0 {
			continue
		}
		if best == nil || pt.Y >= s.y-(s.m.before/2) {
			best = s
		}
	}
	if best == nil {
		return none
	}
	q := &p.pieces[best.piece]
	t := p.lines[best.piece][best.line]
	l := p.line(best.piece, best.line)
	x := (pt.X - p.lineX(best.piece, best.m, l)) / best.m.size
	off, over := l.hit(x, t)
	out := spot{pos: p.v.Pos(q.base + int(off)), over: -1, found: true}
	if over >= 0 && pt.Y >= best.y && pt.Y < best.y+best.m.lineH {
		out.over = p.v.Pos(q.base + over)
		for _, s := range q.spans {
			if s.link != "" && uint32(over) >= s.start && uint32(over) < s.end {
				out.link = s.link
			}
		}
	}
	return out
}

// A dragging is what the pointer holds: a part of the text, or the scroll bar.
type dragging struct {
	bar  bool
	unit article.Range // the word or paragraph that the drag began with
	link string
	from fyne.Position
}

// clickAgain is how quickly a click must follow to be the second of two.
const clickAgain = 400 * time.Millisecond

// MouseDown begins a selection: of words with the second click, of paragraphs with the third.
func (r *Reader) MouseDown(e *desktop.MouseEvent) {
	r.takeFocus()
	if e.Button == desktop.MouseButtonSecondary {
		r.context(e)
		return
	}
	if e.Button != desktop.MouseButtonPrimary || r.page.v == nil {
		return
	}
	if e.Position.X >= r.page.width-scrollBarRoom {
		r.drag = &dragging{bar: true}
		r.dragBar(e.Position.Y)
		return
	}
	now := time.Now()
	d := e.Position.Subtract(r.lastAt)
	if now.Sub(r.lastClick) < clickAgain && d.X*d.X+d.Y*d.Y < 36 {
		r.clicks++
	} else {
		r.clicks = 1
	}
	r.lastClick, r.lastAt = now, e.Position
	s := r.at(e.Position)
	if !s.found {
		return
	}
	r.drag = &dragging{from: e.Position, link: s.link, unit: article.Range{Start: s.pos, End: s.pos}}
	r.selecting = true
	r.Reshaping = r.Reshaping && e.Modifier&fyne.KeyModifierShift != 0
	switch {
	case e.Modifier&fyne.KeyModifierShift != 0:
		if r.Selection().Empty() && r.caret >= 0 {
			r.anchor = r.caret
		}
		r.drag.unit = article.Range{Start: r.anchor, End: r.anchor}
		r.setSelection(r.anchor, s.pos)
	case r.clicks == 2:
		r.drag.unit = r.wordAt(max(s.over, 0), s)
		r.setSelection(r.drag.unit.Start, r.drag.unit.End)
	case r.clicks >= 3:
		r.drag.unit = r.blockAt(s.pos)
		r.setSelection(r.drag.unit.Start, r.drag.unit.End)
	default:
		r.setSelection(s.pos, s.pos)
		if r.caret >= 0 {
			r.moveCaret(s.pos, false)
		}
	}
}

// MouseUp ends a selection; without one it was a click, on a link, a mark or the plain text.
func (r *Reader) MouseUp(e *desktop.MouseEvent) {
	d := r.drag
	r.endDrag()
	if d == nil || d.bar || e.Button != desktop.MouseButtonPrimary {
		return
	}
	if !r.Selection().Empty() {
		r.selected()
		return
	}
	s := r.at(e.Position)
	if d.link != "" && s.link == d.link {
		if f := r.OnLink; f != nil {
			f(d.link)
		}
		return
	}
	r.click(s)
}

// click makes the topmost mark under the pointer the focused one; another click on the same place the one
// below it.
func (r *Reader) click(s spot) {
	var here []article.ID
	if s.over >= 0 {
		r.marked.touching(article.Range{Start: s.over, End: s.over + 1}, func(i int) {
			here = append([]article.ID{r.marks[i].ID}, here...)
		})
	}
	next := article.ID{}
	if len(here) > 0 {
		next = here[0]
		for i, id := range here {
			if id == r.focused {
				next = here[(i+1)%len(here)]
			}
		}
	}
	r.focused = next
	r.Refresh()
	if f := r.OnMark; f != nil {
		f(next)
	}
}

// Dragged extends the selection, or moves the scroll bar.
func (r *Reader) Dragged(e *fyne.DragEvent) {
	d := r.drag
	if d == nil {
		return
	}
	if d.bar {
		r.dragBar(e.Position.Y)
		return
	}
	r.dragTo(e.Position)
	r.autoscroll(e.Position)
}

// dragTo extends the selection to a point, by whole words or paragraphs if it began so.
func (r *Reader) dragTo(pt fyne.Position) {
	s := r.at(pt)
	if !s.found || r.drag == nil {
		return
	}
	u := r.drag.unit
	switch {
	case u.Empty() && r.clicks < 2:
		r.setSelection(u.Start, s.pos)
	default:
		w := r.wordAt(s.pos, s)
		if r.clicks >= 3 {
			w = r.blockAt(s.pos)
		}
		if s.pos < u.Start {
			r.setSelection(u.End, min(w.Start, s.pos))
		} else {
			r.setSelection(u.Start, max(u.End, w.End))
		}
	}
}

// DragEnd is told by the toolkit after MouseUp.
func (r *Reader) DragEnd() {
	d := r.drag
	r.endDrag()
	if d != nil && !d.bar {
		r.selected()
	}
}

// selected tells that the selection is no longer being made. The toolkit may end the drag before the button is up, or after.
func (r *Reader) selected() {
	if f := r.OnSelect; f != nil && !r.Selection().Empty() {
		f(r.Selection())
	}
}

func (r *Reader) endDrag() {
	r.drag = nil
	r.selecting = false
	if r.auto != nil {
		r.auto.Stop()
		r.auto = nil
	}
}

// autoscroll moves the text while the pointer is held above or below it; the toolkit tells nothing while
// the pointer rests.
func (r *Reader) autoscroll(pt fyne.Position) {
	const edge = 18
	r.lastAt = pt
	switch {
	case pt.Y < edge:
		r.autoBy = (pt.Y - edge) * 0.35
	case pt.Y > r.page.height-edge:
		r.autoBy = (pt.Y - r.page.height + edge) * 0.35
	default:
		r.autoBy = 0
	}
	if r.autoBy == 0 || r.auto != nil {
		return
	}
	r.auto = fyne.NewAnimation(time.Hour, func(float32) {
		if r.autoBy == 0 || r.drag == nil {
			return
		}
		r.page.scrollBy(max(-60, min(r.autoBy, 60)))
		r.dragTo(r.lastAt)
		r.moved()
	})
	r.auto.Start()
}

// dragBar puts the view where the scroll bar was dragged to.
func (r *Reader) dragBar(y float32) {
	if h := r.page.height; h > 0 {
		r.page.scrollTo(float64(max(0, min(y/h, 1))))
		r.moved()
	}
}

// context tells of a click with the other button; outside the selection it first chooses what is there.
func (r *Reader) context(e *desktop.MouseEvent) {
	if s := r.at(e.Position); s.over >= 0 && !r.Selection().Contains(s.over) {
		r.setSelection(s.pos, s.pos)
		r.click(s)
	}
	if f := r.OnContext; f != nil {
		f(e.AbsolutePosition)
	}
}

// MouseIn does nothing; MouseMoved follows.
func (r *Reader) MouseIn(*desktop.MouseEvent) {}

// MouseMoved tells what is under the pointer.
func (r *Reader) MouseMoved(e *desktop.MouseEvent) {
	s := spot{over: -1}
	if e.Position.X < r.page.width-scrollBarRoom {
		s = r.at(e.Position)
	}
	r.overLink = s.link
	if s.over != r.over {
		r.over = s.over
		if f := r.OnHover; f != nil {
			f(s.over)
		}
	}
}

// MouseOut tells that nothing is under the pointer.
func (r *Reader) MouseOut() {
	r.overLink = ""
	if r.over != -1 {
		r.over = -1
		if f := r.OnHover; f != nil {
			f(-1)
		}
	}
}

// Cursor is that of text, or a hand over a link.
func (r *Reader) Cursor() desktop.Cursor {
	switch {
	case r.overLink != "":
		return desktop.PointerCursor
	case r.page.v == nil:
		return desktop.DefaultCursor
	}
	return desktop.TextCursor
}

// FocusGained and FocusLost are the toolkit's.
func (r *Reader) FocusGained() { r.focus = true }

// FocusLost is the toolkit's.
func (r *Reader) FocusLost() { r.focus = false }

func (r *Reader) takeFocus() {
	if c := r.canvas(); c != nil {
		c.Focus(r)
	}
}
