package source_test

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"math"
	"strings"

	"parley/annotations/source"
)

// A hostile is a file that was made to be expensive to read.
type hostile struct {
	name  string // of the file, with the extension of its format
	large bool   // it is of 20 MB or more, and only read by "make hostile"
	write func(w io.Writer)
	want  []error // any of these sentinel errors; nil in it: an article
}

// The ways in which reading may end.
var (
	imported  = []error{nil}
	tooMuch   = []error{source.ErrTooMuch}
	bounded   = []error{nil, source.ErrTooMuch} // either will do, as long as it is cheap
	noPage    = []error{nil, source.ErrTooMuch, source.ErrEmpty, source.ErrScripted}
	notText   = []error{source.ErrBinary}
	locked    = []error{source.ErrProtected}
	noArchive = []error{source.ErrArchive}
	brokenPDF = []error{source.ErrDamaged, source.ErrScanned}
	anyPDF    = []error{nil, source.ErrTooMuch, source.ErrDamaged, source.ErrScanned}
)

const (
	kilo = 1 << 10
	mega = 1 << 20
)

// repeat writes s again and again until about size bytes are written.
func repeat(w io.Writer, s string, size int) {
	if s == "" {
		return
	}
	chunk := []byte(strings.Repeat(s, max(1, 32*kilo/len(s))))
	for ; size >= len(chunk); size -= len(chunk) {
		_, _ = w.Write(chunk)
	}
	for ; size >= len(s); size -= len(s) {
		_, _ = io.WriteString(w, s)
	}
}

// around returns what writes a text that is repeated to fill size bytes, between two others.
func around(before, s string, size int, after string) func(io.Writer) {
	return func(w io.Writer) {
		_, _ = io.WriteString(w, before)
		repeat(w, s, size)
		_, _ = io.WriteString(w, after)
	}
}

// counting returns what writes a format with growing numbers to fill size bytes, between two texts.
func counting(before, format string, size int, after string) func(io.Writer) {
	return func(w io.Writer) {
		_, _ = io.WriteString(w, before)
		for i := 0; size > 0; i++ {
			n, _ := fmt.Fprintf(w, format, i)
			size -= n
		}
		_, _ = io.WriteString(w, after)
	}
}

// both writes one thing after another.
func both(parts ...func(io.Writer)) func(io.Writer) {
	return func(w io.Writer) {
		for _, p := range parts {
			p(w)
		}
	}
}

const (
	opened = "<!doctype html><html><title>A page</title><body><article><p>Some words to read. "
	closed = "</article></body></html>"
	some   = 960 * kilo
	whole  = 63 * mega
)

