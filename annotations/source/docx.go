package source

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"parley/annotations/article"
)

// Office Open XML, word processing (ECMA-376, part 1, §17): an archive whose main part is a sequence of paragraphs and tables.
// Tracked changes are taken as accepted; comments, headers, footers and hidden text are left out.

// isOffice recognises an archive of an office program, whatever it is called.
func isOffice(in Input, _ string) bool {
	if strings.HasPrefix(string(in.Bytes[:min(len(in.Bytes), 8)]), "\xd0\xcf\x11\xe0") {
		return strings.Contains(string(in.Bytes), "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e")
	}
	return isZip(in.Bytes)
}

// A docx is a document that is being read.
type docx struct {
	*archive
	ctx     context.Context
	w       writer
	main    string // name of the main part
	links   map[string]string
	styles  map[string]style
	numbers *numbering
	notes   map[string]string // text of foot- and endnotes, by "f" or "e" and id
	cited   []string          // the notes in the order in which the text refers to them
	number  map[string]int    // of each of them, from 1
	article article.Article
}

// parseOffice reads a document.
func parseOffice(ctx context.Context, in Input, _ string) (draft, error) {
	if !isZip(in.Bytes) {
		return draft{}, ErrProtected
	}
	a, err := openArchive(in.Bytes)
	if err != nil {
		return draft{}, err
	}
	d := &docx{archive: a, ctx: ctx, links: map[string]string{}, notes: map[string]string{}, number: map[string]int{}}
	if d.main = d.mainPart(); d.main == "" {
		return draft{}, d.other()
	}
	for _, f := range []func() error{d.readLinks, d.readStyles, d.readNumbering, d.readNotes, d.readCore, d.readBody} {
		if err := f(); err != nil {
			return draft{}, err
		}
	}
	d.writeNotes()
	out, err := d.w.draft()
	if err != nil {
		return out, err
	}
	out.article, out.charset = d.article, "utf-8"
	if len(out.blocks) == 0 {
		return out, fmt.Errorf("there are no words in the document: %w", ErrEmpty)
	}
	return out, nil
}

// mainPart returns the name of the part that the text is in.
func (d *docx) mainPart() string {
	raw, err := d.read(d.ctx, "_rels/.rels")
	if err == nil && raw != nil {
		x := d.xml(d.ctx, raw)
		for {
			t, err := x.next()
			if err != nil {
				break
			}
			if e, ok := t.(xml.StartElement); ok && strings.HasSuffix(xattr(e, "Type"), "/officeDocument") {
				if name := cleanName(xattr(e, "Target")); d.has(name) != nil && strings.HasPrefix(name, "word/") {
					return name
				}
			}
		}
	}
	if d.has("word/document.xml") != nil {
		return "word/document.xml"
	}
	return ""
}

// other says what an archive is, if it is no document of words.
func (d *docx) other() error {
	switch {
	case d.has("xl/workbook.xml") != nil:
		return fmt.Errorf("%w but a spreadsheet; copy what you want to read into a document", ErrBinary)
	case d.has("ppt/presentation.xml") != nil:
		return fmt.Errorf("%w but a presentation; save it as PDF and add that", ErrBinary)
	case d.has("content.xml") != nil && d.has("mimetype") != nil:
		return fmt.Errorf("%w but an OpenDocument file; save it as DOCX or PDF and add that", ErrBinary)
	}
	return fmt.Errorf("%w but an archive of other files; unpack it and add what is in it", ErrBinary)
}

// part calls f with every token of a part; a part that is not there has none. What is damaged in it ends it.
func (d *docx) part(name string, f func(x *xmlReader, t xml.Token) error) error {
	raw, err := d.read(d.ctx, name)
	if err != nil || raw == nil {
		return err
	}
	x := d.xml(d.ctx, raw)
	for {
		t, err := x.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && (d.ctx.Err() != nil || errors.Is(err, ErrTooMuch)):
			return err
		case err != nil:
			return nil
		}
		if err := f(x, t); err != nil {
			return err
		}
		if d.w.err != nil {
			return d.w.err
		}
	}
}

// tableMost is how many links, styles, lists or notes of a document are known.
const tableMost = 100_000

// readLinks reads where links lead to.
func (d *docx) readLinks() error {
	dir, name, _ := cutLast(d.main, "/")
	return d.part(dir+"/_rels/"+name+".rels", func(_ *xmlReader, t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && strings.HasSuffix(xattr(e, "Type"), "/hyperlink") {
			if d.links[xattr(e, "Id")] = safeLink(xattr(e, "Target")); len(d.links) > tableMost {
				return tooMuch("it has more than %d links", tableMost)
			}
		}
		return nil
	})
}

func cutLast(s, sep string) (before, after string, ok bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return "", s, false
}

// readCore reads what the document says of itself.
func (d *docx) readCore() error {
	field := ""
	return d.part("docProps/core.xml", func(_ *xmlReader, t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			field = local(t.Name)
		case xml.EndElement:
			field = ""
		case xml.CharData:
			s := oneLine(string(t))
			switch field {
			case "title":
				d.article.Title = s
			case "creator":
				d.article.Byline = s
			case "created":
				d.article.Published = isoDate(s)
			case "language":
				d.article.Language = language(s)
			}
		}
		return nil
	})
}

