package desk_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/app/desk"
)

// TestStories finds what tells the same in nearly the same words, whole or in part, and nothing that only has some of them.
func TestStories(t *testing.T) {
	b := fresh(t)
	body := strings.Join(strings.Split(strings.TrimSpace(talks), "\n\n")[1:], "\n\n")
	im := func(path, text string) desk.Imported {
		x, err := b.Import(t.Context(), desk.Input{Name: path, Path: path, Bytes: []byte(text)})
		b.must(err)
		return x
	}
	one := im("/one", "Talks about the canal\n\n"+body)
	words := strings.Fields(body)
	edited := im("/two", "Canal: the talks go on\n\n"+strings.Replace(body, "canal", "waterway", 3)+"\n\nThe agency's own last paragraph, with a few words more.")
	part := im("/three", "In short\n\n"+strings.Join(words[len(words)/3:], " "))
	im("/four", "Something else\n\n"+strings.Repeat(prose, 2)+"\n\n"+strings.Join(words[:20], " "))
	im("/five", "Short\n\n"+strings.Join(words[:12], " "))
	got, err := b.Stories(t.Context(), b.open(one.Article.ID).Version)
	b.must(err)
	var list []string
	for _, s := range got {
		list = append(list, fmt.Sprintf("%s %t", s.Article.Title, s.Share > 0.8 && s.Share <= 1))
	}
	if len(got) != 2 || list[0] != "In short true" || list[1] != "Canal: the talks go on true" {
		t.Errorf("the same story: %q", list)
	}
	back, err := b.Stories(t.Context(), b.open(edited.Article.ID).Version)
	b.must(err)
	if len(back) == 0 || back[0].Article.ID != one.Article.ID && back[0].Article.ID != part.Article.ID {
		t.Errorf("from the other side: %+v", back)
	}
	for _, text := range []string{"Three words only", strings.Repeat("war ", 60_000)} {
		x := im("/x", text+" ")
		if got, err := b.Stories(t.Context(), b.open(x.Article.ID).Version); err != nil || len(got) > 0 {
			t.Errorf("of %.20q: %v, %v", text, got, err)
		}
	}
}
