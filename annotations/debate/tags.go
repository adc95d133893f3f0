package debate

import (
	"sync"

	prose "github.com/jdkato/prose/v3/tag"
)

// A tag is a part of speech, as coarse as it is needed here.
type tag uint8

const (
	other      tag = iota
	noun           // singular or mass
	nouns          // plural
	proper         // a proper noun
	verbBase       // base form or present without -s
	verbPast       // past tense
	verbThird      // third person singular
	participle     // past participle
	gerund         // -ing
	modal
	adjective
	adverb
	preposition
	determiner
	pronoun
	number
	conjunction
	wh
	to
)

// tagNames translates the names of the Penn set.
var tagNames = map[string]tag{
	"NN": noun, "NNS": nouns, "NNP": proper, "NNPS": proper, "VB": verbBase, "VBP": verbBase, "VBD": verbPast,
	"VBZ": verbThird, "VBN": participle, "VBG": gerund, "MD": modal, "JJ": adjective, "JJR": adjective, "JJS": adjective,
	"RB": adverb, "RBR": adverb, "RBS": adverb, "RP": adverb, "IN": preposition, "DT": determiner, "PDT": determiner, "PRP": pronoun, "PRP$": determiner,
	"CD": number, "CC": conjunction, "WDT": wh, "WP": wh, "WP$": wh, "WRB": wh, "TO": to,
}

// taggerOnce loads the tagger when it is first asked for. It is safe for use by several
// goroutines; nil if it cannot be loaded.
var taggerOnce = sync.OnceValue(func() *prose.Tagger {
	t, err := prose.New()
	if err != nil {
		return nil
	}
	return t
})

// tagAll gives every token its part of speech, sentence by sentence.
func (d *doc) tagAll() {
	t := taggerOnce()
	var buf []prose.Token
	for i := range d.sents {
		if d.stopped(i) {
			return
		}
		for from := d.sents[i].first; from < d.sents[i].last; from += 400 {
			till := min(from+400, d.sents[i].last)
			buf = buf[:0]
			words := false
			for k := from; k < till; k++ {
				w := d.at(k)
				words = words || w.flags&isWord != 0
				buf = append(buf, prose.Token{Text: w.text})
			}
			if t != nil && words {
				t.TagTokens(buf)
			}
			for k := from; k < till; k++ {
				d.toks[k].tag = tagNames[buf[k-from].Tag]
				if d.has(k, isMark|isPoss) {
					d.toks[k].tag = other
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
