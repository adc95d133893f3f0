// Package reader is the widget that shows a version of an article: its own line breaking,
// shaping and painting, the selection, the marks behind the text and the
// place in it. It draws what it is given and fetches nothing.
package reader

import (
	"fmt"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/article"
)

// Options is all a Reader needs of the outside world.
type Options struct {
	Fonts     *Typefaces
	Post      func(func())            // runs a function on the screen's goroutine
	Modifiers func() fyne.KeyModifier // that are down now; nil for none
	Canvas    func() fyne.Canvas      // that the reader is on; nil: the toolkit is asked, which forgets it for a while every minute
}

// A Reader shows a version. Its methods are called on the screen's goroutine.
type Reader struct {
	widget.BaseWidget

	// Reshaping lets Ctrl+Shift and the arrows move the start of the selection, by characters. It ends when anything
	// but keys or a click with Shift changes the selection.
	Reshaping bool

	OnSelect   func(article.Range) // the selection has changed; empty when there is none
	OnMark     func(article.ID)    // a mark was clicked, or the plain text (the zero id)
	OnHover    func(pos int)       // the code point under the pointer, or -1
	OnScroll   func()
	OnKey      func(*fyne.KeyEvent) bool // has the first chance at a key; true if it took it
	OnRune     func(rune) bool
	OnShortcut func(fyne.Shortcut) bool
	OnContext  func(fyne.Position) // a click with the other button, in the window
	OnLink     func(address string)

	o     Options
	page  *page
	gen   int          // rises with every layout, so that what was broken for an older one is dropped
	stop  *atomic.Bool // of the goroutine that breaks the text, if there is one
	paint *painter
	look  int // rises when lines must be painted anew

	marks   []Mark
	marked  ranges
	focused article.ID
	found   ranges
	current int // of found; -1 for none
	lit     ranges
	strip   []article.Range
	overall int // rises when the overview strip must be painted anew

	anchor, head int // of the selection; head moves
	selecting    bool
	clicks       int
	lastClick    time.Time
	lastAt       fyne.Position
	drag         *dragging
	caret        int // -1 outside caret mode
	wish         float32
	flash        article.Range
	flashing     float32 // 1 when it begins, 0 when it is over
	fade         *fyne.Animation
	auto         *fyne.Animation
	autoBy       float32
	cycle        []article.ID // marks at the place clicked last, the topmost first
	over         int          // code point under the pointer
	overLink     string
	focus        bool
}

// New returns a Reader without a text. It panics if a font cannot be parsed, as the program's own always can.
func New(o Options) *Reader {
	<-o.Fonts.done
	if o.Fonts.err != nil {
		panic(fmt.Sprintf("parse the program's fonts: %v", o.Fonts.err))
	}
	r := &Reader{o: o, paint: newPainter(), current: -1, caret: -1, over: -1}
	r.page = newPage(o.Fonts.faces, Look{Serif: true, Size: 18, LineHeight: 1.55, Column: 68, Palette: Paper()})
	r.ExtendBaseWidget(r)
	return r
}

// SetText shows a version at a place; nil shows an empty page. Marks and the selection are forgotten.
func (r *Reader) SetText(v *article.Version, h Head, at Place) {
	r.endBackground()
	r.marks, r.marked, r.found, r.lit, r.strip = nil, ranges{}, ranges{}, ranges{}, nil
	r.current, r.caret, r.focused = -1, -1, article.ID{}
	r.anchor, r.head, r.Reshaping = 0, 0, false
	r.flash, r.flashing = article.Range{}, 0
	r.page.setText(v, h)
	r.gen++
	r.overall++
	if v != nil && r.page.width > 0 {
		r.page.goTo(at)
		r.background()
	} else {
		r.page.later = &at
	}
	r.Refresh()
}

// SetHead changes the lines above the text. The place, the marks and the selection stay.
func (r *Reader) SetHead(h Head) {
	if r.page.v == nil {
		return
	}
	at := r.page.place()
	r.endBackground()
	r.page.setText(r.page.v, h)
	r.look++
	if r.page.width > 0 {
		r.relayout(at)
	}
	r.Refresh()
}

// SetLook sets the text in another way; the place stays.
func (r *Reader) SetLook(l Look) {
	if l == r.page.look {
		return
	}
	old := r.page.look
	at := r.page.place()
	r.page.setFaces(l)
	r.look++
	r.overall++
	if old.Palette = l.Palette; old != l { // more than the colours
		r.relayout(at)
	}
	r.Refresh()
}

