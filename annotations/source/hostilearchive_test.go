package source_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"strings"

	"parley/annotations/source"
)

// A part is an entry of an archive and what writes it.
type part struct {
	name  string
	write func(io.Writer)
}

func words(s string) func(io.Writer) { return around(s, "", 0, "") }

// zipped returns what writes an archive of parts.
func zipped(parts ...part) func(io.Writer) {
	return func(w io.Writer) {
		z := zip.NewWriter(w)
		for _, p := range parts {
			if e, err := z.Create(p.name); err == nil {
				p.write(e)
			}
		}
		_ = z.Close()
	}
}

// aBook returns what writes a book with a package document and other parts.
func aBook(opf func(io.Writer), parts ...part) func(io.Writer) {
	return zipped(append([]part{{"mimetype", words("application/epub+zip")}, {"META-INF/container.xml", words(container)}, {"OEBPS/a.opf", opf}}, parts...)...)
}

// chapters returns what writes a book of one chapter.
func chapters(chapter func(io.Writer)) func(io.Writer) {
	return aBook(words(opf("", `<itemref idref="b"/>`)), part{"OEBPS/text/B.xhtml", chapter})
}

// aDocument returns what writes a Word file.
func aDocument(body func(io.Writer), parts ...part) func(io.Writer) {
	return zipped(append([]part{{"[Content_Types].xml", words("<Types/>")}, {"word/document.xml", both(words(`<w:document xmlns:w="x"><w:body>`), body, words(`<w:p><w:r><w:t>Last words.</w:t></w:r></w:p></w:body></w:document>`))}}, parts...)...)
}

const aChapter = "<html><body><p>Some words to read.</p>"

