package desk

import (
	"context"

	"parley/annotations/article"
)

// An Event tells what has changed, after it is on disk.
type Event interface{ event() }

// The events. Foreign is true where another program made the change.
type (
	// Added tells of a new article.
	Added struct {
		Article article.ID
		Foreign bool
	}
	// ArticleChanged tells that an article has a new version.
	ArticleChanged struct {
		Article article.ID
		Foreign bool
	}
	// MarksChanged tells that highlights of an article were made, changed or deleted.
	MarksChanged struct {
		Article article.ID
		Foreign bool
	}
	// NotesChanged tells that notes on an article were made, changed or deleted.
	NotesChanged struct {
		Article article.ID
		Foreign bool
	}
	// DebateChanged tells that actors, disputes, statements or decisions were made, changed or deleted.
	DebateChanged struct{ Foreign bool }
	// Shelved tells that an article was described anew, tagged, archived, collected or deleted, or that this was taken back.
	Shelved struct {
		Article article.ID
		Foreign bool
	}
	// ShelvesChanged tells that collections were made, changed or deleted, or that the trash was emptied.
	ShelvesChanged struct{ Foreign bool }
	// Restored tells that the whole library has become another: a backup was put in its place.
	Restored struct{}
	// UndoChanged tells that undo or redo would now do something else.
	UndoChanged struct{}
)

func (Added) event()          {}
func (ArticleChanged) event() {}
func (MarksChanged) event()   {}
func (NotesChanged) event()   {}
func (DebateChanged) event()  {}
func (Shelved) event()        {}
func (ShelvesChanged) event() {}
func (Restored) event()       {}
func (UndoChanged) event()    {}

// Watch calls f with every event, from any goroutine, until stop is called.
func (d *Desk) Watch(f func(Event)) (stop func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := d.next
	d.next++
	d.watchers[n] = f
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.watchers, n)
	}
}

// tell calls the watchers, without the lock.
func (d *Desk) tell(events ...Event) {
	d.mu.Lock()
	fs := make([]func(Event), 0, len(d.watchers))
	for i := range d.next {
		if f, ok := d.watchers[i]; ok {
			fs = append(fs, f)
		}
	}
	d.mu.Unlock()
	for _, e := range events {
		for _, f := range fs {
			f(e)
		}
	}
}

// catchUp tells of the changes that others have made since the last time.
func (d *Desk) catchUp(ctx context.Context) error {
	for {
		d.mu.Lock()
		after := d.seq
		d.mu.Unlock()
		rows, last, err := d.shelf.Changes(ctx, after)
		if err != nil || last == after {
			return err
		}
		d.mu.Lock()
		d.seq = last
		d.mu.Unlock()
		var events []Event
		seen := map[Event]bool{}
		for _, r := range rows {
			var more []Event
			var e Event
			switch r.Entity {
			case "article":
				e = Added{r.Article, true}
			case "version":
				e = ArticleChanged{r.Article, true}
			case "highlight":
				e = MarksChanged{r.Article, true}
			case "settlement":
				e, more = MarksChanged{r.Article, true}, []Event{DebateChanged{true}}
			case "note":
				e = NotesChanged{r.Article, true}
			case "actor", "dispute", "statement", "decision":
				e = DebateChanged{true}
			case "shelved":
				e, more = Shelved{r.Article, true}, []Event{DebateChanged{true}}
			case "collection":
				e, more = ShelvesChanged{true}, []Event{DebateChanged{true}}
			case "library":
				d.forget()
				e, more = Restored{}, []Event{UndoChanged{}}
			default:
				continue
			}
			for _, e := range append(more, e) {
				if !seen[e] {
					seen[e] = true
					events = append(events, e)
				}
			}
		}
		d.tell(events...)
	}
}
