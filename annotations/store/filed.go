package store

import (
	"context"
	"fmt"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

func changeActor(ctx context.Context, tx *work, x debate.Edit[debate.Actor], now time.Time) error {
	a := x.To.Is
	if x.From.Is.ID == (article.ID{}) {
		_, err := tx.ExecContext(ctx, `INSERT INTO actor (id, handle, name, kind, role, side, created, modified, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)`,
			a.ID, article.Handle(article.HandleActor, a.ID), a.Name, a.Kind, a.Role, a.Side, now.UnixMilli(), now.UnixMilli())
		if err != nil {
			return err
		}
	} else {
		has, err := actorsWhere(ctx, tx.Tx, `id = ?`, a.ID)
		if err != nil {
			return err
		}
		if len(has) == 0 || has[0].Gone != x.From.Gone || !has[0].Is.Same(x.From.Is) {
			return stale(article.HandleActor, a.ID)
		}
		_, err = tx.ExecContext(ctx, `UPDATE actor SET name = ?, kind = ?, role = ?, side = ?, modified = ?, revision = revision + 1, deleted = ? WHERE id = ?`,
			a.Name, a.Kind, a.Role, a.Side, now.UnixMilli(), tombstone(x.To.Gone, now), a.ID)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM alias WHERE actor = ?`, a.ID); err != nil {
			return err
		}
	}
	for i, n := range a.Aliases {
		if _, err := tx.ExecContext(ctx, `INSERT INTO alias (actor, ord, name, form) VALUES (?, ?, ?, ?)`, a.ID, i, n.Name, n.Form); err != nil {
			return err
		}
	}
	return tx.note(ctx, "actor", a.ID, article.ID{})
}

func changeDispute(ctx context.Context, tx *work, x debate.Edit[debate.Dispute], now time.Time) error {
	d := x.To.Is
	if x.From.Is.ID == (article.ID{}) {
		_, err := tx.ExecContext(ctx, `INSERT INTO dispute (id, handle, title, created, modified, revision) VALUES (?, ?, ?, ?, ?, 1)`,
			d.ID, article.Handle(article.HandleDispute, d.ID), d.Title, now.UnixMilli(), now.UnixMilli())
		if err != nil {
			return err
		}
	} else {
		has, err := disputesWhere(ctx, tx.Tx, `id = ?`, d.ID)
		if err != nil {
			return err
		}
		if len(has) == 0 || has[0].Gone != x.From.Gone || !has[0].Is.Same(x.From.Is) {
			return stale(article.HandleDispute, d.ID)
		}
		_, err = tx.ExecContext(ctx, `UPDATE dispute SET title = ?, modified = ?, revision = revision + 1, deleted = ? WHERE id = ?`,
			d.Title, now.UnixMilli(), tombstone(x.To.Gone, now), d.ID)
		if err != nil {
			return err
		}
	}
	if !x.To.Gone { // those of a deleted dispute stay as they were, for its return
		if err := setPositions(ctx, tx, d, now); err != nil {
			return err
		}
	}
	return tx.note(ctx, "dispute", d.ID, article.ID{})
}

// setPositions gives a dispute its positions in their order; others become tombstones.
func setPositions(ctx context.Context, tx *work, d debate.Dispute, now time.Time) error {
	if _, err := tx.ExecContext(ctx, `UPDATE position SET deleted = ? WHERE dispute = ? AND deleted IS NULL`, now.UnixMilli(), d.ID); err != nil {
		return err
	}
	for i, p := range d.Positions {
		_, err := tx.ExecContext(ctx, `INSERT INTO position (id, handle, dispute, ord, answer, created, modified, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, 1)
			ON CONFLICT (id) DO UPDATE SET ord = ?4, modified = CASE WHEN answer = ?5 THEN modified ELSE ?6 END,
				revision = revision + (answer <> ?5), answer = ?5, deleted = NULL`,
			p.ID, article.Handle(article.HandlePosition, p.ID), d.ID, i, p.Answer, now.UnixMilli())
		if err != nil {
			return err
		}
	}
	return nil
}

func changeStatement(ctx context.Context, tx *work, x debate.Edit[debate.Statement], now time.Time) error {
	s := x.To.Is
	if x.From.Is.ID == (article.ID{}) {
		_, err := tx.ExecContext(ctx, `INSERT INTO statement (id, handle, article, version, actor, dispute, position, stance, attribution, addressee, condition, said_on, reported_by, note, created, modified, revision)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`, s.ID, article.Handle(article.HandleStatement, s.ID), s.Article, s.Version, s.Actor, orNull(s.Dispute), orNull(s.Position),
			s.Stance, s.Attribution, s.Addressee, s.Condition, s.SaidOn, orNull(s.ReportedBy), s.Note, now.UnixMilli(), now.UnixMilli())
		if err != nil {
			return err
		}
	} else {
		has, err := statementsWhere(ctx, tx.Tx, `id = ?`, s.ID)
		if err != nil {
			return err
		}
		if len(has) == 0 || has[0].Gone != x.From.Gone || !has[0].Is.Same(x.From.Is) {
			return stale(article.HandleStatement, s.ID)
		}
		_, err = tx.ExecContext(ctx, `UPDATE statement SET version = ?, actor = ?, dispute = ?, position = ?, stance = ?, attribution = ?, addressee = ?, condition = ?, said_on = ?, reported_by = ?, note = ?,
			modified = ?, revision = revision + 1, deleted = ? WHERE id = ?`, s.Version, s.Actor, orNull(s.Dispute), orNull(s.Position), s.Stance, s.Attribution, s.Addressee, s.Condition, s.SaidOn,
			orNull(s.ReportedBy), s.Note, now.UnixMilli(), tombstone(x.To.Gone, now), s.ID)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM statement_passage WHERE statement = ?`, s.ID); err != nil {
			return err
		}
	}
	for i, a := range s.Anchors {
		_, err := tx.ExecContext(ctx, `INSERT INTO statement_passage (statement, ord, start, end, exact, prefix, suffix, block) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			s.ID, i, a.Range.Start, a.Range.End, a.Exact, a.Prefix, a.Suffix, a.Block)
		if err != nil {
			return err
		}
	}
	return tx.note(ctx, "statement", s.ID, s.Article)
}

func changeDecision(ctx context.Context, tx *work, x debate.DecisionEdit, now time.Time) error {
	key := x.To.Key
	if key == "" {
		key = x.From.Key
	}
	has, err := decisionsWhere(ctx, tx.Tx, `key = ?`, key)
	if err != nil {
		return err
	}
	var old debate.Decision
	if len(has) > 0 {
		old = has[0]
	}
	if !old.Same(x.From) {
		return fmt.Errorf("the decision on %q: %w", key, annotations.ErrChanged)
	}
	if x.To.Verdict == debate.Undecided {
		_, err = tx.ExecContext(ctx, `DELETE FROM decision WHERE key = ?`, key)
	} else {
		_, err = tx.ExecContext(ctx, `INSERT INTO decision (key, verdict, target, created, modified, signs) VALUES (?1, ?2, ?3, ?4, ?4, ?5)
			ON CONFLICT (key) DO UPDATE SET verdict = ?2, target = ?3, modified = ?4, signs = ?5`, key, x.To.Verdict, orNull(x.To.Target), now.UnixMilli(), !x.To.Signless)
	}
	if err != nil {
		return err
	}
	return tx.note(ctx, "decision", x.To.Target, article.ID{})
}
