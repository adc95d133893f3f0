package source

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"parley/annotations/article"
)

// EPUB 2 and 3 (https://www.w3.org/TR/epub-33/): an archive with a container that names a package, whose spine is the reading order.

// isEPUB recognises an EPUB by what is in its archive, whatever it is called.
func isEPUB(in Input, _ string) bool {
	if !isZip(in.Bytes) {
		return false
	}
	head := in.Bytes[:min(len(in.Bytes), 200)]
	if bytes.Contains(head, []byte("mimetypeapplication/epub+zip")) {
		return true
	}
	a, err := openArchive(in.Bytes)
	return err == nil && (a.has("META-INF/container.xml") != nil && a.has("word/document.xml") == nil || slices.ContainsFunc(a.names, func(n string) bool { return strings.HasSuffix(n, ".opf") }))
}

// A book is the package of an EPUB.
type book struct {
	*archive
	opf      string // name of the package document
	article  article.Article
	manifest map[string]bookItem // by id
	spine    []spineItem
	toc      string                // id of the NCX (EPUB 2)
	entries  map[string][]tocEntry // of the table of contents, by the part they lead to
	count    int                   // of them
	written  map[string]bool       // the parts that were written down: one that the spine names twice is read once
}

// What of a package is read.
const (
	manifestMost = 50_000   // parts of a book, and places in its order
	creatorsMost = 30       // people who wrote it
	chapterMost  = 32 << 20 // bytes of one chapter
)

type bookItem struct{ name, media, properties string }

type spineItem struct {
	id    string
	aside bool // linear="no": a note or a picture, not part of the reading order
}

// parseEPUB reads the chapters of a book in their order.
func parseEPUB(ctx context.Context, in Input, _ string) (draft, error) {
	a, err := openArchive(in.Bytes)
	if err != nil {
		return draft{}, err
	}
	b := &book{archive: a, manifest: map[string]bookItem{}, entries: map[string][]tocEntry{}, written: map[string]bool{}}
	if err := b.locked(ctx); err != nil {
		return draft{}, err
	}
	if err := b.open(ctx); err != nil {
		return draft{}, err
	}
	if err := b.contents(ctx); err != nil {
		return draft{}, err
	}
	w := &domWriter{ctx: ctx, notes: notes{book: true}}
	read := 0
	for _, aside := range []bool{false, true} {
		for _, s := range b.spine {
			if s.aside != aside {
				continue
			}
			ok, err := b.chapter(ctx, w, b.manifest[s.id])
			if err != nil {
				return draft{}, err
			}
			if ok {
				read++
			}
		}
	}
	if read == 0 {
		return draft{}, fmt.Errorf("the book names no chapter that is in it: %w", ErrArchive)
	}
	d, err := w.draft()
	if err != nil {
		return d, err
	}
	d.article = b.article
	d.charset = "utf-8"
	if len(d.blocks) == 0 {
		return d, fmt.Errorf("there are only pictures in the book: %w", ErrEmpty)
	}
	titleBlock(&d, false)
	return d, nil
}

// locked returns an error if the chapters are encrypted; fonts may be.
func (b *book) locked(ctx context.Context) error {
	if b.has("META-INF/rights.xml") != nil && b.has("META-INF/encryption.xml") != nil {
		return ErrProtected
	}
	raw, err := b.read(ctx, "META-INF/encryption.xml")
	if err != nil || raw == nil {
		return err
	}
	x := b.xml(ctx, raw)
	for {
		t, err := x.next()
		if errors.Is(err, ErrTooMuch) {
			return err
		}
		if err != nil {
			return ctx.Err() // what cannot be read says nothing
		}
		if e, ok := t.(xml.StartElement); ok && local(e.Name) == "CipherReference" {
			switch strings.ToLower(path.Ext(xattr(e, "URI"))) {
			case ".xhtml", ".html", ".htm", ".xml", ".opf":
				return ErrProtected
			}
		}
	}
}

// open finds the package and reads it.
func (b *book) open(ctx context.Context) error {
	raw, err := b.read(ctx, "META-INF/container.xml")
	if err != nil {
		return err
	}
	x := b.xml(ctx, raw)
	for raw != nil {
		t, err := x.next()
		if err != nil {
			break
		}
		if e, ok := t.(xml.StartElement); ok && local(e.Name) == "rootfile" && b.has(xattr(e, "full-path")) != nil {
			b.opf = cleanName(xattr(e, "full-path"))
			break
		}
	}
	if b.opf == "" { // the container is damaged; the package tells itself by its name
		i := slices.IndexFunc(b.names, func(n string) bool { return strings.HasSuffix(strings.ToLower(n), ".opf") })
		if i < 0 {
			return fmt.Errorf("the book has no table of its parts: %w", ErrArchive)
		}
		b.opf = b.names[i]
	}
	if raw, err = b.read(ctx, b.opf); err != nil {
		return err
	}
	return b.parse(b.xml(ctx, raw))
}

