package app

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
	"parley/app/reader"
)

// What tests of the window need to see.

func (w *Window) Reader() *reader.Reader { return w.reader }

func (w *Window) Marks() []desk.Mark {
	if w.now == nil {
		return nil
	}
	return w.now.marks
}

func (w *Window) Analysis() *debate.Analysis {
	if w.now == nil {
		return nil
	}
	return w.now.analysis
}

func (w *Window) Title() string {
	if w.now == nil {
		return ""
	}
	return w.now.sitting.Article.Title
}

func (w *Window) Notes() int {
	if w.now == nil {
		return 0
	}
	return len(w.now.notes)
}

// Act runs the action with that id as its menu would.
func (w *Window) Act(id string) bool { return w.chosen(w.keyboard.named(id)) }

// Key presses a key that types a character, with its scan code.
func (w *Window) Key(r rune, scan int) {
	w.typedKey(&fyne.KeyEvent{Physical: fyne.HardwareKey{ScanCode: scan}})
	w.typedRune(r)
}

// Type types characters to whatever has the focus and returns how many keys that took.
func (w *Window) Type(s string) (strokes int) {
	for _, r := range s {
		if f := w.win.Canvas().Focused(); f != nil && f != fyne.Focusable(w.reader) {
			f.TypedRune(r)
		} else {
			w.typedRune(r)
		}
		strokes++
	}
	return strokes
}

// Stroke presses a key that types nothing, for whatever has the focus.
func (w *Window) Stroke(name fyne.KeyName) int {
	if f := w.win.Canvas().Focused(); f != nil && f != fyne.Focusable(w.reader) {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	} else {
		w.typedKey(&fyne.KeyEvent{Name: name})
	}
	return 1
}

func (w *Window) View() *debate.View {
	if w.now == nil {
		return nil
	}
	return w.now.view
}

func (w *Window) FormOpen() bool      { return w.form.open() }
func (w *Window) FormTrouble() string { return w.form.trouble }

// Choose chooses the entry of the visible tab whose words those are.
func (w *Window) Choose(words string) bool {
	l := w.sidebar.disputes.entries()
	if w.prefs.tab == tabActors {
		l = w.sidebar.actors.entries()
	}
	for _, e := range l {
		switch {
		case e.actor != nil && e.statement == nil && e.actor.Name == words,
			e.dispute != nil && e.position == nil && e.statement == nil && e.dispute.Title == words,
			e.position != nil && e.position.Answer == words,
			e.statement != nil && w.quoteOf(e.statement) == words:
			w.chooseEntry(e)
			return true
		}
	}
	return false
}

// DropOn drags the actor of one name onto that of another.
func (w *Window) DropOn(from, into string) {
	var a, b entry
	for _, e := range w.sidebar.actors.entries() {
		if e.actor.Name == from {
			a = e
		}
		if e.actor.Name == into {
			b = e
		}
	}
	w.merge(a, b)
}

// Press presses a key that types none.
func (w *Window) Press(name fyne.KeyName) bool { return w.typedKey(&fyne.KeyEvent{Name: name}) }

// Write types into the note that is open.
func (w *Window) Write(s string) bool {
	if w.sidebar.notes.editor == nil {
		return false
	}
	w.sidebar.notes.editor.entry.SetText(w.sidebar.notes.editor.entry.Text + s)
	return true
}

// Written returns what is in the note that is open.
func (w *Window) Written() string { return w.sidebar.notes.editor.entry.Text }

