package export

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parley/annotations/article"
)

// writeMarkdown writes each article as a document: properties, title, notes on the article, then the marks in text
// order under the article's headings, then the statements by what they are about. A mark is a quotation with a block id, its note below it and one small
// line of what else is known.
func writeMarkdown(w io.Writer, entries Entries) error {
	b := bufio.NewWriter(w)
	first := true
	for e, err := range entries {
		if err != nil {
			return err
		}
		if !first {
			b.WriteString("\n")
		}
		first = false
		properties(b, e)
		body(b, e)
	}
	return b.Flush()
}

// properties writes the front matter, in YAML.
func properties(b *bufio.Writer, e Entry) {
	a := e.Article
	b.WriteString("---\n")
	put := func(key, value string) {
		if value != "" {
			fmt.Fprintf(b, "%s: %s\n", key, value)
		}
	}
	put("title", quoteYAML(a.Title))
	if a.Byline != "" {
		put("author", "["+quoteYAML(a.Byline)+"]")
	}
	put("outlet", quoteYAMLIf(a.Outlet))
	put("published", quoteDate(a.Published))
	put("accessed", e.Version.Imported.UTC().Format(time.DateOnly))
	if link := article.WebAddress(a.URL); link != "" {
		put("url", quoteYAMLIf(link))
	} else { // notebooks make a link of what is called url
		put("address", quoteYAMLIf(article.PublicAddress(a.URL)))
	}
	put("source_version", quoteYAML(e.Version.Fingerprint()))
	put("disputes", listed(e.Statements, func(s *Statement) string { return s.Question.Title }))
	put("actors", listed(e.Statements, func(s *Statement) string { return named(s.Actor, s.Speaker) }))
	b.WriteString("tags:\n  - parley\n")
	seen := map[string]bool{"parley": true}
	for _, m := range e.Marks {
		for _, t := range m.Tags {
			if t != "" && !seen[t] {
				seen[t] = true
				fmt.Fprintf(b, "  - %s\n", quoteTag(t))
			}
		}
	}
	put("parley_id", quoteYAML(article.Handle(article.HandleArticle, a.ID)))
	put("modified", strings.TrimSuffix(modified(e), "Z"))
	b.WriteString("---\n")
}

func body(b *bufio.Writer, e Entry) {
	fmt.Fprintf(b, "# %s\n", escapeLine(e.Article.Title))
	for _, n := range e.Notes {
		fmt.Fprintf(b, "\n%s\n\n^%s\n", labelled(n.Text), article.Handle(article.HandleNote, n.ID))
	}
	head := -1
	unattached := false
	for _, m := range e.Marks {
		r := m.Placement.Range
		if r.Empty() {
			if !unattached {
				unattached = true
				b.WriteString("\n## Not found in this version\n")
			}
		} else if h := headingOf(e.Version, r.Start); h >= 0 && h != head {
			head = h
			blk := e.Version.Blocks()[h]
			fmt.Fprintf(b, "\n## %s\n", escapeWords(e.Version.Slice(blk.Range)))
		}
		mark(b, e, m)
	}
	statements(b, e)
}

// headingOf returns the index of the heading that pos stands under, or -1.
func headingOf(v *article.Version, pos int) int {
	for i := v.BlockAt(pos); i >= 0; i-- {
		if v.Blocks()[i].Kind == article.Heading {
			return i
		}
	}
	return -1
}

func mark(b *bufio.Writer, e Entry, m Mark) {
	b.WriteString("\n")
	quotation(b, m.Anchor.Exact)
	fmt.Fprintf(b, "\n^%s\n\n", article.Handle(article.HandleHighlight, m.ID))
	if m.Note != "" {
		fmt.Fprintf(b, "%s\n\n", labelled(m.Note))
	}
	parts := []string{m.Colour.String()}
	if m.Style != 0 {
		parts = append(parts, m.Style.String())
	}
	for _, t := range m.Tags {
		if t != "" {
			parts = append(parts, tagged(t))
		}
	}
	if r := m.Placement.Range; !r.Empty() {
		parts = append(parts, fmt.Sprintf("para. %d", paragraph(e.Version, r.Start)))
	}
	if s := m.Placement.State; s != 1 {
		parts = append(parts, s.String())
	}
	parts = append(parts, m.Created.UTC().Format(time.DateOnly))
	if u := fragment(e.Article.URL, m.Anchor.Exact); u != "" {
		parts = append(parts, "[source]("+u+")")
	}
	fmt.Fprintf(b, "*%s*\n", strings.Join(parts, " · "))
}

