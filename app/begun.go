package app

import (
	"fmt"

	"fyne.io/fyne/v2"

	"parley/annotations/article"
	"parley/app/desk"
)

// Whatever is begun on a passage or an article belongs to the article and the version that it was begun on. It reads the text from there
// and is saved there, whatever is open by then; when another version is shown, it is saved, or kept as a draft and offered again.

// An origin is the article and the version that something was begun on.
type origin struct {
	title   string
	version *article.Version
}

func originOf(s *desk.Sitting) origin { return origin{s.Article.Title, s.Version} }

// here returns the open article and version, which there must be.
func (w *Window) here() origin { return originOf(w.now.sitting) }

// at reports whether a version is open.
func (w *Window) at(o origin) bool {
	return w.now != nil && o.version != nil && w.now.sitting.Version.ID == o.version.ID
}

// bound returns do for a button or menu that may still be there when another version is shown: then it does nothing but say so.
func (w *Window) bound(do func()) func() {
	if w.now == nil {
		return do
	}
	on := w.here()
	return func() {
		if !w.at(on) {
			w.notices.say(fmt.Sprintf("“%s” is no longer open. Nothing was changed.", shortened(on.title, 60)))
			return
		}
		do()
	}
}

// while returns functions that are called only if the same article is still being read. What follows a change of an article is about
// that article: its marks are not to be looked for in another.
func (w *Window) while(then []func()) []func() {
	of, out := w.now, make([]func(), len(then))
	for i, f := range then {
		out[i] = func() {
			if w.now == of {
				f()
			}
		}
	}
	return out
}

// writing reports whether something has been begun on the open article that another article would interrupt. A note that is open but has
// not got the keys is saved when another article is shown.
func (w *Window) writing() bool {
	e := w.sidebar.notes.editor
	note := e != nil && w.win.Canvas().Focused() == fyne.Focusable(e.entry)
	return w.form.open() || w.bar.tagging != nil || w.bar.shaping != nil || w.attaching != nil || w.first.open() || note
}

// busy reports whether what comes about by itself, such as the end of an import, must not show another article.
func (w *Window) busy() bool { return w.writing() || w.sheet.open() || w.asking != nil }

// announce says what has come in, and shows it when the reader wants that; at once if nothing would be interrupted.
func (w *Window) announce(words, act string, show func()) {
	if w.now != nil && w.busy() {
		w.notices.hold(words, act, show)
		return
	}
	show()
}

// leaveBegun is called before another article or version is shown: what is begun is put away, and it is said where it is kept.
func (w *Window) leaveBegun() {
	if w.putAway() && w.now != nil {
		on := w.here()
		w.notices.offer(fmt.Sprintf("Your draft is kept with “%s”.", shortened(on.title, 60)), "Go back", func() {
			w.openVersion(on.version.Article, on.version.Number)
		})
	}
}

// putAway ends everything that is begun on the open version. Notes and moved ends are saved, all else is kept as a draft; it reports
// whether anything is.
func (w *Window) putAway() (kept bool) {
	w.sidebar.leaveNote()
	kept = w.form.putAway()
	kept = w.bar.putAway() || kept
	kept = w.first.putAway() || kept
	if w.attaching != nil {
		w.leaveAttaching()
	}
	return kept
}

// drafts returns those of what is being typed, but for what is on its way to the disk.
func (w *Window) drafts() (out []*draft) {
	if w.form.open() && w.form.draft != nil && !w.form.saving {
		out = append(out, w.form.draft)
	}
	if t := w.bar.tagging; t != nil && !t.saving {
		out = append(out, t.draft)
	}
	return out
}

// keepBegun puts what is begun into the queue of writes, for the program may end; it stays open.
func (w *Window) keepBegun() {
	w.sidebar.leaveNote()
	w.form.keep()
	w.bar.keep()
	w.first.putAway()
}
