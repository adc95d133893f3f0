package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// A StatementDraft is a statement to be filed.
type StatementDraft struct {
	Version     *article.Version
	Passages    []article.Range        // as [article.Version.Whole] makes them; at least one
	Seen        *debate.ShownStatement // the suggestion that it is made of; nil for none
	Actor       ActorRef
	Dispute     DisputeRef  // may be empty
	Position    PositionRef // may be empty
	Stance      debate.Stance
	Attribution debate.Attribution
	Addressee   string
	Condition   string
	SaidOn      string // ISO 8601, as exact as it is known
	ReportedBy  ActorRef
	Note        string
}

// File files a statement. Actors, disputes and positions that are new are put into the library in the same step. A draft
// without a word is [ErrNoPassage], one without a speaker [ErrNameless].
func (d *Desk) File(ctx context.Context, draft StatementDraft) (debate.Statement, error) {
	var s debate.Statement
	err := d.file(ctx, "File statement", func(f *filing) error {
		id, err := d.newID(ctx, article.HandleStatement)
		if err != nil {
			return err
		}
		s = debate.Statement{ID: id, Article: draft.Version.Article, Version: draft.Version.ID}
		if err := f.fill(&s, nil, &draft); err != nil {
			return err
		}
		if draft.Seen != nil {
			f.decide(debate.StatementKey(draft.Version, &draft.Seen.FoundStatement), debate.Confirmed, id)
		}
		f.statements.make(id, s)
		return nil
	})
	return s, err
}

// Refile changes a filed statement from what the reader saw to what the reader wrote. What does not differ between the two stays as it is, though
// another window may have changed it since; dispute and position are one thing in this. A draft that is on a version of another article is
// [ErrElsewhere].
func (d *Desk) Refile(ctx context.Context, id article.ID, was, draft StatementDraft) error {
	return d.file(ctx, "Change statement", func(f *filing) error {
		s, err := f.statement(id)
		if err != nil {
			return err
		}
		if s.Article != draft.Version.Article {
			return ErrElsewhere
		}
		return f.fill(s, &was, &draft)
	})
}

// fill puts a draft into a statement: what differs from was, or all of it if was is nil.
func (f *filing) fill(s *debate.Statement, was, draft *StatementDraft) (err error) {
	if was == nil || was.Version != draft.Version || !slices.Equal(was.Passages, draft.Passages) {
		anchors := describe(draft.Version, draft.Passages)
		if len(anchors) == 0 {
			return ErrNoPassage
		}
		s.Version, s.Anchors = draft.Version.ID, anchors
	}
	if was == nil || was.SaidOn != draft.SaidOn {
		if draft.SaidOn != "" && !isDate(draft.SaidOn) {
			return fmt.Errorf("%q: %w", draft.SaidOn, ErrDate)
		}
		s.SaidOn = draft.SaidOn
	}
	if was == nil || was.Stance != draft.Stance {
		s.Stance = draft.Stance
	}
	if was == nil || was.Attribution != draft.Attribution {
		s.Attribution = draft.Attribution
	}
	if was == nil || was.Addressee != draft.Addressee {
		s.Addressee = tidy(draft.Addressee)
	}
	if was == nil || was.Condition != draft.Condition {
		s.Condition = tidy(draft.Condition)
	}
	if was == nil || was.Note != draft.Note {
		s.Note = draft.Note
	}
	if was == nil || was.Actor != draft.Actor {
		if s.Actor, err = f.resolveActor(draft.Actor); err != nil {
			return fmt.Errorf("the actor: %w", err)
		}
	}
	if was == nil || was.ReportedBy != draft.ReportedBy {
		s.ReportedBy = article.ID{}
		if !draft.ReportedBy.Empty() {
			if s.ReportedBy, err = f.resolveActor(draft.ReportedBy); err != nil {
				return fmt.Errorf("who reported it: %w", err)
			}
		}
	}
	if was == nil || was.Dispute != draft.Dispute || was.Position != draft.Position {
		return f.takeSide(s, draft.Dispute, draft.Position)
	}
	return nil
}

// describe returns the anchors of passages, each once; those without a word have none.
func describe(v *article.Version, passages []article.Range) []anchor.Anchor {
	out := make([]anchor.Anchor, 0, len(passages))
	for _, r := range passages {
		if r = v.Whole(r); !r.Empty() && !stands(out, v, r) {
			out = append(out, anchor.Describe(v, r))
		}
	}
	return out
}

// takeSide puts a statement on a dispute and a position of it.
func (f *filing) takeSide(s *debate.Statement, on DisputeRef, at PositionRef) (err error) {
	s.Dispute, s.Position = article.ID{}, article.ID{}
	if on.Empty() {
		if !at.Empty() {
			return fmt.Errorf("a position without its dispute: %w", ErrNameless)
		}
		return nil
	}
	if s.Dispute, err = f.resolveDispute(on); err != nil {
		return fmt.Errorf("the dispute: %w", err)
	}
	if !at.Empty() {
		if s.Position, err = f.resolvePosition(s.Dispute, at); err != nil {
			return fmt.Errorf("the position: %w", err)
		}
	}
	return nil
}

