package desk_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// A scene is a bench with the talks, of which a part is filed.
type scene struct {
	*bench
	v             *article.Version
	berg, dorn    article.ID // actors
	locks         article.ID // a dispute with two positions
	first, second article.ID // its positions
	kept, belongs article.ID // statements, the first reported by the second's speaker
	now           *debate.View
	older, newer  *article.Version // of an article with two versions
	early         article.ID       // a statement on the older version
}

func set(t testing.TB) *scene {
	t.Helper()
	b, v := talking(t)
	ctx := t.Context()
	s := &scene{bench: b, v: v}
	var err error
	w := b.view(v)
	s.berg, err = b.ConfirmActor(ctx, b.ref(w, "Anna Berg"))
	b.must(err)
	s.locks, err = b.ConfirmDispute(ctx, b.on(w, "Who keeps the locks?"))
	b.must(err)
	w = b.view(v)
	d := b.dispute(w, "Who keeps the locks?")
	s.first, s.second = d.Answers[0].Entity, d.Answers[1].Entity
	f, err := b.File(ctx, desk.StatementDraft{
		Version: v, Passages: []article.Range{find(t, v, "We will not give up the locks")}, Actor: desk.ActorRef{ID: s.berg}, Dispute: desk.DisputeRef{ID: s.locks},
		Position: desk.PositionRef{ID: s.first}, Stance: debate.Supports, Attribution: debate.Direct, ReportedBy: b.ref(w, "Carl Dorn"), Note: "Loud.",
	})
	b.must(err)
	s.kept = f.ID
	w = b.view(v)
	s.dorn = b.actor(w, "Carl Dorn").Entity
	f, err = b.File(ctx, desk.StatementDraft{
		Version: v, Passages: []article.Range{find(t, v, "the locks belong")}, Actor: desk.ActorRef{ID: s.dorn}, Dispute: desk.DisputeRef{ID: s.locks}, Position: desk.PositionRef{ID: s.second}, Stance: debate.Supports,
	})
	b.must(err)
	s.belongs = f.ID

	im, err := b.Import(ctx, desk.Input{Name: "x", Path: "/v", Bytes: []byte(prose)})
	b.must(err)
	s.older = b.open(im.Article.ID).Version
	f, err = b.File(ctx, desk.StatementDraft{Version: s.older, Passages: []article.Range{find(t, s.older, "it was too old")}, Actor: desk.ActorRef{Name: "The mayor"}})
	b.must(err)
	s.early = f.ID
	_, err = b.Import(ctx, desk.Input{Name: "x", Path: "/v", Bytes: []byte(strings.Replace(prose, "The town council met", "It is long ago that the town council met", 1))})
	b.must(err)
	if s.newer = b.open(im.Article.ID).Version; s.newer.Number != 2 {
		t.Fatalf("version %d", s.newer.Number)
	}
	s.now = b.view(v)
	return s
}

// A deed is something that is filed, under the name that undo shows.
type deed struct {
	name, step string
	do         func(ctx context.Context) error
}

