package source

import (
	"context"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

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

// parseMarkdown reads Markdown; the canonical text is the text without the markup.
func parseMarkdown(ctx context.Context, in Input, s string) (draft, error) {
	meta, body, _ := frontMatter(s)
	if tooDeep(body) {
		return parseText(ctx, in, s)
	}
	source := []byte(body)
	doc, err := parseTreeOf(ctx, source)
	if err != nil {
		return draft{}, err
	}
	w := &markdownWriter{ctx: ctx, source: source}
	w.children(doc, place{})
	d, err := w.draft()
	if err != nil {
		return d, err
	}
	d.article = metaArticle(meta)
	return d, nil
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
	ctx    context.Context
	source []byte
	titled bool
	steps  int
}

// children writes the blocks below a node.
func (w *markdownWriter) children(n ast.Node, at place) {
	for c := n.FirstChild(); c != nil && w.err == nil; c = c.NextSibling() {
		w.node(c, at)
		at.marker = ""
	}
}

func (w *markdownWriter) node(n ast.Node, at place) {
	if w.steps++; w.steps&0x3FF == 0 && w.ctx.Err() != nil {
		w.fail(w.ctx.Err())
	}
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