// isDate reports whether s is a year, a month or a day as ISO 8601 writes them.
func isDate(s string) bool {
	for _, form := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(form, s); err == nil {
			return true
		}
	}
	return false
}

// stands reports whether one of the anchors is r of v.
func stands(as []anchor.Anchor, v *article.Version, r article.Range) bool {
	return slices.ContainsFunc(as, func(a anchor.Anchor) bool { return a.Range == r && a.Exact == v.Slice(r) })
}

// AddPassage adds a passage of the version that is read to a filed statement of its article; to one of another article
// it is [ErrElsewhere].
func (d *Desk) AddPassage(ctx context.Context, id article.ID, v *article.Version, r article.Range) error {
	if r = v.Whole(r); r.Empty() {
		return fmt.Errorf("add passage: %w", ErrNoPassage)
	}
	return d.file(ctx, "Add passage", func(f *filing) error {
		s, err := f.statement(id)
		if err != nil {
			return err
		}
		if s.Article != v.Article {
			return ErrElsewhere
		}
		if s.Version != v.ID { // it was filed on another version: what has a place in this one is described anew
			ps := make([]passage, len(s.Anchors))
			for i, a := range s.Anchors {
				ps[i] = passage{annotations.Passage{Of: s.ID, Part: i}, s.Version, a}
			}
			placed, err := d.place(ctx, v, ps)
			if err != nil {
				return err
			}
			for i, p := range placed {
				if p.State == anchor.Exact || p.State == anchor.Moved {
					s.Anchors[i] = anchor.Describe(v, p.Range)
				}
			}
			s.Version = v.ID
		}
		if !stands(s.Anchors, v, r) {
			s.Anchors = append(s.Anchors, anchor.Describe(v, r))
		}
		return nil
	})
}

// A StatementChange is what is to be changed in several statements; what is nil stays.
type StatementChange struct {
	Actor       *ActorRef
	Dispute     *DisputeRef // with the Position, which is none if that is nil
	Position    *PositionRef
	Stance      *debate.Stance
	Attribution *debate.Attribution
}

// ChangeStatements changes several statements in one step.
func (d *Desk) ChangeStatements(ctx context.Context, ids []article.ID, c StatementChange) error {
	ids = distinct(ids)
	return d.file(ctx, numbered("Change", len(ids)), func(f *filing) error {
		for _, id := range ids {
			s, err := f.statement(id)
			if err != nil {
				return err
			}
			if err := f.change(s, c); err != nil {
				return err
			}
		}
		return nil
	})
}

func (f *filing) change(s *debate.Statement, c StatementChange) (err error) {
	if c.Actor != nil {
		if s.Actor, err = f.resolveActor(*c.Actor); err != nil {
			return err
		}
	}
	if c.Stance != nil {
		s.Stance = *c.Stance
	}
	if c.Attribution != nil {
		s.Attribution = *c.Attribution
	}
	on := DisputeRef{ID: s.Dispute}
	switch {
	case c.Dispute == nil && c.Position == nil:
		return nil
	case c.Dispute != nil:
		on = *c.Dispute
	}
	var at PositionRef
	if c.Position != nil {
		at = *c.Position
	}
	return f.takeSide(s, on, at)
}

// DeleteStatements deletes filed statements: they become tombstones, which undo brings back. Those that were suggested
// are not suggested again.
func (d *Desk) DeleteStatements(ctx context.Context, ids []article.ID) error {
	ids = distinct(ids)
	return d.file(ctx, numbered("Delete", len(ids)), func(f *filing) error {
		for _, id := range ids {
			if _, err := f.statement(id); err != nil {
				return err
			}
			f.forget(id)
			deleteIn(&f.statements, id)
		}
		return nil
	})
}

func numbered(what string, n int) string {
	if n == 1 {
		return what + " statement"
	}
	return fmt.Sprintf("%s %d statements", what, n)
}

// RejectStatement keeps a suggested statement away.
func (d *Desk) RejectStatement(ctx context.Context, v *article.Version, s *debate.ShownStatement) error {
	return d.file(ctx, "Reject statement", func(f *filing) error {
		f.decide(debate.StatementKey(v, &s.FoundStatement), debate.Rejected, article.ID{})
		return nil
	})
}

// AllStatements returns the statements filed on all articles, in the order of the articles' making.
func (d *Desk) AllStatements(ctx context.Context) ([]debate.Statement, error) {
	filed, err := d.shelf.Statements(ctx, article.ID{})
	if err != nil {
		return nil, fmt.Errorf("read the statements: %w", err)
	}
	return filed, nil
}
