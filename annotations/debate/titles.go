package debate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ask phrases what a candidate names as a question where that can be done.
func (d *doc) ask(c candidate) string {
	first, last := c.first, c.last
	for last > first && (d.is(last-1, "and", "or", "of", "in", "the", "to") || !d.has(last-1, isWord|isPoss|isAbbr)) {
		last--
	}
	switch c.form {
	case 'w':
		return d.askClause(first, last)
	case 't':
		if d.tagAt(first) == pronoun && c.from >= 0 {
			return "Is it true that " + d.actors[c.from].name + " " + flat(d.slice(first+1, last)) + "?"
		}
		return "Is it true that " + flat(d.slice(first, last)) + "?"
	case 'g':
		return d.askGuilt(c, first, last)
	}
	return d.askNoun(first, last)
}

// askClause turns "whether the mine should close" into "Should the mine close?".
func (d *doc) askClause(first, last int) string {
	w := d.at(first).low
	if d.is(first+1, "to") || w == "who" || w == "which" && !d.hasModal(first, last) || w == "what" && d.finite(first+1) {
		return d.upper(first, d.slice(first, last)) + "?"
	}
	for k := first + 2; k < min(first+16, last); k++ {
		if d.tagAt(k) != modal && !d.is(k, "is", "are", "was", "were", "has", "have", "had", "can", "could", "should", "will", "would", "must") {
			continue
		}
		subject, rest := flat(d.lowered(first+1, k)), ""
		if k+1 < last {
			rest = " " + flat(d.slice(k+1, last))
		}
		verb := d.at(k).low
		if w == "whether" {
			return upperFirst(verb) + " " + subject + rest + "?"
		}
		lead := d.at(first).low
		for n := first; first+1 < k && (d.is(first+1, "much", "many", "far", "long", "soon", "quickly", "fast") || first == n+1 && d.is(first, "much", "many") && d.counted(first+1)); {
			lead += " " + d.at(first+1).text
			first++
			subject = flat(d.lowered(first+1, k))
		}
		return upperFirst(lead) + " " + verb + " " + subject + rest + "?"
	}
	if w == "whether" && !d.is(first+1, "or") {
		return "Is it true that " + flat(d.lowered(first+1, last)) + "?"
	}
	return d.upper(first, d.slice(first, last)) + "?"
}

// counted reports whether the noun at i, after "how many", is followed by the subject of its clause.
func (d *doc) counted(i int) bool {
	if d.tagAt(i) == determiner || d.nameAt(i) >= 0 {
		return false
	}
	return d.tagAt(i+1) == determiner || d.tagAt(i+1) == pronoun || d.nameAt(i+1) >= 0
}

func (d *doc) hasModal(first, last int) bool {
	for k := first; k < last; k++ {
		if d.tagAt(k) == modal {
			return true
		}
	}
	return false
}

func (d *doc) askGuilt(c candidate, first, last int) string {
	for k := first + 1; k < min(first+3, last-1); k++ { // "planning any closures"
		if d.is(k, "any") {
			return d.guilt(c, flat(d.slice(first, k))+" "+flat(d.slice(k+1, last)))
		}
	}
	return d.guilt(c, flat(d.slice(first, last)))
}

func (d *doc) guilt(c candidate, what string) string {
	if c.from < 0 {
		return "Is the accusation of " + what + " true?"
	}
	return "Is the accusation against " + d.actors[c.from].name + " of " + what + " true?"
}

// askNoun turns "the final status of X" into "What is the final status of X?".
func (d *doc) askNoun(first, last int) string {
	for k := first + 2; k < last; k++ {
		if d.is(k, ",") && (d.tagAt(min(k+1, last)) == determiner || d.is(k+1, "who", "which", "where", "whose")) && !d.is(k+1, "and", "how") {
			last = k // an apposition
			break
		}
	}
	head := first
	for head < last && !d.is(head, "of", "over") && head < first+6 {
		head++
	}
	phrase := flat(d.lowered(first, last))
	if head > first && head < last-1 {
		object := flat(d.slice(head+1, last))
		switch d.at(head - 1).low {
		case "status", "fate", "future", "role", "size", "scope", "extent", "timing", "shape", "level", "price", "cost", "location", "course", "route", "pace", "value", "legality", "nature", "length", "number", "amount", "rate", "cause", "age":
			return "What is " + d.withThe(first, phrase) + "?"
		case "terms", "limits", "conditions", "borders", "causes", "details":
			return "What are " + d.withThe(first, phrase) + "?"
		case "ownership", "possession":
			return "Who is to own " + object + "?"
		case "control", "custody", "command", "sovereignty":
			return "Who is to control " + object + "?"
		case "management", "administration", "running", "operation":
			return "Who is to run " + object + "?"
		case "handling":
			return "How is " + object + " to be handled?"
		case "distribution", "sharing", "division", "allocation":
			return "How is " + object + " to be shared?"
		}
	}
	if d.is(first-1, "a", "an", "the") && d.sameSent(first-1, first) {
		phrase = "the " + phrase
	} else if d.tagAt(first) == noun && d.nameAt(first) < 0 && d.lines[d.sents[d.toks[first].sent].line].place == inHead && !d.has(first+1, isPoss) {
		for k := first + 1; k < last; k++ {
			if d.tagAt(k) == preposition {
				phrase = "the " + phrase // a headline leaves it out
				break
			}
		}
	}
	return "What is to be done about " + phrase + "?"
}

func (d *doc) withThe(first int, phrase string) string {
	if d.tagAt(first) == determiner || d.has(first+1, isPoss) {
		return phrase
	}
	return "the " + phrase
}

// lowered returns tokens [first, last) as text, the first letter small if the capital was
// due to the beginning of a sentence.
func (d *doc) lowered(first, last int) string {
	s := d.slice(first, last)
	if d.nameAt(first) < 0 && d.has(first, isCap) && !d.has(first, isCaps) && first == d.sents[d.toks[first].sent].first {
		r, w := utf8.DecodeRuneInString(s)
		return string(unicode.ToLower(r)) + s[w:]
	}
	return s
}

func (d *doc) upper(_ int, s string) string { return upperFirst(flat(s)) }

// upperFirst returns s with a capital first letter.
func upperFirst(s string) string {
	r, w := utf8.DecodeRuneInString(s)
	if w == 0 {
		return s
	}
	return strings.ToUpper(string(r)) + s[w:]
}
