package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"parley/annotations"
	"parley/annotations/article"
)

// How many sources are kept at once, and how long those that are ready wait for others.
const (
	bulkMost = 32
	bulkWait = 100 * time.Millisecond
)

// What is read ahead of what is kept is at most 16 MB of sources, and one that is larger than that alone.
const (
	roomMost = 64
	roomSize = 256 << 10
)

// A Ready is one of several sources that was read, or why it could not be.
type Ready struct {
	Index    int // among them
	Prepared *Prepared
	Err      error

	room int
}

// ReadAll reads n sources in their order with prepare, and calls keep with those that are ready, several at a time, while it goes on
// reading. When ctx is done it ends with its error; what was read by then and not handed to keep is left.
func ReadAll(ctx context.Context, n int, prepare func(ctx context.Context, i int) (*Prepared, error), keep func([]Ready)) error {
	ctx, stop := context.WithCancel(ctx)
	ready := make(chan Ready, roomMost)
	defer func() { // nothing is read any more when this has returned
		stop()
		for range ready {
		}
	}()
	room := make(chan struct{}, roomMost) // what is taken of it
	go func() {
		defer close(ready)
		for i := range n {
			if ctx.Err() != nil {
				return
			}
			r := Ready{Index: i, room: 1}
			if r.Prepared, r.Err = prepare(ctx, i); r.Err == nil {
				r.room = min(1+len(r.Prepared.in.Bytes)/roomSize, roomMost)
			}
			for range r.room {
				select {
				case room <- struct{}{}:
				case <-ctx.Done():
					return
				}
			}
			select {
			case ready <- r:
			case <-ctx.Done():
				return
			}
		}
	}()
	for {
		some := gather(ctx, ready)
		if err := ctx.Err(); len(some) == 0 || err != nil {
			return err
		}
		keep(some)
		for _, r := range some {
			for range r.room {
				<-room
			}
		}
	}
}

// gather returns what becomes ready in a short while; nothing when no more comes.
func gather(ctx context.Context, ready <-chan Ready) []Ready {
	var out []Ready
	var late <-chan time.Time
	for len(out) < bulkMost {
		select {
		case r, ok := <-ready:
			if !ok {
				return out
			}
			if out = append(out, r); late == nil {
				late = time.After(bulkWait)
			}
		case <-late:
			return out
		case <-ctx.Done():
			return nil
		}
	}
	return out
}

// KeepAll puts sources that were read into the library, as Keep does one after another, but new articles that follow each other all in one
// transaction. What became of each, or why it could not be read or kept, is at its place.
func (d *Desk) KeepAll(ctx context.Context, all []Ready) ([]Imported, []error) {
	out, errs := make([]Imported, len(all)), make([]error, len(all))
	d.importing.Lock()
	together := true
	for i := 0; i < len(all); {
		if together {
			n, err := d.keepNew(ctx, all[i:], out[i:])
			together = err == nil // otherwise each tells by itself why it cannot be kept
			if i += n; n > 0 {
				continue
			}
		}
		switch {
		case all[i].Err != nil:
			errs[i] = all[i].Err
		case i > 0 && hopeless(errs[i-1]): // as for the one before
			errs[i] = fmt.Errorf("import %s: %w", all[i].Prepared.in.Name, cmp.Or(errors.Unwrap(errs[i-1]), errs[i-1]))
		default:
			out[i], errs[i] = d.keep(ctx, all[i].Prepared)
		}
		i++
	}
	d.importing.Unlock()
	for i, x := range out {
		if errs[i] == nil {
			d.tellOf(x)
		}
	}
	return out, errs
}

// hopeless reports whether what could not be kept for an error cannot be kept a moment later either.
func hopeless(err error) bool {
	return errors.Is(err, annotations.ErrFull) || errors.Is(err, annotations.ErrBusy) || errors.Is(err, context.Canceled)
}

// keepNew keeps the first of some sources, as long as they are new articles that are nothing to each other, and returns how many it has kept.
// It is up to others to keep what it does not.
func (d *Desk) keepNew(ctx context.Context, all []Ready, out []Imported) (int, error) {
	var ids []identity
	taken := map[string]bool{} // what names the sources before
	for _, r := range all {
		if r.Err != nil || r.Prepared.there != nil {
			break
		}
		seen, err := d.see(ctx, r.Prepared.in, r.Prepared.Document)
		if err != nil {
			break
		}
		names := namesOf(seen)
		if slices.ContainsFunc(names, func(n string) bool { return taken[n] }) {
			break // it is compared with those before when they are kept
		}
		id, err := d.identify(ctx, r.Prepared)
		if err != nil || id.there != nil || id.of != (article.ID{}) {
			break
		}
		for _, n := range names {
			taken[n] = true
		}
		ids = append(ids, id)
	}
	if len(ids) < 2 {
		return 0, nil
	}
	var drafts []annotations.Draft
	var gone []*Trashed
	for i, id := range ids {
		trashed, err := d.trashed(ctx, id.seen)
		if err != nil {
			return 0, err
		}
		gone = append(gone, trashed)
		draft, err := d.draft(ctx, all[i].Prepared.in, all[i].Prepared.Document, id.seen)
		if err != nil {
			return 0, err
		}
		drafts = append(drafts, draft)
	}
	if err := d.shelf.AddArticles(ctx, drafts...); err != nil {
		return 0, err
	}
	for i, x := range drafts {
		out[i] = Imported{x.Article, 1, StatusNew, ids[i].near, gone[i]}
	}
	return len(drafts), nil
}

// namesOf returns what another source must have in common with one to be compared with it. All addresses are of one kind: what one
// source was fetched from may be what another calls its canonical address.
func namesOf(s annotations.Seen) []string {
	var out []string
	for _, x := range []struct{ kind, name string }{
		{"hash ", s.Hash}, {"path ", s.Path}, {"address ", s.URL}, {"address ", s.Fetched}, {"address ", s.Asked},
	} {
		if name := x.kind + x.name; x.name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
