package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"sync/atomic"

	"github.com/mattn/go-sqlite3"
)

// CountReads has the transactions counted from now on that read the library.
func (s *Store) CountReads() (*atomic.Int64, error) {
	c := &counting{name: dsn(s.path, "ro")}
	was := s.readers
	s.readers = sql.OpenDB(c)
	return &c.begun, errors.Join(was.Close(), s.readers.Ping())
}

// A counting is a connector that counts transactions.
type counting struct {
	name  string
	begun atomic.Int64
}

func (c *counting) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }

func (c *counting) Connect(context.Context) (driver.Conn, error) {
	conn, err := c.Driver().Open(c.name)
	if err != nil {
		return nil, err
	}
	return countedConn{conn.(*sqlite3.SQLiteConn), &c.begun}, nil
}

type countedConn struct {
	*sqlite3.SQLiteConn
	begun *atomic.Int64
}

func (c countedConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	c.begun.Add(1)
	return c.SQLiteConn.BeginTx(ctx, o)
}
