package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// How many articles are read at a time, and how many such readings are under way at once while others are written.
const (
	wholeBatch = 128
	wholeAhead = 3
)

// An ArticleError says why one of several articles could not be read. The others are not concerned.
type ArticleError struct {
	ID    article.ID
	Title string // empty if not even that can be read
	Err   error
}

// Error names the article.
func (e *ArticleError) Error() string {
	name := article.Handle(article.HandleArticle, e.ID)
	if e.Title != "" {
		name = "“" + e.Title + "” (" + name + ")"
	}
	return fmt.Sprintf("read %s: %v", name, e.Err)
}

// Unwrap returns the cause.
func (e *ArticleError) Unwrap() error { return e.Err }

// Whole returns the articles with these ids one after another with what is kept on them, as far as it is wanted: places, lists and what is like them
// are not read. An article that cannot be read is an [*ArticleError], after which the others follow; so is one that is not there. Any other error
// is the last. Articles are read ahead, a few hundred at most.
func (d *Desk) Whole(ctx context.Context, want annotations.Want, ids []article.ID) iter.Seq2[*Sitting, error] {
	return d.whole(ctx, want, ids, true)
}

// All is Whole for all articles of the library, the one added first first. One that goes into the trash meanwhile is left out. If the list of
// the articles itself is damaged, an error that wraps annotations.ErrDamaged follows the articles that were found.
func (d *Desk) All(ctx context.Context, want annotations.Want) iter.Seq2[*Sitting, error] {
	return func(yield func(*Sitting, error) bool) {
		ids, damaged := d.shelf.Listed(ctx)
		if damaged != nil && len(ids) == 0 {
			yield(nil, damaged)
			return
		}
		for s, err := range d.whole(ctx, want, ids, false) {
			if !yield(s, err) {
				return
			}
		}
		if damaged != nil {
			yield(nil, damaged)
		}
	}
}

// Listed returns the ids of all articles, the one added first first. Of a damaged library it may return some, with an error.
func (d *Desk) Listed(ctx context.Context) ([]article.ID, error) { return d.shelf.Listed(ctx) }

// whole is Whole; an article that is not there is an error only if it was named.
func (d *Desk) whole(ctx context.Context, want annotations.Want, ids []article.ID, named bool) iter.Seq2[*Sitting, error] {
	return func(yield func(*Sitting, error) bool) {
		lib, err := d.shelf.Library(ctx)
		if err != nil && (lib == nil || !errors.Is(err, annotations.ErrDamaged)) {
			yield(nil, fmt.Errorf("read the actors and disputes: %w", err))
			return
		}
		r := &wholeReader{d: d, lib: lib, want: want, named: named}
		ctx, stop := context.WithCancel(ctx)
		batches := make(chan chan []wholeRead, wholeAhead)
		go func() {
			defer close(batches)
			for chunk := range slices.Chunk(ids, wholeBatch) {
				c := make(chan []wholeRead, 1)
				select {
				case batches <- c:
					go func() { c <- r.read(ctx, chunk) }()
				case <-ctx.Done():
					return
				}
			}
		}()
		defer func() { // nothing is read any more when this has returned
			stop()
			for c := range batches {
				<-c
			}
		}()
		for c := range batches {
			for _, x := range <-c {
				var one *ArticleError
				if !yield(x.sitting, x.err) || x.err != nil && !errors.As(x.err, &one) {
					return
				}
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// A wholeRead is an article, or why it could not be read.
type wholeRead struct {
	sitting *Sitting
	err     error
}

// A wholeReader reads articles, a batch at a time.
type wholeReader struct {
	d     *Desk
	lib   *debate.Library
	want  annotations.Want
	named bool
}

// read reads a batch. If it cannot be read as a whole, its articles are read one by one, so that only those that are damaged fail.
func (r *wholeReader) read(ctx context.Context, ids []article.ID) []wholeRead {
	all, filed, err := r.d.shelf.Wholes(ctx, ids, r.want)
	switch {
	case ctx.Err() != nil:
		return []wholeRead{{err: ctx.Err()}}
	case err != nil && len(ids) > 1:
		var out []wholeRead
		for _, id := range ids {
			out = append(out, r.read(ctx, []article.ID{id})...)
			if ctx.Err() != nil {
				break
			}
		}
		return out
	case err != nil:
		return []wholeRead{{err: r.bad(ctx, ids[0], err)}}
	}
	by := map[article.ID][]debate.Statement{}
	for _, s := range filed {
		by[s.Article] = append(by[s.Article], s)
	}
	out := make([]wholeRead, 0, len(ids))
	for _, id := range ids {
		if len(all) == 0 || all[0].Article.ID != id {
			if err := r.absent(ctx, id); err != nil {
				out = append(out, wholeRead{err: err})
			}
			continue
		}
		s, err := r.sitting(ctx, &all[0], by[id])
		if err != nil {
			s, err = nil, r.bad(ctx, id, err)
		}
		out, all = append(out, wholeRead{s, err}), all[1:]
	}
	return out
}

// sitting places what is kept on an article.
func (r *wholeReader) sitting(ctx context.Context, w *annotations.Whole, filed []debate.Statement) (*Sitting, error) {
	s := &Sitting{Article: w.Article, Version: w.Version, Versions: w.Versions, Notes: w.Notes, Library: r.lib}
	if r.want.Bare {
		for _, h := range w.Marks {
			s.Marks = append(s.Marks, Mark{Highlight: h})
		}
		for _, f := range filed {
			s.Filed = append(s.Filed, debate.Placed{Statement: f})
		}
		return s, nil
	}
	var err error
	if s.Marks, err = r.d.placeMarks(ctx, w.Version, w.Marks); err != nil {
		return nil, err
	}
	if s.Filed, err = r.d.placeStatements(ctx, w.Version, filed); err != nil {
		return nil, err
	}
	return s, s.complete()
}

// complete returns an error if a statement is by somebody or about something that could not be read.
func (s *Sitting) complete() error {
	var none article.ID
	for _, p := range s.Filed {
		_, ok := s.Library.Actor(p.Actor)
		if ok && p.Dispute != none {
			_, ok = s.Library.Dispute(p.Dispute)
		}
		if ok && p.Position != none {
			_, ok = s.Library.Position(p.Dispute, p.Position)
		}
		if ok && p.ReportedBy != none {
			_, ok = s.Library.Actor(p.ReportedBy)
		}
		if !ok {
			return fmt.Errorf("%w: who or what its statement %s is about cannot be read", annotations.ErrDamaged, article.Handle(article.HandleStatement, p.ID))
		}
	}
	return nil
}

// bad returns the error of an article that is damaged or gone as an ArticleError, and any other, ctx's included, as it is.
func (r *wholeReader) bad(ctx context.Context, id article.ID, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if !errors.Is(err, annotations.ErrDamaged) && !errors.Is(err, annotations.ErrNotFound) {
		return err // the disk fails, or another program holds the library: it is not about this article
	}
	a, _ := r.d.shelf.Article(ctx, id) // where it can be read, it has its title
	return &ArticleError{id, a.Title, err}
}

// absent returns an error for an article that was not found, unless it went into the trash after it was listed.
func (r *wholeReader) absent(ctx context.Context, id article.ID) error {
	if r.named {
		return &ArticleError{ID: id, Err: annotations.ErrNotFound}
	}
	listed, err := r.d.shelf.Listed(ctx)
	if err == nil && !slices.Contains(listed, id) {
		return nil
	}
	return &ArticleError{ID: id, Err: cmp.Or(err, fmt.Errorf("%w: its row, or that of its newest version, is not found", annotations.ErrDamaged))}
}
