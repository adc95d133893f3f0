package desk

import (
	"context"

	"parley/annotations/article"
)

// follow puts what a new version says of its article in the place of what the last one said. What the reader has changed stays. It returns
// what is known to have been said last.
func (d *Desk) follow(ctx context.Context, a *article.Article, now article.Article, last *article.Version) (article.Article, error) {
	if a.Title == last.Title && now.Title != "" {
		a.Title = now.Title
	}
	var said article.Article // what the last version says of it
	fields := []struct{ to, said, now *string }{
		{&a.Byline, &said.Byline, &now.Byline},
		{&a.Outlet, &said.Outlet, &now.Outlet},
		{&a.Published, &said.Published, &now.Published},
		{&a.Language, &said.Language, &now.Language},
		{&a.URL, &said.URL, &now.URL},
	}
	for _, f := range fields {
		if *f.to == *f.now {
			continue
		}
		var err error
		if said, err = d.saidBy(ctx, last); err != nil {
			return now, err
		}
		break
	}
	for _, f := range fields {
		switch {
		case *f.now == "":
			*f.now = *f.said // it is no longer said
		case *f.to == *f.said:
			*f.to = *f.now
		}
	}
	return now, nil
}

// saidBy returns what the source of a version says of its article. That of a version that an earlier release imported is read again.
func (d *Desk) saidBy(ctx context.Context, v *article.Version) (article.Article, error) {
	said, known, err := d.shelf.Said(ctx, v.ID)
	if err != nil || known {
		return said, err
	}
	source, err := d.shelf.Source(ctx, v.ID)
	if err != nil {
		return said, err
	}
	kind := v.Origin.MediaType
	if v.Origin.Charset != "" {
		kind += "; charset=" + v.Origin.Charset
	}
	doc, err := d.Read(ctx, Input{Name: v.Title, Path: v.Origin.Path, URL: v.Origin.URL, Bytes: source, ContentType: kind})
	if ctx.Err() != nil {
		return said, ctx.Err()
	}
	if err != nil { // a source that today's importers refuse says nothing, so that nothing known is lost
		return said, nil
	}
	return doc.Article, nil
}
