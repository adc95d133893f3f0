package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// What tests of the question before typed words are discarded need.

// Answer presses the button with these words in the dialog on top, and reports whether there is one.
func (w *Window) Answer(words string) bool {
	top := w.win.Canvas().Overlays().Top()
	if top == nil {
		return false
	}
	b := buttonIn(top, words)
	if b == nil {
		return false
	}
	b.OnTapped()
	return true
}

func buttonIn(o fyne.CanvasObject, words string) *widget.Button {
	switch o := o.(type) {
	case *widget.Button:
		if o.Text == words {
			return o
		}
	case *fyne.Container:
		for _, x := range o.Objects {
			if b := buttonIn(x, words); b != nil {
				return b
			}
		}
	case *widget.PopUp:
		return buttonIn(o.Content, words)
	}
	return nil
}

// EditDetails opens the details of the open article.
func (w *Window) EditDetails() { w.editDetails() }

// SheetTyped returns the words of the field of the sheet that has the keys.
func (w *Window) SheetTyped() string {
	if f, ok := w.win.Canvas().Focused().(*field); ok {
		return f.Text
	}
	return ""
}

// ExportPath returns where the sheet would export to.
func (s ExportSheet) ExportPath() string { return s.path.Text }

// FocusPath gives the keys to the path.
func (s ExportSheet) FocusPath() { s.w.win.Canvas().Focus(s.path) }

// AskWords asks for a few words, as renaming does.
func (w *Window) AskWords() {
	w.ask("Role", "", "", func(string) error { return nil }, func(string) {})
}

// CollectOpen asks for the collection of the open article.
func (w *Window) CollectOpen() { w.collectOpen() }

// NothingFits reports whether the field of the form that has the keys offers only to create what is typed.
func (w *Window) NothingFits() bool { c := w.form.typing(); return c != nil && c.open && c.at < 0 }

// FormLines returns all lines that the field of the form that has the keys offers.
func (w *Window) FormLines() (out []string) {
	if c := w.form.typing(); c != nil && c.open {
		for _, p := range c.fits {
			out = append(out, p.words)
		}
	}
	return out
}

// FormQuestion returns what the form says of the question.
func (w *Window) FormQuestion() string { return w.form.question() }

func (f *statementForm) typing() *chooser {
	for _, c := range []*chooser{f.actor, f.position, f.reported} {
		if f.w.win.Canvas().Focused() == fyne.Focusable(c.field) {
			return c
		}
	}
	return nil
}

// OffersRead reports whether what was begun on the open article has been read.
func (w *Window) OffersRead() bool {
	return w.offers.of == w.now && w.offering.turn > 0 && !w.offering.busy()
}

// FormBeside returns where the passage and the form are in the view of the reader.
func (w *Window) FormBeside() (passageTop, passageEnd, formTop, formEnd, view float32) {
	pos, size, _ := w.reader.RectOf(w.form.passages[0])
	at, form := w.form.panel.Position(), w.form.panel.Size()
	return pos.Y, pos.Y + size.Height, at.Y, at.Y + form.Height, w.reader.Size().Height
}

// FormFieldInSight reports whether what has the keys is in the part of the form that is in sight.
func (w *Window) FormFieldInSight() bool {
	for _, o := range w.form.rows.rows {
		if x, ok := o.(fyne.Focusable); ok && x == w.win.Canvas().Focused() {
			y := o.Position().Y + 10 - w.form.body.Offset.Y
			return y >= 0 && y+o.Size().Height <= w.form.body.Size().Height+0.5
		}
	}
	return false
}

// OpenMore shows the optional fields of the form.
func (w *Window) OpenMore() { w.form.more = true; w.form.draw() }
