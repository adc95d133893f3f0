package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// A shelf is the part of the library that is listed.
type shelf struct {
	desk.Filter
	trash bool
}

// The parts of the library beside its collections.
const (
	allArticles = "All articles"
	inArchive   = "Archive"
	inTrash     = "Trash"
)

// shelfOrders are the words of the orders, in the order of their numbers.
func shelfOrders() []string {
	return []string{"Added last", "Read last", "Date", "Title", "Outlet", "Progress", "Marks"}
}

// offer lists the collections to choose from.
func (l *library) offer(all []annotations.Collection) {
	l.collections = all
	words := []string{allArticles}
	chosen := allArticles
	for _, c := range all {
		word := fmt.Sprintf("%s (%d)", c.Name, c.Articles)
		words = append(words, word)
		if c.ID == l.shelf.Collection {
			chosen = word
		}
	}
	switch {
	case l.shelf.trash:
		chosen = inTrash
	case l.shelf.Archived:
		chosen = inArchive
	case chosen == allArticles:
		l.shelf.Collection = article.ID{} // it is gone
	}
	if words = append(words, inArchive, inTrash); !slices.Equal(words, l.which.Options) || l.which.Selected != chosen {
		l.which.Selected = chosen
		l.which.SetOptions(words)
	}
}

// turnTo lists another part of the library.
func (l *library) turnTo(word string) {
	to := shelf{Filter: l.shelf.Filter}
	to.Collection, to.Archived = article.ID{}, false
	switch i := slices.Index(l.which.Options, word); {
	case word == inTrash && i == len(l.which.Options)-1:
		to.trash = true
	case word == inArchive && i == len(l.which.Options)-2:
		to.Archived = true
	case i > 0 && i <= len(l.collections):
		to.Collection = l.collections[i-1].ID
	}
	clear(l.picked)
	was := l.shelf
	if l.shelf = to; was.trash != to.trash {
		l.of = desk.NewListing(nil)
		if l.pause != nil && l.pause.Stop() {
			l.reading = false
		}
		l.reload()
	}
	l.filter()
	l.list.show(0)
	l.w.focusReader()
}

// nothing says why nothing is listed.
func (l *library) nothing() string {
	switch {
	case l.failed:
		return "The articles could not be read."
	case strings.TrimSpace(l.search.Text) != "":
		return "No title, outlet, author or tag here has these words. Ctrl+Shift+F searches everything."
	case l.shelf.trash:
		return "The trash is empty."
	case l.some.set():
		return "No article here is so. Choose others above."
	case l.shelf.Archived:
		return "The archive is empty. Right-click an article to archive it."
	case l.shelf.Collection != (article.ID{}):
		return "This collection is empty. Right-click an article and choose Add to collection."
	}
	return "The library is empty. Add an article, or drop a file on the window."
}

// tap opens an article; with Ctrl or Shift it is picked.
func (l *library) tap(i int, mods fyne.KeyModifier) {
	id := l.shown[i].Article.ID
	switch {
	case mods&fyne.KeyModifierShift != 0 && l.last != (article.ID{}):
		from := slices.IndexFunc(l.shown, func(e *annotations.Entry) bool { return e.Article.ID == l.last })
		if from < 0 {
			from = i
		}
		for k := min(from, i); k <= max(from, i); k++ {
			l.picked[l.shown[k].Article.ID] = true
		}
	case mods&fyne.KeyModifierShortcutDefault != 0:
		if l.picked[id] {
			delete(l.picked, id)
		} else {
			l.picked[id] = true
		}
		l.last = id
	default:
		clear(l.picked)
		l.last = id
		if id != l.open && !l.shelf.trash {
			l.w.open(id)
		}
	}
	l.list.set(len(l.shown))
}

// chosen returns what a menu on article i is about: all that is picked if it is among that, or else it alone.
func (l *library) chosen(i int) []annotations.Entry {
	e := l.shown[i]
	if !l.picked[e.Article.ID] {
		clear(l.picked)
		l.picked[e.Article.ID] = true
		l.last = e.Article.ID
		l.list.set(len(l.shown))
		return []annotations.Entry{*e}
	}
	return l.pickedEntries()
}

// pickedEntries returns what is picked of what is listed.
func (l *library) pickedEntries() []annotations.Entry {
	var out []annotations.Entry
	for _, e := range l.shown {
		if l.picked[e.Article.ID] {
			out = append(out, *e)
		}
	}
	return out
}

func idsOf(all []annotations.Entry) []article.ID {
	out := make([]article.ID, len(all))
	for i := range all {
		out[i] = all[i].Article.ID
	}
	return out
}

