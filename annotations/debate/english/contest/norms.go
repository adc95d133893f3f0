package contest

import (
	"strings"

	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// asked reads "urged Congress to pass the bill": who should do what.
func (e *evidence) asked(t *trigger, i, s int) bool {
	end := e.Sentences[s].Last
	at, ok := i+1, true
	if t.prep != " " {
		if at, ok = e.skipPrep(t, at, min(at+1, end)); !ok {
			return false
		}
	}
	if e.Is(at, "that") {
		at++
	}
	last, head := e.core(at, min(end, at+10))
	if head < 0 || e.QuoteAt(at) != e.QuoteAt(i) {
		return false
	}
	for _, p := range [...]string{"of", "for", "in"} {
		if e.Is(last, p) {
			if l, h := e.core(last+1, min(end, last+7)); h >= 0 {
				last = l
			}
		}
	}
	verb := last
	switch {
	case e.Is(last, "to") && e.TagAt(last+1) == tags.VerbBase:
		verb = last + 1
	case e.TagAt(last) == tags.VerbBase && e.Is(at-1, "that") && e.NameAt(last) < 0:
	default:
		return false
	}
	if e.Is(verb, "be", "know", "see", "come", "stay", "hear", "get", "join", "speak", "think", "look", "leave", "meet", "remember", "watch", "help", "go", "respond", "comment", "appear", "attend", "say", "talk", "explain", "listen", "vote", "turn", "celebrate", "focus", "remain", "continue", "work", "admit", "imagine", "consider", "keep", "take", "worry", "forget", "try", "embrace", "believe", "read", "visit", "follow", "wear", "contact", "call", "share", "use", "learn", "enjoy", "buy", "show", "wait", "tell", "take") && !e.Is(verb, "vote") {
		return false
	}
	return e.should(at, last, verb, i, t.sure, byDemand, s, t.pro)
}

// should adds the question whether the subject [from, to) is to do what the verb in its base
// form at verb says.
func (e *evidence) should(from, to, verb, i int, sure float64, kind reasonKind, s, pro int) bool {
	last := e.shortClause(verb, e.Sentences[s].Last)
	subject, who := e.agent(from, to)
	if subject == "" || last-verb < 2 || last-verb > 14 || last-verb <= 3 && e.Is(verb+1, "it", "that", "this", "them", "so") || e.Is(last-1, "saying", "it", "them", "him", "her", "this", "that", "so", "us", "me", "more", "one", "something", "anything") || e.Has(last, text.IsMark) && e.OpensAt(last) {
		return false
	}
	for k := verb; k < last; k++ {
		if e.Is(k, "me", "my", "i", "myself", "you", "your") {
			return false
		}
	}
	what := text.Flat(e.Slice(verb, last))
	e.add(candidate{first: verb, last: last, wide: [2]int{min(i, from), last}, form: 'q', from: who, sure: sure, kind: kind, shown: [2]int{i, i + 1}, pro: pro, ask: "Should " + subject + " " + what + "?", yes: upperFirst(subject) + " should " + what})
	return true
}

// agent returns how the noun phrase [from, to) is called in a question, and the actor it
// means, or -1. It is empty if it cannot be told who is meant.
func (e *evidence) agent(from, to int) (string, int) {
	for from < to && (e.Is(from, "and", "but") || !e.Has(from, text.IsWord)) {
		from++
	}
	if from >= to || to-from > 9 {
		return "", -1
	}
	for to > from && (e.TagAt(to-1) == tags.Adverb || e.Has(to-1, text.IsMonth)) {
		to-- // "the government Wednesday should"
	}
	if from >= to {
		return "", -1
	}
	if to-from == 1 && e.TagAt(from) == tags.Pronoun || e.Is(from, "he", "she", "they", "we", "you", "i", "it", "him", "them", "us", "her", "me", "who", "that", "which", "there", "this", "those", "these", "people", "someone", "everyone", "somebody", "what", "anyone", "everybody", "nobody", "one", "women", "others", "rest") && (to-from == 1 || e.Is(from, "that", "what")) {
		if e.Is(from, "he", "she", "him") && e.QuoteAt(from) < 0 {
			if a := e.pronoun(from); a >= 0 && e.Actors[a].Name != "" {
				return e.Actors[a].Name, a
			}
		}
		return "", -1
	}
	if e.Is(from, "the") && e.Is(from+1, "rest", "other", "others") || e.Is(from, "his", "her", "their", "our", "my", "your") {
		return "", -1
	}
	text := text.Flat(e.lowered(from, to))
	who := -1
	if n := e.NameAt(to - 1); n >= 0 {
		who = e.Names[n].Actor
	}
	if e.Is(from, "a", "an") || strings.ContainsAny(text, ",;()") {
		return "", -1
	}
	return text, who
}

// refused reads "X refused to VP": whether X should.
func (e *evidence) refused(t *trigger, i, s int) bool {
	at := i + 1
	if e.Is(at, "on") && e.Has(at+1, text.IsMonth) {
		at += 2 // "proposed on Wednesday to"
	}
	if !e.Is(at, "to") || e.TagAt(at+1) != tags.VerbBase || e.QuoteAt(at) != e.QuoteAt(i) || e.Is(at+1, "be", "say", "comment", "discuss", "answer", "speak", "name", "identify", "talk", "respond", "elaborate", "go", "speculate", "engage", "explain", "apologise", "budge", "accept", "leave", "let") {
		return false
	}
	if t.pro > 0 && e.Is(at+1, "know", "see", "get", "have", "do", "become", "hear", "win", "run", "believe", "keep", "attend", "meet", "make", "return", "visit", "hold", "work", "continue", "help") {
		return false
	}
	x := e.Sentences[s]
	k := i
	for k > x.First && (e.TagAt(k-1) == tags.Adverb || e.TagAt(k-1) == tags.Modal || e.Is(k-1, "has", "have", "had", "is", "are", "was", "were", "been", "also", "not")) {
		k--
	}
	if e.Verbal(i) && e.TagAt(i) == tags.Gerund && k == i {
		return false
	}
	who, ok := e.resolve(e.AsideStart(k-1, x.First), x.First)
	if !ok || who.Last <= who.First {
		return false
	}
	return e.should(who.First, who.Last, at+1, i, t.sure, byDemand, s, t.pro)
}

// norms reads clauses that say what should be, or what something is worth, in a sentence that
// somebody is said to have said.
func (e *evidence) norms(s int) {
	x := e.Sentences[s]
	if x.Last-x.First < 5 || e.Speaker(s) < 0 && len(e.CuesOf(s)) == 0 && e.QuoteAt(x.First) < 0 {
		return
	}
	for i := x.First + 1; i+2 < x.Last; i++ {
		switch g := e.TagAt(i); {
		case g == tags.Modal && e.Is(i, "should", "must"), e.Is(i, "ought") && e.Is(i+1, "to"):
			e.ought(i, s)
		case e.Is(i, "is", "are", "was", "were"):
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
		if e.Has(p, text.IsMark) || e.QuoteAt(p) != e.QuoteAt(i) || !e.Has(p, text.IsWord|text.IsPoss) && !e.Is(p, "-", "&") || e.Is(p, "that", "but", "and", "because", "so", "if", "whether", "what", "which", "who", "when", "how", "why", "where", "while", "than", "as", "say", "says", "said") && !(e.Is(p, "and") && e.Joined(p-1) && e.Joined(p+1)) {
			break
		}
		if e.Modifies(p) || e.TagAt(p) == tags.Pronoun || e.Is(p, "of", "for", "in", "on", "between", "against", "to", "with") || e.TagAt(p) == tags.Participle {
			first = p
			continue
		}
		break
	}
	if first == i || first > lo && !e.Has(first-1, text.IsMark) && !e.Is(first-1, "that", ",", ";", ":", "but", "and", "because", "so", "–", "—", "while") && !e.Has(first-1, text.IsSpeech) {
		return i
	}
	if e.Is(first-1, "that") && e.TagAt(first-2) == tags.Noun && !e.Has(first-2, text.IsSpeech) {
		return i
	}
	for first < i && e.TagAt(first) == tags.Preposition {
		return i
	}
	return first
}

// ought reads "NP should VP" at the modal i.
func (e *evidence) ought(i, s int) {
	first := e.clauseStart(i, e.Sentences[s].First)
	if first == i {
		return
	}
	verb, not := i+1, false
	if e.Is(verb, "to") {
		verb++
	}
	for e.Is(verb, "not", "never", "also", "now", "immediately", "simply", "just", "only", "still", "then") {
		not = not || e.Is(verb, "not", "never")
		verb++
	}
	if e.TagAt(verb) != tags.VerbBase && !e.Is(verb, "be", "have") || e.Is(verb, "have", "know", "see", "look", "come", "get", "go", "understand", "think", "remember", "feel", "say", "win", "avoid", "wait", "celebrate", "focus", "remain", "continue", "work", "admit", "imagine", "consider", "keep", "worry", "forget", "try", "embrace", "believe", "read", "visit", "follow", "wear", "contact", "call", "learn", "enjoy", "expect", "cause", "ride", "lead", "help", "give", "take", "be able", "tell", "use", "show", "make", "serve", "receive", "mean", "want", "become", "become", "go", "play", "watch", "ask", "note", "put", "happen", "lose", "appear", "start", "begin") {
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
	for k < i+4 && (e.TagAt(k) == tags.Adverb || e.Is(k, "a", "an", "the", "not", "both", "too", "so", "totally", "simply", "clearly")) {
		k++
	}
	if e.TagAt(k) == tags.Adjective && !evaluates(e.Word(k).Lower) {
		k++ // "a complete disaster"
	}
	if flaws(e.Word(k).Lower) && e.QuoteAt(k) == e.QuoteAt(i) {
		e.flawed(i, k, s)
		return
	}
	if !evaluates(e.Word(k).Lower) || e.QuoteAt(k) != e.QuoteAt(i) {
		return
	}
	first := e.clauseStart(i, e.Sentences[s].First)
	if first == i || e.TagAt(first) == tags.Pronoun || e.Is(first, "that", "this", "these", "those", "it", "there", "his", "her", "their", "my", "our", "your", "what") {
		return
	}
	_, last, head, ok := e.thing(first, i)
	if !ok || last != i || e.NameAt(head) >= 0 && i-first < 3 {
		return
	}
	end := e.shortClause(i, e.Sentences[s].Last)
	if end <= k {
		end = k + 1
	}
	if end-i > 12 {
		return
	}
	verb, rest := e.Word(i).Lower, text.Flat(e.Slice(i+1, end))
	if e.Is(i+1, "not", "never") {
		rest = text.Flat(e.Slice(i+2, end))
	}
	subject := text.Flat(e.lowered(first, i))
	e.add(candidate{first: first, last: i, head: head, wide: [2]int{first, end}, form: 'q', from: -1, sure: 0.42, kind: byVerdict, shown: [2]int{k, k + 1}, ask: upperFirst(verb) + " " + subject + " " + rest + "?", yes: upperFirst(subject) + " " + verb + " " + rest})
}

// flawed reads "X is unfit for office": the verb is at i, the judgement at k.
func (e *evidence) flawed(i, k, s int) {
	first := e.clauseStart(i, e.Sentences[s].First)
	subject, who := "", -1
	if first < i {
		subject, who = e.agent(first, i)
	}
	end := max(k+1, e.shortClause(i, e.Sentences[s].Last))
	if subject == "" || who < 0 || end-i > 12 {
		return
	}
	from := i + 1
	if e.Is(from, "not") {
		from++
	}
	what := text.Flat(e.Slice(from, end))
	e.add(candidate{first: from, last: end, wide: [2]int{first, end}, form: 'q', from: who, sure: 0.45, kind: byVerdict, shown: [2]int{k, k + 1}, ask: upperFirst(e.Word(i).Lower) + " " + subject + " " + what + "?", yes: upperFirst(subject) + " " + e.Word(i).Lower + " " + what})
}

// evaluates reports whether a word says what something is worth, so that others may see it otherwise.
func evaluates(s string) bool {
	switch s {
	case "wrong", "fair", "unfair", "illegal", "legal", "unlawful", "lawful", "unconstitutional", "constitutional", "unjust", "unjustified", "justified", "illegitimate", "legitimate", "unacceptable", "immoral", "discriminatory", "racist", "sexist", "dangerous", "reckless", "irresponsible", "invalid", "unnecessary", "harmful", "unsafe", "excessive", "insufficient", "inadequate", "unrealistic", "counterproductive", "misguided", "flawed", "rigged", "biased", "baseless", "false", "untrue", "fraudulent", "disastrous", "catastrophic", "shameful", "outrageous", "unworkable", "premature", "broken", "disaster", "mistake", "failure", "betrayal", "scam", "hoax", "disgrace", "outrage", "fraud", "sham", "violation", "crime", "overreach", "genocide", "scandal", "lie", "lies", "insult", "unpatriotic", "undemocratic", "inhumane", "cruel", "ineffective":
		return true
	}
	return false
}
