package app

import (
	"fmt"
	"strings"
	"time"

	"parley/annotations/article"
)

// passage returns what a copy is about: the selection, or the chosen marks.
func (w *Window) passage() []article.Range {
	if r := w.reader.Selection(); !r.Empty() {
		return []article.Range{r}
	}
	var out []article.Range
	for _, id := range w.chosenMarks() {
		if m, ok := w.now.mark(id); ok && !m.Placement.Range.Empty() {
			out = append(out, m.Placement.Range)
		}
	}
	return out
}

// quoted returns the words of the passages as they are shown: line ends that are only
// the source's wrapping are spaces.
func (w *Window) quoted() string {
	var parts []string
	for _, r := range w.passage() {
		parts = append(parts, readable(w.now.sitting.Version, r))
	}
	return strings.Join(parts, "\n\n")
}

// readable returns the words of r, blocks separated by blank lines.
func readable(v *article.Version, r article.Range) string {
	var parts []string
	blocks := v.Blocks()
	for i := max(v.BlockAt(r.Start), 0); i < len(blocks) && blocks[i].Start < r.End; i++ {
		b := blocks[i]
		part := b.Intersect(r)
		if part.Empty() {
			continue
		}
		s := v.Slice(part)
		if !b.Breaks {
			s = strings.Join(strings.Fields(s), " ")
		}
		parts = append(parts, strings.TrimSpace(s))
	}
	return strings.Join(parts, "\n\n")
}

func (w *Window) copyText() {
	w.app.Clipboard().SetContent(w.quoted())
	w.notices.say("Copied.")
}

func (w *Window) copyCitation() {
	a := w.now.sitting.Article
	w.app.Clipboard().SetContent("“" + w.quoted() + "”\n\n" + citation(a, w.now.sitting.Version.Imported) + w.onPage())
	w.notices.say("Copied with citation.")
}

// onPage names the page of the passage, if the article has pages.
func (w *Window) onPage() string {
	v := w.now.sitting.Version
	r := w.passage()
	if len(r) == 0 || len(v.Pages) == 0 {
		return ""
	}
	first, last := v.PageAt(r[0].Start), v.PageAt(max(r[len(r)-1].End-1, 0))
	if first == last {
		return ", p. " + first
	}
	return ", pp. " + first + "–" + last
}

// citation names an article as a note under a quotation would: who, what, where, when.
func citation(a article.Article, accessed time.Time) string {
	var b strings.Builder
	who := a.Byline
	if who == "" {
		who = a.Outlet
	}
	if who != "" {
		b.WriteString(who + ", ")
	}
	fmt.Fprintf(&b, "“%s”", a.Title)
	if a.Outlet != "" && a.Outlet != who {
		b.WriteString(", " + a.Outlet)
	}
	switch {
	case a.Published != "":
		b.WriteString(", " + showDate(a.Published))
	default:
		b.WriteString(", n.d.")
	}
	if a.URL != "" {
		fmt.Fprintf(&b, ", %s (accessed %s)", a.URL, showDate(accessed.Format(time.DateOnly)))
	}
	return strings.TrimSuffix(b.String(), ".") + "."
}
