package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotations/article"
)

// A Place is where in an article a line stands.
type Place uint8

// The places.
const (
	InBody    Place = iota // a paragraph
	InHeading              // the title or a heading
	InItem                 // a list item
	InData                 // a table, preformatted text, a caption, an address or a note of the editor
)

// A Line is a block of the article, or one line of a block whose line breaks are kept, without a list
// marker and without white space around it. It is never empty.
type Line struct {
	Start, End int // bytes
	Place      Place
	Sentences  [2]int // the first of its sentences, and the one after the last
}

// layout divides the text into lines.
func (b *builder) layout() {
	off := 0
	at := 0
	for _, block := range b.Version.Blocks() {
		if block.Kind == article.Rule {
			continue
		}
		start := advance(b.Text, off, block.Start+block.Lead-at)
		end := advance(b.Text, start, block.End-block.Start-block.Lead)
		off, at = end, block.End
		if start >= maxBytes {
			return
		}
		end = min(end, cut(b.Text, maxBytes))
		switch {
		case block.Kind == article.Title || block.Kind == article.Heading:
			b.addLine(start, end, InHeading)
		case block.Kind == article.ListItem:
			b.addLine(start, end, InItem)
		case block.Breaks || block.Kind == article.Table || block.Kind == article.Preformatted:
			b.addLines(start, end, InData)
		case block.Kind == article.Figure:
			b.addLine(start, end, InData)
		default:
			b.addParagraph(start, end)
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

// addLines adds each line of a block.
func (b *builder) addLines(start, end int, p Place) {
	for start < end {
		n := strings.IndexByte(b.Text[start:end], '\n')
		if n < 0 {
			n = end - start
		}
		b.addLine(start, start+n, p)
		start += n + 1
	}
}

// addParagraph adds a paragraph. If it begins with a bullet, it is a list that the importer took for a paragraph, and its
// items are added.
func (b *builder) addParagraph(start, end int) {
	n := Bullet(b.Text[start:end])
	if n == 0 {
		b.addLine(start, end, InBody)
		return
	}
	for start < end {
		stop := start
		for {
			k := strings.IndexByte(b.Text[stop:end], '\n')
			if k < 0 {
				stop = end
				break
			}
			if stop += k + 1; Bullet(b.Text[stop:end]) > 0 {
				break
			}
		}
		b.addLine(start+Bullet(b.Text[start:end]), stop, InItem)
		start = stop
	}
}

// Bullet returns the length of the list marker that s begins with, or 0.
func Bullet(s string) int {
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

// addLine adds a line without the white space at its ends, unless it is empty.
func (b *builder) addLine(start, end int, p Place) {
	s := b.Text[start:end]
	t := strings.TrimLeftFunc(s, unicode.IsSpace)
	start += len(s) - len(t)
	t = strings.TrimRightFunc(t, unicode.IsSpace)
	if p == InBody && aside(t) {
		p = InData
	}
	if t != "" {
		b.Lines = append(b.Lines, Line{Start: start, End: start + len(t), Place: p})
	}
}

// aside reports whether a line is no part of an article's prose: a note of the editor, a credit, an address in the
// web, or figures.
func aside(s string) bool {
	low := strings.ToLower(strings.ReplaceAll(strings.TrimLeft(s, "*([_ "), "’", "'"))
	for _, start := range []string{
		"editor's note", "editors' note", "editor’s note", "correction:", "clarification:", "update:", "this story has been", "this article has been", "this post has been",
		"photo by", "photo:", "image:", "image credit", "photograph by", "reporting by", "additional reporting", "follow him on", "follow her on", "follow us on", "read more", "read the rest",
		"click here", "sign up", "subscribe", "related:", "watch:", "http://", "https://", "www.", "copyright", "©", "all rights reserved",
	} {
		if strings.HasPrefix(low, start) {
			return true
		}
	}
	letters, digits := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return digits >= 8 && digits >= letters
}