// hostilePages are web pages.
func hostilePages() []hostile {
	return []hostile{
		{"deep-div.html", false, around(opened, "<div>", some, "words"), bounded},
		{"deep-blockquote.html", false, around(opened, "<blockquote>", some, "words"), bounded},
		{"deep-list.html", false, around(opened, "<ul><li>", some, "words"), bounded},
		{"deep-table.html", false, around(opened, "<table><tr><td>", some, "words"), bounded},
		{"deep-span.html", false, around(opened, "<span>a", some, "words"), bounded},
		{"steps-500.html", false, func(w io.Writer) {
			around(opened, "", 0, "")(w)
			for range 70 {
				repeat(w, "<div>a", 450*6)
				repeat(w, "</div>", 450*6)
			}
		}, imported},
		{"reopened-formatting.html", false, both(counting(opened, "<font size=%d>", 6*kilo, ""), around("", "<p>x", some, closed)), tooMuch},
		{"reopened-links.html", false, around(opened, "<a href=x><p>x", some, closed), bounded},
		{"adoption.html", false, around(opened, "<b><i><u><p>x</b></i>", some, closed), bounded},
		{"adopted-children.html", false, both(around(opened, "<b>", 3*300, "<p>"), around("", "<br>", 600*kilo, ""), around("", "</b>", 300*kilo, closed)), bounded},
		{"foster-text.html", false, around(opened+"<table>", "a<tr>", some, closed), bounded},
		{"ignored-ends.html", false, around(opened, "a</x>", some, closed), bounded},
		{"many-attributes.html", false, counting(opened+"<p ", "a%d ", some, ">words</p>"+closed), bounded},
		{"huge-attribute.html", false, around(opened+`<p class="`, "x ", some, `">words</p>`+closed), imported},
		{"huge-style.html", false, around(opened+`<p>words and words<span style="`, "a : b ;", some, `">more</span></p>`+closed), imported},
		{"data-address.html", false, around(opened+`<p>words and words<img alt="one two three four" src="data:image/png;base64,`, "QUJD", some, `"></p>`+closed), imported},
		{"many-links.html", false, counting(opened, "<a href=/%d>x</a> ", some, closed), bounded},
		{"many-spans.html", false, around(opened, "<i>a</i><b>b</b>", some, closed), bounded},
		{"many-paragraphs.html", false, around(opened, "<p>a", some, closed), bounded},
		{"many-breaks.html", false, around(opened, "a<br>", some, closed), bounded},
		{"colspan.html", false, around(opened+"<table>", "<tr><td colspan=1000000000 rowspan=1000000000>a<td>b", some, "</table>"+closed), bounded},
		{"wide-table.html", false, around(opened+"<table><tr>", "<td>a", some, "</table>"+closed), bounded},
		{"long-line.html", false, around(opened, "word", some, closed), imported},
		{"script-without-end.html", false, around(opened+"<script>", "x<y ", some, ""), noPage},
		{"comment-without-end.html", false, around(opened+"<!--", "x -", some, ""), noPage},
		{"many-comments.html", false, around(opened, "a<!--b-->", some, closed), bounded},
		{"formula.html", false, around(opened+"<math>", "<msup><mi>x</mi><mfrac>", some, closed), bounded},
		{"wide-formula.html", false, around(opened+"<math><mfrac><mrow>", "<msup><mi>x</mi><mn>2</mn></msup>", some, closed), bounded},
		{"huge-title.html", false, around("<!doctype html><title>", "title ", some, "</title><p>Some words to read."), imported},
		{"huge-meta.html", false, around(`<!doctype html><meta property="og:title" content="`, "a &amp; ", some, `"><p>Some words to read.`), imported},
		{"deep-json.html", false, around(`<!doctype html><script type="application/ld+json">`, `{"@graph":[`, some, "</script><p>Some words to read."), imported},
		{"entities.html", false, around(opened, "&amp;&CounterClockwiseContourIntegral;", some, closed), imported},
		{"ruby.html", false, around(opened, "<ruby>a<rt>b</ruby><q>c</q>", some, closed), bounded},
		{"select.html", false, around(opened+"words and words <select>", "<option>a", some, closed), bounded},
		{"svg.html", false, around(opened, "<svg><p>a<foreignObject>", some, closed), bounded},
		{"templates.html", false, around(opened, "<template><p>a", some, closed), noPage},
		{"headings.html", false, around(opened, "<h1>Aa</h1>", some, closed), bounded},
		{"footnotes.html", false, counting(opened, `<a href=#n%d><sup>1</sup></a>`, some, closed), bounded},
		{"hidden-formatting.html", false, both(counting(opened+"<svg><desc></svg></desc><script>", "<font size=%d>", 6*kilo, ""), around("", "<p>x", some, closed)), bounded},
		{"hidden-by-comment.html", false, both(counting(opened+"<!--><p a = '><!--'>", "<font size=%d>", 6*kilo, ""), around("", "<p>x", some, closed)), tooMuch},
		{"many-bodies.html", false, counting(opened, "<body a%d>", some, "words"+closed), tooMuch},
		{"long-base.html", false, both(around("<!doctype html><base href=https://a.example/", "a", 400*kilo, "/><p>Some words to read. "), counting("", "<a href=%d>x</a> ", 500*kilo, "")), bounded},
		{"large-paragraphs.html", true, around(opened, "<p>a", whole, closed), tooMuch},
		{"large-formatting.html", true, around(opened, "<i>", whole, closed), bounded},
		{"large-attributes.html", true, around(opened+"<p ", "a ", whole, ">words</p>"+closed), bounded},
		{"large-words.html", true, around(opened, "<p>"+strings.Repeat("some more words of it, ", 30), whole, closed), bounded},
		{"large-fostered.html", true, around(opened+"<table>", "some words<tr>", whole, closed), bounded},
	}
}