func (s *scene) deeds() []deed {
	w, v := s.now, s.v
	stance, attribution := debate.Opposes, debate.Reported
	berg, dorn, norland, commission := desk.ActorRef{ID: s.berg}, desk.ActorRef{ID: s.dorn}, s.ref(w, "Norland"), s.ref(w, "River Commission")
	locks, price := desk.DisputeRef{ID: s.locks}, s.on(w, "What is the price of passage?")
	passage := func(words string) []article.Range { return []article.Range{find(s.t, v, words)} }
	draft := func(f desk.StatementDraft) func(context.Context) error {
		return func(ctx context.Context) error {
			f.Version = v
			_, err := s.File(ctx, f)
			return err
		}
	}
	id := func(_ article.ID, err error) error { return err }
	open := s.said(w, v, "the canal must stay open to all ships")
	return []deed{
		{"add an actor", "Add actor", func(ctx context.Context) error { return id(s.AddActor(ctx, " The  Ferrymen ", debate.Group)) }},
		{"confirm an actor", "Confirm actor", func(ctx context.Context) error { return id(s.ConfirmActor(ctx, norland)) }},
		{"rename an actor", "Rename actor", func(ctx context.Context) error { return s.RenameActor(ctx, berg, "A. Berg") }},
		{"rename a suggestion", "Rename actor", func(ctx context.Context) error { return s.RenameActor(ctx, norland, "The north") }},
		{"rename as an alias", "Rename actor", func(ctx context.Context) error { return s.RenameActor(ctx, berg, "Berg") }},
		{"describe an actor", "Change actor", func(ctx context.Context) error {
			return s.DescribeActor(ctx, berg, described(debate.Person, "envoy", "Norland"))
		}},
		{"describe a suggestion", "Change actor", func(ctx context.Context) error {
			return s.DescribeActor(ctx, commission, described(debate.Group, "", "none"))
		}},
		{"add an alias", "Add alias", func(ctx context.Context) error { return s.AddAlias(ctx, berg, "Ann Berg") }},
		{"split an alias", "Split off alias", func(ctx context.Context) error { return id(s.SplitAlias(ctx, berg, "Berg")) }},
		{"split a suggestion", "Split off alias", func(ctx context.Context) error { return id(s.SplitAlias(ctx, commission, "RC")) }},
		{"merge actors", "Merge actors", func(ctx context.Context) error { return s.MergeActors(ctx, dorn, berg) }},
		{"merge a suggestion", "Merge actors", func(ctx context.Context) error { return s.MergeActors(ctx, norland, berg) }},
		{"merge into a suggestion", "Merge actors", func(ctx context.Context) error { return s.MergeActors(ctx, berg, norland) }},
		{"merge two suggestions", "Merge actors", func(ctx context.Context) error { return s.MergeActors(ctx, norland, commission) }},
		{"merge what is new", "Merge actors", func(ctx context.Context) error { return s.MergeActors(ctx, desk.ActorRef{Name: "Nobody yet"}, berg) }},
		{"reject an actor", "Reject actor", func(ctx context.Context) error { return s.RejectActor(ctx, norland) }},
		{"add a dispute", "Add dispute", func(ctx context.Context) error { return id(s.AddDispute(ctx, "Who pays?")) }},
		{"confirm a dispute", "Confirm dispute", func(ctx context.Context) error { return id(s.ConfirmDispute(ctx, price)) }},
		{"rename a dispute", "Rename dispute", func(ctx context.Context) error { return s.RenameDispute(ctx, locks, "Whose are the locks?") }},
		{"rename a suggested dispute", "Rename dispute", func(ctx context.Context) error { return s.RenameDispute(ctx, price, "What is paid?") }},
		{"merge disputes", "Merge disputes", func(ctx context.Context) error { return s.MergeDisputes(ctx, locks, price) }},
		{"merge a suggested dispute", "Merge disputes", func(ctx context.Context) error { return s.MergeDisputes(ctx, price, locks) }},
		{"reject a dispute", "Reject dispute", func(ctx context.Context) error { return s.RejectDispute(ctx, price) }},
		{"add a position", "Add position", func(ctx context.Context) error {
			return id(s.AddPosition(ctx, locks, desk.PositionRef{Answer: "Both"}))
		}},
		{"add a position to a suggestion", "Add position", func(ctx context.Context) error {
			return id(s.AddPosition(ctx, price, desk.PositionRef{Answer: "Half"}))
		}},
		{"rename a position", "Rename position", func(ctx context.Context) error {
			return s.RenamePosition(ctx, locks, desk.PositionRef{ID: s.first}, "Norland does")
		}},
		{"delete a position", "Delete position", func(ctx context.Context) error { return s.RejectPosition(ctx, locks, desk.PositionRef{ID: s.first}) }},
		{"reject a position", "Reject position", func(ctx context.Context) error {
			return s.RejectPosition(ctx, locks, desk.PositionRef{Seen: &debate.ShownPosition{FoundPosition: debate.FoundPosition{ID: "p9", Answer: "Nobody keeps them"}}})
		}},
		{"order positions", "Order positions", func(ctx context.Context) error {
			return s.OrderPositions(ctx, s.locks, []article.ID{s.second, s.first})
		}},
		{"file with what is there", "File statement", draft(desk.StatementDraft{Passages: passage("the talks may fail"), Actor: dorn, Dispute: locks, Position: desk.PositionRef{ID: s.first}, Stance: debate.Declines})},
		{"file with what is new", "File statement", draft(desk.StatementDraft{
			Passages: append(passage("the talks may fail"), passage("is still open")...), Actor: desk.ActorRef{Name: "A clerk"}, Dispute: desk.DisputeRef{Title: "Do they fail?"}, Position: desk.PositionRef{Answer: "Yes"},
			ReportedBy: desk.ActorRef{Name: "A clerk"}, Addressee: "all", Condition: "rain", SaidOn: "2026-05", Note: "Hm.",
		})},
		{"file with what is suggested", "File statement", draft(desk.StatementDraft{Passages: passage("the talks may fail"), Actor: commission, Dispute: price, ReportedBy: commission})},
		{"file what is suggested", "File statement", draft(desk.StatementDraft{Passages: open.Passages, Seen: open, Actor: berg, Stance: debate.Supports, Attribution: debate.Paraphrase})},
		{"write anew", "Change statement", func(ctx context.Context) error {
			return s.Refile(ctx, s.kept, desk.StatementDraft{}, desk.StatementDraft{Version: v, Passages: passage("belong to his country"), Actor: norland, Dispute: price, Position: desk.PositionRef{Answer: "A penny"}})
		}},
		{"add a passage", "Add passage", func(ctx context.Context) error { return s.AddPassage(ctx, s.kept, v, find(s.t, v, "may fail")) }},
		{"add a passage on a newer version", "Add passage", func(ctx context.Context) error {
			return s.AddPassage(ctx, s.early, s.newer, find(s.t, s.newer, "would hold"))
		}},
		{"change a statement", "Change statement", func(ctx context.Context) error {
			return s.ChangeStatements(ctx, []article.ID{s.kept, s.kept}, desk.StatementChange{Stance: &stance})
		}},
		{"change statements", "Change 2 statements", func(ctx context.Context) error {
			return s.ChangeStatements(ctx, []article.ID{s.kept, s.belongs}, desk.StatementChange{Actor: &norland, Dispute: &price, Position: &desk.PositionRef{Answer: "More"}, Stance: &stance, Attribution: &attribution})
		}},
		{"delete a statement", "Delete statement", func(ctx context.Context) error { return s.DeleteStatements(ctx, []article.ID{s.kept}) }},
		{"delete statements", "Delete 2 statements", func(ctx context.Context) error {
			return s.DeleteStatements(ctx, []article.ID{s.belongs, s.kept, s.belongs})
		}},
		{"reject a statement", "Reject statement", func(ctx context.Context) error { return s.RejectStatement(ctx, v, open) }},
	}
}

