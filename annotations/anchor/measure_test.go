package anchor_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

// An outcome says what became of a trial.
//
// Right is a placement whose state is one of those wanted, at the true range; where words have changed, punctuation at the ends does not
// count. Silently wrong is one that is exact, moved or edited and stands at another range than the true one by a word or more, or anywhere
// if the passage is gone. Falsely attached is one in any state, review included, that has no word in common with the true range, or that
// stands anywhere if the passage is gone. Needless is the review of a passage that says the same as before.
type outcome struct{ all, right, silent, false, harmless, needless int }

func (o *outcome) add(p outcome) {
	o.all += p.all
	o.right += p.right
	o.silent += p.silent
	o.false += p.false
	o.harmless += p.harmless
	o.needless += p.needless
}

func (o outcome) String() string {
	return fmt.Sprintf("%6d trials  right %6.2f %%  silently wrong %5.2f %%  falsely attached %5.2f %%  needless review %5.2f %%",
		o.all, pct(o.right, o.all), pct(o.silent, o.all), pct(o.false, o.all), pct(o.needless, o.harmless))
}

// core leaves the white space and punctuation at the ends of a range out.
func core(text []rune, r article.Range) article.Range {
	says := func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.M, c) }
	for r.Start < r.End && !says(text[r.Start]) {
		r.Start++
	}
	for r.End > r.Start && !says(text[r.End-1]) {
		r.End--
	}
	return r
}

// judge compares a placement with the truth.
func (t *trial) judge(text []rune, is article.Range, p anchor.Placement, want []anchor.State) outcome {
	gone := want[0] == anchor.Unattached
	silently := p.State == anchor.Exact || p.State == anchor.Moved || p.State == anchor.Edited
	same := core(text, p.Range) == core(text, is)
	o := outcome{all: 1}
	o.right = b2i(slices.Contains(want, p.State) && (p.State == anchor.Unattached || !gone && same && (p.Range == is || p.State == anchor.Edited || p.State == anchor.Review)))
	o.silent = b2i(silently && (gone || !same))
	o.false = b2i(p.State != anchor.Unattached && (gone || p.Range.Intersect(is).Empty()))
	o.harmless = b2i(t.harmless)
	o.needless = b2i(t.harmless && p.State == anchor.Review)
	return o
}

// measure places the passages of trials, with the old text or without, and counts the outcomes of each kind of edit and each grammar.
func measure(t testing.TB, all []trial, withOld bool) (sum outcome, by map[string]*outcome) {
	t.Helper()
	by = map[string]*outcome{}
	for _, x := range all {
		oldText, nowText, was, is := x.strip()
		old, now := loose(t, oldText), loose(t, nowText)
		a := anchor.Describe(old, was)
		a.Prefix, a.Suffix = tail(a.Prefix, x.context), head(a.Suffix, x.context)
		want, from := x.want, old
		if !withOld {
			from = nil
			if x.blind != nil {
				want = x.blind
			}
			if misled(a, oldText, nowText, is) {
				continue // the anchor does not say which place is meant
			}
		}
		ps, err := anchor.Place(t.Context(), from, now, []anchor.Anchor{a})
		if err != nil {
			t.Fatal(err)
		}
		o := x.judge([]rune(nowText), is, ps[0], want)
		sum.add(o)
		for _, key := range []string{"edit: " + x.kind, "text: " + x.file, "shape: " + x.shape} {
			if by[key] == nil {
				by[key] = &outcome{}
			}
			by[key].add(o)
		}
		if o.right == 0 && testing.Verbose() {
			t.Logf("%s%s%s, %s, %s, old %v, context %d: %v %v %q (%s), want %v %q\n   was %q in %q\n   now %q", sign(o.silent, "SILENT "), sign(o.false, "FALSE "), x.kind, x.file, x.shape, withOld, x.context, ps[0].State, ps[0].Range, now.Slice(ps[0].Range), ps[0].Why, want, now.Slice(is), a.Exact, near(x.old), near(x.new))
		}
	}
	return sum, by
}

// misled reports whether an anchor does not say which place is meant: its passage stands with the same context at several places of the old
// text or the new one, or in the new one at another than the true one only.
func misled(a anchor.Anchor, old, now string, is article.Range) bool {
	words := a.Prefix + a.Exact + a.Suffix
	at := strings.Index(now, words)
	start := 0
	if at >= 0 {
		start = utf8.RuneCountInString(now[:at] + a.Prefix)
	}
	return strings.Count(old, words) > 1 || strings.Count(now, words) > 1 || at >= 0 && is != article.Range{Start: start, End: start + utf8.RuneCountInString(a.Exact)}
}

func sign(n int, s string) string {
	if n > 0 {
		return s
	}
	return ""
}

// near returns the passage of a marked text with what stands near it.
func near(s string) string {
	s = strings.NewReplacer(open, "[[", shut, "]]").Replace(s)
	i, j := strings.Index(s, "[["), strings.Index(s, "]]")
	if i < 0 {
		return "…"
	}
	i, j = max(i-200, 0), min(j+200, len(s))
	for i > 0 && !utf8.RuneStart(s[i]) {
		i--
	}
	for j < len(s) && !utf8.RuneStart(s[j]) {
		j++
	}
	return s[i:j]
}

func report(t testing.TB, title string, sum outcome, by map[string]*outcome) {
	t.Helper()
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(by)) {
		fmt.Fprintf(&b, "   %-50s %v\n", k, by[k])
	}
	t.Logf("%-30s %v\n%s", title, sum, b.String())
}
