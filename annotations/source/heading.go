package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotations/article"
)

// titleLine is the most code points of a line that is taken for the title.
const titleLine = 160

// headingLine is the most code points of a line that is taken for a heading.
const headingLine = 100

// headings finds the title and the headings among the paragraphs. Short sentences are headings only in a text that has several, and no
// headings of another kind: elsewhere they are short paragraphs.
func (t *textLayout) headings() {
	var sentences []int
	plain := 0
	for i := range t.blocks {
		b := &t.blocks[i]
		if b.Kind != article.Paragraph || b.Breaks {
			continue
		}
		s := t.words(*b)
		switch {
		case i == 0 && len(t.blocks) > 1 && b.Len() <= titleLine && t.alone(*b) && titleLike(s) && t.longest() > b.Len():
			b.Kind = article.Title
		case i > 0 && i+1 < len(t.blocks) && b.Len() <= headingLine && t.alone(*b) && headingLike(s) && t.prose(i):
			if titleLike(s) {
				b.Kind, b.Level = article.Heading, 2
				plain++
			} else {
				sentences = append(sentences, i)
			}
		}
	}
	if plain > 0 || len(sentences) < 2 {
		return
	}
	for _, i := range sentences {
		t.blocks[i].Kind, t.blocks[i].Level = article.Heading, 2
	}
}

// prose reports whether the block at i heads something longer than itself.
func (t *textLayout) prose(i int) bool {
	after := t.blocks[i+1]
	return after.Len() > t.blocks[i].Len() || after.Kind == article.ListItem
}

func (t *textLayout) longest() int {
	n := 0
	for _, b := range t.blocks {
		n = max(n, b.Len())
	}
	return n
}

// lineOf returns the line that pos is in.
func (t *textLayout) lineOf(pos int) int {
	lo, hi := 0, len(t.lines)
	for lo+1 < hi {
		m := (lo + hi) / 2
		if t.lines[m].start <= pos {
			lo = m
		} else {
			hi = m
		}
	}
	return lo
}

// alone reports whether a block is one line between blank ones.
func (t *textLayout) alone(b article.Block) bool {
	i := t.lineOf(b.Start)
	if t.lineOf(b.End-1) != i {
		return false
	}
	if !t.wrapped { // a line is a paragraph; nothing tells it apart but its looks
		return true
	}
	return (i == 0 || t.lines[i-1].blank) && (i+1 >= len(t.lines) || t.lines[i+1].blank)
}

func (t *textLayout) words(b article.Block) string {
	return strings.TrimSpace(t.lines[t.lineOf(b.Start)].text)
}

// closers are the signs that quotation marks and brackets end with.
const closers = "\"'”’»)]"

// titleLike reports whether a first line reads like a title: it does not end as a sentence of a
// text does, and does not begin in the middle of one.
func titleLike(s string) bool {
	if s == "" || sentences(s) > 1 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, closers))
	if strings.ContainsRune(".,;。、", last) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“‘«([¿¡"))
	return !unicode.IsLower(first)
}

// headingLike reports whether a short line reads like a heading: as a title does, or as one sentence
// of few words.
func headingLike(s string) bool {
	if titleLike(s) && !strings.HasSuffix(s, ":") {
		return true
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“‘«([¿¡"))
	if unicode.IsLower(first) || strings.ContainsAny(s[len(s)-1:], ":,;") {
		return false
	}
	// A paragraph of its own that is one short sentence; a quotation or an answer in a
	// dialogue begins with its mark.
	opens := strings.ContainsRune("\"“«—–-", firstRune(s))
	return sentences(s) == 1 && len(strings.Fields(s)) <= 14 && !opens
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// sentences counts the ends of sentences in a line: a stop that white space or nothing follows,
// unless a single letter or a number stands before it.
func sentences(s string) int {
	n := 0
	r := []rune(s)
	for i, c := range r {
		if !strings.ContainsRune(".!?…。！？", c) {
			continue
		}
		j := i + 1
		for j < len(r) && strings.ContainsRune(closers, r[j]) {
			j++
		}
		if j < len(r) && !unicode.IsSpace(r[j]) && c < 0x3000 {
			continue
		}
		if c == '.' && j < len(r) && (i < 2 || !unicode.IsLetter(r[i-2])) {
			continue // an initial, or an abbreviation such as "U.S."
		}
		n++
	}
	return n
}
