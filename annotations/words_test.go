package annotations_test

import (
	"fmt"
	"testing"

	"parley/annotations"
	"parley/annotations/anchor"
)

// TestWordsOfUnknownValues writes values that a newer release may have.
func TestWordsOfUnknownValues(t *testing.T) {
	for want, x := range map[string]fmt.Stringer{
		"HitKind(7)": annotations.HitDispute + 1, "HitKind(255)": annotations.HitKind(255), "dispute": annotations.HitDispute,
		"Colour(6)": annotations.Purple + 1, "purple": annotations.Purple, "Style(4)": annotations.Outline + 1, "outline": annotations.Outline,
		"review": anchor.Review + 1, "exact": anchor.Exact,
	} {
		if got := x.String(); got != want {
			t.Errorf("String of %d = %q, want %q", x, got, want)
		}
	}
}