// hostileMessages are saved web pages.
func hostileMessages() []hostile {
	const head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
	return []hostile{
		{"quoted-printable.mht", false, around("MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Some words to read.", "=\r\n", some, "</p>"), bounded},
		{"quoted-tags.mht", false, around("MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Some words to read.", "=3C=70=3Ea\r\n", some, "</p>"), bounded},
		{"base64.mht", false, func(w io.Writer) {
			_, _ = io.WriteString(w, "MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n")
			var b bytes.Buffer
			around(opened, "<p>a", 600*kilo, closed)(&b)
			e := base64.NewEncoder(base64.StdEncoding, w)
			_, _ = e.Write(b.Bytes())
			_ = e.Close()
		}, bounded},
		{"many-parts.mht", false, around(head, "--b\r\n\r\na\r\n", some, "--b\r\nContent-Type: text/html\r\n\r\n<p>Some words to read.</p>\r\n--b--"), []error{nil, source.ErrTooMuch, source.ErrMessage}},
		{"nested-parts.mht", false, around(head, "--b\r\nContent-Type: multipart/related; boundary=b\r\n\r\n", some, ""), []error{source.ErrMessage, source.ErrTooMuch}},
		{"many-headers.mht", false, counting("MIME-Version: 1.0\r\nContent-Type: text/html\r\n", "X-%d: a\r\n", some, "\r\n<p>Some words to read.</p>"), []error{nil, source.ErrMessage, source.ErrTooMuch}},
		{"huge-header.mht", false, around("MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>Some words to read.</p>", "", 0, ""), imported},
		{"large-base64.mht", true, func(w io.Writer) {
			_, _ = io.WriteString(w, "MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n")
			e := base64.NewEncoder(base64.StdEncoding, w)
			around(opened, "<p>a", 46*mega, closed)(e)
			_ = e.Close()
		}, tooMuch},
	}
}

// hostileMarkdown are texts with markup.
func hostileMarkdown() []hostile {
	lines := func(before, s string) func(io.Writer) { return around(before, s, some, "\n\nwords\n") }
	return []hostile{
		{"brackets.md", false, lines("", "["), bounded},
		{"bracket-lines.md", false, lines("", "[a\n"), bounded},
		{"links.md", false, lines("", "[a](b"), bounded},
		{"link-lines.md", false, lines("", "[a](<b\n"), bounded},
		{"images.md", false, lines("", "![[](\n"), bounded},
		{"stars.md", false, lines("", "*a **b "), bounded},
		{"star-lines.md", false, lines("", "*a **b _c\n"), bounded},
		{"paragraphs-of-stars.md", false, lines("", strings.Repeat("*a **b _c ", 4_900)+"\n\n"), bounded},
		{"paragraphs-of-brackets.md", false, lines("", strings.Repeat("[a](b ", 9_900)+"\n\n"), bounded},
		{"lists-of-links.md", false, lines("", "- [Some words](https://a.example/a_b_c) and *more* of `them`\n"), imported},
		{"mixed-delimiters.md", false, lines("", "a**b_c~~d*\n"), bounded},
		{"ticks.md", false, func(w io.Writer) {
			for i, n := 1, 0; n < some; i++ {
				m, _ := io.WriteString(w, strings.Repeat("`", i)+"a\n")
				n += m
			}
		}, bounded},
		{"tick-pairs.md", false, lines("", "`a``b\n"), bounded},
		{"less.md", false, lines("", "<a "), bounded},
		{"less-lines.md", false, lines("", "<a href=\"\n"), bounded},
		{"comments.md", false, lines("", "a <!-- b\n"), bounded},
		{"cdata.md", false, lines("", "a <![CDATA[ <?x <!A\n"), bounded},
		{"deep-quotes.md", false, lines("", ">"), bounded},
		{"deep-lists.md", false, lines("", "- "), bounded},
		{"quote-steps.md", false, func(w io.Writer) {
			for i, n := 0, 0; n < some; i++ {
				m, _ := io.WriteString(w, strings.Repeat("> ", i%59)+"a\n\n")
				n += m
			}
		}, bounded},
		{"list-steps.md", false, func(w io.Writer) {
			for i, n := 0, 0; n < some; i++ {
				m, _ := io.WriteString(w, strings.Repeat("  ", i%100)+"- a\n")
				n += m
			}
		}, bounded},
		{"definitions.md", false, counting("", "[a%d]: b\n", some, "\n[a1] words\n"), bounded},
		{"references.md", false, both(counting("", "[a%d]: b\n", 100*kilo, "\n"), lines("", "[a1][a2] ")), bounded},
		{"table.md", false, both(around("", "|a", 40*kilo, "\n"), around("", "|-", 40*kilo, "\n"), lines("", "|a\n")), bounded},
		{"tables.md", false, lines("", "a|b\n-|-\nc|d\n\n"), bounded},
		{"addresses.md", false, lines("", "www.a"), bounded},
		{"address-lines.md", false, lines("", "http://a.b/(((\n"), bounded},
		{"mail.md", false, lines("", "a@b."), bounded},
		{"entities.md", false, lines("", "&amp;&#1;"), bounded},
		{"backslashes.md", false, lines("", "\\"), bounded},
		{"setext.md", false, lines("", "a\n=\n"), bounded},
		{"headings.md", false, lines("", "# a\n"), bounded},
		{"fences.md", false, lines("", "```\n"), []error{nil, source.ErrTooMuch, source.ErrEmpty}},
		{"front-matter.md", false, counting("---\n", "key%d: value\n", some, ""), bounded},
		{"one-paragraph.md", false, lines("", "a\n"), bounded},
		{"tabs.md", false, lines("", "\t-\t> a\n"), bounded},
		{"large-front-matter.md", true, counting("---\n", "key%d: value\n", whole, ""), bounded},
		{"large-lines.md", true, around("", "a\n", whole, ""), tooMuch},
		{"large-brackets.md", true, around("", "[", whole, ""), bounded},
		{"large-emphasis.md", true, around("", "*a* words here\n", whole, ""), bounded},
	}
}

