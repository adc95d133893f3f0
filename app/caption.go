package app

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// A caption is one short line of words, cut off at its width, drawn with the faces of the article. The toolkit reads whole
// fonts anew for each style of its own text, which the first picture of the window would wait for.
type caption struct {
	object *canvas.Raster // draws itself; hidden while there are no words
	ruler  *ruler
	words  string
	face   face
	ink    color.NRGBA
	align  fyne.TextAlign
}

func newCaption(r *ruler, size float32, align fyne.TextAlign) *caption {
	c := &caption{ruler: r, face: face{size: size}, align: align}
	c.object = canvas.NewRaster(c.draw)
	c.object.ScaleMode = canvas.ImageScalePixels
	c.object.Hide()
	return c
}

// set shows words; nothing is drawn anew if nothing has changed.
func (c *caption) set(words string, bold bool, ink color.NRGBA) {
	if c.words == words && c.face.style.Bold == bold && c.ink == ink {
		return
	}
	c.words, c.face.style.Bold, c.ink = words, bold, ink
	show(words != "", c.object)
	c.ruler.redraw(c.object)
}

// width returns how wide the words are.
func (c *caption) width() float32 { return c.ruler.width(c.words, c.face) }

func (c *caption) draw(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	s := c.object.Size()
	if s.Height <= 0 || c.words == "" {
		return img
	}
	scale := float32(h) / s.Height
	words := c.words
	if c.width() > s.Width+1 {
		words = c.ruler.cut([]string{words}, c.face, s.Width)[0]
	}
	x := float32(0)
	if room := max(s.Width-c.width(), 0); c.align == fyne.TextAlignCenter {
		x = room / 2 * scale
	} else if c.align == fyne.TextAlignTrailing {
		x = room * scale
	}
	c.ruler.printer.Print(img, x, words, c.face.hand(), c.ink, scale)
	return img
}
