package speech

import (
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// Introduced returns the tokens that the cue x introduces: what is said, in the author's words. There are none if
// from >= to.
func (r *Result) Introduced(x *Cue) (from, to int) {
	s := r.Sentences[x.Sentence]
	end := s.Last
	for end > s.First && !r.Has(end-1, text.IsWord|text.IsPoss|text.IsMark) {
		end--
	}
	if x.Base == "according" {
		if x.Before {
			first, _ := x.Span()
			if r.Is(first-1, ",") {
				first--
			}
			return r.afterComma(s.First, first), first
		}
		from = x.Content
		if r.Is(from, ",") {
			from++
		}
		return from, end
	}
	first, last := x.Span()
	// "the plan will fail, Smith said"
	if last >= end-4 && first-s.First >= 4 && r.Is(first-1, ",") && r.VerbIn(s.First, first-1) && !r.VerbIn(last, end) {
		return s.First, first - 1
	}
	from = x.Last
	if x.Base == "tell" {
		for k := from; k < min(from+14, end); k++ {
			if r.Is(k, "that", ":") || r.Is(k, ",") && !r.Has(k+1, text.IsHonorific) {
				return k + 1, end
			}
		}
	}
	// "stated at a summit in London: …"
	for k := from; k < min(from+12, end) && x.Base != "accuse" && x.Base != "blame" && x.Base != "call" && x.Base != "describe" &&
		x.Base != "reject" && !r.Is(k, ";"); k++ {
		if r.Is(k, "that", ":") {
			return k + 1, r.clauseStop(k+1, end)
		}
	}
	switch x.Base {
	case "point", "cite", "quote", "mention", "joke", "continue", "appeal", "object", "swear", "rule", "reply", "respond", "comment",
		"answer", "post", "signal", "observe", "question", "report", "find":
		if x.Base != "question" && x.Base != "report" {
			return 0, 0
		}
	}
	if r.Is(from, "on", "in", "at", "during", "after", "over", "about", "with", "for", "by", "of", "not") {
		return 0, 0
	}
	if r.Is(from, "the", "a", "an", "his", "her", "its") && x.Group == '=' &&
		(x.Base == "announce" || x.Base == "call" || x.Base == "write" || x.Base == "describe" || x.Base == "declare" ||
			x.Base == "tell" || x.Base == "ask") {
		return 0, 0
	}
	return from, r.clauseStop(from, end)
}

// VerbIn reports whether tokens [first, last) hold a predicate.
func (r *Result) VerbIn(first, last int) bool {
	for k := first; k < last; k++ {
		if r.Finite(k) && r.QuoteAt(k) < 0 {
			return true
		}
	}
	return false
}

// clauseStop returns where a reported clause ends: before another cue's subject or a
// participle that the author adds.
func (r *Result) clauseStop(from, end int) int {
	for k := from + 1; k < end; k++ {
		if r.Is(k, "and", "but") && r.cueBegins(k+1) {
			return k
		}
		if r.Is(k, ";") || r.Is(k, ",") &&
			(r.Is(k+1, "indicating", "suggesting", "signalling", "signaling", "adding", "saying", "leaving", "raising", "prompting",
				"drawing", "according", "insisting", "warning", "arguing") || r.Is(k+1, "but", "while", "and") && r.clauseBegins(k+2)) {
			return k
		}
	}
	return end
}

// cueBegins reports whether a verb of saying with its source begins at token i.
func (r *Result) cueBegins(i int) bool {
	if i >= len(r.Tokens) {
		return false
	}
	for _, c := range r.CuesOf(int(r.Tokens[i].Sentence)) {
		if c.First == i {
			return true
		}
	}
	return false
}

// afterComma returns from without a leading connective.
func (r *Result) afterComma(from, to int) int {
	if r.Is(from, "but", "and", "however") && from+1 < to {
		from++
	}
	if r.Is(from, ",") {
		from++
	}
	return from
}

// clauseBegins reports whether a new main clause begins at token i.
func (r *Result) clauseBegins(i int) bool {
	if r.Is(i, "but", "and", "while", "although") {
		i++
	}
	if r.Is(i, "he", "she", "they", "it") {
		return true
	}
	for _, c := range r.Cues[r.cueAt[min(int(r.Tokens[min(i, len(r.Tokens)-1)].Sentence), len(r.cueAt)-1)]:] {
		if first, _ := c.Span(); first == i || c.First == i || first == i+1 && r.TagAt(i) == tags.Determiner {
			return true
		}
		if c.First > i {
			break
		}
	}
	return false
}
