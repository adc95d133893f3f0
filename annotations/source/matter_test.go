package source_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotations/article"
	"parley/annotations/export"
	"parley/annotations/source"
)

func TestFrontMatterIsYAML(t *testing.T) {
	type meta struct{ title, byline, outlet, published string }
	tests := []struct {
		matter string
		want   meta
	}{
		{"title: >\n  A long\n  title\nauthor: Ann", meta{title: "A long title", byline: "Ann"}},
		{"title: |\n  A long\n  title", meta{title: "A long title"}},
		{"title: 'It''s here'", meta{title: "It's here"}},
		{"title: T\nauthor: ~\noutlet: null", meta{title: "T"}},
		{"title: T\nauthor: Ann # who else", meta{title: "T", byline: "Ann"}},
		{`title: "A\tB \u00e9\x41"`, meta{title: "A B éA"}},
		{`title: "a \"quoted\" \\ word"`, meta{title: `a "quoted" \ word`}},
		{`authors: [Ann, "Bob, C."]` + "\ntitle: T", meta{title: "T", byline: "Ann, Bob, C."}},
		{"title: T\nauthor:\n- Ann\n- 'Bob'\n", meta{title: "T", byline: "Ann, Bob"}},
		{"title: T\nauthor: [\n  Ann,\n  Bob\n]\n", meta{title: "T", byline: "Ann, Bob"}},
		{"title: T\ntags:\n  - a\n  - b\noutlet: The Post", meta{title: "T", outlet: "The Post"}},
		{"Title: 007\noutlet: 1_000\ndate: 2026-03-01", meta{"007", "", "1_000", "2026-03-01"}},
		{"title: 1.50\ndate: 2026-03-01T23:30:00-08:00", meta{title: "1.50", published: "2026-03-01"}},
		{"title: yes\ndate: '2026-03'", meta{title: "yes", published: "2026-03"}},
		{"title: T\nextra:\n  deep: {author: No, outlet: [No]}\n", meta{title: "T"}},
	}
	for _, tt := range tests {
		d, err := source.Read(t.Context(), source.Input{Name: "a.md", Bytes: []byte("---\n" + tt.matter + "\n---\nThe words of the article.\n")})
		if err != nil {
			t.Fatal(err)
		}
		a := d.Article
		if got := (meta{a.Title, a.Byline, a.Outlet, a.Published}); got != tt.want {
			t.Errorf("%q: %+v, want %+v", tt.matter, got, tt.want)
		}
		if got := d.Version.Text(); got != "The words of the article." {
			t.Errorf("%q: text %q", tt.matter, got)
		}
	}
}

func TestWhatIsNoFrontMatterIsText(t *testing.T) {
	bomb := "a: &a [x, x, x]\n"
	for c := 'b'; c < 'z'; c++ {
		bomb += fmt.Sprintf("%c: &%c [*%c, *%c, *%c]\n", c, c, c-1, c-1, c-1)
	}
	for name, matter := range map[string]string{
		"broken":        "title: \"never closed",
		"a word":        "Only words",
		"a list":        "- title: T",
		"two documents": "title: T\n...\ntitle: U",
		"aliases":       bomb + "title: *z",
		"deep":          "title: " + strings.Repeat("[", 30_000),
		"too long":      "title: Quiet\nnote: " + strings.Repeat("x", 1<<16),
	} {
		d, err := source.Read(t.Context(), source.Input{Name: "a.md", Bytes: []byte("---\n" + matter + "\n---\n\nThe words.\n")})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		words := strings.Fields(matter)[0]
		if text := d.Version.Text(); !strings.Contains(text, strings.TrimPrefix(words, "- ")) && words != "-" || !strings.HasSuffix(text, "The words.") {
			t.Errorf("%s: text %.200q", name, text)
		}
	}
}

// back exports an article as Markdown and reads it again.
func back(t *testing.T, a article.Article) article.Article {
	t.Helper()
	v, err := article.NewVersion("The words.", []article.Block{{Range: article.Range{End: 10}}}, article.Meta{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	f, err := export.ByName("markdown")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Write(&b, func(yield func(export.Entry, error) bool) { yield(export.Entry{Article: a, Version: v}, nil) }); err != nil {
		t.Fatal(err)
	}
	d, err := source.Read(t.Context(), source.Input{Name: "a.md", Bytes: []byte(b.String())})
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	return d.Article
}

func TestExportedFrontMatterReadsBack(t *testing.T) {
	for _, s := range []string{"Plain", "It's", `a "b" \ c`, "x: y # z", "null", "~", "yes", "007", "[a, b]", "- a", "> b", "| c", "*d", "&e", "%f", "@g", "`h`", "é 中 😀", "2026-03-01", "!tag", "? q", "{x}"} {
		want := article.Article{Title: s, Byline: s + ", and Bob", Outlet: s, Published: "2026-03", URL: "https://example.org/a?b=c#d"}
		got := back(t, want)
		if got.Title != want.Title || got.Byline != want.Byline || got.Outlet != want.Outlet || got.Published != want.Published || got.URL != want.URL {
			t.Errorf("%q: read back %+v, want %+v", s, got, want)
		}
	}
}

func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{"title: >\n  A\n  B", "a: &x [*x]", "title: 'It''s'", "? a\n: b", "<<: {a: b}", "%YAML 1.2", "a: !!binary x", "title: \"\\u00e9\" # c", "a: [\n b,\n c]", "\t", "a:\n- b\n-  - c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := source.Read(t.Context(), source.Input{Name: "a.md", Bytes: []byte("---\n" + s + "\n---\nThe words.\n")})
		if err == nil && !utf8.ValidString(d.Article.Title+d.Article.Byline+d.Article.Outlet) {
			t.Errorf("%q: %+v", s, d.Article)
		}
	})
}
