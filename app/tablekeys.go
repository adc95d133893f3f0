package app

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// idAt returns the id of the statement at index i of what is shown, or the zero ID.
func (t *statementTable) idAt(i int) article.ID {
	if t.data == nil || i < 0 || i >= len(t.shown) {
		return article.ID{}
	}
	return t.data.rows[t.shown[i]].ID
}

func (t *statementTable) isPicked(i int) bool { return t.picked[t.idAt(i)] }

// pickOnly picks row i and no other.
func (t *statementTable) pickOnly(i int) {
	clear(t.picked)
	t.at, t.from = i, i
	t.picked[t.idAt(i)] = true
	t.list.paint()
	t.foot.tell()
}

// pickTo picks the rows from where the stretch began to i and no others.
func (t *statementTable) pickTo(i int) {
	clear(t.picked)
	t.from = max(t.from, 0)
	for k := min(t.from, i); k <= max(t.from, i); k++ {
		t.picked[t.idAt(k)] = true
	}
	t.at = i
	t.list.paint()
	t.foot.tell()
}

// pickAll picks all rows that are shown.
func (t *statementTable) pickAll() {
	for i := range t.shown {
		t.picked[t.idAt(i)] = true
	}
	t.list.paint()
	t.foot.tell()
}

// chosen returns the picked statements in the order in which they are shown.
func (t *statementTable) chosen() []debate.Statement {
	var out []debate.Statement
	for _, r := range t.shown {
		if s := t.data.rows[r].Statement; t.picked[s.ID] {
			out = append(out, s)
		}
	}
	return out
}

// click picks row i: alone, with Ctrl in addition or no longer, with Shift all up to it.
func (t *statementTable) click(i int, m fyne.KeyModifier) {
	t.quiet()
	t.focus()
	switch {
	case m&fyne.KeyModifierShift != 0:
		t.pickTo(i)
	case m&fyne.KeyModifierShortcutDefault != 0:
		id := t.idAt(i)
		if t.picked[id] {
			delete(t.picked, id)
		} else {
			t.picked[id] = true
		}
		t.at, t.from = i, i
		t.list.paint()
		t.foot.tell()
	default:
		t.pickOnly(i)
	}
	t.look()
}

// move goes by rows; with extend all rows on the way are picked.
func (t *statementTable) move(by int, extend bool) {
	if len(t.shown) == 0 {
		return
	}
	t.quiet()
	to := max(0, min(t.at+by, len(t.shown)-1))
	if extend {
		t.pickTo(to)
	} else {
		t.pickOnly(to)
	}
	t.list.show(to)
	t.look()
}

// focus gives the table the keys.
func (t *statementTable) focus() { t.w.win.Canvas().Focus(t) }

// Tapped gives the table the keys.
func (t *statementTable) Tapped(*fyne.PointEvent) { t.focus() }

// FocusGained does nothing: the picked rows are seen.
func (t *statementTable) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (t *statementTable) FocusLost() { t.w.settleFocus() }

// TypedRune goes to the words that are searched for.
func (t *statementTable) TypedRune(r rune) {
	if t.change != nil || r == ' ' {
		return
	}
	t.w.win.Canvas().Focus(t.search)
	if r != '/' {
		t.search.TypedRune(r)
	}
}

// TypedKey moves in the table and acts on what is picked.
func (t *statementTable) TypedKey(e *fyne.KeyEvent) {
	if t.change != nil {
		t.change.key(e)
		return
	}
	extend := modifiers()&fyne.KeyModifierShift != 0
	switch e.Name {
	case fyne.KeyUp:
		t.move(-1, extend)
	case fyne.KeyDown:
		t.move(1, extend)
	case fyne.KeyPageUp:
		t.move(-t.list.page(), extend)
	case fyne.KeyPageDown:
		t.move(t.list.page(), extend)
	case fyne.KeyHome:
		t.move(-len(t.shown), extend)
	case fyne.KeyEnd:
		t.move(len(t.shown), extend)
	case fyne.KeyReturn, fyne.KeyEnter:
		t.goTo(t.at)
	case fyne.KeyDelete:
		t.deletePicked()
	case fyne.KeyF2:
		t.beginChange()
	default:
		t.w.typedKey(e)
	}
}

