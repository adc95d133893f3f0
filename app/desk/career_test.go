package desk_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/store"
	"parley/app/desk"
)

// A career is a library of many generated articles: 600 words each of a vocabulary in which the n-th word is as frequent as Zipf's law
// has it, and two highlights on each.
type career struct {
	*bench
	words []string
	sums  []float64 // of the frequencies, to draw by
	rng   *rand.Rand
}

const vocabulary = 60_000

func newCareer(b *bench) *career {
	c := &career{bench: b, rng: rand.New(rand.NewPCG(5, 3))}
	const letters, vowels = "bdfgklmnprstvz", "aeiou"
	sum := 0.0
	for n := range vocabulary {
		var w strings.Builder
		for x := n*7919 + 11; x > 0 || w.Len() < 4; x /= len(letters) * len(vowels) {
			s := x % (len(letters) * len(vowels))
			w.WriteByte(letters[s%len(letters)])
			w.WriteByte(vowels[s/len(letters)])
		}
		c.words = append(c.words, w.String())
		sum += 1 / math.Pow(float64(n)+2.7, 1.05)
		c.sums = append(c.sums, sum)
	}
	return c
}

func (c *career) word() string {
	x := c.rng.Float64() * c.sums[len(c.sums)-1]
	n, _ := slices.BinarySearch(c.sums, x)
	return c.words[min(n, vocabulary-1)]
}

