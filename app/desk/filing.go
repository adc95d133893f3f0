package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// Errors of filing that callers tell apart.
var (
	ErrNameless = errors.New("it has no name")
	ErrInUse    = errors.New("statements are filed on it")
	ErrDate     = errors.New("it is not a date: write the year, year-month or year-month-day")
)

// An ActorRef names an actor: one of the library by its ID, or one that a view shows, which is taken over into the library if it
// is a suggestion, or else by its name one that is made if there is none with just that name. The zero ActorRef names nobody.
type ActorRef struct {
	ID   article.ID
	Seen *debate.ShownActor
	Name string
	Kind debate.Kind // of an actor that is made
}

// A DisputeRef names a dispute, as an ActorRef names an actor.
type DisputeRef struct {
	ID    article.ID
	Seen  *debate.ShownDispute
	Title string
}

// A PositionRef names a position of a dispute, as an ActorRef names an actor.
type PositionRef struct {
	ID     article.ID
	Seen   *debate.ShownPosition
	Answer string
}

// Empty reports whether nobody is named.
func (r ActorRef) Empty() bool {
	return r.ID == article.ID{} && r.Seen == nil && tidy(r.Name) == ""
}

// Empty reports whether no dispute is named.
func (r DisputeRef) Empty() bool {
	return r.ID == article.ID{} && r.Seen == nil && tidy(r.Title) == ""
}

// Empty reports whether no position is named.
func (r PositionRef) Empty() bool {
	return r.ID == article.ID{} && r.Seen == nil && tidy(r.Answer) == ""
}

// tidy returns the words of s with one space between them.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// A filing is a step in the making that changes what is filed. What it was asked to change
// several times is changed once.
type filing struct {
	ctx        context.Context
	d          *Desk
	lib        *debate.Library
	actors     revised[debate.Actor]
	disputes   revised[debate.Dispute]
	statements revised[debate.Statement]
	decisions  []debate.DecisionEdit
}

// revised is the edits of one kind of entity, in the order in which they were begun.
type revised[T any] struct {
	edits []*debate.Edit[T]
	at    map[article.ID]int
}

// put takes over the edit of the entity with that id.
func (c *revised[T]) put(id article.ID, e debate.Edit[T]) *debate.Edit[T] {
	if c.at == nil {
		c.at = map[article.ID]int{}
	}
	c.at[id] = len(c.edits)
	c.edits = append(c.edits, &e)
	return &e
}

// of returns the edit of the entity with that id, or nil.
func (c *revised[T]) of(id article.ID) *debate.Edit[T] {
	if i, ok := c.at[id]; ok {
		return c.edits[i]
	}
	return nil
}

// file makes the step that f fills, under a name. If another program was quicker, it is filled anew.
func (d *Desk) file(ctx context.Context, name string, f func(*filing) error) error {
	for try := 1; ; try++ {
		lib, err := d.shelf.Library(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", lower(name), err)
		}
		x := &filing{ctx: ctx, d: d, lib: lib}
		if err := f(x); err != nil {
			return fmt.Errorf("%s: %w", lower(name), err)
		}
		err = d.apply(ctx, step{name: name, filed: x.edits()})
		if !isChanged(err) || try == triesMost {
			return err
		}
	}
}

// edits returns what is to be changed; what would stay as it is is left out.
func (f *filing) edits() debate.Edits {
	var out debate.Edits
	for _, e := range f.actors.edits {
		if e.From.Gone != e.To.Gone || !e.From.Is.Same(e.To.Is) {
			out.Actors = append(out.Actors, *e)
		}
	}
	for _, e := range f.disputes.edits {
		if e.From.Gone != e.To.Gone || !e.From.Is.Same(e.To.Is) {
			out.Disputes = append(out.Disputes, *e)
		}
	}
	for _, e := range f.statements.edits {
		if e.From.Gone != e.To.Gone || !e.From.Is.Same(e.To.Is) {
			out.Statements = append(out.Statements, *e)
		}
	}
	for _, e := range f.decisions {
		if !e.From.Same(e.To) {
			out.Decisions = append(out.Decisions, e)
		}
	}
	return out
}

// decide settles what is suggested under a key.
func (f *filing) decide(key string, v debate.Verdict, target article.ID) {
	to := debate.Decision{Key: key, Verdict: v, Target: target}
	for i := range f.decisions {
		if f.decisions[i].To.Key == key {
			f.decisions[i].To = to
			return
		}
	}
	f.decisions = append(f.decisions, debate.DecisionEdit{From: f.lib.Decision(key), To: to})
}

