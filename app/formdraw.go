package app

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/annotations/article"
)

// formWide is the width of the form where there is room for it.
const formWide = 560

// draw makes the form anew, as high as what it shows, and puts it where it belongs.
func (f *statementForm) draw() {
	w, c := f.w, f.w.chrome
	f.back.FillColor, f.back.StrokeColor = c.raised, c.page.Rule
	title := "File a statement"
	if f.filed != (article.ID{}) {
		title = "Change the statement"
	}
	rows := []fyne.CanvasObject{
		container.New(row{gap: 8, stretch: 0}, newLine(w.ruler, title, face{14, fyne.TextStyle{Bold: true}}, c.page.Ink),
			newWordButton(w, "Save", "Ctrl+Enter", f.save), newWordButton(w, "Close", "Esc", f.leave)),
		newProse(w.ruler, "“"+f.words+"”", face{12.5, fyne.TextStyle{Italic: true}}, c.page.Faint, 2),
		f.actor.field,
	}
	rows = append(append(rows, f.actor.lines...), f.position.field)
	rows = append(append(rows, f.position.lines...), newLine(w.ruler, f.question(), face{12.5, fyne.TextStyle{}}, c.page.Faint), f.stance, f.attribution)
	if f.more {
		rows = append(rows, f.addressee, f.condition, f.saidOn, f.reported.field)
		rows = append(append(rows, f.reported.lines...), f.note)
	} else {
		rows = append(rows, newFlow(2, newWordButton(w, "More: addressee, condition, date, reported by, note", "", func() {
			f.more = true
			f.draw()
			w.win.Canvas().Focus(f.addressee)
		})))
	}
	if f.trouble != "" {
		rows = append(rows, newProse(w.ruler, f.trouble, face{12.5, fyne.TextStyle{}}, c.danger, 3))
	}
	s := newStack(nil, rows...)
	s.gap = 6
	f.rows = s
	f.body.Content = container.New(wholeForm{f}, s)
	f.makeRoom()
	f.place()
	f.reveal()
}

// The form and its passage: what is between them, and of the height of the view how much of the passage stays in sight at most, how
// little of the form is enough.
const (
	formGap     = 8
	passageMost = 0.35
	formLeast   = 110
)

// formSize returns the size of the form where there is room for all of it.
func (f *statementForm) formSize() fyne.Size {
	wide := min(formWide, f.w.reader.Size().Width-16)
	return fyne.NewSize(wide, f.rows.heightFor(wide-24)+20)
}

// rooms returns the height that is free above and below the passage, or the beginning of a long one; ok is false if it is not in sight.
func (f *statementForm) rooms() (above, below float32, ok bool) {
	view := f.w.reader.Size()
	pos, passage, ok := f.w.reader.RectOf(f.passages[0])
	return pos.Y - formGap - 4, view.Height - 4 - pos.Y - min(passage.Height, view.Height*passageMost) - formGap, ok
}

// makeRoom scrolls the passage to the top where the form fits neither above nor below it.
func (f *statementForm) makeRoom() {
	above, below, ok := f.rooms()
	if high := f.formSize().Height; ok && above < high && below < high {
		f.w.reader.ScrollBy(above + 4)
	}
}

// place puts the form below the passage, or above it. Where there is no room for all of it, it is as high as there is room, and scrolls.
func (f *statementForm) place() {
	view, size := f.w.reader.Size(), f.formSize()
	pos, passage, seen := f.w.reader.RectOf(f.passages[0])
	above, below, _ := f.rooms()
	x, y := (view.Width-size.Width)/2, view.Height-size.Height-8
	if seen {
		x = max(8, min(pos.X+passage.Width/2-size.Width/2, view.Width-size.Width-8))
		switch {
		case pos.Y+passage.Height+formGap+size.Height <= view.Height-4:
			y = pos.Y + passage.Height + formGap
		case above >= size.Height:
			y = pos.Y - size.Height - formGap
		case below >= above:
			size.Height = min(size.Height, max(below, formLeast))
			y = view.Height - 4 - size.Height
		default:
			size.Height = max(above, formLeast)
			y = 4
		}
	}
	size.Height = min(size.Height, view.Height-8)
	f.panel.Resize(size)
	f.panel.Move(fyne.NewPos(x, max(4, y)))
	f.body.Refresh()
	f.w.redraw(f.panel)
}

// reveal scrolls the form so that what has the keys is in sight, with its list if there is room.
func (f *statementForm) reveal() {
	at := f.w.win.Canvas().Focused()
	var top, end float32
	found := false
	for _, o := range f.rows.rows {
		if x, ok := o.(fyne.Focusable); ok && x == at {
			top, found = o.Position().Y+10, true
			end = top + o.Size().Height
		}
		for _, c := range []*chooser{f.actor, f.position, f.reported} {
			if found && fyne.Focusable(c.field) == at && slices.Contains(c.lines, o) {
				end = o.Position().Y + 10 + o.Size().Height
			}
		}
	}
	if !found {
		return
	}
	offset, high := f.body.Offset.Y, f.body.Size().Height
	offset = min(max(offset, end+10-high), top-6)
	f.body.ScrollToOffset(fyne.NewPos(0, max(offset, 0)))
}

// wholeForm gives what the form shows its height.
type wholeForm struct{ f *statementForm }

// Layout implements fyne.Layout.
func (l wholeForm) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	l.f.rows.Move(fyne.NewPos(12, 10))
	l.f.rows.Resize(fyne.NewSize(s.Width-24, s.Height-20))
}

// MinSize implements fyne.Layout.
func (l wholeForm) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(100, l.f.formSize().Height)
}

// dress takes on the colours of the theme.
func (f *statementForm) dress() {
	if f.open() {
		f.stance.draw()
		f.attribution.draw()
		f.draw()
	}
}

// atPassage keeps the form at its passage when the window gets another size.
type atPassage struct{ f *statementForm }

// Layout implements fyne.Layout.
func (a atPassage) Layout([]fyne.CanvasObject, fyne.Size) {
	if a.f.open() && a.f.rows != nil {
		a.f.place()
		if above, below, ok := a.f.rooms(); ok && max(above, below) < min(a.f.formSize().Height, formLeast) {
			f := a.f
			f.w.post(func() { // not while the window is being laid out
				if f.open() {
					f.draw()
				}
			})
		}
	}
}

// MinSize implements fyne.Layout.
func (atPassage) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
