package source

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"math"
	"time"
	"unicode"

	"parley/annotations/article"
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
	smallPatience = 4000 * time.Millisecond
	largePatience = 17 * time.Second
)

// ErrTooMuch means that a source would become more than can be kept and shown, or takes too long to read. Errors that wrap it say of
// what there is too much.
var ErrTooMuch = errors.New("there is too much in it to be read")

// differentMost is how many different words a text may have, and differentFrom the bytes from which it may have more. An index of words
// grows with these; English of 64 MB has some 200,000, Chinese a million pairs of signs.
const (
	differentMost = 1_500_000
	differentFrom = 4 << 20
)

// differentWords returns about how many different words a text has, by linear counting: Whang, Vander-Zanden and Taylor, “A Linear-Time
// Probabilistic Counting Algorithm for Database Applications”, 1990.
func differentWords(ctx context.Context, text string) int {
	const size = 1 << 24 // bits, of which a twelfth is set at differentMost
	seen := make([]uint64, size/64)
	n, steps, seed := 0, 0, maphash.MakeSeed()
	article.Terms(text, func(t article.Term) bool {
		h := maphash.String(seed, t.Text) % size
		if bit := uint64(1) << (h % 64); seen[h/64]&bit == 0 {
			seen[h/64] |= bit
			n++
		}
		steps++
		return steps&0xFFFF != 0 || ctx.Err() == nil
	})
	return int(-size * math.Log1p(-float64(n)/size))
}

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

// patient returns a context that ends when a source of size bytes has taken too long: by the clock, and by the time that the processor has
// spent on the program, so that no file is refused because others keep the machine busy; or idleTimes as long by the clock alone.
func patient(ctx context.Context, size int) (context.Context, context.CancelFunc) {
	most := patienceFor(size)
	within, cancel := context.WithCancelCause(ctx)
	go func() {
		tick := time.NewTicker(patienceTick)
		defer tick.Stop()
		from, began := busy(), time.Now()
		for {
			select {
			case <-within.Done():
				return
			case <-tick.C:
			}
			if took := time.Since(began); took > most && busy()-from > most || took > idleTimes*most {
				cancel(errPatience)
				return
			}
		}
	}()
	return within, func() { cancel(nil) }
}

// How a context counts the time for reading.
const (
	patienceTick = 50 * time.Millisecond
	idleTimes    = 4
)

// impatient gives the error of a reader whose time was over its meaning.
func impatient(within context.Context, size int, err error) error {
	if within.Err() != nil && errors.Is(context.Cause(within), errPatience) {
		return tooMuch("it takes longer than %.0f s", math.Ceil(patienceFor(size).Seconds()))
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
