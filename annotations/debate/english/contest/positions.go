package contest

import (
	"strings"

	"parley/annotations/debate"
	"parley/annotations/debate/english/text"
)

// maxPositions is the most answers suggested for one dispute.
const maxPositions = 8

// linkStatements ties statements to the disputes they speak of, and reads stances and
// answers off them where they are plain.
func (d *doc) linkStatements() {
	if len(d.disputes) == 0 {
		return
	}
	kin := make([]uint, len(d.disputes))
	for k, x := range d.disputes {
		kin[k] = topicsIn(strings.ToLower(x.title))
		for _, c := range x.candidates {
			kin[k] |= topicsIn(strings.ToLower(d.Slice(c.first, c.last)))
		}
	}
	for i, s := range d.said {
		if d.stopped(i) {
			return
		}
		set := d.stems(s.Content[0], s.Content[1])
		best, most, many := -1, 0, 0
		for k, x := range d.disputes {
			if !x.subject.touches(&set) {
				continue
			}
			w, _ := x.subject.common(&set)
			if x.listed {
				many++
			}
			if w > most {
				best, most = k, w
			}
		}
		if many > 1 {
			continue // it speaks of the list, not of one item
		}
		near := false
		if best < 0 {
			best, near = d.byTopic(kin, s), true
		}
		if best < 0 {
			continue
		}
		s.Dispute = best
		d.takeStance(s, d.disputes[best], near)
	}
}

// topics are words that belong to one subject matter.
var topics = [...][]string{
	{"territory", "territories", "territorial", "land", "border", "region", "cede", "ceding", "annex", "annexed", "annexation", "occupation", "occupied", "withdraw", "withdrawal", "withdraws", "sovereignty", "frontier", "boundary"},
	{"pay", "wage", "wages", "salary", "salaries", "raise", "bonus", "overtime", "pension", "pensions"},
	{"merger", "takeover", "bid", "acquisition", "shareholders", "premium", "bidder"},
	{"guilty", "innocent", "verdict", "fraud", "charges", "jury"},
	{"emissions", "climate", "warming", "carbon", "fossil", "temperature", "temperatures"},
}

// topicsIn returns the subject matters of which a text in small letters has a word, one bit each.
func topicsIn(low string) (bits uint) {
	for w := range strings.FieldsFuncSeq(low, func(r rune) bool { return r < 'a' || r > 'z' }) {
		for i, t := range topics {
			for _, x := range t {
				if w == x {
					bits |= 1 << i
				}
			}
		}
	}
	return bits
}

// byTopic returns the one dispute whose subject matter a statement shares, or -1.
func (d *doc) byTopic(kin []uint, s *Statement) int {
	from, to := s.Content[0], min(s.Content[1], s.Content[0]+120)
	bits := topicsIn(strings.ToLower(d.Slice(from, to)))
	found := -1
	for k, b := range kin {
		if b&bits == 0 {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = k
	}
	return found
}

// takeStance reads a statement's stance and answer to dispute x, where they are plain.
func (d *doc) takeStance(s *Statement, x *dispute, near bool) {
	first, last := s.Content[0], s.Content[1]
	for first < last && !d.Has(first, text.IsWord) {
		first++
	}
	switch {
	case s.Base == "decline":
		s.Stance = debate.Declines
		return
	case d.Is(first, "if", "unless", "provided") || d.has2(first, last, "unless", "only if", "provided that", "on condition"):
		s.Stance = debate.Conditional
	case s.Group == '-' && s.Base != "question" && s.Base != "protest" && s.Base != "complain":
		s.Stance = debate.Opposes
	case s.Group == '+', d.demandsThat(first, last):
		s.Stance = debate.Supports
	}
	if s.Stance == debate.StanceUnknown || s.Actor < 0 || near && s.Stance == debate.Conditional {
		if near {
			s.Stance = debate.StanceUnknown
		}
		return
	}
	if s.Stance == debate.Opposes && (s.Base == "condemn" || s.Base == "criticise" || s.Base == "criticize" || s.Base == "denounce" || s.Base == "slam" || s.Base == "blast") && len(s.Passages) == 0 {
		return
	}
	s.Position = x.answer(d, s, first, last)
}

// has2 reports whether one of the phrases stands in tokens [first, last).
func (d *doc) has2(first, last int, phrases ...string) bool {
	low := strings.ToLower(d.Slice(first, min(last, first+80)))
	for _, p := range phrases {
		if strings.Contains(" "+low+" ", " "+p+" ") {
			return true
		}
	}
	return false
}

// demandsThat reports whether a clause says what must or must not be.
func (d *doc) demandsThat(first, last int) bool {
	for i := first; i < min(last, first+40); i++ {
		if d.Is(i, "must", "should", "cannot", "shall", "needs", "ought", "won't", "can't") || d.Is(i, "will", "can") && d.Is(i+1, "not", "never") {
			return true
		}
	}
	return false
}
