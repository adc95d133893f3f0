package source

import (
	"math"
	"slices"
	"unicode"
)

// A pdfPiece is a row of words without a wide space between them.
type pdfPiece struct {
	pdfBox
	words []pdfWord
	size  float64 // of the largest type
	chars int
	rtl   bool // written from right to left
}

// wideSpace is how wide a space is that may part columns, in units of the size of the type.
const wideSpace = 0.9

// piecesOf joins words that follow each other on one line.
func piecesOf(words []pdfWord) []pdfPiece {
	var out []pdfPiece
	start := 0
	for i := range words {
		if i+1 < len(words) {
			a, b := words[i], words[i+1]
			if b.glued || sameLine(a.pdfBox, b.pdfBox) && gapOf(a.pdfBox, b.pdfBox) < wideSpace*max(a.size, b.size) {
				continue
			}
		}
		out = append(out, pieceOf(words[start:i+1]))
		start = i + 1
	}
	return out
}

func pieceOf(words []pdfWord) pdfPiece {
	p := pdfPiece{pdfBox: words[0].pdfBox, words: words}
	strong := 0
	for _, w := range words {
		p.x0, p.x1 = min(p.x0, w.x0), max(p.x1, w.x1)
		if w.size > p.size {
			p.size, p.y0, p.y1 = w.size, w.y0, w.y1
		}
		for _, r := range w.text {
			p.chars++
			if unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana) {
				strong++
			} else if unicode.IsLetter(r) {
				strong--
			}
		}
	}
	p.rtl = strong > 0
	return p
}

// A pdfBand is the pieces that stand beside each other, across all columns, from left to right.
type pdfBand struct {
	pieces []pdfPiece
	middle float64
	size   float64
}

// bandsOf sorts pieces into bands from the top down.
func bandsOf(pieces []pdfPiece) []pdfBand {
	pieces = slices.Clone(pieces)
	slices.SortStableFunc(pieces, func(a, b pdfPiece) int { return compare(a.middle(), b.middle()) })
	var bands []pdfBand
	for _, p := range pieces {
		if n := len(bands); n > 0 {
			b := &bands[n-1]
			if math.Abs(p.middle()-b.middle) < 0.45*max(p.size, b.size) {
				b.pieces = append(b.pieces, p)
				if p.size > b.size {
					b.size, b.middle = p.size, p.middle()
				}
				continue
			}
		}
		bands = append(bands, pdfBand{[]pdfPiece{p}, p.middle(), p.size})
	}
	for _, b := range bands {
		slices.SortStableFunc(b.pieces, func(a, b pdfPiece) int { return compare(a.x0, b.x0) })
	}
	return bands
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// columnsDeep is how often columns are looked for inside of columns.
const columnsDeep = 6

// regionsOf parts the pieces of a page into regions of one column each, in reading order, each as its bands.
func regionsOf(pieces []pdfPiece, depth int) [][]pdfBand {
	if len(pieces) == 0 {
		return nil
	}
	bands := bandsOf(pieces)
	if len(pieces) < 4 || depth >= columnsDeep {
		return [][]pdfBand{bands}
	}
	g, ok := gutterOf(bands)
	if !ok {
		return [][]pdfBand{bands}
	}
	var out [][]pdfBand
	out = append(out, regionsOf(flatten(bands[:g.first]), depth+1)...)
	left, right := g.sides(bands)
	if rightFirst(pieces) {
		left, right = right, left
	}
	out = append(out, regionsOf(left, depth+1)...)
	out = append(out, regionsOf(right, depth+1)...)
	return append(out, regionsOf(flatten(bands[g.last+1:]), depth+1)...)
}

func flatten(bands []pdfBand) []pdfPiece {
	var out []pdfPiece
	for _, b := range bands {
		out = append(out, b.pieces...)
	}
	return out
}

// rightFirst reports whether most of the words are written from right to left.
func rightFirst(pieces []pdfPiece) bool {
	n := 0
	for _, p := range pieces {
		if p.rtl {
			n += p.chars
		} else {
			n -= p.chars
		}
	}
	return n > 0
}
