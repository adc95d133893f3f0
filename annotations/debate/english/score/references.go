package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/english"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/speech"
	"parley/annotations/debate/english/text"
	"parley/annotations/source"
)

// references scores whom pronouns and definite descriptions mean, against the coreference of GUM. A link counts if the
// entity is also named in the text.
type references struct {
	kinds  [len(kindNames)]link
	odd    int // documents whose text is read differently
	show   bool
	speaks link // statements whose speaker is "he" or "she"
}

// A link counts links of one kind.
type link struct{ found, right, marked int }

// The kinds of phrases that refer.
const (
	kindHe = iota
	kindThey
	kindIt
	kindDescription
)

var kindNames = [...]string{"he, she", "they", "it", "descriptions"}

// referenceFiles returns the coreference files of the genres news and interview.
func referenceFiles(dir string) (out []string) {
	for _, genre := range []string{"news", "interview"} {
		paths, _ := filepath.Glob(filepath.Join(dir, "gum", "coref", "gum", "conll", "GUM_"+genre+"_*.conll"))
		out = append(out, paths...)
	}
	return out
}

// A gumText is the text of a document with its words and marked mentions.
type gumText struct {
	text     string
	words    []gumWord
	mentions []gumMention
}

// A gumWord is a word at code points [start, end).
type gumWord struct {
	start, end, head int // the head is the index of a word, or -1
	form, pos, rel   string
}

// A gumMention is words [first, last], which mean an entity.
type gumMention struct {
	first, last, head int
	entity, kind      string
}

// one scores the document whose coreference is at path.
func (r *references) one(ctx context.Context, w io.Writer, path string) (read, error) {
	d, err := readGum(path)
	if err != nil {
		return read{}, err
	}
	v, err := source.Read(ctx, source.Input{Name: "article.txt", Bytes: []byte(d.text)})
	if err != nil {
		return read{}, err
	}
	a, err := english.Suggest(ctx, v.Version)
	if err != nil {
		return read{}, err
	}
	out := read{v.Version, a}
	if strings.TrimSpace(v.Version.Text()) != strings.TrimSpace(d.text) {
		r.odd++
		return out, nil
	}
	doc, err := text.Read(ctx, v.Version)
	if err != nil {
		return read{}, err
	}
	set, err := actors.Find(ctx, doc)
	if err != nil {
		return read{}, err
	}
	said, err := speech.Find(ctx, set)
	if err != nil {
		return read{}, err
	}
	r.compare(w, strings.TrimSuffix(filepath.Base(path), ".conll"), d, v.Version, said)
	return out, nil
}

// compare counts the links of one document.
func (r *references) compare(w io.Writer, name string, d *gumText, v *article.Version, said *speech.Result) {
	named := make(map[string]bool)
	headed := make(map[int]*gumMention) // by the word that is the head
	for i := range d.mentions {
		m := &d.mentions[i]
		named[m.entity] = named[m.entity] || d.names(m)
		if o := headed[m.head]; o == nil || m.last-m.first > o.last-o.first {
			headed[m.head] = m
		}
	}
	at := make(map[int]int, len(d.words)) // the word that begins at a code point
	for i := range d.words {
		at[d.words[i].start] = i
	}
	entity := actorEntities(said, v, at, headed, d)
	r.speakers(v, at, headed, named, entity, said)
	for t := range said.Tokens {
		i, ok := at[v.Pos(int(said.Tokens[t].Start))]
		if !ok || said.NameAt(t) >= 0 || d.words[i].pos == "PROPN" {
			continue
		}
		kind := kindOf(d, i, headed[i])
		if kind < 0 {
			continue
		}
		a := said.ActorOf(t, said)
		k := &r.kinds[kind]
		want := ""
		if m := headed[i]; m != nil && named[m.entity] {
			want = m.entity
			if m.kind == "person" || m.kind == "organization" || m.kind == "place" && kind != kindDescription {
				k.marked++
			}
		}
		if a >= 0 && kind == kindDescription && inside(said, a, t) {
			continue // "the Indian government" stands for India, and is not named by it
		}
		if a < 0 {
			if want != "" && r.show {
				fmt.Fprintf(w, "%s\t%s\tmissed %s\t%s\n", name, kindNames[kind], want, around(v, said.TokenRange(t, t+1)))
			}
			continue
		}
		k.found++
		if want != "" && entity[a] == want {
			k.right++
		} else if r.show {
			fmt.Fprintf(w, "%s\t%s\twrong %s, not %s\t%s\n", name, kindNames[kind], said.Actors[a].Name, want, around(v, said.TokenRange(t, t+1)))
		}
	}
}

