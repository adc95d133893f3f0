package debate

import (
	"reflect"
	"testing"

	"parley/annotations/article"
)

func sample() *Analysis {
	at := func(n int) []article.Range { return []article.Range{{Start: n, End: n + 5}} }
	m := func(n int) []Mention { return make([]Mention, n) }
	return &Analysis{
		Actors: []FoundActor{{ID: "a1", Mentions: m(1)}, {ID: "a2", Mentions: m(3)}, {ID: "a3", Mentions: m(2)}},
		Disputes: []FoundDispute{
			{ID: "d1", Positions: []FoundPosition{{ID: "p1"}, {ID: "p2"}}},
			{ID: "d2"},
		},
		Statements: []FoundStatement{
			{ID: "s1", Actor: "a1", Dispute: "d1", Position: "p1", Stance: Supports, Passages: at(50)},
			{ID: "s2", Actor: "a3", Dispute: "d1", Position: "p1", Stance: Opposes, Passages: at(10)},
			{ID: "s3", Actor: "a1", Dispute: "d1", Passages: at(30)},
			{ID: "s4", Actor: "a1", Passages: at(70)},
		},
	}
}

func ids(ss []FoundStatement) (out []string) {
	for _, s := range ss {
		out = append(out, s.ID)
	}
	return out
}

func TestCounting(t *testing.T) {
	a := sample()
	for _, c := range []struct {
		name      string
		got, want any
	}{
		{"statements on d1", ids(StatementsOn(a, "d1")), []string{"s2", "s3", "s1"}},
		{"statements of a1", ids(StatementsOf(a, "a1")), []string{"s3", "s1", "s4"}},
		{"stances on d1", StancesOn(a, "d1"), map[Stance]int{Supports: 1, Opposes: 1, StanceUnknown: 1}},
		{"stances on d2", StancesOn(a, "d2"), map[Stance]int{}},
		{"weight of a1", Weight(a, "a1"), 4},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s = %v, want %v", c.name, c.got, c.want)
		}
	}
	var order []string
	for _, x := range ActorsByWeight(a) {
		order = append(order, x.ID)
	}
	if want := []string{"a1", "a2", "a3"}; !reflect.DeepEqual(order, want) {
		t.Errorf("ActorsByWeight = %v, want %v", order, want)
	}
}

func TestSides(t *testing.T) {
	sides := Sides(sample(), "d1")
	var got [][]string
	for _, s := range sides {
		got = append(got, append([]string{s.Position}, ids(s.Statements)...))
	}
	if want := [][]string{{"p1", "s2", "s1"}, {"p2"}, {"", "s3"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("Sides = %v, want %v", got, want)
	}
	if len(Sides(sample(), "d2")) != 0 {
		t.Error("a dispute that nobody speaks on has sides")
	}
}
