package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
)

// ErrTaken means that another collection has that name.
var ErrTaken = errors.New("another collection has that name")

// ErrNoCollection means that no collection has that name; it is an annotations.ErrNotFound.
var ErrNoCollection = fmt.Errorf("%w", annotations.ErrNotFound)

// Details are what can be said of an article.
type Details struct{ Title, Byline, Outlet, Published, Language, URL string }

// DetailsOf returns those of an article.
func DetailsOf(a article.Article) Details {
	return Details{a.Title, a.Byline, a.Outlet, a.Published, a.Language, a.URL}
}

// fields returns all details, always in the same order.
func (x *Details) fields() []*string {
	return []*string{&x.Title, &x.Byline, &x.Outlet, &x.Published, &x.Language, &x.URL}
}

// Redescribe changes what is said of an article from what the reader saw to what the reader wrote. A detail in which the two do not differ
// stays as it is, though another window may have changed it since. Without a title it is an error that wraps [ErrNameless]; a date that
// is none wraps [ErrDate].
func (d *Desk) Redescribe(ctx context.Context, id article.ID, was, to Details) error {
	return d.redescribe(ctx, id, to, func(now *Details, to Details) {
		before, wrote := was.fields(), to.fields()
		for i, s := range now.fields() {
			if *wrote[i] != *before[i] {
				*s = *wrote[i]
			}
		}
	})
}

// Describe changes all that is said of an article. The errors are those of Redescribe.
func (d *Desk) Describe(ctx context.Context, id article.ID, to Details) error {
	return d.redescribe(ctx, id, to, func(now *Details, to Details) { *now = to })
}

// redescribe has change make now, what is said of an article, what the reader wrote.
func (d *Desk) redescribe(ctx context.Context, id article.ID, to Details, change func(now *Details, to Details)) error {
	for _, s := range to.fields() {
		*s = strings.Join(strings.Fields(*s), " ")
	}
	if to.Title == "" {
		return fmt.Errorf("change the title: %w", ErrNameless)
	}
	if to.Published != "" && !isDate(to.Published) {
		return fmt.Errorf("change the date to “%s”: %w", to.Published, ErrDate)
	}
	return d.shelve(ctx, "Edit details", []article.ID{id}, func(a *annotations.ArticleState) {
		x := DetailsOf(a.Article)
		change(&x, to)
		a.Title, a.Byline, a.Outlet, a.Published, a.Language, a.URL = x.Title, x.Byline, x.Outlet, x.Published, x.Language, x.URL
	})
}

// Archive puts articles into the archive, or takes them out of it.
func (d *Desk) Archive(ctx context.Context, ids []article.ID, in bool) error {
	name := "Archive"
	if !in {
		name = "Take out of the archive:"
	}
	return d.shelve(ctx, d.named(ctx, name, ids), ids, func(a *annotations.ArticleState) { a.Archived = in })
}

// TagArticles adds tags to articles and takes others away.
func (d *Desk) TagArticles(ctx context.Context, ids []article.ID, add, remove []string) error {
	add, remove = tidyTags(add), tidyTags(remove)
	return d.shelve(ctx, d.named(ctx, "Tag", ids), ids, func(a *annotations.ArticleState) {
		a.Tags = slices.DeleteFunc(tidyTags(append(slices.Clone(a.Tags), add...)), func(t string) bool { return slices.Contains(remove, t) })
	})
}

// Discard puts articles into the trash, with all that is kept on them, or takes them out of it.
func (d *Desk) Discard(ctx context.Context, ids []article.ID, in bool) error {
	name := "Delete"
	if !in {
		name = "Bring back"
	}
	return d.shelve(ctx, d.named(ctx, name, ids), ids, func(a *annotations.ArticleState) { a.Gone = in })
}