// hostileBooks are EPUB files.
func hostileBooks() []hostile {
	const pkg = `<package><manifest><item id="b" href="text/B.xhtml" media-type="application/xhtml+xml"/>`
	chapter := part{"OEBPS/text/B.xhtml", around(aChapter, "<p>More and more words of it.</p>", 300*kilo, "")}
	return []hostile{
		{"one-chapter-a-thousand-times.epub", false, aBook(around(pkg+"</manifest><spine>", `<itemref idref="b"/>`, 20*kilo, "</spine></package>"), chapter), imported},
		{"one-chapter-by-many-names.epub", false, aBook(both(counting(pkg, `<item id="c%d" href="text/B.xhtml" media-type="text/html"/>`, 60*kilo, "</manifest><spine>"), counting("", `<itemref idref="c%d"/>`, 20*kilo, "</spine></package>")), chapter), imported},
		{"chapter-bomb.epub", false, chapters(around(aChapter, "<p>x</p>", 150*mega, "")), tooMuch},
		{"space-bomb.epub", false, chapters(around(aChapter, " ", 90*mega, "")), tooMuch},
		{"chapter-of-9-MB.epub", false, chapters(around(aChapter, "<p>a", 9*mega, "")), tooMuch},
		{"chapter-of-words-9-MB.epub", false, chapters(around(aChapter, "<p>Some words of it, and more of them.", 9*mega, "")), bounded},
		{"endless-spine.epub", false, aBook(around(pkg+"</manifest><spine>", `<itemref idref="b"/>`, 9*mega, "</spine></package>"), chapter), []error{nil, source.ErrTooMuch}},
		{"endless-manifest.epub", false, aBook(counting(pkg, `<item id="c%d" href="c%[1]d"/>`, 9*mega, `</manifest><spine><itemref idref="b"/></spine></package>`), chapter), bounded},
		{"endless-contents.epub", false, aBook(words(opf("", `<itemref idref="b"/>`)), chapter, part{"OEBPS/nav.xhtml", counting("<nav>", `<ol><a href="text/B.xhtml#%d">Some words to read</a></ol>`, 9*mega, "")}), bounded},
		{"contents-of-one-place.epub", false, aBook(words(opf("", `<itemref idref="b"/>`)), chapter, part{"OEBPS/nav.xhtml", around("<nav>", `<a href="text/B.xhtml">Some words</a>`, 900*kilo, "")}), bounded},
		{"deep-ncx.epub", false, aBook(words(strings.Replace(opf(`<item id="t" href="toc.ncx"/>`, `<itemref idref="b"/>`), "<spine>", `<spine toc="t">`, 1)), chapter, part{"OEBPS/toc.ncx", around("<ncx>", "<navPoint><navLabel><text>a</text></navLabel>", 9*mega, "")}), bounded},
		{"long-ncx-label.epub", false, aBook(words(strings.Replace(opf(`<item id="t" href="toc.ncx"/>`, `<itemref idref="b"/>`), "<spine>", `<spine toc="t">`, 1)), chapter, part{"OEBPS/toc.ncx", around("<ncx><navPoint><text>", "a<x/>", 9*mega, "")}), bounded},
		{"many-chapters.epub", false, func(w io.Writer) {
			var parts []part
			for i := range 4000 {
				parts = append(parts, part{fmt.Sprintf("OEBPS/c%d.xhtml", i), around(aChapter, "<p>Some words of it.", 20*kilo, "")})
			}
			aBook(both(counting("<package><manifest>", `<item id="c%d" href="c%[1]d.xhtml" media-type="text/html"/>`, 230*kilo, "</manifest><spine>"), counting("", `<itemref idref="c%d"/>`, 90*kilo, "</spine></package>")), parts...)(w)
		}, tooMuch},
		{"drawing.epub", false, chapters(around(aChapter+"<svg>", "<text>Some words</text>", 9*mega, "</svg>")), bounded},
		{"deep-drawing.epub", false, chapters(around(aChapter+"<svg>", "<text>a<g>", 900*kilo, "</svg>")), bounded},
		{"self-closed.epub", false, chapters(around(aChapter, "/>", 9*mega, "")), bounded},
		{"self-closed-tags.epub", false, chapters(around(aChapter, "<p/>", 9*mega, "")), bounded},
		{"huge-metadata.epub", false, aBook(around("<package><metadata>", "<creator>Some One</creator>", 9*mega, `</metadata><manifest><item id="b" href="text/B.xhtml" media-type="text/html"/></manifest><spine><itemref idref="b"/></spine></package>`), chapter), bounded},
		{"many-entries.epub", false, func(w io.Writer) {
			var parts []part
			for i := range 15_000 {
				parts = append(parts, part{fmt.Sprint("f", i), words("")})
			}
			parts = append(parts, parts...)
			zipped(parts[:21_000]...)(w)
		}, tooMuch},
		{"locked.epub", false, aBook(words(opf("", `<itemref idref="b"/>`)), chapter, part{"META-INF/encryption.xml", words(`<encryption><CipherReference URI="OEBPS/text/B.xhtml"/></encryption>`)}), locked},
		{"overlapping.epub", false, overlapping, []error{source.ErrTooMuch, source.ErrArchive}},
		{"lying-size.epub", false, func(w io.Writer) {
			var b bytes.Buffer
			chapters(around(aChapter, "<p>x</p>", 12*mega, ""))(&b)
			lie(b.Bytes(), 100)
			_, _ = w.Write(b.Bytes())
		}, []error{source.ErrTooMuch, source.ErrArchive}},
		{"huge-size.epub", false, func(w io.Writer) {
			var b bytes.Buffer
			chapters(words(aChapter))(&b)
			lie(b.Bytes(), 0xFFFFFFF0)
			_, _ = w.Write(b.Bytes())
		}, []error{source.ErrTooMuch, source.ErrArchive}},
		{"zip64.epub", false, zip64, []error{source.ErrTooMuch, source.ErrArchive}},
		{"cut-off.epub", false, func(w io.Writer) {
			var b bytes.Buffer
			chapters(around(aChapter, "<p>x", 100*kilo, ""))(&b)
			_, _ = w.Write(b.Bytes()[:b.Len()*2/3])
		}, noArchive},
		{"large-stored.epub", true, func(w io.Writer) {
			z := zip.NewWriter(w)
			for _, p := range []part{{"META-INF/container.xml", words(container)}, {"OEBPS/a.opf", words(opf("", `<itemref idref="b"/>`))}, {"OEBPS/text/B.xhtml", around(aChapter, "<p>x", 62*mega, "")}} {
				if e, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store}); err == nil {
					p.write(e)
				}
			}
			_ = z.Close()
		}, tooMuch},
	}
}

// lie changes the unpacked sizes that the directory of an archive gives.
func lie(b []byte, size uint32) {
	for i := 0; ; {
		k := bytes.Index(b[i:], []byte("PK\x01\x02"))
		if k < 0 {
			return
		}
		binary.LittleEndian.PutUint32(b[i+k+24:], size)
		i += k + 4
	}
}

