package app

import (
	"fmt"

	"parley/annotations/debate"
	"parley/app/desk"
)

// An entry is one line of the sidebar that can be chosen and acted on: an actor, a dispute, a position of a
// dispute, or a statement.
type entry struct {
	actor     *debate.ShownActor
	dispute   *debate.ShownDispute
	position  *debate.ShownPosition // of dispute
	statement *debate.ShownStatement
}

// key returns a name of the entry that stays when the view is composed anew; empty for no entry.
func (e entry) key() string {
	switch {
	case e.statement != nil:
		r := e.statement.Whole()
		return fmt.Sprintf("statement:%d-%d", r.Start, r.End)
	case e.position != nil:
		return debate.DisputeKey(e.dispute.Title) + " " + debate.PositionKey(e.position.Answer)
	case e.dispute != nil:
		return debate.DisputeKey(e.dispute.Title)
	case e.actor != nil:
		return debate.ActorKey(e.actor.Name)
	}
	return ""
}

// suggested reports whether the entry is a suggestion, not yet of the library.
func (e entry) suggested() bool {
	var none [16]byte
	switch {
	case e.statement != nil:
		return e.statement.Filed == nil
	case e.position != nil:
		return e.position.Entity == none
	case e.dispute != nil:
		return e.dispute.Entity == none
	case e.actor != nil:
		return e.actor.Entity == none
	}
	return false
}

func (e entry) actorRef() desk.ActorRef       { return desk.ActorRef{Seen: e.actor} }
func (e entry) disputeRef() desk.DisputeRef   { return desk.DisputeRef{Seen: e.dispute} }
func (e entry) positionRef() desk.PositionRef { return desk.PositionRef{Seen: e.position} }

// chosenEntry returns the entry of the visible tab that actions are about, if there is one.
func (w *Window) chosenEntry() (entry, bool) {
	s := w.sidebar
	if w.now == nil || w.now.view == nil || s.chosen == "" || !w.columns.aside.Visible() {
		return entry{}, false
	}
	var entries []entry
	switch w.prefs.tab {
	case tabDisputes:
		entries = s.disputes.entries()
	case tabActors:
		entries = s.actors.entries()
	}
	for _, e := range entries {
		if e.key() == s.chosen {
			return e, true
		}
	}
	return entry{}, false
}

// chooseEntry makes an entry the one that actions are about; the empty entry none.
func (w *Window) chooseEntry(e entry) {
	key := e.key()
	if key != "" {
		w.reader.FocusMark([16]byte{})
		w.sidebar.notes.choose()
		w.bar.update()
	}
	if s := e.statement; s != nil && s.Filed != nil {
		w.lastFiled = s.Filed.ID // to which Shift+S adds
	}
	if w.sidebar.chosen == key {
		return
	}
	w.sidebar.chosen = key
	w.sidebar.disputes.reset()
	w.sidebar.actors.reset()
	w.refreshMenu()
}

func (w *Window) hasEntry() bool {
	_, ok := w.chosenEntry()
	return ok && w.writable()
}

func (w *Window) hasMarkOrEntry() bool {
	return w.hasEntry() || w.hasMark() || w.bar.shaping != nil
}

// file changes what is filed, in the order of the other writes, as change does marks; then is called on the screen when that is
// shown, unless another article is read by then.
func (w *Window) file(do func() error, then ...func()) { w.filing(do, w.while(then)) }

func (w *Window) filing(do func() error, then []func()) {
	w.writes.add(func() {
		err := do()
		w.post(func() {
			if err != nil {
				w.unkept(err, func() { w.filing(do, then) })
				return
			}
			w.recompose(then...)
		})
	})
}

// enter is the key Enter: it confirms the chosen suggestion or edits the chosen mark's note.
func (w *Window) enter() {
	if w.bar.shaping != nil {
		w.bar.endShaping()
		return
	}
	if w.attaching != nil {
		w.attachHere()
		return
	}
	if e, ok := w.chosenEntry(); ok {
		w.confirm(e)
		return
	}
	w.editFocusedNote()
}

func (w *Window) enterTitle() string {
	switch e, ok := w.chosenEntry(); {
	case !ok:
		return "Edit Note"
	case e.suggested():
		return "Confirm Suggestion"
	}
	return "Change"
}

func (w *Window) removeTitle() string {
	switch e, ok := w.chosenEntry(); {
	case !ok:
		return "Delete Mark"
	case e.suggested():
		return "Reject Suggestion"
	}
	return "Delete"
}

// confirm takes a suggestion over. A statement is shown in the form first; one that is filed can be changed there.
func (w *Window) confirm(e entry) {
	switch {
	case e.statement != nil:
		w.openStatement(e.statement)
	case !e.suggested():
		w.rename(e)
	case e.position != nil:
		w.file(func() error { _, err := w.desk.AddPosition(w.ctx, e.disputeRef(), e.positionRef()); return err })
	case e.dispute != nil:
		w.file(func() error { _, err := w.desk.ConfirmDispute(w.ctx, e.disputeRef()); return err })
	case e.actor != nil:
		w.file(func() error { _, err := w.desk.ConfirmActor(w.ctx, e.actorRef()); return err })
	}
}

// remove is the key Delete: it rejects the chosen suggestion, deletes what was filed, or deletes the chosen marks.
func (w *Window) remove() {
	if e, ok := w.chosenEntry(); ok {
		w.reject(e)
		return
	}
	w.deleteMarks()
}

// reject keeps a suggestion away, or deletes what was filed.
func (w *Window) reject(e entry) {
	v := w.now.sitting.Version
	var do func() error
	switch {
	case e.statement != nil && e.statement.Filed != nil:
		do = func() error { return w.desk.DeleteStatements(w.ctx, []debate.ID{e.statement.Filed.ID}) }
	case e.statement != nil:
		do = func() error { return w.desk.RejectStatement(w.ctx, v, e.statement) }
	case e.position != nil:
		do = func() error { return w.desk.RejectPosition(w.ctx, e.disputeRef(), e.positionRef()) }
	case e.dispute != nil:
		do = func() error { return w.desk.RejectDispute(w.ctx, e.disputeRef()) }
	case e.actor != nil:
		do = func() error { return w.desk.RejectActor(w.ctx, e.actorRef()) }
	default:
		return
	}
	next := w.sidebar.neighbour(e)
	var step desk.StepID
	var name string
	w.file(w.noting(&step, func() error {
		err := do()
		name = w.desk.UndoName()
		return err
	}), func() {
		if next != "" {
			w.sidebar.chosen = next
			w.sidebar.debated()
		}
		w.notices.offerUndo("Done: "+lowerFirst(name)+".", step)
	})
}

// stepEntry chooses the entry before or after the chosen one, and shows it.
func (w *Window) stepEntry(by int) bool {
	var l interface {
		entries() []entry
		show(key string)
	}
	switch {
	case !w.columns.aside.Visible() || w.now == nil || w.now.view == nil || w.sidebar.chosen == "":
		return false
	case w.prefs.tab == tabDisputes:
		l = w.sidebar.disputes
	case w.prefs.tab == tabActors:
		l = w.sidebar.actors
	default:
		return false
	}
	all := l.entries()
	for i, e := range all {
		if e.key() == w.sidebar.chosen {
			if k := i + by; k >= 0 && k < len(all) {
				w.chooseEntry(all[k])
				l.show(all[k].key())
			}
			return true
		}
	}
	return false
}
