// Package names finds the names of persons, bodies, places and peoples in a text that is
// cut into words: an averaged perceptron with gazetteers, decoded by Viterbi's method.
// What it knows lies in two files beside it, made by the program in names/train.
package names

import (
	"context"
	"embed"
	"sync"
)

// A Kind says what a name names.
type Kind uint8

// The kinds of name. The zero Kind is no name.
const (
	None Kind = iota
	Person
	Body  // an organisation
	Place // also a state
	Demonym
	Thing // a work, an event, a ship: a name all the same
)

// A Token is one word or sign of a text.
type Token struct {
	Word int32 // its number among the words of the text
	Tag  uint8 // its part of speech, below 32
}

// A Text is what is to be read: every spelling once, the tokens, and the sentences as
// half-open ranges of tokens, in order and without overlaps.
type Text struct {
	Words     []string
	Tokens    []Token
	Sentences [][2]int
}

// A Span is a name: tokens [First, Last) of one sentence.
type Span struct {
	First, Last int
	Kind        Kind
	Margin      int // how much worse the text would read without it, at least 0; for comparing only
}

// data holds what was learnt: weights.bin and gazetteer.bin, as the manifest beside them says.
//
//go:embed data/*.bin
var data embed.FS

// file returns a file of data.
func file(name string) []byte {
	b, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err) // it is part of the program
	}
	return b
}

// Open returns the recogniser that the program carries. It is read when it is first asked
// for, and may be used by several goroutines. The error says that the files do not fit.
var Open = sync.OnceValues(func() (*Recogniser, error) { return Decode(file("weights.bin"), file("gazetteer.bin")) })

// A Recogniser finds names. It is not changed by being used.
type Recogniser struct {
	weights *weights
	words   *Gazetteer
}

// Decode makes a recogniser of weights and a gazetteer as [Learn] and [Gazetteer.Encode] write them.
func Decode(weights, gazetteer []byte) (*Recogniser, error) {
	g, err := DecodeGazetteer(gazetteer)
	if err != nil {
		return nil, err
	}
	w, err := decodeWeights(weights)
	if err != nil {
		return nil, err
	}
	return &Recogniser{w, g}, nil
}

// Find returns the names in t, in text order and without overlaps. The text is read twice:
// the second time it is known for what its words were taken elsewhere in it. The error is
// that of ctx.
func (r *Recogniser) Find(ctx context.Context, t Text) ([]Span, error) {
	rd := newReading(r.weights, r.words, t)
	first, err := rd.all(ctx)
	if err != nil {
		return nil, err
	}
	rd.remember(first)
	return rd.all(ctx)
}
