package contest

import (
	"fmt"
	"strings"

	"parley/annotations/debate/english/text"
)

// A reasonKind says what shows that something is disputed.
type reasonKind uint8

const (
	byList reasonKind = iota
	byCalled
	byWord
	byName
	byQuestion
	byStatus
	byDenial
	byAccusation
	byDemand
	byVerdict
	byFacing
	bySides
	byDivide
	byClaim
	reasonKinds
)

// reasons says each kind in words: as the first reason, and after "in a sentence". The words
// of the text that show it stand for %s.
var reasons = [reasonKinds]struct{ lead, tail string }{
	byList:       {"Named in a list of open disputes", "that lists disputes"},
	byCalled:     {"Called an open dispute", "about an open dispute"},
	byWord:       {"The article says “%s”", "with “%s”"},
	byName:       {"The article calls it “%s”", "with “%s”"},
	byQuestion:   {"Left open as a question (“%s …”)", "with an open question"},
	byStatus:     {"Named in a sentence about a contest", "about a contest"},
	byDenial:     {"Claimed by one side and denied by another", "with a denial"},
	byAccusation: {"One side holds it against another (“%s”)", "with an accusation"},
	byDemand:     {"One side asks for it (“%s”)", "with a demand"},
	byVerdict:    {"One side judges it so (“%s”)", "with a judgement"},
	byFacing:     {"Two sides face each other, %s", "with facing demands"},
	bySides:      {"Different sides say different things about it", "with another view"},
	byDivide:     {"Said to divide people (“%s”)", "about a division"},
	byClaim:      {"One side holds it to be so (“%s”)", "with a claim"},
}

// judge sets confidence, reason and title of a dispute from its candidates.
func (d *doc) judge(x *dispute, spread *spread) {
	x.sure = d.confidence(x, spread)
	x.reason = d.why(x)
	t := x.candidates[0]
	best := d.titleWorth(&t)
	for i := range x.candidates[1:] {
		c := &x.candidates[i+1]
		if w := d.titleWorth(c); w > best+0.001 {
			t, best = *c, w
		}
	}
	if t.form == 'n' && len(t.subject.words) == 1 {
		t = d.fuller(t)
	}
	x.title, x.yes = d.ask(t)
	x.title, x.yes = unmarked(x.title), unmarked(x.yes)
	if x.title == "" {
		x.sure, x.title = 0, "?"
	}
	if b := &x.candidates[0]; b.sure < t.sure && len(t.subject.words) > 0 {
		x.subject = t.subject
	}
}

// confidence adds up the evidence: what shows the dispute, on how many sides, and how much of
// the article is about it.
func (d *doc) confidence(x *dispute, sp *spread) float64 {
	var best [reasonKinds]float64
	sents := map[int32]bool{}
	pro, con := false, false
	for i := range x.candidates {
		c := &x.candidates[i]
		best[c.kind] = max(best[c.kind], c.sure)
		sents[d.Tokens[c.first].Sentence] = true
		pro, con = pro || c.pro > 0, con || c.pro < 0
	}
	doubt := 1.0
	for _, b := range best {
		doubt *= 1 - b
	}
	for range min(len(sents)-1, 3) {
		doubt *= 0.85
	}
	if pro && con && len(sents) > 1 {
		doubt *= 0.8
	}
	sure := 1 - doubt
	switch c := &x.candidates[0]; {
	case c.form == 'n' && d.purpose(c.head) == 0 && c.pro > 0 && d.Is(c.shown[0], "support", "supports", "supported", "supporting", "backing", "demands", "demanded", "proposes", "proposed", "proposing", "advocating"):
		sure -= 0.05
	case c.form == 'n' && d.purpose(c.head) == 0 && c.kind != byList && c.kind != byStatus:
		sure += 0.12
	default:
		sure += 0.27
	}
	n, lead := sp.of(d, &x.subject)
	if c := &x.candidates[0]; c.form == 'n' && d.purpose(c.head) == 0 && (c.kind == byWord || c.kind == byDemand || c.kind == byName) && n < 3 && !lead {
		sure -= 0.1
	}
	if sure < 0.84 {
		sure += 0.02 * float64(min(max(n-len(sents), 0), 4))
		if lead {
			sure += 0.08
		}
		if n < 2 && best[byQuestion]+best[byDenial]+best[byDivide]+best[byStatus]+best[byCalled] == 0 {
			sure -= 0.1
		}
	}
	return min(0.97, max(0.05, sure))
}

// wishLimit bounds the confidence of a dispute that is only possible: above all of one that rests on wishes, plans and appeals which
// nobody opposes. Of 38 of these that were read in the news, 14 were contested.
const wishLimit = 0.45

// wished reports whether nothing shows a dispute but that somebody is for it.
func (x *dispute) wished() bool {
	for i := range x.candidates {
		if c := &x.candidates[i]; c.kind != byDemand || c.pro < 0 {
			return false
		}
	}
	return true
}

