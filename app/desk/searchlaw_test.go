package desk_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// A thing is what a search may find, as TestSearchLaw knows it without any index.
type thing struct {
	kind           annotations.HitKind
	id             article.ID
	terms          []string
	tags           []string
	colour         annotations.Colour
	actor, dispute string
	of             *shelved // nil for actors and disputes
}

// A shelved is an article with what the filters ask for.
type shelved struct {
	id                article.ID
	outlet, published string
	collections       []string
	actors, disputes  []string // of the statements on it
}

func termsOf(texts ...string) (out []string) {
	for _, text := range texts {
		article.Terms(text, func(t article.Term) bool {
			out = append(out, t.Text)
			return true
		})
	}
	return out
}

// An asked is a query in its parts, from which both the typed text and the answer are made.
type asked struct {
	all, none        []string // as they are typed: a word, "a phrase", begin*
	tags             []string
	colours          []annotations.Colour
	outlet           string
	quoted           bool // the outlet
	after, before    string
	kinds            []string
	in               string
	actors, disputes []string
}

func quoted(s string) string {
	if strings.ContainsAny(s, " ") {
		return `"` + s + `"`
	}
	return s
}

// typed writes the parts in the order of a permutation.
func (a asked) typed(rng *rand.Rand) string {
	var parts []string
	parts = append(parts, a.all...)
	for _, w := range a.none {
		parts = append(parts, "-"+w)
	}
	for _, t := range a.tags {
		parts = append(parts, "tag:"+quoted(t))
	}
	for _, c := range a.colours {
		parts = append(parts, "colour:"+c.String())
	}
	for name, values := range map[string][]string{"outlet": {a.outlet}, "after": {a.after}, "before": {a.before}, "in": {a.in, strings.Join(a.kinds, ",")}, "actor": a.actors, "dispute": a.disputes} {
		for _, v := range values {
			switch {
			case v == "":
			case name == "outlet" && a.quoted:
				parts = append(parts, `outlet:"`+v+`"`)
			default:
				parts = append(parts, name+":"+quoted(v))
			}
		}
	}
	slices.Sort(parts)
	rng.Shuffle(len(parts), func(i, k int) { parts[i], parts[k] = parts[k], parts[i] })
	return strings.Join(parts, " ")
}

// has reports whether terms hold a phrase as it is typed.
func has(terms []string, phrase string) bool {
	begins := strings.HasSuffix(phrase, "*")
	words := article.SearchWords(strings.Trim(phrase, `"*`))
	for at := 0; at+len(words) <= len(terms); at++ {
		fits := true
		for i, w := range words {
			last := i == len(words)-1
			fits = fits && (terms[at+i] == w.Text || (w.Prefix || begins && last) && strings.HasPrefix(terms[at+i], w.Text))
		}
		if fits {
			return true
		}
	}
	return false
}

func folded(s string) string { return article.Fold(s).Text }

// wants reports whether a thing answers a query. It reads as the help of search does.
func (a asked) wants(x thing) bool {
	words := len(a.all) > 0
	filters := a.outlet+a.after+a.before+a.in != "" || len(a.actors)+len(a.disputes) > 0
	marks := len(a.tags)+len(a.colours) > 0
	if !words && !marks && !filters && len(a.kinds) == 0 {
		return false // only what is not there
	}
	kinds, _ := desk.ParseKinds(strings.Join(a.kinds, ","))
	named := len(a.kinds) > 0
	switch {
	case named && !slices.Contains(kinds, x.kind):
		return false
	case marks && x.kind != annotations.HitHighlight:
		return false
	case words || marks:
	case named && x.kind == annotations.HitTitle && slices.Contains(kinds, annotations.HitText):
		return false // the article is there already
	case !named && x.kind == annotations.HitStatement && len(a.actors)+len(a.disputes) > 0:
	case !named && x.kind != annotations.HitText:
		return false
	}
	for _, w := range a.all {
		if !has(x.terms, w) {
			return false
		}
	}
	for _, w := range a.none {
		if has(x.terms, w) {
			return false
		}
	}
	for _, t := range a.tags {
		if !slices.ContainsFunc(x.tags, func(has string) bool { return folded(has) == folded(t) }) {
			return false
		}
	}
	if len(a.colours) > 0 && !slices.Contains(a.colours, x.colour) {
		return false
	}
	return !filters || x.of != nil && a.wantsArticle(x)
}

