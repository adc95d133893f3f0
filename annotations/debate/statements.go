package debate

import "strings"

// A statement is somebody saying something, in the making.
type statement struct {
	who      source // not set if its last is 0
	actor    int    // -1 if not known
	cue      [2]int // tokens; empty if there is none
	passages [][2]int
	attr     Attribution
	sent     int    // where it begins
	line     int    // where it ends
	end      int    // byte at which its last passage ends
	content  [2]int // tokens of the sentence that says it, for finding out what it is about
	base     string
	group    byte
	sure     float64
	reason   string
	dispute  int
	position int
	stance   Stance
}

// findStatements ties quotes to cues and makes statements of them and of the cues left.
func (d *doc) findStatements() {
	for q := range d.quotes {
		if d.stopped(q) {
			return
		}
		if d.quotes[q].depth == 0 && d.quotes[q].prev < 0 && d.quotes[q].toks[1] > 0 {
			d.attribute(q)
		}
	}
	for c := range d.cues {
		if d.stopped(c) {
			return
		}
		if !d.cues[c].used {
			d.paraphrase(c)
		}
	}
	sortBy(d.said, func(a, b *statement) bool { return a.passages[0][0] < b.passages[0][0] })
}

// quoted returns the words of a quote, in all its parts.
func (d *doc) quoted(q int) (passages [][2]int, words int) {
	for k := q; k >= 0 && len(passages) < 60; k = d.quotes[k].next {
		start, end := d.trim(d.quotes[k].start, d.quotes[k].end)
		if start < end {
			passages = append(passages, [2]int{start, end})
		}
		for t := d.quotes[k].toks[0]; t < d.quotes[k].toks[1] && words < 100; t++ {
			if d.has(t, isWord) {
				words++
			}
		}
	}
	return passages, words
}

// trim takes the white space off the ends of a span.
func (d *doc) trim(start, end int) (int, int) {
	s := d.text[start:end]
	t := strings.TrimSpace(s)
	start += strings.Index(s, t)
	return start, start + len(t)
}

// attribute finds who speaks in quote q, which begins a chain of parts.
func (d *doc) attribute(q int) {
	passages, words := d.quoted(q)
	if len(passages) == 0 || words == 0 {
		return
	}
	first := d.quotes[q]
	if words == 1 && d.nickname(first.toks[0]) {
		return
	}
	lastPart := q
	for n := 0; d.quotes[lastPart].next >= 0 && n < 1000; n++ {
		lastPart = d.quotes[lastPart].next
	}
	s := int(d.toks[first.toks[0]].sent)
	whole := d.wholeQuote(q, words)
	c, sure, why := d.cueFor(q, lastPart, s, whole)
	if c >= 0 {
		d.quoteByCue(c, q, s, passages, words, whole, sure, why)
		return
	}
	who, sure, why := d.speakerWithoutCue(q, s, words, whole)
	if why == "" {
		return
	}
	if k := len(d.said); why == sameSpeaker && k > 0 {
		x := d.said[k-1]
		x.passages = append(x.passages, passages...)
		x.end, x.line = passages[len(passages)-1][1], d.quotes[lastPart].line
		return
	}
	d.say(&statement{who: who, actor: who.actor, passages: passages, attr: attribution(whole, who), sent: s, line: d.quotes[lastPart].line, content: [2]int{first.toks[0], d.quotes[lastPart].toks[1]}, sure: sure, reason: why, group: '='})
}

// wholeQuote reports whether a quote is a sentence of its own and not words inside another.
func (d *doc) wholeQuote(q, words int) bool {
	f := d.quotes[q]
	t := f.toks[0] + 1
	for d.has(t, isMark) && t < f.toks[1] {
		t++
	}
	if !d.has(t, isCap|isNumber) && d.at(t).text != "…" {
		return false
	}
	if words >= 4 {
		return true
	}
	return t == d.sents[d.toks[f.toks[0]].sent].first+1 || d.is(f.toks[0]-1, ":", ",") || d.is(f.toks[1]-2, "?", "!")
}

func attribution(whole bool, who source) Attribution {
	switch {
	case who.actor < 0 && who.office:
		return Anonymous
	case whole:
		return Direct
	}
	return Partial
}

