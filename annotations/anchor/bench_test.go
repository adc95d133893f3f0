package anchor_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

// manuscript is a text of about size bytes in sentences and paragraphs, of words that occur as often as those of a language do.
func manuscript(size int) string {
	rng := rand.New(rand.NewPCG(3, 3))
	syllables := strings.Fields("ba ke ti lo mu ran sel dor vin pas tre gol hin fer zan wik cor del ma ni")
	words := make([]string, 4000)
	for i := range words {
		for range 1 + rng.IntN(3) {
			words[i] += syllables[rng.IntN(len(syllables))]
		}
	}
	zipf := rand.NewZipf(rng, 1.1, 3, uint64(len(words)-1))
	var b strings.Builder
	for b.Len() < size {
		for range 3 + rng.IntN(4) {
			for i := range 8 + rng.IntN(14) {
				w := words[zipf.Uint64()]
				if i == 0 {
					w = strings.ToUpper(w[:1]) + w[1:]
				} else {
					b.WriteByte(' ')
				}
				b.WriteString(w)
			}
			b.WriteString(". ")
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

// edit changes a word in about every hundredth sentence, and puts a paragraph in here and there.
func edit(text string) string {
	rng := rand.New(rand.NewPCG(4, 4))
	ps := strings.Split(text, "\n\n")
	for i, p := range ps {
		switch {
		case rng.IntN(20) == 0:
			ps[i] = "A new paragraph with a few words of its own came in here. " + p
		case rng.IntN(8) == 0 && len(p) > 80:
			k := strings.Index(p[40:], " ") + 40
			ps[i] = p[:k] + " altered" + p[k:]
		}
	}
	return strings.Join(ps, "\n\n")
}

func passages(v *article.Version, n int) []anchor.Anchor {
	rng := rand.New(rand.NewPCG(5, 5))
	out := make([]anchor.Anchor, n)
	for i := range out {
		start := rng.IntN(v.Len() - 400)
		out[i] = anchor.Describe(v, v.Trim(article.Range{Start: start, End: start + 30 + rng.IntN(200)}))
	}
	return out
}

func BenchmarkFind(b *testing.B) {
	for _, size := range []int{5_000, 300_000} {
		text := manuscript(size)
		old, now := loose(b, text), loose(b, edit(text))
		as := passages(old, 200)
		b.Run(fmt.Sprintf("%dKB", size/1000), func(b *testing.B) {
			s := anchor.NewSearch(now)
			var each []time.Duration
			for b.Loop() {
				a := as[len(each)%len(as)]
				began := time.Now()
				if _, err := s.Find(b.Context(), a); err != nil {
					b.Fatal(err)
				}
				each = append(each, time.Since(began))
			}
			slices.Sort(each)
			b.ReportMetric(float64(each[len(each)/2].Microseconds())/1000, "median-ms")
		})
		b.Run(fmt.Sprintf("index-%dKB", size/1000), func(b *testing.B) {
			for b.Loop() {
				anchor.NewSearch(now)
			}
		})
	}
}

func BenchmarkCarry(b *testing.B) {
	for _, x := range []struct{ size, marks int }{{30_000, 500}, {4_000_000, 10_000}} {
		text := manuscript(x.size)
		old, now := loose(b, text), loose(b, edit(text))
		as := passages(old, x.marks)
		b.Run(fmt.Sprintf("%d-marks-%dKB", x.marks, x.size/1000), func(b *testing.B) {
			for b.Loop() {
				if _, err := anchor.Place(b.Context(), old, now, as); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkHostile places a passage in texts in which nothing tells one place from another.
func BenchmarkHostile(b *testing.B) {
	for _, x := range []struct{ name, old, now string }{
		{"one word", strings.Repeat("word ", 200_000), strings.Repeat("word ", 200_100)},
		{"one sign", strings.Repeat("a", 1_000_000), strings.Repeat("a", 1_000_100)},
		{"quotes", strings.Repeat("\"", 1_000_000), strings.Repeat("\" ", 500_000)},
		{"two words", strings.Repeat("to be ", 100_000), strings.Repeat("be to ", 100_000)},
		{"nothing alike", manuscript(1_000_000), strings.ToUpper(strings.NewReplacer("a", "x", "e", "q", "o", "j").Replace(manuscript(1_000_000)))},
		{"one ideograph", strings.Repeat("漢", 300_000), strings.Repeat("漢", 300_100)},
	} {
		old, now := loose(b, x.old), loose(b, x.now)
		n := utf8.RuneCountInString(x.old)
		for _, length := range []int{200, n / 4} {
			a := anchor.Describe(old, article.Range{Start: n / 2, End: n/2 + length})
			for _, from := range []*article.Version{old, nil} {
				b.Run(fmt.Sprintf("%s %d old %v", x.name, length, from != nil), func(b *testing.B) {
					for b.Loop() {
						if _, err := anchor.Place(b.Context(), from, now, []anchor.Anchor{a, a, a}); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		}
	}
}
