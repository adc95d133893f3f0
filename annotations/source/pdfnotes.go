package source

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"parley/annotations/article"
)

// noteMark matches the beginning of a footnote.
var noteMark = regexp.MustCompile(`^(?:[0-9]{1,3}[.)]?|[⁰¹²³⁴-⁹]+|[*†‡§¶]+)\s?\S`)

// A pdfManner is how most of a document is set.
type pdfManner struct {
	size  float64       // of the running text, in points
	style article.Style // of all of it, which then says nothing
	pitch float64       // from line to line, in units of the size
}

// mannerOf measures a document.
func mannerOf(pages [][]pdfLine) pdfManner {
	sizes := map[int]int{}
	styles := map[article.Style]int{}
	total := 0
	pitches := make([]float64, 0, 1024)
	for _, lines := range pages {
		for i, l := range lines {
			sizes[int(math.Round(l.size*2))] += l.chars
			for _, r := range l.runs {
				for _, s := range []article.Style{article.Emphasis, article.Strong, article.Code} {
					if r.style&s != 0 {
						styles[s] += len(r.text)
					}
				}
				total += len(r.text)
			}
			if i > 0 && lines[i-1].area == l.area && len(pitches) < 100_000 {
				if d := (l.y1 - lines[i-1].y1) / l.size; d > 0.8 && d < 3 {
					pitches = append(pitches, d)
				}
			}
		}
	}
	m := pdfManner{pitch: 1.2}
	best := 0
	for k, n := range sizes {
		if n > best || n == best && float64(k)/2 < m.size {
			best, m.size = n, float64(k)/2
		}
	}
	for s, n := range styles {
		if 2*n > total {
			m.style |= s
		}
	}
	if len(pitches) > 0 {
		m.pitch = median(pitches)
	}
	return m
}

// markNotes finds the footnotes of a page and puts them after its other lines.
func markNotes(lines []pdfLine, page pdfBox, body float64) {
	small := 0
	for i := range lines {
		if lines[i].size < 0.94*body {
			small++
		}
	}
	if small == 0 || small > len(lines)*2/3 {
		return
	}
	for end := len(lines); end > 0; {
		start := end
		for start > 0 && lines[start-1].area == lines[end-1].area {
			start--
		}
		first := -1
		for i := end - 1; i >= start && lines[i].size < 0.94*body && lines[i].cells == 1; i-- {
			if noteMark.MatchString(strings.TrimSpace(lines[i].text())) {
				first = i
			}
		}
		if first >= 0 && lines[first].y0 > page.y0+0.4*(page.y1-page.y0) && (first > start || start > 0) {
			for i := first; i < end; i++ {
				lines[i].note = true
			}
		}
		end = start
	}
	slices.SortStableFunc(lines, func(a, b pdfLine) int {
		switch {
		case a.note == b.note:
			return 0
		case a.note:
			return 1
		}
		return -1
	})
}
