// Package anchor describes passages so that they can be found again, and finds them.
package anchor

import "parley/annotations/article"

// An Anchor is how a passage is found again. Exact is never rewritten, whatever
// becomes of the text.
type Anchor struct {
	Range  article.Range // in the version it was made on
	Exact  string        // the passage, character for character
	Prefix string        // up to [Context] code points before it, cut at word borders
	Suffix string        // as many after it
	Block  int           // index of the block it begins in
}

// Context is the most code points of text an anchor keeps on either side.
const Context = 120

// A State says how sure it is where an anchor stands.
type State uint8

// The states of a placement. The zero State is Unattached.
const (
	Unattached State = iota
	Exact            // at the place where it was made, or where the difference of the texts puts it, with the same words
	Moved            // the same words at another place
	Edited           // harmlessly changed words
	Review           // to be settled by the reader
)

// stateWords are the words for the states, in their order.
var stateWords = [...]string{"unattached", "exact", "moved", "edited", "review"}

// String returns the state's word, such as "exact".
func (s State) String() string {
	if int(s) < len(stateWords) {
		return stateWords[s]
	}
	return stateWords[Review]
}

// A Placement says where an anchor stands in a version, how that was found, and how sure it is.
// The zero Placement is unattached.
type Placement struct {
	Range article.Range
	State State
	Score float64
	Why   string // in words, for Review
}
