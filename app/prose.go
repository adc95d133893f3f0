package app

import (
	"image"
	"image/color"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/article"
	"parley/app/reader"
)

// A face is how small text beside the article looks.
type face struct {
	size  float32
	style fyne.TextStyle
}

func (f face) hand() reader.Hand {
	return reader.Hand{Size: f.size, Bold: f.style.Bold, Italic: f.style.Italic}
}

// A ruler knows the width of words. The toolkit takes a tenth of a millisecond to
// measure one, so each is measured once.
type ruler struct {
	widths  map[rulerKey]float32
	measure func(string, face) float32
	printer *reader.Printer // nil: the toolkit measures and paints
	redraw  func(fyne.CanvasObject)
}

type rulerKey struct {
	face
	word string
}

// rulerLimit is how many words a ruler keeps before it begins anew.
const rulerLimit = 50_000

// newRuler returns a ruler that measures with the faces of the text; without them, with the toolkit.
func newRuler(t *reader.Typefaces) *ruler {
	r := &ruler{widths: map[rulerKey]float32{}, redraw: func(o fyne.CanvasObject) { o.Refresh() }, measure: func(s string, f face) float32 {
		return fyne.MeasureText(s, f.size, f.style).Width
	}}
	if t != nil {
		r.printer = reader.NewPrinter(t)
		r.measure = func(s string, f face) float32 { return r.printer.Width(s, f.hand()) }
	}
	return r
}

// width returns the width of a word.
func (r *ruler) width(word string, f face) float32 {
	k := rulerKey{f, word}
	if w, ok := r.widths[k]; ok {
		return w
	}
	if len(r.widths) >= rulerLimit {
		clear(r.widths)
	}
	w := r.measure(word, f)
	k.word = strings.Clone(word)
	r.widths[k] = w
	return w
}

// wrap breaks s into lines no wider than width, at most most of them (0: any
// number); what does not fit ends in an ellipsis. Line ends in s are kept.
func (r *ruler) wrap(s string, f face, width float32, most int) []string {
	var lines []string
	space := r.width(" ", f)
	for _, par := range strings.Split(strings.TrimRight(s, "\n "), "\n") {
		var line strings.Builder
		var x float32
		for _, word := range strings.FieldsFunc(par, breaking) {
			for _, piece := range r.pieces(word, f, width) {
				w := r.width(piece, f)
				if line.Len() > 0 && x+space+w > width {
					lines = append(lines, line.String())
					line.Reset()
					x = 0
					if most > 0 && len(lines) >= most {
						return r.cut(lines, f, width)
					}
				}
				if line.Len() > 0 {
					line.WriteByte(' ')
					x += space
				}
				line.WriteString(piece)
				x += w
			}
		}
		if most > 0 && len(lines) >= most {
			return r.cut(lines, f, width)
		}
		lines = append(lines, line.String())
	}
	if most > 0 && len(lines) > most {
		return r.cut(lines[:most], f, width)
	}
	return lines
}

// breaking reports whether r is a space at which a line may end.
func breaking(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' && r != '\u2007'
}

// pieces divides a word that is wider than a line.
func (r *ruler) pieces(word string, f face, width float32) []string {
	if len(word) < 8 || r.width(word, f) <= width {
		return []string{word}
	}
	var out []string
	rest := []rune(word)
	for len(rest) > 0 {
		n := 1
		for n < len(rest) && r.width(string(rest[:n+1]), f) <= width {
			n++
		}
		for n > 1 && n < len(rest) && unicode.Is(unicode.Mn, rest[n]) { // an accent stays with its letter
			n--
		}
		out = append(out, string(rest[:n]))
		rest = rest[n:]
	}
	return out
}

// cut ends the last line in an ellipsis that still fits.
func (r *ruler) cut(lines []string, f face, width float32) []string {
	last := []rune(lines[len(lines)-1])
	room := width - r.width("…", f)
	for len(last) > 1 && r.measure(string(last), f) > room {
		last = last[:len(last)-1]
	}
	lines[len(lines)-1] = strings.TrimRightFunc(string(last), unicode.IsSpace) + "…"
	return lines
}

