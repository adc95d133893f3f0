package app_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"parley/annotations/article"
	"parley/app/desk"
)

// unsaved returns how many things are kept as begun on the first article.
func (p *pair) unsaved() int {
	p.t.Helper()
	all, err := p.Desk().Unsaved(p.t.Context(), p.first)
	if err != nil {
		p.t.Fatal(err)
	}
	return len(all)
}

// again starts the program again on the same library, and opens the first article.
func (p *pair) again() {
	p.t.Helper()
	p.stage = openStage(p.t, p.db)
	p.read()
	if p.Version().Article != p.first {
		p.turnTo(p.first)
	}
	p.viewed()
}

// TestWhatIsTypedIsKept types into the form and the field of tags: it is in the library soon after, so that a program that is killed
// loses next to nothing.
func TestWhatIsTypedIsKept(t *testing.T) {
	p := openPair(t)
	p.fill()
	p.until("the form is kept", func() bool {
		all, _ := p.Desk().Unsaved(t.Context(), p.first)
		return len(all) == 1 && strings.Contains(string(all[0].JSON), "Three crowns")
	})
	p.again() // while the other still runs, as though that had been killed
	p.until("it is offered", func() bool { return len(p.Offered()) == 1 })
	if got := p.Offered()[0]; got != "A statement of Tomas Reyes on “the hours of the night boat”" {
		t.Errorf("offered is %q", got)
	}
	if !p.Act("go-on") {
		t.Error("it cannot be gone on with from the menu")
	}
	p.until("the form is open", p.FormOpen)
	p.SaveForm()
	p.filedRight()

	p.markAndTag("river")
	p.until("the tags are kept", func() bool { return p.unsaved() == 1 })
	p.Stroke(fyne.KeyEscape)
	p.until("tags that are left are discarded", func() bool { return p.unsaved() == 0 })
}

// TestNothingTypedIsNotKept opens the form and the field of tags, and leaves them as they are.
func TestNothingTypedIsNotKept(t *testing.T) {
	p := openPair(t)
	p.Reader().Select(p.passage("We will not pay more than two crowns")) // of which much is known already
	p.Type("s")
	p.turnTo(p.other)
	p.turnTo(p.first)
	p.markOne()
	p.Key('t', 0)
	p.turnTo(p.other)
	p.turnTo(p.first)
	p.Desk().Unsaved(t.Context(), p.first)
	if n := p.unsaved(); n != 0 || len(p.Offered()) != 0 {
		t.Errorf("%d are kept; offered are %q", n, p.Offered())
	}
}

// TestClosingKeepsWhatIsBegun closes the window, or has the toolkit end, in the middle of things, and starts again.
func TestClosingKeepsWhatIsBegun(t *testing.T) {
	leave := map[string]func(*pair){
		"closed": func(p *pair) { p.Leave(); p.until("the window is left", p.Left) },
		"ended": func(p *pair) {
			if err := p.Finish(); err != nil {
				p.t.Error(err)
			}
		},
	}
	for how, leave := range leave {
		t.Run("form "+how, func(t *testing.T) {
			p := openPair(t)
			p.fill()
			holds := p.FormHolds()
			leave(p)
			p.again()
			p.until("it is offered", func() bool { return len(p.Offered()) == 1 })
			p.TakeOffer(0)
			p.until("the form is open", p.FormOpen)
			if got := p.FormHolds(); got != holds {
				t.Errorf("the form holds\n%s, and held\n%s", got, holds)
			}
			p.SaveForm()
			p.filedRight()
		})
		t.Run("tags "+how, func(t *testing.T) {
			p := openPair(t)
			p.markAndTag("river")
			leave(p)
			p.again()
			p.until("they are offered", func() bool { return len(p.Offered()) == 1 })
			p.DropOffer(0)
			p.until("they are discarded", func() bool { return len(p.Offered()) == 0 && p.unsaved() == 0 && p.Announced("Undo") != nil })
			p.Announced("Undo")()
			p.until("they are offered again", func() bool { return len(p.Offered()) == 1 && p.unsaved() == 1 })
			p.TakeOffer(0)
			p.until("the tags are open", p.Tagging)
			p.Stroke(fyne.KeyReturn)
			p.until("the mark is tagged", func() bool { return len(p.Marks()[0].Tags) == 1 && p.Marks()[0].Tags[0] == "river" })
		})
		t.Run("first note "+how, func(t *testing.T) {
			p := openPair(t)
			letGo := p.Hold()
			p.Reader().Select(p.passage("the hours of the night boat"))
			p.Key('n', 0)
			p.TypeIn("hush")
			time.AfterFunc(50*time.Millisecond, letGo) // while the window waits for the disk
			leave(p)
			p.again()
			if m := p.Marks(); len(m) != 1 || m[0].Note != "hush" {
				t.Errorf("marks: %+v", m)
			}
		})
	}
}

