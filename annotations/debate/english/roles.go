package english

import (
	"strings"

	"parley/annotations/debate"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/stem"
)

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
	for end > 0 && d.SameSentence(end-1, n.first) && d.Has(end-1, text.IsHonorific) && !d.Has(end-1, text.IsRole) {
		end--
	}
	for d.Has(end-1, text.IsHonorific) && d.Has(end-2, text.IsRole) && d.SameSentence(end-2, n.first) { // "Vice-chancellor Prof"
		end--
	}
	head := end - 1
	if d.Is(head, ",") && d.Has(head-1, text.IsRole) && !strings.HasSuffix(d.Word(head-1).Lower, "s") && (d.Is(n.last, ",", "–", "—", "(", ".", ";") || d.Has(n.last, text.IsSpeech)) {
		head--
		end = head + 1
	} else if d.Is(head, ",") && d.Has(head-1, text.IsRole) && strings.HasSuffix(d.Word(head-1).Lower, "s") && d.Is(n.last, "and", ",") {
		head-- // "two American negotiators, Jared Kushner and …"
		end = head + 1
	}
	if !d.SameSentence(head, n.first) {
		return role{}
	}
	if n.title[1] == end && !d.Has(head, text.IsRole) { // "Secretary of State"
		head = n.title[0]
	} else if !d.Has(head, text.IsRole) { // "Ambassador to the US" Kim Darroch
		k := head
		if t := d.nameAt(head); t >= 0 {
			k = d.names[t].first - 1
		}
		if k == head || !d.SameSentence(k, n.first) {
			return role{}
		}
		if d.Is(k, "the") {
			k--
		}
		if !d.Is(k, "to", "of", "for", "at", "in") || !d.Has(k-1, text.IsRole) {
			return role{}
		}
		head = k - 1
	}
	start := head
	for start > 0 && head-start < 8 && d.SameSentence(start-1, n.first) && d.modifies(start-1) {
		start--
	}
	for start < head && (d.TagAt(start) == tags.Determiner && !d.Has(start+1, text.IsPoss) || d.Is(start, "the", "a", "an", "and", "or") || d.Has(start, text.IsPoss) || d.Is(start, "-", "both") || d.TagAt(start) == tags.Number) {
		start++
	}
	words := d.Slice(start, end)
	if w := d.Word(end - 1); w.Lower != "" && strings.HasSuffix(w.Lower, "s") && d.Has(end-1, text.IsRole) && !strings.HasSuffix(w.Lower, "ss") && end-1 == head {
		words = strings.TrimSuffix(words, "s") // one of several "representatives"
	}
	return role{words, d.heads(start, end), 3, n.first}
}

// modifies reports whether token i can stand in a noun phrase before its head.
func (d *doc) modifies(i int) bool {
	w := d.Word(i)
	if w.Flags&text.IsMark != 0 || w.Flags&text.IsSpeech != 0 && d.TagAt(i) != tags.Noun && d.nameAt(i) < 0 {
		return false
	}
	if w.Flags&text.IsPoss != 0 || d.nameAt(i) >= 0 || w.Text == "-" {
		return true
	}
	switch d.TagAt(i) {
	case tags.Adjective, tags.Noun, tags.Nouns, tags.Proper, tags.Number:
		return w.Flags&text.IsWord != 0
	case tags.Gerund, tags.Participle:
		return w.Flags&text.IsCommon != 0
	case tags.Conjunction:
		return w.Lower == "and" && i > 0 && d.joined(i-1) && d.joined(i+1)
	case tags.Determiner:
		return true
	}
	return false
}

// joined reports whether token i can stand beside an "and" inside a noun phrase.
func (d *doc) joined(i int) bool {
	if i >= len(d.Tokens) || d.Has(i, text.IsMark) {
		return false
	}
	if n := d.nameAt(i); n >= 0 {
		return d.names[n].form == debate.ByDemonym || d.names[n].known != nil && d.names[n].class == placeName || d.names[n].class == placeName
	}
	return d.TagAt(i) == tags.Noun || d.TagAt(i) == tags.Adjective
}

// heads returns the nouns of a role phrase that say what somebody is.
func (d *doc) heads(first, last int) []string {
	var out []string
	for i := first; i < last; i++ {
		if w := d.Word(i); w.Flags&text.IsRole != 0 {
			out = append(out, stem.Singular(w.Lower))
		}
	}
	return out
}

// roleAfter reads ", a scholar at …,", ", who heads …," and "is the …" after a name.
func (d *doc) roleAfter(n *name) role {
	i := n.last
	if d.Is(i, "(") {
		for k := i; k < i+8 && d.SameSentence(n.first, k); k++ {
			if d.Is(k, ")") {
				i = k + 1
				break
			}
		}
	}
	switch {
	case d.Is(i, ",") && d.Has(i+1, text.IsNumber) && d.Is(i+2, ","):
		i += 3
	case d.Is(i, ",", "–", "—"):
		i++
	case d.Is(i, "is", "was") && d.Is(i+1, "a", "an", "the"):
		return d.rolePhrase(n, i+1, 1)
	default:
		return role{}
	}
	if d.Is(i, "who") && d.Is(i+1, "heads", "leads", "runs", "chairs", "represents", "directs", "owns", "founded", "headed", "led", "ran", "chaired", "teaches", "studies", "advises", "edits", "manages", "owns", "works", "chairs", "commands", "oversees", "covers", "researches") {
		end := d.PhraseEnd(i + 1)
		return role{d.Slice(i+1, end), nil, 2, n.first}
	}
	return d.rolePhrase(n, i, 2)
}

// rolePhrase reads a noun phrase with a role noun that begins at i.
func (d *doc) rolePhrase(n *name, i, sure int) role {
	end := d.PhraseEnd(i)
	found := -1
	for k := i; k < end && k < i+9; k++ {
		if d.Has(k, text.IsRole) || k > i && d.AgentNoun(k) && d.Is(i, "a", "an", "the") && (k+1 >= end || d.TagAt(k+1) == tags.Preposition) {
			found = k
		} else if found >= 0 || d.TagAt(k) == tags.Preposition && !d.Is(k-1, "one") {
			break
		}
	}
	if found < 0 || found > i && d.Finite(i) && d.TagAt(i) != tags.VerbBase {
		return role{}
	}
	for i < end && d.Is(i, "a", "an", "the") {
		i++
	}
	return role{d.Slice(i, end), d.heads(i, min(found+1, end)), sure, n.first}
}
