package store

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/mattn/go-sqlite3"

	"parley/annotations"
	"parley/annotations/article"
)

// A damage says what a row holds that cannot be.
type damage struct{ what string }

// Error says that the library is damaged, and by what.
func (d damage) Error() string { return fmt.Sprintf("%v: %s", annotations.ErrDamaged, d.what) }

// Unwrap makes it annotations.ErrDamaged.
func (d damage) Unwrap() error { return annotations.ErrDamaged }

// upTo scans one of the values from 0 to most that a type of the domain has.
type upTo[T ~uint8] struct {
	to   *T
	most T
	what string
}

// Scan is the database's.
func (u upTo[T]) Scan(src any) error {
	n, ok := src.(int64)
	if !ok || n < 0 || n > int64(u.most) {
		return damage{fmt.Sprintf("%v is no %s", printable(src), u.what)}
	}
	*u.to = T(n)
	return nil
}

func printable(src any) any {
	switch x := src.(type) {
	case nil:
		return "nothing"
	case []byte:
		return fmt.Sprintf("%.40q", x)
	case string:
		return fmt.Sprintf("%.40q", x)
	}
	return src
}

// of adds to an error that says what is wrong with a row which entity it is.
func of(kind byte, id article.ID, err error) error {
	var d damage
	if err == nil || !errors.As(err, &d) || id == (article.ID{}) {
		return err
	}
	return damage{d.what + " (" + article.Handle(kind, id) + ")"}
}

// badRow returns the error for a value that does not fit its column, if err is one of those.
func badRow(err error) error {
	var d damage
	if errors.As(err, &d) {
		return d
	}
	_, rest, ok := strings.Cut(err.Error(), `sql: Scan error on column index `)
	if !ok {
		return nil
	}
	_, rest, _ = strings.Cut(rest, `name "`)
	name, _, _ := strings.Cut(rest, `"`)
	return damage{fmt.Sprintf("a row holds something that cannot be in its column %q", name)}
}

// badSchema returns the error for a table that is missing or there too early, if e is one of those.
func badSchema(e sqlite3.Error) error {
	words := e.Error()
	for _, x := range []struct{ before, after, words string }{
		{"no such table: ", "", "its table %s is missing"},
		{"no such column: ", "", "its column %s is missing"},
		{"table ", " already exists", "its table %s is there, but the number of its schema says that it is not"},
		{"index ", " already exists", "its index %s is there, but the number of its schema says that it is not"},
		{"duplicate column name: ", "", "its column %s is there, but the number of its schema says that it is not"},
	} {
		if name, ok := strings.CutPrefix(words, x.before); ok {
			if name, ok = strings.CutSuffix(name, x.after); ok {
				return damage{fmt.Sprintf(x.words, name)}
			}
		}
	}
	return nil
}

// eachGood calls f with every row. Rows that hold what cannot be are left out: the first error of those, an annotations.ErrDamaged, is returned
// when all others have been read. Any other error ends it.
func eachGood(rows *sql.Rows, f func(scanner) error) error {
	defer rows.Close()
	var bad error
	for rows.Next() {
		err := f(rows)
		if err == nil {
			continue
		}
		if err = domain(err); !errors.Is(err, annotations.ErrDamaged) {
			return err
		}
		bad = cmp.Or(bad, err)
	}
	return cmp.Or(rows.Err(), bad)
}

// damagedOnly reports whether err says that rows are damaged, so that those that were read beside it can be used.
func damagedOnly(err error) bool { return err == nil || errors.Is(domain(err), annotations.ErrDamaged) }