// A prose is text that is wrapped to the width it is given.
type prose struct {
	widget.BaseWidget
	ruler *ruler
	text  string
	face  face
	ink   color.Color
	most  int             // lines; 0 is any number
	marks []article.Range // code points of the text, in which words are parted by single spaces, that are drawn on the tint
	tint  color.Color
	width float32
	lines []string
}

var (
	_ fyne.Widget = (*prose)(nil)
	_ fitted      = (*prose)(nil)
)

func newProse(r *ruler, text string, f face, ink color.Color, most int) *prose {
	p := &prose{ruler: r, text: text, face: f, ink: ink, most: most}
	p.ExtendBaseWidget(p)
	return p
}

func (p *prose) lineHeight() float32 { return p.face.size * 1.42 }

// heightFor returns the height of the text in lines of that width.
func (p *prose) heightFor(width float32) float32 {
	if width != p.width || p.lines == nil {
		p.width = width
		p.lines = p.ruler.wrap(p.text, p.face, width, p.most)
	}
	return float32(len(p.lines)) * p.lineHeight()
}

// line returns the object that shows a line.
func (p *prose) line(s string) fyne.CanvasObject {
	ink, ok := p.ink.(color.NRGBA)
	if p.ruler.printer == nil || !ok {
		t := canvas.NewText(s, p.ink)
		t.TextSize, t.TextStyle = p.face.size, p.face.style
		return t
	}
	r := canvas.NewRaster(func(w, h int) image.Image {
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		p.ruler.printer.Print(img, -1, s, p.face.hand(), ink, float32(h)/float32(math.Ceil(float64(p.lineHeight()))))
		return img
	})
	r.ScaleMode = canvas.ImageScalePixels
	return r
}

// spaceAt reports whether a space stands at a code point of the text: a line that a word was cut for ends without.
func (p *prose) spaceAt(pos int) bool {
	for _, r := range p.text {
		if pos == 0 {
			return unicode.IsSpace(r)
		}
		pos--
	}
	return false
}

// mark returns what is drawn behind the code points from start to end of a line.
func (p *prose) mark(line []rune, start, end int, y float32) fyne.CanvasObject {
	const wider, lower = 1.5, 2
	x := p.ruler.measure(string(line[:start]), p.face)
	r := canvas.NewRectangle(p.tint)
	r.CornerRadius = 2
	r.Move(fyne.NewPos(x-wider, y+lower))
	r.Resize(fyne.NewSize(p.ruler.measure(string(line[:end]), p.face)-x+2*wider, p.lineHeight()-lower))
	return r
}

// MinSize is that of one short line: the height follows from the width.
func (p *prose) MinSize() fyne.Size { return fyne.NewSize(8, p.lineHeight()) }

// CreateRenderer is the toolkit's.
func (p *prose) CreateRenderer() fyne.WidgetRenderer { return inPlace(p, &proseRenderer{p: p}) }

type proseRenderer struct {
	p     *prose
	width float32
	texts []fyne.CanvasObject
}

func (r *proseRenderer) Destroy()                     {}
func (r *proseRenderer) MinSize() fyne.Size           { return r.p.MinSize() }
func (r *proseRenderer) Objects() []fyne.CanvasObject { return r.texts }
func (r *proseRenderer) Refresh()                     {}

func (r *proseRenderer) Layout(s fyne.Size) {
	if s.Width == r.width && r.texts != nil {
		return
	}
	r.width = s.Width
	r.p.heightFor(s.Width)
	r.texts = r.texts[:0]
	pos := 0
	for i, l := range r.p.lines {
		n := utf8.RuneCountInString(l)
		for _, m := range r.p.marks {
			if m = m.Intersect(article.Range{Start: pos, End: pos + n}); !m.Empty() {
				r.texts = append(r.texts, r.p.mark([]rune(l), m.Start-pos, m.End-pos, float32(i)*r.p.lineHeight()))
			}
		}
		if pos += n; i+1 < len(r.p.lines) && r.p.spaceAt(pos) {
			pos++
		}
		t := r.p.line(l)
		t.Resize(fyne.NewSize(s.Width, float32(math.Ceil(float64(r.p.lineHeight())))))
		t.Move(fyne.NewPos(0, float32(i)*r.p.lineHeight()))
		r.texts = append(r.texts, t)
	}
}
