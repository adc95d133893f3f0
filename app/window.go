// Package app is the window: the library, the reader and the sidebar, and the
// actions that a person takes in them.
//
// Widgets live on the screen's goroutine. What reads from disk goes through a
// lane, what writes through one ordered queue; both hand their results back to the screen.
package app

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotations/article"
	"parley/app/desk"
	"parley/app/reader"
)

// Options is all a window needs of the outside world.
type Options struct {
	App       fyne.App
	Desk      *desk.Desk
	Version   string                     // of the program
	Files     []string                   // to import and open
	Fresh     bool                       // the library was made just now: the first article is added
	Keeper    func(KeeperOptions) Keeper // of the library's file; nil: it is not backed up
	Library   string                     // that file
	ReadOnly  bool                       // it was asked to be opened for reading only
	Folder    string                     // where exports go unless the reader says otherwise
	Formats   []Importable
	Typefaces *reader.Typefaces          // nil: they are parsed when they are wanted
	Post      func(func())               // nil: the toolkit's
	Browse    func(address string) error // has a browser open an address, and says if none could be started; nil: the toolkit's
}

// An Importable is a kind of file that can be added.
type Importable struct {
	Name       string
	Extensions []string
}

// A Window is the one window of the program.
type Window struct {
	app     fyne.App
	win     fyne.Window
	desk    *desk.Desk
	ctx     context.Context
	stop    context.CancelFunc
	post    func(func())
	options Options
	keeper  Keeper // nil: the library's file is not backed up

	table    []action
	keyboard *keyboard
	scan     int // scan code of the key pressed last

	prefs, kept prefs
	keeping     *time.Timer
	chrome      chrome
	dress       *dress
	dressing    bool // our theme is being given to the toolkit
	answered    bool // the system has said which theme it prefers
	ruler       *ruler

	reader   *reader.Reader
	page     *canvas.Rectangle // behind the reader
	now      *reading          // nil while no article is open
	library  *library
	analyser *analyser
	contents *contents
	search   *search
	left     *leftSide
	sidebar  *sidebar
	bar      *markBar
	form     *statementForm
	first    *firstWords
	offers   *offers
	holds    *holds
	find     *findBar
	tip      *tip
	notices  *notices
	sheet    *sheet
	top      *topBar
	columns  *columns
	full     bool

	writes      *queue
	imports     *queue // what is to be read and then written
	importCtx   context.Context
	stopImports context.CancelFunc
	rolling     sync.WaitGroup // backups and exports in the background, which end with the imports
	opening     *lane          // what the reader asked for: an article, a version, a passage
	renewing    *lane          // whether the open article has a new version
	reshelving  *lane          // what has become of the open article in the library
	untrashing  *lane          // whether articles are still in the trash
	marking     *lane          // the marks of the open article
	analysing   *lane
	composing   *lane // the view of the open article
	offering    *lane // what was begun on the open article and not saved
	comparing   *lane // two texts that the reader asked to compare; a question about a version has a lane of its own
	finding     *lane // words in the open article
	searching   *lane // the library
	shelving    *lane // what a sheet about tags and collections needs
	listing     *lane // the library, and nothing else: it counts on what it has begun
	sheeting    *lane // what a sheet is to show
	sifting     *lane
	telling     *lane // of other articles that tell the same
	placing     *time.Timer
	unwatch     func()
	asking      func()     // closes the toolkit's dialog that is open; nil if none is
	attaching   *attaching // a passage that is to be attached to the selection; nil for none
	lastFiled   article.ID // the statement that was filed last
	attending   bool       // a backup is being made or restored
	leaving     bool
	over        atomic.Bool // nothing can be shown any more
	warned      bool        // that the last writes failed
	told        int         // how many events have come
}

