package annotations

import (
	"slices"
	"strings"

	"parley/annotations/article"
)

// An ArticleState is what the reader can change of an article, as it stands at a moment.
type ArticleState struct {
	article.Article
	Tags        []string // sorted, without duplicates, as those of a highlight
	Archived    bool
	Collections []ID  // sorted
	Gone        bool  // in the trash
	Revision    int64 // of the row: it rises with every change of it
}

// Same reports whether two states hold the same of what the reader can change, whatever their revisions are.
func (s ArticleState) Same(o ArticleState) bool {
	return s.ID == o.ID && s.Title == o.Title && s.Byline == o.Byline && s.Outlet == o.Outlet && s.Published == o.Published && s.Language == o.Language &&
		s.URL == o.URL && s.Archived == o.Archived && s.Gone == o.Gone && slices.Equal(s.Tags, o.Tags) && slices.Equal(s.Collections, o.Collections)
}

// An ArticleEdit takes an article from one state to another. No edit makes one.
type ArticleEdit struct{ From, To ArticleState }

// A Collection is articles that belong together.
type Collection struct {
	ID       ID
	Name     string
	Articles int // that are not in the trash
}

// CollectionKey returns the form of a collection's name by which it is told from others, whatever its case and accents.
func CollectionKey(name string) string { return strings.TrimSpace(article.Fold(name).Text) }

// A CollectionState is a collection as it stands at a moment; its articles know that they are in it.
type CollectionState struct {
	ID   ID
	Name string
	Gone bool
}

// A CollectionEdit takes a collection from one state to another. A From without an id means that it is new.
type CollectionEdit struct{ From, To CollectionState }
