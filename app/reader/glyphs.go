package reader

import (
	"image"
	"image/color"
	"math"

	"github.com/go-text/render"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// A maskKey names the picture of a glyph: which, how large (in 64ths of a pixel) and at which
// quarter of a pixel it begins.
type maskKey struct {
	face *font.Face
	gid  font.GID
	size uint32
	sub  uint8
}

// A mask is the picture of a glyph: how much of each pixel it covers, or, of an emoji, its colours.
type mask struct {
	cover  []uint8
	w, h   int
	ox, oy int // of its corner from the pen on the baseline
	colour *image.RGBA
}

// masksMost is how many pictures are kept; a book in four styles needs about 700.
const masksMost = 12_000

// A painter draws shaped lines into pictures.
type painter struct {
	masks map[maskKey]*mask
	ras   vector.Rasterizer
}

func newPainter() *painter { return &painter{masks: map[maskKey]*mask{}} }

// inks are the colours of a line.
type inks struct{ ink, faint, link color.NRGBA }

func (k inks) of(s style) color.NRGBA {
	switch {
	case s&styleLink != 0:
		return k.link
	case s&styleFaint != 0:
		return k.faint
	}
	return k.ink
}

// line draws glyphs into img with the pen at x0 and the baseline at base, in pixels; size is that of the
// text in pixels.
func (p *painter) line(img *image.RGBA, glyphs []glyph, size, x0, base float32, k inks) {
	for i := range glyphs {
		g := &glyphs[i]
		fx := x0 + g.x*size
		ix := int(math.Floor(float64(fx)))
		m := p.mask(g.face, g.gid, size, uint8((fx-float32(ix))*4))
		switch {
		case m.colour != nil:
			blitColour(img, m, ix+m.ox, int(base+g.y*size)+m.oy)
		case m.w > 0:
			blit(img, m, ix+m.ox, int(base-g.y*size+0.5)+m.oy, k.of(g.style))
		}
	}
}

func blit(img *image.RGBA, m *mask, gx, gy int, c color.NRGBA) {
	wide, high := img.Rect.Dx(), img.Rect.Dy()
	r, g, b := uint32(c.R), uint32(c.G), uint32(c.B)
	xs, xe := max(0, -gx), min(m.w, wide-gx)
	if xs >= xe {
		return
	}
	for y := max(0, -gy); y < min(m.h, high-gy); y++ {
		row := m.cover[y*m.w+xs : y*m.w+xe]
		d := img.Pix[(gy+y)*img.Stride+(gx+xs)*4:]
		d = d[:len(row)*4]
		for j, a8 := range row {
			if a8 == 0 {
				continue
			}
			a := uint32(a8)
			q := d[j*4 : j*4+4 : j*4+4]
			if a == 255 || q[3] == 0 {
				q[0], q[1], q[2], q[3] = uint8(r*a/255), uint8(g*a/255), uint8(b*a/255), a8
				continue
			}
			ia := 255 - a
			q[0] = uint8((r*a + uint32(q[0])*ia) / 255)
			q[1] = uint8((g*a + uint32(q[1])*ia) / 255)
			q[2] = uint8((b*a + uint32(q[2])*ia) / 255)
			q[3] = uint8((255*a + uint32(q[3])*ia) / 255)
		}
	}
}

func blitColour(img *image.RGBA, m *mask, gx, gy int) {
	for y := range m.h {
		for x := range m.w {
			if s := m.colour.RGBAAt(x, y); s.A > 0 && image.Pt(gx+x, gy+y).In(img.Rect) {
				img.SetRGBA(gx+x, gy+y, s)
			}
		}
	}
}

// mask returns the picture of a glyph.
func (p *painter) mask(f *font.Face, gid font.GID, size float32, sub uint8) *mask {
	k := maskKey{f, gid, uint32(size * 64), sub}
	if m, ok := p.masks[k]; ok {
		return m
	}
	if len(p.masks) >= masksMost {
		clear(p.masks)
	}
	m := p.draw(f, gid, size, float32(sub)/4)
	p.masks[k] = m
	return m
}

// draw makes the picture of a glyph whose pen is dx past a whole pixel.
func (p *painter) draw(f *font.Face, gid font.GID, size, dx float32) *mask {
	outline, ok := f.GlyphData(gid).(font.GlyphOutline)
	if !ok {
		return colourMask(f, gid, size)
	}
	if len(outline.Segments) == 0 {
		return &mask{}
	}
	s := size / float32(f.Upem())
	lo, hi := [2]float32{math.MaxFloat32, math.MaxFloat32}, [2]float32{-math.MaxFloat32, -math.MaxFloat32}
	for i := range outline.Segments {
		for _, a := range outline.Segments[i].ArgsSlice() {
			x, y := a.X*s+dx, -a.Y*s
			lo[0], lo[1] = min(lo[0], x), min(lo[1], y)
			hi[0], hi[1] = max(hi[0], x), max(hi[1], y)
		}
	}
	x0, y0 := int(math.Floor(float64(lo[0]))), int(math.Floor(float64(lo[1])))
	w, h := int(math.Ceil(float64(hi[0])))-x0, int(math.Ceil(float64(hi[1])))-y0
	if w <= 0 || h <= 0 || w > 4096 || h > 4096 {
		return &mask{}
	}
	p.ras.Reset(w, h)
	at := func(q opentype.SegmentPoint) (float32, float32) {
		return q.X*s + dx - float32(x0), -q.Y*s - float32(y0)
	}
	for i := range outline.Segments {
		g := &outline.Segments[i]
		ax, ay := at(g.Args[0])
		bx, by := at(g.Args[1])
		cx, cy := at(g.Args[2])
		switch g.Op {
		case opentype.SegmentOpMoveTo:
			if i > 0 {
				p.ras.ClosePath()
			}
			p.ras.MoveTo(ax, ay)
		case opentype.SegmentOpLineTo:
			p.ras.LineTo(ax, ay)
		case opentype.SegmentOpQuadTo:
			p.ras.QuadTo(ax, ay, bx, by)
		case opentype.SegmentOpCubeTo:
			p.ras.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	p.ras.ClosePath()
	out := image.NewAlpha(image.Rect(0, 0, w, h))
	p.ras.Draw(out, out.Rect, image.Opaque, image.Point{})
	return &mask{cover: out.Pix, w: w, h: h, ox: x0, oy: y0}
}

// colourMask draws a glyph that is a picture of its own, such as an emoji.
func colourMask(f *font.Face, gid font.GID, size float32) *mask {
	if f.GlyphData(gid) == nil {
		return &mask{}
	}
	side := int(size*1.7) + 2
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	r := render.Renderer{FontSize: size, PixScale: 1, Color: color.Black}
	g := shaping.Glyph{GlyphID: gid}
	if e, ok := f.GlyphExtents(gid); ok {
		s := size / float32(f.Upem()) * 64
		g.Width, g.Height = fixed.Int26_6(e.Width*s), fixed.Int26_6(e.Height*s)
		g.XBearing, g.YBearing = fixed.Int26_6(e.XBearing*s), fixed.Int26_6(e.YBearing*s)
	}
	base := int(size * 1.25)
	r.DrawShapedRunAt(shaping.Output{Face: f, Size: fixed.Int26_6(size * 64), Glyphs: []shaping.Glyph{g}}, img, 0, base)
	return &mask{colour: img, w: side, h: side, oy: -base}
}
