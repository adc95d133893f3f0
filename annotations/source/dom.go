package source

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/annotations/article"
)

// A domWriter writes down the words of an HTML tree as they would be read on a page: nothing hidden, nothing that runs, and no picture
// but the words that stand for it.
type domWriter struct {
	writer
	ctx    context.Context
	steps  int
	base   *url.URL // that links are relative to; nil if it is not known
	par    []inline // the paragraph that is being written
	at     setting  // of its beginning
	opened bool     // there is one
	last   setting  // of the block written last
	skip   func(*html.Node) bool
	notes  notes
	places map[string]int  // by the ids that are asked for, the block each stands in; -1 until it is met
	seen   map[string]bool // the words that stood for pictures: the same for several say nothing of the next
}

// An inline is words set in one way.
type inline struct {
	text  string
	style article.Style
	link  string
}

// A setting is where in the page words stand, and how they are set.
type setting struct {
	kind   article.Kind
	level  int // of a heading or of a list
	depth  int // block quotes around it
	marker *string
	style  article.Style
	link   string
	pre    bool
	raised func(rune) rune // words stand above the line, or below it
	deep   int             // elements around it
}

// deepMost is how deep elements are followed; what is deeper is read as though it stood there.
const deepMost = 400

// dropped are the elements whose contents are no words of a page: read only.
var dropped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Embed: true,
	atom.Canvas: true, atom.Video: true, atom.Audio: true, atom.Button: true, atom.Input: true, atom.Select: true,
	atom.Textarea: true, atom.Head: true, atom.Title: true, atom.Meta: true, atom.Link: true, atom.Rt: true, atom.Rp: true, atom.Map: true,
	atom.Datalist: true, atom.Dialog: true, atom.Frameset: true, atom.Applet: true, atom.Progress: true, atom.Meter: true,
}

// blocks are the elements that begin and end a paragraph: read only.
var blockElements = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true, atom.Footer: true, atom.Aside: true,
	atom.Nav: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Blockquote: true, atom.Ul: true,
	atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Pre: true, atom.Figure: true, atom.Figcaption: true,
	atom.Table: true, atom.Tbody: true, atom.Thead: true, atom.Tfoot: true, atom.Tr: true, atom.Td: true, atom.Th: true, atom.Caption: true,
	atom.Hr: true, atom.Address: true, atom.Form: true, atom.Fieldset: true, atom.Legend: true, atom.Details: true, atom.Summary: true,
	atom.Body: true, atom.Html: true, atom.Center: true, atom.Hgroup: true, atom.Menu: true, atom.Dir: true, atom.Listing: true, atom.Xmp: true, atom.Plaintext: true,
}

// write writes all below n.
func (w *domWriter) write(n *html.Node) {
	w.children(n, setting{})
	w.flush()
}

func (w *domWriter) children(n *html.Node, s setting) {
	s.deep++
	for c := n.FirstChild; c != nil && w.err == nil; c = c.NextSibling {
		w.node(c, s)
	}
}

func (w *domWriter) node(n *html.Node, s setting) {
	if w.steps++; w.steps&0x3FF == 0 && w.ctx.Err() != nil {
		w.fail(w.ctx.Err())
		return
	}
	switch n.Type {
	case html.TextNode:
		w.words(n.Data, s)
		return
	case html.ElementNode:
	case html.DocumentNode:
		w.children(n, s)
		return
	default:
		return
	}
	if dropped[n.DataAtom] || hidden(n) || w.skip != nil && w.skip(n) {
		return
	}
	if n.DataAtom == atom.Object && !w.notes.book || n.DataAtom == atom.Svg {
		w.drawing(n, s)
		return
	}
	if s.deep > deepMost {
		w.words(" "+textOf(n, 1<<20)+" ", s)
		return
	}
	if blockElements[n.DataAtom] {
		w.flush()
		w.met(n)
		w.blockElement(n, s)
		w.flush()
		return
	}
	w.met(n)
	w.inlineElement(n, s)
}

// met takes down where an element stands that is asked for.
func (w *domWriter) met(n *html.Node) {
	if len(w.places) == 0 {
		return
	}
	for _, id := range []string{attr(n, "id"), attr(n, "name")} {
		if at, ok := w.places[id]; ok && at < 0 {
			w.places[id] = len(w.blocks)
		}
	}
}

// blockElement writes an element that stands on lines of its own.
func (w *domWriter) blockElement(n *html.Node, s setting) {
	s = w.notes.note(n, s)
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		s.kind, s.level = article.Heading, int(n.Data[1]-'0')
		s.marker = nil
		w.children(n, s)
	case atom.Blockquote:
		s.depth++
		if s.kind == article.Paragraph {
			s.kind = article.Quote
		}
		w.children(n, s)
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		w.list(n, s)
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		s.kind, s.pre, s.level = article.Preformatted, true, 0
		w.children(n, s)
	case atom.Figure:
		w.figure(n, s)
	case atom.Table:
		w.table(n, s)
	case atom.Dt:
		s.style |= article.Strong
		w.children(n, s)
	case atom.Hr:
		w.block(article.Block{Kind: article.Rule}, "\n\n", func(*article.Block) { w.put("* * *") })
	default:
		w.children(n, s)
	}
}

