package desk

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
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
	if id, ok := f.actorNamed(name); ok {
		return id, nil
	}
	return f.newActor(debate.Actor{Name: name, Kind: r.Kind})
}

// actorNamed returns the first actor with just that name. If there is none, there must be none still when f is written.
func (f *filing) actorNamed(name string) (id article.ID, ok bool) {
	key := debate.ActorKey(name)
	for _, a := range f.lib.Actors {
		if f.actors.of(a.ID) == nil && debate.ActorKey(a.Name) == key {
			return a.ID, true
		}
	}
	for _, e := range f.actors.edits {
		if !e.To.Gone && debate.ActorKey(e.To.Is.Name) == key {
			return e.To.Is.ID, true
		}
	}
	f.absent = append(f.absent, key)
	return id, false
}

func (f *filing) newActor(a debate.Actor) (article.ID, error) {
	id, err := f.d.newID(f.ctx, article.HandleActor)
	if err != nil {
		return id, err
	}
	a.ID = id
	f.actors.make(id, a)
	f.welcome(debate.ActorKey(a.Name), id)
	return id, nil
}

// became returns the actor that a suggestion was taken over as, in this step or since it was seen; ok is false if it was not.
func (f *filing) became(s *debate.ShownActor) (id article.ID, ok bool) {
	for _, n := range s.Found {
		if x := f.decision(debate.ActorKey(n)); x.Target != (article.ID{}) {
			if _, err := f.actor(x.Target); err == nil {
				return x.Target, true
			}
		}
	}
	return article.ID{}, false
}

// adoptActor takes a suggestion over into the library, if it was not yet.
func (f *filing) adoptActor(s *debate.ShownActor) (article.ID, error) {
	if id, ok := f.became(s); ok {
		return id, nil
	}
	// Since it was seen, it may have been made by name, in this step or by another program. Several may have the same name.
	if id := f.lib.SameActor(&s.FoundActor); id != (article.ID{}) && f.actors.of(id) == nil {
		return id, nil
	}
	if id, ok := f.actorNamed(s.Name); ok && f.actors.made[id] {
		return id, nil
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
	if id, ok := f.disputeTitled(title); ok {
		return id, nil
	}
	return f.newDispute(debate.Dispute{Title: title})
}

// disputeTitled returns the first dispute with just that title, as actorNamed does an actor.
func (f *filing) disputeTitled(title string) (id article.ID, ok bool) {
	key := debate.DisputeKey(title)
	for _, x := range f.lib.Disputes {
		if f.disputes.of(x.ID) == nil && debate.DisputeKey(x.Title) == key {
			return x.ID, true
		}
	}
	for _, e := range f.disputes.edits {
		if !e.To.Gone && debate.DisputeKey(e.To.Is.Title) == key {
			return e.To.Is.ID, true
		}
	}
	f.absent = append(f.absent, key)
	return id, false
}

func (f *filing) newDispute(x debate.Dispute) (article.ID, error) {
	id, err := f.d.newID(f.ctx, article.HandleDispute)
	if err != nil {
		return id, err
	}
	x.ID = id
	f.disputes.make(id, x)
	f.welcome(debate.DisputeKey(x.Title), id)
	return id, nil
}

// becameDispute returns the dispute that a suggestion was taken over as, as became does.
func (f *filing) becameDispute(s *debate.ShownDispute) (id article.ID, ok bool) {
	for _, t := range s.Found {
		if x := f.decision(debate.DisputeKey(t)); x.Target != (article.ID{}) {
			if _, err := f.dispute(x.Target); err == nil {
				return x.Target, true
			}
		}
	}
	return article.ID{}, false
}

// adoptDispute takes a suggested dispute over into the library, if it was not yet, without its positions: each is taken
// over when the reader says so.
func (f *filing) adoptDispute(s *debate.ShownDispute) (article.ID, error) {
	if id, ok := f.becameDispute(s); ok {
		return id, nil
	}
	if id := f.lib.SameDispute(&s.FoundDispute); id != (article.ID{}) && f.disputes.of(id) == nil { // as an actor
		return id, nil
	}
	if id, ok := f.disputeTitled(s.Title); ok && f.disputes.made[id] {
		return id, nil
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

func holds(ps []debate.Position, id article.ID) bool {
	return slices.ContainsFunc(ps, func(p debate.Position) bool { return p.ID == id })
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
		if to := f.decision(debate.PositionKey(answer)).Target; id == (article.ID{}) && holds(x.Positions, to) { // it was taken over since it was seen
			return to, nil
		}
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
	f.welcome(debate.PositionKey(answer), id)
	if r.Seen != nil {
		f.decide(debate.PositionKey(r.Seen.Answer), debate.Confirmed, id)
	}
	return id, nil
}
