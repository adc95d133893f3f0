package desk_test

import (
	"context"
	"strings"
	"testing"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// suggested returns how many disputes are suggested in a version, and in how many articles a search finds that of the locks.
func (b *bench) suggested(v *article.Version) (shown, found int) {
	b.t.Helper()
	for _, d := range b.view(v).Disputes {
		if d.Entity == (article.ID{}) {
			shown++
		}
	}
	r, err := b.Search(b.t.Context(), `dispute:"Who keeps the locks?"`, desk.SearchOptions{})
	b.must(err)
	return shown, len(r.Groups)
}

func TestSuggestNever(t *testing.T) {
	b, v := talking(t)
	ctx := t.Context()
	if shown, found := b.suggested(v); shown == 0 || found != 1 {
		t.Fatalf("%d disputes are suggested and %d articles found", shown, found)
	}
	dorn, err := b.ConfirmActor(ctx, b.ref(b.view(v), "Carl Dorn"))
	b.must(err)
	b.must(b.SetSetting(ctx, desk.SettingSuggest, string(desk.SuggestNever)))
	if shown, found := b.suggested(v); shown != 0 || found != 0 {
		t.Errorf("never: %d disputes are suggested and %d articles found", shown, found)
	}
	w := b.view(v)
	if a := b.actor(w, "Carl Dorn"); len(w.Actors) != 1 || a.Entity != dorn || len(a.Mentions) == 0 || !w.OnlyFiled || len(w.Statements) > 0 {
		t.Errorf("never: shown are %s and %d statements", names(w), len(w.Statements))
	}
	b.must(b.SetSetting(ctx, desk.SettingSuggest, string(desk.SuggestAlways)))
	if shown, found := b.suggested(v); shown == 0 || found != 1 {
		t.Errorf("always again: %d disputes are suggested and %d articles found", shown, found)
	}
}

func TestStopSuggestingHere(t *testing.T) {
	b, v := talking(t)
	ctx := t.Context()
	more := b.put("/more", strings.Replace(talks, "The River Commission", "On Monday the River Commission", 1))
	b.view(more)
	before, found := b.suggested(v)
	if found != 2 {
		t.Fatalf("%d articles are found", found)
	}
	stopped := func(when string, want bool) {
		t.Helper()
		shown, in := b.suggested(v)
		if want && (shown != 0 || in != found-1) || !want && (shown != before || in != found) {
			t.Errorf("%s: %d disputes are suggested and %d articles found", when, shown, in)
		}
		if shown, _ := b.suggested(more); shown == 0 {
			t.Errorf("%s: nothing is suggested in another article", when)
		}
		if x := b.dispute(b.view(more), "Who keeps the locks?"); (x.Articles == 1) != want {
			t.Errorf("%s: the other article counts %d", when, x.Articles)
		}
	}
	b.must(b.StopSuggesting(ctx, v.Article, true))
	stopped("stopped", true)
	if _, err := b.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	stopped("undone", false)
	if _, err := b.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	stopped("redone", true)
	b.must(b.StopSuggesting(ctx, v.Article, false))
	stopped("again", false)
}

func TestSuggestForNews(t *testing.T) {
	quoting := strings.Repeat("“We will not pay,” said Anna Berg of the council of the town.\n\n", 4)
	plain := strings.Repeat("Nobody pays for the crossing here, and nobody has in years.\n\n", 4)
	for _, tt := range []struct {
		name, text string
		a          article.Article
		want       bool
	}{
		{"short paragraphs that quote", quoting, article.Article{}, true},
		{"in German", quoting, article.Article{Language: "de"}, false},
		{"quotes nobody", plain, article.Article{}, false},
		{"quotes nobody, of an outlet", plain, article.Article{Outlet: "The Ferry Post"}, true},
		{"quotes nobody, from the web", plain, article.Article{URL: "https://ferry.example/1"}, true},
		{"one long paragraph", strings.ReplaceAll(quoting, "\n\n", " "), article.Article{}, false},
		{"long paragraphs", strings.Repeat(strings.Repeat("“No,” said Anna Berg of the council. ", 14)+"\n\n", 4), article.Article{}, false},
		{"long", strings.Repeat(quoting, 70), article.Article{}, false},
	} {
		b := fresh(t)
		_, v := b.piped("Ferry\n\n" + tt.text)
		if got := desk.LooksLikeNews(tt.a, v); got != tt.want {
			t.Errorf("%s: LooksLikeNews = %v, want %v", tt.name, got, tt.want)
		}
	}
	b, v := talking(t)
	b.must(b.SetSetting(t.Context(), desk.SettingSuggest, string(desk.SuggestNews)))
	if shown, _ := b.suggested(v); (shown > 0) != desk.LooksLikeNews(b.open(v.Article).Article, v) {
		t.Errorf("for news: %d disputes are suggested", shown)
	}
	b.must(b.Redescribe(t.Context(), v.Article, desk.Details{}, desk.Details{Title: "Talks", Outlet: "The Canal Post"}))
	if shown, _ := b.suggested(v); shown == 0 {
		t.Error("for news: nothing is suggested in an article of an outlet")
	}
}

// TestDecisionsOutliveTheEngine rejects what one engine found and looks for it in what the next one finds under another title.
func TestDecisionsOutliveTheEngine(t *testing.T) {
	b, v := talking(t)
	ctx := t.Context()
	if b.Outdated(ctx, v) {
		t.Error("what was never analysed is outdated")
	}
	w := b.view(v)
	b.must(b.RejectDispute(ctx, b.on(w, "Who keeps the locks?")))
	steps := b.UndoName()
	price := b.dispute(w, "What is the price of passage?")
	b.Suggest = func(ctx context.Context, v *article.Version) (*debate.Analysis, error) {
		a, err := engine(ctx, v)
		for i := range a.Disputes {
			switch d := &a.Disputes[i]; d.Title {
			case "Who keeps the locks?":
				d.Title = "Should Norland keep the locks?" // which names somebody, and so may be another question
			case price.Title:
				d.Title = "The price that ships pay for passage"
			}
		}
		return a, err
	}
	if shown := names(b.view(v)); !strings.Contains(shown, "Should Norland keep the locks?") {
		t.Errorf("a rejection keeps another question away: %s", shown)
	}
	b.Suggest = engine
	w = b.view(v)
	b.must(b.RejectDispute(ctx, b.on(w, price.Title)))
	b.Suggest = func(ctx context.Context, v *article.Version) (*debate.Analysis, error) {
		a, err := engine(ctx, v)
		for i := range a.Disputes {
			if d := &a.Disputes[i]; d.Title == price.Title {
				d.Title = "What price of passage do ships pay?"
			}
		}
		return a, err
	}
	b.Engine += "+"
	if !b.Outdated(ctx, v) {
		t.Error("an analysis of another engine is not outdated")
	}
	if shown := names(b.view(v)); strings.Contains(shown, "price") {
		t.Errorf("what was rejected is suggested in other words: %s", shown)
	}
	if b.UndoName() != "Reject dispute" || steps != "Reject dispute" {
		t.Errorf("the last step is %q", b.UndoName())
	}
}

// TestDecisionsOutliveTheEngineInTheBackground has the library analysed by two further engines, of which only the last words the dispute
// differently.
func TestDecisionsOutliveTheEngineInTheBackground(t *testing.T) {
	b, v := talking(t)
	ctx := t.Context()
	b.must(b.RejectDispute(ctx, b.on(b.view(v), "What is the price of passage?")))
	run := func() {
		t.Helper()
		b.Engine += "+"
		if at, err := b.AnalyseAll(ctx, desk.AnalyseOptions{}); err != nil || at.Done != 1 {
			t.Fatalf("AnalyseAll = %+v, %v", at, err)
		}
	}
	run()
	b.Suggest = func(ctx context.Context, v *article.Version) (*debate.Analysis, error) {
		a, err := engine(ctx, v)
		for i := range a.Disputes {
			if d := &a.Disputes[i]; d.Title == "What is the price of passage?" {
				d.Title = "What price of passage do ships pay?"
			}
		}
		return a, err
	}
	run()
	a, err := b.Analysis(ctx, v)
	b.must(err)
	w, err := b.Debate(ctx, v, a)
	b.must(err)
	if shown := names(w); strings.Contains(shown, "price") {
		t.Errorf("what was rejected is suggested in other words: %s", shown)
	}
}
