package app

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/annotations"
	"parley/annotations/article"
)

// saveAfter is how long typing rests before a note is saved; it is saved as often
// while typing goes on.
const saveAfter = 500 * time.Millisecond

// A noteEditor writes one note. What is typed is saved by itself; one stretch of
// writing is one step of undo.
type noteEditor struct {
	w       *Window
	id      article.ID // of the mark or the article's note; zero for a note that is not yet there
	kept    article.ID // the same, in the queue of writes
	disk    string     // what the disk has, in that queue
	before  []string   // what others wrote meanwhile and stays before what is typed, in that queue
	article article.ID
	mark    bool
	session string
	entry   *field
	saved   string // what the disk has, or will have when the queue has come to it
	shown   int    // how many of before are in the entry
	timer   *time.Timer
	object  *editorBox
}

// edit opens the note of a mark or of the article, and puts the caret into it.
func (l *noteList) edit(id article.ID) {
	if l.editing(id) {
		l.w.win.Canvas().Focus(l.editor.entry)
		return
	}
	l.leave()
	text, mark := "", false
	if m, ok := l.w.now.mark(id); ok {
		text, mark = m.Note, true
	} else {
		found := false
		for _, n := range l.w.now.notes {
			if n.ID == id {
				text, found = n.Text, true
			}
		}
		if !found {
			return
		}
	}
	l.editor = newNoteEditor(l.w, id, mark, text)
	l.choose(id)
	l.update()
	l.show(id)
	l.w.win.Canvas().Focus(l.editor.entry)
}

// begin opens a new note on the article. It is made with its first words.
func (l *noteList) begin() {
	l.leave()
	l.editor = newNoteEditor(l.w, article.ID{}, false, "")
	l.choose()
	l.update()
	l.list.show(0)
	l.w.win.Canvas().Focus(l.editor.entry)
}

// leave saves what is being written and closes the editor.
func (l *noteList) leave() {
	e := l.editor
	if e == nil {
		return
	}
	e.save()
	l.editor = nil
	l.update()
}

func newNoteEditor(w *Window, id article.ID, mark bool, text string) *noteEditor {
	e := &noteEditor{w: w, id: id, kept: id, mark: mark, saved: text, disk: text, article: w.now.sitting.Article.ID}
	e.session = fmt.Sprintf("%s %d", id, time.Now().UnixNano())
	e.entry = newField(w)
	e.entry.MultiLine = true
	e.entry.Wrapping = fyne.TextWrapWord
	e.entry.SetPlaceHolder("Write a note. Ctrl+Enter when done.")
	e.entry.SetText(text)
	e.entry.SetMinRowsVisible(3)
	e.entry.CursorRow = 1 << 20
	e.entry.OnChanged = func(string) { e.changed() }
	e.entry.onEscape = e.done
	e.entry.onAccept = e.done
	e.object = newEditorBox(e.entry)
	return e
}

// changed saves soon; while typing goes on, at least that often.
func (e *noteEditor) changed() {
	if e.object.grown() {
		e.w.sidebar.notes.grow(e.id)
	}
	if e.timer == nil {
		e.timer = time.AfterFunc(saveAfter, func() { e.w.post(e.save) })
	}
}

// save brings what has been typed to the disk.
func (e *noteEditor) save() {
	if e.timer != nil {
		e.timer.Stop()
		e.timer = nil
	}
	text := e.entry.Text
	if text == e.saved {
		return
	}
	before := e.saved
	e.saved = text
	w, shown := e.w, e.shown
	w.writes.add(func() {
		err := e.write(text, shown)
		if err == nil {
			return
		}
		w.post(func() {
			if strings.HasSuffix(e.saved, text) {
				e.saved = before // so that the next try is made
			}
			w.notices.keep(explain(fmt.Errorf("save the note: %w", err)), "Copy what was typed", func() { w.app.Clipboard().SetContent(text) })
		})
	})
}

// write brings a text to the disk; it is called in the queue of writes. shown is how many of e.before are in the text.
func (e *noteEditor) write(text string, shown int) error {
	d, ctx := e.w.desk, e.w.ctx
	text = strings.Join(e.before[shown:], "") + text
	kept, err := text, error(nil)
	switch {
	case e.mark:
		kept, err = d.Rewrite(ctx, e.kept, e.disk, text, e.session)
	case e.kept != article.ID{}:
		kept, err = d.RewriteNote(ctx, e.kept, e.disk, text, e.session)
	case strings.TrimSpace(text) == "":
		return nil
	default:
		var n annotations.Note
		if n, err = d.AddNote(ctx, e.article, text, e.session); err == nil {
			e.kept = n.ID
			e.w.post(func() { e.id = n.ID; e.w.reloadMarks() })
		}
	}
	if err != nil {
		return err
	}
	e.disk = kept
	if kept != text {
		other := strings.TrimSuffix(kept, text)
		e.before = append(e.before, other)
		e.w.post(func() { e.take(other) })
	}
	return nil
}

// take puts what another wrote into the note meanwhile before what is typed.
func (e *noteEditor) take(other string) {
	e.shown++
	e.saved = other + e.saved
	e.entry.SetText(other + e.entry.Text)
	e.entry.CursorRow = 1 << 20 // the end, where it is written on
	e.entry.Refresh()
	e.w.notices.stay("This note was changed elsewhere while you wrote: both texts are kept, yours below the line.")
}

// done saves and gives the keys back to the article.
func (e *noteEditor) done() {
	e.w.sidebar.notes.leave()
	e.w.focusReader()
}

// grow makes room for a note that has become longer.
func (l *noteList) grow(id article.ID) {
	for i, it := range l.items {
		if it.id() == id {
			l.list.remeasure(i)
			l.list.show(i)
		}
	}
}

// An editorBox is as high as what is written in it.
type editorBox struct {
	widget.BaseWidget
	entry  *field
	height float32
}

var (
	_ fyne.Widget = (*editorBox)(nil)
	_ fitted      = (*editorBox)(nil)
)

func newEditorBox(f *field) *editorBox {
	b := &editorBox{entry: f}
	b.ExtendBaseWidget(b)
	b.grown()
	return b
}

// The least and the greatest height of an editor; a longer note scrolls.
const editorLeast, editorMost = 84, 360

// grown takes the height of the text again and reports whether it is another.
func (b *editorBox) grown() bool {
	width := max(b.entry.Size().Width, 260)
	lines := 1
	for _, l := range strings.Split(b.entry.Text, "\n") {
		lines += 1 + int(float32(len([]rune(l)))*7.2/width)
	}
	h := min(max(float32(lines)*20+14, editorLeast), editorMost)
	if h == b.height {
		return false
	}
	b.height = h
	return true
}

// heightFor returns the height of the text, within bounds.
func (b *editorBox) heightFor(float32) float32 { return b.height }

// CreateRenderer is the toolkit's.
func (b *editorBox) CreateRenderer() fyne.WidgetRenderer {
	return inPlace(b, widget.NewSimpleRenderer(container.NewStack(b.entry)))
}
