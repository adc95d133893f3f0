package app

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/app/desk"
)

// A noteList is the tab of every highlight and note of the article.
type noteList struct {
	w      *Window
	list   *column
	items  []noteItem
	picked map[article.ID]bool
	last   article.ID // picked last, for a range
	filter noteFilter
	editor *noteEditor // of the note being written; nil if none is

	search  *field
	colours *widget.Select
	topics  *widget.Select
	noted   *widget.Check
	review  *widget.Check
	order   *widget.Select
	object  fyne.CanvasObject
}

// A noteItem is one card: a mark, a note on the article, or words.
type noteItem struct {
	mark  *desk.Mark
	note  *annotations.Note
	doubt *doubt
	words string
}

func (it noteItem) id() article.ID {
	switch {
	case it.mark != nil:
		return it.mark.ID
	case it.note != nil:
		return it.note.ID
	}
	return article.ID{}
}

// A noteFilter says which marks are listed, and how.
type noteFilter struct {
	words  string // in quote, note or tags
	colour string // a colour's word, or empty
	topic  string // the words of one, or empty
	noted  bool   // only those with a note
	review bool   // only those the reader has still to settle
	order  int
}

// The orders of the list.
const (
	orderText = iota
	orderNewest
	orderColour
)

var orderWords = []string{"Text order", "Newest first", "By colour"}

const anyColour = "Any colour"

func newNoteList(w *Window) *noteList {
	l := &noteList{w: w, picked: map[article.ID]bool{}}
	l.list = newColumn(l.estimate, l.build)
	l.search = newField(w)
	l.search.SetPlaceHolder("Search marks, notes, tags")
	l.search.OnChanged = func(s string) { l.filter.words = s; l.update() }
	l.search.onEscape = func() { l.search.SetText(""); w.focusReader() }
	colours := []string{anyColour}
	for _, c := range annotations.Colours() {
		colours = append(colours, strings.ToUpper(c[:1])+c[1:])
	}
	l.colours = widget.NewSelect(colours, func(s string) {
		l.filter.colour = strings.ToLower(s)
		if s == anyColour {
			l.filter.colour = ""
		}
		l.update()
		w.focusReader()
	})
	l.colours.Selected = anyColour
	l.topics = widget.NewSelect([]string{anyTopic}, func(s string) {
		l.filter.topic = s
		if s == anyTopic {
			l.filter.topic = ""
		}
		l.update()
		w.focusReader()
	})
	l.topics.Selected = anyTopic
	l.order = widget.NewSelect(orderWords, func(s string) { l.filter.order = slices.Index(orderWords, s); l.update(); w.focusReader() })
	l.order.Selected = orderWords[orderText]
	l.noted = widget.NewCheck("With note", func(on bool) { l.filter.noted = on; l.update(); w.focusReader() })
	l.review = widget.NewCheck("Needs review", func(on bool) { l.filter.review = on; l.update(); w.focusReader() })
	filters := container.NewVBox(
		container.New(inset{10, 6, 10, 0}, l.search),
		container.New(inset{10, 2, 10, 0}, container.New(evenly{}, l.colours, l.order)),
		container.New(inset{10, 2, 10, 0}, l.topics),
		container.New(inset{6, 0, 10, 2}, container.New(evenly{}, l.noted, l.review)),
	)
	l.object = container.NewBorder(filters, nil, nil, nil, l.list)
	return l
}

// reset shows another article.
func (l *noteList) reset() {
	clear(l.picked)
	l.editor = nil
	l.update()
}

// update lists the marks and notes as they are now.
func (l *noteList) update() {
	l.items = l.items[:0]
	n := l.w.now
	if n != nil {
		l.collect(n)
		if len(l.items) == 0 {
			words := "Nothing is marked yet. Select a passage in the text, then press H to highlight it or N to write a note on it."
			if len(n.marks)+len(n.notes) > 0 {
				words = "No mark fits the filter."
				if l.filter.review && n.open() == 0 {
					words = "Nothing is to be reviewed: every mark stands where it belongs, or as you have settled it."
				}
			}
			l.items = append(l.items, noteItem{words: words})
		}
	}
	l.list.set(len(l.items))
}

// offer lists the topics to choose from, and returns the chosen one. One that no mark is of any longer is chosen no more.
func (l *noteList) offer(n *reading) *topic {
	all := topics(n.marks, n.view)
	words := []string{anyTopic}
	var chosen *topic
	for i := range all {
		words = append(words, all[i].words)
		if all[i].words == l.filter.topic {
			chosen = &all[i]
		}
	}
	if chosen == nil && n.view != nil {
		l.filter.topic, l.topics.Selected = "", anyTopic
	}
	if !slices.Equal(words, l.topics.Options) {
		l.topics.SetOptions(words)
	}
	return chosen
}

