package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// What tests of what is begun need to see and do.

func (w *Window) OpenArticle(id article.ID)             { w.open(id) }
func (w *Window) OpenVersion(id article.ID, number int) { w.openVersion(id, number) }
func (w *Window) SaveForm()                             { w.form.save() }
func (w *Window) Shaping() bool                         { return w.bar.shaping != nil }
func (w *Window) Tagging() bool                         { return w.bar.tagging != nil }
func (w *Window) Attaching() bool                       { return w.attaching != nil }
func (w *Window) AttachHere()                           { w.attachHere() }
func (w *Window) KeepDrafts()                           { w.keepBegun() }
func (w *Window) WindowEnds()                           { w.end() }
func (w *Window) Bound(do func()) func()                { return w.bound(do) }
func (w *Window) SheetHead() string                     { return w.sheet.head.words }

// MoveStart moves the start of the selection, as Ctrl, Shift and an arrow do.
func (w *Window) MoveStart(k fyne.KeyName) {
	m := fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift
	w.reader.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: m})
}

// FormHolds returns what the form holds, as it is kept.
func (w *Window) FormHolds() string {
	if !w.form.open() {
		return ""
	}
	return string(w.form.state())
}

// Offered returns what is offered to go on with.
func (w *Window) Offered() (out []string) {
	if !w.offers.object.Visible() {
		return nil
	}
	for _, x := range w.offers.shown() {
		out = append(out, x.words)
	}
	return out
}

// OfferSays returns the words of the i-th offer and the word of what can be done with it.
func (w *Window) OfferSays(i int) (words, act string) {
	r := w.offers.rows.Objects[i].(*fyne.Container)
	return r.Objects[0].(*prose).text, r.Objects[1].(*wordButton).word
}

// TakeOffer goes on with the i-th offer; DropOffer discards it.
func (w *Window) TakeOffer(i int) {
	w.offers.rows.Objects[i].(*fyne.Container).Objects[1].(*wordButton).Tapped(nil)
}

func (w *Window) DropOffer(i int) {
	w.offers.rows.Objects[i].(*fyne.Container).Objects[2].(*wordButton).Tapped(nil)
}

// Announced returns what a message that is shown offers under that word, or nil.
func (w *Window) Announced(act string) (do func()) {
	for _, n := range w.notices.shown {
		if n.act == act {
			return func() { w.notices.drop(n); n.do() }
		}
	}
	return nil
}

// HoldOpening keeps what is being opened from being shown until it is let go; read reports whether it has been read.
func (w *Window) HoldOpening() (read func() bool, letGo func()) {
	post := w.opening.post
	held := make(chan func(), 100)
	w.opening.post = func(f func()) { held <- f }
	return func() bool { return len(held) > 0 }, func() {
		f := <-held
		w.opening.post = post
		post(f)
	}
}

// LookedAfter reports whether it has been looked for a new version of the open article, and for what has become of it in the library.
func (w *Window) LookedAfter() (version, shelved bool) {
	return w.renewing.turn > 0 && !w.renewing.busy(), w.reshelving.turn > 0 && !w.reshelving.busy()
}

// StaleCard returns a click on the i-th article that is listed, as it may come after the list has changed.
func (w *Window) StaleCard(i int) (click func()) {
	k := w.library.list.shown[i].(*card)
	return func() {
		k.dragged = fyne.CurrentApp().Driver().AbsolutePositionForObject(k).AddXY(3, 3)
		k.DragEnd()
	}
}

// Replaced tells the window that another library is in the place of this one.
func (w *Window) Replaced() { w.restored() }

// OpenStatement opens the form on a statement; NoteInForm writes its note.
func (w *Window) OpenStatement(s *debate.ShownStatement) { w.openStatement(s) }
func (w *Window) NoteInForm(words string)                { w.form.note.SetText(words) }

// PressShortcut gives a shortcut to what has the focus, or to the article.
func (w *Window) PressShortcut(s fyne.Shortcut) {
	if f, ok := w.focusedField(); ok {
		f.TypedShortcut(s)
		return
	}
	w.reader.TypedShortcut(s)
}

// ToArticle gives the article the keys.
func (w *Window) ToArticle() { w.focusReader() }
