package english

import (
	"reflect"
	"testing"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/contest"
	"parley/annotations/debate/english/speech"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/english/text/texttest"
)

// found is what the stages might have found in a text: three actors, one of them dropped, a dispute with two
// positions, and two statements.
func found(t *testing.T, s string) *contest.Result {
	t.Helper()
	doc, err := text.Read(t.Context(), texttest.Version(t, s))
	if err != nil {
		t.Fatal(err)
	}
	at := func(token int) actors.Mention {
		x := doc.Tokens[token]
		return actors.Mention{Start: int(x.Start), End: int(x.End), Form: debate.ByName, Token: token}
	}
	span := func(first, last int) [2]int { return doc.Offsets([2]int{first, last}) }
	return &contest.Result{
		Actors: &actors.Set{Document: doc, Actors: []*actors.Actor{
			{Name: "Bert", Class: actors.Person, Mentions: []actors.Mention{at(4)}},
			{Name: "Zork", Mentions: []actors.Mention{at(2)}, Dropped: true},
			{Name: "Anna", Class: actors.Person, Mentions: []actors.Mention{at(0)}, Roles: []actors.Role{{Text: "first\nmate", Sure: 1}}},
		}},
		Disputes: []contest.Dispute{
			{Title: "Who?", Confidence: 0.777, Reason: "because", Passages: [][2]int{span(0, 2)}, Positions: []string{"Anna", "Bert"}},
			{Title: "Why?", Confidence: 0.5, Reason: "because", Passages: [][2]int{span(3, 5)}, Positions: []string{"So"}},
		},
		Statements: []contest.Statement{
			{Statement: speech.Statement{
				Actor: 2, Source: actors.Source{First: 0, Last: 1}, Passages: [][2]int{span(1, 2)},
				Attribution: debate.Direct, Confidence: 0.9, Reason: "so",
			}, Dispute: 1, Position: 0, Stance: debate.Supports},
			{Statement: speech.Statement{
				Actor: 1, Passages: [][2]int{span(3, 4)}, Attribution: debate.Anonymous, Confidence: 0.9,
				Reason: "so",
			}, Dispute: -1, Position: -1},
		},
	}
}

func TestAssemble(t *testing.T) {
	r := found(t, "Ännä sees Zork and Bert.")
	a := assemble(r)
	span := func(start, end int) article.Range { return article.Range{Start: start, End: end} }
	if a.Schema != debate.Schema || a.Length != 24 || a.Language != r.Actors.Language {
		t.Errorf("head is %q, %d, %q", a.Schema, a.Length, a.Language)
	}
	if len(a.Actors) != 2 {
		t.Fatalf("actors are %+v", a.Actors)
	}
	anna, bert := a.Actors[0], a.Actors[1]
	if anna.ID != "a1" || anna.Name != "Anna" || anna.Role != "first mate" || bert.ID != "a2" || bert.Name != "Bert" {
		t.Errorf("actors are %+v", a.Actors)
	}
	if want := []debate.Mention{{Range: span(0, 4), Form: debate.ByName}}; !reflect.DeepEqual(anna.Mentions, want) {
		t.Errorf("mentions are %+v, want %+v", anna.Mentions, want)
	}
	if len(a.Disputes) != 2 || a.Disputes[1].ID != "d2" || a.Disputes[1].Positions[0].ID != "p3" ||
		a.Disputes[0].Positions[1].Answer != "Bert" {
		t.Errorf("disputes are %+v", a.Disputes)
	}
	s := a.Statements
	if len(s) != 2 || s[0].ID != "s1" || s[0].Actor != "a1" || s[0].Dispute != "d2" || s[0].Position != "p3" ||
		s[0].Stance != debate.Supports {
		t.Errorf("statements are %+v", s)
	}
	if s[0].Source != span(0, 4) || s[0].Cue != span(0, 0) || !reflect.DeepEqual(s[0].Passages, []article.Range{span(5, 9)}) {
		t.Errorf("the first statement is at %v, %v, %v", s[0].Source, s[0].Cue, s[0].Passages)
	}
	if s[1].Actor != "" || s[1].Dispute != "" || s[1].Position != "" {
		t.Errorf("the statement of an actor that is left out is %+v", s[1])
	}
}

func TestConfidences(t *testing.T) {
	r := found(t, "Ännä sees Zork and Bert.")
	for language, want := range map[string][2]float64{"en": {0.78, 0.9}, "de": {0.39, 0.45}} {
		r.Actors.Language = language
		a := assemble(r)
		if got := [2]float64{a.Disputes[0].Confidence, a.Statements[0].Confidence}; got != want {
			t.Errorf("in %s confidences are %v, want %v", language, got, want)
		}
	}
}
