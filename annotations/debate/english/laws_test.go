package english

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/english/text/texttest"
)

// What an analysis has at most.
const (
	maxDisputes = 7
	maxAnswer   = 90 // characters
)

// check reports every way in which an analysis breaks its promises.
func check(t testing.TB, v *article.Version, a *debate.Analysis) {
	t.Helper()
	inside := func(what string, r article.Range) {
		t.Helper()
		if r.Start < 0 || r.End > v.Len() || r.Start >= r.End {
			t.Fatalf("%s is %v in a text of %d", what, r, v.Len())
		}
	}
	tight := func(what string, r article.Range) {
		t.Helper()
		inside(what, r)
		if s := v.Slice(r); strings.TrimSpace(s) != s {
			t.Fatalf("%s has white space at its ends: %q", what, s)
		}
	}
	if a.Schema != debate.Schema || a.Length != v.Len() || a.Language == "" {
		t.Fatalf("head is %q, %d, %q for a text of %d", a.Schema, a.Length, a.Language, v.Len())
	}
	actors := map[string]bool{"": true}
	for _, x := range a.Actors {
		if actors[x.ID] || x.Name == "" || len(x.Mentions) == 0 || x.Aliases == nil || x.Confidence <= 0 || x.Confidence > 1 {
			t.Fatalf("actor %+v", x)
		}
		actors[x.ID] = true
		end := 0
		for _, m := range x.Mentions {
			tight("mention of "+x.Name, m.Range)
			if m.Start < end {
				t.Fatalf("mentions of %s are out of order or overlap at %d", x.Name, m.Start)
			}
			end = m.End
		}
	}
	disputes, positions := map[string]bool{"": true}, map[string]string{}
	if len(a.Disputes) > maxDisputes {
		t.Fatalf("%d disputes", len(a.Disputes))
	}
	for _, d := range a.Disputes {
		if disputes[d.ID] || d.Title == "" || d.Reason == "" || len(d.Passages) == 0 || d.Positions == nil {
			t.Fatalf("dispute %+v", d)
		}
		disputes[d.ID] = true
		end := 0
		for _, p := range d.Passages {
			tight("passage of "+d.Title, p)
			if p.Start < end {
				t.Fatalf("passages of %s overlap at %d", d.Title, p.Start)
			}
			end = p.End
		}
		for _, p := range d.Positions {
			positions[p.ID] = d.ID
		}
	}
	at := 0
	for _, s := range a.Statements {
		if !actors[s.Actor] || !disputes[s.Dispute] || len(s.Passages) == 0 || s.Reason == "" ||
			s.Attribution == debate.AttributionUnknown {
			t.Fatalf("statement %+v", s)
		}
		if s.Position != "" && positions[s.Position] != s.Dispute {
			t.Fatalf("position %s of statement %s is not of %s", s.Position, s.ID, s.Dispute)
		}
		if s.Passages[0].Start < at {
			t.Fatalf("statement %s is out of text order", s.ID)
		}
		at = s.Passages[0].Start
		end := 0
		for _, p := range s.Passages {
			tight("passage of "+s.ID, p)
			if p.Start < end {
				t.Fatalf("passages of %s overlap or are out of order: %v", s.ID, s.Passages)
			}
			end = p.End
		}
		if s.Source != (article.Range{}) {
			tight("source of "+s.ID, s.Source)
		}
		if s.Cue != (article.Range{}) {
			tight("cue of "+s.ID, s.Cue)
		}
	}
}

func analyse(t testing.TB, text string) (*article.Version, *debate.Analysis) {
	t.Helper()
	v := texttest.Version(t, text)
	a, err := Suggest(t.Context(), v)
	if err != nil {
		t.Fatal(err)
	}
	check(t, v, a)
	return v, a
}

// The same text gives the same bytes, and a round trip of the JSON changes nothing.
func TestSuggestIsDeterministic(t *testing.T) {
	for _, text := range append(texttest.Articles(t, "testdata/articles"),
		strings.Join(texttest.Articles(t, "testdata/articles"), "\n\n")) {
		_, a := analyse(t, text)
		want, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			_, b := analyse(t, text)
			got, _ := json.Marshal(b)
			if string(got) != string(want) {
				t.Fatalf("a second run gives\n%s\nthe first gave\n%s", got, want)
			}
		}
		var back debate.Analysis
		if err := json.Unmarshal(want, &back); err != nil {
			t.Fatal(err)
		}
		if again, _ := json.Marshal(&back); string(again) != string(want) {
			t.Fatalf("read back and written again gives\n%s\nwant\n%s", again, want)
		}
	}
}

func TestSuggestEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Suggest(ctx, texttest.Version(t, "Anna Bell said it was over.")); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v, want %v", err, context.Canceled)
	}
}