// TestFilingIsOneStep does each thing that can be filed, and takes it back and repeats it: it is one step, with its name.
func TestFilingIsOneStep(t *testing.T) {
	s := set(t)
	ctx := t.Context()
	state := func() string { return dump(t, s.path, true) }
	for _, x := range s.deeds() {
		before, last := state(), s.UndoName()
		s.events()
		if err := x.do(ctx); err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		after := state()
		if after == before {
			t.Errorf("%s changes nothing", x.name)
		}
		if told := s.events(); len(told) != 2 || told[0] != (desk.DebateChanged{}) || told[1] != (desk.UndoChanged{}) {
			t.Errorf("%s told %v", x.name, told)
		}
		for round := range 2 {
			if got := s.UndoName(); got != x.step {
				t.Errorf("%s is called %q, want %q", x.name, got, x.step)
			}
			if _, err := s.Undo(ctx); err != nil {
				t.Fatalf("undo, %s: %v", x.name, err)
			}
			if got := state(); got != before || s.UndoName() != last {
				t.Fatalf("%s, undone %d times, leaves (next is %q)\n%s\nwant\n%s", x.name, round+1, s.UndoName(), got, before)
			}
			if round == 1 {
				break
			}
			if _, err := s.Redo(ctx); err != nil {
				t.Fatalf("redo, %s: %v", x.name, err)
			}
			if got := state(); got != after {
				t.Fatalf("%s, redone:\n%s\nwant\n%s", x.name, got, after)
			}
		}
	}
}

