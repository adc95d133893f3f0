package reader

import (
	"image"
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/annotations/article"
)

// A row is a line's picture on the screen.
type row struct {
	raster *canvas.Raster
	key    lineKey
	gen    int
	look   int
	line   *shapedLine
	m      metric
	inks   inks
	img    *image.RGBA
}

// rowPad is the room beside a row for letters that lean out of it.
const rowPad = 6

// A renderer holds the objects of a Reader: only those in sight.
type renderer struct {
	r       *Reader
	back    *canvas.Rectangle
	bar     *canvas.Rectangle
	strip   *canvas.Raster
	overall int
	stripH  float32
	rects   []*canvas.Rectangle
	used    int
	dots    []*canvas.Circle
	texts   []*canvas.Text
	rows    map[lineKey]*row
	free    []*row
	seen    []seen
	objects []fyne.CanvasObject
	ext     []extent
	drawn   int // rows that were painted; for tests
}

// CreateRenderer is the toolkit's.
func (r *Reader) CreateRenderer() fyne.WidgetRenderer {
	re := &renderer{
		r: r, back: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent), rows: map[lineKey]*row{}, overall: -1,
	}
	re.bar.CornerRadius = 3
	re.strip = canvas.NewRaster(re.drawStrip)
	re.strip.ScaleMode = canvas.ImageScalePixels
	if s := r.Size(); !s.IsZero() { // the toolkit makes another renderer of a widget that it has forgotten, and does not lay it out
		re.Layout(s)
	}
	return re
}

func (re *renderer) Destroy()                     { re.r.endBackground() }
func (re *renderer) MinSize() fyne.Size           { return re.r.MinSize() }
func (re *renderer) Objects() []fyne.CanvasObject { return re.objects }

func (re *renderer) Layout(s fyne.Size) {
	re.r.fit(s)
	re.build()
}

// Refresh shows the reader as it is now. It never refreshes objects that have not changed:
// that would paint every line again.
func (re *renderer) Refresh() {
	re.build()
	if c, ok := re.r.canvas().(interface{ SetDirty() }); ok {
		c.SetDirty()
	}
}

func (re *renderer) build() {
	p := re.r.page
	if p.width <= 0 || p.height <= 0 {
		return
	}
	pal := p.look.Palette
	re.used = 0
	re.objects = append(re.objects[:0], re.back)
	if re.back.FillColor != color.Color(pal.Background) {
		re.back.FillColor = pal.Background
		re.back.Refresh()
	}
	re.back.Resize(fyne.NewSize(p.width, p.height))
	if p.v == nil {
		return
	}
	re.seen = p.inSight(re.seen)
	re.marks(pal)
	re.layRows(pal)
	re.beside(pal)
	re.scrollBar(pal)
}

// rect adds a rectangle, translucent where its colour is.
func (re *renderer) rect(c color.NRGBA, x, y, w, h float32) *canvas.Rectangle {
	if re.used == len(re.rects) {
		re.rects = append(re.rects, canvas.NewRectangle(color.Transparent))
	}
	q := re.rects[re.used]
	re.used++
	if q.FillColor != color.Color(c) || q.StrokeWidth != 0 || q.CornerRadius != 0 {
		q.FillColor, q.StrokeColor, q.StrokeWidth, q.CornerRadius = c, color.Transparent, 0, 0
		q.Refresh()
	}
	if s := fyne.NewSize(w, h); q.Size() != s {
		q.Resize(s)
	}
	if at := fyne.NewPos(x, y); q.Position() != at {
		q.Move(at)
	}
	re.objects = append(re.objects, q)
	return q
}

// frame adds the outline of a rectangle.
func (re *renderer) frame(c color.NRGBA, x, y, w, h, wide float32) {
	q := re.rect(color.NRGBA{}, x, y, w, h)
	q.StrokeColor, q.StrokeWidth, q.CornerRadius = c, wide, 3
	q.Refresh()
}

