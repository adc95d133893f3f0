package english

import (
	"strings"

	"parley/annotations/debate"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/stem"
)

// An actor is a cluster of names in the making.
type actor struct {
	name     string
	class    class
	known    *text.Entry
	words    []string // of its longest name, folded
	surfaces []surface
	mentions []mention
	roles    []role
	weight   float64   // how much it acts
	defined  bool      // an acronym or a whole name was given
	gender   text.Flag // isMan, isWoman, both or none
	heard    bool      // the perceptron takes it for a name, too
	dropped  bool
	id       string
}

// A surface is one way in which the text writes an actor.
type surface struct {
	text  string
	form  debate.Form
	count int
}

// A mention is a Mention before the result is made. Offsets are bytes.
type mention struct {
	start, end int
	form       debate.Form
	tok        int
}

// directory finds actors by their names.
type directory struct {
	full    map[string]int   // by whole folded name
	tails   map[string][]int // persons by surname
	heads   map[string]int   // bodies by their first word; -1 if several share it
	known   map[*text.Entry]int
	acronym map[string]int
}

// findActors gathers the names into actors.
func (d *doc) findActors() {
	dir := &directory{map[string]int{}, map[string][]int{}, map[string]int{}, map[*text.Entry]int{}, map[string]int{}}
	for i := range d.names { // whole names first, so that a surname in a headline finds its person
		n := &d.names[i]
		switch {
		case n.known != nil:
			d.join(i, d.knownActor(dir, n))
		case n.class == personName && n.last-n.first > 1:
			d.join(i, d.personActor(dir, n))
		case d.acronym(n): // once the long names are known
		case n.class == orgName || n.class == quietName || n.class == groupName:
			d.join(i, d.bodyActor(dir, n))
		}
	}
	d.acronyms(dir)
	for i := range d.names {
		if d.stopped(i) {
			return
		}
		if n := &d.names[i]; n.actor < 0 {
			if a := d.laterActor(dir, n); a >= 0 {
				d.join(i, a)
			}
		}
	}
	d.weigh()
	for i := range d.names {
		d.roleOf(i)
	}
	for _, a := range d.actors {
		a.settle()
	}
}

func (d *doc) folded(first, last int) []string {
	out := make([]string, 0, last-first)
	for i := first; i < last; i++ {
		if w := d.Word(i); w.Flags&text.IsWord != 0 {
			out = append(out, stem.Fold(w.Text))
		}
	}
	return out
}

func (d *doc) newActor(n *name) int {
	d.actors = append(d.actors, &actor{class: n.class, known: n.known})
	return len(d.actors) - 1
}

