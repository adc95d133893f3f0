package text_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/english/text/texttest"
)

func read(t testing.TB, s string) *text.Document {
	t.Helper()
	d, err := text.Read(t.Context(), texttest.Version(t, s))
	if err != nil {
		t.Fatal(err)
	}
	check(t, d)
	return d
}

// check reports every way in which a document breaks its promises.
func check(t testing.TB, d *text.Document) {
	t.Helper()
	at, sentence, token := 0, 0, 0
	for i, l := range d.Lines {
		if l.Start < at || l.End <= l.Start || strings.TrimSpace(d.Text[l.Start:l.End]) != d.Text[l.Start:l.End] {
			t.Fatalf("line %d is %d to %d, after %d: %q", i, l.Start, l.End, at, d.Text[l.Start:l.End])
		}
		at = l.End
		if l.Sentences[0] != sentence || l.Sentences[1] < sentence || l.Sentences[1] > len(d.Sentences) {
			t.Fatalf("sentences of line %d are %v, the line before ends with %d", i, l.Sentences, sentence)
		}
		for ; sentence < l.Sentences[1]; sentence++ {
			s := d.Sentences[sentence]
			if s.First != token || s.Last <= s.First || s.Line != i {
				t.Fatalf("sentence %d of line %d is %+v, the one before ends with token %d", sentence, i, s, token)
			}
			for ; token < s.Last; token++ {
				x := d.Tokens[token]
				if int(x.Sentence) != sentence || int(x.Start) < l.Start || int(x.End) > l.End || x.End <= x.Start {
					t.Fatalf("token %d of sentence %d is %+v", token, sentence, x)
				}
				if token > 0 && x.Start < d.Tokens[token-1].End {
					t.Fatalf("token %d overlaps the one before", token)
				}
				if got := d.Slice(token, token+1); got != d.Word(token).Text {
					t.Fatalf("token %d is %q, its word is %q", token, got, d.Word(token).Text)
				}
			}
		}
	}
	if sentence != len(d.Sentences) || token != len(d.Tokens) {
		t.Fatalf("the lines have %d of %d sentences and %d of %d tokens", sentence, len(d.Sentences), token, len(d.Tokens))
	}
	for i, q := range d.Quotes {
		if q.Open >= q.Start || q.Start > q.End || q.End > q.Close || i > 0 && q.Open < d.Quotes[i-1].Open {
			t.Fatalf("quote %d is %+v", i, q)
		}
		if q.Depth == 0 && q.Tokens[1] > 0 && (d.QuoteAt(q.Tokens[0]) != i || d.QuoteAt(q.Tokens[1]-1) != i || !d.OpensAt(q.Tokens[0])) {
			t.Fatalf("quote %d has tokens %v of quotes %d, %d", i, q.Tokens, d.QuoteAt(q.Tokens[0]), d.QuoteAt(q.Tokens[1]-1))
		}
		if q.Next >= 0 && d.Quotes[q.Next].Prev != i {
			t.Fatalf("quote %d goes on in %d, which goes on from %d", i, q.Next, d.Quotes[q.Next].Prev)
		}
	}
}

// sentences returns the sentences of d, with a bar between two tokens.
func sentences(d *text.Document) (out []string) {
	for _, s := range d.Sentences {
		var words []string
		for i := s.First; i < s.Last; i++ {
			words = append(words, d.Word(i).Text)
		}
		out = append(out, strings.Join(words, "|"))
	}
	return out
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{
			"abbreviations", "Mr. Bell met J. Keane in the U.S. on Monday. It rained.",
			[]string{"Mr.|Bell|met|J.|Keane|in|the|U.S.|on|Monday|.", "It|rained|."},
		},
		{"numbers", "It cost 1,200.50 crowns. No. 7 won.", []string{"It|cost|1,200.50|crowns|.", "No|.", "7|won|."}},
		{"possessives", "Bell's dog and the workers' hall burned.", []string{"Bell|'s|dog|and|the|workers|'|hall|burned|."}},
		{"hyphens only where a part is known", "The US-China talks were hard-won.", []string{"The|US|-|China|talks|were|hard-won|."}},
		{
			"none ends inside a quote", "“It is over. Go home,” Bell said. He left.",
			[]string{"“|It|is|over|.|Go|home|,|”|Bell|said|.", "He|left|."},
		},
		{"a question and its cue", "“Who pays?” asked Bell. Nobody did.", []string{"“|Who|pays|?|”|asked|Bell|.", "Nobody|did|."}},
		{"none crosses a line", "A title\n\nFirst. Second", []string{"A|title", "First|.", "Second"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := sentences(read(t, c.text)); fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("sentences are %q, want %q", got, c.want)
			}
		})
	}
}

