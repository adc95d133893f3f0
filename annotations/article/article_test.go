package article_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/uuid"

	"parley/annotations/article"
)

const mixed = "“Quoted” — Ґанок e\u0301\U0001F91D👩‍👩‍👧\n\n漢字かな and العربية.\n"

func oneBlock(t testing.TB, text string) *article.Version {
	t.Helper()
	n := utf8.RuneCountInString(text)
	var blocks []article.Block
	if n > 0 {
		blocks = []article.Block{{Range: article.Range{End: n}}}
	}
	v, err := article.NewVersion(text, blocks, article.Meta{})
	if err != nil {
		t.Fatalf("NewVersion(%q): %v", text, err)
	}
	return v
}

func FuzzSliceEqualsRunes(f *testing.F) {
	f.Add(mixed, 3, 20)
	f.Add(strings.Repeat("añ漢😀", 100), 63, 130)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		if !utf8.ValidString(text) || text == "" {
			t.Skip()
		}
		v := oneBlock(t, text)
		runes := []rune(text)
		if v.Len() != len(runes) {
			t.Fatalf("Len = %d, want %d", v.Len(), len(runes))
		}
		lo, hi := min(max(start, 0), len(runes)), min(max(end, 0), len(runes))
		want := ""
		if lo < hi {
			want = string(runes[lo:hi])
		}
		if got := v.Slice(article.Range{Start: start, End: end}); got != want {
			t.Errorf("Slice(%d, %d) = %q, want %q", start, end, got, want)
		}
		if lo < len(runes) {
			if got := v.Pos(v.Offset(lo)); got != lo {
				t.Errorf("Pos(Offset(%d)) = %d", lo, got)
			}
		}
	})
}

func TestBlocksMustFit(t *testing.T) {
	r := func(a, b int) article.Range { return article.Range{Start: a, End: b} }
	tests := []struct {
		name   string
		text   string
		blocks []article.Block
		fits   bool
	}{
		{"two paragraphs", "one\n\ntwo\n", []article.Block{{Range: r(0, 3)}, {Range: r(5, 8)}}, true},
		{"no block and no words", " \n", nil, true},
		{"words in none", "one", nil, false},
		{"words between", "one two three", []article.Block{{Range: r(0, 3)}, {Range: r(8, 13)}}, false},
		{"overlap", "onetwo", []article.Block{{Range: r(0, 4)}, {Range: r(3, 6)}}, false},
		{"past the end", "one", []article.Block{{Range: r(0, 4)}}, false},
		{"empty", "one", []article.Block{{Range: r(0, 0)}, {Range: r(0, 3)}}, false},
		{"second title", "a\nb", []article.Block{{Range: r(0, 1)}, {Range: r(2, 3), Kind: article.Title}}, false},
		{"span outside", "one", []article.Block{{Range: r(0, 3), Spans: []article.Span{{Range: r(1, 4)}}}}, false},
		{"spans overlap", "one", []article.Block{{Range: r(0, 3), Spans: []article.Span{{Range: r(0, 2)}, {Range: r(1, 3)}}}}, false},
		{"marker too long", "one", []article.Block{{Range: r(0, 3), Lead: 4}}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := article.NewVersion(tt.text, tt.blocks, article.Meta{})
			if (err == nil) != tt.fits {
				t.Errorf("NewVersion = %v, want fits = %v", err, tt.fits)
			}
		})
	}
	if _, err := article.NewVersion("\xff", nil, article.Meta{}); err == nil {
		t.Error("NewVersion accepts broken UTF-8")
	}
}

