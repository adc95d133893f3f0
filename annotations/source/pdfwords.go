package source

import (
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"parley/annotations/article"
)

// A pdfWord is a word, or a part of one that is set in one way.
type pdfWord struct {
	pdfBox
	text  string
	size  float64 // of the type, in points
	style article.Style
	link  string
	glued bool // no space stands before it
}

// wordsOf gathers the characters of a page into words, in the order of the file.
func wordsOf(s pdfSheet) []pdfWord {
	b := wordBuilder{}
	for _, g := range s.glyphs {
		b.put(g)
	}
	b.end()
	words := b.words[:0]
	for _, w := range b.words {
		if w.x1 < s.x0-1 || w.x0 > s.x1+1 || w.y1 < s.y0-1 || w.y0 > s.y1+1 {
			continue // beside the page
		}
		words = append(words, w)
	}
	lowerInitials(words)
	for _, l := range s.links {
		for i := range words {
			w := &words[i]
			x, y := (w.x0+w.x1)/2, w.middle()
			if l.x0 <= x && x <= l.x1 && l.y0 <= y && y <= l.y1 {
				w.link = l.to
			}
		}
	}
	return words
}

// A wordBuilder has one word in the making.
type wordBuilder struct {
	words []pdfWord
	text  []rune
	word  pdfWord
	last  pdfGlyph
	apart bool // a space or the end of a line was seen after last
	wide  bool // and it is in the file, or the end of a line
}

func (b *wordBuilder) put(g pdfGlyph) {
	switch {
	case g.r == '\n' || g.r == '\t' || g.r == 0xA0 || unicode.IsSpace(g.r):
		b.apart = true
		b.wide = b.wide || !g.made
		return
	case g.r == '\u200B' || unicode.IsControl(g.r) || g.r == unicode.ReplacementChar:
		return
	}
	if len(b.text) > 0 && b.continues(g) {
		b.text = append(b.text, g.r)
		b.word.pdfBox = b.word.with(g.pdfBox)
		b.last = g
		return
	}
	glued := len(b.text) > 0 && !b.wide && sameLine(b.last.pdfBox, g.pdfBox) && gapOf(b.last.pdfBox, g.pdfBox) < b.least(g)
	b.end()
	b.text = append(b.text, g.r)
	b.word = pdfWord{pdfBox: g.pdfBox, size: g.size, style: g.style, glued: glued}
	b.last, b.apart, b.wide = g, false, false
}

// least returns the least space between words before g, in points. A space that the engine found by its own
// measure is believed where it is wide enough to be seen.
func (b *wordBuilder) least(g pdfGlyph) float64 {
	size := max(b.last.size, g.size)
	switch {
	case spaceless(b.last.r) && spaceless(g.r):
		return size
	case b.apart:
		return 0.08 * size
	}
	return 0.3 * size
}

// continues reports whether g belongs to the word in the making.
func (b *wordBuilder) continues(g pdfGlyph) bool {
	if b.wide || g.style != b.word.style || math.Abs(g.size-b.word.size) > 0.04*b.word.size || len(b.text) > 400 {
		return false
	}
	if math.Abs(g.y1-b.last.y1) > 0.15*g.size {
		return false
	}
	return gapOf(b.last.pdfBox, g.pdfBox) < b.least(g)
}

func (b *wordBuilder) end() {
	if s := spelled(b.text); s != "" {
		b.word.text = s
		b.words = append(b.words, b.word)
	}
	b.text = b.text[:0]
}

// sameLine reports whether two boxes stand beside each other.
func sameLine(a, b pdfBox) bool {
	return math.Abs(a.middle()-b.middle()) < 0.45*max(a.y1-a.y0, b.y1-b.y0)
}

// gapOf returns how far b is from a, to whichever side.
func gapOf(a, b pdfBox) float64 {
	if b.x0 >= a.x0 {
		return math.Abs(b.x0 - a.x1)
	}
	return math.Abs(a.x0 - b.x1)
}

// spaceless reports whether a letter is of a script that sets no spaces between words.
func spaceless(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer) ||
		r >= 0x3001 && r <= 0x3020 || r >= 0xFF01 && r <= 0xFF65
}

// spelled returns letters as they are written elsewhere: ligatures and presentation forms are taken apart, accents put
// onto their letters, and signs of no meaning left out.
func spelled(text []rune) string {
	var s strings.Builder
	plain := true
	for _, r := range text {
		switch {
		case r < 0x300:
			s.WriteRune(r)
			continue
		case r >= 0xFB00 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC:
			s.WriteString(norm.NFKC.String(string(r)))
			continue
		case r >= 0xE000 && r <= 0xF8FF:
			if r = ownUse(r); r == 0 {
				continue
			}
		case r >= 0xD800 && r <= 0xDFFF || r > unicode.MaxRune || unicode.Is(unicode.Co, r) || r == 0xFEFF:
			continue
		}
		plain = false
		s.WriteRune(r)
	}
	if plain {
		return s.String()
	}
	return norm.NFC.String(s.String())
}

// ownUse returns what a code point for private use stands for in the fonts of Adobe and Microsoft, or 0.
func ownUse(r rune) rune {
	switch {
	case r == 0xF0B7 || r == 0xF0D8 || r == 0xF06C || r == 0xF09F:
		return '•'
	case r == 0xF0A7 || r == 0xF06E:
		return '▪'
	case r == 0xF02D:
		return '-'
	case r >= 0xF730 && r <= 0xF739: // old-style figures
		return r - 0xF730 + '0'
	case r >= 0xF761 && r <= 0xF77A: // small capitals
		return r - 0xF761 + 'A'
	}
	return 0
}

// lowerInitials puts a large initial on the first line of the paragraph it begins.
func lowerInitials(words []pdfWord) {
	for i := 0; i+1 < len(words); i++ {
		w, next := &words[i], &words[i+1]
		r := []rune(w.text)
		if len(r) != 1 || !unicode.IsUpper(r[0]) || w.size < 1.8*next.size || !unicode.IsLetter(firstRune(next.text)) {
			continue
		}
		gap := next.x0 - w.x1
		if gap < -0.1*w.size || gap > 0.5*w.size || next.middle() < w.y0 || next.middle() > w.y1 {
			continue
		}
		w.y0, w.y1, w.size = next.y0, next.y1, next.size
		next.glued = gap < 0.3*next.size || unicode.IsLower(firstRune(next.text)) && r[0] != 'A' && r[0] != 'I'
	}
}
