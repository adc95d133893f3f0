package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr returns the value of an attribute of an element, empty if it has none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// hidden reports whether an element is not to be seen.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			s := strings.ToLower(strings.Join(strings.Fields(a.Val), ""))
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// textOf returns the text below a node with white space collapsed, at most about most bytes. It does not go down by calling itself.
func textOf(n *html.Node, most int) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil && b.Len() < most; {
		down := c.Type == html.ElementNode && !dropped[c.DataAtom] && !hidden(c)
		if c.Type == html.TextNode {
			b.WriteString(set(c))
		}
		if down && c.FirstChild != nil {
			c = c.FirstChild
			continue
		}
		if c.Type == html.ElementNode && (blockElements[c.DataAtom] || c.DataAtom == atom.Br) {
			b.WriteByte(' ')
		}
		for c != nil && c != n && c.NextSibling == nil {
			if c = c.Parent; c == n {
				return strings.Join(strings.Fields(b.String()), " ")
			}
			if c != nil && blockElements[c.DataAtom] {
				b.WriteByte(' ')
			}
		}
		if c == nil || c == n {
			break
		}
		c = c.NextSibling
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// set returns the words of a text node as they stand in the element around it.
func set(n *html.Node) string {
	switch p := n.Parent; {
	case p == nil:
	case p.DataAtom == atom.Sup:
		return shifted(n.Data, high)
	case p.DataAtom == atom.Sub:
		return shifted(n.Data, low)
	}
	return n.Data
}
