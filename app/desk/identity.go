package desk

import (
	"context"
	"errors"
	"fmt"

	"parley/annotations"
	"parley/annotations/article"
)

// enoughCommon is the share of the shingles of the smaller text (article.Common) that two texts of one canonical address,
// identifier, property or path must have in common to be versions of one article.
const enoughCommon = 0.5

// maxCompared bounds how many articles of each such name a source is compared with, those added last first. There are pages by the
// thousand that all name the front page of their site as their canonical address.
const maxCompared = 24

// An identity says what a source is to the library.
type identity struct {
	seen  annotations.Seen
	there *Imported  // the version that was made of the same bytes; nil if there is none
	of    article.ID // the article that it is a version of; zero if it is a new article
	near  *Near      // of a new article: the one that it would be a version of if the texts had more in common
}

// A Near is an article that a new one has a name in common with, but too few words.
type Near struct {
	Article article.Article
	By      Evidence
	Name    string // the address or the path
}

// An Evidence is what a source has in common with an article of the library.
type Evidence uint8

// What may be in common.
const (
	ByCanonical Evidence = iota // an address that the source gives for itself: canonical, identifier or property
	ByPath                      // the path of the file
	ByRedirect                  // the address that the reader gave, which now leads elsewhere
)

// String says in words, for people, why a source was kept as an article of its own.
func (n *Near) String() string {
	is := fmt.Sprintf("“%s” (%s)", n.Article.Title, article.Handle(article.HandleArticle, n.Article.ID))
	switch n.By {
	case ByPath:
		is += " was read from the same file"
	case ByRedirect:
		is += " was fetched from the address that was given, which now leads elsewhere"
	default:
		is += " names the same address"
	}
	return is + ", but less than half of the words are the same: it is kept as an article of its own"
}

// identify decides what a source is to the library. If versions were made of the same bytes, knownBytes says whether it is nothing new or a
// version again. Otherwise it is a version of the article that it names ([Input].Article), or else of the one that was fetched from the same
// address; or else of the one, of those with the same canonical address or path, or that were fetched from the address as the reader gave it,
// that has most words in common with it, if that is at least half; otherwise a new article. What was piped in, with neither path nor
// address, is a new article unless it names one.
func (d *Desk) identify(ctx context.Context, p *Prepared) (identity, error) {
	var id identity
	var err error
	in, doc := p.in, p.Document
	if id.seen, err = d.see(ctx, in, doc); err != nil {
		return id, err
	}
	k, err := d.knownBytes(ctx, in, id.seen, doc.Article.URL)
	switch {
	case err != nil:
		return id, err
	case k.there != nil:
		id.there = k.there
		return id, nil
	case k.back != article.ID{} && !p.Apart:
		id.of = k.back
		return id, nil
	}
	switch {
	case p.Apart || in.Article == (article.ID{}) && in.Path == "" && in.URL == "":
		return id, nil
	case in.Article != article.ID{}:
		id.of = in.Article
		return id, nil
	case len(id.seen.ByFetched) > 0:
		id.of = id.seen.ByFetched[0].Article
		return id, nil
	}
	if p.known != nil && p.known.seen.Same(id.seen) {
		return *p.known, nil
	}
	if err := d.compare(ctx, doc.Version.Text(), &id); err != nil {
		return id, err
	}
	p.known = &id
	return id, nil
}

// compare looks among the articles that have a name in common with a text for the one that it is a version of.
func (d *Desk) compare(ctx context.Context, text string, id *identity) error {
	s := id.seen
	shingles := article.ShingleSet(text)
	seen := map[article.ID]bool{}
	best := -1.0
	var nearest Near
	for _, x := range []struct {
		all  []annotations.Provenance
		by   Evidence
		name string
	}{{s.ByPath, ByPath, s.Path}, {s.ByAsked, ByRedirect, s.Asked}, {s.ByURL, ByCanonical, s.URL}} {
		for _, p := range x.all[:min(len(x.all), maxCompared)] {
			if seen[p.Article] {
				continue
			}
			seen[p.Article] = true
			other, err := d.shelf.Text(ctx, p.Article)
			switch {
			case errors.Is(err, annotations.ErrDamaged), errors.Is(err, annotations.ErrNotFound): // nothing can be a version of it
				continue
			case err != nil:
				return err
			}
			share := article.Common(shingles, article.ShingleSet(other))
			if other == text { // it may have no words
				share = 1
			}
			if share > best {
				best, nearest = share, Near{article.Article{ID: p.Article}, x.by, x.name}
			}
		}
	}
	switch {
	case best >= enoughCommon:
		id.of = nearest.Article.ID
		return nil
	case best < 0:
		return nil
	}
	var err error
	nearest.Article, err = d.shelf.Article(ctx, nearest.Article.ID)
	id.near = &nearest
	return err
}

// see looks what the library holds of a source.
func (d *Desk) see(ctx context.Context, in Input, doc Document) (annotations.Seen, error) {
	s := annotations.Seen{Hash: doc.Version.Origin.Hash, URL: doc.Article.URL, Path: in.Path, Fetched: doc.Version.Origin.URL, Asked: in.asked}
	if s.Asked == s.Fetched {
		s.Asked = ""
	}
	for _, x := range []struct {
		name string
		find func(context.Context, string) ([]annotations.Provenance, error)
		to   *[]annotations.Provenance
	}{
		{s.Hash, d.shelf.ByHash, &s.ByHash},
		{s.URL, d.shelf.ByURL, &s.ByURL},
		{s.Path, d.shelf.ByPath, &s.ByPath},
		{s.Fetched, d.shelf.ByFetched, &s.ByFetched},
		{s.Asked, d.shelf.ByFetched, &s.ByAsked},
	} {
		if x.name == "" {
			continue
		}
		var err error
		if *x.to, err = x.find(ctx, x.name); err != nil {
			return s, err
		}
	}
	return s, nil
}
