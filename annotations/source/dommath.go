package source

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// formulaDeep is how deep the elements of a formula are followed, formulaMost about how many bytes are written of one.
const (
	formulaDeep = 60
	formulaMost = 1 << 14
)

// formula writes presentation MathML (https://www.w3.org/TR/mathml-core/) as a line of text, as people type mathematics: x², a/b, √(a + b).
func formula(n *html.Node, deep int) string {
	if deep > formulaDeep {
		return ""
	}
	parts := func() []string {
		var out []string
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode {
				out = append(out, formula(c, deep+1))
			}
		}
		for len(out) < 3 {
			out = append(out, "")
		}
		return out
	}
	switch n.Data {
	case "mi", "mn", "ms", "mtext":
		return visible(textOf(n, 1000))
	case "mo":
		return operator(n)
	case "mspace":
		return " "
	case "annotation", "annotation-xml", "mphantom": // the formula in another way, or nothing to be seen
		return ""
	case "msup", "mover":
		p := parts()
		return p[0] + raise(p[1], n.Data == "msup", high, "^")
	case "msub", "munder":
		p := parts()
		return p[0] + raise(p[1], true, low, "_")
	case "msubsup", "munderover":
		p := parts()
		return p[0] + raise(p[1], true, low, "_") + raise(p[2], true, high, "^")
	case "mfrac":
		p := parts()
		return grouped(p[0]) + "/" + grouped(p[1])
	case "msqrt":
		return "√" + grouped(inner(n, deep))
	case "mroot":
		p := parts()
		return raise(p[1], true, high, "") + "√" + grouped(p[0])
	case "mtable":
		return strings.Join(nonempty(parts()), "; ")
	case "mtr", "mlabeledtr":
		return strings.Join(nonempty(parts()), " ")
	case "mfenced":
		return firstOf(attr(n, "open"), "(") + strings.Join(nonempty(parts()), ", ") + firstOf(attr(n, "close"), ")")
	}
	return inner(n, deep)
}

// inner writes what is in an element, one after the other.
func inner(n *html.Node, deep int) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil && b.Len() < formulaMost; c = c.NextSibling {
		switch c.Type {
		case html.ElementNode:
			b.WriteString(formula(c, deep+1))
		case html.TextNode:
			b.WriteString(visible(strings.TrimSpace(c.Data)))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// operator writes an operator with the space that belongs around one that stands between two.
func operator(n *html.Node) string {
	s := visible(textOf(n, 100))
	first := n.PrevSibling == nil || strings.TrimSpace(n.PrevSibling.Data) == "" && n.PrevSibling.PrevSibling == nil
	switch r, _ := utf8.DecodeRuneInString(s); {
	case first:
	case strings.ContainsRune("=+−-<>±×÷∈∉⊂⊆∪∩→←↔⇒⇔≤≥≠≈≡∼:|", r), r >= '←' && r <= '⇿':
		return " " + s + " "
	case r == ',' || r == ';':
		return s + " "
	}
	return s
}

// raise writes what stands above the line or below it: as signs that stand there, where there are such, or after a sign for it.
func raise(s string, sign bool, to func(rune) rune, mark string) string {
	if s == "" {
		return ""
	}
	if t := shifted(s, to); t != s {
		return t
	}
	if !sign {
		return s // an accent
	}
	return mark + grouped(s)
}

// grouped puts what is more than one sign or word in parentheses.
func grouped(s string) string {
	if strings.ContainsAny(s, " /^_") && (!strings.HasPrefix(s, "(") || !strings.HasSuffix(s, ")")) {
		return "(" + s + ")"
	}
	return s
}

// visible takes out the operators that are not to be seen (U+2061 to U+2064).
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x2061 && r <= 0x2064 {
			return -1
		}
		return r
	}, s)
}

func nonempty(s []string) []string {
	out := s[:0]
	for _, x := range s {
		if x != "" {
			out = append(out, x)
		}
	}
	return out
}
