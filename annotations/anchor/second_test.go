package anchor_test

import (
	"embed"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"parley/annotations/anchor"
)

// The second generator knows nothing of slots: it revises prose as an editor does, several changes at a time, anywhere. It was written when
// the rules stood, to see how they do on edits of another kind.
//
//go:embed testdata/second/*.txt
var second embed.FS

// secondTexts are its texts, with sentences that may be put into them.
var secondTexts = []struct {
	file   string
	spaced bool
	donor  string // a file of testdata whose sentences may be put in; the text itself if empty
}{{"en", true, "en2.txt"}, {"ru", true, "ru1.txt"}, {"zh", false, "zh1.txt"}, {"ja", false, ""}}

// A reviser changes a text of paragraphs of sentences. The signs around the passage are within the sentences.
type reviser struct {
	*rand.Rand
	spaced bool
	donor  []string
	text   [][]string
}

func splitSentences(p string) []string {
	var out []string
	start := 0
	rs := []rune(p)
	for i, r := range rs {
		if !strings.ContainsRune(".?!。？！", r) || r == '.' && i+1 < len(rs) && rs[i+1] != ' ' {
			continue
		}
		out = append(out, strings.TrimSpace(string(rs[start:i+1])))
		start = i + 1
	}
	return out
}

func (v *reviser) String() string {
	var ps []string
	between := ""
	if v.spaced {
		between = " "
	}
	for _, p := range v.text {
		ps = append(ps, strings.Join(p, between))
	}
	return strings.Join(ps, "\n\n")
}

// any returns a place of a sentence, near the passage as a rule.
func (v *reviser) any() (p, s int) {
	for k := range v.text {
		if x := strings.Join(v.text[k], ""); strings.Contains(x, open) && v.IntN(3) > 0 {
			return k, v.IntN(len(v.text[k]))
		}
	}
	p = v.IntN(len(v.text))
	return p, v.IntN(len(v.text[p]))
}

// bits cuts a sentence where a word or a clause may be put in or taken out: between words, or behind signs of a script without spaces.
func (v *reviser) bits(s string) []string {
	if v.spaced {
		return strings.SplitAfter(s, " ")
	}
	var out []string
	var b strings.Builder
	rs := []rune(s)
	for i, r := range rs {
		b.WriteRune(r)
		if string(r) == open || i+1 < len(rs) && string(rs[i+1]) == shut { // what is put in at an end of the passage is not of it
			continue
		}
		if unicode.IsPunct(r) || v.IntN(3) == 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	return append(out, b.String())
}

// signs returns the signs of the passage in s, in their order.
func signs(s string) string {
	return strings.Map(func(r rune) rune {
		if r == []rune(open)[0] || r == []rune(shut)[0] {
			return r
		}
		return -1
	}, s)
}

// revise makes one change and reports whether it was one.
func (v *reviser) revise() bool {
	p, s := v.any()
	switch v.IntN(6) {
	case 0: // a sentence put in
		v.text[p] = slices.Insert(v.text[p], s, v.donor[v.IntN(len(v.donor))])
	case 1: // a sentence taken out; if it holds a sign of the passage, that goes to its neighbour
		if len(v.text[p]) < 3 {
			return false
		}
		m := signs(v.text[p][s])
		v.text[p] = slices.Delete(v.text[p], s, s+1)
		if s < len(v.text[p]) {
			v.text[p][s] = m + v.text[p][s]
		} else {
			v.text[p][s-1] += m
		}
	case 2: // a few words taken out
		b := v.bits(v.text[p][s])
		if len(b) < 6 {
			return false
		}
		i := 1 + v.IntN(len(b)-4)
		j := i + 1 + v.IntN(3)
		m := signs(strings.Join(b[i:j], ""))
		v.text[p][s] = strings.Join(b[:i], "") + m + strings.Join(b[j:], "")
	case 3: // a few words put in
		b, d := v.bits(v.text[p][s]), v.bits(strings.ToLower(v.donor[v.IntN(len(v.donor))]))
		if len(b) < 4 || len(d) < 8 {
			return false
		}
		i, k := 1+v.IntN(len(b)-2), 1+v.IntN(3)
		v.text[p][s] = strings.Join(b[:i], "") + strings.Join(d[k:k+2+v.IntN(4)], "") + strings.Join(b[i:], "")
	case 4: // two clauses change places
		cs := strings.SplitAfter(v.text[p][s], "，")
		if v.spaced {
			cs = strings.SplitAfter(v.text[p][s], ", ")
		}
		if len(cs) < 3 || signs(v.text[p][s]) != "" {
			return false
		}
		cs[0], cs[1] = cs[1], cs[0]
		v.text[p][s] = strings.Join(cs, "")
	default: // a word becomes another
		b, d := v.bits(v.text[p][s]), v.bits(strings.ToLower(v.donor[v.IntN(len(v.donor))]))
		if len(b) < 3 || len(d) < 3 {
			return false
		}
		i, k := v.IntN(len(b)-1), v.IntN(len(d)-1)
		if signs(b[i]) != "" || !unicode.IsLetter([]rune(b[i])[0]) && v.spaced {
			return false
		}
		b[i] = strings.TrimFunc(d[k], unicode.IsPunct)
		v.text[p][s] = strings.Join(b, "")
	}
	return true
}

// drawSecond makes n trials of the second generator.
func drawSecond(t testing.TB, seed uint64, n int) []trial {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 99))
	var out []trial
	for len(out) < n {
		x := secondTexts[rng.IntN(len(secondTexts))]
		b, err := second.ReadFile("testdata/second/" + x.file + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		v := &reviser{Rand: rng, spaced: x.spaced}
		for p := range strings.SplitSeq(strings.TrimSpace(string(b)), "\n\n") {
			v.text = append(v.text, splitSentences(p))
		}
		if x.donor != "" {
			d, err := prose.ReadFile("testdata/" + x.donor)
			if err != nil {
				t.Fatal(err)
			}
			for p := range strings.SplitSeq(strings.TrimSpace(string(d)), "\n\n") {
				v.donor = append(v.donor, splitSentences(p)...)
			}
		} else { // its own last paragraph, which is not in the text then
			v.donor, v.text = v.text[len(v.text)-1], v.text[:len(v.text)-1]
		}
		shape := v.enclose()
		old := v.String()
		done := 0
		for range 1 + rng.IntN(4) {
			done += b2i(v.revise())
		}
		now := v.String()
		if done == 0 || strings.Index(now, shut) < strings.Index(now, open) {
			continue
		}
		y := trial{kind: "revised", file: x.file, shape: shape, old: old, new: now, context: []int{32, 64, 120}[rng.IntN(3)]}
		y.classify()
		if y.want != nil {
			out = append(out, y)
		}
	}
	return out
}

