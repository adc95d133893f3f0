package app

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// inkOf returns the ink of an entry: a suggestion is ghosted.
func (w *Window) inkOf(e entry) color.NRGBA {
	c := w.chrome
	if e.suggested() {
		return mix(c.page.Ink, c.page.Faint, 0.75)
	}
	return c.page.Ink
}

// entryButtons returns what can be done with the chosen entry, each with its key; nothing for another.
func (w *Window) entryButtons(e entry) []fyne.CanvasObject {
	if e.key() != w.sidebar.chosen || !w.writable() {
		return nil
	}
	var out []fyne.CanvasObject
	add := func(word, key string, do func()) { out = append(out, newWordButton(w, word, key, do)) }
	switch {
	case e.statement != nil && e.suggested():
		add("File…", "Enter", func() { w.confirm(e) })
		add("Reject", "Del", func() { w.reject(e) })
	case e.statement != nil:
		add("Change…", "Enter", func() { w.confirm(e) })
		add("Delete", "Del", func() { w.reject(e) })
	case e.suggested():
		add("✓ Confirm", "Enter", func() { w.confirm(e) })
		add("Reject", "Del", func() { w.reject(e) })
	default:
		add("Delete", "Del", func() { w.reject(e) })
	}
	if e.statement == nil {
		add("Rename", "F2", func() { w.rename(e) })
		if e.position == nil {
			add("Merge", "M", func() { w.mergeInto(e) })
		}
		if e.dispute != nil && e.position == nil {
			add("Add position", "", func() { w.addPosition(e) })
		}
	}
	return []fyne.CanvasObject{newFlow(2, out...)}
}

// sameAs asks quietly whether a suggestion is one of the library that it may be.
func (w *Window) sameAs(e entry) []fyne.CanvasObject {
	if !w.writable() || !e.suggested() {
		return nil
	}
	var name string
	var yes, no func() error
	lib := w.now.view.Library
	switch {
	case e.actor != nil && e.actor.MayBe != article.ID{}:
		id := e.actor.MayBe
		name = nameOfActor(w.now.view, id)
		yes = func() error { return w.desk.MergeActors(w.ctx, e.actorRef(), desk.ActorRef{ID: id}) }
		no = func() error { _, err := w.desk.ConfirmActor(w.ctx, e.actorRef()); return err }
	case e.dispute != nil && e.position == nil && e.dispute.MayBe != article.ID{}:
		id := e.dispute.MayBe
		if x, ok := lib.Dispute(id); ok {
			name = x.Title
		}
		yes = func() error { return w.desk.MergeDisputes(w.ctx, e.disputeRef(), desk.DisputeRef{ID: id}) }
		no = func() error { _, err := w.desk.ConfirmDispute(w.ctx, e.disputeRef()); return err }
	}
	if name == "" {
		return nil
	}
	return []fyne.CanvasObject{
		newProse(w.ruler, "Same as “"+name+"”?", face{12, fyne.TextStyle{}}, w.chrome.page.Accent, 2),
		newFlow(2, newWordButton(w, "Same", "", func() { w.file(yes) }), newWordButton(w, "Another", "", func() { w.file(no) })),
	}
}

// nameOfActor returns the name of an actor of the library, as a view shows it; empty if there is none.
func nameOfActor(view *debate.View, id article.ID) string {
	if a := view.Actor(id.String()); a != nil {
		return a.Name
	}
	if a, ok := view.Library.Actor(id); ok {
		return a.Name
	}
	return ""
}

// rename asks for another name of the entry.
func (w *Window) rename(e entry) {
	key := e.key()
	stay := func(to string) func() {
		return func() {
			if w.sidebar.chosen == key {
				w.sidebar.chosen = to
			}
			w.sidebar.debated()
		}
	}
	switch {
	case e.statement != nil:
		w.openStatement(e.statement)
	case e.position != nil:
		w.ask("Rename the position", "A possible answer", e.position.Answer,
			func(s string) error { return w.desk.RenamePosition(w.ctx, e.disputeRef(), e.positionRef(), s) },
			func(s string) { w.recompose(stay(debate.DisputeKey(e.dispute.Title) + " " + debate.PositionKey(s))) })
	case e.dispute != nil:
		w.ask("Rename the dispute", "The open question", e.dispute.Title,
			func(s string) error { return w.desk.RenameDispute(w.ctx, e.disputeRef(), s) },
			func(s string) { w.recompose(stay(debate.DisputeKey(s))) })
	case e.actor != nil:
		w.ask("Rename the actor", "Name", e.actor.Name,
			func(s string) error { return w.desk.RenameActor(w.ctx, e.actorRef(), s) },
			func(s string) { w.recompose(stay(debate.ActorKey(s))) })
	}
}

// What the table of actions does with the chosen entry.

func (w *Window) renameChosen() {
	if e, ok := w.chosenEntry(); ok {
		w.rename(e)
	}
}

func (w *Window) mergeChosen() {
	if e, ok := w.chosenEntry(); ok {
		w.mergeInto(e)
	}
}

// addPosition asks for a possible answer to a dispute.
func (w *Window) addPosition(e entry) {
	w.ask("Add a position", "A possible answer to: "+e.dispute.Title, "", func(s string) error {
		_, err := w.desk.AddPosition(w.ctx, e.disputeRef(), desk.PositionRef{Answer: s})
		return err
	}, func(string) { w.recompose() })
}

