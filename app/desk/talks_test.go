package desk_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

const talks = `Talks on the canal

Envoys of Norland and Sudland met in Vella on Monday. Anna Berg, the envoy, said that the canal must stay open to all ships.

“We will not give up the locks,” Berg said after the meeting. Carl Dorn, who speaks for Sudland, replied that the locks belong to his country.

The River Commission, known as RC, warned that the talks may fail. Who keeps the locks is still open, and so is the price of passage.
`

const moreTalks = `Canal talks go on

Anna Berg said on Friday that Norland would pay half. The RC called the price of passage too high, and Dorn said nothing about it.

Whoever holds the locks and the towpath, Anna Berg said, must mend them.
`

// known is what the tests' engine knows how to find, so that they do not hang on what the real one finds.
var known = struct {
	actors   [][]string // a name, and what else it goes by
	kinds    []debate.Kind
	disputes [][2]string // words in the text, and the question
	answers  map[string][]string
	said     [][4]string // who says it in what words, on what dispute, and with what answer
}{
	actors: [][]string{{"Anna Berg", "Berg"}, {"Carl Dorn", "Dorn"}, {"River Commission", "RC"}, {"Norland"}, {"Sudland"}},
	kinds:  []debate.Kind{debate.Person, debate.Person, debate.Organisation, debate.State, debate.State},
	disputes: [][2]string{
		{"Who keeps the locks", "Who keeps the locks?"},
		{"so is the price of passage", "What is the price of passage?"},
		{"the price of passage too high", "How high is the price of passage?"},
		{"the locks and the towpath", "Who keeps the locks and the towpath?"},
	},
	answers: map[string][]string{"Who keeps the locks?": {"Norland keeps the locks", "Sudland keeps the locks"}},
	said: [][4]string{
		{"Anna Berg", "the canal must stay open to all ships"},
		{"Berg", "We will not give up the locks,", "Who keeps the locks?", "Norland keeps the locks"},
		{"Carl Dorn", "the locks belong to his country", "Who keeps the locks?", "Sudland keeps the locks"},
		{"RC", "too high", "How high is the price of passage?"},
		{"Anna Berg", "must mend them"},
	},
}

// places returns where words stand in a text as words of their own.
func places(v *article.Version, words string) []article.Range {
	var out []article.Range
	text := v.Text()
	letter := func(s string, last bool) bool {
		r := []rune(s)
		if len(r) == 0 {
			return false
		}
		if last {
			return unicode.IsLetter(r[len(r)-1])
		}
		return unicode.IsLetter(r[0])
	}
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return out
		}
		i += from
		from = i + len(words)
		if !letter(text[:i], true) && !letter(text[from:], false) {
			out = append(out, article.Range{Start: v.Pos(i), End: v.Pos(from)})
		}
	}
}

