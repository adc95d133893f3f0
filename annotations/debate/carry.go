package debate

import (
	"slices"
	"strings"

	"parley/annotations/article"
)

// How much two analyses of one text must agree on a dispute or a statement for a decision on one to hold for the other. They are
// strict rather than measured: a suggestion that comes back can be rejected again, one that is hidden by mistake is never seen.
const (
	carryOverlap   = 0.5 // of the shorter passages of two disputes
	carryWords     = 2   // content words that two titles must share at least
	carryStatement = 0.8 // of what the passages of two statements cover together
)

// Carry returns the decisions of lib on what old found that hold for what now found under other keys, with the new keys. Both are
// analyses of v, by different engines.
//
// A dispute is taken for another if neither title is in the other analysis, their own passages overlap by half, and one title has all
// content words of the other, two or more, with the same signs, the same names and numbers, the same negation and, of two questions, in
// the same order. A statement is taken
// for another if the speaker is the same and the passages are nearly the same. Where several would fit, none does.
func Carry(v *article.Version, lib *Library, old, now *Analysis) []Decision {
	var out []Decision
	for i, k := range pairs(len(old.Disputes), len(now.Disputes), func(i, k int) bool { return sameDispute(old, now, i, k) }) {
		out = carried(out, lib, DisputeKey(old.Disputes[i].Title), DisputeKey(now.Disputes[k].Title))
	}
	keys := func(a *Analysis) ([]string, map[string]bool) {
		list, all := make([]string, len(a.Statements)), map[string]bool{}
		for i := range a.Statements {
			list[i] = StatementKey(v, &a.Statements[i])
			all[list[i]] = true
		}
		return list, all
	}
	was, before := keys(old)
	is, after := keys(now)
	for i, k := range pairs(len(was), len(is), func(i, k int) bool {
		return !after[was[i]] && !before[is[k]] && lib.Decision(was[i]).Verdict != Undecided && sameStatement(old, now, i, k)
	}) {
		out = carried(out, lib, was[i], is[k])
	}
	slices.SortFunc(out, func(a, b Decision) int { return strings.Compare(a.Key, b.Key) })
	return out
}

// carried appends the decision under the key was, with the key is, if there is one and none under that.
func carried(out []Decision, lib *Library, was, is string) []Decision {
	d := lib.Decision(was)
	if d.Verdict == Undecided || lib.Decision(is).Verdict != Undecided {
		return out
	}
	return append(out, Decision{Key: is, Verdict: d.Verdict, Target: d.Target})
}

// pairs returns, of n things and m others, those that fit each other and nothing else.
func pairs(n, m int, fit func(i, k int) bool) map[int]int {
	of, fits := map[int]int{}, make([]int, m)
	for i := range n {
		found := 0
		for k := range m {
			if fit(i, k) {
				fits[k]++
				found++
				of[i] = k
			}
		}
		if found > 1 {
			delete(of, i)
		}
	}
	for i, k := range of {
		if fits[k] > 1 {
			delete(of, i)
		}
	}
	return of
}

// sameDispute reports whether dispute i of old is dispute k of now under another title.
func sameDispute(old, now *Analysis, i, k int) bool {
	was, is := old.Disputes[i].Title, now.Disputes[k].Title
	has := func(a *Analysis, title string) bool {
		return slices.ContainsFunc(a.Disputes, func(d FoundDispute) bool { return DisputeKey(d.Title) == DisputeKey(title) })
	}
	return !has(now, was) && !has(old, is) && sameTitle(was, is) &&
		overlap(ownPassages(old, i), ownPassages(now, k), false) >= carryOverlap
}

// sameTitle reports whether two titles ask the same in other words. Two questions must have their words in the same order: who pays whom is
// not who is paid by whom.
func sameTitle(a, b string) bool {
	if len(subject(a)) > len(subject(b)) {
		a, b = b, a
	}
	less, more := subject(a), subject(b)
	for w := range less {
		if !more[w] {
			return false
		}
	}
	if isQuestion(a) && isQuestion(b) {
		shared := slices.DeleteFunc(subjectWords(b), func(w string) bool { return !less[w] })
		if !slices.Equal(shared, subjectWords(a)) {
			return false
		}
	}
	return len(less) >= carryWords && signsOf(a) == signsOf(b) && slices.Equal(telltales(a), telltales(b))
}

func isQuestion(title string) bool { return strings.HasSuffix(strings.TrimSpace(title), "?") }

// negations are the words that turn a question round.
var negations = [...]string{"not", "no", "never", "nobody", "nothing", "without", "neither", "nor", "cannot"}

// telltales returns the words of a title that make it another question: names, numbers and negations, folded, in its order. The first word
// of a title is no name for its capital alone.
func telltales(title string) []string {
	var out []string
	fields := strings.FieldsFunc(title, func(r rune) bool { return !isLetter(r) && r != '\'' && r != '’' })
	for i, f := range fields {
		word := strings.ToLower(strings.ReplaceAll(f, "’", "'"))
		capital := f != strings.ToLower(f)
		switch {
		case slices.Contains(negations[:], word), strings.HasSuffix(word, "n't"):
			out = append(out, "not")
		case strings.ContainsAny(word, "0123456789"), capital && i > 0:
			out = append(out, strings.TrimSuffix(word, "'s"))
		}
	}
	return out
}

// ownPassages returns the passages of dispute i of a that are of no other dispute.
func ownPassages(a *Analysis, i int) []article.Range {
	return slices.DeleteFunc(slices.Clone(a.Disputes[i].Passages), func(r article.Range) bool {
		for k := range a.Disputes {
			if k != i && slices.Contains(a.Disputes[k].Passages, r) {
				return true
			}
		}
		return false
	})
}

// sameStatement reports whether statement i of old is statement k of now with other borders.
func sameStatement(old, now *Analysis, i, k int) bool {
	was, is := &old.Statements[i], &now.Statements[k]
	name := func(a *Analysis, s *FoundStatement) string {
		for _, x := range a.Actors {
			if x.ID == s.Actor {
				return normal(x.Name)
			}
		}
		return ""
	}
	by := name(old, was)
	return by == name(now, is) && (by != "" || was.Source == is.Source) && overlap(was.Passages, is.Passages, true) >= carryStatement
}

// overlap returns how much of two sets of passages both cover, from 0 to 1: of all that they cover together, or of the shorter one.
func overlap(a, b []article.Range, ofAll bool) float64 {
	a, b = joined(slices.Clone(a)), joined(slices.Clone(b))
	length := func(rs []article.Range) (n int) {
		for _, r := range rs {
			n += r.Len()
		}
		return n
	}
	both := 0
	for _, x := range a {
		for _, y := range b {
			both += x.Intersect(y).Len()
		}
	}
	of := min(length(a), length(b))
	if ofAll {
		of = length(a) + length(b) - both
	}
	if of == 0 {
		return 0
	}
	return float64(both) / float64(of)
}
