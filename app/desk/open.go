package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// A Sitting is an opened article: a snapshot that nobody changes.
type Sitting struct {
	Article  article.Article
	Version  *article.Version
	Versions int    // how many there are
	Marks    []Mark // in text order, those without a place last
	Notes    []annotations.Note
	Place    annotations.Place
	Library  *debate.Library   // actors and disputes, which all articles share
	Twins    []article.Article // that have the same text
	Filed    []debate.Placed   // statements, in text order, those without a place last
}

// Articles returns the articles of the library, those added last first. Of a damaged library it may return some, with an error.
func (d *Desk) Articles(ctx context.Context) ([]annotations.Entry, error) {
	return d.shelf.Entries(ctx, 0)
}

// Newest returns the articles that were added last, at most most.
func (d *Desk) Newest(ctx context.Context, most int) ([]annotations.Entry, error) {
	return d.shelf.Entries(ctx, most)
}

// Entry returns an article as lists show it; annotations.ErrNotFound if it is in the trash or was never there.
func (d *Desk) Entry(ctx context.Context, id article.ID) (annotations.Entry, error) {
	e, err := d.shelf.Entry(ctx, id)
	if err != nil {
		return annotations.Entry{}, fmt.Errorf("find article %s: %w", article.Handle(article.HandleArticle, id), err)
	}
	return e, nil
}

// An AmbiguousError means that a reference fits several articles.
type AmbiguousError struct {
	Ref  string
	Fits []string // handles, some of them
}

// Error names the articles.
func (e AmbiguousError) Error() string {
	return fmt.Sprintf("%q fits several articles: %s", e.Ref, strings.Join(e.Fits, ", "))
}

// Resolve returns the article that a handle, a UUID or the beginning of either names. It is
// an [AmbiguousError] or annotations.ErrNotFound if that is not one.
func (d *Desk) Resolve(ctx context.Context, ref string) (article.ID, error) {
	ids, err := d.shelf.Handles(ctx, strings.ToLower(strings.TrimSpace(ref)), 6)
	switch {
	case err != nil:
		return article.ID{}, fmt.Errorf("find article %q: %w", ref, err)
	case len(ids) == 0 || strings.TrimSpace(ref) == "":
		return article.ID{}, fmt.Errorf("find article %q: %w", ref, annotations.ErrNotFound)
	case len(ids) > 1:
		e := AmbiguousError{Ref: ref}
		for _, id := range ids {
			e.Fits = append(e.Fits, article.Handle(article.HandleArticle, id))
		}
		return article.ID{}, e
	}
	return ids[0], nil
}

// Open returns the newest version of an article with all that is kept on it.
func (d *Desk) Open(ctx context.Context, id article.ID) (*Sitting, error) {
	return d.OpenVersion(ctx, id, 0)
}

// OpenVersion is Open for the version with that number; 0 is the newest.
func (d *Desk) OpenVersion(ctx context.Context, id article.ID, number int) (*Sitting, error) {
	ctx, end, err := d.shelf.Snapshot(ctx)
	if err != nil {
		return nil, fmt.Errorf("open article %s: %w", article.Handle(article.HandleArticle, id), err)
	}
	defer end()
	return d.open(ctx, id, number)
}

// open is OpenVersion with a context of one state of the library.
func (d *Desk) open(ctx context.Context, id article.ID, number int) (*Sitting, error) {
	lib, err := d.shelf.Library(ctx)
	if err != nil {
		return nil, fmt.Errorf("open article %s: %w", article.Handle(article.HandleArticle, id), err)
	}
	a, err := d.shelf.Article(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("open article %s: %w", article.Handle(article.HandleArticle, id), err)
	}
	v, n, err := d.shelf.Version(ctx, id, number)
	if err != nil {
		if errors.Is(err, annotations.ErrNotFound) && number == 0 {
			return nil, fmt.Errorf("open “%s” (%s): it has no text: %w", a.Title, article.Handle(article.HandleArticle, id), annotations.ErrDamaged)
		}
		if errors.Is(err, annotations.ErrNotFound) {
			return nil, fmt.Errorf("open version %d of “%s”: %w", number, a.Title, err)
		}
		return nil, fmt.Errorf("open “%s”: %w", a.Title, err)
	}
	s := &Sitting{Article: a, Version: v, Versions: n, Library: lib}
	if s.Marks, s.Notes, err = d.Marks(ctx, v); err != nil {
		return nil, fmt.Errorf("open “%s”: %w", a.Title, err)
	}
	if s.Filed, err = d.statements(ctx, v); err != nil {
		return nil, fmt.Errorf("open “%s”: %w", a.Title, err)
	}
	if s.Twins, err = d.twins(ctx, v); err != nil {
		return nil, fmt.Errorf("open “%s”: %w", a.Title, err)
	}
	if s.Place, err = d.shelf.Place(ctx, id); err != nil {
		return nil, fmt.Errorf("open “%s”: %w", a.Title, err)
	}
	switch s.Place.Version {
	case v.ID:
	case article.ID{}: // it was never read
		s.Place.Pos = -1
	default: // the place was in another text
		s.Place.Pos, s.Place.Frac = min(s.Place.Pos, v.Len()), 0
	}
	return s, nil
}

// Kept returns what this engine found in a version before, or nil if that was not kept.
func (d *Desk) Kept(ctx context.Context, v *article.Version) (*debate.Analysis, error) {
	b, err := d.shelf.Analysis(ctx, v.ID, d.Engine)
	if err != nil || b == nil {
		return nil, err
	}
	var a debate.Analysis
	if json.Unmarshal(b, &a) != nil || a.Schema != debate.Schema || a.Length != v.Len() {
		return nil, nil // it is derived: it is found again
	}
	return &a, nil
}

// Outdated reports whether an analysis of a version is kept that another engine made.
func (d *Desk) Outdated(ctx context.Context, v *article.Version) bool {
	engine, b, err := d.shelf.LastAnalysis(ctx, v.ID)
	return err == nil && b != nil && engine != d.Engine
}

// Analysis returns what is found in a version: as it was kept, or found now and kept. What the reader decided on what another engine found
// holds for what is found now, where they mean the same: see [debate.Carry].
func (d *Desk) Analysis(ctx context.Context, v *article.Version) (*debate.Analysis, error) {
	if a, err := d.Kept(ctx, v); err != nil || a != nil {
		return a, err
	}
	a, err := d.Suggest(ctx, v)
	if err != nil {
		return nil, err
	}
	if !d.ReadOnly() {
		b, err := json.Marshal(a)
		if err != nil {
			return nil, err
		}
		if err := d.carry(ctx, v, a); err != nil {
			return a, ctx.Err() // the older analysis stays, so that the decisions are carried over the next time
		}
		if err := d.shelf.KeepAnalysis(ctx, v.ID, d.Engine, b, sightings(a)); err != nil && ctx.Err() != nil {
			return nil, err // it is derived: not to be able to keep it is no reason not to show it
		}
	}
	return a, nil
}