// relayout breaks the text anew and goes back to a place.
func (r *Reader) relayout(at Place) {
	r.endBackground()
	r.gen++
	r.overall++
	if r.page.later != nil {
		at, r.page.later = *r.page.later, nil
	}
	r.page.relayout()
	r.page.goTo(at)
	r.background()
}

// fit takes on the size of the widget.
func (r *Reader) fit(s fyne.Size) {
	p := r.page
	if s.Width == p.width && s.Height == p.height {
		return
	}
	at := p.place()
	first := p.width == 0
	wide := s.Width != p.width
	p.width, p.height = s.Width, s.Height
	if wide || first {
		r.relayout(at)
	} else {
		p.goTo(at)
		r.overall++
	}
}

// SetMarks shows these marks and no others.
func (r *Reader) SetMarks(marks []Mark) {
	r.marks, r.marked = sortedMarks(marks)
	r.cycle = nil
	r.overall++
	r.Refresh()
}

// SetFound shows what was found, the hit with the index current stronger; it may be -1.
func (r *Reader) SetFound(hits []article.Range, current int) {
	if len(hits) == 0 && len(r.found.all) == 0 {
		return
	}
	if len(hits) != len(r.found.all) || len(hits) > 0 && &hits[0] != &r.found.all[0] {
		r.found = newRanges(hits)
		r.overall++
	}
	r.current = current
	r.Refresh()
}

// SetLit shows the mentions of an actor; they are in text order.
func (r *Reader) SetLit(lit []article.Range) {
	if len(lit) == 0 && len(r.lit.all) == 0 {
		return
	}
	r.lit = newRanges(lit)
	r.overall++
	r.Refresh()
}

// SetStrip shows passages in the overview beside the scroll bar.
func (r *Reader) SetStrip(passages []article.Range) {
	r.strip = passages
	r.overall++
	r.Refresh()
}

// FocusMark makes a mark the one that keys are about; the zero id none.
func (r *Reader) FocusMark(id article.ID) {
	if r.focused == id {
		return
	}
	r.focused = id
	r.Refresh()
}

// Focused returns the mark that keys are about, or the zero id.
func (r *Reader) Focused() article.ID { return r.focused }

// Place returns where the reader is.
func (r *Reader) Place() Place {
	if r.page.later != nil {
		return *r.page.later
	}
	return r.page.place()
}

// GoTo puts the view where Place said it was.
func (r *Reader) GoTo(at Place) {
	r.page.goTo(at)
	r.moved()
}

// Progress returns how much of the text is above the end of the view, from 0 to 1.
func (r *Reader) Progress() float64 {
	if r.page.v == nil {
		return 0
	}
	return r.page.share()
}

// InSight returns the code points in sight.
func (r *Reader) InSight() article.Range {
	p := r.page
	lines := p.inSight(nil)
	out := article.Range{Start: -1}
	for _, s := range lines {
		q := &p.pieces[s.piece]
		if q.head != 0 {
			continue
		}
		t := p.lines[s.piece][s.line]
		if out.Start < 0 {
			out.Start = p.v.Pos(q.base + int(t.start))
		}
		out.End = p.v.Pos(q.base + int(t.end))
	}
	out.Start = max(out.Start, 0)
	return out
}

// ScrollTo scrolls so that a passage is comfortably in sight, if it is not.
func (r *Reader) ScrollTo(x article.Range) {
	p := r.page
	if p.v == nil {
		return
	}
	top, size, ok := r.rectOf(x)
	if ok && top.Y > p.height*0.08 && top.Y+min(size.Height, p.height*0.5) < p.height*0.9 {
		return
	}
	off := p.v.Offset(x.Start)
	i := p.pieceAt(off)
	if i < 0 {
		return
	}
	k := p.lineAt(i, uint32(max(off-p.pieces[i].base, 0)))
	m := p.metric(i)
	p.top, p.off = i, m.before+m.lineH*float32(k)
	p.scrollBy(-p.height * 0.3)
	r.moved()
}

// ScrollBy moves the text up by y, or down where y is negative, as far as it goes.
func (r *Reader) ScrollBy(y float32) {
	if r.page.v == nil || y == 0 {
		return
	}
	r.page.scrollBy(y)
	r.moved()
}

// flashFor is how long a revealed passage is lit.
const flashFor = 1400 * time.Millisecond