// speakers counts the statements of "he" and "she".
func (r *references) speakers(v *article.Version, at map[int]int, headed map[int]*gumMention, named map[string]bool, entity []string,
	said *speech.Result,
) {
	for i := range said.Statements {
		s := &said.Statements[i]
		if !said.Is(s.Source.First, "he", "she") || s.Source.Last != s.Source.First+1 {
			continue
		}
		m := headed[at[v.Pos(int(said.Tokens[s.Source.First].Start))]]
		if m == nil || !named[m.entity] {
			continue
		}
		r.speaks.marked++
		if s.Actor >= 0 {
			r.speaks.found++
			if entity[s.Actor] == m.entity {
				r.speaks.right++
			}
		}
	}
}

// inside reports whether a name of actor a stands in the few words before token t.
func inside(said *speech.Result, a, t int) bool {
	for i := t - 1; i > t-6 && said.SameSentence(i, t); i-- {
		if n := said.NameAt(i); n >= 0 && said.Names[n].Actor == a {
			return true
		}
	}
	return false
}

// actorEntities returns the entity that most of the names of each actor mean, "" if they mean none.
func actorEntities(said *speech.Result, v *article.Version, at map[int]int, headed map[int]*gumMention, d *gumText) []string {
	out := make([]string, len(said.Actors))
	for a, x := range said.Actors {
		votes := make(map[string]int)
		for _, m := range x.Mentions {
			if m.Form == debate.ByPronoun || m.Form == debate.ByDescription {
				continue
			}
			for t := m.Token; t < len(said.Tokens) && int(said.Tokens[t].Start) < m.End; t++ {
				i, ok := at[v.Pos(int(said.Tokens[t].Start))]
				if ok && d.words[i].rel == "flat" && d.words[i].head >= 0 {
					i = d.words[i].head // "veteran Cyd Ho"
				}
				if ok && headed[i] != nil {
					e := headed[i].entity
					if votes[e]++; votes[e] > votes[out[a]] {
						out[a] = e
					}
				}
			}
		}
	}
	return out
}

// kindOf returns the kind of the phrase whose head is word i, m if it is marked as a mention, or -1.
func kindOf(d *gumText, i int, m *gumMention) int {
	switch strings.ToLower(d.words[i].form) {
	case "he", "she", "him", "his", "her", "himself", "herself":
		return kindHe
	case "they", "them", "their":
		return kindThey
	case "it", "its":
		return kindIt
	}
	if d.words[i].pos != "NOUN" {
		return -1
	}
	if m != nil {
		switch strings.ToLower(d.words[m.first].form) {
		case "the", "this", "that", "its", "their", "his", "her":
			return kindDescription
		}
		return -1
	}
	return kindDescription
}

var gumMark = regexp.MustCompile(`\(?([a-z]+)-(\d+)(?:-[^()]*)?\)?`)

