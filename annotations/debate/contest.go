package debate

// enumerations reads "two key disputes remain: X and Y", "the sticking points are X and Y",
// the list items after such a sentence, and "X remains the main obstacle".
func (d *doc) enumerations(s int) {
	x := d.sents[s]
	for i := x.first; i < x.last; i++ {
		strength := d.disputeNoun(i, s)
		if strength == 0 {
			continue
		}
		start := d.listAfter(i, x.last)
		switch {
		case start == x.last || start < 0 && d.is(x.last-1, ":"):
			d.listItems(s, strength)
		case start > 0:
			d.inlineItems(s, start, x.last, strength)
		default:
			d.beforeCopula(i, s, strength)
		}
		return
	}
}

// disputeNoun returns how surely the noun at i means open disputes, or 0.
func (d *doc) disputeNoun(i, s int) float64 {
	w := d.at(i)
	if d.tagAt(i) != noun && d.tagAt(i) != nouns {
		return 0
	}
	switch singular(w.low) {
	case "dispute", "controversy", "disagreement", "flashpoint", "obstacle", "hurdle":
		return 0.85
	case "point":
		if d.is(i-1, "sticking", "contentious", "contested", "disputed", "unresolved") || d.is(i+1, "of") && d.is(i+2, "contention", "dispute", "disagreement", "friction") {
			return 0.9
		}
	case "block":
		if d.is(i-1, "stumbling") {
			return 0.9
		}
	case "bone":
		if d.is(i+1, "of") && d.is(i+2, "contention") {
			return 0.9
		}
	case "difference", "gap", "issue", "question", "matter", "topic", "point of order", "line":
		if k := d.openWord(i, s); k {
			return 0.85
		}
		if d.disputing() && d.is(w2(d, i), "key", "main", "major", "central", "biggest", "core", "big", "hardest") && singular(w.low) != "line" {
			return 0.7
		}
	}
	return 0
}

// w2 returns the position of the adjective before a noun, over a second one if need be.
func w2(d *doc, i int) int {
	if d.is(i-1, "political", "legal", "security", "territorial", "economic") {
		return i - 2
	}
	return i - 1
}

// openWord reports whether a word near token i says that something is not settled.
func (d *doc) openWord(i, s int) bool {
	for k := max(d.sents[s].first, i-5); k < min(d.sents[s].last, i+6); k++ {
		if d.is(k, "unresolved", "outstanding", "unsettled", "contentious", "disputed", "contested", "thorny", "thorniest", "divisive", "unsolved", "vexed", "toughest", "trickiest") {
			return true
		}
		if k < i && d.is(k, "open", "remaining", "sticking") || k > i && d.is(k, "open") && d.is(k-1, "remain", "remains", "are", "is", "still", "left") {
			return true
		}
	}
	return false
}

// disputing reports whether the text speaks of talks, disputes or opposition at all.
func (d *doc) disputing() bool {
	if d.contested == 0 {
		d.contested = 1
		n := 0
		for i := range d.toks {
			if d.is(i, "dispute", "disputes", "negotiations", "talks", "unresolved", "disagreement", "deadlock", "ceasefire", "strike", "lawsuit", "rejected", "opposes", "standoff") {
				n++
			}
			if n >= 2 {
				d.contested = 2
				break
			}
		}
	}
	return d.contested == 2
}

// listAfter returns where the list after a dispute noun at i begins; end if it follows
// the sentence; -1 if there is none.
func (d *doc) listAfter(i, end int) int {
	for k := i + 1; k < min(i+25, end); k++ {
		switch {
		case d.is(k, ":"): // a colon may stand far behind: "two disputes remain between one and another: X and Y"
			if k+1 >= end {
				return end
			}
			return k + 1
		case k >= i+9 && !d.is(k, ".", ";") && !d.has(k, isMark):
		case d.is(k, "are", "include", "includes", "were") && k+2 < end && !d.is(k+1, "being", "not", "still", "now", "expected", "likely") || d.is(k, "is", "was") && d.is(k+1, "the", "whether", "how", "who", "over"):
			if d.is(k+1, ":") {
				if k+2 >= end {
					return end
				}
				return k + 2
			}
			if d.tagAt(k+1) == participle || d.tagAt(k+1) == gerund && !d.is(k, "is", "was") {
				return -1
			}
			return k + 1
		case d.is(k, "namely", "including"):
			return k + 1
		case d.has(k, isMark), d.is(k, ".", ";"):
			return -1
		}
	}
	return -1
}

// listItems takes the list items after sentence s for disputes.
func (d *doc) listItems(s int, strength float64) {
	ln := d.sents[s].line
	if s != d.lines[ln].sents[1]-1 {
		return
	}
	for k := ln + 1; k < len(d.lines) && k < ln+10 && d.lines[k].place == inItem; k++ {
		first := d.lines[k].sents[0]
		if first >= len(d.sents) || d.lines[k].sents[1] <= first {
			continue
		}
		x := d.sents[first]
		d.add(candidate{first: x.first, last: x.last, form: 'n', from: -1, sure: min(0.95, strength+0.07), kind: byList, intro: [2]int{d.sents[s].first, d.sents[s].last}})
	}
}

