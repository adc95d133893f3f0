package app

import (
	"image"
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// A lettering is a line of words at a place of a picture.
type lettering struct {
	x, y, width float32
	words       string
	face        face
	ink         color.NRGBA
}

// letters are lines of words that are painted into one picture: a row of the table is one texture, not twelve.
type letters struct {
	object *canvas.Raster
	ruler  *ruler
	lines  []lettering
}

func newLetters(r *ruler) *letters {
	l := &letters{ruler: r}
	l.object = canvas.NewRaster(l.draw)
	l.object.ScaleMode = canvas.ImageScalePixels
	return l
}

func leading(f face) float32 { return whole(f.size * 1.42) }

// hairline is the colour of the lines of a sheet.
func (c chrome) hairline() color.NRGBA { return mix(c.raised, c.page.Ink, 0.14) }

// whole rounds up to a whole unit: pictures of words stand sharp only there.
func whole(x float32) float32 { return float32(math.Ceil(float64(x))) }

// add sets words at a place, in at most most lines no wider than width, and returns where the next line would stand.
func (l *letters) add(x, y, width float32, words string, f face, ink color.NRGBA, most int) float32 {
	if words == "" || width <= 4 {
		return y
	}
	for _, line := range l.ruler.wrap(words, f, width, most) {
		l.lines = append(l.lines, lettering{x, y, width + 2, line, f, ink})
		y += leading(f)
	}
	return y
}

// centred sets one short word with its middle at x.
func (l *letters) centred(x, y float32, words string, f face, ink color.NRGBA) {
	wide := l.ruler.width(words, f)
	l.lines = append(l.lines, lettering{x - wide/2, y, wide + 4, words, f, ink})
}

func (l *letters) draw(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	s := l.object.Size()
	if s.Height <= 0 {
		return img
	}
	scale := float32(h) / s.Height
	px := func(f float32) int { return int(f*scale + 0.5) }
	for _, t := range l.lines {
		x, y := max(px(t.x), 0), max(px(t.y), 0)
		wide, high := min(px(t.width), w-x), min(px(leading(t.face)), h-y)
		if wide <= 0 || high <= 0 {
			continue
		}
		part := &image.RGBA{Pix: img.Pix[img.PixOffset(x, y):], Stride: img.Stride, Rect: image.Rect(0, 0, wide, high)}
		l.ruler.printer.Print(part, -1, t.words, t.face.hand(), t.ink, scale)
	}
	return img
}

// A markedText is words of which some are marked: with a tint behind them and a line below.
type markedText struct {
	widget.BaseWidget
	w      *Window
	parts  []markedPart
	face   face
	ink    color.NRGBA
	width  float32
	height float32
	text   *letters
	marks  []fyne.CanvasObject
}

// A markedPart is a stretch of words.
type markedPart struct {
	words  string
	marked bool
}

var (
	_ fyne.Widget = (*markedText)(nil)
	_ fitted      = (*markedText)(nil)
)

func newMarkedText(w *Window, f face, parts ...markedPart) *markedText {
	m := &markedText{w: w, parts: parts, face: f, ink: w.chrome.page.Ink, text: newLetters(w.ruler)}
	m.ExtendBaseWidget(m)
	return m
}

// A bit is a word, or what of it is marked or not.
type bit struct {
	words         string
	marked, glued bool // glued: no space before it
	wide          float32
}

func (m *markedText) bits() []bit {
	var out []bit
	open := false // the part before ended within a word
	for _, p := range m.parts {
		for i, word := range strings.Fields(p.words) {
			glued := i == 0 && open && !startsWithSpace(p.words)
			out = append(out, bit{word, p.marked, glued, m.w.ruler.width(word, m.face)})
		}
		if p.words != "" {
			open = strings.TrimRight(p.words, " \n\t\u00a0") == p.words
		}
	}
	return out
}

func startsWithSpace(s string) bool { return strings.TrimLeft(s, " \n\t\u00a0") != s }

// heightFor returns the height of the text in lines of that width.
func (m *markedText) heightFor(width float32) float32 {
	if width == m.width {
		return m.height
	}
	m.width = width
	m.text.lines, m.marks = nil, nil
	bits := m.bits()
	space, high := m.w.ruler.width(" ", m.face), leading(m.face)+2
	var x, y float32
	for i := 0; i < len(bits); {
		end, wide := i+1, bits[i].wide
		for end < len(bits) && bits[end].glued {
			wide += bits[end].wide
			end++
		}
		if x > 0 && x+space+wide > width {
			x, y = 0, y+high
		}
		if x > 0 {
			if i > 0 && bits[i].marked && bits[i-1].marked {
				m.mark(x, y, space)
			}
			x += space
		}
		for _, b := range bits[i:end] {
			if b.marked {
				m.mark(x, y, b.wide)
			}
			m.text.lines = append(m.text.lines, lettering{x, y, min(b.wide+2, width-x), b.words, m.face, m.ink})
			x += b.wide
		}
		i = end
	}
	m.height = y + high
	return m.height
}

// mark puts a tint behind a stretch of a line, and a line below it; one that goes on is made longer.
func (m *markedText) mark(x, y, wide float32) {
	c := m.w.chrome
	if n := len(m.marks); n >= 2 {
		back, line := m.marks[n-2], m.marks[n-1]
		if p := back.Position(); p.Y == y && p.X+back.Size().Width >= x-0.5 {
			back.Resize(fyne.NewSize(x+wide-p.X, back.Size().Height))
			line.Resize(fyne.NewSize(x+wide-p.X, 1.5))
			return
		}
	}
	back, line := canvas.NewRectangle(mix(c.raised, c.page.Accent, 0.14)), canvas.NewRectangle(c.page.Accent)
	back.Move(fyne.NewPos(x, y))
	back.Resize(fyne.NewSize(wide, leading(m.face)))
	line.Move(fyne.NewPos(x, y+leading(m.face)-1))
	line.Resize(fyne.NewSize(wide, 1.5))
	m.marks = append(m.marks, back, line)
}

// MinSize is that of one short line: the height follows from the width.
func (m *markedText) MinSize() fyne.Size { return fyne.NewSize(8, leading(m.face)) }

// CreateRenderer is the toolkit's.
func (m *markedText) CreateRenderer() fyne.WidgetRenderer { return &markedRenderer{m: m} }

type markedRenderer struct {
	m       *markedText
	objects []fyne.CanvasObject
}

func (r *markedRenderer) Destroy()                     {}
func (r *markedRenderer) MinSize() fyne.Size           { return r.m.MinSize() }
func (r *markedRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *markedRenderer) Refresh()                     {}

func (r *markedRenderer) Layout(s fyne.Size) {
	r.m.heightFor(s.Width)
	r.m.text.object.Resize(s)
	r.objects = append(append(r.objects[:0], r.m.marks...), r.m.text.object)
}
