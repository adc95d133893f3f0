package debate

import (
	"slices"
	"testing"

	"parley/annotations/article"
)

// TestDecidedWithoutSigns composes views with decisions whose keys an older release made without signs.
func TestDecidedWithoutSigns(t *testing.T) {
	cut, rise := ID{1}, ID{2}
	of := func(answers ...Position) []Dispute {
		return []Dispute{{ID: ID{9}, Title: "What tax?", Positions: answers}}
	}
	old := func(v Verdict, target ID) Decision {
		return Decision{Key: "position:tax 5", Verdict: v, Target: target, Signless: true}
	}
	for _, tt := range []struct {
		name      string
		disputes  []Dispute
		decisions []Decision
		found     []string
		want      []string // those of the library first
	}{
		{"rejected", of(), []Decision{old(Rejected, ID{})}, []string{"Tax -5 %"}, nil},
		{"rejected, found with its opposite", of(), []Decision{old(Rejected, ID{})}, []string{"Tax -5 %", "Tax +5 %"}, []string{"Tax -5 %", "Tax +5 %"}},
		{"rejected, found with and without signs", of(), []Decision{old(Rejected, ID{})}, []string{"Tax 5", "Tax +5 %"}, []string{"Tax +5 %"}},
		{
			"rejected, and the opposite confirmed since", of(Position{ID: rise, Answer: "Tax +5 %"}),
			[]Decision{old(Rejected, ID{}), {Key: PositionKey("Tax +5 %"), Verdict: Confirmed, Target: rise}},
			[]string{"Tax -5 %", "Tax +5 %"},
			[]string{"Tax +5 %", "Tax -5 %"},
		},
		{"confirmed", of(Position{ID: cut, Answer: "Tax -5 %"}), []Decision{old(Confirmed, cut)}, []string{"Tax −5%", "Tax +5 %"}, []string{"Tax -5 %", "Tax +5 %"}},
		{"renamed", of(Position{ID: cut, Answer: "A cut"}), []Decision{old(Renamed, cut)}, []string{"Tax -5 %"}, []string{"A cut"}},
		{
			"rejected by this release", of(),
			[]Decision{{Key: PositionKey("Tax 5"), Verdict: Rejected}},
			[]string{"Tax 5", "Tax -5 %"},
			[]string{"Tax -5 %"},
		},
	} {
		v := plain(t, "What tax? Nobody knows.")
		d := FoundDispute{ID: "d1", Title: "What tax?", Passages: []article.Range{{Start: 0, End: 9}}}
		for i, answer := range tt.found {
			d.Positions = append(d.Positions, FoundPosition{ID: string(rune('a' + i)), Answer: answer})
		}
		w := Compose(v, &Analysis{Disputes: []FoundDispute{d}}, NewLibrary(nil, tt.disputes, tt.decisions), nil)
		var got []string
		for _, x := range w.Disputes[0].Answers {
			got = append(got, x.Answer)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: shown are %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestStatementDecidedWithoutSigns rejects a statement under the key of an older release, and under that of this one.
func TestStatementDecidedWithoutSigns(t *testing.T) {
	v := plain(t, "Anna wants taxes on all ships to be +5 %. Anna wants taxes on all ships to be -5 %.")
	one := FoundStatement{ID: "s1", Passages: []article.Range{{Start: 11, End: 41}}}
	two := FoundStatement{ID: "s2", Passages: []article.Range{{Start: 53, End: 83}}}
	if StatementKey(v, &one) == StatementKey(v, &two) || signlessStatementKey(v, &one) != signlessStatementKey(v, &two) {
		t.Fatal("the keys do not differ by the signs")
	}
	for _, tt := range []struct {
		name  string
		d     Decision
		found []FoundStatement
		want  int
	}{
		{"this release", Decision{Key: StatementKey(v, &one), Verdict: Rejected}, []FoundStatement{one, two}, 1},
		{"an older one", Decision{Key: signlessStatementKey(v, &one), Verdict: Rejected, Signless: true}, []FoundStatement{one}, 0},
		{"an older one, of either", Decision{Key: signlessStatementKey(v, &one), Verdict: Rejected, Signless: true}, []FoundStatement{one, two}, 2},
	} {
		w := Compose(v, &Analysis{Statements: tt.found}, NewLibrary(nil, nil, []Decision{tt.d}), nil)
		if len(w.Statements) != tt.want {
			t.Errorf("%s: %d statements, want %d", tt.name, len(w.Statements), tt.want)
		}
	}
}

// TestSignsTellApart composes views of texts that name what differs from the library's by signs alone.
func TestSignsTellApart(t *testing.T) {
	dispute := []Dispute{{ID: ID{9}, Title: "Should the harbour tax become +5 %?"}}
	for _, tt := range []struct {
		title string
		is    bool
	}{{"Should the harbour tax become + 5%?", true}, {"Should the harbour tax become -5 %?", false}} {
		v := plain(t, "Nobody knows.")
		w := Compose(v, &Analysis{Disputes: []FoundDispute{{ID: "d1", Title: tt.title}}}, NewLibrary(nil, dispute, nil), nil)
		if d := w.Disputes[0]; (d.Entity == ID{9}) != tt.is || !tt.is && d.MayBe != (ID{9}) {
			t.Errorf("%q is %v, may be %v", tt.title, d.Entity, d.MayBe)
		}
	}
	actors := []Actor{{ID: ID{1}, Name: "Team C", Kind: Group}, {ID: ID{2}, Name: "Team C#", Kind: Group}}
	for text, want := range map[string]string{"Then Team C++ won.": "", "Then Team C# won.": "Team C#", "Then Team C won.": "Team C"} {
		w := Compose(plain(t, text), nil, NewLibrary(actors, nil, nil), nil)
		got := ""
		for _, a := range w.Actors {
			got += a.Name
		}
		if got != want {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}
