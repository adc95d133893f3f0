package anchor

import (
	"slices"

	"parley/annotations/article"
)

// The bounds that decisions are made by, tuned on the edits that the tests generate.
const (
	contextAgrees = 0.5  // a side of the context that is the same
	contextAll    = 0.95 // one of which nothing is missing
	contextSure   = 0.8  // one that is certainly the same
	contextOther  = 0.3  // one that is another
	shareGone     = 0.34 // of the words of a passage, below which it is gone
	shareHeld     = 0.15 // the same, if it stands between the words that were around it
	shareReview   = 0.55 // below which it is for the reader to say whether it is the same passage
	leadLeast     = 0.04 // of the best place over the next, below which it is for the reader to say which it is
)

// A support says what the words of a candidate and what is around it are worth together.
type support uint8

const (
	unsupported support = iota
	weak                // it may be the passage: for the reader to settle
	strong              // it is
	certain             // it is, whatever stands elsewhere
)

// decide chooses among the places where a passage may be; they are sorted by how well they fit. gone is the weightiest seam, 0
// for none.
func (x *index) decide(all []candidate, gone seam, a Anchor) Placement {
	size := extent(a.Exact)
	var fit []candidate
	for _, c := range all {
		s := c.support(size, c.distance(a) > farLeast+x.n/farShare, c.close(a, x.n))
		if gone > 0 && !c.outweighs(gone) {
			s = unsupported
		}
		if s != unsupported {
			c.level = s
			fit = append(fit, c)
		}
	}
	if len(fit) > 0 {
		slices.SortStableFunc(fit, func(p, q candidate) int { return int(q.level) - int(p.level) })
		return fit[0].choose(fit, a)
	}
	for _, c := range all {
		switch {
		case c.changed:
		case size >= 2*shortest: // its very words elsewhere, if they are many, have moved
			return c.elsewhere(all)
		case size >= shortest && gone == 0 && c.distance(a) <= closeMost+x.n/closeShare:
			return c.placement(Review, surrounded)
		}
	}
	return Placement{}
}

// seamLead is how much weightier what is around a place must be than a seam elsewhere.
const seamLead = 1.5

// outweighs reports whether what is around a candidate speaks more for it than a seam elsewhere speaks for its being gone.
func (c *candidate) outweighs(s seam) bool {
	return c.whole() || c.before.sure() && c.after.sure() || c.before.kept+c.after.kept > seamLead*float64(s)
}

// choose decides about the best of those that may be the passage.
func (c *candidate) choose(fit []candidate, a Anchor) Placement {
	for _, o := range fit[1:] {
		lead := c.rank - o.rank
		if c.level == certain {
			lead = c.score - o.score
		}
		if o.level == c.level && o.changed == c.changed && lead < leadLeast && c.r != a.Range {
			if c.changed {
				return c.placement(Review, "its words have changed, and several places could be it")
			}
			return c.placement(Review, twins)
		}
	}
	switch {
	case c.changed:
		return c.settled()
	case c.level == weak:
		return c.placement(Review, surrounded)
	}
	return c.placement(Exact, "")
}

// settled decides about a place where words of the passage have changed.
func (c *candidate) settled() Placement {
	p := c.carried.judged(c.r, c.score)
	if c.level == weak && p.State == Edited {
		p.State, p.Why = Review, "its words have changed, and so has what was around them"
	}
	return p
}

// wholeWeight is the weight of a passage and of the rest of its sentence that tell a place by themselves.
const wholeWeight = 5

// whole reports whether all of the rest of the sentence that the passage stands in is there, as far as it is known, and the passage is
// unchanged. A passage of whole sentences has no such rest.
func (c *candidate) whole() bool {
	if c.changed || max(c.before.near, c.after.near) < 0 || c.before.near >= 0 && c.before.near < contextAll || c.after.near >= 0 && c.after.near < contextAll {
		return false
	}
	w := c.before.weight + c.after.weight
	for i := c.a; i < c.b; i++ {
		w += c.old.weight(i)
	}
	return w >= wholeWeight
}

// distance returns how far a candidate stands from where the passage was, in code points; 0 if that is not known.
func (c *candidate) distance(a Anchor) int {
	if a.Range.End <= a.Range.Start {
		return 0
	}
	return abs(c.r.Start - a.Range.Start)
}

