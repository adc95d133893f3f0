package app

import (
	"slices"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// anyTopic is the choice of every mark.
const anyTopic = "Any tag, actor, dispute"

// A topic is what marks can be of: a tag, an actor or a dispute.
type topic struct {
	words string // as it is listed; no two are alike
	of    func(*desk.Mark) bool
}

// topics returns those that the marks are of: their tags, and the actors and disputes that are mentioned, or that are spoken by or
// of, in what is marked.
func topics(marks []desk.Mark, view *debate.View) []topic {
	var out []topic
	add := func(words string, of func(*desk.Mark) bool) {
		alike := func(t topic) bool { return t.words == words }
		holds := func(m desk.Mark) bool { return of(&m) }
		if words != anyTopic && !slices.ContainsFunc(out, alike) && slices.ContainsFunc(marks, holds) {
			out = append(out, topic{words, of})
		}
	}
	var tags []string
	for i := range marks {
		tags = append(tags, marks[i].Tags...)
	}
	slices.Sort(tags)
	for _, tag := range slices.Compact(tags) {
		add("#"+tag, func(m *desk.Mark) bool { return slices.Contains(m.Tags, tag) })
	}
	if view == nil {
		return out
	}
	actors, disputes := map[string][]article.Range{}, map[string][]article.Range{} // by the ids of the view
	for i := range view.Statements {
		s := &view.Statements[i]
		actors[s.Actor] = append(actors[s.Actor], s.Passages...)
		disputes[s.Dispute] = append(disputes[s.Dispute], s.Passages...)
	}
	for _, a := range view.Actors {
		rs := actors[a.ID]
		for _, m := range a.Mentions {
			rs = append(rs, m.Range)
		}
		add(shortened(a.Name, 60), within(rs))
	}
	for _, d := range view.Disputes {
		add(shortened(d.Title, 60), within(append(disputes[d.ID], d.Passages...)))
	}
	return out
}

// within reports of a mark whether it has words in common with one of the ranges.
func within(rs []article.Range) func(*desk.Mark) bool {
	return func(m *desk.Mark) bool { return slices.ContainsFunc(rs, m.Placement.Range.Overlaps) }
}
