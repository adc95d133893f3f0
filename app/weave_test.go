package app

import (
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

// paragraphs is a version whose blocks are what blank lines part.
func paragraphs(t testing.TB, text string) *article.Version {
	t.Helper()
	var blocks []article.Block
	pos := 0
	for p := range strings.SplitSeq(text, "\n\n") {
		n := utf8.RuneCountInString(p)
		if n > 0 {
			blocks = append(blocks, article.Block{Range: article.Range{Start: pos, End: pos + n}})
		}
		pos += n + 2
	}
	v, err := article.NewVersion(text, blocks, article.Meta{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// shownWeft writes a woven text with its changes: [-taken out-], {+put in+}, (moved here).
func shownWeft(w woven) string {
	var b strings.Builder
	at := 0
	for _, x := range w.changes {
		b.WriteString(w.version.Slice(article.Range{Start: at, End: x.Start}))
		s := w.version.Slice(x.Range)
		switch x.change {
		case anchor.Added:
			s = "{+" + s + "+}"
		case anchor.Removed, anchor.Away:
			s = "[-" + s + "-]"
		default:
			s = "(" + s + ")"
		}
		b.WriteString(s)
		at = x.End
	}
	b.WriteString(w.version.Slice(article.Range{Start: at, End: w.version.Len()}))
	return b.String()
}

func TestWeave(t *testing.T) {
	tests := []struct{ name, old, now, want string }{
		{"the same", "One two.\n\nThree four.", "One two.\n\nThree four.", "One two.\n\nThree four."},
		{"a word", "The red boat left early today.", "The blue boat left early today.", "The [-red-] {+blue+} boat left early today."},
		{"a sentence taken from the front of a paragraph", "First it rained all day. Then the sun came out again.", "Then the sun came out again.", "[-First it rained all day.-] Then the sun came out again."},
		{"a paragraph put in", "One two three.\n\nFour five six.", "One two three.\n\nBrand new words.\n\nFour five six.", "One two three.\n\n{+Brand new words.+}\n\nFour five six."},
		{"a paragraph taken out", "One two three.\n\nBrand new words.\n\nFour five six.", "One two three.\n\nFour five six.", "One two three.\n\n[-Brand new words.-]\n\nFour five six."},
		{"all anew", "One two three.", "Four five six!", "[-One two three.-] {+Four five six!+}"},
	}
	for _, tt := range tests {
		c, err := compareVersions(t.Context(), paragraphs(t, tt.old), paragraphs(t, tt.now))
		if got := shownWeft(c.woven); err != nil || got != tt.want {
			t.Errorf("%s: got %q, %v, want %q", tt.name, got, err, tt.want)
		}
	}
}

// FuzzWeave holds that every difference of two texts can be shown: the woven text is a proper version, and holds the words of the newer one.
func FuzzWeave(f *testing.F) {
	f.Add("One two.\n\nThree four five six seven eight.", "Three four five six seven eight.\n\nOne too.")
	f.Add("a\n\nb\n\nc", "c\n\nb\n\na d")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) || len(a)+len(b) > 2000 || strings.Contains(a+b, "\n\n\n") {
			t.Skip()
		}
		c, err := compareVersions(t.Context(), article.Trusted(a, nil, article.Meta{}), article.Trusted(b, nil, article.Meta{}))
		if err != nil {
			t.Fatalf("%q, %q: %v", a, b, err)
		}
		at := 0
		for _, x := range c.changes {
			if x.Start < at || x.Empty() || x.End > c.version.Len() {
				t.Fatalf("change %+v after %d", x, at)
			}
			at = x.End
		}
	})
}
