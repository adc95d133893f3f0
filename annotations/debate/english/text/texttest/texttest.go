// Package texttest makes texts for tests of the analysis.
package texttest

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotations/debate/english/text"

	"parley/annotations/article"
)

// Version builds a version of a text in which blank lines part the paragraphs, lines that
// begin with a bullet are list items, and a first line of less than a hundred letters
// without a full stop is the title.
func Version(t testing.TB, s string) *article.Version {
	t.Helper()
	s = strings.TrimRight(s, "\n")
	var blocks []article.Block
	pos := 0
	for _, line := range strings.SplitAfter(s, "\n") {
		n := utf8.RuneCountInString(line)
		body := strings.TrimRight(line, "\n")
		if strings.TrimSpace(body) != "" {
			b := article.Block{Range: article.Range{Start: pos, End: pos + utf8.RuneCountInString(body)}}
			switch k := text.Bullet(body); {
			case k > 0:
				b.Kind, b.Level, b.Lead = article.ListItem, 1, utf8.RuneCountInString(body[:k])
			case len(blocks) == 0 && n < 100 && !strings.HasSuffix(body, "."):
				b.Kind = article.Title
			}
			blocks = append(blocks, b)
		}
		pos += n
	}
	v, err := article.NewVersion(s, blocks, article.Meta{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Articles returns the texts with the extension .txt in the folder dir, in the order of their names.
func Articles(t testing.TB, dir string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}

// Hostile returns texts of about n bytes that would be slow for a careless engine.
func Hostile(n int) map[string]string {
	times := func(s string) string { return strings.Repeat(s, n/len(s)) }
	r := rand.New(rand.NewPCG(1, 2))
	var caps strings.Builder
	for caps.Len() < n {
		caps.WriteByte(byte('A' + r.IntN(26)))
		for range 3 + r.IntN(5) {
			caps.WriteByte(byte('a' + r.IntN(26)))
		}
		caps.WriteByte(' ')
		if r.IntN(9) == 0 {
			caps.WriteString("said ")
		}
	}
	return map[string]string{
		"straight quotes": times("\""), "single quotes": times("'"), "curly": times("“"), "closing": times("”"), "spaced quotes": times(" \"a"),
		"spaced single": times(" 'a"), "alternating": times("“‘"), "capitals": times("A"), "one word": times("x"), "words": times("Anna "), "names": caps.String(),
		"brackets": times("("), "brackets 2": times("A (B, "), "commas": times("Anna, "), "said": times("said "), "he said": times("he said, "), "quotes said": times("\"No,\" he said. "),
		"over": times("row over "), "whether": times("whether it is "), "of": times("Ministry of "), "states": times("Russia and "), "hyphens": times("US-"), "colons": times("Anna: "), "bullets": times("• a\n"), "points": times("."), "points 2": times("U.S."), "initials": times("J. "), "apostrophes": times("s' a "),
		"demands": times("Russia rejects the plan. Ukraine wants the plan. "), "lines": times("\"No\n\n"), "running": times("\n\n“No"), "spaces": times(" "), "dashes": times("— "), "accents": times("é"), "zero width": times("\u200b"), "whether only": times("whether "), "opposition": times("opposition to the "), "urged": times("urged Anna to "), "should": times("the plan should be "), "accused": times("accused Anna of "), "plans": times("the plan to "),
		"single curly": times("‘a’ "), "guillemets": times("«a "), "dialogue": times("— No, he says.\n\n"), "claims": times("argued that the plan would cost jobs, "), "verdicts": times("the law is wrong and "), "according": times("according to Anna "), "poss": times("Anna's "),
	}
}
