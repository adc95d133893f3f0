package contest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/stem"
)

// ask phrases what a candidate names as a question where that can be done, and says what
// the answer yes means; empty if the question is none of yes or no.
func (d *doc) ask(c candidate) (question, yes string) {
	if c.form == 'q' {
		return c.ask, c.yes
	}
	first, last := c.first, c.last
	for last > first+1 && (d.Is(last-1, "and", "or", "of", "in", "the", "to", "for", "on", "a", "an", "with") || !d.Has(last-1, text.IsWord|text.IsPoss|text.IsAbbr)) {
		last--
	}
	switch c.form {
	case 'w':
		return d.askClause(first, last)
	case 't':
		if d.TagAt(first) == tags.Pronoun && c.from >= 0 {
			claim := d.Actors[c.from].Name + " " + text.Flat(d.Slice(first+1, last))
			return "Is it true that " + claim + "?", upperFirst(claim)
		}
		return d.askWhether(first, last)
	case 'c':
		return d.askClaim(c, last)
	case 'g':
		return d.askGuilt(c, first, last), ""
	case 'v':
		doing := text.Flat(d.lowered(first, last))
		return "Is " + doing + " right?", upperFirst(doing) + " is right"
	}
	return d.askNoun(first, last, c.head)
}

// askClause turns "whether the mine should close" into "Should the mine close?".
func (d *doc) askClause(first, last int) (question, yes string) {
	w := d.Word(first).Lower
	if w == "whether" && d.Is(first+1, "or") && d.Is(first+2, "not") && first+3 < last {
		first += 2
	}
	if d.Is(first+1, "and", "or") && first+3 < last {
		first += 2 // "how and why"
		w = d.Word(first).Lower
	}
	if w == "whether" && d.Is(first+1, "to") {
		return "Is it right to " + text.Flat(d.Slice(first+2, last)) + "?", ""
	}
	if d.Is(first+1, "to") || w == "who" || w == "which" && !d.hasModal(first, last) || w == "what" && d.Finite(first+1) {
		return upperFirst(text.Flat(d.Slice(first, last))) + "?", ""
	}
	if w == "whether" {
		return d.askWhether(first+1, last)
	}
	for k := first + 2; k < min(first+16, last); k++ {
		if !d.inverts(k) {
			continue
		}
		if (w == "which" || w == "what") && k == first+2 && (d.TagAt(first+1) == tags.Noun || d.TagAt(first+1) == tags.Nouns) {
			return upperFirst(text.Flat(d.Slice(first, last))) + "?", ""
		}
		subject, rest := text.Flat(d.lowered(first+1, k)), ""
		if k+1 < last {
			rest = " " + text.Flat(d.Slice(k+1, last))
		}
		verb := d.Word(k).Lower
		lead := d.Word(first).Lower
		for n := first; first+1 < k && (d.Is(first+1, "much", "many", "far", "long", "soon", "quickly", "fast", "best", "closely", "strictly") || first == n+1 && d.Is(first, "much", "many") && d.counted(first+1)); {
			lead += " " + d.Word(first+1).Text
			first++
			subject = text.Flat(d.lowered(first+1, k))
		}
		return upperFirst(lead) + " " + verb + " " + subject + rest + "?", ""
	}
	if w == "how" || w == "why" || w == "when" || w == "where" {
		return "", "" // the order of words cannot be told
	}
	return upperFirst(text.Flat(d.Slice(first, last))) + "?", ""
}

// askWhether turns the clause "the mine should close" into "Should the mine close?".
func (d *doc) askWhether(first, last int) (question, yes string) {
	for k := first + 1; k < min(first+15, last-1); k++ {
		if d.Is(k, "who", "which", "that", "what", "if", "when", "because") {
			break
		}
		if d.inverts(k) {
			subject, verb, rest := text.Flat(d.lowered(first, k)), d.Word(k).Lower, text.Flat(d.Slice(k+1, last))
			return upperFirst(verb) + " " + subject + " " + rest + "?", upperFirst(subject) + " " + verb + " " + rest
		}
	}
	claim := text.Flat(d.lowered(first, last))
	return "Is it true that " + claim + "?", upperFirst(claim)
}

