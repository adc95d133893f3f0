package app

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// question is the card of a dispute: the question, whether it is filed or suggested, and, on demand, why it was suggested.
func (l *disputeList) question(e entry) fitted {
	w, c, d := l.w, l.w.chrome, e.dispute
	key := debate.DisputeKey(d.Title)
	folded := l.folded[key]
	sign := "▾ "
	if folded {
		sign = "▸ "
	}
	rows := []fyne.CanvasObject{newProse(w.ruler, sign+d.Title, face{16, fyne.TextStyle{Bold: true}}, w.inkOf(e), 0)}
	about := newProse(w.ruler, disputeWords(w.now.view, d, w.analyser.soFar()), face{12, fyne.TextStyle{}}, c.page.Faint, 2)
	if e.suggested() && d.Reason != "" {
		word := "Why?"
		if l.why[key] {
			word = "Hide"
		}
		rows = append(rows, newAside(about, newLink(w, word, sentence(d.Reason), func() { l.explain(d) })))
	} else {
		rows = append(rows, about)
	}
	if l.why[key] && e.suggested() {
		rows = append(rows, newProse(w.ruler, sentence(d.Reason), face{12.5, fyne.TextStyle{Italic: true}}, c.page.Ink, 0))
	}
	rows = append(rows, w.sameAs(e)...)
	rows = append(rows, w.entryButtons(e)...)
	k := newCard(c, rows...)
	k.pad = fyne.NewSize(14, 11)
	k.selected = e.key() == w.sidebar.chosen
	k.onTap = func(m fyne.KeyModifier) {
		again := w.sidebar.chosen == e.key()
		w.chooseEntry(e)
		w.reader.SetStrip(d.Passages)
		if m != 0 || again || len(d.Passages) == 0 {
			l.fold(d)
			return
		}
		if folded {
			l.fold(d)
		}
		w.reveal(d.Passages[0])
	}
	k.onHover = func(in bool) { w.lightPassages(d.Passages, in) }
	k.onContext = func(p fyne.Position) { w.entryMenu(e, p) }
	return k
}

// disputeWords says whether a dispute is filed or suggested, and how much is said on it; soFar stands behind the number of articles.
func disputeWords(view *debate.View, d *debate.ShownDispute, soFar string) string {
	parts := []string{standingWord(d.Entity != (article.ID{}), d.Confidence)}
	if n := len(view.On(d.ID)); n > 0 {
		parts = append(parts, counted(n, "statement", "statements"))
	}
	if d.Articles > 1 {
		parts = append(parts, counted(d.Articles, "article", "articles")+soFar)
	}
	return strings.Join(parts, " · ")
}

// standingWord says whether something is the reader's or a suggestion, and of a suggestion, how sure that is.
func standingWord(filed bool, confidence float64) string {
	if filed {
		return "Filed by you"
	}
	return "Suggested, " + debate.Likelihood(confidence)
}

// position is the card of a possible answer, with who is for it and who against. One of the library can be dragged to another place among
// the others.
func (l *disputeList) position(it disputeItem) fitted {
	w, c, e := l.w, l.w.chrome, it.entry
	rows := []fyne.CanvasObject{newProse(w.ruler, e.position.Answer, face{13.5, fyne.TextStyle{Bold: true}}, w.inkOf(e), 0)}
	if e.suggested() && e.dispute.Entity != (article.ID{}) { // how sure it is, is not known of a position alone
		rows = append(rows, newLine(w.ruler, "Suggested", face{11.5, fyne.TextStyle{}}, c.page.Faint))
	}
	var width float32 // of the longest word, so that the speakers of all sides begin at one line
	for _, side := range it.stand.Sides {
		width = max(width, w.ruler.width(sideWords(side), sideFace)+10)
	}
	for _, side := range it.stand.Sides {
		rows = append(rows, l.side(side, width, it.stand.Said))
	}
	if len(it.stand.Said) == 0 {
		rows = append(rows, newLine(w.ruler, "No statement yet", face{12, fyne.TextStyle{}}, c.page.Faint))
	}
	k := newCard(c, append(rows, w.entryButtons(e)...)...)
	k.pad = fyne.NewSize(18, 8)
	k.selected = e.key() == w.sidebar.chosen
	k.onTap = func(fyne.KeyModifier) { w.chooseEntry(e) }
	k.onContext = func(p fyne.Position) { w.entryMenu(e, p) }
	if w.writable() && !e.suggested() {
		k.onDrop = func(at fyne.Position) {
			if to, ok := l.under(at); ok && to.position != nil && to.dispute == e.dispute && !to.suggested() {
				w.movePosition(e, to)
			}
		}
	}
	return k
}

