package debate

import "strings"

// asked reads "urged Congress to pass the bill": who should do what.
func (e *evidence) asked(t *trigger, i, s int) bool {
	end := e.sents[s].last
	at, ok := i+1, true
	if t.prep != " " {
		if at, ok = e.skipPrep(t, at, min(at+1, end)); !ok {
			return false
		}
	}
	if e.is(at, "that") {
		at++
	}
	last, head := e.core(at, min(end, at+10))
	if head < 0 || e.quoteAt(at) != e.quoteAt(i) {
		return false
	}
	for _, p := range [...]string{"of", "for", "in"} {
		if e.is(last, p) {
			if l, h := e.core(last+1, min(end, last+7)); h >= 0 {
				last = l
			}
		}
	}
	verb := last
	switch {
	case e.is(last, "to") && e.tagAt(last+1) == verbBase:
		verb = last + 1
	case e.tagAt(last) == verbBase && e.is(at-1, "that") && e.nameAt(last) < 0:
	default:
		return false
	}
	if e.is(verb, "be", "know", "see", "come", "stay", "hear", "get", "join", "speak", "think", "look", "leave", "meet", "remember", "watch", "help", "go", "respond", "comment", "appear", "attend", "say", "talk", "explain", "listen", "vote", "turn", "celebrate", "focus", "remain", "continue", "work", "admit", "imagine", "consider", "keep", "take", "worry", "forget", "try", "embrace", "believe", "read", "visit", "follow", "wear", "contact", "call", "share", "use", "learn", "enjoy", "buy", "show", "wait", "tell", "take") && !e.is(verb, "vote") {
		return false
	}
	return e.should(at, last, verb, i, t.sure, byDemand, s, t.pro)
}

// should adds the question whether the subject [from, to) is to do what the verb in its base
// form at verb says.
func (e *evidence) should(from, to, verb, i int, sure float64, kind reasonKind, s, pro int) bool {
	last := e.shortClause(verb, e.sents[s].last)
	subject, who := e.agent(from, to)
	if subject == "" || last-verb < 2 || last-verb > 14 || last-verb <= 3 && e.is(verb+1, "it", "that", "this", "them", "so") || e.is(last-1, "saying", "it", "them", "him", "her", "this", "that", "so", "us", "me", "more", "one", "something", "anything") || e.has(last, isMark) && e.opensAt(last) {
		return false
	}
	for k := verb; k < last; k++ {
		if e.is(k, "me", "my", "i", "myself", "you", "your") {
			return false
		}
	}
	what := flat(e.slice(verb, last))
	e.add(candidate{first: verb, last: last, wide: [2]int{min(i, from), last}, form: 'q', from: who, sure: sure, kind: kind, shown: [2]int{i, i + 1}, pro: pro, ask: "Should " + subject + " " + what + "?", yes: upperFirst(subject) + " should " + what})
	return true
}

// agent returns how the noun phrase [from, to) is called in a question, and the actor it
// means, or -1. It is empty if it cannot be told who is meant.
func (e *evidence) agent(from, to int) (string, int) {
	for from < to && (e.is(from, "and", "but") || !e.has(from, isWord)) {
		from++
	}
	if from >= to || to-from > 9 {
		return "", -1
	}
	for to > from && (e.tagAt(to-1) == adverb || e.has(to-1, isMonth)) {
		to-- // "the government Wednesday should"
	}
	if from >= to {
		return "", -1
	}
	if to-from == 1 && e.tagAt(from) == pronoun || e.is(from, "he", "she", "they", "we", "you", "i", "it", "him", "them", "us", "her", "me", "who", "that", "which", "there", "this", "those", "these", "people", "someone", "everyone", "somebody", "what", "anyone", "everybody", "nobody", "one", "women", "others", "rest") && (to-from == 1 || e.is(from, "that", "what")) {
		if e.is(from, "he", "she", "him") && e.quoteAt(from) < 0 {
			if a := e.pronoun(from); a >= 0 && e.actors[a].name != "" {
				return e.actors[a].name, a
			}
		}
		return "", -1
	}
	if e.is(from, "the") && e.is(from+1, "rest", "other", "others") || e.is(from, "his", "her", "their", "our", "my", "your") {
		return "", -1
	}
	text := flat(e.lowered(from, to))
	who := -1
	if n := e.nameAt(to - 1); n >= 0 {
		who = e.names[n].actor
	}
	if e.is(from, "a", "an") || strings.ContainsAny(text, ",;()") {
		return "", -1
	}
	return text, who
}

