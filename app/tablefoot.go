package app

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
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
	context *column
	facts   *column
	rule2   *canvas.Rectangle // between them
	wide    bool              // there is room for both side by side

	passages, known []fyne.CanvasObject
	left, right     []fitted
	of              article.ID                   // the statement that is shown
	opened          map[article.ID]*desk.Sitting // articles that were looked into
}

// openedMost is how many articles are kept at hand.
const openedMost = 6

func newTableFoot(t *statementTable) *tableFoot {
	f := &tableFoot{t: t, words: newCaption(t.w.ruler, 13, fyne.TextAlignLeading), rule: canvas.NewRectangle(t.w.chrome.hairline())}
	f.undo = newKnob(t, "Undo", spoken("Ctrl+Z"), func() { t.turnBack(t.w.canUndo, t.w.undo); t.focus() })
	f.change = newKnob(t, "Change…", "F2", t.beginChange)
	f.remove = newKnob(t, "Delete", "Del", func() { t.deletePicked(); t.focus() })
	f.reveal = newKnob(t, "Go to passage", "Enter", func() { t.goTo(t.at) })
	f.context = newColumn(func(int, float32) float32 { return 60 }, func(i int) fitted { return f.left[i] })
	f.facts = newColumn(func(int, float32) float32 { return 60 }, func(i int) fitted { return f.right[i] })
	f.rule2 = canvas.NewRectangle(t.w.chrome.hairline())
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
		f.show(nil, nil)
		return
	}
	row := &t.data.rows[t.shown[t.at]]
	if s := f.opened[row.Article]; s != nil {
		t.looking.end()
		f.show(f.around(row, s), f.about(row))
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
				row := &t.data.rows[t.shown[t.at]]
				f.show(f.around(row, s), f.about(row))
			}
		}
	})
}

// show shows the passages and what else is known, side by side where there is room.
func (f *tableFoot) show(passages, known []fyne.CanvasObject) {
	f.passages, f.known = passages, known
	f.context.scroll.Offset.Y, f.facts.scroll.Offset.Y = 0, 0
	f.fill()
}

func (f *tableFoot) fill() {
	left, right := f.passages, f.known
	if !f.wide {
		left, right = append(append([]fyne.CanvasObject{}, left...), right...), nil
	}
	f.left, f.right = f.card(left), f.card(right)
	f.context.set(len(f.left))
	f.facts.set(len(f.right))
}

func (f *tableFoot) card(rows []fyne.CanvasObject) []fitted {
	if len(rows) == 0 {
		return nil
	}
	body := newStack(nil, rows...)
	body.gap = 7
	k := newCard(f.t.w.chrome, body)
	k.pad = fyne.NewSize(14, 4)
	return []fitted{k}
}

// around returns the passages of a statement in their place.
func (f *tableFoot) around(row *tableRow, s *desk.Sitting) []fyne.CanvasObject {
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
	return rows
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

// about returns what else is known of a statement, each with its name before it.
func (f *tableFoot) about(row *tableRow) []fyne.CanvasObject {
	w, page := f.t.w, f.t.w.chrome.page
	var out []fyne.CanvasObject
	add := func(name, words string) {
		if words == "" {
			return
		}
		lead := newCaption(w.ruler, 12, fyne.TextAlignLeading)
		lead.set(name, false, page.Faint)
		x := newStack(container.New(sized{78, 18}, lead.object), newProse(w.ruler, words, face{size: 12.5}, page.Ink, 0))
		out = append(out, x)
	}
	add("Article", row.title)
	if row.said {
		add("Said on", showDate(row.SaidOn))
	}
	add("To", row.Addressee)
	add("Condition", row.Condition)
	add("Reported by", row.reporter)
	add("Note", strings.TrimSpace(row.Note))
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
	words := whole(max(min(f.words.width()+2, room), 0))
	f.words.object.Move(fyne.NewPos(14, 4))
	f.words.object.Resize(fyne.NewSize(words, 28))
	f.undo.Move(fyne.NewPos(14+words+4, 4))
	f.undo.Resize(f.undo.MinSize())
	left, below := s.Width, max(s.Height-high, 0)
	wide := s.Width >= 900
	if wide {
		left = whole(min(s.Width*0.62, 860))
	}
	show(wide, f.facts, f.rule2)
	f.context.Move(fyne.NewPos(0, high))
	f.context.Resize(fyne.NewSize(left, below))
	f.facts.Move(fyne.NewPos(left+12, high))
	f.facts.Resize(fyne.NewSize(max(s.Width-left-12, 0), below))
	f.rule2.Move(fyne.NewPos(left+10, high+8))
	f.rule2.Resize(fyne.NewSize(1, max(below-12, 0)))
	if wide != f.wide {
		f.wide = wide
		f.fill()
	}
}

// CreateRenderer is the toolkit's.
func (f *tableFoot) CreateRenderer() fyne.WidgetRenderer {
	return &tableFootRenderer{f, []fyne.CanvasObject{f.rule, f.words.object, f.undo, f.change, f.remove, f.reveal, f.context, f.facts, f.rule2}}
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
