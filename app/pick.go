package app

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// A pick is one line that typing offers.
type pick struct {
	words string
	aside string // faint, at the right
	take  func()
	makes bool // something new, of what was typed
}

// picksMost is how many lines are offered at once.
const picksMost = 40

// A needle is what was typed, to be looked for in names.
type needle []string

func newNeedle(typed string) needle { return nameWords(typed) }

func nameWords(s string) []string {
	return strings.FieldsFunc(article.Fold(s).Text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
}

// fits says how well a name fits what was typed: 0 not at all; more if the name begins with it. Each word that was typed
// must begin a word of the name or of one of the others.
func (n needle) fits(name string, more ...string) int {
	if len(n) == 0 {
		return 1
	}
	words := nameWords(name)
	begins := len(words) > 0 && strings.HasPrefix(words[0], n[0])
	for _, s := range more {
		words = append(words, nameWords(s)...)
	}
	for _, t := range n {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, t) }) {
			return 0
		}
	}
	if begins {
		return 3
	}
	return 2
}

// A ranked is a pick and how well it fits.
type ranked struct {
	pick
	fit int
}

// best returns the picks that fit, the best first.
func best(all []ranked) []pick {
	sortBy(all, func(r ranked) int { return -r.fit })
	var out []pick
	for _, r := range all {
		if r.fit > 0 && len(out) < picksMost {
			out = append(out, r.pick)
		}
	}
	return out
}

// actorPicks offers the actors of the article by their weight, then the others of the library, by name or alias.
func actorPicks(view *debate.View, do func(desk.ActorRef), except *debate.ShownActor) func(string) []pick {
	return func(typed string) []pick {
		n := newNeedle(typed)
		var all []ranked
		here := map[article.ID]bool{}
		for _, a := range view.ByWeight() {
			here[a.Entity] = true
			if a == except || except != nil && a.ID == except.ID {
				continue
			}
			aside := a.Role
			if aside == "" {
				aside = a.Kind.String()
			}
			all = append(all, ranked{pick{words: a.Name, aside: aside, take: func() { do(desk.ActorRef{Seen: a}) }}, n.fits(a.Name, a.Aliases...)})
		}
		for _, a := range view.Library.Actors {
			if !here[a.ID] {
				names := a.Names()
				all = append(all, ranked{pick{words: a.Name, aside: "in the library", take: func() { do(desk.ActorRef{ID: a.ID}) }}, n.fits(names[0], names[1:]...)})
			}
		}
		return best(all)
	}
}

// disputePicks offers the disputes of the article, then the others of the library.
func disputePicks(view *debate.View, do func(desk.DisputeRef), except *debate.ShownDispute) func(string) []pick {
	return func(typed string) []pick {
		n := newNeedle(typed)
		var all []ranked
		here := map[article.ID]bool{}
		for i := range view.Disputes {
			d := &view.Disputes[i]
			here[d.Entity] = true
			if except == nil || d.ID != except.ID {
				all = append(all, ranked{pick{words: d.Title, take: func() { do(desk.DisputeRef{Seen: d}) }}, n.fits(d.Title)})
			}
		}
		for _, d := range view.Library.Disputes {
			if !here[d.ID] {
				all = append(all, ranked{pick{words: d.Title, aside: "in the library", take: func() { do(desk.DisputeRef{ID: d.ID}) }}, n.fits(d.Title)})
			}
		}
		return best(all)
	}
}

// pick lets one of what typing offers be chosen over the window; hint says what is to be typed.
func (w *Window) pick(title, hint string, of func(typed string) []pick) {
	var fits []pick
	at := 0
	entry := newField(w)
	list := newColumn(func(int, float32) float32 { return 36 }, func(i int) fitted {
		if len(fits) == 0 {
			k := newCard(w.chrome, newProse(w.ruler, nothingToPick(entry.Text), face{14, fyne.TextStyle{}}, w.chrome.page.Faint, 0))
			k.pad = fyne.NewSize(10, 8)
			return k
		}
		p := fits[i]
		k := newCard(w.chrome, container.New(row{gap: 8, stretch: 0},
			newLine(w.ruler, p.words, face{14, fyne.TextStyle{}}, w.chrome.page.Ink), faintWord(w, shortened(p.aside, 34))))
		k.selected = i == at
		k.onTap = func(fyne.KeyModifier) { w.sheet.close(); p.take() }
		return k
	})
	entry.SetPlaceHolder(hint)
	match := func(s string) {
		fits, at = of(s), 0
		list.set(max(len(fits), 1))
	}
	entry.OnChanged = match
	entry.onEscape = w.sheet.leave
	entry.onStep = func(by int) {
		if n := len(fits); n > 0 {
			at = (at + by + n) % n
			list.set(n)
			list.show(at)
		}
	}
	entry.onEnter = func(bool) {
		if at < len(fits) {
			p := fits[at]
			w.sheet.close()
			p.take()
		}
	}
	match("")
	w.sheet.show(title, container.NewBorder(entry, nil, nil, nil, list), fyne.NewSize(560, 460))
	w.sheet.unsaved = func() bool { return len(fits) > 0 && fits[0].makes } // otherwise what is typed only looks for something
	w.win.Canvas().Focus(entry)
}

// nothingToPick says why nothing is offered.
func nothingToPick(typed string) string {
	if strings.TrimSpace(typed) == "" {
		return "There is nothing to choose from yet."
	}
	return "Nothing here has these letters."
}
