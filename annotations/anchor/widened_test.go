package anchor_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"parley/annotations/anchor"
)

// A place is where a passage stands in a doc: from a unit of one sentence to a unit of it or of a later one, both included.
type place struct{ par, from, first, to, last int }

// A writer makes trials of one text.
type writer struct {
	*rand.Rand
	doc
	place
	shape string
}

// shapes are the kinds of passages.
var shapes = []string{"sentence", "part", "words", "words", "start", "end", "across", "sentences"}

// choose chooses a passage of a shape; it reports whether there is one.
func (w *writer) choose(shape string) bool {
	for range 50 {
		p := w.IntN(len(w.pars))
		if len(w.pars[p]) < 3 {
			continue
		}
		s := w.IntN(len(w.pars[p]))
		n := len(w.pars[p][s])
		w.shape, w.place = shape, place{par: p, from: s, to: s, last: n - 1}
		switch {
		case shape == "sentence":
		case shape == "part" && n >= 6:
			w.first = 1 + w.IntN(n-5)
			w.last = w.first + 3 + w.IntN(n-w.first-4)
		case shape == "words":
			w.first = w.IntN(n)
			w.last = min(w.first+w.IntN(3), n-1)
			if !w.spaced() && utf8.RuneCountInString(w.quote()) < 2 {
				continue
			}
		case shape == "start" && n >= 6:
			w.last = 3 + w.IntN(n-4)
		case shape == "end" && n >= 6:
			w.first = 1 + w.IntN(n-4)
		case (shape == "across" || shape == "sentences") && s+1 < len(w.pars[p]):
			w.to = min(s+1+w.IntN(2), len(w.pars[p])-1)
			w.last = len(w.pars[p][w.to]) - 1
			if shape == "across" {
				w.first, w.last = w.IntN(n), w.IntN(w.last+1)
			}
		default:
			continue
		}
		w.mark(&w.doc, w.IntN(2) == 0)
		return true
	}
	return false
}

// mark puts the signs around the passage, before the last punctuation or behind it.
func (w *writer) mark(d *doc, within bool) {
	a, b := &d.pars[w.par][w.from][w.first], &d.pars[w.par][w.to][w.last]
	a.open, b.shut = true, true
	if w.shape != "sentence" && w.shape != "sentences" {
		a.within, b.within = within || a == b, within || a == b
	}
}

// quote returns the words of the passage.
func (w *writer) quote() string {
	_, words, _ := strings.Cut(w.doc.String(), open)
	words, _, _ = strings.Cut(words, shut)
	if words == "" { // not marked yet
		var b strings.Builder
		for _, u := range w.pars[w.par][w.from][w.first : w.last+1] {
			b.WriteString(u.text)
		}
		return b.String()
	}
	return words
}

// inside returns the units of the passage within its first sentence, and how many follow in that sentence.
func (w *writer) bounds() (from, to int) {
	if w.from == w.to {
		return w.first, w.last
	}
	return w.first, len(w.pars[w.par][w.from]) - 1
}

// insert puts a sentence before sentence at of paragraph p.
func (d *doc) insert(p, at int, ss ...sentence) { d.pars[p] = slices.Insert(d.pars[p], at, ss...) }

// remove takes sentences [from, to) of paragraph p out, and the paragraph if nothing is left of it.
func (d *doc) remove(p, from, to int) {
	d.pars[p] = slices.Delete(d.pars[p], from, to)
	if len(d.pars[p]) == 0 {
		d.pars = slices.Delete(d.pars, p, p+1)
	}
}

// weave puts words behind unit k of a sentence.
func (d *doc) weave(p, s, k int, words sentence) {
	x := d.pars[p][s]
	words = slices.Clone(words)
	words[0].space = d.spaced()
	if r := words[0].pre; r != "" { // a comma is written against the word before
		if x[k].post == "" {
			x[k].post = r
		}
		words[0].pre = ""
	}
	if x[k].shut { // the passage ends there
		for i := range words {
			words[i].shut = false
		}
	}
	d.pars[p][s] = slices.Insert(x, k+1, words...)
}

// other makes a sentence that differs from all those given.
func (w *writer) other(not ...sentence) sentence {
	for {
		s := w.sentence(w.Rand)
		if !slices.ContainsFunc(not, func(o sentence) bool { return slices.Equal(o.words(), s.words()) }) {
			return s
		}
	}
}

