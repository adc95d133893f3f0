package command

import (
	"errors"
	"fmt"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// resolve opens the library and finds what refs name.
func (s *session) resolve(refs []string) ([]article.ID, error) {
	d, err := s.open(false)
	if err != nil {
		return nil, err
	}
	ids := make([]article.ID, len(refs))
	for i, ref := range refs {
		if ids[i], err = d.Resolve(s.ctx, ref); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

type collectionCmd struct {
	List   collectionListCmd   `cmd:"" default:"1" help:"List the collections: id, name, articles."`
	Make   collectionMakeCmd   `cmd:"" help:"Make a collection, and put articles into it."`
	Add    collectionAddCmd    `cmd:"" help:"Put articles into a collection."`
	Remove collectionRemoveCmd `cmd:"" help:"Take articles out of a collection; they stay in the library."`
	Rename collectionRenameCmd `cmd:"" help:"Give a collection another name."`
	Delete collectionDeleteCmd `cmd:"" help:"Delete a collection; its articles stay in the library."`
}

type collectionListCmd struct{}

// Run lists the collections. Without a library there are none.
func (c *collectionListCmd) Run(s *session) error {
	d, err := s.open(false)
	if errors.Is(err, annotations.ErrMissing) {
		return nil
	}
	if err != nil {
		return err
	}
	all, err := d.Collections(s.ctx)
	if err != nil {
		return err
	}
	for _, x := range all {
		if err := s.printCollection(x); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) printCollection(x annotations.Collection) error {
	handle := article.Handle(article.HandleCollection, x.ID)
	if !s.json {
		_, err := fmt.Fprintf(s.env.Out, "%s\t%s\t%d\n", handle, shown(x.Name), x.Articles)
		return err
	}
	return s.print(struct {
		ID       string `json:"id"`
		Handle   string `json:"handle"`
		Name     string `json:"name"`
		Articles int    `json:"articles"`
	}{x.ID.String(), handle, x.Name, x.Articles})
}

type collectionMakeCmd struct {
	Name     string   `arg:"" help:"Its name."`
	Articles []string `arg:"" optional:"" name:"article" help:"The articles to put into it."`
}

// Run makes a collection and prints it when it is on disk.
func (c *collectionMakeCmd) Run(s *session) error {
	d, err := s.open(true)
	if err != nil {
		return err
	}
	ids, err := s.resolve(c.Articles)
	if err != nil {
		return err
	}
	made, err := d.MakeCollection(s.ctx, c.Name, ids)
	if err != nil {
		return err
	}
	return s.printCollection(made)
}

// named is a collection and articles.
type named struct {
	Name     string   `arg:"" help:"The collection: its name or handle."`
	Articles []string `arg:"" name:"article" help:"The articles."`
}

func (c *named) collect(s *session, in bool) error {
	ids, err := s.resolve(c.Articles)
	if err != nil {
		return err
	}
	if in {
		return s.desk.CollectInto(s.ctx, c.Name, ids)
	}
	x, err := s.desk.CollectionNamed(s.ctx, c.Name)
	if err != nil {
		return err
	}
	return s.desk.Collect(s.ctx, x.ID, ids, false)
}

type collectionAddCmd struct{ named }

// Run puts articles into a collection, which is made if there is none.
func (c *collectionAddCmd) Run(s *session) error { return c.collect(s, true) }

type collectionRemoveCmd struct{ named }

// Run takes articles out of a collection.
func (c *collectionRemoveCmd) Run(s *session) error { return c.collect(s, false) }

type collectionRenameCmd struct {
	Name string `arg:"" help:"The collection: its name or handle."`
	To   string `arg:"" help:"Its new name."`
}

// Run renames a collection.
func (c *collectionRenameCmd) Run(s *session) error {
	x, err := s.collection(c.Name)
	if err != nil {
		return err
	}
	return s.desk.RenameCollection(s.ctx, x.ID, c.To)
}

type collectionDeleteCmd struct {
	Name string `arg:"" help:"The collection: its name or handle."`
}

// Run deletes a collection.
func (c *collectionDeleteCmd) Run(s *session) error {
	x, err := s.collection(c.Name)
	if err != nil {
		return err
	}
	return s.desk.DeleteCollection(s.ctx, x.ID)
}

func (s *session) collection(name string) (annotations.Collection, error) {
	d, err := s.open(false)
	if err != nil {
		return annotations.Collection{}, err
	}
	return d.CollectionNamed(s.ctx, name)
}

type trashCmd struct {
	List    trashListCmd    `cmd:"" default:"1" help:"List the articles in the trash: id, published, outlet, title, marks."`
	Put     trashPutCmd     `cmd:"" help:"Move articles to the trash, with their marks and notes."`
	Restore trashRestoreCmd `cmd:"" help:"Restore articles from the trash."`
	Empty   trashEmptyCmd   `cmd:"" help:"Permanently delete everything in the trash."`
}

type trashListCmd struct{}

// Run lists the trash. Without a library it is empty.
func (c *trashListCmd) Run(s *session) error {
	d, err := s.open(false)
	if errors.Is(err, annotations.ErrMissing) {
		return nil
	}
	if err != nil {
		return err
	}
	all, err := d.Trash(s.ctx)
	if err != nil {
		return err
	}
	return s.printEntries(desk.NewListing(all).All())
}

type trashPutCmd struct {
	Articles []string `arg:"" name:"article" help:"The articles."`
}

// Run puts articles into the trash.
func (c *trashPutCmd) Run(s *session) error {
	ids, err := s.resolve(c.Articles)
	if err != nil {
		return err
	}
	return s.desk.Discard(s.ctx, ids, true)
}

type trashRestoreCmd struct {
	Articles []string `arg:"" name:"article" help:"The articles: handles, UUIDs, or their beginnings."`
}

// Run takes articles out of the trash.
func (c *trashRestoreCmd) Run(s *session) error {
	d, err := s.open(false)
	if err != nil {
		return err
	}
	all, err := d.Trash(s.ctx)
	if err != nil {
		return err
	}
	var ids []article.ID
	for _, ref := range c.Articles {
		n := 0
		want := strings.ToLower(strings.TrimSpace(ref))
		for _, e := range all {
			if id := e.Article.ID; want != "" && (strings.HasPrefix(article.Handle(article.HandleArticle, id), want) || strings.HasPrefix(id.String(), want)) {
				ids = append(ids, id)
				n++
			}
		}
		if n != 1 {
			return fmt.Errorf("find %q in the trash: it fits %s; parley trash lists them", ref, count(n, "article"))
		}
	}
	return d.Discard(s.ctx, ids, false)
}

type trashEmptyCmd struct {
	Yes bool `help:"Confirm. This cannot be undone."`
}

// Run empties the trash.
func (c *trashEmptyCmd) Run(s *session) error {
	d, err := s.open(false)
	if err != nil {
		return err
	}
	if !c.Yes {
		all, err := d.Trash(s.ctx)
		if err != nil {
			return err
		}
		return fmt.Errorf("%w: this permanently deletes %s, and every mark, note and statement that was deleted; use --yes to confirm", errUsage, count(len(all), "article"))
	}
	n, err := d.EmptyTrash(s.ctx)
	if err != nil {
		return err
	}
	if s.json {
		return s.print(struct {
			Articles int `json:"articles"`
		}{n})
	}
	_, err = fmt.Fprintln(s.env.Out, count(n, "article"))
	return err
}
