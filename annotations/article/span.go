package article

// A Range is the half-open [Start, End) of a version's text, in code points.
// The zero Range is empty.
type Range struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of code points in r.
func (r Range) Len() int { return r.End - r.Start }

// Empty reports whether r holds no code point.
func (r Range) Empty() bool { return r.End <= r.Start }

// Contains reports whether the code point at pos lies in r.
func (r Range) Contains(pos int) bool { return r.Start <= pos && pos < r.End }

// Overlaps reports whether r and o have a code point in common.
func (r Range) Overlaps(o Range) bool { return max(r.Start, o.Start) < min(r.End, o.End) }

// Intersect returns what r and o have in common; it is empty if that is nothing.
func (r Range) Intersect(o Range) Range {
	i := Range{max(r.Start, o.Start), min(r.End, o.End)}
	if i.Empty() {
		return Range{}
	}
	return i
}

// A Kind says what a block is.
type Kind uint8

// The kinds of block.
const (
	Paragraph    Kind = iota
	Title             // the title, where it is a line of the text; at most one, the first block
	Heading           // Level 1 to 6
	Quote             // a block quote; Depth says how deep
	ListItem          // Level 1 is the outermost list
	Preformatted      // line ends and spaces are shown as they are
	Table             // a row per line, cells separated by tabs
	Figure            // the words that stand for a picture: its caption or alternative text
	Rule              // a thematic break; its text is the signs that make it ("* * *")
)

// A Block is a piece of the text that is set on lines of its own.
type Block struct {
	Range
	Kind   Kind
	Level  int    // of a heading (1 to 6) or a list item (1 outermost); otherwise 0
	Depth  int    // how many block quotes are around it; at least 1 for a Quote
	Marker string // of a list item, if its text holds none: "•", "3."
	Lead   int    // code points at the block's start that are a list marker and the space after it
	Breaks bool   // line ends inside are shown as line ends; otherwise as spaces
	Spans  []Span // sorted by Start, not overlapping, each inside the block
}

// A Style is what a span looks like; styles combine.
type Style uint8

// The styles of a span.
const (
	Emphasis Style = 1 << iota
	Strong
	Code
	Struck
)

// A Span is a part of a block that is set differently or leads somewhere.
type Span struct {
	Range
	Style Style
	Link  string // an absolute http, https or mailto address, or empty
}
