package main

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// The kinds of attribution: the words said stand in quote marks, some of them do, none does.
const (
	direct = iota
	mixed
	indirect
	kinds
)

var attributionNames = [kinds]string{"direct", "mixed", "indirect"}

// political scores what is said, and who is said to have said it.
type political struct {
	kinds    [kinds]struct{ marked, found, named, right int }
	clauses  struct{ marked, right int } // indirect ones with a source and a finite verb in what is said
	pronouns struct{ named, right int }  // sources that are "he" or "she" and whom CoreNLP's chain names
	quoted   struct{ shown, right int }  // statements in quotes that are shown, and those that are marked
	plain    struct{ shown, right int }  // those in the author's words
	stands   struct{ shown, right int }  // those made of an act or a stand
	extent   float64                     // summed over plain.right: the share that passage and marked content have in common
	odd      int                         // articles whose text is not the marked text
	show     string
}

// politicalFiles returns the articles that may be used to measure, in the order of their names.
func politicalFiles(dir string) (out []string) {
	for _, part := range []string{"train", "dev"} {
		paths, _ := filepath.Glob(filepath.Join(dir, "PolNeAR", "data", part, "text", "*.txt"))
		out = append(out, paths...)
	}
	return out
}

// An attribution is a marked one: what is said and, if they are marked, the words that name who says it.
type attribution struct {
	content []article.Range
	source  article.Range
	cue     article.Range
	kind    int
	clause  bool // what is said holds a finite verb, as CoreNLP tags it
}

// one scores the article at path.
func (p *political) one(ctx context.Context, w io.Writer, path string) (read, error) {
	r, err := open(ctx, path)
	if err != nil {
		return read{}, err
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return read{}, err
	}
	if !strings.HasPrefix(string(b), r.v.Text()) {
		p.odd++
		return r, nil
	}
	base := strings.TrimSuffix(filepath.Base(path), ".txt")
	marks, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "..", "attributions", base+"_*.ann"))
	if len(marks) == 0 {
		return r, nil
	}
	ls, err := lines(marks[0])
	if err != nil {
		return read{}, err
	}
	all := attributions(r.v, ls)
	chains, finite, err := chainsOf(filepath.Join(filepath.Dir(path), "..", "corenlp", base+".txt.xml"), r.v)
	if err != nil {
		return read{}, err
	}
	for _, a := range all {
		for _, verb := range finite {
			a.clause = a.clause || shared(a.content, []article.Range{verb}) > 0
		}
		p.attribution(w, base, r, a, chains)
	}
	p.precision(w, base, r, all)
	return r, nil
}

// attribution counts whether a marked attribution is found, and by whom.
func (p *political) attribution(w io.Writer, base string, r read, a attribution, chains []chain) {
	k := &p.kinds[a.kind]
	k.marked++
	s := nearest(r.a, a)
	if a.kind == indirect && a.clause && a.source != (article.Range{}) {
		p.clauses.marked++
		if s != nil && speaks(r.a, s, a.source) {
			p.clauses.right++
		}
		if s == nil {
			p.note(w, base, "clause missed: "+r.v.Slice(a.source)+" / "+r.v.Slice(a.cue), around(r.v, extent(a.content)))
		}
	}
	if s == nil {
		p.note(w, base, attributionNames[a.kind]+" missed: "+r.v.Slice(a.source)+" / "+r.v.Slice(a.cue), around(r.v, extent(a.content)))
		return
	}
	k.found++
	if a.source == (article.Range{}) {
		return
	}
	k.named++
	right := speaks(r.a, s, a.source)
	if right {
		k.right++
	} else {
		p.note(w, base, attributionNames[a.kind]+" by "+r.v.Slice(s.Source)+", not "+r.v.Slice(a.source), around(r.v, extent(a.content)))
	}
	switch strings.ToLower(r.v.Slice(a.source)) {
	case "he", "she":
		if c := chainAt(chains, a.source); c != nil {
			p.pronouns.named++
			if refers(r.a, s, c) {
				p.pronouns.right++
			} else {
				p.note(w, base, "pronoun "+r.v.Slice(a.source)+" is "+nameOf(r.a, s.Actor)+", not "+r.v.Slice(c.names[0]), around(r.v, a.source))
			}
		}
	}
}

// precision counts how many of the statements that are shown are marked.
func (p *political) precision(w io.Writer, base string, r read, all []attribution) {
	for i := range r.a.Statements {
		s := &r.a.Statements[i]
		if s.Confidence < shown {
			continue
		}
		n, best := 0, 0.0
		for _, x := range s.Passages {
			n += x.End - x.Start
		}
		for _, a := range all {
			common, size := shared(s.Passages, a.content), 0
			for _, x := range a.content {
				size += x.End - x.Start
			}
			if 2*common >= min(n, size) && common > 0 {
				best = max(best, float64(common)/float64(n+size-common))
			}
		}
		c := &p.plain
		if strings.HasSuffix(s.Reason, standReason) {
			c = &p.stands
		}
		if quotedStatement(s) {
			c = &p.quoted
		}
		c.shown++
		if best > 0 {
			c.right++
			if c == &p.plain {
				p.extent += best
			}
		} else {
			p.note(w, base, "unmarked by "+r.v.Slice(s.Source)+" / "+r.v.Slice(s.Cue), around(r.v, extent(s.Passages)))
		}
	}
}

