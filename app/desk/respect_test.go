package desk_test

import (
	"slices"
	"strings"
	"testing"

	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// put imports a text at a path and returns its newest version.
func (b *bench) put(path, text string) *article.Version {
	b.t.Helper()
	im, err := b.Import(b.t.Context(), desk.Input{Name: "x", Path: path, Bytes: []byte(text)})
	b.must(err)
	return b.open(im.Article.ID).Version
}

// readings are a version with what was decided on it, a newer version of it, and another article on the same.
func readings(t *testing.T) (b *bench, v *article.Version, others func() map[string]*article.Version) {
	t.Helper()
	b = fresh(t)
	b.Suggest = engine
	v = b.put("/talks", talks)
	return b, v, func() map[string]*article.Version {
		return map[string]*article.Version{
			"the same": v, "a newer version": b.put("/talks", strings.Replace(talks, "Envoys of", "It is said that envoys of", 1)), "another article": b.put("/more", moreTalks),
		}
	}
}

func TestRejectedStaysAway(t *testing.T) {
	b, v, others := readings(t)
	ctx := t.Context()
	w := b.view(v)
	all := len(w.Statements)
	b.must(b.RejectActor(ctx, b.ref(w, "Norland")))
	b.must(b.RejectDispute(ctx, b.on(w, "Who keeps the locks?")))
	b.must(b.RejectStatement(ctx, v, b.said(w, v, "the canal must stay open to all ships")))
	for name, v := range others() {
		w := b.view(v)
		if got := names(w); strings.Contains(got, "Norland") || strings.Contains(got, "Who keeps the locks?") {
			t.Errorf("%s: shown are %s", name, got)
		}
		if name == "another article" {
			continue
		}
		if len(w.Statements) != all-1 {
			t.Errorf("%s: %d statements, want %d", name, len(w.Statements), all-1)
		}
		if s := b.said(w, v, "the locks belong to his country"); s.Dispute != "" || s.Position != "" || s.Stance != debate.StanceUnknown || s.Actor == "" {
			t.Errorf("%s: towards what was rejected: %+v", name, s.FoundStatement)
		}
	}
	// Who puts it in by hand has changed his mind.
	id, err := b.AddActor(ctx, "Norland", debate.State)
	b.must(err)
	_, err = b.AddDispute(ctx, "Who keeps the locks?")
	b.must(err)
	w = b.view(v)
	if a := b.actor(w, "Norland"); a.Entity != id || len(a.Mentions) == 0 || len(b.dispute(w, "Who keeps the locks?").Passages) == 0 {
		t.Errorf("put in by hand: %s", names(w))
	}
}

func TestRejectedPosition(t *testing.T) {
	b, v, others := readings(t)
	ctx := t.Context()
	w := b.view(v)
	d := b.dispute(w, "Who keeps the locks?")
	b.must(b.RejectPosition(ctx, desk.DisputeRef{Seen: d}, desk.PositionRef{Seen: &d.Answers[0]}))
	id, err := b.ConfirmDispute(ctx, b.on(b.view(v), "Who keeps the locks?"))
	b.must(err)
	lib, err := b.Library(ctx)
	b.must(err)
	x, _ := lib.Dispute(id)
	b.must(b.RejectPosition(ctx, desk.DisputeRef{ID: id}, desk.PositionRef{ID: x.Positions[0].ID}))
	for name, v := range others() {
		if name == "another article" {
			continue
		}
		w := b.view(v)
		if d := b.dispute(w, "Who keeps the locks?"); len(d.Answers) > 0 || d.Entity != id {
			t.Errorf("%s: the positions are %v", name, d.Answers)
		}
		if s := b.said(w, v, "the locks belong to his country"); s.Dispute != id.String() || s.Position != "" || s.Stance != debate.StanceUnknown {
			t.Errorf("%s: %+v", name, s.FoundStatement)
		}
	}
	_, err = b.AddPosition(ctx, desk.DisputeRef{ID: id}, desk.PositionRef{Answer: "Sudland keeps the locks"})
	b.must(err)
	if s := b.said(b.view(v), v, "the locks belong to his country"); s.Position == "" {
		t.Error("a position put in by hand is not that which was found")
	}
}

func TestMergedStaysMerged(t *testing.T) {
	b, v, others := readings(t)
	ctx := t.Context()
	w := b.view(v)
	dorn, err := b.ConfirmActor(ctx, b.ref(w, "Carl Dorn"))
	b.must(err)
	b.must(b.MergeActors(ctx, b.ref(w, "Anna Berg"), desk.ActorRef{ID: dorn})) // a suggestion
	price, err := b.ConfirmDispute(ctx, b.on(w, "What is the price of passage?"))
	b.must(err)
	locks, err := b.ConfirmDispute(ctx, b.on(w, "Who keeps the locks?"))
	b.must(err)
	b.must(b.MergeDisputes(ctx, desk.DisputeRef{ID: locks}, desk.DisputeRef{ID: price})) // of the library
	for name, v := range others() {
		w := b.view(v)
		if got := names(w); strings.Contains(got, "Berg") || strings.Contains(got, "Who keeps the locks?") {
			t.Errorf("%s: shown are %s", name, got)
		}
		if a := b.actor(w, "Carl Dorn"); a.Entity != dorn || !slices.Contains(a.Aliases, "Anna Berg") || len(w.By(a.ID)) == 0 {
			t.Errorf("%s: %+v with %d statements", name, a, len(w.By(a.ID)))
		}
		if d := b.dispute(w, "What is the price of passage?"); d.Entity != price || name != "another article" && (len(d.Passages) != 2 || len(d.Answers) != 2) {
			t.Errorf("%s: the dispute has %v, %v", name, d.Passages, d.Answers)
		}
	}
}

func TestRenamedStaysRenamed(t *testing.T) {
	b, v, others := readings(t)
	ctx := t.Context()
	w := b.view(v)
	b.must(b.RenameActor(ctx, b.ref(w, "Norland"), "The north")) // a suggestion
	b.must(b.RenameDispute(ctx, b.on(w, "What is the price of passage?"), "Too dear?"))
	made, err := b.AddActor(ctx, "Anna Berg", debate.Person) // and one that the name alone led to
	b.must(err)
	b.must(b.RenameActor(ctx, desk.ActorRef{ID: made}, "The envoy"))
	id, err := b.AddDispute(ctx, "Who keeps the locks?")
	b.must(err)
	b.must(b.RenameDispute(ctx, desk.DisputeRef{ID: id}, "Whose are the gates?"))
	_, err = b.AddPosition(ctx, desk.DisputeRef{ID: id}, desk.PositionRef{Answer: "Norland keeps the locks"})
	b.must(err)
	d := b.dispute(b.view(v), "Whose are the gates?")
	b.must(b.RenamePosition(ctx, desk.DisputeRef{Seen: d}, desk.PositionRef{Seen: &d.Answers[0]}, "The north does"))
	b.must(b.RenamePosition(ctx, desk.DisputeRef{Seen: d}, desk.PositionRef{Seen: &d.Answers[1]}, "The south does"))
	for name, v := range others() {
		w := b.view(v)
		got := names(w)
		for _, want := range []string{"The north*", "The envoy*", "Whose are the gates?*", "Too dear?*"} {
			if name == "another article" && strings.HasPrefix(want, "Whose") || name == "another article" && strings.HasPrefix(want, "Too") {
				continue
			}
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %s among %s", name, want, got)
			}
		}
		if strings.Contains(got, "Norland") || strings.Contains(got, "Anna Berg") || strings.Contains(got, "Who keeps the locks?,") {
			t.Errorf("%s: shown are %s", name, got)
		}
		if name == "another article" {
			continue
		}
		d := b.dispute(w, "Whose are the gates?")
		if len(d.Answers) != 2 || d.Answers[0].Answer != "The north does" || d.Answers[1].Answer != "The south does" {
			t.Errorf("%s: %v", name, d.Answers)
		}
		if s := b.said(w, v, "the locks belong to his country"); s.Position != d.Answers[1].ID {
			t.Errorf("%s: %+v", name, s.FoundStatement)
		}
	}
}

