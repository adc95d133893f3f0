package command

import (
	"cmp"
	"encoding"
	"errors"
	"fmt"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/export"
	"parley/app/desk"
)

type fileCmd struct {
	passage
	Actor       string `required:"" placeholder:"NAME" help:"Who said it. An actor of that name is made if there is none."`
	Kind        string `placeholder:"KIND" help:"Of an actor that is made: person, organisation, state or group. Without it: what the article shows the actor to be, or a group."`
	Dispute     string `placeholder:"TITLE" help:"The question it is about. It is made if there is none of that title."`
	Position    string `placeholder:"ANSWER" help:"The answer to the question it is about. It is made if there is none."`
	Stance      string `placeholder:"STANCE" help:"supports, opposes, conditional, ambivalent or declines; unknown without it."`
	Attribution string `placeholder:"HOW" help:"direct, partial, paraphrase, anonymous, reported or inferred; unknown without it."`
	Addressee   string `placeholder:"TEXT" help:"Whom it was said to."`
	Condition   string `placeholder:"TEXT" help:"What a conditional stance hangs on."`
	SaidOn      string `placeholder:"DATE" help:"When it was said: year, year-month or year-month-day."`
	ReportedBy  string `placeholder:"NAME" help:"The actor who told of it."`
	Note        string `placeholder:"MARKDOWN" help:"A note on the statement."`
}

// The words that flags take, with commas between.
const (
	kindWords        = "person,organisation,state,group"
	stanceWords      = "supports,opposes,conditional,ambivalent,declines"
	attributionWords = "direct,partial,paraphrase,anonymous,reported,inferred"
)

// Run files a statement and prints it when it is on disk.
func (c *fileCmd) Run(s *session) error {
	draft, err := c.draft()
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	if err := c.check(); err != nil {
		return err
	}
	v, err := s.version(c.Article, 0)
	if err != nil {
		return err
	}
	r, err := c.in(v)
	if err != nil {
		return fmt.Errorf("file %w", err)
	}
	draft.Version, draft.Passages = v, []article.Range{r}
	if c.Kind == "" {
		if draft.Actor.Kind, err = s.desk.KindOf(s.ctx, v, c.Actor); err != nil {
			return err
		}
	}
	if c.ReportedBy != "" {
		if draft.ReportedBy.Kind, err = s.desk.KindOf(s.ctx, v, c.ReportedBy); err != nil {
			return err
		}
	}
	filed, err := s.desk.File(s.ctx, draft)
	switch {
	case errors.Is(err, desk.ErrNameless), errors.Is(err, desk.ErrDate):
		return fmt.Errorf("%w: %w", errUsage, err)
	case err != nil:
		return err
	}
	return s.printFiled(v, filed.ID)
}

// draft returns what the flags say of the statement, without its passage.
func (c *fileCmd) draft() (desk.StatementDraft, error) {
	d := desk.StatementDraft{
		Actor: desk.ActorRef{Name: c.Actor}, ReportedBy: desk.ActorRef{Name: c.ReportedBy},
		Dispute: desk.DisputeRef{Title: c.Dispute}, Position: desk.PositionRef{Answer: c.Position},
		Addressee: c.Addressee, Condition: c.Condition, SaidOn: c.SaidOn, Note: c.Note,
	}
	if d.Dispute.Empty() && !d.Position.Empty() {
		return d, errors.New("name with --dispute the question that the --position answers")
	}
	return d, cmp.Or(
		parse(&d.Actor.Kind, "kind", c.Kind, kindWords),
		parse(&d.Stance, "stance", c.Stance, stanceWords),
		parse(&d.Attribution, "attribution", c.Attribution, attributionWords),
	)
}

// parse reads one of a few words, which are listed with commas between; without one, to stays as it is.
func parse(to encoding.TextUnmarshaler, what, word, words string) error {
	if word == "" {
		return nil
	}
	if err := to.UnmarshalText([]byte(word)); err != nil {
		return fmt.Errorf("no %s %q: it is one of %s", what, word, strings.ReplaceAll(words, ",", ", "))
	}
	return nil
}

// printFiled prints a statement as it is on disk.
func (s *session) printFiled(v *article.Version, id debate.ID) error {
	sit, err := s.desk.OpenVersion(s.ctx, v.Article, v.Number)
	if err != nil {
		return err
	}
	for _, x := range export.Resolve(sit.Library, sit.Filed) {
		if x.ID == id {
			return s.printStatement(v, &x)
		}
	}
	return fmt.Errorf("statement %s was deleted as soon as it was filed: %w", article.Handle(article.HandleStatement, id), annotations.ErrNotFound)
}