func (l *noteList) collect(n *reading) {
	of := l.offer(n)
	if l.editing(article.ID{}) { // a note that is being begun
		l.items = append(l.items, noteItem{note: &annotations.Note{}})
	}
	doubts := n.doubts()
	for i := range doubts {
		if f := l.filter; f.colour == "" && !f.noted && of == nil && l.fits(doubts[i].quote, doubts[i].who, nil, "", true) {
			l.items = append(l.items, noteItem{doubt: &doubts[i]})
		}
	}
	for i := range n.notes {
		if !l.filter.review && of == nil && l.fits("", n.notes[i].Text, nil, "", true) {
			l.items = append(l.items, noteItem{note: &n.notes[i]})
		}
	}
	first := len(l.items)
	for i := range n.marks {
		m := &n.marks[i]
		if (l.filter.review && !m.Open() || of != nil && !of.of(m)) && !l.editing(m.ID) {
			continue
		}
		if l.fits(m.Anchor.Exact, m.Note, m.Tags, m.Colour.String(), m.Note != "") || l.editing(m.ID) {
			l.items = append(l.items, noteItem{mark: m})
		}
	}
	marks := l.items[first:]
	switch l.filter.order {
	case orderNewest:
		sortBy(marks, func(it noteItem) int64 { return -it.mark.Created.UnixMilli() })
	case orderColour:
		sortBy(marks, func(it noteItem) int { return int(it.mark.Colour) })
	}
}

