package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// Statements returns the statements filed on an article, those on all articles for the zero id, in the order of the
// articles' making and of their own. Deleted ones are left out.
func (s *Store) Statements(ctx context.Context, of article.ID) ([]debate.Statement, error) {
	where, args := `deleted IS NULL AND `+inLibrary, []any{}
	if of != (article.ID{}) {
		where, args = `deleted IS NULL AND article = ?`, []any{of}
	}
	return s.statements(ctx, where, args...)
}

// StatementsAbout returns the statements on any article by, reported by, or on the actor or dispute with that id. Deleted
// ones are left out.
func (s *Store) StatementsAbout(ctx context.Context, id article.ID) ([]debate.Statement, error) {
	return s.statements(ctx, `deleted IS NULL AND (actor = ?1 OR dispute = ?1 OR reported_by = ?1)`, id)
}

func (s *Store) statements(ctx context.Context, where string, args ...any) ([]debate.Statement, error) {
	var out []debate.Statement
	err := s.read(ctx, func(tx *sql.Tx) error {
		found, err := statementsWhere(ctx, tx, where, args...)
		out = bare(found)
		return err
	})
	return out, err
}

// StatementStates returns the states of the statements with these ids, in that order; one that was never there is
// annotations.ErrNotFound.
func (s *Store) StatementStates(ctx context.Context, ids []article.ID) ([]debate.Status[debate.Statement], error) {
	out := make([]debate.Status[debate.Statement], 0, len(ids))
	err := s.read(ctx, func(tx *sql.Tx) error {
		for _, id := range ids {
			found, err := statementsWhere(ctx, tx, `id = ?`, id)
			if err != nil {
				return err
			}
			if len(found) == 0 {
				return annotations.ErrNotFound
			}
			out = append(out, found[0])
		}
		return nil
	})
	return out, err
}

