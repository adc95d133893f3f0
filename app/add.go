package app

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"parley/annotations/article"
	"parley/app/desk"
)

// addFile asks for a file and imports it.
func (w *Window) addFile() {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		w.focusReader()
		if err != nil {
			w.trouble(fmt.Errorf("open the file: %w", err))
			return
		}
		if f == nil {
			return
		}
		path := f.URI().Path()
		_ = f.Close() // it is read by its path
		w.importFiles([]string{path})
	}, w.win)
	var ext []string
	for _, f := range w.options.Formats {
		ext = append(ext, f.Extensions...)
	}
	if len(ext) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(ext))
	}
	d.Resize(fyne.NewSize(min(w.win.Canvas().Size().Width-40, 860), min(w.win.Canvas().Size().Height-60, 600)))
	w.during(d)
}

// addURL asks for a web address and imports the page. An address that lies in the clipboard is put forward.
func (w *Window) addURL() {
	f := newField(w)
	f.SetPlaceHolder("https://…")
	if s := strings.TrimSpace(w.app.Clipboard().Content()); isAddress(s) {
		f.SetText(s)
	}
	words := newProse(w.ruler, "Parley saves the text only. Scripts and pictures are not loaded.", face{13, fyne.TextStyle{}}, w.chrome.page.Faint, 0)
	add := func() {
		s := strings.TrimSpace(f.Text)
		if s != "" && !strings.Contains(s, "://") {
			s = "https://" + s
		}
		if !isAddress(s) {
			w.notices.keep("“"+shortened(article.PublicAddress(s), 80)+"” is not a web address. Start with https://", "", nil)
			return
		}
		w.sheet.close()
		w.importFiles([]string{s})
	}
	f.onEnter = func(bool) { add() }
	f.onEscape = w.sheet.leave
	body := newStack(nil, container.New(row{gap: 6, stretch: 0}, f, newWordButton(w, "Add", "Enter", add)), words)
	body.gap = 8
	before := f.Text
	w.sheet.show("Add a web page", container.New(inset{6, 2, 6, 6}, body), fyne.NewSize(620, 150))
	w.win.Canvas().Focus(f)
	w.sheet.unsaved = func() bool { return f.Text != before && strings.TrimSpace(f.Text) != "" }
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// isAddress reports whether s is an address of the web.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.ContainsAny(s, " \n\t")
}

// dropped imports files, folders and web addresses that were dropped on the window.
func (w *Window) dropped(uris []fyne.URI) {
	if !w.writable() {
		w.notices.say("This library can only be read; nothing can be added to it.")
		return
	}
	var paths []string
	for _, u := range uris {
		switch u.Scheme() {
		case "file":
			paths = append(paths, u.Path())
		case "http", "https":
			paths = append(paths, u.String())
		default:
			w.trouble(fmt.Errorf("add %s: only files, folders and web addresses can be dropped", u))
		}
	}
	w.importFiles(paths)
}

// importFiles imports files, the files of folders, and web pages one after another and opens the last.
func (w *Window) importFiles(paths []string) {
	if len(paths) == 0 {
		return
	}
	w.importAll(func(ctx context.Context) ([]importItem, int, error) {
		all := 0
		var out []importItem
		var errs []error
		for _, path := range paths {
			files, left, err := w.desk.Files(ctx, path)
			all += left
			errs = append(errs, err)
			for _, f := range files {
				name := article.PublicAddress(f)
				out = append(out, importItem{name, func(ctx context.Context) (*desk.Prepared, error) { return w.desk.PrepareFile(ctx, f, w.fetching(name)) }})
			}
		}
		return out, all, errors.Join(errs...)
	})
}

// fetching returns what shows how much of a page has come in, a few times a second.
func (w *Window) fetching(name string) func(done, total int64) {
	var next time.Time
	return func(done, total int64) {
		if now := time.Now(); now.After(next) && done > 1<<16 {
			next = now.Add(300 * time.Millisecond)
			words := byteSize(done)
			if total > 0 {
				words += " of " + byteSize(total)
			}
			w.post(func() { w.notices.reword(progressWords(name, 0, 1) + " " + words) })
		}
	}
}

