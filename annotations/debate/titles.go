package debate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ask phrases what a candidate names as a question where that can be done, and says what
// the answer yes means; empty if the question is none of yes or no.
func (d *doc) ask(c candidate) (question, yes string) {
	if c.form == 'q' {
		return c.ask, c.yes
	}
	first, last := c.first, c.last
	for last > first+1 && (d.is(last-1, "and", "or", "of", "in", "the", "to", "for", "on", "a", "an", "with") || !d.has(last-1, isWord|isPoss|isAbbr)) {
		last--
	}
	switch c.form {
	case 'w':
		return d.askClause(first, last)
	case 't':
		if d.tagAt(first) == pronoun && c.from >= 0 {
			claim := d.actors[c.from].name + " " + flat(d.slice(first+1, last))
			return "Is it true that " + claim + "?", upperFirst(claim)
		}
		return d.askWhether(first, last)
	case 'c':
		return d.askClaim(c, last)
	case 'g':
		return d.askGuilt(c, first, last), ""
	case 'v':
		doing := flat(d.lowered(first, last))
		return "Is " + doing + " right?", upperFirst(doing) + " is right"
	}
	return d.askNoun(first, last, c.head)
}

// askClause turns "whether the mine should close" into "Should the mine close?".
func (d *doc) askClause(first, last int) (question, yes string) {
	w := d.at(first).low
	if w == "whether" && d.is(first+1, "or") && d.is(first+2, "not") && first+3 < last {
		first += 2
	}
	if d.is(first+1, "and", "or") && first+3 < last {
		first += 2 // "how and why"
		w = d.at(first).low
	}
	if w == "whether" && d.is(first+1, "to") {
		return "Is it right to " + flat(d.slice(first+2, last)) + "?", ""
	}
	if d.is(first+1, "to") || w == "who" || w == "which" && !d.hasModal(first, last) || w == "what" && d.finite(first+1) {
		return upperFirst(flat(d.slice(first, last))) + "?", ""
	}
	if w == "whether" {
		return d.askWhether(first+1, last)
	}
	for k := first + 2; k < min(first+16, last); k++ {
		if !d.inverts(k) {
			continue
		}
		if (w == "which" || w == "what") && k == first+2 && (d.tagAt(first+1) == noun || d.tagAt(first+1) == nouns) {
			return upperFirst(flat(d.slice(first, last))) + "?", ""
		}
		subject, rest := flat(d.lowered(first+1, k)), ""
		if k+1 < last {
			rest = " " + flat(d.slice(k+1, last))
		}
		verb := d.at(k).low
		lead := d.at(first).low
		for n := first; first+1 < k && (d.is(first+1, "much", "many", "far", "long", "soon", "quickly", "fast", "best", "closely", "strictly") || first == n+1 && d.is(first, "much", "many") && d.counted(first+1)); {
			lead += " " + d.at(first+1).text
			first++
			subject = flat(d.lowered(first+1, k))
		}
		return upperFirst(lead) + " " + verb + " " + subject + rest + "?", ""
	}
	if w == "how" || w == "why" || w == "when" || w == "where" {
		return "", "" // the order of words cannot be told
	}
	return upperFirst(flat(d.slice(first, last))) + "?", ""
}

// askWhether turns the clause "the mine should close" into "Should the mine close?".
func (d *doc) askWhether(first, last int) (question, yes string) {
	for k := first + 1; k < min(first+15, last-1); k++ {
		if d.is(k, "who", "which", "that", "what", "if", "when", "because") {
			break
		}
		if d.inverts(k) {
			subject, verb, rest := flat(d.lowered(first, k)), d.at(k).low, flat(d.slice(k+1, last))
			return upperFirst(verb) + " " + subject + " " + rest + "?", upperFirst(subject) + " " + verb + " " + rest
		}
	}
	claim := flat(d.lowered(first, last))
	return "Is it true that " + claim + "?", upperFirst(claim)
}

// inverts reports whether token k is a verb that stands before its subject in a question.
func (d *doc) inverts(k int) bool {
	if d.tagAt(k) != modal && !d.is(k, "is", "are", "was", "were", "has", "have", "had", "can", "could", "should", "will", "would", "must") {
		return false
	}
	if d.is(k, "has", "have", "had") && d.tagAt(k+1) != participle && d.tagAt(k+1) != verbPast && d.tagAt(k+1) != adverb && !d.is(k+1, "been", "not") {
		return false
	}
	return !d.is(k-1, "who", "that", "which", "to")
}