// New makes the window; Run shows it.
func New(ctx context.Context, o Options) *Window {
	w := &Window{app: o.App, desk: o.Desk, options: o, writes: newQueue(), imports: newQueue()}
	post := o.Post
	if post == nil {
		post = onScreen
	}
	w.post = func(f func()) { // when the toolkit has ended it would call f at once, wherever that is
		if !w.over.Load() {
			post(func() {
				if !w.over.Load() {
					f()
				}
			})
		}
	}
	if o.Keeper != nil {
		w.keeper = o.Keeper(KeeperOptions{})
	}
	if w.options.Typefaces == nil {
		w.options.Typefaces = Typefaces()
	}
	w.ctx, w.stop = context.WithCancel(context.WithoutCancel(ctx)) // what is begun is brought to its end
	w.importCtx, w.stopImports = context.WithCancel(w.ctx)
	context.AfterFunc(ctx, w.End)
	for _, l := range []**lane{
		&w.opening, &w.renewing, &w.reshelving, &w.untrashing, &w.marking, &w.analysing, &w.composing, &w.offering, &w.comparing, &w.finding,
		&w.searching, &w.shelving, &w.listing, &w.sheeting, &w.sifting, &w.telling,
	} {
		*l = &lane{ctx: w.ctx, post: w.post}
	}
	w.table = actions()
	w.keyboard = newKeyboard(w.table)
	settings, err := w.desk.Settings(w.ctx)
	w.prefs = readPrefs(settings)
	w.kept = w.prefs
	ready := w.readFirst()
	w.build()
	w.unwatch = w.desk.Watch(func(e desk.Event) { w.post(func() { w.happened(e) }) })
	if err != nil {
		w.trouble(err)
	}
	if w.desk.ReadOnly() {
		why := "its file or folder does not allow writing."
		if w.options.ReadOnly {
			why = "that was asked for."
		}
		w.notices.stay("This library is open for reading only: " + why + " Nothing you do here is kept.")
	}
	w.start(ready)
	w.roll()
	w.analyser.begin()
	return w
}

// Run shows the window until it is closed. When it returns, what was done in the window is on disk, or the error
// says what is not.
func (w *Window) Run() error {
	w.win.ShowAndRun()
	return w.finish()
}

// build makes everything that is in the window, empty.
func (w *Window) build() {
	w.win = w.app.NewWindow("Parley")
	w.win.SetPadded(false)
	w.watchSystem()
	w.dressApp()

	w.ruler = newRuler(w.options.Typefaces) // not before: the fonts are being parsed meanwhile
	w.ruler.redraw = w.redraw
	w.page = canvas.NewRectangle(w.chrome.page.Background)
	w.reader = reader.New(reader.Options{
		Fonts: w.options.Typefaces, Post: w.post, Modifiers: modifiers, Canvas: func() fyne.Canvas { return w.win.Canvas() },
	})
	w.reader.SetLook(w.prefs.look(w.chrome))
	w.listen()
	w.bar = newMarkBar(w)
	w.form = newStatementForm(w)
	w.first = newFirstWords(w)
	w.offers = newOffers(w)
	w.holds = &holds{keeper: w.keeper, path: w.options.Library, writes: w.writes, now: map[article.ID]func(){}}
	w.find = newFindBar(w)
	w.tip = newTip(w)
	w.notices = newNotices(w)
	w.sheet = &sheet{w: w}
	w.analyser = newAnalyser(w)
	w.library = newLibrary(w)
	w.contents = newContents(w)
	w.search = newSearch(w)
	w.left = newLeftSide(w)
	w.sidebar = newSidebar(w)
	w.top = newTopBar(w)

	centre := container.NewStack(
		w.page,
		container.NewBorder(container.NewVBox(w.find.object, w.offers.object), nil, nil, nil, container.NewStack(w.reader, w.bar.layer, w.form.layer, w.first.layer, w.tip.layer)),
		w.notices.layer,
	)
	w.columns = newColumns(w, w.left.object, centre, w.sidebar.object)
	w.win.SetContent(container.NewBorder(w.top.object, nil, nil, nil, w.columns.object))
	w.win.SetMainMenu(w.mainMenu())
	w.win.Resize(fyne.NewSize(w.prefs.width, w.prefs.height))
	w.win.SetCloseIntercept(w.close)
	w.win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { w.dropped(uris) })
	c := w.win.Canvas()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { w.unfocusedKey(e) })
	c.SetOnTypedRune(func(r rune) { w.typedRune(r) })
	for ch := range w.keyboard.chords {
		if ch.mod&^fyne.KeyModifierShift != 0 {
			c.AddShortcut(ch.shortcut(), func(s fyne.Shortcut) { w.typedShortcut(s) })
		}
	}
	for _, key := range [...]fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}, func(s fyne.Shortcut) { w.typedShortcut(s) })
	}
}

