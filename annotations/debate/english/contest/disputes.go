package contest

import (
	"embed"
	"strconv"
	"strings"
	"sync"

	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/stem"
)

// maxDisputes is the most disputes suggested for one article.
const maxDisputes = 7

// maxFound bounds how many candidates of one article are compared with each other.
const maxFound = 400

// A candidate is a passage that shows that something is disputed: tokens [first, last)
// name it.
type candidate struct {
	first, last int
	head        int    // the head noun of a noun phrase; 0 if it was not looked for
	wide        [2]int // tokens of the passage; the same, or the line or sentence around them
	intro       [2]int // tokens that announce the list it was found in, if any
	form        byte   // 'n' noun phrase, 'w' clause with a question word, 't' that-clause, 'g' what somebody is accused of, 'v' doing, 'c' a claim, 'q' a question asked already
	from        int    // actor accused, for 'g', or asked to do something, for 'q'; the verb, for 'c'; otherwise -1
	sure        float64
	kind        reasonKind
	shown       [2]int // tokens that show it
	words       string // that show it, if they do not stand together
	pro         int    // 1 if they are for it, -1 if against it
	ask, yes    string // the question and what yes means, for 'q'; the subject, for 'c' and 'g'
	subject     stemSet
}

// A dispute is a cluster of candidates in the making.
type dispute struct {
	candidates []candidate
	subject    stemSet
	sure       float64
	title      string
	yes        string // what the answer yes means, if the title can be answered so
	reason     string
	passages   [][2]int // bytes, sorted
	positions  []position
	listed     bool // named in a list of disputes
}

// A position is an answer in the making.
type position struct {
	answer  string
	subject stemSet
}

// contestList holds nouns for a dispute and how surely each means one.
//
//go:embed lists/contest.txt
var contestLists embed.FS

// contestOnce reads the list of nouns for a dispute.
var contestOnce = sync.OnceValue(func() map[string]float64 {
	out := make(map[string]float64)
	list, err := contestLists.ReadFile("lists/contest.txt")
	if err != nil {
		panic(err) // the file is part of the program
	}
	for _, line := range text.ListEntries(string(list)) {
		w := strings.Fields(line)
		n, err := strconv.Atoi(w[1])
		if err != nil {
			panic(err) // the file is part of the program
		}
		out[w[0]] = float64(n) / 100
		out[stem.Plural(w[0])] = float64(n) / 100
	}
	return out
})

// findDisputes gathers candidates, clusters them and links statements to them.
func (d *doc) findDisputes() {
	contest := contestOnce()
	e := newEvidence(d)
	for s := range d.Sentences {
		if d.stopped(s) {
			return
		}
		if len(d.found) > maxFound {
			break
		}
		d.enumerations(s)
		d.contestNouns(s, contest)
		d.questionClauses(s)
		d.contestedNouns(s)
		d.denials(s)
		e.sentence(s)
		e.norms(s)
		e.claims(s)
	}
	d.facingDemands()
	d.opposedStatements()
	d.cluster()
	d.passagesOf()
	d.linkStatements()
}

// add keeps a candidate whose words are tokens [first, last).
func (d *doc) add(c candidate) {
	for c.first < c.last && !d.Has(c.first, text.IsWord) {
		c.first++
	}
	for c.last > c.first && !d.Has(c.last-1, text.IsWord|text.IsPoss) {
		c.last--
	}
	if c.last <= c.first || c.last-c.first > 40 {
		return
	}
	if g := d.TagAt(c.first); c.form == 'n' && (g == tags.Adverb || g == tags.Preposition || g == tags.VerbPast || g == tags.Modal) && d.NameAt(c.first) < 0 {
		return // no noun phrase
	}
	c.subject = d.stems(c.first, c.last)
	if len(c.subject.words) == 0 {
		return
	}
	if c.wide[1] == 0 {
		c.wide = [2]int{c.first, c.last}
	}
	if c.form == 'n' && d.Is(c.first, "whether", "how", "who", "what", "when", "where", "which", "why") {
		c.form = 'w'
	}
	d.found = append(d.found, c)
}

// cluster joins candidates that name the same question, the surest first.
func (d *doc) cluster() {
	order := make([]int, len(d.found))
	for i := range order {
		order[i] = i
	}
	sortBy(order, func(a, b int) bool { return d.found[a].sure > d.found[b].sure })
	for _, i := range order {
		c := d.found[i]
		home := -1
		for k, x := range d.disputes {
			if x.subject.alike(&c.subject) {
				home = k
				break
			}
		}
		if home < 0 {
			if len(d.disputes) >= 40 {
				continue
			}
			d.disputes = append(d.disputes, &dispute{subject: c.subject})
			home = len(d.disputes) - 1
		}
		x := d.disputes[home]
		x.candidates = append(x.candidates, c)
	}
	spread := d.newSpread()
	for _, x := range d.disputes {
		d.judge(x, spread)
	}
	sortBy(d.disputes, func(a, b *dispute) bool { return a.sure > b.sure })
	d.contestedness()
	kept := d.disputes[:0]
	for _, x := range d.disputes {
		if x.sure >= 0.35 && len(kept) < maxDisputes {
			kept = append(kept, x)
		}
	}
	d.disputes = kept
	sortBy(d.disputes, func(a, b *dispute) bool { return a.firstToken() < b.firstToken() })
}

