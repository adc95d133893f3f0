package source

import (
	"context"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The bounds within which a text is read as Markdown; beyond them it is read as plain text. The parser's time grows with the square of
// what is nested, and of the signs of one paragraph; its tree takes some hundred bytes for each line and each sign.
const (
	nestingMost     = 60        // lists and quotes in each other
	definitionsMost = 10_000    // definitions of links
	delimitersMost  = 20_000    // signs of emphasis, links and code in one paragraph
	signsMost       = 1_000_000 // of them in the text
	markedLinesMost = 1_000_000 // lines
	cellsMost       = 1_000_000 // cells of tables; every row gets as many as the widest
)

// A markdownScale counts what makes Markdown expensive.
type markdownScale struct {
	lines, signs, definitions, cells int

	delimiters int  // of the paragraph
	rows       int  // lines of the paragraph
	columns    int  // most of them in a line of the paragraph
	ruled      bool // the paragraph has a line that divides the head of a table from its body
}

// tooDeep reports whether a text has more of anything than is read as Markdown.
func tooDeep(s string) bool {
	var m markdownScale
	for len(s) > 0 {
		var l string
		l, s, _ = strings.Cut(s, "\n")
		if nested(l) || m.line(l) {
			return true
		}
	}
	return m.paragraph()
}

// line counts a line and reports whether a bound is passed.
func (m *markdownScale) line(l string) bool {
	m.lines++
	if strings.TrimSpace(l) == "" {
		return m.paragraph() || m.lines > markedLinesMost
	}
	if beginsBlock(l) {
		m.delimiters = 0
	}
	signs, pipes := 0, 0
	for i := range len(l) {
		switch l[i] {
		case '[', ']', '*', '_', '`', '<', '~', '!', '&', '\\', '@':
			signs++
		case '|':
			pipes++
		}
	}
	m.signs, m.delimiters = m.signs+signs, m.delimiters+signs
	m.rows++
	m.columns = max(m.columns, pipes+1)
	m.ruled = m.ruled || strings.Trim(l, "|-: \t\r>") == "" && strings.Contains(l, "-")
	if d := strings.TrimLeft(l, " "); strings.HasPrefix(d, "[") && strings.Contains(d, "]:") {
		m.definitions++ // looking them up takes time in their number squared
	}
	return m.lines > markedLinesMost || m.signs > signsMost || m.delimiters > delimitersMost || m.definitions > definitionsMost
}

// beginsBlock reports whether a line ends the paragraph before it: an item of a list, or a heading (CommonMark 0.31, §4.8 and §5.2).
func beginsBlock(l string) bool {
	m := strings.TrimLeft(l, " ")
	if len(l)-len(m) > 3 {
		return false
	}
	word, rest, ok := strings.Cut(m, " ")
	return ok && strings.TrimSpace(rest) != "" && (word == "-" || word == "*" || word == "+" || len(word) <= 6 && word != "" && strings.Trim(word, "#") == "")
}

// paragraph ends a paragraph and reports whether a bound is passed.
func (m *markdownScale) paragraph() bool {
	if m.ruled {
		m.cells += m.rows * m.columns
	}
	m.delimiters, m.rows, m.columns, m.ruled = 0, 0, 0, false
	return m.cells > cellsMost
}

// nested reports whether quotes and lists are in each other beyond all sense in a line.
func nested(l string) bool {
	depth := 0
	for i := 0; i < len(l) && depth <= nestingMost; i++ {
		switch l[i] {
		case '>', '-', '+', '*':
			depth++
		case ' ', '\t':
		default:
			i = len(l)
		}
	}
	if depth > nestingMost && strings.Trim(l, "-*_= \t") != "" {
		return true
	}
	spaces := len(l) - len(strings.TrimLeft(l, " "))
	return spaces > 4*nestingMost && spaces < len(l)
}

// A stopped is what the parser of Markdown is left with, by a panic: it knows no other way out.
type stopped struct{ err error }

// parseTreeOf makes a tree of Markdown. The error is ctx's.
func parseTreeOf(ctx context.Context, source []byte) (doc ast.Node, err error) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case stopped:
			err = x.err
		default:
			panic(x)
		}
	}()
	stop := &stopper{ctx: ctx}
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify),
		goldmark.WithParserOptions(parser.WithInlineParsers(util.Prioritized(stop, 1))))
	return md.Parser().Parse(stoppable{text.NewReader(source), stop}), nil
}

// A stopper is asked by the parser about every sign, has nothing to say about any, and ends the parser when its context is done.
type stopper struct {
	ctx context.Context
	n   int
}

func (s *stopper) check() {
	if s.n++; s.n&0xFF == 0 && s.ctx.Err() != nil {
		panic(stopped{s.ctx.Err()})
	}
}

// Trigger implements parser.InlineParser.
func (s *stopper) Trigger() []byte { return []byte(" []!<`*_~&") }

// Parse implements parser.InlineParser.
func (s *stopper) Parse(ast.Node, text.Reader, parser.Context) ast.Node {
	s.check()
	return nil
}

// A stoppable is a reader of lines that asks whether to go on.
type stoppable struct {
	text.Reader
	stop *stopper
}

// PeekLine implements text.Reader.
func (r stoppable) PeekLine() ([]byte, text.Segment) {
	r.stop.check()
	return r.Reader.PeekLine()
}
