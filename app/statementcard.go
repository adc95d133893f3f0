package app

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// statementCard shows who says what, and how. With who false the speaker is left out.
func (w *Window) statementCard(e entry, who bool) fitted {
	c, s := w.chrome, e.statement
	actor := w.now.view.Actor(s.Actor)
	name := speakerName(w.speaker(s))
	head, stretch := []fyne.CanvasObject{}, 1
	if who {
		head = append(head, newDot(w, name, 22, e.suggested()), w.nameLine(name, 13, w.inkOf(e)))
	} else {
		head = append(head, newLine(w.ruler, attributionWord(s.Attribution), face{12, fyne.TextStyle{}}, c.page.Faint))
		stretch = 0
	}
	if s.Stance != debate.StanceUnknown {
		head = append(head, newBadge(w, stanceSign(s.Stance)+" "+s.Stance.String(), c.stanceInk(s.Stance)))
	}
	rows := []fyne.CanvasObject{container.New(row{gap: 7, stretch: stretch}, head...)}
	rows = append(rows, newProse(w.ruler, w.quoteOf(s), face{13.5, fyne.TextStyle{}}, w.inkOf(e), 6))
	var about []string
	if who && attributionWord(s.Attribution) != "" {
		about = append(about, attributionWord(s.Attribution))
	}
	if standing := standingWord(s.Filed != nil, s.Confidence); !e.sharesStanding(standing) {
		about = append(about, lowerFirst(standing))
	}
	about = append(about, w.filedWords(s)...)
	if len(about) > 0 {
		rows = append(rows, newProse(w.ruler, strings.Join(about, " · "), face{11.5, fyne.TextStyle{}}, c.page.Faint, 3))
	}
	if s.Filed == nil && s.Reason != "" && e.key() == w.sidebar.chosen {
		rows = append(rows, newProse(w.ruler, sentence(s.Reason), face{12, fyne.TextStyle{Italic: true}}, c.page.Ink, 0))
	}
	k := newCard(c, append(rows, w.entryButtons(e)...)...)
	k.pad = fyne.NewSize(18, 7)
	k.selected = e.key() == w.sidebar.chosen
	r := s.Whole()
	k.onTap = func(fyne.KeyModifier) {
		w.chooseEntry(e)
		if !r.Empty() {
			w.reveal(r)
		}
	}
	k.onContext = func(p fyne.Position) { w.entryMenu(e, p) }
	if actor != nil {
		k.onHover = func(in bool) { w.light(in, actor) }
	}
	return k
}

// nameLine is a name on one line, cut off within a word if it is long.
func (w *Window) nameLine(name string, size float32, ink color.NRGBA) fyne.CanvasObject {
	t := newCaption(w.ruler, size, fyne.TextAlignLeading)
	t.set(name, true, ink)
	t.object.SetMinSize(fyne.NewSize(8, size*1.42))
	return t.object
}

// sharesStanding reports whether the dispute that the statement e stands under is a suggestion of the same likelihood, so that its card says it
// for the statement, too.
func (e entry) sharesStanding(standing string) bool {
	return e.dispute != nil && e.dispute.Entity == (article.ID{}) && standing == standingWord(false, e.dispute.Confidence)
}

// filedWords says what else is known of a filed statement; nothing of a suggestion.
func (w *Window) filedWords(s *debate.ShownStatement) []string {
	if s.Filed == nil {
		return nil
	}
	var out []string
	f := s.Filed
	for _, x := range []struct{ what, is string }{{"to ", f.Addressee}, {"if ", f.Condition}, {"on ", showDate(f.SaidOn)}} {
		if x.is != "" {
			out = append(out, x.what+x.is)
		}
	}
	if a := w.now.view.Actor(f.ReportedBy.String()); a != nil {
		out = append(out, "reported by "+a.Name)
	}
	if len(s.Passages) < len(f.Anchors) {
		out = append(out, "not all of it was found in this version")
	}
	if f.Note != "" {
		out = append(out, strings.Join(strings.Fields(f.Note), " "))
	}
	return out
}

// quoteOf returns the words of a statement, its parts joined by ellipses.
func (w *Window) quoteOf(s *debate.ShownStatement) string {
	var parts []string
	for _, p := range s.Passages {
		parts = append(parts, strings.TrimSpace(readable(w.now.sitting.Version, p)))
	}
	if len(parts) == 0 && s.Filed != nil {
		for _, a := range s.Filed.Anchors {
			parts = append(parts, strings.Join(strings.Fields(a.Exact), " "))
		}
	}
	return strings.Join(parts, " … ")
}

// passageCard shows a passage with a little of what is around it.
func (w *Window) passageCard(r article.Range) fitted {
	c := w.chrome
	k := newCard(c, newProse(w.ruler, readable(w.now.sitting.Version, r), face{13, fyne.TextStyle{}}, c.page.Ink, 3))
	k.pad = fyne.NewSize(18, 5)
	k.onTap = func(fyne.KeyModifier) { w.reveal(r) }
	k.onHover = func(in bool) { w.lightPassages([]article.Range{r}, in) }
	return k
}

// newBadge returns a word on its colour.
func newBadge(w *Window, words string, col color.NRGBA) fyne.CanvasObject {
	c := w.chrome
	back := canvas.NewRectangle(mix(c.panel, col, 0.22))
	back.CornerRadius = 8
	t := newCaption(w.ruler, 11.5, fyne.TextAlignCenter)
	t.set(words, false, mix(col, c.page.Ink, 0.45))
	return container.New(sized{t.width() + 14, 18}, back, t.object)
}

// light shows the mentions of actors in the text while the pointer is over their entry.
func (w *Window) light(on bool, actors ...*debate.ShownActor) {
	if !on {
		w.reader.SetLit(nil)
		return
	}
	var lit []article.Range
	for _, a := range actors {
		for _, m := range a.Mentions {
			lit = append(lit, m.Range)
		}
	}
	sortBy(lit, func(r article.Range) int { return r.Start })
	w.reader.SetLit(lit)
}
