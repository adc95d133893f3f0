package source

import (
	"context"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"parley/annotations/article"
)

// What only Markdown has: read only.
var (
	titleSign   = regexp.MustCompile(`^# \S[^\n]*\n\s*\n`) // the whole text begins with it
	headingSign = regexp.MustCompile(`(?m)^#{1,6} \S`)
	linkSign    = regexp.MustCompile(`\[[^\]\n]{1,200}\]\((https?://|/)[^)\n]*\)`)
	strongSign  = regexp.MustCompile(`\*\*[^*\n]{1,200}\*\*`)
	fenceSign   = regexp.MustCompile("(?m)^```")
)

// sampleSize is how much of a text without a telling name is looked at.
const sampleSize = 1 << 16

// isMarkdown recognises Markdown by its name or, where the name says nothing, by its signs.
func isMarkdown(in Input, s string) bool {
	switch strings.ToLower(filepath.Ext(firstOf(in.Path, in.Name))) {
	case ".md", ".markdown", ".mdown":
		return true
	case ".txt", ".text":
		return false
	}
	if strings.HasPrefix(in.ContentType, "text/markdown") { // RFC 7763
		return true
	}
	s = s[:min(len(s), sampleSize)]
	if _, _, ok := frontMatter(s); ok || titleSign.MatchString(s) {
		return true
	}
	signs := 0
	for _, re := range []*regexp.Regexp{headingSign, linkSign, strongSign, fenceSign} {
		if re.MatchString(s) {
			signs++
		}
	}
	return signs >= 2 || len(headingSign.FindAllStringIndex(s, 3)) >= 2
}

// nestingMost is how deep lists and quotes may be in each other: beyond it, a text is
// read as plain text, as the parser's time grows with the square of the depth.
const nestingMost = 60

// definitionsMost is how many link definitions a text may have to be read as Markdown.
const definitionsMost = 10_000

// parseMarkdown reads Markdown; the canonical text is the text without the markup.
func parseMarkdown(ctx context.Context, in Input, s string) (draft, error) {
	meta, body, _ := frontMatter(s)
	if tooDeep(body) {
		return parseText(ctx, in, s)
	}
	source := []byte(body)
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify))
	done := make(chan ast.Node, 1)
	go func() { done <- md.Parser().Parse(text.NewReader(source)) }()
	var doc ast.Node
	select {
	case doc = <-done:
	case <-ctx.Done():
		return draft{}, ctx.Err()
	}
	w := &markdownWriter{source: source}
	w.children(doc, place{})
	d := w.draft()
	d.article = metaArticle(meta)
	return d, nil
}

// tooDeep reports whether quotes, lists, brackets or emphasis are in each other beyond all sense.
func tooDeep(s string) bool {
	definitions := 0
	for len(s) > 0 {
		var l string
		l, s, _ = strings.Cut(s, "\n")
		depth := 0
		for i := 0; i < len(l) && depth <= nestingMost; i++ {
			switch l[i] {
			case '>', '-', '+', '*':
				depth++
			case ' ', '\t':
			default:
				i = len(l)
			}
		}
		if depth > nestingMost && strings.Trim(l, "-*_= \t") != "" {
			return true
		}
		if len(l) > 1<<16 { // one long line: delimiters pair up in quadratic time
			n := strings.Count(l, "[") + strings.Count(l, "*") + strings.Count(l, "_") + strings.Count(l, "`")
			if n > len(l)/40 {
				return true
			}
		}
		if m := strings.TrimLeft(l, " "); strings.HasPrefix(m, "[") && strings.Contains(m, "]:") {
			if definitions++; definitions > definitionsMost { // looking them up takes time in their number squared
				return true
			}
		}
		if spaces := len(l) - len(strings.TrimLeft(l, " ")); spaces > 4*nestingMost && spaces < len(l) {
			return true
		}
	}
	return false
}

// A place is where in the tree of the document a node is.
type place struct {
	depth  int    // block quotes around it
	list   int    // lists around it
	marker string // of the list item it begins
}

// A markdownWriter writes down the words of a Markdown document.
type markdownWriter struct {
	writer
	source []byte
	titled bool
}

// children writes the blocks below a node.
func (w *markdownWriter) children(n ast.Node, at place) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c, at)
		at.marker = ""
	}
}

