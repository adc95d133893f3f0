package store_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/source"
	"parley/annotations/store"
)

// found returns what is kept of an analysis that is this JSON, none if it is empty, and shows these keys.
func found(v *article.Version, json string, keys ...string) debate.Kept {
	k := debate.Kept{Version: v.ID}
	if json != "" {
		k.Found = []byte(json)
	}
	for _, key := range keys {
		k.Sightings = append(k.Sightings, debate.Sighting{Key: key, Name: key})
	}
	return k
}

// addVersion adds the second version of an article.
func addVersion(t *testing.T, s *store.Store, a article.Article, text string) *article.Version {
	t.Helper()
	d, err := source.Read(t.Context(), source.Input{Name: "a.md", Bytes: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	m := d.Version.Meta
	m.ID, m.Article, m.Number, m.Imported = newID(), a.ID, 2, noon
	v := d.Version.With(m)
	if err := s.AddVersion(t.Context(), annotations.Draft{Article: a, Revision: 1, Version: v, Words: 5, Source: []byte(text)}); err != nil {
		t.Fatal(err)
	}
	return v
}

// keysIn returns the keys that the library at path holds.
func keysIn(t *testing.T, path string) (keys string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRowContext(t.Context(), `SELECT group_concat(key, ' ') FROM (SELECT key FROM sighted ORDER BY key)`).Scan(&keys); err != nil {
		t.Fatal(err)
	}
	return keys
}

func entity(keys ...string) annotations.QueryEntity { return annotations.QueryEntity{Keys: keys} }

func TestCountArticles(t *testing.T) {
	s := fresh(t)
	ctx := t.Context()
	a, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	_, w := addArticle(t, s, "Another\n\nThe words of another.\n")
	_, x := addArticle(t, s, "A third\n\nThe words of a third.\n")
	keep := func(all ...debate.Kept) {
		t.Helper()
		if err := s.KeepAnalyses(ctx, "e", all...); err != nil {
			t.Fatal(err)
		}
	}
	count := func(name string, of article.ID, want []int, all ...annotations.QueryEntity) {
		t.Helper()
		if got, err := s.CountArticles(ctx, of, all); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: CountArticles = %v, %v, want %v", name, got, err, want)
		}
	}
	gone := *v
	gone.ID = newID()
	keep(found(v, "{}", "actor:a", "actor:a", "actor:b"), found(&gone, "", "actor:a"), found(w, "", "actor:a"))
	count("at first", x.Article, []int{3, 2, 1, 3}, entity("actor:a"), entity("actor:b"), entity("actor:c"), entity("actor:a", "actor:b"))
	count("of one that shows it", v.Article, []int{2, 1}, entity("actor:a"), entity("actor:b"))
	keep(found(v, "", "actor:c")) // in the place of what was found before
	many := entity("actor:a", "actor:b", "actor:c")
	for i := range 1200 {
		many.Keys = append(many.Keys, fmt.Sprint("actor:", i))
	}
	count("found again", x.Article, []int{2, 1, 2, 3}, entity("actor:a"), entity("actor:b"), entity("actor:c"), many)
	count("nothing", v.Article, []int{})

	f := filedOn(v)
	if err := fileIn(s, t, f.edits()); err != nil {
		t.Fatal(err)
	}
	count("filed", w.Article, []int{2, 2}, annotations.QueryEntity{IDs: []article.ID{f.actor.ID}}, annotations.QueryEntity{IDs: []article.ID{f.actor.ID}, Keys: []string{"actor:a", "actor:c"}})
	st, err := s.ArticleStates(ctx, []article.ID{a.ID})
	if err != nil {
		t.Fatal(err)
	}
	to := st[0]
	to.Gone = true
	change(t, s, annotations.Edits{Articles: []annotations.ArticleEdit{{From: st[0], To: to}}})
	count("in the trash", w.Article, []int{1, 1}, annotations.QueryEntity{IDs: []article.ID{f.actor.ID}}, many)
}

// TestOldVersionsAreNotCounted keeps analyses of two versions of an article.
func TestOldVersionsAreNotCounted(t *testing.T) {
	s := fresh(t)
	ctx := t.Context()
	a, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	w := addVersion(t, s, a, "Title\n\nOther words of the article.\n")
	if err := s.KeepAnalyses(ctx, "e", found(w, "", "actor:new")); err != nil {
		t.Fatal(err)
	}
	if err := s.KeepAnalyses(ctx, "e", found(v, "{}", "actor:old")); err != nil {
		t.Fatal(err)
	}
	got, err := s.CountArticles(ctx, newID(), []annotations.QueryEntity{entity("actor:new"), entity("actor:old")})
	if err != nil || !slices.Equal(got, []int{2, 1}) {
		t.Errorf("CountArticles = %v, %v, want 2 and 1", got, err)
	}
	if b, err := s.Analysis(ctx, v.ID, "e"); err != nil || string(b) != "{}" {
		t.Errorf("the analysis of the older version is %q, %v", b, err)
	}
}

// TestUnanalysed looks which articles are still to be analysed, and in which order.
func TestUnanalysed(t *testing.T) {
	s := fresh(t)
	ctx := t.Context()
	var all []article.ID // the last first
	var versions []*article.Version
	var first article.Article
	for i := range 4 {
		a, v := addArticle(t, s, fmt.Sprintf("Title %d\n\nThe words of the article %d.\n", i, i))
		if i == 0 {
			first = a
		}
		all, versions = append([]article.ID{v.ID}, all...), append(versions, v)
	}
	look := func(name, engine string, most int, want ...article.ID) {
		t.Helper()
		got, err := s.NextUnanalysed(ctx, engine, most)
		if err != nil || !slices.Equal(got, want[:min(most, len(want))]) {
			t.Errorf("%s: NextUnanalysed = %v, %v, want %v", name, got, err, want)
		}
		if left, n, err := s.Unanalysed(ctx, engine); err != nil || left != len(want) || n != 4 {
			t.Errorf("%s: Unanalysed = %d of %d, %v, want %d of 4", name, left, n, err, len(want))
		}
	}
	look("at first", "e", 9, all...)
	look("some", "e", 2, all...)
	if err := s.KeepAnalyses(ctx, "e", found(versions[1], ""), found(versions[3], "")); err != nil {
		t.Fatal(err)
	}
	look("after two", "e", 9, all[1], all[3])
	look("by a newer engine", "f", 9, all...)
	if b, err := s.Analysis(ctx, versions[1].ID, "e"); err != nil || b != nil {
		t.Errorf("an analysis of which only the sightings are kept is %q, %v", b, err)
	}
	if err := s.KeepAnalyses(ctx, "e", found(versions[0], ""), found(versions[2], "")); err != nil {
		t.Fatal(err)
	}
	look("after all", "e", 9)
	v := addVersion(t, s, first, "Title 0\n\nOther words of the article.\n")
	look("after a new version", "e", 9, v.ID)
}

// TestSearchByTheWordsOfAKey finds articles by what only their analyses show.
func TestSearchByTheWordsOfAKey(t *testing.T) {
	s := fresh(t)
	ctx := t.Context()
	_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	_, w := addArticle(t, s, "Another\n\nThe words of another.\n")
	if err := s.KeepAnalyses(ctx, "e", found(v, "", "actor:anna de vries", "dispute:status of the ferry"), found(w, "", "actor:anna bravo")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		words []string
		want  []article.ID
	}{
		{[]string{"anna"}, []article.ID{v.Article, w.Article}},
		{[]string{"vri"}, []article.ID{v.Article}},
		{[]string{"bravo", "anna"}, []article.ID{w.Article}},
		{[]string{"nna"}, nil},
		{[]string{"ferry"}, nil},
		{[]string{"actor"}, nil},
	} {
		hits, err := s.Search(ctx, annotations.Query{Kinds: []annotations.HitKind{annotations.HitText}, Actors: []annotations.QueryEntity{{Words: c.words}}}, 10)
		var got []article.ID
		for _, h := range hits.Best {
			got = append(got, h.Article)
		}
		slices.SortFunc(got, func(a, b article.ID) int { return slices.Compare(a[:], b[:]) })
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("search for actors with %v: %v, %v, want %v", c.words, got, err, c.want)
		}
	}
}