// retarget lets the decisions that lead to one entity lead to another.
func (f *filing) retarget(from, to article.ID) {
	var keys []string
	f.lib.Decisions(func(x debate.Decision) bool {
		if x.Target == from {
			keys = append(keys, x.Key)
		}
		return true
	})
	slices.Sort(keys)
	for _, k := range keys {
		f.decide(k, debate.Merged, to)
	}
	for i := range f.decisions {
		if f.decisions[i].To.Target == from {
			f.decisions[i].To.Target = to
		}
	}
}

// actor returns the edit of an actor of the library.
func (f *filing) actor(id article.ID) (*debate.Actor, error) {
	if e := f.actors.of(id); e != nil {
		return &e.To.Is, nil
	}
	a, ok := f.lib.Actor(id)
	if !ok {
		return nil, fmt.Errorf("actor %s: %w", article.Handle(article.HandleActor, id), annotations.ErrNotFound)
	}
	to := a
	to.Aliases = slices.Clone(a.Aliases)
	return &f.actors.put(id, debate.Edit[debate.Actor]{From: debate.Status[debate.Actor]{Is: a}, To: debate.Status[debate.Actor]{Is: to}}).To.Is, nil
}

// dispute returns the edit of a dispute of the library.
func (f *filing) dispute(id article.ID) (*debate.Dispute, error) {
	if e := f.disputes.of(id); e != nil {
		return &e.To.Is, nil
	}
	x, ok := f.lib.Dispute(id)
	if !ok {
		return nil, fmt.Errorf("dispute %s: %w", article.Handle(article.HandleDispute, id), annotations.ErrNotFound)
	}
	to := x
	to.Positions = slices.Clone(x.Positions)
	return &f.disputes.put(id, debate.Edit[debate.Dispute]{From: debate.Status[debate.Dispute]{Is: x}, To: debate.Status[debate.Dispute]{Is: to}}).To.Is, nil
}

// statement returns the edit of a filed statement.
func (f *filing) statement(id article.ID) (*debate.Statement, error) {
	if e := f.statements.of(id); e != nil {
		return &e.To.Is, nil
	}
	found, err := f.d.shelf.StatementStates(f.ctx, []article.ID{id})
	if err != nil {
		return nil, err
	}
	if found[0].Gone {
		return nil, fmt.Errorf("the statement was deleted: %w", annotations.ErrNotFound)
	}
	return f.editStatement(found[0].Is), nil
}

func (f *filing) editStatement(s debate.Statement) *debate.Statement {
	if e := f.statements.of(s.ID); e != nil {
		return &e.To.Is
	}
	to := s
	to.Anchors = slices.Clone(s.Anchors)
	return &f.statements.put(s.ID, debate.Edit[debate.Statement]{From: debate.Status[debate.Statement]{Is: s}, To: debate.Status[debate.Statement]{Is: to}}).To.Is
}

// deleteIn turns an entity that is being edited into a tombstone.
func deleteIn[T any](c *revised[T], id article.ID) {
	if e := c.of(id); e != nil {
		e.To = e.From
		e.To.Gone = true
	}
}

// resolveActor returns the id of the actor that r names; a suggestion, or a new one, is put into the library.
func (f *filing) resolveActor(r ActorRef) (article.ID, error) {
	switch {
	case r.ID != article.ID{}:
		_, err := f.actor(r.ID)
		return r.ID, err
	case r.Seen != nil && r.Seen.Entity != article.ID{}:
		_, err := f.actor(r.Seen.Entity)
		return r.Seen.Entity, err
	case r.Seen != nil:
		return f.adoptActor(r.Seen)
	}
	name := tidy(r.Name)
	if name == "" {
		return article.ID{}, ErrNameless
	}
	for _, a := range f.lib.Actors {
		if debate.ActorKey(a.Name) == debate.ActorKey(name) {
			return a.ID, nil
		}
	}
	for _, e := range f.actors.edits {
		if !e.To.Gone && debate.ActorKey(e.To.Is.Name) == debate.ActorKey(name) {
			return e.To.Is.ID, nil
		}
	}
	return f.newActor(debate.Actor{Name: name, Kind: r.Kind})
}

func (f *filing) newActor(a debate.Actor) (article.ID, error) {
	id, err := f.d.newID(f.ctx, article.HandleActor)
	if err != nil {
		return id, err
	}
	a.ID = id
	f.actors.put(id, debate.Edit[debate.Actor]{To: debate.Status[debate.Actor]{Is: a}})
	return id, nil
}

