package desk_test

import (
	"context"
	"database/sql"
	"testing"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// opposed has two answers suggested that differ by a sign alone.
func opposed(_ context.Context, v *article.Version) (*debate.Analysis, error) {
	return &debate.Analysis{Disputes: []debate.FoundDispute{{
		ID: "d1", Title: "What becomes of the tax?", Passages: []article.Range{{Start: 0, End: 4}},
		Positions: []debate.FoundPosition{{ID: "p1", Answer: "It becomes +5 %"}, {ID: "p2", Answer: "It becomes -5 %"}},
	}}}, nil
}

func TestOppositesAreNotTheSame(t *testing.T) {
	b, v := talking(t)
	ctx := t.Context()
	said := []article.Range{find(t, v, "Norland")}
	for _, answers := range [][2]string{{"+5 %", "-5 %"}, {"> 10 %", "< 10 %"}, {"$100", "€100"}, {"C++", "C#"}} {
		var filed [2]debate.Statement
		for i, answer := range answers {
			var err error
			filed[i], err = b.File(ctx, desk.StatementDraft{
				Version: v, Passages: said, Actor: desk.ActorRef{Name: "Team " + answer}, Dispute: desk.DisputeRef{Title: "Why " + answer + "?"}, Position: desk.PositionRef{Answer: answer},
			})
			b.must(err)
		}
		if x, y := filed[0], filed[1]; x.Actor == y.Actor || x.Dispute == y.Dispute || x.Position == y.Position {
			t.Errorf("%q: %+v and %+v", answers, x, y)
		}
	}
}

func TestRejectingLeavesTheOpposite(t *testing.T) {
	b, _ := talking(t)
	b.Suggest, b.Engine = opposed, "opposed"
	ctx := t.Context()
	v := b.put("/tax", "Tax news\n\nNobody knows what becomes of the tax.\n")
	d := b.dispute(b.view(v), "What becomes of the tax?")
	b.must(b.RejectPosition(ctx, desk.DisputeRef{Seen: d}, desk.PositionRef{Seen: &d.Answers[1]}))
	if d := b.dispute(b.view(v), d.Title); len(d.Answers) != 1 || d.Answers[0].Answer != "It becomes +5 %" {
		t.Errorf("shown are %+v", d.Answers)
	}
}

// TestDecisionOfAnOlderRelease reads, and changes, a decision whose key has no signs.
func TestDecisionOfAnOlderRelease(t *testing.T) {
	b := fresh(t)
	ctx := t.Context()
	id, err := b.AddActor(ctx, "Team C++", debate.Group)
	b.must(err)
	other, err := b.AddActor(ctx, "Somebody else", debate.Group)
	b.must(err)
	db, err := sql.Open("sqlite3", "file:"+b.path)
	b.must(err)
	for _, q := range []string{
		`INSERT INTO decision (key, verdict, target, created, modified) VALUES ('actor:team c', ?, ?, 1, 1)`,
		`INSERT INTO change (entity, id, article) SELECT 'decision', ?2, '' WHERE ?1 > 0`,
	} {
		_, err = db.Exec(q, debate.Confirmed, id)
		b.must(err)
	}
	b.must(db.Close())
	b.must(b.MergeActors(ctx, desk.ActorRef{ID: id}, desk.ActorRef{ID: other}))
	lib, err := b.Library(ctx)
	b.must(err)
	if d := lib.Decided(debate.ActorKey("team c++")); d.Target != other || d.Signless {
		t.Errorf("C++ is %+v", d)
	}
	if d := lib.Decided(debate.ActorKey("Team C#")); d.Verdict != debate.Undecided {
		t.Errorf("C# is %+v", d)
	}
	_, err = b.Undo(ctx)
	b.must(err)
	if lib, err = b.Library(ctx); err != nil || lib.Decided(debate.ActorKey("Team C++")).Target != id || !lib.Decision("actor:team c").Signless {
		t.Errorf("undone: %+v, %v", lib.Decision("actor:team c"), err)
	}
}
