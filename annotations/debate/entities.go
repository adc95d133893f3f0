package debate

import (
	"time"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

// An ID is the UUID (version 7) of an entity of the library.
type ID = article.ID

// An Actor is a person, organisation, state or group that takes part in what is disputed.
// Actors belong to the library: the articles that name them share them.
type Actor struct {
	ID       ID
	Name     string
	Kind     Kind
	Role     string  // such as "US envoy"; empty if not known
	Side     string  // the side it is on, in the reader's words; empty if none was given
	Aliases  []Alias // in the order they were learnt; none equals Name
	Created  time.Time
	Modified time.Time
	Revision int64 // rises with every change
}

// An Alias is another name of an actor.
type Alias struct {
	Name string
	Form Form // how the name names: [ByAlias], [ByDemonym] or, for a second full name, [ByName]
}

// A Dispute is an open question. Disputes belong to the library, as actors do.
type Dispute struct {
	ID        ID
	Title     string     // a question where possible
	Positions []Position // from one extreme to the other, as the reader ordered them
	Created   time.Time
	Modified  time.Time
	Revision  int64
}

// A Position is a possible answer to a dispute.
type Position struct {
	ID       ID
	Dispute  ID
	Answer   string
	Created  time.Time
	Modified time.Time
	Revision int64
}

// A Statement is an actor taking a stance in an article. While no position is known it
// is about the dispute alone, or about nothing named yet.
type Statement struct {
	ID          ID
	Article     ID
	Version     ID // the version its anchors were made on
	Actor       ID
	Dispute     ID // zero while unknown
	Position    ID // zero while unknown; otherwise a position of Dispute
	Stance      Stance
	Attribution Attribution
	Anchors     []anchor.Anchor // the passages that carry it, at least one
	Addressee   string          // whom it was said to
	Condition   string          // what a conditional stance hangs on
	SaidOn      string          // ISO 8601, as exact as it is known
	ReportedBy  ID              // the actor that told of it; zero if none did
	Note        string          // Markdown; empty if there is none
	Created     time.Time
	Modified    time.Time
	Revision    int64
}

// A Verdict is what the reader decided about a suggestion.
type Verdict uint8

// The verdicts. There is no default: what was not decided on has no [Decision].
const (
	Undecided Verdict = iota
	Confirmed         // taken over as it is; Target is the entity
	Rejected          // stays away
	Merged            // belongs to the entity Target
	Renamed           // taken over under another name; Target is the entity
)

// A Decision is kept so that a later run of the analysis, another version or another
// article respects what the reader settled.
type Decision struct {
	Key      string // what was suggested, in a form that is the same in every run: see [ActorKey] and its like
	Verdict  Verdict
	Target   ID   // zero for Rejected
	Signless bool // Key was made by a release that left out signs such as "-" and "%": see [Library.Decided]
	Created  time.Time
	Modified time.Time
}

var verdictWords = [...]string{"", "confirmed", "rejected", "merged", "renamed"}

// String returns the verdict's word, such as "merged"; empty if undecided.
func (v Verdict) String() string { return wordOf(v, verdictWords[:], "Verdict") }

// MarshalText writes the verdict's word.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a verdict's word.
func (v *Verdict) UnmarshalText(b []byte) error { return parse(v, verdictWords[:], b) }
