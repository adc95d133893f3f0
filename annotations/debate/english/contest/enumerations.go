package contest

import (
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/stem"
)

// enumerations reads "two key disputes remain: X and Y", "the sticking points are X and Y",
// the list items after such a sentence, and "X remains the main obstacle".
func (d *doc) enumerations(s int) {
	x := d.Sentences[s]
	for i := x.First; i < x.Last; i++ {
		strength := d.disputeNoun(i, s)
		if strength == 0 {
			continue
		}
		start := d.listAfter(i, x.Last)
		switch {
		case start == x.Last || start < 0 && d.Is(x.Last-1, ":"):
			d.listItems(s, strength)
		case start > 0:
			d.inlineItems(s, start, x.Last, strength)
		default:
			d.beforeCopula(i, s, strength)
		}
		return
	}
}

// disputeNoun returns how surely the noun at i means open disputes, or 0.
func (d *doc) disputeNoun(i, s int) float64 {
	w := d.Word(i)
	if d.TagAt(i) != tags.Noun && d.TagAt(i) != tags.Nouns {
		return 0
	}
	switch stem.Singular(w.Lower) {
	case "dispute", "controversy", "disagreement", "flashpoint", "obstacle", "hurdle":
		return 0.85
	case "point":
		if d.Is(i-1, "sticking", "contentious", "contested", "disputed", "unresolved") || d.Is(i+1, "of") && d.Is(i+2, "contention", "dispute", "disagreement", "friction") {
			return 0.9
		}
	case "block":
		if d.Is(i-1, "stumbling") {
			return 0.9
		}
	case "bone":
		if d.Is(i+1, "of") && d.Is(i+2, "contention") {
			return 0.9
		}
	case "difference", "gap", "issue", "question", "matter", "topic", "point of order", "line":
		if k := d.openWord(i, s); k {
			return 0.85
		}
		if d.disputing() && d.Is(w2(d, i), "key", "main", "major", "central", "biggest", "core", "big", "hardest") && stem.Singular(w.Lower) != "line" {
			return 0.7
		}
	}
	return 0
}

// w2 returns the position of the adjective before a noun, over a second one if need be.
func w2(d *doc, i int) int {
	if d.Is(i-1, "political", "legal", "security", "territorial", "economic") {
		return i - 2
	}
	return i - 1
}

