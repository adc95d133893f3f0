package app

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotations/debate"
)

// An actorList is the tab of those who take part, by their weight in the text.
type actorList struct {
	w      *Window
	list   *column
	items  []actorItem
	opened string // name of the actor that is unfolded
	doubts bool
	next   map[string]int // which mention a click shows next
	object fyne.CanvasObject
}

type actorItem struct {
	kind      itemKind
	actor     *debate.FoundActor
	said      int // statements of the actor
	statement *debate.FoundStatement
	words     string
}

func newActorList(w *Window) *actorList {
	l := &actorList{w: w, next: map[string]int{}}
	l.list = newColumn(func(i int, _ float32) float32 {
		if l.items[i].kind == itemActor {
			return 60
		}
		return 80
	}, l.build)
	l.object = l.list
	return l
}

// reset shows the actors of the open article.
func (l *actorList) reset() {
	l.items = l.items[:0]
	clear(l.next)
	n := l.w.now
	switch {
	case n == nil || n.failed != nil:
	case n.analysis == nil:
		l.items = append(l.items, actorItem{kind: itemMessage, words: "Looking for who takes part…"})
	default:
		l.collect(n.analysis)
	}
	l.list.set(len(l.items))
}

func (l *actorList) collect(a *debate.Analysis) {
	said := map[string]int{}
	for _, s := range a.Statements {
		said[s.Actor]++
	}
	order := make([]*debate.FoundActor, 0, len(a.Actors))
	for i := range a.Actors {
		order = append(order, &a.Actors[i])
	}
	// What somebody says weighs more than being named.
	sortBy(order, func(x *debate.FoundActor) int { return -(len(x.Mentions) + 2*said[x.ID]) })
	doubtful := 0
	for _, x := range order {
		if x.Confidence < sure {
			doubtful++
			continue
		}
		l.add(a, x, said[x.ID])
	}
	if len(l.items) == 0 {
		l.items = append(l.items, actorItem{kind: itemMessage, words: "Nobody who takes part was found in this article."})
	}
	if doubtful == 0 {
		return
	}
	l.items = append(l.items, actorItem{kind: itemDoubts, words: counted(doubtful, "possible actor", "possible actors")})
	for _, x := range order {
		if l.doubts && x.Confidence < sure {
			l.add(a, x, said[x.ID])
		}
	}
}

// add lists an actor and, if it is open, what it says.
func (l *actorList) add(a *debate.Analysis, x *debate.FoundActor, said int) {
	l.items = append(l.items, actorItem{kind: itemActor, actor: x, said: said})
	if l.opened != x.Name {
		return
	}
	if len(x.Aliases) > 0 {
		l.items = append(l.items, actorItem{kind: itemHeading, words: "Also: " + strings.Join(x.Aliases, ", ")})
	}
	mine := statementsOf(a, x.ID)
	last := "\x00"
	for _, d := range append(disputeIDs(a), "") {
		for i := range mine {
			if mine[i].Dispute != d {
				continue
			}
			if d != last {
				l.items = append(l.items, actorItem{kind: itemHeading, words: disputeTitle(a, d)})
				last = d
			}
			l.items = append(l.items, actorItem{kind: itemStatement, actor: x, statement: &mine[i]})
		}
	}
	if len(mine) == 0 {
		l.items = append(l.items, actorItem{kind: itemHeading, words: "Named, but not heard, in this article."})
	}
}

func disputeIDs(a *debate.Analysis) []string {
	var out []string
	for _, d := range a.Disputes {
		out = append(out, d.ID)
	}
	return out
}

func disputeTitle(a *debate.Analysis, id string) string {
	for _, d := range a.Disputes {
		if d.ID == id {
			return "On: " + d.Title
		}
	}
	return "On other matters"
}

func (l *actorList) build(i int) fitted {
	it := l.items[i]
	w, c := l.w, l.w.chrome
	switch it.kind {
	case itemActor:
		return l.entry(it)
	case itemStatement:
		return w.statementCard(*it.statement, false)
	case itemDoubts:
		sign := "▸ "
		if l.doubts {
			sign = "▾ "
		}
		k := newCard(c, newProse(w.ruler, sign+it.words, face{13, fyne.TextStyle{}}, c.page.Faint, 1))
		k.onTap = func(fyne.KeyModifier) { l.doubts = !l.doubts; l.reset() }
		return k
	case itemHeading:
		k := newCard(c, newProse(w.ruler, it.words, face{12, fyne.TextStyle{}}, c.page.Faint, 3))
		k.pad = fyne.NewSize(18, 4)
		return k
	}
	k := newCard(c, newProse(w.ruler, it.words, face{14, fyne.TextStyle{}}, c.page.Faint, 0))
	k.pad = fyne.NewSize(18, 18)
	return k
}

// entry is the card of one actor.
func (l *actorList) entry(it actorItem) fitted {
	w, c, x := l.w, l.w.chrome, it.actor
	name := newLine(w.ruler, x.Name, face{14, fyne.TextStyle{Bold: true}}, c.page.Ink)
	var parts []string
	if x.Role != "" {
		parts = append(parts, x.Role)
	}
	parts = append(parts, x.Kind.String())
	role := newProse(w.ruler, strings.Join(parts, " · "), face{12.5, fyne.TextStyle{}}, c.page.Faint, 2)
	counts := counted(len(x.Mentions), "mention", "mentions")
	if it.said > 0 {
		counts += " · " + counted(it.said, "statement", "statements")
	}
	below := newLine(w.ruler, counts, face{12, fyne.TextStyle{}}, c.page.Faint)
	k := newCard(c, newStack(newDot(w, x.Name, 34), name, role, below))
	k.onHover = func(in bool) { w.light(x, in) }
	k.onTap = func(fyne.KeyModifier) {
		if len(x.Mentions) > 0 {
			at := l.next[x.Name] % len(x.Mentions)
			l.next[x.Name] = at + 1
			w.reveal(x.Mentions[at].Range)
		}
		if l.opened != x.Name {
			l.opened = x.Name
			next := l.next[x.Name]
			l.reset()
			l.next[x.Name] = next
		}
	}
	k.onContext = func(p fyne.Position) {
		w.popUp(p, menuItem{"Fold", func() { l.opened = ""; l.reset() }})
	}
	k.selected = l.opened == x.Name
	return k
}