// standReason ends the reason of a statement that is made of a stand and not of a verb of saying.
const standReason = "says where the actor stands"

func quotedStatement(s *debate.FoundStatement) bool {
	return s.Attribution == debate.Direct || s.Attribution == debate.Partial || s.Attribution == debate.Anonymous && s.Reason != "" && !strings.Contains(s.Reason, "the author's words") && !strings.HasSuffix(s.Reason, standReason)
}

func (p *political) note(w io.Writer, base, what, words string) {
	if p.show != "" && strings.HasPrefix(what, p.show) {
		fmt.Fprintf(w, "%s\t%s\t%s\n", base, strings.ReplaceAll(what, "\n", " "), words)
	}
}

// attributions reads the marked attributions.
func attributions(v *article.Version, ls []string) (out []attribution) {
	spans := make(map[string][]article.Range)
	for _, l := range ls {
		f := strings.SplitN(l, "\t", 3)
		switch {
		case len(f) == 3 && strings.HasPrefix(f[0], "T"):
			_, places, _ := strings.Cut(f[1], " ")
			for place := range strings.SplitSeq(places, ";") {
				from, to, _ := strings.Cut(place, " ")
				start, err1 := strconv.Atoi(from)
				end, err2 := strconv.Atoi(to)
				if err1 == nil && err2 == nil && 0 <= start && start < end && end <= v.Len() {
					spans[f[0]] = append(spans[f[0]], article.Range{Start: start, End: end})
				}
			}
		case len(f) == 2 && strings.HasPrefix(f[0], "E"):
			var a attribution
			for part := range strings.FieldsSeq(f[1]) {
				key, id, _ := strings.Cut(part, ":")
				switch key {
				case "Content":
					a.content = spans[id]
				case "Source":
					a.source = extent(spans[id])
				case "Cue":
					a.cue = extent(spans[id])
				}
			}
			if len(a.content) > 0 {
				a.kind = attributionKind(v, a.content)
				out = append(out, a)
			}
		}
	}
	return out
}

// kindOf tells how the words in the ranges are quoted.
func attributionKind(v *article.Version, rs []article.Range) int {
	if quoted(v.Slice(rs[0])) || len(rs) > 1 && quoted(v.Slice(extent(rs))) {
		return direct
	}
	for _, r := range rs {
		if strings.ContainsAny(v.Slice(r), "\"“”") {
			return mixed
		}
	}
	return indirect
}

// quoted reports whether quote marks stand at both ends of s.
func quoted(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, ".,;:?! \n"))
	return strings.ContainsRune("\"“‘'", first) && strings.ContainsRune("\"”’'", last) && utf8.RuneCountInString(s) > 3
}

// extent returns the range from the first to the last of rs; the zero Range if there is none.
func extent(rs []article.Range) (out article.Range) {
	for i, r := range rs {
		if i == 0 {
			out = r
		}
		out.Start, out.End = min(out.Start, r.Start), max(out.End, r.End)
	}
	return out
}

// shared returns how many code points as and bs have in common.
func shared(as, bs []article.Range) (n int) {
	for _, a := range as {
		for _, b := range bs {
			n += max(0, min(a.End, b.End)-max(a.Start, b.Start))
		}
	}
	return n
}

// nearest returns the statement that has most of the content of a in it, at least half, or nil; a quote must be
// found as a quote. Of two equal ones the statement counts whose passages are shorter.
func nearest(a *debate.Analysis, x attribution) *debate.FoundStatement {
	var best *debate.FoundStatement
	size := 0
	for _, c := range x.content {
		size += c.End - c.Start
	}
	most, length := size/2, 0
	for i := range a.Statements {
		s := &a.Statements[i]
		if s.Confidence < shown && x.kind != direct || x.kind == direct && s.Attribution == debate.Paraphrase {
			continue
		}
		n, all := shared(s.Passages, x.content), 0
		for _, p := range s.Passages {
			all += p.End - p.Start
		}
		better := n > most || best != nil && n == most && all < length
		if best != nil && x.source != (article.Range{}) && n > size/2 && all <= 2*length {
			if r, o := speaks(a, s, x.source), speaks(a, best, x.source); r != o { // one clause is inside another: whose source fits
				better = r
			}
		}
		if better {
			best, most, length = s, n, all
		}
	}
	return best
}

