package source

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotations/article"
)

// A line is one line of a plain text, without its end.
type line struct {
	text  string
	start int // code point it begins at
	n     int // code points in it
	blank bool
}

// parseText lays out plain text. The canonical text is the text itself, but for line ends at its
// end. Blocks are found by blank lines, by list markers and quote signs, and by what
// short lines look like.
func parseText(ctx context.Context, _ Input, text string) (draft, error) {
	text = strings.TrimRight(text, "\n")
	if i := strings.TrimRight(text, "\n\t \v\f"); i == "" {
		return draft{}, ErrEmpty
	}
	if n := strings.Count(text, "\n"); n > linesMost {
		return draft{}, tooMuch("it has %d lines, and at most %d are read", n, linesMost)
	}
	lines := splitLines(text)
	t := &textLayout{lines: lines, wrapped: wrapped(lines)}
	for i := 0; i < len(lines); {
		if i&0xFFF == 0 {
			if err := ctx.Err(); err != nil {
				return draft{}, err
			}
		}
		if lines[i].blank {
			i++
			continue
		}
		if i = t.group(i); len(t.blocks) > blocksMost {
			return draft{}, tooMuch("it has more than %d paragraphs", blocksMost)
		}
	}
	t.headings()
	d := draft{text: text, blocks: t.blocks}
	d.article.Byline = t.byline()
	return d, nil
}

func splitLines(text string) []line {
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	pos := 0
	for more := true; more; {
		var s string
		s, text, more = strings.Cut(text, "\n")
		n := utf8.RuneCountInString(s)
		lines = append(lines, line{s, pos, n, strings.TrimSpace(s) == ""})
		pos += n + 1
	}
	return lines
}

// wrapped reports whether the lines of the text were cut at a width: most lines that
// another follows directly are nearly as long as the longest.
func wrapped(lines []line) bool {
	longest, full, followed := 0, 0, 0
	for _, l := range lines {
		longest = max(longest, l.n)
	}
	if longest < 30 || longest > 130 {
		return false
	}
	for i := 0; i+1 < len(lines); i++ {
		if lines[i].blank || lines[i+1].blank {
			continue
		}
		followed++
		if lines[i].n >= longest*6/10 {
			full++
		}
	}
	return followed > 0 && full*10 >= followed*7
}

// A textLayout gathers the blocks of a plain text.
type textLayout struct {
	lines   []line
	wrapped bool
	blocks  []article.Block
}

// group takes the block that begins at line i, which is not blank, and returns the line after it.
func (t *textLayout) group(i int) int {
	l := t.lines[i]
	switch {
	case isRule(l.text):
		t.add(article.Block{Kind: article.Rule}, i, i+1)
		return i + 1
	case strings.HasPrefix(strings.TrimLeft(l.text, " "), ">"):
		j := i + 1
		for j < len(t.lines) && strings.HasPrefix(strings.TrimLeft(t.lines[j].text, " "), ">") {
			j++
		}
		t.add(article.Block{Kind: article.Quote, Depth: 1, Breaks: true}, i, j)
		return j
	}
	if lead := marker(l.text); lead > 0 {
		j := i + 1
		for j < len(t.lines) && !t.lines[j].blank && marker(t.lines[j].text) == 0 && (t.wrapped || indent(t.lines[j].text) >= lead) {
			j++
		}
		t.add(article.Block{Kind: article.ListItem, Level: 1 + min((indent(l.text)-t.leastIndent(i))/2, 5), Lead: lead}, i, j)
		return j
	}
	j := i + 1
	for j < len(t.lines) && !t.lines[j].blank && marker(t.lines[j].text) == 0 && !isRule(t.lines[j].text) {
		j++
	}
	switch {
	case t.isVerse(i, j):
		t.add(article.Block{Kind: article.Paragraph, Breaks: true}, i, j)
	case t.isCode(i, j):
		t.add(article.Block{Kind: article.Preformatted, Breaks: true}, i, j)
	case t.wrapped:
		t.add(article.Block{Kind: article.Paragraph}, i, j)
	default: // a line is a paragraph
		for k := i; k < j; k++ {
			t.add(article.Block{Kind: article.Paragraph}, k, k+1)
		}
	}
	return j
}

