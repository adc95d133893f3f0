package desk

import (
	"context"
	"errors"
	"fmt"

	"parley/annotations"
	"parley/annotations/debate"
)

// A step is what one action changed, under the name that undo shows.
type step struct {
	id      StepID
	name    string
	edits   annotations.Edits
	filed   debate.Edits
	session string // steps of one stretch of writing are one
}

// A StepID tells the steps of a desk apart; 0 is none. A step keeps it when it is undone and redone.
type StepID uint64

// stepsMost is how many steps can be undone.
const stepsMost = 500

// apply makes edits, remembers how to undo them, and only then tells the watchers.
func (d *Desk) apply(ctx context.Context, s step) error {
	if s.edits.Empty() && s.filed.Empty() {
		return nil
	}
	d.acting.Lock()
	of := d.libraryNow()
	err := d.shelf.Change(ctx, s.edits, s.filed, d.Now())
	if err == nil {
		d.remember(s, of)
	}
	d.acting.Unlock()
	if err != nil {
		return fmt.Errorf("%s: %w", lower(s.name), err)
	}
	d.tell(append(eventsOf(s), UndoChanged{})...)
	return nil
}

// eventsOf returns what the watchers are told of a step.
func eventsOf(s step) []Event {
	e := s.edits
	var out []Event
	seen := map[Event]bool{}
	add := func(e Event) {
		if !seen[e] {
			seen[e] = true
			out = append(out, e)
		}
	}
	for _, x := range e.Highlights {
		add(MarksChanged{Article: x.To.Article})
	}
	for _, x := range e.Notes {
		add(NotesChanged{Article: x.To.Article})
	}
	for _, x := range e.Settled {
		of := x.To.Article
		if x.To.Verdict == annotations.Unsettled {
			of = x.From.Article
		}
		add(MarksChanged{Article: of})
		add(DebateChanged{})
	}
	if len(e.Collections) > 0 {
		add(ShelvesChanged{})
	}
	for _, x := range e.Articles {
		add(Shelved{Article: x.To.ID})
		if x.From.Gone != x.To.Gone {
			add(DebateChanged{})
		}
	}
	if !s.filed.Empty() {
		add(DebateChanged{})
	}
	return out
}

// remember puts a step that was made in the library with that number where undo finds it. What could be redone no longer
// can. If the library has been replaced meanwhile, the step is of no use and is dropped.
func (d *Desk) remember(s step, of int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if of != d.library {
		return
	}
	redo := len(d.undone) > 0
	d.undone = nil
	if n := len(d.done); n > 0 && !redo && s.session != "" && d.done[n-1].session == s.session && s.filed.Empty() && d.done[n-1].filed.Empty() {
		last := &d.done[n-1]
		if e, ok := joinEdits(last.edits, s.edits); ok {
			if last.edits = e; idle(e) {
				d.done = d.done[:n-1]
			}
			return
		}
	}
	d.steps++
	s.id = d.steps
	d.done = append(d.done, s)
	if len(d.done) > stepsMost {
		d.done = append([]step(nil), d.done[len(d.done)-stepsMost:]...)
	}
}

// forget drops all steps: they were made in another library.
func (d *Desk) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.done, d.undone = nil, nil
	d.library++
}

// libraryNow returns the number of the library that is open: it rises when a backup is put in its place.
func (d *Desk) libraryNow() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.library
}

// joinEdits makes one of two edits of the same things, the second where the first left off.
func joinEdits(a, b annotations.Edits) (annotations.Edits, bool) {
	if len(a.Highlights) != len(b.Highlights) || len(a.Notes) != len(b.Notes) || len(a.Settled)+len(b.Settled)+len(a.Articles)+len(b.Articles)+len(a.Collections)+len(b.Collections) > 0 {
		return a, false
	}
	var out annotations.Edits
	for i, x := range a.Highlights {
		y := b.Highlights[i]
		if !x.To.Same(y.From) { // another thing, or another's change between them
			return a, false
		}
		out.Highlights = append(out.Highlights, annotations.HighlightEdit{From: x.From, To: y.To})
	}
	for i, x := range a.Notes {
		y := b.Notes[i]
		if !x.To.Same(y.From) {
			return a, false
		}
		out.Notes = append(out.Notes, annotations.NoteEdit{From: x.From, To: y.To})
	}
	return out, true
}

