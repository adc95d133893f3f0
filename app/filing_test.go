package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// talks is an invented article with speakers, a dispute and an actor under two names.
const talks = `Ferry talks stall over the fares

Two key disputes remain: the price of a crossing and the hours of the night boat.

"We will not pay more than two crowns," said Orla Finn, the mayor of Larn. "Nobody can."

Tomas Reyes, who heads the Harbour Union, said the union would strike unless the fare rose to three crowns. Reyes rejected the offer of the city.
`

// opened is a stage on an article that was read and analysed.
func opened(t *testing.T, text string) *stage {
	t.Helper()
	path := filepath.Join(t.TempDir(), "talks.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"), path)
	s.read()
	s.until("there is a view", func() bool { return s.View() != nil })
	return s
}

func (s *stage) passage(words string) article.Range {
	s.t.Helper()
	v := s.Version()
	i := strings.Index(v.Text(), words)
	if i < 0 {
		s.t.Fatalf("the text does not hold %q", words)
	}
	start := len([]rune(v.Text()[:i]))
	return article.Range{Start: start, End: start + len([]rune(words))}
}

func (s *stage) filed() (out []debate.ShownStatement) {
	for _, x := range s.View().Statements {
		if x.Filed != nil {
			out = append(out, x)
		}
	}
	return out
}

func (s *stage) actor(name string) *debate.ShownActor {
	for i := range s.View().Actors {
		if s.View().Actors[i].Name == name {
			return &s.View().Actors[i]
		}
	}
	return nil
}

// give types words into a field of the form and chooses the first line that it offers, to create it if nothing is called so. It returns
// how many keys that took.
func (s *stage) give(words string) (keys int) {
	keys = s.Type(words)
	if words != "" && s.NothingFits() {
		keys += s.Stroke(fyne.KeyDown)
	}
	return keys + s.Stroke(fyne.KeyReturn)
}

// file files words by keys alone and returns how many that took from the selection to the disk.
func (s *stage) file(words, who, position string, stance string) int {
	s.t.Helper()
	n := len(s.filed())
	s.Reader().Select(s.passage(words))
	keys := s.Type("s")
	if !s.FormOpen() {
		s.t.Fatal("S opened no form")
	}
	if who != "" {
		keys += s.Type(who) + s.Stroke(fyne.KeyReturn)
	}
	keys += s.give(position)
	keys += s.Type(stance) + s.Stroke(fyne.KeyReturn)
	s.until("the statement is filed", func() bool {
		if s.FormTrouble() != "" {
			s.t.Fatalf("the form says: %s", s.FormTrouble())
		}
		return len(s.filed()) == n+1 && !s.FormOpen()
	})
	return keys
}

func TestFilingTakesFewKeys(t *testing.T) {
	s := opened(t, talks)
	s.file("the price of a crossing", "Reyes", "Three crowns", "s")
	keys := s.file("the hours of the night boat", "fin", "thr", "o")
	if keys > 12 {
		t.Errorf("filing took %d keys, want at most 12", keys)
	}
	last := s.filed()[1]
	a, d := s.View().Actor(last.Actor), s.View().Dispute(last.Dispute)
	if a == nil || a.Name != "Orla Finn" || last.Stance != debate.Opposes || d == nil || d.Answer(last.Position) == nil || d.Answer(last.Position).Answer != "Three crowns" {
		t.Errorf("filed %+v by %v on %v", last.FoundStatement, a, d)
	}
	if got := s.Version().Slice(last.Passages[0]); got != "the hours of the night boat" {
		t.Errorf("the passage is %q", got)
	}
	if !s.Act("undo") {
		t.Fatal("nothing to undo")
	}
	s.until("it is undone", func() bool { return len(s.filed()) == 1 })
}

func TestStanceHasNoPreset(t *testing.T) {
	s := opened(t, talks)
	s.file("We will not pay more than two crowns", "", "Two crowns", "")
	f := s.filed()[0]
	if f.Stance != debate.StanceUnknown {
		t.Errorf("the stance is %v without being chosen", f.Stance)
	}
	if a := s.View().Actor(f.Actor); a == nil || a.Name != "Orla Finn" {
		t.Errorf("who was quoted is %v", a)
	}
	if f.Attribution != debate.Direct {
		t.Errorf("the attribution is %v, want direct", f.Attribution)
	}
}