func (w *Window) Writing() bool   { return w.sidebar.notes.editor != nil }
func (w *Window) SheetOpen() bool { return w.sheet.open() }
func (w *Window) Problems() int   { return w.notices.raised }
func (w *Window) Notices() int    { return len(w.notices.shown) }
func (w *Window) Columns() (library, sidebar bool) {
	return w.columns.library.Visible(), w.columns.aside.Visible()
}
func (w *Window) Size(width, height float32) { w.win.Resize(fyne.NewSize(width, height)) }
func (w *Window) NoticeColours() (out []color.Color) {
	for _, it := range w.notices.shown {
		out = append(out, it.object.Objects[0].(*canvas.Rectangle).FillColor)
	}
	return out
}
func (w *Window) Trouble(err error) { w.trouble(err) }
func (w *Window) Theme() string     { return w.prefs.theme }
func (w *Window) FocusField()       { w.showTab(tabNotes); w.win.Canvas().Focus(w.sidebar.notes.search) }
func (w *Window) FieldText() string { return w.sidebar.notes.search.Text }
func (w *Window) TypeInField(s string) {
	for _, r := range s {
		w.sidebar.notes.search.TypedRune(r)
	}
}
func (w *Window) Find(s string)         { w.showFind(); w.find.entry.SetText(s) }
func (w *Window) FoundText() string     { return w.find.count.Text }
func (w *Window) Drop(uris ...fyne.URI) { w.dropped(uris) }
func (w *Window) Leave()                { w.close() }
func (w *Window) Finish() error         { return w.finish() }
func (w *Window) Over() bool            { return w.over.Load() }
func (w *Window) Left() bool            { return w.leaving }
func (w *Window) Cards() int            { return len(w.sidebar.notes.items) }
func (w *Window) Search(typed string)   { w.search.field.SetText(typed); w.search.run(typed) }

// Import adds a file behind the window's back.
func (w *Window) Import(path string) (desk.Imported, error) { return w.desk.ImportFile(w.ctx, path) }
func (w *Window) EnterSearch()                              { w.search.enter() }
func (w *Window) KeepSearch()                               { w.search.keep() }
func (w *Window) FoundLines() (out []string) {
	for _, l := range w.search.lines {
		switch {
		case l.kept != "" || l.words != "":
			out = append(out, l.kept+l.words)
		case l.more:
			out = append(out, "more")
		case l.rest > 0:
			out = append(out, fmt.Sprintf("%d more", l.rest))
		case l.match < 0:
			out = append(out, w.search.results.Groups[l.group].Article.Title)
		default:
			out = append(out, w.search.results.Groups[l.group].Matches[l.match].Excerpt.Text)
		}
	}
	return out
}

func (w *Window) Desk() *desk.Desk   { return w.desk }
func (w *Window) FoundSum() string   { return w.search.sum.words }
func (w *Window) LeadFound(i int)    { w.search.lead(i) }
func (w *Window) FoundWords() string { return w.search.lines[len(w.search.lines)-1].words }

func (w *Window) Listed() (out []string) {
	for _, e := range w.library.shown {
		out = append(out, e.Article.Title)
	}
	return out
}

func (w *Window) PickArticle(i int, mods fyne.KeyModifier) { w.library.tap(i, mods) }

func (w *Window) PickedArticles() (out []string) {
	for _, e := range w.library.chosen(0) {
		out = append(out, e.Article.Title)
	}
	return out
}

// DragArticle drags an article that is listed to a word of what it can be dropped on, or past it.
func (w *Window) DragArticle(i int, to string) {
	k, d := w.library.list.shown[i].(*card), w.library.drop
	move := func(x, y float32) {
		k.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(x, y)}})
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(k)
	move(at.X+5, at.Y+5)
	move(at.X+9, at.Y+k.Size().Height+20)
	o := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.list)
	for i, t := range d.targets {
		if t.words == to {
			move(o.X+20, o.Y+d.list.tops[i]+6)
		}
	}
	if to == "" {
		move(o.X+d.list.Size().Width+200, o.Y+60)
	}
	k.DragEnd()
}

// Said returns the words of the messages that are shown.
func (w *Window) Said() (out []string) {
	for _, n := range w.notices.shown {
		out = append(out, n.words)
	}
	return out
}

// Hold keeps everything that is written waiting until it is let go.
func (w *Window) Hold() (letGo func()) {
	held := make(chan struct{})
	w.writes.add(func() { <-held })
	return func() { close(held) }
}

// TypeIn types into what has the focus.
func (w *Window) TypeIn(text string) {
	if f, ok := w.win.Canvas().Focused().(*field); ok {
		for _, r := range text {
			f.TypedRune(r)
		}
	}
}

func (w *Window) Copied() string { return w.app.Clipboard().Content() }

func (w *Window) FirstWordsSays() string {
	if w.first.said == nil {
		return ""
	}
	return w.first.said.Text
}

func (w *Window) AcceptFirstWords() { w.first.accept() }

// NameCollection asks for another name of the collection.
func (w *Window) NameCollection(name string) {
	for _, c := range w.library.collections {
		if c.Name == name {
			w.renameCollection(c.ID)
		}
	}
}

