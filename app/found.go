package app

import (
	"fmt"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// lead goes to where line i leads.
func (s *search) lead(i int) {
	l := s.lines[i]
	if l.kept != "" {
		s.field.SetText(l.kept)
		s.run(l.kept)
		return
	}
	switch {
	case l.more:
		s.most *= foundTimes
		s.again()
		return
	case l.rest > 0:
		s.matches = allMatches
		s.again()
		return
	}
	g := s.results.Groups[l.group]
	if l.match < 0 {
		s.w.openAt(g.Article.ID, nil)
		return
	}
	s.w.goToMatch(g.Matches[l.match])
}

// goToMatch shows what was found where it stands.
func (w *Window) goToMatch(m desk.Match) {
	switch m.Kind {
	case annotations.HitText, annotations.HitTitle:
		w.openAt(m.Article, func(*desk.Sitting) {
			if !m.Range.Empty() {
				w.reveal(m.Range)
			}
		})
	case annotations.HitHighlight:
		w.openAt(m.Article, func(*desk.Sitting) {
			w.showTab(tabNotes)
			w.tappedMark(m.ID)
			if x, ok := w.now.mark(m.ID); ok && !x.Placement.Range.Empty() {
				w.reveal(x.Placement.Range)
			}
		})
	case annotations.HitNote:
		w.openAt(m.Article, func(*desk.Sitting) {
			w.showTab(tabNotes)
			w.sidebar.notes.choose(m.ID)
			w.sidebar.notes.show(m.ID)
		})
	case annotations.HitStatement:
		w.goToStatement(m.Article, m.ID)
	case annotations.HitActor, annotations.HitDispute: // what is said by it, or on it
		name, _, _ := strings.Cut(m.Excerpt.Text, " · ")
		typed := fmt.Sprintf("%s:\"%s\"", m.Kind, strings.Trim(name, "…"))
		w.search.field.SetText(typed)
		w.search.run(typed)
	}
}

// openAt opens an article, if it is not open in its newest version, and then does something with it.
func (w *Window) openAt(id article.ID, then func(*desk.Sitting)) {
	if then == nil {
		then = func(*desk.Sitting) {}
	}
	if n := w.now; n != nil && n.sitting.Article.ID == id && n.sitting.Version.Number == n.sitting.Versions {
		then(n.sitting)
		return
	}
	w.openThen(id, then)
}
