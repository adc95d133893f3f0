package desk_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/store"
	"parley/app/desk"
)

// A batchShelf counts the transactions in which analyses are kept, and how many are kept in each.
type batchShelf struct {
	*store.Store
	batches *[]int
}

func (s batchShelf) KeepAnalyses(ctx context.Context, engine string, all ...debate.Kept) error {
	*s.batches = append(*s.batches, len(all))
	return s.Store.KeepAnalyses(ctx, engine, all...)
}

// analysed returns a desk whose engine finds the actor "Actor N" in an article "Title N" and remembers what it has analysed, in order.
func analysed(t *testing.T, articles int) (d *desk.Desk, all *[]string, batches *[]int) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "library.db")
	s, err := store.Open(t.Context(), path, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	all, batches = new([]string), new([]int)
	o := options()
	o.Suggest = func(ctx context.Context, v *article.Version) (*debate.Analysis, error) {
		if strings.Contains(v.Title, "odd") {
			panic("an odd text")
		}
		*all = append(*all, v.Title)
		return &debate.Analysis{Schema: debate.Schema, Length: v.Len(), Actors: []debate.FoundActor{{Name: strings.Replace(v.Title, "Title", "Actor", 1)}}}, ctx.Err()
	}
	if d, err = desk.New(t.Context(), batchShelf{s, batches}, o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	b := &bench{Desk: d, t: t, path: path}
	for i := range articles {
		b.piped(fmt.Sprintf("# Title %d\n\nThe words of article %d.\n", i, i))
	}
	return d, all, batches
}

// titles returns the titles of the articles from one number down to another.
func titles(from, to int) []string {
	var out []string
	for i := from; i >= to; i-- {
		out = append(out, fmt.Sprintf("Title %d", i))
	}
	return out
}

func TestTheWholeLibraryIsAnalysed(t *testing.T) {
	const n = 150 // more than are listed at a time
	d, all, batches := analysed(t, n)
	ctx := t.Context()
	if at, err := d.Unanalysed(ctx); err != nil || at != (desk.Analysed{Left: n, Total: n}) {
		t.Fatalf("at first %+v, %v", at, err)
	}
	last := n
	done, err := d.AnalyseAll(ctx, desk.AnalyseOptions{Told: func(at desk.Analysed) {
		if at.Left >= last || at.Done+at.Left != n {
			t.Errorf("told %+v after %d were left", at, last)
		}
		last = at.Left
	}})
	if err != nil || done != (desk.Analysed{Done: n, Total: n}) || last != 0 {
		t.Errorf("AnalyseAll = %+v, %v; told last that %d are left", done, err, last)
	}
	if want := titles(n-1, 0); !slices.Equal(*all, want) {
		t.Errorf("analysed %v\nwant %v", *all, want)
	}
	if got := len(*batches); got > n/8+2 || slices.Max(*batches) > 8 {
		t.Errorf("%d transactions of %v analyses", got, *batches)
	}
	found, err := d.Search(ctx, "actor:\"Actor 149\"", desk.SearchOptions{})
	if err != nil || found.Analysed.Left != 0 || len(found.Groups) != 1 || found.Groups[0].Article.Title != "Title 149" {
		t.Errorf("the search finds %+v, %v", found, err)
	}
	if done, err := d.AnalyseAll(ctx, desk.AnalyseOptions{}); err != nil || done.Done != 0 || len(*all) != n {
		t.Errorf("again: %+v, %v, after %d analyses", done, err, len(*all))
	}
}

// TestARunThatIsInterruptedGoesOn ends runs in three ways: none loses what was found.
func TestARunThatIsInterruptedGoesOn(t *testing.T) {
	d, all, _ := analysed(t, 30)
	b := &bench{Desk: d, t: t}
	errPaused := errors.New("paused")
	turns := 0
	at, err := d.AnalyseAll(t.Context(), desk.AnalyseOptions{Wait: func(context.Context) error {
		if turns++; turns > 11 {
			return errPaused
		}
		return nil
	}})
	if !errors.Is(err, errPaused) || at.Done != 11 || at.Left != 19 {
		t.Errorf("paused: %+v, %v", at, err)
	}
	ctx, stop := context.WithCancel(t.Context())
	turns = 0
	at, err = d.AnalyseAll(ctx, desk.AnalyseOptions{Wait: func(context.Context) error {
		if turns++; turns == 6 {
			stop()
		}
		return nil
	}})
	if !errors.Is(err, context.Canceled) || at.Done != 5 || at.Left != 14 {
		t.Errorf("cancelled: %+v, %v", at, err)
	}
	found, err := d.Search(t.Context(), "actor:nobody", desk.SearchOptions{})
	if err != nil || found.Analysed.Left != 14 || found.Analysed.Total != 30 {
		t.Errorf("a search says that %+v, %v", found.Analysed, err)
	}
	come := false
	at, err = d.AnalyseAll(t.Context(), desk.AnalyseOptions{Told: func(desk.Analysed) {
		if !come {
			come = true
			b.piped("# Title 30\n\nThe words of article 30.\n")
		}
	}})
	if err != nil || at != (desk.Analysed{Done: 15, Total: 31}) {
		t.Errorf("the last run: %+v, %v", at, err)
	}
	slices.Sort(*all)
	if got := slices.Compact(slices.Clone(*all)); len(got) != 31 || len(*all) > 32 { // the one that was cancelled may have been analysed twice
		t.Errorf("%d of %d analyses were of different articles", len(got), len(*all))
	}
}

// TestATextThatTheEngineCannotTake is passed over, and the others are analysed.
func TestATextThatTheEngineCannotTake(t *testing.T) {
	d, all, _ := analysed(t, 3)
	b := &bench{Desk: d, t: t}
	b.piped("# An odd one\n\nThe words.\n")
	at, err := d.AnalyseAll(t.Context(), desk.AnalyseOptions{})
	if err != nil || at != (desk.Analysed{Done: 3, Left: 1, Total: 4, Failed: 1}) || !slices.Equal(*all, titles(2, 0)) {
		t.Errorf("AnalyseAll = %+v, %v, after %v", at, err, *all)
	}
}

// TestAnOlderEnginesAnalysesAreReplaced has another engine analyse the library, and the reader's decision stay.
func TestAnOlderEnginesAnalysesAreReplaced(t *testing.T) {
	d, all, _ := analysed(t, 3)
	ctx := t.Context()
	if _, err := d.AnalyseAll(ctx, desk.AnalyseOptions{}); err != nil {
		t.Fatal(err)
	}
	id, err := d.AddActor(ctx, "Actor 1", debate.Organisation)
	if err != nil {
		t.Fatal(err)
	}
	*all = nil
	d.Engine += "+"
	if at, err := d.Unanalysed(ctx); err != nil || at.Left != 3 {
		t.Errorf("with another engine %+v are left, %v", at, err)
	}
	if _, err := d.AnalyseAll(ctx, desk.AnalyseOptions{}); err != nil || len(*all) != 3 {
		t.Errorf("%d were analysed again, %v", len(*all), err)
	}
	lib, err := d.Library(ctx)
	if a, ok := lib.Actor(id); err != nil || !ok || a.Kind != debate.Organisation {
		t.Errorf("what the reader decided is %+v, %v", a, err)
	}
	hits, err := d.Search(ctx, "actor:\"Actor 1\" in:articles", desk.SearchOptions{})
	if err != nil || len(hits.Groups) != 1 {
		t.Errorf("it is found in %d articles, %v", len(hits.Groups), err)
	}
}
