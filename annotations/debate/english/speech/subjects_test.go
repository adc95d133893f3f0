package speech_test

import "testing"

func TestIntroduced(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Leona Park said that the plan was dead, leaving the row open.", "the plan was dead"},
		{"The plan will fail in the end, Leona Park said.", "The plan will fail in the end"},
		{"According to Leona Park, the plan was dead.", "the plan was dead"},
		{"Leona Park told the board that the plan was dead.", "the plan was dead"},
		{"Leona Park said in London: the plan was dead.", "the plan was dead"},
		{"Leona Park spoke and said on Monday.", ""},
	} {
		r := find(t, c.text)
		cues := r.CuesOf(0)
		if len(cues) == 0 {
			t.Errorf("there is no cue in %q", c.text)
			continue
		}
		if got := r.Slice(r.Introduced(&cues[len(cues)-1])); got != c.want {
			t.Errorf("the cue in %q introduces %q, want %q", c.text, got, c.want)
		}
	}
}

func TestSubjectCue(t *testing.T) {
	for _, c := range []struct {
		text, verb string
		want       string // the actor; "-" for nobody known, "" for no cue
	}{
		{"Leona Park opposed the plan of the board.", "opposed", "Leona Park"},
		{"Leona Park, who runs the port, opposed the plan.", "opposed", "Leona Park"},
		{"Leona Park met the board and opposed the plan.", "opposed", "Leona Park"},
		{"A senior official opposed the plan of the board.", "opposed", "-"},
		{"Opposed by all, the plan fell in the end.", "opposed", ""},
	} {
		r := find(t, c.text)
		for i := range r.Tokens {
			if !r.Is(i, c.verb) {
				continue
			}
			got := ""
			if x, ok := r.SubjectCue(i, i+1, 0, 0, "oppose", '-'); ok {
				if got = "-"; x.Source.Actor >= 0 {
					got = r.Actors[x.Source.Actor].Name
				}
				if x.First != i || x.Last != i+1 || x.Base != "oppose" || x.Group != '-' {
					t.Errorf("the cue in %q is %+v", c.text, x)
				}
			}
			if got != c.want {
				t.Errorf("who opposes in %q is %q, want %q", c.text, got, c.want)
			}
		}
	}
}