// each calls f with every row.
func each(rows *sql.Rows, f func(scanner) error) error {
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// bare returns what is without its state.
func bare[T any](in []debate.Status[T]) []T {
	out := make([]T, len(in))
	for i, x := range in {
		out[i] = x.Is
	}
	return out
}

// actorsWhere returns actors by their names. With an annotations.ErrDamaged it returns those that can be read.
func actorsWhere(ctx context.Context, tx *sql.Tx, where string, args ...any) ([]debate.Status[debate.Actor], error) {
	var out []debate.Status[debate.Actor]
	at := map[article.ID]int{}
	rows, err := tx.QueryContext(ctx, `SELECT id, name, kind, role, side, created, modified, revision, deleted IS NOT NULL FROM actor WHERE `+where+` ORDER BY name, id`, args...)
	if err != nil {
		return nil, err
	}
	bad := eachGood(rows, func(row scanner) error {
		var x debate.Status[debate.Actor]
		var created, modified int64
		a := &x.Is
		if err := row.Scan(&a.ID, &a.Name, upTo[debate.Kind]{&a.Kind, debate.State, "kind of actor"}, &a.Role, &a.Side, &created, &modified, &a.Revision, &x.Gone); err != nil {
			return of(article.HandleActor, a.ID, err)
		}
		a.Created, a.Modified = fromMillis(created), fromMillis(modified)
		at[a.ID] = len(out)
		out = append(out, x)
		return nil
	})
	if !damagedOnly(bad) || len(out) == 0 {
		return nil, bad
	}
	rows, err = tx.QueryContext(ctx, `SELECT actor, name, form FROM alias WHERE actor IN (SELECT id FROM actor WHERE `+where+`) ORDER BY actor, ord`, args...)
	if err != nil {
		return nil, err
	}
	err = eachGood(rows, func(row scanner) error {
		var actor article.ID
		var n debate.Alias
		if err := row.Scan(&actor, &n.Name, upTo[debate.Form]{&n.Form, debate.ByDemonym, "form of a name"}); err != nil {
			return of(article.HandleActor, actor, err)
		}
		if k, ok := at[actor]; ok {
			out[k].Is.Aliases = append(out[k].Is.Aliases, n)
		}
		return nil
	})
	return out, cmp.Or(bad, err)
}

// disputesWhere returns disputes in the order they were made. With an annotations.ErrDamaged it returns those that can be read.
func disputesWhere(ctx context.Context, tx *sql.Tx, where string, args ...any) ([]debate.Status[debate.Dispute], error) {
	var out []debate.Status[debate.Dispute]
	at := map[article.ID]int{}
	rows, err := tx.QueryContext(ctx, `SELECT id, title, created, modified, revision, deleted IS NOT NULL FROM dispute WHERE `+where+` ORDER BY created, id`, args...)
	if err != nil {
		return nil, err
	}
	bad := eachGood(rows, func(row scanner) error {
		var x debate.Status[debate.Dispute]
		var created, modified int64
		if err := row.Scan(&x.Is.ID, &x.Is.Title, &created, &modified, &x.Is.Revision, &x.Gone); err != nil {
			return of(article.HandleDispute, x.Is.ID, err)
		}
		x.Is.Created, x.Is.Modified = fromMillis(created), fromMillis(modified)
		at[x.Is.ID] = len(out)
		out = append(out, x)
		return nil
	})
	if !damagedOnly(bad) || len(out) == 0 {
		return nil, bad
	}
	rows, err = tx.QueryContext(ctx, `SELECT id, dispute, answer, created, modified, revision FROM position
		WHERE deleted IS NULL AND dispute IN (SELECT id FROM dispute WHERE `+where+`) ORDER BY dispute, ord, id`, args...)
	if err != nil {
		return nil, err
	}
	err = eachGood(rows, func(row scanner) error {
		var p debate.Position
		var created, modified int64
		if err := row.Scan(&p.ID, &p.Dispute, &p.Answer, &created, &modified, &p.Revision); err != nil {
			return of(article.HandlePosition, p.ID, err)
		}
		p.Created, p.Modified = fromMillis(created), fromMillis(modified)
		if k, ok := at[p.Dispute]; ok {
			out[k].Is.Positions = append(out[k].Is.Positions, p)
		}
		return nil
	})
	return out, cmp.Or(bad, err)
}

// nullID is an id that may be NULL, which is the zero id.
type nullID struct{ to *article.ID }

// Scan is the database's.
func (n nullID) Scan(src any) (err error) {
	*n.to = article.ID{}
	if s, ok := src.(string); ok {
		*n.to, err = uuid.Parse(s)
	}
	return err
}

func orNull(id article.ID) any {
	if id == (article.ID{}) {
		return nil
	}
	return id
}

func statementsWhere(ctx context.Context, tx *sql.Tx, where string, args ...any) ([]debate.Status[debate.Statement], error) {
	var out []debate.Status[debate.Statement]
	at := map[article.ID]int{}
	rows, err := tx.QueryContext(ctx, `SELECT id, article, version, actor, dispute, position, stance, attribution, addressee, condition, said_on, reported_by, note,
		created, modified, revision, deleted IS NOT NULL FROM statement WHERE `+where+` ORDER BY article, created, id`, args...)
	if err != nil {
		return nil, err
	}
	if err := each(rows, func(row scanner) error {
		var x debate.Status[debate.Statement]
		var created, modified int64
		q := &x.Is
		err := row.Scan(&q.ID, &q.Article, &q.Version, &q.Actor, nullID{&q.Dispute}, nullID{&q.Position},
			upTo[debate.Stance]{&q.Stance, debate.Declines, "stance"}, upTo[debate.Attribution]{&q.Attribution, debate.Inferred, "attribution"}, &q.Addressee, &q.Condition, &q.SaidOn,
			nullID{&q.ReportedBy}, &q.Note, &created, &modified, &q.Revision, &x.Gone)
		q.Created, q.Modified = fromMillis(created), fromMillis(modified)
		at[q.ID] = len(out)
		out = append(out, x)
		return of(article.HandleStatement, q.ID, err)
	}); err != nil || len(out) == 0 {
		return nil, err
	}
	rows, err = tx.QueryContext(ctx, `SELECT statement, start, end, exact, prefix, suffix, block FROM statement_passage
		WHERE statement IN (SELECT id FROM statement WHERE `+where+`) ORDER BY statement, ord`, args...)
	if err != nil {
		return nil, err
	}
	return out, each(rows, func(row scanner) error {
		var of article.ID
		var a anchor.Anchor
		err := row.Scan(&of, &a.Range.Start, &a.Range.End, &a.Exact, &a.Prefix, &a.Suffix, &a.Block)
		if k, ok := at[of]; ok {
			out[k].Is.Anchors = append(out[k].Is.Anchors, a)
		}
		return err
	})
}

func decisionsWhere(ctx context.Context, tx *sql.Tx, where string, args ...any) ([]debate.Decision, error) {
	rows, err := tx.QueryContext(ctx, `SELECT key, verdict, target, created, modified, NOT signs FROM decision WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	var out []debate.Decision
	err = eachGood(rows, func(row scanner) error {
		var d debate.Decision
		var created, modified int64
		if err := row.Scan(&d.Key, upTo[debate.Verdict]{&d.Verdict, debate.Renamed, "verdict on a suggestion"}, nullID{&d.Target}, &created, &modified, &d.Signless); err != nil {
			return err
		}
		d.Created, d.Modified = fromMillis(created), fromMillis(modified)
		out = append(out, d)
		return nil
	})
	return out, err
}

// file makes edits of what was filed, all or none.
func file(ctx context.Context, tx *work, e debate.Edits, now time.Time) error {
	for _, x := range e.Actors {
		if err := changeActor(ctx, tx, x, now); err != nil {
			return err
		}
	}
	for _, x := range e.Disputes {
		if err := changeDispute(ctx, tx, x, now); err != nil {
			return err
		}
	}
	for _, x := range e.Statements {
		if err := changeStatement(ctx, tx, x, now); err != nil {
			return err
		}
	}
	for _, x := range e.Decisions {
		if err := changeDecision(ctx, tx, x, now); err != nil {
			return err
		}
	}
	if err := single(ctx, tx.Tx, e.New); err != nil {
		return err
	}
	return grounded(ctx, tx.Tx, e)
}

// single returns annotations.ErrChanged if several actors or disputes of the library have the same one of these keys: another program
// has made one meanwhile.
func single(ctx context.Context, tx *sql.Tx, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT 0, name FROM actor WHERE deleted IS NULL UNION ALL SELECT 1, title FROM dispute WHERE deleted IS NULL`)
	if err != nil {
		return err
	}
	has := map[string]int{}
	return each(rows, func(row scanner) error {
		var dispute bool
		var name string
		if err := row.Scan(&dispute, &name); err != nil {
			return err
		}
		key := debate.ActorKey(name)
		if dispute {
			key = debate.DisputeKey(name)
		}
		if has[key]++; has[key] > 1 && slices.Contains(keys, key) {
			return fmt.Errorf("“%s”: %w", name, annotations.ErrChanged)
		}
		return nil
	})
}

// grounded returns annotations.ErrChanged if edits would leave a statement by somebody, or on something, that is deleted:
// another filed it, or deleted that, meanwhile.
func grounded(ctx context.Context, tx *sql.Tx, e debate.Edits) error {
	check := func(kind byte, id article.ID, column string) error {
		var one int
		err := tx.QueryRowContext(ctx, `SELECT 1 FROM statement s WHERE s.`+column+` = ? AND s.deleted IS NULL AND (
			EXISTS (SELECT 1 FROM actor a WHERE a.id IN (s.actor, s.reported_by) AND a.deleted IS NOT NULL)
			OR EXISTS (SELECT 1 FROM dispute d WHERE d.id = s.dispute AND d.deleted IS NOT NULL)
			OR EXISTS (SELECT 1 FROM position p WHERE p.id = s.position AND (p.deleted IS NOT NULL OR p.dispute IS NOT s.dispute))) LIMIT 1`, id).Scan(&one)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return nil
		case err != nil:
			return err
		}
		return stale(kind, id)
	}
	for _, x := range e.Statements {
		if !x.To.Gone {
			if err := check(article.HandleStatement, x.To.Is.ID, "id"); err != nil {
				return err
			}
		}
	}
	for _, x := range e.Actors {
		if x.To.Gone {
			if err := cmp.Or(check(article.HandleActor, x.To.Is.ID, "actor"), check(article.HandleActor, x.To.Is.ID, "reported_by")); err != nil {
				return err
			}
		}
	}
	for _, x := range e.Disputes {
		if err := check(article.HandleDispute, x.To.Is.ID, "dispute"); err != nil {
			return err
		}
	}
	return nil
}

func stale(kind byte, id article.ID) error {
	return fmt.Errorf("%s: %w", article.Handle(kind, id), annotations.ErrChanged)
}