// parse reads the package document: what the book is, its parts, and their order.
func (b *book) parse(x *xmlReader) error {
	field := ""
	var creators []string
	for {
		t, err := x.next()
		if err != nil {
			if x.ctx.Err() != nil || errors.Is(err, ErrTooMuch) {
				return err
			}
			b.article.Byline = strings.Join(creators, ", ")
			if len(b.spine) == 0 && !errors.Is(err, io.EOF) {
				return fmt.Errorf("the table of the book's parts: %w", ErrArchive)
			}
			return nil
		}
		switch t := t.(type) {
		case xml.StartElement:
			field = b.element(t)
			if len(b.manifest) > manifestMost || len(b.spine) > manifestMost {
				return tooMuch("the book names more than %d parts", manifestMost)
			}
		case xml.EndElement:
			field = ""
		case xml.CharData:
			s := oneLine(string(t))
			if s == "" {
				continue
			}
			switch field {
			case "title":
				b.article.Title = firstOf(b.article.Title, s)
			case "creator":
				if len(creators) < creatorsMost {
					creators = append(creators, s)
				}
			case "publisher":
				b.article.Outlet = firstOf(b.article.Outlet, s)
			case "date":
				b.article.Published = firstOf(b.article.Published, isoDate(s))
			case "language":
				b.article.Language = firstOf(b.article.Language, language(s))
			case "source", "identifier":
				if IsAddress(s) {
					b.article.URL = firstOf(b.article.URL, CleanURL(s))
				}
			}
		}
	}
}

// element takes on what an element of the package says, and returns its name if its text is wanted.
func (b *book) element(e xml.StartElement) string {
	switch name := local(e.Name); name {
	case "item":
		b.manifest[xattr(e, "id")] = bookItem{resolve(b.opf, xattr(e, "href")), xattr(e, "media-type"), xattr(e, "properties")}
	case "itemref":
		b.spine = append(b.spine, spineItem{id: xattr(e, "idref"), aside: xattr(e, "linear") == "no"})
	case "spine":
		b.toc = xattr(e, "toc")
	default:
		return name
	}
	return ""
}

// chapter writes one part of the book down and reports whether it was there.
func (b *book) chapter(ctx context.Context, w *domWriter, it bookItem) (bool, error) {
	ext := strings.ToLower(path.Ext(it.name))
	page := strings.Contains(it.media, "html") || ext == ".xhtml" || ext == ".html" || ext == ".htm" || it.media == "text/x-oeb1-document" || it.media == "image/svg+xml"
	if it.name == "" || !page || slices.Contains(strings.Fields(it.properties), "nav") {
		return it.name != "" && b.has(it.name) != nil, nil
	}
	if b.written[it.name] {
		return true, nil
	}
	b.written[it.name] = true
	raw, err := b.read(ctx, it.name)
	if err != nil || raw == nil {
		return false, err
	}
	if len(raw) > chapterMost {
		return false, tooMuch("a chapter is larger than %d MB", chapterMost>>20)
	}
	text, _, err := decodeHTML(raw, "application/xhtml+xml")
	if err != nil {
		return false, nil
	}
	doc, err := parseTree(ctx, selfClosed(text))
	if errors.Is(err, errNested) { // its words are read all the same
		words, err := plainTags(ctx, text)
		w.flush()
		w.block(article.Block{Kind: article.Paragraph}, "\n\n", func(*article.Block) { w.put(words) })
		return true, err
	}
	if err != nil {
		return false, err
	}
	w.skip = func(n *html.Node) bool {
		kind := attr(n, "epub:type")
		return kind == "pagebreak" || kind == "page-list" || kind == "toc" || kind == "landmarks"
	}
	w.notes.part = it.name
	begin := len(w.blocks)
	w.places = b.places(it.name)
	w.write(doc)
	b.headings(w, it.name, begin)
	return true, w.err
}

// selfClosed writes elements that XML closes in themselves, and HTML does not, with an end of their own: otherwise all that follows
// would be within them.
func selfClosed(s string) string {
	if !strings.Contains(s, "/>") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "/>")
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		open := strings.LastIndexByte(s[:i], '<')
		name := ""
		if open >= 0 {
			tag := s[open+1:]
			name = strings.ToLower(tag[:strings.IndexAny(tag, " /\n\t\r>")])
		}
		b.WriteString(s[:i])
		switch name {
		case "a", "p", "div", "span", "i", "b", "em", "strong", "title", "script", "style", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "section", "textarea", "iframe", "sup", "sub", "small", "u", "noscript":
			b.WriteString("></" + name + ">")
		default:
			b.WriteString("/>")
		}
		s = s[i+2:]
	}
}
