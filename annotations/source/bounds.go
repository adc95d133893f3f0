package source

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode"
)

// The bounds of what is made of one source. They go by what reading costs, not by the size of the file: a few kilobytes can stand for
// gigabytes. FIGURES.md says what files at these bounds take.
const (
	textMost   = 64 << 20  // bytes of text
	blocksMost = 500_000   // blocks; a Bible has 40,000
	spansMost  = 1_000_000 // spans in all blocks
	linesMost  = 4_000_000 // lines of a plain text
	tagsMost   = 1_000_000 // tags of a page, or of a chapter of a book
	attrsMost  = 1_000_000 // attributes of all tags
	tokensMost = 6_000_000 // tags, texts and comments of all XML of an archive
	reopenMost = 1_000_000 // elements that a parser of HTML opens again by itself
	rootsMost  = 1_000     // tags html and body, whose attributes are merged
	linkMost   = 8 << 10   // bytes of an address that is taken over from a page
)

// How long reading a source may take, by its size.
const (
	smallSize     = 1 << 20
	smallPatience = 3500 * time.Millisecond
	largePatience = 14 * time.Second
)

// ErrTooMuch means that a source would become more than can be kept and shown, or takes too long to read. Errors that wrap it say of
// what there is too much.
var ErrTooMuch = errors.New("there is too much in it to be read")

// errPatience is the cause of a context whose time for reading is over.
var errPatience = errors.New("the time for reading is over")

// tooMuch returns an error that wraps [ErrTooMuch] and says of what there is too much.
func tooMuch(format string, a ...any) error {
	return fmt.Errorf("%w: %s; divide it, and add the parts", ErrTooMuch, fmt.Sprintf(format, a...))
}

// patienceFor returns how long a source of size bytes may take.
func patienceFor(size int) time.Duration {
	if size < smallSize {
		return smallPatience
	}
	return largePatience
}

// patient returns a context that ends when a source of size bytes has taken too long.
func patient(ctx context.Context, size int) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, patienceFor(size), errPatience)
}

// impatient gives the error of a reader whose time was over its meaning.
func impatient(within context.Context, err error) error {
	if within.Err() != nil && errors.Is(context.Cause(within), errPatience) {
		return tooMuch("it takes longer than %.0f s", largePatience.Seconds())
	}
	return err
}

// garbled reports whether a third or more of a text are replacement characters, or control characters that no text has.
func garbled(s string) bool {
	bad, all := 0, 0
	for _, r := range s {
		all++
		if r == unicode.ReplacementChar || r != '\n' && r != '\t' && unicode.IsControl(r) {
			bad++
		}
	}
	return bad > 0 && bad*3 >= all
}
