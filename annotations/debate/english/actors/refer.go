package actors

import (
	"strings"

	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/stem"
)

// unasked is what a Set keeps for a token whose actor was not asked for yet; otherwise it keeps the actor's index and 2.
const unasked = 0

// ActorOf returns the actor whom the phrase with the head token t means, in the context c: by a name, a pronoun, or a
// description such as "the company" or "its chairman". It returns -1 if the phrase means nobody whom the text names, or
// if that is not sure enough.
//
// The answers are kept, so c has to be the same for all calls on one Set, and the calls must not run at the same time.
func (as *Set) ActorOf(t int, c Context) int {
	if t < 0 || t >= len(as.Tokens) {
		return -1
	}
	if n := as.NameAt(t); n >= 0 {
		if a := as.Names[n].Actor; a >= 0 && !as.Actors[a].Dropped {
			return a
		}
		return -1
	}
	switch as.Tokens[t].Penn {
	case "PRP", "PRP$":
		return as.Pronoun(t, c)
	case "NN", "NNS", "NNP", "NNPS", "JJ", "CD":
	default:
		return -1
	}
	if as.asked == nil {
		as.asked = make([]int32, len(as.Tokens))
	}
	if as.asked[t] == unasked {
		as.asked[t] = int32(as.described(t, c)) + 2
	}
	return int(as.asked[t]) - 2
}

// described returns the actor whom the description with the head token t means, or -1.
func (as *Set) described(t int, c Context) int {
	if as.QuoteAt(t) >= 0 {
		return -1
	}
	first := as.phraseStart(t)
	if first == t {
		return -1
	}
	if a := as.apposed(t); a >= 0 {
		return a
	}
	if as.continues(t + 1) {
		return -1
	}
	head := stem.Singular(as.Word(t).Lower)
	if strings.HasSuffix(head, "-year-old") && as.Is(first, "the") && first == t-1 {
		return as.aged(strings.TrimSuffix(head, "-year-old"), t)
	}
	switch as.Tokens[t].Penn {
	case "NN":
		if as.Is(first, "the") && t == first+1 && lists().bodies[head] {
			return as.bodyOf(head, t)
		}
	case "NNS":
	default:
		return -1
	}
	if !as.Has(t, text.IsRole) && !officeHead(head) {
		return -1
	}
	return as.officer(head, first, t, c)
}

// officer returns the actor whom a description by a role means: its holder, or the body or state that holders of an office speak
// for; -1 if that is not clear.
func (as *Set) officer(head string, first, t int, c Context) int {
	inner := -1
	for i := first; i < t; i++ {
		if n := as.NameAt(i); n >= 0 {
			if a := as.Names[n].Actor; a < 0 || as.Actors[a].Class == Person || inner >= 0 && inner != a {
				return -1
			} else {
				inner = a
			}
		}
	}
	if as.Tokens[t].Penn == "NN" && as.Has(t, text.IsRole) && as.Is(first, "the") {
		if a := as.holder(head, t, inner); a >= 0 && as.closeHolder(a, head, t) && as.modified(a, first+1, t) {
			return a
		}
	}
	if officeHead(head) && inner >= 0 && !as.Is(first, "a", "an") {
		return inner
	}
	if as.Is(first, "its", "their") && officeHead(head) {
		return as.Pronoun(first, c)
	}
	return -1
}

// closeHolder reports whether actor a is the only one whose role has the noun head among those mentioned in the paragraphs
// before token t, and the last person mentioned there or so.
func (as *Set) closeHolder(a int, head string, t int) bool {
	for _, b := range as.byRole[head] {
		if b != a && as.Actors[b].before(t) >= 0 {
			return false
		}
	}
	m := as.Actors[a].before(t)
	return m >= 0 && as.Sentences[as.Tokens[t].Sentence].Line-as.Sentences[as.Tokens[m].Sentence].Line <= 6
}

// modified reports whether the words [first, last) before a role noun, such as "prime", are part of a role of actor a, unless they
// are names.
func (as *Set) modified(a, first, last int) bool {
	for i := first; i < last; i++ {
		if as.NameAt(i) >= 0 {
			continue
		}
		known := false
		for _, r := range as.Actors[a].Roles {
			known = known || strings.Contains(strings.ToLower(r.Text), as.Word(i).Lower)
		}
		if !known {
			return false
		}
	}
	return true
}

// phraseStart returns the first token of the noun phrase with the head token t.
func (as *Set) phraseStart(t int) int {
	first := t
	for first > 0 && t-first < 6 && as.SameSentence(first-1, t) && as.Modifies(first-1) && as.QuoteAt(first-1) < 0 {
		first--
		if as.TagAt(first) == tags.Determiner || as.Tokens[first].Penn == "PRP$" {
			return first
		}
	}
	if as.Tokens[max(first-1, 0)].Penn == "PRP$" && first > 0 && as.SameSentence(first-1, t) {
		return first - 1
	}
	return first
}

// continues reports whether the words from token i on tell of which one the noun before them speaks, or whether the noun is only
// part of a longer one.
func (as *Set) continues(i int) bool {
	switch as.Tokens[min(i, len(as.Tokens)-1)].Penn {
	case "NN", "NNS", "NNP", "NNPS", "CD", "POS":
		return i < len(as.Tokens) && !as.Has(i, text.IsPoss) && as.SameSentence(i-1, i)
	}
	return as.SameSentence(i-1, i) && as.Is(i, "of", "for", "who", "which", "whose", "that", "-", "named", "called")
}

// apposed returns the person whose name stands beside the noun at token t: "the prosecutor, Mark Reed,", or -1.
func (as *Set) apposed(t int) int {
	if !as.Has(t, text.IsRole) && !lists().people[as.Word(t).Lower] || as.Tokens[t].Penn != "NN" {
		return -1
	}
	i := t + 1
	if as.Is(i, ",") {
		i++
	}
	n := as.NameAt(i)
	if n < 0 || as.Names[n].First != i || !as.SameSentence(t, i) || as.Names[n].Class != Person || as.Names[n].Actor < 0 {
		return -1
	}
	if i == t+2 && !as.Is(as.Names[n].Last, ",", ".", ";") {
		return -1
	}
	return as.Names[n].Actor
}

// aged returns the last person of so many years before token t, or -1.
func (as *Set) aged(years string, t int) int {
	for k := t - 1; k > 1; k-- {
		if n := as.NameAt(k - 2); as.Word(k).Text == years && as.Is(k-1, ",") && n >= 0 && as.Names[n].Class == Person {
			return as.Names[n].Actor
		}
	}
	return -1
}

// bodyOf returns the body whose name holds the noun head, the last that is mentioned before token t, or -1. A company need
// not be called one, but has to stand out.
func (as *Set) bodyOf(head string, t int) int {
	var fit []int
	for _, a := range as.byWord[stem.Fold(head)] {
		if as.Actors[a].before(t) >= 0 && !as.Actors[a].Dropped {
			fit = append(fit, a)
		}
	}
	if len(fit) == 0 && lists().firmNouns[head] {
		for _, a := range as.byWord["*"] {
			if as.Actors[a].before(t) >= 0 && as.Actors[a].company() {
				fit = append(fit, a)
			}
		}
	}
	if len(fit) == 0 {
		return -1
	}
	best := fit[0]
	for _, a := range fit[1:] {
		if as.Actors[a].before(t) > as.Actors[best].before(t) {
			best = a
		}
	}
	m := as.Actors[best].before(t)
	if as.Tokens[t].Sentence-as.Tokens[m].Sentence > 6 && len(fit) > 1 {
		return -1
	}
	return best
}
