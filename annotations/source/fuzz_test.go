package source_test

import (
	"context"
	"testing"
	"time"
	"unicode/utf8"

	"parley/annotations/article"
	"parley/annotations/source"
)

// sound holds what holds of every source: it is read soon, to a proper version or an error in words.
func sound(t *testing.T, name string, b []byte) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	d, err := source.Read(ctx, source.Input{Name: name, Bytes: b})
	if ctx.Err() != nil {
		t.Fatalf("it took too long: %v", err)
	}
	if err != nil {
		return
	}
	v := d.Version
	if !utf8.ValidString(v.Text()) {
		t.Fatal("the text is not UTF-8")
	}
	if _, err := article.NewVersion(v.Text(), v.Blocks(), v.Meta); err != nil {
		t.Fatal(err)
	}
	if len(v.Blocks()) == 0 {
		t.Fatal("there are no blocks")
	}
	at := 0
	for _, p := range v.Pages {
		if p.Start < at || p.Start > v.Len() {
			t.Fatalf("pages are %v of %d", v.Pages, v.Len())
		}
		at = p.Start
	}
}

func FuzzHTML(f *testing.F) {
	f.Add(page("<p>one</p><ul><li>a<ol><li>b</ol></ul><table><tr><td>1<td>2</table><pre> x\n y</pre><figure><img alt='a b c' src=x></figure>"))
	f.Add("<html><p>a<b>b<i>c</b>d</i><blockquote><h2>x</blockquote>")
	f.Add("<!doctype html><svg><p>a</svg><math><mi>x</mi></math><ruby>a<rt>b</ruby><q>c</q><br><br>")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<16 {
			t.Skip()
		}
		sound(t, "a.html", []byte("<!doctype html>"+s))
	})
}

func FuzzMHTML(f *testing.F) {
	f.Add("multipart/related; boundary=b", "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>a=3Db</p>\r\n--b--")
	f.Add("text/html", "<p>a</p>")
	f.Fuzz(func(t *testing.T, kind, body string) {
		if len(body) > 1<<16 {
			t.Skip()
		}
		sound(t, "a.mht", []byte("MIME-Version: 1.0\r\nContent-Type: "+kind+"\r\n\r\n"+body))
	})
}

func FuzzEPUB(f *testing.F) {
	f.Add(container, opf("", `<itemref idref="a"/>`), "<html><h1>a</h1><p>b<br/>c</p></html>", "<html><nav><a href='text/B.xhtml'>x</a></nav></html>")
	f.Fuzz(func(t *testing.T, container, opf, chapter, nav string) {
		if len(container)+len(opf)+len(chapter)+len(nav) > 1<<16 {
			t.Skip()
		}
		sound(t, "a.epub", pack(t, "mimetype", "application/epub+zip", "META-INF/container.xml", container, "OEBPS/a.opf", opf, "OEBPS/nav.xhtml", nav, "OEBPS/text/a b.xhtml", chapter, "OEBPS/text/B.xhtml", chapter))
	})
}

func FuzzDOCX(f *testing.F) {
	f.Add(`<w:p><w:pPr><w:pStyle w:val="x"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t><w:tab/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`)
	f.Add(`<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:fldChar w:fldCharType="end"/><w:t>a`)
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 1<<16 {
			t.Skip()
		}
		sound(t, "a.docx", document(t, body))
	})
}

// FuzzArchive gives bytes that begin as an archive does.
func FuzzArchive(f *testing.F) {
	f.Add(book(f)[4:])
	f.Add(document(f, "<w:p><w:r><w:t>a</w:t></w:r></w:p>")[4:])
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<16 {
			t.Skip()
		}
		sound(t, "a", append([]byte("PK\x03\x04"), b...))
	})
}
