package engines

import (
	"reflect"
	"testing"

	"parley/annotations/article"
	"parley/annotations/debate/english"
	"parley/annotations/debate/english/text/texttest"
	"parley/annotations/debate/language"
)

func TestChoose(t *testing.T) {
	table := []Engine{{Language: "en", Name: "a/1"}, {Language: "de", Name: "b/2"}}
	for code, want := range map[string]struct {
		name string
		own  bool
	}{
		"en": {"a/1", true}, "de": {"b/2", true}, "fr": {"a/1", false}, language.Undetermined: {"a/1", false}, "": {"a/1", false},
	} {
		if e, own := choose(table, code); e.Name != want.name || own != want.own {
			t.Errorf("choose(%q) = %s, %t, want %s, %t", code, e.Name, own, want.name, want.own)
		}
	}
	if got := names(table); got != "a/1 b/2" {
		t.Errorf("names = %q", got)
	}
}

// Analyses that were kept by this name stay valid.
func TestNames(t *testing.T) {
	if got := Names(); got != english.Engine {
		t.Errorf("Names() = %q, want %q", got, english.Engine)
	}
}

func TestSuggest(t *testing.T) {
	for _, s := range []struct {
		text string
		sure bool
	}{
		{"Finance Minister Olga Brandt said that the tax was dead. She left, and the talks on the tax were over.", true},
		{"Der russische Präsident Wladimir Putin erklärte am Montag in Moskau, dass die Verhandlungen schwierig seien. „Wir werden nicht nachgeben“, sagte er den Journalisten.", false},
	} {
		v := texttest.Version(t, s.text)
		a, err := Suggest(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		if want, err := english.Suggest(t.Context(), v); err != nil || !reflect.DeepEqual(a, want) {
			t.Errorf("Suggest = %+v, want %+v, %v", a, want, err)
		}
		if len(a.Actors) == 0 || a.Actors[0].Confidence >= 0.5 != s.sure {
			t.Errorf("actors of %q are %+v", s.text, a.Actors)
		}
	}
	if _, err := Suggest(t.Context(), new(article.Version)); err != nil {
		t.Errorf("Suggest of nothing: %v", err)
	}
}

// Every engine is complete, and no two are for the same language.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range table {
		if e.Language == "" || e.Name == "" || e.Suggest == nil || seen[e.Language] || seen[e.Name] {
			t.Errorf("engine %+v", e)
		}
		seen[e.Language], seen[e.Name] = true, true
	}
}
