package english

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/english/text/texttest"
)

// An expectation is what a reader finds in an article, written by hand.
type expectation struct {
	actors   []wantActor
	optional map[string]bool
	quotes   [][2]string // speaker ("-" for one without a name) and words of the quote
	disputes []wantDispute
	none     bool // there is nothing in dispute
}

type wantActor struct {
	kind, role string
	names      []string
}

type wantDispute struct {
	keys     [][]string // any of them, with all its words, in the title
	passages []string
}

// A tally counts what was found of what was wanted.
type tally struct{ hit, found, wanted int }

func (t tally) f1() float64 {
	if t.found+t.wanted == 0 {
		return 1
	}
	return 2 * float64(t.hit) / float64(t.found+t.wanted)
}

func (t *tally) add(o tally) {
	t.hit += o.hit
	t.found += o.found
	t.wanted += o.wanted
}

func readExpectation(t testing.TB, path string) expectation {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	e := expectation{optional: map[string]bool{}}
	for line := range strings.SplitSeq(strings.TrimSpace(string(b)), "\n") {
		verb, rest, _ := strings.Cut(line, " ")
		head, tail, _ := strings.Cut(rest, " :: ")
		switch verb {
		case "actor":
			kind, names, _ := strings.Cut(head, " ")
			a := wantActor{kind: kind, role: tail}
			for n := range strings.FieldsFuncSeq(names, func(r rune) bool { return r == '|' || r == ',' }) {
				a.names = append(a.names, strings.TrimSpace(n))
			}
			e.actors = append(e.actors, a)
		case "optional":
			e.optional[rest] = true
		case "quote":
			e.quotes = append(e.quotes, [2]string{head, tail})
		case "dispute":
			var d wantDispute
			for alt := range strings.SplitSeq(rest, "|") {
				d.keys = append(d.keys, strings.Fields(strings.ToLower(alt)))
			}
			e.disputes = append(e.disputes, d)
		case "passage":
			d := &e.disputes[len(e.disputes)-1]
			d.passages = append(d.passages, rest)
		case "nodispute":
			e.none = true
		default:
			t.Fatalf("%s: unknown line %q", path, line)
		}
	}
	return e
}

// find returns the range of words in the text of v.
func find(t testing.TB, v *article.Version, words string) article.Range {
	t.Helper()
	i := strings.Index(v.Text(), words)
	if i < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	return article.Range{Start: v.Pos(i), End: v.Pos(i + len(words))}
}

func overlaps(rs []article.Range, r article.Range) bool {
	for _, x := range rs {
		if x.Overlaps(r) {
			return true
		}
	}
	return false
}

// score compares an analysis with what was expected and logs every difference.
func score(t testing.TB, v *article.Version, a *debate.Analysis, e expectation) (actors, quotes, disputes, passages tally) {
	t.Helper()
	return scoreActors(t, a, e), scoreQuotes(t, v, a, e), scoreDisputes(t, v, a, e, &passages), passages
}

func scoreActors(t testing.TB, a *debate.Analysis, e expectation) (n tally) {
	taken := map[string]bool{}
	for _, w := range e.actors {
		n.wanted++
		ok := false
		for _, x := range a.Actors {
			all := map[string]bool{x.Name: true}
			for _, s := range x.Aliases {
				all[s] = true
			}
			if !all[w.names[0]] || taken[x.ID] {
				continue
			}
			ok = true
			taken[x.ID] = true
			for _, s := range w.names {
				if !all[s] {
					t.Logf("actor %s: no alias %q in %q", x.Name, s, x.Aliases)
				}
			}
			if x.Kind.String() != w.kind {
				t.Logf("actor %s is a %s, want %s", x.Name, x.Kind, w.kind)
			}
			if !strings.Contains(x.Role, w.role) {
				t.Logf("role of %s is %q, want %q", x.Name, x.Role, w.role)
			}
		}
		if ok {
			n.hit++
		} else {
			t.Logf("actor %q is missing", w.names[0])
		}
	}
	for _, x := range a.Actors {
		if taken[x.ID] {
			n.found++
		} else if !e.optional[x.Name] && x.Confidence >= 0.5 {
			n.found++
			t.Logf("actor %q (%s) was not expected", x.Name, x.Kind)
		}
	}
	return n
}

