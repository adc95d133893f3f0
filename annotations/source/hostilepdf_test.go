package source_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strings"

	"parley/annotations/source"
)

// A pdfMaker writes the objects of a PDF and the table of where they are.
type pdfMaker struct {
	w  io.Writer
	n  int // bytes written
	at map[int]int
}

func newPDF(w io.Writer) *pdfMaker {
	p := &pdfMaker{w: w, at: map[int]int{}}
	_, _ = io.WriteString(p, "%PDF-1.7\n")
	return p
}

// Write implements io.Writer.
func (p *pdfMaker) Write(b []byte) (int, error) {
	p.n += len(b)
	return p.w.Write(b)
}

func (p *pdfMaker) object(n int, body string) {
	p.at[n] = p.n
	fmt.Fprintf(p, "%d 0 obj\n%s\nendobj\n", n, body)
}

func (p *pdfMaker) stream(n int, dict, body string) {
	p.object(n, fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(body), body))
}

// long writes a stream of s again and again.
func (p *pdfMaker) long(n int, s string, size int) {
	p.at[n] = p.n
	size -= size % len(s)
	fmt.Fprintf(p, "%d 0 obj\n<< /Length %d >>\nstream\n", n, size)
	repeat(p, s, size)
	_, _ = io.WriteString(p, "\nendstream\nendobj\n")
}

// finish writes the table and the trailer.
func (p *pdfMaker) finish(trailer string) {
	last := 0
	for n := range p.at {
		last = max(last, n)
	}
	xref := p.n
	fmt.Fprintf(p, "xref\n0 %d\n0000000000 65535 f \n", last+1)
	for n := 1; n <= last; n++ {
		if at, ok := p.at[n]; ok {
			fmt.Fprintf(p, "%010d 00000 n \n", at)
		} else {
			_, _ = io.WriteString(p, "0000000000 00000 f \n")
		}
	}
	fmt.Fprintf(p, "trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", last+1, trailer, xref)
}

// onSheet makes a PDF of one page with these resources and contents; more adds objects from number 10 on.
func onSheet(resources, contents string, more func(*pdfMaker)) func(io.Writer) {
	return func(w io.Writer) {
		p := newPDF(w)
		p.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
		p.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
		p.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> "+resources+" >> >>")
		p.stream(4, "", contents)
		p.object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
		if more != nil {
			more(p)
		}
		p.finish("")
	}
}

// flated returns what write writes, packed n times.
func flated(write func(io.Writer), n int) string {
	var b bytes.Buffer
	for range n {
		b = bytes.Buffer{}
		z, _ := zlib.NewWriterLevel(&b, zlib.BestCompression)
		write(z)
		_ = z.Close()
		write = words(b.String())
	}
	return b.String()
}

const aLine = "BT /F1 11 Tf 60 700 Td (Some words to read on a page of this file.) Tj ET "