func (l *noteList) fits(quote, note string, tags []string, colour string, noted bool) bool {
	f := l.filter
	if f.colour != "" && f.colour != colour || f.noted && !noted {
		return false
	}
	if f.words == "" {
		return true
	}
	all := article.Fold(quote + "\n" + note + "\n" + strings.Join(tags, "\n")).Text
	for _, word := range strings.Fields(article.Fold(f.words).Text) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

// editing reports whether the note of the entity with that id is being written.
func (l *noteList) editing(id article.ID) bool { return l.editor != nil && l.editor.id == id }

// chosen returns the marks and notes that are picked, in the order of the list.
func (l *noteList) chosen() []article.ID {
	var out []article.ID
	for _, it := range l.items {
		if id := it.id(); id != (article.ID{}) && l.picked[id] {
			out = append(out, id)
		}
	}
	return out
}

// choose picks these and no others.
func (l *noteList) choose(ids ...article.ID) {
	clear(l.picked)
	for _, id := range ids {
		l.picked[id] = true
		l.last = id
	}
	l.repaint()
}

// repaint shows which cards are picked.
func (l *noteList) repaint() {
	for i, f := range l.list.shown {
		if k, ok := f.(*card); ok {
			if on := l.picked[l.items[i].id()]; on != k.selected {
				k.selected = on
				k.Refresh()
			}
		}
	}
}

// show scrolls to the card of an entity.
func (l *noteList) show(id article.ID) {
	for i, it := range l.items {
		if it.id() == id {
			l.list.show(i)
			return
		}
	}
}

// tapped picks the card at i, or with Ctrl or Shift more than one.
func (l *noteList) tapped(i int, mods fyne.KeyModifier) {
	id := l.items[i].id()
	switch {
	case mods&fyne.KeyModifierShortcutDefault != 0:
		if l.picked[id] {
			delete(l.picked, id)
		} else {
			l.picked[id] = true
		}
		l.last = id
		l.repaint()
	case mods&fyne.KeyModifierShift != 0:
		from := slices.IndexFunc(l.items, func(it noteItem) bool { return it.id() == l.last })
		if from < 0 {
			from = i
		}
		for k := min(from, i); k <= max(from, i); k++ {
			l.picked[l.items[k].id()] = true
		}
		l.repaint()
	default:
		l.choose(id)
		if m := l.items[i].mark; m != nil {
			l.w.reader.FocusMark(m.ID)
			if !m.Placement.Range.Empty() {
				l.w.reveal(m.Placement.Range)
			}
		}
		l.w.focusReader()
	}
	l.w.bar.update()
	l.w.refreshMenu()
}

func (l *noteList) estimate(i int, width float32) float32 {
	it := l.items[i]
	n := len(it.words)
	if it.mark != nil {
		n = min(len(it.mark.Anchor.Exact), 240) + len(it.mark.Note)
	}
	if it.note != nil {
		n = len(it.note.Text)
	}
	if it.doubt != nil {
		n = 4*min(len(it.doubt.quote), 240) + 200
	}
	return 44 + 20*float32(n)/max(width/7, 20)
}

func (l *noteList) build(i int) fitted {
	it := l.items[i]
	w, c := l.w, l.w.chrome
	switch {
	case it.mark != nil:
		return l.markCard(i, *it.mark)
	case it.doubt != nil:
		d := it.doubt
		rows := []fyne.CanvasObject{newLine(w.ruler, "Statement of "+d.who, face{12, fyne.TextStyle{}}, c.page.Faint)}
		k := newCard(c, append(rows, w.reviewRows(d.passage, d.quote, d.placed, true)...)...)
		if r := d.placed.Range; !r.Empty() {
			k.onTap = func(fyne.KeyModifier) { w.reveal(r) }
		}
		return k
	case it.note != nil:
		var body fyne.CanvasObject = newProse(w.ruler, it.note.Text, face{14, fyne.TextStyle{}}, c.page.Ink, 0)
		if l.editing(it.note.ID) {
			body = l.editor.object
		}
		k := newCard(c, newLine(w.ruler, "Note on the article", face{12, fyne.TextStyle{}}, c.page.Faint), body)
		l.ready(k, i)
		return k
	}
	k := newCard(c, newProse(w.ruler, it.words, face{14, fyne.TextStyle{}}, c.page.Faint, 0))
	k.pad = fyne.NewSize(18, 18)
	return k
}

// markCard shows a mark: its words, its note and what else is known of it.
func (l *noteList) markCard(i int, m desk.Mark) fitted {
	w, c := l.w, l.w.chrome
	quote := strings.Join(strings.Fields(m.Anchor.Exact), " ")
	rows := []fyne.CanvasObject{newProse(w.ruler, quote, face{13.5, fyne.TextStyle{Italic: true}}, c.page.Ink, 4)}
	if s := m.Placement.State; m.Open() || s == anchor.Edited && article.Fold(readable(w.now.sitting.Version, m.Placement.Range)).Text != article.Fold(quote).Text {
		rows = w.reviewRows(annotations.Passage{Of: m.ID}, quote, m.Placement, m.Open())
	}
	switch {
	case l.editing(m.ID):
		rows = append(rows, l.editor.object)
	case m.Note != "":
		rows = append(rows, newProse(w.ruler, m.Note, face{14, fyne.TextStyle{}}, c.page.Ink, 0))
	}
	about := []string{m.Colour.String()}
	if m.Style != annotations.Solid {
		about = append(about, m.Style.String())
	}
	for _, t := range m.Tags {
		about = append(about, "#"+t)
	}
	switch m.Placement.State {
	case anchor.Unattached:
		if m.Settled == annotations.Apart {
			about = append(about, "unattached, as you have settled")
		} else {
			about = append(about, "not found in this version")
		}
	case anchor.Edited:
		about = append(about, "changed")
	case anchor.Moved:
		about = append(about, "moved")
	case anchor.Review:
		about = append(about, "needs review")
	}
	rows = append(rows, newProse(w.ruler, strings.Join(about, " · "), face{11.5, fyne.TextStyle{}}, c.page.Faint, 2))
	k := newCard(c, rows...)
	k.edge = solidMark(c, m.Colour)
	l.ready(k, i)
	return k
}

// ready ties a card of a mark or note to the list.
func (l *noteList) ready(k *card, i int) {
	id := l.items[i].id()
	k.selected = l.picked[id]
	k.onTap = func(mods fyne.KeyModifier) { l.tapped(i, mods) }
	k.onContext = func(p fyne.Position) {
		if !l.picked[id] {
			l.tapped(i, 0)
		}
		if l.w.writable() {
			l.w.popUp(p, l.w.markMenu()...)
		}
	}
}

// solidMark returns a mark's colour as a thing of its own, not behind text.
func solidMark(c chrome, colour annotations.Colour) color.NRGBA {
	tones := [...]uint32{0xE3B505, 0xE07B39, 0xD6568F, 0x4C9F5B, 0x3B82C4, 0x8A63C9}
	return mix(rgb(tones[colour]), c.panel, 0.1)
}

// markMenu is what can be done with the chosen marks.
func (w *Window) markMenu() []menuItem {
	var out []menuItem
	for _, id := range []string{"edit-note", "tag", "underline", "strikethrough", "outline", "copy", "copy-citation", "delete"} {
		a := w.keyboard.named(id)
		out = append(out, menuItem{a.title, w.bound(func() { w.do(a) })})
	}
	return out
}

// An inset keeps a distance from the edges.
type inset struct{ left, top, right, bottom float32 }

// Layout is the toolkit's.
func (n inset) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(n.left, n.top))
		o.Resize(fyne.NewSize(s.Width-n.left-n.right, s.Height-n.top-n.bottom))
	}
}

// MinSize is the toolkit's.
func (n inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		m = m.Max(o.MinSize())
	}
	return m.AddWidthHeight(n.left+n.right, n.top+n.bottom)
}

// leaveIf closes the editor if it belongs to one of these.
func (l *noteList) leaveIf(ids []article.ID) {
	if l.editor != nil && slices.Contains(ids, l.editor.id) {
		l.leave()
	}
}
