package text

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Quote is a pair of quote marks and what stands between them. A quote that goes on in the next
// paragraph, which then begins with a mark of its own, is one Quote for each of its parts.
type Quote struct {
	Open, Close int // byte offsets of the marks; Close is the end of the line if RunsOn
	Start, End  int // byte offsets of what is quoted
	Line        int
	Depth       int    // of nesting; 0 is outermost
	RunsOn      bool   // the line ends before the quote does
	Next        int    // the part in a later paragraph, or -1
	Prev        int    // the part in an earlier paragraph, or -1
	Tokens      [2]int // from its opening mark to behind its closing mark; zero if Depth > 0
}

// The families of marks. A closing mark ends the nearest open one of its family.
const (
	straightDouble byte = iota + 1
	curlyDouble
	lowDouble
	guillemets
	straightSingle
	curlySingle
)

// deepest bounds how deep quotes may be nested. Marks deeper than that are ignored.
const deepest = 6

// An openMark is an opening mark whose quote has not been closed.
type openMark struct {
	pos, width int
	family     byte
}

// A single is a mark that may be a quote mark or an apostrophe.
type single struct {
	pos   int
	class byte // 'o' can only open, 'c' can only close, 'a' closes or is a possessive
}

// findQuotes finds the quotes of all lines, in text order, outer before inner.
func (b *builder) findQuotes() {
	running := -1 // the outermost quote that the line before left open
	for i := range b.Lines {
		if b.stopped(i) {
			return
		}
		running = b.quotesOfLine(i, running)
	}
}

// quotesOfLine adds the quotes of line li and returns the one that it leaves open, or -1. The quote running was
// left open by the line before; -1 if none was.
func (b *builder) quotesOfLine(li, running int) int {
	ln := b.Lines[li]
	s := b.Text[ln.Start:ln.End]
	if !strings.ContainsAny(s, "\"'“”‘’«»„") {
		return -1
	}
	first := len(b.Quotes)
	singles := singlesOf(s)
	var stack []openMark
	prev := rune(' ')
	for i, r := range s {
		family, act := markAt(s, i, r, prev, stack, &singles)
		switch act {
		case 'o':
			if len(stack) < deepest {
				stack = append(stack, openMark{i, utf8.RuneLen(r), family})
			}
		case 'c':
			if k := lastOf(stack, family); k >= 0 {
				o := stack[k]
				stack = stack[:k]
				if i > o.pos+o.width {
					b.Quotes = append(b.Quotes,
						Quote{
							Open: ln.Start + o.pos, Close: ln.Start + i, Start: ln.Start + o.pos + o.width, End: ln.Start + i,
							Line: li, Next: -1, Prev: -1,
						})
				}
			}
		}
		prev = r
	}
	left := -1
	if len(stack) > 0 && b.goesOn(li, stack[0]) {
		o := stack[0]
		b.Quotes = append(b.Quotes, Quote{
			Open: ln.Start + o.pos, Close: ln.End, Start: ln.Start + o.pos + o.width, End: ln.End,
			Line: li, RunsOn: true, Next: -1, Prev: -1,
		})
		left = ln.Start + o.pos
	}
	return b.nest(first, running, left)
}

// nest sorts the quotes from first on, sets their depths, links the first of them to the quote running if it
// begins its line, and returns the quote that opens at offset left, or -1.
func (b *builder) nest(first, running, left int) int {
	qs := b.Quotes[first:]
	slices.SortStableFunc(qs, func(a, b Quote) int { return cmp.Compare(a.Open, b.Open) })
	var ends []int
	out := -1
	for i := range qs {
		for len(ends) > 0 && ends[len(ends)-1] <= qs[i].Open {
			ends = ends[:len(ends)-1]
		}
		qs[i].Depth = len(ends)
		ends = append(ends, qs[i].Close)
		if left >= 0 && qs[i].Open == left {
			out = first + i
		}
	}
	if running >= 0 && len(qs) > 0 && qs[0].Open == b.Lines[qs[0].Line].Start {
		b.Quotes[running].Next = first
		b.Quotes[first].Prev = running
	}
	return out
}

// goesOn reports whether the line after li begins with the same mark as o, so that the quote continues there.
func (b *builder) goesOn(li int, o openMark) bool {
	if li+1 >= len(b.Lines) {
		return false
	}
	next := b.Lines[li+1]
	here := b.Lines[li].Start + o.pos
	return strings.HasPrefix(b.Text[next.Start:next.End], b.Text[here:here+o.width])
}

func lastOf(stack []openMark, family byte) int {
	for k := len(stack) - 1; k >= 0; k-- {
		if stack[k].family == family {
			return k
		}
	}
	return -1
}

