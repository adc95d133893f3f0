package debate

import (
	"slices"
	"strings"
	"testing"

	"parley/annotations/article"
)

// ferry is a view of an invented article: a dispute with two positions and one without.
func ferry(t *testing.T) (*article.Version, *View) {
	text := "Ann wants the ferry to stop. Bob says it must run. Officials say it must stop if it snows. " +
		"Cy spoke to Dee of the ferry. Bob wants no fee. Ann wants a fee. Bob is sure."
	v := plain(t, text)
	at := func(words string) article.Range {
		i := strings.Index(text, words)
		return article.Range{Start: i, End: i + len(words)}
	}
	said := func(actor, words, dispute, position string, s Stance) FoundStatement {
		at := []article.Range{at(words)}
		return FoundStatement{ID: words, Actor: actor, Passages: at, Dispute: dispute, Position: position, Stance: s}
	}
	officials := said("", "it must stop if it snows", "d1", "p1", Conditional)
	officials.Source = at("Officials")
	a := &Analysis{
		Actors: []FoundActor{
			{ID: "a1", Name: "Ann", Kind: Person, Mentions: []Mention{{at("Ann"), ByName}}},
			{ID: "a2", Name: "Bob", Kind: Person, Mentions: []Mention{{at("Bob"), ByName}}},
			{ID: "a3", Name: "Cy", Kind: Person, Mentions: []Mention{{at("Cy"), ByName}}},
			{ID: "a4", Name: "Dee", Kind: Person, Mentions: []Mention{{at("Dee"), ByPronoun}}},
		},
		Disputes: []FoundDispute{
			{
				ID: "d1", Title: "Should the ferry stop?", Passages: []article.Range{at("Cy spoke to Dee of the ferry"), at("Bob says")},
				Positions: []FoundPosition{{"p1", "It stops"}, {"p2", "It runs"}},
			},
			{ID: "d2", Title: "The fee"},
		},
		Statements: []FoundStatement{
			said("a1", "the ferry to stop", "d1", "p1", Supports), said("a2", "it must run", "d1", "p1", Opposes), officials,
			said("a1", "wants the", "d1", "p1", Supports), said("a2", "is sure", "d1", "", Supports),
			said("a2", "no fee", "d2", "", Opposes), said("a1", "a fee", "d2", "", Supports), said("a2", "Bob is", "d2", "", StanceUnknown),
		},
	}
	return v, Compose(v, a, nil, nil)
}

func TestCard(t *testing.T) {
	v, w := ferry(t)
	card := w.Card(v, &w.Disputes[0])
	var sides []string
	for _, s := range card.Stands[0].Sides {
		line := s.Stance.String() + ":"
		for _, x := range s.Speakers {
			line += " " + x.Name
		}
		sides = append(sides, line)
	}
	if want := []string{"supports: Ann", "opposes: Bob", "conditional: Officials"}; !slices.Equal(sides, want) {
		t.Errorf("the sides are %q, want %q", sides, want)
	}
	said := func(s Stand) (out []string) {
		for _, x := range s.Said {
			out = append(out, x.ID)
		}
		return out
	}
	want := []string{"wants the", "the ferry to stop", "it must run", "it must stop if it snows"}
	if got := said(card.Stands[0]); !slices.Equal(got, want) {
		t.Errorf("on the first position stand %q, want %q in text order", got, want)
	}
	if len(card.Stands) != 3 || card.Stands[1].Position == nil || len(card.Stands[1].Sides)+len(card.Stands[1].Said) > 0 {
		t.Errorf("the stands are %+v, want a second position on which nobody speaks and the statements without one", card.Stands)
	}
	if last := card.Stands[2]; last.Position != nil || len(last.Sides) > 0 || !slices.Equal(said(last), []string{"is sure"}) {
		t.Errorf("the statements without a position are %+v", last)
	}
	if len(card.Unquoted) != 1 || card.Unquoted[0].Name != "Cy" {
		t.Errorf("mentioned and not quoted are %+v, want Cy: Bob is quoted, and Dee is not named", card.Unquoted)
	}
	if got, want := said(w.Card(v, &w.Disputes[1]).Stands[0]), []string{"no fee", "Bob is", "a fee"}; !slices.Equal(got, want) {
		t.Errorf("without positions stand %q, want %q by speaker", got, want)
	}
}

func TestLikelihood(t *testing.T) {
	for c, want := range map[float64]string{0.1: "possible", LikelyFrom - 0.001: "possible", LikelyFrom: "likely", 1: "likely"} {
		if got := Likelihood(c); got != want {
			t.Errorf("Likelihood(%v) = %q, want %q", c, got, want)
		}
	}
}

// TestFiledLeavesOutSuggestions leaves the library's and the filed, and nothing that was only found.
func TestFiledLeavesOutSuggestions(t *testing.T) {
	_, w := ferry(t)
	if f := w.Filed(); len(f.Actors)+len(f.Disputes)+len(f.Statements) > 0 || !f.OnlyFiled {
		t.Errorf("of suggestions alone is filed %+v", f)
	}
	w.Disputes[0].Entity, w.Disputes[0].Answers[1].Entity = numbered(1), numbered(2)
	w.Actors[1].Entity = numbered(3)
	w.Statements[0].Filed = &Placed{}
	f := w.Filed()
	if len(f.Actors) != 1 || f.Actors[0].Name != "Bob" || len(f.Statements) != 1 || len(f.Disputes) != 1 ||
		len(f.Disputes[0].Answers) != 1 || f.Disputes[0].Answers[0].Answer != "It runs" {
		t.Errorf("what is filed is %+v", f)
	}
	if len(w.Disputes[0].Answers) != 2 {
		t.Error("the view was changed")
	}
}