// adoptActor takes a suggestion over into the library. One that was taken over since it was seen is that one.
func (f *filing) adoptActor(s *debate.ShownActor) (article.ID, error) {
	for _, n := range s.Found {
		if x := f.lib.Decision(debate.ActorKey(n)); x.Target != (article.ID{}) {
			if _, err := f.actor(x.Target); err == nil {
				return x.Target, nil
			}
		}
	}
	a := debate.Actor{Name: s.Name, Kind: s.Kind, Role: s.Role, Side: s.Side}
	for _, n := range s.Aliases {
		addAlias(&a, n)
	}
	id, err := f.newActor(a)
	if err != nil {
		return id, err
	}
	for _, n := range s.Found {
		f.decide(debate.ActorKey(n), debate.Confirmed, id)
	}
	return id, nil
}

// addAlias gives an actor another name, if it has not got it.
func addAlias(a *debate.Actor, name string) {
	if name = tidy(name); name != "" && !slices.Contains(a.Names(), name) {
		a.Aliases = append(a.Aliases, debate.Alias{Name: name, Form: debate.ByAlias})
	}
}

// resolveDispute returns the id of the dispute that r names, as resolveActor does.
func (f *filing) resolveDispute(r DisputeRef) (article.ID, error) {
	switch {
	case r.ID != article.ID{}:
		_, err := f.dispute(r.ID)
		return r.ID, err
	case r.Seen != nil && r.Seen.Entity != article.ID{}:
		_, err := f.dispute(r.Seen.Entity)
		return r.Seen.Entity, err
	case r.Seen != nil:
		return f.adoptDispute(r.Seen)
	}
	title := tidy(r.Title)
	if title == "" {
		return article.ID{}, ErrNameless
	}
	for _, x := range f.lib.Disputes {
		if debate.DisputeKey(x.Title) == debate.DisputeKey(title) {
			return x.ID, nil
		}
	}
	return f.newDispute(debate.Dispute{Title: title})
}

func (f *filing) newDispute(x debate.Dispute) (article.ID, error) {
	id, err := f.d.newID(f.ctx, article.HandleDispute)
	if err != nil {
		return id, err
	}
	x.ID = id
	f.disputes.put(id, debate.Edit[debate.Dispute]{To: debate.Status[debate.Dispute]{Is: x}})
	return id, nil
}

// adoptDispute takes a suggested dispute over into the library, without its positions: each is taken over when the reader
// says so. One that was taken over since it was seen is that one.
func (f *filing) adoptDispute(s *debate.ShownDispute) (article.ID, error) {
	for _, t := range s.Found {
		if x := f.lib.Decision(debate.DisputeKey(t)); x.Target != (article.ID{}) {
			if _, err := f.dispute(x.Target); err == nil {
				return x.Target, nil
			}
		}
	}
	id, err := f.newDispute(debate.Dispute{Title: s.Title})
	if err != nil {
		return id, err
	}
	for _, t := range s.Found {
		f.decide(debate.DisputeKey(t), debate.Confirmed, id)
	}
	return id, nil
}

// resolvePosition returns the id of the position of a dispute that r names, as resolveActor does.
func (f *filing) resolvePosition(dispute article.ID, r PositionRef) (article.ID, error) {
	x, err := f.dispute(dispute)
	if err != nil {
		return article.ID{}, err
	}
	id, answer := r.ID, tidy(r.Answer)
	if r.Seen != nil {
		id, answer = r.Seen.Entity, r.Seen.Answer
	}
	for _, p := range x.Positions {
		if p.ID == id || id == (article.ID{}) && debate.PositionKey(p.Answer) == debate.PositionKey(answer) {
			return p.ID, nil
		}
	}
	switch {
	case id != article.ID{}:
		return id, fmt.Errorf("position %s: %w", article.Handle(article.HandlePosition, id), annotations.ErrNotFound)
	case answer == "":
		return id, ErrNameless
	}
	if id, err = f.d.newID(f.ctx, article.HandlePosition); err != nil {
		return id, err
	}
	x.Positions = append(x.Positions, debate.Position{ID: id, Dispute: dispute, Answer: answer})
	if r.Seen != nil {
		f.decide(debate.PositionKey(r.Seen.Answer), debate.Confirmed, id)
	}
	return id, nil
}
