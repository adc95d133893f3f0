package source

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"parley/annotations/article"
)

// titlePlace is how many characters may stand before the title on the first page: the name of the outlet, a date.
const titlePlace = 400

// headingsOf tells the title, the headings and the lists from the paragraphs. named is the title the file says it has.
func headingsOf(ps []pdfParagraph, m pdfManner, named string) []pdfParagraph {
	for i := range ps {
		p := &ps[i]
		if p.kind != article.Paragraph || p.first().note {
			continue
		}
		switch lead := listMarker(p.first().text()); {
		case p.code(m):
			p.kind = article.Preformatted
		case p.heads(m) && (lead == 0 || unicode.IsDigit(firstRune(p.first().text()))):
			p.kind = article.Heading
		case lead > 0:
			p.kind, p.level, p.lead = article.ListItem, 1, lead
		}
	}
	ps = titled(ps, m, named)
	rank(ps)
	nest(ps)
	return ps
}

// code reports whether a paragraph is set in type of one width, in a document that is not.
func (p *pdfParagraph) code(m pdfManner) bool {
	for i := range p.lines {
		if p.lines[i].style&article.Code&^m.style == 0 {
			return false
		}
	}
	return true
}

// heads reports whether a paragraph is a heading by its type.
func (p *pdfParagraph) heads(m pdfManner) bool {
	n := p.chars()
	s := p.last().text()
	if n < 2 || n > 180 || len(p.lines) > 3 || strings.IndexFunc(s, unicode.IsLetter) < 0 || leader.MatchString(s) {
		return false
	}
	if p.first().size >= 1.12*m.size {
		return true
	}
	strong := true
	for i := range p.lines {
		strong = strong && p.lines[i].style&article.Strong&^m.style != 0
	}
	return strong && len(p.lines) <= 2 && n <= 120 && p.first().size >= 0.95*m.size && !strings.HasSuffix(s, ",") && (!endsSentence(s) || n < 60)
}

// look is what tells the levels of headings apart.
type look struct {
	size  float64
	plain bool
}

func (p *pdfParagraph) look() look {
	return look{math.Round(p.first().size), p.first().style&article.Strong == 0}
}

// rank gives the headings their levels by size and weight: 2 for the largest, as the title is the first.
func rank(ps []pdfParagraph) {
	var looks []look
	for i := range ps {
		if ps[i].kind == article.Heading && !slices.Contains(looks, ps[i].look()) {
			if len(looks) == 64 {
				break
			}
			looks = append(looks, ps[i].look())
		}
	}
	slices.SortFunc(looks, func(a, b look) int {
		if c := compare(b.size, a.size); c != 0 {
			return c
		}
		if a.plain == b.plain {
			return 0
		} else if a.plain {
			return 1
		}
		return -1
	})
	for i := range ps {
		if p := &ps[i]; p.kind == article.Heading && p.level == 0 {
			k := slices.Index(looks, p.look())
			if k < 0 {
				k = len(looks)
			}
			p.level = min(2+k, 6)
		}
	}
}

// nest gives list items their levels by how far they are indented.
func nest(ps []pdfParagraph) {
	var stack []float64
	for i := range ps {
		p := &ps[i]
		if p.kind != article.ListItem {
			stack = stack[:0]
			continue
		}
		in := p.first().indent()
		for len(stack) > 0 && in < stack[len(stack)-1]-0.6*p.first().size {
			stack = stack[:len(stack)-1]
		}
		if len(stack) == 0 || in > stack[len(stack)-1]+0.6*p.first().size {
			stack = append(stack, in)
		}
		p.level = min(len(stack), 6)
	}
}

// titled makes the title the first block: the largest type of the first page, or what the file names.
func titled(ps []pdfParagraph, m pdfManner, named string) []pdfParagraph {
	best, before := -1, 0
	known := article.Fold(named).Text
	for i := range ps {
		p := &ps[i]
		if p.first().page != ps[0].first().page || i > 40 {
			break
		}
		s := p.plain()
		if len(known) > 3 && p.chars() < 400 && article.Fold(s).Text == known {
			best = i
			break
		}
		if p.kind == article.Heading && (best < 0 || p.first().size > 1.05*ps[best].first().size) && p.chars() > 3 {
			best = i
		}
	}
	if best < 0 || ps[best].kind != article.Heading && ps[best].kind != article.Paragraph {
		return ps
	}
	for i := range best {
		before += ps[i].chars()
	}
	if before > titlePlace {
		return ps
	}
	t := ps[best]
	t.kind, t.level = article.Title, 0
	copy(ps[1:best+1], ps[:best])
	ps[0] = t
	return ps
}

// plain returns the words of a paragraph, its lines parted by spaces.
func (p *pdfParagraph) plain() string {
	var s strings.Builder
	for i := range p.lines {
		if i > 0 {
			s.WriteByte(' ')
		}
		s.WriteString(p.lines[i].text())
	}
	return strings.Join(strings.Fields(s.String()), " ")
}
