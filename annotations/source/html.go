package source

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"parley/annotations/article"
)

// What can be wrong with a page. Errors that wrap these name it.
var (
	ErrScripted = errors.New("there is no text in the page: a script would have to make it; open it in a browser, save it from there, and add the saved page")
	ErrWall     = errors.New("the page asks for consent, a login or a subscription and does not show its text; open it in a browser, save it from there, and add the saved page")
)

// isHTML recognises a page, or a piece of one, by how it begins.
func isHTML(in Input, _ string) bool {
	s := beginning(in.Bytes)
	for _, sign := range []string{"<!doctype html", "<html", "<head", "<body", "<!--[if"} {
		if strings.HasPrefix(s, sign) {
			return true
		}
	}
	switch strings.ToLower(filepath.Ext(firstOf(in.Path, in.Name))) {
	case ".md", ".markdown", ".mdown", ".txt", ".text": // they may begin with a tag, but are what their names say
		return false
	}
	if strings.HasPrefix(in.ContentType, "text/html") && strings.HasPrefix(s, "<") {
		return true
	}
	for _, tag := range []string{"title", "meta", "article", "main", "section", "div", "p", "h1", "h2", "h3", "table", "ul", "ol", "blockquote", "script", "style", "link", "header", "span", "a", "center", "base"} {
		if rest, ok := strings.CutPrefix(s, "<"+tag); ok && rest != "" && strings.ContainsAny(rest[:1], " \n\t>/") && strings.Contains(s, ">") {
			return true
		}
	}
	return false
}

// beginning returns the beginning of a page in small letters, without what may stand before its first tag.
func beginning(b []byte) string {
	b = b[:min(len(b), 1<<16)]
	if order := utf16Order(b); order != nil || bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		b = bytes.ReplaceAll(b, []byte{0}, nil)
		b = bytes.TrimPrefix(bytes.TrimPrefix(b, []byte("\xff\xfe")), []byte("\xfe\xff"))
	}
	s := strings.TrimPrefix(string(b), "\xef\xbb\xbf")
	for {
		s = strings.TrimLeft(s, " \t\r\n\f\x00")
		end := ""
		switch {
		case strings.HasPrefix(s, "<!--") && !strings.HasPrefix(s, "<!--[if"):
			end = "-->"
		case strings.HasPrefix(s, "<?xml"):
			end = "?>"
		default:
			return strings.ToLower(s[:min(len(s), 1024)])
		}
		_, after, ok := strings.Cut(s, end)
		if !ok {
			return ""
		}
		s = after
	}
}

// parseHTML reads a page: of all that is on it, the article.
func parseHTML(ctx context.Context, in Input, _ string) (draft, error) {
	text, name, err := decodeHTML(in.Bytes, in.ContentType)
	if err != nil {
		return draft{}, err
	}
	doc, err := parseTree(ctx, text)
	if errors.Is(err, errNested) { // its words are read all the same
		return plainPage(ctx, in, text, name)
	}
	if err != nil {
		return draft{}, err
	}
	return readPage(ctx, in, doc, name)
}

func readPage(ctx context.Context, in Input, doc *html.Node, charset string) (draft, error) {
	page := pageOf(in, doc)
	d, err := page.extract(ctx)
	if err != nil {
		return draft{}, err
	}
	d.charset = charset
	d.article = page.meta()
	if len(d.blocks) == 0 || len(strings.Fields(d.text)) < fewWords {
		if err := page.why(len(d.blocks) == 0); err != nil {
			return draft{}, err
		}
	}
	if len(d.blocks) == 0 {
		return draft{}, ErrEmpty
	}
	titleBlock(&d, true)
	return d, nil
}

// fewWords is how few words make one ask why a page has no more.
const fewWords = 40

// decodeHTML turns the bytes of a page into UTF-8: by its byte-order mark; as UTF-8 if the whole of it is that, whatever it says of
// itself; otherwise as it or the server says (WHATWG Encoding).
func decodeHTML(b []byte, contentType string) (text, name string, err error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return strings.ToValidUTF8(string(b[3:]), "\uFFFD"), "utf-8", nil
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")), bytes.IndexByte(b[:min(len(b), 200)], 0) >= 0:
		return decode(b)
	case utf8.Valid(b):
		return string(b), "utf-8", nil
	case mostlyUTF8(b):
		return strings.ToValidUTF8(string(b), "\uFFFD"), "utf-8", nil
	}
	e, name, sure := charset.DetermineEncoding(b[:min(len(b), 1<<16)], contentType)
	if !sure || name == "utf-8" {
		name = guess(b)
		e, _ = charset.Lookup(name)
	}
	out, err := e.NewDecoder().Bytes(b)
	return strings.ToValidUTF8(string(out), "\uFFFD"), name, err
}

