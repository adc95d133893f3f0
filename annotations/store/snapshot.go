package store

import (
	"context"
	"database/sql"
)

// A snapshotKey is what a context has the transaction of a snapshot of a store under.
type snapshotKey struct{ of *Store }

// Snapshot returns a context with which all methods that read see the library in one state, that which the first of them sees, in one
// transaction. end, which is to be called, ends it. The context is for one goroutine; methods that write take no notice of it, and what they
// write is not seen with it.
func (s *Store) Snapshot(ctx context.Context) (of context.Context, end func(), err error) {
	tx, err := s.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, nil, domain(err)
	}
	return context.WithValue(ctx, snapshotKey{s}, tx), func() { _ = tx.Rollback() }, nil // only read from
}

// read runs fn in a transaction that sees one state of the library: that of ctx, if it has one.
func (s *Store) read(ctx context.Context, fn func(*sql.Tx) error) error {
	if tx, ok := ctx.Value(snapshotKey{s}).(*sql.Tx); ok {
		return domain(fn(tx))
	}
	tx, err := s.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return domain(err)
	}
	defer tx.Rollback() // only read from
	return domain(fn(tx))
}
