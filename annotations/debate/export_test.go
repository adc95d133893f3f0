package debate

import (
	"strings"
	"testing"

	"parley/annotations/article"
)

// Large returns what a large library holds.
func Large(actors, disputes, decisions int) ([]Actor, []Dispute, []Decision) {
	given := []string{"Anna", "Bert", "Carla", "David", "Emma", "Frank", "Greta", "Henry", "Irma", "Jonas"}
	about := []string{"border", "harbour", "ceasefire", "prisoners", "tariffs", "elections", "pipeline", "fishing", "language", "airspace"}
	id := func(kind byte, n int) (id ID) {
		id[0], id[14], id[15] = kind, byte(n>>8), byte(n)
		return id
	}
	as, ds, xs := make([]Actor, actors), make([]Dispute, disputes), make([]Decision, decisions)
	for i := range as {
		last := string([]byte{byte('A' + i%26), byte('a' + i/26%26), byte('a' + i/7%26), byte('a' + i/3%26), 's', 'o', 'n'})
		as[i] = Actor{ID: id(1, i), Name: given[i%10] + " " + last, Kind: Person, Role: "envoy", Aliases: []Alias{{Name: last, Form: ByAlias}}}
	}
	for i := range ds {
		ds[i] = Dispute{ID: id(2, i), Title: "Who decides on the " + about[i%10] + " of " + as[i%len(as)].Aliases[0].Name + "?", Positions: []Position{{ID: id(3, i), Dispute: id(2, i), Answer: "Both sides do"}}}
	}
	for i := range xs {
		xs[i] = Decision{Key: ActorKey(as[i%len(as)].Name + strings.Repeat(" Junior", i/len(as))), Verdict: Confirmed, Target: as[i%len(as)].ID}
	}
	return as, ds, xs
}

// CheckView reports every way in which a view breaks its promises.
func CheckView(t *testing.T, v *article.Version, w *View) {
	t.Helper()
	checkView(t, v, w)
}

// Numbered returns the ID with a number.
func Numbered(n int) ID { return numbered(n) }
