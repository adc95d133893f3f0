package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/debate"
)

// tableRowHeight is the height of a row: two lines and the space around them.
const tableRowHeight = 48

// A span of a row's width.
type tableCell struct{ x, width float32 }

// tableGrid returns the columns of a table of that width: article and date, actor, stance, attribution, dispute and
// position, quote.
func tableGrid(width float32) [6]tableCell {
	gap, attribution := float32(18), float32(96)
	share := [6]float32{0: 0.18, 1: 0.18, 4: 0.27, 5: 0.37}
	if width < 860 {
		gap, attribution = 11, 74
		share = [6]float32{0: 0.18, 1: 0.22, 4: 0.25, 5: 0.35}
	}
	const stance, left, right = 66, 14, 18
	rest := width - left - right - 5*gap - stance - attribution
	var out [6]tableCell
	x := float32(left)
	for i := range out {
		wide := rest * share[i]
		switch i {
		case 2:
			wide = stance
		case 3:
			wide = attribution
		}
		wide = max(float32(int(wide)), 10)
		out[i] = tableCell{x, wide}
		x += wide + gap
	}
	return out
}

// A tableList shows the rows. Only those in sight are built.
type tableList struct {
	widget.BaseWidget
	t      *statementTable
	body   *tableBody
	scroll *container.Scroll
}

func newTableList(t *statementTable) *tableList {
	l := &tableList{t: t}
	l.body = &tableBody{list: l, lines: map[int]*tableLine{}}
	l.body.ExtendBaseWidget(l.body)
	l.scroll = container.NewVScroll(l.body)
	l.scroll.OnScrolled = func(fyne.Position) { l.body.fill() }
	l.ExtendBaseWidget(l)
	return l
}

// set shows the rows anew, at the same place.
func (l *tableList) set() {
	clear(l.body.lines)
	l.scroll.Offset.Y = min(l.scroll.Offset.Y, l.limit())
	l.scroll.Refresh()
	l.body.fill()
	l.body.Refresh()
}

func (l *tableList) limit() float32 {
	return max(0, float32(len(l.t.shown))*tableRowHeight-l.scroll.Size().Height)
}

// show scrolls so that row i is in sight.
func (l *tableList) show(i int) {
	if i < 0 {
		return
	}
	top, view := float32(i)*tableRowHeight, l.scroll.Size().Height
	y := l.scroll.Offset.Y
	switch {
	case top < y:
		y = top
	case top+tableRowHeight > y+view:
		y = top + tableRowHeight - view
	}
	l.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(y, l.limit()))))
	l.body.fill()
}

// page returns how many rows are in sight.
func (l *tableList) page() int { return max(int(l.scroll.Size().Height/tableRowHeight)-1, 1) }

// paint shows anew which rows are picked.
func (l *tableList) paint() {
	for _, k := range l.body.lines {
		k.paint()
	}
}

// Resize is the toolkit's; a taller list shows more rows.
func (l *tableList) Resize(s fyne.Size) {
	l.BaseWidget.Resize(s)
	l.body.fill()
}

// CreateRenderer is the toolkit's.
func (l *tableList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.scroll) }

// A tableBody is as high as all rows and holds those in sight.
type tableBody struct {
	widget.BaseWidget
	list    *tableList
	lines   map[int]*tableLine
	objects []fyne.CanvasObject
	built   int // how many were, ever
}

// fill builds the rows in sight and drops the others.
func (b *tableBody) fill() {
	l := b.list
	wide := l.scroll.Size().Width
	if wide <= 0 {
		return
	}
	top := l.scroll.Offset.Y
	first := max(int(top/tableRowHeight), 0)
	last := min(int((top+l.scroll.Size().Height)/tableRowHeight)+1, len(l.t.shown))
	b.objects = b.objects[:0]
	for i := range b.lines {
		if i < first || i >= last {
			delete(b.lines, i)
		}
	}
	for i := first; i < last; i++ {
		k, ok := b.lines[i]
		if !ok {
			k = newTableLine(l.t, i)
			b.lines[i] = k
			b.built++
		}
		k.Move(fyne.NewPos(0, float32(i)*tableRowHeight))
		k.Resize(fyne.NewSize(wide, tableRowHeight))
		b.objects = append(b.objects, k)
	}
}

