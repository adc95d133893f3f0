package source

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotations/article"
)

// A pdfParagraph is the lines that make one block.
type pdfParagraph struct {
	lines []pdfLine
	kind  article.Kind
	level int
	lead  int // code points of a list marker and the space after it
}

func (p *pdfParagraph) last() *pdfLine  { return &p.lines[len(p.lines)-1] }
func (p *pdfParagraph) first() *pdfLine { return &p.lines[0] }

// chars counts the characters of a paragraph, without the spaces between words.
func (p *pdfParagraph) chars() int {
	n := 0
	for i := range p.lines {
		n += p.lines[i].chars
	}
	return n
}

// paragraphsOf joins lines into paragraphs, over the ends of columns and pages. Footnotes come after the paragraph in
// which their page ends.
func paragraphsOf(pages [][]pdfLine, m pdfManner) []pdfParagraph {
	b := paragraphBuilder{manner: m, indents: indented(pages)}
	for _, lines := range pages {
		for i := 0; i < len(lines); {
			if lines[i].note {
				b.note(lines[i])
				i++
				continue
			}
			if n := tableAt(lines[i:]); n > 0 {
				b.begin(lines[i])
				b.out[len(b.out)-1].kind = article.Table
				b.out[len(b.out)-1].lines = append(b.out[len(b.out)-1].lines, lines[i+1:i+n]...)
				i += n
				continue
			}
			b.flow(lines[i])
			i++
		}
	}
	b.flush(math.MaxInt)
	return b.out
}

// A paragraphBuilder takes lines in reading order.
type paragraphBuilder struct {
	manner  pdfManner
	indents bool // paragraphs begin with an indent, by and large
	out     []pdfParagraph
	notes   []pdfParagraph // not yet in out
}

// flow takes a line of the running text.
func (b *paragraphBuilder) flow(l pdfLine) {
	if n := len(b.out); n > 0 && b.out[n-1].kind != article.Table && !b.out[n-1].first().note && b.joins(&b.out[n-1], &l) {
		b.out[n-1].lines = append(b.out[n-1].lines, l)
		return
	}
	b.begin(l)
}

func (b *paragraphBuilder) begin(l pdfLine) {
	b.flush(l.page)
	b.out = append(b.out, pdfParagraph{lines: []pdfLine{l}})
}

// flush puts the footnotes of the pages before page after what there is.
func (b *paragraphBuilder) flush(page int) {
	n := 0
	for n < len(b.notes) && b.notes[n].first().page < page {
		n++
	}
	b.out = append(b.out, b.notes[:n]...)
	b.notes = b.notes[n:]
}

// note takes a line of a footnote.
func (b *paragraphBuilder) note(l pdfLine) {
	if n := len(b.notes); n > 0 {
		p := &b.notes[n-1]
		if p.first().page == l.page && !noteMark.MatchString(l.text()) && p.last().area == l.area {
			p.lines = append(p.lines, l)
			return
		}
	}
	b.notes = append(b.notes, pdfParagraph{lines: []pdfLine{l}})
}

// joins reports whether line l continues paragraph p.
func (b *paragraphBuilder) joins(p *pdfParagraph, l *pdfLine) bool {
	a := p.last()
	if ratio := l.size / a.size; ratio < 0.9 || ratio > 1.11 || (a.style^l.style)&(article.Strong|article.Code)&^b.manner.style != 0 {
		return false
	}
	at, bt := a.text(), l.text()
	if leader.MatchString(at) || blankText(at) {
		return false
	}
	if listMarker(bt) > 0 && (endsSentence(at) || strings.HasSuffix(at, ";") || listMarker(p.first().text()) > 0 || b.ended(a, l, bt) || math.Abs(l.x0-a.x0) > 0.8*l.size) {
		return false
	}
	if a.page != l.page || a.area != l.area {
		return b.crosses(p, l, at, bt)
	}
	dy := l.y1 - a.y1
	if dy <= 0 || dy > 1.32*b.manner.pitch*l.size && dy > 1.3*b.pitchOf(p) {
		return false
	}
	if a.centred() && l.centred() {
		return a.size > 1.08*b.manner.size || !endsSentence(at)
	}
	if !b.aligned(p, l) {
		return false
	}
	if a.size > 1.12*b.manner.size && !endsSentence(at) {
		return true // a heading of several lines ends them where it likes
	}
	return !b.ended(a, l, bt)
}

// pitchOf returns how far the lines of a paragraph are from each other, in points; 0 if there is only one.
func (b *paragraphBuilder) pitchOf(p *pdfParagraph) float64 {
	if n := len(p.lines); n > 1 && p.lines[n-1].area == p.lines[n-2].area && p.lines[n-1].page == p.lines[n-2].page {
		return p.lines[n-1].y1 - p.lines[n-2].y1
	}
	return 0
}

