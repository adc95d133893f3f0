package app

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/annotations/article"
)

// tell shows what is to be changed and what would come of it.
func (c *tableChange) tell() {
	w := c.t.w
	ink := w.chrome.page
	c.diffs = c.edit.diffs(c.said)
	c.head.set("Change "+counted(len(c.said), "statement", "statements"), true, ink.Ink)
	for f := range changeFieldCount {
		words := c.chosenWords(f)
		c.knobs[f].strong, c.knobs[f].quiet = words != "", words == ""
		c.knobs[f].set(changeFieldWords[f], orElse(shortened(words, 40), "as it is"), words != "")
	}
	c.knobs[changePosition].able(c.onDispute() != article.ID{})
	n, rest := len(c.diffs), len(c.said)-len(c.diffs)
	words := "Choose what to change: before anything is changed, all of it is listed here."
	switch {
	case c.edit.empty():
	case n == 0:
		words = "Nothing would change: all of them are so already."
	case rest == 0:
		words = changesWords(n) + ", in one step that can be undone."
	default:
		words = changesWords(n) + ", " + staysWords(rest) + "; one step that can be undone."
	}
	c.sum.set(words, n > 0, ink.Ink)
	act := "Change"
	if n > 0 {
		act += " " + counted(n, "statement", "statements")
	}
	c.apply.set("", act, n > 0)
	c.apply.able(n > 0)
	c.listed = c.diffs
	if c.edit.empty() { // what the change will be about
		c.listed = make([]tableDiff, len(c.said))
		for i, s := range c.said {
			c.listed[i] = tableDiff{s, s}
		}
	}
	c.list.set(len(c.listed))
	if s := c.Size(); s.Width > 0 {
		c.place(s)
	}
}

func changesWords(n int) string {
	if n == 1 {
		return "1 changes"
	}
	return number(n) + " change"
}

func staysWords(n int) string {
	if n == 1 {
		return "1 stays as it is"
	}
	return number(n) + " stay as they are"
}

// build is the card of a statement before and after.
func (c *tableChange) build(i int) fitted {
	w, page, d := c.t.w, c.t.w.chrome.page, c.listed[i]
	data := c.t.data
	actor, _ := data.lib.Actor(d.before.Actor)
	var quote string
	if r := data.row(d.before.ID); r != nil {
		quote = r.quote
	}
	small := face{size: 12.5}
	rows := []fyne.CanvasObject{container.New(row{gap: 7, stretch: 1},
		newDot(w, actor.Name, 18, false), newLine(w.ruler, orElse(actor.Name, "No actor")+": "+quote, face{size: 13}, page.Ink))}
	for _, f := range d.fields(data.lib) {
		rows = append(rows, newDiffLine(w, f, small))
	}
	k := newCard(w.chrome, newStack(nil, rows...))
	k.pad.Width, k.pad.Height = 14, 6
	return k
}

// newDiffLine shows a field before and after.
func newDiffLine(w *Window, f fieldDiff, look face) fyne.CanvasObject {
	m := newMarkedText(w, look, markedPart{words: fmt.Sprintf("%s:  %s  → ", f.field, f.before)}, markedPart{words: " " + f.after, marked: true})
	return container.New(inset{25, 0, 0, 0}, m)
}

// row returns the row of a statement, or nil.
func (d *tableData) row(id article.ID) *tableRow {
	for i := range d.rows {
		if d.rows[i].ID == id {
			return &d.rows[i]
		}
	}
	return nil
}

// place sets what is to be changed above the list and the knobs below it.
func (c *tableChange) place(s fyne.Size) {
	c.head.object.Move(fyne.NewPos(14, 2))
	c.head.object.Resize(fyne.NewSize(s.Width-28, 26))
	x, y := float32(6), float32(30)
	for _, k := range c.knobs {
		m := k.MinSize()
		m.Width = min(m.Width, s.Width-12)
		if x > 6 && x+m.Width > s.Width-6 {
			x, y = 6, y+32
		}
		k.Move(fyne.NewPos(x, y))
		k.Resize(m)
		x += m.Width + 8
	}
	y += 38
	c.rules[0].Move(fyne.NewPos(0, y))
	c.rules[0].Resize(fyne.NewSize(s.Width, 1))
	foot := s.Height - 42
	c.list.Move(fyne.NewPos(0, y+5))
	c.list.Resize(fyne.NewSize(s.Width, max(foot-y-9, 0)))
	c.rules[1].Move(fyne.NewPos(0, foot))
	c.rules[1].Resize(fyne.NewSize(s.Width, 1))
	x = s.Width - 6
	for _, k := range []*knob{c.apply, c.back} {
		m := k.MinSize()
		x -= m.Width
		k.Move(fyne.NewPos(x, foot+8))
		k.Resize(m)
		x -= 6
	}
	c.sum.object.Move(fyne.NewPos(14, foot+8))
	c.sum.object.Resize(fyne.NewSize(max(x-14, 0), 28))
}

// CreateRenderer is the toolkit's.
func (c *tableChange) CreateRenderer() fyne.WidgetRenderer {
	o := []fyne.CanvasObject{c.head.object}
	for _, k := range c.knobs {
		o = append(o, k)
	}
	return &tableChangeRenderer{c, append(o, c.rules[0], c.list, c.rules[1], c.sum.object, c.back, c.apply)}
}

type tableChangeRenderer struct {
	c       *tableChange
	objects []fyne.CanvasObject
}

func (r *tableChangeRenderer) Destroy()                     {}
func (r *tableChangeRenderer) MinSize() fyne.Size           { return fyne.NewSize(60, 60) }
func (r *tableChangeRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *tableChangeRenderer) Refresh()                     {}
func (r *tableChangeRenderer) Layout(s fyne.Size)           { r.c.place(s) }
