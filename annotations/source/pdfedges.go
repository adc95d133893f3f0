package source

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Where running heads and feet are looked for.
const (
	edgeShare = 0.14 // of the height of the page, at the top and at the bottom
	edgeLines = 3    // at most, at each end
	edgeSlack = 3.0  // points by which the place may differ from page to page
)

// pageNumber matches a line that is nothing but the number of the page, with or without what is put around it.
var pageNumber = regexp.MustCompile(`(?i)^[\s\-–—|\[\](){}<>·•.]*(?:page|p\.|seite|s\.|стр\.|с\.|página|pagina)?\s*([0-9]{1,5}|[ivxlc]{1,8})\s*(?:(?:/|of|von|de|из|sur|di)\s*[0-9]{1,5})?[\s\-–—|\[\](){}<>·•.]*$`)

// figures matches numbers, which are all one to a running head.
var figures = regexp.MustCompile(`[0-9]+`)

// An edge is a line at the top or the bottom of a page.
type edge struct {
	line int // of the page
	key  string
	y    float64 // from the top of the page, in points
}

// edgesOf returns the lines at the top and the bottom of a page.
func edgesOf(lines []pdfLine, page pdfBox) []edge {
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compare(lines[a].y1, lines[b].y1) })
	height := page.y1 - page.y0
	var out []edge
	for rank, i := range order {
		l := &lines[i]
		if rank >= edgeLines && rank < len(order)-edgeLines {
			continue
		}
		y := l.middle() - page.y0
		if y > edgeShare*height && y < (1-edgeShare)*height {
			continue
		}
		key := strings.ToLower(strings.Join(strings.Fields(l.text()), " "))
		if pageNumber.MatchString(key) {
			key = "#"
		} else {
			key = figures.ReplaceAllString(key, "#")
		}
		out = append(out, edge{i, key, y})
	}
	return out
}

// dropEdges takes the running heads and feet and the page numbers off the pages: what stands at one place on several
// of them, numbers aside.
func dropEdges(pages [][]pdfLine, boxes []pdfBox) {
	edges := make([][]edge, len(pages))
	places := map[string][]float64{} // of a key, once for each page
	for i, lines := range pages {
		edges[i] = edgesOf(lines, boxes[i])
		for _, e := range edges[i] {
			places[e.key] = append(places[e.key], e.y)
		}
	}
	for _, p := range places {
		slices.Sort(p)
	}
	least := 3
	if len(pages) <= 4 {
		least = 2
	}
	for i, es := range edges {
		drop := map[int]bool{}
		for _, e := range es {
			n := near(places[e.key], e.y)
			if n >= least || e.key == "#" && (n >= 2 || isNumber(pages[i][e.line].text(), i+1)) {
				drop[e.line] = true
			}
		}
		if len(drop) == 0 {
			continue
		}
		kept := pages[i][:0]
		for k, l := range pages[i] {
			if !drop[k] {
				kept = append(kept, l)
			}
		}
		pages[i] = kept
	}
}

// near counts the places that are nearly at y; they are sorted.
func near(places []float64, y float64) int {
	a, _ := slices.BinarySearch(places, y-edgeSlack)
	b, _ := slices.BinarySearch(places, math.Nextafter(y+edgeSlack, math.Inf(1)))
	return b - a
}

// isNumber reports whether a line is the number n.
func isNumber(s string, n int) bool {
	m := pageNumber.FindStringSubmatch(s)
	return m != nil && m[1] == strconv.Itoa(n)
}
