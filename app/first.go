package app

import (
	"context"
	"errors"
	"time"

	"parley/annotations/article"
	"parley/app/desk"
	"parley/assets"
)

// firstMost is how long the window waits, before it is seen, for what it is to show.
const firstMost = 250 * time.Millisecond

// A first is what the window is to show in its first picture. It is read while the window is made.
type first struct {
	imported desk.Imported
	was      bool // something was imported
	sitting  *desk.Sitting
	folder   string // that was named: its files are imported when the window is there
	err      error
}

// readFirst begins to read what is to be shown first. One file that was named, or the article that a new library
// begins with, is imported before; several, or a folder, are left to importFiles, so that each is told of when it is there.
func (w *Window) readFirst() <-chan first {
	ready := make(chan first, 1)
	var do func(context.Context) (desk.Imported, error)
	switch files := w.options.Files; {
	case len(files) == 1:
		do = func(ctx context.Context) (desk.Imported, error) { return w.importNamed(ctx, files[0]) }
	case len(files) == 0 && w.options.Fresh:
		do = w.founding
	}
	last := w.prefs.last
	read := func() {
		f := first{was: do != nil}
		id := last
		if do != nil {
			var folder errFolder
			switch f.imported, f.err = do(w.ctx); {
			case f.err == nil:
				id = f.imported.Article.ID
			case errors.As(f.err, &folder):
				f = first{folder: string(folder)}
			}
		}
		if f.err == nil {
			f.sitting, _ = w.desk.Open(w.ctx, id) // if there is none, open looks for another
		}
		ready <- f
	}
	if do != nil {
		w.writes.add(read)
	} else {
		go read()
	}
	return ready
}

// An errFolder means that what was named is a folder, which is listed file by file.
type errFolder string

// Error implements error.
func (e errFolder) Error() string { return string(e) + " is a folder" }

// importNamed imports the one file that the window was started with. The error is an errFolder if that is a folder.
func (w *Window) importNamed(ctx context.Context, path string) (desk.Imported, error) {
	files, _, err := w.desk.Files(ctx, path)
	switch {
	case len(files) > 0 && (len(files) != 1 || files[0] != path):
		return desk.Imported{}, errFolder(path) // which says what of it cannot be opened
	case err != nil:
		return desk.Imported{}, err
	}
	return w.desk.ImportFile(ctx, path)
}

// start shows what is to be read first: at once, so that the first picture of the window has it, or, if reading it takes
// long, when it is there.
func (w *Window) start(ready <-chan first) {
	w.library.begin()
	if len(w.options.Files) > 1 {
		w.importFiles(w.options.Files)
		return
	}
	select {
	case f := <-ready:
		w.showFirst(f)
	case <-time.After(firstMost):
		for _, path := range w.options.Files {
			w.notices.working(progressWords(article.PublicAddress(path), 0, 1), nil)
		}
		go func() {
			f := <-ready
			w.post(func() {
				w.notices.done()
				w.showFirst(f)
			})
		}()
	}
}

func (w *Window) showFirst(f first) {
	switch {
	case errors.Is(f.err, context.Canceled):
		return
	case f.err != nil:
		w.trouble(f.err)
	case f.folder != "":
		w.importFiles([]string{f.folder})
	}
	switch {
	case w.now != nil: // the reader was quicker
	case f.sitting != nil:
		w.show(f.sitting)
		if f.was && f.imported.Status == desk.StatusNewVersion {
			w.arrived(f.sitting)
		}
		if f.was && f.imported.Near != nil {
			w.sayNear([]desk.Imported{f.imported})
		}
		if f.was && f.imported.Trashed != nil {
			w.sayTrashed([]desk.Imported{f.imported})
		}
	case f.was && f.err == nil:
		w.open(f.imported.Article.ID)
	default:
		w.open(w.prefs.last)
	}
}

// founding imports the article that comes with the program; a new library begins with it.
func (w *Window) founding(ctx context.Context) (desk.Imported, error) {
	return w.desk.Import(ctx, desk.Input{Name: "founding.md", Bytes: assets.Founding()})
}