// close reports whether a candidate stands where small edits before it leave it.
func (c *candidate) close(a Anchor, n int) bool {
	return a.Range.End > a.Range.Start && c.distance(a) <= closeMost+n/closeShare
}

// The distances in code points, and the share of the length of the text that is added to each: up to the first, a passage is close to where
// it was, as after small edits; beyond the second it is further than a few edits explain.
const (
	closeMost  = 60
	closeShare = 400
	farLeast   = 300
	farShare   = 50
)

// support judges a candidate of a passage of a size, which is far from where it was, or close to it, or neither.
func (c *candidate) support(size int, far, close bool) support {
	before, after := c.before, c.after
	none := before.all < 0 && after.all < 0
	against := before.against() || after.against()
	least, most := min(before.all, after.all), max(before.all, after.all)
	if least < 0 { // one side has nothing to compare
		least = most - (contextSure - contextAgrees)
	}
	sum := least + most
	switch {
	case c.gone():
		return unsupported
	case none:
		return strong
	case c.whole(), before.sure() && after.sure() && size >= shortest, !c.changed && close && most >= contextAll:
		return certain
	case c.changed:
		return c.altered(size, far, against, least, most)
	case size < 2*shortest:
		if c.upheld(least, most, close) && !(far && least < contextSure && sum < 1.4) {
			return strong
		}
		if size >= shortest && !far && (most >= contextSure || sum >= 1) {
			return weak
		}
		return unsupported
	case most >= 0.6, sum >= 0.8:
		return strong
	}
	return unsupported
}

// upheld reports whether what is around a short passage says that it is the one meant: both sides do, or one side and the rest of its
// sentence on the other, or one side if it is close to where it was.
func (c *candidate) upheld(least, most float64, close bool) bool {
	rest := (c.before.near < 0 || c.before.near >= contextAll) && (c.after.near < 0 || c.after.near >= contextAll)
	switch {
	case least >= contextSure, most >= contextAll && rest, most >= contextSure && least >= contextAgrees:
		return true
	}
	return close && most >= contextSure
}

// altered judges a candidate whose words have changed.
func (c *candidate) altered(size int, far, against bool, least, most float64) support {
	sure := most >= contextSure
	switch {
	case size < shortest:
		switch {
		case least >= 0.9:
			return certain
		case least >= contextSure:
			return strong
		}
		return unsupported
	case far && least < contextSure, c.share < 0.5 && least < contextSure:
		return unsupported
	case least >= contextAgrees, sure && !against:
		return strong
	case sure && c.share >= 0.75:
		return weak
	case c.why == "" && c.share > 0.9 && size >= 2*shortest && c.onlyTypos():
		return strong
	}
	return unsupported
}

// elsewhere decides about the very words of a long passage at a place that nothing around it speaks for.
func (c *candidate) elsewhere(all []candidate) Placement {
	for _, o := range all {
		if !o.changed && o.r != c.r {
			return c.placement(Review, twins)
		}
	}
	return c.placement(Moved, "")
}

// against reports whether the rest of the sentence on one side is another.
func (s aside) against() bool { return s.near >= 0 && s.near < contextOther }

// sure reports whether all of the context on one side is there, or there was none.
func (s aside) sure() bool { return s.all < 0 || s.all >= contextSure }

const surrounded = "its words are the same, but what was around them is not"

const twins = "the same words stand in several places, and what is around them does not tell which is meant"

// extent returns the length of a passage as it tells places apart: a sign of a script without spaces says as much as two letters and more.
func extent(s string) int {
	n := 0
	for _, r := range s {
		n++
		if dense(r) {
			n++
		}
	}
	return n
}

// judged turns what has become of a passage into a placement at r.
func (p *carried) judged(r article.Range, score float64) Placement {
	switch {
	case p.why != "":
		return Placement{Range: r, State: Review, Score: score, Why: p.why}
	case p.share < shareReview:
		return Placement{Range: r, State: Review, Score: score, Why: "most of its words have changed"}
	}
	return Placement{Range: r, State: Edited, Score: score}
}

// onlyTypos reports whether nothing but single words mistyped or mended, and punctuation, has changed.
func (c *candidate) onlyTypos() bool {
	for _, h := range c.hunks {
		if !typosOnly(c.alignment, c.judge.words(c.old, h.out), c.judge.words(c.new, h.in)) {
			return false
		}
	}
	return true
}

func (c *candidate) placement(s State, why string) Placement {
	return Placement{Range: c.r, State: s, Score: c.score, Why: why}
}
