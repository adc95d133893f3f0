package export_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"parley/annotations/export"
)

// propertyTags reads the tags of the properties back, and lineTags those of the line below the first mark: words with a number sign, and code.
func propertyTags(t testing.TB, doc string) []string {
	t.Helper()
	_, list, _ := strings.Cut(doc, "\ntags:\n")
	var out []string
	for l := range strings.Lines(list) {
		item, ok := strings.CutPrefix(l, "  - ")
		if !ok {
			break
		}
		item = strings.TrimSuffix(item, "\n")
		if strings.HasPrefix(item, `"`) {
			s, err := strconv.Unquote(item)
			if err != nil {
				t.Fatalf("%s: %v", item, err)
			}
			item = s
		}
		out = append(out, item)
	}
	return out
}

func lineTags(doc string) []string {
	i := strings.LastIndex(doc, "\n*green")
	src := []byte(doc[i+1:])
	var out []string
	plain := ""
	flush := func() {
		for _, part := range strings.Split(plain, " · ") {
			if t, ok := strings.CutPrefix(part, "#"); ok {
				out = append(out, t)
			}
		}
		plain = ""
	}
	_ = ast.Walk(goldmark.New().Parser().Parse(text.NewReader(src)), func(n ast.Node, in bool) (ast.WalkStatus, error) {
		if !in {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan:
			flush()
			words := ""
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				words += string(c.(*ast.Text).Value(src))
			}
			out = append(out, words)
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			plain += string(n.Value(src))
		}
		return ast.WalkContinue, nil
	})
	flush()
	return out
}

// TestTagsAreKept exports tags of every kind. None is lost, and none becomes another.
func TestTagsAreKept(t *testing.T) {
	tags := []string{"claim", "2026", "50%", "C++", "C#", "C", "!", "two words", "two-words", "two  words", "a`b", "``", "a/b", "/", "a//b", "-", "да", "漢字", "true", "123", "1.5", "*", "_", "a · #b", "  ", "[x](y)", "a_b", "_a_", "a/_b_", `"`, `\`, "x\t", "\u0301a", "parley"}
	e := sample(t, "Some words.", "")
	e.Marks[0].Tags = tags
	doc := write(t, "markdown", e)
	if got, want := propertyTags(t, doc), slices.Insert(slices.Clone(tags[:len(tags)-1]), 0, "parley"); !slices.Equal(got, want) {
		t.Errorf("properties: %q, want %q", got, want)
	}
	if got := lineTags(doc); !slices.Equal(got, tags) {
		t.Errorf("the line: %q, want %q in\n%s", got, tags, doc)
	}
	for _, tag := range []string{"claim", "C", "two-words", "a/b", "да", "漢字", "a_b", "true"} {
		if !strings.Contains(doc, " · #"+tag+" · ") {
			t.Errorf("%q is no tag in\n%s", tag, doc)
		}
	}
}

func FuzzTagsAreKept(f *testing.F) {
	f.Add("C++", "C#")
	f.Add("`", "``x` ")
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, s := range []string{a, b} {
			if !utf8.ValidString(s) || s == "" || strings.ContainsAny(s, "\n\r\x00") || s == "parley" {
				t.Skip()
			}
		}
		e := sample(t, "Some words.", "")
		e.Marks[0].Tags = []string{a, b}
		doc := write(t, "markdown", e)
		want := []string{"parley", a}
		if a != b {
			want = append(want, b)
		}
		if got := propertyTags(t, doc); !slices.Equal(got, want) {
			t.Errorf("properties: %q, want %q", got, want)
		}
		if got := lineTags(doc); !slices.Equal(got, []string{a, b}) {
			t.Errorf("the line: %q, want %q, %q", got, a, b)
		}
	})
}

// TestTagsThatAreNone counts the marks with tags that notebooks do not take as tags.
func TestTagsThatAreNone(t *testing.T) {
	e := sample(t, "Some words.", "")
	f, err := export.ByName("markdown")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		tags []string
		want string
	}{
		{[]string{"claim", "two-words"}, ""},
		{[]string{"claim", "2026", "C++"}, "1 mark has tags that notebooks do not know as tags: they are written as code"},
	} {
		e.Marks[0].Tags = tt.tags
		got := ""
		for _, l := range f.Loses(e) {
			got += l.String()
		}
		if got != tt.want {
			t.Errorf("%q: %q, want %q", tt.tags, got, tt.want)
		}
	}
}