// markAt returns the family of the mark r at i, and whether it opens ('o') or closes ('c') a quote; zeros if it is no
// quote mark.
func markAt(s string, i int, r, prev rune, stack []openMark, singles *[]single) (family, act byte) {
	switch r {
	case '“':
		if lastOf(stack, lowDouble) >= 0 {
			return lowDouble, 'c'
		}
		if lastOf(stack, curlyDouble) >= 0 && straight(s[i+len("“"):], prev, true) == 'c' && !opens(prev) {
			return curlyDouble, 'c' // “so“
		}
		return curlyDouble, 'o'
	case '”':
		if lastOf(stack, curlyDouble) < 0 {
			for _, f := range []byte{lowDouble, straightDouble} { // "so”
				if lastOf(stack, f) >= 0 {
					return f, 'c'
				}
			}
		}
		return curlyDouble, 'c'
	case '„':
		return lowDouble, 'o'
	case '«', '»':
		if lastOf(stack, guillemets) >= 0 {
			return guillemets, 'c'
		}
		return guillemets, 'o'
	case '"':
		act := straight(s[i+1:], prev, lastOf(stack, straightDouble) >= 0)
		if act == 'c' && lastOf(stack, straightDouble) < 0 && lastOf(stack, curlyDouble) >= 0 {
			return curlyDouble, 'c' // “so"
		}
		return straightDouble, act
	case '\'', '‘', '’':
		return singleAt(s, i, r, stack, singles)
	}
	return 0, 0
}

// straight returns 'o' or 'c' for a straight double mark between prev and rest; open tells whether a quote is open.
func straight(rest string, prev rune, open bool) byte {
	next, _ := utf8.DecodeRuneInString(rest)
	before, after := opens(prev), next == utf8.RuneError || unicode.IsSpace(next) || strings.ContainsRune(".,;:!?)]}—–", next)
	switch {
	case before && !after:
		return 'o'
	case after && !before, open:
		return 'c'
	}
	return 'o'
}

// opens reports whether a quote may open after r.
func opens(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("([{—–-/:\"“‘'«„…>", r)
}

// singleAt is markAt for a single mark. Marks that can only be apostrophes are not among singles.
func singleAt(s string, i int, r rune, stack []openMark, singles *[]single) (family, act byte) {
	rest := *singles
	for len(rest) > 0 && rest[0].pos < i {
		rest = rest[1:]
	}
	*singles = rest
	if len(rest) == 0 || rest[0].pos != i {
		return 0, 0
	}
	family = curlySingle
	if r == '\'' {
		family = straightSingle
	}
	if rest[0].class == 'o' {
		return family, 'o'
	}
	k := lastOf(stack, family)
	if k < 0 {
		if r == '’' || r == '\'' { // a curly one may close a straight one
			if k = lastOf(stack, straightSingle+curlySingle-family); k >= 0 {
				family = stack[k].family
			}
		}
		if k < 0 {
			return 0, 0
		}
	}
	if rest[0].class == 'a' {
		later := byte(0)
		if len(rest) > 1 {
			later = rest[1].class
		}
		short := strings.Count(s[stack[k].pos:min(i, stack[k].pos+64)], " ") <= 3 && i-stack[k].pos < 64
		if later == 'c' || later == 'a' && !short {
			return 0, 0
		}
	}
	return family, 'c'
}

// singlesOf returns the single marks of s that may be quote marks.
func singlesOf(s string) []single {
	var out []single
	prev := rune(' ')
	for i, r := range s {
		if r == '\'' || r == '‘' || r == '’' {
			if c := singleClass(s, i, r, prev); c != 0 {
				out = append(out, single{i, c})
			}
		}
		prev = r
	}
	return out
}

func singleClass(s string, i int, r, prev rune) byte {
	rest := s[i+utf8.RuneLen(r):]
	next, w := utf8.DecodeRuneInString(rest)
	if rest == "" {
		next = ' '
	}
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	switch {
	case inWord(prev) && inWord(next):
		return 0
	case opens(prev) && !unicode.IsSpace(next) && !strings.ContainsRune(".,;:!?)]}", next):
		if r == '’' && prev != '“' && prev != '"' || clipped(rest) {
			return 0
		}
		return 'o'
	case r == '‘', unicode.IsSpace(prev):
		return 0
	case (prev == 's' || prev == 'S') && unicode.IsSpace(next):
		after, _ := utf8.DecodeRuneInString(rest[min(w, len(rest)):])
		if unicode.IsLetter(after) {
			return 'a'
		}
	}
	return 'c'
}

// clipped reports whether s begins with a word whose beginning an apostrophe replaces: '90s, 'em.
func clipped(s string) bool {
	if len(s) >= 3 && s[0] >= '0' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9' && s[2] == 's' {
		return true
	}
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(s)
	}
	switch strings.ToLower(s[:min(end, 6)]) {
	case "em", "tis", "twas", "til", "cause", "n", "bout", "neath", "cos":
		return true
	}
	return false
}
