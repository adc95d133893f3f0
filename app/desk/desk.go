// Package desk is what can be done with a library, without a screen: import, open,
// highlight, note, undo. It knows neither the store nor the importers; main hands
// them to it.
package desk

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// Errors that callers tell apart.
var (
	ErrNothing     = errors.New("there is nothing to undo")
	ErrNotLast     = errors.New("something else was done or undone since; undo goes back step by step, from the last")
	ErrNoPassage   = errors.New("no passage was given")
	ErrNotModified = errors.New("it is as it was")
	ErrOwnFile     = errors.New("it is the library itself")
)

// An Input is what is to be imported, and where it is from.
type Input struct {
	Name  string // for messages
	Path  string // absolute path of the file, if there is one
	URL   string // address it was fetched from, if it was
	Bytes []byte

	ContentType, ETag, LastModified string // as the server said that it was fetched from

	Article article.ID // of which this is to be a version; zero to decide by path, address and text

	asked string // address as the reader gave it, before any redirect
}

// A Document is an article with one version, as it was read; neither has an id.
type Document struct {
	Article article.Article
	Version *article.Version
}

// LoadOptions are what is known before a source is loaded, and who is told of it.
type LoadOptions struct {
	Since    article.Origin          // the state of a web page that the library holds; if it is still that, the error wraps [ErrNotModified]
	Progress func(done, total int64) // of bytes; total is -1 while it is not known. nil: nobody asks
}

// Options are what a desk needs of the outside world.
type Options struct {
	Now     func() time.Time
	NewID   func() article.ID                                                    // UUID version 7
	Load    func(ctx context.Context, name string, o LoadOptions) (Input, error) // a file by its path, or a web page by its address
	List    func(ctx context.Context, path string) ([]string, int, error)        // the files in a folder, or path itself, and how many were left out; nil: only that
	Read    func(context.Context, Input) (Document, error)
	Suggest func(context.Context, *article.Version) (*debate.Analysis, error)
	Engine  string // names what Suggest finds; it changes when that changes
}

// A Desk does things with a library. Its methods may be called from several
// goroutines; what they have done is on disk when they return.
type Desk struct {
	shelf Shelf
	Options
	stop context.CancelFunc // ends the watching for others' changes

	mu       sync.Mutex // never held while calling out
	done     []step     // for undo, the newest last
	undone   []step     // for redo, the next last
	steps    StepID     // that were made so far
	watchers map[int]func(Event)
	next     int
	seq      int64 // the last change that was looked at
	library  int   // rises when a backup is put in the library's place: the steps before it are forgotten

	// Held while the library is written, but never while watchers are called.
	acting    sync.Mutex // steps are remembered in the order in which they were made
	importing sync.Mutex // of two imports of the same thing, the second finds the first
}

// pollEvery is how often others' changes are looked for.
const pollEvery = 250 * time.Millisecond

// New returns a desk for a library. ctx ends its watching for the changes of others.
func New(ctx context.Context, s Shelf, o Options) (*Desk, error) {
	ctx, stop := context.WithCancel(ctx)
	d := &Desk{shelf: s, Options: o, stop: stop, watchers: map[int]func(Event){}}
	seq, err := s.LastChange(ctx)
	if err != nil {
		stop()
		return nil, fmt.Errorf("read the library: %w", err)
	}
	d.seq = seq
	if err := s.Poll(ctx, pollEvery, func() error { return d.catchUp(ctx) }); err != nil {
		stop()
		return nil, fmt.Errorf("watch the library: %w", err)
	}
	return d, nil
}

// Bare returns a desk without a library: it can only load, parse and suggest.
func Bare(o Options) *Desk { return &Desk{Options: o, stop: func() {}} }

// Close ends the desk and its library. What was done before is on disk.
func (d *Desk) Close() error {
	d.stop()
	if d.shelf == nil {
		return nil
	}
	return d.shelf.Close()
}

// ReadOnly reports whether the library can only be read.
func (d *Desk) ReadOnly() bool { return d.shelf == nil || d.shelf.ReadOnly() }

// Holds reports whether path is one of the library's own files, also by another name. Such a file must be
// neither read nor written by anybody but the library; see [ErrOwnFile].
func (d *Desk) Holds(path string) bool { return d.shelf != nil && d.shelf.Holds(path) }

// Settings returns all settled choices.
func (d *Desk) Settings(ctx context.Context) (map[string]string, error) {
	s, err := d.shelf.Settings(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the settings: %w", err)
	}
	return s, nil
}

// SetSetting keeps a choice. It is no step of undo.
func (d *Desk) SetSetting(ctx context.Context, key, value string) error {
	return d.shelf.SetSetting(ctx, key, value, d.Now())
}

// KeepPlace keeps where the reader is in an article. It is no step of undo.
func (d *Desk) KeepPlace(ctx context.Context, id article.ID, p annotations.Place) error {
	return d.shelf.KeepPlace(ctx, id, p, d.Now())
}

// LastExports returns the hashes of what was exported to these paths last; a path that nothing was exported to is left out.
func (d *Desk) LastExports(ctx context.Context, paths ...string) (map[string]string, error) {
	return d.shelf.LastExports(ctx, paths)
}

// RememberExports keeps the hashes of what was exported to paths, all or none.
func (d *Desk) RememberExports(ctx context.Context, hashes map[string]string) error {
	if d.ReadOnly() {
		return nil
	}
	return d.shelf.RememberExports(ctx, hashes, d.Now())
}

// newID returns an id whose handle is not taken by another of its kind.
func (d *Desk) newID(ctx context.Context, kind byte) (article.ID, error) {
	for {
		id := d.NewID()
		taken, err := d.shelf.Taken(ctx, kind, id)
		if err != nil || !taken {
			return id, err
		}
	}
}
