package source

import "slices"

// A pdfGutter is the white between two columns: at x, in the bands from first to last.
type pdfGutter struct {
	x           float64
	first, last int
	splits      int // bands with words on both sides
}

// Bounds of the search for gutters.
const (
	gutterSlots = 512 // into which the width of a page is divided
	gutterTries = 8
)

// gutterOf finds the white between columns that parts the most bands. There is none where what it would part are the
// cells of a table or the markers of a list.
func gutterOf(bands []pdfBand) (pdfGutter, bool) {
	tries := gutters(bands)
	slices.SortStableFunc(tries, func(a, b pdfGutter) int { return b.splits - a.splits })
	for _, g := range tries[:min(len(tries), gutterTries)] {
		if g = g.trim(bands); g.splits >= 3 && g.columns(bands) {
			return g, true
		}
	}
	return pdfGutter{}, false
}

// gutters returns for every stretch of white the longest run of bands it goes through.
func gutters(bands []pdfBand) []pdfGutter {
	x0, x1 := extent(bands)
	step := (x1 - x0) / gutterSlots
	if !(step > 0) {
		return nil
	}
	slot := func(x float64) int { return max(0, min(int((x-x0)/step), gutterSlots)) }
	var run, best [gutterSlots + 1]pdfGutter
	for i := range run {
		run[i].x = x0 + (float64(i)+0.5)*step
	}
	best = run
	var ink [gutterSlots + 1]bool
	var split [gutterSlots + 1]bool
	for k, b := range bands {
		ink, split = [gutterSlots + 1]bool{}, [gutterSlots + 1]bool{}
		right := b.pieces[0].x1
		for i, p := range b.pieces {
			if i > 0 && p.x0-right > 0.8*b.size {
				for s := slot(right) + 1; s < slot(p.x0); s++ {
					split[s] = true
				}
			}
			for s := slot(p.x0); s <= slot(p.x1); s++ {
				ink[s] = true
			}
			right = max(right, p.x1)
		}
		for s := range run {
			r := &run[s]
			switch {
			case ink[s]:
				r.splits = 0
			case split[s]:
				if r.splits == 0 {
					r.first = k
				}
				r.splits++
				r.last = k
			}
			if r.splits > best[s].splits {
				best[s] = *r
			}
		}
	}
	return peaks(best[:], bands)
}

// peaks returns of neighbouring slots of one kind the middle one, with the bands around it that have words on one side only.
func peaks(best []pdfGutter, bands []pdfBand) []pdfGutter {
	var out []pdfGutter
	for i := 0; i < len(best); {
		j := i + 1
		for j < len(best) && best[j].splits == best[i].splits && best[j].first == best[i].first {
			j++
		}
		if g := best[(i+j)/2]; g.splits >= 3 {
			for g.first > 0 && !bands[g.first-1].crosses(g.x) {
				g.first--
			}
			for g.last+1 < len(bands) && !bands[g.last+1].crosses(g.x) {
				g.last++
			}
			out = append(out, g)
		}
		i = j
	}
	return out
}

func (b pdfBand) crosses(x float64) bool {
	for _, p := range b.pieces {
		if p.x0 < x && x < p.x1 {
			return true
		}
	}
	return false
}

// left and right report whether a band has words on that side of x.
func (b pdfBand) left(x float64) bool  { return b.pieces[0].x0 < x }
func (b pdfBand) right(x float64) bool { return b.pieces[len(b.pieces)-1].x0 >= x }

// trim leaves out bands at both ends that stand apart from the columns: those above with words on the right only,
// such as a date, and those below that are farther from the left column than its lines are from each other.
func (g pdfGutter) trim(bands []pdfBand) pdfGutter {
	for g.first < g.last && !(bands[g.first].left(g.x) && bands[g.first].right(g.x)) {
		a, b := bands[g.first], bands[g.first+1]
		if a.left(g.x) && b.middle-a.middle < 1.6*max(a.size, b.size) {
			break
		}
		g.first++
	}
	low := g.first // the last band with words on both sides
	for i := g.first; i <= g.last; i++ {
		if bands[i].left(g.x) && bands[i].right(g.x) {
			low = i
		}
	}
	for i := low + 1; i <= g.last; i++ {
		if bands[i].middle-bands[i-1].middle > 2.2*max(bands[i].size, bands[i-1].size) {
			g.last = i - 1
			break
		}
	}
	return g
}

// sides returns the pieces on both sides of the gutter.
func (g pdfGutter) sides(bands []pdfBand) (left, right []pdfPiece) {
	for _, p := range flatten(bands[g.first : g.last+1]) {
		if p.x0 < g.x {
			left = append(left, p)
		} else {
			right = append(right, p)
		}
	}
	return left, right
}

// columns reports whether both sides look like running text: lines of some length that fill most of the width.
func (g pdfGutter) columns(bands []pdfBand) bool {
	left, right := g.sides(bands)
	return running(left) && running(right)
}

func running(pieces []pdfPiece) bool {
	bands := bandsOf(pieces)
	if len(bands) < 2 {
		return false
	}
	x0, x1 := extent(bands)
	var fill, chars []float64
	for _, b := range bands {
		w, n := 0.0, 0.0
		for _, p := range b.pieces {
			w += p.width()
			n += float64(p.chars)
		}
		fill, chars = append(fill, w/max(x1-x0, 1)), append(chars, n)
	}
	return median(fill) >= 0.5 && median(chars) >= 12
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	v = slices.Clone(v)
	slices.Sort(v)
	return v[len(v)/2]
}

// extent returns the left and the right end of what is in the bands.
func extent(bands []pdfBand) (x0, x1 float64) {
	x0, x1 = bands[0].pieces[0].x0, bands[0].pieces[0].x1
	for _, b := range bands {
		for _, p := range b.pieces {
			x0, x1 = min(x0, p.x0), max(x1, p.x1)
		}
	}
	return x0, x1
}
