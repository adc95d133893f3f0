package app

import (
	"context"
	"errors"
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strings"
	"time"

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
	w      *Window
	of     *desk.Listing        // all, or, until they are read, those that were added last
	shown  []*annotations.Entry // of these: those that fit, in their order
	open   article.ID
	search *field
	which  *widget.Select // all, a collection, the archive or the trash
	order  *widget.Select
	some   *sieve
	shelf  shelf

	collections []annotations.Collection
	picked      map[article.ID]bool
	last        article.ID          // picked last, for a range
	stale       bool                // the list has changed while it was folded away
	reading     bool                // all of it
	again       bool                // it has changed meanwhile
	due         bool                // all of it is to be read: only a part is there, or more has changed than is known
	failed      bool                // it could not be read
	pause       *time.Timer         // after which it is read again
	changed     map[article.ID]bool // what is to be read again
	renewing    map[article.ID]bool // what is being read again, one by one
	list        *column
	drop        *dropList
	back        *canvas.Rectangle
	add         *wordButton
	object      fyne.CanvasObject
}

func newLibrary(w *Window) *library {
	l := &library{w: w, of: desk.NewListing(nil), back: canvas.NewRectangle(color.Transparent), picked: map[article.ID]bool{}, changed: map[article.ID]bool{}, renewing: map[article.ID]bool{}}
	l.search = newField(w)
	l.search.SetPlaceHolder("Search this list")
	l.search.OnChanged = func(string) { l.filter(); l.list.show(0) }
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
	l.some = newSieve(l)
	head := container.NewVBox(
		container.New(inset{10, 8, 10, 2}, container.New(row{gap: 6, stretch: 0}, l.search, l.add)),
		container.New(inset{8, 0, 8, 4}, container.New(evenly{}, l.which, l.order)),
		l.some.object,
	)
	l.drop = newDropList(l)
	l.object = container.NewBorder(head, w.analyser.object, nil, nil, container.NewStack(l.list, l.drop.object))
	l.dress()
	return l
}

func (l *library) dress() {
	l.back.FillColor = l.w.chrome.panel
	l.back.Refresh()
	l.list.set(max(len(l.shown), 1))
	l.w.analyser.show()
}

// reload reads the list again, when it is to be seen. While it is being read, and for twice as long afterwards, that waits: many articles
// may be coming in.
func (l *library) reload() {
	w := l.w
	switch {
	case w.prefs.libraryFolded:
		l.stale = true
		return
	case l.reading:
		l.again = true
		return
	}
	l.stale, l.reading, l.due = false, true, true
	clear(l.changed)
	clear(l.renewing)
	trash, began := l.shelf.trash, time.Now()
	w.listing.run(func(ctx context.Context) func() {
		of := w.desk.Articles
		if trash {
			of = w.desk.Trash
		}
		entries, err := of(ctx)
		collections, err2 := w.desk.Collections(ctx)
		if err == nil {
			err = err2
		}
		return func() {
			if trash == l.shelf.trash {
				l.readAgain(2 * time.Since(began))
			} else { // another part of the library is to be shown
				l.reading, l.again = false, false
				l.reload()
				return
			}
			if l.failed = err != nil; l.failed {
				w.trouble(fmt.Errorf("list the articles: %w", err))
			}
			if l.failed && len(entries) == 0 {
				l.filter()
				return
			}
			l.due = l.again || l.failed
			l.offer(collections)
			l.set(desk.NewListing(entries))
		}
	})
}

// readAgain lets the list be read again, after a while if it has changed meanwhile.
func (l *library) readAgain(pause time.Duration) {
	if !l.again {
		l.reading = false
		return
	}
	l.pause = time.AfterFunc(pause, func() {
		l.w.post(func() {
			l.reading, l.again = false, false
			l.reload()
		})
	})
}

// renewedMost is how many articles are read again one by one.
const renewedMost = 20