// TypedShortcut picks and copies rows, and takes changes back.
func (t *statementTable) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		t.copyPicked()
	case *fyne.ShortcutSelectAll:
		if t.change == nil {
			t.pickAll()
		}
	case *fyne.ShortcutUndo:
		t.turnBack(t.w.canUndo, t.w.undo)
	case *fyne.ShortcutRedo:
		t.turnBack(t.w.canRedo, t.w.redo)
	}
}

// copyPicked copies the picked statements: who says what, and where.
func (t *statementTable) copyPicked() {
	var out []string
	for i, r := range t.shown {
		if !t.isPicked(i) {
			continue
		}
		row := &t.data.rows[r]
		where := "“" + row.title + "”"
		if d := showDate(row.date); d != "" {
			where += ", " + d
		}
		out = append(out, fmt.Sprintf("%s: %s (%s)", orElse(row.actor, "No actor"), row.quote, where))
	}
	if len(out) > 0 {
		t.w.app.Clipboard().SetContent(strings.Join(out, "\n"))
		t.said, t.problem, t.undoable = counted(len(out), "statement copied.", "statements copied."), false, false
		t.foot.tell()
	}
}

// turnBack takes the last change back or repeats it.
func (t *statementTable) turnBack(can func() bool, do func()) {
	if t.change != nil || !can() {
		return
	}
	t.quiet()
	do()
	t.w.writes.add(func() { t.w.post(t.w.tableChanged) }) // when it is done
}

// escape leaves what is open in the table, the innermost first, and reports whether there was anything.
func (t *statementTable) escape() bool {
	switch {
	case t.choices != nil && t.choices.popup.Visible():
		t.choices.close()
	case t.change != nil:
		t.endChange()
	case t.search.Text != "":
		t.search.SetText("")
		t.focus()
	default:
		return false
	}
	return true
}

// deletePicked deletes the picked statements.
func (t *statementTable) deletePicked() {
	said := t.chosen()
	if len(said) == 0 || !t.w.writable() {
		return
	}
	ids := make([]article.ID, len(said))
	for i, s := range said {
		ids[i] = s.ID
	}
	t.write(counted(len(ids), "statement deleted.", "statements deleted."), func() error { return t.w.desk.DeleteStatements(t.w.ctx, ids) })
}

// write changes the library in its turn, and then says what was done.
func (t *statementTable) write(done string, do func() error) {
	w := t.w
	w.writes.add(func() {
		err := do()
		w.post(func() {
			if err != nil {
				t.fail(err) // it says what was to be done
			} else {
				t.done(done)
			}
			w.tableChanged()
		})
	})
}

// goTo closes the sheet and shows the passage of the statement in row i.
func (t *statementTable) goTo(i int) {
	if id := t.idAt(i); id != (article.ID{}) {
		of := t.data.rows[t.shown[i]].Article
		t.w.sheet.close()
		t.w.goToStatement(of, id)
	}
}

// goToStatement opens an article where a statement stands in it.
func (w *Window) goToStatement(of, id article.ID) {
	w.keepPlace()
	w.opens(func(ctx context.Context) func() {
		s, err := w.desk.Open(ctx, of)
		return func() {
			if err != nil {
				w.trouble(fmt.Errorf("open the article: %w", err))
				return
			}
			if w.now == nil || w.now.sitting.Version.ID != s.Version.ID {
				w.show(s)
			}
			if r, ok := placeOf(s, id); ok {
				w.reveal(r)
				return
			}
			w.notices.say("The statement has no place in the newest version of this article.")
		}
	})
}

// placeOf returns where the first passage of a statement stands that has a place in what was opened.
func placeOf(s *desk.Sitting, id article.ID) (article.Range, bool) {
	for _, f := range s.Filed {
		if f.ID != id {
			continue
		}
		for _, p := range f.Placements {
			if p.State != anchor.Unattached && !p.Range.Empty() {
				return p.Range, true
			}
		}
	}
	return article.Range{}, false
}