// text returns the text of the n-th article. Its title is of no other, and so is one of its words.
func (c *career) text(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Article %d about %s\noutlet: The %s Post\ndate: %s\n---\n\n", n, c.word(), c.words[n%40],
		time.Date(2000, 1, 1+n%9000, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
	for p := range 8 {
		for k := range 75 {
			w := c.word()
			if k == 0 {
				w = strings.ToUpper(w[:1]) + w[1:]
			}
			b.WriteString(w)
			if k%13 == 12 {
				b.WriteByte(',')
			}
			b.WriteByte(' ')
		}
		if p == 3 {
			fmt.Fprintf(&b, "only%d", n)
		}
		b.WriteString(".\n\n")
	}
	return b.String()
}

// fill adds articles, each with two highlights.
func (c *career) fill(articles int) {
	ctx := c.t.Context()
	colours := annotations.Colours()
	for n, id := range c.importAll("news", 0, articles) {
		s, err := c.Open(ctx, id)
		if err != nil {
			c.t.Fatal(err)
		}
		for k := range 2 {
			colour, _ := annotations.ParseColour(colours[(n+k)%len(colours)])
			at := 300 + 900*k
			if _, err := c.Highlight(ctx, desk.HighlightDraft{Version: s.Version, Range: article.Range{Start: at, End: at + 80}, Colour: colour, Tags: []string{"tag" + strconv.Itoa(n%200)}}); err != nil {
				c.t.Fatal(err)
			}
		}
	}
}

// importAll imports n articles from the from-th on, as a folder is.
func (c *career) importAll(folder string, from, n int) (ids []article.ID) {
	err := desk.ReadAll(c.t.Context(), n, func(ctx context.Context, i int) (*desk.Prepared, error) {
		name := fmt.Sprintf("%d.md", from+i)
		return c.Prepare(ctx, desk.Input{Name: name, Path: "/" + folder + "/" + name, Bytes: []byte(c.text(from + i))})
	}, func(some []desk.Ready) {
		out, errs := c.KeepAll(c.t.Context(), some)
		for i, im := range out {
			if errs[i] != nil || im.Status != desk.StatusNew {
				c.t.Error(im.Status, errs[i])
			}
			ids = append(ids, im.Article.ID)
		}
	})
	if err != nil || c.t.Failed() {
		c.t.Fatal(err)
	}
	return ids
}

// frequent returns the n-th of the words that stand in about a share of the articles.
func (c *career) frequent(share float64, n int) string {
	sum := c.sums[len(c.sums)-1]
	for i := range c.words {
		p := 1 / math.Pow(float64(i)+2.7, 1.05) / sum
		if 1-math.Pow(1-p, 600) < share {
			return c.words[i+n]
		}
	}
	return ""
}

// large returns a library of PARLEY_ARTICLES generated articles (1,000 without it), kept in PARLEY_LIBRARY if that is set.
func large(b *testing.B) (c *career, articles int) {
	articles = 1000
	if s := os.Getenv("PARLEY_ARTICLES"); s != "" {
		articles, _ = strconv.Atoi(s)
	}
	path := os.Getenv("PARLEY_LIBRARY")
	if path == "" {
		path = filepath.Join(b.TempDir(), "library.db")
	}
	_, err := os.Stat(path)
	c = newCareer(at(b, path))
	if err != nil {
		began := time.Now()
		c.fill(articles)
		b.Logf("%d articles with their marks in %v: %.0f a second", articles, time.Since(began).Round(time.Millisecond), float64(articles)/time.Since(began).Seconds())
	}
	return c, articles
}

func BenchmarkSearch(b *testing.B) {
	c, articles := large(b)
	long := func(n int) string { return c.frequent(0.15, n) }
	for _, x := range []struct {
		name  string
		typed func(n int) string
	}{
		{"one rare word", func(n int) string { return fmt.Sprintf("only%d", n*37%articles) }},
		{"two common words", func(n int) string { return c.frequent(0.2, n%5) + " " + c.frequent(0.1, n%7) }},
		{"one common word", func(n int) string { return c.frequent(0.2, n%5) }},
		{"phrase", func(n int) string { return `"` + long(n%5) + " " + c.frequent(0.2, n%3) + `"` }},
		{"prefix", func(n int) string { return "only" + strconv.Itoa(10+n%90) + "*" }},
		{"common prefix", func(n int) string { return long(n % 9)[:3] + "*" }},
		{"word and tag", func(n int) string { return "tag:tag" + strconv.Itoa(n%200) + " " + c.frequent(0.5, n%5) }},
		{"word and colour", func(n int) string { return "colour:pink " + c.frequent(0.2, n%5) }},
		{"word and outlet", func(n int) string { return c.frequent(0.2, n%5) + " outlet:" + c.words[n%40] }},
		{"word and dates", func(n int) string { return c.frequent(0.2, n%5) + " after:2010 before:2011-06" }},
		{"outlet", func(n int) string { return "outlet:" + c.words[n%40] }},
		{"tag", func(n int) string { return "tag:tag" + strconv.Itoa(n%200) }},
		{"outlet without a common word", func(n int) string { return "outlet:" + c.words[n%40] + " -" + c.frequent(0.2, n%5) }},
		{"dates without a common prefix", func(n int) string { return "after:2010 before:2011-06 -" + long(n % 9)[:3] + "*" }},
		{"tag without a word", func(n int) string { return "tag:tag" + strconv.Itoa(n%200) + " -" + c.frequent(0.2, n%5) }},
		{"highlights without a word", func(n int) string { return "in:highlights -" + c.frequent(0.2, n%5) }},
		{"highlights of an outlet", func(n int) string { return "in:highlights outlet:" + c.words[n%40] }},
		{"titles without a word", func(n int) string { return "in:titles -" + c.frequent(0.2, n%5) }},
	} {
		b.Run(x.name, func(b *testing.B) {
			var took []time.Duration
			n, found := 0, 0
			for b.Loop() {
				began := time.Now()
				r, err := c.Search(b.Context(), x.typed(n), desk.SearchOptions{})
				if err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(began))
				n++
				for _, k := range r.Counts {
					found += k.N
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
			b.ReportMetric(float64(found)/float64(n), "hits")
		})
	}
}

// BenchmarkLarge does what is done all day with a library as large as that of BenchmarkSearch.
func BenchmarkLarge(b *testing.B) {
	c, articles := large(b)
	ctx := b.Context()
	all, err := c.Articles(ctx)
	if err != nil || len(all) < articles {
		b.Fatal(len(all), err)
	}
	b.Run("open the library", func(b *testing.B) {
		for b.Loop() {
			s, err := store.Open(ctx, c.path, store.Options{})
			if err != nil {
				b.Fatal(err)
			}
			d, err := desk.New(ctx, s, options())
			if err != nil {
				b.Fatal(err)
			}
			d.Close()
		}
	})
	b.Run("list the first screens", func(b *testing.B) {
		for b.Loop() {
			if _, err := c.Newest(ctx, 200); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("list all", func(b *testing.B) {
		for b.Loop() {
			if _, err := c.Articles(ctx); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, x := range map[string]struct {
		f desk.Filter
		o desk.Order
	}{
		"sort by title":          {desk.Filter{}, desk.ByTitle},
		"filter by words":        {desk.Filter{Words: "post 17"}, desk.ByAdded},
		"filter and sort by tag": {desk.Filter{Tag: "tag7", Marked: true, Reading: desk.Unread}, desk.ByPublished},
	} {
		b.Run(name, func(b *testing.B) {
			of := desk.NewListing(all)
			for b.Loop() {
				if _, err := of.Choose(ctx, x.f, x.o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("open an article", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n += 7919
			if _, err := c.Open(ctx, all[n%len(all)].Article.ID); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("look for the same story", func(b *testing.B) {
		n := 0
		for b.Loop() {
			b.StopTimer()
			n += 7919
			s, err := c.Open(ctx, all[n%len(all)].Article.ID)
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			if _, err := c.Stories(ctx, s.Version); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("look for a passage elsewhere", func(b *testing.B) {
		n := 0
		for b.Loop() {
			b.StopTimer()
			n += 7919
			s, err := c.Open(ctx, all[n%len(all)].Article.ID)
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			if _, err := c.Elsewhere(ctx, s.Version, article.Range{Start: 300, End: 500}, 50); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("import one", func(b *testing.B) {
		for n := range b.N {
			if _, err := c.Import(ctx, desk.Input{Name: "x.md", Path: fmt.Sprintf("/one/%d/%d.md", os.Getpid(), n), Bytes: []byte(c.text(2*articles + n))}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
	})
	b.Run("import in bulk", func(b *testing.B) {
		done := 0
		for b.Loop() { // a thousand at a time
			c.importAll(fmt.Sprintf("more/%d/%d", os.Getpid(), b.N), 3*articles+done, 1000)
			done += 1000
		}
		b.ReportMetric(float64(done)/b.Elapsed().Seconds(), "articles/s")
	})
}