// inlineItems takes the parts of "X, Y and Z" in [from, end) for disputes.
func (d *doc) inlineItems(s, from, end int, strength float64) {
	intro := [2]int{d.sents[s].first, from}
	for k := from - 1; k > d.sents[s].first && k > from-12; k-- {
		if d.tagAt(k) == number || d.is(k, "the", "main", "these", "its", "their") {
			intro[0] = k
		}
	}
	for k := from; k < end; k++ {
		if d.is(k, ".", ";") || d.is(k, ",") && (d.is(k+1, "which", "who", "but", "with", "according", "while", "as") || d.finite(k+2) && d.tagAt(k+1) == pronoun) || d.has(k, isMark) {
			end = k
			break
		}
	}
	start := from
	var parts [][2]int
	for k := from; k < end; k++ {
		sep := d.is(k, ",") && d.phraseBegins(k+1) || d.is(k, "and") && d.is(k-1, ",") || d.is(k, "and", "or") && k > start && d.partBegins(k+1, start)
		if sep {
			if k > start {
				parts = append(parts, [2]int{start, k})
			}
			start = k + 1
		}
	}
	parts = append(parts, [2]int{start, end})
	if len(parts) < 2 {
		intro = [2]int{}
	}
	for _, p := range parts {
		for p[0] < p[1] && d.is(p[0], "and", "over", ",", ":", "or") {
			p[0]++
		}
		if p[1]-p[0] <= 30 && !d.hasFinite(p[0], p[1]) {
			d.add(candidate{first: p[0], last: p[1], form: 'n', from: -1, sure: strength, kind: byList, intro: intro})
		}
	}
}

// hasFinite reports whether tokens [first, last) are a clause and not a noun phrase.
func (d *doc) hasFinite(first, last int) bool {
	if d.is(first, "whether", "how", "who", "what", "when", "where", "which", "why") {
		return false
	}
	for i := first; i < last; i++ {
		if d.is(i, "who", "which", "that") {
			return false
		}
		if t := d.tagAt(i); (t == verbThird || t == modal) && i > first+1 || d.is(i, "is", "are", "was", "were", "has", "have") {
			return true
		}
	}
	return false
}

func (d *doc) phraseBegins(i int) bool {
	return i < len(d.toks) && (d.tagAt(i) == determiner || d.tagAt(i) == noun || d.tagAt(i) == nouns || d.tagAt(i) == adjective || d.nameAt(i) >= 0 || d.is(i, "whether", "how", "who", "and"))
}

// partBegins reports whether the words at i after an "and" begin another item like the one at start.
func (d *doc) partBegins(i, start int) bool {
	if d.is(i, "whether", "how", "who", "what", "when") {
		return true
	}
	return d.is(i, "the", "a", "its", "their") && d.is(start, "the", "a", "its", "their", "whether", "how", "who")
}

// beforeCopula reads "X remains the main obstacle" and "X is in dispute": the dispute noun is at i.
func (d *doc) beforeCopula(i, s int, strength float64) {
	for k := i - 1; k > d.sents[s].first && k > i-8; k-- {
		if !d.is(k, "remains", "remain", "is", "are", "remained", "proved", "became") {
			continue
		}
		first := d.phraseStart(k, d.sents[s].first)
		if k-first >= 1 && d.tagAt(first) != gerund && !d.is(k-1, "there", "it", "this", "that", "which", "who", "these") {
			d.add(candidate{first: first, last: k, form: 'n', from: -1, sure: strength - 0.1, kind: byCalled, shown: [2]int{i, i + 1}})
		}
		return
	}
}

// phraseStart returns the start of the noun phrase, with its "of …", that ends before k.
func (d *doc) phraseStart(k, lo int) int {
	first := k
	for first > lo && k-first < 20 {
		p := first - 1
		if d.modifies(p) || d.is(p, "of", "for", "between", "on", "in", "and", "over") && first-1 > lo && first < k {
			first = p
			continue
		}
		break
	}
	for first < k && (d.is(first, "of", "for", "between", "on", "in", "and", "but", "over") || d.has(first, isPoss)) {
		first++
	}
	return first
}

