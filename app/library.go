package app

import (
	"context"
	"fmt"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// A library is the list of articles.
type library struct {
	w       *Window
	entries []annotations.Entry // all, or, until they are read, those that were added last
	folded  []string            // what of each is searched; nil until something is searched for
	shown   []int               // of entries: those that fit what is searched for
	open    article.ID
	search  *field
	which   *widget.Select // all, a collection, the archive or the trash
	order   *widget.Select
	shelf   shelf

	collections []annotations.Collection
	picked      map[article.ID]bool
	last        article.ID // picked last, for a range
	stale       bool       // the list has changed while it was folded away
	list        *column
	drop        *dropList
	back        *canvas.Rectangle
	add         *wordButton
	object      fyne.CanvasObject
}

func newLibrary(w *Window) *library {
	l := &library{w: w, back: canvas.NewRectangle(color.Transparent), picked: map[article.ID]bool{}}
	l.search = newField(w)
	l.search.SetPlaceHolder("Search titles")
	l.search.OnChanged = func(string) { l.filter() }
	l.search.onEscape = func() { l.search.SetText(""); w.focusReader() }
	l.list = newColumn(func(int, float32) float32 { return 66 }, l.build)
	l.add = newWordButton(w, "+ Add", "", func() { w.do(w.keyboard.named("add-file")) })
	l.which = widget.NewSelect([]string{allArticles}, l.turnTo)
	l.which.Selected = allArticles
	l.order = widget.NewSelect(shelfOrders(), func(s string) {
		l.w.prefs.order = desk.Order(slices.Index(shelfOrders(), s))
		l.w.keepPrefs()
		l.filter()
		w.focusReader()
	})
	l.order.Selected = shelfOrders()[w.prefs.order]
	head := container.NewVBox(
		container.New(inset{10, 8, 10, 2}, container.New(row{gap: 6, stretch: 0}, l.search, l.add)),
		container.New(inset{8, 0, 8, 4}, container.New(evenly{}, l.which, l.order)),
	)
	l.drop = newDropList(l)
	l.object = container.NewBorder(head, nil, nil, nil, container.NewStack(l.list, l.drop.object))
	l.dress()
	return l
}

func (l *library) dress() {
	l.back.FillColor = l.w.chrome.panel
	l.back.Refresh()
	l.list.set(max(len(l.shown), 1))
}

// reload reads the list again, when it is to be seen.
func (l *library) reload() {
	w := l.w
	if w.prefs.libraryFolded {
		l.stale = true
		return
	}
	l.stale = false
	trash := l.shelf.trash
	w.listing.run(func(ctx context.Context) func() {
		of := w.desk.Articles
		if trash {
			of = w.desk.Trash
		}
		entries, err := of(ctx)
		var collections []annotations.Collection
		if err == nil {
			collections, err = w.desk.Collections(ctx)
		}
		return func() {
			if err != nil {
				w.trouble(fmt.Errorf("list the articles: %w", err))
				return
			}
			l.offer(collections)
			l.set(entries)
		}
	})
}

func (l *library) set(entries []annotations.Entry) {
	l.entries, l.folded = entries, nil
	for id := range l.picked { // what is no longer there is picked no longer
		if !slices.ContainsFunc(entries, func(e annotations.Entry) bool { return e.Article.ID == id }) {
			delete(l.picked, id)
		}
	}
	l.filter()
}

// firstListed is how many articles are read for the first picture: more than a screen holds.
const firstListed = 200

// begin reads the beginning of the list at once, for the first picture of the window, and the rest elsewhere.
func (l *library) begin() {
	if l.w.prefs.libraryFolded {
		l.stale = true
		return
	}
	entries, err := l.w.desk.Newest(l.w.ctx, firstListed)
	if err != nil {
		l.w.trouble(fmt.Errorf("list the articles: %w", err))
		return
	}
	l.set(entries)
	l.reload() // the rest, and the collections
}

// filter shows the articles whose title, outlet or author has all words searched for.
func (l *library) filter() {
	words := strings.Fields(article.Fold(l.search.Text).Text)
	if len(words) > 0 && l.folded == nil {
		l.folded = make([]string, len(l.entries))
		for i := range l.entries {
			a := &l.entries[i].Article
			l.folded[i] = article.Fold(a.Title + "\n" + a.Outlet + "\n" + a.Byline).Text
		}
	}
	l.shown = l.shown[:0]
next:
	for i := range l.entries {
		if !l.shelf.trash && !l.shelf.Fits(&l.entries[i]) {
			continue
		}
		for _, word := range words {
			if !strings.Contains(l.folded[i], word) {
				continue next
			}
		}
		l.shown = append(l.shown, i)
	}
	l.sort()
	l.list.set(max(len(l.shown), 1))
}

// sort puts what is shown into the chosen order.
func (l *library) sort() {
	if l.w.prefs.order == desk.ByAdded || l.shelf.trash {
		return
	}
	at := make(map[article.ID]int, len(l.shown))
	entries := make([]annotations.Entry, len(l.shown))
	for k, i := range l.shown {
		entries[k] = l.entries[i]
		at[entries[k].Article.ID] = i
	}
	l.w.prefs.order.Sort(entries)
	for k := range entries {
		l.shown[k] = at[entries[k].Article.ID]
	}
}

// mark shows which article is open.
func (l *library) mark(id article.ID) {
	l.open = id
	l.list.set(max(len(l.shown), 1))
}

func (l *library) build(i int) fitted {
	w, c := l.w, l.w.chrome
	if len(l.shown) == 0 {
		k := newCard(c, newProse(w.ruler, l.nothing(), face{13, fyne.TextStyle{}}, c.page.Faint, 0))
		k.pad = fyne.NewSize(16, 12)
		return k
	}
	e := l.entries[l.shown[i]]
	var about []string
	for _, s := range []string{e.Article.Outlet, showDate(e.Article.Published)} {
		if s != "" {
			about = append(about, s)
		}
	}
	if e.Marks > 0 {
		about = append(about, counted(e.Marks, "mark", "marks"))
	}
	if e.Progress > 0.005 {
		about = append(about, percent(e.Progress)+" read")
	}
	rows := []fyne.CanvasObject{newProse(w.ruler, e.Article.Title, face{14, fyne.TextStyle{Bold: e.Article.ID == l.open}}, c.page.Ink, 2)}
	if len(about) > 0 {
		rows = append(rows, newProse(w.ruler, strings.Join(about, " · "), face{12, fyne.TextStyle{}}, c.page.Faint, 2))
	}
	if len(e.Tags) > 0 {
		rows = append(rows, newProse(w.ruler, "#"+strings.Join(e.Tags, " #"), face{12, fyne.TextStyle{}}, c.page.Accent, 2))
	}
	k := newCard(c, rows...)
	k.selected = e.Article.ID == l.open || l.picked[e.Article.ID]
	if k.selected {
		k.edge = c.page.Accent
	}
	k.onTap = func(mods fyne.KeyModifier) { l.tap(i, mods) }
	k.onDrag = func(at fyne.Position) { l.drop.drag(i, at) }
	k.onDrop = l.drop.drop
	k.onContext = func(at fyne.Position) { l.menu(i, at) }
	return k
}
