package debate

import "parley/annotations/debate/tags"

// A tag is a part of speech.
type tag = tags.Tag

// The parts of speech, as they are written here.
const (
	other       = tags.Other
	noun        = tags.Noun
	nouns       = tags.Nouns
	proper      = tags.Proper
	verbBase    = tags.VerbBase
	verbPast    = tags.VerbPast
	verbThird   = tags.VerbThird
	participle  = tags.Participle
	gerund      = tags.Gerund
	modal       = tags.Modal
	adjective   = tags.Adjective
	adverb      = tags.Adverb
	preposition = tags.Preposition
	determiner  = tags.Determiner
	pronoun     = tags.Pronoun
	number      = tags.Number
	conjunction = tags.Conjunction
	wh          = tags.Wh
	to          = tags.To
)

// tagAll gives every token its part of speech, sentence by sentence.
func (d *doc) tagAll() {
	var t tags.Tagger
	var texts []string
	var out []tag
	for i := range d.sents {
		if d.stopped(i) {
			return
		}
		for from := d.sents[i].first; from < d.sents[i].last; from += 400 {
			till := min(from+400, d.sents[i].last)
			texts = texts[:0]
			words := false
			for k := from; k < till; k++ {
				w := d.at(k)
				words = words || w.flags&isWord != 0
				texts = append(texts, w.text)
			}
			if !words {
				continue
			}
			out = t.Tag(texts, out)
			for k := from; k < till; k++ {
				if !d.has(k, isMark|isPoss) {
					d.toks[k].tag = out[k-from]
				}
			}
		}
	}
}

// finite reports whether token i is a verb that can be a predicate.
func (d *doc) finite(i int) bool {
	if i < 0 || i >= len(d.toks) {
		return false
	}
	switch d.tagAt(i) {
	case verbPast, verbThird, modal:
		return true
	case verbBase:
		return !d.has(i, isCap)
	}
	return d.is(i, "is", "are", "was", "were", "has", "have", "had", "did", "does", "do")
}
