package source_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/annotations/article"
	"parley/annotations/source"
)

// pack makes an archive of names and contents, in that order.
func pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// told writes the blocks of a version, a line each: what they are, and their words with how they are set.
func told(v *article.Version) string {
	names := map[article.Kind]string{
		article.Paragraph: "p", article.Title: "title", article.Heading: "h", article.Quote: "quote", article.ListItem: "li",
		article.Preformatted: "pre", article.Table: "table", article.Figure: "figure", article.Rule: "rule",
	}
	var out strings.Builder
	for _, b := range v.Blocks() {
		out.WriteString(names[b.Kind])
		if b.Level > 0 {
			fmt.Fprint(&out, b.Level)
		}
		if b.Marker != "" {
			out.WriteString(" " + b.Marker)
		}
		out.WriteString(": ")
		at := b.Start
		for _, s := range b.Spans {
			out.WriteString(v.Slice(article.Range{Start: at, End: s.Start}))
			open := ""
			for _, x := range []struct {
				style article.Style
				sign  string
			}{{article.Emphasis, "_"}, {article.Strong, "*"}, {article.Code, "`"}, {article.Struck, "~"}} {
				if s.Style&x.style != 0 {
					open += x.sign
				}
			}
			out.WriteString(open + v.Slice(s.Range) + open)
			if s.Link != "" {
				out.WriteString("<" + s.Link + ">")
			}
			at = s.End
		}
		out.WriteString(strings.NewReplacer("\n", "⏎", "\t", "|").Replace(v.Slice(article.Range{Start: at, End: b.End})) + "\n")
	}
	return strings.NewReplacer("\t", "|").Replace(out.String())
}

func readBytes(t testing.TB, name string, b []byte) (source.Document, error) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	return source.Read(ctx, source.Input{Name: name, Bytes: b, Cache: filepath.Join(os.TempDir(), "parley-test-cache")}) // compiling what reads PDF takes seconds
}

const longer = "It goes on for some more words, so that the paragraph is long enough to be taken for one of an article, as those are."

func page(body string) string {
	return `<!DOCTYPE html><html lang="en"><head><title>The page</title></head><body><article>` + body + `</article></body></html>`
}

