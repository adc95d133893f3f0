package debate

import "strings"

// A role is what the text says a person is.
type role struct {
	text  string
	heads []string // its nouns, small letters: "envoy", "minister"
	sure  int      // from how it was said
	tok   int      // where
}

// roleOf looks for the role of the person or body that name i names.
func (d *doc) roleOf(i int) {
	n := &d.names[i]
	if n.actor < 0 || n.class != personName {
		return
	}
	a := d.actors[n.actor]
	if len(a.roles) > 12 {
		return
	}
	for _, r := range []role{d.roleBefore(n), d.roleAfter(n)} {
		if r.text != "" {
			a.roles = append(a.roles, r)
		}
	}
}

// roleBefore reads "Russian President", "outgoing US envoy", "Ambassador to the US" before a name.
func (d *doc) roleBefore(n *name) role {
	end := n.first
	for end > 0 && d.sameSent(end-1, n.first) && d.has(end-1, isHonorific) && !d.has(end-1, isRole) {
		end--
	}
	for d.has(end-1, isHonorific) && d.has(end-2, isRole) && d.sameSent(end-2, n.first) { // "Vice-chancellor Prof"
		end--
	}
	head := end - 1
	if d.is(head, ",") && d.has(head-1, isRole) && !strings.HasSuffix(d.at(head-1).low, "s") && (d.is(n.last, ",", "–", "—", "(", ".", ";") || d.has(n.last, isSpeech)) {
		head--
		end = head + 1
	} else if d.is(head, ",") && d.has(head-1, isRole) && strings.HasSuffix(d.at(head-1).low, "s") && d.is(n.last, "and", ",") {
		head-- // "two American negotiators, Jared Kushner and …"
		end = head + 1
	}
	if !d.sameSent(head, n.first) {
		return role{}
	}
	if n.title[1] == end && !d.has(head, isRole) { // "Secretary of State"
		head = n.title[0]
	} else if !d.has(head, isRole) { // "Ambassador to the US" Kim Darroch
		k := head
		if t := d.nameAt(head); t >= 0 {
			k = d.names[t].first - 1
		}
		if k == head || !d.sameSent(k, n.first) {
			return role{}
		}
		if d.is(k, "the") {
			k--
		}
		if !d.is(k, "to", "of", "for", "at", "in") || !d.has(k-1, isRole) {
			return role{}
		}
		head = k - 1
	}
	start := head
	for start > 0 && head-start < 8 && d.sameSent(start-1, n.first) && d.modifies(start-1) {
		start--
	}
	for start < head && (d.tagAt(start) == determiner && !d.has(start+1, isPoss) || d.is(start, "the", "a", "an", "and", "or") || d.has(start, isPoss) || d.is(start, "-", "both") || d.tagAt(start) == number) {
		start++
	}
	text := d.slice(start, end)
	if w := d.at(end - 1); w.low != "" && strings.HasSuffix(w.low, "s") && d.has(end-1, isRole) && !strings.HasSuffix(w.low, "ss") && end-1 == head {
		text = strings.TrimSuffix(text, "s") // one of several "representatives"
	}
	return role{text, d.heads(start, end), 3, n.first}
}

// modifies reports whether token i can stand in a noun phrase before its head.
func (d *doc) modifies(i int) bool {
	w := d.at(i)
	if w.flags&isMark != 0 || w.flags&isSpeech != 0 && d.tagAt(i) != noun && d.nameAt(i) < 0 {
		return false
	}
	if w.flags&isPoss != 0 || d.nameAt(i) >= 0 || w.text == "-" {
		return true
	}
	switch d.tagAt(i) {
	case adjective, noun, nouns, proper, number:
		return w.flags&isWord != 0
	case gerund, participle:
		return w.flags&isCommon != 0
	case conjunction:
		return w.low == "and" && i > 0 && d.joined(i-1) && d.joined(i+1)
	case determiner:
		return true
	}
	return false
}

// joined reports whether token i can stand beside an "and" inside a noun phrase.
func (d *doc) joined(i int) bool {
	if i >= len(d.toks) || d.has(i, isMark) {
		return false
	}
	if n := d.nameAt(i); n >= 0 {
		return d.names[n].form == ByDemonym || d.names[n].known != nil && d.names[n].class == placeName || d.names[n].class == placeName
	}
	return d.tagAt(i) == noun || d.tagAt(i) == adjective
}

