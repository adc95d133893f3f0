package app_test

import (
	"strings"
	"testing"

	"parley/annotations/article"
)

// TestUndoOfANotice presses Undo on a message after something else was done: that stays, and the message is gone or says why.
func TestUndoOfANotice(t *testing.T) {
	p := openPair(t)
	p.markOne()
	p.Pick(0, 0)
	p.Press("Delete")
	p.until("Undo is offered", func() bool { return len(p.Marks()) == 0 && p.Announced("Undo") != nil })
	undo := p.Announced("Undo")
	p.Reader().Select(p.passage("the hours of the night boat"))
	p.Key('h', 0)
	p.until("another is made", func() bool { return len(p.Marks()) == 1 })
	p.until("the message is gone", func() bool { return p.Announced("Undo") == nil })
	undo() // pressed at the last moment
	p.until("it is said why not", func() bool { return p.said("Undo: something else was done") })
	if m := p.Marks(); len(m) != 1 || m[0].Anchor.Exact != "the hours of the night boat" {
		t.Errorf("Undo of one message took back something else: %v", m)
	}

	p.Pick(0, 0)
	p.Press("Delete")
	p.until("Undo is offered", func() bool { return len(p.Marks()) == 0 && p.Announced("Undo") != nil })
	undo = p.Announced("Undo")
	undo()
	p.until("it is undone", func() bool { return len(p.Marks()) == 1 })
	undo()
	p.until("it is undone once", func() bool { return p.Problems() > 1 && len(p.Marks()) == 1 })
}

// TestTrashMessageEnds puts the open article into the trash from elsewhere and restores it from there: the message that it is in the trash goes.
func TestTrashMessageEnds(t *testing.T) {
	p := openPair(t)
	ids := []article.ID{p.first}
	other := openStage(t, p.db) // another program
	if err := other.Desk().Discard(t.Context(), ids, true); err != nil {
		t.Fatal(err)
	}
	trashed := func() bool {
		for _, s := range p.Said() {
			if strings.Contains(s, "is in the trash now") {
				return true
			}
		}
		return false
	}
	p.until("it is said", trashed)
	if err := other.Desk().Discard(t.Context(), ids, false); err != nil {
		t.Fatal(err)
	}
	p.until("it is said no longer", func() bool { return !trashed() })
}