// TestNothingIsLeftOfWhatIsSeenNoMore looks into the tables when an article is analysed again and when it is deleted for good.
func TestNothingIsLeftOfWhatIsSeenNoMore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	ctx := t.Context()
	a, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	_, w := addArticle(t, s, "Another\n\nThe words of another.\n")
	if err := s.KeepAnalyses(ctx, "e", found(v, "", "actor:a", "actor:b"), found(w, "", "actor:a", "actor:c")); err != nil {
		t.Fatal(err)
	}
	if err := s.KeepAnalyses(ctx, "e", found(w, "", "actor:a", "actor:d")); err != nil {
		t.Fatal(err)
	}
	if got := keysIn(t, path); got != "actor:a actor:b actor:d" {
		t.Errorf("after another analysis: %s", got)
	}
	st, err := s.ArticleStates(ctx, []article.ID{a.ID})
	if err != nil {
		t.Fatal(err)
	}
	to := st[0]
	to.Gone = true
	change(t, s, annotations.Edits{Articles: []annotations.ArticleEdit{{From: st[0], To: to}}})
	if _, err := s.EmptyTrash(ctx, noon.AddDate(1, 0, 0)); err != nil {
		t.Fatal(err)
	}
	if got := keysIn(t, path); got != "actor:a actor:d" {
		t.Errorf("after the trash was emptied: %s", got)
	}
}

// TestSeenActors has two articles of different dates, one without a role, and one in the trash.
func TestSeenActors(t *testing.T) {
	s := fresh(t)
	ctx := t.Context()
	for i, x := range []struct{ published, role string }{{"2014-05-03", "president"}, {"2011-05-03", "prime minister"}, {"2020", ""}, {"2021", "pensioner"}} {
		a, v := addArticle(t, s, fmt.Sprintf("Title %d\n\nThe words of the article %d.\n", i, i))
		st, err := s.ArticleStates(ctx, []article.ID{a.ID})
		if err != nil {
			t.Fatal(err)
		}
		to := st[0]
		to.Published, to.Gone = x.published, i == 3
		change(t, s, annotations.Edits{Articles: []annotations.ArticleEdit{{From: st[0], To: to}}})
		k := debate.Kept{Version: v.ID, Sightings: []debate.Sighting{
			{Key: "actor:vladimir putin", Name: "Vladimir Putin", Kind: debate.Person, Role: x.role}, {Key: "dispute:who owns it"},
		}}
		if err := s.KeepAnalyses(ctx, "e", k); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.SeenActors(ctx)
	want := []debate.SeenActor{{
		Key: "actor:vladimir putin", Name: "Vladimir Putin", Kind: debate.Person, Articles: 3,
		Roles: []debate.RoleAt{{Role: "president", AsOf: "2014-05-03"}, {Role: "prime minister", AsOf: "2011-05-03"}},
	}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("SeenActors = %+v, %v, want %+v", got, err, want)
	}
}