// refused reads "X refused to VP": whether X should.
func (e *evidence) refused(t *trigger, i, s int) bool {
	at := i + 1
	if e.is(at, "on") && e.has(at+1, isMonth) {
		at += 2 // "proposed on Wednesday to"
	}
	if !e.is(at, "to") || e.tagAt(at+1) != verbBase || e.quoteAt(at) != e.quoteAt(i) || e.is(at+1, "be", "say", "comment", "discuss", "answer", "speak", "name", "identify", "talk", "respond", "elaborate", "go", "speculate", "engage", "explain", "apologise", "budge", "accept", "leave", "let") {
		return false
	}
	if t.pro > 0 && e.is(at+1, "know", "see", "get", "have", "do", "become", "hear", "win", "run", "believe", "keep", "attend", "meet", "make", "return", "visit", "hold", "work", "continue", "help") {
		return false
	}
	x := e.sents[s]
	k := i
	for k > x.first && (e.tagAt(k-1) == adverb || e.tagAt(k-1) == modal || e.is(k-1, "has", "have", "had", "is", "are", "was", "were", "been", "also", "not")) {
		k--
	}
	if e.verbal(i) && e.tagAt(i) == gerund && k == i {
		return false
	}
	who, ok := e.resolve(e.asideStart(k-1, x.first), x.first)
	if !ok || who.last <= who.first {
		return false
	}
	return e.should(who.first, who.last, at+1, i, t.sure, byDemand, s, t.pro)
}

// norms reads clauses that say what should be, or what something is worth, in a sentence that
// somebody is said to have said.
func (e *evidence) norms(s int) {
	x := e.sents[s]
	if x.last-x.first < 5 || e.spoke[s] == 0 && e.cueAt[s] == e.cueAt[s+1] && e.quoteAt(x.first) < 0 {
		return
	}
	for i := x.first + 1; i+2 < x.last; i++ {
		switch g := e.tagAt(i); {
		case g == modal && e.is(i, "should", "must"), e.is(i, "ought") && e.is(i+1, "to"):
			e.ought(i, s)
		case e.is(i, "is", "are", "was", "were"):
			e.judged(i, s)
		}
	}
}

// clauseStart returns where the noun phrase begins that is the subject of the verb at i; it
// has to begin its clause. It returns i if there is none.
func (e *evidence) clauseStart(i, lo int) int {
	first := i
	for first > lo && i-first < 10 {
		p := first - 1
		if e.has(p, isMark) || e.quoteAt(p) != e.quoteAt(i) || !e.has(p, isWord|isPoss) && !e.is(p, "-", "&") || e.is(p, "that", "but", "and", "because", "so", "if", "whether", "what", "which", "who", "when", "how", "why", "where", "while", "than", "as", "say", "says", "said") && !(e.is(p, "and") && e.joined(p-1) && e.joined(p+1)) {
			break
		}
		if e.modifies(p) || e.tagAt(p) == pronoun || e.is(p, "of", "for", "in", "on", "between", "against", "to", "with") || e.tagAt(p) == participle {
			first = p
			continue
		}
		break
	}
	if first == i || first > lo && !e.has(first-1, isMark) && !e.is(first-1, "that", ",", ";", ":", "but", "and", "because", "so", "–", "—", "while") && !e.has(first-1, isSpeech) {
		return i
	}
	if e.is(first-1, "that") && e.tagAt(first-2) == noun && !e.has(first-2, isSpeech) {
		return i
	}
	for first < i && e.tagAt(first) == preposition {
		return i
	}
	return first
}

// ought reads "NP should VP" at the modal i.
func (e *evidence) ought(i, s int) {
	first := e.clauseStart(i, e.sents[s].first)
	if first == i {
		return
	}
	verb, not := i+1, false
	if e.is(verb, "to") {
		verb++
	}
	for e.is(verb, "not", "never", "also", "now", "immediately", "simply", "just", "only", "still", "then") {
		not = not || e.is(verb, "not", "never")
		verb++
	}
	if e.tagAt(verb) != verbBase && !e.is(verb, "be", "have") || e.is(verb, "have", "know", "see", "look", "come", "get", "go", "understand", "think", "remember", "feel", "say", "win", "avoid", "wait", "celebrate", "focus", "remain", "continue", "work", "admit", "imagine", "consider", "keep", "worry", "forget", "try", "embrace", "believe", "read", "visit", "follow", "wear", "contact", "call", "learn", "enjoy", "expect", "cause", "ride", "lead", "help", "give", "take", "be able", "tell", "use", "show", "make", "serve", "receive", "mean", "want", "become", "become", "go", "play", "watch", "ask", "note", "put", "happen", "lose", "appear", "start", "begin") {
		return
	}
	pro := 1
	if not {
		pro = -1
	}
	e.should(first, i, verb, i, 0.4, byDemand, s, pro)
}

