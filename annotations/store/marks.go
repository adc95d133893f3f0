package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

const highlightColumns = `id, article, version, start, end, exact, prefix, suffix, block, style, colour, tags, note, created, modified, revision, deleted IS NOT NULL`

type scanner interface{ Scan(...any) error }

func scanHighlight(row scanner) (annotations.HighlightState, error) {
	var h annotations.HighlightState
	var tags string
	var created, modified int64
	a := &h.Anchor
	err := row.Scan(&h.ID, &h.Article, &h.Version, &a.Range.Start, &a.Range.End, &a.Exact, &a.Prefix, &a.Suffix, &a.Block,
		upTo[annotations.Style]{&h.Style, annotations.Outline, "style"}, upTo[annotations.Colour]{&h.Colour, annotations.Purple, "colour"}, &tags, &h.Note, &created, &modified, &h.Revision, &h.Gone)
	if err != nil {
		return h, of(article.HandleHighlight, h.ID, err)
	}
	if err := json.Unmarshal([]byte(tags), &h.Tags); err != nil {
		return h, of(article.HandleHighlight, h.ID, damage{"its tags are none"})
	}
	h.Created, h.Modified = fromMillis(created), fromMillis(modified)
	return h, nil
}

const noteColumns = `id, article, kind, subject, text, created, modified, revision, deleted IS NOT NULL`

func scanNote(row scanner) (annotations.NoteState, error) {
	var n annotations.NoteState
	var created, modified int64
	err := row.Scan(&n.ID, &n.Article, upTo[annotations.Subject]{&n.On, annotations.OnStatement, "subject of a note"}, &n.Subject, &n.Text, &created, &modified, &n.Revision, &n.Gone)
	n.Created, n.Modified = fromMillis(created), fromMillis(modified)
	return n, of(article.HandleNote, n.ID, err)
}