// indent returns how far a line begins from the end of its column, in points.
func (l *pdfLine) indent() float64 {
	if l.rtl {
		return l.right - l.x1
	}
	return l.x0 - l.left
}

// rest returns how much of the column a line leaves free at its end, in points.
func (l *pdfLine) rest() float64 {
	if l.rtl {
		return l.x0 - l.left
	}
	return l.right - l.x1
}

// centred reports whether a line stands in the middle of its column and does not fill it.
func (l *pdfLine) centred() bool {
	w := l.right - l.left
	return l.indent() > 0.05*w && math.Abs(l.indent()-l.rest()) < max(0.06*w, l.size)
}

// aligned reports whether a line begins where the next line of a paragraph would.
func (b *paragraphBuilder) aligned(p *pdfParagraph, l *pdfLine) bool {
	a := p.last()
	em := 0.8 * l.size
	if len(a.runs) == 0 {
		return true
	}
	list := listMarker(p.first().text()) > 0
	switch in, was := l.indent(), a.indent(); {
	case in > was+em: // a paragraph begins, or one that hangs goes on
		return len(p.lines) == 1 && (list || !b.indents) && in < was+6*l.size && a.rest() < 0.15*(a.right-a.left)
	case in < was-em:
		return len(p.lines) == 1 && !list
	}
	return true
}

// ended reports whether line a was ended before it was full: the first word of the next, l, would have found room.
func (b *paragraphBuilder) ended(a, l *pdfLine, next string) bool {
	first, _, _ := strings.Cut(next, " ")
	word := float64(utf8.RuneCountInString(first)) * l.width() / float64(max(l.chars, 1))
	if spaceless(firstRune(next)) {
		word = 2 * l.size
	}
	rest := a.rest()
	return rest > word+1.2*a.size && rest > 0.08*(a.right-a.left)
}

// crosses reports whether line l, the first of a column or a page, continues paragraph p.
func (b *paragraphBuilder) crosses(p *pdfParagraph, l *pdfLine, at, bt string) bool {
	a := p.last()
	if a.size > 1.12*b.manner.size || a.cells > 1 || l.cells > 1 {
		return false
	}
	full := a.rest() < 0.15*(a.right-a.left) || a.right-a.left < 3*a.size
	if endsHyphen(at) && unicode.IsLower(firstRune(bt)) {
		return true
	}
	if endsSentence(at) {
		return b.indents && full && l.indent() < 0.8*l.size && len(p.lines) > 1 && !l.lonely()
	}
	if unicode.IsLower(firstRune(bt)) {
		return true
	}
	return full && l.indent() < 0.8*l.size && !l.lonely() && !strings.HasSuffix(at, ":")
}

// lonely reports whether a line is much shorter than its column, as a heading is.
func (l *pdfLine) lonely() bool { return l.rest() > 0.4*(l.right-l.left) || l.right-l.left < 12*l.size }

// indented reports whether paragraphs begin with an indent: many lines do, and the next one does not.
func indented(pages [][]pdfLine) bool {
	in, all := 0, 0
	for _, lines := range pages {
		for i := 0; i+1 < len(lines); i++ {
			a, b := &lines[i], &lines[i+1]
			if a.area != b.area || math.Abs(a.size-b.size) > 0.5 {
				continue
			}
			all++
			if d := a.indent() - b.indent(); d > 0.8*a.size && d < 4*a.size && !a.centred() && listMarker(a.text()) == 0 {
				in++
			}
		}
	}
	return in*25 > all
}

// What lines look like: read only.
var (
	leader     = regexp.MustCompile(`(?:\.\s?){4,}\s*[0-9ivxlcIVXLC]+$`)
	markerSign = regexp.MustCompile(`^(?:[•◦▪▫■□●○‣⁃∙·✓➢➤–—*-]|\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)])[ \t]+`)
)

// listMarker returns the code points of a list marker and the space after it at the beginning of a line, or 0.
func listMarker(s string) int {
	m := markerSign.FindString(s)
	if m == "" || len(m) == len(s) || strings.HasPrefix(m, "— ") || len(m) == 3 && m[1] == '.' && m[0] >= 'A' && m[0] <= 'Z' {
		return 0 // a dash that begins speech; an initial
	}
	return utf8.RuneCountInString(m)
}

// endsSentence reports whether a line ends as a sentence does.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, closers+" ⁰¹²³⁴⁵⁶⁷⁸⁹⁻*†")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?:…。！？؟۔।", r)
}

func blankText(s string) bool { return strings.TrimSpace(s) == "" }

// tableAt returns how many lines make a table that begins with the first; 0 if there is none.
func tableAt(lines []pdfLine) int {
	n := 0
	for n < len(lines) && lines[n].area == lines[0].area && !lines[n].note && lines[n].cells > 1 {
		s := lines[n].text()
		if lines[n].cells == 2 && listMarker(s) > 0 {
			break
		}
		n++
	}
	if n < 2 {
		return 0
	}
	return n
}
