package anchor

import "parley/annotations/article"

// The bounds that decisions are made by, tuned on the edits that the tests generate.
const (
	contextAgrees = 0.5  // a side of the context that is the same
	contextOther  = 0.3  // one that is another
	shareGone     = 0.34 // of the words of a passage, below which it is gone
	shareReview   = 0.55 // below which it is for the reader to say whether it is the same passage
	leadLeast     = 0.04 // of the best place over the next, below which it is for the reader to say which it is
)

// decide chooses among the places where a passage may be; they are sorted by how well they fit.
func (x *index) decide(all []candidate, a Anchor) Placement {
	if len(all) == 0 {
		return Placement{}
	}
	best := all[0]
	if best.share < shareGone { // it was taken away where it stood; its very words elsewhere, if they are many, have moved
		for _, c := range all[1:] {
			if !c.changed && extent(a.Exact) >= 2*shortest {
				return c.placement(Moved, "")
			}
		}
		return Placement{}
	}
	agrees, other := best.surroundings()
	switch {
	case !best.changed:
		return best.same(all, a, agrees, other)
	case other && !agrees: // the words are others, and so is all around them: it is another passage
		if best.why == "" && best.share > 0.9 && best.onlyTypos() && extent(a.Exact) >= 2*shortest {
			return best.placement(Edited, "")
		}
		return Placement{}
	case best.share < shareReview && !agrees:
		return Placement{}
	}
	return best.edited(all)
}

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

// surroundings says whether what is around a candidate is what was around the passage, and whether it is something else.
func (c *candidate) surroundings() (agrees, other bool) {
	has := false
	for _, s := range []float64{c.prefix, c.suffix} {
		if s < 0 {
			continue
		}
		has = true
		agrees = agrees || s >= contextAgrees
	}
	return agrees || !has, has && c.prefix < contextOther && c.suffix < contextOther
}

// same decides about a place where the very words of the passage stand.
func (c *candidate) same(all []candidate, a Anchor, agrees, other bool) Placement {
	short := extent(a.Exact) < shortest
	rivals := 0
	for _, o := range all[1:] {
		if !o.changed && c.score-o.score < leadLeast {
			rivals++
		}
	}
	switch {
	case rivals > 0 && c.r != a.Range:
		return c.placement(Review, twins)
	case short && other && c.r != a.Range:
		return Placement{}
	case c.r == a.Range || agrees:
		return c.placement(Exact, "")
	}
	return c.placement(Moved, "")
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
