package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/app/desk"
)

// suggestings are the choices of where to suggest, as the settings show them.
var suggestings = [...]struct {
	of   desk.Suggesting
	word string
}{
	{desk.SuggestAlways, "Always"}, {desk.SuggestNews, "For news"}, {desk.SuggestNever, "Never"},
}

// suggestChoice lets the reader choose where to suggest.
func (w *Window) suggestChoice() fyne.CanvasObject {
	words := make([]string, 0, len(suggestings))
	for _, x := range suggestings {
		words = append(words, x.word)
	}
	group := widget.NewRadioGroup(words, nil)
	group.Horizontal, group.Required = true, true
	for _, x := range suggestings {
		if x.of == w.prefs.suggest {
			group.Selected = x.word
		}
	}
	group.OnChanged = func(word string) {
		for _, x := range suggestings {
			if x.word == word {
				w.setSuggesting(x.of)
			}
		}
	}
	return group
}

// setSuggesting shows suggestions in other articles from now on. The choice is saved first: the desk composes by it.
func (w *Window) setSuggesting(to desk.Suggesting) {
	if w.prefs.suggest == to {
		return
	}
	w.prefs.suggest = to
	w.keepPrefsNow()
	w.writes.add(func() { w.post(func() { w.recompose() }) })
}

// suggestsHere reports whether the open article can be told to suggest nothing.
func (w *Window) suggestsHere() bool {
	return w.canWriteArticle() && w.now.view != nil && w.now.view.Library.Suggests(w.now.sitting.Article.ID)
}

// stoppedHere reports whether the open article was told to suggest nothing.
func (w *Window) stoppedHere() bool {
	return w.canWriteArticle() && w.now.view != nil && !w.now.view.Library.Suggests(w.now.sitting.Article.ID)
}

// stopSuggesting keeps suggestions away from the open article, or shows them again.
func (w *Window) stopSuggesting(stop bool) {
	id := w.now.sitting.Article.ID
	words := "Suggestions are shown in this article again."
	if stop {
		words = "Nothing is suggested in this article any more."
	}
	var step desk.StepID
	w.file(w.noting(&step, func() error { return w.desk.StopSuggesting(w.ctx, id, stop) }), func() { w.notices.offerUndo(words, step) })
}

// silence says why only what was filed is shown.
func (w *Window) silence() string {
	switch {
	case !w.now.view.Library.Suggests(w.now.sitting.Article.ID):
		return "You stopped suggestions in this article."
	case w.prefs.suggest == desk.SuggestNever:
		return "Suggestions are turned off."
	}
	return "Suggestions are for news only, and this does not look like news."
}

// silentCard says why nothing is suggested, and leads to where that is changed.
func (w *Window) silentCard(words string) fitted {
	c := w.chrome
	k := newCard(c, newProse(w.ruler, words, face{12.5, fyne.TextStyle{}}, c.page.Faint, 0))
	k.pad = fyne.NewSize(18, 10)
	word, do := "Settings…", w.showSettings
	if !w.now.view.Library.Suggests(w.now.sitting.Article.ID) {
		word, do = "Suggest here again", func() { w.stopSuggesting(false) }
	}
	if word == "Settings…" || w.writable() {
		b := newLink(w, word, "", w.bound(do))
		b.lead = true
		k.rows = append(k.rows, b)
	}
	return k
}
