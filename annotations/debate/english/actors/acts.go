package actors

import (
	"parley/annotations/debate"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// Acts reports whether n is the subject of a verb.
func (as *Set) Acts(n *Name) bool {
	if n.Form == debate.ByDemonym {
		return false
	}
	if n.First > 0 && as.SameSentence(n.First-1, n.First) && as.TagAt(n.First-1) == tags.Preposition &&
		!as.Is(n.First-1, "that", "if", "because", "while", "as", "after", "before", "since", "until", "although", "though", "unless",
			"whether") {
		return false
	}
	i := as.skipAside(n.Last)
	i = as.skipAside(as.skipJoined(n, i))
	if as.Is(i, "and") { // "the United States and most Arab states say"
		for k := i + 1; k < i+6 && as.SameSentence(n.First, k); k++ {
			if !as.Modifies(k) {
				if k > i+1 && as.Finite(k) && as.TagAt(k-1) == tags.Nouns {
					i = k
				}
				break
			}
		}
	}
	if as.Is(i, ",") && (as.Is(n.First-1, ",") || as.Is(n.First-1, "the") && as.Is(n.First-2, ",")) {
		i++ // "its partner, the Liberal Forum, rejects it"
	}
	if !as.SameSentence(n.First, i) {
		return false
	}
	if pro, at := as.StanceVerb(i); (pro || at > 0) && !as.Has(i, text.IsPoss) && as.TagAt(i) != tags.Nouns {
		return true
	}
	for as.TagAt(i) == tags.Adverb && as.SameSentence(i, i+1) {
		i++
	}
	return as.Finite(i) && !as.Has(i, text.IsPoss)
}

// skipJoined returns the position after the names that are joined to n at i by commas
// and an "and": "Poland and South Africa favour".
func (as *Set) skipJoined(n *Name, i int) int {
	at := i
	for range 4 {
		and := as.Is(at, "and") || as.Is(at, ",") && as.Is(at+1, "and")
		k := at + 1
		if as.Is(k, "and") {
			k++
		}
		if as.Is(k, "the") {
			k++
		}
		if !and && !as.Is(at, ",") || !as.SameSentence(n.First, k) || as.NameAt(k) < 0 || as.Names[as.NameAt(k)].Form == debate.ByDemonym {
			break
		}
		at = as.Names[as.NameAt(k)].Last
		if and {
			return at
		}
	}
	return i
}

// skipAside returns the position after an aside in commas or brackets that begins at i.
func (as *Set) skipAside(i int) int {
	for range 2 {
		end := ""
		switch {
		case as.Is(i, "("):
			end = ")"
		case as.Is(i, ",") && (as.Is(i+1, "who", "which", "whose", "a", "an", "the", "and") || as.Has(i+1, text.IsNumber|text.IsRole) ||
			as.Has(i+2, text.IsRole) || as.NameAt(i+1) >= 0 && as.Has(as.Names[as.NameAt(i+1)].Last, text.IsPoss)):
			end = ","
		case as.Is(i, ",") && (as.Is(i+1, "however", "meanwhile", "too", "though", "by", "for", "in", "on", "like", "unlike", "with",
			"at", "despite", "after") && (as.Is(i+2, ",") || as.Is(i+3, ",") || as.Is(i+4, ","))):
			end = ","
		default:
			return i
		}
		k := i + 1
		for k < i+25 && as.SameSentence(i, k) && as.Word(k).Text != end {
			k++
		}
		if k >= i+25 || !as.SameSentence(i, k) {
			return i
		}
		i = k + 1
	}
	return i
}