// sideFace is how the word for a side is set.
var sideFace = face{size: 12, style: fyne.TextStyle{Bold: true}}

// sideWords returns the words for a side, after its sign.
func sideWords(s debate.Side) string { return stanceSign(s.Stance) + " " + sideWord(s.Stance) }

// side is a line of those who take one stance, which begins with a word of that width. A click on one goes to what they say on the
// position.
func (l *disputeList) side(side debate.Side, width float32, said []debate.ShownStatement) fyne.CanvasObject {
	w, c := l.w, l.w.chrome
	word := newCaption(w.ruler, 12, fyne.TextAlignLeading)
	word.set(sideWords(side), true, mix(c.stanceInk(side.Stance), c.page.Ink, 0.45))
	word.object.SetMinSize(fyne.NewSize(width, chipHeight-2))
	var chips []fyne.CanvasObject
	for _, who := range side.Speakers {
		var at article.Range
		suggested := true
		for i := range said {
			s := &said[i]
			if s.Stance != side.Stance || w.speaker(s) != who {
				continue
			}
			if suggested = suggested && s.Filed == nil; at.Empty() {
				at = s.Whole()
			}
		}
		chips = append(chips, newChip(w, who, suggested, func() {
			if !at.Empty() {
				w.reveal(at)
			}
		}))
	}
	s := newStack(word.object, newFlow(4, chips...))
	s.gap = 0
	return s
}

// sideWord names the side of those who take a stance on a position.
func sideWord(s debate.Stance) string {
	switch s {
	case debate.Supports:
		return "For"
	case debate.Opposes:
		return "Against"
	case debate.Conditional:
		return "If"
	case debate.Ambivalent:
		return "Undecided"
	case debate.Declines:
		return "No answer"
	}
	return ""
}

// speaker returns who makes a statement of the open article.
func (w *Window) speaker(s *debate.ShownStatement) debate.Speaker {
	return w.now.view.Speaker(w.now.sitting.Version, s)
}

// unquoted is the quiet line of those whom a dispute's passages name and who say nothing on it.
func (l *disputeList) unquoted(actors []*debate.ShownActor) fitted {
	w, c := l.w, l.w.chrome
	names := make([]string, len(actors))
	for i, a := range actors {
		names[i] = a.Name
	}
	k := newCard(c, newProse(w.ruler, "Mentioned, not quoted on this: "+strings.Join(names, ", "), face{12, fyne.TextStyle{}}, c.page.Faint, 3))
	k.pad = fyne.NewSize(18, 5)
	k.onHover = func(in bool) { w.light(in, actors...) }
	return k
}

// lightPassages shows passages in the text while the pointer is over their entry.
func (w *Window) lightPassages(rs []article.Range, on bool) {
	if !on {
		rs = nil
	}
	w.reader.SetLit(rs)
}

// hairline parts two disputes.
func (l *disputeList) hairline() fitted {
	line := canvas.NewRectangle(l.w.chrome.page.Rule)
	line.SetMinSize(fyne.NewSize(1, 1))
	k := newCard(l.w.chrome, line)
	k.pad = fyne.NewSize(14, 9)
	return k
}

// note is a card of faint words that cannot be chosen.
func (w *Window) note(words string, size float32, ink color.Color, pad fyne.Size) *card {
	k := newCard(w.chrome, newProse(w.ruler, words, face{size, fyne.TextStyle{}}, ink, 0))
	k.pad = pad
	return k
}
