package text_test

import (
	"strings"
	"testing"

	"parley/annotations/debate/english/text"
)

// where returns the first token that is word.
func where(t *testing.T, d *text.Document, word string) int {
	t.Helper()
	for i := range d.Tokens {
		if d.Is(i, word) {
			return i
		}
	}
	t.Fatalf("%q is not in %q", word, d.Text)
	return -1
}

func TestStanceVerb(t *testing.T) {
	for _, c := range []struct {
		text, verb string
		pro        bool
		object     string // with which what it is about begins; "" if it is neither for nor against
	}{
		{"The union wants higher pay for its members now.", "wants", true, "higher"},
		{"The union opposes the plan of the firm today.", "opposes", false, "the"},
		{"The union calls for talks about the pay soon.", "calls", true, "talks"},
		{"The union insists on talks about the pay soon.", "insists", true, "talks"},
		{"The union ruled out talks about the pay soon.", "ruled", false, "talks"},
		{"The union will not accept the offer of the firm.", "will", false, "accept"},
		{"The union ruled on the offer of the firm today.", "ruled", false, ""},
		{"The union paints the hall of its members today.", "paints", false, ""},
	} {
		d := read(t, c.text)
		pro, at := d.StanceVerb(where(t, d, c.verb))
		if pro != c.pro || (at > 0) != (c.object != "") || at > 0 && !d.Is(at, c.object) {
			t.Errorf("%q in %q: %t, %q, want %t, %q", c.verb, c.text, pro, d.Word(at).Text, c.pro, c.object)
		}
	}
}

func TestPhraseEnd(t *testing.T) {
	for s, want := range map[string]string{
		"the envoy of the old king, who left the hall.": "the envoy of the old king",
		"the envoy of the old king said he was late.":   "the envoy of the old king",
		"the firm-based union (of pilots) left today.":  "the firm-based union",
	} {
		d := read(t, s)
		if got := d.Slice(0, d.PhraseEnd(0)); got != want {
			t.Errorf("the phrase at the beginning of %q is %q, want %q", s, got, want)
		}
	}
}

func TestVerbs(t *testing.T) {
	d := read(t, "The plan was criticised by the astronomer, and then they will paint the old hall.")
	for word, want := range map[string][3]bool{ // finite, verbal, an agent noun
		"was": {true, true, false}, "criticised": {false, true, false}, "astronomer": {false, false, true}, "will": {true, false, false},
		"paint": {true, true, false}, "hall": {false, false, false},
	} {
		i := where(t, d, word)
		if got := [3]bool{d.Finite(i), d.Verbal(i), d.AgentNoun(i)}; got != want {
			t.Errorf("%q is finite, verbal, agent: %v, want %v", word, got, want)
		}
	}
	if !d.Passive(where(t, d, "criticised"), 0) || d.Passive(where(t, d, "paint"), 0) {
		t.Error("passive is told wrongly")
	}
}

func TestTitleCase(t *testing.T) {
	for s, want := range map[string]bool{
		"Union Rejects Offer From Harbour Board":       true,
		"Union rejects offer from the harbour board":   false,
		"The union of pilots rejects the firm's offer": false,
	} {
		d := read(t, s+"\n\nIt rained on Monday.")
		if got := d.TitleCase(d.Sentences[0]); got != want {
			t.Errorf("TitleCase of %q = %t, want %t", s, got, want)
		}
	}
}

func TestLayout(t *testing.T) {
	d := read(t, "A title\n\nA paragraph. It ends.\n\n• one item\n• another item")
	var got []string
	for _, l := range d.Lines {
		got = append(got, string("bhid"[l.Place])+" "+d.Text[l.Start:l.End])
	}
	if s, want := strings.Join(got, "|"), "h A title|b A paragraph. It ends.|i one item|i another item"; s != want {
		t.Errorf("lines are %q, want %q", s, want)
	}
	for s, want := range map[string]int{"• a": 4, "- a": 2, "12. a": 4, "3) a": 3, "-a": 0, "a": 0, "123. a": 0, "": 0, "  * a": 4} {
		if got := text.Bullet(s); got != want {
			t.Errorf("Bullet(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestFlat(t *testing.T) {
	for s, want := range map[string]string{"": "", " a\n\u00a0 b\t": "a b", "a": "a"} {
		if got := text.Flat(s); got != want {
			t.Errorf("Flat(%q) = %q, want %q", s, got, want)
		}
	}
}
