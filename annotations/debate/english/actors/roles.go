package actors

import (
	"strings"

	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/stem"
)

// A Role is what the text says a person is.
type Role struct {
	Text  string
	Heads []string // its nouns in the singular and in small letters: "envoy", "minister"
	Sure  int      // 1 to 3, by the place where it stands
	Token int      // where
}

// roleOf looks for the role of the person or body that name i names.
func (c *clusterer) roleOf(i int) {
	n := &c.Names[i]
	if n.Actor < 0 || n.Class != Person {
		return
	}
	a := c.Actors[n.Actor]
	if len(a.Roles) > 12 {
		return
	}
	for _, r := range []Role{c.roleBefore(n), c.roleAfter(n)} {
		if r.Text != "" {
			a.Roles = append(a.Roles, r)
		}
	}
}

// roleBefore reads "Russian President", "outgoing US envoy", "Ambassador to the US" before a name.
func (c *clusterer) roleBefore(n *Name) Role {
	end := n.First
	for end > 0 && c.SameSentence(end-1, n.First) && c.Has(end-1, text.IsHonorific) && !c.Has(end-1, text.IsRole) {
		end--
	}
	for c.Has(end-1, text.IsHonorific) && c.Has(end-2, text.IsRole) && c.SameSentence(end-2, n.First) { // "Vice-chancellor Prof"
		end--
	}
	head := end - 1
	if c.Is(head, ",") && c.Has(head-1, text.IsRole) && !strings.HasSuffix(c.Word(head-1).Lower, "s") &&
		(c.Is(n.Last, ",", "–", "—", "(", ".", ";") || c.Has(n.Last, text.IsSpeech)) {
		head--
		end = head + 1
	} else if c.Is(head, ",") && c.Has(head-1, text.IsRole) && strings.HasSuffix(c.Word(head-1).Lower, "s") && c.Is(n.Last, "and", ",") {
		head-- // "two American negotiators, Jared Kushner and …"
		end = head + 1
	}
	if !c.SameSentence(head, n.First) {
		return Role{}
	}
	if n.Title[1] == end && !c.Has(head, text.IsRole) { // "Secretary of State"
		head = n.Title[0]
	} else if !c.Has(head, text.IsRole) { // "Ambassador to the US" Kim Darroch
		k := head
		if t := c.NameAt(head); t >= 0 {
			k = c.Names[t].First - 1
		}
		if k == head || !c.SameSentence(k, n.First) {
			return Role{}
		}
		if c.Is(k, "the") {
			k--
		}
		if !c.Is(k, "to", "of", "for", "at", "in") || !c.Has(k-1, text.IsRole) {
			return Role{}
		}
		head = k - 1
	}
	start := head
	for start > 0 && head-start < 8 && c.SameSentence(start-1, n.First) && c.Modifies(start-1) {
		start--
	}
	for start < head && (c.TagAt(start) == tags.Determiner && !c.Has(start+1, text.IsPoss) ||
		c.Is(start, "the", "a", "an", "and", "or") || c.Has(start, text.IsPoss) || c.Is(start, "-", "both") ||
		c.TagAt(start) == tags.Number) {
		start++
	}
	words := c.Slice(start, end)
	if w := c.Word(end - 1); w.Lower != "" && strings.HasSuffix(w.Lower, "s") && c.Has(end-1, text.IsRole) &&
		!strings.HasSuffix(w.Lower, "ss") && end-1 == head {
		words = strings.TrimSuffix(words, "s") // one of several "representatives"
	}
	return Role{words, c.heads(start, end), 3, n.First}
}

// heads returns the nouns of a role phrase that say what somebody is.
func (c *clusterer) heads(first, last int) []string {
	var out []string
	for i := first; i < last; i++ {
		if w := c.Word(i); w.Flags&text.IsRole != 0 {
			out = append(out, stem.Singular(w.Lower))
		}
	}
	return out
}

// roleAfter reads ", a scholar at …,", ", who heads …," and "is the …" after a name.
func (c *clusterer) roleAfter(n *Name) Role {
	i := n.Last
	if c.Is(i, "(") {
		for k := i; k < i+8 && c.SameSentence(n.First, k); k++ {
			if c.Is(k, ")") {
				i = k + 1
				break
			}
		}
	}
	switch {
	case c.Is(i, ",") && c.Has(i+1, text.IsNumber) && c.Is(i+2, ","):
		i += 3
	case c.Is(i, ",", "–", "—"):
		i++
	case c.Is(i, "is", "was") && c.Is(i+1, "a", "an", "the"):
		return c.rolePhrase(n, i+1, 1)
	default:
		return Role{}
	}
	if c.Is(i, "who") && lists().duties[c.Word(i+1).Lower] {
		end := c.PhraseEnd(i + 1)
		return Role{c.Slice(i+1, end), nil, 2, n.First}
	}
	return c.rolePhrase(n, i, 2)
}

// rolePhrase reads a noun phrase with a role noun that begins at i.
func (c *clusterer) rolePhrase(n *Name, i, sure int) Role {
	end := c.PhraseEnd(i)
	found := -1
	for k := i; k < end && k < i+9; k++ {
		if c.Has(k, text.IsRole) || k > i && c.AgentNoun(k) && c.Is(i, "a", "an", "the") &&
			(k+1 >= end || c.TagAt(k+1) == tags.Preposition) {
			found = k
		} else if found >= 0 || c.TagAt(k) == tags.Preposition && !c.Is(k-1, "one") {
			break
		}
	}
	if found < 0 || found > i && c.Finite(i) && c.TagAt(i) != tags.VerbBase {
		return Role{}
	}
	for i < end && c.Is(i, "a", "an", "the") {
		i++
	}
	return Role{c.Slice(i, end), c.heads(i, min(found+1, end)), sure, n.First}
}
