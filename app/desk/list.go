package desk

import (
	"cmp"
	"slices"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
)

// A Filter says which articles of the library are listed.
type Filter struct {
	Collection article.ID // only those in it; zero for all
	Tag        string     // only those with it, whatever its case and accents
	Outlet     string     // the same
	Archived   bool       // only those in the archive; otherwise these are left out
}

// Fits reports whether an article is listed.
func (f Filter) Fits(e *annotations.Entry) bool {
	alike := func(a, b string) bool { return article.Fold(a).Text == article.Fold(strings.TrimSpace(b)).Text }
	return e.Archived == f.Archived && (f.Collection == article.ID{} || slices.Contains(e.Collections, f.Collection)) &&
		(f.Tag == "" || slices.ContainsFunc(e.Tags, func(t string) bool { return alike(t, f.Tag) })) && (f.Outlet == "" || alike(e.Article.Outlet, f.Outlet))
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
func (o Order) String() string { return orderWords[o] }

// Sort sorts articles that are in the order in which the library lists them; those that are alike stay so.
func (o Order) Sort(all []annotations.Entry) {
	text := func(of func(*annotations.Entry) string) {
		keys := make(map[article.ID]string, len(all))
		for i := range all {
			keys[all[i].Article.ID] = article.Fold(of(&all[i])).Text
		}
		slices.SortStableFunc(all, func(a, b annotations.Entry) int {
			x, y := keys[a.Article.ID], keys[b.Article.ID]
			if (x == "") != (y == "") { // what is not known comes last
				return cmp.Compare(y, x)
			}
			return cmp.Compare(x, y)
		})
	}
	switch o {
	case ByOpened:
		slices.SortStableFunc(all, func(a, b annotations.Entry) int { return b.Opened.Compare(a.Opened) })
	case ByPublished:
		slices.SortStableFunc(all, func(a, b annotations.Entry) int { return cmp.Compare(b.Article.Published, a.Article.Published) })
	case ByTitle:
		text(func(e *annotations.Entry) string { return e.Article.Title })
	case ByOutlet:
		text(func(e *annotations.Entry) string { return e.Article.Outlet })
	case ByProgress:
		slices.SortStableFunc(all, func(a, b annotations.Entry) int { return cmp.Compare(b.Progress, a.Progress) })
	case ByMarks:
		slices.SortStableFunc(all, func(a, b annotations.Entry) int { return cmp.Compare(b.Marks, a.Marks) })
	}
}