// contestNouns reads "row over NP", "at odds over NP", "disagree on NP".
func (d *doc) contestNouns(s int, contest map[string]float64) {
	x := d.sents[s]
	if d.lines[x.line].place != inHead || !d.titleCase(x) {
		d.divides(s)
	}
	for i := x.first; i+2 < x.last; i++ {
		w := d.at(i)
		sure := contest[w.low]
		at := i + 1
		switch {
		case sure > 0 && d.tagAt(i) != verbPast && d.tagAt(i) != gerund:
			for at < i+5 && at < x.last && !d.is(at, "over", "about", "concerning", "regarding") && (d.nameAt(at) >= 0 || d.is(at, "between", "with", "and", "the") || d.tagAt(at) == proper) {
				at++
			}
			if d.is(i, "differences", "divisions", "disagreement", "disagreements", "debate", "difference") && d.is(at, "on") {
				break
			}
			if !d.is(at, "over") && !(d.is(at, "about", "concerning", "regarding") && sure >= 0.65) {
				sure = 0
			}
		case w.low == "odds" && d.is(i-1, "at"), w.low == "apart" && d.is(i-1, "far"), d.is(i, "divided", "split", "deadlocked", "clashed", "clash", "feuding", "wrangling", "quarrelling", "arguing", "disagree", "disagreed", "disagrees", "differ", "differed", "haggling", "bickering", "sparring", "collapsed", "stalled", "foundered", "broke", "sued", "sues", "suing", "striking", "argued", "quarrelled", "fighting"):
			sure = 0.65
			if d.is(i, "fighting", "striking", "argued", "arguing", "split", "divided") {
				sure = 0.55
			}
			for at < i+6 && at < x.last && !d.is(at, "over", "on", "about") && (d.nameAt(at) >= 0 || d.is(at, "down", "with", "and", "sharply", "bitterly", "the") || d.tagAt(at) == proper || d.tagAt(at) == adverb || d.tagAt(at) == noun) {
				at++
			}
			if !d.is(at, "over") && !(d.is(at, "on", "about") && d.is(i, "disagree", "disagreed", "disagrees", "differ", "differed", "odds", "divided", "deadlocked", "apart")) {
				sure = 0
			}
		default:
			continue
		}
		if sure == 0 || d.is(i-1, "no") || d.is(i-1, "without", "avoid", "avoided") {
			continue
		}
		last := d.objectEnd(at+1, x.last)
		if d.is(at+1, "whether", "how", "who", "what", "when", "where") {
			last = d.clauseLimit(at+1, x.last)
		}
		if d.is(at+1, "the", "his", "her") && d.is(at+2, "past", "last", "weekend", "next", "coming") || d.has(at+1, isNumber) || d.is(at+1, "it", "them", "him", "her", "this", "that") || d.has(at+1, isMonth) {
			continue
		}
		if d.quoteAt(i) >= 0 {
			sure -= 0.1
		}
		d.add(candidate{first: at + 1, last: last, wide: [2]int{i, last}, form: 'n', from: -1, sure: sure, kind: byWord, shown: [2]int{i, at + 1}})
	}
}

// divides reads "a plan to build X divides Y" where its subject begins the sentence.
func (d *doc) divides(s int) {
	x := d.sents[s]
	for i := x.first + 2; i+1 < min(x.last, x.first+24); i++ {
		if !d.is(i, "divides", "splits", "divided", "split", "polarises", "polarizes") || d.quoteAt(i) >= 0 || d.is(i+1, "over", "on", "into", "about", "from", "by", "between", "up", "equally", ".", ",") {
			continue
		}
		last := i
		for last > x.first && (d.is(last-1, "has", "have", "had", "now", "deeply", "bitterly", "is", "are") || d.tagAt(last-1) == adverb) {
			if d.is(last-1, "is", "are") {
				return
			}
			last--
		}
		if !d.verbal(i) || d.tagAt(i) == participle && last == i || d.tagAt(x.first) == pronoun || d.nameAt(x.first) >= 0 {
			return
		}
		if _, l, _, ok := d.thing(x.first, last); !ok || l != last {
			return
		}
		d.add(candidate{first: x.first, last: last, wide: [2]int{x.first, x.last}, form: 'n', from: -1, sure: 0.55, kind: byDivide, shown: [2]int{i, i + 1}})
		return
	}
}

// objectEnd returns the end of the noun phrase that begins at i, with its prepositional parts.
func (d *doc) objectEnd(i, end int) int {
	k := i
	for ; k < end && k < i+18; k++ {
		if d.modifies(k) || d.tagAt(k) == adjective || d.nameAt(k) >= 0 && !d.has(k, isMark) {
			continue
		}
		if k > i && d.is(k, "of", "in", "between", "for", "along", "on", "at", "near", "from", "and", "to") && k+1 < end && (d.modifies(k+1) || d.tagAt(k+1) == gerund) && !d.has(k+1, isMonth) && !d.is(k+1, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "court") {
			if d.is(k, "and") && (d.finite(k+2) || d.is(k+1, "the", "a", "an")) {
				break
			}
			if d.is(k, "in", "on", "at") && d.is(k+2, "year", "week", "month") {
				break
			}
			continue
		}
		if k == i && d.tagAt(k) == gerund || d.tagAt(k) == gerund && d.is(k-1, "of", "for", "and") {
			continue
		}
		break
	}
	return k
}

// clauseLimit returns the end of the clause that begins at i: before a comma, a semicolon,
// a dash, a quote mark or the end.
func (d *doc) clauseLimit(i, end int) int {
	k := i
	for ; k < end && k < i+36; k++ {
		if d.is(k, ",", ";", ":", "—", "–", ".", "?", "!", "(") || d.has(k, isMark) || d.is(k, "and", "but") && d.is(k+1, "whether", "how", "who", "what", "when", "said") {
			break
		}
	}
	return k
}
