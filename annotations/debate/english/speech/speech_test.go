package speech_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/speech"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/english/text/texttest"
)

// parse returns what the stages before make of s.
func parse(t testing.TB, s string) *actors.Set {
	t.Helper()
	d, err := text.Read(t.Context(), texttest.Version(t, s))
	if err != nil {
		t.Fatal(err)
	}
	as, err := actors.Find(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return as
}

func find(t testing.TB, s string) *speech.Result {
	t.Helper()
	r, err := speech.Find(t.Context(), parse(t, s))
	if err != nil {
		t.Fatal(err)
	}
	check(t, r)
	return r
}

// check reports every way in which a result breaks its promises.
func check(t testing.TB, r *speech.Result) {
	t.Helper()
	n := 0
	for s := range r.Sentences {
		for _, c := range r.CuesOf(s) {
			if c.Sentence != s || c.First >= c.Last || c.Source.Actor >= len(r.Actors) {
				t.Fatalf("cue of sentence %d is %+v", s, c)
			}
			n++
		}
		if a := r.Speaker(s); a < -1 || a >= len(r.Actors) {
			t.Fatalf("sentence %d is by actor %d", s, a)
		}
	}
	for _, c := range r.Cues[n:] {
		if c.Base != "dash" {
			t.Fatalf("cue behind those of the sentences is %+v", c)
		}
	}
	at := 0
	for i, s := range r.Statements {
		if len(s.Passages) == 0 || s.Actor >= len(r.Actors) || s.Reason == "" || s.Attribution == debate.AttributionUnknown ||
			s.Content[0] > s.Content[1] {
			t.Fatalf("statement %d is %+v", i, s)
		}
		if s.Passages[0][0] < at || s.End != s.Passages[len(s.Passages)-1][1] {
			t.Fatalf("statement %d begins at %d and ends at %d, the one before begins at %d: %+v", i, s.Passages[0][0], s.End, at, s)
		}
		at = s.Passages[0][0]
	}
}

func TestStatements(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // speaker, attribution, base of the cue, words
	}{
		{"a cue behind the quote", "“We will not move,” said Peter Vance.", []string{"Peter Vance direct say: We will not move,"}},
		{
			"a quote in two parts", "“We tried hard,” Leona Park said. “Then we failed again.” Nobody left.",
			[]string{"Leona Park direct say: We tried hard, … Then we failed again."},
		},
		{
			"a few quoted words", "Leona Park called the plan “a fence” on Monday.",
			[]string{"Leona Park partial call: the plan “a fence” on Monday"},
		},
		{
			"in the author's words", "Leona Park said that the plan would cost jobs.",
			[]string{"Leona Park paraphrase say: the plan would cost jobs"},
		},
		{
			"according to", "According to Leona Park, the plan would cost jobs.",
			[]string{"Leona Park paraphrase according: the plan would cost jobs"},
		},
		{"a pronoun", "Leona Park left early. “We failed,” she said.", []string{"Leona Park direct say: We failed,"}},
		{"nobody known", "“It will leak by Friday,” a senior official said.", []string{"- anonymous say: It will leak by Friday,"}},
		{"a line of dialogue", "— We failed today, said Leona Park.", []string{"Leona Park direct say: We failed today"}},
		{"a condition is not said", "If Leona Park said that the plan was dead, it would be.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := find(t, c.text)
			var got []string
			for _, s := range r.Statements {
				who := "-"
				if s.Actor >= 0 {
					who = r.Actors[s.Actor].Name
				}
				var words []string
				for _, p := range s.Passages {
					words = append(words, r.Text[p[0]:p[1]])
				}
				got = append(got, fmt.Sprintf("%s %s %s: %s", who, s.Attribution, s.Base, strings.Join(words, " … ")))
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("statements are %q, want %q", got, c.want)
			}
		})
	}
}

func TestContext(t *testing.T) {
	r := find(t, "Leona Park said that the plan was dead and denied that it ever lived. Nobody left.")
	if a := r.Speaker(0); a < 0 || r.Actors[a].Name != "Leona Park" || r.Speaker(1) >= 0 {
		t.Errorf("sentences are by %d and %d", a, r.Speaker(1))
	}
	cues := r.CuesOf(0)
	if len(cues) != 2 || cues[0].Base != "say" || cues[1].Base != "deny" || cues[1].Group != '-' {
		t.Fatalf("cues are %+v", cues)
	}
	if _, ok := r.SourceBefore(0, cues[0].First); ok {
		t.Error("there is a source before the first cue")
	}
	if who, ok := r.SourceBefore(0, cues[1].First); !ok || who != cues[0].Source {
		t.Errorf("the source before the second cue is %+v, %t, want %+v", who, ok, cues[0].Source)
	}
	if _, ok := r.SourceBefore(1, len(r.Tokens)); ok {
		t.Error("the second sentence has a source")
	}
}

// What is learnt of the actors stays out of the set that was given.
func TestFindLeavesTheSetAlone(t *testing.T) {
	as := parse(t, "Leona Park left early. “We failed,” she said. The mayor, Zork Blip, left. “No.” — Zark")
	dump := func() (out []string) {
		for _, a := range as.Actors {
			out = append(out, fmt.Sprintf("%+v", *a))
		}
		return out
	}
	before := dump()
	r, err := speech.Find(t.Context(), as)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(r.Actors[0].Mentions); n != 2 {
		t.Errorf("%s is mentioned %d times, want 2", r.Actors[0].Name, n)
	}
	if got := dump(); !reflect.DeepEqual(got, before) {
		t.Errorf("the set is\n%q, it was\n%q", got, before)
	}
}

func TestFindEndsWithItsContext(t *testing.T) {
	as := parse(t, "“We failed,” said Leona Park.")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r, err := speech.Find(ctx, as); !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("Find = %v, %v, want nil, %v", r, err, context.Canceled)
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