// plainPage reads the words of a page whose elements cannot be told apart, without its tags.
func plainPage(ctx context.Context, in Input, text, charset string) (draft, error) {
	words, err := plainTags(ctx, text)
	if err != nil {
		return draft{}, err
	}
	d, err := parseText(ctx, in, words)
	d.charset = charset
	return d, err
}

// A page is an HTML document, and where it is from.
type page struct {
	doc  *html.Node
	url  *url.URL // it was read from; nil if that is not known
	base *url.URL
	what *readability.Article // what the library takes for the article; nil if it finds none
	data *linkedData
}

func pageOf(in Input, doc *html.Node) *page {
	p := &page{doc: doc}
	if u, err := url.Parse(in.URL); err == nil && u.Host != "" && len(in.URL) <= linkMost {
		p.url, p.base = u, u
	}
	if p.url == nil { // as the page says of itself
		if u, err := url.Parse(p.canonical()); err == nil && isWeb(u) {
			p.base = u
		}
	}
	if n := find(doc, atom.Base); n != nil {
		if u, err := url.Parse(attr(n, "href")); err == nil && len(attr(n, "href")) <= linkMost && (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "") {
			if p.base != nil {
				u = p.base.ResolveReference(u)
			}
			if u.Host != "" {
				p.base = u
			}
		}
	}
	p.data = readLinkedData(doc)
	return p
}

// elementsMost is how many elements a page may have for the library to look for the article among them.
const elementsMost = 200_000

// ask lets the library find the article. Whatever goes wrong in it, the page is still read.
func (p *page) ask() {
	defer func() {
		if recover() != nil {
			p.what = nil
		}
	}()
	parser := readability.NewParser()
	parser.MaxElemsToParse = elementsMost
	base := p.base
	if base == nil {
		base = &url.URL{Scheme: "https", Host: "page.invalid"}
	}
	a, err := parser.ParseDocument(p.doc, base)
	if err == nil && a.Node != nil {
		p.what = &a
	}
}

// thin is the share of a page's paragraphs below which the library has not found the article but a part of it, if that is shorter than
// thinLeast bytes: a short article may stand above many comments.
const (
	thin      = 0.1
	thinLeast = 400
)

// extract writes down the article: what the library finds; or, if that is next to nothing beside what the page holds, all of the
// page but what is around an article. No article is lost.
func (p *page) extract(ctx context.Context) (draft, error) {
	p.ask()
	if err := ctx.Err(); err != nil {
		return draft{}, err
	}
	var d draft
	if p.what != nil {
		each(p.what.Node, func(n *html.Node) bool { // the elements that the library has made lack it
			n.DataAtom = atom.Lookup([]byte(n.Data))
			return true
		})
		w := &domWriter{ctx: ctx, base: p.base}
		w.write(p.what.Node)
		var err error
		if d, err = w.draft(); err != nil {
			return d, err
		}
	}
	found, all := len(d.text), 0
	each(p.doc, func(n *html.Node) bool {
		if n.DataAtom == atom.P && !within(n, atom.Nav, atom.Footer, atom.Aside, atom.Form) {
			all += len(textOf(n, 1<<16))
		}
		return true
	})
	if found >= thinLeast || found > 0 && float64(found) >= thin*float64(all) {
		return d, nil
	}
	w, err := p.whole(ctx)
	if err != nil || len(w.text) > found {
		return w, err
	}
	return d, nil
}

// whole writes down a page without what is around an article.
func (p *page) whole(ctx context.Context) (draft, error) {
	root := p.doc
	if n := find(p.doc, atom.Main); n != nil && len(textOf(n, 1<<12)) > 500 {
		root = n
	} else if n := find(p.doc, atom.Body); n != nil {
		root = n
	}
	w := &domWriter{ctx: ctx, base: p.base, skip: around}
	w.write(root)
	if d, err := w.draft(); err != nil || len(d.blocks) > 0 {
		return d, err
	}
	w = &domWriter{ctx: ctx, base: p.base}
	w.write(root)
	return w.draft()
}

// around reports whether an element stands around articles and is none.
func around(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Header:
		return n.DataAtom != atom.Header || find(n, atom.H1) == nil && find(n, atom.P) == nil
	}
	switch attr(n, "role") {
	case "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu":
		return true
	}
	return false
}

func within(n *html.Node, as ...atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, a := range as {
			if p.DataAtom == a {
				return true
			}
		}
	}
	return false
}

// titleBlock makes the first heading the title, if it says what the metadata do; of a page, the highest heading is the title in any case.
func titleBlock(d *draft, page bool) {
	b := &d.blocks[0]
	if b.Kind != article.Heading {
		return
	}
	words := article.Fold(cut(d.text, b.Range)).Text
	title := article.Fold(d.article.Title).Text
	if page && b.Level == 1 || title != "" && (words == title || strings.HasPrefix(title, words) && len(words)*10 > len(title)*6) {
		b.Kind, b.Level = article.Title, 0
	}
}
