package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// A tableChange is a change of the picked statements in the making: what is to be changed, and what
// each statement would then be.
type tableChange struct {
	widget.BaseWidget
	t      *statementTable
	picked map[article.ID]bool
	said   []debate.Statement
	edit   tableEdit
	diffs  []tableDiff
	listed []tableDiff // as they are shown

	head, sum *caption
	knobs     [changeFieldCount]*knob
	apply     *knob
	back      *knob
	rules     [2]*canvas.Rectangle
	list      *column
}

type changeField uint8

const (
	changeActor changeField = iota
	changeStance
	changeAttribution
	changeDispute
	changePosition
	changeFieldCount
)

var changeFieldWords = [changeFieldCount]string{"Actor", "Stance", "Attribution", "Dispute", "Position"}

// beginChange prepares a change of the picked statements.
func (t *statementTable) beginChange() {
	said := t.chosen()
	if len(said) == 0 || !t.w.writable() || t.change != nil {
		return
	}
	t.quiet()
	c := &tableChange{t: t, said: said, picked: map[article.ID]bool{}}
	for _, s := range said {
		c.picked[s.ID] = true
	}
	c.head = newCaption(t.w.ruler, 15, fyne.TextAlignLeading)
	c.sum = newCaption(t.w.ruler, 13, fyne.TextAlignLeading)
	for f := range changeFieldCount {
		c.knobs[f] = newKnob(t, "as it is", "▾", func() { c.choose(f) })
		c.knobs[f].lead = changeFieldWords[f]
	}
	c.apply = newKnob(t, "Change", "Enter", c.make)
	c.apply.main = true
	c.back = newKnob(t, "Back", "Esc", t.endChange)
	for i := range c.rules {
		c.rules[i] = canvas.NewRectangle(t.w.chrome.hairline())
	}
	c.list = newColumn(func(int, float32) float32 { return 56 }, c.build)
	c.ExtendBaseWidget(c)
	t.change = c
	c.tell()
	t.Refresh()
	t.focus()
}

// endChange leaves the change without making it.
func (t *statementTable) endChange() {
	t.change = nil
	t.Refresh()
	t.focus()
}

// renew takes over what the statements are now.
func (c *tableChange) renew() {
	c.said = c.said[:0:0]
	for i := range c.t.data.rows {
		if s := c.t.data.rows[i].Statement; c.picked[s.ID] {
			c.said = append(c.said, s)
		}
	}
	if len(c.said) == 0 {
		c.t.endChange()
		return
	}
	c.tell()
}

// key scrolls the preview, and makes the change with Enter.
func (c *tableChange) key(e *fyne.KeyEvent) {
	by := map[fyne.KeyName]float32{fyne.KeyUp: -60, fyne.KeyDown: 60, fyne.KeyPageUp: -300, fyne.KeyPageDown: 300}[e.Name]
	switch {
	case by != 0:
		c.list.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -by)})
	case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter:
		c.make()
	default:
		c.t.w.typedKey(e)
	}
}

// make changes the statements, in one step that can be undone.
func (c *tableChange) make() {
	if len(c.diffs) == 0 {
		return
	}
	ids := make([]article.ID, len(c.diffs))
	for i, d := range c.diffs {
		ids[i] = d.before.ID
	}
	w, change := c.t.w, c.edit.change()
	c.t.write(counted(len(ids), "statement changed.", "statements changed."), func() error { return w.desk.ChangeStatements(w.ctx, ids, change) })
	c.t.endChange()
}

// onDispute returns the dispute whose positions can be chosen.
func (c *tableChange) onDispute() article.ID {
	if c.edit.dispute != nil {
		return *c.edit.dispute
	}
	return sharedDispute(c.said)
}

// The keys of what lists offer beside the library's own.
const (
	choiceKeep = "keep"
	choiceNone = "none"
)

// choose offers what a field can be changed to.
func (c *tableChange) choose(f changeField) {
	all := append([]tableChoice{{key: choiceKeep, words: "As it is"}}, c.offers(f)...)
	ch := c.t.choose(c.knobs[f], all)
	ch.pick = func(x tableChoice) bool {
		c.set(f, x.key)
		return false
	}
	ch.show()
}

// offers returns what a field can be changed to.
func (c *tableChange) offers(f changeField) []tableChoice {
	lib := c.t.data.lib
	var out []tableChoice
	switch f {
	case changeActor:
		for _, a := range lib.Actors {
			out = append(out, tableChoice{key: a.ID.String(), words: a.Name, about: a.Role, mark: a.Name, also: strings.Join(a.Names(), " ")})
		}
	case changeStance:
		for s := debate.Supports; s <= debate.Declines; s++ {
			out = append(out, tableChoice{key: s.String(), words: stanceWord(s)})
		}
		out = append(out, tableChoice{key: choiceNone, words: "Not known"})
	case changeAttribution:
		for a := debate.Direct; a <= debate.Inferred; a++ {
			out = append(out, tableChoice{key: a.String(), words: attributionWord(a)})
		}
		out = append(out, tableChoice{key: choiceNone, words: "Not known"})
	case changeDispute:
		for _, d := range lib.Disputes {
			out = append(out, tableChoice{key: d.ID.String(), words: d.Title})
		}
		out = append(out, tableChoice{key: choiceNone, words: "None"})
	case changePosition:
		d, _ := lib.Dispute(c.onDispute())
		for _, p := range d.Positions {
			out = append(out, tableChoice{key: p.ID.String(), words: p.Answer})
		}
		out = append(out, tableChoice{key: choiceNone, words: "None"})
	}
	return out
}

// set changes a field to what was chosen.
func (c *tableChange) set(f changeField, key string) {
	id := func() *article.ID {
		if key == choiceKeep {
			return nil
		}
		var out article.ID
		if key != choiceNone && out.UnmarshalText([]byte(key)) != nil {
			return nil
		}
		return &out
	}
	switch f {
	case changeActor:
		c.edit.actor = id()
	case changeStance:
		c.edit.stance = word[debate.Stance](key)
	case changeAttribution:
		c.edit.attribution = word[debate.Attribution](key)
	case changeDispute:
		c.edit.dispute, c.edit.position = id(), nil
	case changePosition:
		c.edit.position = id()
	}
	c.tell()
}

// word returns what a word stands for; nil for what is to stay as it is.
func word[T any, P interface {
	*T
	UnmarshalText([]byte) error
}](key string) *T {
	x := new(T)
	if key == choiceKeep || key != choiceNone && P(x).UnmarshalText([]byte(key)) != nil {
		return nil
	}
	return x
}

// chosenWords says what a field is to be changed to; empty if it stays.
func (c *tableChange) chosenWords(f changeField) string {
	lib, e := c.t.data.lib, c.edit
	switch {
	case f == changeActor && e.actor != nil:
		a, _ := lib.Actor(*e.actor)
		return a.Name
	case f == changeStance && e.stance != nil:
		return stanceWord(*e.stance)
	case f == changeAttribution && e.attribution != nil:
		return orElse(attributionWord(*e.attribution), "Not known")
	case f == changeDispute && e.dispute != nil:
		title, _ := onDispute(lib, *e.dispute, article.ID{})
		return orElse(title, "None")
	case f == changePosition && e.position != nil:
		_, answer := onDispute(lib, c.onDispute(), *e.position)
		return orElse(answer, "None")
	case f == changePosition && e.dispute != nil:
		return "None"
	}
	return ""
}
