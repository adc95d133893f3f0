package app

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// A tableFoot is below the rows: what can be done with those that are picked, and the row at the keys
// with what is around its passages.
type tableFoot struct {
	widget.BaseWidget
	t       *statementTable
	words   *caption
	undo    *knob
	change  *knob
	remove  *knob
	reveal  *knob
	rule    *canvas.Rectangle
	cards   []fitted
	context *column
	of      article.ID                   // the statement that is shown
	opened  map[article.ID]*desk.Sitting // articles that were looked into
}

// openedMost is how many articles are kept at hand.
const openedMost = 6

func newTableFoot(t *statementTable) *tableFoot {
	f := &tableFoot{t: t, words: newCaption(t.w.ruler, 13, fyne.TextAlignLeading), rule: canvas.NewRectangle(t.w.chrome.page.Rule)}
	f.undo = newKnob(t, "Undo", spoken("Ctrl+Z"), func() { t.turnBack(t.w.canUndo, t.w.undo); t.focus() })
	f.change = newKnob(t, "Change…", "F2", t.beginChange)
	f.remove = newKnob(t, "Delete", "Del", func() { t.deletePicked(); t.focus() })
	f.reveal = newKnob(t, "Go to passage", "Enter", func() { t.goTo(t.at) })
	f.context = newColumn(func(int, float32) float32 { return 60 }, func(i int) fitted { return f.cards[i] })
	f.forget()
	f.ExtendBaseWidget(f)
	return f
}

// forget lets everything be read again.
func (f *tableFoot) forget() {
	f.opened = map[article.ID]*desk.Sitting{}
	f.of = article.ID{}
}

// tell shows how many rows are picked, or what was done last.
func (f *tableFoot) tell() {
	t, c := f.t, f.t.w.chrome
	words, ink := "", c.page.Faint
	switch n := len(t.picked); {
	case t.said != "":
		if words, ink = t.said, c.page.Ink; t.problem {
			ink = c.danger
		}
	case n == 1:
		words = "1 picked"
	case n > 1:
		words, ink = number(n)+" picked", c.page.Ink
	default:
		words = "None picked"
	}
	f.words.set(words, t.said != "" || len(t.picked) > 1, ink)
	may := t.w.writable() && len(t.picked) > 0
	f.change.able(may)
	f.remove.able(may)
	f.reveal.able(t.at >= 0)
	show(t.said != "" && t.undoable, f.undo)
	if f.Size().Width > 0 {
		f.place(f.Size())
	}
}

// look shows the row at the keys with what is around its passages, once that is read.
func (t *statementTable) look() {
	f, id := t.foot, t.idAt(t.at)
	if id == f.of && id != (article.ID{}) {
		return
	}
	f.of = id
	if id == (article.ID{}) {
		t.looking.end()
		f.show(nil)
		return
	}
	row := &t.data.rows[t.shown[t.at]]
	if s := f.opened[row.Article]; s != nil {
		t.looking.end()
		f.show(f.about(row, s))
		return
	}
	of := row.Article
	t.looking.run(func(ctx context.Context) func() {
		s, err := t.w.desk.Open(ctx, of)
		if ctx.Err() != nil {
			return nil
		}
		return func() {
			if err != nil {
				t.fail(fmt.Errorf("read what is around the passage: %w", err))
				return
			}
			if len(f.opened) >= openedMost {
				clear(f.opened)
			}
			f.opened[of] = s
			if t.idAt(t.at) == id {
				f.show(f.about(&t.data.rows[t.shown[t.at]], s))
			}
		}
	})
}

func (f *tableFoot) show(cards []fitted) {
	f.cards = cards
	f.context.scroll.Offset.Y = 0
	f.context.set(len(cards))
}