// beginning makes a sentence with the first words of s, as many as it happens to share, at least one.
func (w *writer) beginning(s sentence) sentence {
	best, most := w.other(s), 0
	for range 60 {
		o := w.other(s)
		n := 0
		for n < min(len(o), len(s)) && strings.EqualFold(o[n].text, s[n].text) {
			n++
		}
		if n > most {
			best, most = o, n
		}
	}
	if most == 0 {
		best[0].text = s[0].text
	}
	return best
}

// ending makes a sentence with the last word of s.
func (w *writer) ending(s sentence) sentence {
	o := w.other(s)
	o[len(o)-1].text = s[len(s)-1].text
	return o
}

// stray returns a place for a sentence outside the passage.
func (w *writer) stray(d *doc) (p, at int) {
	for {
		p = w.IntN(len(d.pars))
		at = w.IntN(len(d.pars[p]) + 1)
		if p != w.par || at <= w.from || at > w.to {
			return p, at
		}
	}
}

// A revision changes the doc of a writer, which is marked, and returns it as it was and as it is, with what is right.
type revision struct {
	name     string
	shapes   []string // those that it fits; none for all
	harmless bool     // the passage says the same afterwards
	make     func(w *writer) (old, now doc, want []anchor.State, ok bool)
}

var (
	editedOr    = []anchor.State{anchor.Edited, anchor.Review}
	shortEdited = []anchor.State{anchor.Edited, anchor.Review, anchor.Unattached}
	shortReview = []anchor.State{anchor.Review, anchor.Unattached}
)

// long are the shapes of passages that hold enough words for edits within.
var long = []string{"sentence", "part", "start", "end", "across", "sentences"}

