package contest

import (
	"parley/annotations/debate"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// questionClauses reads "the question of whether …", "disagree about how …", "it is unclear who …".
func (d *doc) questionClauses(s int) {
	x := d.Sentences[s]
	if d.Is(x.First, "whether", "how", "who") {
		for k := x.First + 3; k+1 < x.Last && k < x.First+30; k++ {
			if !d.Is(k, "is", "remains", "are") {
				continue
			}
			for j := k + 1; j < k+4 && j < x.Last; j++ {
				if d.Is(j, "disputed", "contested", "unclear", "open", "unresolved", "uncertain", "contentious") {
					d.add(candidate{first: x.First, last: k, form: 'w', from: -1, sure: 0.6, kind: byQuestion, shown: [2]int{j, j + 1}})
				}
			}
		}
	}
	for i := x.First + 1; i+2 < x.Last; i++ {
		if !d.Is(i, "whether", "how", "who", "what", "when", "where", "why", "which") {
			continue
		}
		k, sure := d.opensQuestion(i, s)
		if sure == 0 {
			continue
		}
		last := d.questionEnd(i, x.Last)
		if last-i < 3 || d.Has(last, text.IsMark) && d.OpensAt(last) || d.Is(i+1, "or", "and", "if", "even", "they", "it", "there", "this") && !d.Is(i+2, "not") {
			continue
		}
		if d.QuoteAt(i) >= 0 {
			sure -= 0.1
		}
		d.add(candidate{first: i, last: last, wide: [2]int{k, last}, form: 'w', from: -1, sure: sure, kind: byQuestion, shown: [2]int{k, i + 1}})
		i = last
	}
}

// opensQuestion returns the word before the question word at i that leaves its clause open,
// and how surely; 0 if there is none.
func (d *doc) opensQuestion(i, s int) (k int, sure float64) {
	whether := d.Is(i, "whether")
	if !whether && !d.Is(i-1, "over", "about", "on", "of", "is", "was", "remains", "decide", "debating", "debate", ":", "disagree", "unclear", "undecided") {
		return 0, 0
	}
	for k = i - 1; k >= d.Sentences[s].First && k > i-5; k-- {
		if d.Has(k, text.IsMark) || d.Is(k, ",", ";") {
			return 0, 0
		}
		if d.Is(k-1, "a", "the") && d.Is(k-2, "declined", "asked", "dodged", "answered", "answer", "ignored") || d.Is(k-1, "asked", "asking", "answering", "answer", "declined", "facing") {
			return 0, 0
		}
		if d.Is(k, "not") {
			return 0, 0
		}
		if sure = d.leavesOpen(k, whether, s); sure > 0 {
			return k, sure
		}
	}
	return 0, 0
}

// leavesOpen says how surely the word at k, with a question word after it, leaves a question open.
func (d *doc) leavesOpen(k int, whether bool, s int) float64 {
	switch {
	case d.Is(k, "disagree", "disagrees", "disagreed", "divided", "argued", "arguing", "argue", "debate", "debates", "dispute", "disputed", "disagreement", "quarrel", "split", "row", "clash", "clashed", "odds", "wrangling", "deadlocked", "debated", "debating", "controversy", "referendum"):
		return 0.65
	case d.Is(k, "focused") && d.Is(k+1, "on"):
		return 0.42
	case d.Is(k, "question", "questions", "issue") && d.Is(k+1, "of", "is", "remains", "over", "was", "whether", ":", "about") && !d.Is(k-1, "no", "to", "not", "'s") && !d.Is(k-2, "not"):
		if d.Is(k, "questions") && !d.Is(k+1, "over") && d.Is(k-1, "to", "asked", "answer", "'s") {
			return 0
		}
		if !whether {
			return 0.45
		}
		return 0.55
	case d.Is(k, "doubt", "doubts") && whether, d.Is(k, "concerns", "speculation", "skepticism", "uncertainty") && d.Is(k+1, "about", "over"):
		return 0.45
	case d.Is(k, "unclear", "unresolved", "undecided", "unsettled", "uncertain"), d.Is(k, "agreed", "agree") && d.Is(k-1, "not", "yet", "cannot"), d.Is(k, "agreement") && d.Is(k-1, "no", "without"):
		return 0.45
	case d.Is(k, "turns", "hinges", "hangs", "depends", "centres", "centers", "turn", "hinge", "centred", "centered", "hinged") && d.Is(k+1, "on"):
		return 0.55
	case whether && d.Is(k, "decide", "rule", "determine", "vote", "voted", "decision", "consider", "considering", "weigh", "weighing", "mulling", "seen", "deciding", "determining", "ruling"):
		if d.contestNear(s) {
			return 0.52
		}
		return 0.42
	case whether && d.Is(k, "investigating", "investigate", "probe", "examining", "challenge", "challenging", "challenged", "questioned", "questioning", "wonder", "questions", "question"):
		return 0.42
	}
	return 0
}

// questionEnd returns the end of the clause with a question word at i.
func (d *doc) questionEnd(i, end int) int {
	last := d.clauseLimit(i, end)
	for k := i + 4; k < last; k++ {
		if d.Is(k, "and") && d.Verbal(k+1) && (d.TagAt(k+1) == tags.VerbBase || d.TagAt(k+1) == tags.VerbPast) && k-i > 7 {
			last = k
			break
		}
		if d.Is(k, "-") && d.Tokens[k].Start > d.Tokens[k-1].End {
			last = k
			break
		}
		if d.Is(k, "while", "although", "though", "because", "according", "after", "before", "when", "as", "if", "amid", "since", "unless") && !d.Is(k-1, "is", "are", "was", "were", "such", "so", "as", "well", "same") && !d.Is(k+1, "well", "many", "much") {
			last = k
			break
		}
	}
	for k := i + 3; k < last; k++ {
		if d.Is(k, "remains", "remained", "is", "was") && d.Is(k+1, "open", "unclear", "unresolved", "unanswered", "uncertain", "disputed", "contested", "still", "not", "another", "a", "the") && d.TagAt(k-1) != tags.Determiner && (d.Is(k, "remains", "remained") || d.hasModal(i, k) && !d.Is(i, "whether")) {
			last = k // the question was the subject of the sentence
			break
		}
	}
	for n := last - 1; n > i+3 && n > last-4; n-- {
		if d.Is(n, "that", "who", "which") && d.TagAt(n) != tags.Determiner && !d.Has(n-1, text.IsSpeech) { // a relative clause that was cut off
			last = n
		}
	}
	for last > i+2 && (d.TagAt(last-1) == tags.Preposition || d.TagAt(last-1) == tags.Determiner || d.TagAt(last-1) == tags.Conjunction || d.TagAt(last-1) == tags.To) {
		last--
	}
	return last
}

// contestNear reports whether sentence s shows that something is contested.
func (d *doc) contestNear(s int) bool {
	for i := d.Sentences[s].First; i < d.Sentences[s].Last && i < d.Sentences[s].First+80; i++ {
		if d.Is(i, "disputed", "contested", "contentious", "dispute", "disputes", "unresolved", "claims", "rival", "reject", "rejects", "rejected", "deny", "denies", "denied", "insists", "insist", "refuses", "refused", "deadlock", "deadlocked", "opposes", "oppose", "opposed", "objects", "tribunal", "court", "arbitration", "lawsuit", "appeal", "arbitrators", "judges", "jury") {
			return true
		}
	}
	return false
}

// contestedNouns reads "the status of NP" where its sentence shows contest, and "the disputed NP".
func (d *doc) contestedNouns(s int) {
	x := d.Sentences[s]
	near, looked := false, false
	for i := x.First; i+2 < x.Last; i++ {
		switch {
		case d.Is(i, "status", "ownership", "control", "sovereignty", "future", "fate", "custody", "possession", "legality", "demarcation", "delimitation") && d.Is(i+1, "of", "over"):
			if !looked {
				near, looked = d.contestNear(s), true
			}
			if !near || d.QuoteAt(i) >= 0 {
				continue
			}
			first := i
			for first > x.First && (d.TagAt(first-1) == tags.Adjective || d.Is(first-1, "the")) {
				first--
			}
			last := d.objectEnd(i+2, x.Last)
			if last > i+2 && d.Is(last-1, "and", "of", "in") {
				last--
			}
			d.add(candidate{first: first, last: last, form: 'n', from: -1, sure: 0.5, kind: byStatus, shown: [2]int{i, i + 2}})
		case d.Is(i, "disputed", "contested") && d.Is(i-1, "the", "a", "long", "this", "that", "its") && d.QuoteAt(i) < 0:
			last := d.objectEnd(i+1, x.Last)
			if d.Is(i+1, "area", "areas", "election", "elections", "penalty", "territory", "territories") && last == i+2 {
				continue
			}
			d.add(candidate{first: i + 1, last: last, wide: [2]int{i, last}, form: 'n', from: -1, sure: 0.5, kind: byName, shown: [2]int{i, i + 1}})
		}
	}
}

// denials reads "X denied the accusation that …" and "accused Y of …" where Y denies something.
func (d *doc) denials(s int) {
	x := d.Sentences[s]
	for i := x.First; i+3 < x.Last; i++ {
		if d.QuoteAt(i) >= 0 {
			continue
		}
		switch {
		case d.Is(i, "denied", "denies", "deny", "denying", "rejected", "rejects", "dismissed", "dismisses", "disputes", "disputed"):
			d.denied(i, s)
		case d.Is(i, "accused", "accuses", "accusing", "accuse", "suspected"), d.Is(i, "charged") && d.Is(i+1, "with"):
			d.accused(i, s)
		}
	}
}

// denied reads what is denied by the verb at i.
func (d *doc) denied(i, s int) {
	end := d.Sentences[s].Last
	if d.Is(i, "denied", "denies", "deny", "denying") {
		for k := i + 1; k < i+4; k++ {
			if a := d.actorBefore(i, s); d.Is(k, "involvement", "role", "part") && d.Is(k+1, "in") && a >= 0 {
				if first, last, _, ok := d.thing(k+2, end); ok {
					what := text.Flat(d.Slice(first, last))
					d.add(candidate{first: first, last: last, wide: [2]int{i, last}, form: 'q', from: a, sure: 0.55, kind: byDenial, pro: -1, ask: "Was " + d.Actors[a].Name + " involved in " + what + "?", yes: d.Actors[a].Name + " was involved in " + what})
				}
				return
			}
		}
	}
	for k := i + 1; k < min(i+7, end); k++ {
		if !d.Is(k, "claim", "claims", "allegation", "allegations", "accusation", "accusations", "charge", "charges", "suggestion", "suggestions", "report", "reports") {
			continue
		}
		switch {
		case d.Is(k+1, "that"):
			d.add(candidate{first: k + 2, last: d.clauseLimit(k+2, end), wide: [2]int{i, d.clauseLimit(k+2, end)}, form: 't', from: d.actorBefore(i, s), sure: 0.6, kind: byDenial})
		case d.Is(k+1, "of") && k+2 < end:
			last := d.objectEnd(k+2, end)
			d.add(candidate{first: k + 2, last: last, wide: [2]int{i, last}, form: 'g', from: d.actorBefore(i, s), sure: 0.55, kind: byDenial})
		}
		return
	}
	if d.Is(i, "denied", "denies") && d.Is(i+1, "that") {
		last, from := d.clauseLimit(i+2, end), -1
		if d.TagAt(i+2) == tags.Pronoun {
			if from = d.actorBefore(i, s); from < 0 {
				return
			}
		}
		d.add(candidate{first: i + 2, last: last, wide: [2]int{i, last}, form: 't', from: from, sure: 0.5, kind: byDenial})
	}
	if d.Is(i, "denied", "denies", "deny", "denying") && d.TagAt(i+1) == tags.Gerund {
		last := d.clauseLimit(i+1, end)
		d.add(candidate{first: i + 1, last: last, wide: [2]int{i, last}, form: 'g', from: d.actorBefore(i, s), sure: 0.55, kind: byDenial})
	}
}

// accused reads "accused Y of …" at i; it counts fully if Y denies anything in the text.
func (d *doc) accused(i, s int) {
	end := d.Sentences[s].Last
	who := -1
	for k := i + 1; k < min(i+14, end); k++ {
		if t := d.NameAt(k); t >= 0 && d.Names[t].Actor >= 0 {
			who = d.Names[t].Actor
		}
		if !d.Is(k, "of") && !(d.Is(i, "charged") && k == i+1) || k+1 >= end || k == i+1 && d.TagAt(i) != tags.Participle {
			continue
		}
		if d.TagAt(k+1) != tags.Gerund && d.Is(k-1, "union", "ministry", "president", "head") {
			continue
		}
		accused := ""
		if d.TagAt(i) == tags.Participle && d.Passive(i, d.Sentences[s].First) || k == i+1 {
			if who < 0 {
				who = d.actorBefore(i, s)
			}
		} else if who < 0 {
			e := evidence{doc: d}
			if x, ok := d.resolve(k, i+1); ok && x.Actor >= 0 && x.Form != debate.ByPronoun {
				who = x.Actor
			} else if accused, who = e.agent(i+1, k); accused == "" {
				return
			}
		}
		sure := 0.42
		if who >= 0 {
			sure = 0.5
		}
		if d.denies(who) {
			sure = 0.6
		}
		last := d.questionEnd(k+1, min(d.clauseLimit(k+1, end), k+18))
		if d.Has(last, text.IsMark) && d.OpensAt(last) || d.TagAt(last-1) == tags.Adjective && d.Is(last-2, "too", "so") {
			return
		}
		if last-k < 3 && (d.TagAt(k+1) != tags.Noun || who < 0) || d.Finite(last-1) && d.TagAt(last-1) != tags.VerbPast {
			return
		}
		if _, _, _, ok := d.thing(k+1, end); d.TagAt(k+1) != tags.Gerund && !ok {
			return
		}
		for n := k + 2; n < last; n++ {
			if d.Is(n, "and") && (d.TagAt(n+1) == tags.VerbPast || d.TagAt(n+1) == tags.VerbThird) {
				last = n
				break
			}
			if d.TagAt(n) == tags.Modal && !d.Is(n-1, "that", "it", "he", "she", "they") {
				return // the sentence goes on behind a relative clause
			}
		}
		d.add(candidate{first: k + 1, last: last, wide: [2]int{i, last}, form: 'g', from: who, ask: accused, sure: sure, kind: byAccusation, shown: [2]int{i, i + 1}})
		return
	}
}

// denies reports whether an actor denies or rejects something somewhere in the text.
func (d *doc) denies(a int) bool {
	if a < 0 {
		return false
	}
	for i := range d.Cues {
		c := &d.Cues[i]
		if c.Source.Actor == a && (c.Base == "deny" || c.Base == "reject" || c.Base == "dismiss" || c.Base == "refute") {
			return true
		}
	}
	for _, m := range d.Actors[a].Mentions[:min(200, len(d.Actors[a].Mentions))] {
		for k := m.Token; k < m.Token+12 && d.SameSentence(m.Token, k); k++ {
			if d.Is(k, "denies", "denied", "denying", "rejected", "rejects") || d.Is(k, "not") && d.Is(k+1, "guilty") || d.Is(k, "called", "calls") && d.Is(k+2, "allegations", "allegation", "claims", "claim", "accusations", "accusation", "charges", "lawsuit") {
				return true
			}
		}
	}
	return false
}

// actorBefore returns the last actor named in sentence s before token i, or -1.
func (d *doc) actorBefore(i, s int) int {
	for k := i - 1; k >= d.Sentences[s].First && k > i-25; k-- {
		if t := d.NameAt(k); t >= 0 && d.Names[t].Actor >= 0 {
			return d.Names[t].Actor
		}
	}
	return -1
}
