package app

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/article"
)

// A sheet is a page that lies over the window until it is done with: settings, export,
// keys, the palette. There is one at a time.
type sheet struct {
	w      *Window
	popup  *widget.PopUp
	head   *caption
	escape func() bool // what Esc leaves before the sheet, and whether there was anything
	after  func()      // when it closes
	table  *statementTable
	left   tablePlace // where the table was left

	waiting []func()    // what is to be shown when nothing lies over the window
	unsaved func() bool // reports whether something is typed in it that is not saved; nil: nothing can be typed
	asking  bool        // whether it is to be discarded

	scroll *container.Scroll       // what the keys scroll; nil for nothing
	keys   func(fyne.KeyName) bool // what takes the keys; nil for nothing
	accept func()                  // what Enter does; nil for nothing
}

func (s *sheet) open() bool { return s.popup != nil && s.popup.Visible() }

// show lays content over the window under a title; size is what it wants at most.
func (s *sheet) show(title string, content fyne.CanvasObject, size fyne.Size) {
	s.remove()
	w := s.w
	s.head = newCaption(w.ruler, 17, fyne.TextAlignLeading)
	s.head.set(title, true, w.chrome.page.Ink)
	head := container.New(sized{60, 28}, s.head.object)
	done := newWordButton(w, "Close", "Esc", s.leave)
	body := container.NewBorder(
		container.New(inset{6, 2, 0, 8}, container.NewBorder(nil, nil, nil, done, head)), nil, nil, nil, content)
	s.popup = widget.NewModalPopUp(container.NewStack(container.New(inset{10, 8, 10, 10}, body)), w.win.Canvas())
	view := w.win.Canvas().Size()
	s.popup.Resize(fyne.NewSize(min(size.Width, view.Width-24), min(size.Height, view.Height-24)))
	s.popup.Show()
	w.relayKeys()
	w.bar.hide()
}

// dress takes on the colours of the theme, as far as the toolkit does not.
func (s *sheet) dress() {
	if s.open() {
		s.head.set(s.head.words, true, s.w.chrome.page.Ink)
	}
}

// key scrolls what the sheet shows and reports whether it did.
func (s *sheet) key(name fyne.KeyName) bool {
	if s.keys != nil {
		return s.keys(name)
	}
	if s.scroll == nil {
		return false
	}
	page := s.scroll.Size().Height - 40
	by, ok := map[fyne.KeyName]float32{
		fyne.KeyDown: 40, fyne.KeyUp: -40, fyne.KeyPageDown: page, fyne.KeySpace: page, fyne.KeyPageUp: -page, fyne.KeyHome: -1e6, fyne.KeyEnd: 1e6,
	}[name]
	if ok {
		s.scroll.ScrollToOffset(s.scroll.Offset.AddXY(0, by))
	}
	return ok
}

// whenFree calls show, which opens a sheet, when neither a sheet nor a dialog lies over the window: now, or when the one that does is
// closed. What was read elsewhere never takes the place of what the reader is looking at.
func (s *sheet) whenFree(show func()) {
	s.waiting = append(s.waiting, show)
	s.next()
}

// next shows what waits, if nothing lies over the window.
func (s *sheet) next() {
	for len(s.waiting) > 0 && !s.open() && s.w.asking == nil {
		show := s.waiting[0]
		s.waiting = s.waiting[1:]
		show()
	}
}

// leave closes the sheet when the reader is done with it. What is typed in it and not saved is asked about first.
func (s *sheet) leave() {
	over := s.popup
	s.askFirst(func() {
		if s.popup == over { // it may have been closed meanwhile, for what was typed was saved after all
			s.close()
		}
	})
}

// askFirst calls then: at once if nothing is typed in the sheet that is not saved, otherwise once the reader has chosen to discard it.
func (s *sheet) askFirst(then func()) {
	if s.unsaved == nil || !s.unsaved() {
		then()
		return
	}
	if s.asking {
		return
	}
	s.asking = true
	w, focused := s.w, s.w.win.Canvas().Focused()
	d := dialog.NewConfirm("Discard what you typed?", "It has not been saved.", func(discard bool) {
		s.asking = false
		if discard {
			s.unsaved = nil
			then()
		} else if focused != nil {
			w.post(func() { w.win.Canvas().Focus(focused) }) // the keys go on to the field, once the question is gone
		}
	}, w.win)
	d.SetConfirmText("Discard")
	d.SetDismissText("Keep typing")
	w.during(d)
}

