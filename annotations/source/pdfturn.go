package source

import (
	"math"
	"strings"

	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"parley/annotations/article"
)

// A pdfTurn says in which direction lines run on a page, in quarters counter-clockwise; askew is any other direction.
type pdfTurn int

const (
	upright pdfTurn = iota
	upwards
	upsideDown
	downwards
	askew
)

// turnOf returns the direction of what is set with a matrix.
func turnOf(m structs.FPDF_FS_MATRIX) pdfTurn {
	a, b := math.Abs(float64(m.A)), math.Abs(float64(m.B))
	switch {
	case !(a+b > 0) || math.IsInf(a+b, 0):
		return askew
	case b < a/12 && (m.A > 0 || m.D > 0): // slightly crooked, as a scan may be; mirrored type is read all the same
		return upright
	case b < a/12:
		return upsideDown
	case a < b/12 && m.B > 0:
		return upwards
	case a < b/12:
		return downwards
	}
	return askew
}

// box returns a rectangle of a page, whose y grows upwards, as it is read.
func (t pdfTurn) box(r structs.FPDF_FS_RECTF) pdfBox {
	x0, x1 := float64(min(r.Left, r.Right)), float64(max(r.Left, r.Right))
	y0, y1 := float64(min(r.Top, r.Bottom)), float64(max(r.Top, r.Bottom))
	switch t {
	case upwards:
		x0, y0, x1, y1 = y0, x0, y1, x1
	case upsideDown:
		x0, x1 = -x1, -x0
	case downwards:
		x0, y0, x1, y1 = -y1, -x1, -y0, -x0
	default:
		y0, y1 = -y1, -y0
	}
	return pdfBox{inRange(x0), inRange(y0), inRange(x1), inRange(y1)}
}

// inRange keeps a coordinate to what can be reckoned with.
func inRange(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return max(-1e5, min(v, 1e5))
}

// turn returns the direction of most of a page, judged by a sample of its characters.
func (p *pdfPageReader) turn(count int) pdfTurn {
	var votes [askew + 1]int
	for i := 0; i < count; i += 1 + count/64 {
		m, err := p.e.pdf.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: p.text, Index: i})
		if err == nil {
			votes[turnOf(m.Matrix)]++
		}
	}
	best := upright
	for t := upright; t < askew; t++ {
		if votes[t] > votes[best] {
			best = t
		}
	}
	return best
}

// links gathers the web addresses that parts of the page lead to.
func (p *pdfPageReader) links(turn pdfTurn) error {
	pdf := p.e.pdf
	for at := 0; len(p.sheet.links) < linksMost; {
		l, err := pdf.FPDFLink_Enumerate(&requests.FPDFLink_Enumerate{Page: p.page, StartPos: at})
		if err != nil || l.Link == nil || l.NextStartPos == nil || *l.NextStartPos <= at {
			return p.e.fatal(err)
		}
		at = *l.NextStartPos
		a, err := pdf.FPDFLink_GetAction(&requests.FPDFLink_GetAction{Link: *l.Link})
		if err != nil || a.Action == nil {
			continue
		}
		u, err := pdf.FPDFAction_GetURIPath(&requests.FPDFAction_GetURIPath{Document: p.e.doc, Action: *a.Action})
		if err != nil || u.URIPath == nil {
			continue
		}
		r, err := pdf.FPDFLink_GetAnnotRect(&requests.FPDFLink_GetAnnotRect{Link: *l.Link})
		if err != nil || r.Rect == nil {
			continue
		}
		if to := safeLink(strings.ToValidUTF8(*u.URIPath, "")); to != "" {
			p.sheet.links = append(p.sheet.links, pdfLink{turn.box(*r.Rect), to})
		}
	}
	return nil
}

// Flags of a font descriptor, ISO 32000-1 table 123.
const (
	fontItalic    = 1 << 6
	fontForceBold = 1 << 18
)

// styleOfFont returns the style that a font is of, by its name and flags.
func styleOfFont(name string, flags int) article.Style {
	var s article.Style
	n := strings.ToLower(name)
	if i := strings.IndexByte(n, '+'); i == 6 {
		n = n[7:]
	}
	if flags&fontItalic != 0 || strings.Contains(n, "italic") || strings.Contains(n, "oblique") || strings.HasPrefix(n, "cmti") || strings.HasPrefix(n, "cmsl") {
		s |= article.Emphasis
	}
	switch {
	case strings.Contains(n, "semibold") || strings.Contains(n, "demi") || strings.Contains(n, "bold") || strings.Contains(n, "black") || strings.Contains(n, "heavy"),
		strings.HasPrefix(n, "cmb"), strings.HasSuffix(n, "-medi"), strings.HasSuffix(n, "-bd"), flags&fontForceBold != 0:
		s |= article.Strong
	}
	return s
}