// SheetSays returns what is said below what is typed in a sheet.
func (w *Window) SheetSays() (words string) {
	if w.sheet.popup != nil {
		words = labels(w.sheet.popup.Content)
	}
	return words
}

func labels(o fyne.CanvasObject) (words string) {
	switch x := o.(type) {
	case *widget.Label:
		if x.Visible() {
			words = x.Text
		}
	case *fyne.Container:
		for _, c := range x.Objects {
			words += labels(c)
		}
	}
	return words
}

// Typing returns what is in the field that has the focus.
func (w *Window) Typing() string {
	if f, ok := w.win.Canvas().Focused().(*field); ok {
		return f.Text
	}
	return ""
}

// DoNotice does what the last message offers.
func (w *Window) DoNotice() (act string) {
	it := w.notices.shown[len(w.notices.shown)-1]
	w.notices.drop(it)
	it.do()
	return it.act
}

func (w *Window) CloseSheet() { w.sheet.close() }

func (w *Window) Stories() (out []string) {
	if w.now != nil {
		for _, s := range w.now.stories {
			out = append(out, s.Article.Title)
		}
	}
	return out
}

func (w *Window) StoryHint() string {
	if !w.top.told.Visible() {
		return ""
	}
	return w.top.told.word
}

// CollectPicked puts the articles that are picked into a new collection.
func (w *Window) CollectPicked(name string) {
	ids := idsOf(w.library.chosen(0))
	w.change(func() error {
		_, err := w.desk.MakeCollection(w.ctx, name, ids)
		return err
	})
}

// DescribeOpen gives the open article another title.
func (w *Window) DescribeOpen(title string) {
	d := desk.DetailsOf(w.now.sitting.Article)
	d.Title = title
	id := w.now.sitting.Article.ID
	w.change(func() error { return w.desk.Describe(w.ctx, id, d) })
}

// TagPicked asks for the tags of the articles that are picked, of which one is the i-th.
func (w *Window) TagPicked(i int) { w.tagArticles(w.library.chosen(i)) }

func (w *Window) ListRests() bool                { return !w.library.reading && !w.library.due }
func (w *Window) Sieve() bool                    { return w.library.some.object.Visible() }
func (w *Window) ListRead(word string)           { w.library.some.reading.SetSelected(word) }
func (w *Window) ListAbout()                     { w.library.some.about.Tapped(nil) }
func (w *Window) ListedAbout() string            { return w.library.some.about.Selected }
func (w *Window) SearchList(words string)        { w.library.search.SetText(words) }
func (w *Window) SortLibrary(word string)        { w.library.order.SetSelected(word) }
func (w *Window) Shelves() []string              { return w.library.which.Options }
func (w *Window) Shelf(word string)              { w.library.which.SetSelected(word) }
func (w *Window) Topics() []string               { return w.sidebar.notes.topics.Options }
func (w *Window) ChooseTopic(words string)       { w.sidebar.notes.topics.SetSelected(words) }
func (w *Window) Filter(words string)            { w.sidebar.notes.search.SetText(words) }
func (w *Window) ChosenMarks() int               { return len(w.chosenMarks()) }
func (w *Window) Pick(i int, m fyne.KeyModifier) { w.sidebar.notes.tapped(i, m) }
func (w *Window) DisputeCards() int              { return len(w.sidebar.disputes.items) }

// ActionTable returns ids, menus and keys of all actions.
func ActionTable() (ids []string, menu []string, keys [][]string) {
	for _, a := range actions() {
		ids, menu, keys = append(ids, a.id), append(menu, a.menu), append(keys, a.keys)
	}
	return ids, menu, keys
}

var (
	LetterAt = letterAt
	Explain  = explain
)

// Wrap wraps a text with a ruler that takes every letter for size wide.
func Wrap(s string, width float32, most int) []string {
	r := newRuler(nil)
	r.measure = func(s string, f face) float32 { return float32(len([]rune(s))) * f.size }
	return r.wrap(s, face{1, fyne.TextStyle{}}, width, most)
}

func (w *Window) Version() *article.Version { return w.now.sitting.Version }

func (w *Window) SureDisputes() (n int) {
	for _, d := range w.now.view.Disputes {
		if d.Confidence >= shownFrom {
			n++
		}
	}
	return n
}

func (w *Window) Reviewing() bool { return w.sidebar.notes.filter.review }