// idle reports whether edits lead back to where they began.
func idle(e annotations.Edits) bool {
	for _, x := range e.Highlights {
		if made := x.From.ID == (annotations.ID{}); made && !x.To.Gone || !made && !x.From.Same(x.To) {
			return false
		}
	}
	for _, x := range e.Notes {
		if made := x.From.ID == (annotations.ID{}); made && !x.To.Gone || !made && !x.From.Same(x.To) {
			return false
		}
	}
	return true
}

// Undo takes the last step back and returns its name. If something it touched was changed by
// another since, nothing is taken back, the step is forgotten and the error wraps
// annotations.ErrChanged. With no step left it is [ErrNothing].
func (d *Desk) Undo(ctx context.Context) (string, error) {
	return d.turn(ctx, &d.done, &d.undone, "undo", 0)
}

// UndoStep takes a step back as Undo does, if it is the last. Otherwise nothing is taken back and the error wraps [ErrNotLast].
func (d *Desk) UndoStep(ctx context.Context, id StepID) (string, error) {
	return d.turn(ctx, &d.done, &d.undone, "undo", id)
}

// LastStep returns the step that Undo would take back, 0 if there is none.
func (d *Desk) LastStep() StepID {
	d.mu.Lock()
	defer d.mu.Unlock()
	if n := len(d.done); n > 0 {
		return d.done[n-1].id
	}
	return 0
}

// Redo repeats the step that was undone last, as Undo takes one back.
func (d *Desk) Redo(ctx context.Context) (string, error) {
	return d.turn(ctx, &d.undone, &d.done, "redo", 0)
}

// turn reverses the last step of from and moves it, reversed, to the end of to. If only is not 0, it must be that step.
func (d *Desk) turn(ctx context.Context, from, to *[]step, what string, only StepID) (string, error) {
	s, err := d.reverse(ctx, from, to, only)
	switch {
	case errors.Is(err, ErrNotLast):
		return "", fmt.Errorf("%s: %w", what, err)
	case errors.Is(err, ErrNothing):
		return "", err
	case err != nil:
		d.tell(UndoChanged{})
		return "", fmt.Errorf("%s “%s”: %w", what, s.name, err)
	}
	d.tell(append(eventsOf(s), UndoChanged{})...)
	return s.name, nil
}

func (d *Desk) reverse(ctx context.Context, from, to *[]step, only StepID) (step, error) {
	d.acting.Lock()
	defer d.acting.Unlock()
	d.mu.Lock()
	n := len(*from)
	switch {
	case only != 0 && (n == 0 || (*from)[n-1].id != only):
		d.mu.Unlock()
		return step{}, ErrNotLast
	case n == 0:
		d.mu.Unlock()
		return step{}, ErrNothing
	}
	s, of := (*from)[n-1], d.library
	d.mu.Unlock()

	back := step{id: s.id, name: s.name, edits: s.edits.Reversed(), filed: s.filed.Reversed()}
	err := d.shelf.Change(ctx, back.edits, back.filed, d.Now())
	if err != nil && !isChanged(err) && !errors.Is(err, annotations.ErrNotFound) {
		return s, err // it can be tried again
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if of != d.library { // a backup was put in its place meanwhile: neither stack holds its steps any more
		return s, err
	}
	if *from = (*from)[:n-1]; err == nil {
		*to = append(*to, back)
	}
	return s, err
}

// UndoName returns the name of the step that Undo would take back; empty if there is none.
func (d *Desk) UndoName() string { return d.last(&d.done) }

// RedoName returns the name of the step that Redo would repeat; empty if there is none.
func (d *Desk) RedoName() string { return d.last(&d.undone) }

func (d *Desk) last(of *[]step) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if n := len(*of); n > 0 {
		return (*of)[n-1].name
	}
	return ""
}
