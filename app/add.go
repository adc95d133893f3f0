package app

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
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

// dropped imports files that were dropped on the window.
func (w *Window) dropped(uris []fyne.URI) {
	if !w.writable() {
		w.notices.say("This library can only be read; nothing can be added to it.")
		return
	}
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		} else {
			w.trouble(fmt.Errorf("add %s: only files can be dropped", u))
		}
	}
	w.importFiles(paths)
}

// importFiles imports files one after another and opens the last.
func (w *Window) importFiles(paths []string) {
	for i, path := range paths {
		last := i == len(paths)-1
		w.notices.say(fmt.Sprintf("Adding %s…", path))
		w.importWith(func(ctx context.Context) (desk.Imported, error) { return w.desk.ImportFile(ctx, path) }, last)
	}
}

// addClipboard imports the text of the clipboard.
func (w *Window) addClipboard() {
	text := w.app.Clipboard().Content()
	if strings.TrimSpace(text) == "" {
		w.notices.say("The clipboard holds no text.")
		return
	}
	w.importWith(func(ctx context.Context) (desk.Imported, error) {
		return w.desk.Import(ctx, desk.Input{Name: "clipboard", Bytes: []byte(text)})
	}, true)
}

// importWith imports in the order of the other writes and opens what was imported.
func (w *Window) importWith(do func(context.Context) (desk.Imported, error), open bool) {
	w.writes.add(func() {
		in, err := do(w.ctx)
		w.post(func() {
			if errors.Is(err, context.Canceled) {
				return
			}
			w.notices.done()
			if err != nil {
				w.trouble(err)
				if open && w.now == nil {
					w.open(article.ID{})
				}
				return
			}
			switch in.Status {
			case desk.StatusThere:
				w.notices.say(fmt.Sprintf("“%s” is already in the library.", in.Article.Title))
			case desk.StatusNewVersion:
				w.notices.say(newVersion(in))
			}
			if open {
				w.open(in.Article.ID)
			}
		})
	})
}
