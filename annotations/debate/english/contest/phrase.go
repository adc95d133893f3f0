package contest

import (
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/stem"
)

// longestPhrase is how many tokens a noun phrase that names a question may have.
const longestPhrase = 14

// thing returns the noun phrase that begins at token i, with what prepositions and an
// infinitive add to it, and where its head noun stands. It reports false if none begins there,
// or if its head says nothing about what is disputed.
func (d *doc) thing(i, end int) (first, last, head int, ok bool) {
	end = min(end, i+longestPhrase)
	last, head = d.core(i, end)
	if head < 0 {
		return 0, 0, 0, false
	}
	for last < end {
		next := d.tail(last, end, head)
		if next == last {
			break
		}
		last = next
	}
	if last-i > longestPhrase || d.Has(last-1, text.IsPoss) || !d.Has(last-1, text.IsWord) || !d.disputable(i, last, head) {
		return 0, 0, 0, false
	}
	return i, last, head, true
}

// core returns the end of the plain noun phrase that begins at i, and its head noun; -1 if there is none.
func (d *doc) core(i, end int) (last, head int) {
	head = -1
	k := i
	for ; k < end; k++ {
		if d.Has(k, text.IsMark) || d.QuoteAt(k) != d.QuoteAt(i) {
			break
		}
		if d.NameAt(k) >= 0 {
			head = k
			continue
		}
		if d.Has(k, text.IsPoss) || d.Is(k, "-", "&") && k > i {
			continue
		}
		if !d.Has(k, text.IsWord) {
			break
		}
		switch d.TagAt(k) {
		case tags.Noun, tags.Nouns, tags.Proper:
			if d.TagAt(k) == tags.Noun && head >= 0 && d.Is(k, "say", "said", "says") {
				return k, head
			}
			head = k
			continue
		case tags.Determiner:
			if k > i && !d.Has(k-1, text.IsPoss) && !d.Is(k-1, "all", "both", "half", "such") {
				return k, head
			}
			continue
		case tags.Number, tags.Adjective:
			if head >= 0 && d.TagAt(k) == tags.Adjective && !d.nounSoon(k+1, end) {
				return k, head
			}
			continue
		case tags.Gerund, tags.Participle, tags.Adverb, tags.VerbPast:
			if !d.nounSoon(k+1, end) || head >= 0 && !d.Has(k-1, text.IsPoss) || d.TagAt(k) == tags.Gerund && k == i {
				return k, head
			}
			continue
		case tags.Conjunction:
			if d.Is(k, "and", "or") && head < 0 && k > i && d.TagAt(k-1) == tags.Adjective {
				continue
			}
			if d.Is(k, "and") && head == k-1 && k+1 < end && (d.TagAt(k+1) == tags.Noun || d.TagAt(k+1) == tags.Nouns) && d.NameAt(k+1) < 0 && !d.Finite(k+2) && (k+2 >= end || !d.Has(k+2, text.IsSpeech)) {
				continue // "wages and hours"
			}
		}
		break
	}
	return k, head
}

// nounSoon reports whether token i, or one after adjectives, is a noun.
func (d *doc) nounSoon(i, end int) bool {
	for k := i; k < min(i+3, end); k++ {
		switch {
		case d.Has(k, text.IsMark) || !d.Has(k, text.IsWord) && !d.Is(k, "-"):
			return false
		case d.TagAt(k) == tags.Noun, d.TagAt(k) == tags.Nouns, d.TagAt(k) == tags.Proper, d.NameAt(k) >= 0:
			return true
		case d.TagAt(k) != tags.Adjective && d.TagAt(k) != tags.Gerund && d.TagAt(k) != tags.Participle && !d.Is(k, "-"):
			return false
		}
	}
	return false
}

