package desk

import (
	"context"
	"encoding/json"
	"fmt"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// find has the engine analyse a version. It is the one place where the engine is called for what is kept.
func (d *Desk) find(ctx context.Context, v *article.Version) (*debate.Analysis, error) {
	return d.Suggest(ctx, v)
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
	engine, _, err := d.shelf.LastAnalysis(ctx, v.ID)
	return err == nil && engine != "" && engine != d.Engine
}

// Analysis returns what is found in a version: as it was kept, or found now and kept. What the reader decided on what another engine found
// holds for what is found now, where they mean the same: see [debate.Carry].
func (d *Desk) Analysis(ctx context.Context, v *article.Version) (*debate.Analysis, error) {
	if a, err := d.Kept(ctx, v); err != nil || a != nil {
		return a, err
	}
	a, err := d.find(ctx, v)
	if err != nil {
		return nil, err
	}
	if !d.ReadOnly() {
		if _, err := d.carry(ctx, v, a); err != nil {
			return a, ctx.Err() // the older analysis stays, so that the decisions are carried over the next time
		}
		k, err := keptOf(v, a, true)
		if err != nil {
			return nil, err
		}
		if err := d.shelf.KeepAnalyses(ctx, d.Engine, k); err != nil && ctx.Err() != nil {
			return nil, err // it is derived: not to be able to keep it is no reason not to show it
		}
	}
	return a, nil
}

// keptOf returns what is kept of an analysis; whole says whether all that was found is kept, or only what searches and counts need.
func keptOf(v *article.Version, a *debate.Analysis, whole bool) (debate.Kept, error) {
	k := debate.Kept{Version: v.ID, Sightings: a.Sightings()}
	var err error
	if whole {
		k.Found, err = json.Marshal(a)
	}
	return k, err
}

// An Analysed says how much of a library is analysed.
type Analysed struct {
	Done   int // articles that this run has analysed
	Left   int // articles that are still to be analysed
	Total  int // articles of the library
	Failed int // of those left, the ones that this run could not read or analyse
}

// AnalyseOptions say how a library is analysed. Both may be nil.
type AnalyseOptions struct {
	Wait func(context.Context) error // called before each article: returns when it may be analysed; an error ends the run
	Told func(Analysed)              // called after each batch has been kept
}

const (
	// analyseListed is how many articles are listed at a time: articles that come in meanwhile are analysed before the rest.
	analyseListed = 128
	// analyseBatch is how many analyses are written in one transaction, so that another writer waits a few milliseconds at most.
	analyseBatch = 8
	// analyseKept is the length in code points of a text whose whole analysis is kept: that of a shorter one is found
	// again in less time than a reader notices.
	analyseKept = 50_000
)

// Unanalysed returns how many articles are still to be analysed by this engine, and how many there are.
func (d *Desk) Unanalysed(ctx context.Context) (Analysed, error) {
	left, total, err := d.shelf.Unanalysed(ctx, d.Engine)
	if err != nil {
		return Analysed{}, fmt.Errorf("count the articles that are not analysed: %w", err)
	}
	return Analysed{Left: left, Total: total}, nil
}

// AnalyseAll analyses the articles that this engine has not analysed, those added last first. When it ends early, because of ctx or of
// o.Wait, what was found is kept, and the next run goes on from there. An article that cannot be read or analysed is passed over.
func (d *Desk) AnalyseAll(ctx context.Context, o AnalyseOptions) (Analysed, error) {
	at, err := d.Unanalysed(ctx)
	if err != nil || at.Left == 0 {
		return at, err
	}
	r := analysing{d: d, o: o, at: at, failed: map[article.ID]bool{}}
	for {
		all, err := d.shelf.NextUnanalysed(ctx, d.Engine, analyseListed+len(r.failed))
		if err != nil {
			return r.at, fmt.Errorf("list the articles that are not analysed: %w", err)
		}
		before := r.at.Done + len(r.failed)
		err = r.run(ctx, all)
		if e := r.keep(context.WithoutCancel(ctx)); e != nil {
			err = e
		}
		if err != nil {
			return r.at, err
		}
		left, total, err := d.shelf.Unanalysed(ctx, d.Engine)
		if err != nil {
			return r.at, fmt.Errorf("count the articles that are not analysed: %w", err)
		}
		r.at.Left, r.at.Total, r.at.Failed = left, total, min(len(r.failed), left) // one may have been deleted meanwhile
		if r.at.Done+len(r.failed) == before {
			return r.at, nil
		}
	}
}

// An analysing is a run over a library.
type analysing struct {
	d       *Desk
	o       AnalyseOptions
	at      Analysed
	waiting []debate.Kept // to be written
	failed  map[article.ID]bool
}

// run analyses versions and keeps what is found, but for the last few.
func (r *analysing) run(ctx context.Context, all []article.ID) error {
	for _, id := range all {
		if r.failed[id] {
			continue
		}
		if r.o.Wait != nil {
			if err := r.o.Wait(ctx); err != nil {
				return err
			}
		}
		k, err := r.one(ctx, id)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			r.failed[id] = true
			continue
		}
		if r.waiting = append(r.waiting, k); len(r.waiting) >= analyseBatch {
			if err := r.keep(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// one analyses a version. A fault of the engine is an error: one text must not end the program while another is being read.
func (r *analysing) one(ctx context.Context, id article.ID) (k debate.Kept, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("analyse version %s: %v", id, fault)
		}
	}()
	v, err := r.d.shelf.VersionByID(ctx, id)
	if err != nil {
		return k, err
	}
	a, err := r.d.find(ctx, v)
	if err != nil {
		return k, err
	}
	was, err := r.d.carry(ctx, v, a)
	if err != nil {
		return k, err
	}
	return keptOf(v, a, was || v.Len() > analyseKept) // what may have been decided on is needed when the next engine comes
}

// keep writes what is waiting.
func (r *analysing) keep(ctx context.Context) error {
	if len(r.waiting) == 0 {
		return nil
	}
	if err := r.d.shelf.KeepAnalyses(ctx, r.d.Engine, r.waiting...); err != nil {
		return fmt.Errorf("keep the analyses: %w", err)
	}
	r.at.Done += len(r.waiting)
	r.at.Left = max(r.at.Left-len(r.waiting), 0)
	r.waiting = r.waiting[:0]
	if r.o.Told != nil {
		r.o.Told(r.at)
	}
	return nil
}
