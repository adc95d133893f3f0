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

// TestWidened holds the bounds of the wider generators, at seeds and, but for the first, on texts that no rule was tuned on. FIGURES.md has
// the outcomes of many more trials. The grammars repeat their few words without end, which is harder than prose.
func TestWidened(t *testing.T) {
	type bound struct{ right, silent, false, needless float64 }
	for _, tt := range []struct {
		name           string
		trials         []trial
		withOld, blind bound
	}{
		{"grammar", draw(t, readGrammars(t, "grammar"), 1601, 10), bound{99, 0.4, 0.7, 1.5}, bound{95, 3, 4.5, 3}},
		{"unseen", draw(t, readGrammars(t, "unseen"), 1602, 10), bound{99, 0.4, 0.7, 1.5}, bound{95, 3, 4.5, 3}},
		{"second", drawSecond(t, 1603, 600), bound{99.3, 0.2, 0.2, 0.5}, bound{98, 0.4, 0.4, 1}},
	} {
		for _, withOld := range []bool{true, false} {
			want := tt.blind
			if withOld {
				want = tt.withOld
			}
			o, _ := measure(t, tt.trials, withOld)
			t.Logf("%s, old text at hand %v: %v", tt.name, withOld, o)
			if pct(o.right, o.all) < want.right || pct(o.silent, o.all) > want.silent || pct(o.false, o.all) > want.false || pct(o.needless, o.harmless) > want.needless {
				t.Errorf("%s, old text at hand %v: %v; bounds %+v", tt.name, withOld, o, want)
			}
		}
	}
}
