package app

import (
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/annotations"
)

// slowAfter is how long a disk may take before that is said.
const slowAfter = 400 * time.Millisecond

// An answer is what was typed over the window. It stays there until it is on the disk; what goes wrong is said below it, and Enter tries
// again.
type answer struct {
	w      *Window
	said   *widget.Label
	typed  func() string // all of it, as it is now
	before string        // as it was at first
	saving bool
}

func newAnswer(w *Window, typed func() string) *answer {
	a := &answer{w: w, said: widget.NewLabel(""), typed: typed, before: typed()}
	a.said.Wrapping = fyne.TextWrapWord
	a.said.Importance = widget.DangerImportance
	a.said.Hide()
	return a
}

// unsaved reports whether something was typed that is neither saved nor on its way to the disk.
func (a *answer) unsaved() bool { return !a.saving && a.typed() != a.before }

func (a *answer) say(words string) {
	a.said.SetText(words)
	a.said.Show()
}

// keep brings what was typed to the disk, in the order of the other writes. Once it is there, the sheet is closed and then is called.
func (a *answer) keep(do func() error, then func()) {
	if a.saving {
		return
	}
	a.saving = true
	w, over, typed := a.w, a.w.sheet.popup, a.typed()
	slow := time.AfterFunc(slowAfter, func() {
		w.post(func() {
			if a.saving {
				a.say("Saving… the disk is slow.")
			}
		})
	})
	w.writes.add(func() {
		err := do()
		w.post(func() {
			slow.Stop()
			a.saving = false
			here := over != nil && w.sheet.popup == over
			switch {
			case err == nil && here && a.typed() != typed:
				a.say("Your first text is saved. Press Enter to save what you changed since.")
				then()
			case err == nil:
				if here {
					w.sheet.close()
				}
				then()
			case here:
				a.say(explain(err))
			default: // it was left meanwhile
				w.unkept(err, func() { a.keep(do, then) })
			}
		})
	})
}

// ask asks for a few words over the window. keep brings them to the disk; then is called with them when they are there.
func (w *Window) ask(title, hint, words string, keep func(string) error, then func(string)) {
	f := newField(w)
	f.SetPlaceHolder(hint)
	f.SetText(words)
	f.CursorColumn = len([]rune(words))
	a := newAnswer(w, func() string { return f.Text })
	accept := func() {
		s := strings.TrimSpace(f.Text)
		if s == "" && words == "" {
			return
		}
		a.keep(func() error { return keep(s) }, func() { then(s) })
	}
	f.onEscape = w.sheet.leave
	f.onEnter = func(bool) { accept() }
	f.onAccept = accept
	foot := container.New(inset{0, 8, 0, 0}, container.NewHBox(newWordButton(w, "Save", "Enter", accept)))
	w.sheet.show(title, container.NewBorder(f, foot, nil, nil, container.NewVBox(a.said)), fyne.NewSize(560, 200))
	w.sheet.unsaved = a.unsaved
	w.win.Canvas().Focus(f)
}

// unkept says what could not be kept, and offers to try it again if that may help.
func (w *Window) unkept(err error, again func()) {
	if errors.Is(err, annotations.ErrFull) || errors.Is(err, annotations.ErrBusy) {
		w.notices.keep(explain(err), "Try again", again)
		return
	}
	w.trouble(err)
}
