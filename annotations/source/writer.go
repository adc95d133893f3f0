package source

import (
	"bytes"
	"net/url"
	"slices"
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

// wordsFrom returns the words of the blocks from index i on.
func (w *writer) wordsFrom(i int) []string {
	at, pos := len(w.text), w.pos
	back := func(to int) int { // from the end, as what is asked for was written last
		for pos > to {
			at--
			if utf8.RuneStart(w.text[at]) {
				pos--
			}
		}
		return at
	}
	out := make([]string, len(w.blocks)-i)
	for k := len(w.blocks) - 1; k >= i; k-- {
		end := back(w.blocks[k].End)
		out[k-i] = string(w.text[back(w.blocks[k].Start):end])
	}
	return out
}

// insert writes a block before the block of index i.
func (w *writer) insert(i int, b article.Block, words string) {
	start, at := w.blocks[i].Start, len(w.text)
	for pos := w.pos; pos > start; {
		at--
		if utf8.RuneStart(w.text[at]) {
			pos--
		}
	}
	n := utf8.RuneCountInString(words)
	w.text = slices.Insert(w.text, at, []byte(words+"\n\n")...)
	w.pos += n + 2
	for k := i; k < len(w.blocks); k++ {
		x := &w.blocks[k]
		x.Start, x.End = x.Start+n+2, x.End+n+2
		for j := range x.Spans {
			x.Spans[j].Start, x.Spans[j].End = x.Spans[j].Start+n+2, x.Spans[j].End+n+2
		}
	}
	b.Start, b.End = start, start+n
	w.blocks = slices.Insert(w.blocks, i, b)
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