func (w *markdownWriter) node(n ast.Node, at place) {
	b := article.Block{Kind: article.Paragraph, Depth: at.depth}
	if at.depth > 0 {
		b.Kind = article.Quote
	}
	sep := "\n\n"
	if at.list > 0 {
		b.Level = at.list
		if at.marker != "" {
			b.Kind, b.Marker, sep = article.ListItem, at.marker, "\n"
		} else {
			b.Kind = article.ListItem
		}
	}
	switch n := n.(type) {
	case *ast.Heading:
		b.Kind, b.Level = article.Heading, n.Level
		if n.Level == 1 && len(w.blocks) == 0 && !w.titled {
			b.Kind, b.Level, w.titled = article.Title, 0, true
		}
		w.inlines(b, "\n\n", n)
	case *ast.Paragraph, *ast.TextBlock:
		if img := onlyImage(n); img != nil {
			b.Kind = article.Figure
		}
		w.inlines(b, sep, n)
	case *ast.Blockquote:
		at.depth++
		w.children(n, at)
	case *ast.List:
		w.list(n, at)
	case *ast.ListItem:
		w.children(n, at)
	case *ast.FencedCodeBlock:
		w.code(b, sep, n)
	case *ast.CodeBlock:
		w.code(b, sep, n)
	case *ast.ThematicBreak:
		w.block(article.Block{Kind: article.Rule}, "\n\n", func(*article.Block) { w.put("* * *") })
	case *extast.Table:
		w.table(b, n)
	case *ast.HTMLBlock:
		// Markup in a text is no words of it.
	default:
		w.children(n, at)
	}
}

func (w *markdownWriter) list(n *ast.List, at place) {
	at.list++
	number := n.Start
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		at.marker = "•"
		if n.IsOrdered() {
			at.marker = strconv.Itoa(number) + string(n.Marker)
			number++
		}
		w.node(c, at)
	}
}

func (w *markdownWriter) code(b article.Block, sep string, n ast.Node) {
	b.Kind, b.Breaks, b.Level = article.Preformatted, true, 0
	w.block(b, sep, func(*article.Block) {
		var s strings.Builder
		lines := n.Lines()
		for i := range lines.Len() {
			l := lines.At(i)
			s.Write(l.Value(w.source))
		}
		w.put(strings.TrimRight(s.String(), "\n"))
	})
}

func (w *markdownWriter) table(b article.Block, n ast.Node) {
	b.Kind, b.Breaks, b.Level = article.Table, true, 0
	w.block(b, "\n\n", func(b *article.Block) {
		first := true
		for row := n.FirstChild(); row != nil; row = row.NextSibling() {
			if !first {
				w.put("\n")
			}
			first = false
			for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
				if cell != row.FirstChild() {
					w.put("\t")
				}
				style := article.Style(0)
				if _, ok := row.(*extast.TableHeader); ok {
					style = article.Strong
				}
				w.spans(b, cell, style, "")
			}
		}
	})
}

func (w *markdownWriter) inlines(b article.Block, sep string, n ast.Node) {
	w.block(b, sep, func(b *article.Block) { w.spans(b, n, 0, "") })
}

// spans writes the words below a node and notes how they are set.
func (w *markdownWriter) spans(b *article.Block, n ast.Node, style article.Style, link string) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			w.span(b, unescape(string(c.Segment.Value(w.source))), style, link)
			switch {
			case c.HardLineBreak():
				w.put("\n")
				b.Breaks = true
			case c.SoftLineBreak():
				w.span(b, " ", style, link)
			}
		case *ast.String:
			w.span(b, string(c.Value), style, link)
		case *ast.CodeSpan:
			var s strings.Builder
			for t := c.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					s.Write(t.Segment.Value(w.source))
				}
			}
			w.span(b, strings.ReplaceAll(s.String(), "\n", " "), style|article.Code, link)
		case *ast.Emphasis:
			add := article.Emphasis
			if c.Level == 2 {
				add = article.Strong
			}
			w.spans(b, c, style|add, link)
		case *extast.Strikethrough:
			w.spans(b, c, style|article.Struck, link)
		case *ast.Link:
			w.spans(b, c, style, safeLink(unescape(string(c.Destination))))
		case *ast.AutoLink:
			w.span(b, string(c.Label(w.source)), style, safeLink(string(c.URL(w.source))))
		case *ast.Image:
			w.spans(b, c, style|article.Emphasis, link)
		case *ast.RawHTML:
			if s := strings.ToLower(string(c.Segments.Value(w.source))); strings.HasPrefix(s, "<br") {
				w.put("\n")
				b.Breaks = true
			}
		default:
			w.spans(b, c, style, link)
		}
	}
}

// onlyImage returns the image that is all of a paragraph.
func onlyImage(n ast.Node) *ast.Image {
	if n.ChildCount() != 1 {
		return nil
	}
	img, _ := n.FirstChild().(*ast.Image)
	return img
}