func TestConfirmedIsNotSuggested(t *testing.T) {
	b, v, others := readings(t)
	ctx := t.Context()
	w := b.view(v)
	all := len(w.Statements)
	s := b.said(w, v, "We will not give up the locks,")
	f, err := b.File(ctx, desk.StatementDraft{
		Version: v, Seen: s, Passages: []article.Range{find(t, v, "give up")}, // not all its words
		Actor: b.ref(w, "Anna Berg"), Dispute: b.on(w, "Who keeps the locks?"), Stance: debate.Opposes,
	})
	b.must(err)
	_, err = b.File(ctx, desk.StatementDraft{Version: v, Passages: []article.Range{find(t, v, "the locks belong to his country.")}, Actor: b.ref(w, "Carl Dorn")}) // by hand
	b.must(err)
	for name, v := range others() {
		if name == "another article" {
			continue
		}
		w := b.view(v)
		if len(w.Statements) != all {
			t.Errorf("%s: %d statements, want %d", name, len(w.Statements), all)
		}
		if x := b.said(w, v, "give up"); x.Filed == nil || x.Filed.ID != f.ID || x.Actor != f.Actor.String() || x.Dispute != f.Dispute.String() {
			t.Errorf("%s: %+v", name, x)
		}
		for _, x := range w.Statements {
			if words := v.Slice(x.Whole()); x.Filed == nil && !strings.HasPrefix(words, "the canal") {
				t.Errorf("%s: %q is suggested", name, words)
			}
		}
	}
	b.must(b.DeleteStatements(ctx, []article.ID{f.ID}))
	if w := b.view(v); len(w.Statements) != all-1 {
		t.Error("what was deleted is suggested again")
	}
}

