package debate_test

import (
	"strings"
	"testing"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/english"
	"parley/annotations/debate/english/text/texttest"
)

func TestComposeOnHostileTexts(t *testing.T) {
	for name, text := range texttest.Hostile(1 << 16) {
		v := texttest.Version(t, text)
		a, err := english.Suggest(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		lib := debate.NewLibrary([]debate.Actor{{ID: debate.Numbered(1), Name: "Anna"}, {ID: debate.Numbered(2), Name: "US", Kind: debate.State}, {ID: debate.Numbered(3), Name: "Anna Anna"}}, nil, nil)
		w := debate.Compose(v, a, lib, nil)
		debate.CheckView(t, v, w)
		if len(w.Actors) > len(a.Actors)+3 {
			t.Errorf("%s: %d actors", name, len(w.Actors))
		}
	}
}

// big is an article of 5 KB, what is found in it, and a large library that knows some of it.
func big(b *testing.B) (*article.Version, *debate.Analysis, []debate.Actor, []debate.Dispute, []debate.Decision) {
	v := texttest.Version(b, strings.Join(texttest.Articles(b, "english/testdata/articles"), "\n\n")[:5<<10])
	a, err := english.Suggest(b.Context(), v)
	if err != nil {
		b.Fatal(err)
	}
	actors, disputes, decisions := debate.Large(2000, 300, 5000)
	for i, f := range a.Actors {
		if i%2 == 0 {
			actors[i*7].Name = f.Name
		}
	}
	return v, a, actors, disputes, decisions
}

func BenchmarkCompose(b *testing.B) {
	v, a, actors, disputes, decisions := big(b)
	b.Run("warm", func(b *testing.B) {
		lib := debate.NewLibrary(actors, disputes, decisions)
		for b.Loop() {
			debate.Compose(v, a, lib, nil)
		}
	})
	b.Run("fresh", func(b *testing.B) {
		for b.Loop() {
			debate.Compose(v, a, debate.NewLibrary(actors, disputes, decisions), nil)
		}
	})
}
