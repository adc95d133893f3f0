package actors_test

import (
	"strings"
	"testing"

	"parley/annotations/debate/english/actors"
)

// named returns the name that words are part of.
func named(t *testing.T, as *actors.Set, words string) *actors.Name {
	t.Helper()
	for i := range as.Names {
		if n := &as.Names[i]; as.Slice(n.First, n.Last) == words {
			return n
		}
	}
	t.Fatalf("%q is no name in %q", words, as.Text)
	return nil
}

func TestActs(t *testing.T) {
	for _, c := range []struct {
		text, name string
		want       bool
	}{
		{"Russia rejects the plan of the union today.", "Russia", true},
		{"The plan of Russia fails for good today.", "Russia", false},
		{"Talks in Russia failed on Monday in the end.", "Russia", false},
		{"Russia, which has lost, rejects the plan of the union.", "Russia", true},
		{"Poland and Norway favour the plan of the union.", "Poland", true},
		{"Anna Bell (51) left the union on Monday.", "Anna Bell", true},
		{"Russia's plan failed on Monday in the end.", "Russia", false},
		{"The Russian plan failed on Monday in the end.", "Russian", false},
	} {
		as := find(t, c.text)
		if got := as.Acts(named(t, as, c.name)); got != c.want {
			t.Errorf("%s acts in %q: %t, want %t", c.name, c.text, got, c.want)
		}
	}
}

func TestModifies(t *testing.T) {
	as := find(t, "The outgoing Russian envoy said that Kim and the two old men left.")
	for word, want := range map[string]bool{
		"the": true, "outgoing": true, "russian": true, "envoy": true, "said": false, "kim": true, "two": true, "old": true, "left": false,
	} {
		for i := range as.Tokens {
			if as.Is(i, word) {
				if got := as.Modifies(i); got != want {
					t.Errorf("Modifies(%q) = %t, want %t", word, got, want)
				}
				break
			}
		}
	}
}

func TestSubject(t *testing.T) {
	const s = "In Norway Anna Bell met Bert Cole on Monday."
	as := find(t, s)
	anyone := func(int) bool { return true }
	a := as.Subject(0, len(as.Tokens), anyone)
	if a < 0 || as.Actors[a].Name != "Anna Bell" {
		t.Errorf("the subject of %q is %d", s, a)
	}
	if a := as.Subject(0, named(t, as, "Anna Bell").First, anyone); a >= 0 {
		t.Errorf("before Anna Bell the subject is %s", as.Actors[a].Name)
	}
	if a := as.Subject(0, len(as.Tokens), func(a int) bool { return as.Actors[a].Name == "Bert Cole" }); a >= 0 {
		t.Errorf("the object is the subject")
	}
}

func TestCapitalInside(t *testing.T) {
	as := find(t, "Trade is slow. The Trade is not. Steel is dear.")
	for i, want := range map[int]bool{0: true, 5: true, 9: false} {
		if got := as.CapitalInside(i); got != want {
			t.Errorf("CapitalInside(%q) = %t, want %t", as.Word(i).Text, got, want)
		}
	}
}

// What the text says of an actor decides how sure it is one.
func TestConfidence(t *testing.T) {
	as := find(t, "Finance Minister Olga Brandt left. Leeds said it would pay. The Daily Post wrote that Zork fell.")
	sure := map[string]float64{}
	for _, a := range as.Actors {
		if c := a.Confidence(); c < 0 || c > 0.98 {
			t.Errorf("%s has a confidence of %g", a.Name, c)
		} else {
			sure[a.Name] = c
		}
	}
	for name, c := range sure {
		if name != "Olga Brandt" && c >= sure["Olga Brandt"] {
			t.Errorf("%s is as sure as a minister: %v", name, sure)
		}
	}
	if !strings.Contains(as.Actors[0].Role(), "Finance Minister") {
		t.Errorf("the role is %q", as.Actors[0].Role())
	}
}
