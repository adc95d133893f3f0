package desk

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"parley/annotations"
	"parley/annotations/article"
)

// A Filter says which articles of the library are listed.
type Filter struct {
	Collection article.ID // only those in it; zero for all
	Tag        string     // only those with it, whatever its case and accents
	Outlet     string     // the same
	Words      string     // only those with all of these in title, outlet, author or tags; a part of a word is enough
	Reading    Reading    // only those read so far
	Marked     bool       // only those with highlights
	Archived   bool       // only those in the archive; otherwise these are left out
	Anywhere   bool       // in the archive or not
}

// Reading is how far an article is read.
type Reading uint8

// How far an article is read. ReadAny is all of these.
const (
	ReadAny   Reading = iota
	Unread            // never opened, or left at its beginning
	ReadPart          // some of it
	ReadWhole         // to its end, or nearly
)

var readingWords = [...]string{"any", "unread", "part", "whole"}

// ParseReading returns the reading that a word names.
func ParseReading(word string) (Reading, bool) {
	i := slices.Index(readingWords[:], word)
	return Reading(max(i, 0)), i >= 0
}

// String returns the reading's word.
func (r Reading) String() string { return wordOf(r, readingWords[:], "Reading") }

// readingOf returns how far an article is read, by how much of it has been seen.
func readingOf(progress float64) Reading {
	switch {
	case progress <= 0.005:
		return Unread
	case progress < 0.95:
		return ReadPart
	}
	return ReadWhole
}

// An Order is how articles are sorted.
type Order uint8

// The orders. ByAdded is how the library lists them.
const (
	ByAdded     Order = iota // the last first
	ByOpened                 // read last first
	ByPublished              // the newest first, those without a date last
	ByTitle
	ByOutlet
	ByProgress // what is read furthest first
	ByMarks    // the most first
)

var orderWords = [...]string{"added", "opened", "published", "title", "outlet", "progress", "marks"}

// ParseOrder returns the order that a word names.
func ParseOrder(word string) (Order, bool) {
	i := slices.Index(orderWords[:], word)
	return Order(max(i, 0)), i >= 0
}

// String returns the order's word.
func (o Order) String() string { return wordOf(o, orderWords[:], "Order") }

// wordOf returns the word of a value; one that has none is written as its type and number.
func wordOf[T ~uint8](value T, words []string, name string) string {
	if int(value) < len(words) {
		return words[value]
	}
	return fmt.Sprintf("%s(%d)", name, uint8(value))
}

// A Listing is the articles of the library as lists show them. It is not changed after it is made, and may be used from several
// goroutines at once.
type Listing struct {
	all  []*annotations.Entry
	keys func() []listKey
}

// A listKey is what of an article is searched and sorted by, in the match form.
type listKey struct{ words, title, outlet string }

// NewListing makes a listing of articles that are in the order in which the library lists them.
func NewListing(all []annotations.Entry) *Listing {
	to := make([]*annotations.Entry, len(all))
	for i := range all {
		to[i] = &all[i]
	}
	return listingOf(to)
}

func listingOf(all []*annotations.Entry) *Listing {
	return &Listing{all, sync.OnceValue(func() []listKey {
		keys := make([]listKey, len(all))
		for i, e := range all {
			keys[i] = listKeyOf(e)
		}
		return keys
	})}
}

func listKeyOf(e *annotations.Entry) listKey {
	title, outlet := article.Fold(e.Article.Title).Text, article.Fold(e.Article.Outlet).Text
	words := title + "\n" + outlet
	if e.Article.Byline != "" || len(e.Tags) > 0 {
		words += "\n" + article.Fold(e.Article.Byline+"\n"+strings.Join(e.Tags, "\n")).Text
	}
	return listKey{words, title, outlet}
}

// All returns all articles of the listing; they are not to be changed.
func (l *Listing) All() []*annotations.Entry { return l.all }

