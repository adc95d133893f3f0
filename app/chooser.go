package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// A chooser is a field whose words are completed from a list below it. Enter and Tab take the line that is chosen and go on. The first
// line that fits is chosen from the start, but never one that creates something: that takes a step to it, or a click.
type chooser struct {
	w       *Window
	field   *field
	of      func(typed string) []pick
	fits    []pick
	at      int                 // the chosen line; -1 for none
	words   string              // of what was taken; empty for nothing
	open    bool                // the list is shown
	lines   []fyne.CanvasObject // of the list
	onDone  func(back bool)     // what the field holds was taken, or left empty
	onFocus func()
	resized func()
	changed func() // what the field holds; nil: nobody asks
}

// chooserLines is how many lines of the list are in sight.
const chooserLines = 6

func newChooser(w *Window, hint string, of func(string) []pick) *chooser {
	c := &chooser{w: w, of: of, field: newField(w)}
	c.field.SetPlaceHolder(hint)
	c.field.OnChanged = func(s string) {
		if s != c.words {
			c.look(s)
		}
		c.told()
	}
	c.field.onStep = func(by int) {
		if !c.open {
			c.look("")
			return
		}
		if n := len(c.fits); n > 0 {
			if c.at < 0 && by < 0 {
				c.at = 0 // from no line, up leads to the last
			}
			c.at = (c.at + by + n) % n
			c.draw()
		}
	}
	c.field.onEnter = func(back bool) { c.accept(back) }
	c.field.onTab = func(back bool) { c.accept(back) }
	c.field.onFocus = func(in bool) {
		if !in {
			return // a click on a line of the list takes the focus, too
		}
		c.onFocus()
		if c.field.Text == "" {
			c.look("")
		}
	}
	return c
}

// look shows what fits the typed words.
func (c *chooser) look(typed string) {
	c.words = ""
	c.fits, c.at, c.open = c.of(typed), 0, true
	if len(c.fits) > 0 && c.fits[0].makes {
		c.at = -1
	}
	c.draw()
}

// taken reports whether what the field holds was chosen from the list.
func (c *chooser) taken() bool { return c.words != "" && c.words == c.field.Text }

// typed reports whether the field holds words that were not chosen from the list.
func (c *chooser) typed() bool { return strings.TrimSpace(c.field.Text) != "" && !c.taken() }

// take puts the words of what was taken into the field.
func (c *chooser) take(words string) {
	c.words = words
	c.field.SetText(words)
	c.field.CursorColumn = len([]rune(words))
	c.field.Refresh()
	c.close()
	c.told()
}

func (c *chooser) told() {
	if c.changed != nil {
		c.changed()
	}
}

// accept takes the chosen line, if something was typed, and goes on. Where none is chosen, the list stays, to choose what is to be created.
func (c *chooser) accept(back bool) {
	if c.typed() {
		if !c.open {
			c.look(c.field.Text)
		}
		if c.at < 0 || c.at >= len(c.fits) {
			return
		}
		c.fits[c.at].take()
	}
	c.close()
	c.onDone(back)
}

func (c *chooser) close() {
	if c.open {
		c.open = false
		c.draw()
	}
}

// draw shows the lines around the chosen one.
func (c *chooser) draw() {
	c.lines = nil
	if c.open {
		if c.at < 0 {
			c.lines = append(c.lines, newLine(c.w.ruler, "No match. Press Down to create it.", face{12.5, fyne.TextStyle{}}, c.w.chrome.page.Faint))
		}
		from := max(0, min(c.at-chooserLines/2, len(c.fits)-chooserLines))
		for i := from; i < min(from+chooserLines, len(c.fits)); i++ {
			c.lines = append(c.lines, c.line(i))
		}
	}
	c.resized()
}

func (c *chooser) line(i int) fyne.CanvasObject {
	p := c.fits[i]
	aside := newCaption(c.w.ruler, 12, fyne.TextAlignTrailing)
	aside.set(shortened(p.aside, 36), false, c.w.chrome.page.Faint)
	k := newCard(c.w.chrome, container.New(row{gap: 8, stretch: 0},
		newLine(c.w.ruler, p.words, face{13.5, fyne.TextStyle{}}, c.w.chrome.page.Ink), container.New(sized{min(aside.width()+4, 190), 18}, aside.object)))
	k.pad = fyne.NewSize(8, 4)
	k.selected = i == c.at
	k.onTap = func(fyne.KeyModifier) { p.take(); c.onDone(false) }
	return k
}
