package app

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotations/debate"
)

// An actorsSheet lists which actors of all articles may be one under name variants, and then all actors, those that most articles show
// first.
type actorsSheet struct {
	w      *Window
	merges []debate.Merge
	all    []debate.Bearer
	list   *column
}

// bearersListed is how many actors the sheet lists: those that fewer articles show are found by searching.
const bearersListed = 500

func (w *Window) showActors() {
	a := &actorsSheet{w: w}
	a.list = newColumn(func(int, float32) float32 { return 74 }, a.build)
	a.read(func() {
		w.sheet.whenFree(func() {
			w.sheet.show("Actors of the library", a.list, fyne.NewSize(640, 640))
			a.update()
		})
	})
}

// read reads the actors; then is called on the screen when they are there.
func (a *actorsSheet) read(then func()) {
	w := a.w
	w.sheeting.run(func(ctx context.Context) func() {
		merges, err := w.desk.Merges(ctx)
		if err != nil {
			return func() { w.trouble(err) }
		}
		all, err := w.desk.Bearers(ctx)
		return func() {
			if err != nil {
				w.trouble(err)
				return
			}
			a.merges, a.all = merges, all[:min(len(all), bearersListed)]
			then()
		}
	})
}

func (a *actorsSheet) update() { a.list.set(1 + len(a.merges) + len(a.all)) }

func (a *actorsSheet) build(i int) fitted {
	head := len(a.merges)
	switch {
	case i == 0:
		return a.w.saying(a.w.actorsSummary(head))
	case i <= head:
		return a.mergeCard(a.merges[i-1])
	}
	return a.w.bearerCard(a.all[i-head-1])
}

// decide makes one actor of two or keeps them apart, and lists what is left.
func (a *actorsSheet) decide(do func(context.Context, debate.Merge) error, m debate.Merge) {
	w := a.w
	w.writes.add(func() {
		err := do(w.ctx, m)
		w.post(func() {
			if err != nil {
				w.trouble(err)
				return
			}
			w.recompose()
			a.read(a.update)
		})
	})
}

// actorsSummary says how many merges are suggested, and how many articles are not analysed.
func (w *Window) actorsSummary(merges int) string {
	words := "No names here look like variants of one another."
	if merges > 0 {
		words = counted(merges, "name", "names") + " may be a variant of another. What you decide can be undone."
	}
	if a := w.analyser; a.known && a.at.Left > 0 {
		words += " " + notAnalysed(a.at) + "."
	}
	return words
}

func (w *Window) saying(words string) fitted {
	return newCard(w.chrome, newProse(w.ruler, words, face{13, fyne.TextStyle{}}, w.chrome.page.Faint, 0))
}

func (a *actorsSheet) mergeCard(m debate.Merge) fitted {
	w, c := a.w, a.w.chrome
	about := counted(m.From.Articles, "article", "articles") + ", " + counted(m.Into.Articles, "article", "articles") + " · " + m.Why
	rows := []fyne.CanvasObject{
		newProse(w.ruler, m.From.Name+"  →  "+m.Into.Name, face{14, fyne.TextStyle{Bold: true}}, c.page.Ink, 2),
		newProse(w.ruler, about, face{12, fyne.TextStyle{}}, c.page.Faint, 2),
	}
	if !w.desk.ReadOnly() {
		rows = append(rows, newFlow(2,
			newWordButton(w, "Merge", "", func() { a.decide(w.desk.AcceptMerge, m) }),
			newWordButton(w, "Keep apart", "", func() { a.decide(w.desk.RejectMerge, m) })))
	}
	return newCard(c, rows...)
}

// rolesListed is how many of the roles that articles give an actor are listed, the newest first.
const rolesListed = 3

func (w *Window) bearerCard(b debate.Bearer) fitted {
	c := w.chrome
	about := b.Kind.String() + " · " + counted(b.Articles, "article", "articles")
	var roles []string
	if b.Role != "" {
		roles = append(roles, b.Role)
	}
	for _, r := range b.Roles[:min(len(b.Roles), rolesListed)] {
		roles = append(roles, r.Role+asOf(r.AsOf))
	}
	if len(roles) > 0 {
		about = strings.Join(roles, ", ") + " · " + about
	}
	k := newCard(c,
		newProse(w.ruler, b.Name, face{14, fyne.TextStyle{}}, c.page.Ink, 1),
		newProse(w.ruler, about, face{12, fyne.TextStyle{}}, c.page.Faint, 3))
	k.onTap = func(fyne.KeyModifier) {
		w.sheet.close()
		w.showSearch()
		typed := "actor:\"" + b.Name + "\""
		w.search.field.SetText(typed)
		w.search.run(typed)
	}
	return k
}

// asOf says which article's date a role has; nothing if that is not known.
func asOf(date string) string {
	if date == "" {
		return ""
	}
	return " (as of " + showDate(date) + ")"
}