func FuzzCodec(f *testing.F) {
	f.Add(article.EncodeBlocks([]article.Block{{
		Range: article.Range{Start: 2, End: 9}, Kind: article.ListItem, Level: 2, Marker: "•", Breaks: true,
		Spans: []article.Span{{Range: article.Range{Start: 3, End: 5}, Style: article.Strong, Link: "https://example.org"}},
	}, {Range: article.Range{Start: 11, End: 12}, Kind: article.Rule}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		blocks, err := article.DecodeBlocks(b)
		if err != nil {
			return
		}
		again, err := article.DecodeBlocks(article.EncodeBlocks(blocks))
		if err != nil || !slices.EqualFunc(blocks, again, func(x, y article.Block) bool {
			return x.Range == y.Range && x.Kind == y.Kind && x.Level == y.Level && x.Depth == y.Depth && x.Marker == y.Marker &&
				x.Lead == y.Lead && x.Breaks == y.Breaks && slices.Equal(x.Spans, y.Spans)
		}) {
			t.Errorf("decoded %v, then %v, %v", blocks, again, err)
		}
	})
}

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Donbás", "donbas"},
		{"‘final  10\nmetres’", "'final 10 metres'"},
		{"co\u00ADop\u200b", "coop"},
		{"Straße—Œuvre", "strasse-oeuvre"},
		{"ΟΔΟΣ οδος", "οδοσ οδοσ"},
		{"Ґанок Й", "ґанок и"},
		{"e\u0301", "e"},
		{"ﬁn", "fin"},
		{"한국", "한국"},
	}
	for _, tt := range tests {
		got := article.Fold(tt.in).Text
		if tt.in == "한국" || tt.in == "Ґанок Й" { // decomposed on both sides
			if article.Fold(tt.want).Text != got {
				t.Errorf("Fold(%q) = %q, Fold(%q) = %q", tt.in, got, tt.want, article.Fold(tt.want).Text)
			}
			continue
		}
		if got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("The ‘Donbás’  region\nand “more”", "donbas' region")
	f.Add("e\u0301e\u0301", "E")
	f.Add("Ⅱ", "I")
	f.Fuzz(func(t *testing.T, text, query string) {
		if !utf8.ValidString(text) || text == "" {
			t.Skip()
		}
		fold := article.Fold(text)
		last := 0
		for i := range fold.Text {
			at := fold.Source(i)
			if at < last || at >= utf8.RuneCountInString(text) {
				t.Fatalf("Source(%d) = %d after %d", i, at, last)
			}
			last = at
		}
		v := oneBlock(t, text)
		end := 0
		err := v.Find(t.Context(), query, func(r article.Range) bool {
			if r.Start < end || r.Empty() || r.End > v.Len() {
				t.Fatalf("Find(%q) in %q gives %v after %d", query, text, r, end)
			}
			end = r.End
			got := strings.Trim(article.Fold(v.Slice(r)).Text, " ")
			if want := strings.Trim(article.Fold(query).Text, " "); !strings.Contains(got, want) {
				t.Fatalf("Find(%q) in %q found %q", query, text, v.Slice(r))
			}
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestFind(t *testing.T) {
	v := oneBlock(t, "Зеленський said: “the Donbás”\nis Ukraine's. THE DONBAS")
	var got []string
	if err := v.Find(t.Context(), "the  donbas", func(r article.Range) bool { got = append(got, v.Slice(r)); return true }); err != nil {
		t.Fatal(err)
	}
	if want := []string{"the Donbás", "THE DONBAS"}; !slices.Equal(got, want) {
		t.Errorf("Find = %q, want %q", got, want)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := v.Find(ctx, "donbas", func(article.Range) bool { return true }); err == nil {
		t.Error("Find does not heed its context")
	}
}

func TestHandle(t *testing.T) {
	id := uuid.MustParse("01890a5d-ac96-774b-bcce-b302099a8057")
	got := article.Handle(article.HandleHighlight, id)
	if len(got) != 10 || !strings.HasPrefix(got, "h-") {
		t.Errorf("Handle = %q", got)
	}
	other := id
	other[15] ^= 1
	if article.Handle(article.HandleHighlight, other) == got {
		t.Error("two ids have one handle")
	}
	other = id
	other[0] ^= 1
	if article.Handle(article.HandleHighlight, other) != got {
		t.Error("the handle depends on the time in the id")
	}
}

func TestTrim(t *testing.T) {
	v := oneBlock(t, " \n añ 漢 \u00a0")
	tests := []struct{ in, want article.Range }{
		{article.Range{Start: 0, End: 8}, article.Range{Start: 3, End: 7}},
		{article.Range{Start: 0, End: 3}, article.Range{}},
		{article.Range{Start: -5, End: 100}, article.Range{Start: 3, End: 7}},
	}
	for _, tt := range tests {
		if got := v.Trim(tt.in); got.Empty() != tt.want.Empty() || !got.Empty() && strings.TrimSpace(v.Slice(got)) != v.Slice(got) {
			t.Errorf("Trim(%v) = %v (%q)", tt.in, got, v.Slice(got))
		}
	}
}

func bigText() string {
	return strings.Repeat("The delegates met – “at last” – in Женева and talked about the line.\n\n", 60_000)
}

func BenchmarkTrusted4MB(b *testing.B) {
	s := bigText()
	for b.Loop() {
		article.Trusted(s, nil, article.Meta{})
	}
}

func BenchmarkOffset(b *testing.B) {
	v := article.Trusted(bigText(), nil, article.Meta{})
	i := 0
	for b.Loop() {
		i = (i + 7919) % v.Len()
		v.Offset(i)
	}
}

func BenchmarkFind4MB(b *testing.B) {
	s := bigText()
	var blocks []article.Block
	for at, n := 0, utf8.RuneCountInString(s); at < n; at += 69 {
		blocks = append(blocks, article.Block{Range: article.Range{Start: at, End: at + 67}})
	}
	v := article.Trusted(s, blocks, article.Meta{})
	for b.Loop() {
		if err := v.Find(b.Context(), "no such words", func(article.Range) bool { return true }); err != nil {
			b.Fatal(err)
		}
	}
}