// TestFilingTwice does each thing a second time: what is already so is no step, and no second thing is made of one suggestion.
func TestFilingTwice(t *testing.T) {
	s := set(t)
	ctx := t.Context()
	again := map[string]bool{ // these mean something the second time
		"file with what is there": true, "file with what is new": true, "file with what is suggested": true, "file what is suggested": true,
		"merge what is new": true,
	}
	gone := map[string]bool{
		"merge actors": true, "merge into a suggestion": true, "merge disputes": true, "delete a position": true, "delete a statement": true, "delete statements": true,
	}
	for _, x := range s.deeds() {
		start := dump(t, s.path, true)
		s.must(x.do(ctx))
		lib, err := s.Library(ctx)
		s.must(err)
		before := dump(t, s.path, false)
		switch err := x.do(ctx); {
		case gone[x.name]:
			if !errors.Is(err, annotations.ErrNotFound) {
				t.Errorf("%s again: %v, want ErrNotFound", x.name, err)
			}
		case err != nil:
			t.Errorf("%s again: %v", x.name, err)
		case !again[x.name] && dump(t, s.path, false) != before:
			t.Errorf("%s again changes something", x.name)
		}
		now, err := s.Library(ctx)
		s.must(err)
		if len(now.Actors) != len(lib.Actors) || len(now.Disputes) != len(lib.Disputes) {
			t.Errorf("%s again: %d actors, %d disputes; %d, %d before", x.name, len(now.Actors), len(now.Disputes), len(lib.Actors), len(lib.Disputes))
		}
		for dump(t, s.path, true) != start {
			if _, err := s.Undo(ctx); err != nil {
				t.Fatalf("undo, %s: %v", x.name, err)
			}
		}
	}
}

func TestMergeMovesEverything(t *testing.T) {
	s := set(t)
	ctx := t.Context()
	s.must(s.DescribeActor(ctx, desk.ActorRef{ID: s.dorn}, described(debate.Person, "speaker", "Sudland")))
	s.must(s.MergeActors(ctx, desk.ActorRef{ID: s.dorn}, desk.ActorRef{ID: s.berg}))
	lib, err := s.Library(ctx)
	s.must(err)
	a, _ := lib.Actor(s.berg)
	if got := strings.Join(a.Names(), ", "); got != "Anna Berg, Berg, Carl Dorn, Dorn" || a.Side != "Sudland" || a.Role != "speaker" {
		t.Errorf("the one goes by %s, is %q on side %q", got, a.Role, a.Side)
	}
	if _, ok := lib.Actor(s.dorn); ok {
		t.Error("the other is still there")
	}
	if d := lib.Decision(debate.ActorKey("carl dorn")); d.Verdict != debate.Merged || d.Target != s.berg {
		t.Errorf("the decision is %v", d)
	}
	filed, err := s.AllStatements(ctx)
	s.must(err)
	for _, x := range filed {
		if x.ID == s.kept && (x.Actor != s.berg || x.ReportedBy != s.berg) || x.ID == s.belongs && x.Actor != s.berg {
			t.Errorf("left behind: %+v", x)
		}
	}
	if w := s.view(s.v); strings.Contains(names(w), "Dorn") || s.said(w, s.v, "the locks belong").Actor != s.berg.String() {
		t.Errorf("shown are %s", names(w))
	}
}

