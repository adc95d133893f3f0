package app

import (
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/annotations/article"
)

// contents is the list of the headings of the open article, beside the library.
type contents struct {
	w        *Window
	of       *article.Version // that the headings are of
	headings []article.Block
	at       int // of headings: the one the reader is under; -1 above the first
	list     *column
	object   fyne.CanvasObject
}

func newContents(w *Window) *contents {
	l := &contents{w: w, at: -1}
	l.list = newColumn(func(int, float32) float32 { return 34 }, l.build)
	l.object = container.New(inset{2, 6, 0, 0}, l.list)
	return l
}

// reset lists the headings of the open article.
func (l *contents) reset() {
	l.headings, l.at = nil, -1
	if n := l.w.now; n != nil {
		l.of = n.sitting.Version
		for _, b := range l.of.Blocks() {
			if b.Kind == article.Heading || b.Kind == article.Title {
				l.headings = append(l.headings, b)
			}
		}
		if len(l.headings) == 1 && l.headings[0].Kind == article.Title { // the title alone leads nowhere
			l.headings = nil
		}
		l.at = l.under()
	}
	l.list.set(max(len(l.headings), 1))
}

// under returns the heading that the top of the view is under.
func (l *contents) under() int {
	if len(l.headings) == 0 {
		return -1
	}
	top := l.w.reader.InSight()
	return sort.Search(len(l.headings), func(i int) bool { return l.headings[i].Start > top.Start+1 }) - 1
}

// follow shows which heading the reader is under now.
func (l *contents) follow() {
	at := l.under()
	if at == l.at || !l.object.Visible() {
		return
	}
	l.at = at
	l.list.set(max(len(l.headings), 1))
	l.list.show(max(at, 0))
}

func (l *contents) build(i int) fitted {
	w, c := l.w, l.w.chrome
	if len(l.headings) == 0 {
		words := "This article has no headings."
		if w.now == nil {
			words = "Nothing is open."
		}
		k := newCard(c, newProse(w.ruler, words, face{13, fyne.TextStyle{}}, c.page.Faint, 0))
		k.pad = fyne.NewSize(16, 12)
		return k
	}
	b := l.headings[i]
	level := b.Level
	if b.Kind == article.Title {
		level = 1
	}
	words := strings.Join(strings.Fields(l.of.Slice(b.Range)), " ")
	k := newCard(c, newProse(w.ruler, words, face{13.5, fyne.TextStyle{Bold: level <= l.top() && b.Kind == article.Heading}}, c.page.Ink, 3))
	k.pad = fyne.NewSize(12+12*float32(max(level-l.top(), 0)), 5)
	if k.selected = i == l.at; k.selected {
		k.edge = c.page.Accent
	}
	k.onTap = func(fyne.KeyModifier) { w.reveal(b.Range) }
	return k
}

// top returns the level of the highest heading.
func (l *contents) top() int {
	level := 6
	for _, b := range l.headings {
		if b.Kind == article.Heading {
			level = min(level, b.Level)
		}
	}
	return level
}

// The tabs of the column at the left.
const (
	sideLibrary = iota
	sideContents
	sideSearch
)

// A leftSide is the column at the left: the library, the contents of what is open, or a search.
type leftSide struct {
	w      *Window
	tabs   [3]*tab
	body   [3]fyne.CanvasObject
	stack  *fyne.Container
	object fyne.CanvasObject
}

func newLeftSide(w *Window) *leftSide {
	s := &leftSide{w: w}
	s.tabs[sideLibrary] = newTab(w, "Library", func() { w.showLeft(sideLibrary) })
	s.tabs[sideContents] = newTab(w, "Contents", func() { w.showLeft(sideContents) })
	s.tabs[sideSearch] = newTab(w, "Search", w.showSearch)
	s.body = [3]fyne.CanvasObject{w.library.object, w.contents.object, w.search.object}
	s.stack = container.NewStack(s.body[:]...)
	s.object = container.NewStack(w.library.back, container.NewBorder(container.New(evenly{}, s.tabs[0], s.tabs[1], s.tabs[2]), nil, nil, nil, s.stack))
	s.turn()
	return s
}

// turn shows the chosen tab.
func (s *leftSide) turn() {
	for i := range s.tabs {
		show(i == s.w.prefs.leftTab, s.body[i])
		s.tabs[i].choose(i == s.w.prefs.leftTab)
	}
	s.stack.Refresh()
}

func (s *leftSide) dress() {
	for _, t := range s.tabs {
		t.Refresh()
	}
	s.w.library.dress()
	s.w.contents.reset()
	s.w.search.dress()
}

// showLeft unfolds the left column at a tab.
func (w *Window) showLeft(to int) {
	w.prefs.leftTab = to
	w.left.turn()
	if !w.columns.library.Visible() {
		w.foldLibrary()
	}
	w.contents.reset()
	w.keepPrefs()
}

// showContents unfolds the contents, or folds the column away where they are shown already.
func (w *Window) showContents() {
	if w.columns.library.Visible() && w.prefs.leftTab == sideContents {
		w.foldLibrary()
		return
	}
	w.showLeft(sideContents)
}
