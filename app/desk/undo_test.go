package desk_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// actions are all that undo can take back, each on marks and a note that are there.
func actions(b *bench, v *article.Version, marks []article.ID, note article.ID) map[string]func() error {
	ctx := b.t.Context()
	return map[string]func() error{
		"highlight": func() error {
			_, err := b.Highlight(ctx, desk.HighlightDraft{Version: v, Range: find(b.t, v, "forty years"), Tags: []string{"x"}, Note: "n"})
			return err
		},
		"recolour": func() error { return b.Recolour(ctx, marks, annotations.Purple) },
		"restyle":  func() error { return b.Restyle(ctx, marks, annotations.Strikethrough) },
		"retag":    func() error { return b.Retag(ctx, marks, []string{"new", "other"}, []string{"old"}) },
		"rewrite":  func() error { return b.rewrite(ctx, marks[0], "Another note.", "") },
		"reshape":  func() error { return b.Reshape(ctx, marks[0], v, find(b.t, v, "every morning")) },
		"delete":   func() error { return b.Delete(ctx, append([]article.ID{note}, marks...)) },
		"add note": func() error { _, err := b.AddNote(ctx, v.Article, "A note.", ""); return err },
		"edit note": func() error {
			return b.rewrite(ctx, note, "Another note.", "")
		},
		"accept": func() error { return b.Accept(ctx, v, []annotations.Passage{{Of: marks[1]}}) },
		"attach": func() error {
			return b.Attach(ctx, v, annotations.Passage{Of: marks[0]}, find(b.t, v, "forty years"))
		},
		"keep apart": func() error { return b.KeepApart(ctx, v, []annotations.Passage{{Of: marks[0]}, {Of: marks[1]}}) },
		"empty note": func() error { return b.rewrite(ctx, note, " \n", "") },
	}
}

// furnished is a desk with an article that has two marks and a note.
func furnished(t testing.TB) (b *bench, v *article.Version, marks []article.ID, note article.ID) {
	t.Helper()
	b = fresh(t)
	_, v = b.piped(prose)
	for _, w := range []string{"the mayor", "ferryman"} {
		if w == "the mayor" {
			w = "The mayor"
		}
		marks = append(marks, b.mark(v, w).ID)
	}
	b.must(b.Retag(t.Context(), marks, []string{"old"}, nil))
	n, err := b.AddNote(t.Context(), v.Article, "What I think.", "")
	b.must(err)
	return b, v, marks, n.ID
}

func TestDoThenUndoChangesNothing(t *testing.T) {
	b, v, marks, note := furnished(t)
	for name, act := range actions(b, v, marks, note) {
		before, undo := dump(t, b.path, true), b.UndoName()
		b.must(act())
		after := dump(t, b.path, true)
		if after == before {
			t.Errorf("%s changes nothing", name)
		}
		told := b.UndoName()
		if got, err := b.Undo(t.Context()); err != nil || got != told {
			t.Fatalf("undo %s: %q, %v, want %q", name, got, err, told)
		}
		if got := dump(t, b.path, true); got != before {
			t.Errorf("after do and undo of %s:\n%s\nwant\n%s", name, got, before)
		}
		if b.RedoName() != told || b.UndoName() != undo {
			t.Errorf("after undo of %s: undo %q, redo %q", name, b.UndoName(), b.RedoName())
		}
		if _, err := b.Redo(t.Context()); err != nil {
			t.Fatalf("redo %s: %v", name, err)
		}
		if got := dump(t, b.path, true); got != after {
			t.Errorf("after redo of %s:\n%s\nwant\n%s", name, got, after)
		}
		if _, err := b.Undo(t.Context()); err != nil {
			t.Fatalf("undo %s again: %v", name, err)
		}
	}
}