// engine finds what is known.
func engine(_ context.Context, v *article.Version) (*debate.Analysis, error) {
	a := &debate.Analysis{Schema: debate.Schema, Length: v.Len(), Language: "en"}
	ids := map[string]string{}
	id := func(letter string, name string, n int) string {
		ids[name] = letter + string(rune('1'+n))
		return ids[name]
	}
	for i, names := range known.actors {
		f := debate.FoundActor{Kind: known.kinds[i], Confidence: 0.9}
		for k, n := range names {
			for _, r := range places(v, n) {
				if !slices.ContainsFunc(f.Mentions, func(m debate.Mention) bool { return m.Overlaps(r) }) {
					f.Mentions = append(f.Mentions, debate.Mention{Range: r, Form: debate.Form(min(k, 1))})
				}
			}
			switch {
			case len(f.Mentions) == 0:
			case f.Name == "":
				f.Name, f.ID = n, id("a", names[0], i)
			default:
				f.Aliases = append(f.Aliases, n)
			}
		}
		if f.Name != "" {
			slices.SortFunc(f.Mentions, func(a, b debate.Mention) int { return a.Start - b.Start })
			a.Actors = append(a.Actors, f)
		}
	}
	for i, d := range known.disputes {
		if at := places(v, d[0]); len(at) > 0 {
			f := debate.FoundDispute{ID: id("d", d[1], i), Title: d[1], Confidence: 0.8, Reason: "it says so", Passages: at}
			for k, p := range known.answers[d[1]] {
				f.Positions = append(f.Positions, debate.FoundPosition{ID: id("p", p, 3*i+k), Answer: p})
			}
			a.Disputes = append(a.Disputes, f)
		}
	}
	for i, s := range known.said {
		at := places(v, s[1])
		if len(at) == 0 {
			continue
		}
		f := debate.FoundStatement{ID: id("s", s[1], i), Passages: at[:1], Attribution: debate.Paraphrase, Dispute: ids[s[2]], Position: ids[s[3]], Confidence: 0.9, Reason: "it says so"}
		if f.Position != "" {
			f.Stance = debate.Supports
		}
		for _, names := range known.actors {
			if slices.Contains(names, s[0]) && ids[names[0]] != "" {
				f.Actor = ids[names[0]]
			}
		}
		if who := places(v, s[0]); len(who) > 0 {
			f.Source = who[len(who)-1]
		}
		a.Statements = append(a.Statements, f)
	}
	return a, nil
}

// talking is a bench with the tests' engine and an article of talks.
func talking(t testing.TB) (*bench, *article.Version) {
	t.Helper()
	b := fresh(t)
	b.Suggest = engine
	_, v := b.piped(talks)
	return b, v
}

// view returns what a reader of v is shown, of an analysis that is run anew and kept.
func (b *bench) view(v *article.Version) *debate.View {
	b.t.Helper()
	b.Engine += "+" // a run of another engine, so that nothing is taken from the last
	a, err := b.Analysis(b.t.Context(), v)
	b.must(err)
	w, err := b.Debate(b.t.Context(), v, a)
	b.must(err)
	return w
}

// actor returns the one actor of a view with that name.
func (b *bench) actor(w *debate.View, name string) *debate.ShownActor {
	b.t.Helper()
	var found *debate.ShownActor
	for i := range w.Actors {
		if w.Actors[i].Name == name {
			if found != nil {
				b.t.Fatalf("two actors are shown as %q", name)
			}
			found = &w.Actors[i]
		}
	}
	if found == nil {
		b.t.Fatalf("no %q among %s", name, names(w))
	}
	return found
}

func (b *bench) dispute(w *debate.View, title string) *debate.ShownDispute {
	b.t.Helper()
	for i := range w.Disputes {
		if w.Disputes[i].Title == title {
			return &w.Disputes[i]
		}
	}
	b.t.Fatalf("no %q among %s", title, names(w))
	return nil
}

// said returns the first statement of a view with these words.
func (b *bench) said(w *debate.View, v *article.Version, words string) *debate.ShownStatement {
	b.t.Helper()
	for i := range w.Statements {
		if s := &w.Statements[i]; len(s.Passages) > 0 && v.Slice(s.Passages[0]) == words {
			return s
		}
	}
	b.t.Fatalf("nobody says %q", words)
	return nil
}

// names lists the actors and disputes of a view, those of the library with a star.
func names(w *debate.View) string {
	var out []string
	for _, a := range w.Actors {
		if out = append(out, a.Name); a.Entity != (article.ID{}) {
			out[len(out)-1] += "*"
		}
	}
	for _, d := range w.Disputes {
		if out = append(out, d.Title); d.Entity != (article.ID{}) {
			out[len(out)-1] += "*"
		}
	}
	return strings.Join(out, ", ")
}

// ref names an actor as a view shows it.
func (b *bench) ref(w *debate.View, name string) desk.ActorRef {
	b.t.Helper()
	return desk.ActorRef{Seen: b.actor(w, name)}
}

func (b *bench) on(w *debate.View, title string) desk.DisputeRef {
	b.t.Helper()
	return desk.DisputeRef{Seen: b.dispute(w, title)}
}