func TestQuotes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // what is quoted, with the depth before it
	}{
		{"nested", "“He said ‘no’ and left,” said Bell.", []string{"0 He said ‘no’ and left,", "1 no"}},
		{"apostrophes are none", "The workers' and Bell's '90s songs don't count.", nil},
		{"straight", "\"Go,\" she said, \"now.\"", []string{"0 Go,", "0 now."}},
		{"marks that are mixed up", "\"We left,” said Bell. “Go,\" she said. “Stay,“ he said.", []string{"0 We left,", "0 Go,", "0 Stay,"}},
		{"guillemets", "«Nein», sagte Bell.", []string{"0 Nein"}},
		{"runs on", "“One.\n\n“Two.”", []string{"0 One.", "0 Two."}},
		{"unclosed", "“One.\n\nTwo.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, c.text)
			var got []string
			for _, q := range d.Quotes {
				got = append(got, fmt.Sprint(q.Depth, " ", d.Text[q.Start:q.End]))
			}
			if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", c.want) {
				t.Errorf("quotes are %q, want %q", got, c.want)
			}
		})
	}
	if d := read(t, "“One.\n\n“Two.”"); len(d.Quotes) != 2 || d.Quotes[0].Next != 1 || !d.Quotes[0].RunsOn {
		t.Errorf("a quote in two paragraphs is %+v", d.Quotes)
	}
}

func TestWords(t *testing.T) {
	d := read(t, "The minister said that Germany would not pay. Anna Bell’s answer: PAY!")
	for i, c := range []struct {
		word string
		tag  tags.Tag
		has  text.Flag
		not  text.Flag
	}{
		{"the", tags.Determiner, text.IsWord | text.IsCap | text.IsCommon | text.IsStarter, text.IsRole},
		{"minister", tags.Noun, text.IsWord | text.IsRole, text.IsCap},
		{"said", tags.VerbPast, text.IsWord | text.IsSpeech, text.IsCap},
		{"that", tags.Preposition, text.IsWord, text.IsSpeech},
		{"germany", tags.Proper, text.IsWord | text.IsCap, text.IsCaps},
		{"would", tags.Modal, text.IsWord, text.IsNot},
		{"not", tags.Adverb, text.IsNot, 0},
		{"pay", tags.VerbBase, text.IsWord, text.IsCaps},
		{".", tags.Other, 0, text.IsWord},
		{"anna", tags.Proper, text.IsWoman, text.IsMan},
		{"bell", tags.Proper, text.IsCap, 0},
		{"'s", tags.Other, text.IsPoss, 0},
		{"answer", tags.Noun, text.IsWord, 0},
		{":", tags.Other, 0, text.IsWord},
		{"pay", d.TagAt(14), text.IsCap | text.IsCaps, 0},
	} {
		if w := d.Word(i); !d.Is(i, c.word) || d.TagAt(i) != c.tag || w.Flags&c.has != c.has || d.Has(i, c.not) {
			t.Errorf("token %d is %q, tag %d, flags %b; want %q, %d, %b without %b", i, w.Lower, d.TagAt(i), w.Flags, c.word, c.tag,
				c.has, c.not)
		}
	}
	if names := d.Word(4).Names; len(names) == 0 || names[0].Entry.Name != "Germany" {
		t.Errorf("names that begin with Germany are %+v", names)
	}
	if verbs := d.Word(2).Verbs; len(verbs) == 0 || verbs[0].Base != "say" || verbs[0].Form != 'd' {
		t.Errorf("said is a form of %+v", verbs)
	}
	if a, b := d.Stem(7), d.Stem(14); a != "pay" || a != b {
		t.Errorf("stems are %q and %q", a, b)
	}
}

func TestOutsideTheText(t *testing.T) {
	d := read(t, "Go.")
	for _, i := range []int{-1, 2, 1 << 20} {
		if w := d.Word(i); w == nil || w.Text != "" || d.Has(i, ^text.Flag(0)) || d.Is(i, "go") || d.TagAt(i) != tags.Other ||
			d.QuoteAt(i) >= 0 || d.OpensAt(i) || d.Stem(i) != "" || d.Finite(i) || d.SameSentence(0, i) {
			t.Errorf("token %d is %+v", i, w)
		}
	}
}

func TestDateline(t *testing.T) {
	for s, want := range map[string]string{
		"KYIV, March 3 (AP) — The talks failed.": "The talks failed.",
		"By Anna Bell":            "",
		"The talks failed.":       "The talks failed.",
		"NATO said it was ready.": "NATO said it was ready.",
	} {
		d := read(t, s)
		if got := d.Slice(d.AfterDateline(0), d.Sentences[0].Last); got != want {
			t.Errorf("AfterDateline of %q begins %q, want %q", s, got, want)
		}
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if d, err := text.Read(ctx, texttest.Version(t, "Go.")); !errors.Is(err, context.Canceled) || d != nil {
		t.Errorf("Read = %v, %v, want nil, %v", d, err, context.Canceled)
	}
}

func TestAsides(t *testing.T) {
	d := read(t, "A title\n\nBell said it was over.\n\nEditor’s note: Bell said so before.\n\nhttps://example.org/bell-said-so\n\n1,200 1,300 1,400 up\n\nPhoto by Anna Bell\n\nReading more helps, she said.")
	for i, want := range []text.Place{text.InHeading, text.InBody, text.InData, text.InData, text.InData, text.InData, text.InBody} {
		if got := d.Lines[i].Place; got != want {
			t.Errorf("line %d, %q, has place %d, want %d", i, d.Text[d.Lines[i].Start:d.Lines[i].End], got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range texttest.Articles(f, "../testdata/articles") {
		f.Add(s[:900])
	}
	for _, s := range texttest.Hostile(200) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 1<<14 {
			read(t, strings.ToValidUTF8(s, "�"))
		}
	})
}