// inverts reports whether token k is a verb that stands before its subject in a question.
func (d *doc) inverts(k int) bool {
	if d.TagAt(k) != tags.Modal && !d.Is(k, "is", "are", "was", "were", "has", "have", "had", "can", "could", "should", "will", "would", "must") {
		return false
	}
	if d.Is(k, "has", "have", "had") && d.TagAt(k+1) != tags.Participle && d.TagAt(k+1) != tags.VerbPast && d.TagAt(k+1) != tags.Adverb && !d.Is(k+1, "been", "not") {
		return false
	}
	return !d.Is(k-1, "who", "that", "which", "to")
}

// askClaim turns "the plan would cost jobs" into "Would the plan cost jobs?".
func (d *doc) askClaim(c candidate, last int) (question, yes string) {
	claim := c.ask + " " + text.Flat(d.Slice(c.from, last))
	if v := c.from; d.TagAt(v) == tags.Modal || d.Is(v, "is", "are", "was", "were") {
		return upperFirst(d.Word(v).Lower) + " " + c.ask + " " + text.Flat(d.Slice(v+1, last)) + "?", upperFirst(claim)
	}
	return "Is it true that " + claim + "?", upperFirst(claim)
}

// counted reports whether the noun at i, after "how many", is followed by the subject of its clause.
func (d *doc) counted(i int) bool {
	if d.TagAt(i) == tags.Determiner || d.NameAt(i) >= 0 {
		return false
	}
	return d.TagAt(i+1) == tags.Determiner || d.TagAt(i+1) == tags.Pronoun || d.NameAt(i+1) >= 0
}

func (d *doc) hasModal(first, last int) bool {
	for k := first; k < last; k++ {
		if d.TagAt(k) == tags.Modal {
			return true
		}
	}
	return false
}

func (d *doc) askGuilt(c candidate, first, last int) string {
	what := text.Flat(d.Slice(first, last))
	for k := first + 1; k < min(first+3, last-1); k++ { // "planning any closures"
		if d.Is(k, "any") {
			what = text.Flat(d.Slice(first, k)) + " " + text.Flat(d.Slice(k+1, last))
		}
	}
	if c.from < 0 {
		if c.ask != "" {
			return "Is the accusation against " + c.ask + " of " + what + " true?"
		}
		return "Is the accusation of " + what + " true?"
	}
	return "Is the accusation against " + d.Actors[c.from].Name + " of " + what + " true?"
}