// zip64 writes an archive whose package says in a Zip64 field that it is of 8 EB.
func zip64(w io.Writer) {
	var b bytes.Buffer
	name, data := "META-INF/container.xml", []byte(container)
	head := func(sig string, central bool) {
		b.WriteString(sig)
		if central {
			_ = binary.Write(&b, binary.LittleEndian, uint16(45))
		}
		_ = binary.Write(&b, binary.LittleEndian, []uint16{45, 0, 0, 0, 0})
		_ = binary.Write(&b, binary.LittleEndian, crc32.ChecksumIEEE(data))
		size := uint32(len(data))
		extra := uint16(0)
		full := size
		if central {
			full, extra = 0xFFFFFFFF, 12
		}
		_ = binary.Write(&b, binary.LittleEndian, []uint32{size, full})
		_ = binary.Write(&b, binary.LittleEndian, []uint16{uint16(len(name)), extra})
		if central {
			_ = binary.Write(&b, binary.LittleEndian, []uint16{0, 0, 0})
			_ = binary.Write(&b, binary.LittleEndian, []uint32{0, 0})
		}
		b.WriteString(name)
		if central {
			_ = binary.Write(&b, binary.LittleEndian, []uint16{1, 8})
			_ = binary.Write(&b, binary.LittleEndian, uint64(1)<<62)
		}
	}
	head("PK\x03\x04", false)
	b.Write(data)
	dir := b.Len()
	head("PK\x01\x02", true)
	n := b.Len() - dir
	b.WriteString("PK\x05\x06")
	_ = binary.Write(&b, binary.LittleEndian, []uint16{0, 0, 1, 1})
	_ = binary.Write(&b, binary.LittleEndian, []uint32{uint32(n), uint32(dir)})
	_ = binary.Write(&b, binary.LittleEndian, uint16(0))
	_, _ = w.Write(b.Bytes())
}

// overlapping writes a book whose hundreds of chapters are the same packed bytes.
func overlapping(w io.Writer) {
	const n = 600
	var b bytes.Buffer
	aBook(both(counting("<package><manifest>", `<item id="c%d" href="c%[1]d.xhtml" media-type="text/html"/>`, 34*kilo, "</manifest><spine>"), counting("", `<itemref idref="c%d"/>`, 13*kilo, "</spine></package>")),
		part{"OEBPS/c000.xhtml", around(aChapter, "<p>Some words of it.", 2*mega, "")})(&b)
	raw := b.Bytes()
	dir := bytes.LastIndex(raw, []byte("PK\x01\x02"))
	entry := raw[dir : dir+46+len("OEBPS/c000.xhtml")]
	first := bytes.Index(raw, []byte("PK\x01\x02"))
	var out bytes.Buffer
	out.Write(raw[:dir])
	for i := range n {
		e := bytes.Clone(entry)
		name := fmt.Sprintf("OEBPS/c%d.xhtml", i)
		binary.LittleEndian.PutUint16(e[28:], uint16(len(name)))
		out.Write(e[:46])
		out.WriteString(name)
	}
	size := out.Len() - first
	out.WriteString("PK\x05\x06")
	_ = binary.Write(&out, binary.LittleEndian, []uint16{0, 0, n + 3, n + 3})
	_ = binary.Write(&out, binary.LittleEndian, []uint32{uint32(size), uint32(first)})
	_ = binary.Write(&out, binary.LittleEndian, uint16(0))
	_, _ = w.Write(out.Bytes())
}

