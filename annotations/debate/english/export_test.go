package english

import (
	"testing"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// Score compares an analysis with the expectations in a file, checks its promises, and
// returns the F1 of actors, quotes and disputes and the share of passages found.
func Score(t testing.TB, v *article.Version, a *debate.Analysis, path string) (actors, quotes, disputes, passages float64) {
	t.Helper()
	check(t, v, a)
	wa, wq, wd, wp := score(t, v, a, readExpectation(t, path))
	return wa.f1(), wq.f1(), wd.f1(), float64(wp.hit) / float64(max(wp.wanted, 1))
}
