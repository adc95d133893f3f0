package debate_test

import (
	"fmt"
	"testing"

	"parley/annotations/debate"
)

// TestWordsOfUnknownValues writes values that a newer release may have.
func TestWordsOfUnknownValues(t *testing.T) {
	for want, x := range map[string]fmt.Stringer{
		"Kind(4)": debate.State + 1, "state": debate.State, "Stance(6)": debate.Declines + 1, "declines": debate.Declines, "": debate.StanceUnknown,
		"Attribution(7)": debate.Inferred + 1, "inferred": debate.Inferred, "Form(5)": debate.ByDemonym + 1, "demonym": debate.ByDemonym,
		"Verdict(5)": debate.Renamed + 1, "Verdict(255)": debate.Verdict(255), "renamed": debate.Renamed,
	} {
		if got := x.String(); got != want {
			t.Errorf("String of %d = %q, want %q", x, got, want)
		}
	}
}
