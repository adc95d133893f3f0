package article_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/annotations/article"
)

// keptShingles are those of one sentence.
var keptShingles = []uint32{853744540, 1381672565, 1463521139}

func TestShingles(t *testing.T) {
	for _, tt := range []struct {
		text string
		want int
	}{
		{"", 0}, {" — !", 0}, {"Peace", 1}, {"Peace and quiet", 1}, {"Peace and quiet here", 1}, {"Peace and quiet here now", 2}, {"俄罗斯总统说", 2},
	} {
		if got := article.Shingles(tt.text); len(got) != tt.want {
			t.Errorf("Shingles(%q) are %d, want %d", tt.text, len(got), tt.want)
		}
	}
	if a, b := article.Shingles("The ÉNVOYS, of both sides"), article.Shingles("the envoys of — both sides"); !slices.Equal(a, b) {
		t.Errorf("case, accents and punctuation count: %v, %v", a, b)
	}
	if a, b := article.Shingles("one two three four"), article.Shingles("four three two one"); a[0] == b[0] {
		t.Error("the order of words does not count")
	}
	// Libraries keep them: they may not change without a change of schema.
	if got := article.Shingles("The envoys of both sides left."); !slices.Equal(got, keptShingles) {
		t.Errorf("the shingles are %v, want %v", got, keptShingles)
	}
	for _, h := range article.Shingles(strings.Join(numbered(0, 1000), " ")) {
		if h>>article.ShingleBits != 0 {
			t.Fatalf("%x has more than %d bits", h, article.ShingleBits)
		}
	}
}

func numbered(from, n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprintf("word%d", from+i))
	}
	return out
}

// TestWinnow holds what the sample promises: of any run of words that two texts share, something is chosen in both.
func TestWinnow(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		shared := strings.Join(numbered(0, article.WinnowRun), " ")
		if rng.IntN(4) == 0 {
			shared = strings.Repeat("war ", article.WinnowRun)
		}
		text := func(base int) []uint32 {
			return article.Winnow(article.Shingles(strings.Join(numbered(base, rng.IntN(12)), " ") + " " + shared + " " + strings.Join(numbered(2*base, rng.IntN(12)), " ")))
		}
		a, b := text(1000*(1+rng.IntN(1000))), text(3_000_000+1000*rng.IntN(1000))
		if article.Common(a, b) == 0 {
			t.Fatalf("of %q nothing is in both of %v and %v", shared, a, b)
		}
		if !slices.IsSorted(a) || len(slices.Compact(slices.Clone(a))) != len(a) {
			t.Fatalf("not a sorted set: %v", a)
		}
	}
	long := article.Shingles(strings.Join(numbered(0, 20_000), " "))
	if n := len(article.Winnow(long)); n < len(long)/4 || n > len(long)*2/5 {
		t.Errorf("of %d shingles %d are chosen, want about a third", len(long), n)
	}
	if got := article.Winnow(nil); len(got) != 0 {
		t.Errorf("of none %v are chosen", got)
	}
	if got := article.Winnow([]uint32{9, 7}); !slices.Equal(got, []uint32{7}) {
		t.Errorf("of two %v are chosen", got)
	}
	if got := article.Winnow([]uint32{5, 5, 5, 5, 5, 5, 5, 9, 8, 7, 6, 7}); !slices.Equal(got, []uint32{5, 6}) {
		t.Errorf("chosen are %v", got)
	}
}

func TestCommon(t *testing.T) {
	for _, tt := range []struct {
		a, b []uint32
		want float64
	}{
		{nil, nil, 0}, {nil, []uint32{1}, 0}, {[]uint32{1, 2}, []uint32{1, 2}, 1}, {[]uint32{2, 9}, []uint32{1, 2, 3, 4}, 0.5}, {[]uint32{1, 3}, []uint32{2, 4}, 0},
	} {
		if a, b := article.Common(tt.a, tt.b), article.Common(tt.b, tt.a); a != tt.want || b != tt.want {
			t.Errorf("Common(%v, %v) = %v, and the other way %v, want %v", tt.a, tt.b, a, b, tt.want)
		}
	}
	if set := article.ShingleSet(strings.Repeat("war and peace or ", 9)); len(set) != 4 || !slices.IsSorted(set) {
		t.Errorf("a set of %v", set)
	}
}
