package annotations

import (
	"time"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

// A Verdict is what the reader has settled about a passage in a version that it was not made on.
type Verdict uint8

// The verdicts. The zero Verdict is Unsettled: where the passage stands is found from the texts.
const (
	Unsettled Verdict = iota
	Accepted          // it stands where it was found
	Attached          // it stands where the reader has put it
	Apart             // it stands nowhere in this version, and that is right
)

// A Passage names one passage of a highlight or of a statement.
type Passage struct {
	Of   ID  // the highlight or statement
	Part int // which of a statement's passages, from 0; 0 for a highlight
}

// A Settlement is what the reader has settled about a passage in a version. The passage's own words and the version they
// were marked in stay what they were.
type Settlement struct {
	Passage
	Article  ID
	Version  ID
	Number   int // of the version; not stored
	Verdict  Verdict
	Range    article.Range // in the version; empty for Apart
	Modified time.Time
}

// Same reports whether two settlements settle the same, whenever that was written.
func (s Settlement) Same(o Settlement) bool {
	return s.Verdict == o.Verdict && (s.Verdict == Unsettled || s.Passage == o.Passage && s.Version == o.Version && s.Range == o.Range)
}

// A SettlementEdit takes a settlement from one state to another; one that is Unsettled is not kept.
type SettlementEdit struct{ From, To Settlement }

// A Found is where a passage was found in a version, as it is kept so that it need not be looked for again.
type Found struct {
	Passage
	Basis     string // what it was found by: engine, version and range; if that is another now, it is looked for again
	Placement anchor.Placement
}