// TestFirstNoteElsewhere opens another article while the passage of a first note is on its way to the disk, which may be full.
func TestFirstNoteElsewhere(t *testing.T) {
	for _, key := range []rune{'n', 't'} {
		for _, full := range []bool{false, true} {
			p := openPair(t)
			letGo := p.Hold()
			p.Reader().Select(p.passage("the hours of the night boat"))
			p.Key(key, 0)
			p.TypeIn("hush")
			p.OpenArticle(p.other)
			p.until("the other is open", func() bool { return p.Version().Article == p.other })
			p.disk.full.Store(full)
			said := p.Problems()
			letGo()
			if full {
				p.until("it is said", func() bool { return p.Problems() > said })
				p.disk.full.Store(false)
			}
			p.turnTo(p.first)
			if full {
				p.until("it is offered", func() bool { return len(p.Offered()) == 1 })
				p.TakeOffer(0)
				if key == 't' {
					p.until("the tags are open", p.Tagging)
					p.Stroke(fyne.KeyReturn)
				}
			}
			p.until("it is with the passage", func() bool {
				m := p.Marks()
				return len(m) == 1 && m[0].Anchor.Exact == "the hours of the night boat" && (m[0].Note == "hush" || len(m[0].Tags) == 1 && m[0].Tags[0] == "hush")
			})
			p.until("nothing is kept beside it", func() bool { return p.unsaved() == 0 })
		}
	}
}

// TestFirstNoteThatCannotBeSaved types a note on a passage that cannot be highlighted now: it is kept as it is typed, until it can be.
func TestFirstNoteThatCannotBeSaved(t *testing.T) {
	p := openPair(t)
	p.disk.full.Store(true)
	p.Reader().Select(p.passage("the hours of the night boat"))
	p.Key('n', 0)
	p.until("it is said", func() bool { return strings.Contains(p.FirstWordsSays(), "full") })
	p.TypeIn("hush")
	p.until("it is kept as it is typed", func() bool {
		all, _ := p.Desk().Unsaved(t.Context(), p.first)
		return len(all) == 1 && strings.Contains(string(all[0].JSON), "hush")
	})
	p.disk.full.Store(false)
	p.AcceptFirstWords()
	p.until("it is with the passage", func() bool { return len(p.Marks()) == 1 && p.Marks()[0].Note == "hush" })
	p.until("nothing is kept beside it", func() bool { return p.unsaved() == 0 })
}

// TestBegunOnAnEarlierVersion begins a statement, and reads a version that does not hold its words: it is not gone on with there.
func TestBegunOnAnEarlierVersion(t *testing.T) {
	p := openPair(t)
	p.fill()
	p.Stroke(fyne.KeyEscape)
	p.until("it is offered", func() bool { return len(p.Offered()) == 1 })
	p.change(" and the hours of the night boat", "")
	if _, err := p.Import(p.path); err != nil {
		t.Fatal(err)
	}
	p.until("the version is open", func() bool { return p.Version().Number == 2 })
	p.viewed()
	p.until("it is offered", func() bool { return len(p.Offered()) == 1 })
	words, act := p.OfferSays(0)
	if act != "Open version 1" || !strings.Contains(words, "the hours of the night boat") {
		t.Fatalf("offered: %q, %q", words, act)
	}
	p.TakeOffer(0)
	p.until("its version is open", func() bool { return p.Version().Number == 1 })
	p.viewed()
	p.until("it is offered", func() bool { return len(p.Offered()) == 1 })
	p.TakeOffer(0)
	p.until("the form is open", p.FormOpen)
	p.SaveForm()
	p.filedRight()
}

