package app

import (
	"errors"
	"image/color"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// notices are messages at the foot of the article: those that say what was done go
// by themselves, those that say what went wrong stay until they are read.
type notices struct {
	w       *Window
	box     *fyne.Container
	layer   *fyne.Container
	shown   []*notice // from the oldest
	passing *notice
	raised  int // how often something went wrong
	timer   *time.Timer
}

// A notice is one message.
type notice struct {
	object  *fyne.Container
	words   string
	problem bool
	act     string // what can be done about it; empty if nothing
	do      func()
	stop    func()      // gives up what is being done; nil for a message that is not of that
	step    desk.StepID // that it offers to undo; 0 for none
	trashed article.ID  // that it says to be in the trash; zero for none
	of      *reading    // whose marks it is about; nil for a message that holds whatever is open
}

// passAfter is how long a message that needs no answer is shown.
const passAfter = 4 * time.Second

// noticesMost is how many messages are shown at once; older ones make room.
const noticesMost = 4

func newNotices(w *Window) *notices {
	n := &notices{w: w}
	n.box = container.New(below{})
	n.layer = container.New(atFoot{}, n.box)
	return n
}

// trouble says what went wrong, in words, until it is closed.
func (w *Window) trouble(err error) {
	if errors.Is(err, annotations.ErrDamaged) && w.hasKeeper() {
		w.notices.keep(explain(err)+" Other parts of it may be whole; a backup can be put in its place.", "Backups…", w.showBackups)
		return
	}
	w.notices.keep(explain(err), "", nil)
}

// say shows what was done, for a moment.
func (n *notices) say(words string) { n.offer(words, "", nil) }

// offer shows what was done and what can be done about it, for a moment.
func (n *notices) offer(words, act string, do func()) {
	n.done()
	p := n.add(words, false, act, do)
	n.passing = p
	if n.timer != nil {
		n.timer.Stop()
	}
	n.timer = time.AfterFunc(passAfter, func() { n.w.post(func() { n.drop(p) }) })
}

// offerUndo shows what was done for a moment, and offers to undo it as long as it is what was done last.
func (n *notices) offerUndo(words string, step desk.StepID) {
	if step == 0 || n.w.desk.LastStep() != step {
		n.say(words)
		return
	}
	n.offer(words, "Undo", func() { n.w.undoStep(step) })
	n.passing.step = step
}

// stepped takes away the message that offers to undo what is no longer what was done last.
func (n *notices) stepped() {
	last := n.w.desk.LastStep()
	for _, it := range slices.Clone(n.shown) {
		if it.step != 0 && it.step != last {
			n.drop(it)
		}
	}
}

// holdTrashed says that an article is in the trash until that is closed, or no longer so.
func (n *notices) holdTrashed(words string, id article.ID) { n.add(words, false, "", nil).trashed = id }

// trashed returns the articles that are said to be in the trash.
func (n *notices) trashed() (ids []article.ID) {
	for _, it := range n.shown {
		if it.trashed != (article.ID{}) {
			ids = append(ids, it.trashed)
		}
	}
	return ids
}

// back takes away the messages about articles that are no longer in the trash.
func (n *notices) back(there map[article.ID]bool) {
	for _, it := range slices.Clone(n.shown) {
		if there[it.trashed] {
			n.drop(it)
		}
	}
}

// working shows what is being done until it is done; stop, if it is not nil, gives it up.
func (n *notices) working(words string, stop func()) *notice {
	n.done()
	if n.timer != nil {
		n.timer.Stop()
	}
	act := ""
	if stop != nil {
		act = "Cancel"
	}
	n.passing = n.add(words, false, act, stop)
	n.passing.stop = stop
	return n.passing
}

// long shows what is being done beside other things, until it is dropped; stop gives it up.
func (n *notices) long(words string, stop func()) *notice {
	it := n.add(words, false, "Cancel", stop)
	it.stop = stop
	return it
}

// retell changes the words of a message, if it is still shown.
func (n *notices) retell(it *notice, words string) {
	if it.words == words || !slices.Contains(n.shown, it) {
		return
	}
	it.words = words
	n.draw(it)
	n.w.redraw(n.layer)
}

// reword changes the words of what is being done.
func (n *notices) reword(words string) {
	if p := n.passing; p != nil && p.stop != nil {
		n.working(words, p.stop)
	}
}

// done takes away the message that something is being done.
func (n *notices) done() {
	if n.passing != nil {
		n.drop(n.passing)
	}
}

// stay shows a state of things until it is closed.
func (n *notices) stay(words string) { n.add(words, false, "", nil) }

// hold shows what was done and what can be done about it until it is closed.
func (n *notices) hold(words, act string, do func()) { n.add(words, false, act, do) }

// holdHere is hold for a message about the marks of the open article: it goes when these are settled or something else is open.
func (n *notices) holdHere(words, act string, do func()) { n.add(words, false, act, do).of = n.w.now }

// settled takes away the messages about marks: of all articles but the open one or, with all, of that, too.
func (n *notices) settled(all bool) {
	for _, it := range slices.Clone(n.shown) {
		if it.of != nil && (all || it.of != n.w.now) {
			n.drop(it)
		}
	}
}

// keep shows what went wrong until it is closed.
func (n *notices) keep(words, act string, do func()) {
	n.raised++
	n.add(words, true, act, do)
}

// add shows a message below the others. One that stands there already only moves.
func (n *notices) add(words string, problem bool, act string, do func()) *notice {
	for _, old := range n.shown {
		if old.words == words && old.problem == problem {
			n.drop(old)
			break
		}
	}
	if len(n.shown) >= noticesMost { // what is being done can be given up as long as it is
		oldest := slices.IndexFunc(n.shown, func(o *notice) bool { return o.stop == nil })
		n.drop(n.shown[max(oldest, 0)])
	}
	it := &notice{object: container.NewStack(), words: words, problem: problem, act: act, do: do}
	n.draw(it)
	n.shown = append(n.shown, it)
	n.box.Add(it.object)
	n.w.redraw(n.layer)
	return it
}

// draw makes what a message is drawn with, in the colours of the window.
func (n *notices) draw(it *notice) {
	c := n.w.chrome
	back := canvas.NewRectangle(mix(c.raised, c.page.Accent, 0.12))
	back.StrokeColor = c.page.Accent
	if it.problem {
		back.FillColor, back.StrokeColor = mix(c.raised, c.danger, 0.14), c.danger
	}
	back.CornerRadius, back.StrokeWidth = 8, 1
	parts := []fyne.CanvasObject{newProse(n.w.ruler, it.words, face{14, fyne.TextStyle{}}, c.page.Ink, 8)}
	if it.act != "" {
		parts = append(parts, newWordButton(n.w, it.act, "", func() { n.drop(it); it.do() }))
	}
	parts = append(parts, newIconButton(n.w, theme.CancelIcon(), "", func() { n.drop(it) }))
	it.object.Objects = []fyne.CanvasObject{back, newFramed(parts)}
}

// dress gives the messages the colours of the window.
func (n *notices) dress() {
	for _, it := range n.shown {
		n.draw(it)
		n.w.redraw(it.object)
	}
}

func (n *notices) drop(it *notice) {
	n.shown = slices.DeleteFunc(n.shown, func(o *notice) bool { return o == it })
	if n.passing == it {
		n.passing = nil
	}
	n.box.Remove(it.object)
	n.w.redraw(n.layer)
}

// A framed is a row in a frame, as high as its first object wants to be.
type framed struct {
	widget.BaseWidget
	parts []fyne.CanvasObject
}

var _ fitted = (*framed)(nil)

func newFramed(parts []fyne.CanvasObject) *framed {
	f := &framed{parts: parts}
	f.ExtendBaseWidget(f)
	return f
}

func (f *framed) room(width float32) float32 {
	wide := width - 24
	for _, p := range f.parts[1:] {
		wide -= p.MinSize().Width + 6
	}
	return wide
}

// heightFor returns the height that the first object wants, and the frame's.
func (f *framed) heightFor(width float32) float32 {
	return max(heightOf(f.parts[0], f.room(width)), 22) + 18
}

// CreateRenderer is the toolkit's.
func (f *framed) CreateRenderer() fyne.WidgetRenderer { return &framedRenderer{f} }

type framedRenderer struct{ f *framed }

func (r *framedRenderer) Destroy()                     {}
func (r *framedRenderer) Objects() []fyne.CanvasObject { return r.f.parts }
func (r *framedRenderer) MinSize() fyne.Size           { return fyne.NewSize(60, 36) }
func (r *framedRenderer) Refresh()                     {}

func (r *framedRenderer) Layout(s fyne.Size) {
	f := r.f
	wide := f.room(s.Width)
	h := heightOf(f.parts[0], wide)
	f.parts[0].Move(fyne.NewPos(14, (s.Height-h)/2))
	f.parts[0].Resize(fyne.NewSize(wide, h))
	x := 14 + wide + 2
	for _, p := range f.parts[1:] {
		m := p.MinSize()
		p.Move(fyne.NewPos(x, (s.Height-m.Height)/2))
		p.Resize(m)
		x += m.Width + 6
	}
}

// below sets messages one below the other.
type below struct{}

const noticeWide = 620

func noticeHeight(o fyne.CanvasObject, width float32) float32 {
	if c, ok := o.(*fyne.Container); ok && len(c.Objects) == 2 {
		return heightOf(c.Objects[1], width)
	}
	return o.MinSize().Height
}

// Layout is the toolkit's.
func (below) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	var y float32
	for _, o := range objects {
		h := noticeHeight(o, s.Width)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(s.Width, h))
		y += h + 6
	}
}