// A style is what a paragraph or words are by their style.
type style struct {
	based string
	name  string // in small letters
	level int    // of a heading; 0 if it is none
	num   string // numbering
	ilvl  int
	look  article.Style
	off   article.Style // what it takes away
	kind  article.Kind
}

// readStyles reads the styles and what they are based on.
func (d *docx) readStyles() error {
	d.styles = map[string]style{}
	id := ""
	var s style
	err := d.part(sibling(d.main, "styles.xml"), func(_ *xmlReader, t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch local(t.Name) {
			case "style":
				id, s = xattr(t, "styleId"), style{}
			case "name":
				s.name = strings.ToLower(xattr(t, "val"))
			case "basedOn":
				s.based = xattr(t, "val")
			case "outlineLvl":
				s.level = digit(xattr(t, "val")) + 1
			case "numId":
				s.num = xattr(t, "val")
			case "ilvl":
				s.ilvl = digit(xattr(t, "val"))
			default:
				s.look, s.off = wordLook(t, s.look, s.off)
			}
		case xml.EndElement:
			if local(t.Name) == "style" && id != "" && len(d.styles) < 20_000 {
				s.recognise(id)
				d.styles[id] = s
			}
		}
		return nil
	})
	return err
}

// sibling returns the name of a part beside another.
func sibling(of, name string) string {
	dir, _, _ := cutLast(of, "/")
	return dir + "/" + name
}

func digit(s string) int {
	if len(s) == 1 && s[0] >= '0' && s[0] <= '9' {
		return int(s[0] - '0')
	}
	return 0
}

// recognise tells what a style is by its name, which is the same in every language of the program.
func (s *style) recognise(id string) {
	name := firstOf(s.name, strings.ToLower(id))
	switch {
	case name == "title":
		s.kind = article.Title
	case name == "subtitle":
		s.kind, s.level = article.Heading, max(s.level, 2)
	case strings.HasPrefix(name, "heading "):
		s.kind, s.level = article.Heading, max(1, digit(strings.TrimPrefix(name, "heading ")))
	case name == "quote", name == "intense quote", name == "block text", name == "quotations":
		s.kind = article.Quote
	case strings.Contains(name, "preformatted"), name == "macro text", strings.Contains(name, "source code"):
		s.kind = article.Preformatted
	case name == "caption":
		s.kind = article.Figure
	case s.level > 0 && s.level < 10:
		s.kind = article.Heading
	}
}

// styleOf returns what a style is with what it is based on.
func (d *docx) styleOf(id string) style {
	s, ok := d.styles[id]
	if !ok {
		s.recognise(id)
	}
	for n, b := 0, s.based; b != "" && n < 20; n++ {
		x := d.styles[b]
		if s.kind == article.Paragraph {
			s.kind, s.level = x.kind, x.level
		}
		if s.num == "" {
			s.num, s.ilvl = x.num, max(s.ilvl, x.ilvl)
		}
		s.look |= x.look &^ s.off
		s.off |= x.off
		b = x.based
	}
	return s
}

// wordLook takes on how words are set from a property element.
func wordLook(e xml.StartElement, look, off article.Style) (article.Style, article.Style) {
	var s article.Style
	switch local(e.Name) {
	case "b":
		s = article.Strong
	case "i":
		s = article.Emphasis
	case "strike", "dstrike":
		s = article.Struck
	default:
		return look, off
	}
	switch xattr(e, "val") {
	case "0", "false", "off", "none":
		return look &^ s, off | s
	}
	return look | s, off &^ s
}

// readNotes reads the texts of the foot- and endnotes.
func (d *docx) readNotes() error {
	for _, x := range []struct{ part, element, key string }{{"footnotes.xml", "footnote", "f"}, {"endnotes.xml", "endnote", "e"}} {
		id, in := "", false
		var b strings.Builder
		err := d.part(sibling(d.main, x.part), func(_ *xmlReader, t xml.Token) error {
			switch t := t.(type) {
			case xml.StartElement:
				switch local(t.Name) {
				case x.element:
					id = xattr(t, "id")
					if xattr(t, "type") != "" { // a line between text and notes
						id = ""
					}
					b.Reset()
				case "t":
					in = true
				case "tab", "br":
					b.WriteByte(' ')
				}
			case xml.EndElement:
				switch local(t.Name) {
				case "t":
					in = false
				case "p":
					b.WriteByte(' ')
				case x.element:
					if s := oneSpace(b.String()); id != "" && s != "" {
						if d.notes[x.key+id] = s; len(d.notes) > tableMost {
							return tooMuch("it has more than %d notes", tableMost)
						}
					}
				}
			case xml.CharData:
				if in {
					b.Write(t)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }

// cite returns the number of a note, which is that of its first reference; 0 if there is no such note.
func (d *docx) cite(key string) int {
	if d.notes[key] == "" {
		return 0
	}
	if d.number[key] == 0 {
		d.cited = append(d.cited, key)
		d.number[key] = len(d.cited)
	}
	return d.number[key]
}

// writeNotes writes the notes behind the text.
func (d *docx) writeNotes() {
	for i, key := range d.cited {
		sep := "\n"
		if i == 0 {
			d.w.block(article.Block{Kind: article.Rule}, "\n\n", func(*article.Block) { d.w.put("* * *") })
			sep = "\n\n"
		}
		d.w.block(article.Block{Kind: article.ListItem, Level: 1, Marker: fmt.Sprintf("[%d]", i+1)}, sep, func(*article.Block) { d.w.put(d.notes[key]) })
	}
}