// addClipboard imports the text of the clipboard, or the page if that is an address.
func (w *Window) addClipboard() {
	text := w.app.Clipboard().Content()
	switch s := strings.TrimSpace(text); {
	case s == "":
		w.notices.say("The clipboard holds no text.")
		return
	case isAddress(s):
		w.addURL()
		return
	}
	w.importAll(func(context.Context) ([]importItem, int, error) {
		return []importItem{{"clipboard", func(ctx context.Context) (*desk.Prepared, error) {
			return w.desk.Prepare(ctx, desk.Input{Name: "clipboard", Bytes: []byte(text)})
		}}}, 0, nil
	})
}

// An importItem is one source to be imported.
type importItem struct {
	name    string
	prepare func(context.Context) (*desk.Prepared, error)
}

// A tally is what became of several imports.
type tally struct {
	fresh, versions, there, failed int
	left                           int             // other files in folders, which were left out
	near                           []desk.Imported // new articles that might have been taken for versions of others
	trashed                        []desk.Imported // new articles whose sources have articles in the trash, too
	last                           article.ID      // that is to be opened
	title                          string          // of it
}

// importAll reads sources away from the screen, keeps each in its turn with the other writes, and opens the last.
func (w *Window) importAll(list func(context.Context) ([]importItem, int, error)) {
	ctx, cancel := context.WithCancel(w.importCtx)
	w.imports.add(func() {
		defer cancel()
		items, left, err := list(ctx)
		if err != nil {
			w.post(func() { w.trouble(err) })
		}
		t := tally{left: left}
		prepare := func(ctx context.Context, i int) (*desk.Prepared, error) {
			w.post(func() { w.notices.working(progressWords(items[i].name, i, len(items)), cancel) })
			return items[i].prepare(ctx)
		}
		if len(items) == 1 {
			w.importOne(ctx, prepare, &t)
		} else {
			_ = desk.ReadAll(ctx, len(items), prepare, func(some []desk.Ready) { w.keepReady(ctx, some, &t) }) // its error is that of ctx
		}
		stopped := ctx.Err() != nil
		w.post(func() { w.imported(t, len(items), stopped) })
	})
}

func progressWords(name string, i, n int) string {
	if !isAddress(name) {
		name = filepath.Base(name)
	}
	if n == 1 {
		return fmt.Sprintf("Reading %s…", shortened(name, 100))
	}
	return fmt.Sprintf("Reading %s… (%d of %d)", shortened(name, 100), i+1, n)
}

// importOne imports the only source. If it would be a new version, what differs is shown, and the reader is asked.
func (w *Window) importOne(ctx context.Context, prepare func(context.Context, int) (*desk.Prepared, error), t *tally) {
	p, err := prepare(ctx, 0)
	var last *article.Version
	if err == nil {
		last, err = w.desk.Succeeds(ctx, p)
	}
	if err == nil && last != nil {
		w.post(func() { w.notices.done(); w.askVersion(p, last) })
		return
	}
	w.keepReady(ctx, []desk.Ready{{Prepared: p, Err: err}}, t)
}

// keepReady keeps sources that were read, in their turn with the other writes, and waits until that is done.
func (w *Window) keepReady(ctx context.Context, some []desk.Ready, t *tally) {
	done := make(chan struct{})
	var kept []desk.Imported
	var errs []error
	w.writes.add(func() {
		defer close(done)
		kept, errs = w.desk.KeepAll(ctx, some)
	})
	select {
	case <-done:
	case <-w.writes.done: // it was closed before
		return
	}
	for i, in := range kept {
		w.tally(ctx, in, errs[i], t)
	}
}

// tally counts what became of an import.
func (w *Window) tally(ctx context.Context, in desk.Imported, err error, t *tally) {
	switch {
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		return
	case err != nil:
		t.failed++
		w.post(func() { w.trouble(err) })
		return
	}
	t.last, t.title = in.Article.ID, in.Article.Title
	switch in.Status {
	case desk.StatusNew:
		t.fresh++
		if in.Near != nil {
			t.near = append(t.near, in)
		}
		if in.Trashed != nil {
			t.trashed = append(t.trashed, in)
		}
	case desk.StatusThere:
		t.there++
	case desk.StatusNewVersion:
		t.versions++
		w.post(func() {
			w.notices.working(fmt.Sprintf("Finding your marks again in “%s”…", shortened(in.Article.Title, 80)), nil)
		})
		_, _ = w.desk.Open(ctx, in.Article.ID) // the marks are found now, so that they need not be when it is opened
	}
}

