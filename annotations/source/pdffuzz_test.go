package source

import (
	"testing"
	"unicode/utf8"

	"parley/annotations/article"
)

// FuzzLayout lays characters out that stand anywhere on two pages. What comes of it is a proper version, whatever they are.
func FuzzLayout(f *testing.F) {
	f.Add([]byte("The towns agreed."), []byte{10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 170}, uint8(11))
	f.Add([]byte("1 2 3 -\n- a."), []byte{0, 0, 255, 255, 3, 9, 1}, uint8(200))
	f.Fuzz(func(t *testing.T, text, places []byte, size uint8) {
		if len(text) > 2000 || len(places) == 0 || !utf8.Valid(text) {
			t.Skip()
		}
		sheet := pdfSheet{pdfBox: pdfBox{0, 0, 612, 792}}
		for i, r := range string(text) {
			x, y := float64(places[i%len(places)])*2.4, float64(places[(i*7+3)%len(places)])*3
			h := 1 + float64(size)*float64(1+i%3)/2
			sheet.glyphs = append(sheet.glyphs, pdfGlyph{pdfBox: pdfBox{x, y - h, x + h/2, y}, r: r, size: h, style: article.Style(i % 4)})
		}
		p := pdfPages{lines: [][]pdfLine{linesOf(sheet, 0), linesOf(sheet, 1)}, boxes: []pdfBox{sheet.pdfBox, sheet.pdfBox}, labels: []string{"i", "ii"}}
		d, err := p.layOut(t.Context(), "The towns")
		if err != nil {
			t.Fatal(err)
		}
		if len(d.blocks) == 0 {
			return
		}
		if _, err := article.NewVersion(d.text, d.blocks, article.Meta{Pages: d.pages}); err != nil {
			t.Fatalf("%v: %q, %+v", err, d.text, d.blocks)
		}
	})
}