// tail returns the end of what a preposition or an infinitive at k adds to a noun phrase; k if nothing.
func (d *doc) tail(k, end, head int) int {
	if d.Is(k, "not") && d.Is(k+1, "to") && d.TagAt(k+2) == tags.VerbBase && k+3 < end && takesInfinitive(d.Word(head).Lower) {
		return d.shortClause(k+2, end)
	}
	if d.Is(k, "to") && d.TagAt(k+1) == tags.VerbBase && k+2 < end {
		if !takesInfinitive(d.Word(head).Lower) {
			return k
		}
		return d.shortClause(k+1, end)
	}
	if !d.Is(k, "of", "on", "for", "between", "against", "in", "over", "from", "with", "to", "about", "at", "along", "near", "under", "by") || k+1 >= end {
		return k
	}
	if d.Is(k, "by", "with", "at", "from") && !takesBy(d.Word(head).Lower) {
		return k
	}
	if d.Is(k, "of", "on", "for", "against", "from", "in", "by") && d.TagAt(k+1) == tags.Gerund {
		if !d.Is(k, "of", "against", "on") {
			return k
		}
		return d.shortClause(k+1, end)
	}
	if d.Has(k+1, text.IsMonth|text.IsNumber) || d.Is(k+1, "the", "a", "his", "her", "this", "an") && d.Is(k+2, "past", "last", "next", "coming", "statement", "interview", "weekend", "week", "month", "year", "morning", "meeting", "letter", "speech", "email", "report", "same", "wake", "face", "light", "process", "event") ||
		d.Is(k+1, "recent", "last", "part", "order", "addition", "fact", "general", "response", "return", "favor", "favour", "court", "public", "particular", "it", "them", "him", "her", "us", "me", "which", "whom", "this", "that", "these", "those", "front", "advance", "turn", "person", "years", "days", "months", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "both", "what", "how", "whether", "example", "instance", "now") {
		return k
	}
	last, h := d.core(k+1, end)
	if h < 0 || d.Is(h, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "night", "morning", "week", "month", "year", "years", "months", "today", "tweet", "interview") || d.Has(h, text.IsMonth) {
		return k
	}
	return last
}