// menu offers what can be done with articles of the list.
func (l *library) menu(i int, at fyne.Position) {
	w := l.w
	if !w.writable() {
		return
	}
	all := l.chosen(i)
	ids := idsOf(all)
	var items []menuItem
	add := func(title string, do func()) { items = append(items, menuItem{title, do}) }
	if l.shelf.trash {
		add("Restore", func() { w.change(func() error { return w.desk.Discard(w.ctx, ids, false) }) })
		add("Empty the trash…", w.askEmptyTrash)
		w.popUp(at, items...)
		return
	}
	of := ""
	if len(all) > 1 {
		of = fmt.Sprintf(" %d articles", len(all))
	} else {
		add("Open", func() { w.openAt(ids[0], nil) })
		add("Details…", func() { w.detailsOf(ids[0], desk.DetailsOf(all[0].Article)) })
	}
	add("Tag"+of+"…", func() { w.tagArticles(all) })
	add("Put"+of+" into a collection…", func() { w.collect(ids) })
	if c := l.shelf.Collection; c != (article.ID{}) {
		add("Take"+of+" out of this collection", func() { w.change(func() error { return w.desk.Collect(w.ctx, c, ids, false) }) })
		add("Rename this collection…", func() { w.renameCollection(c) })
		add("Delete this collection", func() { w.change(func() error { return w.desk.DeleteCollection(w.ctx, c) }) })
	}
	if l.shelf.Archived {
		add("Take"+of+" out of the archive", func() { w.change(func() error { return w.desk.Archive(w.ctx, ids, false) }) })
	} else {
		add("Archive"+of, func() { w.change(func() error { return w.desk.Archive(w.ctx, ids, true) }) })
	}
	add("Delete"+of, func() { w.discard(ids) })
	w.popUp(at, items...)
}

// discard puts articles into the trash.
func (w *Window) discard(ids []article.ID) {
	words := counted(len(ids), "article is", "articles are") + " in the trash, with all marks and notes."
	w.shelve(words, func() error { return w.desk.Discard(w.ctx, ids, true) })
}

// shelve changes what is listed where and says so, whatever is open then.
func (w *Window) shelve(words string, do func() error) {
	w.change(func() error {
		var step desk.StepID
		err := w.noting(&step, do)()
		if err == nil {
			w.post(func() { w.notices.offerUndo(words, step) })
		}
		return err
	})
}

func (w *Window) discardOpen() { w.discard([]article.ID{w.now.sitting.Article.ID}) }

func (w *Window) askEmptyTrash() {
	d := dialog.NewConfirm("Empty the trash?", "Its articles, and every mark, note and statement that was deleted,\nare deleted permanently. The undo history is cleared.",
		func(yes bool) {
			if yes {
				w.change(func() error {
					_, err := w.desk.EmptyTrash(w.ctx)
					return err
				})
			}
		}, w.win)
	d.SetConfirmText("Empty trash")
	d.SetDismissText("Cancel")
	w.during(d)
}

// tagArticles asks for the tags of articles: those that all of them have can be changed, others are added.
func (w *Window) tagArticles(all []annotations.Entry) {
	common := slices.Clone(all[0].Tags)
	for _, e := range all[1:] {
		common = slices.DeleteFunc(common, func(t string) bool { return !slices.Contains(e.Tags, t) })
	}
	title := "Tags of “" + shortened(all[0].Article.Title, 50) + "”"
	if len(all) > 1 {
		title = fmt.Sprintf("Tags of %d articles", len(all))
	}
	w.ask(title, "Tags, separated by commas", strings.Join(common, ", "), func(s string) error {
		tags := strings.Split(s, ",")
		for i := range tags {
			tags[i] = strings.Join(strings.Fields(tags[i]), " ")
		}
		gone := slices.DeleteFunc(slices.Clone(common), func(t string) bool { return slices.Contains(tags, t) })
		return w.desk.TagArticles(w.ctx, idsOf(all), tags, gone)
	}, func(string) {})
}

// withOpen calls do with what the library lists of the open article.
func (w *Window) withOpen(do func(annotations.Entry)) {
	id := w.now.sitting.Article.ID
	w.shelving.run(func(ctx context.Context) func() {
		e, err := w.desk.Entry(ctx, id)
		return func() {
			if err != nil {
				w.trouble(err)
				return
			}
			w.sheet.whenFree(func() { do(e) })
		}
	})
}

func (w *Window) tagOpen() {
	w.withOpen(func(e annotations.Entry) { w.tagArticles([]annotations.Entry{e}) })
}

func (w *Window) collectOpen() { w.collect([]article.ID{w.now.sitting.Article.ID}) }

// collect asks for the collection that articles are put into; one that is not there is made.
func (w *Window) collect(ids []article.ID) {
	w.shelving.run(func(ctx context.Context) func() {
		all, err := w.desk.Collections(ctx)
		return func() {
			if err != nil {
				w.trouble(err)
				return
			}
			w.sheet.whenFree(func() { w.pickCollection(all, ids) })
		}
	})
}