// judged reads "NP is unlawful" at the verb i.
func (e *evidence) judged(i, s int) {
	k := i + 1
	for k < i+4 && (e.tagAt(k) == adverb || e.is(k, "a", "an", "the", "not", "both", "too", "so", "totally", "simply", "clearly")) {
		k++
	}
	if e.tagAt(k) == adjective && !evaluates(e.at(k).low) {
		k++ // "a complete disaster"
	}
	if flaws(e.at(k).low) && e.quoteAt(k) == e.quoteAt(i) {
		e.flawed(i, k, s)
		return
	}
	if !evaluates(e.at(k).low) || e.quoteAt(k) != e.quoteAt(i) {
		return
	}
	first := e.clauseStart(i, e.sents[s].first)
	if first == i || e.tagAt(first) == pronoun || e.is(first, "that", "this", "these", "those", "it", "there", "his", "her", "their", "my", "our", "your", "what") {
		return
	}
	_, last, head, ok := e.thing(first, i)
	if !ok || last != i || e.nameAt(head) >= 0 && i-first < 3 {
		return
	}
	end := e.shortClause(i, e.sents[s].last)
	if end <= k {
		end = k + 1
	}
	if end-i > 12 {
		return
	}
	verb, rest := e.at(i).low, flat(e.slice(i+1, end))
	if e.is(i+1, "not", "never") {
		rest = flat(e.slice(i+2, end))
	}
	subject := flat(e.lowered(first, i))
	e.add(candidate{first: first, last: i, head: head, wide: [2]int{first, end}, form: 'q', from: -1, sure: 0.42, kind: byVerdict, shown: [2]int{k, k + 1}, ask: upperFirst(verb) + " " + subject + " " + rest + "?", yes: upperFirst(subject) + " " + verb + " " + rest})
}

// flawed reads "X is unfit for office": the verb is at i, the judgement at k.
func (e *evidence) flawed(i, k, s int) {
	first := e.clauseStart(i, e.sents[s].first)
	subject, who := "", -1
	if first < i {
		subject, who = e.agent(first, i)
	}
	end := max(k+1, e.shortClause(i, e.sents[s].last))
	if subject == "" || who < 0 || end-i > 12 {
		return
	}
	from := i + 1
	if e.is(from, "not") {
		from++
	}
	what := flat(e.slice(from, end))
	e.add(candidate{first: from, last: end, wide: [2]int{first, end}, form: 'q', from: who, sure: 0.45, kind: byVerdict, shown: [2]int{k, k + 1}, ask: upperFirst(e.at(i).low) + " " + subject + " " + what + "?", yes: upperFirst(subject) + " " + e.at(i).low + " " + what})
}

// evaluates reports whether a word says what something is worth, so that others may see it otherwise.
func evaluates(s string) bool {
	switch s {
	case "wrong", "fair", "unfair", "illegal", "legal", "unlawful", "lawful", "unconstitutional", "constitutional", "unjust", "unjustified", "justified", "illegitimate", "legitimate", "unacceptable", "immoral", "discriminatory", "racist", "sexist", "dangerous", "reckless", "irresponsible", "invalid", "unnecessary", "harmful", "unsafe", "excessive", "insufficient", "inadequate", "unrealistic", "counterproductive", "misguided", "flawed", "rigged", "biased", "baseless", "false", "untrue", "fraudulent", "disastrous", "catastrophic", "shameful", "outrageous", "unworkable", "premature", "broken", "disaster", "mistake", "failure", "betrayal", "scam", "hoax", "disgrace", "outrage", "fraud", "sham", "violation", "crime", "overreach", "genocide", "scandal", "lie", "lies", "insult", "unpatriotic", "undemocratic", "inhumane", "cruel", "ineffective":
		return true
	}
	return false
}
