package contest_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/contest"
	"parley/annotations/debate/english/speech"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/english/text/texttest"
)

// parse returns what the stages before make of s.
func parse(t testing.TB, s string) *speech.Result {
	t.Helper()
	d, err := text.Read(t.Context(), texttest.Version(t, s))
	if err != nil {
		t.Fatal(err)
	}
	as, err := actors.Find(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	said, err := speech.Find(t.Context(), as)
	if err != nil {
		t.Fatal(err)
	}
	return said
}

const quarrel = "Russia rejects the gas embargo. Ukraine wants the gas embargo.\n\nThe two states are at odds over the gas embargo."

func TestFind(t *testing.T) {
	said := parse(t, quarrel)
	r, err := contest.Find(t.Context(), said)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Disputes) != 1 || !strings.Contains(r.Disputes[0].Title, "gas embargo") || len(r.Disputes[0].Passages) < 2 {
		t.Fatalf("disputes are %+v", r.Disputes)
	}
	stances := map[string]debate.Stance{}
	for _, s := range r.Statements {
		if s.Dispute == 0 && s.Actor >= 0 {
			stances[r.Actors.Actors[s.Actor].Name] = s.Stance
		}
	}
	if stances["Russia"] != debate.Opposes || stances["Ukraine"] != debate.Supports {
		t.Errorf("stances are %v", stances)
	}
}

func TestFindNothing(t *testing.T) {
	said := parse(t, "Leona Park said that the garden was green. It rained on Monday.")
	r, err := contest.Find(t.Context(), said)
	if err != nil || len(r.Disputes) > 0 || len(r.Statements) != len(said.Statements) {
		t.Errorf("Find = %+v, %v", r, err)
	}
}

func TestFindEndsWithItsContext(t *testing.T) {
	said := parse(t, quarrel)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r, err := contest.Find(ctx, said); !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("Find = %v, %v, want nil, %v", r, err, context.Canceled)
	}
}

// A wish that nobody opposes is at most a possible dispute; one that somebody opposes is a dispute.
func TestWishesAreNoDisputes(t *testing.T) {
	for _, c := range []struct {
		text     string
		disputed bool
	}{
		{"Leona Park called for a second bridge over the Tarn on Monday. She said the town had grown. The council will meet in May.", false},
		{"Leona Park called for a second bridge over the Tarn on Monday. Tomas Keane opposes the second bridge over the Tarn. The council will meet in May.", true},
	} {
		r, err := contest.Find(t.Context(), parse(t, c.text))
		if err != nil {
			t.Fatal(err)
		}
		disputed := false
		for _, x := range r.Disputes {
			disputed = disputed || x.Confidence >= 0.5
		}
		if disputed != c.disputed {
			t.Errorf("disputed is %t in %q: %+v", disputed, c.text, r.Disputes)
		}
	}
}