// about returns what is shown of a statement: its passages in their place, and what else is known.
func (f *tableFoot) about(row *tableRow, s *desk.Sitting) []fitted {
	w, c := f.t.w, f.t.w.chrome
	small := face{size: 12.5}
	var rows []fyne.CanvasObject
	var filed *debate.Placed
	for i := range s.Filed {
		if s.Filed[i].ID == row.ID {
			filed = &s.Filed[i]
		}
	}
	for i, a := range row.Anchors {
		var p anchor.Placement
		if filed != nil && i < len(filed.Placements) {
			p = filed.Placements[i]
		}
		rows = append(rows, f.passage(s.Version, a, p))
		switch p.State {
		case anchor.Unattached:
			rows = append(rows, newProse(w.ruler, "This passage has no place in the newest version of the article.", small, c.danger, 0))
		case anchor.Review:
			rows = append(rows, newProse(w.ruler, "To be reviewed: "+orElse(p.Why, "the text has changed here."), small, c.danger, 0))
		}
	}
	for _, x := range f.facts(row) {
		rows = append(rows, newMarkedText(w, small, markedPart{words: x}))
	}
	body := newStack(nil, rows...)
	body.gap = 7
	k := newCard(c, body)
	k.pad = fyne.NewSize(14, 4)
	return []fitted{k}
}

// passage shows a passage with a sentence on either side of it.
func (f *tableFoot) passage(v *article.Version, a anchor.Anchor, p anchor.Placement) fyne.CanvasObject {
	look := face{size: 13.5}
	if p.State == anchor.Unattached {
		return newMarkedText(f.t.w, look, markedPart{words: "“" + shortened(a.Exact, contextMost) + "”"})
	}
	before, after := around(v, p.Range)
	return newMarkedText(f.t.w, look,
		markedPart{words: v.Slice(before)}, markedPart{words: shortened(v.Slice(p.Range), 2*contextMost), marked: true}, markedPart{words: v.Slice(after)})
}

// facts returns what else is known of a statement, in words.
func (f *tableFoot) facts(row *tableRow) []string {
	var parts []string
	add := func(name, words string) {
		if words != "" {
			parts = append(parts, name+" "+words)
		}
	}
	add("To", row.Addressee)
	add("On condition:", row.Condition)
	if row.said {
		add("Said", showDate(row.SaidOn))
	}
	add("Reported by", row.reporter)
	var out []string
	if len(parts) > 0 {
		out = append(out, strings.Join(parts, " · "))
	}
	if note := strings.TrimSpace(row.Note); note != "" {
		out = append(out, "Note: "+note)
	}
	return out
}

// place sets the words and the knobs on one line and the context below.
func (f *tableFoot) place(s fyne.Size) {
	const high = 34
	f.rule.Resize(fyne.NewSize(s.Width, 1))
	x := s.Width - 6
	for _, k := range []*knob{f.reveal, f.remove, f.change} {
		m := k.MinSize()
		x -= m.Width
		k.Move(fyne.NewPos(x, 4))
		k.Resize(m)
		x -= 4
	}
	room := x - 14
	if f.undo.Visible() {
		room -= f.undo.MinSize().Width
	}
	wide := max(min(f.words.width()+2, room), 0)
	f.words.object.Move(fyne.NewPos(14, 4))
	f.words.object.Resize(fyne.NewSize(wide, 28))
	f.undo.Move(fyne.NewPos(14+wide+4, 4))
	f.undo.Resize(f.undo.MinSize())
	f.context.Move(fyne.NewPos(0, high))
	f.context.Resize(fyne.NewSize(s.Width, max(s.Height-high, 0)))
}

// CreateRenderer is the toolkit's.
func (f *tableFoot) CreateRenderer() fyne.WidgetRenderer {
	return &tableFootRenderer{f, []fyne.CanvasObject{f.rule, f.words.object, f.undo, f.change, f.remove, f.reveal, f.context}}
}

type tableFootRenderer struct {
	f       *tableFoot
	objects []fyne.CanvasObject
}

func (r *tableFootRenderer) Destroy()                     {}
func (r *tableFootRenderer) MinSize() fyne.Size           { return fyne.NewSize(60, 40) }
func (r *tableFootRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *tableFootRenderer) Refresh()                     {}
func (r *tableFootRenderer) Layout(s fyne.Size)           { r.f.place(s) }
