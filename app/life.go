package app

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"fyne.io/fyne/v2/theme"

	"parley/app/reader"
	"parley/assets"
)

// Typefaces begins to parse the fonts of the text; it is done while the library is opened.
func Typefaces() *reader.Typefaces {
	return reader.Parse(reader.Fonts{
		Serif: reader.Family{
			Regular: assets.LiterataRegular(), Italic: assets.LiterataItalic(),
			Bold: assets.LiterataBold(), BoldItalic: assets.LiterataBoldItalic(),
		},
		Sans: reader.Family{
			Regular: theme.DefaultTextFont().Content(), Italic: theme.DefaultTextItalicFont().Content(),
			Bold: theme.DefaultTextBoldFont().Content(), BoldItalic: theme.DefaultTextBoldItalicFont().Content(),
		},
		Mono:  theme.DefaultTextMonospaceFont().Content(),
		Emoji: emojiFont(),
	})
}

func emojiFont() []byte {
	if f := theme.DefaultEmojiFont(); f != nil {
		return f.Content()
	}
	return nil
}

// openLink opens an address of the article in the browser; a click is the only way here.
func (w *Window) openLink(address string) {
	u, err := url.Parse(address)
	if err != nil {
		w.notices.keep("This link is not a proper address: "+address, "", nil)
		return
	}
	switch u.Scheme {
	case "http", "https", "mailto":
	default:
		w.notices.keep("Only web and mail addresses are opened, not "+address+".", "", nil)
		return
	}
	start := w.options.Browse
	if start == nil {
		start = func(string) error { return w.app.OpenURL(u) }
	}
	go func() { // to start a browser takes a while, and some run until they are closed
		if start(address) != nil {
			w.post(func() {
				w.notices.keep("The browser could not be started. The address is "+address, "Copy the address", func() { w.app.Clipboard().SetContent(address) })
			})
		}
	}()
}

// underPointer says whose mention, or which note, the code point at pos belongs to.
func (w *Window) underPointer(pos int) string {
	n := w.now
	for _, m := range n.marks {
		if m.Note != "" && m.Placement.Range.Contains(pos) {
			return "Note: " + strings.Join(strings.Fields(m.Note), " ")
		}
	}
	lo, hi := 0, len(n.hovers)
	for lo < hi {
		m := (lo + hi) / 2
		if n.hovers[m].End <= pos {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(n.hovers) && n.hovers[lo].Contains(pos) {
		a := n.view.Actors[n.hovers[lo].actor]
		parts := []string{a.Name}
		if a.Role != "" {
			parts = append(parts, a.Role)
		}
		return strings.Join(append(parts, counted(len(a.Mentions), "mention", "mentions")), " · ")
	}
	return ""
}

// End asks the window to close as though a person had; it may be called from any goroutine.
func (w *Window) End() { w.post(w.end) }

// close ends the program as end does, but asks first about what is typed over the window and not saved.
func (w *Window) close() {
	w.sheet.askFirst(w.end)
}

// end keeps what is being written and ends the program when the disk has it.
func (w *Window) end() {
	if w.leaving {
		return
	}
	w.keepAll()
	before := w.notices.raised
	done := make(chan struct{})
	go func() {
		w.writes.add(func() { close(done) })
		<-done
		w.post(func() { w.closeNow(before) })
	}()
}

// keepAll puts what is not yet kept into the queue of writes.
func (w *Window) keepAll() {
	w.keepBegun()
	w.keepPlace()
	if s := w.win.Canvas().Size(); !w.full && s.Width > 0 {
		w.prefs.width, w.prefs.height = s.Width, s.Height
	}
	w.keepPrefsNow()
}

// closeNow ends the program, unless the last writes failed: then what is wrong is shown
// first, and closing once more ends it all the same.
func (w *Window) closeNow(before int) {
	if w.leaving {
		return
	}
	if w.notices.raised > before && !w.warned {
		w.warned = true
		return
	}
	w.leaving = true
	w.over.Store(true)
	w.app.Driver().Quit() // Close asks a display that may be gone
}

// finish keeps what is left to be kept when the toolkit has ended, whatever made it end, and waits for the disk.
// Nothing is shown any more, so what goes wrong is returned.
func (w *Window) finish() error {
	w.over.Store(true)
	w.unwatch()
	var err error
	if e := w.sidebar.notes.editor; e != nil && e.entry.Text != e.saved {
		w.writes.add(func() { err = e.write(e.entry.Text, e.shown) })
	}
	write := func(save func() error) {
		w.writes.add(func() { err = errors.Join(err, save()) })
	}
	for _, d := range w.drafts() {
		if u, typed := d.record(); typed && string(u.JSON) != d.kept {
			write(func() error { return w.desk.SaveUnsaved(w.ctx, u) })
		}
	}
	if s := w.bar.shaping; s != nil && s.now != s.was {
		write(func() error { return w.desk.Reshape(w.ctx, s.id, s.on.version, s.now) })
	}
	if w.first.open() {
		write(w.first.saving())
	}
	w.stopImports()
	w.imports.close()
	w.rolling.Wait()
	w.writes.close()
	w.holds.end()
	if err != nil {
		err = fmt.Errorf("save what was being written: %w", err)
	}
	err = errors.Join(err, w.rollLast())
	w.stop()
	return err
}