func TestMergedDisputes(t *testing.T) {
	s := set(t)
	ctx := t.Context()
	to, err := s.AddDispute(ctx, "Whose are they?")
	s.must(err)
	_, err = s.AddPosition(ctx, desk.DisputeRef{ID: to}, desk.PositionRef{Answer: "sudland keeps the locks!"})
	s.must(err)
	s.must(s.MergeDisputes(ctx, desk.DisputeRef{ID: s.locks}, desk.DisputeRef{ID: to}))
	w := s.view(s.v)
	d := s.dispute(w, "Whose are they?")
	if len(d.Answers) != 2 || d.Answers[1].Answer != "Norland keeps the locks" || len(w.Disputes) != 2 {
		t.Fatalf("%s with %v", names(w), d.Answers)
	}
	for words, at := range map[string]int{"We will not give up the locks": 1, "the locks belong": 0} {
		if x := s.said(w, s.v, words); x.Filed.Dispute != to || x.Position != d.Answers[at].ID || x.Dispute != d.ID {
			t.Errorf("%q is on %s, %s", words, x.Dispute, x.Position)
		}
	}
}

func TestRejectWhatIsInUse(t *testing.T) {
	s := set(t)
	ctx := t.Context()
	before := dump(t, s.path, false)
	for name, err := range map[string]error{
		"speaker": s.RejectActor(ctx, s.ref(s.now, "Anna Berg")), "reporter": s.RejectActor(ctx, desk.ActorRef{ID: s.dorn}),
		"dispute": s.RejectDispute(ctx, s.on(s.now, "Who keeps the locks?")),
	} {
		if !errors.Is(err, desk.ErrInUse) {
			t.Errorf("%s: %v, want ErrInUse", name, err)
		}
	}
	if dump(t, s.path, false) != before {
		t.Error("what was refused changed something")
	}
	s.must(s.RejectPosition(ctx, desk.DisputeRef{ID: s.locks}, desk.PositionRef{ID: s.first}))
	w := s.view(s.v)
	if d := s.dispute(w, "Who keeps the locks?"); len(d.Answers) != 1 || d.Answers[0].Entity != s.second {
		t.Errorf("the positions are %v", d.Answers)
	}
	if x := s.said(w, s.v, "We will not give up the locks"); x.Filed.Dispute != s.locks || x.Position != "" {
		t.Errorf("its statement is on %s, %q", x.Dispute, x.Position)
	}
}

