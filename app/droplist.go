package app

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parley/annotations"
)

// A dropList lies over the list of the library while articles are dragged, and says where they can be dropped: on a collection, a new
// one, the archive or the trash.
type dropList struct {
	l       *library
	targets []dropTarget
	over    int // of targets; -1 for none
	of      []annotations.Entry
	head    *caption
	list    *column
	back    *canvas.Rectangle
	object  *fyne.Container
}

// A dropTarget is where articles can be dropped.
type dropTarget struct {
	words string
	faint bool
	take  func(all []annotations.Entry)
}

func newDropList(l *library) *dropList {
	d := &dropList{l: l, over: -1, back: canvas.NewRectangle(color.Transparent), head: newCaption(l.w.ruler, 13, fyne.TextAlignLeading)}
	d.list = newColumn(func(int, float32) float32 { return 40 }, d.build)
	d.object = container.NewStack(d.back, container.NewBorder(container.New(inset{14, 8, 10, 6}, container.New(sized{10, 26}, d.head.object)), nil, nil, nil, d.list))
	d.object.Hide()
	return d
}

// drag shows where articles can be dropped, and which target the pointer is on.
func (d *dropList) drag(e *annotations.Entry, at fyne.Position) {
	l := d.l
	if l.shelf.trash || !l.w.writable() {
		return
	}
	if !d.object.Visible() {
		d.begin(e)
	}
	d.scroll(at)
	over := -1
	if k, ok := d.list.at(at); ok {
		over = k
	}
	if over != d.over {
		d.over = over
		d.list.set(len(d.targets))
	}
}

// begin shows what an article, with all that is picked if it is among that, can be dropped on.
func (d *dropList) begin(e *annotations.Entry) {
	l, w := d.l, d.l.w
	if l.picked[e.Article.ID] {
		d.of = l.pickedEntries()
	} else { // the list is left as it is while it is dragged from
		d.of = []annotations.Entry{*e}
	}
	what := "it"
	if len(d.of) > 1 {
		what = fmt.Sprintf("%d articles", len(d.of))
	}
	d.head.set("Drop "+what+" on", false, w.chrome.page.Faint)
	d.targets = nil
	for _, c := range l.collections {
		if c.ID == l.shelf.Collection {
			continue
		}
		d.targets = append(d.targets, dropTarget{words: c.Name, take: func(all []annotations.Entry) {
			words := fmt.Sprintf("%s in “%s”.", counted(len(all), "article is", "articles are"), c.Name)
			w.shelve(words, func() error { return w.desk.Collect(w.ctx, c.ID, idsOf(all), true) })
		}})
	}
	d.targets = append(d.targets, dropTarget{"A collection…", true, func(all []annotations.Entry) { w.collect(idsOf(all)) }})
	if l.shelf.Archived {
		d.targets = append(d.targets, dropTarget{allArticles, true, func(all []annotations.Entry) {
			w.change(func() error { return w.desk.Archive(w.ctx, idsOf(all), false) })
		}})
	} else {
		d.targets = append(d.targets, dropTarget{inArchive, true, func(all []annotations.Entry) {
			w.change(func() error { return w.desk.Archive(w.ctx, idsOf(all), true) })
		}})
	}
	d.targets = append(d.targets, dropTarget{inTrash, true, func(all []annotations.Entry) { w.discard(idsOf(all)) }})
	d.back.FillColor = w.chrome.panel
	d.list.scroll.Offset.Y = 0
	d.list.set(len(d.targets))
	d.object.Show()
}

// scroll moves the list while the pointer is at its upper or lower edge.
func (d *dropList) scroll(at fyne.Position) {
	const edge, step = 28, 14
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.list).Y
	switch y := at.Y - top; {
	case y < edge:
		d.list.scroll.ScrollToOffset(fyne.NewPos(0, d.list.scroll.Offset.Y-step))
	case y > d.list.Size().Height-edge:
		d.list.scroll.ScrollToOffset(fyne.NewPos(0, d.list.scroll.Offset.Y+step))
	}
}

// drop does what the target is for that the pointer was seen on last, if there is one.
func (d *dropList) drop(fyne.Position) {
	if !d.object.Visible() {
		return
	}
	d.object.Hide()
	over, all := d.over, d.of
	d.of, d.over = nil, -1
	if over >= 0 && over < len(d.targets) {
		d.targets[over].take(all)
	}
}

func (d *dropList) build(i int) fitted {
	c, t := d.l.w.chrome, d.targets[i]
	ink := c.page.Ink
	if t.faint {
		ink = c.page.Faint
	}
	k := newCard(c, newProse(d.l.w.ruler, t.words, face{14, fyne.TextStyle{}}, ink, 2))
	if k.selected = i == d.over; k.selected {
		k.edge = c.page.Accent
	}
	return k
}
