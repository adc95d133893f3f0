package source

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotations/article"
)

// A pdfRun is a part of a line that is set in one way.
type pdfRun struct {
	text  string
	style article.Style
	link  string
}

// A pdfLine is a line of a column, top to bottom and left to right in points.
type pdfLine struct {
	pdfBox
	runs  []pdfRun
	size  float64       // of most of the type
	style article.Style // of all of it
	chars int
	cells int     // parts with wide white between them
	rtl   bool    // written from right to left
	note  bool    // of a footnote
	page  int     // index
	area  int     // which region of the document it is in; its lines follow each other
	left  float64 // ends of the region
	right float64
}

// text returns the words of the line.
func (l *pdfLine) text() string {
	if len(l.runs) == 1 {
		return l.runs[0].text
	}
	var s strings.Builder
	for _, r := range l.runs {
		s.WriteString(r.text)
	}
	return s.String()
}

// linesOf returns the lines of a page in reading order.
func linesOf(s pdfSheet, page int) []pdfLine {
	var out []pdfLine
	for i, bands := range regionsOf(piecesOf(wordsOf(s)), 0) {
		first := len(out)
		left, right := extent(bands)
		for _, b := range bands {
			l := lineOf(b)
			if len(l.runs) == 0 {
				continue
			}
			l.page, l.area, l.left, l.right = page, i, left, right
			out = append(out, l)
		}
		if len(out)-first > 4 {
			squeeze(out[first:])
		}
	}
	return out
}

// squeeze draws the ends of a region in from what reaches beyond the lines at either side.
func squeeze(lines []pdfLine) {
	var left, right []float64
	for _, l := range lines {
		left, right = append(left, l.x0), append(right, l.x1)
	}
	slices.Sort(left)
	slices.Sort(right)
	l, r := left[len(left)/20], right[len(right)-1-len(right)/20]
	for i := range lines {
		lines[i].left, lines[i].right = l, r
	}
}

// cellSpace is how wide white between the cells of a table is, in units of the size of the type.
const cellSpace = 1.8

// lineOf makes a line of the pieces of a band.
func lineOf(b pdfBand) pdfLine {
	var words []pdfWord
	rtl := rightFirst(b.pieces)
	if rtl {
		slices.Reverse(b.pieces)
	}
	for _, p := range b.pieces {
		words = append(words, p.words...)
	}
	l := pdfLine{cells: 1, rtl: rtl, style: article.Emphasis | article.Strong}
	l.size, l.pdfBox = ruling(words)
	last := rune(0)
	for i, w := range words {
		space := ""
		if i > 0 {
			space = spaceBetween(words[i-1], w, l.size, last)
		}
		if space == "\t" {
			l.cells++
		}
		text := w.text
		if w.raised(l) {
			text = superscript(text)
			if space == " " && gapOf(words[i-1].pdfBox, w.pdfBox) < 0.25*l.size {
				space = ""
			}
		}
		text = innerHyphens(text, i+1 == len(words))
		if text == "" {
			continue
		}
		l.x0, l.x1 = min(l.x0, w.x0), max(l.x1, w.x1)
		l.chars += utf8.RuneCountInString(text)
		if strings.IndexFunc(text, unicode.IsLetter) >= 0 {
			l.style &= w.style
		}
		l.put(space, text, w)
		last, _ = utf8.DecodeLastRuneInString(text)
	}
	return l
}

// put appends a word. White between two words that are set alike is set like them.
func (l *pdfLine) put(space, text string, w pdfWord) {
	n := len(l.runs)
	if n > 0 && l.runs[n-1].style == w.style && l.runs[n-1].link == w.link {
		l.runs[n-1].text += space + text
		return
	}
	if n > 0 && space != "" {
		if p := &l.runs[n-1]; p.style == 0 && p.link == "" {
			p.text += space
		} else if w.style == 0 && w.link == "" {
			text = space + text
		} else {
			l.runs = append(l.runs, pdfRun{text: space})
		}
	}
	l.runs = append(l.runs, pdfRun{text, w.style, w.link})
}

// ruling returns the size of most of the letters of a line, and a box of those as high as they are.
func ruling(words []pdfWord) (float64, pdfBox) {
	var size float64
	var box pdfBox
	most := 0
	count := map[int]int{}
	for _, w := range words {
		k := int(math.Round(w.size * 4))
		count[k] += len(w.text)
		if count[k] > most {
			most, size, box = count[k], w.size, w.pdfBox
		}
	}
	return size, box
}

// spaceBetween returns the white that stands between two words of a line.
func spaceBetween(a, b pdfWord, size float64, last rune) string {
	if b.glued {
		return ""
	}
	gap := gapOf(a.pdfBox, b.pdfBox)
	switch {
	case gap > cellSpace*size && (b.x0 >= a.x1 || b.x1 <= a.x0):
		return "\t"
	case spaceless(last) && spaceless(firstRune(b.text)) && gap < 0.8*size:
		return ""
	}
	return " "
}

// raised reports whether a word is a figure set small and high.
func (w pdfWord) raised(l pdfLine) bool {
	return w.size < 0.85*l.size && w.y1 < l.y1-0.12*l.size && strings.Trim(w.text, "0123456789,–-") == "" && w.text[0] >= '0' && w.text[0] <= '9'
}

// innerHyphens takes out the hyphens that only show where a word may be broken, but for one at the end of a line.
func innerHyphens(s string, last bool) string {
	if !strings.ContainsRune(s, 0xAD) {
		return s
	}
	end := last && strings.HasSuffix(s, "\u00AD")
	s = strings.ReplaceAll(s, "\u00AD", "")
	if end && s != "" {
		s += "\u00AD"
	}
	return s
}
