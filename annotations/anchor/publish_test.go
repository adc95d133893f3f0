package anchor_test

import (
	"flag"
	"fmt"
	"testing"
)

var (
	folder = flag.String("texts", "grammar", "the folder of testdata whose texts TestMeasure uses")
	seed   = flag.Uint64("seed", 1, "the seed of TestMeasure")
	number = flag.Int("n", 0, "how many trials of each kind TestMeasure makes")
)

// TestMeasure prints the outcomes of many trials, if it is told how many.
func TestMeasure(t *testing.T) {
	if *number == 0 {
		t.Skip("no number of trials given")
	}
	var all []trial
	if *folder == "second" {
		all = drawSecond(t, *seed, *number)
	} else {
		all = draw(t, readGrammars(t, *folder), *seed, *number)
	}
	for _, withOld := range []bool{true, false} {
		sum, by := measure(t, all, withOld)
		report(t, fmt.Sprintf("old text at hand %v", withOld), sum, by)
	}
}