// widened are the kinds of edits.
var widened = []revision{
	{"sentence before that begins alike, put in", nil, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		now := w.copy()
		now.insert(w.par, w.from, w.beginning(w.pars[w.par][w.from]))
		return w.doc, now, exact, true
	}},
	{"sentence before that begins alike, taken out", nil, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		old := w.copy()
		old.insert(w.par, w.from, w.beginning(w.pars[w.par][w.from]))
		return old, w.doc, exact, true
	}},
	{"sentence behind that ends alike, put in", nil, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		now := w.copy()
		now.insert(w.par, w.to+1, w.ending(w.pars[w.par][w.to]))
		return w.doc, now, exact, true
	}},
	{"sentence behind that ends alike, taken out", nil, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		old := w.copy()
		old.insert(w.par, w.to+1, w.ending(w.pars[w.par][w.to]))
		return old, w.doc, exact, true
	}},
	{"sentence behind that begins alike, put in", nil, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		now := w.copy()
		now.insert(w.par, w.to+1, w.beginning(w.pars[w.par][w.to]))
		return w.doc, now, exact, true
	}},
	{"sentence before rewritten", nil, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		if w.from == 0 {
			return w.doc, w.doc, nil, false
		}
		now := w.copy()
		now.pars[w.par][w.from-1] = w.beginning(w.pars[w.par][w.from])
		return w.doc, now, exact, true
	}},
	{"sentence behind rewritten", nil, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		if w.to+1 >= len(w.pars[w.par]) {
			return w.doc, w.doc, nil, false
		}
		now := w.copy()
		now.pars[w.par][w.to+1] = w.other()
		return w.doc, now, exact, true
	}},
	{"sentences here and there", nil, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		now := w.copy()
		for range 1 + w.IntN(5) {
			p, at := w.stray(&now)
			switch {
			case p == w.par && at <= w.from: // this moves the passage, which is found again by its signs
				continue
			case w.IntN(2) == 0:
				now.insert(p, at, w.other())
			case at < len(now.pars[p]) && len(now.pars[p]) > 1 && (p != w.par || at > w.to):
				now.remove(p, at, at+1)
			}
		}
		return w.doc, now, exact, true
	}},
	{"paragraphs put in and taken out", nil, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		now := w.copy()
		at := w.par
		for range 1 + w.IntN(3) {
			if w.IntN(2) == 0 && at > 0 {
				now.pars = slices.Delete(now.pars, at-1, at)
				at--
			} else {
				now.pars = slices.Insert(now.pars, at, []sentence{w.other(), w.other(), w.other()})
				at++
			}
		}
		return w.doc, now, exact, true
	}},
	{"words put in before it", []string{"part", "words", "end"}, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		if w.first < 2 {
			return w.doc, w.doc, nil, false
		}
		now := w.copy()
		now.weave(w.par, w.from, w.IntN(w.first-1), w.slot(w.Rand, pickFrom(w.Rand, "adv", "aside")))
		return w.doc, now, exact, true
	}},
	{"words put in behind it", []string{"part", "words", "start"}, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		n := len(w.pars[w.par][w.to])
		if w.last > n-3 {
			return w.doc, w.doc, nil, false
		}
		now := w.copy()
		now.weave(w.par, w.to, w.last+1+w.IntN(n-w.last-2), w.slot(w.Rand, pickFrom(w.Rand, "adv", "aside")))
		return w.doc, now, exact, true
	}},
	{"words before it taken out", []string{"part", "words", "end"}, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		if w.first < 3 {
			return w.doc, w.doc, nil, false
		}
		now := w.copy()
		i := 1 + w.IntN(w.first-1)
		now.pars[w.par][w.from] = slices.Delete(now.pars[w.par][w.from], i, i+1+w.IntN(w.first-i))
		return w.doc, now, exact, true
	}},
	{"words behind it taken out", []string{"part", "words", "start"}, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		s := w.pars[w.par][w.to]
		if w.last > len(s)-4 {
			return w.doc, w.doc, nil, false
		}
		now := w.copy()
		i := w.last + 1 + w.IntN(len(s)-w.last-2)
		now.pars[w.par][w.to] = slices.Delete(now.pars[w.par][w.to], i, i+1+w.IntN(len(s)-1-i))
		return w.doc, now, exact, true
	}},
	{"sentence moved", []string{"sentence", "part", "words", "start", "end"}, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		now := w.copy()
		s := now.pars[w.par][w.from]
		now.remove(w.par, w.from, w.from+1)
		for {
			if p := w.IntN(len(now.pars)); p != w.par && len(now.pars[p]) > 2 {
				now.insert(p, w.IntN(len(now.pars[p])+1), s)
				return w.doc, now, movedOr, true
			}
		}
	}},
	{"paragraph moved", nil, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		now := w.copy()
		p := now.pars[w.par]
		now.pars = slices.Delete(now.pars, w.par, w.par+1)
		to := w.IntN(len(now.pars) + 1)
		if to == w.par {
			return w.doc, w.doc, nil, false
		}
		now.pars = slices.Insert(now.pars, to, p)
		return w.doc, now, movedOr, true
	}},
	{"copy elsewhere", nil, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		now := w.copy()
		s := slices.Clone(now.pars[w.par][w.from])
		for i := range s {
			s[i].open, s[i].shut = false, false
		}
		p, at := w.stray(&now)
		if p == w.par {
			return w.doc, w.doc, nil, false
		}
		now.insert(p, at, s)
		return w.doc, now, exact, true
	}},
	{"long insertion near an end", []string{"sentence", "part", "start", "end"}, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		n := w.last - w.first
		if n < 3 {
			return w.doc, w.doc, nil, false
		}
		k := w.first + w.IntN(min(2, n))
		if w.IntN(2) == 0 {
			k = w.last - 1 - w.IntN(min(2, n))
		}
		if w.pars[w.par][w.from][k].post != "" {
			return w.doc, w.doc, nil, false
		}
		now := w.copy()
		now.weave(w.par, w.from, k, w.slot(w.Rand, "aside"))
		return w.doc, now, edited, true
	}},
	{"sentences put in between", []string{"across", "sentences"}, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		now := w.copy()
		at := w.from + 1
		for range 1 + w.IntN(5) {
			now.insert(w.par, at, w.other(now.pars[w.par][at-1], now.pars[w.par][at]))
		}
		return w.doc, now, edited, true
	}},
	{"sentences put in between that begin alike", []string{"across", "sentences"}, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		now := w.copy()
		now.insert(w.par, w.from+1, w.beginning(w.pars[w.par][w.from+1]))
		return w.doc, now, edited, true
	}},
	{"few words put in", long, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		from, to := w.bounds()
		if to-from < 2 {
			return w.doc, w.doc, nil, false
		}
		k := from + w.IntN(to-from)
		now := w.copy()
		now.weave(w.par, w.from, k, w.slot(w.Rand, "adv"))
		return w.doc, now, edited, w.pars[w.par][w.from][k].post == ""
	}},
	{"words replaced", nil, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		now, ok := w.refill(func(slot string) bool { return w.plain[slot] })
		want := edited
		if w.short() {
			want = shortEdited
		} else if w.most(now) {
			want = editedOr
		}
		return w.doc, now, want, ok
	}},
	{"name replaced", nil, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		now, ok := w.refill(func(slot string) bool { return slot == "Name" })
		want := toReview
		if w.short() {
			want = shortReview
		}
		return w.doc, now, want, ok
	}},
	{"number replaced", nil, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		now, ok := w.refill(func(slot string) bool { return slot == "num" })
		want := toReview
		if w.short() {
			want = shortReview
		}
		return w.doc, now, want, ok
	}},
	{"typing error", long, true, func(w *writer) (doc, doc, []anchor.State, bool) {
		from, to := w.bounds()
		now := w.copy()
		for range 20 {
			u := &now.pars[w.par][w.from][from+w.IntN(to-from+1)]
			r := []rune(u.text)
			if len(r) < 5 || u.slot == "num" || u.slot == "Name" || u.slot == "place" || unicode.IsUpper(r[0]) || !w.spaced() {
				continue
			}
			if i := 1 + w.IntN(len(r)-2); r[i] != r[i+1] {
				r[i], r[i+1] = r[i+1], r[i]
				u.text = string(r)
				return w.doc, now, edited, true
			}
		}
		return w.doc, w.doc, nil, false
	}},
	{"words taken out inside", []string{"sentence", "part", "start", "end"}, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		n := w.last - w.first + 1
		if n < 8 {
			return w.doc, w.doc, nil, false
		}
		now := w.copy()
		i := w.first + 2 + w.IntN(n-6)
		now.pars[w.par][w.from] = slices.Delete(now.pars[w.par][w.from], i, i+1+w.IntN(3))
		return w.doc, now, editedOr, true
	}},
	{"end taken out", []string{"sentence", "part", "end"}, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		n := w.last - w.first + 1
		if n < 8 {
			return w.doc, w.doc, nil, false
		}
		now := w.copy()
		s := now.pars[w.par][w.from]
		k := w.last - 1 - w.IntN(3)
		s[k].shut, s[k].within, s[k].post = true, s[w.last].within, s[w.last].post
		want := toReview
		if s[k].post != "" && !s[k].within { // its last sign stays
			want = editedOr
		}
		now.pars[w.par][w.from] = slices.Delete(s, k+1, w.last+1)
		return w.doc, now, want, true
	}},
	{"beginning taken out", []string{"part", "end"}, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		n := w.last - w.first + 1
		if n < 8 {
			return w.doc, w.doc, nil, false
		}
		now := w.copy()
		s := now.pars[w.par][w.from]
		k := w.first + 2 + w.IntN(3)
		s[k].open, s[k].within = true, s[w.first].within
		want := toReview
		if slices.Contains(s[w.first:k].words(), strings.ToLower(s[k].text)) { // the first word may as well be the one that stood there
			want = editedOr
		}
		now.pars[w.par][w.from] = slices.Delete(s, w.first, k)
		return w.doc, now, want, true
	}},
	{"sentence taken out", []string{"sentence", "part", "words", "words", "start", "end"}, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		if w.shape == "words" && !w.elsewhere() {
			return w.doc, w.doc, nil, false
		}
		now := w.copy()
		now.remove(w.par, w.from, w.from+1)
		return w.doc, now, unattached, true
	}},
	{"sentence replaced", []string{"sentence", "part", "words", "words", "start", "end"}, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		now := w.copy()
		s, ok := w.unlike()
		now.pars[w.par][w.from] = s
		return w.doc, now, unattached, ok
	}},
	{"words taken out, elsewhere too", []string{"words"}, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		s := w.pars[w.par][w.from]
		if len(s)-(w.last-w.first) < 4 || !w.elsewhere() || w.from != w.to {
			return w.doc, w.doc, nil, false
		}
		now := w.copy()
		now.pars[w.par][w.from] = slices.Delete(now.pars[w.par][w.from], w.first, w.last+1)
		return w.doc, now, unattached, true
	}},
	{"paragraph taken out", nil, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		now := w.copy()
		now.pars = slices.Delete(now.pars, w.par, w.par+1)
		return w.doc, now, unattached, true
	}},
	{"paragraph replaced", nil, false, func(w *writer) (doc, doc, []anchor.State, bool) {
		now := w.copy()
		for i := range now.pars[w.par] {
			s, ok := w.unlike()
			if !ok {
				return w.doc, w.doc, nil, false
			}
			now.pars[w.par][i] = s
		}
		return w.doc, now, unattached, true
	}},
}

