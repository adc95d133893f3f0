// Package annotations holds what the reader adds to an article: highlights and notes.
package annotations

import (
	"errors"
	"fmt"
	"time"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

// An ID is the UUID (version 7) of an entity of the library.
type ID = article.ID

// Errors that callers tell apart. What wraps them says which thing is meant.
var (
	ErrNotFound = errors.New("not found")
	ErrChanged  = errors.New("changed by someone else since") // an undo would revert another's work
	ErrReadOnly = errors.New("the library is open for reading only")
	ErrBusy     = errors.New("the library is in use by another program")
	ErrFull     = errors.New("the disk is full")
	ErrForeign  = errors.New("it is not a Parley library")
	ErrDamaged  = errors.New("the library is damaged")
	ErrMissing  = errors.New("there is no library yet")
	ErrLost     = errors.New("it is not there, but there are files that it has left")
	ErrNotWiped = errors.New("the trash is empty, but what was in it may still be in parts of the file that are not used")
	ErrNoFolder = errors.New("its folder is not there")
	ErrOlder    = errors.New("the library is of an earlier release, and large: making it fit this one takes a while")
)

// ErrNewer means that a library was written by a later release of the program.
type ErrNewer struct{ Has, Known int } // versions of the schema

// Error names both versions.
func (e ErrNewer) Error() string {
	return fmt.Sprintf("the library was written by a newer release (it has schema %d, this program knows %d)", e.Has, e.Known)
}

// A Style is how a highlight is drawn. The names are those of the W3C EPUB
// Annotations draft, but for its "solid", which is Solid here and "highlight" in words.
type Style uint8

// The styles of a highlight. Solid is the default.
const (
	Solid Style = iota
	Underline
	Strikethrough
	Outline
)

// A Colour is one of the six colours of the W3C EPUB Annotations draft.
type Colour uint8

// The colours in the order of their digits, 1 to 6. Yellow is the default.
const (
	Yellow Colour = iota
	Orange
	Pink
	Green
	Blue
	Purple
)

// A Highlight is a marked passage.
type Highlight struct {
	ID       ID
	Article  ID
	Version  ID // the version it was made on
	Anchor   anchor.Anchor
	Style    Style
	Colour   Colour
	Tags     []string // sorted, without duplicates, each not empty and without spaces at its ends
	Note     string   // Markdown; empty if there is none
	Created  time.Time
	Modified time.Time
	Revision int64 // rises with every change
}

// A Subject is what a note is on.
type Subject uint8

// What a note can be on. A highlight's note is part of the highlight.
const (
	OnArticle Subject = iota
	OnActor
	OnDispute
	OnStatement
)

// A Note is Markdown text by the reader on something other than a highlight.
type Note struct {
	ID       ID
	Article  ID // the article it was written at
	On       Subject
	Subject  ID // the article, actor, dispute or statement
	Text     string
	Created  time.Time
	Modified time.Time
	Revision int64
}
