package desk_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/uuid"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// between has act done once, when b has looked into the library and not written yet: new things get their ids then.
func (b *bench) between(act func()) {
	var once sync.Once
	b.NewID = func() article.ID {
		once.Do(act)
		return uuid.Must(uuid.NewV7())
	}
}

// TestCollectionsAtOnce has another program make a collection of the same name between the look and the write.
func TestCollectionsAtOnce(t *testing.T) {
	one := fresh(t)
	two := at(t, one.path)
	ctx := t.Context()
	_, v := one.piped("Bridge\n\nA bridge.\n")
	_, w := one.piped("Ferry\n\nA ferry.\n")

	one.between(func() { two.must(two.CollectInto(ctx, "Peace 1", []article.ID{w.Article})) })
	one.must(one.CollectInto(ctx, "peace  1", []article.ID{v.Article}))
	one.between(func() {
		_, err := two.MakeCollection(ctx, "Taken", nil)
		two.must(err)
	})
	if _, err := one.MakeCollection(ctx, "Täken", nil); !errors.Is(err, desk.ErrTaken) {
		t.Errorf("a name that was taken meanwhile: %v", err)
	}
	all, err := one.Collections(ctx)
	one.must(err)
	if got := fmt.Sprintf("%d %s %d %s", len(all), all[0].Name, all[0].Articles, all[1].Name); got != "2 Peace 1 2 Taken" {
		t.Errorf("collections are %+v", all)
	}

	free, err := one.MakeCollection(ctx, "Free", nil)
	one.must(err)
	if err := one.RenameCollection(ctx, free.ID, "PEACE 1"); !errors.Is(err, desk.ErrTaken) {
		t.Errorf("renamed to a name that another has: %v", err)
	}
	one.must(one.RenameCollection(ctx, free.ID, "free"))
	one.must(one.DeleteCollection(ctx, free.ID))
	_, err = one.MakeCollection(ctx, "Free", nil)
	one.must(err)
}

// TestFiledAtOnce has another program file the same names between the look and the write.
func TestFiledAtOnce(t *testing.T) {
	one, v := talking(t)
	two := at(t, one.path)
	ctx := t.Context()
	draft := func(actor, dispute, position string) desk.StatementDraft {
		return desk.StatementDraft{
			Version: v, Passages: []article.Range{find(t, v, "Norland")}, Actor: desk.ActorRef{Name: actor}, Dispute: desk.DisputeRef{Title: dispute}, Position: desk.PositionRef{Answer: position},
		}
	}
	file := func(b *bench, d desk.StatementDraft) debate.Statement {
		t.Helper()
		s, err := b.File(ctx, d)
		b.must(err)
		return s
	}
	var theirs debate.Statement
	for _, tt := range []struct{ name, actor, dispute, position string }{
		{"all new", "Actor 3", "Who pays?", "The rich"},
		{"a new position", "Actor 3", "Who pays?", "The poor"},
		{"a new dispute", "Actor 3", "Who gains?", "The poor"},
		{"a new actor", "Actor 4", "Who gains?", "The poor"},
	} {
		one.between(func() { theirs = file(two, draft(tt.actor, tt.dispute, tt.position)) })
		ours := file(one, draft(tt.actor+".", tt.dispute, "“"+tt.position+"”"))
		if ours.ID == theirs.ID || ours.Actor != theirs.Actor || ours.Dispute != theirs.Dispute || ours.Position != theirs.Position {
			t.Errorf("%s: %+v and %+v", tt.name, ours, theirs)
		}
	}
	// What is new and gets another name at once does not stand in its own way.
	one.must(one.RenameActor(ctx, desk.ActorRef{Name: "Actor 5"}, "Actor 6"))
	if _, err := one.Undo(ctx); err != nil {
		t.Error(err)
	}
	if _, err := one.Redo(ctx); err != nil {
		t.Error(err)
	}
}

// TestManyAtOnce has many desks add to one dispute.
func TestManyAtOnce(t *testing.T) {
	const many = 10
	b, v := talking(t)
	var group sync.WaitGroup
	for i := range many {
		other := at(t, b.path)
		group.Go(func() {
			_, err := other.File(t.Context(), desk.StatementDraft{
				Version: v, Passages: []article.Range{{Start: 0, End: 5}}, Actor: desk.ActorRef{Name: "Anna"}, Dispute: desk.DisputeRef{Title: "Who?"},
				Position: desk.PositionRef{Answer: fmt.Sprint("Number ", i)},
			})
			if err != nil {
				t.Error(err)
			}
			if err := other.CollectInto(t.Context(), "All", []article.ID{v.Article}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	lib, err := b.Library(t.Context())
	b.must(err)
	all, err := b.Collections(t.Context())
	b.must(err)
	if len(lib.Actors) != 1 || len(lib.Disputes) != 1 || len(lib.Disputes[0].Positions) != many || len(all) != 1 || all[0].Articles != 1 {
		t.Errorf("%d actors, %d disputes, collections %+v", len(lib.Actors), len(lib.Disputes), all)
	}
}

// TestConfirmedAtOnce confirms suggestions that another program makes by name, since they were seen and between the look and the write.
func TestConfirmedAtOnce(t *testing.T) {
	for _, when := range []string{"since it was seen", "before the write"} {
		one, v := talking(t)
		two := at(t, one.path)
		ctx := t.Context()
		w := one.view(v)
		act := func() {
			_, err := two.AddActor(ctx, "Anna Berg", debate.Person)
			two.must(err)
			_, err = two.AddDispute(ctx, "Who keeps the locks?")
			two.must(err)
		}
		if when == "since it was seen" {
			act()
		} else {
			one.between(act)
		}
		_, err := one.ConfirmActor(ctx, one.ref(w, "Anna Berg"))
		one.must(err)
		_, err = one.ConfirmDispute(ctx, one.on(w, "Who keeps the locks?"))
		one.must(err)
		lib, err := one.Library(ctx)
		one.must(err)
		if len(lib.Actors) != 1 || len(lib.Disputes) != 1 || len(lib.Disputes[0].Positions) != 2 {
			t.Errorf("%s: actors %+v, disputes %+v", when, lib.Actors, lib.Disputes)
		}
	}
}