func (w *Window) pickCollection(all []annotations.Collection, ids []article.ID) {
	w.pick("Put "+counted(len(ids), "article", "articles")+" into", "The name of a collection, or of a new one", func(typed string) []pick {
		n := newNeedle(typed)
		var out []ranked
		there := false
		for _, c := range all {
			there = there || strings.EqualFold(c.Name, strings.TrimSpace(typed))
			out = append(out, ranked{pick{words: c.Name, aside: counted(c.Articles, "article", "articles"), take: func() {
				w.change(func() error { return w.desk.Collect(w.ctx, c.ID, ids, true) })
			}}, n.fits(c.Name)})
		}
		picks := best(out)
		if name := strings.TrimSpace(typed); name != "" && !there {
			picks = append(picks, pick{words: name, aside: "a new collection", makes: true, take: func() {
				w.change(func() error {
					_, err := w.desk.MakeCollection(w.ctx, name, ids)
					return err
				})
			}})
		}
		return picks
	})
}

func (w *Window) renameCollection(id article.ID) {
	name := ""
	for _, c := range w.library.collections {
		if c.ID == id {
			name = c.Name
		}
	}
	w.ask("Rename the collection", "Its name", name, func(s string) error { return w.desk.RenameCollection(w.ctx, id, s) }, func(string) {})
}

// editDetails shows what is said of the open article.
func (w *Window) editDetails() {
	a := w.now.sitting.Article
	w.detailsOf(a.ID, desk.DetailsOf(a))
}

// detailsOf lets the reader change what is said of an article.
func (w *Window) detailsOf(id article.ID, d desk.Details) {
	to := d
	var fields []*field
	var rows []fyne.CanvasObject
	save := func() {}
	for _, x := range []struct {
		name, hint string
		at         *string
	}{
		{"Title", "", &to.Title},
		{"Author", "Names, separated by commas", &to.Byline},
		{"Outlet", "", &to.Outlet},
		{"Date", "2026, 2026-05 or 2026-05-03", &to.Published},
		{"Language", "en, uk, …", &to.Language},
		{"Web address", "https://…", &to.URL},
	} {
		f := newField(w)
		f.SetPlaceHolder(x.hint)
		f.SetText(*x.at)
		f.OnChanged = func(s string) { *x.at = s }
		f.onEscape = w.sheet.leave
		f.onEnter = func(bool) { save() }
		f.onAccept = func() { save() }
		n := len(fields)
		f.onTab = func(back bool) {
			by := 1
			if back {
				by = -1
			}
			w.win.Canvas().Focus(fields[(n+by+len(fields))%len(fields)])
		}
		fields = append(fields, f)
		rows = append(rows, fieldName(x.name), f)
	}
	a := newAnswer(w, func() string { return fmt.Sprint(to) })
	save = func() {
		now := to
		a.keep(func() error { return w.desk.Redescribe(w.ctx, id, d, now) }, func() {})
	}
	body := container.NewBorder(nil, container.NewVBox(a.said, container.NewHBox(newWordButton(w, "Save", "Enter", func() { save() }))), nil, nil,
		container.NewVScroll(container.New(pairs{}, rows...)))
	w.sheet.show("Details", body, fyne.NewSize(620, 420))
	w.sheet.unsaved = a.unsaved
	w.win.Canvas().Focus(fields[0])
}

// restoredFromTrash takes away the messages that articles are in the trash, of those that no longer are.
func (w *Window) restoredFromTrash() {
	told := w.notices.trashed()
	if len(told) == 0 {
		return
	}
	w.untrashing.run(func(ctx context.Context) func() {
		there := map[article.ID]bool{}
		for _, id := range told {
			_, err := w.desk.Entry(ctx, id)
			there[id] = err == nil
		}
		return func() { w.notices.back(there) }
	})
}

// reshelved shows what has become of the open article; foreign says that another program did it.
func (w *Window) reshelved(foreign bool) {
	n := w.now
	if n == nil {
		return
	}
	id := n.sitting.Article.ID
	w.reshelving.run(func(ctx context.Context) func() {
		e, err := w.desk.Entry(ctx, id)
		return func() {
			switch {
			case w.now != n:
			case errors.Is(err, annotations.ErrNotFound):
				w.vanished(foreign)
			case err != nil:
				w.trouble(err)
			default:
				w.described(e.Article)
			}
		}
	})
}

// vanished closes the open article, which went into the trash: nothing can be begun there any more, and what is begun is kept with it.
func (w *Window) vanished(foreign bool) {
	on, kept := w.here(), w.putAway()
	if !w.opening.busy() { // otherwise the reader is going elsewhere already
		w.open(on.version.Article)
	}
	words := fmt.Sprintf("“%s” is in the trash now.", shortened(on.title, 60))
	switch {
	case kept:
		w.notices.holdTrashed(words+" Your draft is kept with it and offered again when it is restored.", on.version.Article)
	case foreign:
		w.notices.holdTrashed(words, on.version.Article)
	}
}

// described shows what is said of the open article now. Its text, and whatever is begun on it, stay as they are.
func (w *Window) described(a article.Article) {
	if desk.DetailsOf(a) == desk.DetailsOf(w.now.sitting.Article) {
		return
	}
	s := *w.now.sitting
	s.Article = a
	w.now.sitting = &s
	w.reader.SetHead(w.head(&s))
	w.win.SetTitle(a.Title + " — Parley")
	w.top.update()
}
