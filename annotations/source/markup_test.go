package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

func TestWeigh(t *testing.T) {
	many := strings.Repeat
	tests := []struct {
		name, page string
		err        error
	}{
		{"a page", "<html><body><p class=a id='b'>words", nil},
		{"tags", many("<p>", tagsMost+1), ErrTooMuch},
		{"attributes", "<p " + many("a ", attrsMost+1), ErrTooMuch},
		{"a long attribute", `<p a="` + many("b ", attrsMost+1) + `">`, nil},
		{"formatting", many("<b>", 3000) + many("<p>", 3000), ErrTooMuch},
		{"formatting that is closed", many("<b>a</b><p>", 100_000), nil},
		{"formatting in a script", "<script>" + many("<b>", 3000) + "</script>" + many("<p>", 3000), nil},
		{"formatting in a comment", "<!--" + many("<b>", 3000) + "-->" + many("<p>", 3000), nil},
		{"after an empty comment", "<!-->" + many("<b>", 3000) + many("<p>", 3000), ErrTooMuch},
		{"after a wrong end of a comment", "<!-- --!>" + many("<b>", 3000) + many("<p>", 3000), ErrTooMuch},
		{"after a quoted comment", `<p a = "><!--">` + many("<b>", 3000) + many("<p>", 3000), ErrTooMuch},
		{"after a quote in a declaration", `<!x a=">` + many("<b>", 3000) + many("<p>", 3000), ErrTooMuch},
		{"roots", many("<body a>", rootsMost+1), ErrTooMuch},
		{"signs", many("< 1 <2 ", tagsMost), nil},
	}
	for _, tt := range tests {
		if err := weigh(t.Context(), tt.page); !errors.Is(err, tt.err) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.err)
		}
	}
}

// FuzzWeigh wants no tag and no attribute that the parser would see to be missed.
func FuzzWeigh(f *testing.F) {
	for _, s := range []string{"<p a=b c='d>' e = \"f\" /g>x<!-- a --><br/></p>", "<!--><b>", "<!--->", "<? a='>'><i>", "</ x><u", "<a =b c==d>", "<a/b='>'>x", "<!----!><b>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		low := strings.ToLower(s)
		for _, raw := range []string{"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext", "cdata"} {
			if strings.Contains(low, raw) {
				t.Skip() // what is in them depends on what is around
			}
		}
		if !utf8.ValidString(s) {
			t.Skip()
		}
		tags, attrs := 0, 0
		for z := html.NewTokenizer(strings.NewReader(s)); ; {
			kind := z.Next()
			if kind == html.ErrorToken {
				break
			}
			if kind != html.TextToken {
				tags++
			}
			for _, more := z.TagName(); more; attrs++ {
				_, _, more = z.TagAttr()
			}
		}
		var w scale
		for rest := s; ; {
			i := strings.IndexByte(rest, '<')
			if i < 0 || i+1 == len(rest) {
				break
			}
			rest = w.tag(rest[i+1:])
		}
		if w.tags < tags || w.attrs < attrs {
			t.Errorf("%q: weighed %d tags and %d attributes, the parser sees %d and %d", s, w.tags, w.attrs, tags, attrs)
		}
	})
}

// FuzzUnpacked unpacks answers in every encoding that is known, and in several.
func FuzzUnpacked(f *testing.F) {
	f.Add("gzip", []byte("\x1f\x8b\x08"))
	f.Add("deflate, x-gzip", []byte("x\x9c"))
	f.Add("br", []byte("a"))
	f.Fuzz(func(t *testing.T, encoding string, b []byte) {
		r, err := unpacked(strings.NewReader(string(b)), []string{encoding})
		if err != nil {
			if !errors.Is(err, ErrEncoding) {
				t.Fatal(err)
			}
			return
		}
		buf := make([]byte, 1<<12)
		for range 64 {
			if _, err := r.Read(buf); err != nil {
				if s := broken(err, &counted{}, true); s.Error() == "" {
					t.Fatal("an error without words")
				}
				return
			}
		}
	})
}