// Collect puts articles into a collection, or takes them out of it.
func (d *Desk) Collect(ctx context.Context, collection article.ID, ids []article.ID, in bool) error {
	c, err := d.shelf.CollectionState(ctx, collection)
	if err == nil && c.Gone {
		err = annotations.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("find the collection: %w", err)
	}
	name := fmt.Sprintf("Put into “%s”:", c.Name)
	if !in {
		name = fmt.Sprintf("Take out of “%s”:", c.Name)
	}
	return d.shelve(ctx, d.named(ctx, name, ids), ids, func(a *annotations.ArticleState) { collect(a, collection, in) })
}

func collect(a *annotations.ArticleState, collection article.ID, in bool) {
	a.Collections = slices.DeleteFunc(slices.Clone(a.Collections), func(c article.ID) bool { return c == collection })
	if in {
		a.Collections = append(a.Collections, collection)
		slices.SortFunc(a.Collections, func(x, y article.ID) int { return strings.Compare(x.String(), y.String()) })
	}
}

// named returns the name of a step on some articles.
func (d *Desk) named(ctx context.Context, what string, ids []article.ID) string {
	if len(ids) != 1 {
		return fmt.Sprintf("%s %d articles", what, len(ids))
	}
	if all, err := d.shelf.ArticleStates(ctx, ids); err == nil {
		return fmt.Sprintf("%s “%s”", what, cut(all[0].Title, 40))
	}
	return what + " article"
}

func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return s
}

// shelve changes what f changes of each article.
func (d *Desk) shelve(ctx context.Context, name string, ids []article.ID, f func(*annotations.ArticleState)) error {
	ids = distinct(ids)
	for try := 1; ; try++ {
		states, err := d.shelf.ArticleStates(ctx, ids)
		if err != nil {
			return fmt.Errorf("%s: %w", lower(name), err)
		}
		var e annotations.Edits
		for _, from := range states {
			to := from
			if f(&to); !to.Same(from) {
				e.Articles = append(e.Articles, annotations.ArticleEdit{From: from, To: to})
			}
		}
		err = d.apply(ctx, step{name: name, edits: e})
		if !isChanged(err) || try == triesMost {
			return err
		}
	}
}

// Collections returns the collections by their names.
func (d *Desk) Collections(ctx context.Context) ([]annotations.Collection, error) {
	all, err := d.shelf.Collections(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the collections: %w", err)
	}
	return all, nil
}

// CollectionNamed returns the collection with that name, whatever its case and accents; annotations.ErrNotFound if there is none.
func (d *Desk) CollectionNamed(ctx context.Context, name string) (annotations.Collection, error) {
	all, err := d.Collections(ctx)
	if err != nil {
		return annotations.Collection{}, err
	}
	want := annotations.CollectionKey(name)
	for _, c := range all {
		if annotations.CollectionKey(c.Name) == want || strings.EqualFold(article.Handle(article.HandleCollection, c.ID), strings.TrimSpace(name)) {
			return c, nil
		}
	}
	return annotations.Collection{}, fmt.Errorf("find the collection “%s”: %w", name, ErrNoCollection)
}

// MakeCollection makes a collection and puts articles into it. Without a name the error wraps [ErrNameless]; with that of another, [ErrTaken].
func (d *Desk) MakeCollection(ctx context.Context, name string, ids []article.ID) (annotations.Collection, error) {
	for try := 1; ; try++ {
		c, err := d.tryMakeCollection(ctx, name, ids)
		if !isChanged(err) || try == triesMost {
			return c, err
		}
	}
}

func (d *Desk) tryMakeCollection(ctx context.Context, name string, ids []article.ID) (annotations.Collection, error) {
	name, err := d.freeName(ctx, name, article.ID{})
	if err != nil {
		return annotations.Collection{}, fmt.Errorf("make a collection: %w", err)
	}
	id, err := d.newID(ctx, article.HandleCollection)
	if err != nil {
		return annotations.Collection{}, fmt.Errorf("make a collection: %w", err)
	}
	states, err := d.shelf.ArticleStates(ctx, distinct(ids))
	if err != nil {
		return annotations.Collection{}, fmt.Errorf("make a collection: %w", err)
	}
	e := annotations.Edits{Collections: []annotations.CollectionEdit{{To: annotations.CollectionState{ID: id, Name: name}}}}
	for _, from := range states {
		to := from
		collect(&to, id, true)
		e.Articles = append(e.Articles, annotations.ArticleEdit{From: from, To: to})
	}
	return annotations.Collection{ID: id, Name: name, Articles: len(states)}, d.apply(ctx, step{name: fmt.Sprintf("Make collection “%s”", name), edits: e})
}

