package debate

// introduced returns the tokens that a cue introduces.
func (d *doc) introduced(x *cue) (from, to int) {
	s := d.sents[x.sent]
	end := s.last
	for end > s.first && !d.has(end-1, isWord|isPoss|isMark) {
		end--
	}
	if x.base == "according" {
		if x.before {
			first, _ := x.span()
			if d.is(first-1, ",") {
				first--
			}
			return d.afterComma(s.first, first), first
		}
		from = x.content
		if d.is(from, ",") {
			from++
		}
		return from, end
	}
	first, last := x.span()
	if last >= end-4 && first-s.first >= 4 && d.is(first-1, ",") && d.verbIn(s.first, first-1) && !d.verbIn(last, end) { // "the plan will fail, Smith said"
		return s.first, first - 1
	}
	from = x.last
	if x.base == "tell" {
		for k := from; k < min(from+14, end); k++ {
			if d.is(k, "that", ":") || d.is(k, ",") && !d.has(k+1, isHonorific) {
				return k + 1, end
			}
		}
	}
	for k := from; k < min(from+12, end) && x.base != "accuse" && x.base != "blame" && x.base != "call" && x.base != "describe" && x.base != "reject" && !d.is(k, ";"); k++ { // "stated at a summit in London: …"
		if d.is(k, "that", ":") {
			return k + 1, d.clauseStop(k+1, end)
		}
	}
	switch x.base {
	case "point", "cite", "quote", "mention", "joke", "continue", "appeal", "object", "swear", "rule", "reply", "respond", "comment", "answer", "post", "signal", "observe", "question", "report", "find":
		if x.base != "question" && x.base != "report" {
			return 0, 0
		}
	}
	if d.is(from, "on", "in", "at", "during", "after", "over", "about", "with", "for", "by", "of", "not") {
		return 0, 0
	}
	if d.is(from, "the", "a", "an", "his", "her", "its") && x.group == '=' && (x.base == "announce" || x.base == "call" || x.base == "write" || x.base == "describe" || x.base == "declare" || x.base == "tell" || x.base == "ask") {
		return 0, 0
	}
	return from, d.clauseStop(from, end)
}

// verbIn reports whether tokens [first, last) hold a predicate.
func (d *doc) verbIn(first, last int) bool {
	for k := first; k < last; k++ {
		if d.finite(k) && d.quoteAt(k) < 0 {
			return true
		}
	}
	return false
}

// clauseStop returns where a reported clause ends: before another cue's subject or a
// participle that the author adds.
func (d *doc) clauseStop(from, end int) int {
	for k := from + 1; k < end; k++ {
		if d.is(k, "and", "but") && d.cueBegins(k+1) {
			return k
		}
		if d.is(k, ";") || d.is(k, ",") && (d.is(k+1, "indicating", "suggesting", "signalling", "signaling", "adding", "saying", "leaving", "raising", "prompting", "drawing", "according", "insisting", "warning", "arguing") || d.is(k+1, "but", "while", "and") && d.clauseBegins(k+2)) {
			return k
		}
	}
	return end
}

// cueBegins reports whether a verb of saying with its source begins at token i.
func (d *doc) cueBegins(i int) bool {
	if i >= len(d.toks) {
		return false
	}
	s := int(d.toks[i].sent)
	for c := d.cueAt[s]; c < d.cueAt[s+1]; c++ {
		if d.cues[c].first == i {
			return true
		}
	}
	return false
}

// afterComma returns from without a leading connective.
func (d *doc) afterComma(from, to int) int {
	if d.is(from, "but", "and", "however") && from+1 < to {
		from++
	}
	if d.is(from, ",") {
		from++
	}
	return from
}
