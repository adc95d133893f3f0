package debate

// questionClauses reads "the question of whether …", "disagree about how …", "it is unclear who …".
func (d *doc) questionClauses(s int) {
	x := d.sents[s]
	if d.is(x.first, "whether", "how", "who") {
		for k := x.first + 3; k+1 < x.last && k < x.first+30; k++ {
			if !d.is(k, "is", "remains", "are") {
				continue
			}
			for j := k + 1; j < k+4 && j < x.last; j++ {
				if d.is(j, "disputed", "contested", "unclear", "open", "unresolved", "uncertain", "contentious") {
					d.add(candidate{first: x.first, last: k, form: 'w', from: -1, sure: 0.6, kind: byQuestion, shown: [2]int{j, j + 1}})
				}
			}
		}
	}
	for i := x.first + 1; i+2 < x.last; i++ {
		if !d.is(i, "whether", "how", "who", "what", "when", "where", "why", "which") {
			continue
		}
		k, sure := d.opensQuestion(i, s)
		if sure == 0 {
			continue
		}
		last := d.questionEnd(i, x.last)
		if last-i < 3 || d.has(last, isMark) && d.opensAt(last) || d.is(i+1, "or", "and", "if", "even", "they", "it", "there", "this") && !d.is(i+2, "not") {
			continue
		}
		if d.quoteAt(i) >= 0 {
			sure -= 0.1
		}
		d.add(candidate{first: i, last: last, wide: [2]int{k, last}, form: 'w', from: -1, sure: sure, kind: byQuestion, shown: [2]int{k, i + 1}})
		i = last
	}
}