func TestSplitAlias(t *testing.T) {
	b, v, others := readings(t)
	ctx := t.Context()
	id, err := b.SplitAlias(ctx, b.ref(b.view(v), "Anna Berg"), "Berg")
	b.must(err)
	check := func(name string, v *article.Version) {
		t.Helper()
		w := b.view(v)
		a := b.actor(w, "Anna Berg")
		if len(a.Aliases) > 0 || a.Entity == (article.ID{}) || len(a.Mentions) == 0 {
			t.Errorf("%s: %+v", name, a)
		}
		for _, m := range a.Mentions {
			if v.Slice(m.Range) != "Anna Berg" {
				t.Errorf("%s: Anna Berg is meant by %q", name, v.Slice(m.Range))
			}
		}
		if name == "another article" {
			return
		}
		if s := b.actor(w, "Berg"); s.Entity != id || len(s.Mentions) != 1 || v.Slice(s.Mentions[0].Range) != "Berg" {
			t.Errorf("%s: %+v", name, s)
		}
		if s := b.said(w, v, "We will not give up the locks,"); s.Actor != id.String() {
			t.Errorf("%s: the statement is by %s", name, s.Actor)
		}
		if s := b.said(w, v, "the canal must stay open to all ships"); s.Actor != a.ID {
			t.Errorf("%s: the other is by %s", name, s.Actor)
		}
	}
	for name, v := range others() {
		check(name, v)
	}
	// It stays so when the actor it was split off becomes another.
	w := b.view(v)
	to, err := b.AddActor(ctx, "A. Berg of Vella", debate.Person)
	b.must(err)
	b.must(b.MergeActors(ctx, desk.ActorRef{Seen: b.actor(w, "Anna Berg")}, desk.ActorRef{ID: to}))
	b.must(b.RenameActor(ctx, desk.ActorRef{ID: to}, "Anna Berg"))
	lib, err := b.Library(ctx)
	b.must(err)
	if a, _ := lib.Actor(to); len(a.Aliases) > 0 {
		t.Errorf("the aliases are %v", a.Aliases)
	}
	check("merged", v)
	// And ends when the name is given back.
	b.must(b.AddAlias(ctx, desk.ActorRef{ID: to}, "Berg"))
	if s := b.said(b.view(v), v, "We will not give up the locks,"); s.Actor != to.String() {
		t.Errorf("given back, the statement is by %s", s.Actor)
	}
}