// MinSize is the toolkit's.
func (below) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(10, 0) }

// atFoot sets the messages at the foot of the view, in its middle.
type atFoot struct{}

// Layout is the toolkit's.
func (atFoot) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		width := min(s.Width-40, noticeWide)
		var h float32
		for _, n := range o.(*fyne.Container).Objects {
			h += noticeHeight(n, width) + 6
		}
		o.Move(fyne.NewPos((s.Width-width)/2, s.Height-h-14))
		o.Resize(fyne.NewSize(width, h))
	}
}

// MinSize is the toolkit's.
func (atFoot) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(10, 10) }

// A tip says in a line at the foot what is under the pointer.
type tip struct {
	w     *Window
	text  *canvas.Text
	back  *canvas.Rectangle
	panel *fyne.Container
	layer *fyne.Container
}

func newTip(w *Window) *tip {
	t := &tip{w: w, text: canvas.NewText("", color.Black), back: canvas.NewRectangle(color.Transparent)}
	t.text.TextSize = 12.5
	t.back.CornerRadius = 6
	t.panel = container.NewStack(t.back, container.New(inset{10, 4, 10, 4}, t.text))
	t.panel.Hide()
	t.layer = container.NewWithoutLayout(t.panel)
	t.dress()
	return t
}

func (t *tip) dress() {
	t.back.FillColor = t.w.chrome.page.Ink
	t.text.Color = t.w.chrome.page.Background
}

func (t *tip) say(words string) {
	if t.panel.Visible() && t.text.Text == words {
		return
	}
	t.text.Text = shortened(words, 110)
	m := t.panel.MinSize()
	t.panel.Resize(m)
	t.panel.Move(fyne.NewPos(12, t.layer.Size().Height-m.Height-10))
	t.panel.Show()
	t.w.redraw(t.panel)
}

func (t *tip) hide() {
	if t.panel.Visible() {
		t.panel.Hide()
		t.w.redraw(t.layer)
	}
}

// hovered says whose mention, or which note, is under the pointer; pos is -1 where there is no text.
func (w *Window) hovered(pos int) {
	w.analyser.stir()
	words := ""
	if w.now != nil && pos >= 0 {
		words = w.underPointer(pos)
	}
	if words == "" {
		w.tip.hide()
		return
	}
	w.tip.say(words)
}