func TestPages(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"paragraphs and styles", page(`<p>One <em>two</em> <b>three</b>
			four <code>five</code> <s>six</s>.` + longer + `</p><p>` + longer + `</p>`), "p: One _two_ *three* four `five` ~six~." + longer + "\np: " + longer + "\n"},
		{"links", page(`<p><a href="https://a.example/x">One</a> <a href="javascript:alert(1)">two</a> <a href="#n">three</a>. ` + longer + `</p>`), "p: One<https://a.example/x> two three. " + longer + "\n"},
		{"headings", page(`<p>` + longer + `</p><h2>Part <i>one</i></h2><p>` + longer + `</p>`), "p: " + longer + "\nh2: Part _one_\np: " + longer + "\n"},
		{"lists", page(`<p>` + longer + `</p><ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul><ol start="3"><li>e</li><li value="9">f</li></ol>`), "p: " + longer + "\nli1 •: a\nli2 •: b\nli1 •: c\nli1: d\nli1 3.: e\nli1 9.: f\n"},
		{"quotes", page(`<p>` + longer + `</p><blockquote><p>q</p><blockquote>r</blockquote></blockquote>`), "p: " + longer + "\nquote: q\nquote: r\n"},
		{"a table", page(`<p>` + longer + `</p><table><caption>c</caption><tr><th>a</th><th>b</th></tr><tr><td>1 <p>2</p></td><td>3</td></tr></table>`), "p: " + longer + "\np: *c*\ntable: *a*|*b*⏎1 2|3\n"},
		{"line ends", page(`<p>one<br>two ` + longer + `</p>`), "p: one⏎two " + longer + "\n"},
		{"what is hidden or runs", page(`<p>` + longer + `<span hidden>x</span><span style="display: none">y</span><script>z()</script><style>p{}</style></p>`), "p: " + longer + "\n"},
		{"a figure", page(`<p>` + longer + `</p><figure><img src="https://a.example/b.png" alt="x"><figcaption>The caption of it</figcaption></figure><p>` + longer + `</p>`), "p: " + longer + "\nfigure: _The caption of it_<https://a.example/b.png>\np: " + longer + "\n"},
		{"entities", page(`<p>a&nbsp;&amp;&lt;b&gt; &mdash; &#8220;c&#x201D; ` + longer + `</p>`), "p: a\u00a0&<b> — “c” " + longer + "\n"},
		{"above and below the line", page(`<p>10<sup>6</sup> m<sup>−2</sup> of CO<sub>2</sub>, the 1<sup>st</sup>. ` + longer + `</p>`), "p: 10⁶ m⁻² of CO₂, the 1st. " + longer + "\n"},
		{"notes", page(`<p>Words.<sup><a href="#n1">1</a></sup> More.<a href="#n2"><sup>b</sup></a> <a href="#top">2</a> ` + longer + `</p><p role="doc-footnote" id="n1">The note.</p>`), "p: Words.[1] More.[b] 2 " + longer + "\nli1 [1]: The note.\n"},
		{"numbers of a list", page(`<p>` + longer + `</p><ol type="a"><li>x</li><li>y</li></ol><ol type="I" start="4"><li>z</li></ol>`), "p: " + longer + "\nli1 a.: x\nli1 b.: y\nli1 IV.: z\n"},
		{"a formula", page(`<p>So <math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac><mo>&#x2062;</mo><msqrt><mi>k</mi></msqrt><msub><mi>y</mi><mi>i</mi></msub></mrow><annotation>tex</annotation></semantics></math>. ` + longer + `</p>`), "p: So x² = (a + b)/c√ky_i. " + longer + "\n"},
		{"a piece of a page", `<p>One two.</p><p>Three.</p>`, "p: One two.\np: Three.\n"},
		{"text outside of paragraphs", `<html><body>One two three.<br><br>Four five six.</body></html>`, "p: One two three.\np: Four five six.\n"},
		{"not closed", `<html><body><p>One <b>two<p>three`, "p: One *two*\np: *three*\n"},
	}
	for _, tt := range tests {
		d, err := readBytes(t, "a page", []byte(tt.html))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := told(d.Version); got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", tt.name, got, tt.want)
		}
		if d.Version.Origin.Importer != "html" {
			t.Errorf("%s: read as %s", tt.name, d.Version.Origin.Importer)
		}
	}
}

func TestPageMeta(t *testing.T) {
	body := `<body><article><h1>The head of it</h1><p>` + longer + `</p><p>` + longer + `</p></article></body>`
	tests := []struct{ name, head, url string }{
		{"JSON-LD in a graph", `<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],"headline":"The head of it","datePublished":"2026-05-03T10:00:00+02:00","author":[{"name":"Ann Lee"},{"name":"Bo Ray"}],"publisher":{"name":"The Daily"}}]}</script><link rel="canonical" href="https://daily.example/a?utm_source=x&id=2#top">`, "https://daily.example/a?id=2"},
		{"OpenGraph", `<meta property="og:title" content="The head of it | The Daily"><meta property="og:site_name" content="The Daily"><meta property="article:published_time" content="2026-05-03"><meta name="author" content="Ann Lee, Bo Ray"><meta property="og:url" content="https://daily.example/b">`, "https://daily.example/b"},
		{"broken JSON-LD", `<script type="application/ld+json">{"@type":</script><title>The head of it | The Daily</title><meta property="og:site_name" content="The Daily"><meta name="author" content="By Ann Lee, Bo Ray"><meta name="date" content="3 May 2026">`, ""},
	}
	for _, tt := range tests {
		d, err := readBytes(t, "a page", []byte(`<!doctype html><html lang="en-GB"><head>`+tt.head+`</head>`+body))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		want := article.Article{Title: "The head of it", Byline: "Ann Lee, Bo Ray", Outlet: "The Daily", Published: "2026-05-03", Language: "en-GB", URL: tt.url}
		if d.Article != want {
			t.Errorf("%s: got %+v, want %+v", tt.name, d.Article, want)
		}
	}
}

