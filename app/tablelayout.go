package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// CreateRenderer is the toolkit's.
func (t *statementTable) CreateRenderer() fyne.WidgetRenderer {
	r := &tableRenderer{t: t, rule: canvas.NewRectangle(t.w.chrome.hairline())}
	r.collect()
	return r
}

type tableRenderer struct {
	t       *statementTable
	rule    *canvas.Rectangle // below the heads
	objects []fyne.CanvasObject
}

func (r *tableRenderer) Destroy()                     {}
func (r *tableRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize is nearly the whole window, whatever becomes of it.
func (r *tableRenderer) MinSize() fyne.Size {
	s := r.t.w.win.Canvas().Size()
	return fyne.NewSize(max(s.Width-52, 200), max(s.Height-94, 200))
}

func (r *tableRenderer) Refresh() {
	r.collect()
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

// collect lists what is to be seen now.
func (r *tableRenderer) collect() {
	t := r.t
	if t.change != nil {
		r.objects = []fyne.CanvasObject{t.change}
		return
	}
	if t.data != nil && len(t.data.rows) == 0 { // there is nothing to look for
		r.objects = []fyne.CanvasObject{t.empty}
		return
	}
	r.objects = []fyne.CanvasObject{t.search}
	for _, k := range t.chips {
		r.objects = append(r.objects, k)
	}
	show(t.narrowed(), t.clear)
	r.objects = append(r.objects, t.clear, t.count.object)
	if t.empty.text != "" {
		r.objects = append(r.objects, t.empty)
		return
	}
	for _, k := range t.heads {
		r.objects = append(r.objects, k)
	}
	r.objects = append(r.objects, r.rule, t.list, t.foot)
}

// Layout is the toolkit's.
func (r *tableRenderer) Layout(s fyne.Size) {
	t := r.t
	if s.Width <= 0 {
		return
	}
	if t.change != nil {
		t.change.Resize(s)
		return
	}
	y := r.filters(s.Width)
	if t.empty.text != "" {
		wide := min(s.Width-60, 520)
		high := t.empty.heightFor(wide)
		t.empty.Move(fyne.NewPos((s.Width-wide)/2, y+max((s.Height-y-high)*0.35, 10)))
		t.empty.Resize(fyne.NewSize(wide, high))
		return
	}
	r.heads(y, s.Width)
	y += 30
	r.rule.Move(fyne.NewPos(0, y-1))
	r.rule.Resize(fyne.NewSize(s.Width, 1))
	foot := whole(min(max(s.Height*0.25, 128), 220))
	t.list.Move(fyne.NewPos(0, y))
	t.list.Resize(fyne.NewSize(s.Width, max(s.Height-y-foot, 0)))
	t.foot.Move(fyne.NewPos(0, s.Height-foot))
	t.foot.Resize(fyne.NewSize(s.Width, foot))
}

// filters sets the search, the chips and the count, and returns where they end.
func (r *tableRenderer) filters(width float32) float32 {
	t := r.t
	count := whole(t.count.width() + 4)
	t.count.object.Move(fyne.NewPos(width-count-10, 2))
	t.count.object.Resize(fyne.NewSize(count, 30))
	search := whole(min(max(width*0.24, 170), 320))
	t.search.Move(fyne.NewPos(6, 0))
	if size := fyne.NewSize(search, whole(t.search.MinSize().Height)); size != t.search.Size() {
		t.search.Resize(size)
		t.search.Refresh() // or it keeps the shadow of words that did not fit
	}
	left := 6 + search + 8
	x, y, end := left, float32(3), width-count-16
	for _, k := range append(t.chips[:], t.clear) {
		if !k.Visible() {
			continue
		}
		m := k.MinSize()
		if x > left && x+m.Width > end {
			x, y, end = left, y+30, width-6
		}
		m.Width = min(m.Width, width-6-x)
		k.Move(fyne.NewPos(x, y))
		k.Resize(m)
		x += m.Width + 2
	}
	return y + 36
}

// heads sets the heads above their columns.
func (r *tableRenderer) heads(y, width float32) {
	t, g := r.t, tableGrid(width)
	put := func(h tableHead, x, wide float32) {
		t.heads[h].Move(fyne.NewPos(x, y))
		t.heads[h].Resize(fyne.NewSize(wide, 28))
	}
	wide := min(t.heads[headArticle].MinSize().Width+12, g[0].width)
	put(headArticle, g[0].x, wide)
	put(headDate, g[0].x+wide, max(g[0].width-wide, 0))
	for i, h := range []tableHead{headActor, headStance, headAttribution, headDispute, headQuote} {
		put(h, g[i+1].x, g[i+1].width)
	}
}