// enclose puts the signs around words of the text and returns what kind of passage they are.
func (v *reviser) enclose() string {
	p := v.IntN(len(v.text))
	s := v.IntN(len(v.text[p]))
	b := v.bits(v.text[p][s])
	shape, i, j := "part", v.IntN(len(b)-1), 0
	switch v.IntN(3) {
	case 0:
		shape, j = "words", min(i+1+v.IntN(3), len(b))
	case 1:
		j = i + 1 + v.IntN(len(b)-i)
	default:
		shape, i, j = "sentence", 0, len(b)
		if k := s + v.IntN(2); k < len(v.text[p]) && k > s {
			v.text[p][s], v.text[p][k] = open+v.text[p][s], v.text[p][k]+shut
			return "sentences"
		}
	}
	last := strings.TrimRight(b[j-1], " ")
	b[i] = open + b[i]
	if i == j-1 {
		last = open + last
	}
	b[j-1] = last + shut + strings.Repeat(" ", len(strings.TrimPrefix(b[j-1], open))-len(strings.TrimPrefix(last, open)))
	v.text[p][s] = strings.Join(b, "")
	return shape
}

// classify tells by the words between the signs what is right.
func (t *trial) classify() {
	between := func(s string) string {
		_, after, _ := strings.Cut(s, open)
		words, _, _ := strings.Cut(after, shut)
		return words
	}
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, s)
	}
	was, is := between(t.old), between(t.new)
	a, b := letters(was), letters(is)
	n := utf8.RuneCountInString(was)
	if t.file == "zh" || t.file == "ja" {
		n *= 2
	}
	switch {
	case a == "":
	case b == "":
		t.want = unattached
	case was == is:
		t.want, t.blind, t.harmless = exact, movedOr, true
	case n < 20:
		t.want = shortEdited
	case len(b)*3 < len(a): // whether so little of it is still the passage is a matter of taste
		t.want = shortEdited
	default:
		t.want = editedOr
	}
	if t.want != nil && t.want[0] == anchor.Edited && a == b {
		t.want = []anchor.State{anchor.Exact, anchor.Moved, anchor.Edited, anchor.Review}
	}
}
