package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A field is a text field that leaves the window its keys: Esc, Ctrl+Enter and the
// function keys. All others are its own.
type field struct {
	widget.Entry
	w        *Window
	onEscape func()
	onAccept func()          // Ctrl+Enter
	onStep   func(by int)    // Up and Down in a field of one line
	onEnter  func(back bool) // Enter in a field of one line; with Shift: back
	onTab    func(back bool) // Tab; nil leaves it to the window
	onFocus  func(in bool)
}

var _ fyne.Focusable = (*field)(nil)

func newField(w *Window) *field {
	f := &field{w: w}
	f.ExtendBaseWidget(f)
	return f
}

// AcceptsTab reports whether Tab is for the field.
func (f *field) AcceptsTab() bool { return f.onTab != nil || f.Entry.AcceptsTab() }

// FocusGained tells that the keys are the field's.
func (f *field) FocusGained() {
	f.Entry.FocusGained()
	if f.onFocus != nil {
		f.onFocus(true)
	}
}

// FocusLost tells that they no longer are.
func (f *field) FocusLost() {
	f.Entry.FocusLost()
	if f.onFocus != nil {
		f.onFocus(false)
	}
	f.w.settleFocus()
}

// TypedKey gives the window its keys.
func (f *field) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyTab:
		if f.onTab != nil {
			f.onTab(modifiers()&fyne.KeyModifierShift != 0)
			return
		}
	case fyne.KeyEscape:
		if f.onEscape != nil {
			f.onEscape()
		} else {
			f.w.escape()
		}
		return
	case fyne.KeyF1, fyne.KeyF3, fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF11:
		f.w.typedKey(e)
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if f.onEnter != nil {
			f.onEnter(modifiers()&fyne.KeyModifierShift != 0)
			return
		}
	case fyne.KeyUp, fyne.KeyDown:
		if f.onStep != nil {
			by := 1
			if e.Name == fyne.KeyUp {
				by = -1
			}
			f.onStep(by)
			return
		}
	}
	f.Entry.TypedKey(e)
}

// isAccept reports whether a shortcut is Ctrl+Enter.
func isAccept(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	return ok && c.Modifier == fyne.KeyModifierShortcutDefault && (c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter)
}

// TypedShortcut takes Ctrl+Enter.
func (f *field) TypedShortcut(s fyne.Shortcut) {
	if isAccept(s) && f.onAccept != nil {
		f.onAccept()
		return
	}
	f.Entry.TypedShortcut(s)
}
