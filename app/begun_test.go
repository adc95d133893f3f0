package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// harbour is another invented article.
const harbour = `The harbour wall

The council of Westby wants to raise the harbour wall by a metre. Nobody has said who would pay for it.

"It will be dear," said the engineer, Anna Kell.
`

// A pair is a stage with two articles, of which the first is open.
type pair struct {
	*stage
	db, path     string // of the library, and of the file that the first was read from
	first, other article.ID
}

func openPair(t *testing.T) *pair {
	t.Helper()
	dir := t.TempDir()
	p := &pair{db: filepath.Join(dir, "library.db"), path: filepath.Join(dir, "talks.txt")}
	more := filepath.Join(dir, "harbour.txt")
	for path, text := range map[string]string{p.path: talks, more: harbour} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.stage = openStage(t, p.db, p.path)
	p.viewed()
	p.first = p.Version().Article
	in, err := p.Import(more)
	if err != nil {
		t.Fatal(err)
	}
	p.other = in.Article.ID
	return p
}

// viewed waits until an article is open, and who takes part in it is known.
func (s *stage) viewed() {
	s.t.Helper()
	s.read()
	s.until("there is a view", func() bool { return s.View() != nil })
}

// turnTo opens an article as a click on it does.
func (p *pair) turnTo(id article.ID) {
	p.t.Helper()
	p.OpenArticle(id)
	p.until("the article is open", func() bool { return p.Version().Article == id })
	p.viewed()
}