// mergeInto asks which other entry this one is, by typing.
func (w *Window) mergeInto(e entry) {
	switch {
	case e.statement != nil || e.position != nil:
	case e.dispute != nil:
		w.pick("Merge “"+e.dispute.Title+"” into", "Type a name", disputePicks(w.now.view, func(to desk.DisputeRef) {
			w.fileMerge(func() error { return w.desk.MergeDisputes(w.ctx, e.disputeRef(), to) })
		}, e.dispute))
	case e.actor != nil:
		w.pick("Merge “"+e.actor.Name+"” into", "Type a name", actorPicks(w.now.view, func(to desk.ActorRef) {
			w.fileMerge(func() error { return w.desk.MergeActors(w.ctx, e.actorRef(), to) })
		}, e.actor))
	}
}

// merge makes one actor of the one that was dragged and the one it was dropped on.
func (w *Window) merge(from, into entry) {
	if from.actor == nil || into.actor == nil {
		return
	}
	w.fileMerge(func() error { return w.desk.MergeActors(w.ctx, from.actorRef(), into.actorRef()) })
}

func (w *Window) fileMerge(do func() error) {
	var step desk.StepID
	w.file(w.noting(&step, do), func() { w.notices.offerUndo("Merged. What was said by either is now said by one.", step) })
}

// movePosition puts a position of the library in the place of another.
func (w *Window) movePosition(e, to entry) {
	var ids []article.ID
	for _, p := range e.dispute.Answers {
		if p.Entity != (article.ID{}) {
			ids = append(ids, p.Entity)
		}
	}
	at := slices.Index(ids, to.position.Entity)
	from := slices.Index(ids, e.position.Entity)
	if at < 0 || from < 0 {
		return
	}
	ids = slices.Insert(slices.Delete(ids, from, from+1), at, e.position.Entity)
	w.file(func() error { return w.desk.OrderPositions(w.ctx, e.dispute.Entity, ids) })
}

// entryMenu shows everything that can be done with an entry.
func (w *Window) entryMenu(e entry, at fyne.Position) {
	w.chooseEntry(e)
	var items []menuItem
	add := func(title string, do func()) { items = append(items, menuItem{title, w.bound(do)}) }
	if e.dispute != nil && e.position == nil && e.statement == nil {
		add("Fold or unfold", func() { w.sidebar.disputes.fold(e.dispute) })
	}
	if e.actor != nil && e.statement == nil {
		add("Fold", func() { w.sidebar.actors.opened = ""; w.sidebar.actors.reset() })
	}
	if w.writable() {
		w.editItems(e, add)
	}
	if len(items) > 0 {
		w.popUp(at, items...)
	}
}

// editItems offers what changes an entry.
func (w *Window) editItems(e entry, add func(string, func())) {
	switch {
	case e.statement != nil && e.suggested():
		add("File…", func() { w.confirm(e) })
		add("Reject", func() { w.reject(e) })
		return
	case e.statement != nil:
		add("Change…", func() { w.confirm(e) })
		add("Delete", func() { w.reject(e) })
		return
	case e.suggested():
		add("Confirm", func() { w.confirm(e) })
		add("Reject", func() { w.reject(e) })
	default:
		add("Delete", func() { w.reject(e) })
	}
	add("Rename…", func() { w.rename(e) })
	if e.position != nil {
		return
	}
	add("Merge into…", func() { w.mergeInto(e) })
	if e.dispute != nil {
		add("Add Position…", func() { w.addPosition(e) })
		return
	}
	w.actorItems(e, add)
}

func (w *Window) actorItems(e entry, add func(string, func())) {
	a := e.actor
	describe := func(c desk.ActorChange) error { return w.desk.DescribeActor(w.ctx, e.actorRef(), c) }
	shown := func(string) { w.recompose() }
	add("Role…", func() {
		w.ask("Role of "+a.Name, "Such as: envoy for the river talks", a.Role, func(s string) error { return describe(desk.ActorChange{Role: &s}) }, shown)
	})
	add("Side…", func() {
		w.ask("Side of "+a.Name, "The side it is on, in your words", a.Side, func(s string) error { return describe(desk.ActorChange{Side: &s}) }, shown)
	})
	add("Add Alias…", func() {
		w.ask("Another name of "+a.Name, "Name, acronym or spelling", "", func(s string) error { return w.desk.AddAlias(w.ctx, e.actorRef(), s) }, shown)
	})
	for _, k := range []debate.Kind{debate.Person, debate.Organisation, debate.State, debate.Group} {
		if k != a.Kind {
			add("Kind: "+k.String(), func() { w.file(func() error { return describe(desk.ActorChange{Kind: &k}) }) })
		}
	}
	for _, n := range a.Aliases {
		add("Split off “"+n+"”", func() {
			w.file(func() error { _, err := w.desk.SplitAlias(w.ctx, e.actorRef(), n); return err })
		})
	}
}

// doubtsCard folds what is uncertain.
func (w *Window) doubtsCard(words string, open bool, turn func()) fitted {
	sign := "▸ "
	if open {
		sign = "▾ "
	}
	k := newCard(w.chrome, newProse(w.ruler, sign+words, face{13, fyne.TextStyle{}}, w.chrome.page.Faint, 1))
	k.onTap = func(fyne.KeyModifier) { turn() }
	return k
}

// addCard is the last line of a list: it adds something by hand.
func (w *Window) addCard(words string, do func()) fitted {
	k := newCard(w.chrome, newProse(w.ruler, "+ "+words, face{13, fyne.TextStyle{}}, w.chrome.page.Accent, 1))
	k.onTap = func(fyne.KeyModifier) { do() }
	return k
}
