package app

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/article"
	"parley/app/desk"
)

// The firstWords take the keys from the moment a note on a selection, or its tags, are asked for until the passage is highlighted on the
// disk and they can be written. On a slow disk, and on one that is full, what is typed meanwhile is shown and kept: it can be tried again.
type firstWords struct {
	w     *Window
	entry *field
	layer *fyne.Container // holds the entry out of sight, for the moment that a good disk takes
	of    *reading
	draft desk.HighlightDraft
	tags  bool       // what is typed are tags, not a note
	id    article.ID // of the passage's highlight, once that is on the disk
	done  bool       // Ctrl+Enter, or Enter after tags, was pressed: the words are whole
	slow  *time.Timer
	said  *widget.Label
}

func newFirstWords(w *Window) *firstWords {
	return &firstWords{w: w, layer: container.NewWithoutLayout()}
}

// open reports whether a passage is on its way to the disk, or could not be kept.
func (n *firstWords) open() bool { return n.entry != nil }

// begin highlights a passage and opens its note, or its tags.
func (n *firstWords) begin(draft desk.HighlightDraft, tags bool) {
	if n.open() {
		return
	}
	n.of, n.draft, n.tags, n.id, n.done = n.w.now, draft, tags, article.ID{}, false
	e := newField(n.w)
	if tags {
		e.SetPlaceHolder(tagsHint)
		e.onEnter = func(bool) { n.accept() }
	} else {
		e.MultiLine = true
		e.Wrapping = fyne.TextWrapWord
		e.SetMinRowsVisible(5)
	}
	e.onAccept = n.accept
	e.onEscape = func() {}
	n.entry = e
	e.Resize(fyne.NewSize(400, 100))
	e.Move(fyne.NewPos(-5000, -5000))
	n.layer.Add(e)
	n.w.win.Canvas().Focus(e)
	n.try()
}

// try keeps the passage.
func (n *firstWords) try() {
	w, draft, of, entry := n.w, n.draft, n.of, n.entry
	n.slow = time.AfterFunc(slowAfter, func() {
		w.post(func() {
			if n.entry == entry && n.slow != nil {
				n.show("The disk is slow: the passage is not kept yet.", false)
			}
		})
	})
	w.writes.add(func() {
		made, err := w.desk.Highlight(w.ctx, draft)
		w.post(func() {
			if n.entry != entry { // it was left meanwhile
				if err != nil {
					w.unkept(err, func() {
						w.change(func() error {
							_, err := w.desk.Highlight(w.ctx, draft)
							return err
						})
					})
				}
				w.reloadMarks()
				return
			}
			n.slow.Stop()
			n.slow = nil
			if err != nil {
				n.show(explain(err), true)
				return
			}
			n.id = made.ID
			w.reloadMarks(n.kept)
			if w.now != of {
				n.away()
			}
		})
	})
}

// show shows what has been typed, and why it is not kept.
func (n *firstWords) show(words string, failed bool) {
	w := n.w
	if n.said != nil { // it is shown
		n.said.SetText(words)
	} else {
		n.said = widget.NewLabel(words)
		n.said.Wrapping = fyne.TextWrapWord
		n.layer.RemoveAll()
		what, keys, size := "Note on", "Ctrl+Enter", fyne.NewSize(560, 300)
		var entry fyne.CanvasObject = n.entry
		if n.tags {
			what, keys, size = "Tags of", "Enter", fyne.NewSize(560, 220)
			entry = container.NewVBox(n.entry)
		}
		again := newWordButton(w, "Try again", keys, n.accept)
		leave := newWordButton(w, "Copy and leave", "", n.leave)
		w.sheet.show(what+" “"+shortened(n.draft.Version.Slice(n.draft.Range), 40)+"”",
			container.NewBorder(n.said, container.New(inset{0, 8, 0, 0}, container.NewHBox(again, leave)), nil, nil, entry), size)
		w.sheet.after = n.leave
		n.entry.onEscape = w.sheet.close
	}
	if failed {
		n.done = false
	}
	w.win.Canvas().Focus(n.entry)
}

// accept says that the words are whole, and tries again if the passage could not be kept.
func (n *firstWords) accept() {
	if !n.open() {
		return
	}
	n.done = true
	if n.said != nil && n.slow == nil && n.id == (article.ID{}) { // it failed
		n.said.SetText("Trying again …")
		n.try()
	}
}

// leave gives up; what was typed is on the clipboard.
func (n *firstWords) leave() {
	if !n.open() {
		return
	}
	if text := n.entry.Text; strings.TrimSpace(text) != "" {
		n.w.app.Clipboard().SetContent(text)
		what := "The note is not kept."
		if n.tags {
			what = "The tags are not kept."
		}
		n.w.notices.hold(what+" What you typed is copied, to be pasted elsewhere.", "", nil)
	}
	n.end()
}

// end takes everything away and returns what was typed.
func (n *firstWords) end() string {
	text := n.entry.Text
	shown := n.said != nil
	n.layer.RemoveAll()
	n.entry, n.said, n.of = nil, nil, nil
	if shown {
		n.w.sheet.close()
	}
	return text
}

// away keeps what was typed of a passage that is on the disk when another article is read by then.
func (n *firstWords) away() {
	if !n.open() || n.id == (article.ID{}) {
		return
	}
	w, id, tags, text := n.w, n.id, n.tags, n.end()
	if strings.TrimSpace(text) == "" {
		return
	}
	w.change(func() (err error) {
		if tags {
			return w.desk.Retag(w.ctx, []article.ID{id}, splitTags(text), nil)
		}
		_, err = w.desk.Rewrite(w.ctx, id, "", text, "")
		return err
	})
}

// kept opens the note of the passage, which is on the disk now, or its tags, with what has been typed.
func (n *firstWords) kept() {
	if !n.open() { // it was left while the disk was slow
		return
	}
	w, id, tags, done := n.w, n.id, n.tags, n.done
	text := n.end()
	w.reader.Select(article.Range{})
	w.focusMark(id)
	if tags {
		w.bar.tag()
		w.bar.tags.SetText(text)
		w.bar.tags.CursorColumn = len([]rune(text))
		if done {
			w.bar.keepTags()
		}
		return
	}
	w.editNote(id)
	if e := w.sidebar.notes.editor; e != nil && text != "" {
		e.entry.SetText(text)
		e.entry.CursorRow = 1 << 20
		e.entry.Refresh()
		if done {
			e.done()
		}
	}
}
