package source

import (
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"parley/annotations/article"
)

// A pdfBox is a rectangle in points (1/72 inch). x grows to the right and y downwards, as a page is read.
type pdfBox struct{ x0, y0, x1, y1 float64 }

func (b pdfBox) width() float64  { return b.x1 - b.x0 }
func (b pdfBox) middle() float64 { return (b.y0 + b.y1) / 2 }

// with returns the least box around both.
func (b pdfBox) with(o pdfBox) pdfBox {
	return pdfBox{min(b.x0, o.x0), min(b.y0, o.y0), max(b.x1, o.x1), max(b.y1, o.y1)}
}

// A pdfGlyph is one character as it stands on a page.
type pdfGlyph struct {
	pdfBox         // as wide as the character is set, as high as its line
	r      rune    // '\n' where the engine sees the end of a line, ' ' where it sees a space
	made   bool    // a space that is not in the file but was found by the engine
	size   float64 // of the type, in points
	style  article.Style
}

// A pdfSheet is what stands on one page.
type pdfSheet struct {
	pdfBox // what is visible
	glyphs []pdfGlyph
	links  []pdfLink
}

// A pdfLink is a part of a page that leads to an address.
type pdfLink struct {
	pdfBox
	to string
}

// Bounds of one page.
const (
	glyphsMost = 250_000 // characters; a newspaper page has 40,000
	linksMost  = 2_000
)

// sheet reads the page at index i. A page that cannot be read is empty; an error means that the engine has ended.
func (e *pdfEngine) sheet(i int) (pdfSheet, error) {
	p, err := e.pdf.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: e.doc, Index: i})
	if err != nil {
		return pdfSheet{}, e.fatal(err)
	}
	page := requests.Page{ByReference: &p.Page}
	t, err := e.pdf.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return pdfSheet{}, e.fatal(err)
	}
	r := pdfPageReader{e: e, page: page, text: t.TextPage, direct: directly(e.ctx, e.pdf, e.memory, t.TextPage)}
	err = r.read()
	if r.direct != nil && err == nil {
		r.direct.close(e.pdf)
	}
	if err == nil {
		_, err = e.pdf.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: t.TextPage})
	}
	if err == nil {
		_, err = e.pdf.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: p.Page})
	}
	return r.sheet, e.fatal(err)
}

// fatal tells an error after which nothing more can be read from one that concerns a page only.
func (e *pdfEngine) fatal(err error) error {
	switch {
	case err == nil:
		return nil
	case e.ended() != nil, errors.Is(err, ErrTooMuch):
		return e.because(err)
	case strings.Contains(err.Error(), "wasm error") || strings.Contains(err.Error(), "module closed") || strings.Contains(err.Error(), "panic occurred"):
		return e.because(err)
	}
	return nil
}

// A pdfPageReader takes the characters off one page.
type pdfPageReader struct {
	e      *pdfEngine
	page   requests.Page
	text   references.FPDF_TEXTPAGE
	sheet  pdfSheet
	direct *pdfDirect // nil: questions go through go-pdfium
	runes  []rune     // the characters of the page by their index; nil if each has to be asked for
	faced  pdfFace    // of the character whose face was asked for last
}

// A pdfFace is how a character is set, and where its line stands.
type pdfFace struct {
	y0, y1 float64
	font   string
	flags  int
	size   float64
	style  article.Style
}

// errMute means that the engine says nothing about a character.
var errMute = errors.New("no such character")

func (p *pdfPageReader) read() error {
	pdf := p.e.pdf
	n, err := pdf.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: p.text})
	if err != nil {
		return err
	}
	count := n.Count
	if count > glyphsMost {
		return tooMuch("a page has %d characters, and at most %d are read", count, glyphsMost)
	}
	if err := p.characters(count); err != nil {
		return err
	}
	turn := p.turn(count)
	bounds, err := pdf.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: p.page})
	if err != nil {
		return err
	}
	p.sheet.pdfBox = turn.box(bounds.Rect)
	p.sheet.glyphs = make([]pdfGlyph, 0, count)
	var last pdfGlyph
	for i := range count {
		if i&0x3FFF == 0 && p.e.ended() != nil {
			return p.e.ended()
		}
		g, err := p.glyph(i, last, turn)
		if err == errMute {
			continue
		}
		if err != nil {
			return err
		}
		p.sheet.glyphs = append(p.sheet.glyphs, g)
		last = g
	}
	return p.links(turn)
}

// characters reads all characters of a page at once, which takes a fraction of the time of asking for each. They are used only if every one
// of them is in the text once; whether they are the same is tried at some.
func (p *pdfPageReader) characters(count int) error {
	t, err := p.e.pdf.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: p.text, Count: count})
	if err != nil {
		return p.e.fatal(err)
	}
	all := []rune(t.Text)
	if len(all) != count || slices.ContainsFunc(all, func(r rune) bool { return r > 0xFFFF }) {
		return nil
	}
	for i := 0; i < count; i += 1 + count/16 {
		r, err := p.character(i)
		if err != nil {
			return err
		}
		if plainRune(all[i]) && r != all[i] {
			return nil
		}
	}
	p.runes = all
	return nil
}

