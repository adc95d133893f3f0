package anchor

import "parley/annotations/article"

// The bounds that decisions are made by, tuned on the edits that the tests generate.
const (
	contextAgrees = 0.5  // a side of the context that is the same
	contextSure   = 0.8  // one that is certainly the same
	contextOther  = 0.3  // one that is another
	shareGone     = 0.34 // of the words of a passage, below which it is gone
	shareReview   = 0.55 // below which it is for the reader to say whether it is the same passage
	leadLeast     = 0.04 // of the best place over the next, below which it is for the reader to say which it is
)

// decide chooses among the places where a passage may be; they are sorted by how well they fit. gone says how surely what was around the
// passage stands together without it.
func (x *index) decide(all []candidate, gone float64, a Anchor) Placement {
	if len(all) == 0 {
		return Placement{}
	}
	best := all[0]
	if best.share < shareGone || gone >= contextAgrees && !best.between(gone) { // it was taken away where it stood
		for _, c := range all { // its very words elsewhere, if they are many, have moved
			if !c.changed && c.share >= shareGone && extent(a.Exact) >= 2*shortest {
				return c.elsewhere(all)
			}
		}
		return Placement{}
	}
	switch {
	case !best.changed:
		return best.same(all, a)
	case extent(a.Exact) < shortest:
		if best.before.sure() && best.after.sure() && (best.before.all >= 0 || best.after.all >= 0) {
			return best.edited(all)
		}
		return Placement{}
	case !best.before.agrees() && !best.after.agrees() && (best.before.all >= 0 || best.after.all >= 0):
		// the words are others, and so is all around them: it is another passage
		if best.why == "" && best.share > 0.9 && best.onlyTypos() && extent(a.Exact) >= 2*shortest {
			return best.placement(Edited, "")
		}
		return Placement{}
	}
	return best.edited(all)
}

// between reports whether what is around a candidate speaks more for it than what stands together elsewhere speaks for its being gone.
func (c *candidate) between(gone float64) bool {
	return min(c.before.all, c.after.all) >= gone || c.before.all+c.after.all >= 2*gone
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

// agrees reports whether the context on one side is there: that in the same sentence, if there is any.
func (s aside) agrees() bool { return s.value() >= contextAgrees }

// other reports whether the context on one side is another.
func (s aside) other() bool { return s.all >= 0 && s.value() < contextOther }

// sure reports whether all of the context on one side is there, or there was none.
func (s aside) sure() bool { return s.all < 0 || s.value() >= contextSure }

func (s aside) value() float64 {
	if s.near >= 0 {
		return s.near
	}
	return s.all
}

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

// same decides about a place where the very words of the passage stand.
func (c *candidate) same(all []candidate, a Anchor) Placement {
	for _, o := range all[1:] {
		if !o.changed && c.score-o.score < leadLeast && c.r != a.Range {
			return c.placement(Review, twins)
		}
	}
	before, after := c.before, c.after
	none := before.all < 0 && after.all < 0
	one := before.agrees() || after.agrees()
	against := before.near >= 0 && before.other() || after.near >= 0 && after.other() // the rest of the sentence is another
	if extent(a.Exact) < shortest {
		switch {
		case none, one && !against:
			return c.placement(Exact, "")
		}
		return Placement{}
	}
	switch {
	case none, one && !against:
		return c.placement(Exact, "")
	case one && extent(a.Exact) >= 2*shortest:
		return c.placement(Exact, "")
	case one:
		return c.placement(Review, surrounded)
	case extent(a.Exact) >= 2*shortest:
		return c.elsewhere(all)
	}
	return Placement{}
}

// edited decides about a place where words of the passage have changed.
func (c *candidate) edited(all []candidate) Placement {
	for _, o := range all[1:] {
		if o.share >= shareReview && c.score-o.score < leadLeast {
			return c.placement(Review, "its words have changed, and several places could be it")
		}
	}
	return c.carried.judged(c.r, c.score)
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
