package english

import (
	"fmt"
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
		set := d.stems(s.content[0], s.content[1])
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
		s.dispute = best
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
func (d *doc) byTopic(kin []uint, s *statement) int {
	from, to := s.content[0], min(s.content[1], s.content[0]+120)
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
func (d *doc) takeStance(s *statement, x *dispute, near bool) {
	first, last := s.content[0], s.content[1]
	for first < last && !d.Has(first, text.IsWord) {
		first++
	}
	switch {
	case s.base == "decline":
		s.stance = debate.Declines
		return
	case d.Is(first, "if", "unless", "provided") || d.has2(first, last, "unless", "only if", "provided that", "on condition"):
		s.stance = debate.Conditional
	case s.group == '-' && s.base != "question" && s.base != "protest" && s.base != "complain":
		s.stance = debate.Opposes
	case s.group == '+', d.demandsThat(first, last):
		s.stance = debate.Supports
	}
	if s.stance == debate.StanceUnknown || s.actor < 0 || near && s.stance == debate.Conditional {
		if near {
			s.stance = debate.StanceUnknown
		}
		return
	}
	if s.stance == debate.Opposes && (s.base == "condemn" || s.base == "criticise" || s.base == "criticize" || s.base == "denounce" || s.base == "slam" || s.base == "blast") && len(s.passages) == 0 {
		return
	}
	s.position = x.answer(d, s, first, last)
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

// addDisputes puts the disputes into the result.
func (d *doc) addDisputes(out *debate.Analysis) {
	n := 0
	for i, x := range d.disputes {
		f := debate.FoundDispute{ID: fmt.Sprintf("d%d", i+1), Title: x.title, Confidence: d.sure(x.sure), Reason: x.reason, Positions: []debate.FoundPosition{}}
		for _, p := range x.passages {
			if r := d.Version.Trim(d.Range(p[0], p[1])); !r.Empty() {
				f.Passages = append(f.Passages, r)
			}
		}
		for _, p := range x.positions {
			n++
			f.Positions = append(f.Positions, debate.FoundPosition{ID: fmt.Sprintf("p%d", n), Answer: p.answer})
		}
		out.Disputes = append(out.Disputes, f)
	}
}