func scoreQuotes(t testing.TB, v *article.Version, a *debate.Analysis, e expectation) (n tally) {
	names := map[string]string{"": "-"}
	for _, x := range a.Actors {
		names[x.ID] = x.Name
	}
	used := map[article.Range]bool{}
	for _, q := range e.quotes {
		n.wanted++
		r := find(t, v, q[1])
		got := "nobody"
		for _, s := range a.Statements {
			for _, p := range s.Passages {
				if p.Overlaps(r) && s.Attribution != debate.Paraphrase {
					got = names[s.Actor]
					used[p] = true
				}
			}
		}
		if got == q[0] {
			n.hit++
		} else {
			t.Logf("quote %q is by %s, want %s", q[1], got, q[0])
		}
	}
	for _, s := range a.Statements {
		hits := 0
		for _, p := range s.Passages {
			if used[p] {
				hits++
			}
		}
		n.found += hits
		if hits == 0 && s.Attribution != debate.Paraphrase && s.Attribution != debate.Anonymous {
			n.found++
			t.Logf("quote %q by %s was not expected", v.Slice(s.Passages[0]), names[s.Actor])
		}
	}
	n.found = max(n.found, n.hit)
	return n
}

func scoreDisputes(t testing.TB, v *article.Version, a *debate.Analysis, e expectation, passages *tally) (n tally) {
	taken := map[string]bool{}
	for _, w := range e.disputes {
		n.wanted++
		hit := false
		for _, x := range a.Disputes {
			if x.Confidence < 0.5 || taken[x.ID] || !titled(x.Title, w.keys) {
				continue
			}
			hit = true
			taken[x.ID] = true
			for _, p := range w.passages {
				passages.wanted++
				if overlaps(x.Passages, find(t, v, p)) {
					passages.hit++
				} else {
					t.Logf("dispute %q lacks the passage %q", x.Title, p)
				}
			}
			break
		}
		if hit {
			n.hit++
		} else {
			t.Logf("dispute %q is missing", w.keys)
			passages.wanted += len(w.passages)
		}
	}
	for _, x := range a.Disputes {
		if x.Confidence >= 0.5 {
			n.found++
			if !taken[x.ID] {
				t.Logf("dispute %q (%.2f, %s) was not expected", x.Title, x.Confidence, x.Reason)
			}
		}
	}
	passages.found = passages.wanted
	return n
}

func titled(title string, keys [][]string) bool {
	low := strings.ToLower(title)
	for _, alt := range keys {
		all := true
		for _, w := range alt {
			all = all && strings.Contains(low, w)
		}
		if all {
			return true
		}
	}
	return false
}

// TestArticles holds the engine to what readers found in articles of different kinds.
func TestArticles(t *testing.T) {
	paths, err := filepath.Glob("testdata/articles/*.txt")
	if err != nil || len(paths) < 15 {
		t.Fatalf("articles: %d, %v", len(paths), err)
	}
	var actors, quotes, disputes, passages tally
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			v := texttest.Version(t, string(b))
			a, err := Suggest(t.Context(), v)
			if err != nil {
				t.Fatal(err)
			}
			e := readExpectation(t, strings.TrimSuffix(path, ".txt")+".expect")
			wa, wq, wd, wp := score(t, v, a, e)
			t.Logf("F1: actors %.0f, quotes %.0f, disputes %.0f; passages %d of %d", 100*wa.f1(), 100*wq.f1(), 100*wd.f1(), wp.hit,
				wp.wanted)
			if wa.f1() < 0.75 || wq.f1() < 0.9 || e.none && len(a.Disputes) > 0 {
				t.Errorf("F1: actors %.2f, want 0.75; quotes %.2f, want 0.90; %d disputes", wa.f1(), wq.f1(), len(a.Disputes))
			}
			actors.add(wa)
			quotes.add(wq)
			disputes.add(wd)
			passages.add(wp)
		})
	}
	t.Logf("all: F1 of actors %.1f, quotes %.1f, disputes %.1f; passages %d of %d", 100*actors.f1(), 100*quotes.f1(), 100*disputes.f1(),
		passages.hit, passages.wanted)
	if actors.f1() < 0.92 || quotes.f1() < 0.97 || disputes.f1() < 0.81 || passages.hit*10 < passages.wanted*7 {
		t.Errorf("F1 of actors %.2f, quotes %.2f, disputes %.2f; want 0.92, 0.97, 0.81; %d of %d passages", actors.f1(), quotes.f1(),
			disputes.f1(), passages.hit, passages.wanted)
	}
}
