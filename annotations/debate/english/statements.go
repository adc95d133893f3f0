package english

import (
	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// A statement is somebody saying something, in the making.
type statement struct {
	who      actors.Source // not set if its last is 0
	actor    int           // -1 if not known
	cue      [2]int        // tokens; empty if there is none
	passages [][2]int
	attr     debate.Attribution
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
	stance   debate.Stance
}

// findStatements ties quotes to cues and makes statements of them and of the cues left.
func (d *doc) findStatements() {
	for q := range d.Quotes {
		if d.stopped(q) {
			return
		}
		if d.Quotes[q].Depth == 0 && d.Quotes[q].Prev < 0 && d.Quotes[q].Tokens[1] > 0 {
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
	for k := q; k >= 0 && len(passages) < 60; k = d.Quotes[k].Next {
		start, end := d.Trim(d.Quotes[k].Start, d.Quotes[k].End)
		if start < end {
			passages = append(passages, [2]int{start, end})
		}
		for t := d.Quotes[k].Tokens[0]; t < d.Quotes[k].Tokens[1] && words < 100; t++ {
			if d.Has(t, text.IsWord) {
				words++
			}
		}
	}
	return passages, words
}

// attribute finds who speaks in quote q, which begins a chain of parts.
func (d *doc) attribute(q int) {
	passages, words := d.quoted(q)
	if len(passages) == 0 || words == 0 {
		return
	}
	first := d.Quotes[q]
	if words == 1 && d.Nickname(first.Tokens[0]) {
		return
	}
	lastPart := q
	for n := 0; d.Quotes[lastPart].Next >= 0 && n < 1000; n++ {
		lastPart = d.Quotes[lastPart].Next
	}
	s := int(d.Tokens[first.Tokens[0]].Sentence)
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
		x.end, x.line = passages[len(passages)-1][1], d.Quotes[lastPart].Line
		return
	}
	d.say(&statement{who: who, actor: who.Actor, passages: passages, attr: attribution(whole, who), sent: s, line: d.Quotes[lastPart].Line, content: [2]int{first.Tokens[0], d.Quotes[lastPart].Tokens[1]}, sure: sure, reason: why, group: '='})
}

// wholeQuote reports whether a quote is a sentence of its own and not words inside another.
func (d *doc) wholeQuote(q, words int) bool {
	f := d.Quotes[q]
	t := f.Tokens[0] + 1
	for d.Has(t, text.IsMark) && t < f.Tokens[1] {
		t++
	}
	if !d.Has(t, text.IsCap|text.IsNumber) && d.Word(t).Text != "…" {
		return false
	}
	if words >= 4 {
		return true
	}
	return t == d.Sentences[d.Tokens[f.Tokens[0]].Sentence].First+1 || d.Is(f.Tokens[0]-1, ":", ",") || d.Is(f.Tokens[1]-2, "?", "!")
}

func attribution(whole bool, who actors.Source) debate.Attribution {
	switch {
	case who.Actor < 0 && who.Office:
		return debate.Anonymous
	case whole:
		return debate.Direct
	}
	return debate.Partial
}

// quoteByCue makes a statement of a quote and its cue, or adds the quote to the
// statement that another part has made of that cue.
func (d *doc) quoteByCue(c, q, s int, passages [][2]int, words int, whole bool, sure float64, why string) {
	x := &d.cues[c]
	last := q
	for n := 0; d.Quotes[last].Next >= 0 && n < 1000; n++ {
		last = d.Quotes[last].Next
	}
	if !whole && words < 4 {
		if d.interrupts(x) && x.sent == s {
			if a, b := d.around(x); a[0] < a[1] && b[0] < b[1] {
				passages = [][2]int{d.Offsets(a), d.Offsets(b)}
			}
		} else if start, end := d.clause(x, q); start < end {
			passages = [][2]int{{start, end}}
		}
	}
	if x.by >= 0 {
		y := d.said[x.by]
		if y.end <= passages[0][0] {
			y.passages = append(y.passages, passages...)
			y.end, y.line = passages[len(passages)-1][1], d.Quotes[last].Line
		}
		if whole && y.attr == debate.Partial {
			y.attr = debate.Direct
		}
		y.content[1] = max(y.content[1], d.Quotes[last].Tokens[1])
		return
	}
	x.used, x.by = true, len(d.said)
	from, to := d.Quotes[q].Tokens[0], d.Quotes[last].Tokens[1]
	if d.interrupts(x) && x.sent == s {
		a, _ := d.around(x)
		from = a[0]
	} else if !x.before && x.content < from && x.sent == s {
		from = x.content
	}
	if !whole {
		to = max(to, d.Sentences[s].Last)
	}
	d.say(&statement{
		who: x.who, actor: x.who.Actor, cue: [2]int{x.first, x.last}, passages: passages, attr: attribution(whole, x.who),
		sent: s, line: d.Quotes[last].Line, content: [2]int{from, to}, base: x.base, group: x.group, sure: sure, reason: why,
	})
}

func (d *doc) say(s *statement) {
	if s.actor >= 0 {
		d.Actors[s.actor].Speaks(s.base)
	}
	s.dispute, s.position = -1, -1
	s.end = s.passages[len(s.passages)-1][1]
	if s.who.Last > s.who.First && s.actor < 0 {
		s.sure = min(s.sure, 0.6)
	}
	d.said = append(d.said, s)
	if s.actor >= 0 && d.spoke[s.sent] == 0 {
		d.spoke[s.sent] = int32(s.actor) + 1
	}
}

// clause returns the part of the author's sentence in which a few quoted words stand.
func (d *doc) clause(x *cue, q int) (start, end int) {
	f := d.Quotes[q]
	s := int(d.Tokens[f.Tokens[0]].Sentence)
	if x.before || x.sent != s || x.content >= f.Tokens[0] {
		return 0, 0
	}
	from := x.content
	for k := from; k < f.Tokens[0] && k < from+14; k++ {
		if d.Is(k, "that", ":") {
			from = k + 1
			break
		}
	}
	for from < f.Tokens[0] && (d.Is(from, "that", "as", ":", ",") || !d.Has(from, text.IsWord|text.IsMark)) {
		from++
	}
	to := d.Sentences[s].Last
	for k := f.Tokens[1]; k < to; k++ {
		if d.QuoteAt(k) >= 0 || d.Is(k, ";") || d.Is(k, ",", "and", "but") && d.clauseBegins(k+1) || d.Is(k, ",") && d.TagAt(min(k+1, to-1)) == tags.Gerund {
			to = k
			break
		}
	}
	for k := f.Tokens[0] - 1; k > from; k-- {
		if d.QuoteAt(k) >= 0 {
			from = k + 1
			break
		}
	}
	for to > f.Tokens[1] && !d.Has(to-1, text.IsWord|text.IsMark|text.IsPoss) {
		to--
	}
	for from < f.Tokens[0] && (d.Is(from, ",", "and", "but") || d.Has(from, text.IsMark)) {
		from++
	}
	if from >= to {
		return 0, 0
	}
	start, end = int(d.Tokens[from].Start), int(d.Tokens[to-1].End)
	if to == f.Tokens[1] { // the clause ends with the quote: its own words are enough
		return start, end
	}
	return start, end
}

// clauseBegins reports whether a new main clause begins at token i.
func (d *doc) clauseBegins(i int) bool {
	if d.Is(i, "but", "and", "while", "although") {
		i++
	}
	if d.Is(i, "he", "she", "they", "it") {
		return true
	}
	for _, c := range d.cues[d.cueAt[min(int(d.Tokens[min(i, len(d.Tokens)-1)].Sentence), len(d.cueAt)-1)]:] {
		if first, _ := c.span(); first == i || c.first == i || first == i+1 && d.TagAt(i) == tags.Determiner {
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
	if x.who.Actor < 0 && !x.who.Office || x.who.Form == debate.ByPronoun && x.who.Actor < 0 {
		return
	}
	if x.who.Actor >= 0 && d.Actors[x.who.Actor].Class == actors.Quiet && d.Actors[x.who.Actor].Weight < 2 {
		return
	}
	if first, _ := x.span(); d.Is(first-1, "if", "unless", "whether", "until", "that", "which") && x.base != "according" && (first-1 > d.Sentences[x.sent].First || d.Is(first-1, "if", "unless")) && !d.saidThat(first-1) {
		return // a condition, or an aside about a thing
	}
	if c > 0 && d.cues[c-1].sent == x.sent && d.cues[c-1].group == '-' && d.cues[c-1].first < x.who.First && !d.Is(x.first-1, "and", "but") && x.who.Form == debate.ByPronoun {
		return // "denied that he had promised": not said by him
	}
	if first, _ := x.span(); d.Is(first-1, ",", "–", "—") && d.dialogue(d.Sentences[x.sent].Line) {
		d.sayLine(x)
		return
	}
	if d.interrupts(x) {
		d.sayParts(x)
		return
	}
	from, to := d.introduced(x)
	if from >= to || d.Is(from, "as") || d.Is(from, "this", "that", "it", "so") && d.Is(from+1, ",", "and", "but") {
		return
	}
	words := 0
	for k := from; k < to; k++ {
		if d.Has(k, text.IsWord) {
			words++
		}
	}
	if words < 3 {
		return
	}
	start, end := d.Trim(int(d.Tokens[from].Start), int(d.Tokens[to-1].End))
	attr := debate.Paraphrase
	if x.who.Actor < 0 {
		attr = debate.Anonymous
	}
	sure := 0.7
	if x.group == '~' || x.who.Form != debate.ByName {
		sure = 0.6
	}
	d.say(&statement{
		who: x.who, actor: x.who.Actor, cue: [2]int{x.first, x.last}, passages: [][2]int{{start, end}}, attr: attr,
		sent: x.sent, line: d.Sentences[x.sent].Line, content: [2]int{from, to}, base: x.base, group: x.group, sure: sure,
		reason: "in the author's words, after " + cueWords(d, x),
	})
}

// saidThat reports whether the word at i belongs to a cue before: "he said that she agreed".
func (d *doc) saidThat(i int) bool { return d.Is(i, "that") && d.Has(i-1, text.IsSpeech) }

// interrupts reports whether a cue stands between commas inside what is said:
// "the agreement, he added, was close".
func (d *doc) interrupts(x *cue) bool {
	first, last := x.span()
	return x.base != ":" && x.base != "according" && first > d.Sentences[x.sent].First+1 && last+1 < d.Sentences[x.sent].Last && d.Is(first-1, ",") && d.Is(last, ",") && d.QuoteAt(first-2) < 0
}

// around returns the tokens before and after an interrupting cue.
func (d *doc) around(x *cue) (before, after [2]int) {
	s := d.Sentences[x.sent]
	first, last := x.span()
	from := s.First
	for k := first - 2; k > s.First; k-- {
		if d.Is(k, ";", ":") || d.Has(k, text.IsMark) {
			from = k + 1
			break
		}
	}
	end := s.Last
	for k := last + 1; k < s.Last; k++ {
		if d.Is(k, ";") {
			end = k
			break
		}
	}
	for end > last+1 && !d.Has(end-1, text.IsWord|text.IsPoss|text.IsMark) {
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
	attr := debate.Paraphrase
	if x.who.Actor < 0 {
		attr = debate.Anonymous
	}
	d.say(&statement{
		who: x.who, actor: x.who.Actor, cue: [2]int{x.first, x.last}, passages: [][2]int{d.Offsets(a), d.Offsets(b)}, attr: attr,
		sent: x.sent, line: d.Sentences[x.sent].Line, content: [2]int{a[0], b[1]}, base: x.base, group: x.group, sure: 0.7,
		reason: "in the author's words, around " + cueWords(d, x),
	})
}

func cueWords(d *doc, x *cue) string {
	if x.base == ":" {
		return "a colon"
	}
	return "“" + text.Flat(d.Slice(x.first, x.last)) + "”"
}