func TestPlainLine(t *testing.T) {
	for in, want := range map[string]string{
		"A title\nof two\tlines":         "A title of two lines",
		"red \x1b[31mtitle\x07\u009b2J":  "red [31mtitle2J",
		"evil\u202egpj.exe\u2066x\u2069": "evilgpj.exex",
		"עברית\u200f, ok":                "עברית\u200f, ok",
		"tag\U000E0041\U000E0042s\ufeff": "tags",
		"a\u2028b\u2029c":                "a b c",
		"bad\xffbytes":                   "bad\ufffdbytes",
		"👩‍👩‍👧 family and e\u0301":       "👩‍👩‍👧 family and e\u0301",
	} {
		if got := plainLine(in); got != want {
			t.Errorf("plainLine(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestNothingOfControl looks for control characters in all that a page says of itself.
func TestNothingOfControl(t *testing.T) {
	const bad = "x\x1b[31m\x07\x9b\u202ey"
	in := Input{Name: "a.html", URL: "https://a.example/b", Bytes: []byte(fmt.Sprintf(`<!doctype html><title>%[1]s</title><meta property="og:title" content="%[1]s"><meta name=author content="%[1]s">
		<meta property="og:site_name" content="%[1]s"><link rel=canonical href="https://a.example/%[1]s"><p>Some words to read.</p>`, bad))}
	md := Input{Name: "a.md", Bytes: []byte("---\ntitle: " + bad + "\nauthor: " + bad + "\noutlet: " + bad + "\n---\n\n" + strings.Repeat("Some words to read. ", 400))}
	for _, in := range []Input{in, md} {
		d, err := Read(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		a := d.Article
		for _, s := range []string{a.Title, a.Byline, a.Outlet, a.URL, a.Language, a.Published, d.Version.Title} {
			if s != plainLine(s) || strings.ContainsAny(s, "\x1b\x07\u202e") {
				t.Errorf("%s: %q is said of it", in.Name, s)
			}
		}
		if a.Title == "" || a.Byline == "" || a.Outlet == "" {
			t.Errorf("%s: got %+v", in.Name, a)
		}
	}
}

// TestCanonicalAddresses takes over only addresses of the web, and nothing of who asks.
func TestCanonicalAddresses(t *testing.T) {
	for href, want := range map[string]string{
		"https://a.example/story":                            "https://a.example/story",
		"https://me:secret@a.example/story":                  "https://a.example/story",
		"javascript:alert(1)":                                "",
		"data:text/html,x":                                   "",
		"file:///etc/passwd":                                 "",
		"ftp://a.example/story":                              "",
		"https://a.example/" + strings.Repeat("a", linkMost): "",
		"mailto:a@b.example":                                 "",
	} {
		d, err := Read(t.Context(), Input{Name: "a.html", Bytes: []byte(`<!doctype html><title>A page</title><link rel=canonical href="` + href + `"><p>Some words to read.</p>`)})
		if err != nil || d.Article.URL != want {
			t.Errorf("%.80s: got %q, %v, want %q", href, d.Article.URL, err, want)
		}
	}
}

// TestMarkdownWithinBounds reads a long list of links as Markdown, and a paragraph of nothing but signs as plain text.
func TestMarkdownWithinBounds(t *testing.T) {
	for text, want := range map[string]bool{
		strings.Repeat("- [Some words](https://a.example/a_b)\n", 20_000):                                       false,
		strings.Repeat("# A heading of *it*\n", 20_000):                                                         false,
		strings.Repeat("[", delimitersMost+1):                                                                   true,
		strings.Repeat("2. [a\n", delimitersMost+1):                                                             true,
		strings.Repeat("    - [a\n", delimitersMost+1):                                                          true,
		strings.Repeat("|a", 2_000) + "\n" + strings.Repeat("|-", 2_000) + "\n" + strings.Repeat("|a\n", 1_000): true,
		strings.Repeat("|a|b|c|\n", 2) + "|-|-|-|\n" + strings.Repeat("|a|b|c|\n", 10_000):                      false,
	} {
		if got := tooDeep(text); got != want {
			t.Errorf("%.40q…: tooDeep = %v", text, got)
		}
	}
}