// CollectInto puts articles into the collection with that name or handle, which is made if there is none.
func (d *Desk) CollectInto(ctx context.Context, name string, ids []article.ID) error {
	for try := 1; ; try++ {
		c, err := d.CollectionNamed(ctx, name)
		switch {
		case errors.Is(err, ErrNoCollection):
			_, err = d.MakeCollection(ctx, name, ids)
		case err == nil:
			err = d.Collect(ctx, c.ID, ids, true)
		}
		if !errors.Is(err, ErrTaken) || try == triesMost { // otherwise another program has made it meanwhile
			return err
		}
	}
}

// freeName returns a name for a collection, if no other has it.
func (d *Desk) freeName(ctx context.Context, name string, of article.ID) (string, error) {
	if name = strings.Join(strings.Fields(name), " "); name == "" {
		return "", ErrNameless
	}
	c, err := d.CollectionNamed(ctx, name)
	switch {
	case errors.Is(err, annotations.ErrNotFound) || err == nil && c.ID == of:
		return name, nil
	case err == nil:
		return "", fmt.Errorf("“%s”: %w", name, ErrTaken)
	}
	return "", err
}

// RenameCollection gives a collection another name, as MakeCollection does.
func (d *Desk) RenameCollection(ctx context.Context, id article.ID, name string) error {
	for try := 1; ; try++ {
		to, err := d.freeName(ctx, name, id)
		if err != nil {
			return fmt.Errorf("rename the collection: %w", err)
		}
		err = d.changeCollection(ctx, id, "Rename", func(c *annotations.CollectionState) { c.Name = to })
		if !isChanged(err) || try == triesMost {
			return err
		}
	}
}

// DeleteCollection deletes a collection; its articles stay in the library.
func (d *Desk) DeleteCollection(ctx context.Context, id article.ID) error {
	return d.changeCollection(ctx, id, "Delete", func(c *annotations.CollectionState) { c.Gone = true })
}

func (d *Desk) changeCollection(ctx context.Context, id article.ID, what string, f func(*annotations.CollectionState)) error {
	from, err := d.shelf.CollectionState(ctx, id)
	if err == nil && from.Gone {
		err = annotations.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("%s the collection: %w", lower(what), err)
	}
	to := from
	if f(&to); to == from {
		return nil
	}
	return d.apply(ctx, step{
		name:  fmt.Sprintf("%s collection “%s”", what, from.Name),
		edits: annotations.Edits{Collections: []annotations.CollectionEdit{{From: from, To: to}}},
	})
}

// Trash returns the articles in the trash, those that came into it last first.
func (d *Desk) Trash(ctx context.Context) ([]annotations.Entry, error) {
	all, err := d.shelf.Trash(ctx)
	if err != nil {
		return nil, fmt.Errorf("look into the trash: %w", err)
	}
	return all, nil
}

// EmptyTrash takes what is deleted out of the library for ever, and returns how many articles were among it. It cannot be undone, and
// neither can what was done before.
func (d *Desk) EmptyTrash(ctx context.Context) (int, error) {
	d.acting.Lock()
	n, err := d.shelf.EmptyTrash(ctx, d.Now())
	empty := err == nil || errors.Is(err, annotations.ErrNotWiped)
	if empty {
		d.forget()
	}
	d.acting.Unlock()
	if empty {
		d.tell(ShelvesChanged{}, UndoChanged{})
	}
	if err != nil {
		return n, fmt.Errorf("empty the trash: %w", err)
	}
	return n, nil
}