// hostileTexts are texts without markup, and what is no text.
func hostileTexts() []hostile {
	return []hostile{
		{"letters.txt", false, around("", "a\n\n", some, ""), bounded},
		{"blank-lines.txt", false, around("a", "\n", some, "b"), bounded},
		{"spaces.txt", false, around("a", " ", some, "b"), imported},
		{"markers.txt", false, around("", "- a\n", some, ""), bounded},
		{"long-line.txt", false, around("", "word ", some, ""), imported},
		{"accents.txt", false, around("a", "\u0301", some, ""), imported},
		{"replaced.txt", false, around("Some words. ", "a\uFFFD", some, ""), notText},
		{"replaced-bytes.txt", false, around("", "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9 \uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD", some, ""), notText},
		{"controls.txt", false, around("", "a\x01b", some, ""), notText},
		{"form-feeds.txt", false, around("a", "\f\v", some, ""), notText},
		{"c1-controls.txt", false, around("Some words. ", "a\u0080\u0081", some, ""), notText},
		{"half-pairs.txt", false, around("\xff\xfe", "a\x00\x00\xd8", some, ""), notText},
		{"zeros.txt", false, around("", "\x00", some, ""), notText},
		{"overrides.txt", false, around("Some words. ", "\u202e\u2066a", some, ""), imported},
		{"large-letters.txt", true, around("", "a\n\n", 20*mega, ""), tooMuch},
		{"large-newlines.txt", true, around("a", "\n", whole, "b"), bounded},
		{"large-line.txt", true, around("", "word ", whole, ""), bounded},
		{"large-list.txt", true, around("", "- a\n", whole, ""), tooMuch},
		{"large-words.txt", true, counting("", "w%x ", whole, ""), bounded},
		{"large-signs.txt", true, func(w io.Writer) {
			b := bufio.NewWriter(w)
			for i, x := 0, uint32(1); i < whole/3; i++ {
				x = x*1664525 + 1013904223
				_, _ = b.WriteRune(rune(0x4E00 + x>>8%20000))
			}
			_ = b.Flush()
		}, bounded},
		{"large-vocabulary.txt", true, func(w io.Writer) { // as many different words as a library of books has
			b := bufio.NewWriter(w)
			for n, x := 0, uint32(1); n < whole; {
				x = x*1664525 + 1013904223
				m, _ := fmt.Fprintf(b, "w%x ", int(math.Pow(1.0001, float64(x>>8)/1200)*9))
				n += m
				if x>>8%90 == 0 {
					_, _ = b.WriteString("\n\n")
				}
			}
			_ = b.Flush()
		}, bounded},
		{"large-numbers.txt", true, counting("", "word%d and more of these words in a line of it\n", whole, ""), bounded},
		{"large-latin.txt", true, around("", "\xe9\xe8 and words of\n", whole, ""), bounded},
		{"large-prose.txt", true, around("", strings.Repeat("The delegates met in Geneva and talked about the line. ", 9)+"\n\n", whole, ""), imported},
		{"large-wide.txt", true, around("\xff\xfe", "a\x00b\x00 \x00", whole, ""), bounded},
	}
}
