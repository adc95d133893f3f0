package anchor_test

import (
	"embed"
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// grammars are the texts that rules were tuned on, unseen those that no rule was tuned on. Each file is a grammar: a line "S:" is a kind of
// sentence, any other a slot with its fillings, which may hold slots themselves. All are our own words.
//
//go:embed testdata/grammar/*.txt testdata/unseen/*.txt
var grammars embed.FS

// A grammar makes sentences of one language.
type grammar struct {
	name, language, form string
	kinds                []string
	slots                map[string][]string
	plain                map[string]bool // slots whose filling can change without a change of names, numbers, negation or certainty
}

// readGrammars reads the grammars of a folder of testdata, in the order of their names.
func readGrammars(t testing.TB, folder string) []*grammar {
	t.Helper()
	files, err := grammars.ReadDir("testdata/" + folder)
	if err != nil {
		t.Fatal(err)
	}
	var out []*grammar
	for _, f := range files {
		b, err := grammars.ReadFile("testdata/" + folder + "/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		g := &grammar{name: strings.TrimSuffix(path.Base(f.Name()), ".txt"), slots: map[string][]string{}, plain: map[string]bool{}}
		for line := range strings.Lines(string(b)) {
			key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ":")
			switch key {
			case "language":
				g.language = strings.TrimSpace(value)
			case "form":
				g.form = strings.TrimSpace(value)
			case "S":
				g.kinds = append(g.kinds, strings.TrimSpace(value))
			case "plain":
				for s := range strings.FieldsSeq(value) {
					g.plain[s] = true
				}
			default:
				for s := range strings.SplitSeq(value, "|") {
					s = strings.TrimSpace(s)
					g.slots[key] = append(g.slots[key], s)
				}
			}
		}
		out = append(out, g)
	}
	return out
}

// spaced reports whether words are written with spaces between them.
func (g *grammar) spaced() bool { return g.language != "zh" && g.language != "ja" }

// A unit is a word with the punctuation written against it. In languages without spaces it is what fills a slot, or stands between slots.
type unit struct {
	pre, text, post string
	space           bool // a space before it
	slot            string
	group           int // the filling of a slot that it is a word of
	open, shut      bool
	within          bool // the passage ends before the punctuation
}

type sentence []unit

// words returns the words of a sentence, lower case, without punctuation.
func (s sentence) words() []string {
	out := make([]string, len(s))
	for i, u := range s {
		out[i] = strings.ToLower(u.text)
	}
	return out
}

// A filling is a piece of text and the slot that it fills.
type filling struct {
	text, slot string
	group      int
}

// fill fills the slots of s.
func (g *grammar) fill(rng *rand.Rand, s, slot string, group int, next *int) []filling {
	var out []filling
	for s != "" {
		i := strings.IndexByte(s, '{')
		if i < 0 {
			return append(out, filling{s, slot, group})
		}
		if i > 0 {
			out = append(out, filling{s[:i], slot, group})
		}
		j := strings.IndexByte(s, '}')
		key := s[i+1 : j]
		choices := g.slots[key]
		if len(choices) == 0 {
			panic(g.name + ": no slot " + key)
		}
		*next++
		out = append(out, g.fill(rng, choices[rng.IntN(len(choices))], key, *next, next)...)
		s = s[j+1:]
	}
	return out
}

// sentence makes a sentence of a random kind.
func (g *grammar) sentence(rng *rand.Rand) sentence {
	n := 0
	return g.units(g.fill(rng, g.kinds[rng.IntN(len(g.kinds))], "", 0, &n))
}

// slot makes units of one filling of a slot.
func (g *grammar) slot(rng *rand.Rand, name string) sentence {
	n := 0
	return g.units(g.fill(rng, "{"+name+"}", "", 0, &n))
}

// units cuts fillings into words with their punctuation.
func (g *grammar) units(fs []filling) sentence {
	var out sentence
	space, fresh, pre := false, true, ""
	for _, f := range fs {
		if !g.spaced() {
			fresh = true
		}
		for _, r := range f.text {
			switch {
			case r == ' ':
				space, fresh = true, true
			case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || strings.ContainsRune("’'", r) || r == ',' && !fresh && len(out) > 0 && unicode.IsDigit(rune(out[len(out)-1].text[len(out[len(out)-1].text)-1])) && f.slot == "num":
				if fresh || len(out) == 0 || out[len(out)-1].post != "" {
					out = append(out, unit{pre: pre, space: space && len(out) > 0, slot: f.slot, group: f.group})
					space, fresh, pre = false, false, ""
				}
				out[len(out)-1].text += string(r)
			case strings.ContainsRune("„«「", r) || r == '“' && g.language != "de":
				pre += string(r)
				fresh = true
			case len(out) > 0 && !space:
				out[len(out)-1].post += string(r)
			case len(out) > 0: // a dash, or a mark of French, behind a space
				out[len(out)-1].post += " " + string(r)
				space = false
			default:
				pre += string(r)
			}
		}
	}
	return out
}

// A doc is a text as its paragraphs of sentences.
type doc struct {
	*grammar
	pars [][]sentence
}

// document makes a text of n paragraphs. No sentence follows itself.
func (g *grammar) document(rng *rand.Rand, n int) doc {
	d := doc{grammar: g}
	for i := range n {
		if g.form == "articles" {
			d.pars = append(d.pars, []sentence{{{text: "Article"}, {text: fmt.Sprint(i + 1), space: true}}})
		}
		var p []sentence
		for range 3 + rng.IntN(4) {
			s := g.sentence(rng)
			for len(p) > 0 && slices.Equal(p[len(p)-1].words(), s.words()) {
				s = g.sentence(rng)
			}
			p = append(p, s)
		}
		d.pars = append(d.pars, p)
	}
	return d
}

// copy returns a doc that can be changed without changing d.
func (d doc) copy() doc {
	out := doc{d.grammar, make([][]sentence, len(d.pars))}
	for i, p := range d.pars {
		out.pars[i] = make([]sentence, len(p))
		for k, s := range p {
			out.pars[i][k] = slices.Clone(s)
		}
	}
	return out
}

// String writes the text, with the signs around its passage.
func (d doc) String() string {
	between := " "
	switch {
	case d.form != "":
		between = "\n"
	case !d.spaced():
		between = ""
	}
	var b strings.Builder
	for i, p := range d.pars {
		if i > 0 {
			b.WriteString("\n\n")
		}
		for k, s := range p {
			if k > 0 {
				b.WriteString(between)
			}
			for x, u := range s {
				u.write(&b, x > 0)
			}
		}
	}
	return b.String()
}

func (u unit) write(b *strings.Builder, inside bool) {
	if u.space && inside {
		b.WriteByte(' ')
	}
	if u.open && !u.within {
		b.WriteString(open)
	}
	b.WriteString(u.pre)
	if u.open && u.within {
		b.WriteString(open)
	}
	b.WriteString(u.text)
	if u.shut && u.within {
		b.WriteString(shut)
	}
	b.WriteString(u.post)
	if u.shut && !u.within {
		b.WriteString(shut)
	}
}