// speaks reports whether s is said to be by whom the words at r name.
func speaks(a *debate.Analysis, s *debate.FoundStatement, r article.Range) bool {
	if s.Source.Overlaps(r) {
		return true
	}
	for _, x := range a.Actors {
		for _, m := range x.Mentions {
			if x.ID == s.Actor && m.Overlaps(r) {
				return true
			}
		}
	}
	return false
}

// A chain is what CoreNLP takes for one person: all its mentions, and those that are names.
type chain struct{ all, names []article.Range }

type coreNLP struct {
	Sentences []struct {
		Tokens []struct {
			Begin int    `xml:"CharacterOffsetBegin"`
			End   int    `xml:"CharacterOffsetEnd"`
			POS   string `xml:"POS"`
		} `xml:"tokens>token"`
	} `xml:"document>sentences>sentence"`
	Chains []struct {
		Mentions []struct {
			Sentence int `xml:"sentence"`
			Start    int `xml:"start"`
			End      int `xml:"end"`
			Head     int `xml:"head"`
		} `xml:"mention"`
	} `xml:"document>coreference>coreference"`
}

// chainsOf reads the chains at path that have a name in them, and where the finite verbs stand; none if there is no
// such file.
func chainsOf(path string, v *article.Version) (out []chain, finite []article.Range, err error) {
	b, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	var doc coreNLP
	if err := xml.Unmarshal(b, &doc); err != nil {
		return nil, nil, err
	}
	for _, s := range doc.Sentences {
		for _, t := range s.Tokens {
			switch t.POS {
			case "VBD", "VBP", "VBZ", "MD":
				finite = append(finite, article.Range{Start: t.Begin, End: t.End})
			}
		}
	}
	for _, c := range doc.Chains {
		var x chain
		for _, m := range c.Mentions {
			if m.Sentence < 1 || m.Sentence > len(doc.Sentences) {
				continue
			}
			ts := doc.Sentences[m.Sentence-1].Tokens
			if m.Start < 1 || m.End < 2 || m.End-1 > len(ts) || m.Head < 1 || m.Head > len(ts) {
				continue
			}
			r := article.Range{Start: ts[m.Start-1].Begin, End: ts[m.End-2].End}
			if r.End > v.Len() {
				continue
			}
			x.all = append(x.all, r)
			if ts[m.Head-1].POS == "NNP" {
				x.names = append(x.names, article.Range{Start: ts[m.Head-1].Begin, End: ts[m.Head-1].End})
			}
		}
		if len(x.names) > 0 {
			out = append(out, x)
		}
	}
	return out, finite, nil
}

// chainAt returns the chain that has r for a mention, or nil.
func chainAt(cs []chain, r article.Range) *chain {
	for i := range cs {
		for _, m := range cs[i].all {
			if m == r {
				return &cs[i]
			}
		}
	}
	return nil
}

// refers reports whether the actor of s is named in the chain.
func refers(a *debate.Analysis, s *debate.FoundStatement, c *chain) bool {
	for _, x := range a.Actors {
		for _, m := range x.Mentions {
			if x.ID == s.Actor && m.Form != debate.ByPronoun && len(over(c.names, m.Range)) > 0 {
				return true
			}
		}
	}
	return false
}

func nameOf(a *debate.Analysis, id string) string {
	for _, x := range a.Actors {
		if x.ID == id {
			return x.Name
		}
	}
	return "nobody"
}

// sums writes the figures.
func (p *political) sums(w io.Writer) {
	for k, x := range p.kinds {
		fmt.Fprintf(w, "  %-8s found           %s\n", attributionNames[k], share(x.found, x.marked))
		fmt.Fprintf(w, "    of these, right source %s\n", share(x.right, x.named))
		fmt.Fprintf(w, "    found with the right source, of those that have one %s\n", share(x.right, x.marked-x.found+x.named))
	}
	fmt.Fprintf(w, "  indirect clauses with a source, found with it  %s\n", share(p.clauses.right, p.clauses.marked))
	fmt.Fprintf(w, "  he and she are whom CoreNLP says %s\n", share(p.pronouns.right, p.pronouns.named))
	fmt.Fprintf(w, "  statements in quotes that are marked          %s\n", share(p.quoted.right, p.quoted.shown))
	fmt.Fprintf(w, "  statements in the author's words that are marked %s\n", share(p.plain.right, p.plain.shown))
	fmt.Fprintf(w, "  acts and stands that are marked               %s\n", share(p.stands.right, p.stands.shown))
	fmt.Fprintf(w, "    what passage and marked content have in common, of what either has %5.1f %%\n", 100*p.extent/float64(max(1, p.plain.right)))
	if p.odd > 0 {
		fmt.Fprintf(w, "  articles left out, since their text is read differently: %d\n", p.odd)
	}
}
