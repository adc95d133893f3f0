package store

import (
	"context"
	"errors"
	"fmt"

	"parley/annotations"
	"parley/annotations/article"
)

// faultsMost is how many faults a report lists.
const faultsMost = 50

// A Remake makes a version again from the bytes that it was imported from. What it returns need have nothing but a text, blocks and pages.
type Remake func(ctx context.Context, m article.Meta, source []byte) (*article.Version, error)

// Check looks whether the library at path is whole: SQLite's own checks, texts that can be read, passages that stand where their
// quotations say, and an index that has the words of the texts. Articles whose texts are damaged are named, even if the file is.
//
// With repair, such texts are made again from the bytes that they were imported from, if Remake gives the very text that was imported, and
// what is derived is made again from the rest. All else is left as it is.
func (k Keeper) Check(ctx context.Context, path string, repair bool) (annotations.Report, error) {
	path = resolved(path)
	r, broken, err := k.check(ctx, path)
	if err == nil && repair {
		err = k.repair(ctx, path, &r, broken)
	}
	if err != nil {
		return r, fmt.Errorf("check %s: %w", path, domain(err))
	}
	return r, nil
}

// A brokenText is a version whose text cannot be read or is not the one that was imported.
type brokenText struct{ version, of article.ID }

func (k Keeper) check(ctx context.Context, path string) (r annotations.Report, broken []brokenText, err error) {
	has := 0
	p, err := peek(ctx, path)
	if err == nil {
		defer p.Close() // only read from
		has, err = ours(ctx, p.readers)
	}
	if err = unknown(err, path); err != nil {
		if !errors.Is(domain(err), annotations.ErrDamaged) {
			return r, nil, err
		}
		r.Path = path
		r.Faults = append(r.Faults, annotations.Fault{What: "the file: " + err.Error()})
		return r, nil, nil
	}
	if all, err := steps(); err != nil {
		return r, nil, err
	} else if has > len(all) {
		return r, nil, annotations.ErrNewer{Has: has, Known: len(all)}
	} else if has < len(all) {
		return r, nil, fmt.Errorf("it has schema %d, which opening it changes to %d: open it once", has, len(all))
	}
	c := &checker{report: &r, progress: k.Progress, words: map[string]*tally{}}
	k.Progress.tell("checking the file", 0, 1)
	if r.Faults, err = pragmas(ctx, p.readers); err != nil {
		return r, nil, err
	}
	c.damaged = len(r.Faults) > 0
	if c.damaged { // what rows say cannot be relied on, but whose texts are lost can be said
		r.Path = path
	} else if r.Look, err = k.look(ctx, path); err != nil {
		return r, nil, err
	}
	return r, c.broken, c.run(ctx, p.readers)
}

// repair makes again what can be, in the library itself or, where the file is damaged, in a new one.
func (k Keeper) repair(ctx context.Context, path string, r *annotations.Report, broken []brokenText) error {
	for _, f := range r.Faults {
		if f.File {
			return k.repairFile(ctx, path, r)
		}
	}
	s, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	remade, err := s.remakeAll(ctx, k.Remake, broken)
	if err == nil && remade > 0 {
		var again annotations.Report
		again, _, err = k.check(ctx, path)
		again.Repaired, again.Remade = true, remade
		*r = again
	}
	derived := true
	for _, f := range r.Faults {
		derived = derived && f.Derived
	}
	if err == nil && derived { // otherwise first what is not derived: a backup, or a copy for somebody who can help
		err = s.renew(ctx, k.Progress)
	}
	if err = errors.Join(err, s.Close()); err != nil || !derived {
		return err
	}
	again, _, err := k.check(ctx, path)
	again.Repaired, again.Remade = true, remade
	*r = again
	return err
}

// repairFile is repair for a damaged file.
func (k Keeper) repairFile(ctx context.Context, path string, r *annotations.Report) error {
	saved, remade, err := k.rebuild(ctx, path)
	if err != nil || saved == "" {
		return err
	}
	again, _, err := k.check(ctx, path)
	again.Repaired, again.Remade, again.Saved = true, remade, saved
	*r = again
	return err
}

// renew makes what is derived again.
func (s *Store) renew(ctx context.Context, told Progress) error {
	err := s.write(ctx, func(tx *work) error {
		for _, q := range []string{`DELETE FROM placement`, `DELETE FROM sighting`, `DELETE FROM sighted`, `DELETE FROM looked`, `DELETE FROM analysis`} {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return err
			}
		}
		return reindex(ctx, tx.Tx, told)
	})
	if err != nil {
		return err
	}
	return s.vacuum(ctx)
}