// close takes the sheet away.
func (s *sheet) close() {
	if s.popup == nil {
		return
	}
	s.remove()
	s.w.focusReader()
	s.w.form.focusAgain()
	s.w.bar.update()
	s.w.post(s.next) // not before what closed it is done: that may open another
}

// remove takes the sheet away, for another may follow.
func (s *sheet) remove() {
	if s.popup == nil {
		return
	}
	s.popup.Hide()
	s.popup, s.scroll, s.escape, s.table, s.keys, s.accept, s.unsaved = nil, nil, nil, nil, nil, nil, nil
	if f := s.after; f != nil {
		s.after = nil
		f()
	}
}

// during shows a dialog of the toolkit. Until it is closed, no action of the window is taken.
func (w *Window) during(d dialog.Dialog) {
	w.asking = d.Hide
	stop := relayNested(w.win.Canvas(), w.post)
	d.SetOnClosed(func() {
		w.asking = nil
		stop()
		w.post(w.sheet.next)
	})
	d.Show()
	w.relayKeys()
}

// escape leaves whatever is open, the innermost first, and reports whether there was anything.
func (w *Window) escape() bool {
	switch {
	case w.asking != nil:
		w.asking()
	case w.sheet.open():
		if f := w.sheet.escape; f == nil || !f() {
			w.sheet.leave()
		}
	case w.form.open():
		w.form.leave()
	case w.bar.tagging != nil:
		w.bar.leaveTags()
		w.focusReader()
	case w.bar.shaping != nil:
		w.bar.endShaping()
	case w.attaching != nil:
		w.leaveAttaching()
	case w.find.object.Visible():
		w.find.close()
	case w.reader.Caret() >= 0:
		w.toggleCaret()
	case w.now != nil && !w.reader.Selection().Empty():
		w.reader.Select(article.Range{})
	case w.now != nil && len(w.chosenMarks()) > 0:
		w.reader.FocusMark(article.ID{})
		w.sidebar.notes.choose()
		w.bar.update()
	case w.sidebar.chosen != "":
		w.chooseEntry(entry{})
	default:
		return false
	}
	return true
}

// keysWide is the width of the list of keys.
const keysWide = 860

// showKeys lists every key, from the table that binds them.
func (w *Window) showKeys() {
	c := w.chrome
	var columns [2][]fyne.CanvasObject
	for i, name := range menus {
		var rows []fyne.CanvasObject
		head := newCaption(w.ruler, 14, fyne.TextAlignLeading)
		head.set(name, true, c.page.Accent)
		rows = append(rows, container.New(inset{0, 8, 0, 2}, container.New(sized{60, 20}, head.object)))
		for _, a := range w.table {
			if a.menu == name && len(a.keys) > 0 {
				rows = append(rows, w.keyRow(strings.Join(a.keys, "  "), a.title))
			}
		}
		if name == "Mark" {
			rows = append(rows, w.keyRow("Ctrl+Enter", "Done with a note"), w.keyRow("Esc", "Leave; what was typed is kept"))
		}
		if name == "View" {
			rows = append(rows, w.keyRow("Up  Down", "Entry before or after the chosen one"))
			rows = append(rows, w.keyRow("Shift+Arrows  Ctrl+A", "Pick several statements"), w.keyRow("F2", "Change the picked statements"))
		}
		if name == "Go" {
			rows = append(rows, w.keyRow("Shift+Arrows", "Extend the selection"), w.keyRow("Ctrl+Shift+Arrows", "Extend it by words"))
		}
		side := 0
		if i == 1 || i == 2 || i == 5 {
			side = 1
		}
		columns[side] = append(columns[side], rows...)
	}
	body := container.New(evenTops{}, container.NewVBox(columns[0]...), container.NewVBox(columns[1]...))
	if size := w.win.Canvas().Size(); body.MinSize().Width > min(size.Width-24, keysWide)-40 {
		body = container.NewVBox(append(columns[0], columns[1]...)...)
	}
	list := container.NewVScroll(body)
	w.sheet.show("Keys", list, fyne.NewSize(keysWide, 720))
	w.sheet.scroll = list
}