func (a asked) wantsArticle(x thing) bool {
	begins := func(full string) func(string) bool {
		return func(typed string) bool {
			for _, w := range termsOf(typed) {
				if !slices.ContainsFunc(termsOf(full), func(t string) bool { return strings.HasPrefix(t, w) }) {
					return false
				}
			}
			return true
		}
	}
	every := func(typed, of []string) bool {
		for _, t := range typed {
			if !slices.ContainsFunc(of, func(full string) bool { return begins(full)(t) }) {
				return false
			}
		}
		return true
	}
	outlet := a.outlet
	if !a.quoted {
		outlet += "*"
	}
	return (a.outlet == "" || has(termsOf(x.of.outlet), outlet)) &&
		(a.after == "" || x.of.published >= a.after) && (a.before == "" || x.of.published != "" && x.of.published < a.before) &&
		(a.in == "" || slices.Contains(x.of.collections, a.in)) && every(a.actors, x.of.actors) && every(a.disputes, x.of.disputes) &&
		(x.kind != annotations.HitStatement || every(a.actors, []string{x.actor}) && every(a.disputes, []string{x.dispute}))
}

// These are read only. Many begin alike, and some are different only in what is not a letter.
var (
	lawWords   = []string{"truce", "truces", "truck", "ferry", "Ferry-boat", "é̀lan", "STRASSE", "straße", "谈判", "日内瓦", "мир", "2026", "cease fire"}
	lawTags    = []string{"a-b", "a b", "a/b", "A–B", "a.b", "ab", "key quote", "ключ", "¶x", "a·b"}
	lawOutlets = []string{"The Lorn Post", "Lorn Postal", "Post", "Nordlicht Zeitung", ""}
	lawDates   = []string{"2025", "2025-11", "2025-11-20", "2026-03-05", "2026-03", ""}
	lawActors  = []string{"Anna Kell", "Annabel Roth", "River Commission"}
	lawAsks    = []string{"Who keeps the ferry?", "Who keeps the locks?"}
)

func oneOf(rng *rand.Rand, list []string) string { return list[rng.IntN(len(list))] }

