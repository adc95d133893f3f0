package reader

import (
	"slices"
	"sort"

	"parley/annotations/article"
)

// A Mark is a marked passage, as it is drawn. Style and Colour are the numbers of annotations.Style
// and annotations.Colour.
type Mark struct {
	ID     article.ID
	Range  article.Range
	Style  uint8
	Colour uint8
	Note   bool
}

// The styles of a mark.
const (
	markSolid = iota
	markUnderline
	markStrike
	markOutline
)

// ranges is passages in text order that answer which of them touch a place: their starts are sorted, and
// beside each stands the furthest end of all before it.
type ranges struct {
	all []article.Range
	far []int
}

func newRanges(all []article.Range) ranges {
	r := ranges{all: all, far: make([]int, len(all))}
	far := 0
	for i, x := range all {
		far = max(far, x.End)
		r.far[i] = far
	}
	return r
}

// touching calls f with the index of every passage that has a code point in common with x, in order.
func (r ranges) touching(x article.Range, f func(i int)) {
	first := sort.Search(len(r.far), func(i int) bool { return r.far[i] > x.Start })
	for i := first; i < len(r.all) && r.all[i].Start < x.End; i++ {
		if r.all[i].Overlaps(x) {
			f(i)
		}
	}
}

// sortedMarks returns marks in text order with an index.
func sortedMarks(marks []Mark) ([]Mark, ranges) {
	marks = slices.Clone(marks)
	slices.SortStableFunc(marks, func(a, b Mark) int {
		if a.Range.Start != b.Range.Start {
			return a.Range.Start - b.Range.Start
		}
		return b.Range.End - a.Range.End // the longer one lies below
	})
	all := make([]article.Range, len(marks))
	for i, m := range marks {
		all[i] = m.Range
	}
	return marks, newRanges(all)
}

// An extent is a part of a line, from left to right, as shares of the text's size.
type extent struct{ x0, x1 float32 }

// extents returns where the bytes from start to end of a piece stand on a line: one extent, or several
// where the line has text of both directions.
func (l *shapedLine) extents(start, end uint32, out []extent) []extent {
	out = out[:0]
	for _, c := range l.cells {
		if c.start >= end || c.end <= start {
			continue
		}
		x := extent{c.x0, c.x1}
		if n := len(out); n > 0 && (near(out[n-1].x1, x.x0) || near(out[n-1].x0, x.x1)) {
			out[n-1] = extent{min(out[n-1].x0, x.x0), max(out[n-1].x1, x.x1)}
			continue
		}
		out = append(out, x)
	}
	return out
}

func near(a, b float32) bool { return a-b < 0.01 && b-a < 0.01 }

// hit returns the byte of the piece nearest to x: before the character whose nearer half it is. over is the
// character itself, or -1 beside the text.
func (l *shapedLine) hit(x float32, t textLine) (at uint32, over int) {
	if len(l.cells) == 0 {
		return t.start, -1
	}
	best, far := 0, float32(1e9)
	for i, c := range l.cells {
		d := float32(0)
		switch {
		case x < c.x0:
			d = c.x0 - x
		case x > c.x1:
			d = x - c.x1
		default:
			d = -1
		}
		if d < far {
			best, far = i, d
		}
		if d < 0 {
			break
		}
	}
	c := l.cells[best]
	over = -1
	if far < 0 {
		over = int(c.start)
	}
	left := x < (c.x0+c.x1)/2
	if left != c.rtl {
		return c.start, over
	}
	return c.end, over
}

// caretX returns where a caret before the byte at off stands on a line.
func (l *shapedLine) caretX(off uint32) float32 {
	for i, c := range l.cells {
		if off <= c.start {
			if c.rtl {
				return c.x1
			}
			return c.x0
		}
		if off < c.end || i == len(l.cells)-1 {
			if c.rtl {
				return c.x0
			}
			return c.x1
		}
	}
	return 0
}
