package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/annotations/article"
)

// figure writes a picture with its caption, or whatever else the figure holds.
func (w *domWriter) figure(n *html.Node, s setting) {
	img, caption := find(n, atom.Img), find(n, atom.Figcaption)
	if find(n, atom.Table) != nil || find(n, atom.Pre) != nil || find(n, atom.Blockquote) != nil || img == nil && caption == nil {
		w.children(n, s)
		return
	}
	words := ""
	if caption != nil {
		words = textOf(caption, 1<<16)
	}
	link := ""
	if img != nil {
		link = w.address(attr(img, "src"))
		if words == "" {
			if words = strings.Join(strings.Fields(attr(img, "alt")), " "); !telling(words) {
				words = ""
			}
		}
	}
	w.figureBlock(words, link, s)
}

// drawing writes what is written in a drawing of a book, or else its name; drawings on web pages are signs and charts without a word
// to read. What stands for an object that cannot be shown is read in a book, and tells of missing programs on a page.
func (w *domWriter) drawing(n *html.Node, s setting) {
	if !w.notes.book {
		return
	}
	var words []string
	title := ""
	each(n, func(c *html.Node) bool {
		switch c.Data {
		case "text", "foreignObject":
			words = append(words, textOf(c, 1<<16))
		case "title":
			if title == "" && c.FirstChild != nil {
				title = c.FirstChild.Data
			}
		}
		return len(words) < rowsMost
	})
	if words = nonempty(words); len(words) == 0 {
		if title = oneLine(title); telling(title) {
			w.figureBlock(title, "", s)
		}
		return
	}
	w.flush()
	for _, line := range words {
		w.figureBlock(line, "", s)
	}
}

// figureBlock writes the words that stand for a picture; a click on them opens it in the browser, nothing else does.
func (w *domWriter) figureBlock(words, link string, s setting) {
	if words == "" {
		return
	}
	w.flush()
	w.block(article.Block{Kind: article.Figure, Depth: s.depth}, "\n\n", func(b *article.Block) { w.span(b, words, article.Emphasis, link) })
	w.last = setting{kind: article.Figure}
}

// picture writes the words that stand for a picture, if it stands by itself; within a line it says too little.
func (w *domWriter) picture(n *html.Node, s setting) {
	alt := strings.Join(strings.Fields(attr(n, "alt")), " ")
	if s.pre || !telling(alt) || w.seen[alt] {
		return
	}
	if w.seen == nil {
		w.seen = map[string]bool{}
	}
	w.seen[alt] = true
	if w.opened || s.kind == article.Heading || s.kind == article.ListItem {
		return
	}
	w.figureBlock(alt, w.address(attr(n, "src")), s)
}

// telling reports whether the alternative text of a picture says what is on it: it is more than a word or the name of a file.
func telling(alt string) bool {
	low := strings.ToLower(alt)
	for _, end := range []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"} {
		if strings.HasSuffix(low, end) {
			return false
		}
	}
	return len(strings.Fields(alt)) >= 3 || extentOf(alt) >= 12
}

// extentOf returns the number of code points of a text in a script without spaces, 0 for another.
func extentOf(s string) int {
	n := 0
	for _, r := range s {
		if r >= 0x2E80 {
			n++
		}
	}
	return 2 * n
}

// rowsMost is how many rows of a table are read.
const rowsMost = 20_000

// table writes a table of data, a row on each line and a tab between cells; a table that only lays the page out is read as what is in it.
func (w *domWriter) table(n *html.Node, s setting) {
	rows := rowsOf(n)
	data := false
	for _, r := range rows {
		cells := 0
		for c := r.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cells++
			}
		}
		data = data || cells > 1
	}
	if !data || find(n, atom.Table) != nil || layout(n) {
		w.children(n, s)
		return
	}
	if caption := find(n, atom.Caption); caption != nil {
		w.words(textOf(caption, 1<<16), setting{depth: s.depth, style: article.Strong, deep: s.deep})
		w.flush()
	}
	w.block(article.Block{Kind: article.Table, Depth: s.depth, Breaks: true}, "\n\n", func(b *article.Block) {
		first := true
		for _, r := range rows {
			if w.err != nil {
				return
			}
			if hidden(r) {
				continue
			}
			if !first {
				w.put("\n")
			}
			first = false
			w.row(b, r)
		}
	})
	w.last = setting{kind: article.Table}
}

func (w *domWriter) row(b *article.Block, r *html.Node) {
	first := true
	for c := r.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th || hidden(c) {
			continue
		}
		if !first {
			w.put("\t")
		}
		first = false
		style := article.Style(0)
		if c.DataAtom == atom.Th {
			style = article.Strong
		}
		w.span(b, textOf(c, 1<<16), style, "")
	}
}

// layout reports whether a table holds paragraphs and more in its cells, as those do that lay out a page.
func layout(n *html.Node) bool {
	if r := attr(n, "role"); r == "presentation" || r == "none" {
		return true
	}
	return find(n, atom.H1) != nil || find(n, atom.H2) != nil || find(n, atom.Article) != nil || find(n, atom.Form) != nil || find(n, atom.Blockquote) != nil
}

// rowsOf returns the rows of a table, but not of tables in it.
func rowsOf(n *html.Node) []*html.Node {
	var out []*html.Node
	for c := n.FirstChild; c != nil && len(out) < rowsMost; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			out = append(out, c)
		case atom.Tbody, atom.Thead, atom.Tfoot:
			for r := c.FirstChild; r != nil && len(out) < rowsMost; r = r.NextSibling {
				if r.DataAtom == atom.Tr {
					out = append(out, r)
				}
			}
		}
	}
	return out
}

// find returns the first element of a kind below n, or nil.
func find(n *html.Node, a atom.Atom) *html.Node {
	var out *html.Node
	each(n, func(c *html.Node) bool {
		if c.DataAtom == a {
			out = c
		}
		return out == nil
	})
	return out
}

// each calls f with every element below n, in order, until it returns false.
func each(n *html.Node, f func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; {
		if c.Type == html.ElementNode && !f(c) {
			return
		}
		if c.FirstChild != nil {
			c = c.FirstChild
			continue
		}
		for c.NextSibling == nil {
			if c = c.Parent; c == nil || c == n {
				return
			}
		}
		c = c.NextSibling
	}
}
