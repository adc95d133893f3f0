package reader

import (
	"sort"

	"parley/annotations/article"
)

// A Look is how the text is set. It is a value; the zero Look is not one.
type Look struct {
	Serif      bool    // the text's family; otherwise the sans
	Size       float32 // of the text, in the toolkit's units
	LineHeight float32 // as a multiple of Size
	Column     float32 // width of the text in characters of average width
	Justify    bool
	Palette    Palette
}

// A Head is what stands above the text and is no part of it.
type Head struct {
	Title string // shown if the text has no title of its own
	Line  string // below the title
}

// A Place is where the reader is: the first line in sight and how much of it is scrolled off.
type Place struct {
	Pos  int     // code point that the line begins with; -1 for the lines above the text
	Frac float64 // share of the line's height that is above the view; negative if there is room above it
}

// A metric is how a piece is set, in the toolkit's units.
type metric struct {
	size, lineH   float32
	before, after float32
	indent        float32 // of the text from the column's left edge
	width         float32 // of the lines
	tab           float32 // between tab stops; 0 for none
}

// A page is the laid-out text: which lines there are, where they stand and which are in sight. What is
// not yet broken into lines has an estimated height; the place in the text is kept as (piece, offset),
// so that an estimate that becomes exact moves nothing in sight.
type page struct {
	v       *article.Version
	pieces  []piece
	look    Look
	faces   *faces
	break1  *breaker
	average float32 // width of a character, as a share of the size

	width, height float32 // of the view
	column, left  float32
	lines         [][]textLine // of each piece; nil until they are broken
	h             *heights
	top           int     // piece at the top of the view
	off           float32 // how much of it is above the view

	shaped map[lineKey]*shapedLine
	broken int    // pieces that were broken; for tests
	made   int    // lines that were shaped; for tests
	later  *Place // where to go when the size is known
}

type lineKey struct{ piece, line int32 }

// shapedMost is how many shaped lines are kept.
const shapedMost = 600

// scrollBarRoom is the width at the right that the scroll bar and the overview strip have.
const scrollBarRoom = 22

func newPage(f *faces, l Look) *page {
	p := &page{faces: f, shaped: map[lineKey]*shapedLine{}}
	p.setFaces(l)
	return p
}

func (p *page) setFaces(l Look) {
	if p.break1 == nil || l.Serif != p.look.Serif {
		p.break1 = &breaker{shaper: newShaper(p.faces.set(l.Serif))}
		const sample = "the delegates of both sides met in the afternoon and said that nothing had been agreed"
		p.average = 0
		for i := 0; i < len(sample); {
			j := i
			for j < len(sample) && sample[j] != ' ' {
				j++
			}
			p.average += p.break1.width(sample[i:j], 0) + p.break1.width(" ", 0)
			i = j + 1
		}
		p.average /= float32(len(sample) + 1)
	}
	p.look = l
}

// setText shows another text, from its top.
func (p *page) setText(v *article.Version, h Head) {
	p.v = v
	p.pieces = pieces(v, h)
	p.top, p.off = 0, 0
	p.relayout()
}

// relayout forgets all lines and estimates their heights anew.
func (p *page) relayout() {
	p.column = min(p.look.Column*p.average*p.look.Size, p.width-2*marginLeast-scrollBarRoom)
	p.column = max(p.column, 60)
	p.left = float32(int((p.width - scrollBarRoom/2 - p.column) / 2))
	p.left = max(p.left, marginLeast)
	clear(p.shaped)
	p.lines = make([][]textLine, len(p.pieces))
	each := make([]float32, len(p.pieces))
	for i := range p.pieces {
		m := p.metric(i)
		n := float32(len(p.pieces[i].text)) * p.average * m.size / max(m.width, 1)
		each[i] = m.before + m.after + m.lineH*float32(int(n)+1)
	}
	p.h = newHeights(each)
}

// marginLeast is the least room beside the text.
const marginLeast = 26

// metric returns how a piece is set.
func (p *page) metric(i int) metric {
	q := &p.pieces[i]
	s := p.look.Size
	m := metric{size: s, lineH: s * p.look.LineHeight, before: s * 0.42, after: s * 0.42, width: p.column}
	switch {
	case q.head == headTitle || q.kind == article.Title:
		m.size = s * 1.85
		m.lineH, m.before, m.after = m.size*1.22, s*2.4, s*0.35
	case q.head == headLine:
		m.size = s * 0.78
		m.lineH, m.before, m.after = m.size*1.5, s*0.2, s*1.3
	case q.kind == article.Heading:
		m.size = s * [...]float32{1.5, 1.5, 1.28, 1.14, 1, 1, 1, 1, 1, 1}[q.level]
		m.lineH, m.before, m.after = m.size*1.3, s*1.35, s*0.35
	case q.kind == article.ListItem:
		m.indent = s * 1.5 * float32(max(int(q.level), 1))
		m.before, m.after = s*0.14, s*0.14
	case q.kind == article.Preformatted:
		m.size = s * 0.86
		m.lineH, m.indent, m.tab = m.size*1.5, s*0.8, m.size*4*0.6
	case q.kind == article.Table:
		m.size = s * 0.94
		m.lineH = m.size * 1.6
		m.tab = max(p.column/float32(max(q.columns, 1)), m.size*2)
	case q.kind == article.Figure:
		m.size = s * 0.9
		m.lineH = m.size * 1.5
	case q.kind == article.Rule:
		m.before, m.after = s*0.9, s*0.9
	}
	if q.depth > 0 {
		m.indent += s * 1.2 * float32(q.depth)
	}
	if m.tab == 0 {
		m.tab = m.size * 3
	}
	m.indent = min(m.indent, p.column*0.5)
	m.width -= m.indent
	if !q.first {
		m.before = 0
	}
	if !q.last {
		m.after = 0
	}
	return m
}