// container, opf and so on are the parts of a small book.
const container = `<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/a.opf"/></rootfiles></container>`

func opf(more, spine string) string {
	return `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The Book</dc:title><dc:creator>Ann Lee</dc:creator><dc:publisher>House</dc:publisher><dc:date>2026-05-03</dc:date><dc:language>en</dc:language></metadata>` +
		`<manifest><item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/><item id="a" href="text/a%20b.xhtml" media-type="application/xhtml+xml"/><item id="b" href="text/B.xhtml" media-type="application/xhtml+xml"/>` + more + `</manifest><spine>` + spine + `</spine></package>`
}

func book(t testing.TB, more ...string) []byte {
	t.Helper()
	return pack(t, append([]string{
		"mimetype", "application/epub+zip", "META-INF/container.xml", container,
		"OEBPS/a.opf", opf("", `<itemref idref="b"/><itemref idref="a"/>`),
		"OEBPS/nav.xhtml", `<html><body><nav epub:type="toc"><ol><li><a href="text/B.xhtml">Beginning</a></li><li><a href="text/a%20b.xhtml#x">Second</a></li></ol></nav></body></html>`,
		"OEBPS/text/a b.xhtml", `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><h1>Second part</h1><p>Some <a id="x"/>more&nbsp;words.</p></body></html>`,
		"OEBPS/text/b.xhtml", `<html><body><p>First words.</p><aside epub:type="footnote"><p>A note.</p></aside></body></html>`,
	}, more...)...)
}

func TestEPUB(t *testing.T) {
	d, err := readBytes(t, "book", book(t))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(d.Version), "h2: Beginning\np: First words.\nli1: A note.\nh1: Second part\np: Some more\u00a0words.\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	want := article.Article{Title: "The Book", Byline: "Ann Lee", Outlet: "House", Published: "2026-05-03", Language: "en"}
	if d.Article != want || d.Version.Origin.Importer != "epub" {
		t.Errorf("got %+v by %s", d.Article, d.Version.Origin.Importer)
	}
}

