package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parley/annotations/debate"
)

// The tabs of the sidebar.
const (
	tabDisputes = iota
	tabActors
	tabNotes
)

// shownFrom is the confidence from which a suggestion is shown; below, it is folded away as less certain.
const shownFrom = 0.5

// A sidebar shows what is disputed, who takes part, and what the reader has marked.
type sidebar struct {
	w        *Window
	tabs     [3]*tab
	disputes *disputeList
	actors   *actorList
	notes    *noteList
	body     *fyne.Container
	chosen   string // key of the entry that actions are about; empty for none
	back     *canvas.Rectangle
	object   fyne.CanvasObject
}

func newSidebar(w *Window) *sidebar {
	s := &sidebar{w: w}
	for i, word := range []string{"Disputes", "Actors", "Notes"} {
		s.tabs[i] = newTab(w, word, func() { w.showTab(i) })
	}
	s.disputes, s.actors, s.notes = newDisputeList(w), newActorList(w), newNoteList(w)
	s.back = canvas.NewRectangle(w.chrome.panel)
	s.body = container.NewStack(s.disputes.object, s.actors.object, s.notes.object)
	bar := container.New(evenly{}, s.tabs[0], s.tabs[1], s.tabs[2])
	s.object = container.NewStack(s.back, container.NewBorder(bar, nil, nil, nil, s.body))
	s.turn(w.prefs.tab)
	return s
}

// turn shows a tab.
func (s *sidebar) turn(to int) {
	s.w.reader.SetLit(nil) // the entry under the pointer goes away without a word
	for i, o := range []fyne.CanvasObject{s.disputes.object, s.actors.object, s.notes.object} {
		if i == to {
			o.Show()
		} else {
			o.Hide()
		}
		s.tabs[i].choose(i == to)
	}
	s.body.Refresh()
}

// reset shows the open article anew.
func (s *sidebar) reset() {
	s.chosen = ""
	s.actors.opened = ""
	clear(s.actors.next)
	s.disputes.reset()
	s.actors.reset()
	s.notes.reset()
	s.count()
}

// debated shows who takes part and what is disputed, which has changed.
func (s *sidebar) debated() {
	s.disputes.reset()
	s.actors.reset()
	s.notes.update() // which marks are of an actor or a dispute
	s.count()
}

// neighbour returns the key of the entry after e in the visible tab, or of the one before; empty if there is none.
func (s *sidebar) neighbour(e entry) string {
	var all []entry
	switch s.w.prefs.tab {
	case tabDisputes:
		all = s.disputes.entries()
	case tabActors:
		all = s.actors.entries()
	}
	for i, x := range all {
		switch {
		case x.key() != e.key():
		case i+1 < len(all):
			return all[i+1].key()
		case i > 0:
			return all[i-1].key()
		}
	}
	return ""
}

// marked shows the marks and notes, which have changed.
func (s *sidebar) marked() {
	s.notes.update()
	s.count()
}

// dress takes on the colours of the theme.
func (s *sidebar) dress() {
	s.back.FillColor = s.w.chrome.panel
	s.back.Refresh()
	for _, t := range s.tabs {
		t.Refresh()
	}
	s.disputes.reset()
	s.actors.reset()
	s.notes.update()
}

// leaveNote keeps what is being written and closes the editor.
func (s *sidebar) leaveNote() { s.notes.leave() }

// count puts the numbers into the tabs.
func (s *sidebar) count() {
	n := s.w.now
	if n == nil {
		s.tabs[0].number, s.tabs[1].number, s.tabs[2].number = 0, 0, 0
	} else {
		s.tabs[2].number = len(n.marks) + len(n.notes)
		s.tabs[0].number, s.tabs[1].number = 0, 0
		if a := n.view; a != nil {
			for _, d := range a.Disputes {
				if d.Confidence >= shownFrom {
					s.tabs[0].number++
				}
			}
			for _, x := range a.Actors {
				if x.Confidence >= shownFrom {
					s.tabs[1].number++
				}
			}
		}
	}
	for _, t := range s.tabs {
		t.Refresh()
	}
}

// showTab unfolds the sidebar at a tab.
func (w *Window) showTab(to int) {
	w.prefs.tab = to
	if w.columns.aside.Visible() {
		w.keepPrefs()
	} else {
		w.foldSidebar()
	}
	w.sidebar.turn(to)
}

// actorColour returns the stable colour of an actor: of its name, not of its place.
func actorColour(c chrome, name string) color.NRGBA {
	var h uint32 = 2166136261 // FNV-1a
	for _, b := range []byte(name) {
		h = (h ^ uint32(b)) * 16777619
	}
	// Twelve hues a reader can tell apart, dark enough for white letters (4.5:1).
	hues := [...]uint32{
		0x1F6F8B, 0x8A4B2A, 0x3F6B3A, 0x7A3E6D, 0x2F5597, 0x8B5A00,
		0x5B4B9A, 0x9B3344, 0x17706A, 0x6B6219, 0xA0407A, 0x4A5A6A,
	}
	col := rgb(hues[h%uint32(len(hues))])
	if c.dark {
		col = mix(col, rgb(0xFFFFFF), 0.08)
	}
	return col
}

// words of the sidebar's signs: nothing is said by colour alone.

func stanceSign(s debate.Stance) string {
	switch s {
	case debate.Supports:
		return "+"
	case debate.Opposes:
		return "−"
	case debate.Conditional:
		return "±"
	case debate.Ambivalent:
		return "?"
	case debate.Declines:
		return "·"
	}
	return ""
}

func attributionWord(a debate.Attribution) string {
	switch a {
	case debate.Direct:
		return "quoted"
	case debate.Partial:
		return "partly quoted"
	case debate.Paraphrase:
		return "paraphrased"
	case debate.Anonymous:
		return "anonymous source"
	case debate.Reported:
		return "reported by another"
	case debate.Inferred:
		return "author's inference"
	}
	return ""
}
