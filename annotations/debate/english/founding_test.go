package english_test

import (
	"os"
	"testing"

	"parley/annotations/debate/english"
	"parley/annotations/source"
)

// The first article that anybody sees: everything in it has to be found.
func TestFoundingArticle(t *testing.T) {
	b, err := os.ReadFile("../../../assets/founding.md")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := source.Read(t.Context(), source.Input{Name: "founding.md", Bytes: b})
	if err != nil {
		t.Fatal(err)
	}
	a, err := english.Suggest(t.Context(), doc.Version)
	if err != nil {
		t.Fatal(err)
	}
	actors, quotes, disputes, passages := english.Score(t, doc.Version, a, "testdata/founding.expect")
	if actors < 0.96 || quotes < 1 || disputes < 1 || passages < 1 {
		t.Errorf("F1 of actors %.2f, quotes %.2f, disputes %.2f, passages %.2f; want 0.96, 1, 1, 1", actors, quotes, disputes, passages)
	}
}
