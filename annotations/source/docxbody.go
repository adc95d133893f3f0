package source

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"parley/annotations/article"
)

// A docxBody walks through the main part of a document.
type docxBody struct {
	*docx
	pars   []*docxPar // those that are open: text boxes are paragraphs within paragraphs
	tables []*docxTable
	field  []string
	text   bool // within w:t
	instr  bool // within w:instrText
}

// A docxPar is a paragraph that is being read.
type docxPar struct {
	style  style
	look   article.Style // of its words, by its style
	run    article.Style
	hidden bool            // the words are
	raised func(rune) rune // the words stand above the line, or below it
	link   string
	list   string
	ilvl   int
	inlist bool
	par    []inline
	props  int // 1 within the properties of the paragraph, 2 within those of words
}

// readBody writes the paragraphs and tables down.
func (d *docx) readBody() error {
	b := &docxBody{docx: d}
	skip := 0
	err := d.part(d.main, func(x *xmlReader, t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			if skip > 0 || leftOut[local(t.Name)] {
				skip++
				return nil
			}
			b.start(t)
		case xml.EndElement:
			if skip > 0 {
				skip--
				return nil
			}
			b.end(local(t.Name))
		case xml.CharData:
			switch n := len(b.field); {
			case skip > 0:
			case b.instr && n > 0 && len(b.field[n-1]) < 4096:
				b.field[n-1] += string(t)
			case b.text && len(b.pars) > 0:
				b.words(string(t))
			}
		}
		return nil
	})
	for len(b.pars) > 0 { // cut off
		b.end("p")
	}
	for len(b.tables) > 0 {
		b.end("tbl")
	}
	return err
}

// nestedMost is how many paragraphs, or tables, may be in each other: text boxes and tables in cells.
const nestedMost = 50

// leftOut are the elements of which nothing is read: what tracked changes took away, the older of two ways to say the same, and what
// was before a change of looks. Read only.
var leftOut = map[string]bool{
	"del": true, "moveFrom": true, "Fallback": true, "rPrChange": true, "pPrChange": true, "tblPrChange": true, "tcPrChange": true,
	"sectPr": true, "delText": true, "delInstrText": true, "rt": true, "annotationRef": true, "sdtPr": true, "object": true,
}

func (b *docxBody) par() *docxPar {
	if n := len(b.pars); n > 0 {
		return b.pars[n-1]
	}
	return nil
}

// start begins an element.
func (b *docxBody) start(e xml.StartElement) {
	name := local(e.Name)
	switch name {
	case "p":
		if len(b.pars) >= nestedMost {
			b.w.fail(tooMuch("more than %d paragraphs are in each other", nestedMost))
			return
		}
		b.pars = append(b.pars, &docxPar{})
		return
	case "tbl":
		if len(b.tables) >= nestedMost {
			b.w.fail(tooMuch("more than %d tables are in each other", nestedMost))
			return
		}
		b.tables = append(b.tables, &docxTable{})
		return
	case "tr":
		if n := len(b.tables); n > 0 {
			b.tables[n-1].row()
		}
		return
	case "tc":
		if n := len(b.tables); n > 0 && b.tables[n-1].rows > 0 {
			b.tables[n-1].next()
		}
		return
	}
	if p := b.par(); p != nil {
		b.within(p, name, e)
	}
}

// within begins an element within a paragraph.
func (b *docxBody) within(p *docxPar, name string, e xml.StartElement) {
	switch name {
	case "pPr":
		p.props = 1
	case "rPr":
		if p.props == 0 {
			p.props = 2
		}
	case "pStyle":
		p.style = b.styleOf(xattr(e, "val"))
		p.look = p.style.look
		if !p.inlist && p.style.num != "" {
			p.list, p.ilvl, p.inlist = p.style.num, p.style.ilvl, true
		}
	case "numId":
		p.list, p.inlist = xattr(e, "val"), xattr(e, "val") != "0"
	case "ilvl":
		p.ilvl = digit(xattr(e, "val"))
	case "outlineLvl":
		if l := digit(xattr(e, "val")); p.props == 1 && l < 9 {
			p.style.kind, p.style.level = article.Heading, l+1
		}
	case "rStyle":
		s := b.styleOf(xattr(e, "val"))
		p.run |= s.look
		if strings.Contains(s.name, "code") {
			p.run |= article.Code
		}
	case "vanish", "webHidden":
		if v := xattr(e, "val"); p.props == 2 && v != "0" && v != "false" && name == "vanish" {
			p.hidden = true
		}
	case "vertAlign":
		if p.props == 2 {
			p.raised = map[string]func(rune) rune{"superscript": high, "subscript": low}[xattr(e, "val")]
		}
	case "r":
		p.run, p.hidden, p.raised = p.look, false, nil
	case "t":
		b.text = true
	case "instrText":
		b.instr = true
	case "tab", "ptab":
		if p.props == 0 {
			b.words("\t")
		}
	case "br", "cr":
		if xattr(e, "type") != "page" && xattr(e, "type") != "column" {
			b.words("\n")
		}
	case "noBreakHyphen":
		b.words("\u2011")
	case "sym":
		b.symbol(xattr(e, "font"), xattr(e, "char"))
	case "hyperlink":
		p.link = b.links[xattr(e, "id")]
	case "fldSimple":
		b.open(xattr(e, "instr"))
		p.link = firstOf(fieldLink(xattr(e, "instr")), p.link)
	case "fldChar":
		b.fieldChar(p, xattr(e, "fldCharType"))
	case "footnoteReference", "endnoteReference":
		if n := b.cite(name[:1] + xattr(e, "id")); n > 0 {
			p.par = append(p.par, inline{text: fmt.Sprintf("[%d]", n)})
		}
	case "docPr":
		if alt := oneSpace(firstOf(xattr(e, "descr"), xattr(e, "title"))); alt != "" && len(p.par) == 0 {
			b.figure(alt)
		}
	case "oMath":
		b.text = false
	default:
		if p.props == 2 {
			p.run, _ = wordLook(e, p.run, 0)
		}
	}
}

