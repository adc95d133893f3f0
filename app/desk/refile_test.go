package desk_test

import (
	"testing"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// TestRefileChangesWhatDiffers has another window change all of a statement while a form on it is open. What the form then changes of it is
// changed, each thing in a turn of its own, and all else stays as the other window left it.
func TestRefileChangesWhatDiffers(t *testing.T) {
	for _, tt := range []struct {
		name string
		form func(s *scene, d *desk.StatementDraft)
		want func(s *scene, x *debate.Statement)
	}{
		{"nothing", func(*scene, *desk.StatementDraft) {}, func(*scene, *debate.Statement) {}},
		{"stance", func(_ *scene, d *desk.StatementDraft) { d.Stance = debate.Ambivalent }, func(_ *scene, x *debate.Statement) { x.Stance = debate.Ambivalent }},
		{"no stance", func(_ *scene, d *desk.StatementDraft) { d.Stance = debate.StanceUnknown }, func(_ *scene, x *debate.Statement) { x.Stance = debate.StanceUnknown }},
		{"attribution", func(_ *scene, d *desk.StatementDraft) { d.Attribution = debate.Inferred }, func(_ *scene, x *debate.Statement) { x.Attribution = debate.Inferred }},
		{"addressee", func(_ *scene, d *desk.StatementDraft) { d.Addressee = " the  press" }, func(_ *scene, x *debate.Statement) { x.Addressee = "the press" }},
		{"condition", func(_ *scene, d *desk.StatementDraft) { d.Condition = "rain" }, func(_ *scene, x *debate.Statement) { x.Condition = "rain" }},
		{"date", func(_ *scene, d *desk.StatementDraft) { d.SaidOn = "2026" }, func(_ *scene, x *debate.Statement) { x.SaidOn = "2026" }},
		{"note", func(_ *scene, d *desk.StatementDraft) { d.Note = "Mine." }, func(_ *scene, x *debate.Statement) { x.Note = "Mine." }},
		{"no note", func(_ *scene, d *desk.StatementDraft) { d.Note = "" }, func(_ *scene, x *debate.Statement) { x.Note = "" }},
		{"actor", func(s *scene, d *desk.StatementDraft) { d.Actor = desk.ActorRef{ID: s.dorn} }, func(s *scene, x *debate.Statement) { x.Actor = s.dorn }},
		{"reporter", func(s *scene, d *desk.StatementDraft) { d.ReportedBy = desk.ActorRef{} }, func(_ *scene, x *debate.Statement) { x.ReportedBy = article.ID{} }},
		{"position", func(s *scene, d *desk.StatementDraft) { d.Position = desk.PositionRef{} }, func(s *scene, x *debate.Statement) { x.Dispute, x.Position = s.locks, article.ID{} }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := set(t)
			ctx := t.Context()
			was := desk.StatementDraft{
				Version: s.v, Passages: []article.Range{find(t, s.v, "may fail")}, Actor: desk.ActorRef{ID: s.berg}, ReportedBy: desk.ActorRef{ID: s.dorn},
				Dispute: desk.DisputeRef{ID: s.locks}, Position: desk.PositionRef{ID: s.first}, Stance: debate.Supports, Attribution: debate.Direct,
				Addressee: "all", Condition: "a pause", SaidOn: "2026-05", Note: "First.",
			}
			f, err := s.File(ctx, was)
			s.must(err)
			form := was
			tt.form(s, &form)

			other := at(t, s.path)
			theirs := was
			theirs.Actor, theirs.ReportedBy, theirs.Dispute, theirs.Position = desk.ActorRef{Name: "A clerk"}, desk.ActorRef{Name: "A cook"}, desk.DisputeRef{Title: "Who pays?"}, desk.PositionRef{Answer: "All"}
			theirs.Stance, theirs.Attribution, theirs.Addressee, theirs.Condition, theirs.SaidOn, theirs.Note = debate.Opposes, debate.Reported, "nobody", "snow", "2025", "Theirs."
			other.must(other.Refile(ctx, f.ID, was, theirs))
			other.must(other.AddPassage(ctx, f.ID, s.v, find(t, s.v, "is still open")))
			kept := func() debate.Statement {
				t.Helper()
				all, err := s.AllStatements(ctx)
				s.must(err)
				for _, x := range all {
					if x.ID == f.ID {
						return x
					}
				}
				t.Fatal("the statement is gone")
				return debate.Statement{}
			}
			want := kept()
			if want.Note != "Theirs." || want.Stance != debate.Opposes || len(want.Anchors) != 2 || want.Actor == s.berg || want.Dispute == s.locks {
				t.Fatalf("the other window made %+v", want)
			}
			tt.want(s, &want)
			s.must(s.Refile(ctx, f.ID, was, form))
			if got := kept(); !got.Same(want) {
				t.Errorf("got\n%+v\nwant\n%+v", got, want)
			}
		})
	}
}