// readGum reads a document from its coreference at path and the dependencies beside it.
func readGum(path string) (*gumText, error) {
	base := strings.TrimSuffix(filepath.Base(path), ".conll")
	dep, err := lines(filepath.Join(filepath.Dir(path), "..", "..", "..", "dep", base+".conllu"))
	if err != nil {
		return nil, err
	}
	d := new(gumText)
	d.readWords(dep)
	marks, err := lines(path)
	if err != nil {
		return nil, err
	}
	open := make(map[string][]int)
	i := 0
	for _, l := range marks {
		f := strings.Split(l, "\t")
		if len(f) < 3 || i >= len(d.words) {
			continue
		}
		if d.words[i].form != f[1] {
			return nil, fmt.Errorf("word %d is %q in one file and %q in the other: %w", i, d.words[i].form, f[1], os.ErrInvalid)
		}
		for _, m := range gumMark.FindAllStringSubmatch(f[2], -1) {
			if strings.HasPrefix(m[0], "(") {
				open[m[2]] = append(open[m[2]], i)
			}
			if n := len(open[m[2]]) - 1; strings.HasSuffix(m[0], ")") && n >= 0 {
				from := open[m[2]][n]
				d.mentions = append(d.mentions, gumMention{from, i, d.headOf(from, i), m[2], m[1]})
				open[m[2]] = open[m[2]][:n]
			}
		}
		i++
	}
	return d, nil
}

// readWords reads the words of a document and builds its text, with an empty line between paragraphs.
func (d *gumText) readWords(ls []string) {
	var b strings.Builder
	at, first := 0, 0
	write := func(s string) { b.WriteString(s); at += len([]rune(s)) }
	var glued [2]string // the first and last number of the parts of a word that is cut
	spaced := false     // whether a space follows it
	for _, l := range ls {
		f := strings.Split(l, "\t")
		switch {
		case strings.HasPrefix(l, "# newpar") && !strings.HasPrefix(l, "# newpar_") && at > 0:
			write("\n\n")
		case l == "":
			first = len(d.words)
		case len(f) > 9 && strings.Contains(f[0], "-"): // a word that is cut into several: its parts follow
			from, to, _ := strings.Cut(f[0], "-")
			glued, spaced = [2]string{from, to}, !strings.Contains(f[9], "SpaceAfter=No")
		case len(f) > 9 && !strings.Contains(f[0], "."):
			head := -1
			if f[6] != "0" {
				n := 0
				fmt.Sscan(f[6], &n)
				head = first + n - 1
			}
			start := at
			write(f[1])
			d.words = append(d.words, gumWord{start, at, head, f[1], f[3], f[7]})
			space := !strings.Contains(f[9], "SpaceAfter=No")
			if glued[1] == f[0] {
				space, glued = spaced, [2]string{}
			} else if glued[1] != "" {
				space = false
			}
			if space {
				write(" ")
			}
		}
	}
	d.text = b.String()
}

// names reports whether the head of a mention is a name, or has one beside it.
func (d *gumText) names(m *gumMention) bool {
	for i := m.first; i <= m.last; i++ {
		if w := &d.words[i]; w.pos == "PROPN" && (i == m.head || w.head == m.head && w.rel == "flat") {
			return true
		}
	}
	return false
}

// headOf returns the head of words [first, last].
func (d *gumText) headOf(first, last int) int {
	for i := first; i <= last; i++ {
		if h := d.words[i].head; h < first || h > last {
			return i
		}
	}
	return last
}

// sums writes the figures.
func (r *references) sums(w io.Writer) {
	var all link
	for i, k := range r.kinds {
		fmt.Fprintf(w, "  %-13s right      %s, of those marked %s\n", kindNames[i], share(k.right, k.found), share(k.right, k.marked))
		all.found, all.right, all.marked = all.found+k.found, all.right+k.right, all.marked+k.marked
	}
	fmt.Fprintf(w, "  all links     right      %s, of those marked %s\n", share(all.right, all.found), share(all.right, all.marked))
	fmt.Fprintf(w, "  he and she who speak       %s, of those marked %s\n",
		share(r.speaks.right, r.speaks.found), share(r.speaks.right, r.speaks.marked))
	if r.odd > 0 {
		fmt.Fprintf(w, "  documents left out, since their text is read differently: %d\n", r.odd)
	}
}
