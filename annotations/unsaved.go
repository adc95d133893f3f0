package annotations

import "time"

// An Unsaved is what the reader has begun on a version of an article and not saved yet: a statement in its form, the first
// words of a note, tags. It belongs to that version, and is offered again when its article is open.
type Unsaved struct {
	ID       ID
	Kind     UnsavedKind
	Article  ID
	Version  ID
	JSON     []byte    // what was typed and chosen; whoever wrote it can read it
	Modified time.Time // set by the store
}

// An UnsavedKind says what was begun.
type UnsavedKind string

// The kinds of what can be begun.
const (
	UnsavedStatement UnsavedKind = "statement"
	UnsavedNote      UnsavedKind = "note"
	UnsavedTags      UnsavedKind = "tags"
)
