package desk_test

import (
	"fmt"
	"testing"

	"parley/app/desk"
)

// TestWordsOfUnknownValues writes values that this release does not have.
func TestWordsOfUnknownValues(t *testing.T) {
	for want, x := range map[string]fmt.Stringer{
		"Reading(4)": desk.ReadWhole + 1, "whole": desk.ReadWhole, "Order(7)": desk.ByMarks + 1, "Order(255)": desk.Order(255), "marks": desk.ByMarks,
		"Status(3)": desk.StatusThere + 1, "already there": desk.StatusThere,
	} {
		if got := x.String(); got != want {
			t.Errorf("String of %d = %q, want %q", x, got, want)
		}
	}
}