// MinSize is that of all rows, in sight or not.
func (b *tableBody) MinSize() fyne.Size {
	return fyne.NewSize(60, float32(len(b.list.t.shown))*tableRowHeight)
}

// CreateRenderer is the toolkit's.
func (b *tableBody) CreateRenderer() fyne.WidgetRenderer { return &tableBodyRenderer{b} }

type tableBodyRenderer struct{ b *tableBody }

func (r *tableBodyRenderer) Destroy()                     {}
func (r *tableBodyRenderer) MinSize() fyne.Size           { return r.b.MinSize() }
func (r *tableBodyRenderer) Objects() []fyne.CanvasObject { return r.b.objects }
func (r *tableBodyRenderer) Layout(fyne.Size)             { r.b.fill() }
func (r *tableBodyRenderer) Refresh()                     { canvas.Refresh(r.b) }

// A tableLine is a row on the screen: a picture of its words, and behind it what says whether it is picked.
type tableLine struct {
	widget.BaseWidget
	t     *statementTable
	i     int // in what is shown
	text  *letters
	dot   *canvas.Circle
	back  *canvas.Rectangle
	band  *canvas.Rectangle
	rule  *canvas.Rectangle
	over  bool
	width float32
}

var (
	_ fyne.DoubleTappable    = (*tableLine)(nil)
	_ fyne.SecondaryTappable = (*tableLine)(nil)
	_ desktop.Mouseable      = (*tableLine)(nil)
	_ desktop.Hoverable      = (*tableLine)(nil)
)

func newTableLine(t *statementTable, i int) *tableLine {
	k := &tableLine{
		t: t, i: i, text: newLetters(t.w.ruler), dot: canvas.NewCircle(color.Transparent),
		back: canvas.NewRectangle(color.Transparent), band: canvas.NewRectangle(color.Transparent), rule: canvas.NewRectangle(t.w.chrome.hairline()),
	}
	k.ExtendBaseWidget(k)
	k.paint()
	return k
}

// MouseDown picks the row: alone, with Ctrl in addition or no longer, with Shift all up to it.
func (k *tableLine) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		k.t.click(k.i, e.Modifier)
	}
}

// MouseUp does nothing.
func (k *tableLine) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped goes to the passage.
func (k *tableLine) DoubleTapped(*fyne.PointEvent) { k.t.goTo(k.i) }

// TappedSecondary offers what can be done with the picked rows, or with this one if it is not picked.
func (k *tableLine) TappedSecondary(e *fyne.PointEvent) {
	t := k.t
	if !t.isPicked(k.i) {
		t.click(k.i, 0)
	}
	items := []menuItem{{"Go to passage", func() { t.goTo(k.i) }}, {"Copy", t.copyPicked}}
	if t.w.writable() {
		items = append(items, menuItem{"Change…", t.beginChange}, menuItem{"Delete", t.deletePicked})
	}
	t.w.popUp(e.AbsolutePosition, items...)
}

// MouseIn shows which row is under the pointer.
func (k *tableLine) MouseIn(*desktop.MouseEvent) { k.over = true; k.paint() }