// TestTheLibraryIsReplaced puts another library, which does not hold the draft, in the place of this one while the form is open.
func TestTheLibraryIsReplaced(t *testing.T) {
	p := openPair(t)
	p.fill()
	p.until("the form is kept", func() bool { return p.unsaved() == 1 })
	all, err := p.Desk().Unsaved(t.Context(), p.first)
	if err == nil {
		err = p.Desk().DeleteUnsaved(t.Context(), all[0].ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	p.Replaced()
	p.until("it is offered", func() bool { return !p.FormOpen() && len(p.Offered()) == 1 })
	p.TakeOffer(0)
	p.until("the form is open", p.FormOpen)
	p.SaveForm()
	p.filedRight()
}

// TestClosingOverASheet types into a sheet and closes the window: it is asked first whether that is to be discarded. A signal is not kept waiting.
func TestClosingOverASheet(t *testing.T) {
	for name, end := range map[string]func(*pair){"window": func(p *pair) { p.Leave() }, "signal": func(p *pair) { p.End() }} {
		p := openPair(t)
		p.Act("details")
		p.TypeIn(" and more")
		end(p)
		if name == "window" {
			for len(p.posted) > 0 {
				(<-p.posted)()
			}
			if p.Left() || !p.Asking() {
				t.Fatalf("the window is left: %v; it is asked: %v", p.Left(), p.Asking())
			}
			p.Answer("Discard")
		}
		p.until("the window is left", p.Left)
	}
}

// TestLanes has something else read while what the reader asked for is on its way: neither ends the other.
func TestLanes(t *testing.T) {
	t.Run("a comparison while words are found", func(t *testing.T) {
		p := openPair(t)
		p.change("Two key disputes", "After a long night two key disputes")
		if _, err := p.Import(p.path); err != nil {
			t.Fatal(err)
		}
		p.until("the version is open", func() bool { return p.Version().Number == 2 })
		p.viewed()
		p.Act("compare")
		p.Find("boat")
		p.until("the comparison is shown", p.SheetOpen)
		for _, words := range p.Said() {
			if strings.Contains(words, "Comparing") {
				t.Errorf("it still says %q", words)
			}
		}
		p.CloseSheet()
		p.until("the words are found", func() bool { return strings.Contains(p.FoundText(), " of ") })
	})
	t.Run("a question while words are found", func(t *testing.T) {
		p := openPair(t)
		p.change("Two key disputes", "After a long night two key disputes")
		p.Drop(storage.NewFileURI(p.path))
		p.until("the question is asked", func() bool {
			if !p.SheetOpen() {
				p.Find("boat")
			}
			return p.SheetOpen()
		})
	})
	t.Run("a question over another sheet", func(t *testing.T) {
		p := openPair(t)
		p.Act("versions")
		p.until("the versions are listed", p.SheetOpen)
		p.change("Two key disputes", "After a long night two key disputes")
		p.Drop(storage.NewFileURI(p.path))
		more := filepath.Join(t.TempDir(), "third.txt") // whose end says that the question has been read
		if err := os.WriteFile(more, []byte("A third article\n\nWith other words in it, which are of no use.\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		p.Drop(storage.NewFileURI(more))
		p.until("the other is announced", func() bool { return p.Announced("Open it") != nil })
		if p.SheetHead() != "Versions" {
			t.Errorf("the versions have given way to %q", p.SheetHead())
		}
		p.Press(fyne.KeyEscape)
		p.until("the question is asked", func() bool { return p.SheetOpen() && strings.Contains(p.SheetHead(), "has changed") })
		p.Act("compare") // which a sheet keeps away
		p.Press(fyne.KeyReturn)
		p.until("the version is open", func() bool { return p.Version().Number == 2 })
	})
	t.Run("another article is clicked while the open one gets a version", func(t *testing.T) {
		p := openPair(t)
		p.change("Two key disputes", "After a long night two key disputes")
		_, letGo := p.HoldOpening()
		p.OpenArticle(p.other)
		if _, err := p.Import(p.path); err != nil {
			t.Fatal(err)
		}
		p.until("the version has been looked at", func() bool { seen, _ := p.LookedAfter(); return seen })
		letGo()
		p.until("the clicked article is open", func() bool { return p.Version().Article == p.other })
	})
	t.Run("an older version is read while a newer one comes", func(t *testing.T) {
		p := openPair(t)
		for i, words := range []string{"After a long night two key disputes", "After a very long night two key disputes"} {
			p.change("Two key disputes", words)
			if _, err := p.Import(p.path); err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				p.until("the version is open", func() bool { return p.Version().Number == 2 })
				p.OpenVersion(p.first, 1)
				p.until("the older one is open", func() bool { return p.Version().Number == 1 })
			}
		}
		p.until("the newer one is announced", func() bool { return p.Announced("Read it") != nil })
		if n := p.Version().Number; n != 1 {
			t.Errorf("version %d is open", n)
		}
		p.Announced("Read it")()
		p.until("it is open", func() bool { return p.Version().Number == 3 })
	})
	t.Run("an article is changed while it is opened", func(t *testing.T) {
		p := openPair(t)
		read, letGo := p.HoldOpening()
		p.OpenArticle(p.other)
		for !read() {
			runtime.Gosched()
		}
		v, err := p.Desk().Version(t.Context(), p.other, 0)
		if err == nil {
			_, err = p.Desk().Highlight(t.Context(), desk.HighlightDraft{Version: v, Range: article.Range{Start: 0, End: 16}})
		}
		if err != nil {
			t.Fatal(err)
		}
		for len(p.posted) > 0 { // what is told of it is about no open article
			(<-p.posted)()
		}
		letGo()
		p.until("it is open", func() bool { return p.Version().Article == p.other })
		p.marks(1)
	})
	t.Run("another article is clicked while the open one vanishes", func(t *testing.T) {
		p := openPair(t)
		third := filepath.Join(t.TempDir(), "third.txt")
		if err := os.WriteFile(third, []byte("A third article\n\nWith other words in it, which are of no use.\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Import(third); err != nil { // it is the newest
			t.Fatal(err)
		}
		_, letGo := p.HoldOpening()
		p.OpenArticle(p.other)
		if err := p.Desk().Discard(t.Context(), []article.ID{p.first}, true); err != nil {
			t.Fatal(err)
		}
		p.until("it is known to be gone", func() bool { _, seen := p.LookedAfter(); return seen })
		letGo()
		p.until("the clicked article is open", func() bool { return p.Version().Article == p.other })
	})
}
