package app

import (
	"fmt"
	"strings"
	"time"

	"parley/annotations"
	"parley/annotations/article"
)

// A draft keeps what is typed in one place of the window, the statement form for example, in the library while it is typed, until it
// is saved as what it is to become, or discarded. Its methods are called on the screen's goroutine.
type draft struct {
	w     *Window
	id    article.ID
	kind  annotations.UnsavedKind
	on    origin
	state func() []byte // what is typed and chosen now, as JSON
	blank string        // what that was before anything was typed; empty if it was begun earlier
	kept  string        // what the library holds of it, or will when the queue has come to it; empty for nothing
	timer *time.Timer
	over  bool // it is about nothing that is open any more
	said  bool // that it could not be kept
	held  bool // no other window is offered it
}

// newDraft begins to keep what state returns. What it returns now is not worth keeping.
func (w *Window) newDraft(kind annotations.UnsavedKind, on origin, state func() []byte) *draft {
	return &draft{w: w, id: w.desk.NewID(), kind: kind, on: on, state: state, blank: string(state())}
}

// resumeDraft goes on with what was begun before.
func (w *Window) resumeDraft(u annotations.Unsaved, on origin, state func() []byte) *draft {
	return &draft{w: w, id: u.ID, kind: u.Kind, on: on, state: state, kept: string(u.JSON), held: true}
}

// changed keeps what is typed soon; while typing goes on, at least that often.
func (d *draft) changed() {
	if d.timer == nil && !d.over {
		d.timer = time.AfterFunc(saveAfter, func() { d.w.post(d.save) })
	}
}

func (d *draft) rest() {
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
}

// record returns what is to be kept now; typed is false if that is nothing.
func (d *draft) record() (u annotations.Unsaved, typed bool) {
	b := d.state()
	v := d.on.version
	return annotations.Unsaved{ID: d.id, Kind: d.kind, Article: v.Article, Version: v.ID, JSON: b}, string(b) != d.blank
}

// save keeps what is typed, if it has changed. It reports nothing: what goes wrong is said on the screen.
func (d *draft) save() {
	d.rest()
	if d.over {
		return
	}
	u, typed := d.record()
	now := string(u.JSON)
	switch {
	case !typed:
		d.forget()
		return
	case now == d.kept:
		return
	}
	before, w := d.kept, d.w
	d.kept = now
	d.hold()
	w.writes.add(func() {
		err := w.desk.SaveUnsaved(w.ctx, u)
		w.post(func() {
			switch {
			case err == nil:
				d.said = false
			case d.kept == now:
				d.kept = before // so that the next change tries again
				fallthrough
			default:
				d.unkept(err)
			}
		})
	})
}

// unkept says, once, that what is typed is not in the library.
func (d *draft) unkept(err error) {
	if d.said {
		return
	}
	d.said = true
	d.w.notices.keep(explain(err), "Try again", func() {
		d.said = false
		over := d.over
		d.over = false
		d.save()
		d.over = over
	})
}

// keep is save for a moment after which nothing may be typed any more: what goes wrong is said, even if it was said before.
func (d *draft) keep() {
	d.said = false
	d.save()
}

// end keeps what is typed a last time, for its place in the window is going to be about something else. It reports whether
// there was anything to keep.
func (d *draft) end() bool {
	d.keep()
	u, typed := d.record()
	d.state = func() []byte { return u.JSON }
	d.over = true
	d.letGo()
	return typed
}

// hold keeps other windows from offering it, from now until it is let go.
func (d *draft) hold() {
	if !d.held {
		d.held = true
		d.w.holds.take(d.id)
	}
}

// letGo lets it be offered, also in other windows, when what is being written is on the disk.
func (d *draft) letGo() {
	d.held = false
	d.w.holds.letGo(d.id)
}

// forget deletes it: it was discarded, or there is nothing in it.
func (d *draft) forget() {
	d.rest()
	if d.kept == "" {
		return
	}
	d.kept = ""
	w, id := d.w, d.id
	w.writes.add(func() {
		if err := w.desk.DeleteUnsaved(w.ctx, id); err != nil {
			w.post(func() { w.trouble(err) })
		}
	})
	d.letGo()
}

// settling is called when what is typed is about to be saved as what it is to become. The function that it returns is called in the
// queue of writes with what came of that: the draft is deleted, or kept as it was.
func (d *draft) settling() func(error) {
	d.rest()
	u, _ := d.record()
	had := d.kept != ""
	w := d.w
	return func(err error) {
		switch {
		case err != nil:
			if w.desk.SaveUnsaved(w.ctx, u) == nil { // otherwise it is still in its place, or copied from the message
				w.post(func() {
					d.kept = string(u.JSON)
					if d.over { // nobody goes on with it any more
						d.letGo()
					}
				})
			}
		case had:
			if err := w.desk.DeleteUnsaved(w.ctx, u.ID); err != nil {
				w.post(func() { w.trouble(fmt.Errorf("it is saved, but will be offered again: %w", err)) })
			}
			w.holds.free(u.ID)
			w.post(func() { d.kept, d.held = "", false })
		}
	}
}

// oneLine returns words on one line, cut off.
func oneLine(s string, most int) string { return shortened(strings.Join(strings.Fields(s), " "), most) }