// MouseMoved does nothing.
func (k *tableLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (k *tableLine) MouseOut() { k.over = false; k.paint() }

// paint shows whether the row is picked, and whether the keys start from it.
func (k *tableLine) paint() {
	c := k.t.w.chrome
	back, band, ring := color.Color(color.Transparent), color.Color(color.Transparent), float32(0)
	switch {
	case k.t.isPicked(k.i):
		back, band = mix(c.raised, c.page.Accent, 0.13), c.page.Accent
	case k.over:
		back = mix(c.raised, c.hover, 0.6)
	}
	if k.i == k.t.at && len(k.t.picked) > 1 {
		ring = 1
	}
	if k.back.FillColor == back && k.band.FillColor == band && k.back.StrokeWidth == ring {
		return
	}
	k.back.FillColor, k.band.FillColor = back, band
	k.back.StrokeColor, k.back.StrokeWidth = c.page.Accent, ring
	k.back.Refresh()
	k.band.Refresh()
}

// write sets the words of the row for its width.
func (k *tableLine) write(width float32) {
	if width == k.width {
		return
	}
	k.width = width
	t, c := k.t, k.t.w.chrome
	r, g := &t.data.rows[t.shown[k.i]], tableGrid(width)
	k.text.lines = nil
	first, second := face{size: 13}, face{size: 12}
	const y1, y2 = 5, 24
	put := func(cell tableCell, above, below string) {
		k.text.add(cell.x, y1, cell.width, above, first, c.page.Ink, 1)
		k.text.add(cell.x, y2, cell.width, below, second, c.page.Faint, 1)
	}
	put(g[0], r.title, showDate(r.date))
	const dot = 20
	k.dot.FillColor = actorColour(c, r.actor)
	k.dot.Move(fyne.NewPos(g[1].x, y1+1))
	k.dot.Resize(fyne.NewSize(dot, dot))
	k.text.centred(g[1].x+dot/2, y1+5, initials(r.actor), face{8, fyne.TextStyle{Bold: true}}, rgb(0xFFFFFF))
	put(tableCell{g[1].x + dot + 7, g[1].width - dot - 7}, r.actor, r.side)
	k.stance(g[2], r.Stance)
	k.text.add(g[3].x, y1, g[3].width, howItCame(r), second, mix(c.page.Ink, c.page.Faint, 0.5), 2)
	switch {
	case r.dispute == "":
		k.text.add(g[4].x, y1, g[4].width, "No dispute yet", second, c.page.Faint, 1)
	default:
		put(g[4], r.dispute, orElse(r.position, "No position yet"))
	}
	k.text.add(g[5].x, y1, g[5].width, r.quote, first, c.page.Ink, 2)
}

// stance sets the sign of a stance above its word.
func (k *tableLine) stance(at tableCell, s debate.Stance) {
	c := k.t.w.chrome
	if s == debate.StanceUnknown {
		k.text.add(at.x, 5, at.width, "not known", face{size: 12}, c.page.Faint, 1)
		return
	}
	k.text.add(at.x, 1, at.width, stanceSign(s), face{17, fyne.TextStyle{Bold: true}}, mix(c.stanceInk(s), c.page.Ink, 0.15), 1)
	k.text.add(at.x, 24, at.width, s.String(), face{size: 12}, c.page.Faint, 1)
}

// howItCame says how a statement reached the reader, and through whom.
func howItCame(r *tableRow) string {
	if r.reporter != "" && r.Attribution == debate.Reported {
		return "reported by " + r.reporter
	}
	return orElse(attributionWord(r.Attribution), "not known")
}

// CreateRenderer is the toolkit's.
func (k *tableLine) CreateRenderer() fyne.WidgetRenderer { return &tableLineRenderer{k} }

type tableLineRenderer struct{ k *tableLine }

func (r *tableLineRenderer) Destroy()           {}
func (r *tableLineRenderer) MinSize() fyne.Size { return fyne.NewSize(60, tableRowHeight) }
func (r *tableLineRenderer) Refresh()           {}
func (r *tableLineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.k.back, r.k.band, r.k.rule, r.k.dot, r.k.text.object}
}

func (r *tableLineRenderer) Layout(s fyne.Size) {
	k := r.k
	k.write(s.Width)
	k.back.Resize(fyne.NewSize(s.Width, s.Height-1))
	k.band.Resize(fyne.NewSize(3, s.Height-1))
	k.rule.Move(fyne.NewPos(14, s.Height-1))
	k.rule.Resize(fyne.NewSize(s.Width-14, 1))
	k.text.object.Resize(s)
}
