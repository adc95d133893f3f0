package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/annotations/article"
)

// notes are the footnotes of a page or a book: what the text calls each by.
type notes struct {
	book   bool
	part   string            // of the book that is being read
	labels map[string]string // by part and id
}

// notesMost is how many notes are known by what the text calls them.
const notesMost = 20_000

// mark returns what stands in the text for a link to a note, so that it is no figure of the word before; empty for any other link.
func (m *notes) mark(n *html.Node) string {
	to, id, ok := strings.Cut(attr(n, "href"), "#")
	if !ok || id == "" {
		return ""
	}
	kind := kinds(n)
	only := n.FirstChild != nil && n.FirstChild.NextSibling == nil && n.FirstChild.DataAtom == atom.Sup
	if !kind("noteref") && !only && (n.Parent == nil || n.Parent.DataAtom != atom.Sup) || kind("backlink") {
		return ""
	}
	label := strings.Trim(textUnset(n), "[]().\u00A0 ")
	if label == "" || utf8.RuneCountInString(label) > 5 || strings.ContainsFunc(label, unicode.IsSpace) {
		return ""
	}
	part := m.part
	if to != "" {
		part = resolve(m.part, to)
	}
	if m.labels == nil {
		m.labels = map[string]string{}
	}
	if key := part + "#" + id; m.labels[key] == "" && len(m.labels) < notesMost {
		m.labels[key] = label
	}
	return "[" + label + "]"
}

// note returns how an element is set that is a note: as an item of a list, marked by what the text calls it.
func (m *notes) note(n *html.Node, s setting) setting {
	kind := kinds(n)
	if !kind("footnote") && !kind("endnote") && !kind("rearnote") {
		return s
	}
	if s.kind != article.ListItem {
		s.kind, s.level = article.ListItem, 1
	}
	if label := m.labels[m.part+"#"+attr(n, "id")]; label != "" && (s.marker == nil || *s.marker == "") && !strings.HasPrefix(strings.TrimLeft(textOf(n, 100), "[("), label) {
		label = "[" + label + "]"
		s.marker = &label
	}
	return s
}

// kinds returns a function that reports whether an element is of a kind of the Structural Semantics Vocabulary, or has the role of
// that name (DPUB-ARIA).
func kinds(n *html.Node) func(string) bool {
	types, roles := attr(n, "epub:type"), attr(n, "role")
	if types == "" && roles == "" {
		return func(string) bool { return false }
	}
	all := " " + types + " " + strings.ReplaceAll(roles, "doc-", "") + " "
	return func(kind string) bool { return strings.Contains(all, " "+kind+" ") }
}

// textUnset returns the few words of a link, figures as they are written.
func textUnset(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil && b.Len() < 64; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		} else if c.FirstChild != nil && c.FirstChild.Type == html.TextNode {
			b.WriteString(c.FirstChild.Data)
		}
	}
	return b.String()
}