func (w *Window) keyRow(keys, title string) fyne.CanvasObject {
	k, t := newCaption(w.ruler, 13, fyne.TextAlignLeading), newCaption(w.ruler, 13, fyne.TextAlignLeading)
	k.set(spoken(keys), true, w.chrome.page.Ink)
	t.set(title, false, w.chrome.page.Faint)
	return container.New(halves{}, container.New(sized{60, 20}, k.object), container.New(sized{t.width() + 4, 20}, t.object))
}

// halves sets two objects on one line.
type halves struct{}

// Layout is the toolkit's.
func (halves) Layout(o []fyne.CanvasObject, s fyne.Size) {
	const at = 190
	o[0].Resize(fyne.NewSize(at, s.Height))
	o[1].Move(fyne.NewPos(at, 0))
	o[1].Resize(fyne.NewSize(max(s.Width-at, 10), s.Height))
}

// MinSize is the toolkit's.
func (halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(190+o[1].MinSize().Width, max(o[0].MinSize().Height, o[1].MinSize().Height)+2)
}

// evenTops sets columns side by side, each as high as it is.
type evenTops struct{}

// Layout is the toolkit's.
func (evenTops) Layout(o []fyne.CanvasObject, s fyne.Size) {
	each := s.Width / float32(len(o))
	for i, x := range o {
		x.Move(fyne.NewPos(float32(i)*each+6, 0))
		x.Resize(fyne.NewSize(each-12, x.MinSize().Height))
	}
}

// MinSize is the toolkit's.
func (evenTops) MinSize(o []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, x := range o {
		s := x.MinSize()
		m = fyne.NewSize(m.Width+s.Width, max(m.Height, s.Height))
	}
	return m
}

// showPalette finds an action by its words.
func (w *Window) showPalette() {
	w.pick("Command palette", "What would you like to do?", func(typed string) []pick {
		var fits []pick
	next:
		for i := range w.table {
			a := &w.table[i]
			if a.id == "palette" || a.id == "cut" || a.can != nil && !a.can(w) {
				continue
			}
			all := article.Fold(w.title(a) + " " + a.menu).Text
			for _, word := range strings.Fields(article.Fold(typed).Text) {
				if !strings.Contains(all, word) {
					continue next
				}
			}
			keys := ""
			if len(a.keys) > 0 {
				keys = spoken(a.keys[0])
			}
			fits = append(fits, pick{words: w.title(a), aside: keys + "   " + a.menu, take: func() { w.do(a) }})
		}
		return fits
	})
}

func faintWord(w *Window, s string) fyne.CanvasObject {
	t := canvas.NewText(s, w.chrome.page.Faint)
	t.TextSize = 12
	return t
}

// showAbout says what this is.
func (w *Window) showAbout() {
	c := w.chrome
	words := fmt.Sprintf("Parley %s\n\nRead about conflicts and negotiations: what is disputed, who says what, and every claim with its passage.\n\n"+
		"Everything stays on this machine. Licensed under the MIT licence; the fonts and libraries it is built with are named in NOTICE.", w.options.Version)
	w.sheet.show("About", newProseBox(newProse(w.ruler, words, face{14, fyne.TextStyle{}}, c.page.Ink, 0)), fyne.NewSize(460, 260))
}

func newProseBox(p *prose) fyne.CanvasObject {
	return container.New(inset{8, 4, 8, 8}, container.NewStack(p), layout.NewSpacer())
}

// toggleCaret turns reading and marking by the keys alone on or off.
func (w *Window) toggleCaret() {
	on := w.reader.Caret() < 0
	w.focusReader()
	w.reader.SetCaret(on)
	if on {
		w.notices.say("Caret mode: the arrows move by character, with Ctrl by word; Shift extends; F7 or Esc ends it.")
	}
}

// selectAll selects the whole article.
func (w *Window) selectAll() {
	w.reader.Select(article.Range{Start: 0, End: w.now.sitting.Version.Len()})
}
