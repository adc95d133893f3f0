package command

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// errNoMerge means that no merge is suggested for a name.
var errNoMerge = errors.New("nothing is suggested for this name")

type actorsCmd struct {
	Merges bool   `help:"List which of them may be one, with the reason: the name to merge, the one that stays, the articles of both."`
	Accept string `placeholder:"NAME" help:"Make one actor of two, as --merges suggests it for this name."`
	Reject string `placeholder:"NAME" help:"Keep the two apart that --merges suggests to make one for this name; it is not suggested again."`
}

// Run lists the actors of all articles, or which of them may be one, or decides on one of these suggestions.
func (c *actorsCmd) Run(s *session) error {
	asked := 0
	for _, is := range []bool{c.Merges, c.Accept != "", c.Reject != ""} {
		if is {
			asked++
		}
	}
	if asked > 1 {
		return fmt.Errorf("%w: say one of --merges, --accept and --reject", errUsage)
	}
	d, err := s.open(false)
	if err != nil {
		return err
	}
	switch {
	case c.Merges:
		return s.listMerges(d)
	case c.Accept != "":
		return s.decideMerge(d, c.Accept, d.AcceptMerge)
	case c.Reject != "":
		return s.decideMerge(d, c.Reject, d.RejectMerge)
	}
	return s.listActors(d)
}

func (s *session) listActors(d *desk.Desk) error {
	all, err := d.Bearers(s.ctx)
	if err != nil {
		return err
	}
	if err := s.noteUnanalysed(d); err != nil {
		return err
	}
	for _, b := range all {
		handle := ""
		if b.Entity != (article.ID{}) {
			handle = article.Handle(article.HandleActor, b.Entity)
		}
		if s.json {
			err = s.print(struct {
				Actor    string   `json:"actor"` // its handle; empty if it is not of the library
				Name     string   `json:"name"`
				Names    []string `json:"names"`
				Kind     string   `json:"kind"`
				Articles int      `json:"articles"`
				Role     string   `json:"role"` // that the reader gave
				Roles    []roleAt `json:"roles"`
			}{handle, b.Name, b.Names, b.Kind.String(), b.Articles, b.Role, rolesOf(b)})
		} else {
			_, err = fmt.Fprintf(s.env.Out, "%s\t%s\t%s\t%s\t%s\n", handle, shown(b.Name), b.Kind, count(b.Articles, "article"), shown(roleAsOf(b)))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// A roleAt is a role that an article gives an actor, and that article's date.
type roleAt struct {
	Role string `json:"role"`
	AsOf string `json:"as_of"`
}

func rolesOf(b debate.Bearer) []roleAt {
	out := make([]roleAt, len(b.Roles))
	for i, r := range b.Roles {
		out[i] = roleAt(r)
	}
	return out
}

// roleAsOf returns the role that the reader gave an actor, or else the newest that an article gives it, with that article's date.
func roleAsOf(b debate.Bearer) string {
	if b.Role != "" || len(b.Roles) == 0 {
		return b.Role
	}
	r := b.Roles[0]
	if r.AsOf == "" {
		return r.Role
	}
	return r.Role + " (" + r.AsOf + ")"
}

func (s *session) listMerges(d *desk.Desk) error {
	all, err := d.Merges(s.ctx)
	if err != nil {
		return err
	}
	if err := s.noteUnanalysed(d); err != nil {
		return err
	}
	for _, m := range all {
		if s.json {
			err = s.print(struct {
				From         string `json:"from"`
				FromArticles int    `json:"from_articles"`
				Into         string `json:"into"`
				IntoArticles int    `json:"into_articles"`
				Reason       string `json:"reason"`
			}{m.From.Name, m.From.Articles, m.Into.Name, m.Into.Articles, m.Why})
		} else {
			err = s.printMerge(m)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *session) printMerge(m debate.Merge) error {
	counts := count(m.From.Articles, "article") + ", " + count(m.Into.Articles, "article")
	_, err := fmt.Fprintf(s.env.Out, "%s\t%s\t%s\t%s\n", shown(m.From.Name), shown(m.Into.Name), counts, m.Why)
	return err
}

// noteUnanalysed says how many articles are not analysed yet, if there are some.
func (s *session) noteUnanalysed(d *desk.Desk) error {
	at, err := d.Unanalysed(s.ctx)
	if err == nil && at.Left > 0 {
		fmt.Fprintf(s.env.Err, "parley: note: %s; parley analyze --all analyzes them\n", notAnalysed(at))
	}
	return err
}

// decideMerge finds the suggestion for a name and decides on it.
func (s *session) decideMerge(d *desk.Desk, name string, decide func(context.Context, debate.Merge) error) error {
	all, err := d.Merges(s.ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(m debate.Merge) bool { return m.From.Name == name })
	if i < 0 {
		return fmt.Errorf("merge %q: %w", name, errNoMerge)
	}
	if err := decide(s.ctx, all[i]); err != nil {
		return err
	}
	return s.printMerge(all[i])
}
