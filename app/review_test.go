package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
)

const ferry = "The ferry talks\n\nTwo towns on the river have argued for a year about the ferry, which carried 1,200 people a day and must stay.\n\nA hearing is planned for 12 May in Lornhaven. The province prefers a bridge, which would take six years to build.\n"

// select selects words of the text that is read.
func (s *stage) selectWords(words string) {
	s.t.Helper()
	text := s.Version().Text()
	i := strings.Index(text, words)
	if i < 0 {
		s.t.Fatalf("no %q in %q", words, text)
	}
	start := len([]rune(text[:i]))
	s.Reader().Select(article.Range{Start: start, End: start + len([]rune(words))})
}

// TestReviewOfAChangedText drops a file that has changed: what differs is shown, Enter keeps it as a version, and what changed under the
// marks is listed, accepted, attached elsewhere, kept apart, and all of it undone.
func TestReviewOfAChangedText(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ferry.txt")
	put := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(ferry)
	s := openStage(t, filepath.Join(dir, "library.db"), path)
	s.read()
	for i, words := range []string{"carried 1,200 people a day", "A hearing is planned for 12 May in Lornhaven."} {
		s.selectWords(words)
		s.Key('h', 0)
		s.marks(i + 1)
	}
	put(strings.NewReplacer("1,200", "1,020", "A hearing is planned for 12 May in Lornhaven. ", "").Replace(ferry))
	s.Drop(storage.NewFileURI(path))
	s.until("what differs is shown", s.SheetOpen)
	if n := s.Version().Number; n != 1 {
		t.Fatalf("version %d is kept before it was asked for", n)
	}
	s.Press(fyne.KeyReturn)
	s.until("the new version is open", func() bool { return !s.SheetOpen() && s.Version().Number == 2 && len(s.Marks()) == 2 })
	s.until("both marks are listed for review", func() bool { return s.Reviewing() && s.Cards() == 2 })
	changed := func() bool { return s.said("has a new version. Changed under your marks") }
	if !changed() {
		t.Errorf("said is %q", s.Said())
	}
	s.until("it is analysed", func() bool { return s.Analysis() != nil })
	state := func(i int) (anchor.State, annotations.Verdict) {
		return s.Marks()[i].Placement.State, s.Marks()[i].Settled
	}
	want := func(what string, i int, st anchor.State, v annotations.Verdict) {
		t.Helper()
		s.until(what, func() bool { a, b := state(i); return a == st && b == v })
	}
	want("the number is put up for review", 0, anchor.Review, annotations.Unsettled)
	want("the sentence is gone", 1, anchor.Unattached, annotations.Unsettled)
	s.Pick(0, 0)
	s.Key('a', 0)
	want("it is accepted", 0, anchor.Edited, annotations.Accepted)
	s.until("one is left", func() bool { return s.Cards() == 1 })
	s.Pick(0, 0)
	if !s.Act("attach") {
		t.Fatal("it cannot be attached")
	}
	s.selectWords("The province prefers a bridge")
	s.Press(fyne.KeyReturn)
	want("it is attached", 1, anchor.Edited, annotations.Attached)
	s.until("nothing is left, so all are shown", func() bool { return !s.Reviewing() && s.Cards() == 2 })
	if changed() {
		t.Errorf("what is settled is still announced: %q", s.Said())
	}
	s.Act("undo")
	want("it is not attached any more", 1, anchor.Unattached, annotations.Unsettled)
	s.Act("undo")
	want("it is not accepted any more", 0, anchor.Review, annotations.Unsettled)
	if !s.Act("compare") {
		t.Fatal("it cannot be compared")
	}
	s.until("the comparison is shown", s.SheetOpen)
	s.Press(fyne.KeyEscape)
	if s.SheetOpen() {
		t.Error("Esc leaves the comparison open")
	}
	if s.Problems() > 0 {
		t.Errorf("%d problems", s.Problems())
	}
}

// TestLeaveAChangedTextOut drops a file that has changed, and presses Esc: nothing is kept.
func TestLeaveAChangedTextOut(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ferry.txt")
	if err := os.WriteFile(path, []byte(ferry), 0o600); err != nil {
		t.Fatal(err)
	}
	s := openStage(t, filepath.Join(dir, "library.db"), path)
	s.read()
	if err := os.WriteFile(path, []byte(ferry+"\nMore of it.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Drop(storage.NewFileURI(path))
	s.until("what differs is shown", s.SheetOpen)
	s.Press(fyne.KeyEscape)
	s.selectWords("1,200")
	s.Key('h', 0)
	s.marks(1)
	if s.SheetOpen() || s.Version().Number != 1 {
		t.Errorf("version %d", s.Version().Number)
	}
}