func (d *doc) knownActor(dir *directory, n *name) int {
	if a, ok := dir.known[n.known]; ok {
		return a
	}
	a := d.newActor(n)
	dir.known[n.known] = a
	if n.known.Kind != debate.State {
		dir.full[strings.Join(foldAll(strings.Fields(n.known.Name)), " ")] = a
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

func (d *doc) personActor(dir *directory, n *name) int {
	words := d.folded(n.first, n.last)
	if len(words) == 0 {
		return -1
	}
	key := strings.Join(words, " ")
	if a, ok := dir.full[key]; ok {
		return a
	}
	tail := words[len(words)-1]
	for _, a := range dir.tails[tail][:min(most, len(dir.tails[tail]))] {
		if samePerson(d.actors[a].words, words) {
			if len(words) > len(d.actors[a].words) {
				d.actors[a].words = words
			}
			dir.full[key] = a
			return a
		}
	}
	a := d.newActor(n)
	d.actors[a].words = words
	d.actors[a].gender = d.Word(n.first).Flags & (text.IsMan | text.IsWoman)
	dir.full[key] = a
	dir.tails[tail] = append(dir.tails[tail], a)
	return a
}

// samePerson reports whether two names with the same surname can be one person's: one
// is the end of the other, or their first names are one or its initial.
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

func (d *doc) bodyActor(dir *directory, n *name) int {
	words := d.folded(n.first, n.last)
	key := strings.Join(words, " ")
	if a, ok := dir.full[key]; ok {
		return a
	}
	a := d.newActor(n)
	d.actors[a].words = words
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
func (d *doc) acronyms(dir *directory) {
	for i := range d.names {
		n := &d.names[i]
		if n.actor < 0 || n.class == personName || n.form == debate.ByDemonym {
			continue
		}
		t := n.last
		if d.Is(t, "(") && d.Is(t+2, ")") && d.Has(t+1, text.IsCap) && (d.Has(t+1, text.IsCaps) || len(d.Word(t+1).Text) < 6) {
			key := d.Word(t + 1).Text
			dir.acronym[strings.ReplaceAll(key, ".", "")] = n.actor
			d.actors[n.actor].defined = true
			if k := d.nameAt(t + 1); k >= 0 && (d.names[k].known == nil || n.known == nil) && d.names[k].last-d.names[k].first == 1 {
				d.names[k].class, d.names[k].known, d.names[k].form, d.names[k].actor = n.class, n.known, debate.ByAlias, -1
				d.rejoin(int(k), n.actor)
			}
		}
		if words := d.initials(n); len(words) > 1 {
			if _, ok := dir.acronym[words]; !ok {
				dir.acronym[words] = n.actor
			}
		}
	}
}

// rejoin moves name k to actor a.
func (d *doc) rejoin(k, a int) {
	for _, b := range d.actors {
		for i := range b.mentions {
			if b.mentions[i].tok == d.names[k].first {
				b.mentions = append(b.mentions[:i], b.mentions[i+1:]...)
				break
			}
		}
	}
	d.join(k, a)
}

// acronym reports whether a name is one word of capitals.
func (d *doc) acronym(n *name) bool { return n.last-n.first == 1 && d.Has(n.first, text.IsCaps) }

func (d *doc) initials(n *name) string {
	var b strings.Builder
	for i := n.first; i < n.last; i++ {
		if d.Has(i, text.IsCap) {
			b.WriteByte(d.Word(i).Text[0])
		}
	}
	return b.String()
}

// laterActor finds the actor of a surname, an acronym, a shortened name or a name of its own.
func (d *doc) laterActor(dir *directory, n *name) int {
	words := d.folded(n.first, n.last)
	if len(words) == 0 {
		return -1
	}
	written := d.Slice(n.first, n.last)
	if a, ok := dir.acronym[strings.ReplaceAll(written, ".", "")]; ok && d.Has(n.first, text.IsCap) && n.last-n.first == 1 && len(written) > 1 {
		return a
	}
	tail := words[len(words)-1]
	if n.class == personName || n.class == unknownName {
		if as := dir.tails[tail]; len(as) > 0 && n.last-n.first == 1 {
			return d.nearest(as, n.first)
		}
	}
	key := strings.Join(words, " ")
	if a, ok := dir.full[key]; ok && (n.class != personName || d.actors[a].class == personName) {
		return a
	}
	if a, ok := dir.heads[key]; ok && a >= 0 && n.class != personName && !d.local(d.actors[a], n) && !(n.class == placeName && !d.acts(n)) {
		return a
	}
	switch {
	case n.class == personName:
		return d.personActor(dir, n)
	case n.class == orgName || n.class == quietName || n.class == groupName:
		return d.bodyActor(dir, n)
	case n.class == unknownName:
		if n.last-n.first <= 5 {
			return d.bodyActor(dir, n)
		}
	case n.class == placeName && d.acts(n) && d.decides(n):
		return d.bodyActor(dir, n)
	}
	return -1
}

// local reports whether a body is named after a place, so that the bare name n means the place.
func (d *doc) local(a *actor, n *name) bool {
	if d.Is(n.first-1, "in", "of", "at", "near", "from", "to", "across", "outside") {
		return true
	}
	for _, w := range a.words {
		switch w {
		case "council", "university", "police", "court", "hospital", "school", "college", "museum", "colege", "schol", "observatory", "airport":
			return true
		}
	}
	return false
}

// decides reports whether a verb of saying or deciding follows the name.
func (d *doc) decides(n *name) bool {
	i := d.skipAside(n.last)
	for k := i; k < i+3; k++ {
		if d.Has(k, text.IsSpeech) {
			return true
		}
	}
	return false
}

// nearest returns the one of as that was mentioned last before token t, or the first.
func (d *doc) nearest(as []int, t int) int {
	best, at := as[0], -1
	for _, a := range as[:min(most, len(as))] {
		if m := d.actors[a].before(t); m > at {
			best, at = a, m
		}
	}
	return best
}

// join makes name i a mention of actor a.
func (d *doc) join(i, a int) {
	if a < 0 {
		return
	}
	n := &d.names[i]
	n.actor = a
	x := d.actors[a]
	form := n.form
	if n.known == nil {
		form = debate.ByName
	}
	x.mentions = append(x.mentions, mention{int(d.Tokens[n.first].Start), int(d.Tokens[n.last-1].End), form, n.first})
	x.surface(text.Flat(d.Slice(n.first, n.last)), form)
	if n.last-n.first == 1 && d.Has(n.first, text.IsHonorific) {
		x.dropped = true
	}
	if d.Has(n.first-1, text.IsHonorific) {
		switch strings.TrimSuffix(d.Word(n.first-1).Lower, ".") {
		case "mr", "sir", "lord", "king", "prince":
			x.gender = text.IsMan
		case "mrs", "ms", "miss", "lady", "dame", "queen", "princess", "madame":
			x.gender = text.IsWoman
		}
	}
}

func (a *actor) surface(text string, form debate.Form) {
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
