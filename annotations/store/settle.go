package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
)

const settlementColumns = `s.subject, s.part, s.article, s.version, v.number, s.verdict, s.start, s.end, s.modified`

func scanSettlement(row scanner) (annotations.Settlement, error) {
	var x annotations.Settlement
	var modified int64
	err := row.Scan(&x.Of, &x.Part, &x.Article, &x.Version, &x.Number, upTo[annotations.Verdict]{&x.Verdict, annotations.Apart, "verdict"}, &x.Range.Start, &x.Range.End, &modified)
	x.Modified = fromMillis(modified)
	return x, err
}

// Settlements returns what the reader has settled about passages of an article, in the order of its versions.
func (s *Store) Settlements(ctx context.Context, id article.ID) ([]annotations.Settlement, error) {
	var out []annotations.Settlement
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT `+settlementColumns+` FROM settlement s JOIN version v ON v.id = s.version WHERE s.article = ? ORDER BY v.number, s.subject, s.part`, id)
		if err != nil {
			return err
		}
		return each(rows, func(row scanner) error {
			x, err := scanSettlement(row)
			out = append(out, x)
			return err
		})
	})
	return out, err
}

func changeSettlement(ctx context.Context, tx *work, e annotations.SettlementEdit, now time.Time) error {
	x := e.To
	if x.Verdict == annotations.Unsettled { // where it is to be unsettled is said by what it was
		x.Passage, x.Version, x.Article = e.From.Passage, e.From.Version, e.From.Article
	}
	has, err := scanSettlement(tx.QueryRowContext(ctx, `SELECT `+settlementColumns+` FROM settlement s JOIN version v ON v.id = s.version
		WHERE s.subject = ? AND s.part = ? AND s.version = ?`, x.Of, x.Part, x.Version))
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if !has.Same(e.From) {
		return fmt.Errorf("a passage: %w", annotations.ErrChanged)
	}
	if x.Verdict == annotations.Unsettled {
		_, err = tx.ExecContext(ctx, `DELETE FROM settlement WHERE subject = ? AND part = ? AND version = ?`, x.Of, x.Part, x.Version)
	} else {
		_, err = tx.ExecContext(ctx, `INSERT INTO settlement (subject, part, version, article, verdict, start, end, modified) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
			ON CONFLICT (subject, part, version) DO UPDATE SET verdict = ?5, start = ?6, end = ?7, modified = ?8`,
			x.Of, x.Part, x.Version, x.Article, x.Verdict, x.Range.Start, x.Range.End, now.UnixMilli())
	}
	if err != nil {
		return err
	}
	return tx.note(ctx, "settlement", x.Of, x.Article)
}

// Found returns where passages were found in a version before.
func (s *Store) Found(ctx context.Context, version article.ID) ([]annotations.Found, error) {
	var out []annotations.Found
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT subject, part, basis, state, start, end, score, why FROM placement WHERE version = ?`, version)
		if err != nil {
			return err
		}
		return each(rows, func(row scanner) error {
			var f annotations.Found
			p := &f.Placement
			err := row.Scan(&f.Of, &f.Part, &f.Basis, upTo[anchor.State]{&p.State, anchor.Review, "state of a passage"}, &p.Range.Start, &p.Range.End, &p.Score, &p.Why)
			out = append(out, f)
			return err
		})
	})
	return out, err
}

// KeepFound keeps where passages were found in a version, in the place of what was found before of the same.
func (s *Store) KeepFound(ctx context.Context, version article.ID, found []annotations.Found) error {
	return s.write(ctx, func(tx *work) error {
		st, err := tx.PrepareContext(ctx, `INSERT OR REPLACE INTO placement (version, subject, part, basis, state, start, end, score, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
		if err != nil {
			return err
		}
		defer st.Close()
		for _, f := range found {
			p := f.Placement
			if _, err := st.ExecContext(ctx, version, f.Of, f.Part, f.Basis, p.State, p.Range.Start, p.Range.End, p.Score, p.Why); err != nil {
				return err
			}
		}
		return nil
	})
}