// TestNamesakes confirms somebody by surname alone: in another article, where somebody of that surname goes by the whole name, the
// mentions by surname stay with that one.
func TestNamesakes(t *testing.T) {
	b := fresh(t)
	b.Suggest = engine
	ctx := t.Context()
	v := b.put("/a", "News\n\nBerg said nothing. It rained in Vella all the same, and nobody went out that day.\n")
	id, err := b.ConfirmActor(ctx, b.ref(b.view(v), "Berg"))
	b.must(err)
	v = b.put("/talks", talks)
	w := b.view(v)
	if a := b.actor(w, "Anna Berg"); a.Entity != (article.ID{}) || a.MayBe != id || len(a.Mentions) != 2 {
		t.Errorf("%s: %+v", names(w), a)
	}
	if strings.Contains(names(w), "Berg*") {
		t.Errorf("shown are %s", names(w))
	}
}

// TestSecondArticle reads a second article about the same talks: it shows the same actors and adds to the same disputes.
func TestSecondArticle(t *testing.T) {
	b := fresh(t)
	b.Suggest = engine
	ctx := t.Context()
	one := b.put("/talks", talks)
	w := b.view(one)
	ids := map[string]article.ID{}
	for _, n := range []string{"Anna Berg", "Carl Dorn", "River Commission", "Sudland"} {
		id, err := b.ConfirmActor(ctx, b.ref(w, n))
		b.must(err)
		ids[n] = id
	}
	var err error
	ids["price"], err = b.ConfirmDispute(ctx, b.on(w, "What is the price of passage?"))
	b.must(err)
	ids["locks"], err = b.ConfirmDispute(ctx, b.on(w, "Who keeps the locks?"))
	b.must(err)
	two := b.put("/more", moreTalks)
	w = b.view(two)
	if a := b.actor(w, "Anna Berg"); a.Entity != ids["Anna Berg"] || a.Articles != 2 || len(a.Mentions) != 2 {
		t.Errorf("by name: %+v", a)
	}
	if a := b.actor(w, "River Commission"); a.Entity != ids["River Commission"] || a.Articles != 2 || !slices.Equal(a.Found, []string{"RC"}) {
		t.Errorf("by acronym: %+v", a)
	}
	if a := b.actor(w, "Dorn"); a.Entity != (article.ID{}) || a.MayBe != ids["Carl Dorn"] || a.Articles != 1 {
		t.Errorf("by surname alone: %+v", a)
	}
	if a := b.actor(w, "Norland"); a.Articles != 2 || a.Entity != (article.ID{}) {
		t.Errorf("suggested in both: %+v", a)
	}
	if strings.Contains(names(w), "Sudland") {
		t.Errorf("not named, but shown: %s", names(w))
	}
	if d := b.dispute(w, "What is the price of passage?"); d.Entity != ids["price"] || d.Articles != 2 || len(d.Passages) != 1 || two.Slice(d.Passages[0]) != "the price of passage too high" {
		t.Errorf("a dispute about the same: %+v", d)
	}
	if d := b.dispute(w, "Who keeps the locks and the towpath?"); d.Entity != (article.ID{}) || d.MayBe != ids["locks"] {
		t.Errorf("a similar dispute: %+v", d)
	}
	b.must(b.MergeActors(ctx, b.ref(w, "Dorn"), desk.ActorRef{ID: ids["Carl Dorn"]}))
	// And the first article counts the second.
	w = b.view(one)
	for name, want := range map[string]int{"Anna Berg": 2, "River Commission": 2, "Sudland": 1, "Carl Dorn": 2, "Norland": 2} {
		if got := b.actor(w, name).Articles; got != want {
			t.Errorf("%s is in %d articles, want %d", name, got, want)
		}
	}
	if got := b.dispute(w, "Who keeps the locks?").Articles; got != 1 {
		t.Errorf("it is in %d articles", got)
	}
	// Without an analysis those of the library are found by their names, once they are filed or named.
	w, err = b.Debate(ctx, two, nil)
	b.must(err)
	if a := b.actor(w, "River Commission"); len(a.Mentions) != 1 || two.Slice(a.Mentions[0].Range) != "RC" {
		t.Errorf("not analysed: %+v", a)
	}
	b.actor(w, "Anna Berg")
	// A statement counts, wherever the name stands.
	_, err = b.File(ctx, desk.StatementDraft{Version: two, Passages: []article.Range{find(t, two, "would pay half")}, Actor: desk.ActorRef{ID: ids["Sudland"]}, Dispute: desk.DisputeRef{ID: ids["locks"]}})
	b.must(err)
	w = b.view(one)
	if a, d := b.actor(w, "Sudland"), b.dispute(w, "Who keeps the locks?"); a.Articles != 2 || d.Articles != 2 {
		t.Errorf("with a statement: %d, %d articles", a.Articles, d.Articles)
	}
}

