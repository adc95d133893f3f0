package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotations/debate"
	"parley/app/desk"
)

// TestDisputeCardHasBothSides files for and against a position, and on the dispute alone, and reads the sidebar.
func TestDisputeCardHasBothSides(t *testing.T) {
	s := opened(t, talks)
	s.file("the price of a crossing", "Reyes", "Three crowns", "s")
	s.file("the hours of the night boat", "fin", "thr", "o")
	lines := s.DisputeLines()
	at := slices.Index(lines, "position: Three crowns")
	if at < 0 || at+2 >= len(lines) {
		t.Fatalf("the sidebar shows %q", lines)
	}
	if want := []string{"+ For: Tomas Reyes", "− Against: Orla Finn"}; !slices.Equal(lines[at+1:at+3], want) {
		t.Errorf("under the position stand %q, want %q", lines[at+1:at+3], want)
	}
	if !strings.Contains(strings.Join(lines, "\n"), "Filed by you") {
		t.Errorf("nothing says that the dispute is filed: %q", lines)
	}
	for _, l := range lines {
		if strings.Contains(l, "%") {
			t.Errorf("a percentage is shown: %q", l)
		}
	}
}

// TestReasonOnDemand asks why a dispute was suggested: the passages that it rests on are listed.
func TestReasonOnDemand(t *testing.T) {
	s := opened(t, talks)
	s.file("the price of a crossing", "Reyes", "Three crowns", "s")
	var d *debate.ShownDispute
	for i := range s.View().Disputes {
		if x := &s.View().Disputes[i]; len(s.View().On(x.ID)) > 0 && len(x.Passages) > 0 {
			d = x
		}
	}
	if d == nil {
		t.Fatal("no dispute with statements and passages")
	}
	before := len(s.DisputeLines())
	s.Explain(d)
	if got := len(s.DisputeLines()); got != before+1+len(d.Passages) {
		t.Errorf("%d lines are shown with the reason, want %d and one for each of %d passages", got, before+1, len(d.Passages))
	}
	s.Explain(d)
	if got := len(s.DisputeLines()); got != before {
		t.Errorf("%d lines are shown when the reason is hidden, want %d", got, before)
	}
}

// TestStopSuggesting stops suggestions in an article, takes that back, and turns them off altogether.
func TestStopSuggesting(t *testing.T) {
	dir := t.TempDir()
	db, path := filepath.Join(dir, "library.db"), filepath.Join(dir, "talks.txt")
	if err := os.WriteFile(path, []byte(talks), 0o600); err != nil {
		t.Fatal(err)
	}
	s := openStage(t, db, path)
	s.read()
	s.until("there is a view", func() bool { return s.View() != nil })
	s.file("the price of a crossing", "Reyes", "Three crowns", "s")
	suggested := func() (n int) {
		for _, x := range s.View().Statements {
			if x.Filed == nil {
				n++
			}
		}
		return n
	}
	before := suggested()
	if before == 0 {
		t.Fatal("nothing is suggested")
	}
	says := func(words string) {
		t.Helper()
		if all := strings.Join(s.DisputeLines(), "\n"); !strings.Contains(all, words) {
			t.Errorf("the sidebar does not say %q but %q", words, all)
		}
	}
	if s.Act("suggest-again") {
		t.Error("what was never stopped can be begun again")
	}
	if !s.Act("stop-suggesting") {
		t.Fatal("cannot stop")
	}
	s.until("nothing is suggested", func() bool { return suggested() == 0 })
	if len(s.filed()) != 1 {
		t.Errorf("%d statements are filed", len(s.filed()))
	}
	says("You stopped suggestions in this article.")
	s.until("Undo is offered", func() bool { return s.Announced("Undo") != nil })
	undo := s.Announced("Undo")
	s.Reader().Select(s.passage("Ferry talks stall"))
	s.Key('h', 0)
	s.until("a mark is made", func() bool { return len(s.Marks()) == 1 })
	undo() // of the message, pressed at the last moment
	s.until("it is said why not", func() bool { return s.said("Undo: something else was done") })
	if suggested() != 0 || len(s.Marks()) != 1 {
		t.Errorf("Undo of the message took back something else: %d suggestions, %d marks", suggested(), len(s.Marks()))
	}
	s.Act("undo")
	s.until("the mark is gone", func() bool { return len(s.Marks()) == 0 })
	s.Act("undo")
	s.until("it is undone", func() bool { return suggested() == before })
	s.Act("stop-suggesting")
	s.until("nothing is suggested", func() bool { return suggested() == 0 })
	s.Act("suggest-again")
	s.until("all is suggested again", func() bool { return suggested() == before })
	s.SetSuggesting(desk.SuggestNever)
	s.until("nothing is suggested anywhere", func() bool { return suggested() == 0 })
	says("Suggestions are turned off.")
	s.Leave()
	s = openStage(t, db)
	s.until("there is a view", func() bool { return s.View() != nil })
	if suggested() != 0 || len(s.filed()) != 1 {
		t.Errorf("after a restart %d are suggested and %d filed", suggested(), len(s.filed()))
	}
}

// TestNoDisputes says in words that there are none.
func TestNoDisputes(t *testing.T) {
	s := opened(t, "A walk\n\nThe path follows the water for six miles.\n")
	if lines := s.DisputeLines(); len(lines) == 0 || !strings.HasPrefix(lines[0], "No open dispute was found") {
		t.Errorf("the sidebar shows %q", lines)
	}
}

// TestChipGoesToItsStatement taps a speaker under a position.
func TestChipGoesToItsStatement(t *testing.T) {
	s := opened(t, talks+strings.Repeat("\nThe boats lay still, and nobody came to the quay.\n", 60)+"\nReyes said that he would wait for an answer.\n")
	s.file("would wait for an answer", "Reyes", "Wait", "s")
	s.Reader().Select(s.passage("Ferry talks stall"))
	s.Stroke(fyne.KeyEscape)
	s.Act("top")
	if !s.TapChip("Tomas Reyes") {
		t.Fatalf("no such chip in %q", s.DisputeLines())
	}
	if s.Reader().Place().Pos == 0 {
		t.Error("the text did not move to what he says")
	}
}
