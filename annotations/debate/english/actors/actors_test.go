package actors_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/english/text/texttest"
)

func find(t testing.TB, s string) *actors.Set {
	t.Helper()
	d, err := text.Read(t.Context(), texttest.Version(t, s))
	if err != nil {
		t.Fatal(err)
	}
	as, err := actors.Find(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	check(t, as)
	return as
}

// check reports every way in which a set breaks its promises.
func check(t testing.TB, as *actors.Set) {
	t.Helper()
	end := 0
	for i, n := range as.Names {
		if n.First < end || n.Last <= n.First || n.Last > len(as.Tokens) || n.Actor >= len(as.Actors) {
			t.Fatalf("name %d is %+v, the one before ends with token %d", i, n, end)
		}
		end = n.Last
		for k := n.First; k < n.Last; k++ {
			if as.NameAt(k) != i {
				t.Fatalf("token %d of name %d is of name %d", k, i, as.NameAt(k))
			}
		}
	}
	for i := range as.Tokens {
		if n := as.NameAt(i); n >= 0 && (i < as.Names[n].First || i >= as.Names[n].Last) {
			t.Fatalf("token %d is of name %d, which is %+v", i, n, as.Names[n])
		}
	}
	for i, a := range as.Actors {
		end := 0
		for _, m := range a.Mentions {
			if m.Start < end || m.End <= m.Start || m.Start != int(as.Tokens[m.Token].Start) {
				t.Fatalf("mention of actor %d, %s, is %+v, the one before ends at %d", i, a.Name, m, end)
			}
			end = m.End
		}
	}
	for _, i := range []int{-1, len(as.Tokens)} {
		if as.NameAt(i) >= 0 || as.CapitalInside(i) || as.Modifies(i) || as.Joined(i) {
			t.Fatalf("token %d, outside the text, has properties", i)
		}
	}
}

var classes = map[actors.Class]string{
	actors.Unknown: "unknown", actors.Person: "person", actors.Organisation: "body", actors.Quiet: "quiet",
	actors.State: "state", actors.Group: "group", actors.Place: "place",
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // class, name, aliases in brackets, role; those that are not dropped
	}{
		{
			"a person by several names", "Finance Minister Olga Brandt resigned. Mrs Brandt, 51, gave no reason. Brandt left.",
			[]string{"person Olga Brandt [Brandt] Finance Minister"},
		},
		{
			"initials and spellings", "Volodymyr Zelenskyy left. V. Zelensky said nothing.",
			[]string{"person Volodymyr Zelenskyy [V. Zelensky]"},
		},
		{
			"a state, its people and its seat", "The United States refused. Washington said it was late. American troops left.",
			[]string{"state United States [Washington American]"},
		},
		{
			"an acronym", "The Union of Harbour Pilots (UHP) voted to strike. The UHP has 90 members.",
			[]string{"body Union of Harbour Pilots [UHP]"},
		},
		{
			"a role behind the name", "Rolf Dahl, a scholar at the institute, objected.",
			[]string{"person Rolf Dahl [] scholar at the institute"},
		},
		{"places and months do not take part", "Talks in Geneva ended in March. Delegates flew home from Switzerland.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, a := range find(t, c.text).Actors {
				if !a.Dropped {
					got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %v %s", classes[a.Class], a.Name, a.Aliases(), a.Role())))
				}
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("actors are %q, want %q", got, c.want)
			}
		})
	}
}

// nothing is a Context in which nobody has spoken.
type nothing struct{}

func (nothing) Speaker(int) int                                  { return -1 }
func (nothing) SourceBefore(_, _ int) (_ actors.Source, ok bool) { return actors.Source{}, false }

// spoken is a Context in which one actor speaks everywhere.
type spoken int

func (s spoken) Speaker(int) int { return int(s) }

func (s spoken) SourceBefore(_, _ int) (actors.Source, bool) {
	return actors.Source{Actor: int(s)}, true
}