func TestStatementsFollowTheText(t *testing.T) {
	b := fresh(t)
	b.Suggest = engine
	ctx := t.Context()
	v := b.put("/a", prose)
	f, err := b.File(ctx, desk.StatementDraft{
		Version: v, Passages: []article.Range{find(t, v, "Engineers replied that"), find(t, v, "said that it was too old")}, Actor: desk.ActorRef{Name: "Engineers"},
	})
	b.must(err)
	gone, err := b.File(ctx, desk.StatementDraft{Version: v, Passages: []article.Range{find(t, v, "Nobody asked the ferryman")}, Actor: desk.ActorRef{Name: "The author"}})
	b.must(err)
	moved := strings.Replace(strings.Replace(prose, "The town council met", "Before anything else is told: the town council met", 1), "Nobody asked the ferryman, who", "He", 1)
	v2 := b.put("/a", moved)
	if v2.Number != 2 {
		t.Fatalf("version %d", v2.Number)
	}
	placed := b.open(v.Article).Filed
	if len(placed) != 2 || placed[0].ID != f.ID || placed[1].ID != gone.ID {
		t.Fatalf("filed are %+v", placed)
	}
	for i, p := range placed[0].Placements {
		if p.State == anchor.Unattached || v2.Slice(p.Range) != f.Anchors[i].Exact {
			t.Errorf("passage %d: %+v", i, p)
		}
	}
	if p := placed[1].Placements[0]; p.State != anchor.Unattached || placed[1].Anchors[0].Exact != "Nobody asked the ferryman" {
		t.Errorf("what was deleted: %+v, %+v", p, placed[1].Anchors)
	}
	w := b.view(v2)
	if n := len(w.Statements); n != 2 || len(w.Statements[1].Passages) > 0 || w.Statements[0].Start() != find(t, v2, "said that it was too old").Start {
		t.Errorf("shown are %+v", w.Statements)
	}
	// A passage is added on the newer text: what stood on the older keeps its words and its places.
	b.must(b.AddPassage(ctx, f.ID, v2, find(t, v2, "for another forty years, if it were painted")))
	b.must(b.AddPassage(ctx, f.ID, v2, find(t, v2, "for another forty years, if it were painted")))
	b.must(b.AddPassage(ctx, gone.ID, v2, find(t, v2, "the same water every morning")))
	for _, number := range []int{1, 2} {
		s, err := b.OpenVersion(ctx, v.Article, number)
		b.must(err)
		for _, p := range s.Filed {
			for i, x := range p.Placements {
				lost := p.ID == gone.ID && i == 0 && number == 2
				if (x.State == anchor.Unattached) != lost || !lost && s.Version.Slice(x.Range) != p.Anchors[i].Exact {
					t.Errorf("version %d, %q: %+v", number, p.Anchors[i].Exact, x)
				}
			}
			if want := map[article.ID]int{f.ID: 3, gone.ID: 2}[p.ID]; len(p.Anchors) != want {
				t.Errorf("version %d: %d passages, want %d", number, len(p.Anchors), want)
			}
		}
	}
	// Nothing is lost when the text comes back.
	v3 := b.put("/a", prose+"\nAnd so it was.\n")
	for _, p := range b.open(v3.Article).Filed {
		for i, x := range p.Placements {
			if x.State == anchor.Unattached {
				t.Errorf("version 3, %q: %+v", p.Anchors[i].Exact, x)
			}
		}
	}
}
