package source

import (
	"bytes"
	"net/url"
	"strings"
	"unicode/utf8"

	"parley/annotations/article"
)

// A writer builds the canonical text and its blocks, for formats whose words have to be taken out of markup.
// The zero writer is ready.
type writer struct {
	text   []byte
	pos    int // code points written
	blocks []article.Block
}

// draft returns what has been written.
func (w *writer) draft() draft {
	return draft{text: string(bytes.TrimRight(w.text, "\n")), blocks: w.blocks}
}

// put appends to the text.
func (w *writer) put(s string) {
	w.text = append(w.text, s...)
	w.pos += utf8.RuneCountInString(s)
}

// block writes a block; body writes its words and spans. A block without words is left out.
func (w *writer) block(b article.Block, sep string, body func(*article.Block)) {
	mark, pos := len(w.text), w.pos
	if w.pos > 0 {
		w.put(sep)
	}
	b.Start = w.pos
	start := len(w.text)
	body(&b)
	b.End = w.pos
	if len(bytes.TrimSpace(w.text[start:])) == 0 {
		w.text, w.pos = w.text[:mark], pos
		return
	}
	w.blocks = append(w.blocks, b)
}

// span writes words set in one way, joined to those before them if they are set alike.
func (w *writer) span(b *article.Block, s string, style article.Style, link string) {
	if s == "" {
		return
	}
	start := w.pos
	w.put(s)
	if style == 0 && link == "" {
		return
	}
	if n := len(b.Spans); n > 0 && b.Spans[n-1].End == start && b.Spans[n-1].Style == style && b.Spans[n-1].Link == link {
		b.Spans[n-1].End = w.pos
		return
	}
	b.Spans = append(b.Spans, article.Span{Range: article.Range{Start: start, End: w.pos}, Style: style, Link: link})
}

// safeLink returns an address that may be opened by a click, or nothing.
func safeLink(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host != "" {
			return s
		}
	case "mailto":
		return s
	}
	return ""
}