func TestResolve(t *testing.T) {
	for _, c := range []struct {
		name, text, phrase string
		want               string // the name of the actor; "-" for nobody known
	}{
		{"a name", "The mayor met Anna Bell and left.", "Anna Bell", "Anna Bell"},
		{"he", "Peter Vance signed the treaty. Then he left.", "he", "Peter Vance"},
		{"she is not a man", "Peter Vance signed the treaty. Then she left.", "she", "-"},
		{"a role", "The envoy Peter Vance met the mayor, Carla Stein. The envoy left.", "The envoy left", "Peter Vance"},
		{
			"a body by its head", "The Union of Harbour Pilots refused the offer. Then the union met.", "the union met",
			"Union of Harbour Pilots",
		},
		{
			"its spokesman", "Ostler Mining rejected the charge. A spokesman for Ostler Mining smiled.", "A spokesman for Ostler Mining",
			"Ostler Mining",
		},
		{"the side of a state", "Russia refused. The Russian side left.", "The Russian side left", "Russia"},
		{"an unnamed official", "Russia refused. A senior official left.", "A senior official", "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			as := find(t, c.text)
			i := strings.LastIndex(c.text, c.phrase)
			end := 0
			for end < len(as.Tokens) && int(as.Tokens[end].Start) < i+len(c.phrase) {
				end++
			}
			for as.Finite(end - 1) {
				end--
			}
			lo := as.Sentences[as.Tokens[end-1].Sentence].First
			who, ok := as.Resolve(end, lo, nothing{})
			got := "-"
			if who.Actor >= 0 {
				got = as.Actors[who.Actor].Name
			}
			if !ok || got != c.want {
				t.Errorf("Resolve = %+v, %t: %q is %s, want %s", who, ok, as.Slice(who.First, who.Last), got, c.want)
			}
		})
	}
}

// Who spoke before decides about pronouns for which the names decide nothing.
func TestResolveInContext(t *testing.T) {
	as := find(t, "Ostler Mining is a firm. It was late. Later it left.")
	end := len(as.Tokens) - 2 // before "left."
	lo := as.Sentences[as.Tokens[end-1].Sentence].First
	if who, ok := as.Resolve(end, lo, nothing{}); ok || who.Actor >= 0 {
		t.Errorf("where nobody has spoken, it is %+v", who)
	}
	if who, ok := as.Resolve(end, lo, spoken(0)); !ok || who.Actor != 0 {
		t.Errorf("where the firm has spoken, it is %+v, %t", who, ok)
	}
}

func TestClone(t *testing.T) {
	as := find(t, "Peter Vance signed the treaty. Then he left. Zork is a thing.")
	before := fmt.Sprintf("%+v %+v", as.Names, dump(as))
	c := as.Clone()
	if got := fmt.Sprintf("%+v %+v", c.Names, dump(c)); got != before {
		t.Errorf("the clone is %s, want %s", got, before)
	}
	he := 7
	if !as.Is(he, "he") {
		t.Fatalf("token %d is %q", he, as.Word(he).Text)
	}
	c.Refer(actors.Source{First: he, Last: he + 1, Actor: 0})
	for _, a := range c.Actors {
		a.Speaks("say")
	}
	if n := len(c.Actors[0].Mentions); n != 2 {
		t.Errorf("the clone has %d mentions", n)
	}
	if got := fmt.Sprintf("%+v %+v", as.Names, dump(as)); got != before {
		t.Errorf("after the clone was changed, the set is %s, want %s", got, before)
	}
}

func dump(as *actors.Set) (out []actors.Actor) {
	for _, a := range as.Actors {
		out = append(out, *a)
	}
	return out
}

func TestFindEndsWithItsContext(t *testing.T) {
	d, err := text.Read(t.Context(), texttest.Version(t, "Anna Bell left."))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if as, err := actors.Find(ctx, d); !errors.Is(err, context.Canceled) || as != nil {
		t.Errorf("Find = %v, %v, want nil, %v", as, err, context.Canceled)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range texttest.Articles(f, "../testdata/articles") {
		f.Add(s[:900])
	}
	for _, s := range texttest.Hostile(200) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 1<<13 {
			find(t, strings.ToValidUTF8(s, "�"))
		}
	})
}
