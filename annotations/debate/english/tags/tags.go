// Package tags tells the part of speech of words.
package tags

import (
	"sync"

	prose "github.com/jdkato/prose/v3/tag"
)

// A Tag is a part of speech, as coarse as it is needed here.
type Tag uint8

// The parts of speech.
const (
	Other      Tag = iota
	Noun           // singular or mass
	Nouns          // plural
	Proper         // a proper noun
	VerbBase       // base form or present without -s
	VerbPast       // past tense
	VerbThird      // third person singular
	Participle     // past participle
	Gerund         // -ing
	Modal
	Adjective
	Adverb
	Preposition
	Determiner
	Pronoun
	Number
	Conjunction
	Wh
	To
)

// penn translates the names of the Penn set.
var penn = map[string]Tag{
	"NN": Noun, "NNS": Nouns, "NNP": Proper, "NNPS": Proper, "VB": VerbBase, "VBP": VerbBase, "VBD": VerbPast,
	"VBZ": VerbThird, "VBN": Participle, "VBG": Gerund, "MD": Modal, "JJ": Adjective, "JJR": Adjective, "JJS": Adjective,
	"RB": Adverb, "RBR": Adverb, "RBS": Adverb, "RP": Adverb, "IN": Preposition, "DT": Determiner, "PDT": Determiner, "PRP": Pronoun, "PRP$": Determiner,
	"CD": Number, "CC": Conjunction, "WDT": Wh, "WP": Wh, "WP$": Wh, "WRB": Wh, "TO": To,
}

// once loads the tagger when it is first asked for. It is safe for use by several
// goroutines; nil if it cannot be loaded.
var once = sync.OnceValue(func() *prose.Tagger {
	t, err := prose.New()
	if err != nil {
		return nil
	}
	return t
})

// A Tagger tags words. It may be used for one text after another, but not at once.
type Tagger struct{ buf []prose.Token }

// Penn returns the tag of word i of the last call of Tag in the set of the Penn Treebank, such as "VBD"; empty
// if the tagger cannot be loaded.
func (t *Tagger) Penn(i int) string { return t.buf[i].Tag }

// Tag returns the parts of speech of words that stand together in one sentence, in a
// slice that is good until the next call; all Other if the tagger cannot be loaded.
func (t *Tagger) Tag(words []string, out []Tag) []Tag {
	t.buf, out = t.buf[:0], out[:0]
	for _, w := range words {
		t.buf = append(t.buf, prose.Token{Text: w})
	}
	if p := once(); p != nil {
		p.TagTokens(t.buf)
	}
	for i := range t.buf {
		out = append(out, penn[t.buf[i].Tag])
	}
	return out
}