// marks draws what is behind the text.
func (re *renderer) marks(pal Palette) {
	r, p := re.r, re.r.page
	sel := r.Selection()
	for _, s := range re.seen {
		q := &p.pieces[s.piece]
		if q.head != 0 {
			continue
		}
		t := p.lines[s.piece][s.line]
		l := p.line(s.piece, s.line)
		x := p.lineX(s.piece, s.m, l)
		here := re.lineRange(s)
		// A mark is as high as its letters, and lines stand apart.
		top := s.y + (s.m.lineH-s.m.size*1.36)/2
		high := s.m.size * 1.36
		each := func(g article.Range, f func(x0, w float32)) {
			a, b := p.v.Offset(g.Start)-q.base, p.v.Offset(g.End)-q.base
			re.ext = l.extents(uint32(max(a, int(t.start))), uint32(max(0, min(b, int(t.end)))), re.ext)
			for _, e := range re.ext {
				f(x+e.x0*s.m.size, (e.x1-e.x0)*s.m.size)
			}
		}
		r.marked.touching(here, func(i int) {
			m := &r.marks[i]
			c, strong := pal.Marks[m.Colour%6], pal.Lines[m.Colour%6]
			each(m.Range, func(x0, w float32) {
				switch m.Style {
				case markUnderline:
					re.rect(strong, x0, top+high-2.5, w, 2.5)
				case markOutline:
					re.frame(strong, x0-1, top, w+2, high, 1.6)
				case markSolid:
					re.rect(c, x0, top, w, high)
				}
				if m.ID == r.focused {
					re.frame(pal.Accent, x0-2, top-1, w+4, high+2, 1.8)
				}
			})
		})
		r.lit.touching(here, func(i int) {
			each(r.lit.all[i], func(x0, w float32) { re.rect(pal.Lit, x0-1, top, w+2, high) })
		})
		r.found.touching(here, func(i int) {
			c := pal.Found
			if i == r.current {
				c = pal.Current
			}
			each(r.found.all[i], func(x0, w float32) { re.rect(c, x0-1, top, w+2, high) })
		})
		if r.flashing > 0 && r.flash.Overlaps(here) {
			c := pal.Flash
			c.A = uint8(float32(c.A) * min(1, r.flashing*1.6))
			each(r.flash, func(x0, w float32) { re.rect(c, x0-2, top-1, w+4, high+2) })
		}
		if sel.Overlaps(here) {
			each(sel, func(x0, w float32) { re.rect(pal.Selection, x0, s.y, w, s.m.lineH) })
		}
	}
}

// lineRange returns the code points of a line and the space after it.
func (re *renderer) lineRange(s seen) article.Range {
	p := re.r.page
	q := &p.pieces[s.piece]
	t := p.lines[s.piece][s.line]
	return article.Range{Start: p.v.Pos(q.base + int(t.start)), End: p.v.Pos(q.base + int(t.end))}
}

// layRows puts a picture of every line in sight where it belongs.
func (re *renderer) layRows(pal Palette) {
	r, p := re.r, re.r.page
	k := inks{pal.Ink, pal.Faint, pal.Accent}
	kept := make(map[lineKey]*row, len(re.seen))
	for _, s := range re.seen {
		key := lineKey{int32(s.piece), int32(s.line)}
		if o := re.rows[key]; o != nil && o.gen == r.gen && o.look == r.look {
			kept[key] = o
			delete(re.rows, key)
		}
	}
	for key, o := range re.rows { // out of sight: their pictures can show other lines
		if len(re.free) < 100 {
			re.free = append(re.free, o)
		}
		delete(re.rows, key)
	}
	for _, s := range re.seen {
		key := lineKey{int32(s.piece), int32(s.line)}
		l := p.line(s.piece, s.line)
		o := kept[key]
		if o == nil {
			o = re.newRow()
			o.key, o.gen, o.look, o.line, o.m, o.inks = key, r.gen, r.look, l, s.m, k
			kept[key] = o
			wide := float32(math.Ceil(float64(l.width*s.m.size))) + 2*rowPad
			high := float32(math.Ceil(float64(max(s.m.lineH, s.m.size*1.5))))
			o.raster.Resize(fyne.NewSize(max(wide, 1), high))
			r.redraw(o.raster)
		}
		at := fyne.NewPos(p.lineX(s.piece, s.m, l)-rowPad, s.y-(o.raster.Size().Height-s.m.lineH)/2)
		if o.raster.Position() != at {
			o.raster.Move(at)
		}
		re.objects = append(re.objects, o.raster)
		re.lines(s, l, pal)
	}
	re.rows = kept
}

func (re *renderer) newRow() *row {
	if n := len(re.free); n > 0 {
		o := re.free[n-1]
		re.free = re.free[:n-1]
		return o
	}
	o := &row{}
	o.raster = canvas.NewRaster(func(w, h int) image.Image { return re.drawRow(o, w, h) })
	o.raster.ScaleMode = canvas.ImageScalePixels
	return o
}

// baseline is where the letters of a line stand, as a share of the size below the middle of the line.
const baseline = 0.345

// drawRow paints a line; w and h are in pixels of the screen.
func (re *renderer) drawRow(o *row, w, h int) image.Image {
	re.drawn++
	if o.img == nil || o.img.Rect.Dx() != w || o.img.Rect.Dy() != h {
		if o.img != nil && cap(o.img.Pix) >= 4*w*h {
			o.img.Pix = o.img.Pix[:4*w*h]
			o.img.Stride, o.img.Rect = 4*w, image.Rect(0, 0, w, h)
		} else {
			o.img = image.NewRGBA(image.Rect(0, 0, w, h))
		}
	}
	clear(o.img.Pix)
	s := o.raster.Size()
	if s.Height <= 0 || o.line == nil {
		return o.img
	}
	scale := float32(h) / s.Height
	base := float32(math.Round(float64((s.Height/2 + baseline*o.m.size) * scale)))
	re.r.paint.line(o.img, o.line.glyphs, o.m.size*scale, rowPad*scale, base, o.inks)
	return o.img
}

