package annotations

import (
	"fmt"

	"parley/annotations/article"
)

// A HitKind says what a search has found.
type HitKind uint8

// The kinds of hits.
const (
	HitText HitKind = iota
	HitTitle
	HitHighlight
	HitNote
	HitStatement
	HitActor
	HitDispute
)

var hitWords = [...]string{"article", "title", "highlight", "note", "statement", "actor", "dispute"}

// String returns the kind's word.
func (k HitKind) String() string {
	if int(k) < len(hitWords) {
		return hitWords[k]
	}
	return fmt.Sprintf("HitKind(%d)", uint8(k))
}

// A Query is what is searched for. A hit satisfies every field that is not empty: its own text, title, note … has the words.
type Query struct {
	All  [][]article.SearchWord // phrases that are there
	None [][]article.SearchWord // phrases that are not; alone, they ask for nothing
	Any  [][]article.SearchWord // phrases of which some are there, the more the better

	Shingles []uint32 // of article.Shingles; texts have some that winnowing chose, the more the better

	Kinds    []HitKind
	In       []ID                   // collections that the article is in, all of them
	Tags     []string               // of highlights, all of them; a tag is another's equal if their match forms are (article.Fold)
	Colours  []Colour               // of highlights, one of them
	Outlets  [][]article.SearchWord // words of the outlet that follow each other; only the last may be the beginning of one
	From     string                 // published on that day, month or year or later, as ISO 8601
	Before   string                 // published earlier than that
	Actors   []QueryEntity          // articles that show them and statements by them; of every one
	Disputes []QueryEntity
}

// A QueryEntity is an actor or a dispute that is asked for: those of the library, or what an analysis shows under a key.
type QueryEntity struct {
	IDs   []ID
	Keys  []string // debate.ActorKey, debate.DisputeKey
	Words []string // all of which begin words of such a key; none: no key is found by its words
}

// Empty reports whether nothing is asked for but, perhaps, what is not there.
func (q *Query) Empty() bool {
	return len(q.Kinds)+len(q.All)+len(q.Any)+len(q.Shingles)+len(q.In)+len(q.Tags)+len(q.Colours)+len(q.Outlets)+len(q.Actors)+len(q.Disputes) == 0 && q.From == "" && q.Before == ""
}

// A Hit is something that a search has found.
type Hit struct {
	Kind    HitKind
	ID      ID // of the article, highlight, note, statement, actor or dispute
	Article ID // zero for actors and disputes
	Score   float64
}

// Hits are the best of what was found, the best first, and how many of each kind there are.
type Hits struct {
	Best   []Hit
	Counts [len(hitWords)]int
}
