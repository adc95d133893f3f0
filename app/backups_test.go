package app_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/store"
	"parley/app"
	"parley/app/desk"
)

// A slowDisk stops at each word about the progress of a backup until it is let on.
type slowDisk struct {
	at  chan string
	on  chan struct{}
	all bool // it no longer stops
}

// openSlow opens a window whose library is copied slowly.
func openSlow(t *testing.T, db string) (*stage, *slowDisk) {
	t.Helper()
	disk := &slowDisk{at: make(chan string), on: make(chan struct{})}
	s := openStageWith(t, db, func(o *app.Options) {
		o.Keeper = func(ko app.KeeperOptions) app.Keeper {
			return store.Keeper{Now: time.Now, Swap: ko.Swap, Progress: func(what string, share float64) {
				if ko.Progress == nil {
					return
				}
				ko.Progress(what, share)
				if !disk.all {
					disk.at <- what
					<-disk.on
				}
			}}
		}
	})
	s.read()
	return s, disk
}

// halt lets the window work until the disk has stopped.
func (s *stage) halt(d *slowDisk) string {
	s.t.Helper()
	var what string
	s.until("the disk stops", func() bool {
		select {
		case what = <-d.at:
			return true
		default:
			return false
		}
	})
	s.drain()
	return what
}

// let lets the disk go on to its end.
func (d *slowDisk) let() {
	d.all = true
	d.on <- struct{}{}
}

func (s *stage) says(words string) bool {
	return slices.ContainsFunc(s.Said(), func(said string) bool { return strings.Contains(said, words) })
}

// markAt marks a passage and waits until that is on the disk and the mark is chosen.
func (s *stage) markAt(at, marks int) {
	s.t.Helper()
	s.Reader().Select(article.Range{Start: at, End: at + 20})
	s.Key('h', 0)
	s.marks(marks)
	s.until("the mark is chosen", func() bool { return s.ChosenMarks() == 1 && s.Reader().Selection().Empty() })
}

// TestBackUpBesideTheWindow marks, writes and zooms while a backup is made, and gives one up.
func TestBackUpBesideTheWindow(t *testing.T) {
	db := filepath.Join(t.TempDir(), "library.db")
	s, disk := openSlow(t, db)
	s.markAt(100, 1)
	s.BackUp()
	s.halt(disk)
	if !s.says("Backing up the library: copying the library") {
		t.Errorf("said is %q", s.Said())
	}
	s.markAt(200, 2)
	s.Key('n', 0)
	s.until("its note is open", s.Writing)
	s.Write("Written meanwhile.")
	s.until("the note is on the disk", func() bool {
		return slices.ContainsFunc(s.Marks(), func(m desk.Mark) bool { return m.Note == "Written meanwhile." })
	})
	s.BackUp() // not a second one
	if !s.says("Only one backup") {
		t.Errorf("said is %q", s.Said())
	}
	disk.let()
	s.until("it is backed up", func() bool { return s.says("The library is backed up in") })
	k := store.Keeper{Now: time.Now}
	names, err := k.Backups(t.Context(), db)
	if err != nil || len(names) != 1 {
		t.Fatal(names, err)
	}
	if l, err := k.Look(t.Context(), names[0]); err != nil || l.Highlights != 1 || l.Articles != 1 {
		t.Errorf("the backup has %+v, %v", l, err)
	}

	disk.all = false
	s.BackUp()
	s.halt(disk)
	s.Cancel()
	disk.let()
	s.until("it is given up", func() bool { return s.says("Backup cancelled.") })
	if names, err := k.Backups(t.Context(), db); err != nil || len(names) != 1 || s.Problems() != 0 {
		t.Errorf("%q, %v, %d problems", names, err, s.Problems())
	}
}

// TestRestoreBesideTheWindow marks while a backup is being restored: the mark is in what is saved, and the window shows what is restored.
func TestRestoreBesideTheWindow(t *testing.T) {
	db := filepath.Join(t.TempDir(), "library.db")
	s, disk := openSlow(t, db)
	disk.all = true
	s.markAt(100, 1)
	s.BackUp()
	s.until("it is backed up", func() bool { return s.says("The library is backed up in") })
	k := store.Keeper{Now: time.Now}
	names, err := k.Backups(t.Context(), db)
	if err != nil || len(names) != 1 {
		t.Fatal(names, err)
	}
	s.markAt(200, 2)

	disk.all = false
	s.Restore(names[0])
	s.halt(disk)
	s.Cancel()
	disk.let()
	s.until("it is given up", func() bool { return s.says("The library was not changed.") })
	if len(s.Marks()) != 2 {
		t.Errorf("%d marks after a restoration that was given up", len(s.Marks()))
	}

	disk.all = false
	s.Restore(names[0])
	s.halt(disk)
	s.markAt(300, 3)
	s.Key('n', 0)
	s.until("its note is open", s.Writing)
	s.Write("Written meanwhile.") // and not yet kept by itself
	disk.let()
	s.until("it is restored", func() bool { return s.says("The previous library is kept in") && len(s.Marks()) == 1 })
	var saved annotations.Look
	all, err := k.Backups(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		if l, err := k.Look(t.Context(), name); err != nil {
			t.Error(err)
		} else if l.Highlights == 3 {
			saved = l
		}
	}
	if saved.Notes != 1 {
		t.Errorf("what was there before is saved as %+v", saved)
	}
	if s.Problems() != 0 {
		t.Errorf("said is %q", s.Said())
	}
	s.markAt(400, 2) // the restored library can be written
}

// openKept opens a window that backs its library up.
func openKept(t *testing.T, db string) *stage {
	t.Helper()
	return openStageWith(t, db, func(o *app.Options) {
		o.Keeper = func(ko app.KeeperOptions) app.Keeper {
			return store.Keeper{Now: time.Now, Progress: ko.Progress, Swap: ko.Swap}
		}
	})
}

// TestClosingBacksUp closes windows: after a change, the library is backed up with it; without one, it is not; while another window is open, that does it.
func TestClosingBacksUp(t *testing.T) {
	db := filepath.Join(t.TempDir(), "library.db")
	k := store.Keeper{Now: time.Now}
	backup := func(what string, marks int) {
		t.Helper()
		all, err := k.Backups(t.Context(), db)
		if err != nil || len(all) != min(marks, 1) {
			t.Fatalf("%s: %q, %v", what, all, err)
		}
		if marks == 0 {
			return
		}
		if l, err := k.Look(t.Context(), all[0]); err != nil || l.Highlights != marks {
			t.Errorf("%s: %+v, %v, want %d marks", what, l, err, marks)
		}
	}
	mark := func(s *stage, at, n int) {
		s.read()
		s.Reader().Select(article.Range{Start: at, End: at + 20})
		s.Key('h', 0)
		s.marks(n)
	}
	finish := func(s *stage) {
		t.Helper()
		s.Leave()
		s.until("the window is left", s.Left)
		if err := s.Finish(); err != nil {
			t.Fatal(err)
		}
	}
	release, _, err := k.Own(db) // as another window
	if err != nil {
		t.Fatal(err)
	}
	s := openKept(t, db)
	mark(s, 100, 1)
	finish(s)
	backup("while another window is open", 0)
	release()
	s = openKept(t, db)
	mark(s, 200, 2)
	finish(s)
	backup("after a change", 2)
}