// change writes the first article's file anew.
func (p *pair) change(old, now string) {
	p.t.Helper()
	if err := os.WriteFile(p.path, []byte(strings.Replace(talks, old, now, 1)), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// statements returns the statements on an article as the library holds them.
func (p *pair) statements(id article.ID) (out []debate.Statement) {
	p.t.Helper()
	all, err := p.Desk().AllStatements(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	for _, s := range all {
		if s.Article == id {
			out = append(out, s)
		}
	}
	return out
}

// fill opens the form on a passage of the first article and fills it.
func (p *pair) fill() {
	p.t.Helper()
	p.Reader().Select(p.passage("the hours of the night boat"))
	p.Type("s")
	if !p.FormOpen() {
		p.t.Fatal("S opened no form")
	}
	p.Type("Reyes")
	p.Stroke(fyne.KeyReturn)
	p.give("Three crowns")
	p.Type("o")
}

// filedRight reports what is wrong with the one statement that is to be filed: its words are those that it was begun on, and nothing
// is filed on the other article.
func (p *pair) filedRight() {
	p.t.Helper()
	p.until("it is filed", func() bool { return len(p.statements(p.first)) == 1 })
	s := p.statements(p.first)[0]
	if got := s.Anchors[0].Exact; got != "the hours of the night boat" || s.Stance != debate.Opposes {
		p.t.Errorf("filed is %q, %v", got, s.Stance)
	}
	if n := len(p.statements(p.other)); n != 0 {
		p.t.Errorf("%d statements were filed on the other article", n)
	}
}

// TestTheFormStaysWithItsVersion begins a statement and then has something else come to be open, or to be there to be opened: it is
// filed on the words that it was begun on, or kept.
func TestTheFormStaysWithItsVersion(t *testing.T) {
	for name, between := range map[string]func(*pair){
		"another article is clicked": func(p *pair) {
			p.turnTo(p.other)
			if p.FormOpen() {
				p.t.Fatal("the form is open over another article")
			}
			p.SaveForm()
			p.turnTo(p.first)
			p.until("it is offered", func() bool { return len(p.Offered()) == 1 })
			p.TakeOffer(0)
			p.until("it is open again", p.FormOpen)
		},
		"another article is clicked and left to the message": func(p *pair) {
			p.turnTo(p.other)
			back := p.Announced("Go back")
			if back == nil {
				p.t.Fatalf("nothing is said: %q", p.Said())
			}
			back()
			p.until("the first is open again", func() bool { return p.Version().Article == p.first })
			p.until("it is offered", func() bool { return len(p.Offered()) == 1 })
			p.TakeOffer(0)
			p.until("it is open again", p.FormOpen)
		},
		"an import ends": func(p *pair) {
			path := filepath.Join(p.t.TempDir(), "third.txt")
			if err := os.WriteFile(path, []byte("A third article\n\nWith other words in it, which are of no use.\n"), 0o600); err != nil {
				p.t.Fatal(err)
			}
			p.Drop(storage.NewFileURI(path))
			p.until("it is announced", func() bool { return p.Announced("Open it") != nil })
		},
		"another program brings a version": func(p *pair) {
			p.change("Two key disputes", "After a long night two key disputes")
			if _, err := p.Import(p.path); err != nil {
				p.t.Fatal(err)
			}
			p.until("it is announced", func() bool { return p.Announced("Read it") != nil })
		},
		"a version is accepted": func(p *pair) {
			p.change("Two key disputes", "After a long night two key disputes")
			p.Drop(storage.NewFileURI(p.path))
			p.until("the question is announced", func() bool { return p.Announced("Look at it") != nil })
			p.Announced("Look at it")()
			p.until("what differs is shown", p.SheetOpen)
			p.Press(fyne.KeyReturn)
			p.until("the version is announced", func() bool { return p.Announced("Read it") != nil })
		},
		"the version is read, and it goes on there": func(p *pair) {
			p.change("Two key disputes", "After a long night two key disputes")
			if _, err := p.Import(p.path); err != nil {
				p.t.Fatal(err)
			}
			p.until("it is announced", func() bool { return p.Announced("Read it") != nil })
			p.Announced("Read it")()
			p.until("it is open", func() bool { return p.Version().Number == 2 })
			p.viewed()
			p.until("it is offered", func() bool { return len(p.Offered()) == 1 })
			if words, act := p.OfferSays(0); act != "Go on" || !strings.Contains(words, "version 1") {
				p.t.Errorf("offered: %q, %q", words, act)
			}
			p.TakeOffer(0)
			p.until("the form is open again", p.FormOpen)
			if got := p.Version().Slice(p.Reader().Selection()); got != "the hours of the night boat" {
				p.t.Errorf("the passage is carried to %q", got)
			}
		},
		"it is said to be another title": func(p *pair) {
			p.DescribeOpen("Ferry talks, again")
			p.until("the title is shown", func() bool { return p.Title() == "Ferry talks, again" })
		},
		"it is left with Esc": func(p *pair) {
			p.Stroke(fyne.KeyEscape)
			p.until("it is offered", func() bool { return len(p.Offered()) == 1 })
			p.TakeOffer(0)
			p.until("it is open again", p.FormOpen)
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := openPair(t)
			p.fill()
			holds := p.FormHolds()
			between(p)
			if !p.FormOpen() {
				t.Fatal("the form is gone")
			}
			if got := p.FormHolds(); p.Version().Number == 1 && got != holds {
				t.Errorf("the form holds\n%s, and held\n%s", got, holds)
			}
			p.SaveForm()
			p.filedRight()
			p.until("nothing is offered any more", func() bool { return !p.FormOpen() && len(p.Offered()) == 0 })
			left, err := p.Desk().Unsaved(t.Context(), p.first)
			p.until("nothing is left of it", func() bool { left, err = p.Desk().Unsaved(t.Context(), p.first); return len(left) == 0 })
			if err != nil || p.Problems() > 0 {
				t.Error(err, p.Said())
			}
		})
	}
}

// TestFilingWhileGoingElsewhere presses Save, opens another article and begins another statement there before the disk has the first.
func TestFilingWhileGoingElsewhere(t *testing.T) {
	for _, full := range []bool{false, true} {
		p := openPair(t)
		p.fill()
		letGo := p.Hold()
		p.SaveForm()
		p.OpenArticle(p.other)
		p.until("the other is open", func() bool { return p.Version().Article == p.other })
		p.viewed()
		p.Reader().Select(p.passage("the harbour wall"))
		p.Type("s")
		p.Type("An")
		holds := p.FormHolds()
		p.disk.full.Store(full)
		said := p.Problems()
		letGo()
		if full {
			p.until("it is said", func() bool { return p.Problems() > said })
			p.disk.full.Store(false)
			p.Stroke(fyne.KeyEscape)
			p.Stroke(fyne.KeyEscape)
			p.turnTo(p.first)
			p.until("it is offered", func() bool { return len(p.Offered()) == 1 })
			p.TakeOffer(0)
			p.until("the form is open again", p.FormOpen)
			p.SaveForm()
		}
		p.filedRight()
		if !full && p.FormHolds() != holds {
			t.Errorf("the other form holds\n%s, and held\n%s", p.FormHolds(), holds)
		}
	}
}

// TestTheArticleVanishes puts the open article into the trash, from elsewhere, while something is begun on it: that is a message, what
// was typed is kept, and typing on is no harm.
func TestTheArticleVanishes(t *testing.T) {
	for name, begin := range map[string]func(*pair){
		"form": (*pair).fill,
		"tags": func(p *pair) { p.markAndTag("river, boats") },
		"ends": func(p *pair) {
			p.markOne()
			p.Key('e', 0)
		},
		"note":    func(p *pair) { p.Act("article-note"); p.Write("Mine.") },
		"details": func(p *pair) { p.Act("details"); p.TypeIn(" and more") },
	} {
		for _, last := range []bool{false, true} { // whether there is no other article
			t.Run(name, func(t *testing.T) {
				p := openPair(t)
				begin(p)
				gone := []article.ID{p.first}
				if last {
					gone = append(gone, p.other)
				}
				if err := p.Desk().Discard(t.Context(), gone, true); err != nil {
					t.Fatal(err)
				}
				p.until("another article, or none, is open", func() bool { return last == (p.Title() == "") && !strings.Contains(p.Title(), "talks stall") })
				if said := strings.Join(p.Said(), "\n"); (name == "form" || name == "tags") && !strings.Contains(said, "is in the trash now. Your draft is kept") {
					t.Errorf("said is %q", said)
				}
				p.Type("abc")
				p.Stroke(fyne.KeyReturn)
				p.Stroke(fyne.KeyDown)
				p.Stroke(fyne.KeyEscape)
				p.Stroke(fyne.KeyEscape)
				if p.FormOpen() || p.Tagging() || p.Shaping() || p.Writing() {
					t.Error("something is still open")
				}
				if err := p.Desk().Discard(t.Context(), gone, false); err != nil {
					t.Fatal(err)
				}
				p.CloseSheet()
				p.OpenArticle(p.first)
				p.until("it is open again", func() bool { return strings.Contains(p.Title(), "talks stall over the fares") })
				p.viewed()
				switch name {
				case "form", "tags":
					p.until("it is offered", func() bool { return len(p.Offered()) == 1 })
				case "note":
					p.until("the note is kept", func() bool { return p.Notes() == 1 })
				}
				if p.Problems() > 0 {
					t.Errorf("problems: %q", p.Said())
				}
			})
		}
	}
}

// markOne highlights a passage of the open article and waits until it is chosen.
func (s *stage) markOne() {
	s.t.Helper()
	n := len(s.Marks())
	s.Reader().Select(s.passage("the price of a crossing"))
	s.Key('h', 0)
	s.marks(n + 1)
	s.until("it is chosen", func() bool { return s.ChosenMarks() == 1 && s.Reader().Selection().Empty() })
}

// markAndTag highlights a passage and types tags of it, without Enter.
func (p *pair) markAndTag(tags string) {
	p.t.Helper()
	p.markOne()
	p.Key('t', 0)
	p.TypeIn(tags)
	if p.Typing() != tags {
		p.t.Fatalf("typed are %q", p.Typing())
	}
}

// TestTagsStayWithTheirMarks types tags and opens another article: nothing is tagged there, and they are offered again.
func TestTagsStayWithTheirMarks(t *testing.T) {
	p := openPair(t)
	p.markAndTag("old")
	p.Stroke(fyne.KeyReturn)
	p.until("it is tagged", func() bool { return len(p.Marks()[0].Tags) == 1 && !p.Tagging() })
	p.Key('t', 0)
	for range 3 {
		p.Stroke(fyne.KeyBackspace)
	}
	p.TypeIn("new")
	p.turnTo(p.other)
	if p.Tagging() {
		t.Fatal("the tags are open over another article")
	}
	p.turnTo(p.first)
	p.until("they are offered", func() bool { return len(p.Offered()) == 1 })
	p.TakeOffer(0)
	p.until("the tags are open", p.Tagging)
	if p.Typing() != "new" {
		t.Fatalf("there is %q", p.Typing())
	}
	p.Stroke(fyne.KeyReturn)
	p.until("the old tag is replaced", func() bool { return len(p.Marks()[0].Tags) == 1 && p.Marks()[0].Tags[0] == "new" })
	p.until("nothing is offered", func() bool { left, _ := p.Desk().Unsaved(t.Context(), p.first); return len(left) == 0 })
}

// TestEndsStayWithTheirMark moves the start of a mark and then opens another article, or selects other words: the mark has its new
// start, and later selections are selections.
func TestEndsStayWithTheirMark(t *testing.T) {
	begin := func(p *pair) {
		p.markOne()
		p.Key('e', 0)
		if !p.Shaping() {
			t.Fatal("the ends are not being moved")
		}
		for range len("disputes remain: ") {
			p.MoveStart(fyne.KeyLeft)
		}
	}
	const want = "disputes remain: the price of a crossing"
	for name, leave := range map[string]func(*pair){
		"another article": func(p *pair) { p.turnTo(p.other); p.turnTo(p.first) },
		"other words":     func(p *pair) { p.selectWords("Nobody can") },
		"the window closes": func(p *pair) {
			p.Leave()
			p.until("the window is left", p.Left)
			p.again()
		},
		"the toolkit ends": func(p *pair) {
			if err := p.Finish(); err != nil {
				p.t.Error(err)
			}
			p.again()
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := openPair(t)
			begin(p)
			leave(p)
			p.until("the mark has its new start", func() bool { return len(p.Marks()) == 1 && p.Marks()[0].Anchor.Exact == want })
			if p.Shaping() || p.Reader().Reshaping {
				t.Error("the ends are still being moved")
			}
			if p.Marks()[0].Placement.State != anchor.Exact || p.Problems() > 0 {
				t.Errorf("it is %v; %q", p.Marks()[0].Placement.State, p.Said())
			}
		})
	}
}

// TestAttachingEndsElsewhere has a passage wait for its words and opens another article: no words there are taken for them.
func TestAttachingEndsElsewhere(t *testing.T) {
	p := openPair(t)
	p.markOne()
	p.change("the price of a crossing", "what a crossing costs")
	if _, err := p.Import(p.path); err != nil {
		t.Fatal(err)
	}
	p.until("the version is open", func() bool { return p.Version().Number == 2 })
	p.viewed()
	p.Pick(0, 0)
	if !p.Act("attach") || !p.Attaching() {
		t.Fatal("it is not waiting")
	}
	p.turnTo(p.other)
	p.selectWords("raise the harbour wall")
	p.AttachHere()
	if p.Attaching() {
		t.Error("it still waits")
	}
	p.Press(fyne.KeyReturn)
	p.turnTo(p.first)
	if s := p.Marks()[0].Settled; s != 0 {
		t.Errorf("it is settled: %v", s)
	}
}

// TestMenusStayWithTheirArticle keeps a menu open while another article is opened.
func TestMenusStayWithTheirArticle(t *testing.T) {
	p := openPair(t)
	done := 0
	do := p.Bound(func() { done++ })
	do()
	p.turnTo(p.other)
	do()
	if done != 1 {
		t.Errorf("done %d times", done)
	}
	p.turnTo(p.first)
	do()
	if done != 2 {
		t.Errorf("done %d times when its article was open again", done)
	}
}

// TestAClickOnWhatIsListedNoMore ends a short drag, which is a click, on a card of a list that has changed since.
func TestAClickOnWhatIsListedNoMore(t *testing.T) {
	p := openPair(t)
	p.Act("fold-library")
	p.until("both are listed", func() bool { return len(p.Listed()) == 2 })
	click, title := p.StaleCard(1), p.Title()
	p.SearchList("harbour")
	p.until("one is listed", func() bool { return len(p.Listed()) == 1 })
	click()
	if p.Title() != title {
		t.Errorf("%q is open", p.Title())
	}
}
