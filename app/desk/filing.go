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
	ErrNameless  = errors.New("it has no name")
	ErrInUse     = errors.New("statements are filed on it")
	ErrDate      = errors.New("it is not a date: write the year, year-month or year-month-day")
	ErrElsewhere = errors.New("it is of another article")
)

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
	absent     []string // the keys of names that the library was looked through for and has not
}

// revised is the edits of one kind of entity, in the order in which they were begun.
type revised[T any] struct {
	edits []*debate.Edit[T]
	at    map[article.ID]int
	made  map[article.ID]bool // those that are new
}

// edit begins to change an entity that stands as from, into to.
func (c *revised[T]) edit(id article.ID, from, to T) *T {
	e := &debate.Edit[T]{From: debate.Status[T]{Is: from}, To: debate.Status[T]{Is: to}}
	if c.at == nil {
		c.at, c.made = map[article.ID]int{}, map[article.ID]bool{}
	}
	c.at[id] = len(c.edits)
	c.edits = append(c.edits, e)
	return &e.To.Is
}

// make begins with a new entity.
func (c *revised[T]) make(id article.ID, to T) {
	var none T
	c.edit(id, none, to)
	c.made[id] = true
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
	out := debate.Edits{
		Actors:     changed(&f.actors, debate.Actor.Same),
		Disputes:   changed(&f.disputes, debate.Dispute.Same),
		Statements: changed(&f.statements, debate.Statement.Same),
		New:        f.absent,
	}
	for _, e := range f.decisions {
		if !e.From.Same(e.To) {
			out.Decisions = append(out.Decisions, e)
		}
	}
	return out
}

func changed[T any](c *revised[T], same func(T, T) bool) []debate.Edit[T] {
	var out []debate.Edit[T]
	for _, e := range c.edits {
		if e.From.Gone != e.To.Gone || !same(e.From.Is, e.To.Is) {
			out = append(out, *e)
		}
	}
	return out
}

// decision returns what is decided on what has a key, in this step or before, as [debate.Library.Decided] does.
func (f *filing) decision(key string) debate.Decision {
	for _, e := range f.decisions {
		if e.To.Key == key {
			return e.To
		}
	}
	return f.lib.Decided(key)
}

// decide settles what is suggested under a key.
func (f *filing) decide(key string, v debate.Verdict, target article.ID) {
	f.setDecision(debate.Decision{Key: key, Verdict: v, Target: target})
}

func (f *filing) setDecision(to debate.Decision) {
	for i := range f.decisions {
		if f.decisions[i].To.Key == to.Key {
			f.decisions[i].To = to
			return
		}
	}
	f.decisions = append(f.decisions, debate.DecisionEdit{From: f.lib.Decision(to.Key), To: to})
}

// redecide gives a decision another verdict and target. One that was made without signs is replaced by decisions on the names that its
// target shows it was made on, if any.
func (f *filing) redecide(x debate.Decision, v debate.Verdict, target article.ID) {
	keys := f.lib.KeysOf(x)
	if !x.Signless || len(keys) == 0 {
		f.setDecision(debate.Decision{Key: x.Key, Verdict: v, Target: target, Signless: x.Signless})
		return
	}
	f.decide(x.Key, debate.Undecided, article.ID{})
	for _, k := range keys {
		f.decide(k, v, target)
	}
}

// undecide ends what is decided on what has a key.
func (f *filing) undecide(key string) {
	f.decide(key, debate.Undecided, article.ID{})
	if x := f.lib.Decided(key); x.Verdict != debate.Undecided {
		f.decide(x.Key, debate.Undecided, article.ID{})
	}
}

// retarget lets the decisions that lead to one entity lead to another.
func (f *filing) retarget(from, to article.ID) {
	for _, x := range f.decided(func(x debate.Decision) bool { return x.Target == from }) {
		f.redecide(x, debate.Merged, to)
	}
}

// decided returns the decisions, those of this step with them, for which keep holds, in the order of their keys.
func (f *filing) decided(keep func(debate.Decision) bool) []debate.Decision {
	var out []debate.Decision
	here := map[string]bool{}
	for _, e := range f.decisions {
		if here[e.To.Key] = true; keep(e.To) {
			out = append(out, e.To)
		}
	}
	f.lib.Decisions(func(x debate.Decision) bool {
		if !here[x.Key] && keep(x) {
			out = append(out, x)
		}
		return true
	})
	slices.SortFunc(out, func(a, b debate.Decision) int { return strings.Compare(a.Key, b.Key) })
	return out
}

// forget rejects what was decided to be an entity that is deleted.
func (f *filing) forget(id article.ID) {
	for _, x := range f.decided(func(x debate.Decision) bool { return x.Target == id }) {
		f.redecide(x, debate.Rejected, article.ID{})
	}
}

// rename lets what is found under one of these keys lead to an entity that gets another name, unless it leads elsewhere.
func (f *filing) rename(id article.ID, keys ...string) {
	for _, k := range keys {
		if to := f.decision(k).Target; to == id || to == (article.ID{}) {
			f.decide(k, debate.Renamed, id)
		}
	}
}

// keysOf returns the keys of names.
func keysOf(key func(string) string, names ...string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = key(n)
	}
	return out
}

// welcome ends a rejection under a key, since the reader has put into the library what was rejected.
func (f *filing) welcome(key string, id article.ID) {
	if f.decision(key).Verdict == debate.Rejected {
		f.decide(key, debate.Confirmed, id)
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
	return f.actors.edit(id, a, to), nil
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
	return f.disputes.edit(id, x, to), nil
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
	return f.statements.edit(s.ID, s, to)
}

// deleteIn turns an entity that is being edited into a tombstone. One that is new in this step is not made at all.
func deleteIn[T any](c *revised[T], id article.ID) {
	if e := c.of(id); e != nil {
		e.To = e.From
		e.To.Gone = !c.made[id]
	}
}
