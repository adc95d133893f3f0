package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"parley/annotations/article"
)

// PDF (ISO 32000): a page is signs at places. PDFium says which signs stand where; what is a line, a column, a paragraph, a heading is
// found here.

// What of a PDF is read.
const (
	pagesMost     = 5_000
	pdfLinesMost  = 600_000
	pdfGlyphsMost = 32 << 20 // characters on all pages
)

// What can be wrong with a PDF.
var (
	ErrScanned  = errors.New("there are only pictures of pages in it; have its text recognised first (OCR), then add it again")
	ErrPassword = ErrProtected
	ErrDamaged  = errors.New("it is damaged or cut off; fetch or copy the file again")
)

func isPDF(in Input, _ string) bool {
	return bytes.Contains(in.Bytes[:min(len(in.Bytes), 1024)], []byte("%PDF-"))
}

// parsePDF reads the pages of a PDF in the order in which they are read.
func parsePDF(ctx context.Context, in Input, _ string) (d draft, err error) {
	defer func() { // PDFium gives up by ending its machine, wherever that is
		if r := recover(); r != nil {
			d, err = draft{}, ErrDamaged
		}
	}()
	dir := ""
	if in.Cache != "" {
		if dir = filepath.Join(in.Cache, "pdf"); os.MkdirAll(dir, 0o700) != nil {
			dir = ""
		}
	}
	e, err := openPDF(ctx, in.Bytes, dir)
	if err != nil {
		return draft{}, err
	}
	defer e.close()
	if e.pages == 0 {
		return draft{}, ErrDamaged
	}
	if e.pages > pagesMost {
		return draft{}, tooMuch("it has %d pages, and at most %d are read", e.pages, pagesMost)
	}
	p, err := e.read()
	if err != nil {
		return draft{}, err
	}
	if d, err = p.layOut(e.ctx, oneLine(e.info("Title"))); err != nil {
		return draft{}, e.because(err)
	}
	if len(d.blocks) == 0 {
		return draft{}, ErrScanned
	}
	d.charset = "utf-8"
	d.article = article.Article{Title: properTitle(oneLine(e.info("Title"))), Byline: oneLine(e.info("Author")), Published: pdfDate(e.info("CreationDate")), Language: language(e.language())}
	return d, nil
}

// A pdfPages is the lines of all pages.
type pdfPages struct {
	lines  [][]pdfLine
	boxes  []pdfBox
	labels []string
}

// read takes the lines off all pages. A page that cannot be read is empty; the others are read all the same.
func (e *pdfEngine) read() (pdfPages, error) {
	var p pdfPages
	lines, glyphs := 0, 0
	for i := range e.pages {
		s, err := e.sheet(i)
		if err != nil {
			if errors.Is(err, ErrDamaged) && len(p.lines) > 0 { // what was read before is worth having
				return p, nil
			}
			return p, err
		}
		p.lines = append(p.lines, linesOf(s, i))
		lines, glyphs = lines+len(p.lines[i]), glyphs+len(s.glyphs)
		switch {
		case e.ended() != nil:
			return p, e.because(e.ended())
		case lines > pdfLinesMost:
			return p, tooMuch("its pages have more than %d lines", pdfLinesMost)
		case glyphs > pdfGlyphsMost:
			return p, tooMuch("its pages have more than %d characters", pdfGlyphsMost)
		}
		p.boxes = append(p.boxes, s.pdfBox)
		label := oneLine(e.label(i))
		if label == "" {
			label = fmt.Sprint(i + 1)
		}
		p.labels = append(p.labels, label)
	}
	return p, nil
}

// layOut makes paragraphs and headings of lines. named is the title that the file gives itself.
func (p pdfPages) layOut(ctx context.Context, named string) (draft, error) {
	dropEdges(p.lines, p.boxes)
	m := mannerOf(p.lines)
	words := vocabulary{}
	for i, lines := range p.lines {
		if err := ctx.Err(); err != nil {
			return draft{}, err
		}
		markNotes(lines, p.boxes[i], m.size)
		after := false
		for k := range lines {
			s := lines[k].text()
			words.add(s, after)
			after = endsHyphen(s)
		}
	}
	w := &pdfWriter{words: words, manner: m, labels: p.labels, page: -1}
	for _, par := range headingsOf(paragraphsOf(p.lines, m), m, named) {
		if w.paragraph(&par); ctx.Err() != nil {
			return draft{}, ctx.Err()
		}
	}
	d, err := w.draft()
	d.pages = w.pages
	return d, err
}

// A pdfWriter writes paragraphs down.
type pdfWriter struct {
	writer
	words  vocabulary
	manner pdfManner
	labels []string
	page   int // index of the last page that has begun
	pages  []article.Page
}

// begin notes where a page begins in the text.
func (w *pdfWriter) begin(page int) {
	for w.page < page {
		w.page++
		w.pages = append(w.pages, article.Page{Start: w.pos, Label: w.labels[w.page]})
	}
}

// paragraph writes a paragraph, its lines put together.
func (w *pdfWriter) paragraph(p *pdfParagraph) {
	b := article.Block{Kind: p.kind, Level: p.level, Lead: p.lead}
	sep := "\n\n"
	if n := len(w.blocks); p.kind == article.ListItem && n > 0 && w.blocks[n-1].Kind == article.ListItem {
		sep = "\n"
	}
	whole := p.kind == article.Table || p.kind == article.Preformatted
	b.Breaks = whole
	w.block(b, sep, func(b *article.Block) {
		for i := range p.lines {
			l := &p.lines[i]
			w.begin(l.page)
			s := seam{}
			switch {
			case i+1 == len(p.lines):
			case whole:
				s.space = "\n"
			default:
				s = w.words.seam(strings.TrimRight(l.text(), " "), strings.TrimLeft(p.lines[i+1].text(), " "))
			}
			w.line(b, l, s, p.kind)
		}
		if b.Lead > w.pos-b.Start {
			b.Lead = 0
		}
	})
}

// line writes the words of a line and what joins them to the next.
func (w *pdfWriter) line(b *article.Block, l *pdfLine, s seam, kind article.Kind) {
	for k, r := range l.runs {
		text := r.text
		if k == 0 && w.pos > b.Start {
			text = strings.TrimLeft(text, " ")
		}
		if k+1 == len(l.runs) {
			text = strings.TrimRight(text, " ")
			text = text[:len(text)-min(s.cut, len(text))]
		}
		if kind != article.Table {
			text = strings.ReplaceAll(text, "\t", " ")
		}
		style := r.style &^ w.manner.style
		if kind == article.Heading || kind == article.Title || kind == article.Preformatted {
			style = 0
		}
		if !utf8.ValidString(text) {
			text = strings.ToValidUTF8(text, "\uFFFD")
		}
		w.span(b, text, style, r.link)
	}
	w.put(s.space)
}

// properTitle returns the title that a file gives itself, if that is more than the name of the file it was made from.
func properTitle(s string) string {
	low := strings.ToLower(s)
	for _, end := range []string{".doc", ".docx", ".pdf", ".indd", ".qxd", ".dvi", ".tex", ".ppt", ".pptx", ".odt", ".pages", ".rtf", ".xls"} {
		if strings.HasSuffix(low, end) {
			return ""
		}
	}
	if low == "untitled" || low == "title" || strings.HasPrefix(low, "microsoft word") || strings.HasPrefix(low, "powerpoint") {
		return ""
	}
	return s
}

// pdfDate returns the day of a date as PDF writes it: D:20260503…
func pdfDate(s string) string {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < 8 {
		return ""
	}
	return isoDate(s[:8])
}
