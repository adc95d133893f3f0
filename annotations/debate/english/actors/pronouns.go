package actors

import (
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// Pronoun returns the actor whom "he", "she", "they", "it" or a form of these at token t means in the context c, or -1.
func (as *Set) Pronoun(t int, c Context) int {
	if as.asked == nil {
		as.asked = make([]int32, len(as.Tokens))
	}
	if as.asked[t] == unasked {
		as.asked[t] = 1 // what it means does not depend on itself
		as.asked[t] = int32(as.antecedent(t, c)) + 2
	}
	return int(as.asked[t]) - 2
}

func (as *Set) antecedent(t int, c Context) int {
	switch {
	case as.Is(t, "he", "him", "his", "himself"):
		return as.personBefore(t, text.IsMan, c)
	case as.Is(t, "she", "her", "hers", "herself"):
		return as.personBefore(t, text.IsWoman, c)
	case as.Is(t, "it", "its", "itself"):
		return as.subjectBody(t, func(a *Actor) bool { return a.Class != Person && a.Class != Group })
	case as.Is(t, "they", "their"): // most mean people without a name
		return as.subjectBody(t, func(a *Actor) bool { return a.Class == Group || a.Class == Organisation })
	}
	return -1
}

// A candidate is an actor whom a pronoun may mean, with the score of its best mention.
type candidate struct{ actor, score int }

// The scores of mentions before a pronoun, fitted on every second document of GUM's news and interviews.
const (
	perSentence  = 30 // for each sentence between
	perLine      = 10 // for each paragraph between
	asSubject    = 30 // the mention is the subject of a verb
	asPronoun    = 15 // it is a pronoun itself
	asPossessor  = -10
	asOneOfTwo   = -15 // an "and" joins it to another name
	asModifier   = -20 // a noun follows: "Brandt aide Mark Reed"
	inPhrase     = -12 // it stands behind a preposition
	inQuote      = -25 // it is in a quote, the pronoun is not
	knownGender  = 15  // the actor is known to be a man, or a woman
	leastScore   = 20
	leastLead    = 12 // before the next best
	surely       = 70 // is the score of who spoke before, even if somebody without a name stands between
	asSpeaker    = 20 // the text attributed the sentence before to the actor, and the pronoun says something too
	sentencesFar = 4
)

// personBefore returns the person of a gender who is the likeliest to be meant by the pronoun at token t, or -1 if nobody
// stands out.
func (as *Set) personBefore(t int, gender text.Flag, c Context) int {
	s := int(as.Tokens[t].Sentence)
	quote, speaker := as.QuoteAt(t), -1
	if quote >= 0 {
		speaker = c.Speaker(s)
	}
	if a := as.subjectAhead(t, gender); a >= 0 {
		return a
	}
	speaks, before, lead := as.speaks(t), -1, leastLead
	if speaks {
		lead = 1
		for k := s - 1; k >= 0 && k > s-3 && before < 0; k-- {
			if before = c.Speaker(k); before < 0 {
				if who, ok := c.SourceBefore(k, as.Sentences[k].Last); ok {
					before = who.Actor
				}
			}
		}
	}
	var found []candidate
	barred := as.barred(t, c)
	for i := t - 1; i >= 0 && int(as.Tokens[i].Sentence) > s-sentencesFar; i-- {
		a, score := as.mentionOfPerson(i, t, gender, c)
		if a < 0 || a == speaker || a == barred || speaks && as.QuoteAt(i) >= 0 && as.SameSentence(i, t) {
			continue // who speaks does not call himself by his name
		}
		if a == before {
			score += asSpeaker
		}
		found = better(found, candidate{a, score})
	}
	best, next := twoBest(found)
	if best.actor < 0 || next.actor >= 0 && best.score-next.score < lead ||
		(best.actor != before || best.score < surely) && as.strangerBetween(best.actor, t) {
		return -1
	}
	return best.actor
}

// twoBest returns the candidates with the highest scores; their actor is -1 if there are fewer.
func twoBest(found []candidate) (best, next candidate) {
	best, next = candidate{-1, leastScore - 1}, candidate{-1, 0}
	for _, f := range found {
		switch {
		case f.score > best.score:
			best, next = f, best
		case f.score > next.score:
			next = f
		}
	}
	return best, next
}

// speaks reports whether the pronoun at token t is the subject of a verb of saying.
func (as *Set) speaks(t int) bool {
	if as.QuoteAt(t) >= 0 || !as.Is(t, "he", "she") {
		return false
	}
	i := t + 1
	for (as.TagAt(i) == tags.Adverb || as.Is(i, "has", "had", "also")) && as.SameSentence(t, i) {
		i++
	}
	return as.Has(i, text.IsSpeech) && as.SameSentence(t, i) || as.Has(t-1, text.IsSpeech) && as.SameSentence(t-1, t)
}

// subjectAhead returns the person who is the subject behind the opening phrase that token t is part of: "In her speech, Brandt
// said". It returns -1 if there is none.
func (as *Set) subjectAhead(t int, gender text.Flag) int {
	s := as.Sentences[as.Tokens[t].Sentence]
	if t == s.First || t > s.First+6 || as.Tokens[t].Penn != "PRP$" ||
		as.TagAt(s.First) != tags.Preposition && as.TagAt(s.First) != tags.Gerund {
		return -1
	}
	for k := s.First; k < min(s.Last, t+10); k++ {
		n := as.NameAt(k)
		if n >= 0 && k < t || as.Finite(k) {
			return -1
		}
		if n < 0 || !as.Is(k-1, ",") {
			continue
		}
		if a := as.Names[n].Actor; a >= 0 && as.Actors[a].Class == Person && as.acts(n) {
			if g := as.Actors[a].Gender; g == 0 || g&gender != 0 {
				return a
			}
		}
		return -1
	}
	return -1
}

// better adds x to the candidates, or raises the score of its actor.
func better(found []candidate, x candidate) []candidate {
	for i := range found {
		if found[i].actor == x.actor {
			found[i].score = max(found[i].score, x.score)
			return found
		}
	}
	return append(found, x)
}

// mentionOfPerson returns the person of a gender whom the mention that ends with token i means, and how near at hand it is for the
// pronoun at token t; -1 if there is no such mention.
func (as *Set) mentionOfPerson(i, t int, gender text.Flag, c Context) (actor, score int) {
	first := i
	subject, pronoun := false, false
	if n := as.NameAt(i); n >= 0 {
		m := &as.Names[n]
		if m.Last != i+1 || m.Actor < 0 || as.Actors[m.Actor].Class != Person {
			return -1, 0
		}
		actor, first = m.Actor, m.First
		subject = as.acts(n) || as.speaksBehind(m) || as.Is(i+1, ",") && as.Is(i+2, "who") && as.SameSentence(i, i+2)
	} else {
		if !as.Is(i, "he", "she", "his", "her", "him") || gender == text.IsMan && as.Is(i, "she", "her") ||
			gender == text.IsWoman && as.Is(i, "he", "his", "him") {
			return -1, 0
		}
		actor, pronoun, subject = as.Pronoun(i, c), true, as.Is(i, "he", "she")
		if actor < 0 {
			return -1, 0
		}
	}
	g := as.Actors[actor].Gender
	if g != 0 && g&gender == 0 || !as.mayCorefer(i, t, subject) {
		return -1, 0
	}
	score = 100 - perSentence*int(as.Tokens[t].Sentence-as.Tokens[i].Sentence) -
		perLine*(as.Sentences[as.Tokens[t].Sentence].Line-as.Sentences[as.Tokens[i].Sentence].Line)
	if g == gender {
		score += knownGender
	}
	if n := as.NameAt(i); n >= 0 && as.joined(&as.Names[n]) {
		score += asOneOfTwo
	}
	if pronoun {
		score += asPronoun
	}
	switch {
	case subject:
		score += asSubject
	case as.Tokens[min(i+1, t)].Penn == "NN" && as.SameSentence(i, i+1), as.Tokens[min(i+1, t)].Penn == "NNS" && as.SameSentence(i, i+1):
		score += asModifier
	case as.Has(i+1, text.IsPoss), as.Is(i, "his"), as.Is(i, "her") && as.Tokens[i].Penn == "PRP$":
		score += asPossessor
	case as.TagAt(first-1) == tags.Preposition && as.SameSentence(first-1, first):
		score += inPhrase
	}
	if as.QuoteAt(i) >= 0 && as.QuoteAt(t) != as.QuoteAt(i) {
		score += inQuote
	}
	return actor, score
}

// speaksBehind reports whether the name is the subject of a verb of saying before it: "…, said Anna Bell".
func (as *Set) speaksBehind(n *Name) bool {
	v := n.First - 1
	if n.Title[1] == n.First {
		v = n.Title[0] - 1
	}
	return as.Has(v, text.IsSpeech) && as.Finite(v) && as.SameSentence(v, n.First) && (as.Is(v-1, ",") || as.Has(v-1, text.IsMark))
}

// barred returns the person who is the subject of the clause in which the pronoun at token t is an object, or -1.
func (as *Set) barred(t int, c Context) int {
	if !as.object(t) {
		return -1
	}
	for i := t - 1; i >= 0 && as.SameSentence(i, t); i-- {
		switch n := as.NameAt(i); {
		case n >= 0 && as.acts(n) && !as.mayCorefer(i, t, true):
			return as.Names[n].Actor
		case n < 0 && as.Is(i, "he", "she") && !as.mayCorefer(i, t, true):
			return as.Pronoun(i, c)
		}
	}
	return -1
}

// mayCorefer reports whether a pronoun at t can mean the same as the mention that ends with token i: an object cannot mean the
// subject of its own clause.
func (as *Set) mayCorefer(i, t int, subject bool) bool {
	if !subject || !as.SameSentence(i, t) || !as.object(t) {
		return true
	}
	for k := i + 1; k < t; k++ {
		if as.Is(k, ",", ";", ":", "that", "who", "which", "if", "when", "because", "as", "while", "to", "after", "before") ||
			as.Has(k, text.IsMark) {
			return true
		}
	}
	return false
}

// object reports whether token t is a pronoun that is the object of the verb before it. Behind a preposition it can mean the subject:
// "he took his dog with him".
func (as *Set) object(t int) bool {
	return as.Verbal(t-1) && as.SameSentence(t-1, t) && as.isObject(t)
}

// isObject reports whether token t is a pronoun in the form of an object.
func (as *Set) isObject(t int) bool {
	return as.Is(t, "him", "them") || as.Is(t, "her", "it") && as.Tokens[t].Penn == "PRP" && !as.Finite(t+1)
}

// strangerBetween reports whether somebody without a name, whom the pronoun at t may mean as well, stands between it and the last
// mention of actor a: "a neighbour", "the man".
func (as *Set) strangerBetween(a, t int) bool {
	from := as.lastMention(a, t)
	for k := t - 1; k > from; k-- {
		if as.NameAt(k) >= 0 || as.QuoteAt(k) >= 0 && as.QuoteAt(k) != as.QuoteAt(t) || !as.stranger(k) {
			continue
		}
		if p := as.phraseStart(k); p-2 == from && as.Is(p-1, ",", "–", "—", "-", "(") {
			continue // "Brandt – a former miner who left – said": Brandt
		}
		if as.Finite(k+1) || as.Is(k+1, "who", "whose") || as.Is(k+1, ",") && as.Is(k+2, "who", "whose") {
			return true
		}
	}
	return false
}

// stranger reports whether token k is the head of a phrase that introduces or means a person without a name.
func (as *Set) stranger(k int) bool {
	if as.Tokens[k].Penn != "NN" || !as.Has(k, text.IsRole) && !lists().people[as.Word(k).Lower] || as.NameAt(k+1) >= 0 {
		return false
	}
	for i := k - 1; i > k-5 && i >= 0; i-- {
		if as.Is(i, "a", "an", "the", "one", "another", "this", "that", "his", "her", "their", "my") || as.Has(i, text.IsPoss) {
			return true
		}
		if !as.Modifies(i) {
			return false
		}
	}
	return false
}

// lastMention returns the last token before t of a name of actor a or of a pronoun that means it.
func (as *Set) lastMention(a, t int) int {
	for k := t - 1; k >= 0; k-- {
		if n := as.NameAt(k); n >= 0 && as.Names[n].Actor == a || n < 0 && as.asked[k] == int32(a)+2 {
			return k
		}
	}
	return -1
}

// acts is Acts of name n, remembered.
func (as *Set) acts(n int) bool {
	if as.actsMemo == nil {
		as.actsMemo = make([]int8, len(as.Names))
	}
	if as.actsMemo[n] == 0 {
		as.actsMemo[n] = -1
		if as.Acts(&as.Names[n]) {
			as.actsMemo[n] = 1
		}
	}
	return as.actsMemo[n] > 0
}

// subjectBody returns the body that is the subject of the clause of the pronoun at token t, or of the verb of saying on which that
// clause depends, or -1.
func (as *Set) subjectBody(t int, fits func(*Actor) bool) int {
	if as.QuoteAt(t) >= 0 || as.Is(t, "it") && !as.actingIt(t) {
		return -1
	}
	s := as.Sentences[as.Tokens[t].Sentence]
	for k := t - 1; k >= s.First; k-- {
		if n := as.NameAt(k); n >= 0 {
			m := &as.Names[n]
			if m.Last == k+1 && as.acts(n) && !as.joined(m) {
				if m.Actor >= 0 && fits(as.Actors[m.Actor]) && as.mayCorefer(k, t, true) {
					return m.Actor
				}
				return -1
			}
			k = m.First
			continue
		}
		if as.Is(k, "it", "they") && as.Finite(k+1) {
			if as.Is(t, "it", "its") == as.Is(k, "it") && as.mayCorefer(k, t, true) {
				return as.Pronoun(k, nil)
			}
			return -1
		}
		if as.Is(t, "they", "their") && as.Is(k, ",", "but", ";") {
			return -1
		}
		if as.commonSubject(k) || as.Tokens[k].Penn == "NNS" && as.Is(t, "they", "their") {
			return -1
		}
	}
	return -1
}

// actingIt reports whether "it" at token t is the subject of a verb of doing: in "it is time" and "it rains" it means nobody, and
// as an object it seldom means who acts.
func (as *Set) actingIt(t int) bool {
	i := t + 1
	for as.TagAt(i) == tags.Adverb && as.SameSentence(t, i) {
		i++
	}
	if !as.SameSentence(t, i) || !as.Finite(i) {
		return false
	}
	if !as.Is(i, "is", "was", "'s", "would", "will", "has", "had", "may", "could", "might") {
		return true
	}
	if as.TagAt(i) == tags.Modal {
		return !as.Is(i+1, "be", "take", "seem", "appear", "rain", "snow")
	}
	for i++; as.TagAt(i) == tags.Adverb && as.SameSentence(t, i); {
		i++
	}
	return as.SameSentence(t, i) && (as.Verbal(i) && !as.Is(i, "be", "been", "taken", "take") || as.Is(i, "no") || as.Is(i, "not"))
}

// joined reports whether the name is one of several with an "and", so that a pronoun means them all.
func (as *Set) joined(n *Name) bool {
	return as.Is(n.Last, "and") && as.NameAt(n.Last+1) >= 0 || as.Is(n.First-1, "and") && as.NameAt(n.First-2) >= 0
}

// commonSubject reports whether token k is a noun or pronoun that is the subject of the verb behind it.
func (as *Set) commonSubject(k int) bool {
	switch as.Tokens[k].Penn {
	case "NN", "NNS", "PRP", "DT", "WDT", "WP", "EX":
	default:
		return false
	}
	i := k + 1
	for as.TagAt(i) == tags.Adverb && as.SameSentence(k, i) {
		i++
	}
	return as.SameSentence(k, i) && as.Finite(i)
}
