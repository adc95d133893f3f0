package article_test

import (
	"strings"
	"testing"

	"github.com/go-text/typesetting/segmenter"

	"parley/annotations/article"
)

func TestWhole(t *testing.T) {
	for _, tt := range []struct{ text, part, want string }{
		{"the cafe\u0301 is", "cafe", "cafe\u0301"},
		{"the cafe\u0301 is", "\u0301", "e\u0301"},
		{"the cafe\u0301 is", "\u0301 is", "e\u0301 is"},
		{"the caf\u00e9 is", "caf", "caf"},
		{"a \U0001F469\u200d\U0001F680 b", "\u200d", "\U0001F469\u200d\U0001F680"},
		{"a \U0001F469\u200d\U0001F680 b", "\U0001F680 b", "\U0001F469\u200d\U0001F680 b"},
		{"a \U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7 b", "\U0001F1EA\U0001F1EB", "\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7"},
		{"a \u0301 b", "\u0301", " \u0301"},
		{"한국", "한", "한"},
		{"\u1112\u1161\u11ab", "\u1161", "\u1112\u1161\u11ab"},
		{"one two", " two ", "two"},
		{"one   two", "   ", ""},
		{strings.Repeat("x", 1000) + "e\u0301" + strings.Repeat("y", 1000), "e", "e\u0301"},
	} {
		v, err := article.NewVersion(tt.text, []article.Block{{Range: article.Range{End: len([]rune(tt.text))}, Kind: article.Paragraph}}, article.Meta{})
		if err != nil {
			t.Fatal(err)
		}
		at := strings.Index(tt.text, strings.TrimSuffix(tt.part, " "))
		start := len([]rune(tt.text[:at]))
		r := article.Range{Start: start, End: start + len([]rune(tt.part))}
		got := v.Whole(r)
		if v.Slice(got) != tt.want {
			t.Errorf("Whole(%q of %.20q) = %q, want %q", tt.part, tt.text, v.Slice(got), tt.want)
		}
		if want := tt.part == tt.want; v.IsWhole(r) != want && strings.TrimSpace(tt.part) == tt.part {
			t.Errorf("IsWhole(%q of %.20q) = %v", tt.part, tt.text, !want)
		}
	}
}

// FuzzWhole wants ranges made whole to begin and end where the whole text, segmented at once, has borders.
func FuzzWhole(f *testing.F) {
	f.Add("the cafe\u0301 is \U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7", 3, 5)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		text = strings.ToValidUTF8(text, "")
		v := article.Trusted(text, nil, article.Meta{})
		if start < 0 || start > end || end > v.Len() || v.Len() > 200 {
			return
		}
		r := v.Whole(article.Range{Start: start, End: end})
		if r.Empty() {
			return
		}
		borders := map[int]bool{}
		var s segmenter.Segmenter
		s.Init([]rune(text))
		for it := s.GraphemeIterator(); it.Next(); {
			borders[it.Grapheme().Offset] = true
			borders[it.Grapheme().Offset+len(it.Grapheme().Text)] = true
		}
		if !borders[r.Start] || !borders[r.End] || v.Whole(r) != r && !strings.HasPrefix(v.Slice(r), " ") && !strings.HasSuffix(v.Slice(r), " ") {
			t.Errorf("Whole(%d, %d of %q) = %v, again %v", start, end, text, r, v.Whole(r))
		}
	})
}
