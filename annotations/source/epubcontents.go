package source

import (
	"context"
	"encoding/xml"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/annotations/article"
)

// A tocEntry is a line of the table of contents of a book.
type tocEntry struct {
	id    string // of the element it leads to; empty for the beginning of the part
	label string
	depth int // 1 is the outermost
}

// What a table of contents may hold: lines, and code points of one.
const (
	tocMost   = 20_000
	labelMost = 300
)

// contents reads the table of contents: the navigation document (EPUB 3), or the NCX (EPUB 2) if there is none.
func (b *book) contents(ctx context.Context) error {
	for _, it := range b.manifest {
		if b.count >= tocMost {
			break
		}
		if slices.Contains(strings.Fields(it.properties), "nav") {
			raw, err := b.read(ctx, it.name)
			if err != nil {
				return err
			}
			if err := b.nav(ctx, it.name, raw); err != nil {
				return err
			}
		}
	}
	it, ok := b.manifest[b.toc]
	if len(b.entries) > 0 || !ok {
		return nil
	}
	raw, err := b.read(ctx, it.name)
	if err != nil {
		return err
	}
	if err := b.ncx(it.name, b.xml(ctx, raw)); err != nil {
		return err
	}
	return ctx.Err()
}

// nav reads the table of contents of a navigation document (EPUB 3.3 §7.4), but none of its lists of pages or landmarks.
func (b *book) nav(ctx context.Context, name string, raw []byte) error {
	doc, err := parseTree(ctx, string(raw))
	if errors.Is(err, errNested) { // chapters without labels are chapters, too
		return nil
	}
	if err != nil {
		return err
	}
	each(doc, func(n *html.Node) bool {
		if n.DataAtom != atom.A || attr(n, "href") == "" {
			return true
		}
		depth := 0
		for p := n.Parent; p != nil; p = p.Parent {
			switch p.DataAtom {
			case atom.Ol, atom.Ul:
				depth++
			case atom.Nav:
				if kind := attr(p, "epub:type"); kind != "" && !strings.Contains(kind, "toc") {
					return true
				}
			}
		}
		return b.entry(name, attr(n, "href"), textOf(n, 4*labelMost), max(depth, 1)) && ctx.Err() == nil
	})
	return ctx.Err()
}

// ncx reads the map of an NCX (ANSI/NISO Z39.86, §8). What is broken of it ends it: chapters without labels are chapters, too.
func (b *book) ncx(name string, x *xmlReader) error {
	var labels []string // of the points that are open
	in, aside := false, 0
	for {
		t, err := x.next()
		if errors.Is(err, ErrTooMuch) {
			return err
		}
		if err != nil {
			return nil
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch local(t.Name) {
			case "pageList", "navList":
				aside++
			case "navPoint":
				labels = append(labels, "")
			case "text":
				in = true
			case "content":
				if n := len(labels); n > 0 && aside == 0 && !b.entry(name, xattr(t, "src"), labels[n-1], n) {
					return nil
				}
			}
		case xml.EndElement:
			switch local(t.Name) {
			case "pageList", "navList":
				aside--
			case "navPoint":
				labels = labels[:max(len(labels)-1, 0)]
			case "text":
				in = false
			}
		case xml.CharData:
			if n := len(labels); in && n > 0 && len(labels[n-1]) < 4*labelMost {
				labels[n-1] += string(t)
			}
		}
	}
}

// entry takes on a line of the table of contents and reports whether more of them are wanted.
func (b *book) entry(from, href, label string, depth int) bool {
	to, id, _ := strings.Cut(href, "#")
	part := from
	if to != "" {
		part = resolve(from, to)
	}
	label = oneLine(label)
	if label == "" || utf8.RuneCountInString(label) > labelMost {
		return true
	}
	b.count++
	b.entries[part] = append(b.entries[part], tocEntry{id, label, depth})
	return b.count < tocMost
}

// places returns the ids that the table of contents leads to in a part, none of which has been met.
func (b *book) places(part string) map[string]int {
	out := map[string]int{}
	for _, e := range b.entries[part] {
		if e.id != "" {
			out[e.id] = -1
		}
	}
	return out
}

// nearBlocks is how many blocks from the place that a line of the table of contents leads to may hold the heading it means.
const nearBlocks = 6

// headings gives the part whose blocks begin at begin the headings that the table of contents knows and the part does not mark as such:
// a paragraph with the words of a line is one, and a part without any has the first line that leads to it.
func (b *book) headings(w *domWriter, part string, begin int) {
	entries := b.entries[part]
	if len(w.blocks) == begin || len(entries) == 0 {
		return
	}
	words := w.wordsFrom(begin)
	for i, e := range entries {
		from, to := begin, len(w.blocks)
		if at, ok := w.places[e.id]; ok && at >= begin {
			from = at
		}
		if i+1 < len(entries) {
			if next, ok := w.places[entries[i+1].id]; ok && next > from {
				to = next
			}
		}
		to = min(to, from+nearBlocks)
		found := -1
		for k := from; k < to; k++ {
			kind := w.blocks[k].Kind
			if (kind == article.Heading || found < 0 && (kind == article.Paragraph || kind == article.Quote)) && sameLetters(words[k-begin], e.label) {
				found = k
				if kind == article.Heading {
					break
				}
			}
		}
		if found >= 0 && w.blocks[found].Kind != article.Heading {
			k := &w.blocks[found]
			k.Kind, k.Level, k.Depth = article.Heading, min(e.depth+1, 6), 0
		}
	}
	if !slices.ContainsFunc(w.blocks[begin:], func(k article.Block) bool { return k.Kind == article.Heading }) &&
		slices.ContainsFunc(w.blocks[begin:], func(k article.Block) bool { return k.Kind != article.Figure }) {
		w.insert(begin, article.Block{Kind: article.Heading, Level: min(entries[0].depth+1, 6)}, entries[0].label)
	}
}

// sameLetters reports whether two short lines have the same letters and digits.
func sameLetters(a, b string) bool {
	if len(a) > 4*labelMost || len(b) > 4*labelMost {
		return false
	}
	x := letterDigits(a)
	return x != "" && x == letterDigits(b)
}

// letterDigits returns what of a line is no space and no sign, in the match form.
func letterDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, article.Fold(s).Text)
}