func TestManySteps(t *testing.T) {
	b := fresh(t)
	ctx := t.Context()
	_, v := b.piped(prose)
	rng := rand.New(rand.NewPCG(1, 2))
	var marks, notes []article.ID
	state := func() string { return dump(t, b.path, true) }
	states := []string{state()}
	for len(states) <= 150 {
		var err error
		pick := func(ids []article.ID) article.ID { return ids[rng.IntN(len(ids))] }
		switch n := rng.IntN(9); {
		case n <= 1 || len(marks) == 0 || len(notes) == 0:
			at := rng.IntN(v.Len() - 10)
			var h annotations.Highlight
			h, err = b.Highlight(ctx, desk.HighlightDraft{Version: v, Range: article.Range{Start: at, End: at + 2 + rng.IntN(8)}})
			marks = append(marks, h.ID)
			if len(notes) == 0 {
				states = append(states, state())
				var x annotations.Note
				x, err = b.AddNote(ctx, v.Article, "A note.", "")
				notes = append(notes, x.ID)
			}
		case n == 2:
			err = b.Recolour(ctx, []article.ID{pick(marks), pick(marks)}, annotations.Colour(rng.IntN(6)))
		case n == 3:
			err = b.Restyle(ctx, []article.ID{pick(marks)}, annotations.Style(rng.IntN(4)))
		case n == 4:
			err = b.Retag(ctx, []article.ID{pick(marks)}, []string{fmt.Sprint(rng.IntN(5))}, []string{fmt.Sprint(rng.IntN(5))})
		case n == 5:
			err = b.rewrite(ctx, pick(marks), fmt.Sprint(rng.IntN(5)), "")
		case n == 6:
			err = b.rewrite(ctx, pick(notes), fmt.Sprint(rng.IntN(5)), "")
		case n == 7 && len(marks) > 3:
			i := rng.IntN(len(marks))
			err = b.Delete(ctx, marks[i:i+1])
			marks = slices.Delete(marks, i, i+1)
		default:
			at := rng.IntN(v.Len() - 10)
			err = b.Reshape(ctx, pick(marks), v, article.Range{Start: at, End: at + 5})
		}
		b.must(err)
		if s := state(); s != states[len(states)-1] { // else nothing was to be done, and nothing is to be undone
			states = append(states, s)
		}
	}
	for round := range 2 {
		for i := len(states) - 2; i >= 0; i-- {
			if _, err := b.Undo(ctx); err != nil {
				t.Fatalf("round %d, undo to %d: %v", round, i, err)
			}
			if state() != states[i] {
				t.Fatalf("round %d, undone to %d: another state", round, i)
			}
		}
		if _, err := b.Undo(ctx); !errors.Is(err, desk.ErrNothing) || b.UndoName() != "" {
			t.Errorf("beyond the first: %v", err)
		}
		for i := 1; i < len(states); i++ {
			if _, err := b.Redo(ctx); err != nil {
				t.Fatalf("round %d, redo to %d: %v", round, i, err)
			}
			if state() != states[i] {
				t.Fatalf("round %d, redone to %d: another state", round, i)
			}
		}
		if _, err := b.Redo(ctx); !errors.Is(err, desk.ErrNothing) {
			t.Errorf("beyond the last: %v", err)
		}
	}
}

