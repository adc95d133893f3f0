package anchor_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

// told writes pieces as text: [-removed-], {+added+}, <moved away<, >moved here>.
func told(old, now *article.Version, ps []anchor.Piece) string {
	var b strings.Builder
	for i, p := range ps {
		if i > 0 {
			b.WriteByte(' ')
		}
		switch p.Change {
		case anchor.Kept:
			b.WriteString(now.Slice(p.New))
		case anchor.Removed:
			b.WriteString("[-" + old.Slice(p.Old) + "-]")
		case anchor.Added:
			b.WriteString("{+" + now.Slice(p.New) + "+}")
		case anchor.Away:
			b.WriteString("<" + old.Slice(p.Old) + "<")
		case anchor.Here:
			b.WriteString(">" + now.Slice(p.New) + ">")
		}
	}
	return b.String()
}

func TestCompare(t *testing.T) {
	tests := []struct{ name, old, now, want string }{
		{"the same", "One two three.", "One two three.", "One two three."},
		{"a word", "The red boat left.", "The blue boat left.", "The [-red-] {+blue+} boat left."},
		{"put in and taken out", "a b c d e f", "a b x c e f", "a b {+x+} c [-d-] e f"},
		{"signs only", "“Yes” - he said", "\"Yes\" — he said", "\"Yes\" — he said"},
		{"nothing before", "", "New words.", "{+New words.+}"},
		{"nothing after", "Old words.", "", "[-Old words.-]"},
		{
			"moved", "Alpha beta gamma delta epsilon zeta.\n\nOne two three four five six seven.\n\nRed green blue white black grey.",
			"One two three four five six seven.\n\nRed green blue white black grey.\n\nAlpha beta gamma delta epsilon zeta.",
			"<Alpha beta gamma delta epsilon zeta.< One two three four five six seven.\n\nRed green blue white black grey. >Alpha beta gamma delta epsilon zeta.>",
		},
	}
	for _, tt := range tests {
		old, now := loose(t, tt.old), loose(t, tt.now)
		ps, err := anchor.Compare(t.Context(), old, now)
		if got := told(old, now, ps); err != nil || got != tt.want {
			t.Errorf("%s: Compare = %s, %v\nwant %s", tt.name, got, err, tt.want)
		}
	}
}

func loose(t testing.TB, text string) *article.Version {
	t.Helper()
	return article.Trusted(text, nil, article.Meta{})
}

// FuzzCompare holds that the pieces hold every word of both texts once, in order.
func FuzzCompare(f *testing.F) {
	f.Add("The red boat left. It rained.", "It rained. The blue boat left, at last.")
	f.Add("a a a a a a a", "a a a b a a")
	f.Add("漢字かな交じり文", "漢字交じりの文👩‍🌾")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) || len(a)+len(b) > 1<<12 {
			t.Skip()
		}
		old, now := loose(t, a), loose(t, b)
		ps, err := anchor.Compare(context.Background(), old, now)
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		seen := make([]int, old.Len())
		for _, p := range ps {
			if p.Change != anchor.Removed && p.Change != anchor.Away {
				if p.New.Start < at || p.New.Empty() || p.New.End > now.Len() {
					t.Fatalf("piece %+v after %d of %d", p, at, now.Len())
				}
				at = p.New.End
			}
			if p.Change != anchor.Added && p.Change != anchor.Here {
				if p.Old.Empty() || p.Old.End > old.Len() {
					t.Fatalf("piece %+v of %d", p, old.Len())
				}
				for i := p.Old.Start; i < p.Old.End; i++ {
					if seen[i]++; seen[i] > 1 {
						t.Fatalf("code point %d is in two pieces: %s", i, told(old, now, ps))
					}
				}
			}
		}
	})
}

// FuzzPlace looks for passages in texts they were not made on: what is found lies within the text, with the old text or without.
func FuzzPlace(f *testing.F) {
	f.Add("The red boat left at 10. It rained.", "It rained. The blue boat left, at last.", 4, 8)
	f.Add("a a a a a a a", "a a a b a a", 2, 3)
	f.Add("漢字かな交じり文e\u0301", "漢字交じりの文👩‍🌾e\u0301\u0301", 1, 5)
	f.Fuzz(func(t *testing.T, a, b string, start, length int) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) || len(a)+len(b) > 1<<12 || start < 0 || length < 0 {
			t.Skip()
		}
		old, now := loose(t, a), loose(t, b)
		x := anchor.Describe(old, article.Range{Start: start, End: start + min(length, 1<<12)})
		for _, from := range []*article.Version{old, nil} {
			ps, err := anchor.Place(t.Context(), from, now, []anchor.Anchor{x})
			if err != nil {
				t.Fatal(err)
			}
			p := ps[0]
			if (p.State == anchor.Unattached) != p.Range.Empty() || p.Range.Start < 0 || p.Range.End > now.Len() {
				t.Fatalf("Place(%+v) = %+v in %d", x, p, now.Len())
			}
			if p.State == anchor.Review && p.Why == "" {
				t.Fatalf("Place(%+v) = %+v", x, p)
			}
		}
	})
}

// TestCancelled gives up at once.
func TestCancelled(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	old, now := loose(t, "One two three."), loose(t, "One two four.")
	a := anchor.Describe(old, article.Range{Start: 0, End: 7})
	for _, from := range []*article.Version{old, nil} {
		if _, err := anchor.Place(ctx, from, now, []anchor.Anchor{a}); err == nil {
			t.Error("no error")
		}
	}
	if _, err := anchor.Compare(ctx, old, now); err == nil {
		t.Error("no error")
	}
}