// With returns the listing with other entries in the places of those of the same articles, those of others put in, and without those
// that are gone. What it is made of must be in the order in which the library lists it: what was added last comes first.
func (l *Listing) With(entries []annotations.Entry, gone ...article.ID) *Listing {
	to := make(map[article.ID]*annotations.Entry, len(entries))
	for i := range entries {
		to[entries[i].Article.ID] = &entries[i]
	}
	all := make([]*annotations.Entry, 0, len(l.all)+len(entries))
	for _, e := range l.all {
		if x := to[e.Article.ID]; x != nil {
			e = x
			delete(to, e.Article.ID)
		}
		if !slices.Contains(gone, e.Article.ID) {
			all = append(all, e)
		}
	}
	for _, e := range to {
		i, _ := slices.BinarySearchFunc(all, e, func(a, b *annotations.Entry) int {
			return cmp.Or(b.Article.Created.Compare(a.Article.Created), bytes.Compare(b.Article.ID[:], a.Article.ID[:]))
		})
		all = slices.Insert(all, i, e)
	}
	return listingOf(all)
}

// Choose returns the articles that a filter leaves, in an order; those that are alike stay in the order of the listing.
// The only error is that of ctx.
func (l *Listing) Choose(ctx context.Context, f Filter, o Order) ([]*annotations.Entry, error) {
	var keys []listKey
	if o == ByTitle || o == ByOutlet || strings.TrimSpace(f.Words) != "" {
		keys = l.keys()
	}
	fits := f.match()
	words := strings.Fields(article.Fold(f.Words).Text)
	var at []int
next:
	for i, e := range l.all {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !fits(e) {
			continue
		}
		for _, w := range words {
			if !strings.Contains(keys[i].words, w) {
				continue next
			}
		}
		at = append(at, i)
	}
	if by := o.by(l.all, keys); by != nil {
		slices.SortStableFunc(at, by)
	}
	out := make([]*annotations.Entry, len(at))
	for k, i := range at {
		out[k] = l.all[i]
	}
	return out, ctx.Err()
}

// match returns what reports whether an article is listed, for all but the words.
func (f Filter) match() func(*annotations.Entry) bool {
	tag, outlet := sameName(f.Tag), sameName(f.Outlet)
	return func(e *annotations.Entry) bool {
		return (f.Anywhere || e.Archived == f.Archived) && (!f.Marked || e.Marks > 0) && (f.Reading == ReadAny || readingOf(e.Progress) == f.Reading) &&
			(f.Collection == article.ID{} || slices.Contains(e.Collections, f.Collection)) &&
			(f.Tag == "" || slices.ContainsFunc(e.Tags, tag)) && (f.Outlet == "" || outlet(e.Article.Outlet))
	}
}

// sameName returns what reports whether another name is the same but for case and accents. A library has few different ones.
func sameName(name string) func(string) bool {
	form := func(s string) string { return article.Fold(strings.TrimSpace(s)).Text }
	name = form(name)
	known := map[string]bool{}
	return func(s string) bool {
		is, ok := known[s]
		if !ok {
			is = form(s) == name
			known[s] = is
		}
		return is
	}
}

// by returns what compares two articles by their places in a listing; nil for the order of the listing.
func (o Order) by(all []*annotations.Entry, keys []listKey) func(a, b int) int {
	text := func(of func(int) string) func(a, b int) int {
		return func(a, b int) int {
			x, y := of(a), of(b)
			if (x == "") != (y == "") { // what is not known comes last
				return cmp.Compare(y, x)
			}
			return cmp.Compare(x, y)
		}
	}
	switch o {
	case ByOpened:
		return func(a, b int) int { return all[b].Opened.Compare(all[a].Opened) }
	case ByPublished:
		return func(a, b int) int { return cmp.Compare(all[b].Article.Published, all[a].Article.Published) }
	case ByTitle:
		return text(func(i int) string { return keys[i].title })
	case ByOutlet:
		return text(func(i int) string { return keys[i].outlet })
	case ByProgress:
		return func(a, b int) int { return cmp.Compare(all[b].Progress, all[a].Progress) }
	case ByMarks:
		return func(a, b int) int { return cmp.Compare(all[b].Marks, all[a].Marks) }
	}
	return nil
}