// quotation writes words as a block quote.
func quotation(b *bufio.Writer, words string) {
	for _, l := range strings.Split(words, "\n") {
		if l == "" {
			b.WriteString(">\n")
			continue
		}
		fmt.Fprintf(b, "> %s\n", escapeLine(l))
	}
}

// paragraph returns the number of the block at pos; headings and the title do not count.
func paragraph(v *article.Version, pos int) int {
	n := 0
	for i, k := range v.Blocks() {
		if k.Kind != article.Title && k.Kind != article.Heading && k.Kind != article.Rule {
			n++
		}
		if i == v.BlockAt(pos) {
			break
		}
	}
	return max(n, 1)
}

// fragment returns a link to the passage in the browser: a text fragment of the first and the last words. It is empty if the address is not one
// of the web.
func fragment(address, quote string) string {
	if address = webIRI(address); address == "" {
		return ""
	}
	line, _, several := strings.Cut(strings.TrimSpace(quote), "\n")
	words := strings.Fields(line)
	if len(words) == 0 {
		return ""
	}
	text := percent(strings.Join(words, " "))
	if several || len(words) > 8 {
		last := strings.Fields(quote)
		text = percent(strings.Join(words[:min(4, len(words))], " ")) + "," + percent(strings.Join(last[max(0, len(last)-4):], " "))
	}
	address, _, _ = strings.Cut(address, "#")
	address = strings.NewReplacer("(", "%28", ")", "%29").Replace(address)
	return address + "#:~:text=" + text
}

// percent escapes what has a meaning in a text fragment or in a link of Markdown.
func percent(s string) string {
	return strings.NewReplacer("-", "%2D", "+", "%20", "(", "%28", ")", "%29", "'", "%27", "*", "%2A", "_", "%5F", "~", "%7E").Replace(url.QueryEscape(s))
}

// plainYAML is a value that means itself without quotation marks.
var plainYAML = regexp.MustCompile(`^[A-Za-z][A-Za-z .'/-]*[A-Za-z.]$`)

func quoteYAMLIf(s string) string {
	if s == "" || plainYAML.MatchString(s) && !reserved(s) {
		return s
	}
	return quoteYAML(s)
}

// reserved reports whether YAML reads a word as something else than a word.
func reserved(s string) bool {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
		return true
	}
	return false
}

func quoteTag(s string) string {
	if plainYAML.MatchString(s) && !reserved(s) {
		return s
	}
	return quoteYAML(s)
}

func quoteDate(s string) string {
	if s == "" {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, s); err == nil {
		return s
	}
	return quoteYAML(s)
}

// quoteYAML writes a value in double quotation marks (YAML 1.2, §7.3.1).
func quoteYAML(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\uFEFF':
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// escapeLine writes words so that Markdown and its notebooks show them as they are.
func escapeLine(s string) string {
	var b strings.Builder
	lead := true
	for i, r := range s {
		next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		if unicode.IsSpace(r) && (lead || i+utf8.RuneLen(r) == len(s)) {
			fmt.Fprintf(&b, "&#%d;", r) // white space at an end would be dropped
			continue
		}
		switch r {
		case '\t':
			b.WriteString("&#9;")
			continue
		case '\\', '`', '*', '_', '[', ']', '<', '|', '$', '~', '&':
			b.WriteByte('\\')
		case '=', '%':
			if next == r || i > 0 && s[i-1] == byte(r) || lead {
				b.WriteByte('\\')
			}
		case '#', '>', '+', '-':
			if lead || r == '#' && (unicode.IsLetter(next) || unicode.IsDigit(next)) || r == '#' {
				b.WriteByte('\\')
			}
		case '^':
			b.WriteByte('\\')
		case '.', ')':
			if numbered(s[:i]) {
				b.WriteByte('\\')
			}
		case ':', '@': // an address would become a link
			b.WriteByte('\\')
		case '\r', 0:
			fmt.Fprintf(&b, "&#%d;", r)
			continue
		}
		b.WriteRune(r)
		lead = false
	}
	return b.String()
}

// numbered reports whether s is all digits, as before the point of a numbered list.
func numbered(s string) bool {
	s = strings.TrimSpace(s)
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}
