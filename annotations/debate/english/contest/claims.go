package contest

import (
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// claims reads what the author tells as somebody's view that others need not share: "argued that
// NP …", "criticised X for …", "blamed X for …", "called X a …".
func (e *evidence) claims(s int) {
	for _, x := range e.CuesOf(s) {
		if x.Before {
			continue
		}
		switch x.Base {
		case "argue", "contend", "insist", "maintain", "claim", "allege", "assert":
			e.contends(x.First, x.Last, s, false)
		case "say", "warn", "believe", "suggest", "predict", "think", "tell":
			e.contends(x.First, x.Last, s, true)
		}
	}
	for i := e.Sentences[s].First; i+3 < e.Sentences[s].Last; i++ {
		switch e.Word(i).Lower {
		case "criticised", "criticises", "criticising", "criticized", "criticizes", "criticizing", "attacked", "attacks", "attacking", "slammed", "slams", "slamming", "blasted", "blasts", "blasting", "mocked", "mocks", "mocking", "ridiculed", "condemned", "condemns", "condemning", "denounced", "denounces", "denouncing", "faulted", "faults", "faulting", "chided", "chides", "rebuked", "rebukes", "assailed", "assails", "assailing", "hammered", "hammers", "hammering", "ripped", "rips", "ripping", "lambasted", "lambasts", "hit", "hits", "sued", "sues", "scolded", "criticism", "berated", "knocked", "skewered", "excoriated", "praised", "defended":
			e.faulted(i, s)
		case "blamed", "blames", "blaming":
			e.blamed(i, s)
		case "called", "calls", "calling", "branded", "brands", "labeled", "labelled", "dubbed", "considers", "considered":
			e.branded(i, s)
		case "allegation", "allegations", "claim", "claims", "accusation", "accusations", "suggestion", "suggestions", "concern", "concerns", "fear", "fears", "assertion", "assertions", "argument", "notion", "theory", "contention", "idea", "belief", "charge", "charges":
			if e.Is(i+1, "that") && e.QuoteAt(i) < 0 {
				e.contends(i, i+1, s, false)
			}
		}
	}
}

// contends adds the clause after the words [from, till), such as "argues". If these are neutral, it has to say
// what a plan, a law or the like would do.
func (e *evidence) contends(from, till, s int, neutral bool) {
	at := till
	if e.Is(at, "that") {
		at++
	}
	end := e.Sentences[s].Last
	if e.QuoteAt(at) >= 0 || e.Is(at, "even", "although", "while", "on", "for", "against", "to", "over", "about", "with", "in", "as", ",", "it", "they", "we", "you", "i", "there", "this", "these", "those", "that", "what", "if", "when", "by", "at", "because") || e.TagAt(at) == tags.Gerund {
		return
	}
	last := min(e.questionEnd(at, end), at+20)
	verb := -1
	for k := at + 1; k < min(at+9, last); k++ {
		if e.Is(k, "who", "which", "that", "if", "because", "when", "whether", "although", "while", ",") {
			return
		}
		if e.TagAt(k) == tags.Modal || e.TagAt(k) == tags.VerbThird || e.TagAt(k) == tags.VerbPast || e.Finite(k) && e.TagAt(k) == tags.VerbBase && e.TagAt(k-1) != tags.To {
			verb = k
			break
		}
	}
	if verb < 0 || e.TagAt(verb) == tags.VerbPast || e.Is(verb, "was", "were", "had", "did") || last-verb < 3 || last-at > 18 || e.Has(last, text.IsMark) && e.OpensAt(last) || e.content(at, last) < 2 {
		return
	}
	subject, _ := e.agent(at, verb)
	if subject == "" {
		return
	}
	first := at
	_, l, head, ok := e.thing(at, verb)
	if ok && l != verb || neutral && (!ok || e.TagAt(verb) != tags.Modal || e.purpose(head) == 0) {
		return
	}
	if l, _ := e.core(at, verb); !ok && l != verb {
		return
	}
	e.add(candidate{first: first, last: last, wide: [2]int{from, last}, form: 'c', from: verb, sure: 0.42, kind: byClaim, shown: [2]int{from, till}, ask: subject})
}

// faulted reads "criticised X for NP" at the verb i.
func (e *evidence) faulted(i, s int) {
	end := e.Sentences[s].Last
	at := i + 1
	if e.Is(i, "criticism") {
		if !e.Is(at, "of") {
			return
		}
		at++
	} else if !e.Verbal(i) {
		return
	}
	last, head := e.core(at, min(end, at+8))
	stop := last
	if head >= 0 && e.Is(last, "of") {
		if l, h := e.core(last+1, min(end, last+7)); h >= 0 {
			stop, last = l, l
		}
	}
	if e.Is(last, "(") && e.Is(last+2, ")") {
		last += 3
	}
	if e.Is(last, "on") && e.Has(last+1, text.IsMonth) {
		last++
	}
	if e.Has(last, text.IsMonth) {
		last++
	}
	if head < 0 || !e.Is(last, "for", "over") || last+2 >= end || e.QuoteAt(last) >= 0 {
		return
	}
	subject, who := e.agent(at, stop)
	if subject == "" || who < 0 && !e.Has(head, text.IsRole) && !e.Is(at, "the") {
		return
	}
	first := last + 1
	stop = 0
	if e.TagAt(first) == tags.Gerund {
		stop = e.shortClause(first, end)
	} else if _, l, _, ok := e.thing(first, end); ok {
		stop = l
	}
	if stop-first < 2 {
		return
	}
	what := text.Flat(e.Slice(first, stop))
	word := "criticism"
	if e.Is(i, "praised", "defended") {
		word = "praise"
	}
	e.add(candidate{first: first, last: stop, wide: [2]int{i, stop}, form: 'q', from: who, sure: 0.47, kind: byAccusation, shown: [2]int{i, i + 1}, pro: -1, ask: "Is the " + word + " of " + subject + " for " + what + " fair?", yes: "The " + word + " of " + subject + " for " + what + " is fair"})
}

// blamed reads "blamed X for NP".
func (e *evidence) blamed(i, s int) {
	end := e.Sentences[s].Last
	last, head := e.core(i+1, min(end, i+9))
	if head < 0 || !e.Is(last, "for") || !e.Verbal(i) || e.QuoteAt(last) >= 0 {
		return
	}
	subject, who := e.agent(i+1, last)
	first, stop, _, ok := e.thing(last+1, end)
	if subject == "" || !ok {
		return
	}
	be := "Is "
	if e.TagAt(head) == tags.Nouns {
		be = "Are "
	}
	what := text.Flat(e.Slice(first, stop))
	e.add(candidate{first: first, last: stop, wide: [2]int{i, stop}, form: 'q', from: who, sure: 0.5, kind: byAccusation, shown: [2]int{i, i + 1}, ask: be + subject + " to blame for " + what + "?", yes: upperFirst(subject) + " " + map[string]string{"Is ": "is", "Are ": "are"}[be] + " to blame for " + what})
}

// branded reads "called X a liar".
func (e *evidence) branded(i, s int) {
	end := e.Sentences[s].Last
	last, head := e.core(i+1, min(end, i+9))
	if head < 0 || !e.Verbal(i) {
		return
	}
	k := last
	for k < min(last+4, end) && (e.Is(k, "a", "an", "as", "the") || e.Has(k, text.IsMark) || e.TagAt(k) == tags.Adverb || e.TagAt(k) == tags.Adjective && !evaluates(e.Word(k).Lower) && !flaws(e.Word(k).Lower)) {
		k++
	}
	if k == last && head > i+1 && e.TagAt(last) != tags.Determiner && !e.Has(last, text.IsMark) || k >= end || !evaluates(e.Word(k).Lower) && !flaws(e.Word(k).Lower) || e.Is(k, "right", "safe", "necessary") {
		return
	}
	subject, who := e.agent(i+1, last)
	if subject == "" || e.content(i+1, last) == 0 && who < 0 {
		return
	}
	from := last
	for from < k && (e.Has(from, text.IsMark) || e.Is(from, "as")) {
		from++
	}
	be := "Is "
	if e.TagAt(head) == tags.Nouns {
		be = "Are "
	}
	what := text.Flat(e.Slice(from, k+1))
	e.add(candidate{first: from, last: k + 1, wide: [2]int{i, k + 1}, form: 'q', from: who, sure: 0.45, kind: byVerdict, shown: [2]int{i, i + 1}, ask: be + subject + " " + what + "?", yes: upperFirst(subject) + " " + map[string]string{"Is ": "is", "Are ": "are"}[be] + " " + what})
}

// flaws reports whether a word says something of a person that others may see otherwise.
func flaws(s string) bool {
	switch s {
	case "unfit", "unqualified", "qualified", "dishonest", "corrupt", "liar", "bigot", "crook", "demagogue", "crooked", "untrustworthy", "ineligible", "eligible", "guilty", "innocent", "incompetent", "racist", "sexist", "misogynist", "fascist", "terrorist", "traitor", "hypocrite", "hypocritical", "extremist", "phony", "fraud", "disqualified", "xenophobic", "bully", "criminal", "dictator", "unhinged", "weak":
		return true
	}
	return false
}