// redraw draws an object anew. The toolkit's own Refresh forgets those that were out of sight for a minute, or never in it.
func (w *Window) redraw(o fyne.CanvasObject) {
	o.Refresh()
	w.win.Canvas().Refresh(o)
}

// inPlace lays a renderer out if its widget has a size: the toolkit forgets the renderer of a widget that was out of sight for a
// minute, and makes another without laying it out.
func inPlace(of fyne.Widget, r fyne.WidgetRenderer) fyne.WidgetRenderer {
	if s := of.Size(); !s.IsZero() {
		r.Layout(s)
	}
	return r
}

// unfocusedKey takes a key while nothing has the focus: the article is what is left.
func (w *Window) unfocusedKey(e *fyne.KeyEvent) {
	if w.typedKey(e) || w.sheet.open() || w.now == nil {
		return
	}
	w.focusReader()
	w.reader.TypedKey(e)
}

// focusReader gives the article the keys.
func (w *Window) focusReader() {
	if c := w.win.Canvas(); c.Overlays().Top() == nil {
		c.Focus(w.reader)
	}
}

// focusedField returns the text field that has the focus.
func (w *Window) focusedField() (fyne.Shortcutable, bool) {
	f := w.win.Canvas().Focused()
	if r, ok := f.(*relay); ok {
		f = r.at
	}
	if f == nil || f == fyne.Focusable(w.reader) {
		return nil, false
	}
	s, ok := f.(fyne.Shortcutable)
	return s, ok
}

// listen ties the reader to the window.
func (w *Window) listen() {
	r := w.reader
	r.OnSelect = func(x article.Range) {
		if !x.Empty() && !w.form.open() {
			w.chooseEntry(entry{}) // the keys are about the passage
		}
		w.bar.selected()
	}
	r.OnMark = w.tappedMark
	r.OnHover = w.hovered
	r.OnScroll = w.scrolled
	r.OnKey = w.typedKey
	r.OnRune = w.typedRune
	r.OnShortcut = w.typedShortcut
	r.OnContext = w.contextMenu
	r.OnLink = w.openLink
}

// happened shows what has changed in the library.
func (w *Window) happened(e desk.Event) {
	if w.leaving {
		return
	}
	w.told++
	switch e := e.(type) {
	case desk.Added:
		w.library.renew(e.Article)
		w.analyser.look()
	case desk.ArticleChanged:
		w.library.renew(e.Article)
		w.analyser.look()
		if w.now != nil && e.Article == w.now.sitting.Article.ID {
			w.renewed(e.Article)
		}
	case desk.MarksChanged:
		w.library.renew(e.Article)
		if w.now != nil && e.Article == w.now.sitting.Article.ID {
			w.reloadMarks()
		}
	case desk.NotesChanged:
		if w.now != nil && e.Article == w.now.sitting.Article.ID {
			w.reloadMarks()
		}
	case desk.DebateChanged:
		w.recompose()
		w.tableChanged()
	case desk.Shelved:
		w.library.renew(e.Article)
		w.analyser.look()
		w.reshelved(e.Foreign)
		w.restoredFromTrash()
	case desk.ShelvesChanged:
		w.library.reload()
		w.reshelved(e.Foreign)
		w.restoredFromTrash()
	case desk.Restored:
		w.restored()
		w.restoredFromTrash()
		w.analyser.look()
	case desk.UndoChanged:
		w.refreshMenu()
		w.notices.stepped()
	}
}
