package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/article"
)

// A choiceList is a list below a knob, narrowed while one types.
type choiceList struct {
	t      *statementTable
	all    []tableChoice
	fits   []int
	at     int
	below  fyne.CanvasObject
	ticked func(key string) bool
	pick   func(tableChoice) (stay bool)
	field  *field
	list   *column
	popup  *widget.PopUp
}

// choose makes a list of choices below an object.
func (t *statementTable) choose(below fyne.CanvasObject, all []tableChoice) *choiceList {
	if t.choices != nil {
		t.choices.close()
	}
	c := &choiceList{t: t, all: all, below: below}
	c.list = newColumn(func(int, float32) float32 { return 32 }, c.build)
	c.field = newField(t.w)
	c.field.SetPlaceHolder("Type to narrow")
	c.field.OnChanged = c.match
	c.field.onEscape = c.close
	c.field.onStep = c.step
	c.field.onEnter = func(bool) { c.take(c.at) }
	return c
}

// show opens the list.
func (c *choiceList) show() {
	w := c.t.w
	c.match("")
	high := min(float32(len(c.all))*(32+columnGap)+56, 380, w.win.Canvas().Size().Height-40)
	c.popup = widget.NewPopUp(container.New(inset{4, 4, 4, 4}, container.NewBorder(c.field, nil, nil, nil, c.list)), w.win.Canvas())
	c.popup.Resize(fyne.NewSize(min(340, w.win.Canvas().Size().Width-20), high))
	c.t.choices = c
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.below)
	c.popup.ShowAtPosition(place.AddXY(0, c.below.Size().Height+2))
	w.win.Canvas().Focus(c.field)
}

// close takes the list away.
func (c *choiceList) close() {
	if c.popup != nil {
		c.popup.Hide()
	}
	if c.t.choices == c {
		c.t.choices = nil
	}
	c.t.focus()
}

// match lists the choices that have all the words.
func (c *choiceList) match(s string) {
	words := strings.Fields(article.Fold(s).Text)
	c.fits, c.at = c.fits[:0], 0
next:
	for i, x := range c.all {
		all := article.Fold(x.words + " " + x.also).Text
		for _, word := range words {
			if !strings.Contains(all, word) {
				continue next
			}
		}
		c.fits = append(c.fits, i)
	}
	c.list.set(len(c.fits))
}

func (c *choiceList) step(by int) {
	if n := len(c.fits); n > 0 {
		c.at = (c.at + by + n) % n
		c.list.set(n)
		c.list.show(c.at)
	}
}

// take chooses the entry at index i of what fits.
func (c *choiceList) take(i int) {
	if i < 0 || i >= len(c.fits) {
		return
	}
	c.at = i
	if c.pick(c.all[c.fits[i]]) {
		c.list.set(len(c.fits))
		return
	}
	c.close()
}

func (c *choiceList) build(i int) fitted {
	w, x := c.t.w, c.all[c.fits[i]]
	ink := w.chrome
	face13, small := face{size: 13}, face{size: 12}
	tick := ""
	if c.ticked != nil && c.ticked(x.key) {
		tick = "✓"
	}
	parts := []fyne.CanvasObject{container.New(sized{14, 18}, newLine(w.ruler, tick, face13, ink.page.Accent))}
	if x.mark != "" {
		parts = append(parts, newDot(w, x.mark, 18, false))
	}
	parts = append(parts, newLine(w.ruler, x.words, face13, ink.page.Ink))
	line := row{gap: 7, stretch: len(parts) - 1}
	if x.about != "" {
		about := newCaption(w.ruler, small.size, fyne.TextAlignTrailing)
		about.set(shortened(x.about, 28), false, ink.page.Faint)
		parts = append(parts, container.New(sized{about.width() + 2, 18}, about.object))
	}
	k := newCard(ink, container.New(line, parts...))
	k.pad = fyne.NewSize(6, 6)
	k.tint = ink.hover
	k.selected = i == c.at
	k.onTap = func(fyne.KeyModifier) { c.take(i) }
	return k
}