// add appends a block of the lines from i to before j, without white space at its end.
func (t *textLayout) add(b article.Block, i, j int) {
	first, last := t.lines[i], t.lines[j-1]
	b.Start = first.start
	if b.Kind == article.Paragraph && !b.Breaks {
		b.Start += first.n - utf8.RuneCountInString(strings.TrimLeftFunc(first.text, unicode.IsSpace))
	}
	b.End = last.start + utf8.RuneCountInString(strings.TrimRightFunc(last.text, unicode.IsSpace))
	t.blocks = append(t.blocks, b)
}

// leastIndent returns the indent of the list that line i is in.
func (t *textLayout) leastIndent(i int) int {
	least := indent(t.lines[i].text)
	for k := i - 1; k >= 0 && k > i-50; k-- {
		switch {
		case t.lines[k].blank:
			continue
		case marker(t.lines[k].text) == 0 && indent(t.lines[k].text) == 0:
			return least
		}
		least = min(least, indent(t.lines[k].text))
	}
	return least
}

// isVerse reports whether the lines are short ones whose ends are meant, such as an address or
// a poem: several of them, all much shorter than those of a paragraph.
func (t *textLayout) isVerse(i, j int) bool {
	if j-i < 3 || t.isCode(i, j) {
		return false
	}
	for _, l := range t.lines[i:j] {
		if l.n > 48 || t.wrapped && l.n > 40 {
			return false
		}
	}
	return true
}

// isCode reports whether the lines are set off by an indent, and look like no prose.
func (t *textLayout) isCode(i, j int) bool {
	signs, letters := 0, 0
	for _, l := range t.lines[i:j] {
		if indent(l.text) < 4 {
			return false
		}
		for _, r := range l.text {
			switch {
			case unicode.IsLetter(r):
				letters++
			case strings.ContainsRune("{}[]();=<>|+*/\\_#$&", r):
				signs++
			}
		}
	}
	return signs*12 > letters
}

// indent returns the white space a line begins with; a tab counts as four.
func indent(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r == '\t':
			n += 4
		case unicode.IsSpace(r):
			n++
		default:
			return n
		}
	}
	return n
}

// marker returns how many code points of a line are a list marker with the white space
// around it; 0 if it begins with none.
func marker(s string) int {
	n := 0
	rest := s
	skip := func() {
		for rest != "" {
			r, w := utf8.DecodeRuneInString(rest)
			if !unicode.IsSpace(r) {
				return
			}
			rest, n = rest[w:], n+1
		}
	}
	skip()
	r, w := utf8.DecodeRuneInString(rest)
	switch {
	case strings.ContainsRune("•‣◦▪▫●○■□∙⁃", r):
		rest, n = rest[w:], n+1
	case strings.ContainsRune("-*–—+", r):
		rest, n = rest[w:], n+1
		if next, _ := utf8.DecodeRuneInString(rest); !unicode.IsSpace(next) {
			return 0
		}
	case r >= '0' && r <= '9':
		d := 0
		for d < len(rest) && rest[d] >= '0' && rest[d] <= '9' {
			d++
		}
		if d > 3 || d >= len(rest)-1 || rest[d] != '.' && rest[d] != ')' || rest[d+1] != ' ' && rest[d+1] != '\t' {
			return 0
		}
		rest, n = rest[d+1:], n+d+1
	default:
		return 0
	}
	skip()
	if rest == "" {
		return 0
	}
	return n
}

// isRule reports whether a line is nothing but the signs of a thematic break.
func isRule(s string) bool {
	s = strings.Join(strings.Fields(s), "")
	switch s {
	case "***", "---", "###", "* * *", "⁂", "___", "~~~":
		return true
	}
	return len(s) >= 3 && len(s) <= 200 && (strings.Trim(s, "-") == "" || strings.Trim(s, "*") == "" || strings.Trim(s, "_") == "" || strings.Trim(s, "=") == "")
}

// byline returns the author if the line under the title says so plainly.
func (t *textLayout) byline() string {
	if len(t.blocks) < 3 || t.blocks[0].Kind != article.Title {
		return ""
	}
	s := t.words(t.blocks[1])
	name, ok := strings.CutPrefix(s, "By ")
	if !ok || len(s) > 80 || len(strings.Fields(name)) < 2 || len(strings.Fields(name)) > 8 || strings.HasSuffix(s, ".") {
		return ""
	}
	for _, w := range strings.Fields(name) {
		if r := firstRune(w); !unicode.IsUpper(r) && w != "and" && w != "de" && w != "van" && w != "von" && w != "bin" {
			return ""
		}
	}
	return name
}