// fan makes forms that each draw the next ten times.
func fan(depth, width int, last string) func(*pdfMaker) {
	return func(p *pdfMaker) {
		for i := range depth {
			body := strings.Repeat("/X Do ", width)
			if i+1 == depth {
				body = last
			}
			p.stream(10+i, fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> /XObject << /X %d 0 R >> >>", 11+i), body)
		}
	}
}

// hostilePDFs are PDF files.
func hostilePDFs() []hostile {
	x := "/XObject << /X 10 0 R >>"
	filter := func(n int) string { return "/Filter [" + strings.Repeat("/FlateDecode ", n) + "]" }
	return []hostile{
		{"self-drawing.pdf", false, onSheet(x, aLine+"/X Do", func(p *pdfMaker) {
			p.stream(10, "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> /XObject << /X 10 0 R >> >>", "/X Do "+aLine+" /X Do /X Do")
		}), anyPDF},
		{"drawing-each-other.pdf", false, onSheet(x, aLine+"/X Do", func(p *pdfMaker) {
			for i, to := range []int{11, 12, 10} {
				p.stream(10+i, fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> /XObject << /X %d 0 R >> >>", to), strings.Repeat("/X Do ", 8)+aLine)
			}
		}), anyPDF},
		{"forms-10-to-the-9.pdf", false, onSheet(x, aLine+"/X Do", fan(9, 10, aLine)), anyPDF},
		{"forms-2-to-the-18.pdf", false, onSheet(x, aLine+"/X Do", fan(18, 2, aLine)), anyPDF},
		{"empty-forms.pdf", false, onSheet(x, aLine+"/X Do", fan(8, 10, "q Q")), anyPDF},
		{"clipped-forms.pdf", false, onSheet(x, aLine+"/X Do", fan(7, 10, "0 0 1 1 re W n "+aLine)), anyPDF},
		{"page-loop.pdf", false, func(w io.Writer) {
			p := newPDF(w)
			p.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
			p.object(2, "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2000 /Parent 3 0 R >>")
			p.object(3, "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2000 /Parent 2 0 R >>")
			p.finish("")
		}, anyPDF},
		{"billion-pages.pdf", false, func(w io.Writer) {
			p := newPDF(w)
			p.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
			p.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>")
			p.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
			p.stream(4, "", aLine)
			p.object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
			p.finish("")
		}, anyPDF},
		{"4000-empty-pages.pdf", false, func(w io.Writer) {
			p := newPDF(w)
			p.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
			p.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 4000 >>")
			p.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>")
			p.finish("")
		}, anyPDF},
		{"million-pages.pdf", false, samePage(100_000, aLine), tooMuch},
		{"4000-times-one-page.pdf", false, samePage(4_000, strings.Repeat("BT /F1 11 Tf 60 700 Td (Some words to read on a page of this file.) Tj ET\n", 50)), anyPDF},
		{"4000-times-a-slow-page.pdf", false, samePage(4_000, strings.Repeat("0 0 m 10 10 l S ", 30_000)+aLine), anyPDF},
		{"huge-box.pdf", false, func(w io.Writer) {
			p := newPDF(w)
			p.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
			p.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
			p.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [-1e30 -1e30 1e30 1e30] /UserUnit 1e20 /Rotate 37 /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
			p.stream(4, "", aLine)
			p.object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
			p.finish("")
		}, anyPDF},
		{"flate-twice.pdf", false, func(w io.Writer) {
			p := newPDF(w)
			p.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
			p.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
			p.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
			p.stream(4, filter(2), flated(around(aLine, " ", 300*mega, ""), 2))
			p.object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
			p.finish("")
		}, anyPDF},
		{"flate-words.pdf", false, func(w io.Writer) {
			p := newPDF(w)
			p.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
			p.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
			p.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
			p.stream(4, filter(2), flated(around("", aLine, 60*mega, ""), 2))
			p.object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
			p.finish("")
		}, tooMuch},
		{"flate-forty-times.pdf", false, onSheet("", aLine, func(p *pdfMaker) { p.stream(4, filter(40), flated(words(aLine), 40)) }), anyPDF},
		{"run-length.pdf", false, onSheet("", aLine, func(p *pdfMaker) {
			p.stream(4, "/Filter [/FlateDecode /RunLengthDecode /RunLengthDecode]", flated(around("", "\x81\x81", 30*mega, ""), 1))
		}), anyPDF},
		{"hex-chain.pdf", false, onSheet("", aLine, func(p *pdfMaker) {
			p.stream(4, "/Filter [/FlateDecode /ASCIIHexDecode /ASCII85Decode]", flated(around("", "7a", 60*mega, ""), 1))
		}), anyPDF},
		{"xref-loop.pdf", false, func(w io.Writer) {
			var b bytes.Buffer
			onSheet("", aLine, nil)(&b)
			s := b.String()
			at := strings.LastIndex(s, "xref\n0")
			s = strings.Replace(s, "trailer << ", fmt.Sprintf("trailer << /Prev %d ", at), 1)
			_, _ = io.WriteString(w, s)
		}, anyPDF},
		{"huge-xref.pdf", false, func(w io.Writer) {
			var b bytes.Buffer
			onSheet("", aLine, nil)(&b)
			s := strings.Replace(b.String(), "/Size 6", "/Size 2147483647", 1)
			_, _ = io.WriteString(w, strings.Replace(s, "xref\n0 6", "xref\n0 400000000", 1))
		}, anyPDF},
		{"object-stream-in-itself.pdf", false, func(w io.Writer) {
			p := newPDF(w)
			p.stream(1, "/Type /ObjStm /N 2 /First 10 /Extends 1 0 R", "1 0 2 5    << /Type /Catalog /Pages 2 0 R >>")
			p.stream(2, "/Type /ObjStm /N 1000000 /First 99999999", strings.Repeat("2 0 ", 2000))
			p.finish("")
		}, anyPDF},
		{"object-stream-bomb.pdf", false, func(w io.Writer) {
			p := newPDF(w)
			p.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
			p.stream(9, "/Type /ObjStm /N 2000000 /First 24000000 "+filter(1), flated(around("", "2 0 ", 60*mega, ""), 1))
			p.finish("")
		}, anyPDF},
		{"type3.pdf", false, onSheet("", "BT /F2 11 Tf 60 700 Td (aaaaaaaaaaaa) Tj ET "+aLine, func(p *pdfMaker) {
			p.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 10 0 R >> >> >>")
			p.object(10, "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 11 0 R >> /Resources << /Font << /F2 10 0 R >> >> >>")
			p.stream(11, "", "9 0 d0 BT /F2 11 Tf (aaaaaaaaaa) Tj ET")
		}), anyPDF},
		{"many-signs.pdf", false, onSheet("", "BT /F1 1 Tf 60 700 Td "+strings.Repeat("(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbb) Tj ", 11_000)+" ET", nil), anyPDF},
		{"signs-on-signs.pdf", false, onSheet("", "BT /F1 11 Tf "+strings.Repeat("1 0 0 1 60 700 Tm (a) Tj ", 36_000)+" ET", nil), anyPDF},
		{"scattered-signs.pdf", false, onSheet("", func() string {
			var b strings.Builder
			for i := range 30_000 {
				fmt.Fprintf(&b, "BT /F1 %d Tf %d %d Td (a) Tj ET ", 3+i%5, i*7919%600, i*104729%780)
			}
			return b.String()
		}(), nil), anyPDF},
		{"columns.pdf", false, onSheet("", func() string {
			var b strings.Builder
			for y := range 190 {
				for x := range 150 {
					fmt.Fprintf(&b, "BT /F1 2 Tf %d %d Td (ab) Tj ET ", 4+x*4, 780-y*4)
				}
			}
			return b.String()
		}(), nil), anyPDF},
		{"turned.pdf", false, onSheet("", func() string {
			var b strings.Builder
			for i := range 20_000 {
				fmt.Fprintf(&b, "BT /F1 9 Tf 0.%d 0.7 -0.7 0.%[1]d %d %d Tm (a) Tj ET ", i%10, i*7919%600, i*104729%780)
			}
			return b.String()
		}(), nil), anyPDF},
		{"deep-arrays.pdf", false, onSheet("", aLine, func(p *pdfMaker) {
			p.object(10, strings.Repeat("[", 200_000))
			p.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox 10 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
		}), anyPDF},
		{"deep-states.pdf", false, onSheet("", strings.Repeat("q BT ", 150_000)+aLine, nil), anyPDF},
		{"dictionary-steps.pdf", false, onSheet("", strings.Repeat("<< /a ", 100_000)+aLine, nil), anyPDF},
		{"character-map.pdf", false, onSheet("", aLine, func(p *pdfMaker) {
			p.object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 10 0 R >>")
			p.stream(10, "", "begincmap "+strings.Repeat("1 beginbfrange <0000> <ffff> <"+strings.Repeat("0041", 60)+"> endbfrange ", 3_000)+"endcmap")
		}), anyPDF},
		{"widths.pdf", false, onSheet("", aLine, func(p *pdfMaker) {
			p.object(5, "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /BaseFont /A /DescendantFonts [10 0 R] >>")
			p.object(10, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W ["+strings.Repeat("0 65535 500 ", 60_000)+"] >>")
		}), anyPDF},
		{"many-links.pdf", false, onSheet("", aLine, func(p *pdfMaker) {
			p.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots ["+strings.Repeat("10 0 R ", 100_000)+"] >>")
			p.object(10, "<< /Type /Annot /Subtype /Link /Rect [0 0 600 700] /A << /S /URI /URI (https://a.example/) >> >>")
		}), anyPDF},
		{"inline-pictures.pdf", false, onSheet("", aLine+strings.Repeat("BI /W 60000 /H 60000 /BPC 8 /CS /RGB /F /Fl ID x EI ", 15_000), nil), anyPDF},
		{"shadings.pdf", false, onSheet("/Shading << /S 10 0 R >>", aLine+strings.Repeat("/S sh ", 100_000), func(p *pdfMaker) {
			p.object(10, "<< /ShadingType 1 /ColorSpace /DeviceRGB /Function << /FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1] >> >>")
		}), anyPDF},
		{"locked.pdf", false, func(w io.Writer) {
			p := newPDF(w)
			p.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
			p.object(2, "<< /Type /Pages /Kids [] /Count 0 >>")
			p.object(9, "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O <"+strings.Repeat("00", 32)+"> /U <"+strings.Repeat("00", 32)+"> >>")
			p.finish("/Encrypt 9 0 R /ID [<00><00>]")
		}, []error{source.ErrProtected, source.ErrDamaged}},
		{"nothing.pdf", false, words("%PDF-1.7\n" + strings.Repeat("1 0 obj << ", 50_000)), brokenPDF},
		{"pictures-only.pdf", false, onSheet("", "0 0 m 10 10 l S", nil), []error{source.ErrScanned}},
		{"large-page.pdf", true, onSheet("", "", func(p *pdfMaker) { p.long(4, "BT /F1 5 Tf 60 700 Td (Some words to read on a page) Tj ET\n", 62*mega) }), tooMuch},
		{"large-comments.pdf", true, onSheet("", "", func(p *pdfMaker) { p.long(4, "% x\n", 62*mega) }), anyPDF},
		{"large-objects.pdf", true, func(w io.Writer) {
			var b bytes.Buffer
			onSheet("", aLine, nil)(&b)
			_, _ = io.WriteString(w, "%PDF-1.7\n")
			counting("", "%d 0 obj [] endobj\n", 60*mega, "")(w)
			_, _ = w.Write(b.Bytes()[:b.Len()-60])
		}, anyPDF},
		{"1800-pages.pdf", true, manyPages(1_800), imported},
	}
}

// samePage makes a PDF that shows one page n times.
func samePage(n int, contents string) func(io.Writer) {
	return func(w io.Writer) {
		p := newPDF(w)
		p.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
		p.object(2, fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Repeat("3 0 R ", n), n))
		p.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
		p.stream(4, "/Filter /FlateDecode", flated(words(contents), 1))
		p.object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
		p.finish("")
	}
}

// manyPages makes a book of n pages of 40 lines of words each: an honest large file.
func manyPages(n int) func(io.Writer) {
	return func(w io.Writer) {
		p := newPDF(w)
		p.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
		p.object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
		var kids strings.Builder
		for i := range n {
			fmt.Fprintf(&kids, "%d 0 R ", 10+2*i)
			var s strings.Builder
			s.WriteString("BT /F1 11 Tf 60 720 Td 14 TL ")
			for l := range 40 {
				fmt.Fprintf(&s, "(On page %d, line %d says that the delegates met and talked about the line for %d hours.) Tj T* ", i, l, i*l)
			}
			s.WriteString("ET")
			p.object(10+2*i, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 5 0 R >> >> >>", 11+2*i))
			p.stream(11+2*i, "", s.String())
		}
		p.object(2, fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids.String(), n))
		p.finish("")
	}
}