func TestSessions(t *testing.T) {
	b, v, marks, _ := furnished(t)
	ctx := t.Context()
	before, name := dump(t, b.path, true), b.UndoName()
	for _, text := range []string{"W", "Wo", "Words"} {
		b.must(b.rewrite(ctx, marks[0], text, "s1"))
	}
	b.must(b.rewrite(ctx, marks[0], "Words, later", "s2"))
	if _, err := b.Undo(ctx); err != nil || b.open(v.Article).Marks[0].Note != "Words" {
		t.Errorf("the second session: %v, %q", err, b.open(v.Article).Marks[0].Note)
	}
	if _, err := b.Undo(ctx); err != nil || dump(t, b.path, true) != before {
		t.Errorf("the first session is more than a step: %v", err)
	}
	if _, err := b.Redo(ctx); err != nil || b.open(v.Article).Marks[0].Note != "Words" {
		t.Errorf("redo: %v", err)
	}
	b.must(b.rewrite(ctx, marks[0], "Words after an undo", "s1")) // what was undone ended the session
	if _, err := b.Undo(ctx); err != nil || b.open(v.Article).Marks[0].Note != "Words" {
		t.Errorf("after an undo: %v, %q", err, b.open(v.Article).Marks[0].Note)
	}
	if _, err := b.Undo(ctx); err != nil {
		t.Error(err)
	}

	b.must(b.rewrite(ctx, marks[0], "typed", "s3"))
	b.must(b.rewrite(ctx, marks[0], "", "s3")) // and taken back by hand
	if b.UndoName() != name {
		t.Errorf("undo would take back %q, want %q", b.UndoName(), name)
	}

	n, err := b.AddNote(ctx, v.Article, "N", "s4")
	b.must(err)
	b.must(b.rewrite(ctx, n.ID, "No", "s4"))
	b.must(b.rewrite(ctx, n.ID, "", "s4"))
	b.must(b.rewrite(ctx, n.ID, "Not so", "s4"))
	if got := len(b.open(v.Article).Notes); got != 2 {
		t.Errorf("%d notes", got)
	}
	for b.UndoName() != name { // emptying it ended what had begun
		if _, err := b.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if dump(t, b.path, true) != before {
		t.Error("the notes of a session are left")
	}
}

// TestSessionsOfTwo has another change a note while it is being written: undo must not revert that.
func TestSessionsOfTwo(t *testing.T) {
	b, v, marks, _ := furnished(t)
	ctx := t.Context()
	c := at(t, b.path)
	b.must(b.rewrite(ctx, marks[0], "mine", "s"))
	b.must(c.rewrite(ctx, marks[0], "theirs", ""))
	b.must(b.rewrite(ctx, marks[0], "theirs and mine", "s"))
	if _, err := b.Undo(ctx); err != nil || b.open(v.Article).Marks[0].Note != "theirs" {
		t.Errorf("undo: %v, the note is %q", err, b.open(v.Article).Marks[0].Note)
	}
	if _, err := b.Undo(ctx); !errors.Is(err, annotations.ErrChanged) || b.open(v.Article).Marks[0].Note != "theirs" {
		t.Errorf("undo beyond theirs: %v, the note is %q", err, b.open(v.Article).Marks[0].Note)
	}
}

// TestNotesOfTwo has two write the same note, neither of whom knows what the other wrote.
func TestNotesOfTwo(t *testing.T) {
	b, v, marks, note := furnished(t)
	ctx := t.Context()
	c := at(t, b.path)
	for name, x := range map[string]struct {
		id  article.ID
		was string
		f   func(*bench, string, string, string) (string, error)
	}{
		"of a mark": {marks[0], "", func(b *bench, was, text, session string) (string, error) {
			return b.Rewrite(ctx, marks[0], was, text, session)
		}},
		"on an article": {note, "What I think.", func(b *bench, was, text, session string) (string, error) {
			return b.RewriteNote(ctx, note, was, text, session)
		}},
	} {
		write := func(d *bench, was, text, want string) {
			t.Helper()
			got, err := x.f(d, was, text, "s")
			if has, _ := b.noteOf(x.id); err != nil || got != want || has != want {
				t.Errorf("%s, written %q: kept %q, %v, on disk %q, want %q", name, text, got, err, has, want)
			}
		}
		write(c, x.was, "Theirs.", "Theirs.")
		write(b, x.was, "Mine.", "Theirs.\n\n---\n\nMine.")
		write(b, "Theirs.\n\n---\n\nMine.", "Settled.", "Settled.") // who knows what is there may change it
		write(c, "Theirs.", "Settled.", "Settled.")
		write(c, "Theirs.", "", "Settled.") // what is emptied was not read
		write(c, "Settled.", "", "")
		write(b, "Settled.", "Settled, I say.", "Settled, I say.")
	}
	if got := b.open(v.Article); len(got.Notes) != 1 || len(got.Marks) != 2 {
		t.Errorf("%d notes, %d marks", len(got.Notes), len(got.Marks))
	}
}

func TestUndoLeavesWhatOthersChanged(t *testing.T) {
	b, v, marks, note := furnished(t)
	ctx := t.Context()
	c := at(t, b.path)
	b.must(b.Recolour(ctx, marks[:1], annotations.Green))
	b.must(b.rewrite(ctx, note, "Mine.", ""))
	b.must(b.Recolour(ctx, marks, annotations.Blue)) // both at once
	b.must(c.rewrite(ctx, marks[1], "Theirs.", ""))
	before := dump(t, b.path, false)
	if _, err := b.Undo(ctx); !errors.Is(err, annotations.ErrChanged) {
		t.Errorf("got %v, want ErrChanged", err)
	}
	if dump(t, b.path, false) != before {
		t.Error("a refused undo changed something")
	}
	if got := b.UndoName(); got != "Edit note" || b.RedoName() != "" {
		t.Errorf("next: undo %q, redo %q", got, b.RedoName())
	}
	if _, err := b.Undo(ctx); err != nil {
		t.Errorf("the step before: %v", err)
	}
	if got := b.open(v.Article).Notes[0].Text; got != "What I think." {
		t.Errorf("the note is %q", got)
	}
	// Deleted by another: to undo a change of it is refused; their own undo brings it back.
	b.must(b.rewrite(ctx, marks[0], "Mine.", ""))
	b.must(c.Delete(ctx, marks[:1]))
	if _, err := b.Undo(ctx); !errors.Is(err, annotations.ErrChanged) {
		t.Errorf("got %v, want ErrChanged", err)
	}
	if err := b.Recolour(ctx, marks[:1], annotations.Pink); !errors.Is(err, annotations.ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
	if _, err := c.Undo(ctx); err != nil || len(b.open(v.Article).Marks) != 2 {
		t.Errorf("undo of the deletion: %v", err)
	}
}

// TestTwoDesks has two desks on one library. Each is told of the other's changes, as those of another, and
// of its own once.
func TestTwoDesks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	b, c := at(t, path), at(t, path)
	ctx := t.Context()
	im, err := b.Import(ctx, desk.Input{Name: "x", Path: "/a", Bytes: []byte(prose)})
	b.must(err)
	id := im.Article.ID
	c.await(desk.Added{Article: id, Foreign: true})
	v := c.open(id).Version
	h := c.mark(v, "ferryman")
	b.await(desk.MarksChanged{Article: id, Foreign: true})
	if got := b.open(id).Marks; len(got) != 1 {
		t.Errorf("%d marks", len(got))
	}
	n, err := b.AddNote(ctx, id, "A note.", "")
	b.must(err)
	c.await(desk.NotesChanged{Article: id, Foreign: true})
	_, err = b.Import(ctx, desk.Input{Name: "x", Path: "/a", Bytes: []byte(prose + "\nMore.\n")})
	b.must(err)
	c.await(desk.ArticleChanged{Article: id, Foreign: true})
	own := []desk.Event{
		desk.Added{Article: id}, desk.MarksChanged{Article: id, Foreign: true}, desk.NotesChanged{Article: id}, desk.UndoChanged{}, desk.ArticleChanged{Article: id},
	}
	// A last change by each shows that nothing else was to come before it.
	b.must(c.rewrite(ctx, n.ID, "Theirs.", ""))
	b.await(desk.NotesChanged{Article: id, Foreign: true})
	b.must(b.Recolour(ctx, []article.ID{h.ID}, annotations.Green))
	c.await(desk.MarksChanged{Article: id, Foreign: true})
	if got, want := b.events(), append(own, desk.NotesChanged{Article: id, Foreign: true}, desk.MarksChanged{Article: id}, desk.UndoChanged{}); !reflect.DeepEqual(got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
	want := []desk.Event{
		desk.Added{Article: id, Foreign: true},
		desk.MarksChanged{Article: id},
		desk.UndoChanged{},
		desk.NotesChanged{Article: id, Foreign: true},
		desk.ArticleChanged{Article: id, Foreign: true},
		desk.NotesChanged{Article: id},
		desk.UndoChanged{},
		desk.MarksChanged{Article: id, Foreign: true},
	}
	if got := c.events(); !reflect.DeepEqual(got, want) {
		t.Errorf("the other told %v, want %v", got, want)
	}
}

// TestRefusedUndoStillTells refuses an undo, and then tells of the change that it was refused for.
func TestRefusedUndoStillTells(t *testing.T) {
	b, v, marks, _ := furnished(t)
	c := at(t, b.path)
	ctx := t.Context()
	b.must(b.Recolour(ctx, marks, annotations.Green))
	b.must(c.Recolour(ctx, marks, annotations.Pink))
	if _, err := b.Undo(ctx); !errors.Is(err, annotations.ErrChanged) {
		t.Fatalf("got %v, want ErrChanged", err)
	}
	b.await(desk.MarksChanged{Article: v.Article, Foreign: true})
}

// TestAtOnce acts from many sides of one desk: the steps are remembered in the order they were made, so that all
// of them can be taken back.
func TestAtOnce(t *testing.T) {
	b := fresh(t)
	ctx := t.Context()
	_, v := b.piped(prose)
	before := dump(t, b.path, true)
	h := b.mark(v, "ferryman")
	var wg sync.WaitGroup
	for side := range 6 {
		wg.Go(func() {
			for i := range 15 {
				var err error
				switch {
				case side < 3:
					_, err = b.Highlight(ctx, desk.HighlightDraft{Version: v, Range: article.Range{Start: side * 30, End: side*30 + 9}})
				case side == 3:
					err = b.rewrite(ctx, h.ID, fmt.Sprint(i), "s")
				case side == 4 && i%2 == 0:
					_, err = b.Undo(ctx)
				case side == 4:
					_, err = b.Redo(ctx)
				default:
					b.UndoName()
					b.open(v.Article)
				}
				if err != nil && !errors.Is(err, desk.ErrNothing) && !errors.Is(err, annotations.ErrNotFound) { // the mark may be undone
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for b.UndoName() != "" {
		if _, err := b.Undo(ctx); err != nil {
			t.Fatalf("not all can be taken back: %v", err)
		}
	}
	if got := dump(t, b.path, true); got != before {
		t.Errorf("all taken back:\n%s\nwant\n%s", got, before)
	}
}

// TestWatcherMayAct imports and undoes from within a watcher.
func TestWatcherMayAct(t *testing.T) {
	b := fresh(t)
	ctx := t.Context()
	var stop func()
	stop = b.Watch(func(e desk.Event) {
		if a, ok := e.(desk.Added); ok {
			stop()
			b.piped("Another\n\nThing.\n")
			b.mark(b.open(a.Article).Version, "river")
			if _, err := b.Undo(ctx); err != nil {
				t.Error(err)
			}
		}
	})
	b.piped(prose)
	if es, err := b.Articles(ctx); err != nil || len(es) != 2 || es[0].Marks+es[1].Marks > 0 {
		t.Errorf("Articles = %v, %v", es, err)
	}
}

// TestManyMixedSteps does fifty things, marks and what is filed, in any order. All of them undone, it is as it was; redone,
// it is as it came to be.
func TestManyMixedSteps(t *testing.T) {
	for seed := range uint64(3) {
		s := set(t)
		ctx := t.Context()
		marks := []article.ID{s.mark(s.v, "Envoys").ID, s.mark(s.v, "the talks").ID}
		n, err := s.AddNote(ctx, s.v.Article, "What I think.", "")
		s.must(err)
		rng := rand.New(rand.NewPCG(seed, 2))
		deeds := s.deeds()
		for name, act := range actions(s.bench, s.older, marks, n.ID) {
			deeds = append(deeds, deed{name, "", func(context.Context) error { return act() }})
		}
		deeds = append(deeds, shelving(s.bench)...)
		slices.SortFunc(deeds, func(a, b deed) int { return strings.Compare(a.name, b.name) })
		state := func() string { return dump(t, s.path, true) }
		states := []string{state()}
		for tries := 0; len(states) <= 50; tries++ {
			if tries == 2000 {
				t.Fatalf("seed %d: only %d steps", seed, len(states)-1)
			}
			x := deeds[rng.IntN(len(deeds))]
			before := s.UndoName()
			err := x.do(ctx)
			now := state()
			switch changed := now != states[len(states)-1]; {
			case err == nil && changed:
				states = append(states, now)
				continue
			case changed:
				t.Fatalf("seed %d: %s was refused and changed something: %v", seed, x.name, err)
			case s.UndoName() != before:
				t.Fatalf("seed %d: %s changed nothing and is a step", seed, x.name)
			case err != nil && !errors.Is(err, annotations.ErrNotFound) && !errors.Is(err, annotations.ErrChanged) && !errors.Is(err, desk.ErrInUse) && !errors.Is(err, desk.ErrNameless):
				t.Fatalf("seed %d: %s: %v", seed, x.name, err)
			}
			if rng.IntN(20) == 0 && len(states) > 1 { // what was deleted comes back, or nothing more could be done
				if _, err := s.Undo(ctx); err != nil {
					t.Fatalf("seed %d: undo: %v", seed, err)
				}
				if states = states[:len(states)-1]; state() != states[len(states)-1] {
					t.Fatalf("seed %d: undo in between leads elsewhere", seed)
				}
			}
		}
		for i := len(states) - 2; i >= 0; i-- {
			if name, err := s.Undo(ctx); err != nil {
				t.Fatalf("seed %d, undo “%s” to %d: %v", seed, name, i, err)
			}
			if got := state(); got != states[i] {
				t.Fatalf("seed %d, undone to %d:\n%s\nwant\n%s", seed, i, got, states[i])
			}
		}
		for i := 1; i < len(states); i++ {
			if _, err := s.Redo(ctx); err != nil {
				t.Fatalf("seed %d, redo to %d: %v", seed, i, err)
			}
			if state() != states[i] {
				t.Fatalf("seed %d, redone to %d: another state", seed, i)
			}
		}
		grounded(t, s.path)
	}
}

// shelving returns what can be done with the articles of a library.
func shelving(b *bench) []deed {
	some := func(ctx context.Context) []article.ID {
		all, err := b.Articles(ctx)
		b.must(err)
		ids := []article.ID{all[0].Article.ID}
		if len(all) > 1 {
			ids = append(ids, all[1].Article.ID)
		}
		return ids
	}
	collection := func(ctx context.Context, do func(annotations.Collection) error) error {
		all, err := b.Collections(ctx)
		b.must(err)
		if len(all) == 0 {
			return annotations.ErrNotFound
		}
		return do(all[len(all)-1])
	}
	return []deed{
		{"archive", "", func(ctx context.Context) error { return b.Archive(ctx, some(ctx), true) }},
		{"take out of the archive", "", func(ctx context.Context) error { return b.Archive(ctx, some(ctx)[:1], false) }},
		{"tag articles", "", func(ctx context.Context) error {
			return b.TagArticles(ctx, some(ctx), []string{"b", " a "}, []string{"c"})
		}},
		{"tag them otherwise", "", func(ctx context.Context) error { return b.TagArticles(ctx, some(ctx), []string{"c"}, []string{"a"}) }},
		{"describe", "", func(ctx context.Context) error {
			return b.Describe(ctx, some(ctx)[0], desk.Details{Title: "Another", Outlet: "The Post", Published: "2026-05"})
		}},
		{"describe otherwise", "", func(ctx context.Context) error {
			return b.Describe(ctx, some(ctx)[0], desk.Details{Title: "A third", URL: "https://example.org/"})
		}},
		{"collect anew", "", func(ctx context.Context) error {
			all, err := b.Collections(ctx)
			b.must(err)
			_, err = b.MakeCollection(ctx, fmt.Sprintf("Collection %d", len(all)), some(ctx))
			if errors.Is(err, desk.ErrTaken) {
				return annotations.ErrNotFound
			}
			return err
		}},
		{"collect", "", func(ctx context.Context) error {
			return collection(ctx, func(c annotations.Collection) error { return b.Collect(ctx, c.ID, some(ctx), true) })
		}},
		{"take out of a collection", "", func(ctx context.Context) error {
			return collection(ctx, func(c annotations.Collection) error { return b.Collect(ctx, c.ID, some(ctx)[:1], false) })
		}},
		{"rename a collection", "", func(ctx context.Context) error {
			return collection(ctx, func(c annotations.Collection) error { return b.RenameCollection(ctx, c.ID, "Z "+c.Name) })
		}},
		{"delete a collection", "", func(ctx context.Context) error {
			return collection(ctx, func(c annotations.Collection) error { return b.DeleteCollection(ctx, c.ID) })
		}},
		{"discard", "", func(ctx context.Context) error {
			ids := some(ctx)
			if len(ids) < 2 {
				return annotations.ErrNotFound
			}
			return b.Discard(ctx, ids[1:], true)
		}},
		{"bring back", "", func(ctx context.Context) error {
			all, err := b.Trash(ctx)
			b.must(err)
			if len(all) == 0 {
				return annotations.ErrNotFound
			}
			return b.Discard(ctx, []article.ID{all[0].Article.ID}, false)
		}},
	}
}

// TestUndoStep takes a step back by its id: only while it is the last, and once; a step that was redone is the same.
func TestUndoStep(t *testing.T) {
	b, _, marks, _ := furnished(t)
	ctx := t.Context()
	b.must(b.Recolour(ctx, marks[:1], annotations.Purple))
	first := b.LastStep()
	b.must(b.Recolour(ctx, marks[1:], annotations.Green))
	second := b.LastStep()
	if first == 0 || first == second {
		t.Fatalf("the steps are %d and %d", first, second)
	}
	if _, err := b.UndoStep(ctx, first); !errors.Is(err, desk.ErrNotLast) || b.LastStep() != second {
		t.Errorf("undoing the step before the last: %v", err)
	}
	_, err := b.UndoStep(ctx, second)
	b.must(err)
	if _, err := b.UndoStep(ctx, second); !errors.Is(err, desk.ErrNotLast) || b.LastStep() != first {
		t.Errorf("undoing a step twice: %v", err)
	}
	_, err = b.Redo(ctx)
	b.must(err)
	if b.LastStep() != second {
		t.Errorf("the redone step is %d, want %d", b.LastStep(), second)
	}
	_, err = b.UndoStep(ctx, second)
	b.must(err)
}
