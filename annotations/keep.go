package annotations

import "time"

// A Look is what a library file holds, as it is seen without opening it for work.
type Look struct {
	Path       string
	Size       int64 // in bytes
	Schema     int
	ID         string // of the library that the file is, or is a backup of; empty before schema 7
	Articles   int
	Highlights int
	Notes      int // on highlights, articles, actors, disputes and statements
	Statements int
	Changed    time.Time // when something in it was changed last
}

// A Restored says what a restoration has put in the place of a library.
type Restored struct {
	Look
	Saved string // the file that the former library is in, a backup or the damaged file itself; empty if there was none
}

// A Fault is something that is wrong with a library.
type Fault struct {
	What    string // in words, with the handle of what it is about
	Derived bool   // it can be made anew from the rest
	File    bool   // SQLite says so, of the file
}

// A Report says what a check of a library has found.
type Report struct {
	Look
	Faults   []Fault
	More     int // how many faults there are beyond those listed
	Repaired bool
	Remade   int    // how many texts the repair has made again from the bytes that they were imported from
	Saved    string // the damaged file, which a new one has taken the place of; empty if none has
}

// Sound reports whether nothing is wrong.
func (r *Report) Sound() bool { return len(r.Faults) == 0 }
