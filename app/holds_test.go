package app_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"parley/annotations/store"
	"parley/app"
)

// windowOn opens a window on a library that knows of other windows.
func windowOn(p *pair) *pair {
	q := *p
	q.stage = openStageWith(p.t, p.db, func(o *app.Options) {
		o.Keeper = func(ko app.KeeperOptions) app.Keeper { return store.Keeper{Now: time.Now, Swap: ko.Swap} }
	})
	q.read()
	if q.Version().Article != q.first {
		q.turnTo(q.first)
	}
	q.viewed()
	return &q
}

// TestDraftsOfLiveWindows types in one window: another is not offered that while it is open there, and when it is left, only one goes on with it.
func TestDraftsOfLiveWindows(t *testing.T) {
	p := openPair(t)
	a, b := windowOn(p), windowOn(p)
	a.fill()
	a.until("the form is kept", func() bool {
		all, _ := a.Desk().Unsaved(t.Context(), a.first)
		return len(all) == 1 && strings.Contains(string(all[0].JSON), "Three crowns")
	})
	b.turnTo(b.other)
	b.turnTo(b.first)
	b.until("what was begun is read", b.OffersRead)
	if got := b.Offered(); len(got) != 0 {
		t.Fatalf("what is being typed elsewhere is offered: %q", got)
	}

	a.Stroke(fyne.KeyEscape)
	a.until("it is offered where it was typed", func() bool { return len(a.Offered()) == 1 })
	b.turnTo(b.other)
	b.turnTo(b.first)
	b.until("it is offered elsewhere", func() bool { return len(b.Offered()) == 1 })
	b.TakeOffer(0)
	b.until("the form is open", b.FormOpen)
	a.TakeOffer(0)
	a.until("it is refused", func() bool { return a.said("This is being written in another window.") && len(a.Offered()) == 0 })
	if a.FormOpen() {
		t.Error("both windows go on with the same")
	}
	b.NoteInForm("more words")
	b.Stroke(fyne.KeyEscape)
	b.until("it is offered", func() bool { return len(b.Offered()) == 1 })
	a.turnTo(a.other)
	a.turnTo(a.first)
	a.until("it is offered again", func() bool { return len(a.Offered()) == 1 })
	b.DropOffer(0)
	b.until("it is discarded", func() bool { return len(b.Offered()) == 0 && b.unsaved() == 0 })
	a.TakeOffer(0)
	a.until("it is said to be gone", func() bool { return a.said("Another window has gone on with this.") })
	if a.FormOpen() || a.unsaved() != 0 {
		t.Error("what another window has discarded is gone on with")
	}
}
