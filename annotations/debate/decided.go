package debate

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"parley/annotations/article"
)

// Decision returns what was decided under exactly that key, or the zero Decision.
func (l *Library) Decision(key string) Decision { return l.decisions[key] }

// Suggests reports whether the reader wants suggestions in an article: true unless a decision under [SuggestKey] rejects them.
func (l *Library) Suggests(of ID) bool { return l.decisions[SuggestKey(of)].Verdict != Rejected }

// Decided returns what was decided on what has that key, which is not that of a statement, or a Decision that is undecided.
//
// Releases before schema 7 left all signs out of the keys, so that such a decision may have been made on "-5 %" or on "+5 %". It counts
// for both, unless it shows which was meant: it leads to an actor, dispute or position with a name of these words. Then it counts for
// that name alone. A decision under the key itself comes before it.
func (l *Library) Decided(key string) Decision {
	d, ok := l.decisions[key]
	if ok && !d.Signless || len(l.signless) == 0 {
		return d
	}
	words := signless(key)
	old, ok := l.signless[words]
	if !ok {
		return d
	}
	if keys := l.KeysOf(old); len(keys) > 0 && !slices.Contains(keys, key) {
		return Decision{}
	}
	return old
}

// KeysOf returns the keys of the names of a decision's target that have the words of its key, each once. For a decision whose key has
// its signs, that is at most the key itself.
func (l *Library) KeysOf(d Decision) []string {
	kind, _, _ := strings.Cut(d.Key, ":")
	var keys []string
	switch kind {
	case "actor":
		a, _ := l.Actor(d.Target)
		for _, n := range a.Names() {
			keys = append(keys, ActorKey(n))
		}
	case "dispute":
		x, _ := l.Dispute(d.Target)
		keys = append(keys, DisputeKey(x.Title))
	case "position":
		for _, p := range l.answers(d.Target) {
			keys = append(keys, PositionKey(p))
		}
	}
	var out []string
	for _, k := range keys {
		if (k == d.Key || d.Signless && signless(k) == norm.NFC.String(d.Key)) && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// answers returns the answer that a position of the library gives.
func (l *Library) answers(id ID) []string {
	for i := range l.Disputes {
		for _, p := range l.Disputes[i].Positions {
			if p.ID == id {
				return []string{p.Answer}
			}
		}
	}
	return nil
}

// Decisions calls yield with every decision, in no order, until it returns false. It is an iter.Seq.
func (l *Library) Decisions(yield func(Decision) bool) {
	for _, d := range l.decisions {
		if !yield(d) {
			return
		}
	}
}

// decided returns what was decided on what was found and has that key. Where two that were found differ by signs alone, a rejection
// that does not say which of them was meant counts for neither.
func (c *composer) decided(key string) Decision {
	d := c.lib.Decided(key)
	if d.Verdict == Rejected && d.Signless && d.Key != key && c.twins()[signless(key)] {
		return Decision{}
	}
	return d
}

// twins returns the keys without signs that are those of several that were found.
func (c *composer) twins() map[string]bool {
	if c.twin != nil {
		return c.twin
	}
	c.twin = map[string]bool{}
	first := map[string]string{}
	add := func(key string) {
		words := signless(key)
		if k, ok := first[words]; ok && k != key {
			c.twin[words] = true
		}
		first[words] = key
	}
	for i := range c.a.Actors {
		add(ActorKey(c.a.Actors[i].Name))
	}
	for i := range c.a.Disputes {
		add(DisputeKey(c.a.Disputes[i].Title))
		for _, p := range c.a.Disputes[i].Positions {
			add(PositionKey(p.Answer))
		}
	}
	return c.twin
}

// settled reports whether the reader has decided on a statement that was found: under its key, or under that of an older release, if
// no other statement that was found has that one, too.
func (c *composer) settled(s *FoundStatement) bool {
	key := StatementKey(c.v, s)
	if c.lib.Decision(key).Verdict != Undecided {
		return true
	}
	old := c.lib.Decision(signlessStatementKey(c.v, s))
	if !old.Signless || old.Verdict == Undecided {
		return false
	}
	for i := range c.a.Statements {
		x := c.a.Statements[i]
		x.Passages = c.inText(x.Passages)
		if !c.fits(x.Source) {
			x.Source = article.Range{}
		}
		if signlessStatementKey(c.v, &x) == old.Key && StatementKey(c.v, &x) != key {
			return false
		}
	}
	return true
}