// heads returns the nouns of a role phrase that say what somebody is.
func (d *doc) heads(first, last int) []string {
	var out []string
	for i := first; i < last; i++ {
		if w := d.at(i); w.flags&isRole != 0 {
			out = append(out, singular(w.low))
		}
	}
	return out
}

// singular undoes plural for regular nouns.
func singular(s string) string {
	switch {
	case strings.HasSuffix(s, "men") && len(s) > 4:
		return s[:len(s)-2] + "an"
	case strings.HasSuffix(s, "ies") && len(s) > 4:
		return s[:len(s)-3] + "y"
	case strings.HasSuffix(s, "ches"), strings.HasSuffix(s, "shes"), strings.HasSuffix(s, "sses"), strings.HasSuffix(s, "xes"):
		return s[:len(s)-2]
	case strings.HasSuffix(s, "s") && !strings.HasSuffix(s, "ss") && len(s) > 3:
		return s[:len(s)-1]
	}
	return s
}

// roleAfter reads ", a scholar at …,", ", who heads …," and "is the …" after a name.
func (d *doc) roleAfter(n *name) role {
	i := n.last
	if d.is(i, "(") {
		for k := i; k < i+8 && d.sameSent(n.first, k); k++ {
			if d.is(k, ")") {
				i = k + 1
				break
			}
		}
	}
	switch {
	case d.is(i, ",") && d.has(i+1, isNumber) && d.is(i+2, ","):
		i += 3
	case d.is(i, ",", "–", "—"):
		i++
	case d.is(i, "is", "was") && d.is(i+1, "a", "an", "the"):
		return d.rolePhrase(n, i+1, 1)
	default:
		return role{}
	}
	if d.is(i, "who") && d.is(i+1, "heads", "leads", "runs", "chairs", "represents", "directs", "owns", "founded", "headed", "led", "ran", "chaired", "teaches", "studies", "advises", "edits", "manages", "owns", "works", "chairs", "commands", "oversees", "covers", "researches") {
		end := d.phraseEnd(i + 1)
		return role{d.slice(i+1, end), nil, 2, n.first}
	}
	return d.rolePhrase(n, i, 2)
}

// rolePhrase reads a noun phrase with a role noun that begins at i.
func (d *doc) rolePhrase(n *name, i, sure int) role {
	end := d.phraseEnd(i)
	found := -1
	for k := i; k < end && k < i+9; k++ {
		if d.has(k, isRole) || k > i && d.agentNoun(k) && d.is(i, "a", "an", "the") && (k+1 >= end || d.tagAt(k+1) == preposition) {
			found = k
		} else if found >= 0 || d.tagAt(k) == preposition && !d.is(k-1, "one") {
			break
		}
	}
	if found < 0 || found > i && d.finite(i) && d.tagAt(i) != verbBase {
		return role{}
	}
	for i < end && d.is(i, "a", "an", "the") {
		i++
	}
	return role{d.slice(i, end), d.heads(i, min(found+1, end)), sure, n.first}
}

// agentNoun reports whether the ending of a noun says that it means a person: astronomer, glazier.
func (d *doc) agentNoun(i int) bool {
	if d.tagAt(i) != noun {
		return false
	}
	low := d.at(i).low
	for _, s := range []string{"er", "or", "ist", "ian", "man", "woman", "eer", "ier"} {
		if strings.HasSuffix(low, s) && len(low) > len(s)+3 {
			return true
		}
	}
	return false
}

// phraseEnd returns the end of the noun phrase at i: before a comma, a bracket, a quote, a
// dash or a predicate.
func (d *doc) phraseEnd(i int) int {
	k := i
	for ; k < i+22 && d.sameSent(i, k); k++ {
		w := d.at(k)
		if w.flags&isMark != 0 || w.flags&isWord == 0 && w.flags&isPoss == 0 && w.text != "-" && w.text != "&" {
			break
		}
		if k > i && (w.flags&isSpeech != 0 && (d.tagAt(k) == verbPast || d.tagAt(k) == verbThird) || d.tagAt(k) == verbPast && w.low != "based" && d.tagAt(k-1) != preposition || w.low == "who" || d.is(k, "is", "was", "has", "had", "will", "would", "said", "told")) {
			break
		}
	}
	return k
}