// quoteByCue makes a statement of a quote and its cue, or adds the quote to the
// statement that another part has made of that cue.
func (d *doc) quoteByCue(c, q, s int, passages [][2]int, words int, whole bool, sure float64, why string) {
	x := &d.cues[c]
	last := q
	for n := 0; d.quotes[last].next >= 0 && n < 1000; n++ {
		last = d.quotes[last].next
	}
	if !whole && words < 4 {
		if d.interrupts(x) && x.sent == s {
			if a, b := d.around(x); a[0] < a[1] && b[0] < b[1] {
				passages = [][2]int{d.bytes(a), d.bytes(b)}
			}
		} else if start, end := d.clause(x, q); start < end {
			passages = [][2]int{{start, end}}
		}
	}
	if x.by >= 0 {
		y := d.said[x.by]
		if y.end <= passages[0][0] {
			y.passages = append(y.passages, passages...)
			y.end, y.line = passages[len(passages)-1][1], d.quotes[last].line
		}
		if whole && y.attr == Partial {
			y.attr = Direct
		}
		y.content[1] = max(y.content[1], d.quotes[last].toks[1])
		return
	}
	x.used, x.by = true, len(d.said)
	from, to := d.quotes[q].toks[0], d.quotes[last].toks[1]
	if d.interrupts(x) && x.sent == s {
		a, _ := d.around(x)
		from = a[0]
	} else if !x.before && x.content < from && x.sent == s {
		from = x.content
	}
	if !whole {
		to = max(to, d.sents[s].last)
	}
	d.say(&statement{
		who: x.who, actor: x.who.actor, cue: [2]int{x.first, x.last}, passages: passages, attr: attribution(whole, x.who),
		sent: s, line: d.quotes[last].line, content: [2]int{from, to}, base: x.base, group: x.group, sure: sure, reason: why,
	})
}

func (d *doc) say(s *statement) {
	if s.actor >= 0 {
		d.actors[s.actor].speaks(s.base)
	}
	s.dispute, s.position = -1, -1
	s.end = s.passages[len(s.passages)-1][1]
	if s.who.last > s.who.first && s.actor < 0 {
		s.sure = min(s.sure, 0.6)
	}
	d.said = append(d.said, s)
	if s.actor >= 0 && d.spoke[s.sent] == 0 {
		d.spoke[s.sent] = int32(s.actor) + 1
	}
}

// clause returns the part of the author's sentence in which a few quoted words stand.
func (d *doc) clause(x *cue, q int) (start, end int) {
	f := d.quotes[q]
	s := int(d.toks[f.toks[0]].sent)
	if x.before || x.sent != s || x.content >= f.toks[0] {
		return 0, 0
	}
	from := x.content
	for k := from; k < f.toks[0] && k < from+14; k++ {
		if d.is(k, "that", ":") {
			from = k + 1
			break
		}
	}
	for from < f.toks[0] && (d.is(from, "that", "as", ":", ",") || !d.has(from, isWord|isMark)) {
		from++
	}
	to := d.sents[s].last
	for k := f.toks[1]; k < to; k++ {
		if d.quoteAt(k) >= 0 || d.is(k, ";") || d.is(k, ",", "and", "but") && d.clauseBegins(k+1) || d.is(k, ",") && d.tagAt(min(k+1, to-1)) == gerund {
			to = k
			break
		}
	}
	for k := f.toks[0] - 1; k > from; k-- {
		if d.quoteAt(k) >= 0 {
			from = k + 1
			break
		}
	}
	for to > f.toks[1] && !d.has(to-1, isWord|isMark|isPoss) {
		to--
	}
	for from < f.toks[0] && (d.is(from, ",", "and", "but") || d.has(from, isMark)) {
		from++
	}
	if from >= to {
		return 0, 0
	}
	start, end = int(d.toks[from].start), int(d.toks[to-1].end)
	if to == f.toks[1] { // the clause ends with the quote: its own words are enough
		return start, end
	}
	return start, end
}

// clauseBegins reports whether a new main clause begins at token i.
func (d *doc) clauseBegins(i int) bool {
	if d.is(i, "but", "and", "while", "although") {
		i++
	}
	if d.is(i, "he", "she", "they", "it") {
		return true
	}
	for _, c := range d.cues[d.cueAt[min(int(d.toks[min(i, len(d.toks)-1)].sent), len(d.cueAt)-1)]:] {
		if first, _ := c.span(); first == i || c.first == i || first == i+1 && d.tagAt(i) == determiner {
			return true
		}
		if c.first > i {
			break
		}
	}
	return false
}

