package article

// The letters that handles begin with, one for each kind of entity.
const (
	HandleArticle    = 'a'
	HandleVersion    = 'v'
	HandleHighlight  = 'h'
	HandleNote       = 'n'
	HandleActor      = 'w' // who
	HandleDispute    = 'd'
	HandlePosition   = 'p'
	HandleStatement  = 's'
	HandleCollection = 'c'
)

// base32 is Crockford's alphabet in lower case: no i, l, o or u, which are misread.
const base32 = "0123456789abcdefghjkmnpqrstvwxyz"

// Handle returns the short name of an entity: its kind's letter, a hyphen and
// eight base32 characters of the random bits of its id, as in "h-4f7m2kqa".
// Whoever makes an id sees to it that its handle is not taken.
func Handle(kind byte, id ID) string {
	b := []byte{kind, '-', 0, 0, 0, 0, 0, 0, 0, 0}
	var bits uint64
	for _, x := range id[11:16] { // the last 40 bits of a version 7 UUID are random
		bits = bits<<8 | uint64(x)
	}
	for i := len(b) - 1; i >= 2; i-- {
		b[i] = base32[bits&31]
		bits >>= 5
	}
	return string(b)
}