func someOf(rng *rand.Rand, list []string, n int) (out []string) {
	for range rng.IntN(n + 1) {
		if x := oneOf(rng, list); !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// lawLibrary makes a small library at random and returns all that a search may find in it.
func lawLibrary(d *bench, rng *rand.Rand) (all []thing) {
	ctx := d.t.Context()
	prose := func(n int) string {
		words := make([]string, n)
		for i := range words {
			words[i] = oneOf(rng, lawWords)
		}
		return strings.Join(words, " ")
	}
	ids := map[string]article.ID{} // actors and disputes that there are
	members := map[string][]article.ID{}
	for n := range 14 {
		of := &shelved{outlet: oneOf(rng, lawOutlets), published: oneOf(rng, lawDates)}
		title := fmt.Sprintf("%s number%d", prose(2), n)
		text := fmt.Sprintf("---\ntitle: %s\noutlet: %s\ndate: %s\n---\n\n%s said%d.\n\n%s\n", title, of.outlet, of.published, prose(8), n, prose(5))
		im, err := d.Import(ctx, desk.Input{Name: fmt.Sprint(n, ".md"), Path: fmt.Sprint("/", n, ".md"), Bytes: []byte(text)})
		d.must(err)
		of.id = im.Article.ID
		for _, c := range someOf(rng, []string{"canal", "peace talks"}, 2) {
			of.collections = append(of.collections, c)
			members[c] = append(members[c], of.id)
		}
		gone := n%7 == 6
		put := func(x thing) {
			if x.of = of; !gone {
				all = append(all, x)
			}
		}
		v := d.open(of.id).Version
		put(thing{kind: annotations.HitText, id: of.id, terms: termsOf(v.Text())})
		put(thing{kind: annotations.HitTitle, id: of.id, terms: termsOf(im.Article.Title, im.Article.Byline, im.Article.Outlet)})
		for range rng.IntN(4) {
			at := rng.IntN(v.Len() - 4)
			draft := desk.HighlightDraft{Version: v, Range: article.Range{Start: at, End: min(at+20, v.Len())}, Colour: annotations.Colour(rng.IntN(6)), Tags: someOf(rng, lawTags, 3)}
			if rng.IntN(2) == 0 {
				draft.Note = prose(3)
			}
			h, err := d.Highlight(ctx, draft)
			d.must(err)
			put(thing{kind: annotations.HitHighlight, id: h.ID, terms: termsOf(append([]string{h.Anchor.Exact, h.Note}, h.Tags...)...), tags: h.Tags, colour: h.Colour})
		}
		if rng.IntN(2) == 0 {
			note, err := d.AddNote(ctx, of.id, prose(4), "")
			d.must(err)
			put(thing{kind: annotations.HitNote, id: note.ID, terms: termsOf(note.Text)})
		}
		for range rng.IntN(3) {
			actor, dispute, note := oneOf(rng, lawActors), oneOf(rng, lawAsks), prose(1)
			s, err := d.File(ctx, desk.StatementDraft{
				Version: v, Passages: []article.Range{{Start: 0, End: 12}}, Actor: desk.ActorRef{ID: ids[actor], Name: actor}, Dispute: desk.DisputeRef{ID: ids[dispute], Title: dispute}, Note: note,
			})
			d.must(err)
			ids[actor], ids[dispute] = s.Actor, s.Dispute
			of.actors, of.disputes = append(of.actors, actor), append(of.disputes, dispute)
			put(thing{kind: annotations.HitStatement, id: s.ID, terms: termsOf(note, s.Anchors[0].Exact), actor: actor, dispute: dispute})
		}
		if gone {
			d.must(d.Discard(ctx, []article.ID{of.id}, true))
		}
	}
	for name, id := range ids {
		kind := annotations.HitActor
		if slices.Contains(lawAsks, name) {
			kind = annotations.HitDispute
		}
		all = append(all, thing{kind: kind, id: id, terms: termsOf(name)})
	}
	for name, of := range members {
		_, err := d.MakeCollection(ctx, name, of)
		d.must(err)
	}
	return all
}

// lawQuery asks at random, mostly for little, so that much is found.
func lawQuery(rng *rand.Rand) (a asked) {
	word := func() string {
		w := oneOf(rng, lawWords)
		switch rs := []rune(w); {
		case rng.IntN(4) == 0:
			return string(rs[:2]) + "*"
		case rng.IntN(5) == 0:
			return `"` + w + " " + oneOf(rng, lawWords) + `"`
		}
		return quoted(w)
	}
	seldom := func(n int) bool { return rng.IntN(n) == 0 }
	for range rng.IntN(3) {
		a.none = append(a.none, word())
	}
	for range max(rng.IntN(4)-1, 0) {
		a.all = append(a.all, word())
	}
	if seldom(4) {
		a.tags = someOf(rng, lawTags, 2)
	}
	for seldom(5) {
		a.colours = append(a.colours, annotations.Colour(rng.IntN(6)))
	}
	if seldom(4) {
		a.outlet = []string{"lorn post", "post", "zeitung", "nord", "the lorn"}[rng.IntN(5)]
		a.quoted = strings.Contains(a.outlet, " ") || seldom(2)
	}
	if seldom(5) {
		a.after = oneOf(rng, []string{"2025", "2025-11-20", "2026", "2026-03"})
	}
	if seldom(5) {
		a.before = oneOf(rng, []string{"2026", "2026-03-05", "2025-12"})
	}
	if seldom(3) {
		a.kinds = someOf(rng, []string{"articles", "text", "titles", "highlights", "notes", "statements", "actors", "disputes"}, 3)
	}
	if seldom(6) {
		a.in = oneOf(rng, []string{"canal", "peace talks"})
	}
	if seldom(6) {
		a.actors = someOf(rng, []string{"kell", "anna", "anna kell", "commission"}, 2)
	}
	if seldom(6) {
		a.disputes = someOf(rng, []string{"ferry", "keeps", "locks"}, 2)
	}
	return a
}

// TestSearchLaw holds that a search finds what its words say, whatever words, exclusions and filters are typed together: it compares what the
// index finds with what is found by reading everything.
func TestSearchLaw(t *testing.T) {
	if testing.Short() {
		t.Skip("makes libraries")
	}
	for seed := range uint64(4) {
		rng := rand.New(rand.NewPCG(seed, 7))
		d := fresh(t)
		all := lawLibrary(d, rng)
		answered := 0
		for range 1500 {
			a := lawQuery(rng)
			typed := a.typed(rng)
			var want []string
			var counts [annotations.HitDispute + 1]int
			for _, x := range all {
				if a.wants(x) {
					want = append(want, fmt.Sprint(x.kind, " ", x.id))
					counts[x.kind]++
				}
			}
			r, err := d.Search(t.Context(), typed, desk.SearchOptions{Groups: 1000, Matches: 1000})
			d.must(err)
			var got []string
			for _, g := range r.Groups {
				for _, m := range g.Matches {
					got = append(got, fmt.Sprint(m.Kind, " ", m.ID))
				}
			}
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) || len(r.Unknown) > 0 {
				t.Fatalf("seed %d: Search(%q) finds\n%s\nwant\n%s\nnot understood: %q", seed, typed, strings.Join(got, "\n"), strings.Join(want, "\n"), r.Unknown)
			}
			for _, c := range r.Counts {
				if counts[c.Kind] != c.N {
					t.Fatalf("seed %d: Search(%q) counts %d of %s, want %d", seed, typed, c.N, c.Kind, counts[c.Kind])
				}
			}
			if len(want) > 0 {
				answered++
			}
		}
		if answered < 300 {
			t.Errorf("seed %d: only %d queries find anything", seed, answered)
		}
	}
}