// figure writes the words that stand for a picture.
func (b *docxBody) figure(alt string) {
	if len(b.tables) == 0 && len(alt) < 5000 {
		b.w.block(article.Block{Kind: article.Figure}, "\n\n", func(x *article.Block) { b.w.span(x, alt, article.Emphasis, "") })
	}
}

// symbol writes a sign of a symbol font; those of private use stand for bullets and the like.
func (b *docxBody) symbol(font, char string) {
	n, err := strconv.ParseUint(char, 16, 32)
	if err != nil || n >= 0xF000 || strings.Contains(strings.ToLower(font), "wingdings") {
		return
	}
	b.words(string(rune(n)))
}

// fieldChar follows a field, such as a link, from its beginning over its words to its end.
func (b *docxBody) fieldChar(p *docxPar, kind string) {
	switch kind {
	case "begin":
		b.open("")
		b.text = false
	case "separate":
		if n := len(b.field); n > 0 {
			p.link = firstOf(fieldLink(b.field[n-1]), p.link)
		}
	case "end":
		if n := len(b.field); n > 0 {
			b.field = b.field[:n-1]
			p.link = ""
		}
	}
}

// open begins a field.
func (b *docxBody) open(instr string) {
	if len(b.field) >= xmlDepthMost {
		b.w.fail(tooMuch("more than %d fields are in each other", xmlDepthMost))
		return
	}
	b.field = append(b.field, instr)
}

// fieldLink returns the address that a field leads to, if it is a link.
func fieldLink(instr string) string {
	f := strings.Fields(instr)
	if len(f) < 2 || f[0] != "HYPERLINK" {
		return ""
	}
	return safeLink(strings.Trim(f[1], `"`))
}

// words adds words to the open paragraph.
func (b *docxBody) words(s string) {
	p := b.par()
	if p == nil || p.hidden || s == "" {
		return
	}
	if p.raised != nil {
		s = shifted(s, p.raised)
	}
	if len(p.par) > spansMost {
		b.w.fail(tooMuch("a paragraph has more than %d parts", spansMost))
		return
	}
	p.par = append(p.par, inline{strings.Map(func(r rune) rune {
		if r != '\t' && r != '\n' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, s), p.run, p.link})
}

// end ends an element.
func (b *docxBody) end(name string) {
	p := b.par()
	switch name {
	case "p":
		if p != nil {
			b.pars = b.pars[:len(b.pars)-1]
			b.write(p)
		}
	case "pPr":
		if p != nil {
			p.props, p.run = 0, p.look
		}
	case "rPr":
		if p != nil && p.props == 2 {
			p.props = 0
		}
	case "t":
		b.text = false
	case "hyperlink":
		if p != nil {
			p.link = ""
		}
	case "fldSimple":
		if n := len(b.field); n > 0 {
			b.field = b.field[:n-1]
		}
		if p != nil {
			p.link = ""
		}
	case "instrText":
		b.instr = false
	case "tbl":
		if n := len(b.tables); n > 0 {
			t := b.tables[n-1]
			b.tables = b.tables[:n-1]
			b.table(t)
		}
	}
}

// write writes a paragraph down: into the cell it is in, or as a block.
func (b *docxBody) write(p *docxPar) {
	par := trimmed(p.par)
	if len(par) == 0 {
		return
	}
	if n := len(b.tables); n > 0 {
		var s strings.Builder
		for _, x := range par {
			s.WriteString(x.text)
		}
		if words := oneSpace(s.String()); words != "" {
			b.cell(b.tables[n-1], words)
		}
		return
	}
	block := article.Block{Kind: p.style.kind}
	sep := "\n\n"
	switch {
	case block.Kind == article.Title && len(b.w.blocks) > 0:
		block.Kind, block.Level = article.Heading, 1
	case block.Kind == article.Heading:
		block.Level = max(1, min(p.style.level, 6))
		if m := b.numbers.marker(p.list, p.ilvl); p.inlist && m != "" && m != "•" {
			par = append([]inline{{text: m + " "}}, par...)
		}
	case block.Kind == article.Quote:
		block.Depth = 1
	case p.inlist && block.Kind == article.Paragraph:
		if m := b.numbers.marker(p.list, p.ilvl); m != "" {
			block.Kind, block.Level, block.Marker = article.ListItem, p.ilvl+1, m
			if n := len(b.w.blocks); n > 0 && b.w.blocks[n-1].Kind == article.ListItem {
				sep = "\n"
			}
		}
	}
	b.w.block(block, sep, func(x *article.Block) {
		for _, i := range par {
			if strings.Contains(i.text, "\n") {
				x.Breaks = true
			}
			if block.Kind == article.Heading || block.Kind == article.Title { // they are set strong as they are
				i.style &^= article.Strong
			}
			b.w.span(x, i.text, i.style, i.link)
		}
	})
}

// trimmed returns words without the white space at their ends.
func trimmed(par []inline) []inline {
	for len(par) > 0 {
		if par[0].text = strings.TrimLeftFunc(par[0].text, unicode.IsSpace); par[0].text != "" {
			break
		}
		par = par[1:]
	}
	for len(par) > 0 {
		last := &par[len(par)-1]
		if last.text = strings.TrimRightFunc(last.text, unicode.IsSpace); last.text != "" {
			break
		}
		par = par[:len(par)-1]
	}
	return par
}
