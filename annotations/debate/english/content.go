package english

import "parley/annotations/debate/english/text"

// introduced returns the tokens that a cue introduces.
func (d *doc) introduced(x *cue) (from, to int) {
	s := d.Sentences[x.sent]
	end := s.Last
	for end > s.First && !d.Has(end-1, text.IsWord|text.IsPoss|text.IsMark) {
		end--
	}
	if x.base == "according" {
		if x.before {
			first, _ := x.span()
			if d.Is(first-1, ",") {
				first--
			}
			return d.afterComma(s.First, first), first
		}
		from = x.content
		if d.Is(from, ",") {
			from++
		}
		return from, end
	}
	first, last := x.span()
	if last >= end-4 && first-s.First >= 4 && d.Is(first-1, ",") && d.verbIn(s.First, first-1) && !d.verbIn(last, end) { // "the plan will fail, Smith said"
		return s.First, first - 1
	}
	from = x.last
	if x.base == "tell" {
		for k := from; k < min(from+14, end); k++ {
			if d.Is(k, "that", ":") || d.Is(k, ",") && !d.Has(k+1, text.IsHonorific) {
				return k + 1, end
			}
		}
	}
	for k := from; k < min(from+12, end) && x.base != "accuse" && x.base != "blame" && x.base != "call" && x.base != "describe" && x.base != "reject" && !d.Is(k, ";"); k++ { // "stated at a summit in London: …"
		if d.Is(k, "that", ":") {
			return k + 1, d.clauseStop(k+1, end)
		}
	}
	switch x.base {
	case "point", "cite", "quote", "mention", "joke", "continue", "appeal", "object", "swear", "rule", "reply", "respond", "comment", "answer", "post", "signal", "observe", "question", "report", "find":
		if x.base != "question" && x.base != "report" {
			return 0, 0
		}
	}
	if d.Is(from, "on", "in", "at", "during", "after", "over", "about", "with", "for", "by", "of", "not") {
		return 0, 0
	}
	if d.Is(from, "the", "a", "an", "his", "her", "its") && x.group == '=' && (x.base == "announce" || x.base == "call" || x.base == "write" || x.base == "describe" || x.base == "declare" || x.base == "tell" || x.base == "ask") {
		return 0, 0
	}
	return from, d.clauseStop(from, end)
}

// verbIn reports whether tokens [first, last) hold a predicate.
func (d *doc) verbIn(first, last int) bool {
	for k := first; k < last; k++ {
		if d.Finite(k) && d.QuoteAt(k) < 0 {
			return true
		}
	}
	return false
}

// clauseStop returns where a reported clause ends: before another cue's subject or a
// participle that the author adds.
func (d *doc) clauseStop(from, end int) int {
	for k := from + 1; k < end; k++ {
		if d.Is(k, "and", "but") && d.cueBegins(k+1) {
			return k
		}
		if d.Is(k, ";") || d.Is(k, ",") && (d.Is(k+1, "indicating", "suggesting", "signalling", "signaling", "adding", "saying", "leaving", "raising", "prompting", "drawing", "according", "insisting", "warning", "arguing") || d.Is(k+1, "but", "while", "and") && d.clauseBegins(k+2)) {
			return k
		}
	}
	return end
}

// cueBegins reports whether a verb of saying with its source begins at token i.
func (d *doc) cueBegins(i int) bool {
	if i >= len(d.Tokens) {
		return false
	}
	s := int(d.Tokens[i].Sentence)
	for c := d.cueAt[s]; c < d.cueAt[s+1]; c++ {
		if d.cues[c].first == i {
			return true
		}
	}
	return false
}

// afterComma returns from without a leading connective.
func (d *doc) afterComma(from, to int) int {
	if d.Is(from, "but", "and", "however") && from+1 < to {
		from++
	}
	if d.Is(from, ",") {
		from++
	}
	return from
}