// A table of contents tells what the chapters do not: headings that are set as paragraphs, chapters without a heading, notes that are
// in a part of their own, and what is drawn.
func TestEPUBContents(t *testing.T) {
	parts := []string{
		"mimetype", "application/epub+zip", "META-INF/container.xml", container,
		"OEBPS/a.opf", opf(`<item id="d" href="d.svg" media-type="image/svg+xml"/><item id="t" href="toc.ncx" media-type="application/x-dtbncx+xml"/>`, `<itemref idref="b"/><itemref idref="d"/><itemref idref="a"/>`),
		"OEBPS/text/b.xhtml", `<html><body><p id="c1">I. The First</p><p>Words of it,<sup><a href="a%20b.xhtml#n1">3</a></sup> and more.</p><p class="h" id="c2"><b>The<br/>Second</b></p><object data="x.xml"><p>More words.</p></object></body></html>`,
		"OEBPS/d.svg", `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><title>A drawing</title><text>Some <tspan>words</tspan></text><text>are drawn.</text></svg>`,
		"OEBPS/text/a b.xhtml", `<html xmlns:epub="http://www.idpf.org/2007/ops"><body><p>They follow.</p><aside epub:type="footnote" id="n1"><p>A note.</p></aside></body></html>`,
	}
	const toc = `<html><body><nav epub:type="toc"><ol><li><a href="text/B.xhtml#c1">I The first</a><ol><li><a href="text/B.xhtml#c2">The Second</a></li></ol></li><li><a href="text/a%20b.xhtml">Notes</a></li></ol></nav><nav epub:type="page-list"><ol><li><a href="text/B.xhtml">17</a></li></ol></nav></body></html>`
	const ncx = `<ncx><navMap><navPoint><navLabel><text>I The first</text></navLabel><content src="text/B.xhtml#c1"/><navPoint><navLabel><text>The Second</text></navLabel><content src="text/B.xhtml#c2"/></navPoint></navPoint><navPoint><navLabel><text>Notes</text></navLabel><content src="text/a%20b.xhtml"/></navPoint></navMap><pageList><navPoint><navLabel><text>17</text></navLabel><content src="text/B.xhtml"/></navPoint></pageList></ncx>`
	const want = "h2: I. The First\np: Words of it,[3] and more.\nh3: *The\nSecond*\np: More words.\nfigure: _Some words_\nfigure: _are drawn._\nh2: Notes\np: They follow.\nli1 [3]: A note.\n"
	old := strings.NewReplacer(` properties="nav"`, "", "<spine>", `<spine toc="t">`).Replace(parts[5])
	for name, b := range map[string][]byte{
		"a navigation document": pack(t, append(parts, "OEBPS/nav.xhtml", toc)...),
		"an NCX":                pack(t, append(append(append([]string{}, parts[:5]...), old), append(append([]string{}, parts[6:]...), "OEBPS/toc.ncx", ncx)...)...),
	} {
		d, err := readBytes(t, "book", b)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := told(d.Version); got != want {
			t.Errorf("%s: got\n%swant\n%s", name, got, want)
		}
	}
}