// opensQuestion returns the word before the question word at i that leaves its clause open,
// and how surely; 0 if there is none.
func (d *doc) opensQuestion(i, s int) (k int, sure float64) {
	whether := d.is(i, "whether")
	if !whether && !d.is(i-1, "over", "about", "on", "of", "is", "was", "remains", "decide", "debating", "debate", ":", "disagree", "unclear", "undecided") {
		return 0, 0
	}
	for k = i - 1; k >= d.sents[s].first && k > i-5; k-- {
		if d.has(k, isMark) || d.is(k, ",", ";") {
			return 0, 0
		}
		if d.is(k-1, "a", "the") && d.is(k-2, "declined", "asked", "dodged", "answered", "answer", "ignored") || d.is(k-1, "asked", "asking", "answering", "answer", "declined", "facing") {
			return 0, 0
		}
		if d.is(k, "not") {
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
	case d.is(k, "disagree", "disagrees", "disagreed", "divided", "argued", "arguing", "argue", "debate", "debates", "dispute", "disputed", "disagreement", "quarrel", "split", "row", "clash", "clashed", "odds", "wrangling", "deadlocked", "debated", "debating", "controversy", "referendum"):
		return 0.65
	case d.is(k, "focused") && d.is(k+1, "on"):
		return 0.42
	case d.is(k, "question", "questions", "issue") && d.is(k+1, "of", "is", "remains", "over", "was", "whether", ":", "about") && !d.is(k-1, "no", "to", "not", "'s") && !d.is(k-2, "not"):
		if d.is(k, "questions") && !d.is(k+1, "over") && d.is(k-1, "to", "asked", "answer", "'s") {
			return 0
		}
		if !whether {
			return 0.45
		}
		return 0.55
	case d.is(k, "doubt", "doubts") && whether, d.is(k, "concerns", "speculation", "skepticism", "uncertainty") && d.is(k+1, "about", "over"):
		return 0.45
	case d.is(k, "unclear", "unresolved", "undecided", "unsettled", "uncertain"), d.is(k, "agreed", "agree") && d.is(k-1, "not", "yet", "cannot"), d.is(k, "agreement") && d.is(k-1, "no", "without"):
		return 0.45
	case d.is(k, "turns", "hinges", "hangs", "depends", "centres", "centers", "turn", "hinge", "centred", "centered", "hinged") && d.is(k+1, "on"):
		return 0.55
	case whether && d.is(k, "decide", "rule", "determine", "vote", "voted", "decision", "consider", "considering", "weigh", "weighing", "mulling", "seen", "deciding", "determining", "ruling"):
		if d.contestNear(s) {
			return 0.52
		}
		return 0.42
	case whether && d.is(k, "investigating", "investigate", "probe", "examining", "challenge", "challenging", "challenged", "questioned", "questioning", "wonder", "questions", "question"):
		return 0.42
	}
	return 0
}

// questionEnd returns the end of the clause with a question word at i.
func (d *doc) questionEnd(i, end int) int {
	last := d.clauseLimit(i, end)
	for k := i + 4; k < last; k++ {
		if d.is(k, "and") && d.verbal(k+1) && (d.tagAt(k+1) == verbBase || d.tagAt(k+1) == verbPast) && k-i > 7 {
			last = k
			break
		}
		if d.is(k, "-") && d.toks[k].start > d.toks[k-1].end {
			last = k
			break
		}
		if d.is(k, "while", "although", "though", "because", "according", "after", "before", "when", "as", "if", "amid", "since", "unless") && !d.is(k-1, "is", "are", "was", "were", "such", "so", "as", "well", "same") && !d.is(k+1, "well", "many", "much") {
			last = k
			break
		}
	}
	for k := i + 3; k < last; k++ {
		if d.is(k, "remains", "remained", "is", "was") && d.is(k+1, "open", "unclear", "unresolved", "unanswered", "uncertain", "disputed", "contested", "still", "not", "another", "a", "the") && d.tagAt(k-1) != determiner && (d.is(k, "remains", "remained") || d.hasModal(i, k) && !d.is(i, "whether")) {
			last = k // the question was the subject of the sentence
			break
		}
	}
	for n := last - 1; n > i+3 && n > last-4; n-- {
		if d.is(n, "that", "who", "which") && d.tagAt(n) != determiner && !d.has(n-1, isSpeech) { // a relative clause that was cut off
			last = n
		}
	}
	for last > i+2 && (d.tagAt(last-1) == preposition || d.tagAt(last-1) == determiner || d.tagAt(last-1) == conjunction || d.tagAt(last-1) == to) {
		last--
	}
	return last
}

// contestNear reports whether sentence s shows that something is contested.
func (d *doc) contestNear(s int) bool {
	for i := d.sents[s].first; i < d.sents[s].last && i < d.sents[s].first+80; i++ {
		if d.is(i, "disputed", "contested", "contentious", "dispute", "disputes", "unresolved", "claims", "rival", "reject", "rejects", "rejected", "deny", "denies", "denied", "insists", "insist", "refuses", "refused", "deadlock", "deadlocked", "opposes", "oppose", "opposed", "objects", "tribunal", "court", "arbitration", "lawsuit", "appeal", "arbitrators", "judges", "jury") {
			return true
		}
	}
	return false
}

// contestedNouns reads "the status of NP" where its sentence shows contest, and "the disputed NP".
func (d *doc) contestedNouns(s int) {
	x := d.sents[s]
	near, looked := false, false
	for i := x.first; i+2 < x.last; i++ {
		switch {
		case d.is(i, "status", "ownership", "control", "sovereignty", "future", "fate", "custody", "possession", "legality", "demarcation", "delimitation") && d.is(i+1, "of", "over"):
			if !looked {
				near, looked = d.contestNear(s), true
			}
			if !near || d.quoteAt(i) >= 0 {
				continue
			}
			first := i
			for first > x.first && (d.tagAt(first-1) == adjective || d.is(first-1, "the")) {
				first--
			}
			last := d.objectEnd(i+2, x.last)
			if last > i+2 && d.is(last-1, "and", "of", "in") {
				last--
			}
			d.add(candidate{first: first, last: last, form: 'n', from: -1, sure: 0.5, kind: byStatus, shown: [2]int{i, i + 2}})
		case d.is(i, "disputed", "contested") && d.is(i-1, "the", "a", "long", "this", "that", "its") && d.quoteAt(i) < 0:
			last := d.objectEnd(i+1, x.last)
			if d.is(i+1, "area", "areas", "election", "elections", "penalty", "territory", "territories") && last == i+2 {
				continue
			}
			d.add(candidate{first: i + 1, last: last, wide: [2]int{i, last}, form: 'n', from: -1, sure: 0.5, kind: byName, shown: [2]int{i, i + 1}})
		}
	}
}

// denials reads "X denied the accusation that …" and "accused Y of …" where Y denies something.
func (d *doc) denials(s int) {
	x := d.sents[s]
	for i := x.first; i+3 < x.last; i++ {
		if d.quoteAt(i) >= 0 {
			continue
		}
		switch {
		case d.is(i, "denied", "denies", "deny", "denying", "rejected", "rejects", "dismissed", "dismisses", "disputes", "disputed"):
			d.denied(i, s)
		case d.is(i, "accused", "accuses", "accusing", "accuse", "suspected"), d.is(i, "charged") && d.is(i+1, "with"):
			d.accused(i, s)
		}
	}
}

// denied reads what is denied by the verb at i.
func (d *doc) denied(i, s int) {
	end := d.sents[s].last
	if d.is(i, "denied", "denies", "deny", "denying") {
		for k := i + 1; k < i+4; k++ {
			if a := d.actorBefore(i, s); d.is(k, "involvement", "role", "part") && d.is(k+1, "in") && a >= 0 {
				if first, last, _, ok := d.thing(k+2, end); ok {
					what := flat(d.slice(first, last))
					d.add(candidate{first: first, last: last, wide: [2]int{i, last}, form: 'q', from: a, sure: 0.55, kind: byDenial, pro: -1, ask: "Was " + d.actors[a].name + " involved in " + what + "?", yes: d.actors[a].name + " was involved in " + what})
				}
				return
			}
		}
	}
	for k := i + 1; k < min(i+7, end); k++ {
		if !d.is(k, "claim", "claims", "allegation", "allegations", "accusation", "accusations", "charge", "charges", "suggestion", "suggestions", "report", "reports") {
			continue
		}
		switch {
		case d.is(k+1, "that"):
			d.add(candidate{first: k + 2, last: d.clauseLimit(k+2, end), wide: [2]int{i, d.clauseLimit(k+2, end)}, form: 't', from: d.actorBefore(i, s), sure: 0.6, kind: byDenial})
		case d.is(k+1, "of") && k+2 < end:
			last := d.objectEnd(k+2, end)
			d.add(candidate{first: k + 2, last: last, wide: [2]int{i, last}, form: 'g', from: d.actorBefore(i, s), sure: 0.55, kind: byDenial})
		}
		return
	}
	if d.is(i, "denied", "denies") && d.is(i+1, "that") {
		last, from := d.clauseLimit(i+2, end), -1
		if d.tagAt(i+2) == pronoun {
			if from = d.actorBefore(i, s); from < 0 {
				return
			}
		}
		d.add(candidate{first: i + 2, last: last, wide: [2]int{i, last}, form: 't', from: from, sure: 0.5, kind: byDenial})
	}
	if d.is(i, "denied", "denies", "deny", "denying") && d.tagAt(i+1) == gerund {
		last := d.clauseLimit(i+1, end)
		d.add(candidate{first: i + 1, last: last, wide: [2]int{i, last}, form: 'g', from: d.actorBefore(i, s), sure: 0.55, kind: byDenial})
	}
}

// accused reads "accused Y of …" at i; it counts fully if Y denies anything in the text.
func (d *doc) accused(i, s int) {
	end := d.sents[s].last
	who := -1
	for k := i + 1; k < min(i+14, end); k++ {
		if t := d.nameAt(k); t >= 0 && d.names[t].actor >= 0 {
			who = d.names[t].actor
		}
		if !d.is(k, "of") && !(d.is(i, "charged") && k == i+1) || k+1 >= end || k == i+1 && d.tagAt(i) != participle {
			continue
		}
		if d.tagAt(k+1) != gerund && d.is(k-1, "union", "ministry", "president", "head") {
			continue
		}
		accused := ""
		if d.tagAt(i) == participle && d.passive(i, d.sents[s].first) || k == i+1 {
			if who < 0 {
				who = d.actorBefore(i, s)
			}
		} else if who < 0 {
			e := evidence{doc: d}
			if x, ok := d.resolve(k, i+1); ok && x.actor >= 0 && x.form != ByPronoun {
				who = x.actor
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
		if d.has(last, isMark) && d.opensAt(last) || d.tagAt(last-1) == adjective && d.is(last-2, "too", "so") {
			return
		}
		if last-k < 3 && (d.tagAt(k+1) != noun || who < 0) || d.finite(last-1) && d.tagAt(last-1) != verbPast {
			return
		}
		if _, _, _, ok := d.thing(k+1, end); d.tagAt(k+1) != gerund && !ok {
			return
		}
		for n := k + 2; n < last; n++ {
			if d.is(n, "and") && (d.tagAt(n+1) == verbPast || d.tagAt(n+1) == verbThird) {
				last = n
				break
			}
			if d.tagAt(n) == modal && !d.is(n-1, "that", "it", "he", "she", "they") {
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
	for i := range d.cues {
		c := &d.cues[i]
		if c.who.actor == a && (c.base == "deny" || c.base == "reject" || c.base == "dismiss" || c.base == "refute") {
			return true
		}
	}
	for _, m := range d.actors[a].mentions[:min(200, len(d.actors[a].mentions))] {
		for k := m.tok; k < m.tok+12 && d.sameSent(m.tok, k); k++ {
			if d.is(k, "denies", "denied", "denying", "rejected", "rejects") || d.is(k, "not") && d.is(k+1, "guilty") || d.is(k, "called", "calls") && d.is(k+2, "allegations", "allegation", "claims", "claim", "accusations", "accusation", "charges", "lawsuit") {
				return true
			}
		}
	}
	return false
}

// actorBefore returns the last actor named in sentence s before token i, or -1.
func (d *doc) actorBefore(i, s int) int {
	for k := i - 1; k >= d.sents[s].first && k > i-25; k-- {
		if t := d.nameAt(k); t >= 0 && d.names[t].actor >= 0 {
			return d.names[t].actor
		}
	}
	return -1
}
