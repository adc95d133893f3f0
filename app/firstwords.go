package app

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// The firstWords take the keys from the moment a note on a selection, or its tags, are asked for until the passage is highlighted on the
// disk and they can be written. On a slow disk, and on one that is full, what is typed meanwhile is shown and kept: it can be tried again.
type firstWords struct {
	w     *Window
	entry *field
	layer *fyne.Container // holds the entry out of sight, for the moment that a good disk takes
	draft desk.HighlightDraft
	tags  bool       // what is typed are tags, not a note
	came  *came      // what came of the highlight
	id    article.ID // of the passage's highlight, once that is on the disk
	on    origin
	words *draft // of what is typed, when the passage could not be kept, or was begun earlier; nil otherwise
	done  bool   // Ctrl+Enter, or Enter after tags, was pressed: the words are whole
	slow  *time.Timer
	said  *widget.Label
}

// What came of a highlight, in the queue of writes.
type came struct {
	id  article.ID
	err error
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
	n.draft, n.tags, n.came, n.id, n.on, n.words, n.done = draft, tags, nil, article.ID{}, n.w.here(), nil, false
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
	e.OnChanged = func(string) {
		if n.words != nil {
			n.words.changed()
		}
	}
	n.entry = e
	e.Resize(fyne.NewSize(400, 100))
	e.Move(fyne.NewPos(-5000, -5000))
	n.layer.Add(e)
	n.w.win.Canvas().Focus(e)
	n.try()
}

// goOn puts in words that were begun earlier.
func (n *firstWords) goOn(u annotations.Unsaved, text string) {
	n.words = n.w.resumeDraft(u, n.on, n.state())
	n.entry.SetText(text)
	n.entry.CursorRow, n.entry.CursorColumn = 1<<20, len([]rune(text))
}

// keepWords keeps what is typed as a draft, since the passage could not be kept. If the draft cannot be, either, the sheet says why.
func (n *firstWords) keepWords() {
	if n.words == nil {
		n.words = &draft{w: n.w, id: n.w.desk.NewID(), kind: n.kind(), on: n.on, state: n.state(), blank: string(n.holds("").encode()), said: true}
	}
	n.words.save()
}

func (n *firstWords) kind() annotations.UnsavedKind {
	if n.tags {
		return annotations.UnsavedTags
	}
	return annotations.UnsavedNote
}

// state returns what returns, at any time, what is typed now.
func (n *firstWords) state() func() []byte {
	e := n.entry
	return func() []byte { return n.holds(e.Text).encode() }
}

// holds returns the passage with these words on it.
func (n *firstWords) holds(text string) passageState {
	return passageState{Range: n.draft.Range, Style: n.draft.Style, Colour: n.draft.Colour, Text: text}
}

// try keeps the passage.
func (n *firstWords) try() {
	w, draft, entry := n.w, n.draft, n.entry
	came := &came{}
	n.came = came
	n.slow = time.AfterFunc(slowAfter, func() {
		w.post(func() {
			if n.entry == entry && n.slow != nil {
				n.show("Saving… the disk is slow.", false)
			}
		})
	})
	w.writes.add(func() {
		made, err := w.desk.Highlight(w.ctx, draft)
		came.id, came.err = made.ID, err
		w.post(func() {
			if n.entry != entry { // it was left meanwhile, or put away, which says what came of it
				w.reloadMarks()
				return
			}
			n.slow.Stop()
			n.slow = nil
			if err != nil {
				n.keepWords()
				n.show(explain(err), true)
				return
			}
			n.id = made.ID
			w.reloadMarks(w.while([]func(){func() {
				if n.entry == entry {
					n.kept()
				}
			}})...)
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
		leave := newWordButton(w, "Copy and close", "", n.leave)
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
		what := "The note was not saved."
		if n.tags {
			what = "The tags were not saved."
		}
		n.w.notices.hold(what+" What you typed is on the clipboard.", "", nil)
	}
	n.forget()
	n.end()
}

// forget deletes the draft of what is typed.
func (n *firstWords) forget() {
	if d := n.words; d != nil {
		d.forget()
		d.over = true
		n.words = nil
	}
}

// end takes everything away and returns what was typed.
func (n *firstWords) end() string {
	text := n.entry.Text
	shown := n.said != nil
	if n.slow != nil {
		n.slow.Stop()
		n.slow = nil
	}
	n.layer.RemoveAll()
	n.entry, n.said = nil, nil
	if shown {
		n.w.sheet.close()
	}
	return text
}

// putAway takes the words away before they can be written in their place, since another article is to be shown or the program ends:
// they become the note, or the tags, of the highlight as soon as that is on the disk. If it does not come there, they are kept as a draft,
// and it reports whether that is so already.
func (n *firstWords) putAway() (kept bool) {
	if !n.open() {
		return false
	}
	w, failed := n.w, n.said != nil && n.slow == nil && n.id == (article.ID{})
	save, text := n.saving(), n.entry.Text
	if d := n.words; d != nil { // saving deletes the draft when the words are saved
		d.rest()
		d.over = true
		n.words = nil
		defer d.letGo() // after that
	}
	n.end()
	w.writes.add(func() {
		err := save()
		w.post(func() {
			if err != nil {
				w.notices.keep(explain(err), "Copy what was typed", func() { w.app.Clipboard().SetContent(text) })
			}
			w.offers.renew()
			w.reloadMarks()
		})
	})
	return failed
}

// saving returns what saves, in the queue of writes and after the highlight, what is typed now.
func (n *firstWords) saving() func() error {
	w, v, came, tags, text := n.w, n.on.version, n.came, n.tags, n.entry.Text
	u := annotations.Unsaved{ID: w.desk.NewID(), Kind: n.kind(), Article: v.Article, Version: v.ID, JSON: n.holds(text).encode()}
	had := n.words != nil
	if had {
		u.ID = n.words.id
	}
	return func() (err error) {
		switch {
		case came.err != nil:
			return errors.Join(came.err, w.desk.SaveUnsaved(w.ctx, u))
		case strings.TrimSpace(text) == "":
		case tags:
			err = w.desk.Retag(w.ctx, []article.ID{came.id}, splitTags(text), nil)
		default:
			_, err = w.desk.Rewrite(w.ctx, came.id, "", text, "")
		}
		switch {
		case err != nil:
			err = errors.Join(err, w.desk.SaveUnsaved(w.ctx, u))
		case had:
			err = w.desk.DeleteUnsaved(w.ctx, u.ID)
		}
		return err
	}
}

// A passageState is the first words on a passage as they are kept while the passage is not highlighted.
type passageState struct {
	Range  article.Range      `json:"range"`
	Style  annotations.Style  `json:"style,omitempty"`
	Colour annotations.Colour `json:"colour,omitempty"`
	Text   string             `json:"text"`
}

func (s passageState) encode() []byte {
	b, _ := json.Marshal(s) // it holds nothing that cannot be encoded
	return b
}

// kept opens the note of the passage, which is on the disk now, or its tags, with what has been typed.
func (n *firstWords) kept() {
	if !n.open() { // it was left while the disk was slow
		return
	}
	w, id, tags, done := n.w, n.id, n.tags, n.done
	n.forget()
	text := n.end()
	w.reader.Select(article.Range{})
	w.focusMark(id)
	if tags {
		w.bar.tag([]article.ID{id})
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
