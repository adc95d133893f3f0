package reader

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"parley/annotations/article"
)

// A piece is what is broken into lines at a time: a block, or a part of a very long one, or a
// line above the text that is no part of it.
type piece struct {
	text    string
	base    int // byte of the version's text that it begins at
	block   int32
	kind    article.Kind
	level   uint8
	depth   uint8
	head    uint8 // of the lines above the text: headTitle or headLine
	first   bool  // of its block
	last    bool
	breaks  bool // line ends are shown
	rtl     bool
	columns uint8  // of a table
	lead    uint32 // bytes at the start that are a list marker in the text
	marker  string // drawn before the first line
	spans   []span // in bytes of the piece
}

// The lines above the text.
const (
	headTitle = 1 + iota
	headLine
)

// A span is a part of a piece that is set differently.
type span struct {
	start, end uint32
	style      style
	link       string
}

// A textLine is a line of a piece: the bytes that are seen, without the space at its end.
type textLine struct{ start, end uint32 }

// pieceMost is the most bytes of a piece, so that one line of five megabytes costs no more than a page.
const pieceMost = 12 << 10

// pieces returns the pieces of a version below those of its head.
func pieces(v *article.Version, h Head) []piece {
	if v == nil {
		return nil
	}
	text := v.Text()
	blocks := v.Blocks()
	out := make([]piece, 0, len(blocks)+2)
	if h.Title != "" && (len(blocks) == 0 || blocks[0].Kind != article.Title) {
		out = append(out, piece{text: h.Title, head: headTitle, block: -1, first: true, last: true, rtl: isRTL(h.Title)})
	} else if len(blocks) > 0 && blocks[0].Kind == article.Title {
		out = addBlock(out, v, text, 0)
		blocks = blocks[1:]
	}
	if h.Line != "" {
		base := 0
		if n := len(out); n > 0 {
			base = out[n-1].base + len(out[n-1].text)
			if out[n-1].head != 0 {
				base = 0
			}
		}
		out = append(out, piece{text: h.Line, base: base, head: headLine, block: -1, first: true, last: true, rtl: len(out) > 0 && out[len(out)-1].rtl})
	}
	for i := range blocks {
		out = addBlock(out, v, text, len(v.Blocks())-len(blocks)+i)
	}
	return out
}

// addBlock appends the pieces of block i.
func addBlock(out []piece, v *article.Version, text string, i int) []piece {
	b := &v.Blocks()[i]
	from, to := v.Offset(b.Start), v.Offset(b.End)
	p := piece{
		block: int32(i), kind: b.Kind, level: uint8(min(b.Level, 9)), depth: uint8(min(b.Depth, 9)), breaks: b.Breaks || b.Kind == article.Rule,
		marker: b.Marker, rtl: isRTL(text[from:to]),
	}
	if b.Lead > 0 {
		p.lead = uint32(v.Offset(b.Start+b.Lead) - from)
	}
	if b.Kind == article.Table {
		p.columns = uint8(min(columns(text[from:to]), 20))
	}
	var spans []span
	for _, s := range b.Spans {
		spans = append(spans, span{uint32(v.Offset(s.Start)), uint32(v.Offset(s.End)), spanStyle(s), s.Link})
	}
	for at := from; at < to; {
		end := pieceEnd(text, at, to)
		q := p
		q.text, q.base, q.first, q.last = text[at:end], at, at == from, end == to
		if !q.first {
			q.lead, q.marker = 0, ""
		}
		for _, s := range spans {
			if a, e := max(int(s.start), at), min(int(s.end), end); a < e {
				q.spans = append(q.spans, span{uint32(a - at), uint32(e - at), s.style, s.link})
			}
		}
		out = append(out, q)
		at = end
	}
	return out
}

// pieceEnd returns where the piece that begins at from ends: at the end of the block, or after
// a space, or at least not inside a character with its accents.
func pieceEnd(text string, from, to int) int {
	if to-from <= pieceMost {
		return to
	}
	end := from + pieceMost
	if i := strings.LastIndexAny(text[from:end], " \n"); i > pieceMost/2 {
		return from + i + 1
	}
	for i := end; i > end-256; i-- {
		if !utf8.RuneStart(text[i]) {
			continue
		}
		r, _ := utf8.DecodeRuneInString(text[i:])
		if !unicode.Is(unicode.M, r) && r != '\u200d' && !unicode.Is(unicode.Sk, r) {
			before, _ := utf8.DecodeLastRuneInString(text[:i])
			if before != '\u200d' {
				return i
			}
		}
	}
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return end
}

func columns(s string) int {
	most := 1
	for len(s) > 0 {
		var l string
		l, s, _ = strings.Cut(s, "\n")
		most = max(most, strings.Count(l, "\t")+1)
	}
	return most
}

func spanStyle(s article.Span) style {
	var st style
	for _, x := range []struct {
		has article.Style
		is  style
	}{{article.Emphasis, styleItalic}, {article.Strong, styleBold}, {article.Code, styleMono}, {article.Struck, styleStruck}} {
		if s.Style&x.has != 0 {
			st |= x.is
		}
	}
	if s.Link != "" {
		st |= styleLink
	}
	return st
}

// isRTL reports whether the first letter of a text is of a script that is written from right to left (UAX 9, P2 and P3).
func isRTL(s string) bool {
	for i, r := range s {
		if i > 4096 {
			break
		}
		if r < 0x590 {
			if unicode.IsLetter(r) {
				return false
			}
			continue
		}
		if unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) {
			return true
		}
		if unicode.IsLetter(r) {
			return false
		}
	}
	return false
}