func (x *dispute) firstToken() int {
	n := x.candidates[0].first
	for _, c := range x.candidates {
		n = min(n, c.first)
	}
	return n
}

// fuller returns t with the first longer noun phrase of the text that has its one word: "the
// bill" was once "a bill on drug prices".
func (d *doc) fuller(t candidate) candidate {
	want := t.subject.words[0]
	end := min(t.last, 2000)
	for i := 0; i < end; i++ {
		if d.Stem(i) != want || d.QuoteAt(i) >= 0 || d.TagAt(i) != tags.Noun && d.TagAt(i) != tags.Nouns {
			continue
		}
		s := d.Sentences[d.Tokens[i].Sentence]
		first := i
		for first > s.First && i-first < 6 && d.Modifies(first-1) && d.TagAt(first-1) != tags.Determiner && !d.Has(first-1, text.IsPoss) {
			first--
		}
		last := d.objectEnd(i, s.Last)
		if set := d.stems(first, last); len(set.words) > 1 && last-first < 9 && !d.hasFinite(first, last) {
			t.first, t.last, t.head = first, last, i
			return t
		}
	}
	return t
}

func (d *doc) itemOf(t int) bool {
	return d.Lines[d.Sentences[d.Tokens[t].Sentence].Line].Place == text.InItem
}

// passagesOf finds every passage that speaks of each dispute: those that show it, and the
// sentences of the text that share its subject.
func (d *doc) passagesOf() {
	if len(d.disputes) == 0 {
		return
	}
	taken := make([]map[int]bool, len(d.disputes))
	for k, x := range d.disputes {
		taken[k] = make(map[int]bool)
		for _, c := range x.candidates {
			taken[k][int(d.Tokens[c.first].Sentence)] = true
			x.addPassage(int(d.Tokens[c.wide[0]].Start), int(d.Tokens[c.wide[1]-1].End))
			if c.intro[1] > 0 {
				x.listed = true
				x.addPassage(int(d.Tokens[c.intro[0]].Start), int(d.Tokens[c.intro[1]-1].End))
			}
		}
	}
	listed := 0
	for _, x := range d.disputes {
		if x.listed {
			listed++
		}
	}
	for s := range d.Sentences {
		if d.stopped(s) {
			return
		}
		if listed > 1 && d.countsDisputes(s, listed) {
			for k, x := range d.disputes {
				if x.listed && !taken[k][s] && len(x.passages) < 60 {
					taken[k][s] = true
					x.addPassage(int(d.Tokens[d.Sentences[s].First].Start), int(d.Tokens[d.Sentences[s].Last-1].End))
				}
			}
		}
		set := d.stems(d.Sentences[s].First, d.Sentences[s].Last)
		for k, x := range d.disputes {
			if !taken[k][s] && len(x.passages) < 60 && x.subject.touches(&set) {
				x.addPassage(int(d.Tokens[d.Sentences[s].First].Start), int(d.Tokens[d.Sentences[s].Last-1].End))
			}
		}
	}
	for _, x := range d.disputes {
		sortBy(x.passages, func(a, b [2]int) bool { return a[0] < b[0] })
		out := x.passages[:0]
		for _, p := range x.passages {
			if n := len(out); n > 0 && p[0] < out[n-1][1] {
				out[n-1][1] = max(out[n-1][1], p[1])
				continue
			}
			out = append(out, p)
		}
		x.passages = out
	}
}

func (x *dispute) addPassage(start, end int) { x.passages = append(x.passages, [2]int{start, end}) }

// countsDisputes reports whether a sentence speaks of as many issues as were listed: "these two issues".
func (d *doc) countsDisputes(s, n int) bool {
	words := [...]string{2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven"}
	for i := d.Sentences[s].First; i < d.Sentences[s].Last; i++ {
		if !d.Is(i, words[n]) {
			continue
		}
		for k := i + 1; k < i+4 && k < d.Sentences[s].Last; k++ {
			if d.Is(k, "issues", "disputes", "questions", "controversies", "matters", "points", "problems", "obstacles", "differences", "topics") {
				return true
			}
			if d.TagAt(k) != tags.Adjective && d.TagAt(k) != tags.Noun && d.TagAt(k) != tags.Gerund {
				break
			}
		}
	}
	return false
}
