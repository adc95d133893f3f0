package article_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotations/article"
)

func terms(s string) (out []string) {
	article.Terms(s, func(t article.Term) bool {
		out = append(out, t.Text)
		return true
	})
	return out
}

func TestTerms(t *testing.T) {
	tests := []struct{ text, want string }{
		{"The cease-fire, Kyiv’s 1,200 km", "the cease fire kyiv s 1 200 km"},
		{"Élysée über ŁÓDŹ straße", "elysee uber lodz strasse"},
		{"Переговоры в Женеве", "переговоры в женеве"},
		{"俄罗斯总统 said", "俄罗 罗斯 斯总 总统 统 said"},
		{"G7峰", "g7 峰"},
		{"", ""},
		{"… — !", ""},
		{"हिन्दी में", "हिनदी में"},
	}
	for _, tt := range tests {
		if got := strings.Join(terms(tt.text), " "); got != strings.Join(terms(tt.want), " ") && got != tt.want {
			t.Errorf("Terms(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
	if got := terms(strings.Repeat("a", 100)); len(got) != 1 || len(got[0]) != 48 {
		t.Errorf("a word of 100 letters: %q", got)
	}
}

func TestSearchWords(t *testing.T) {
	tests := []struct {
		typed string
		want  []article.SearchWord
	}{
		{"Kyiv’s", []article.SearchWord{{Text: "kyiv"}, {Text: "s"}}},
		{"总统", []article.SearchWord{{Text: "总统"}}},
		{"俄罗斯", []article.SearchWord{{Text: "俄罗"}, {Text: "罗斯"}}},
		{"峰", []article.SearchWord{{Text: "峰", Prefix: true}}},
		{"G7峰会 x", []article.SearchWord{{Text: "g7"}, {Text: "峰会"}, {Text: "x"}}},
		{"-", nil},
	}
	for _, tt := range tests {
		if got := article.SearchWords(tt.typed); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("SearchWords(%q) = %v, want %v", tt.typed, got, tt.want)
		}
	}
}

// FuzzTerms holds that every term stands where it says, in order, and that what is looked for in a text by the text itself is in it.
func FuzzTerms(f *testing.F) {
	f.Add("The cease-fire, Kyiv’s 1,200 km 俄罗斯总统 Ⅷ ﬁ é")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip()
		}
		last := 0
		n := utf8.RuneCountInString(s)
		in := map[string]bool{}
		article.Terms(s, func(x article.Term) bool {
			if x.Text == "" || x.Range.Empty() || x.Range.Start < last || x.Range.End > n {
				t.Fatalf("Terms(%q): %+v after %d", s, x, last)
			}
			last = x.Range.Start
			in[x.Text] = true
			return true
		})
		for _, w := range article.SearchWords(s) {
			if !w.Prefix && !in[w.Text] {
				t.Fatalf("SearchWords(%q) has %q, which is no term", s, w.Text)
			}
		}
	})
}
