package desk

import (
	"context"
	"fmt"

	"parley/annotations"
	"parley/annotations/article"
)

// A Trashed is an article in the trash whose source was imported as a new article. It is left there: whoever put it there may want it gone.
type Trashed struct {
	Article article.Article
	Page    bool // the source is a page that was fetched, not a file
}

// String says so in words, for people, without saying how to take it out.
func (t *Trashed) String() string {
	source := "file"
	if t.Page {
		source = "page"
	}
	return fmt.Sprintf("an article of the same %s is in the trash, with its marks: “%s” (%s)", source, t.Article.Title, article.Handle(article.HandleArticle, t.Article.ID))
}

// trashed returns the article in the trash that a source was imported as before; nil if there is none.
func (d *Desk) trashed(ctx context.Context, s annotations.Seen) (*Trashed, error) {
	id, ok, err := d.shelf.Trashed(ctx, s)
	if err != nil || !ok {
		return nil, err
	}
	states, err := d.shelf.ArticleStates(ctx, []article.ID{id})
	if err != nil {
		return nil, err
	}
	return &Trashed{Article: states[0].Article, Page: s.Fetched != ""}, nil
}
