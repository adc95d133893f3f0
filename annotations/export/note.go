package export

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// What the lines of a note must not do to the document around it: read only. The first group is what a line begins with, the
// second what is looked for.
var (
	containers = `^((?:[ \t]|>|[-*+] |\d{1,9}[.)] )*)`
	noteHead   = regexp.MustCompile(containers + `(#{1,6})(?:[ \t]|$)`)
	noteBar    = regexp.MustCompile(containers + `(-+|=+)[ \t]*$`)
	noteID     = regexp.MustCompile(`^(.*[\s\v>]|)(\^[A-Za-z0-9-]+[\s\v\pZ\x{85}]*)$`)
	noteBlock  = regexp.MustCompile("^(?:[ \t]*(?:```|~~~|#|>|<|\\||[-*+][ \t]|[-*_=]{2,}|\\d{1,9}[.)][ \t])|    |\t)")
)

// noteLabel stands before a note.
const noteLabel = "**Note**"

// labelled writes a reader's own Markdown after its label, without blank lines at its ends. It stays as it is, but for what would
// change the document around it: code, a comment or markup that is left open is closed at its end; its headings come below those
// of the document; a line that would make a heading or a block id of the words before it has a backslash.
func labelled(note string) string {
	note = strings.Trim(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(note), "\n")
	if !strings.ContainsAny(note, "\n#^<~`%$-=>*_+|") {
		return noteLabel + " " + note
	}
	sep := " "
	if noteBlock.MatchString(note) {
		sep = "\n\n" // a list or code begins on a line of its own
	}
	s := tamed(noteLabel + sep + note)
	for _, end := range append([]string{""}, noteEnds(note)...) {
		if contained(s + end) {
			return s + end
		}
	}
	lines := strings.Split(note, "\n")
	for i, l := range lines {
		lines[i] = escapeLine(l)
	}
	return noteLabel + " " + strings.Join(lines, "\n")
}

// tamed returns a document in which no line outside code makes a heading of the upper levels or a block id.
func tamed(s string) string {
	literal := literalLines(s)
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if literal[i] {
			continue
		}
		blank := i == 0 || strings.Trim(lines[i-1], "> \t") == ""
		if m := noteHead.FindStringSubmatchIndex(l); m != nil {
			l = l[:m[4]] + strings.Repeat("#", min(m[5]-m[4]+4, 6)) + l[m[5]:]
		} else if m := noteBar.FindStringSubmatchIndex(l); m != nil {
			switch bar := l[m[4]:m[5]]; {
			case !blank:
				l = l[:m[4]] + `\` + l[m[4]:]
			case len(bar) > 2 && bar[0] == '-':
				l = l[:m[4]] + "***" // the same rule, and no border of properties
			}
		}
		if m := noteID.FindStringSubmatchIndex(l); m != nil {
			l = l[:m[4]] + `\` + l[m[4]:]
		}
		lines[i] = l
	}
	for _, mark := range []string{"%%", "$$"} {
		pair(lines, literal, mark)
	}
	return strings.Join(lines, "\n")
}

// literalLines tells which lines of a document are code or markup.
func literalLines(s string) map[int]bool {
	src := []byte(s)
	var ends []int
	for i, c := range src {
		if c == '\n' {
			ends = append(ends, i)
		}
	}
	out := map[int]bool{}
	_ = ast.Walk(goldmark.DefaultParser().Parse(text.NewReader(src)), func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock:
			for i := range n.Lines().Len() {
				line, _ := slices.BinarySearch(ends, n.Lines().At(i).Start)
				out[line] = true
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return out
}

// pair puts a backslash into the last mark of an odd number outside code: notebooks would take all that follows it as a comment or a
// formula.
func pair(lines []string, literal map[int]bool, mark string) {
	n, last := 0, -1
	for i, l := range lines {
		if k := strings.Count(l, mark); k > 0 && !literal[i] {
			n, last = n+k, i
		}
	}
	if n%2 == 1 {
		at := strings.LastIndex(lines[last], mark)
		lines[last] = lines[last][:at] + `\` + mark[:1] + `\` + mark[1:] + lines[last][at+len(mark):]
	}
}

// noteEnds returns what may close that which a note leaves open, the likeliest first.
func noteEnds(note string) []string {
	var out []string
	for _, fence := range []string{"`", "~"} {
		most := 0
		for l := range strings.Lines(note) {
			l = strings.TrimLeft(l, " \t>")
			most = max(most, len(l)-len(strings.TrimLeft(l, fence)))
		}
		if most >= 3 {
			out = append(out, "\n"+strings.Repeat(fence, most))
		}
	}
	for _, x := range []struct{ start, end string }{
		{"<!--", "-->"}, {"<?", "?>"}, {"<![CDATA[", "]]>"}, {"<!", ">"}, {"<script", "</script>"}, {"<pre", "</pre>"}, {"<style", "</style>"}, {"<textarea", "</textarea>"},
	} {
		if strings.Contains(strings.ToLower(note), strings.ToLower(x.start)) {
			out = append(out, "\n"+x.end)
		}
	}
	return out
}

// afterNote stands for what follows a note.
const afterNote = "that follows"

// contained reports whether what follows a document is a paragraph of its own, and no heading of it is of the upper levels.
func contained(s string) bool {
	src := []byte(s + "\n\n" + afterNote)
	doc := goldmark.DefaultParser().Parse(text.NewReader(src))
	last, ok := doc.LastChild().(*ast.Paragraph)
	if !ok || last.Lines().Len() != 1 || string(last.Lines().Value(src)) != afterNote {
		return false
	}
	high := false
	_ = ast.Walk(doc, func(n ast.Node, in bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.Heading); ok && h.Level < 5 {
			high = true
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return !high
}