// askNoun turns "the final status of X" into "What is the final status of X?", and "the plan to
// build Y" into "Should the plan to build Y go ahead?". A phrase of which nothing is known to ask stays a topic. Its head noun is at head; 0 if it is not known.
func (d *doc) askNoun(first, last, head int) (question, yes string) {
	for k := first + 2; k < last; k++ {
		if d.Is(k, ",") && (d.TagAt(min(k+1, last)) == tags.Determiner || d.Is(k+1, "who", "which", "where", "whose")) && !d.Is(k+1, "and", "how") {
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
	if d.Is(first-1, "alleged") && !d.Has(head, text.IsRole) {
		return "Did the alleged " + strings.TrimPrefix(phrase, "the ") + " take place?", "The alleged " + strings.TrimPrefix(phrase, "the ") + " took place"
	}
	if d.Is(head, "resignation", "resignations") && d.Has(head-1, text.IsPoss) && head > first+1 {
		who := text.Flat(d.Slice(first, head-1))
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
	return upperFirst(phrase), "" // a topic: no question is better than one that asks nothing
}

// askStatus asks about "the status of X" and the like; empty if the head is none of these.
func (d *doc) askStatus(first, last int) string {
	head := first
	for head < last && !d.Is(head, "of", "over") && head < first+6 {
		head++
	}
	if head <= first || head >= last-1 || d.Is(head-2, "and") {
		return ""
	}
	object := text.Flat(d.Slice(head+1, last))
	phrase := text.Flat(d.lowered(first, last))
	switch d.Word(head - 1).Lower {
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
		switch d.TagAt(k) {
		case tags.Preposition, tags.To, tags.Wh:
			if k > first {
				return head
			}
		case tags.Noun, tags.Nouns, tags.Proper:
			head = k
		}
	}
	return head
}

// named returns the phrase as it stands in the middle of a question.
func (d *doc) named(first, last, head int) string {
	if d.Is(first, "a", "an", "any", "such", "another", "that", "this", "these", "those", "its", "their", "our", "my", "your", "some", "more") && last > first+1 {
		return "the " + text.Flat(d.Slice(first+1, last))
	}
	if d.Is(first, "his", "her") && last > first+1 {
		if a := d.pronoun(first); a >= 0 && d.QuoteAt(first) < 0 && d.Actors[a].Name != "" {
			return d.Actors[a].Name + "'s " + text.Flat(d.Slice(first+1, last))
		}
		return "the " + text.Flat(d.Slice(first+1, last))
	}
	phrase := text.Flat(d.lowered(first, last))
	if d.TagAt(first) == tags.Determiner || d.Has(first+1, text.IsPoss) {
		return phrase
	}
	if d.TagAt(first-1) == tags.Determiner && d.SameSentence(first-1, first) && !d.Is(first-1, "no") {
		return "the " + phrase
	}
	if d.many(first, head) || d.NameAt(first) >= 0 && d.Names[d.NameAt(first)].Last >= last {
		return phrase
	}
	if d.purpose(head) != 0 || d.NameAt(first) >= 0 && d.TagAt(head) == tags.Noun && last > first+1 && d.NameAt(head) < 0 {
		return "the " + phrase
	}
	if d.Lines[d.Sentences[d.Tokens[first].Sentence].Line].Place == text.InHeading && d.TagAt(first) == tags.Noun && d.NameAt(first) < 0 {
		for k := first + 1; k < last; k++ {
			if d.TagAt(k) == tags.Preposition {
				return "the " + phrase // a headline leaves it out
			}
		}
	}
	return phrase
}

// many reports whether the phrase with its head at head means several things.
func (d *doc) many(first, head int) bool {
	if d.TagAt(head) == tags.Nouns && d.Word(head).Lower != "news" && !strings.HasSuffix(d.Word(head).Lower, "ics") {
		return true
	}
	return head > first+1 && d.Is(head-1, "and")
}

// purpose says how one asks about the thing that a noun names: 'g' should it go ahead, 'p' be
// passed, 's' stand, 'r' is it right, 't' true, 'j' justified; 0 if nothing fits.
func (d *doc) purpose(head int) byte {
	if n := d.NameAt(head); n >= 0 && d.Names[n].Class != actors.Unknown {
		return 0
	}
	switch stem.Singular(d.Word(head).Lower) {
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
	if d.TagAt(first) == tags.Determiner || d.Has(first+1, text.IsPoss) {
		return phrase
	}
	return "the " + phrase
}

// lowered returns tokens [first, last) as text, the first letter small if the capital was
// due to the beginning of a sentence or quote.
func (d *doc) lowered(first, last int) string {
	s := d.Slice(first, last)
	if d.NameAt(first) < 0 && d.Has(first, text.IsCap) && !d.Has(first, text.IsCaps) && (d.Has(first, text.IsCommon) || !d.CapitalInside(first) && d.TagAt(first) != tags.Proper && (first == d.Sentences[d.Tokens[first].Sentence].First || d.Has(first-1, text.IsMark))) && !(d.Has(first, text.IsRole) && d.NameAt(first+1) >= 0) && !d.Is(first, "i") && !d.Has(first, text.IsHonorific|text.IsAbbr) {
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