// base returns the style that a piece is set in where no span says more.
func (p *piece) style() style {
	switch {
	case p.head == headTitle, p.kind == article.Title, p.kind == article.Heading:
		return styleBold
	case p.head == headLine:
		return styleSans | styleFaint
	case p.kind == article.Preformatted:
		return styleMono
	case p.kind == article.Rule:
		return styleFaint
	}
	return 0
}

// styleAt returns the style at a byte, and where it ends.
func (p *piece) styleAt(off uint32) (style, uint32) {
	st := p.style()
	i := sort.Search(len(p.spans), func(i int) bool { return p.spans[i].end > off })
	switch {
	case i == len(p.spans):
		return st, uint32(len(p.text))
	case off < p.spans[i].start:
		return st, p.spans[i].start
	}
	return st | p.spans[i].style, p.spans[i].end
}

// A breaker breaks pieces into lines. It measures words and never letters, so
// a text of four megabytes takes as long as its distinct words.
type breaker struct {
	*shaper
	lines   []textLine
	room    float32 // width of a line
	x       float32 // width of the line so far
	start   uint32
	end     uint32
	text    string
	p       *piece
	letters segmenter.Segmenter
}

// breakLines returns the lines of a piece that is width wide, with tab stops tab apart, both as
// shares of the text's size. The slice is good until the next call.
func (b *breaker) breakLines(p *piece, width, tab float32) []textLine {
	b.lines = b.lines[:0]
	b.p, b.text, b.room = p, p.text, width
	from := uint32(0)
	if p.lead > 0 {
		from = p.lead
	}
	if !p.breaks {
		b.paragraph(from, uint32(len(p.text)), tab)
	} else {
		for at := from; ; {
			i := strings.IndexByte(p.text[at:], '\n')
			if i < 0 {
				b.paragraph(at, uint32(len(p.text)), tab)
				break
			}
			b.paragraph(at, at+uint32(i), tab)
			if at += uint32(i) + 1; int(at) >= len(p.text) {
				break
			}
		}
	}
	return b.lines
}

// paragraph breaks what is between two line ends.
func (b *breaker) paragraph(from, to uint32, tab float32) {
	b.start, b.end, b.x = from, from, 0
	n := len(b.lines)
	emit := func(s, e, next uint32) { // a word and the space after it
		w := b.measure(s, e, tab)
		if b.x > 0 && b.x+w > b.room {
			b.lines = append(b.lines, textLine{b.start, b.end})
			b.start, b.x = s, 0
			w = b.measure(s, e, tab)
		}
		if w > b.room && e-s > 1 {
			w = b.force(s, e)
		}
		b.x += w
		b.end = e
		if next > e {
			st, _ := b.p.styleAt(e)
			b.x += b.width(" ", st) * float32(next-e)
		}
	}
	text := b.text[from:to]
	if simple(text) {
		words(text, func(s, e, next int) { emit(from+uint32(s), from+uint32(e), from+uint32(next)) })
	} else {
		b.segments(text, from, emit)
	}
	if b.end > b.start || n == len(b.lines) {
		b.lines = append(b.lines, textLine{b.start, b.end})
	}
}

// measure returns the width of a word, which may change its style inside.
func (b *breaker) measure(s, e uint32, tab float32) float32 {
	var w float32
	for s < e {
		st, n := b.p.styleAt(s)
		n = min(n, e)
		part := b.text[s:n]
		if i := strings.IndexByte(part, '\t'); i >= 0 && tab > 0 {
			if i > 0 {
				w += b.width(part[:i], st)
			}
			x := b.x + w
			next := (float32(int(x/tab)) + 1) * tab
			if next-x < 0.3 {
				next += tab
			}
			w += next - x
			s += uint32(i) + 1
			continue
		}
		w += b.width(part, st)
		s = n
	}
	return w
}

// force breaks a word that is wider than a line between its characters, and returns the width of what is
// left for the next words.
func (b *breaker) force(s, e uint32) float32 {
	if b.x > 0 {
		b.lines = append(b.lines, textLine{b.start, b.end})
		b.x = 0
	}
	b.start = s
	runes := []rune(b.text[s:e])
	b.letters.Init(runes) // another than that of segments, which is in use meanwhile
	it := b.letters.GraphemeIterator()
	var x float32
	at := s
	for it.Next() {
		g := it.Grapheme()
		n := uint32(0)
		for _, r := range g.Text {
			n += uint32(utf8.RuneLen(r))
		}
		st, _ := b.p.styleAt(at)
		w := b.width(b.text[at:at+n], st)
		if x > 0 && x+w > b.room {
			b.lines = append(b.lines, textLine{b.start, at})
			b.start, x = at, 0
		}
		x += w
		at += n
	}
	return x
}

// segments finds the places where a line may end by the rules of UAX 14.
func (b *breaker) segments(text string, from uint32, emit func(s, e, next uint32)) {
	runes := []rune(text)
	b.seg.Init(runes)
	it := b.seg.LineIterator()
	at := from
	for it.Next() {
		n, trail := uint32(0), uint32(0)
		for _, r := range it.Line().Text {
			k := uint32(utf8.RuneLen(r))
			n += k
			if r == ' ' || r == '\n' || r == '\t' && !b.p.breaks {
				trail += k
			} else {
				trail = 0
			}
		}
		emit(at, at+n-trail, at+n)
		at += n
	}
}