// renew reads an article of the list again: it has changed, has come in or is gone.
func (l *library) renew(id article.ID) {
	w := l.w
	l.changed[id] = true
	if l.reading || l.due || l.shelf.trash || w.prefs.libraryFolded || len(l.changed)+len(l.renewing) > renewedMost {
		l.reload()
		return
	}
	maps.Copy(l.renewing, l.changed) // what this ends begins anew with it
	clear(l.changed)
	of, ids := l.of, slices.Collect(maps.Keys(l.renewing))
	w.listing.run(func(ctx context.Context) func() {
		var entries []annotations.Entry
		var gone []article.ID
		for _, id := range ids {
			e, err := w.desk.Entry(ctx, id)
			switch {
			case errors.Is(err, annotations.ErrNotFound):
				gone = append(gone, id)
			case err != nil:
				return l.reload // which says what is wrong
			default:
				entries = append(entries, e)
			}
		}
		collections, err := w.desk.Collections(ctx)
		if err != nil {
			return l.reload
		}
		of = of.With(entries, gone...)
		return func() {
			clear(l.renewing)
			l.offer(collections)
			l.set(of)
		}
	})
}

func (l *library) set(of *desk.Listing) {
	l.of = of
	if len(l.picked) > 0 { // what is no longer there is picked no longer
		there := make(map[article.ID]bool, len(l.picked))
		for _, e := range of.All() {
			if l.picked[e.Article.ID] {
				there[e.Article.ID] = true
			}
		}
		l.picked = there
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
	if l.failed = err != nil; l.failed {
		l.w.trouble(fmt.Errorf("list the articles: %w", err))
		l.filter()
		return
	}
	l.set(desk.NewListing(entries))
	l.reload() // the rest, and the collections
}

// siftedAtOnce is how many articles are filtered and sorted on the screen's goroutine; more are elsewhere.
const siftedAtOnce = 2000

// filter shows the articles that fit what is chosen and typed, in the chosen order.
func (l *library) filter() {
	w, of, f, o := l.w, l.of, l.shelf.Filter, l.w.prefs.order
	f.Words = l.search.Text
	if l.shelf.trash {
		f, o = desk.Filter{Words: f.Words, Anywhere: true}, desk.ByAdded
	}
	show := func(chosen []*annotations.Entry) {
		l.shown = chosen
		l.some.update()
		l.list.set(max(len(l.shown), 1))
	}
	w.sifting.end()
	if len(of.All()) <= siftedAtOnce {
		chosen, _ := of.Choose(w.ctx, f, o) // which is the empty list when the window is left
		show(chosen)
		return
	}
	w.sifting.run(func(ctx context.Context) func() {
		chosen, err := of.Choose(ctx, f, o)
		if err != nil {
			return nil
		}
		return func() { show(chosen) }
	})
}

// placed is told that it was kept how far an article is read. The list shows it when the article is left: the text is being scrolled.
func (l *library) placed(id article.ID) {
	if l.changed[id] = true; id != l.open {
		l.renew(id)
	}
}

// mark shows which article is open.
func (l *library) mark(id article.ID) {
	was := l.open
	l.open = id
	l.list.set(max(len(l.shown), 1))
	if was != id && l.changed[was] {
		l.renew(was)
	}
}

func (l *library) build(i int) fitted {
	w, c := l.w, l.w.chrome
	if len(l.shown) == 0 {
		k := newCard(c, newProse(w.ruler, l.nothing(), face{13, fyne.TextStyle{}}, c.page.Faint, 0))
		k.pad = fyne.NewSize(16, 12)
		return k
	}
	e := l.shown[i]
	var about []string
	if e.Article.Outlet != "" {
		about = append(about, e.Article.Outlet)
	}
	together := func(s string) { about = append(about, strings.ReplaceAll(s, " ", "\u00a0")) } // a line does not end in it
	if date := showDate(e.Article.Published); date != "" {
		together(date)
	}
	if e.Marks > 0 {
		together(counted(e.Marks, "mark", "marks"))
	}
	if e.Progress > 0.005 {
		together(percent(e.Progress) + " read")
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
	k.onDrag = func(at fyne.Position) { l.drop.drag(e, at) }
	k.onDrop = l.drop.drop
	k.onContext = func(at fyne.Position) { l.menu(i, at) }
	return k
}