// askClaim turns "the plan would cost jobs" into "Would the plan cost jobs?".
func (d *doc) askClaim(c candidate, last int) (question, yes string) {
	claim := c.ask + " " + flat(d.slice(c.from, last))
	if v := c.from; d.tagAt(v) == modal || d.is(v, "is", "are", "was", "were") {
		return upperFirst(d.at(v).low) + " " + c.ask + " " + flat(d.slice(v+1, last)) + "?", upperFirst(claim)
	}
	return "Is it true that " + claim + "?", upperFirst(claim)
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
	what := flat(d.slice(first, last))
	for k := first + 1; k < min(first+3, last-1); k++ { // "planning any closures"
		if d.is(k, "any") {
			what = flat(d.slice(first, k)) + " " + flat(d.slice(k+1, last))
		}
	}
	if c.from < 0 {
		if c.ask != "" {
			return "Is the accusation against " + c.ask + " of " + what + " true?"
		}
		return "Is the accusation of " + what + " true?"
	}
	return "Is the accusation against " + d.actors[c.from].name + " of " + what + " true?"
}

// askNoun turns "the final status of X" into "What is the final status of X?", and "the plan to
// build Y" into "Should the plan to build Y go ahead?". Its head noun is at head; 0 if it is not known.
func (d *doc) askNoun(first, last, head int) (question, yes string) {
	for k := first + 2; k < last; k++ {
		if d.is(k, ",") && (d.tagAt(min(k+1, last)) == determiner || d.is(k+1, "who", "which", "where", "whose")) && !d.is(k+1, "and", "how") {
			last = k // an apposition
			break
		}
	}
	if q := d.askStatus(first, last); q != "" {
		return q, ""
	}
	if head < first || head >= last {
		head = d.headOf(first, last)
	}
	phrase, many := d.named(first, last, head), d.many(first, head)
	be := "is"
	if many {
		be = "are"
	}
	if d.is(first-1, "alleged") && !d.has(head, isRole) {
		return "Did the alleged " + strings.TrimPrefix(phrase, "the ") + " take place?", "The alleged " + strings.TrimPrefix(phrase, "the ") + " took place"
	}
	if d.is(head, "resignation", "resignations") && d.has(head-1, isPoss) && head > first+1 {
		who := flat(d.slice(first, head-1))
		return "Should " + who + " resign?", upperFirst(who) + " should resign"
	}
	switch d.purpose(head) {
	case 'g':
		return "Should " + phrase + " go ahead?", upperFirst(phrase) + " should go ahead"
	case 'p':
		return "Should " + phrase + " be passed?", upperFirst(phrase) + " should be passed"
	case 's':
		return "Should " + phrase + " stand?", upperFirst(phrase) + " should stand"
	case 'r':
		return upperFirst(be) + " " + phrase + " right?", upperFirst(phrase) + " " + be + " right"
	case 't':
		return upperFirst(be) + " " + phrase + " true?", upperFirst(phrase) + " " + be + " true"
	case 'j':
		return upperFirst(be) + " " + phrase + " justified?", upperFirst(phrase) + " " + be + " justified"
	}
	return "What should be done about " + phrase + "?", ""
}

