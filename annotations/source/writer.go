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
	spans  int   // in all blocks
	err    error // why nothing more is written
}

// fail notes why no more is written. The first reason counts.
func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// draft returns what has been written. The error wraps [ErrTooMuch] if that is not all.
func (w *writer) draft() (draft, error) {
	if w.err != nil {
		return draft{}, w.err
	}
	return draft{text: string(bytes.TrimRight(w.text, "\n")), blocks: w.blocks}, nil
}

// put appends to the text.
func (w *writer) put(s string) {
	if len(w.text)+len(s) > textMost {
		w.fail(tooMuch("its text is longer than %d MB", textMost>>20))
		return
	}
	w.text = append(w.text, s...)
	w.pos += utf8.RuneCountInString(s)
}

// block writes a block; body writes its words and spans. A block without words is left out.
func (w *writer) block(b article.Block, sep string, body func(*article.Block)) {
	if w.err != nil {
		return
	}
	if len(w.blocks) >= blocksMost {
		w.fail(tooMuch("it has more than %d paragraphs", blocksMost))
		return
	}
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
	if w.put(s); w.err != nil || style == 0 && link == "" {
		return
	}
	if n := len(b.Spans); n > 0 && b.Spans[n-1].End == start && b.Spans[n-1].Style == style && b.Spans[n-1].Link == link {
		b.Spans[n-1].End = w.pos
		return
	}
	if w.spans++; w.spans > spansMost {
		w.fail(tooMuch("more than %d parts of it are set in a way of their own", spansMost))
		return
	}
	b.Spans = append(b.Spans, article.Span{Range: article.Range{Start: start, End: w.pos}, Style: style, Link: link})
}

// cut returns the part of a text that a range of its code points is.
func cut(text string, r article.Range) string {
	start, n := len(text), 0
	for i := range text {
		if n == r.Start {
			start = i
		}
		if n == r.End {
			return text[start:i]
		}
		n++
	}
	return text[start:]
}

// isWeb reports whether an address is one of the web, and no longer than those are.
func isWeb(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && len(u.Path)+len(u.RawQuery)+len(u.Host) <= linkMost
}

// safeLink returns an address that may be opened by a click, or nothing.
func safeLink(s string) string {
	if len(s) > linkMost {
		return ""
	}
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