func TestShiftSAddsAPassage(t *testing.T) {
	s := opened(t, talks)
	s.file("the union would strike", "", "Three crowns", "s") // who says it is known
	s.Reader().Select(s.passage("rejected the offer of the city"))
	s.Type("S")
	s.until("the passage is added", func() bool { return len(s.filed()[0].Passages) == 2 })
	s.Act("undo")
	s.until("the passage is taken back", func() bool { return len(s.filed()[0].Passages) == 1 })
}

func TestSuggestionsAreConfirmedRejectedRenamedAndMerged(t *testing.T) {
	s := opened(t, talks)
	s.Act("tab-actors")
	if !s.Choose("Orla Finn") {
		t.Fatalf("the mayor is not in the list: %v", s.View().Actors)
	}
	s.Stroke(fyne.KeyReturn)
	s.until("the actor is confirmed", func() bool { return s.actor("Orla Finn").Entity != article.ID{} })
	s.Stroke(fyne.KeyF2)
	s.Type(" of Larn")
	s.Stroke(fyne.KeyReturn)
	s.until("the actor is renamed", func() bool { return s.actor("Orla Finn of Larn") != nil })
	mentions := len(s.actor("Orla Finn of Larn").Mentions)
	if mentions == 0 {
		t.Error("the renamed actor has lost its mentions")
	}

	s.DropOn("Tomas Reyes", "Orla Finn of Larn")
	s.until("two are one", func() bool { return s.actor("Tomas Reyes") == nil })
	if n := len(s.actor("Orla Finn of Larn").Mentions); n <= mentions {
		t.Errorf("the merged actor has %d mentions, one of the two had %d", n, mentions)
	}
	s.Act("undo")
	s.until("they are two again", func() bool { return s.actor("Tomas Reyes") != nil })

	if !s.Choose("Tomas Reyes") {
		t.Fatal("it cannot be chosen")
	}
	s.Stroke(fyne.KeyDelete)
	s.until("it is rejected", func() bool { return s.actor("Tomas Reyes") == nil })
	s.Act("undo")
	s.until("it is back", func() bool { return s.actor("Tomas Reyes") != nil })
}

func TestADisputeIsConfirmedWithItsPositions(t *testing.T) {
	s := opened(t, talks)
	s.Act("tab-disputes")
	d := s.View().Disputes
	if len(d) == 0 {
		t.Fatal("no dispute was found")
	}
	title := d[0].Title
	if !s.Choose(title) {
		t.Fatal("it cannot be chosen")
	}
	s.Stroke(fyne.KeyReturn)
	s.until("it is confirmed", func() bool { return s.View().Disputes[0].Entity != article.ID{} })
	if slices.ContainsFunc(s.View().Disputes[0].Answers, func(p debate.ShownPosition) bool { return p.Entity == article.ID{} }) {
		t.Error("a position of the confirmed dispute is still a suggestion")
	}
}

func TestASuggestedStatementIsFiledFromTheForm(t *testing.T) {
	s := opened(t, talks)
	var said string
	for _, x := range s.View().Statements {
		if x.Filed == nil && x.Actor != "" && len(x.Passages) > 0 {
			said = s.Version().Slice(x.Passages[0])
			s.Reader().Select(x.Passages[0])
			break
		}
	}
	n := len(s.View().Statements)
	s.Type("s")
	s.give("Fare stays") // who is known, so that the position comes first
	s.Type("s")
	s.Stroke(fyne.KeyReturn)
	s.until("it is filed", func() bool { return len(s.filed()) == 1 })
	if got := s.Version().Slice(s.filed()[0].Passages[0]); got != said {
		t.Errorf("filed %q, want %q", got, said)
	}
	if m := len(s.View().Statements); m > n {
		t.Errorf("%d statements where there were %d: the suggestion is still there", m, n)
	}
}

func TestASecondEnterFilesNothing(t *testing.T) {
	s := opened(t, talks)
	s.Reader().Select(s.passage("the price of a crossing"))
	s.Type("s")
	s.Type("Reyes")
	s.Stroke(fyne.KeyReturn)
	s.Stroke(fyne.KeyReturn)
	s.Stroke(fyne.KeyReturn)
	s.Stroke(fyne.KeyReturn)
	s.until("it is filed", func() bool { return len(s.filed()) > 0 && !s.FormOpen() })
	if n := len(s.filed()); n != 1 {
		t.Errorf("%d statements were filed", n)
	}
}