// askStatus asks about "the status of X" and the like; empty if the head is none of these.
func (d *doc) askStatus(first, last int) string {
	head := first
	for head < last && !d.is(head, "of", "over") && head < first+6 {
		head++
	}
	if head <= first || head >= last-1 || d.is(head-2, "and") {
		return ""
	}
	object := flat(d.slice(head+1, last))
	phrase := flat(d.lowered(first, last))
	switch d.at(head - 1).low {
	case "status", "fate", "future", "role", "size", "scope", "extent", "timing", "shape", "level", "price", "cost", "location", "course", "route", "pace", "value", "legality", "nature", "length", "number", "amount", "rate", "cause", "age", "legitimacy", "constitutionality", "validity", "impact":
		return "What is " + d.withThe(first, phrase) + "?"
	case "terms", "limits", "conditions", "borders", "causes", "details", "merits":
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
	return ""
}

// headOf returns the last noun of a phrase before its first preposition.
func (d *doc) headOf(first, last int) int {
	head := first
	for k := first; k < last; k++ {
		switch d.tagAt(k) {
		case preposition, to, wh:
			if k > first {
				return head
			}
		case noun, nouns, proper:
			head = k
		}
	}
	return head
}

// named returns the phrase as it stands in the middle of a question.
func (d *doc) named(first, last, head int) string {
	if d.is(first, "a", "an", "any", "such", "another", "that", "this", "these", "those", "its", "their", "our", "my", "your", "some", "more") && last > first+1 {
		return "the " + flat(d.slice(first+1, last))
	}
	if d.is(first, "his", "her") && last > first+1 {
		if a := d.pronoun(first); a >= 0 && d.quoteAt(first) < 0 && d.actors[a].name != "" {
			return d.actors[a].name + "'s " + flat(d.slice(first+1, last))
		}
		return "the " + flat(d.slice(first+1, last))
	}
	phrase := flat(d.lowered(first, last))
	if d.tagAt(first) == determiner || d.has(first+1, isPoss) {
		return phrase
	}
	if d.tagAt(first-1) == determiner && d.sameSent(first-1, first) && !d.is(first-1, "no") {
		return "the " + phrase
	}
	if d.many(first, head) || d.nameAt(first) >= 0 && d.names[d.nameAt(first)].last >= last {
		return phrase
	}
	if d.purpose(head) != 0 || d.nameAt(first) >= 0 && d.tagAt(head) == noun && last > first+1 && d.nameAt(head) < 0 {
		return "the " + phrase
	}
	if d.lines[d.sents[d.toks[first].sent].line].place == inHead && d.tagAt(first) == noun && d.nameAt(first) < 0 {
		for k := first + 1; k < last; k++ {
			if d.tagAt(k) == preposition {
				return "the " + phrase // a headline leaves it out
			}
		}
	}
	return phrase
}

// many reports whether the phrase with its head at head means several things.
func (d *doc) many(first, head int) bool {
	if d.tagAt(head) == nouns && d.at(head).low != "news" && !strings.HasSuffix(d.at(head).low, "ics") {
		return true
	}
	return head > first+1 && d.is(head-1, "and")
}

// purpose says how one asks about the thing that a noun names: 'g' should it go ahead, 'p' be
// passed, 's' stand, 'r' is it right, 't' true, 'j' justified; 0 if nothing fits.
func (d *doc) purpose(head int) byte {
	if n := d.nameAt(head); n >= 0 && d.names[n].class != unknownName {
		return 0
	}
	switch singular(d.at(head).low) {
	case "plan", "project", "merger", "takeover", "sale", "bid", "proposal", "scheme", "dam", "mine", "pipeline", "construction", "expansion", "closure", "cut", "hike", "reform", "referendum", "withdrawal", "deployment", "privatisation", "privatization", "bailout", "extension", "demolition", "eviction", "relocation", "transfer", "extradition", "execution", "deportation", "purchase", "acquisition", "intervention", "move", "renovation", "cull", "recount", "repeal", "nomination", "appointment", "airstrike", "overhaul", "removal", "rollout", "expulsion", "redevelopment", "runway", "reactor", "drilling", "evacuation", "impeachment", "hearing", "trial", "shutdown", "initiative", "levy", "development", "ouster":
		return 'g'
	case "bill", "legislation", "amendment", "resolution", "budget", "motion":
		return 'p'
	case "ruling", "verdict", "sentence", "decision", "order", "agreement", "treaty", "accord", "act", "deal", "pact", "conviction", "appointee", "moratorium", "injunction", "settlement", "exemption":
		return 's'
	case "ban", "restriction", "sanction", "law", "policy", "rule", "program", "programme", "measure", "approach", "war", "embargo", "blockade", "quota", "strategy", "regulation", "tax", "tariff", "lockdown", "boycott", "mandate", "requirement", "crackdown", "curb", "subsidy", "limit", "guideline", "curfew", "occupation", "fee", "fine", "penalty", "detention", "wall", "monopoly", "siege", "system", "practice", "standard", "tactic", "method", "doctrine", "clause":
		return 'r'
	case "claim", "allegation", "accusation", "charge", "theory", "assertion", "rumour", "rumor", "suggestion":
		return 't'
	case "remark", "statement", "attack", "response", "treatment", "conduct", "behaviour", "behavior", "refusal", "criticism", "use", "action", "rhetoric", "killing", "arrest", "invasion", "bombing", "raid", "strike", "shooting", "delay", "spending", "decree", "suspension", "dismissal", "firing", "sacking", "dumping", "reaction":
		return 'j'
	}
	return 0
}

func (d *doc) withThe(first int, phrase string) string {
	if d.tagAt(first) == determiner || d.has(first+1, isPoss) {
		return phrase
	}
	return "the " + phrase
}

// lowered returns tokens [first, last) as text, the first letter small if the capital was
// due to the beginning of a sentence or quote.
func (d *doc) lowered(first, last int) string {
	s := d.slice(first, last)
	if d.nameAt(first) < 0 && d.has(first, isCap) && !d.has(first, isCaps) && (d.has(first, isCommon) || !d.inside[d.toks[first].word] && d.tagAt(first) != proper && (first == d.sents[d.toks[first].sent].first || d.has(first-1, isMark))) && !(d.has(first, isRole) && d.nameAt(first+1) >= 0) && !d.is(first, "i") && !d.has(first, isHonorific|isAbbr) {
		r, w := utf8.DecodeRuneInString(s)
		return string(unicode.ToLower(r)) + s[w:]
	}
	return s
}

// upperFirst returns s with a capital first letter.
func upperFirst(s string) string {
	r, w := utf8.DecodeRuneInString(s)
	if w == 0 {
		return s
	}
	return strings.ToUpper(string(r)) + s[w:]
}