func TestFilingRefuses(t *testing.T) {
	s := set(t)
	ctx := t.Context()
	before := dump(t, s.path, false)
	w, p := desk.ActorRef{ID: s.berg}, []article.Range{find(t, s.v, "may fail")}
	file := func(f desk.StatementDraft) error {
		f.Version = s.v
		_, err := s.File(ctx, f)
		return err
	}
	id := func(_ article.ID, err error) error { return err }
	nobody := options().NewID()
	for name, x := range map[string]struct{ got, want error }{
		"no passage":           {file(desk.StatementDraft{Actor: w}), desk.ErrNoPassage},
		"white space":          {file(desk.StatementDraft{Actor: w, Passages: []article.Range{find(t, s.v, "\n\n")}}), desk.ErrNoPassage},
		"nobody":               {file(desk.StatementDraft{Passages: p}), desk.ErrNameless},
		"an answer to nothing": {file(desk.StatementDraft{Passages: p, Actor: w, Position: desk.PositionRef{Answer: "x"}}), desk.ErrNameless},
		"no date":              {file(desk.StatementDraft{Passages: p, Actor: w, SaidOn: "May 2026"}), desk.ErrDate},
		"no day":               {file(desk.StatementDraft{Passages: p, Actor: w, SaidOn: "2026-02-30"}), desk.ErrDate},
		"an unknown actor":     {file(desk.StatementDraft{Passages: p, Actor: desk.ActorRef{ID: nobody}}), annotations.ErrNotFound},
		"an unknown dispute":   {file(desk.StatementDraft{Passages: p, Actor: w, Dispute: desk.DisputeRef{ID: nobody}}), annotations.ErrNotFound},
		"another's position": {
			file(desk.StatementDraft{Passages: p, Actor: desk.ActorRef{Name: "New"}, Dispute: desk.DisputeRef{Title: "New?"}, Position: desk.PositionRef{ID: s.first}}), annotations.ErrNotFound,
		},
		"a name of spaces":     {id(s.AddActor(ctx, " \t", debate.Group)), desk.ErrNameless},
		"a title of spaces":    {id(s.AddDispute(ctx, "")), desk.ErrNameless},
		"renamed to nothing":   {s.RenameActor(ctx, w, " "), desk.ErrNameless},
		"retitled to nothing":  {s.RenameDispute(ctx, desk.DisputeRef{ID: s.locks}, " "), desk.ErrNameless},
		"split off its name":   {id(s.SplitAlias(ctx, w, "the Anna Berg")), desk.ErrNameless},
		"half an order":        {s.OrderPositions(ctx, s.locks, []article.ID{s.first}), annotations.ErrChanged},
		"one twice":            {s.OrderPositions(ctx, s.locks, []article.ID{s.first, s.first}), annotations.ErrChanged},
		"no such statement":    {s.DeleteStatements(ctx, []article.ID{s.kept, nobody}), annotations.ErrNotFound},
		"elsewhere":            {s.AddPassage(ctx, s.early, s.v, p[0]), desk.ErrElsewhere},
		"written anew nowhere": {s.Refile(ctx, s.early, desk.StatementDraft{}, desk.StatementDraft{Version: s.v, Passages: p, Actor: w}), desk.ErrElsewhere},
	} {
		if !errors.Is(x.got, x.want) {
			t.Errorf("%s: %v, want %v", name, x.got, x.want)
		}
	}
	if got := dump(t, s.path, false); got != before {
		t.Errorf("what was refused changed something:\n%s\nwant\n%s", got, before)
	}
	s.must(s.DeleteStatements(ctx, []article.ID{s.kept}))
	if err := s.AddPassage(ctx, s.kept, s.v, p[0]); !errors.Is(err, annotations.ErrNotFound) {
		t.Errorf("a passage for what was deleted: %v", err)
	}
}