// contestedness raises the confidence of the surest disputes where much in the article shows that
// it is about something disputed, and lowers that of weak ones beyond the third. They are
// sorted by confidence.
func (d *doc) contestedness() {
	sents := map[int32]bool{}
	for i := range d.found {
		sents[d.Tokens[d.found[i].first].Sentence] = true
	}
	for i, x := range d.disputes {
		switch {
		case x.wished(), !strings.HasSuffix(x.title, "?") && len(x.subject.words) < 2: // a topic of one word says little
			x.sure = min(x.sure, wishLimit)
		case x.sure > 0.7:
		case i >= 3:
			x.sure = min(x.sure, 0.48)
		case len(sents) >= 10:
			x.sure += 0.1
		case len(sents) >= 3 && i < 2:
			x.sure += 0.05
		}
	}
}

// why says in words what shows a dispute.
func (d *doc) why(x *dispute) string {
	var order []reasonKind
	var count [reasonKinds]int
	seen := map[[2]int32]bool{}
	first := map[reasonKind]*candidate{}
	for i := range x.candidates {
		c := &x.candidates[i]
		if first[c.kind] == nil {
			first[c.kind] = c
			order = append(order, c.kind)
		}
		if at := [2]int32{int32(c.kind), d.Tokens[c.first].Sentence}; !seen[at] {
			seen[at] = true
			count[c.kind]++
		}
	}
	say := func(form string, c *candidate) string {
		words := c.words
		if words == "" && c.shown[1] > c.shown[0] {
			words = shorten(text.Flat(d.Slice(c.shown[0], c.shown[1])), 50)
		}
		if !strings.Contains(form, "%s") {
			return form
		}
		return fmt.Sprintf(form, strings.Map(noMarks, words))
	}
	k := order[0]
	out := say(reasons[k].lead, first[k])
	if k == byFacing {
		out = strings.Replace(reasons[k].lead, "%s", first[k].words, 1)
	}
	if len(order) == 1 {
		if count[k] > 1 {
			out += fmt.Sprintf(", in %d sentences", count[k])
		}
		return out
	}
	for i, k := range order[1:min(3, len(order))] {
		link := "; also in "
		if i > 0 {
			link = " and in "
		}
		n := "a sentence "
		if count[k] > 1 {
			n = fmt.Sprintf("%d sentences ", count[k])
		}
		out += link + n + say(strings.Replace(reasons[k].tail, "%s …", "%s", 1), first[k])
	}
	return out
}

// unmarked returns s without quote marks, of which it may hold one of a pair.
func unmarked(s string) string {
	s = strings.Map(noMarks, s)
	for _, m := range [...]string{" ‘", " '"} {
		s = strings.ReplaceAll(s, m, " ")
	}
	return strings.NewReplacer("’?", "?", "'?", "?").Replace(s)
}

// noMarks drops quote marks.
func noMarks(r rune) rune {
	if strings.ContainsRune("“”\"«»„", r) {
		return -1
	}
	return r
}

// titleWorth says how good a title a candidate makes: a list item, a clause, a fitting phrase.
func (d *doc) titleWorth(c *candidate) float64 {
	w := c.sure
	switch {
	case d.itemOf(c.first) || c.kind == byList:
		w += 3
		if d.itemOf(c.first) {
			w++
		}
		return w - 0.02*float64(c.last-c.first)
	case c.form == 'w':
		w += 2.2
	case c.form == 'q' && c.kind == byDemand:
		w += 1.7
	case c.form == 'q':
		w += 1.2
	case c.form == 't', c.form == 'g', c.form == 'c':
		w += 1.3
	case c.form == 'v':
		w++
	default:
		w += 0.6
		if c.kind == byStatus {
			w++
		}
		if d.purpose(c.head) != 0 {
			w += 0.5
		}
		if d.Is(c.first, "his", "her", "their", "its", "my", "our", "that", "this") {
			w -= 0.5
		}
	}
	n := len(c.subject.words)
	if n < 2 {
		w -= 0.6
	}
	if c.last-c.first > 10 {
		w -= 0.4
	}
	if c.last-c.first > 15 {
		w -= 0.5
	}
	if d.QuoteAt(c.first) >= 0 {
		w -= 0.4
	}
	return w
}

// A spread tells which sentences hold which stems.
type spread struct {
	at   map[string][]int32 // sentences, in order, each once
	lead int32              // the first sentence that is not of the beginning
}

// newSpread reads the stems of all sentences.
func (d *doc) newSpread() *spread {
	sp := &spread{at: make(map[string][]int32)}
	body := 0
	for s := range d.Sentences {
		if d.stopped(s) {
			return sp
		}
		if d.Lines[d.Sentences[s].Line].Place != text.InHeading {
			body++
		}
		if body <= 2 {
			sp.lead = int32(s + 1)
		}
		for i := d.Sentences[s].First; i < d.Sentences[s].Last; i++ {
			w := d.Stem(i)
			if w == "" {
				continue
			}
			if l := sp.at[w]; len(l) == 0 || l[len(l)-1] != int32(s) {
				sp.at[w] = append(l, int32(s))
			}
		}
	}
	return sp
}

// of returns in how many sentences a subject is spoken of, up to 40, and whether in the beginning.
func (sp *spread) of(_ *doc, set *stemSet) (n int, lead bool) {
	need := (len(set.words) + 1) / 2
	if len(set.words) == 2 {
		need = 2
	}
	count := map[int32]int{}
	for _, w := range set.words {
		l := sp.at[w]
		for _, s := range l[:min(len(l), 200)] {
			count[s]++
			if count[s] == need {
				n++
				lead = lead || s < sp.lead
			}
		}
	}
	return min(n, 40), lead
}
