package command

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/export"
	"parley/app/exporting"
)

type statementsCmd struct {
	Article []string `placeholder:"ARTICLE" help:"An article; may be repeated. Without one: all."`
}

// Run lists the filed statements, article by article, the oldest first, in text order. Without a library there are none.
func (c *statementsCmd) Run(s *session) error {
	d, err := s.open(false)
	if errors.Is(err, annotations.ErrMissing) && len(c.Article) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	ids, err := s.resolve(c.Article)
	if err != nil {
		return err
	}
	want := annotations.Want{Statements: true}
	all := d.All(s.ctx, want)
	if len(ids) > 0 {
		all = d.Whole(s.ctx, want, ids)
	}
	failed := false
	for sit, err := range all {
		switch {
		case err == nil:
		case s.ctx.Err() == nil && exporting.Passable(err):
			fmt.Fprintln(s.env.Err, "parley:", oneLine(err))
			failed = true
			continue
		default:
			return err
		}
		said := export.Resolve(sit.Library, sit.Filed)
		for i := range said {
			if err := s.printStatement(sit.Version, &said[i]); err != nil {
				return err
			}
		}
	}
	if failed {
		return errReported
	}
	return nil
}

// A statementLine is a statement as JSON. What is not known is null where it is a name of ours, and empty where it is free text.
type statementLine struct {
	ID          string              `json:"id"`
	Handle      string              `json:"handle"`
	Article     string              `json:"article"`
	Version     int                 `json:"version"`
	Actor       string              `json:"actor"`
	ActorID     string              `json:"actor_id"`
	Dispute     *string             `json:"dispute"`
	DisputeID   *string             `json:"dispute_id"`
	Position    *string             `json:"position"`
	PositionID  *string             `json:"position_id"`
	Stance      *debate.Stance      `json:"stance"`
	Attribution *debate.Attribution `json:"attribution"`
	Passages    []passageLine       `json:"passages"`
	Addressee   string              `json:"addressee"`
	Condition   string              `json:"condition"`
	SaidOn      string              `json:"said_on"`
	ReportedBy  *string             `json:"reported_by"`
	Note        string              `json:"note"`
	Created     string              `json:"created"`
	Modified    string              `json:"modified"`
}

// A passageLine is a passage as JSON; one without a place has null for its ends.
type passageLine struct {
	Start *int   `json:"start"`
	End   *int   `json:"end"`
	Exact string `json:"exact"`
	State string `json:"state"`
}

// printStatement prints a statement where it stands in v.
func (s *session) printStatement(v *article.Version, x *export.Statement) error {
	if s.json {
		return s.print(lineOf(v, x))
	}
	about := x.Answer.Answer
	if about == "" {
		about = x.Question.Title
	}
	_, err := fmt.Fprintf(s.env.Out, "%s\t%s\t%s\t%s\t%s\t%s\n", article.Handle(article.HandleStatement, x.ID), article.Handle(article.HandleArticle, x.Article),
		shown(x.Speaker.Name), export.Sign(x.Stance), shown(about), shown(shortened(x.Quote())))
	return err
}

func lineOf(v *article.Version, x *export.Statement) statementLine {
	l := statementLine{
		ID: x.ID.String(), Handle: article.Handle(article.HandleStatement, x.ID), Article: x.Article.String(), Version: v.Number,
		Actor: x.Speaker.Name, ActorID: x.Actor.String(),
		Dispute: known(x.Dispute, x.Question.Title), DisputeID: known(x.Dispute, x.Dispute.String()),
		Position: known(x.Position, x.Answer.Answer), PositionID: known(x.Position, x.Position.String()),
		Addressee: x.Addressee, Condition: x.Condition, SaidOn: x.SaidOn, ReportedBy: known(x.ReportedBy, x.Teller.Name), Note: x.Note,
		Created: x.Created.UTC().Format(time.RFC3339), Modified: x.Modified.UTC().Format(time.RFC3339),
	}
	if x.Stance != debate.StanceUnknown {
		l.Stance = &x.Stance
	}
	if x.Attribution != debate.AttributionUnknown {
		l.Attribution = &x.Attribution
	}
	for _, p := range x.Passages() {
		out := passageLine{Exact: p.Exact, State: p.Placement.State.String()}
		if r := p.Placement.Range; !r.Empty() {
			out.Start, out.End = &r.Start, &r.End
		}
		l.Passages = append(l.Passages, out)
	}
	return l
}

// known returns a name of the entity with that id, or nil if there is none.
func known(id debate.ID, name string) *string {
	if id == (debate.ID{}) {
		return nil
	}
	return &name
}

// quoteMost is how many code points of a quote are shown in a list.
const quoteMost = 60

// shortened returns s on one line, with an ellipsis for what is more than a list shows.
func shortened(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > quoteMost {
		return strings.TrimSpace(string(r[:quoteMost-1])) + "…"
	}
	return s
}