// TestOthersFile has another change what was filed: undo says so and reverts nothing.
func TestOthersFile(t *testing.T) {
	for name, theirs := range map[string]func(*scene, *bench) error{
		"an actor": func(s *scene, c *bench) error { return c.RenameActor(t.Context(), desk.ActorRef{ID: s.berg}, "Theirs") },
		"a dispute": func(s *scene, c *bench) error {
			return c.RenameDispute(t.Context(), desk.DisputeRef{ID: s.locks}, "Theirs?")
		},
		"a position": func(s *scene, c *bench) error {
			return c.RenamePosition(t.Context(), desk.DisputeRef{ID: s.locks}, desk.PositionRef{ID: s.first}, "Theirs")
		},
		"a statement": func(s *scene, c *bench) error {
			return c.AddPassage(t.Context(), s.kept, s.v, find(t, s.v, "may fail"))
		},
		"a decision": func(s *scene, c *bench) error {
			_, err := c.ConfirmActor(t.Context(), desk.ActorRef{Name: "Norland"})
			return err
		},
		"a merge": func(s *scene, c *bench) error {
			return c.MergeActors(t.Context(), desk.ActorRef{ID: s.dorn}, desk.ActorRef{ID: s.berg})
		},
		"what is deleted again": func(s *scene, c *bench) error {
			_, err := c.File(t.Context(), desk.StatementDraft{Version: s.v, Passages: []article.Range{find(t, s.v, "may fail")}, Actor: desk.ActorRef{Name: "Clerk"}})
			return err
		},
	} {
		s := set(t)
		ctx := t.Context()
		c := at(t, s.path)
		last := s.UndoName()
		clerk, err := s.AddActor(ctx, "Clerk", debate.Person)
		s.must(err)
		s.must(s.RejectActor(ctx, s.ref(s.now, "Norland")))
		s.must(s.AddAlias(ctx, desk.ActorRef{ID: s.berg}, "Mine"))
		s.must(s.MergeActors(ctx, desk.ActorRef{ID: s.berg}, desk.ActorRef{ID: clerk}))
		_, err = s.Undo(ctx)
		s.must(err)
		_, err = s.AddPosition(ctx, desk.DisputeRef{ID: s.locks}, desk.PositionRef{Answer: "Mine"})
		s.must(err)
		stance := debate.Opposes
		s.must(s.ChangeStatements(ctx, []article.ID{s.kept}, desk.StatementChange{Stance: &stance}))
		s.must(theirs(s, c))
		refused := 0
		for s.UndoName() != last {
			before := dump(t, s.path, false)
			if _, err := s.Undo(ctx); errors.Is(err, annotations.ErrChanged) {
				refused++
				if dump(t, s.path, false) != before {
					t.Errorf("%s: a refused undo changed something", name)
				}
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if refused == 0 {
			t.Errorf("%s: nothing was refused", name)
		}
		grounded(t, s.path)
	}
}

// grounded reports statements by, or on, what is not there.
func grounded(t *testing.T, path string) {
	t.Helper()
	d := at(t, path)
	lib, err := d.Library(t.Context())
	d.must(err)
	all, err := d.AllStatements(t.Context())
	d.must(err)
	for _, s := range all {
		_, by := lib.Actor(s.Actor)
		_, reported := lib.Actor(s.ReportedBy)
		_, on := lib.Dispute(s.Dispute)
		_, at := lib.Position(s.Dispute, s.Position)
		none := article.ID{}
		if !by || !reported && s.ReportedBy != none || !on && s.Dispute != none || !at && s.Position != none {
			t.Errorf("a statement by %v, reported by %v, on %v, %v: not all of them are there", s.Actor, s.ReportedBy, s.Dispute, s.Position)
		}
	}
}

// TestTwoFile has two desks act on the same things at once: neither leaves a statement by somebody who was deleted.
func TestTwoFile(t *testing.T) {
	s := set(t)
	ctx := t.Context()
	c := at(t, s.path)
	who, err := s.AddActor(ctx, "Clerk", debate.Person)
	s.must(err)
	f, err := c.File(ctx, desk.StatementDraft{Version: s.v, Passages: []article.Range{find(t, s.v, "may fail")}, Actor: desk.ActorRef{ID: who}})
	s.must(err)
	if _, err := s.Undo(ctx); !errors.Is(err, annotations.ErrChanged) {
		t.Errorf("undo of an actor that another filed a statement by: %v", err)
	}
	if _, err := c.Undo(ctx); err != nil {
		t.Error(err)
	}
	s.must(s.RejectActor(ctx, desk.ActorRef{ID: who}))
	if _, err := c.Redo(ctx); !errors.Is(err, annotations.ErrChanged) {
		t.Errorf("redo of a statement by an actor that was deleted: %v", err)
	}
	if err := c.Refile(ctx, f.ID, desk.StatementDraft{}, desk.StatementDraft{Version: s.v, Passages: []article.Range{{Start: 0, End: 5}}, Actor: desk.ActorRef{ID: s.berg}}); !errors.Is(err, annotations.ErrNotFound) {
		t.Errorf("what was undone is written anew: %v", err)
	}
	grounded(t, s.path)
}

// described is a change of all that an actor can be described by.
func described(kind debate.Kind, role, side string) desk.ActorChange {
	return desk.ActorChange{Kind: &kind, Role: &role, Side: &side}
}