// inlineElement writes an element that stands within a line.
func (w *domWriter) inlineElement(n *html.Node, s setting) {
	switch n.DataAtom {
	case atom.Em, atom.I, atom.Cite, atom.Dfn, atom.Var:
		s.style |= article.Emphasis
	case atom.Strong, atom.B:
		s.style |= article.Strong
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		s.style |= article.Code
	case atom.S, atom.Del, atom.Strike:
		s.style |= article.Struck
	case atom.Q:
		w.words("“", s)
		w.children(n, s)
		w.words("”", s)
		return
	case atom.A:
		if mark := w.notes.mark(n); mark != "" {
			s.raised = nil
			w.words(mark, s)
			return
		}
		if to := w.address(attr(n, "href")); to != "" {
			s.link = to
		}
	case atom.Sup:
		s.raised = high
	case atom.Sub:
		s.raised = low
	case atom.Br:
		w.add("\n", s)
		return
	case atom.Wbr:
		return
	case atom.Img, atom.Image:
		w.picture(n, s)
		return
	case atom.Math:
		w.words(firstOf(formula(n, 0), attr(n, "alttext")), s)
		return
	}
	w.children(n, s)
}

// listFormats are the numbers of a list, by its type (HTML §4.4.5).
var listFormats = map[string]string{"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}

// list writes the items of a list, each with its marker.
func (w *domWriter) list(n *html.Node, s setting) {
	s.level++
	if s.kind == article.Heading {
		s.level = 1
	}
	s.kind = article.ListItem
	number, err := strconv.Atoi(attr(n, "start"))
	if err != nil {
		number = 1
	}
	s.deep++
	for c := n.FirstChild; c != nil && w.err == nil; c = c.NextSibling {
		item := s
		if c.DataAtom == atom.Li {
			mark := "•"
			if n.DataAtom == atom.Ol {
				if v, err := strconv.Atoi(attr(c, "value")); err == nil {
					number = v
				}
				mark = numeral(number, listFormats[attr(n, "type")]) + "."
				number++
			}
			item.marker = &mark
		}
		w.node(c, item)
	}
}

// words adds text with its white space collapsed as a page does (CSS Text 3, §4.1.1).
func (w *domWriter) words(text string, s setting) {
	if s.raised != nil {
		text = shifted(text, s.raised)
	}
	if s.pre {
		w.add(strings.ReplaceAll(text, "\r", ""), s)
		return
	}
	var b strings.Builder
	space := false
	for _, r := range text {
		switch {
		case r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f':
			space = true
			continue
		case r == 0 || r == '\u200B' || r == '\uFEFF':
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	w.add(b.String(), s)
}

// add adds words as they are to the paragraph, which they begin if there is none.
func (w *domWriter) add(text string, s setting) {
	if !w.opened {
		if !s.pre {
			text = strings.TrimLeft(text, " \n")
		}
		if text == "" {
			return
		}
		w.opened, w.at = true, s
	}
	if !s.pre && w.endsBlank() {
		text = strings.TrimLeft(text, " ")
	}
	if text != "" {
		if len(w.par) > spansMost {
			w.fail(tooMuch("a paragraph has more than %d parts", spansMost))
			return
		}
		w.par = append(w.par, inline{text, s.style, s.link})
	}
}

// endsBlank reports whether the paragraph so far ends in white space.
func (w *domWriter) endsBlank() bool {
	if len(w.par) == 0 {
		return true
	}
	t := w.par[len(w.par)-1].text
	return t != "" && (t[len(t)-1] == ' ' || t[len(t)-1] == '\n')
}

// flush writes the paragraph down.
func (w *domWriter) flush() {
	par, s := w.par, w.at
	w.par, w.opened = nil, false
	for len(par) > 0 { // white space at the end
		last := &par[len(par)-1]
		if last.text = strings.TrimRightFunc(last.text, unicode.IsSpace); last.text != "" {
			break
		}
		par = par[:len(par)-1]
	}
	if len(par) == 0 {
		return
	}
	b := article.Block{Kind: s.kind, Level: s.level, Depth: s.depth}
	if s.kind != article.Heading && s.kind != article.ListItem {
		b.Level = 0
	}
	sep := "\n\n"
	if s.kind == article.ListItem && s.marker != nil {
		b.Marker, *s.marker = *s.marker, ""
		if w.last.kind == article.ListItem && b.Marker != "" {
			sep = "\n"
		}
	}
	w.block(b, sep, func(b *article.Block) {
		for _, x := range par {
			if strings.Contains(x.text, "\n") {
				b.Breaks = true
			}
			w.span(b, x.text, x.style, x.link)
		}
	})
	w.last = s
}

// address returns the absolute address a link leads to, if that may be opened by a click.
func (w *domWriter) address(href string) string {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || href == "" || len(href) > linkMost || strings.HasPrefix(href, "#") {
		return ""
	}
	if w.base != nil {
		u = w.base.ResolveReference(u)
	}
	return safeLink(u.String())
}