// openWord reports whether a word near token i says that something is not settled.
func (d *doc) openWord(i, s int) bool {
	for k := max(d.Sentences[s].First, i-5); k < min(d.Sentences[s].Last, i+6); k++ {
		if d.Is(k, "unresolved", "outstanding", "unsettled", "contentious", "disputed", "contested", "thorny", "thorniest", "divisive", "unsolved", "vexed", "toughest", "trickiest") {
			return true
		}
		if k < i && d.Is(k, "open", "remaining", "sticking") || k > i && d.Is(k, "open") && d.Is(k-1, "remain", "remains", "are", "is", "still", "left") {
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
		for i := range d.Tokens {
			if d.Is(i, "dispute", "disputes", "negotiations", "talks", "unresolved", "disagreement", "deadlock", "ceasefire", "strike", "lawsuit", "rejected", "opposes", "standoff") {
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
		case d.Is(k, ":"): // a colon may stand far behind: "two disputes remain between one and another: X and Y"
			if k+1 >= end {
				return end
			}
			return k + 1
		case k >= i+9 && !d.Is(k, ".", ";") && !d.Has(k, text.IsMark):
		case d.Is(k, "are", "include", "includes", "were") && k+2 < end && !d.Is(k+1, "being", "not", "still", "now", "expected", "likely") || d.Is(k, "is", "was") && d.Is(k+1, "the", "whether", "how", "who", "over"):
			if d.Is(k+1, ":") {
				if k+2 >= end {
					return end
				}
				return k + 2
			}
			if d.TagAt(k+1) == tags.Participle || d.TagAt(k+1) == tags.Gerund && !d.Is(k, "is", "was") {
				return -1
			}
			return k + 1
		case d.Is(k, "namely", "including"):
			return k + 1
		case d.Has(k, text.IsMark), d.Is(k, ".", ";"):
			return -1
		}
	}
	return -1
}

// listItems takes the list items after sentence s for disputes.
func (d *doc) listItems(s int, strength float64) {
	ln := d.Sentences[s].Line
	if s != d.Lines[ln].Sentences[1]-1 {
		return
	}
	for k := ln + 1; k < len(d.Lines) && k < ln+10 && d.Lines[k].Place == text.InItem; k++ {
		first := d.Lines[k].Sentences[0]
		if first >= len(d.Sentences) || d.Lines[k].Sentences[1] <= first {
			continue
		}
		x := d.Sentences[first]
		d.add(candidate{first: x.First, last: x.Last, form: 'n', from: -1, sure: min(0.95, strength+0.07), kind: byList, intro: [2]int{d.Sentences[s].First, d.Sentences[s].Last}})
	}
}

// inlineItems takes the parts of "X, Y and Z" in [from, end) for disputes.
func (d *doc) inlineItems(s, from, end int, strength float64) {
	intro := [2]int{d.Sentences[s].First, from}
	for k := from - 1; k > d.Sentences[s].First && k > from-12; k-- {
		if d.TagAt(k) == tags.Number || d.Is(k, "the", "main", "these", "its", "their") {
			intro[0] = k
		}
	}
	for k := from; k < end; k++ {
		if d.Is(k, ".", ";") || d.Is(k, ",") && (d.Is(k+1, "which", "who", "but", "with", "according", "while", "as") || d.Finite(k+2) && d.TagAt(k+1) == tags.Pronoun) || d.Has(k, text.IsMark) {
			end = k
			break
		}
	}
	start := from
	var parts [][2]int
	for k := from; k < end; k++ {
		sep := d.Is(k, ",") && d.phraseBegins(k+1) || d.Is(k, "and") && d.Is(k-1, ",") || d.Is(k, "and", "or") && k > start && d.partBegins(k+1, start)
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
		for p[0] < p[1] && d.Is(p[0], "and", "over", ",", ":", "or") {
			p[0]++
		}
		if p[1]-p[0] <= 30 && !d.hasFinite(p[0], p[1]) {
			d.add(candidate{first: p[0], last: p[1], form: 'n', from: -1, sure: strength, kind: byList, intro: intro})
		}
	}
}

// hasFinite reports whether tokens [first, last) are a clause and not a noun phrase.
func (d *doc) hasFinite(first, last int) bool {
	if d.Is(first, "whether", "how", "who", "what", "when", "where", "which", "why") {
		return false
	}
	for i := first; i < last; i++ {
		if d.Is(i, "who", "which", "that") {
			return false
		}
		if t := d.TagAt(i); (t == tags.VerbThird || t == tags.Modal) && i > first+1 || d.Is(i, "is", "are", "was", "were", "has", "have") {
			return true
		}
	}
	return false
}

func (d *doc) phraseBegins(i int) bool {
	return i < len(d.Tokens) && (d.TagAt(i) == tags.Determiner || d.TagAt(i) == tags.Noun || d.TagAt(i) == tags.Nouns || d.TagAt(i) == tags.Adjective || d.NameAt(i) >= 0 || d.Is(i, "whether", "how", "who", "and"))
}

// partBegins reports whether the words at i after an "and" begin another item like the one at start.
func (d *doc) partBegins(i, start int) bool {
	if d.Is(i, "whether", "how", "who", "what", "when") {
		return true
	}
	return d.Is(i, "the", "a", "its", "their") && d.Is(start, "the", "a", "its", "their", "whether", "how", "who")
}

// beforeCopula reads "X remains the main obstacle" and "X is in dispute": the dispute noun is at i.
func (d *doc) beforeCopula(i, s int, strength float64) {
	for k := i - 1; k > d.Sentences[s].First && k > i-8; k-- {
		if !d.Is(k, "remains", "remain", "is", "are", "remained", "proved", "became") {
			continue
		}
		first := d.phraseStart(k, d.Sentences[s].First)
		if k-first >= 1 && d.TagAt(first) != tags.Gerund && !d.Is(k-1, "there", "it", "this", "that", "which", "who", "these") {
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
		if d.Modifies(p) || d.Is(p, "of", "for", "between", "on", "in", "and", "over") && first-1 > lo && first < k {
			first = p
			continue
		}
		break
	}
	for first < k && (d.Is(first, "of", "for", "between", "on", "in", "and", "but", "over") || d.Has(first, text.IsPoss)) {
		first++
	}
	return first
}

// contestNouns reads "row over NP", "at odds over NP", "disagree on NP".
func (d *doc) contestNouns(s int, contest map[string]float64) {
	x := d.Sentences[s]
	if d.Lines[x.Line].Place != text.InHeading || !d.TitleCase(x) {
		d.divides(s)
	}
	for i := x.First; i+2 < x.Last; i++ {
		w := d.Word(i)
		sure := contest[w.Lower]
		at := i + 1
		switch {
		case sure > 0 && d.TagAt(i) != tags.VerbPast && d.TagAt(i) != tags.Gerund:
			for at < i+5 && at < x.Last && !d.Is(at, "over", "about", "concerning", "regarding") && (d.NameAt(at) >= 0 || d.Is(at, "between", "with", "and", "the") || d.TagAt(at) == tags.Proper) {
				at++
			}
			if d.Is(i, "differences", "divisions", "disagreement", "disagreements", "debate", "difference") && d.Is(at, "on") {
				break
			}
			if !d.Is(at, "over") && !(d.Is(at, "about", "concerning", "regarding") && sure >= 0.65) {
				sure = 0
			}
		case w.Lower == "odds" && d.Is(i-1, "at"), w.Lower == "apart" && d.Is(i-1, "far"), d.Is(i, "divided", "split", "deadlocked", "clashed", "clash", "feuding", "wrangling", "quarrelling", "arguing", "disagree", "disagreed", "disagrees", "differ", "differed", "haggling", "bickering", "sparring", "collapsed", "stalled", "foundered", "broke", "sued", "sues", "suing", "striking", "argued", "quarrelled", "fighting"):
			sure = 0.65
			if d.Is(i, "fighting", "striking", "argued", "arguing", "split", "divided") {
				sure = 0.55
			}
			for at < i+6 && at < x.Last && !d.Is(at, "over", "on", "about") && (d.NameAt(at) >= 0 || d.Is(at, "down", "with", "and", "sharply", "bitterly", "the") || d.TagAt(at) == tags.Proper || d.TagAt(at) == tags.Adverb || d.TagAt(at) == tags.Noun) {
				at++
			}
			if !d.Is(at, "over") && !(d.Is(at, "on", "about") && d.Is(i, "disagree", "disagreed", "disagrees", "differ", "differed", "odds", "divided", "deadlocked", "apart")) {
				sure = 0
			}
		default:
			continue
		}
		if sure == 0 || d.Is(i-1, "no") || d.Is(i-1, "without", "avoid", "avoided") {
			continue
		}
		last := d.objectEnd(at+1, x.Last)
		if d.Is(at+1, "whether", "how", "who", "what", "when", "where") {
			last = d.clauseLimit(at+1, x.Last)
		}
		if d.Is(at+1, "the", "his", "her") && d.Is(at+2, "past", "last", "weekend", "next", "coming") || d.Has(at+1, text.IsNumber) || d.Is(at+1, "it", "them", "him", "her", "this", "that") || d.Has(at+1, text.IsMonth) {
			continue
		}
		if d.QuoteAt(i) >= 0 {
			sure -= 0.1
		}
		d.add(candidate{first: at + 1, last: last, wide: [2]int{i, last}, form: 'n', from: -1, sure: sure, kind: byWord, shown: [2]int{i, at + 1}})
	}
}

// divides reads "a plan to build X divides Y" where its subject begins the sentence.
func (d *doc) divides(s int) {
	x := d.Sentences[s]
	for i := x.First + 2; i+1 < min(x.Last, x.First+24); i++ {
		if !d.Is(i, "divides", "splits", "divided", "split", "polarises", "polarizes") || d.QuoteAt(i) >= 0 || d.Is(i+1, "over", "on", "into", "about", "from", "by", "between", "up", "equally", ".", ",") {
			continue
		}
		last := i
		for last > x.First && (d.Is(last-1, "has", "have", "had", "now", "deeply", "bitterly", "is", "are") || d.TagAt(last-1) == tags.Adverb) {
			if d.Is(last-1, "is", "are") {
				return
			}
			last--
		}
		if !d.Verbal(i) || d.TagAt(i) == tags.Participle && last == i || d.TagAt(x.First) == tags.Pronoun || d.NameAt(x.First) >= 0 {
			return
		}
		if _, l, _, ok := d.thing(x.First, last); !ok || l != last {
			return
		}
		d.add(candidate{first: x.First, last: last, wide: [2]int{x.First, x.Last}, form: 'n', from: -1, sure: 0.55, kind: byDivide, shown: [2]int{i, i + 1}})
		return
	}
}

// objectEnd returns the end of the noun phrase that begins at i, with its prepositional parts.
func (d *doc) objectEnd(i, end int) int {
	k := i
	for ; k < end && k < i+18; k++ {
		if d.Modifies(k) || d.TagAt(k) == tags.Adjective || d.NameAt(k) >= 0 && !d.Has(k, text.IsMark) {
			continue
		}
		if k > i && d.Is(k, "of", "in", "between", "for", "along", "on", "at", "near", "from", "and", "to") && k+1 < end && (d.Modifies(k+1) || d.TagAt(k+1) == tags.Gerund) && !d.Has(k+1, text.IsMonth) && !d.Is(k+1, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "court") {
			if d.Is(k, "and") && (d.Finite(k+2) || d.Is(k+1, "the", "a", "an")) {
				break
			}
			if d.Is(k, "in", "on", "at") && d.Is(k+2, "year", "week", "month") {
				break
			}
			continue
		}
		if k == i && d.TagAt(k) == tags.Gerund || d.TagAt(k) == tags.Gerund && d.Is(k-1, "of", "for", "and") {
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
		if d.Is(k, ",", ";", ":", "—", "–", ".", "?", "!", "(") || d.Has(k, text.IsMark) || d.Is(k, "and", "but") && d.Is(k+1, "whether", "how", "who", "what", "when", "said") {
			break
		}
	}
	return k
}
