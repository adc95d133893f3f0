package actors

import (
	"context"
	"strings"

	"parley/annotations/debate"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/stem"
)

// An Actor is somebody, or some body, whom the text names.
type Actor struct {
	Name       string
	Class      Class
	Entry      *text.Entry // in the gazetteer, or nil
	Words      []string    // of its longest name, as stem.Fold makes them
	Mentions   []Mention   // in text order, without overlaps
	Roles      []Role      // in text order
	Gender     text.Flag   // text.IsMan, text.IsWoman, both or none
	Weight     float64     // how much the text shows it acting; from 1 on it certainly does
	whole      int         // how often it is named by more than one word
	Dropped    bool        // it is only named, and takes part in nothing
	surfaces   []surface
	defined    bool // an acronym or a whole name was given
	recognised bool // the perceptron recognises a mention of it
}

// A surface is one way in which the text writes an actor.
type surface struct {
	text  string
	form  debate.Form
	count int
}

// A Mention is a passage that means an actor.
type Mention struct {
	Start, End int // bytes
	Form       debate.Form
	Token      int // its first
}

// A directory finds actors by their names.
type directory struct {
	full    map[string]int   // by whole folded name
	tails   map[string][]int // persons by surname
	first   map[string][]int // persons by first name
	heads   map[string]int   // bodies by their first word; -1 if several share it
	known   map[*text.Entry]int
	acronym map[string]int
}

// A clusterer gathers names into actors.
type clusterer struct {
	*Set
}

// findActors gathers the names into actors.
func (c *clusterer) findActors(ctx context.Context) error {
	dir := &directory{
		map[string]int{}, map[string][]int{}, map[string][]int{}, map[string]int{}, map[*text.Entry]int{}, map[string]int{},
	}
	for i := range c.Names { // whole names first, so that a surname in a headline finds its person
		n := &c.Names[i]
		switch {
		case n.Entry != nil:
			c.join(i, c.knownActor(dir, n))
		case n.Class == Person && n.Last-n.First > 1:
			c.join(i, c.personActor(dir, n))
		case c.acronym(n): // once the long names are known
		case n.Class == Organisation || n.Class == Quiet || n.Class == Group:
			c.join(i, c.bodyActor(dir, n))
		}
	}
	c.acronyms(dir)
	for i := range c.Names {
		if i&255 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if n := &c.Names[i]; n.Actor < 0 {
			if a := c.laterActor(dir, n); a >= 0 {
				c.join(i, a)
			}
		}
	}
	c.weigh()
	for i := range c.Names {
		c.roleOf(i)
	}
	for _, a := range c.Actors {
		a.settle()
	}
	return ctx.Err()
}

func (c *clusterer) folded(first, last int) []string {
	out := make([]string, 0, last-first)
	for i := first; i < last; i++ {
		if w := c.Word(i); w.Flags&text.IsWord != 0 {
			out = append(out, stem.Fold(w.Text))
		}
	}
	return out
}

func (c *clusterer) newActor(n *Name) int {
	c.Actors = append(c.Actors, &Actor{Class: n.Class, Entry: n.Entry})
	return len(c.Actors) - 1
}

func (c *clusterer) knownActor(dir *directory, n *Name) int {
	if a, ok := dir.known[n.Entry]; ok {
		return a
	}
	a := c.newActor(n)
	dir.known[n.Entry] = a
	if n.Entry.Kind != debate.State {
		dir.full[strings.Join(foldAll(strings.Fields(n.Entry.Name)), " ")] = a
	}
	return a
}

func foldAll(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = stem.Fold(w)
	}
	return out
}

