package reader

import (
	"image"
	"image/color"
	"math"
)

// A Printer measures and paints short lines in the sans family, for what stands beside the text: many
// times as quickly as the toolkit, in any script, and words from right to left in their right order.
// It belongs to one goroutine.
type Printer struct {
	shaper *shaper
	paint  *painter
}

// A Hand is how a Printer sets a line.
type Hand struct {
	Size         float32 // in the toolkit's units
	Bold, Italic bool
}

func (h Hand) style() style {
	var st style
	if h.Bold {
		st |= styleBold
	}
	if h.Italic {
		st |= styleItalic
	}
	return st
}

// NewPrinter returns a printer with the faces of t.
func NewPrinter(t *Typefaces) *Printer {
	<-t.done
	return &Printer{newShaper(t.faces.set(false)), newPainter()}
}

// Width returns how wide words are, in the toolkit's units.
func (p *Printer) Width(words string, h Hand) float32 {
	return p.shaper.width(words, h.style()) * h.Size
}

// Print paints a line into img, which is as high as the line; scale is how many pixels a unit has. The line begins x pixels
// from the left; if x is negative, it stands at the left, or at the right if it begins with a script from right to left.
func (p *Printer) Print(img *image.RGBA, x float32, line string, h Hand, ink color.NRGBA, scale float32) {
	q := piece{text: line, first: true, last: true, rtl: isRTL(line), spans: []span{{0, uint32(len(line)), h.style(), ""}}}
	l := p.shaper.line(&q, 0, uint32(len(line)), 0)
	size := h.Size * scale
	if x < 0 {
		x = 0
		if q.rtl {
			x = max(0, float32(img.Rect.Dx())-l.width*size)
		}
	}
	base := float32(math.Round(float64(float32(img.Rect.Dy())/2 + baseline*size)))
	p.paint.line(img, l.glyphs, size, x, base, inks{ink, ink, ink})
}
