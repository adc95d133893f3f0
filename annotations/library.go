package annotations

import (
	"slices"
	"time"

	"parley/annotations/article"
)

// An Entry is an article as lists show it.
type Entry struct {
	Article  article.Article
	Version  int // number of the newest
	Words    int
	Marks    int
	Progress float64 // 0 to 1
	Opened   time.Time

	Tags        []string
	Archived    bool
	Collections []ID
}

// A Place is where the reader is in an article.
type Place struct {
	Version  ID      // that the place is in
	Pos      int     // code point at the top of the view; -1 for above the text
	Frac     float64 // share of its line that is scrolled off
	Progress float64 // 0 to 1
}

// A Provenance says which version of which article came from some source.
type Provenance struct {
	Article ID
	Number  int
	URL     string // of the article
}

// A Change is a row of the table of changes.
type Change struct {
	Seq     int64
	Entity  string // "article", "version", "highlight", "note"
	ID      ID
	Article ID
}

// A Seen is what the library held of a source when it was decided what an import of it is.
type Seen struct {
	Hash, URL, Path string // of the source; what is empty was not looked for
	Fetched, Asked  string // the address that it came from, and the one that it was asked for at if that leads to the other; both may be empty

	ByHash, ByURL, ByPath, ByFetched, ByAsked []Provenance
}

// Same reports whether two looks at the same source have seen the same.
func (s Seen) Same(o Seen) bool {
	return slices.Equal(s.ByHash, o.ByHash) && slices.Equal(s.ByURL, o.ByURL) && slices.Equal(s.ByPath, o.ByPath) &&
		slices.Equal(s.ByFetched, o.ByFetched) && slices.Equal(s.ByAsked, o.ByAsked)
}

// A Draft is an article to be kept with a new version: how many words that has, the bytes that it was made from, what these say of the
// article, and what it was decided by.
type Draft struct {
	Article  article.Article
	Revision int64           // of the article's row, when Article was made of it; only of a draft for another version
	Said     article.Article // author, outlet, date, language and address
	Version  *article.Version
	Words    int
	Source   []byte
	Seen     Seen
}