// hostileDocuments are Word files and other archives.
func hostileDocuments() []hostile {
	par := func(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }
	body := func(before, s string, size int, after string) func(io.Writer) {
		return aDocument(around(before, s, size, after))
	}
	return []hostile{
		{"paragraph-bomb.docx", false, body("", par("x"), 150*mega, ""), tooMuch},
		{"paragraphs-of-60-MB.docx", false, body("", par("x")+"<w:p/><w:p/><w:p/>", 60*mega, ""), tooMuch},
		{"runs-of-9-MB.docx", false, body("<w:p>", "<w:t>a</w:t>", 9*mega, "</w:p>"), bounded},
		{"words-of-9-MB.docx", false, body("", par("Some words of it, and more of them."), 9*mega, ""), bounded},
		{"one-text.docx", false, body("<w:p><w:r><w:t>", "word ", 9*mega, "</w:t></w:r></w:p>"), imported},
		{"deep.docx", false, body("", "<w:sdt><w:sdtContent>", 9*mega, ""), tooMuch},
		{"deep-tables.docx", false, body("", "<w:tbl><w:tr><w:tc>", 900*kilo, par("x")), tooMuch},
		{"one-cell.docx", false, body("<w:tbl><w:tr><w:tc>", par("some words"), 9*mega, "</w:tc></w:tr></w:tbl>"), bounded},
		{"many-cells.docx", false, body("<w:tbl><w:tr>", "<w:tc>"+par("a")+"</w:tc>", 9*mega, "</w:tr></w:tbl>"), bounded},
		{"empty-cells.docx", false, body("<w:tbl><w:tr>", "<w:tc/>", 9*mega, "</w:tr></w:tbl>"), bounded},
		{"many-attributes.docx", false, aDocument(counting("<w:p ", `a%d="" `, 9*mega, "/>")), bounded},
		{"huge-attribute.docx", false, body(`<w:p a="`, "x", 9*mega, `"/>`), bounded},
		{"endless-notes.docx", false, aDocument(counting("<w:p>", `<w:footnoteReference w:id="%d"/>`, 5*mega, "</w:p>"), part{"word/footnotes.xml", counting("<f>", `<w:footnote w:id="%d"><w:t>a</w:t></w:footnote>`, 8*mega, "</f>")}), bounded},
		{"endless-lists.docx", false, aDocument(words(par("a")), part{"word/numbering.xml", counting("<n>", `<w:abstractNum w:abstractNumId="%d"></w:abstractNum>`, 9*mega, "</n>")}), bounded},
		{"endless-overrides.docx", false, aDocument(words(par("a")), part{"word/numbering.xml", counting("<n>", `<w:num w:numId="%d"><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`, 9*mega, "</n>")}), bounded},
		{"endless-markers.docx", false, aDocument(around("", `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`, 9*mega, ""),
			part{"word/numbering.xml", around(`<n><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="`, "%1 ", 200*kilo, `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></n>`)}), bounded},
		{"endless-links.docx", false, aDocument(words(par("a")), part{"word/_rels/document.xml.rels", counting("<r>", `<Relationship Id="r%d" Type="/hyperlink" Target="https://a.example/"/>`, 9*mega, "</r>")}), bounded},
		{"looping-styles.docx", false, aDocument(around("", `<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`, 900*kilo, ""), part{"word/styles.xml", words(`<s><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></s>`)}), imported},
		{"open-fields.docx", false, body("<w:p>", `<w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK a b c d e f</w:instrText>`, 9*mega, "</w:p>"), bounded},
		{"laughs.docx", false, zipped(part{"word/document.xml", words(`<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><w:document><w:p><w:r><w:t>&d; words</w:t></w:r></w:p></w:document>`)}), imported},
		{"many-entities.docx", false, body("<w:p><w:r><w:t>", "&amp;", 9*mega, "</w:t></w:r></w:p>"), bounded},
		{"invalid-bytes.docx", false, body("<w:p><w:r><w:t>", "a\xff", 9*mega, "</w:t></w:r></w:p>"), notText},
		{"pictures.docx", false, body("<w:p>", `<docPr descr="some words to tell of it"/>`, 9*mega, "</w:p>"), bounded},
		{"huge-core.docx", false, aDocument(words(par("a")), part{"docProps/core.xml", around("<c><dc:title>", "title ", 9*mega, "</dc:title></c>")}), imported},
		{"archives-in-archives.docx", false, zipped(part{"a.zip", zipped(part{"b.zip", zipped(part{"c.zip", zipped(part{"word/document.xml", words(par("x"))})})})}), notText},
		{"locked.docx", false, func(w io.Writer) {
			var b bytes.Buffer
			aDocument(words(par("x")))(&b)
			raw := b.Bytes()
			for i := 0; ; {
				k := bytes.Index(raw[i:], []byte("PK\x01\x02"))
				if k < 0 {
					break
				}
				raw[i+k+8] |= 1
				i += k + 4
			}
			_, _ = w.Write(raw)
		}, locked},
		{"password.docx", false, words("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 512) + strings.Join(strings.Split("EncryptedPackage", ""), "\x00") + "\x00"), locked},
		{"large-stored.docx", true, func(w io.Writer) {
			z := zip.NewWriter(w)
			if e, err := z.CreateHeader(&zip.FileHeader{Name: "word/document.xml", Method: zip.Store}); err == nil {
				around("<w:document><w:body>", par("x"), 62*mega, "</w:body></w:document>")(e)
			}
			_ = z.Close()
		}, bounded},
		{"large-attributes.docx", true, func(w io.Writer) {
			z := zip.NewWriter(w)
			if e, err := z.CreateHeader(&zip.FileHeader{Name: "word/document.xml", Method: zip.Store}); err == nil {
				around("<w:document><w:body><w:p ", `a="" `, 62*mega, "/>"+par("x")+"</w:body></w:document>")(e)
			}
			_ = z.Close()
		}, bounded},
	}
}

var _ = source.ErrTooMuch
