package app

import (
	"context"
	"errors"
	"fmt"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// What can be done now.

func (w *Window) reading() bool  { return w.now != nil }
func (w *Window) writable() bool { return !w.desk.ReadOnly() }
func (w *Window) hasMark() bool  { return w.writable() && len(w.chosenMarks()) > 0 }
func (w *Window) inField() bool  { _, ok := w.focusedField(); return ok }
func (w *Window) canUndo() bool  { return w.desk.UndoName() != "" }
func (w *Window) canRedo() bool  { return w.desk.RedoName() != "" }
func (w *Window) canMark() bool {
	return w.writable() && w.reading() && (!w.reader.Selection().Empty() || len(w.chosenMarks()) > 0)
}
func (w *Window) canWriteArticle() bool { return w.writable() && w.reading() }
func (w *Window) hasPassage() bool {
	return w.reading() && (!w.reader.Selection().Empty() || len(w.chosenMarks()) > 0)
}

// chosenMarks returns the marks that an action is about: those chosen in the list of notes,
// or the one that has the focus in the text.
func (w *Window) chosenMarks() []article.ID {
	if w.now == nil {
		return nil
	}
	if ids := w.sidebar.notes.chosen(); len(ids) > 0 {
		return ids
	}
	if id := w.reader.Focused(); id != (article.ID{}) {
		if _, ok := w.now.mark(id); ok {
			return []article.ID{id}
		}
	}
	return nil
}

// change does something to the library in its turn and says what went wrong, which can be tried again. do must not read the window:
// another article may be open by then. After a success, then is called on the screen when the marks have been read again, unless
// another article is read by then.
func (w *Window) change(do func() error, then ...func()) { w.changing(do, w.while(then)) }

func (w *Window) changing(do func() error, then []func()) {
	w.writes.add(func() {
		err := do()
		w.post(func() {
			if err != nil {
				w.unkept(err, func() { w.changing(do, then) })
				return
			}
			w.reloadMarks(then...)
		})
	})
}

// makeMark highlights the selection.
func (w *Window) makeMark(style annotations.Style, colour annotations.Colour) {
	draft := w.draft(style, colour)
	var made annotations.Highlight
	w.change(func() (err error) {
		made, err = w.desk.Highlight(w.ctx, draft)
		return err
	}, func() {
		w.reader.Select(article.Range{})
		w.focusMark(made.ID)
	})
}

// draft is the selection, to be highlighted.
func (w *Window) draft(style annotations.Style, colour annotations.Colour) desk.HighlightDraft {
	return desk.HighlightDraft{Version: w.now.sitting.Version, Range: w.reader.Selection(), Style: style, Colour: colour}
}

// focusMark makes a mark the one that actions are about.
func (w *Window) focusMark(id article.ID) {
	if id != (article.ID{}) {
		w.chooseEntry(entry{})
	}
	w.reader.FocusMark(id)
	w.sidebar.notes.choose(id)
	w.bar.update()
	w.refreshMenu()
}

func (w *Window) highlight() {
	if w.reader.Selection().Empty() {
		w.restyle(annotations.Solid)
		return
	}
	w.makeMark(annotations.Solid, w.prefs.colour)
}

func (w *Window) underline() { w.restyle(annotations.Underline) }

// restyle marks the selection in a style, or gives that style to the chosen marks.
func (w *Window) restyle(s annotations.Style) {
	if !w.reader.Selection().Empty() {
		w.makeMark(s, w.prefs.colour)
		return
	}
	ids := w.chosenMarks()
	w.change(func() error { return w.desk.Restyle(w.ctx, ids, s) })
}

// colour marks the selection in a colour, or gives that colour to the chosen marks.
func (w *Window) colour(c annotations.Colour) {
	w.prefs.colour = c
	w.keepPrefs()
	if !w.reader.Selection().Empty() {
		w.makeMark(annotations.Solid, c)
		return
	}
	ids := w.chosenMarks()
	w.change(func() error { return w.desk.Recolour(w.ctx, ids, c) })
}

// noteOnPassage opens the note of the chosen mark; a selection is highlighted first.
func (w *Window) noteOnPassage() {
	if !w.reader.Selection().Empty() {
		w.first.begin(w.draft(annotations.Solid, w.prefs.colour), false)
		return
	}
	w.editFocusedNote()
}

func (w *Window) editFocusedNote() {
	if ids := w.chosenMarks(); len(ids) > 0 {
		w.editNote(ids[0])
	}
}

// editNote opens a mark's or an article's note for writing.
func (w *Window) editNote(id article.ID) {
	w.showTab(tabNotes)
	w.sidebar.notes.edit(id)
	w.bar.update()
}

// noteOnArticle begins a note on the article as a whole.
func (w *Window) noteOnArticle() {
	w.showTab(tabNotes)
	w.sidebar.notes.begin()
}

// deleteMarks deletes the chosen marks.
func (w *Window) deleteMarks() {
	ids := w.chosenMarks()
	w.sidebar.notes.leaveIf(ids)
	var step desk.StepID
	w.change(w.noting(&step, func() error { return w.desk.Delete(w.ctx, ids) }), func() {
		what := "Mark deleted."
		if len(ids) > 1 {
			what = fmt.Sprintf("%d marks deleted.", len(ids))
		}
		w.notices.offerUndo(what, step)
	})
	w.reader.FocusMark(article.ID{})
	w.sidebar.notes.choose()
	w.focusReader()
}

// reshape lets the keys move the ends of the chosen mark, which becomes the selection until
// Enter or Esc.
func (w *Window) reshape() {
	m, ok := w.now.mark(w.chosenMarks()[0])
	if !ok || m.Placement.Range.Empty() {
		return
	}
	w.focusReader()
	w.bar.shape(m.ID, m.Placement.Range)
}

// undo and redo take back and repeat the last change.
func (w *Window) undo() { w.turnBack("Undone", "undo", w.desk.Undo) }
func (w *Window) redo() { w.turnBack("Redone", "redo", w.desk.Redo) }

// noting returns do, which stores in step what it did; that is not changed if it did nothing that can be undone. do is called in the queue of
// writes, where no other step comes between.
func (w *Window) noting(step *desk.StepID, do func() error) func() error {
	return func() error {
		before := w.desk.LastStep()
		err := do()
		if now := w.desk.LastStep(); err == nil && now != before {
			*step = now
		}
		return err
	}
}

// undoStep takes back what a message speaks of, or says why it cannot.
func (w *Window) undoStep(step desk.StepID) {
	w.turnBack("Undone", "undo", func(ctx context.Context) (string, error) { return w.desk.UndoStep(ctx, step) })
}

func (w *Window) turnBack(done, what string, step stepFunc) {
	w.sidebar.leaveNote()
	w.writes.add(func() {
		name, err := step(w.ctx)
		w.post(func() {
			if err != nil && !errors.Is(err, desk.ErrNothing) {
				w.trouble(err) // it says what was to be done
				return
			}
			if name != "" {
				w.notices.say(done + ": " + name)
			}
			w.reloadMarks()
		})
	})
}

func (w *Window) undoTitle() string { return joined("Undo", w.desk.UndoName()) }
func (w *Window) redoTitle() string { return joined("Redo", w.desk.RedoName()) }

func joined(verb, name string) string {
	if name == "" {
		return verb
	}
	return verb + " " + name
}

// tappedMark is told that a mark, or the plain text (the zero id), was clicked.
func (w *Window) tappedMark(id article.ID) {
	if id == (article.ID{}) {
		w.chooseEntry(entry{})
		w.sidebar.notes.choose()
		w.bar.update()
		w.refreshMenu()
		return
	}
	if w.prefs.tab != tabNotes && w.columns.aside.Visible() {
		w.showTab(tabNotes)
	}
	w.sidebar.notes.choose(id)
	w.sidebar.notes.show(id)
	w.bar.update()
	w.refreshMenu()
}

// stepMark goes to the next or previous mark in the text.
func (w *Window) stepMark(by int) {
	marks := w.now.marks
	if len(marks) == 0 {
		w.notices.say("This article has no marks yet. Select a passage and press H.")
		return
	}
	at, from := -1, w.reader.InSight().Start
	if ids := w.chosenMarks(); len(ids) > 0 {
		at = w.now.byID[ids[0]] + by
	} else {
		for i, m := range marks {
			if !m.Placement.Range.Empty() && m.Placement.Range.Start >= from {
				at = i
				break
			}
		}
		if by < 0 && at > 0 {
			at--
		}
	}
	if at < 0 || at >= len(marks) || marks[at].Placement.Range.Empty() {
		w.notices.say("There is no further mark.")
		return
	}
	m := marks[at]
	w.jump(func() { w.reader.Reveal(m.Placement.Range) })
	w.focusMark(m.ID)
	w.sidebar.notes.show(m.ID)
}
