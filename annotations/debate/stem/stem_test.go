package stem_test

import (
	"testing"

	"parley/annotations/debate/stem"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		a, b string
		as   stem.Shape
	}{
		{"donbass", "donbas", stem.Shape{Capital: true}},
		{"ceding", "cede", stem.Shape{}},
		{"taxes", "tax", stem.Shape{}},
		{"nuclear", "nuclear", stem.Shape{}},
		{"zhabbo", "zabo", stem.Shape{Capital: true}},
	} {
		if a, b := stem.Of(c.a, c.as), stem.Of(c.b, c.as); a != b || a == "" {
			t.Errorf("stems of %q and %q are %q and %q", c.a, c.b, a, b)
		}
	}
	for _, c := range []struct {
		word, want string
		as         stem.Shape
	}{
		{"the", "", stem.Shape{}},
		{"questions", "", stem.Shape{}},
		{"eu", "", stem.Shape{}},
		{"eu", "eu", stem.Shape{Capital: true, Capitals: true}},
		{"5", "5", stem.Shape{Number: true}},
	} {
		if got := stem.Of(c.word, c.as); got != c.want {
			t.Errorf("Of(%q, %+v) = %q, want %q", c.word, c.as, got, c.want)
		}
	}
}

func TestSingularUndoesPlural(t *testing.T) {
	for _, s := range []string{"row", "controversy", "chairwoman", "clash", "match", "tax", "loss", "survey", "minister"} {
		if got := stem.Singular(stem.Plural(s)); got != s {
			t.Errorf("Singular(%q) = %q, want %q", stem.Plural(s), got, s)
		}
	}
}