// document makes a small Word file.
func document(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	return pack(t, append([]string{
		"[Content_Types].xml", "<Types/>",
		"word/document.xml", `<?xml version="1.0"?><w:document ` + ns + `><w:body>` + body + `</w:body></w:document>`,
		"word/styles.xml", `<w:styles ` + ns + `><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="x"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style><w:style w:styleId="t"><w:name w:val="Title"/></w:style><w:style w:styleId="q"><w:name w:val="Quote"/></w:style></w:styles>`,
		"word/numbering.xml", `<w:numbering ` + ns + `><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>`,
		"word/footnotes.xml", `<w:footnotes ` + ns + `><w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>—</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>The note.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"word/_rels/document.xml.rels", `<Relationships><Relationship Id="r1" Type="http://x/hyperlink" Target="https://a.example/"/></Relationships>`,
		"docProps/core.xml", `<cp:coreProperties xmlns:dc="x"><dc:title>The Paper</dc:title><dc:creator>Ann Lee</dc:creator><dcterms:created>2026-05-03T10:00:00Z</dcterms:created></cp:coreProperties>`,
	}, more...)...)
}

func TestDOCX(t *testing.T) {
	p := func(style, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	item := func(list, level, text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	tests := []struct{ name, body, want string }{
		{"styles", p("t", "The Paper") + p("berschrift1", "One") + p("x", "Two") + p("q", "A quote.") + p("none", "Words."), "title: The Paper\nh1: One\nh1: Two\nquote: A quote.\np: Words.\n"},
		{"looks", `<w:p><w:r><w:t xml:space="preserve">a </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:i/></w:rPr><w:t>c</w:t></w:r><w:r><w:tab/><w:t>d</w:t><w:br/><w:t>e</w:t></w:r></w:p>`, "p: a *b*_c_|d⏎e\n"},
		{"above and below the line", `<w:p><w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>6</w:t></w:r><w:r><w:t xml:space="preserve"> CO</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t>!</w:t></w:r></w:p>`, "p: 10⁶ CO₂!\n"},
		{"lists", item("1", "0", "a") + item("1", "1", "b") + item("1", "1", "c") + item("1", "0", "d") + item("2", "0", "e"), "li1 1.: a\nli2 a): b\nli2 b): c\nli1 2.: d\nli1 •: e\n"},
		{"tracked changes", `<w:p><w:r><w:t>a</w:t></w:r><w:ins><w:r><w:t>b</w:t></w:r></w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>d</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>e</w:t></w:r></w:moveTo></w:p>`, "p: abe\n"},
		{"notes and links", `<w:p><w:r><w:t>a</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:hyperlink r:id="r1"><w:r><w:t>b</w:t></w:r></w:hyperlink></w:p>`, "p: a[1]b<https://a.example/>\nrule: * * *\nli1 [1]: The note.\n"},
		{"a field", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.example/x" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>b</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>c</w:t></w:r></w:p>`, "p: b<https://b.example/x>c\n"},
		{"a table", `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr><w:tr><w:tc/><w:tc><w:p><w:r><w:t>d</w:t></w:r></w:p></w:tc></w:tr></w:tbl>` + p("none", "e"), "table: a b|c⏎|d\np: e\n"},
		{"hidden, and the older of two choices", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><mc:AlternateContent><mc:Choice><w:r><w:t>a</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>a</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>`, "p: a\n"},
		{"cut off", `<w:p><w:r><w:t>a`, "p: a\n"},
	}
	for _, tt := range tests {
		d, err := readBytes(t, "paper", document(t, tt.body))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := told(d.Version); got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", tt.name, got, tt.want)
		}
		if d.Article.Title != "The Paper" || d.Article.Byline != "Ann Lee" || d.Article.Published != "2026-05-03" || d.Version.Origin.Importer != "docx" {
			t.Errorf("%s: %+v by %s", tt.name, d.Article, d.Version.Origin.Importer)
		}
	}
}

func TestMHTML(t *testing.T) {
	html := page("<p>One two — three. " + longer + "</p>")
	qp := strings.NewReplacer("=", "=3D", "—", "=E2=80=94").Replace(html)
	head := "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/x\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
	multi := head + "Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----b\"\r\n\r\n------b\r\nContent-Type: text/css\r\nContent-Location: cid:c\r\n\r\np{}\r\n------b\r\nContent-Type: text/html\r\nContent-ID: <f>\r\nContent-Transfer-Encoding: %s\r\nContent-Location: https://a.example/x\r\n\r\n%s\r\n------b--\r\n"
	tests := []struct {
		name, text string
		err        bool
	}{
		{"quoted-printable", fmt.Sprintf(multi, "quoted-printable", qp), false},
		{"base64", fmt.Sprintf(multi, "base64", base64.StdEncoding.EncodeToString([]byte(html))), false},
		{"one part", head + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + html, false},
		{"cut off", fmt.Sprintf(multi, "quoted-printable", qp)[:560], false},
		{"no page in it", head + "Content-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n", true},
		{"no boundary", head + "Content-Type: multipart/related\r\n\r\nx", true},
	}
	for _, tt := range tests {
		d, err := readBytes(t, "saved", []byte(tt.text))
		if (err != nil) != tt.err {
			t.Errorf("%s: %v", tt.name, err)
		}
		if err == nil && (!strings.HasPrefix(told(d.Version), "p: One two — three. It goes on") || d.Article.URL != "https://a.example/x" || d.Version.Origin.Importer != "mhtml") {
			t.Errorf("%s: got %s, %+v, %s", tt.name, told(d.Version), d.Article, d.Version.Origin.Importer)
		}
	}
}

// TestPDF reads a file of one page, made here.
func TestPDF(t *testing.T) {
	d, err := readBytes(t, "paper", onePage("(The towns agreed on the ferry, which had been in doubt for a long time. It was a com-) Tj 0 -14 Td (promise that nobody had expected to see before the summer, said the mayor of Westby.) Tj"))
	if err != nil {
		t.Fatal(err)
	}
	want := "The towns agreed on the ferry, which had been in doubt for a long time. It was a compromise that nobody had expected to see before the summer, said the mayor of Westby."
	if got := d.Version.Text(); got != want || len(d.Version.Pages) != 1 || d.Version.PageAt(3) != "1" || d.Version.Origin.Importer != "pdf" {
		t.Errorf("got %q, pages %v, by %s", got, d.Version.Pages, d.Version.Origin.Importer)
	}
}

// onePage makes a PDF of a page with these operators of text.
func onePage(ops string) []byte {
	stream := "BT /F1 11 Tf 60 700 Td " + ops + " ET"
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(stream), stream),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, x := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", x)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

// TestHostile gives the importers what was made to harm them, or is broken: each ends soon, in an article or in an error in words.
func TestHostile(t *testing.T) {
	deep := func(tag string, n int) string { return strings.Repeat("<"+tag+">", n) }
	lol := `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">` + func() string {
		s := ""
		for i := range 9 {
			s += fmt.Sprintf(`<!ENTITY %c "%s">`, 'b'+i, strings.Repeat(fmt.Sprintf("&%c;", 'a'+i), 10))
		}
		return s
	}() + `]>`
	unpacked := 600 << 20
	if testing.Short() { // then the bomb is none, and no more than large
		unpacked = 1 << 20
	}
	bomb := pack(t, "mimetype", "application/epub+zip", "META-INF/container.xml", container, "OEBPS/a.opf", opf("", `<itemref idref="a"/>`), "OEBPS/text/a b.xhtml", strings.Repeat(" ", unpacked))
	many := func() []byte {
		var parts []string
		for i := range 21_000 {
			parts = append(parts, fmt.Sprintf("f%d", i), "")
		}
		return pack(t, parts...)
	}()
	tests := []struct {
		name string
		b    []byte
		err  error // nil: an article
		any  bool  // either will do
	}{
		{"deep divs", []byte(deep("div", 100_000) + "words of the page"), nil, false},
		{"deep lists", []byte("<html>" + deep("ul><li", 50_000) + "words"), nil, false},
		{"deep quotes", []byte("<html>" + deep("blockquote", 600) + "words"), nil, false},
		{"deep tables", []byte("<html>" + deep("table><tr><td", 20_000) + "words"), nil, true},
		{"deep formatting", []byte("<html>" + deep("b", 100_000) + "words"), nil, true},
		{"a huge attribute", []byte(`<html><p class="` + strings.Repeat("x", 5<<20) + `">words</p>`), nil, false},
		{"many attributes", []byte("<html><p " + strings.Repeat("a=b ", 200_000) + ">words</p>"), nil, false},
		{"only scripts", []byte("<html><body><script>" + strings.Repeat("x", 1<<20) + "</script></body></html>"), source.ErrScripted, false},
		{"a login", []byte("<html><title>Sign in</title><body><form><input></form><p>Please sign in.</p></body></html>"), source.ErrWall, false},
		{"no words", []byte("<html><body> </body></html>"), source.ErrEmpty, false},
		{"NULs in a page", []byte("<html><p>wo\x00rds of it</p>"), nil, true},
		{"a page in UTF-16", []byte("\xff\xfe" + strings.Join(strings.Split("<html><p>words of it</p></html>", ""), "\x00") + "\x00"), nil, false},
		{"a wrong charset", []byte("<html><meta charset=utf-16><p>w\u00f6rds of it</p></html>"), nil, false},
		{"windows-1251", append([]byte("<html><meta charset=windows-1251><p>"), []byte("\xcf\xe5\xf0\xe5\xe3\xee\xe2\xee\xf0\xfb \xed\xe0\xf7\xe0\xeb\xe8\xf1\xfc</p>")...), nil, false},
		{"a base that runs", []byte(`<html><base href="javascript:x"><p><a href="y">words</a></p>`), nil, false},
		{"frames", []byte("<html><frameset><frame src=x></frameset></html>"), nil, true},
		{"a comment without end", []byte("<html><!-- " + strings.Repeat("x ", 1<<20)), nil, true},
		{"not an archive", []byte("PK\x03\x04" + strings.Repeat("x", 1000)), source.ErrArchive, false},
		{"an archive cut off", book(t)[:900], source.ErrArchive, false},
		{"an archive of nothing", pack(t), nil, true},
		{"an archive of other files", pack(t, "a.txt", "words"), source.ErrBinary, false},
		{"a spreadsheet", pack(t, "xl/workbook.xml", "<x/>"), source.ErrBinary, false},
		{"a bomb", bomb, map[bool]error{false: source.ErrTooMuch, true: source.ErrEmpty}[testing.Short()], false},
		{"too many entries", many, source.ErrTooMuch, false},
		{"names that climb", pack(t, "../../etc/passwd", "x", "mimetype", "application/epub+zip", "META-INF/container.xml", container, "OEBPS/a.opf", opf("", `<itemref idref="c"/>`)), source.ErrArchive, false},
		{"a book without chapters", pack(t, "mimetype", "application/epub+zip", "META-INF/container.xml", container, "OEBPS/a.opf", opf("", "")), source.ErrArchive, false},
		{"a book without a package", pack(t, "META-INF/container.xml", container), source.ErrArchive, false},
		{"a book with rights", book(t, "META-INF/encryption.xml", `<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/text/b.xhtml"/></CipherData></EncryptedData></encryption>`), source.ErrProtected, false},
		{"a book with hidden fonts", book(t, "META-INF/encryption.xml", `<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/f.otf"/></CipherData></EncryptedData></encryption>`), nil, false},
		{"laughs in a book", pack(t, "mimetype", "application/epub+zip", "META-INF/container.xml", lol+`<container><rootfile full-path="OEBPS/a.opf"/>&j;</container>`, "OEBPS/a.opf", opf("", `<itemref idref="a"/>`), "OEBPS/text/a b.xhtml", lol+`<html><body><p>&j; words</p></body></html>`), nil, false},
		{"laughs in a document", document(t, "<w:p><w:r><w:t>&j; words</w:t></w:r></w:p>", "word/comments.xml", lol), nil, false},
		{"an outer entity", document(t, `<w:p><w:r><w:t>&x; words</w:t></w:r></w:p>`, "word/x.xml", `<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>`), nil, false},
		{"a deep document", document(t, strings.Repeat("<w:sdt><w:sdtContent>", 5_000)), nil, true},
		{"deep tables in a document", document(t, strings.Repeat("<w:tbl><w:tr><w:tc>", 300)+`<w:p><w:r><w:t>words</w:t></w:r></w:p>`), nil, true},
		{"a document without words", document(t, ""), source.ErrEmpty, false},
		{"an encrypted document", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 512) + strings.Join(strings.Split("EncryptedPackage", ""), "\x00") + "\x00"), source.ErrProtected, false},
		{"a PDF cut off", onePage("(words) Tj")[:300], nil, true},
		{"a PDF of nothing", []byte("%PDF-1.7\n"), source.ErrDamaged, false},
		{"a PDF without text", onePage(""), source.ErrScanned, false},
		{"a PDF that repeats itself", onePage(strings.Repeat("(words and words) Tj 0 -1 Td ", 3_000)), nil, true},
	}
	most := 5 * time.Second
	if testing.Short() { // as with the race detector, which makes it many times slower
		most = time.Minute
	}
	for _, tt := range tests {
		began := time.Now()
		d, err := readBytes(t, "thing", tt.b)
		if took := time.Since(began); took > most {
			t.Errorf("%s: took %v", tt.name, took)
		}
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			t.Errorf("%s: %v", tt.name, err)
		case tt.any && err == nil, tt.any && !strings.Contains(err.Error(), "\n"):
		case tt.err == nil && err != nil, tt.err != nil && !errors.Is(err, tt.err):
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.err)
		case err == nil && len(d.Version.Text()) > 1<<20:
			t.Errorf("%s: %d bytes came of it", tt.name, len(d.Version.Text()))
		}
	}
}
