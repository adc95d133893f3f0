package desk_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/store"
	"parley/app/desk"
)

// named returns a desk whose engine finds the person that each article's title names, in the role of its first line; the articles are
// analysed.
func named(t *testing.T, articles ...string) *bench {
	t.Helper()
	path := filepath.Join(t.TempDir(), "library.db")
	s, err := store.Open(t.Context(), path, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	o := options()
	o.Suggest = func(_ context.Context, v *article.Version) (*debate.Analysis, error) {
		_, role, _ := strings.Cut(strings.TrimSpace(v.Text()), "\n\n")
		role = strings.TrimSpace(strings.TrimSuffix(role, "."))
		return &debate.Analysis{Schema: debate.Schema, Length: v.Len(), Actors: []debate.FoundActor{{ID: "a1", Name: v.Title, Kind: debate.Person, Role: role}}}, nil
	}
	d, err := desk.New(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	b := &bench{Desk: d, t: t, path: path}
	for _, text := range articles {
		b.piped(text)
	}
	if at, err := d.AnalyseAll(t.Context(), desk.AnalyseOptions{}); err != nil || at.Left > 0 {
		t.Fatal(at, err)
	}
	return b
}

// merges returns the suggestions as "from > into".
func (b *bench) merges() (all []debate.Merge, words string) {
	b.t.Helper()
	all, err := b.Merges(b.t.Context())
	b.must(err)
	var out []string
	for _, m := range all {
		out = append(out, m.From.Name+" > "+m.Into.Name)
	}
	return all, strings.Join(out, "; ")
}

// TestMergesAreAcceptedAndRejected makes one actor of two names, keeps two apart, and takes both back.
func TestMergesAreAcceptedAndRejected(t *testing.T) {
	b := named(t, "# Vladimir Putin\n\npresident\n", "# V. Putin\n\nprime minister\n", "# Putin\n\npresident\n", "# Lev Tolstoy\n\nwriter\n")
	ctx := t.Context()
	const first = "Putin > Vladimir Putin; V. Putin > Vladimir Putin"
	all, words := b.merges()
	if words != first {
		t.Fatalf("suggested: %q", words)
	}
	b.must(b.RejectMerge(ctx, all[0]))
	if _, words := b.merges(); words != "V. Putin > Vladimir Putin" {
		t.Errorf("after one was rejected: %q", words)
	}
	b.must(b.AcceptMerge(ctx, all[1]))
	if _, words := b.merges(); words != "" {
		t.Errorf("after the other was accepted: %q", words)
	}
	lib, err := b.Library(ctx)
	b.must(err)
	if len(lib.Actors) != 1 || lib.Actors[0].Name != "Vladimir Putin" || len(lib.Actors[0].Aliases) != 1 || lib.Actors[0].Aliases[0].Name != "V. Putin" {
		t.Errorf("the library has %+v", lib.Actors)
	}
	bearers, err := b.Bearers(ctx)
	b.must(err)
	if x := bearers[0]; x.Name != "Vladimir Putin" || x.Articles != 2 {
		t.Errorf("the actor is %+v", x)
	}
	found, err := b.Search(ctx, "actor:\"V. Putin\"", desk.SearchOptions{Kinds: nil})
	b.must(err)
	titles := map[string]bool{}
	for _, g := range found.Groups {
		titles[g.Article.Title] = true
	}
	if !titles["Vladimir Putin"] || !titles["V. Putin"] {
		t.Errorf("a search for one name finds %v", titles)
	}
	for range 2 {
		if _, err := b.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if _, words := b.merges(); words != first {
		t.Errorf("after both were taken back: %q", words)
	}
}

// TestAFiledActorIsMerged merges an actor of the library by whom a statement is filed.
func TestAFiledActorIsMerged(t *testing.T) {
	b := named(t, "# Vladimir Putin\n\npresident\n", "# V. Putin\n\nprime minister\n")
	ctx := t.Context()
	var ids []article.ID
	for _, n := range []string{"V. Putin", "Vladimir Putin"} {
		id, err := b.AddActor(ctx, n, debate.Person)
		b.must(err)
		ids = append(ids, id)
	}
	all, words := b.merges()
	if words != "V. Putin > Vladimir Putin" || all[0].From.Entity != ids[0] || all[0].Into.Entity != ids[1] {
		t.Fatalf("suggested: %q", words)
	}
	b.must(b.AcceptMerge(ctx, all[0]))
	lib, err := b.Library(ctx)
	b.must(err)
	if _, ok := lib.Actor(ids[0]); ok || len(lib.Actors) != 1 {
		t.Errorf("the library has %+v", lib.Actors)
	}
	if _, words := b.merges(); words != "" {
		t.Errorf("then %q is suggested", words)
	}
}