// Reveal shows a passage and lights it for a moment.
func (r *Reader) Reveal(x article.Range) {
	r.ScrollTo(x)
	if r.fade != nil {
		r.fade.Stop()
	}
	r.flash, r.flashing = x, 1
	r.fade = fyne.NewAnimation(flashFor, func(done float32) {
		r.flashing = 1 - done
		if done >= 1 {
			r.flash, r.flashing = article.Range{}, 0
		}
		r.Refresh()
	})
	r.fade.Start()
	r.Refresh()
}

// Page turns by pages.
func (r *Reader) Page(by int) {
	lead := r.page.look.Size * r.page.look.LineHeight * 1.5
	r.page.scrollBy(float32(by) * max(r.page.height-lead, 40))
	r.moved()
}

// Top goes to the start of the text and Bottom to its end.
func (r *Reader) Top() { r.GoTo(Place{Pos: -1}) }

// Bottom goes to the end of the text.
func (r *Reader) Bottom() {
	r.page.scrollTo(1)
	r.moved()
}

// NextParagraph puts the next block at the top of the view.
func (r *Reader) NextParagraph() { r.paragraph(1) }

// PrevParagraph puts the block before at the top of the view.
func (r *Reader) PrevParagraph() { r.paragraph(-1) }

// paragraphTop is how far below the top of the view a paragraph is put.
const paragraphTop = 14

func (r *Reader) paragraph(by int) {
	p := r.page
	if len(p.pieces) == 0 {
		return
	}
	i := p.top
	at := p.off + paragraphTop + 1
	for i < len(p.pieces)-1 && at >= p.h.each[i] { // what stands at the mark
		p.linesOf(i)
		at -= p.h.each[i]
		i++
	}
	m := p.metric(i)
	if by > 0 && at >= m.before || by < 0 && at <= m.before+2 {
		i += by
	}
	if i < 0 || i >= len(p.pieces) {
		i = max(0, min(i, len(p.pieces)-1))
	}
	p.top, p.off = i, 0
	p.scrollBy(p.metric(i).before - paragraphTop)
	r.moved()
}

// moved shows that the view has been scrolled.
func (r *Reader) moved() {
	r.Refresh()
	if f := r.OnScroll; f != nil {
		f()
	}
}

// Scrolled moves the text under the wheel or the touch pad.
func (r *Reader) Scrolled(e *fyne.ScrollEvent) {
	if r.page.v == nil {
		return
	}
	r.page.scrollBy(-e.Scrolled.DY * wheel)
	r.moved()
}

// wheel is how far the text moves for what the toolkit calls one; a notch is 25 of those on Linux.
const wheel = 3

// MinSize is small: the window decides.
func (r *Reader) MinSize() fyne.Size { return fyne.NewSize(160, 80) }

// RectOf returns where the part of a passage that is in sight stands in the widget; ok is false if none is.
func (r *Reader) RectOf(x article.Range) (fyne.Position, fyne.Size, bool) { return r.rectOf(x) }

func (r *Reader) rectOf(x article.Range) (fyne.Position, fyne.Size, bool) {
	var lo, hi fyne.Position
	ok := false
	r.eachRect(x, func(px, py, w, h float32) {
		if !ok {
			lo, hi, ok = fyne.NewPos(px, py), fyne.NewPos(px+w, py+h), true
			return
		}
		lo = fyne.NewPos(min(lo.X, px), min(lo.Y, py))
		hi = fyne.NewPos(max(hi.X, px+w), max(hi.Y, py+h))
	})
	return lo, fyne.NewSize(hi.X-lo.X, hi.Y-lo.Y), ok
}

// eachRect calls f with the rectangles of the lines in sight that a passage covers.
func (r *Reader) eachRect(x article.Range, f func(px, py, w, h float32)) {
	p := r.page
	if p.v == nil || x.Empty() {
		return
	}
	start, end := p.v.Offset(x.Start), p.v.Offset(x.End)
	var ext []extent
	for _, s := range p.inSight(nil) {
		q := &p.pieces[s.piece]
		t := p.lines[s.piece][s.line]
		if q.head != 0 || q.base+int(t.start) >= end || q.base+int(t.end) <= start {
			continue
		}
		l := p.line(s.piece, s.line)
		left := p.lineX(s.piece, s.m, l)
		ext = l.extents(uint32(max(start-q.base, 0)), uint32(min(end-q.base, len(q.text))), ext)
		for _, e := range ext {
			f(left+e.x0*s.m.size, s.y, (e.x1-e.x0)*s.m.size, s.m.lineH)
		}
	}
}