// character returns the character at index i.
func (p *pdfPageReader) character(i int) (rune, error) {
	if p.runes != nil && plainRune(p.runes[i]) {
		return p.runes[i], nil
	}
	u, err := p.e.pdf.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: p.text, Index: i})
	if err != nil {
		return 0, err
	}
	return rune(uint32(u.Unicode)), nil
}

// plainRune reports whether a character means the same in the engine's text of a page as by itself: not those that stand for hyphens, or
// for what could not be decoded.
func plainRune(r rune) bool { return r >= ' ' && r < 0xFFFD && (r < 0xD800 || r > 0xDFFF) }

// glyph reads the character at index i after the one that was last. What a word looks like is asked once.
func (p *pdfPageReader) glyph(i int, last pdfGlyph, turn pdfTurn) (pdfGlyph, error) {
	pdf := p.e.pdf
	r, err := p.character(i)
	if err != nil {
		return pdfGlyph{}, err
	}
	g := pdfGlyph{r: r}
	switch g.r {
	case '\r', '\n':
		return pdfGlyph{r: '\n'}, nil
	case 0, 0xFFFE, 0xFFFF:
		return g, errMute
	case 2: // so the engine calls a hyphen at the end of a line
		g.r = '-'
	}
	rect, err := p.looseBox(i)
	if err != nil {
		return g, p.mute(err)
	}
	g.pdfBox = turn.box(rect)
	if turn != upright {
		if err := p.turned(i, &g, turn); err != nil {
			return g, err
		}
	}
	if g.r == ' ' {
		m, err := pdf.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: p.text, Index: i})
		if err != nil {
			return g, p.mute(err)
		}
		g.made, g.size = m.IsGenerated, last.size
		return g, nil
	}
	if last.r > ' ' && last.y0 == g.y0 && last.y1 == g.y1 {
		g.size, g.style = last.size, last.style
		return g, nil
	}
	return g, p.face(i, &g, turn)
}

// face finds how large and in which style a character is set. One that is turned out of the page's direction is mute.
func (p *pdfPageReader) face(i int, g *pdfGlyph, turn pdfTurn) error {
	pdf := p.e.pdf
	font, flags, err := p.fontInfo(i)
	if err != nil {
		return p.mute(err)
	}
	if s := p.faced; turn == upright && s.size > 0 && s.y0 == g.y0 && s.y1 == g.y1 && s.font == font && s.flags == flags {
		g.size, g.style = s.size, s.style // type of one font that is as high as before is as large
		return nil
	}
	m, err := pdf.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: p.text, Index: i})
	if err != nil {
		return p.mute(err)
	}
	if turnOf(m.Matrix) != turn {
		return errMute
	}
	s, err := pdf.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: p.text, Index: i})
	if err != nil {
		return p.mute(err)
	}
	g.size = s.FontSize * math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
	if !(g.size > 0.1 && g.size < 5000) {
		return errMute
	}
	if turn != upright {
		g.y0 = g.y1 - g.size // until now, y1 is the base line
		g.y0, g.y1 = g.y0+0.2*g.size, g.y1+0.2*g.size
	}
	g.style = styleOfFont(font, flags)
	p.faced = pdfFace{g.y0, g.y1, font, flags, g.size, g.style}
	return nil
}

// looseBox returns the box of a character, as high as its line. The error is errMute if the engine knows none.
func (p *pdfPageReader) looseBox(i int) (structs.FPDF_FS_RECTF, error) {
	if p.direct != nil {
		r, ok, err := p.direct.looseBox(i)
		if err == nil && !ok {
			err = errMute
		}
		return r, err
	}
	b, err := p.e.pdf.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: p.text, Index: i})
	if err != nil {
		return structs.FPDF_FS_RECTF{}, err
	}
	return b.Rect, nil
}

// fontInfo returns the name and the flags of the font of a character.
func (p *pdfPageReader) fontInfo(i int) (name string, flags int, err error) {
	if p.direct != nil {
		if name, flags, ok, err := p.direct.fontInfo(i); ok || err != nil {
			return name, flags, err
		}
	}
	f, err := p.e.pdf.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: p.text, Index: i})
	if err != nil {
		return "", 0, err
	}
	return f.FontName, f.Flags, nil
}

// mute keeps errors that end the engine, and takes all others for a character it knows nothing of.
func (p *pdfPageReader) mute(err error) error {
	if err := p.e.fatal(err); err != nil {
		return err
	}
	return errMute
}

// turned finds where a character of a page that is set sideways begins and ends.
func (p *pdfPageReader) turned(i int, g *pdfGlyph, turn pdfTurn) error {
	o, err := p.e.pdf.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: p.text, Index: i})
	if err != nil {
		return p.mute(err)
	}
	b, err := p.e.pdf.FPDFText_GetCharBox(&requests.FPDFText_GetCharBox{TextPage: p.text, Index: i})
	if err != nil {
		return p.mute(err)
	}
	x, y := float32(o.X), float32(o.Y)
	at := turn.box(structs.FPDF_FS_RECTF{Left: x, Right: x, Top: y, Bottom: y})
	g.pdfBox = turn.box(structs.FPDF_FS_RECTF{Left: float32(b.Left), Right: float32(b.Right), Top: float32(b.Top), Bottom: float32(b.Bottom)})
	g.x0 = min(g.x0, at.x0)
	g.y0, g.y1 = at.y0, at.y0
	return nil
}
