package reader

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"

	"parley/annotations/article"
)

// scrollBar draws the scroll bar and the overview beside it.
func (re *renderer) scrollBar(pal Palette) {
	r, p := re.r, re.r.page
	total := p.h.total()
	if total <= float64(p.height)*(1-endRoom) {
		return
	}
	if re.overall != r.overall || re.stripH != p.height {
		re.overall, re.stripH = r.overall, p.height
		re.strip.Resize(fyne.NewSize(8, p.height))
		re.strip.Move(fyne.NewPos(p.width-scrollBarRoom, 0))
		r.redraw(re.strip)
	}
	re.objects = append(re.objects, re.strip)
	long := max(28, p.height*float32(float64(p.height)/(total+float64(p.height))))
	c := Over(color.NRGBA{pal.Ink.R, pal.Ink.G, pal.Ink.B, 0x55}, pal.Background)
	if re.bar.FillColor != color.Color(c) {
		re.bar.FillColor = c
		re.bar.Refresh()
	}
	re.bar.Resize(fyne.NewSize(6, long))
	re.bar.Move(fyne.NewPos(p.width-10, float32(p.share())*(p.height-long)))
	re.objects = append(re.objects, re.bar)
}

// drawStrip paints where in the text the marks, what was found and the open dispute's passages are.
func (re *renderer) drawStrip(w, h int) image.Image {
	r, p := re.r, re.r.page
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	if p.v == nil || p.h == nil || h == 0 {
		return img
	}
	total := p.h.total()
	tick := func(x article.Range, c color.NRGBA, x0, x1 int) {
		off := p.v.Offset(x.Start)
		i := p.pieceAt(off)
		if i < 0 {
			return
		}
		share := float64(off-p.pieces[i].base) / float64(max(len(p.pieces[i].text), 1))
		y := int((p.h.top(i) + share*float64(p.h.each[i])) / total * float64(h))
		for dy := range 3 {
			for xx := x0; xx < x1 && y+dy < h && y+dy >= 0; xx++ {
				img.SetRGBA(xx, y+dy, color.RGBA{c.R, c.G, c.B, 0xFF})
			}
		}
	}
	pal := p.look.Palette
	for _, m := range r.marks {
		tick(m.Range, pal.Lines[m.Colour%6], 0, w*5/8)
	}
	for _, x := range r.strip {
		tick(x, pal.Accent, w*3/8, w)
	}
	for _, x := range r.lit.all {
		tick(x, pal.Accent, w*5/8, w)
	}
	for _, x := range r.found.all {
		tick(x, Over(pal.Current, pal.Background), 0, w)
	}
	return img
}