func TestSuggestOnNothing(t *testing.T) {
	for _, text := range []string{"", " \n\n ", "…", "\"", "'", "•", "12", "Ja."} {
		_, a := analyse(t, text)
		if len(a.Disputes) > 0 || len(a.Statements) > 0 {
			t.Errorf("%q gives %+v", text, a)
		}
	}
}

// Twice the text takes about twice the time: a quadratic step anywhere would take hundreds
// of times as long as an ordinary text of the length, which the factor still lets through.
func TestSuggestOnHostileTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	for name, text := range texttest.Hostile(1 << 18) {
		start := time.Now()
		analyse(t, text)
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s took %s", name, took)
		} else if took > 500*time.Millisecond {
			t.Logf("%s took %s", name, took)
		}
	}
}

// A megabyte of one thing, analysed in one go: what is bounded must be bounded by the text and
// not by its square.
func TestSuggestOnAMegabyte(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	texts := texttest.Hostile(1 << 20)
	for _, name := range []string{
		"straight quotes", "spaced quotes", "single quotes", "capitals", "one word", "words", "whether",
		"whether only", "said", "names", "urged", "opposition",
	} {
		start := time.Now()
		analyse(t, texts[name])
		if took := time.Since(start); took > 40*time.Second {
			t.Errorf("%s took %s", name, took)
		} else if took > 2*time.Second {
			t.Logf("%s took %s", name, took)
		}
	}
}

// What people read beside the text is short, whole and clean.
func TestSuggestedWordsAreClean(t *testing.T) {
	for _, text := range texttest.Articles(t, "testdata/articles") {
		_, a := analyse(t, text)
		for _, d := range a.Disputes {
			clean(t, d.Title, 240)
			clean(t, d.Reason, 200)
			if !strings.HasSuffix(d.Title, "?") && strings.ContainsAny(d.Title[len(d.Title)-1:], ",;:!") {
				t.Errorf("title %q is neither a question nor a topic", d.Title)
			}
			if strings.HasPrefix(d.Title, "What should be done") {
				t.Errorf("title %q asks nothing", d.Title)
			}
			for _, p := range d.Positions {
				clean(t, p.Answer, maxAnswer+1)
				if strings.HasPrefix(p.Answer, "That ") || strings.HasSuffix(p.Answer, ",") {
					t.Errorf("answer %q is not a clean clause", p.Answer)
				}
			}
		}
	}
}

// clean reports words that are too long, begin small, or have half of a pair of marks.
func clean(t *testing.T, s string, most int) {
	t.Helper()
	if n := len([]rune(s)); n > most {
		t.Errorf("%q has %d letters, want at most %d", s, n, most)
	}
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsLower(r) {
		t.Errorf("%q begins with a small letter", s)
	}
	if strings.Count(s, "“") != strings.Count(s, "”") || strings.Count(s, "(") != strings.Count(s, ")") ||
		strings.Count(s, "\"")%2 != 0 || strings.Contains(s, "  ") {
		t.Errorf("%q has half of a pair, or two spaces", s)
	}
}

func FuzzSuggest(f *testing.F) {
	for _, text := range texttest.Articles(f, "testdata/articles") {
		for p := range strings.SplitSeq(text, "\n\n") { // small, since what is new is made smaller first
			f.Add(p)
		}
	}
	for _, text := range texttest.Hostile(80) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			return
		}
		analyse(t, strings.ToValidUTF8(text, "�"))
	})
}

func BenchmarkSuggest(b *testing.B) {
	text := strings.Join(texttest.Articles(b, "testdata/articles"), "\n\n")
	for len(text) < 1<<20 {
		text += "\n\n" + text
	}
	v := texttest.Version(b, text[:1<<20])
	b.SetBytes(1 << 20)
	for b.Loop() {
		if _, err := Suggest(b.Context(), v); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSuggestArticle(b *testing.B) {
	v := texttest.Version(b, texttest.Articles(b, "testdata/articles")[0])
	b.SetBytes(int64(len(v.Text())))
	for b.Loop() {
		if _, err := Suggest(b.Context(), v); err != nil {
			b.Fatal(err)
		}
	}
}

// A countdown is a context that ends after it has been asked so often.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// Wherever the context ends, the analysis ends with its error and without a panic.
func TestSuggestEndsAnywhere(t *testing.T) {
	v := texttest.Version(t, strings.Repeat(strings.Join(texttest.Articles(t, "testdata/articles"), "\n\n")+"\n\n", 8))
	step := 0
	if testing.Short() { // at fewer places, ever farther apart
		step = 8
	}
	for n := 0; ; n++ {
		if step > 0 {
			n += n / step
		}
		a, err := Suggest(&countdown{t.Context(), n}, v)
		if err == nil {
			if n < 40 {
				t.Errorf("the context was asked only %d times", n)
			}
			break
		}
		if a != nil || !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d questions: %v, %v", n, a, err)
		}
	}
}
