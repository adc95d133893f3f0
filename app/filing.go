package app

import (
	"fmt"
	"strings"
	"unicode"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// canFile reports whether there is a passage, or a statement of the sidebar, to file.
func (w *Window) canFile() bool {
	if !w.canWriteArticle() || w.now.view == nil {
		return false
	}
	if e, ok := w.chosenEntry(); ok && e.statement != nil {
		return true
	}
	return len(w.passage()) > 0
}

// fileStatement opens the form on the selection, the chosen mark or the chosen statement.
func (w *Window) fileStatement() {
	if w.reader.Selection().Empty() {
		if e, ok := w.chosenEntry(); ok && e.statement != nil {
			w.openStatement(e.statement)
			return
		}
	}
	passages := w.passage()
	f := w.form
	f.begin(passages)
	f.presume(passages)
	f.ready()
}

// openStatement opens the form on a suggestion, to be filed, or on a filed statement, to be changed.
func (w *Window) openStatement(s *debate.ShownStatement) {
	passages := s.Passages
	if len(passages) == 0 {
		w.notices.say("This statement has no place in this version of the text. Select the passage again and file it anew.")
		return
	}
	f := w.form
	w.reader.ScrollTo(s.Whole())
	w.reader.Select(passages[0])
	f.begin(passages)
	f.fillFrom(s)
	if s.Filed != nil {
		f.filed = s.Filed.ID
		x := s.Filed
		f.addressee.SetText(x.Addressee)
		f.condition.SetText(x.Condition)
		f.saidOn.SetText(x.SaidOn)
		f.note.SetText(x.Note)
		if a := f.view().Actor(x.ReportedBy.String()); a != nil {
			f.by = desk.ActorRef{Seen: a}
			f.reported.take(a.Name)
		}
		f.more = x.Addressee != "" || x.Condition != "" || x.SaidOn != "" || x.Note != "" || f.by.Seen != nil
	} else {
		f.seen = s
	}
	f.ready()
}

// fillFrom puts into the form what a statement says.
func (f *statementForm) fillFrom(s *debate.ShownStatement) {
	view := f.view()
	if a := view.Actor(s.Actor); a != nil {
		f.who = desk.ActorRef{Seen: a}
		f.actor.take(a.Name)
	}
	if d := view.Dispute(s.Dispute); d != nil {
		f.on = desk.DisputeRef{Seen: d}
		words := d.Title
		if p := d.Answer(s.Position); p != nil {
			f.at = desk.PositionRef{Seen: p}
			words = p.Answer
		}
		f.position.take(words)
	}
	if s.Stance != debate.StanceUnknown {
		f.stance.choose(int(s.Stance - debate.Supports))
	}
	if s.Attribution != debate.AttributionUnknown {
		f.attribution.choose(int(s.Attribution - debate.Direct))
	}
}

// presume fills in what the passage itself tells: what the analysis found in it, without a stance, or how it is quoted.
func (f *statementForm) presume(passages []article.Range) {
	view, v := f.view(), f.begun.version
	for i := range view.Statements {
		s := &view.Statements[i]
		if s.Filed == nil && s.Whole().Overlaps(passages[0]) {
			f.fillFrom(s)
			f.stance.choose(-1)
			if f.covers(s, passages) {
				f.seen = s // it is this one that is filed, with other ends
			}
			return
		}
	}
	f.attribution.choose(int(attributionOf(v, passages[0]) - debate.Direct))
}

// covers reports whether a suggestion's words are those of the passages, but for a few.
func (f *statementForm) covers(s *debate.ShownStatement, passages []article.Range) bool {
	whole := s.Whole()
	both := whole.Intersect(passages[0]).Len()
	return both*10 >= whole.Len()*8 && both*10 >= passages[0].Len()*8
}

// attributionOf says how a passage is quoted: whole, in part, or not at all.
func attributionOf(v *article.Version, r article.Range) debate.Attribution {
	r = v.Trim(r)
	words := []rune(v.Slice(r))
	if len(words) == 0 {
		return debate.Paraphrase
	}
	around := []rune(v.Slice(article.Range{Start: max(r.Start-1, 0), End: min(r.End+1, v.Len())}))
	const marks = "\"“”„«»‹›"
	inside := strings.ContainsAny(string(words), marks)
	first, last := words[0], words[len(words)-1]
	switch {
	case strings.ContainsRune(marks, first) && (strings.ContainsRune(marks, last) || unicode.IsPunct(last)):
		return debate.Direct
	case r.Start > 0 && strings.ContainsRune(marks, around[0]) && strings.ContainsRune(marks, around[len(around)-1]):
		return debate.Direct
	case inside:
		return debate.Partial
	}
	return debate.Paraphrase
}

// focusMissing gives the keys to the first field that is still empty.
func (f *statementForm) focusMissing() {
	c := f.w.win.Canvas()
	switch {
	case f.actor.words == "":
		c.Focus(f.actor.field)
	case f.position.words == "":
		c.Focus(f.position.field)
	default:
		c.Focus(f.stance)
	}
}

// addPassageToLast adds the selection to the statement that was filed or chosen last.
func (w *Window) addPassageToLast() {
	id, r := w.lastFiled, w.reader.Selection()
	if id == (article.ID{}) || r.Empty() {
		w.notices.say("File a statement with S first; then select another passage of it and press Shift+S.")
		return
	}
	v := w.now.sitting.Version
	var step desk.StepID
	w.file(w.noting(&step, func() error { return w.desk.AddPassage(w.ctx, id, v, r) }), func() {
		w.reader.Select(article.Range{})
		w.shownFiled(id, step)
	})
}

// actorPicks offers actors, and last of all to create one of what was typed.
func (f *statementForm) actorPicks(set func(desk.ActorRef), of func() *chooser) func(string) []pick {
	return func(typed string) []pick {
		var out []pick
		view := f.view()
		fits := actorPicks(view, func(r desk.ActorRef) {
			set(r)
			name := nameOfActor(view, r.ID)
			if r.Seen != nil {
				name = r.Seen.Name
			}
			of().take(name)
		}, nil)(typed)
		out = append(out, fits...)
		name := strings.Join(strings.Fields(typed), " ")
		if name == "" {
			return out
		}
		for _, k := range []debate.Kind{debate.Person, debate.Organisation, debate.State, debate.Group} {
			out = append(out, pick{words: fmt.Sprintf("Create %s “%s”", k, name), makes: true, take: func() {
				set(desk.ActorRef{Name: name, Kind: k})
				of().take(name)
			}})
		}
		return out
	}
}

// positionPicks offers positions with their disputes, disputes alone, and last of all to create one of what was typed.
func (f *statementForm) positionPicks(typed string) []pick {
	view, n := f.view(), newNeedle(typed)
	var all []ranked
	add := func(on desk.DisputeRef, at desk.PositionRef, words, aside string, names ...string) {
		all = append(all, ranked{pick{words: words, aside: aside, take: func() {
			f.on, f.at = on, at
			f.position.take(words)
		}}, n.fits(names[0], names[1:]...)})
	}
	here := map[article.ID]bool{}
	for i := range view.Disputes {
		d := &view.Disputes[i]
		here[d.Entity] = true
		on := desk.DisputeRef{Seen: d}
		for k := range d.Answers {
			p := &d.Answers[k]
			add(on, desk.PositionRef{Seen: p}, p.Answer, d.Title, p.Answer, d.Title)
		}
		add(on, desk.PositionRef{}, d.Title, "position not known", d.Title)
	}
	for _, d := range view.Library.Disputes {
		if here[d.ID] {
			continue
		}
		on := desk.DisputeRef{ID: d.ID}
		for _, p := range d.Positions {
			add(on, desk.PositionRef{ID: p.ID}, p.Answer, d.Title, p.Answer, d.Title)
		}
		add(on, desk.PositionRef{}, d.Title, "in the library", d.Title)
	}
	out := best(all)
	words := strings.Join(strings.Fields(typed), " ")
	if words == "" {
		return out
	}
	made := func(title string, on desk.DisputeRef, at desk.PositionRef, aside string) {
		out = append(out, pick{words: title, aside: aside, makes: true, take: func() {
			f.on, f.at = on, at
			f.position.take(words)
		}})
	}
	for i := range view.Disputes {
		d := &view.Disputes[i]
		made("Create position “"+words+"”", desk.DisputeRef{Seen: d}, desk.PositionRef{Answer: words}, d.Title)
	}
	made("Create dispute “"+words+"”", desk.DisputeRef{Title: words}, desk.PositionRef{}, "a new question")
	return out
}
