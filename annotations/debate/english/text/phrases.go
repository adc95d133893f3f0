package text

import (
	"strings"

	"parley/annotations/debate/english/tags"
)

// Finite reports whether token i is a verb that can be a predicate.
func (d *Document) Finite(i int) bool {
	if i < 0 || i >= len(d.Tokens) {
		return false
	}
	switch d.TagAt(i) {
	case tags.VerbPast, tags.VerbThird, tags.Modal:
		return true
	case tags.VerbBase:
		return !d.Has(i, IsCap)
	}
	return d.Is(i, "is", "are", "was", "were", "has", "have", "had", "did", "does", "do")
}

// Verbal reports whether token i is tagged as a verb.
func (d *Document) Verbal(i int) bool {
	switch d.TagAt(i) {
	case tags.VerbPast, tags.VerbThird, tags.VerbBase, tags.Participle, tags.Gerund:
		return true
	}
	return false
}

// Passive reports whether the participle at i belongs to a form of "be" or stands alone after a noun.
func (d *Document) Passive(i, lo int) bool {
	for k := i - 1; k >= lo && k > i-4; k-- {
		if d.Is(k, "is", "are", "was", "were", "been", "being", "be") {
			return true
		}
	}
	return d.Is(i-1, ",") || d.TagAt(i-1) == tags.Adverb || d.TagAt(i-1) == tags.Nouns || d.TagAt(i-1) == tags.Noun
}

// PhraseEnd returns the end of the noun phrase at i: before a comma, a bracket, a quote, a
// dash or a predicate.
func (d *Document) PhraseEnd(i int) int {
	k := i
	for ; k < i+22 && d.SameSentence(i, k); k++ {
		w := d.Word(k)
		if w.Flags&IsMark != 0 || w.Flags&IsWord == 0 && w.Flags&IsPoss == 0 && w.Text != "-" && w.Text != "&" {
			break
		}
		if k > i && (w.Flags&IsSpeech != 0 && (d.TagAt(k) == tags.VerbPast || d.TagAt(k) == tags.VerbThird) ||
			d.TagAt(k) == tags.VerbPast && w.Lower != "based" && d.TagAt(k-1) != tags.Preposition || w.Lower == "who" ||
			d.Is(k, "is", "was", "has", "had", "will", "would", "said", "told")) {
			break
		}
	}
	return k
}

// AgentNoun reports whether the ending of a noun says that it means a person: astronomer, glazier.
func (d *Document) AgentNoun(i int) bool {
	if d.TagAt(i) != tags.Noun {
		return false
	}
	low := d.Word(i).Lower
	for _, s := range []string{"er", "or", "ist", "ian", "man", "woman", "eer", "ier"} {
		if strings.HasSuffix(low, s) && len(low) > len(s)+3 {
			return true
		}
	}
	return false
}

// StanceVerb reports whether the verb at i is for or against what follows, and where that
// begins; 0 if it is neither.
func (d *Document) StanceVerb(i int) (pro bool, at int) {
	switch d.TagAt(i) {
	case tags.VerbPast, tags.VerbThird, tags.VerbBase, tags.Participle, tags.Gerund, tags.Nouns, tags.Noun:
	case tags.Adverb:
		if !d.Is(i, "back") || d.TagAt(i-1) != tags.Nouns {
			return false, 0
		}
	case tags.Modal:
		if d.Is(i, "will", "would") && d.Is(i+1, "not", "never") {
			return false, i + 2
		}
		return false, 0
	default:
		return false, 0
	}
	switch w := d.Word(i); {
	case w.Flags&isFor != 0:
		return true, i + 1
	case w.Flags&isAgainst != 0:
		return false, i + 1
	}
	switch d.Word(i).Lower {
	case "insists", "insisted", "insist":
		if d.Is(i+1, "on") {
			return true, i + 2
		}
	case "calls", "called", "pushes", "pushed", "pressed", "argued", "asked":
		if d.Is(i+1, "for") {
			return true, i + 2
		}
		if d.Is(i+1, "against") {
			return false, i + 2
		}
	case "rules", "ruled":
		if d.Is(i+1, "out") {
			return false, i + 2
		}
	case "objects", "objected", "object":
		if d.Is(i+1, "to") {
			return false, i + 2
		}
	case "voted":
		if d.Is(i+1, "against", "for") {
			return d.Is(i+1, "for"), i + 2
		}
	case "campaigned", "protested", "appealed":
		if d.Is(i+1, "against") {
			return false, i + 2
		}
	}
	return false, 0
}