// short reports whether the passage is shorter than 20 code points, where a sign of a script without spaces counts twice.
func (w *writer) short() bool {
	n := utf8.RuneCountInString(w.quote())
	if !w.spaced() {
		n *= 2
	}
	return n < 20
}

// most reports whether less than three fifths of the words of the passage are left.
func (w *writer) most(now doc) bool {
	if w.from != w.to {
		return false
	}
	_, after, _ := strings.Cut(now.String(), open)
	after, _, _ = strings.Cut(after, shut)
	same, all := 0, 0
	for _, u := range w.pars[w.par][w.from][w.first : w.last+1] {
		all += len(u.text)
		if strings.Contains(after, u.text) {
			same += len(u.text)
		}
	}
	return same*5 < all*3
}

func pickFrom(r *rand.Rand, from ...string) string { return from[r.IntN(len(from))] }

// elsewhere reports whether the words of the passage stand in another sentence.
func (w *writer) elsewhere() bool {
	s := w.pars[w.par][w.from].words()[w.first : w.last+1]
	for p := range w.pars {
		for i, o := range w.pars[p] {
			if p == w.par && i == w.from {
				continue
			}
			if holds(o.words(), s) {
				return true
			}
		}
	}
	return false
}

func holds(in, s []string) bool {
	for i := 0; i+len(s) <= len(in); i++ {
		if slices.Equal(in[i:i+len(s)], s) {
			return true
		}
	}
	return false
}

