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
	opened string // key of the actor that is unfolded
	doubts bool
	next   map[string]int // which mention a click shows next
	object fyne.CanvasObject
}

type actorItem struct {
	entry
	kind  itemKind
	said  int // statements of the actor
	words string
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
	n := l.w.now
	switch {
	case n == nil:
	case n.view == nil:
		l.items = append(l.items, actorItem{kind: itemMessage, words: "Looking for people and organisations…"})
	default:
		l.collect(n.view)
	}
	l.list.set(len(l.items))
}

// entries returns what can be chosen, in the order of the list.
func (l *actorList) entries() []entry {
	var out []entry
	for _, it := range l.items {
		if it.kind == itemActor || it.kind == itemStatement {
			out = append(out, it.entry)
		}
	}
	return out
}

// show scrolls to the entry with that key.
func (l *actorList) show(key string) {
	for i, it := range l.items {
		if (it.kind == itemActor || it.kind == itemStatement) && it.key() == key {
			l.list.show(i)
			return
		}
	}
}

func (l *actorList) collect(v *debate.View) {
	order := v.ByWeight()
	doubtful := 0
	for _, x := range order {
		if x.Confidence < shownFrom {
			doubtful++
			continue
		}
		l.add(v, x)
	}
	if len(l.items) == 0 {
		l.items = append(l.items, actorItem{kind: itemMessage, words: noActors(v)})
	}
	if doubtful > 0 {
		l.items = append(l.items, actorItem{kind: itemDoubts, words: counted(doubtful, "less certain suggestion", "less certain suggestions")})
		for _, x := range order {
			if l.doubts && x.Confidence < shownFrom {
				l.add(v, x)
			}
		}
	}
	if l.w.writable() {
		l.items = append(l.items, actorItem{kind: itemAdd, words: "Add an actor"})
	}
}

// add lists an actor and, if it is open, what it says.
func (l *actorList) add(v *debate.View, x *debate.ShownActor) {
	mine := v.By(x.ID)
	l.items = append(l.items, actorItem{kind: itemActor, entry: entry{actor: x}, said: len(mine)})
	if l.opened != debate.ActorKey(x.Name) {
		return
	}
	if len(x.Aliases) > 0 {
		l.items = append(l.items, actorItem{kind: itemHeading, words: "Also: " + strings.Join(x.Aliases, ", ")})
	}
	last := "\x00"
	ids := make([]string, 0, len(v.Disputes)+1)
	for _, d := range v.Disputes {
		ids = append(ids, d.ID)
	}
	for _, d := range append(ids, "") {
		for i := range mine {
			if mine[i].Dispute != d {
				continue
			}
			if d != last {
				words := "Other statements"
				if on := v.Dispute(d); on != nil {
					words = "On: " + on.Title
				}
				l.items = append(l.items, actorItem{kind: itemHeading, words: words})
				last = d
			}
			l.items = append(l.items, actorItem{kind: itemStatement, entry: entry{actor: x, statement: &mine[i]}})
		}
	}
	if len(mine) == 0 {
		l.items = append(l.items, actorItem{kind: itemHeading, words: "Mentioned, not quoted."})
	}
}

func (l *actorList) build(i int) fitted {
	it := l.items[i]
	w, c := l.w, l.w.chrome
	switch it.kind {
	case itemActor:
		return l.person(it)
	case itemStatement:
		return w.statementCard(it.entry, false)
	case itemDoubts:
		return w.doubtsCard(it.words, l.doubts, func() { l.doubts = !l.doubts; l.reset() })
	case itemAdd:
		return w.addCard(it.words, func() {
			w.ask("Add an actor", "Name of a person, organisation, state or group", "",
				func(s string) error { _, err := w.desk.AddActor(w.ctx, s, debate.Person); return err },
				func(string) {
					w.recompose(func() { w.notices.say("Added to the library. It is shown in every article that names it.") })
				})
		})
	case itemHeading:
		k := newCard(c, newProse(w.ruler, it.words, face{12, fyne.TextStyle{}}, c.page.Faint, 3))
		k.pad = fyne.NewSize(18, 4)
		return k
	}
	k := newCard(c, newProse(w.ruler, it.words, face{14, fyne.TextStyle{}}, c.page.Faint, 0))
	k.pad = fyne.NewSize(18, 18)
	return k
}

// noActors says that no actor is shown.
func noActors(v *debate.View) string {
	if v.OnlyFiled {
		return "No actor of the library is named in this article."
	}
	return "No actors were found in this article."
}

// person is the card of one actor.
func (l *actorList) person(it actorItem) fitted {
	w, c, x, e := l.w, l.w.chrome, it.actor, it.entry
	key := debate.ActorKey(x.Name)
	name := w.nameLine(x.Name, 14, w.inkOf(e))
	var parts []string
	for _, s := range []string{x.Role, x.Kind.String(), x.Side} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	role := newProse(w.ruler, strings.Join(parts, " · "), face{12.5, fyne.TextStyle{}}, c.page.Faint, 2)
	counts := counted(len(x.Mentions), "mention", "mentions")
	if it.said > 0 {
		counts += " · " + counted(it.said, "statement", "statements")
	}
	if x.Articles > 1 {
		counts += " · " + counted(x.Articles, "article", "articles") + w.analyser.soFar()
	}
	if word := standingWord(!e.suggested(), x.Confidence); e.suggested() {
		counts += " · " + lowerFirst(word)
	} else {
		counts = word + " · " + counts
	}
	below := newLine(w.ruler, counts, face{12, fyne.TextStyle{}}, c.page.Faint)
	rows := append([]fyne.CanvasObject{newStack(newDot(w, x.Name, 34, e.suggested()), name, role, below)}, w.sameAs(e)...)
	k := newCard(c, append(rows, w.entryButtons(e)...)...)
	k.onHover = func(in bool) { w.light(in, x) }
	k.onTap = func(fyne.KeyModifier) {
		if len(x.Mentions) > 0 {
			at := l.next[key] % len(x.Mentions)
			l.next[key] = at + 1
			w.reveal(x.Mentions[at].Range)
		}
		changed := l.opened != key
		l.opened = key
		if w.sidebar.chosen != e.key() {
			w.chooseEntry(e)
		} else if changed {
			l.reset()
		}
	}
	k.onContext = func(p fyne.Position) { w.entryMenu(e, p) }
	if w.writable() {
		of := w.now
		k.onDrop = func(at fyne.Position) {
			if w.now != of { // another article was opened while it was dragged
				return
			}
			if i, ok := l.list.at(at); ok && l.items[i].kind == itemActor && l.items[i].key() != e.key() {
				w.merge(e, l.items[i].entry)
			}
		}
	}
	k.selected = e.key() == w.sidebar.chosen
	return k
}