// imported says what became of imports, and opens the last article.
func (w *Window) imported(t tally, of int, stopped bool) {
	w.notices.done()
	switch {
	case of > 1:
		var parts []string
		for _, x := range []struct {
			n    int
			word string
		}{{t.fresh, "added"}, {t.versions, "changed: a new version"}, {t.there, "there already"}, {t.failed, "could not be read"}} {
			if x.n > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", x.n, x.word))
			}
		}
		if t.left > 0 {
			parts = append(parts, leftFiles(t.left))
		}
		if stopped {
			parts = append(parts, "the rest was not looked at")
		}
		if len(parts) > 0 {
			w.notices.say(sentence(strings.Join(parts, ", ")))
		}
		w.sayNear(t.near)
		w.sayTrashed(t.trashed)
	case of == 0 && !stopped:
		w.notices.say("There is nothing in it that can be read.")
	}
	if t.last == (article.ID{}) {
		if w.now == nil && !w.sheet.open() {
			w.open(article.ID{})
		}
		return
	}
	words, act, then := "“%s” is in the library.", "Open it", func(*desk.Sitting) {}
	switch {
	case of == 1 && t.versions == 1:
		words, act, then = "“%s” has a new version.", "Read it", w.arrived
	case of == 1 && t.there == 1:
		words = "“%s” is already in the library."
		then = func(s *desk.Sitting) {
			w.notices.say(fmt.Sprintf("“%s” is already in the library.", shortened(s.Article.Title, 80)))
		}
	case of == 1:
		then = func(s *desk.Sitting) { w.sayTwins(s); w.sayNear(t.near); w.sayTrashed(t.trashed) }
	}
	words = fmt.Sprintf(words, shortened(t.title, 80))
	if of == 1 && t.left > 0 {
		words += " " + sentence(leftFiles(t.left))
	}
	w.announce(words, act, func() { w.openThen(t.last, then) })
}

// leftFiles says that n files of folders were left out.
func leftFiles(n int) string {
	if n == 1 {
		return "1 other file was left out"
	}
	return fmt.Sprintf("%d other files were left out", n)
}

// sayTwins says where else the same text is in the library.
func (w *Window) sayTwins(s *desk.Sitting) {
	w.now.added = true
	if len(s.Twins) == 0 {
		return
	}
	a := s.Twins[0]
	words := fmt.Sprintf("The same text is in the library already, as “%s”%s", shortened(a.Title, 80), fromOutlet(a))
	w.notices.offer(words+". This one is kept as an article of its own.", "Open it", func() { w.open(a.ID) })
}

// sayTrashed says which new articles are of a source of which there is an article in the trash.
func (w *Window) sayTrashed(all []desk.Imported) {
	switch len(all) {
	case 0:
	case 1:
		w.notices.hold(sentence(all[0].Trashed.String())+" It can be restored from there.", "", nil)
	default:
		w.notices.hold(fmt.Sprintf("%d of these files or pages have articles in the trash, with their marks. They can be restored from there.", len(all)), "", nil)
	}
}

// maxNamed is how many articles a notice names; of the others it says how many they are.
const maxNamed = 3

// sayNear says which new articles have an address or a file in common with others, but too few words to be versions of them.
func (w *Window) sayNear(all []desk.Imported) {
	switch len(all) {
	case 0:
	case 1:
		near := all[0].Near
		w.notices.hold(sentence(near.String()), "Open “"+shortened(near.Article.Title, 40)+"”", func() { w.open(near.Article.ID) })
	default:
		var names []string
		for _, in := range all[:min(len(all), maxNamed)] {
			names = append(names, "“"+shortened(in.Article.Title, 60)+"”")
		}
		words := strings.Join(names, ", ")
		if n := len(all) - len(names); n > 0 {
			words += fmt.Sprintf(" and %d more", n)
		}
		w.notices.hold(fmt.Sprintf("%d articles name the same address, or were read from the same file, as others in the library, but have less than half of their words in common. They are kept as articles of their own: %s.", len(all), words), "", nil)
	}
}
