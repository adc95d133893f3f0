package anchor_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

func version(t testing.TB, text string) *article.Version {
	t.Helper()
	v, err := article.NewVersion(text, []article.Block{{Range: article.Range{End: utf8.RuneCountInString(text)}}}, article.Meta{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func FuzzDescribeThenPlace(f *testing.F) {
	f.Add("“We are almost done.” He said so. “We are almost done.”", 34, 20)
	f.Add("漢字かな交じり文\U0001F91D e\u0301", 2, 3)
	f.Fuzz(func(t *testing.T, text string, start, length int) {
		n := utf8.RuneCountInString(text)
		if !utf8.ValidString(text) || start < 0 || length <= 0 || start >= n || length > n-start {
			t.Skip()
		}
		v := version(t, text)
		r := article.Range{Start: start, End: start + length}
		a := anchor.Describe(v, r)
		if a.Exact != v.Slice(r) || !strings.HasSuffix(v.Slice(article.Range{End: start}), a.Prefix) ||
			!strings.HasPrefix(v.Slice(article.Range{Start: r.End, End: n}), a.Suffix) {
			t.Fatalf("Describe(%v) = %+v", r, a)
		}
		for _, old := range []*article.Version{v, nil} {
			p, err := anchor.Place(t.Context(), old, v, []anchor.Anchor{a})
			if err != nil || p[0].Range != r || p[0].State != anchor.Exact {
				t.Errorf("Place(%+v) = %+v, %v, want %v", a, p, err, r)
			}
		}
	})
}

func TestPlaceInAChangedText(t *testing.T) {
	old := version(t, "First things. The envoy said that only two questions were open. Then he left. Nobody answered him.")
	passage := func(words string) article.Range {
		at := utf8.RuneCountInString(old.Text()[:strings.Index(old.Text(), words)])
		return article.Range{Start: at, End: at + utf8.RuneCountInString(words)}
	}
	tests := []struct {
		name, words, text string
		state             anchor.State
		found             int // byte offset in text; -1 for none
	}{
		{"shifted", "only two questions were open", "A new lead. The envoy said that only two questions were open.", anchor.Exact, 32},
		{"gone", "only two questions were open", "The envoy left.", anchor.Unattached, -1},
		{"two alike places", "only two questions were open", "x only two questions were open y only two questions were open z", anchor.Review, -1},
		{"the context decides", "only two questions were open", "x only two questions were open y. The envoy said that only two questions were open. Then he left. Nobody answered him.", anchor.Exact, 54},
		{"two alike places, the old text gone", "only two questions were open", "x only two questions were open y only two questions were open z", anchor.Review, -1},
		{"too short to be sure, the old text gone", "he left", "Somebody else says that he left.", anchor.Unattached, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := anchor.Describe(old, passage(tt.words))
			from := old
			if strings.HasSuffix(tt.name, "gone") {
				from = nil
			}
			p, err := anchor.Place(t.Context(), from, version(t, tt.text), []anchor.Anchor{a})
			if err != nil {
				t.Fatal(err)
			}
			if p[0].State != tt.state || tt.found >= 0 && p[0].Range.Start != tt.found {
				t.Errorf("Place = %+v, want state %d at %d", p[0], tt.state, tt.found)
			}
		})
	}
}

// TestPunctuationStaysWithItsWord: the marks at the ends of a passage are found with it, though others of their kind stand nearer in
// the order of the texts.
func TestPunctuationStaysWithItsWord(t *testing.T) {
	first := "The status of the eastern provinces is still open. Officials %s a second referendum."
	plan := "A plan for the power plant is further along. Under it, both sides would share the output, and an agency would run the switchyard."
	last := "If there is a text by then, it goes to both capitals. A spokeswoman called that “possible, perhaps likely”."
	old := version(t, fmt.Sprintf(first, "did not rule out")+"\n\n"+plan+" Nobody has said who pays for it.\n\nWhat comes next\n\n"+last)
	now := version(t, fmt.Sprintf(first, "ruled out")+"\n\nWhat comes next\n\n"+last+"\n\n"+plan)
	tests := []struct {
		words, want string
		states      []anchor.State
		why         string
	}{
		{"Officials did not rule out a second referendum.", "Officials ruled out a second referendum.", []anchor.State{anchor.Review}, "“did not rule” became “ruled”"},
		{"second referendum.", "second referendum.", []anchor.State{anchor.Exact}, ""},
		{"A spokeswoman called that “possible, perhaps likely”.", "A spokeswoman called that “possible, perhaps likely”.", []anchor.State{anchor.Exact, anchor.Moved}, ""},
		{plan, plan, []anchor.State{anchor.Exact, anchor.Moved}, ""},
	}
	for _, tt := range tests {
		at := utf8.RuneCountInString(old.Text()[:strings.Index(old.Text(), tt.words)])
		a := anchor.Describe(old, article.Range{Start: at, End: at + utf8.RuneCountInString(tt.words)})
		p, err := anchor.Place(t.Context(), old, now, []anchor.Anchor{a})
		if err != nil {
			t.Fatal(err)
		}
		if got := now.Slice(p[0].Range); got != tt.want || !slices.Contains(tt.states, p[0].State) || p[0].Why != tt.why {
			t.Errorf("Place(%q) = %q, state %d, %q; want %q, one of %d, %q", tt.words, got, p[0].State, p[0].Why, tt.want, tt.states, tt.why)
		}
	}
}