// lines draws what goes over a line: under links, through struck words, and marks that strike through.
func (re *renderer) lines(s seen, l *shapedLine, pal Palette) {
	r, p := re.r, re.r.page
	x := p.lineX(s.piece, s.m, l)
	base := s.y + s.m.lineH/2 + baseline*s.m.size
	for _, u := range l.under {
		re.ext = l.extents(u.start, u.end, re.ext)
		for _, e := range re.ext {
			x0, w := x+e.x0*s.m.size, (e.x1-e.x0)*s.m.size
			if u.style&styleStruck != 0 {
				re.rect(pal.Ink, x0, base-s.m.size*0.27, w, 1.2)
			}
			if u.style&styleLink != 0 {
				re.rect(pal.Accent, x0, base+2, w, 1)
			}
		}
	}
	q := &p.pieces[s.piece]
	if q.head != 0 {
		return
	}
	here := re.lineRange(s)
	r.marked.touching(here, func(i int) {
		m := &r.marks[i]
		if m.Style != markStrike {
			return
		}
		a, b := p.v.Offset(m.Range.Start)-q.base, p.v.Offset(m.Range.End)-q.base
		re.ext = l.extents(uint32(max(a, 0)), uint32(max(b, 0)), re.ext)
		for _, e := range re.ext {
			re.rect(pal.Lines[m.Colour%6], x+e.x0*s.m.size, base-s.m.size*0.28, (e.x1-e.x0)*s.m.size, 2)
		}
	})
}

// beside draws what stands beside the lines: list markers, the edge of quotes, the sign of a note,
// the caret.
func (re *renderer) beside(pal Palette) {
	r, p := re.r, re.r.page
	dots, texts := 0, 0
	for _, s := range re.seen {
		q := &p.pieces[s.piece]
		if q.head != 0 {
			continue
		}
		x := p.left
		if q.depth > 0 {
			for d := range int(q.depth) {
				at := x + p.look.Size*1.2*float32(d)
				if q.rtl {
					at = p.left + p.column - p.look.Size*1.2*float32(d) - 3
				}
				re.rect(pal.Rule, at, s.y, 3, s.m.lineH+1)
			}
		}
		if s.line == 0 && q.first && (q.marker != "" || q.lead > 0) {
			re.marker(q, s, pal, &texts)
		}
		here := re.lineRange(s)
		r.marked.touching(here, func(i int) {
			m := &r.marks[i]
			if !m.Note || !here.Contains(m.Range.Start) {
				return
			}
			if dots == len(re.dots) {
				re.dots = append(re.dots, canvas.NewCircle(color.Transparent))
			}
			d := re.dots[dots]
			dots++
			c := pal.Lines[m.Colour%6]
			if d.FillColor != color.Color(c) {
				d.FillColor = c
				d.Refresh()
			}
			d.Resize(fyne.NewSize(8, 8))
			d.Move(fyne.NewPos(p.left-18, s.y+s.m.lineH/2-4))
			re.objects = append(re.objects, d)
		})
		if r.caret >= 0 && (here.Contains(r.caret) || r.caret == here.End) {
			l := p.line(s.piece, s.line)
			off := p.v.Offset(r.caret) - q.base
			if t := p.lines[s.piece][s.line]; off >= int(t.start) && off <= int(t.end) {
				cx := p.lineX(s.piece, s.m, l) + l.caretX(uint32(off))*s.m.size
				re.rect(pal.Accent, cx-1, s.y+(s.m.lineH-s.m.size*1.4)/2, 2, s.m.size*1.4)
			}
		}
	}
}

// marker draws the sign or number of a list item.
func (re *renderer) marker(q *piece, s seen, pal Palette, texts *int) {
	p := re.r.page
	word := q.marker
	if q.lead > 0 {
		word = strings.TrimSpace(q.text[:q.lead])
	}
	if *texts == len(re.texts) {
		re.texts = append(re.texts, canvas.NewText("", nil))
	}
	t := re.texts[*texts]
	*texts++
	if t.Text != word || t.Color != color.Color(pal.Faint) || t.TextSize != s.m.size*0.92 {
		t.Text, t.Color, t.TextSize = word, pal.Faint, s.m.size*0.92
		t.Refresh()
	}
	w := t.MinSize()
	at := fyne.NewPos(p.left+s.m.indent-w.Width-s.m.size*0.45, s.y+(s.m.lineH-w.Height)/2)
	if q.rtl {
		at.X = p.left + p.column - s.m.indent + s.m.size*0.45
	}
	t.Resize(w)
	t.Move(at)
	re.objects = append(re.objects, t)
}
