package debate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotations/article"
)

// A place says what a line is in the article.
type place uint8

const (
	inBody place = iota
	inHead       // the title or a heading
	inItem       // a list item
	inData       // a table, preformatted text or caption
)

// A line is a block, or a line of one whose line ends show, without marker and white
// space around it. Offsets are bytes of the text.
type line struct {
	start, end int
	place      place
	sents      [2]int // its sentences
}

// limit is how many bytes of a text are analysed; what comes after is left alone.
// It bounds memory on texts that no article is.
const limit = 3 << 20

// layout cuts the text into lines.
func (d *doc) layout() {
	off := 0
	at := 0
	for _, b := range d.v.Blocks() {
		if b.Kind == article.Rule {
			continue
		}
		start := advance(d.text, off, b.Start+b.Lead-at)
		end := advance(d.text, start, b.End-b.Start-b.Lead)
		off, at = end, b.End
		if start >= limit {
			return
		}
		end = min(end, cut(d.text, limit))
		switch {
		case b.Kind == article.Title || b.Kind == article.Heading:
			d.addLine(start, end, inHead)
		case b.Kind == article.ListItem:
			d.addLine(start, end, inItem)
		case b.Breaks || b.Kind == article.Table || b.Kind == article.Preformatted:
			d.addLines(start, end, inData)
		case b.Kind == article.Figure:
			d.addLine(start, end, inData)
		default:
			d.addParagraph(start, end)
		}
	}
}

// advance returns the byte offset n code points after off.
func advance(s string, off, n int) int {
	for ; n > 0 && off < len(s); n-- {
		if s[off] < utf8.RuneSelf {
			off++
			continue
		}
		_, w := utf8.DecodeRuneInString(s[off:])
		off += w
	}
	return off
}

// cut returns n, or the start of the code point that n falls into, or the text's length.
func cut(s string, n int) int {
	if n >= len(s) {
		return len(s)
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

func (d *doc) addLines(start, end int, p place) {
	for start < end {
		n := strings.IndexByte(d.text[start:end], '\n')
		if n < 0 {
			n = end - start
		}
		d.addLine(start, start+n, p)
		start += n + 1
	}
}

// addParagraph adds a paragraph; one whose every line begins with a bullet is a list
// that the importer took for a paragraph.
func (d *doc) addParagraph(start, end int) {
	n := bullet(d.text[start:end])
	if n == 0 {
		d.addLine(start, end, inBody)
		return
	}
	for start < end {
		stop := start
		for {
			k := strings.IndexByte(d.text[stop:end], '\n')
			if k < 0 {
				stop = end
				break
			}
			if stop += k + 1; bullet(d.text[stop:end]) > 0 {
				break
			}
		}
		d.addLine(start+bullet(d.text[start:end]), stop, inItem)
		start = stop
	}
}

// bullet returns the length of the list marker that s begins with, or 0.
func bullet(s string) int {
	t := strings.TrimLeft(s, " \t")
	lead := len(s) - len(t)
	r, w := utf8.DecodeRuneInString(t)
	switch r {
	case '•', '◦', '▪', '‣', '●', '*', '·':
		if strings.HasPrefix(t[w:], " ") || strings.HasPrefix(t[w:], "\t") {
			return lead + w + 1
		}
	case '-':
		if strings.HasPrefix(t[w:], " ") {
			return lead + w + 1
		}
	}
	n := 0
	for n < len(t) && n < 2 && t[n] >= '0' && t[n] <= '9' {
		n++
	}
	if n > 0 && n+1 < len(t) && (t[n] == '.' || t[n] == ')') && t[n+1] == ' ' {
		return lead + n + 2
	}
	return 0
}

func (d *doc) addLine(start, end int, p place) {
	s := d.text[start:end]
	t := strings.TrimLeftFunc(s, unicode.IsSpace)
	start += len(s) - len(t)
	t = strings.TrimRightFunc(t, unicode.IsSpace)
	if t != "" {
		d.lines = append(d.lines, line{start: start, end: start + len(t), place: p})
	}
}