// linesOf returns the lines of a piece, which is broken now if it was not before.
func (p *page) linesOf(i int) []textLine {
	if l := p.lines[i]; l != nil {
		return l
	}
	m := p.metric(i)
	p.broken++
	p.settle(i, append([]textLine(nil), p.break1.breakLines(&p.pieces[i], m.width/m.size, m.tab/m.size)...), m)
	return p.lines[i]
}

// settle takes over the lines of a piece and its exact height.
func (p *page) settle(i int, lines []textLine, m metric) {
	p.lines[i] = lines
	p.h.set(i, m.before+m.after+m.lineH*float32(len(lines)))
}

// line returns a shaped line.
func (p *page) line(i, k int) *shapedLine {
	key := lineKey{int32(i), int32(k)}
	if l, ok := p.shaped[key]; ok {
		return l
	}
	if len(p.shaped) >= shapedMost {
		clear(p.shaped)
	}
	p.made++
	lines := p.linesOf(i)
	m := p.metric(i)
	q := &p.pieces[i]
	t := lines[k]
	tab := float32(0)
	if q.breaks || q.kind == article.Table {
		tab = m.tab / m.size
	}
	l := p.break1.line(q, t.start, t.end, tab)
	room := m.width / m.size
	if p.look.Justify && k < len(lines)-1 && !q.breaks && q.kind != article.Heading && q.kind != article.Title && q.head == 0 {
		l.justify(q.text, room)
	}
	if l.width > room && len(l.cells) > 1 { // kerning across a space, or a face that was measured alone
		l.squeeze(q.text, l.width-room)
	}
	p.shaped[key] = l
	return l
}

// lineX returns where a line begins, in the view.
func (p *page) lineX(i int, m metric, l *shapedLine) float32 {
	q := &p.pieces[i]
	x := p.left + m.indent
	switch {
	case q.kind == article.Rule:
		return x + (m.width-l.width*m.size)/2
	case q.rtl:
		return p.left + p.column - m.indent - l.width*m.size
	}
	return x
}

// pieceAt returns the piece of the text that the byte at off is in; -1 if there is none.
func (p *page) pieceAt(off int) int {
	i := sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].base > off }) - 1
	for i >= 0 && p.pieces[i].head != 0 {
		i--
	}
	if i < 0 {
		for i = 0; i < len(p.pieces); i++ {
			if p.pieces[i].head == 0 {
				return i
			}
		}
		return -1
	}
	return i
}

// lineAt returns the line of a piece that the byte at off of the piece is on.
func (p *page) lineAt(i int, off uint32) int {
	lines := p.linesOf(i)
	k := sort.Search(len(lines), func(k int) bool { return lines[k].start > off }) - 1
	return max(k, 0)
}

// place returns where the reader is.
func (p *page) place() Place {
	if p.v == nil || len(p.pieces) == 0 {
		return Place{Pos: -1}
	}
	y := -p.off
	for i := p.top; i < len(p.pieces); i++ {
		lines := p.linesOf(i)
		m := p.metric(i)
		y += m.before
		for k := range lines {
			if y+m.lineH > 0.5 {
				if p.pieces[i].head != 0 || i == 0 && k == 0 {
					return Place{Pos: -1, Frac: (p.h.top(p.top) + float64(p.off)) / float64(p.look.Size)}
				}
				return Place{Pos: p.v.Pos(p.pieces[i].base + int(lines[k].start)), Frac: float64(-y / m.lineH)}
			}
			y += m.lineH
		}
		y += m.after
	}
	return Place{Pos: p.v.Len()}
}

// goTo puts the view where place said it was.
func (p *page) goTo(at Place) {
	if p.v == nil || len(p.pieces) == 0 {
		return
	}
	if at.Pos < 0 {
		p.top, p.off = 0, max(0, float32(at.Frac)*p.look.Size)
		p.scrollBy(0)
		return
	}
	off := p.v.Offset(at.Pos)
	i := p.pieceAt(off)
	if i < 0 {
		return
	}
	k := p.lineAt(i, uint32(max(off-p.pieces[i].base, 0)))
	m := p.metric(i)
	p.top, p.off = i, m.before+m.lineH*(float32(k)+float32(at.Frac))
	p.scrollBy(0)
}

// A seen is a line in sight.
type seen struct {
	piece, line int
	y           float32 // of its top in the view
	m           metric
}

// inSight returns the lines in sight, from top to bottom.
func (p *page) inSight(out []seen) []seen {
	out = out[:0]
	y := -p.off
	for i := p.top; i < len(p.pieces) && y < p.height; i++ {
		n := len(p.linesOf(i))
		m := p.metric(i)
		y += m.before
		first := 0
		if y < 0 && m.lineH > 0 {
			first = min(int(-y/m.lineH), n)
		}
		for k := first; k < n; k++ {
			t := y + float32(k)*m.lineH
			if t >= p.height {
				break
			}
			if t+m.lineH > 0 {
				out = append(out, seen{i, k, t, m})
			}
		}
		y += float32(n)*m.lineH + m.after
	}
	return out
}