// TestNothingIsCreatedUnasked types what no actor and no position is called: Enter, Tab and Save create nothing until a line that says so is chosen.
func TestNothingIsCreatedUnasked(t *testing.T) {
	s := opened(t, talks)
	s.Reader().Select(s.passage("the price of a crossing"))
	s.Type("s")
	s.Type("Nobody Atall")
	s.Stroke(fyne.KeyReturn)
	s.SaveForm()
	if !strings.Contains(s.FormTrouble(), "Nobody Atall") {
		t.Errorf("the form says %q of an actor that nobody chose", s.FormTrouble())
	}
	if got := s.FormLines(); len(got) < 4 || got[0] != "Create person “Nobody Atall”" {
		t.Errorf("the form offers %q", got)
	}
	s.Stroke(fyne.KeyDown)
	s.Stroke(fyne.KeyReturn)
	if got := s.FormQuestion(); got != "Question: none chosen" {
		t.Errorf("the form says %q", got)
	}
	s.Type("Tomas Reyes") // a name where a position belongs
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyTab, fyne.KeyReturn} {
		s.Stroke(k)
	}
	s.SaveForm()
	if !strings.Contains(s.FormTrouble(), "Tomas Reyes") || !s.FormOpen() {
		t.Errorf("the form says %q of a position that nobody chose", s.FormTrouble())
	}
	lines := s.FormLines()
	if last := lines[len(lines)-1]; last != "Create dispute “Tomas Reyes”" {
		t.Errorf("the last line is %q", last)
	}
	s.Stroke(fyne.KeyUp) // to the last line
	s.Stroke(fyne.KeyReturn)
	if got := s.FormQuestion(); got != "New question: Tomas Reyes" {
		t.Errorf("the form says %q", got)
	}
	s.SaveForm()
	s.until("it is filed and the form closed", func() bool { return len(s.filed()) == 1 && !s.FormOpen() })
	d := s.View().Dispute(s.filed()[0].Dispute)
	if d == nil || d.Title != "Tomas Reyes" {
		t.Errorf("it is filed on %v", d)
	}
	s.Reader().Select(s.passage("the hours of the night boat"))
	s.Type("s")
	s.Type("Nobody")
	s.Stroke(fyne.KeyReturn) // there is one now: Enter chooses it
	s.Type("tomas")
	s.Stroke(fyne.KeyReturn)
	if got := s.FormQuestion(); got != "Question: Tomas Reyes" {
		t.Errorf("the form says %q", got)
	}
}

func TestEscapeLeavesTheFormAndTheEntry(t *testing.T) {
	s := opened(t, talks)
	s.Reader().Select(s.passage("the price of a crossing"))
	s.Type("s")
	for range 3 {
		s.Stroke(fyne.KeyEscape)
	}
	if s.FormOpen() || len(s.filed()) != 0 {
		t.Error("Esc left the form open, or filed something")
	}
}

// TestTheFormLeavesItsPassageInSight opens the form in a small window, at each of several passages: neither covers the other, all of the form
// can be reached by the keys, and it stays so while lists open and the window gets another size.
func TestTheFormLeavesItsPassageInSight(t *testing.T) {
	s := opened(t, talks)
	sizes := [][2]float32{{700, 500}, {500, 420}, {700, 360}}
	for _, words := range []string{"Two key disputes", "We will not pay more than two crowns", "the union would strike", "Reyes rejected"} {
		for _, size := range sizes {
			s.Size(size[0], size[1])
			s.drain()
			beside := func(what string) {
				t.Helper()
				s.drain()
				top, end, form, formEnd, view := s.FormBeside()
				if form < 0 || formEnd > view+0.5 || formEnd-form < 100 {
					t.Errorf("%v, %q, %s: the form is at %v to %v of %v", size, words, what, form, formEnd, view)
				}
				if top < 0 || top > view || form < end && top < formEnd {
					t.Errorf("%v, %q, %s: the form at %v to %v covers the passage at %v to %v", size, words, what, form, formEnd, top, end)
				}
			}
			s.Reader().ScrollTo(s.passage(words))
			s.Reader().Select(s.passage(words))
			s.Type("s")
			beside("opened")
			s.OpenMore()
			beside("with all fields")
			for range 9 {
				s.Stroke(fyne.KeyTab)
				if !s.FormFieldInSight() {
					t.Errorf("%v, %q: the field that has the keys is out of sight", size, words)
				}
				beside("at another field")
			}
			s.Size(sizes[0][0]-40, sizes[0][1]-80)
			beside("in another size")
			s.Stroke(fyne.KeyEscape)
			s.Stroke(fyne.KeyEscape)
			if s.FormOpen() {
				t.Fatal("it is still open")
			}
		}
	}
}
