package store

import (
	"cmp"
	"context"
	"database/sql"
	"sync"

	"parley/annotations/debate"
)

// last is a library and the number of the last change that was made before it was read.
type last struct {
	mu  sync.Mutex
	lib *debate.Library
	seq int64
}

// get returns the library if nothing in it has changed up to seq.
func (l *last) get(ctx context.Context, tx *sql.Tx, seq int64) (*debate.Library, error) {
	l.mu.Lock()
	lib, from := l.lib, l.seq
	l.mu.Unlock()
	if lib == nil || from > seq {
		return nil, nil
	}
	var n int
	if first, err := pruned(ctx, tx, from); err != nil || first > 0 {
		return nil, err
	}
	err := tx.QueryRowContext(ctx, `SELECT count(*) FROM change WHERE seq > ? AND entity IN ('actor', 'dispute', 'decision', 'library')`, from).Scan(&n)
	if err != nil || n > 0 {
		return nil, err
	}
	return lib, nil
}

// keep takes over what was read, unless something newer is there.
func (l *last) keep(lib *debate.Library, seq int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lib == nil || seq >= l.seq {
		l.lib, l.seq = lib, seq
	}
}

// Library returns the actors and disputes that are not deleted, and all decisions. Until one of them changes it
// returns the same. If some of them are damaged, the error, an annotations.ErrDamaged, comes with a library of the others.
func (s *Store) Library(ctx context.Context) (*debate.Library, error) {
	var l *debate.Library
	err := s.read(ctx, func(tx *sql.Tx) error {
		var seq int64
		if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM change`).Scan(&seq); err != nil {
			return err
		}
		var err error
		if l, err = s.last.get(ctx, tx, seq); err != nil {
			return err
		}
		if l != nil {
			s.last.keep(l, seq)
			return nil
		}
		actors, err1 := actorsWhere(ctx, tx, `deleted IS NULL`)
		disputes, err2 := disputesWhere(ctx, tx, `deleted IS NULL`)
		decisions, err3 := decisionsWhere(ctx, tx, `1`)
		for _, err := range []error{err1, err2, err3} {
			if !damagedOnly(err) {
				return err
			}
		}
		l = debate.NewLibrary(bare(actors), bare(disputes), decisions)
		if err := cmp.Or(err1, err2, err3); err != nil {
			return err
		}
		s.last.keep(l, seq)
		return nil
	})
	return l, err
}
