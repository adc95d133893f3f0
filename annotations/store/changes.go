package store

import (
	"context"
	"database/sql"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"parley/annotations"
	"parley/annotations/article"
)

// A work is a transaction that writes, and the changes it has noted.
type work struct {
	*sql.Tx
	first, last int64 // numbers of the changes, which follow each other; 0 if there are none
}

// How many of the last changes are kept, and after how many more the others are deleted.
const (
	changesKept  = 10_000
	changesPrune = 1000
)

// note records a change for other programs, and has the entity found by its words as they are now.
func (w *work) note(ctx context.Context, entity string, id, of article.ID) error {
	if err := index(ctx, w.Tx, entity, id, of); err != nil {
		return err
	}
	r, err := w.ExecContext(ctx, `INSERT INTO change (entity, id, article) VALUES (?, ?, ?)`, entity, id, of)
	if err != nil {
		return err
	}
	seq, err := r.LastInsertId()
	if w.last = seq; w.first == 0 {
		w.first = seq
	}
	if err == nil && seq%changesPrune == 0 {
		_, err = w.ExecContext(ctx, `DELETE FROM change WHERE seq <= ?`, seq-changesKept)
	}
	return err
}

// An own knows which changes a store has made itself.
type own struct {
	mu   sync.Mutex
	runs [][2]int64 // first and last number, in order, with others' changes between them
}

func (o *own) add(first, last int64) {
	if first == 0 {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if n := len(o.runs); n > 0 && o.runs[n-1][1] == first-1 {
		o.runs[n-1][1] = last
		return
	}
	o.runs = append(o.runs, [2]int64{first, last})
}

// drop takes back what was added last, of a transaction that was not kept.
func (o *own) drop(first, last int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	n := len(o.runs)
	if first == 0 || n == 0 || o.runs[n-1][1] != last {
		return
	}
	if o.runs[n-1][1] = first - 1; o.runs[n-1][0] >= first {
		o.runs = o.runs[:n-1]
	}
}

func (o *own) has(seq int64) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	_, ok := slices.BinarySearchFunc(o.runs, seq, func(r [2]int64, seq int64) int {
		switch {
		case r[1] < seq:
			return -1
		case r[0] > seq:
			return 1
		}
		return 0
	})
	return ok
}

// hasAll reports whether all changes from first to last were made by the store.
func (o *own) hasAll(first, last int64) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.ContainsFunc(o.runs, func(r [2]int64) bool { return r[0] <= first && last <= r[1] })
}

// Changes looks at the changes after seq, at most a thousand of them. It returns those that were not made with
// this store, in their order, and the number of the last it looked at, which is seq if there are none.
//
// Of the changes, only the last ten thousand or so are kept. If some after seq are no longer there, which takes a program that was stopped while others
// worked, the first that is returned is of the entity "library", as after a restoration: anything may have changed.
func (s *Store) Changes(ctx context.Context, seq int64) (others []annotations.Change, last int64, err error) {
	last = seq
	err = s.read(ctx, func(tx *sql.Tx) error {
		first, err := pruned(ctx, tx, seq)
		if err != nil {
			return err
		}
		if first > 0 && !s.own.hasAll(seq+1, first-1) {
			others = append(others, annotations.Change{Seq: seq + 1, Entity: "library"})
		}
		rows, err := tx.QueryContext(ctx, `SELECT seq, entity, id, article FROM change WHERE seq > ? ORDER BY seq LIMIT 1000`, seq)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var c annotations.Change
			var of string
			if err := rows.Scan(&c.Seq, &c.Entity, &c.ID, &of); err != nil {
				return err
			}
			last = c.Seq
			if s.own.has(c.Seq) {
				continue
			}
			if of != "" {
				if c.Article, err = uuid.Parse(of); err != nil {
					return err
				}
			}
			others = append(others, c)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, seq, err
	}
	return others, last, nil
}

// pruned returns the first change that is there if some after seq have been deleted, and otherwise 0.
func pruned(ctx context.Context, tx *sql.Tx, seq int64) (int64, error) {
	var first sql.NullInt64
	err := tx.QueryRowContext(ctx, `SELECT min(seq) FROM change`).Scan(&first)
	if seq == 0 || first.Int64 <= seq+1 {
		return 0, err
	}
	return first.Int64, err
}

// LastChange returns the number of the newest change.
func (s *Store) LastChange(ctx context.Context) (int64, error) {
	var seq sql.NullInt64
	err := s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT max(seq) FROM change`).Scan(&seq)
	})
	return seq.Int64, err
}

// Poll calls changed, from a goroutine of its own, once at first and then whenever any connection has written to
// the library, until ctx ends, which it must before Close. If changed returns an error, it is called again.
func (s *Store) Poll(ctx context.Context, every time.Duration, changed func() error) error {
	conn, err := s.readers.Conn(ctx) // data_version is told to one connection only
	if err != nil {
		return domain(err)
	}
	version := func() (n int64, err error) {
		return n, conn.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&n)
	}
	if _, err := version(); err != nil {
		conn.Close()
		return domain(err)
	}
	s.watching.Go(func() {
		defer conn.Close() // only read from
		tick := time.NewTicker(every)
		defer tick.Stop()
		last := int64(-1)
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if n, err := version(); err == nil && n != last && changed() == nil {
				last = n
			}
		}
	})
	return nil
}