// shortClause returns the end of the words that belong to the verb at i: before a sign, a
// conjunction that begins another clause, or a verb of saying.
func (d *doc) shortClause(i, end int) int {
	k := i + 1
	for ; k < min(end, i+16); k++ {
		if d.Has(k, text.IsMark) || !d.Has(k, text.IsWord|text.IsPoss) && !d.Is(k, "-", "&", "$", "%", "£", "€") || d.Is(k, "while", "because", "when", "if", "as", "after", "before", "but", "although", "though", "where", "which", "who", "until", "unless", "since", "during", "saying", "adding", "arguing", "claiming", "whose", "according", "amid", "despite", "so", "whether") {
			break
		}
		if d.Is(k, "and", "or") && (d.Finite(k+1) || d.TagAt(k+1) == tags.Pronoun || d.Is(k+1, "to", "that", "then") || d.TagAt(k+1) == tags.Determiner && k-i > 3) {
			break
		}
		if d.Finite(k) && k > i+1 && d.TagAt(k) != tags.VerbBase && d.TagAt(k) != tags.VerbPast || d.Has(k, text.IsSpeech) && (d.TagAt(k) == tags.VerbPast || d.TagAt(k) == tags.VerbThird) {
			break
		}
	}
	for n := k - 1; n > i+1 && n > k-4; n-- {
		if d.Is(n, "that", "who", "which", "whose") && d.TagAt(n-1) != tags.VerbBase || d.Is(n, "whose") { // a relative clause that was cut off
			k = n
		}
	}
	for k > i+1 && (d.Is(k-1, "rather", "also", "too", "instead", "even", "just", "only", "now", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday") || d.TagAt(k-1) == tags.Preposition || d.TagAt(k-1) == tags.Determiner || d.TagAt(k-1) == tags.Conjunction || d.TagAt(k-1) == tags.To || d.TagAt(k-1) == tags.Pronoun && !d.Is(k-1, "it", "them", "him", "her", "us", "me", "himself", "itself", "themselves", "this", "that") || d.TagAt(k-1) == tags.Wh) {
		k--
	}
	return k
}

// before returns the noun phrase that ends before token k, not beginning before lo, and its head.
func (d *doc) before(k, lo int) (first, last, head int, ok bool) {
	if d.Is(k-1, "which", "that") {
		k--
	}
	if d.Is(k-1, ",") {
		k--
	}
	first = k
	for first > lo && k-first < longestPhrase {
		p := first - 1
		if d.Has(p, text.IsMark) || !d.Has(p, text.IsWord|text.IsPoss) && !d.Is(p, "-", "&") {
			break
		}
		if d.Modifies(p) || d.TagAt(p) == tags.Participle && first < k || d.Is(p, "of", "for", "on", "against", "between") && first < k && p > lo || d.Is(p, "to") && d.TagAt(p+1) == tags.VerbBase && p-1 > lo && takesInfinitive(d.Word(p-1).Lower) || d.TagAt(p) == tags.VerbBase && d.Is(p-1, "to") && p-2 > lo && takesInfinitive(d.Word(p-2).Lower) {
			if d.TagAt(p) == tags.Determiner && !d.Is(p-1, "of", "for", "on", "against", "between") && !(p > lo && d.TagAt(p-1) == tags.VerbBase) && !d.Is(p-1, "all", "both") {
				first = p
				break
			}
			first = p
			continue
		}
		break
	}
	for first < k && (d.Is(first, "of", "for", "to", "on", "and", "but", "against", "between", "or", "-", "&") || d.Has(first, text.IsPoss)) {
		first++
	}
	if first >= k {
		return 0, 0, 0, false
	}
	a, b, head, ok := d.thing(first, k)
	return a, b, head, ok && b == k
}

// takesInfinitive reports whether "to" and a verb belong to a noun: the plan to build.
func takesInfinitive(s string) bool {
	switch stem.Singular(s) {
	case "plan", "decision", "bid", "proposal", "refusal", "right", "attempt", "effort", "move", "push", "promise", "pledge", "vow", "threat", "demand", "request", "failure", "willingness", "ability", "power", "agreement", "commitment", "measure", "bill", "law", "deal", "campaign", "obligation", "permission", "authority", "call", "order", "vote", "motion", "mission", "scheme", "step", "action", "choice", "intention", "desire", "resolution", "amendment", "programme", "program", "drive", "project", "strategy", "offer", "need", "option", "legislation":
		return true
	}
	return false
}

// takesBy reports whether "by", "with", "at" and "from" belong to a noun rather than to the
// verb before it: a deal with, a withdrawal from.
func takesBy(s string) bool {
	switch stem.Singular(s) {
	case "deal", "agreement", "treaty", "trade", "talk", "negotiation", "relation", "tie", "war", "cooperation", "withdrawal", "import", "export", "money", "refugee", "merger", "contract", "alliance", "pact", "migrant", "immigrant", "exit", "removal", "release", "partnership", "dealing", "link", "contact", "violence", "harassment", "immigration", "accord", "divestment", "independence":
		return true
	}
	return false
}

// disputable reports whether a noun phrase with its head at token head can be what people
// disagree about: not a person, a pronoun, a time or a mere word for speaking.
func (d *doc) disputable(first, last, head int) bool {
	if n := d.NameAt(head); n >= 0 && d.Names[n].Class == actors.Person {
		return false
	}
	if n := d.NameAt(head); n >= 0 && (d.Names[n].Class != actors.Unknown || last-first < 3) && head == last-1 {
		k := first
		for k < last && (d.NameAt(k) >= 0 || d.TagAt(k) == tags.Determiner || d.Has(k, text.IsPoss) || d.TagAt(k) == tags.Adjective || d.Has(k, text.IsRole)) {
			k++
		}
		if k == last {
			return false
		}
	}
	if d.Is(first, "what", "that", "this", "these", "those", "it", "them", "him", "her", "he", "she", "they", "any", "such", "another", "other", "some", "more") && last-first < 4 && !d.Is(first, "any", "such", "more", "this", "that", "these", "those") {
		return false
	}
	if d.Is(head, "bid", "campaign", "ambitions", "run", "hopes") && d.Is(head-1, "presidential", "senate", "re-election", "reelection", "election") {
		return false
	}
	if d.Has(head, text.IsRole) && !d.Has(head+1, text.IsPoss) || d.TagAt(head) == tags.Number {
		return false
	}
	switch stem.Singular(d.Word(head).Lower) {
	case "people", "man", "woman", "child", "person", "voter", "supporter", "critic", "opponent", "anyone", "everyone", "someone", "nobody", "something", "anything", "nothing", "everything", "one", "year", "month", "week", "day", "time", "hour", "today", "number", "lot", "way", "thing", "kind", "sort", "word", "question", "issue", "matter", "topic", "story", "interview", "debate", "dispute", "fight", "battle", "conflict", "controversy", "medium", "media", "reporter", "journalist", "lawmaker", "republican", "democrat", "liberal", "conservative", "candidate", "rival", "nominee", "front-runner", "frontrunner", "senator", "colleague", "friend", "family", "crowd", "group", "team", "side", "others", "other", "part", "end", "point", "moment", "night", "morning", "evening", "weekend", "half", "percent", "per cent", "million", "billion", "concern", "comment", "reason", "idea", "example", "fact", "case", "chance", "hand", "head", "eye", "face", "name", "place", "place-holder", "country", "nation", "world", "state", "city", "public", "community", "government", "administration", "party", "campaign", "election", "race", "lead", "support", "opposition", "criticism", "backlash", "attention", "game", "match", "season", "title", "victory", "win", "player", "goal", "coach", "club", "page", "post", "article", "video", "site", "website", "tweet", "book", "newspaper", "news", "show", "view", "position", "stance", "opinion", "poll", "situation", "area", "region", "level", "range", "series", "set", "variety", "host", "role", "job", "work", "life", "death", "home", "house", "office", "leader", "member", "student", "worker", "parent", "resident", "citizen", "patient", "company", "companies", "establishment", "base", "ground", "best", "worst", "least", "thousand", "hundred", "dozen", "couple", "pair", "majority", "minority", "many", "truth", "future", "past", "minute", "second", "step", "effect", "impact", "result", "president", "guy", "folk", "suspect", "victim", "defendant", "account", "sideline", "layer", "credential", "rest", "voice", "list", "note", "column", "section", "return", "portion", "piece", "bit", "amount", "rate", "control", "presidency", "nomination", "mantle", "presidential", "ticket", "anytime":
		return d.content(first, last) > 1 && !agentive(d.Word(head).Lower)
	}
	return d.Stem(head) != "" || d.content(first, last) > 0
}

// agentive reports whether a noun always means people or a time, whatever stands around it.
func agentive(s string) bool {
	switch stem.Singular(s) {
	case "people", "man", "woman", "person", "voter", "supporter", "critic", "opponent", "anyone", "everyone", "someone", "nobody", "something", "anything", "nothing", "everything", "year", "month", "week", "day", "today", "hour", "reporter", "journalist", "lawmaker", "republican", "democrat", "liberal", "conservative", "candidate", "rival", "nominee", "front-runner", "frontrunner", "senator", "colleague", "friend", "crowd", "team", "others", "night", "morning", "evening", "weekend", "percent", "million", "billion", "player", "coach", "club", "match", "game", "leader", "member", "guy", "folk", "interview", "comment", "lot", "series", "medium", "media", "season", "thousand", "hundred", "dozen", "example", "suspect", "victim", "defendant", "minute", "moment", "debate", "chance", "poll", "page", "article", "video", "president", "sideline", "layer", "part", "rest", "place", "anytime", "voice", "wake", "convention", "primary", "caucus", "hand", "face", "side", "race", "nomination", "contest", "list", "state", "country", "nation", "world", "presidency", "head", "seat", "delegate", "vote-getter", "attendee", "host", "candidacy":
		return true
	}
	return false
}

// content counts the words of a phrase that say what it is about.
func (d *doc) content(first, last int) int {
	set := d.stems(first, last)
	return len(set.words)
}