// Marks returns the highlights of an article in text order of the versions they were made on, and
// the notes on it in the order they were made.
func (s *Store) Marks(ctx context.Context, id article.ID) ([]annotations.Highlight, []annotations.Note, error) {
	var hs []annotations.Highlight
	var ns []annotations.Note
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT `+highlightColumns+` FROM highlight WHERE article = ? AND deleted IS NULL ORDER BY start, end, id`, id)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			h, err := scanHighlight(rows)
			if err != nil {
				return err
			}
			hs = append(hs, h.Highlight)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		notes, err := tx.QueryContext(ctx, `SELECT `+noteColumns+` FROM note WHERE article = ? AND deleted IS NULL ORDER BY created, id`, id)
		if err != nil {
			return err
		}
		defer notes.Close()
		for notes.Next() {
			n, err := scanNote(notes)
			if err != nil {
				return err
			}
			ns = append(ns, n.Note)
		}
		return notes.Err()
	})
	return hs, ns, err
}

// Highlights returns the states of the highlights with these ids, in that order; one that was never there is
// annotations.ErrNotFound.
func (s *Store) Highlights(ctx context.Context, ids []article.ID) ([]annotations.HighlightState, error) {
	out := make([]annotations.HighlightState, 0, len(ids))
	err := s.read(ctx, func(tx *sql.Tx) error {
		for _, id := range ids {
			h, err := scanHighlight(tx.QueryRowContext(ctx, `SELECT `+highlightColumns+` FROM highlight WHERE id = ?`, id))
			if err != nil {
				return err
			}
			out = append(out, h)
		}
		return nil
	})
	return out, err
}

// Note returns the state of a note.
func (s *Store) Note(ctx context.Context, id article.ID) (annotations.NoteState, error) {
	var n annotations.NoteState
	err := s.read(ctx, func(tx *sql.Tx) (err error) {
		n, err = scanNote(tx.QueryRowContext(ctx, `SELECT `+noteColumns+` FROM note WHERE id = ?`, id))
		return err
	})
	return n, err
}

// Change makes edits, all of both kinds or none. If something does not stand as an edit's From says, it
// wraps annotations.ErrChanged.
func (s *Store) Change(ctx context.Context, e annotations.Edits, filed debate.Edits, now time.Time) error {
	return s.write(ctx, func(tx *work) error {
		if err := file(ctx, tx, filed, now); err != nil {
			return err
		}
		for _, x := range e.Highlights {
			if err := changeHighlight(ctx, tx.Tx, x, now); err != nil {
				return err
			}
			if err := tx.note(ctx, "highlight", x.To.ID, x.To.Article); err != nil {
				return err
			}
		}
		for _, x := range e.Notes {
			if err := changeNote(ctx, tx.Tx, x, now); err != nil {
				return err
			}
			if err := tx.note(ctx, "note", x.To.ID, x.To.Article); err != nil {
				return err
			}
		}
		for _, x := range e.Settled {
			if err := changeSettlement(ctx, tx, x, now); err != nil {
				return err
			}
		}
		return shelve(ctx, tx, e, now)
	})
}

func tombstone(gone bool, now time.Time) any {
	if gone {
		return now.UnixMilli()
	}
	return nil
}

func changeHighlight(ctx context.Context, tx *sql.Tx, x annotations.HighlightEdit, now time.Time) error {
	h, a := x.To, x.To.Anchor
	tags, err := json.Marshal(append([]string{}, h.Tags...))
	if err != nil {
		return err
	}
	if x.From.ID == (article.ID{}) {
		_, err := tx.ExecContext(ctx, `INSERT INTO highlight (id, handle, article, version, start, end, exact, prefix, suffix, block, style, colour, tags, note, created, modified, revision)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`, h.ID, article.Handle(article.HandleHighlight, h.ID), h.Article, h.Version,
			a.Range.Start, a.Range.End, a.Exact, a.Prefix, a.Suffix, a.Block, h.Style, h.Colour, string(tags), h.Note, now.UnixMilli(), now.UnixMilli())
		return err
	}
	has, err := scanHighlight(tx.QueryRowContext(ctx, `SELECT `+highlightColumns+` FROM highlight WHERE id = ?`, h.ID))
	if err != nil {
		return err
	}
	if !has.Same(x.From) {
		return fmt.Errorf("highlight %s: %w", article.Handle(article.HandleHighlight, h.ID), annotations.ErrChanged)
	}
	_, err = tx.ExecContext(ctx, `UPDATE highlight SET version = ?, start = ?, end = ?, exact = ?, prefix = ?, suffix = ?, block = ?, style = ?, colour = ?, tags = ?, note = ?,
		modified = ?, revision = revision + 1, deleted = ? WHERE id = ?`, h.Version, a.Range.Start, a.Range.End, a.Exact, a.Prefix, a.Suffix, a.Block, h.Style, h.Colour,
		string(tags), h.Note, now.UnixMilli(), tombstone(h.Gone, now), h.ID)
	return err
}

func changeNote(ctx context.Context, tx *sql.Tx, x annotations.NoteEdit, now time.Time) error {
	n := x.To
	if x.From.ID == (article.ID{}) {
		_, err := tx.ExecContext(ctx, `INSERT INTO note (id, handle, article, kind, subject, text, created, modified, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)`,
			n.ID, article.Handle(article.HandleNote, n.ID), n.Article, n.On, n.Subject, n.Text, now.UnixMilli(), now.UnixMilli())
		return err
	}
	has, err := scanNote(tx.QueryRowContext(ctx, `SELECT `+noteColumns+` FROM note WHERE id = ?`, n.ID))
	if err != nil {
		return err
	}
	if !has.Same(x.From) {
		return fmt.Errorf("note %s: %w", article.Handle(article.HandleNote, n.ID), annotations.ErrChanged)
	}
	_, err = tx.ExecContext(ctx, `UPDATE note SET text = ?, modified = ?, revision = revision + 1, deleted = ? WHERE id = ?`,
		n.Text, now.UnixMilli(), tombstone(n.Gone, now), n.ID)
	return err
}

// Taken reports whether an entity of that kind has the handle that id would have.
func (s *Store) Taken(ctx context.Context, kind byte, id article.ID) (bool, error) {
	table := map[byte]string{
		article.HandleArticle: "article", article.HandleHighlight: "highlight", article.HandleNote: "note",
		article.HandleActor: "actor", article.HandleDispute: "dispute", article.HandlePosition: "position", article.HandleStatement: "statement",
		article.HandleCollection: "collection",
	}[kind]
	if table == "" {
		return false, nil
	}
	err := s.read(ctx, func(tx *sql.Tx) error {
		var one int
		return tx.QueryRowContext(ctx, `SELECT 1 FROM `+table+` WHERE handle = ?`, article.Handle(kind, id)).Scan(&one)
	})
	if errors.Is(err, annotations.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}