// unlike makes a sentence with at most a fifth of the words of the passage, and without its very words.
func (w *writer) unlike() (sentence, bool) {
	s := w.pars[w.par][w.from].words()
	quote := s[w.first:]
	if w.from == w.to {
		quote = s[w.first : w.last+1]
	}
	for range 200 {
		o := w.other()
		same, all := 0, 0
		in := o.words()
		for _, x := range quote {
			all += len(x)
			if slices.Contains(in, x) {
				same += len(x)
			}
		}
		if same*5 <= all && !strings.EqualFold(in[0], s[0]) {
			return o, true
		}
	}
	return nil, false
}

// refill fills a slot within the passage with something else, if a part of the passage is in none.
func (w *writer) refill(ok func(slot string) bool) (doc, bool) {
	now := w.copy()
	from, to := w.bounds()
	s := now.pars[w.par][w.from]
	for range 20 {
		i := from + w.IntN(to-from+1)
		if !ok(s[i].slot) {
			continue
		}
		a, b := i, i+1
		for a > 0 && s[a-1].group == s[i].group {
			a--
		}
		for b < len(s) && s[b].group == s[i].group {
			b++
		}
		if a < from || b > to+1 || w.from == w.to && a == from && b == to+1 {
			continue
		}
		in := w.slot(w.Rand, s[i].slot)
		if slices.Equal(in.words(), s[a:b].words()) {
			continue
		}
		in[0].space, in[0].pre, in[len(in)-1].post = s[a].space, s[a].pre, s[b-1].post
		in[0].open, in[len(in)-1].shut = s[a].open, s[b-1].shut
		in[0].within = s[a].within
		in[len(in)-1].within = s[b-1].within || s[a].within && len(in) == 1
		now.pars[w.par][w.from] = slices.Replace(s, a, b, in...)
		return now, true
	}
	return now, false
}

// draw makes n trials of every kind of edit, of grammars in turn.
func draw(t testing.TB, gs []*grammar, seed uint64, n int) []trial {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 16))
	var out []trial
	for _, e := range widened {
		for range n {
			for range 60 {
				g := gs[rng.IntN(len(gs))]
				size := 5 + rng.IntN(20)
				if rng.IntN(60) == 0 {
					size = 700 // about 300 KB
				}
				w := &writer{Rand: rng, doc: g.document(rng, size)}
				from := e.shapes
				if from == nil {
					from = shapes
				}
				if !w.choose(from[rng.IntN(len(from))]) {
					continue
				}
				old, now, want, ok := e.make(w)
				if !ok {
					continue
				}
				x := trial{kind: e.name, file: g.name, shape: w.shape, old: old.String(), new: now.String(), want: want, harmless: e.harmless, context: []int{32, 32, 64, 120}[rng.IntN(4)]}
				if want[0] == anchor.Exact {
					x.blind = movedOr
				}
				out = append(out, x)
				break
			}
		}
	}
	return out
}