// paraphrase makes a statement of a cue that no quote belongs to, in the author's words.
func (d *doc) paraphrase(c int) {
	x := &d.cues[c]
	if x.who.actor < 0 && !x.who.office || x.who.form == ByPronoun && x.who.actor < 0 {
		return
	}
	if x.who.actor >= 0 && d.actors[x.who.actor].class == quietName && d.actors[x.who.actor].weight < 2 {
		return
	}
	if first, _ := x.span(); d.is(first-1, "if", "unless", "whether", "until", "that", "which") && x.base != "according" && (first-1 > d.sents[x.sent].first || d.is(first-1, "if", "unless")) && !d.saidThat(first-1) {
		return // a condition, or an aside about a thing
	}
	if c > 0 && d.cues[c-1].sent == x.sent && d.cues[c-1].group == '-' && d.cues[c-1].first < x.who.first && !d.is(x.first-1, "and", "but") && x.who.form == ByPronoun {
		return // "denied that he had promised": not said by him
	}
	if first, _ := x.span(); d.is(first-1, ",", "–", "—") && d.dialogue(d.sents[x.sent].line) {
		d.sayLine(x)
		return
	}
	if d.interrupts(x) {
		d.sayParts(x)
		return
	}
	from, to := d.introduced(x)
	if from >= to || d.is(from, "as") || d.is(from, "this", "that", "it", "so") && d.is(from+1, ",", "and", "but") {
		return
	}
	words := 0
	for k := from; k < to; k++ {
		if d.has(k, isWord) {
			words++
		}
	}
	if words < 3 {
		return
	}
	start, end := d.trim(int(d.toks[from].start), int(d.toks[to-1].end))
	attr := Paraphrase
	if x.who.actor < 0 {
		attr = Anonymous
	}
	sure := 0.7
	if x.group == '~' || x.who.form != ByName {
		sure = 0.6
	}
	d.say(&statement{
		who: x.who, actor: x.who.actor, cue: [2]int{x.first, x.last}, passages: [][2]int{{start, end}}, attr: attr,
		sent: x.sent, line: d.sents[x.sent].line, content: [2]int{from, to}, base: x.base, group: x.group, sure: sure,
		reason: "in the author's words, after " + cueWords(d, x),
	})
}

// saidThat reports whether the word at i belongs to a cue before: "he said that she agreed".
func (d *doc) saidThat(i int) bool { return d.is(i, "that") && d.has(i-1, isSpeech) }

// interrupts reports whether a cue stands between commas inside what is said:
// "the agreement, he added, was close".
func (d *doc) interrupts(x *cue) bool {
	first, last := x.span()
	return x.base != ":" && x.base != "according" && first > d.sents[x.sent].first+1 && last+1 < d.sents[x.sent].last && d.is(first-1, ",") && d.is(last, ",") && d.quoteAt(first-2) < 0
}

// around returns the tokens before and after an interrupting cue.
func (d *doc) around(x *cue) (before, after [2]int) {
	s := d.sents[x.sent]
	first, last := x.span()
	from := s.first
	for k := first - 2; k > s.first; k-- {
		if d.is(k, ";", ":") || d.has(k, isMark) {
			from = k + 1
			break
		}
	}
	end := s.last
	for k := last + 1; k < s.last; k++ {
		if d.is(k, ";") {
			end = k
			break
		}
	}
	for end > last+1 && !d.has(end-1, isWord|isPoss|isMark) {
		end--
	}
	return [2]int{from, first - 1}, [2]int{last + 1, end}
}

// sayParts makes a statement of what stands around an interrupting cue.
func (d *doc) sayParts(x *cue) {
	a, b := d.around(x)
	if a[0] >= a[1] || b[0] >= b[1] {
		return
	}
	attr := Paraphrase
	if x.who.actor < 0 {
		attr = Anonymous
	}
	d.say(&statement{
		who: x.who, actor: x.who.actor, cue: [2]int{x.first, x.last}, passages: [][2]int{d.bytes(a), d.bytes(b)}, attr: attr,
		sent: x.sent, line: d.sents[x.sent].line, content: [2]int{a[0], b[1]}, base: x.base, group: x.group, sure: 0.7,
		reason: "in the author's words, around " + cueWords(d, x),
	})
}

// bytes returns the byte offsets of tokens [t[0], t[1]).
func (d *doc) bytes(t [2]int) [2]int {
	return [2]int{int(d.toks[t[0]].start), int(d.toks[t[1]-1].end)}
}

func cueWords(d *doc, x *cue) string {
	if x.base == ":" {
		return "a colon"
	}
	return "“" + flat(d.slice(x.first, x.last)) + "”"
}
