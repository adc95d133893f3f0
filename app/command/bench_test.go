package command_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/store"
	"parley/app/command"
)

// syllables make the words of generated articles.
var syllables = strings.Fields("ba ce do fu ga hi jo ku la me no pa qui ro su ta ve wo xa zi nor tal ber min dos ril")

// aParagraph returns sentences of so many words.
func aParagraph(r *rand.Rand, words int) string {
	var b strings.Builder
	for i := range words {
		w := ""
		for range 1 + r.IntN(3) {
			w += syllables[r.IntN(len(syllables))]
		}
		if i%12 == 0 {
			w = strings.ToUpper(w[:1]) + w[1:]
		}
		b.WriteString(w)
		if i%12 == 11 || i == words-1 {
			b.WriteByte('.')
		}
		if i < words-1 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// makeLibrary makes a library of so many articles of 600 words, each with so many marks, of which one in five has a note and one in five tags.
func makeLibrary(tb testing.TB, path string, articles, marks int) {
	tb.Helper()
	m := &machine{dir: tb.TempDir(), now: now()}
	o := m.options()
	s, err := store.Open(tb.Context(), path, store.Options{Create: true})
	if err != nil {
		tb.Fatal(err)
	}
	defer s.Close()
	r := rand.New(rand.NewPCG(1, 2))
	for made := 0; made < articles; {
		var drafts []annotations.Draft
		var e annotations.Edits
		for range min(500, articles-made) {
			made++
			when := o.Now()
			a := article.Article{ID: o.NewID(), Title: fmt.Sprintf("Article %d of %s", made, aParagraph(r, 3)), Outlet: "Daily", Published: "2026-05-03", URL: fmt.Sprintf("https://example.org/%d", made), Created: when, Modified: when}
			text := a.Title
			blocks := []article.Block{{Range: article.Range{End: len(text)}, Kind: article.Title}}
			for range 10 {
				text += "\n\n"
				p := aParagraph(r, 60)
				blocks = append(blocks, article.Block{Range: article.Range{Start: len(text), End: len(text) + len(p)}, Kind: article.Paragraph})
				text += p
			}
			v, err := article.NewVersion(text, blocks, article.Meta{ID: o.NewID(), Article: a.ID, Number: 1, Title: a.Title, Imported: when, Origin: article.Origin{Hash: article.HashOf([]byte(text)), Size: int64(len(text)), MediaType: "text/plain"}})
			if err != nil {
				tb.Fatal(err)
			}
			drafts = append(drafts, annotations.Draft{Article: a, Version: v, Words: 600, Source: []byte(text)})
			for k := range marks {
				b := blocks[1+k*2%10]
				from := b.Start + r.IntN(b.Len()-90)
				h := annotations.Highlight{
					ID: o.NewID(), Article: a.ID, Version: v.ID, Anchor: anchor.Describe(v, v.Trim(article.Range{Start: from, End: from + 40 + r.IntN(50)})), Colour: annotations.Colour(r.IntN(6)),
				}
				switch r.IntN(5) {
				case 0:
					h.Note = "Compare " + aParagraph(r, 10)
				case 1:
					h.Tags = []string{"claim", "two words"}
				}
				e.Highlights = append(e.Highlights, annotations.HighlightEdit{To: annotations.HighlightState{Highlight: h}})
			}
		}
		if err := errors.Join(s.AddArticles(tb.Context(), drafts...), s.Change(tb.Context(), e, debate.Edits{}, o.Now())); err != nil {
			tb.Fatal(err)
		}
	}
}

// BenchmarkExport exports a library of 20,000 articles of 600 words with five marks each. The library is made anew, which takes minutes, unless
// PARLEY_BENCH_LIBRARY names a file to keep it in.
func BenchmarkExport(b *testing.B) {
	path := os.Getenv("PARLEY_BENCH_LIBRARY")
	if path == "" {
		path = filepath.Join(b.TempDir(), "library.db")
	}
	if _, err := os.Stat(path); err != nil {
		makeLibrary(b, path, 20_000, 5)
	}
	m := &machine{dir: b.TempDir(), now: now()}
	for _, format := range []string{"csv", "jsonld", "markdown"} {
		b.Run(format, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				args := []string{"export", "--db", path, "--format", format, "--out", filepath.Join(m.dir, fmt.Sprint(format, i))}
				if status := command.Run(b.Context(), m.env(strings.NewReader(""), io.Discard, os.Stderr), args); status != 0 {
					b.Fatalf("status %d", status)
				}
			}
		})
	}
}