func (c *clusterer) personActor(dir *directory, n *Name) int {
	words := c.folded(n.First, n.Last)
	if len(words) == 0 {
		return -1
	}
	key := strings.Join(words, " ")
	if a, ok := dir.full[key]; ok {
		return a
	}
	tail := words[len(words)-1]
	for _, a := range dir.tails[tail][:min(most, len(dir.tails[tail]))] {
		if samePerson(c.Actors[a].Words, words) {
			if len(words) > len(c.Actors[a].Words) {
				c.Actors[a].Words = words
			}
			dir.full[key] = a
			return a
		}
	}
	a := c.newActor(n)
	c.Actors[a].Words = words
	c.Actors[a].Gender = c.Word(n.First).Flags & (text.IsMan | text.IsWoman)
	dir.full[key] = a
	dir.tails[tail] = append(dir.tails[tail], a)
	if len(words) > 1 {
		dir.first[words[0]] = append(dir.first[words[0]], a)
	}
	return a
}

// samePerson reports whether two names with the same surname can be names of one person: one is the end of the other,
// or their first names agree, where an initial agrees with any name that begins with it.
func samePerson(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	k := len(b) - len(a)
	same := true
	for i := range a {
		same = same && a[i] == b[k+i]
	}
	if same {
		return true
	}
	x, y := a[0], b[0]
	return x == y || len(x) == 1 && strings.HasPrefix(y, x) || len(y) == 1 && strings.HasPrefix(x, y)
}

func (c *clusterer) bodyActor(dir *directory, n *Name) int {
	words := c.folded(n.First, n.Last)
	key := strings.Join(words, " ")
	if a, ok := dir.full[key]; ok {
		return a
	}
	a := c.newActor(n)
	c.Actors[a].Words = words
	dir.full[key] = a
	if len(words) > 1 {
		for _, h := range []string{words[0], strings.Join(words[:len(words)-1], " "), strings.Join(words[1:], " ")} {
			if b, ok := dir.heads[h]; ok && b != a {
				dir.heads[h] = -1
			} else {
				dir.heads[h] = a
			}
		}
	}
	return a
}

// acronyms reads definitions such as "Harbour Workers' Union (HWU)".
func (c *clusterer) acronyms(dir *directory) {
	for i := range c.Names {
		n := &c.Names[i]
		if n.Actor < 0 || n.Class == Person || n.Form == debate.ByDemonym {
			continue
		}
		t := n.Last
		if c.Is(t, "(") && c.Is(t+2, ")") && c.Has(t+1, text.IsCap) && (c.Has(t+1, text.IsCaps) || len(c.Word(t+1).Text) < 6 ||
			n.Last-n.First > 2 && (n.Class == Organisation || n.Class == Quiet)) { // "Institute of Territorial Studies (Ineter)"
			key := c.Word(t + 1).Text
			dir.acronym[strings.ReplaceAll(key, ".", "")] = n.Actor
			c.Actors[n.Actor].defined = true
			if k := c.NameAt(t + 1); k >= 0 && (c.Names[k].Entry == nil || n.Entry == nil) && c.Names[k].Last-c.Names[k].First == 1 {
				c.Names[k].Class, c.Names[k].Entry, c.Names[k].Form, c.Names[k].Actor = n.Class, n.Entry, debate.ByAlias, -1
				c.rejoin(int(k), n.Actor)
			}
		}
		if words := c.initials(n); len(words) > 1 {
			if _, ok := dir.acronym[words]; !ok {
				dir.acronym[words] = n.Actor
			}
		}
	}
}

// rejoin moves name k to actor a.
func (c *clusterer) rejoin(k, a int) {
	for _, b := range c.Actors {
		for i := range b.Mentions {
			if b.Mentions[i].Token == c.Names[k].First {
				b.Mentions = append(b.Mentions[:i], b.Mentions[i+1:]...)
				break
			}
		}
	}
	c.join(k, a)
}

// acronym reports whether a name is one word of capitals.
func (c *clusterer) acronym(n *Name) bool { return n.Last-n.First == 1 && c.Has(n.First, text.IsCaps) }

