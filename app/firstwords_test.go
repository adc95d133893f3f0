package app_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotations/article"
)

// TestFirstWords types a note and tags while their passage is still on its way to the disk, or cannot be kept: no key is lost, none is
// taken for an action, and it can be tried again.
func TestFirstWords(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()

	letGo := s.Hold()
	s.Reader().Select(article.Range{Start: 100, End: 130})
	s.Key('n', 0)
	s.TypeIn("hush 1")
	s.until("the disk is found slow", func() bool { return strings.Contains(s.FirstWordsSays(), "slow") && s.SheetOpen() })
	s.TypeIn(" is typed")
	letGo()
	s.until("the note is open", s.Writing)
	if got := s.Written(); got != "hush 1 is typed" || s.SheetOpen() {
		t.Errorf("what was typed is %q", got)
	}
	s.until("it is on the disk", func() bool { return s.Marks()[0].Note == "hush 1 is typed" })
	s.marks(1)

	// It fails, and is tried again.
	failing := func(key rune) {
		t.Helper()
		s.disk.full.Store(true)
		s.Press(fyne.KeyEscape)
		s.Reader().Select(article.Range{Start: 400, End: 430})
		s.Key(key, 0)
		s.until("it is said that it failed", func() bool { return strings.Contains(s.FirstWordsSays(), "full") })
		s.TypeIn("hush, typed after all")
		s.AcceptFirstWords()
		s.until("it failed again", func() bool { return !strings.Contains(s.FirstWordsSays(), "Trying") })
		s.disk.full.Store(false)
	}
	failing('n')
	s.AcceptFirstWords()
	s.until("it is kept", func() bool { return len(s.Marks()) == 2 && s.Marks()[1].Note == "hush, typed after all" })
	if s.SheetOpen() || s.Writing() {
		t.Error("what is done is still open")
	}
	s.Act("undo")
	s.Act("undo")
	s.marks(1)

	failing('t')
	s.AcceptFirstWords()
	s.until("the tags are kept", func() bool {
		return len(s.Marks()) == 2 && slices.Equal(s.Marks()[1].Tags, []string{"hush", "typed after all"})
	})
	s.until("the tags are closed", func() bool { return !s.SheetOpen() && s.Typing() == "" })

	failing('n')
	s.CloseSheet()
	if s.Copied() != "hush, typed after all" || len(s.Marks()) != 2 {
		t.Errorf("left, it is copied as %q, and there are %d marks", s.Copied(), len(s.Marks()))
	}
}

// TestFullDisk changes things on a full disk: what is typed stays where it was typed, and everything can be tried again.
func TestFullDisk(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	s.Act("fold-library")
	s.until("the article is listed", func() bool { return len(s.Listed()) == 1 })
	s.PickArticle(0, fyne.KeyModifierShortcutDefault)

	s.disk.full.Store(true)
	s.CollectPicked("Letters")
	s.until("it is said", func() bool { return strings.Contains(strings.Join(s.Said(), ""), "full") })
	s.disk.full.Store(false)
	if act := s.DoNotice(); act != "Try again" {
		t.Errorf("offered is %q", act)
	}
	s.until("the collection is there", func() bool { return slices.Contains(s.Shelves(), "Letters (1)") })

	s.disk.full.Store(true)
	s.NameCollection("Letters")
	s.TypeIn(" of May")
	s.Stroke(fyne.KeyReturn)
	s.until("it is said below the name", func() bool { return strings.Contains(s.SheetSays(), "full") })
	if s.Typing() != "Letters of May" {
		t.Errorf("there is %q", s.Typing())
	}
	s.disk.full.Store(false)
	s.Stroke(fyne.KeyReturn)
	s.until("the collection is renamed", func() bool { return slices.Contains(s.Shelves(), "Letters of May (1)") && !s.SheetOpen() })

	// The tags of a passage.
	s.Reader().Select(article.Range{Start: 100, End: 130})
	s.Key('h', 0)
	s.until("the passage is marked", func() bool { return s.ChosenMarks() == 1 })
	s.Key('t', 0)
	s.disk.full.Store(true)
	s.TypeIn("river")
	said := s.Problems()
	s.Stroke(fyne.KeyReturn)
	s.until("it is said", func() bool { return s.Problems() > said })
	if s.Typing() != "river" {
		t.Errorf("there is %q", s.Typing())
	}
	s.disk.full.Store(false)
	s.Stroke(fyne.KeyReturn)
	s.until("the tag is kept", func() bool { return slices.Equal(s.Marks()[0].Tags, []string{"river"}) })
}
