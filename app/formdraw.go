package app

import (
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
	f.panel.Objects = []fyne.CanvasObject{f.back, container.New(inset{12, 10, 12, 10}, s)}
	f.rows = s
	f.place(s)
}

// place puts the form below the passage, or above it, or at the foot where there is no room.
func (f *statementForm) place(s *stack) {
	view := f.w.reader.Size()
	wide := min(formWide, view.Width-16)
	size := fyne.NewSize(wide, s.heightFor(wide-24)+20)
	pos, passage, ok := f.w.reader.RectOf(f.passages[0])
	x, y := (view.Width-wide)/2, view.Height-size.Height-8
	if ok {
		const gap = 8
		x = max(8, min(pos.X+passage.Width/2-wide/2, view.Width-wide-8))
		if below := pos.Y + passage.Height + gap; below+size.Height <= view.Height-4 {
			y = below
		} else if above := pos.Y - size.Height - gap; above >= 4 {
			y = above
		}
	}
	f.panel.Resize(size)
	f.panel.Move(fyne.NewPos(x, max(4, y)))
	f.w.redraw(f.panel)
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
		a.f.place(a.f.rows)
	}
}

// MinSize implements fyne.Layout.
func (atPassage) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