// laterActor finds the actor of a surname, an acronym, a shortened name or a name of its own.
func (c *clusterer) laterActor(dir *directory, n *Name) int {
	words := c.folded(n.First, n.Last)
	if len(words) == 0 {
		return -1
	}
	written := c.Slice(n.First, n.Last)
	if a, ok := dir.acronym[strings.ReplaceAll(written, ".", "")]; ok && c.Has(n.First, text.IsCap) && n.Last-n.First == 1 &&
		len(written) > 1 {
		return a
	}
	tail := words[len(words)-1]
	if n.Class == Person || n.Class == Unknown {
		if as := dir.tails[tail]; len(as) > 0 && n.Last-n.First == 1 {
			return c.bySurname(dir, as, n)
		}
	}
	if n.Entry == nil && n.Last-n.First == 1 && len(dir.tails[strings.TrimSuffix(tail, "s")]) > 0 && c.Is(n.First-1, "the") {
		n.Class = Group // "the Clintons"
		return c.bodyActor(dir, n)
	}
	key := strings.Join(words, " ")
	if a := c.byFirstName(dir, n, key); a >= 0 {
		return a
	}
	if a, ok := dir.full[key]; ok && (n.Class != Person || c.Actors[a].Class == Person) {
		return a
	}
	if a, ok := dir.heads[key]; ok && a >= 0 && (n.Class != Person || c.barePerson(n)) &&
		!c.local(c.Actors[a], n) && !(n.Class == Place && !c.Acts(n)) {
		return a
	}
	switch {
	case n.Class == Person:
		return c.personActor(dir, n)
	case n.Class == Organisation || n.Class == Quiet || n.Class == Group:
		return c.bodyActor(dir, n)
	case n.Class == Unknown:
		if n.Last-n.First <= 5 {
			return c.bodyActor(dir, n)
		}
	case n.Class == Place && c.Acts(n) && c.decides(n):
		return c.bodyActor(dir, n)
	}
	return -1
}

// local reports whether a is named after a place, so that n, the bare name, means the place.
func (c *clusterer) local(a *Actor, n *Name) bool {
	if c.Is(n.First-1, "in", "of", "at", "near", "from", "to", "across", "outside") {
		return true
	}
	for _, w := range a.Words {
		if lists().local[w] {
			return true
		}
	}
	return false
}

// decides reports whether a verb of saying or deciding follows the name.
func (c *clusterer) decides(n *Name) bool {
	i := c.skipAside(n.Last)
	for k := i; k < i+3; k++ {
		if c.Has(k, text.IsSpeech) {
			return true
		}
	}
	return false
}

// nearest returns the actor of as that is mentioned last before token t; the first if none is mentioned before.
func (c *clusterer) nearest(as []int, t int) int {
	best, at := as[0], -1
	for _, a := range as[:min(most, len(as))] {
		if m := c.Actors[a].before(t); m > at {
			best, at = a, m
		}
	}
	return best
}

// join makes name i a mention of actor a.
func (c *clusterer) join(i, a int) {
	if a < 0 {
		return
	}
	n := &c.Names[i]
	n.Actor = a
	x := c.Actors[a]
	form := n.Form
	if n.Entry == nil {
		form = debate.ByName
	}
	x.Mentions = append(x.Mentions, Mention{int(c.Tokens[n.First].Start), int(c.Tokens[n.Last-1].End), form, n.First})
	x.surface(text.Flat(c.Slice(n.First, n.Last)), form)
	if n.Last-n.First == 1 && c.Has(n.First, text.IsHonorific) {
		x.Dropped = true
	}
	if n.Last-n.First > 1 {
		x.whole++
	}
	if g := c.honorific(n); g != 0 && x.Class == Person {
		x.Gender = g
	}
}

// surface counts a mention of the actor that is written as text.
func (a *Actor) surface(text string, form debate.Form) {
	for i := range a.surfaces {
		if a.surfaces[i].text == text {
			a.surfaces[i].count++
			return
		}
	}
	if len(a.surfaces) < 40 {
		a.surfaces = append(a.surfaces, surface{text, form, 1})
	}
}
