package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// A column is a scrolled list of cards of unequal height. Only those in sight are
// built, so that ten thousand cost as much as ten. The height of a card that was
// not yet built is estimated.
type column struct {
	widget.BaseWidget
	count    int
	estimate func(i int, width float32) float32
	build    func(i int) fitted

	tops   []float32 // where each card begins; one more than there are cards
	exact  []bool
	width  float32
	shown  map[int]fitted
	scroll *container.Scroll
	body   *fyne.Container
}

var _ fyne.Widget = (*column)(nil)

// columnGap is the space between cards.
const columnGap = 2

func newColumn(estimate func(int, float32) float32, build func(int) fitted) *column {
	c := &column{estimate: estimate, build: build, shown: map[int]fitted{}}
	c.body = container.New(columnLayout{c})
	c.scroll = container.NewVScroll(c.body)
	c.scroll.OnScrolled = func(fyne.Position) { c.fill() }
	c.ExtendBaseWidget(c)
	return c
}

// set shows count cards, all built anew, at the same place.
func (c *column) set(count int) {
	c.count = count
	c.measure()
	c.clear()
	if c.scroll.Offset.Y > c.limit() {
		c.scroll.Offset.Y = c.limit()
	}
	c.fill()
	c.scroll.Refresh()
}

// remeasure takes the height of card i, which has changed, again.
func (c *column) remeasure(i int) {
	if f, ok := c.shown[i]; ok {
		c.settle(i, f.heightFor(c.width))
		c.fill()
		c.body.Refresh()
		c.scroll.Refresh()
	}
}

// show scrolls so that card i is in sight.
func (c *column) show(i int) {
	if i < 0 || i >= c.count {
		return
	}
	for range 3 { // heights become exact as cards are built
		view := c.scroll.Size().Height
		top, end := c.tops[i], c.tops[i+1]
		y := c.scroll.Offset.Y
		switch {
		case top < y+8:
			y = top - 8
		case end > y+view-8:
			y = min(end-view+8, top-8)
		}
		c.scroll.Offset.Y = max(0, min(y, c.limit()))
		c.fill()
	}
	c.scroll.Refresh()
}

// at returns the card at a place of the window.
func (c *column) at(p fyne.Position) (int, bool) {
	o := fyne.CurrentApp().Driver().AbsolutePositionForObject(c)
	if s := c.Size(); p.X < o.X || p.Y < o.Y || p.X >= o.X+s.Width || p.Y >= o.Y+s.Height || len(c.tops) == 0 {
		return 0, false
	}
	i := c.first(p.Y - o.Y + c.scroll.Offset.Y)
	return i, i < c.count
}

// limit returns the furthest the column can be scrolled.
func (c *column) limit() float32 {
	if len(c.tops) == 0 {
		return 0
	}
	return max(0, c.tops[c.count]-c.scroll.Size().Height)
}

func (c *column) measure() {
	c.tops = make([]float32, c.count+1)
	c.exact = make([]bool, c.count)
	for i := range c.count {
		c.tops[i+1] = c.tops[i] + c.estimate(i, c.width) + columnGap
	}
}

// settle puts the exact height of card i in the place of its estimate.
func (c *column) settle(i int, height float32) {
	c.exact[i] = true
	d := c.tops[i] + height + columnGap - c.tops[i+1]
	if d == 0 {
		return
	}
	for k := i + 1; k < len(c.tops); k++ {
		c.tops[k] += d
	}
	if c.tops[i+1] <= c.scroll.Offset.Y { // what is in sight stays where it is
		c.scroll.Offset.Y += d
	}
}

func (c *column) clear() {
	for _, f := range c.shown {
		retire(f)
	}
	clear(c.shown)
	c.body.Objects = nil
}

// retire lets a card that is out of its list take no more clicks: the toolkit takes the end of a short drag for one, and the list may
// be about something else by then.
func retire(f fitted) {
	if k, ok := f.(*card); ok {
		k.onTap, k.onContext = nil, nil
	}
}

// fill builds the cards in sight and drops the others.
func (c *column) fill() {
	if c.width <= 0 || len(c.tops) != c.count+1 {
		return
	}
	top := c.scroll.Offset.Y
	end := top + c.scroll.Size().Height
	var objects []fyne.CanvasObject
	kept := make(map[int]fitted, len(c.shown))
	for i := c.first(top); i < c.count && c.tops[i] < end; i++ {
		f, ok := c.shown[i]
		if !ok {
			f = c.build(i)
		}
		if !c.exact[i] {
			c.settle(i, f.heightFor(c.width))
			top = c.scroll.Offset.Y
			end = top + c.scroll.Size().Height
		}
		kept[i] = f
		objects = append(objects, f)
	}
	for i, f := range c.shown {
		if kept[i] != f {
			retire(f)
		}
	}
	c.shown = kept
	c.body.Objects = objects
	c.place()
	c.body.Refresh()
}

// first returns the card that the height y falls on.
func (c *column) first(y float32) int {
	lo, hi := 0, c.count
	for lo < hi {
		m := (lo + hi) / 2
		if c.tops[m+1] <= y {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

func (c *column) place() {
	for i, f := range c.shown {
		f.Move(fyne.NewPos(0, c.tops[i]))
		f.Resize(fyne.NewSize(c.width, c.tops[i+1]-c.tops[i]-columnGap))
	}
}

// Resize is the toolkit's; a taller column shows more cards.
func (c *column) Resize(s fyne.Size) {
	c.BaseWidget.Resize(s)
	c.fill()
}

// A columnLayout sets a column's cards one above the other.
type columnLayout struct{ c *column }

// Layout is the toolkit's.
func (l columnLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	c := l.c
	if s.Width != c.width && s.Width > 0 {
		c.width = s.Width
		c.measure()
		c.fill()
	}
	c.place()
}

// MinSize is that of all cards, in sight or not.
func (l columnLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	if len(l.c.tops) == 0 {
		return fyne.NewSize(60, 0)
	}
	return fyne.NewSize(60, l.c.tops[l.c.count])
}

// CreateRenderer is the toolkit's.
func (c *column) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(c.scroll)
}
