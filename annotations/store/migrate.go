package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"parley/annotations"
)

//go:embed migrations/*.sql
var migrations embed.FS

// steps returns the migrations in their order; the first makes schema 1.
func steps() ([]string, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	out := make([]string, len(names))
	for i, name := range names { // Glob sorts
		if want := fmt.Sprintf("migrations/%04d.sql", i+1); name != want {
			return nil, fmt.Errorf("migration %s is not %s", name, want)
		}
		b, err := migrations.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out[i] = string(b)
	}
	return out, nil
}

// lastIndexed is the schema with which what is there is put into the index of words, as this program makes it.
const lastIndexed = 6

const (
	// identified is the schema from which on a library has an identity.
	identified = 7
	// tagsIndexed is the schema with which tags got terms of their own in the index of words.
	tagsIndexed = 7
)

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// recognise returns an error unless the file is a library that this program knows.
func (s *Store) recognise(ctx context.Context, q querier) error {
	all, err := steps()
	if err != nil {
		return err
	}
	has, err := schema(ctx, q)
	switch {
	case err != nil:
		return err
	case has > len(all):
		return annotations.ErrNewer{Has: has, Known: len(all)}
	case has == 0:
		return annotations.ErrForeign
	case has < len(all): // it would have to be changed, and cannot
		return annotations.ErrReadOnly
	}
	return nil
}

// schema returns the version of the schema, 0 for an empty file; another program's is annotations.ErrForeign.
func schema(ctx context.Context, q querier) (int, error) {
	var id, has, tables int
	if err := q.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id); err != nil {
		return 0, err
	}
	if err := q.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&has); err != nil {
		return 0, err
	}
	if err := q.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_master`).Scan(&tables); err != nil {
		return 0, err
	}
	if (tables > 0 || has > 0 || id != 0) && id != applicationID {
		return 0, annotations.ErrForeign
	}
	if tables > 0 && has == 0 {
		return 0, damage{"it has tables, but not the number of their schema"}
	}
	return has, nil
}

// migrate brings the library to the newest schema, each step in a transaction of its own.
func (s *Store) migrate(ctx context.Context) error {
	all, err := steps()
	if err != nil {
		return err
	}
	fresh := false // what was never there cannot be left in it
	for {
		done := false
		err := s.write(ctx, func(tx *work) error {
			has, err := schema(ctx, tx)
			switch {
			case err != nil:
				return err
			case has > len(all):
				return annotations.ErrNewer{Has: has, Known: len(all)}
			case has == len(all):
				done = true
				return nil
			case has == 0:
				fresh = true
			}
			if _, err := tx.ExecContext(ctx, all[has]); err != nil {
				return fmt.Errorf("migrate to schema %d: %w", has+1, err)
			}
			switch has + 1 {
			case lastIndexed:
				err = reindex(ctx, tx.Tx, s.progress)
			case tagsIndexed:
				err = reindexTags(ctx, tx.Tx)
			}
			if err != nil {
				return fmt.Errorf("migrate to schema %d: %w", has+1, err)
			}
			if has+1 == identified {
				if err := tidyExports(ctx, tx.Tx); err != nil {
					return fmt.Errorf("migrate to schema %d: %w", has+1, err)
				}
				if _, err := tx.ExecContext(ctx, `UPDATE library SET clean = ?`, fresh); err != nil {
					return fmt.Errorf("migrate to schema %d: %w", has+1, err)
				}
			}
			_, err = tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d; PRAGMA application_id = %d`, has+1, applicationID))
			return err
		})
		if err != nil || done {
			return err
		}
	}
}
