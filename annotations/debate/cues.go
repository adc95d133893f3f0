package debate

// A cue is where the text says that somebody says something. Positions are tokens.
type cue struct {
	first, last int    // the words that say it: a verb, "according to", a colon
	who         source // who says it
	base        string // the verb's base form; "according" and ":" for the other kinds
	group       byte   // of the verb, as in the list
	content     int    // where what is said begins, if it follows
	before      bool   // what is said stands before the cue
	sent        int
	used        bool // by a quote
	by          int  // number of the statement made of it, or -1
}

// span returns the tokens from the first to the last word of the cue and its source.
func (c *cue) span() (first, last int) {
	return min(c.first, c.who.first), max(c.last, c.who.last)
}

// findCues finds the cues outside quotes, in text order.
func (d *doc) findCues() {
	d.spoke = make([]int32, len(d.sents))
	for s := range d.sents {
		if d.stopped(s) {
			return
		}
		d.cueAt = append(d.cueAt, len(d.cues))
		d.cuesOf(s)
	}
	d.cueAt = append(d.cueAt, len(d.cues))
}

// cuesOf adds the cues of sentence s.
func (d *doc) cuesOf(s int) {
	lo := d.sents[s].first
	bound := lo // subjects are not looked for before it
	if d.colonCue(s) {
		bound = d.cues[len(d.cues)-1].last
	}
	for i := lo; i < d.sents[s].last; i++ {
		if d.quoteAt(i) >= 0 {
			bound = max(bound, min(i, d.sents[s].last-1))
			continue
		}
		w := d.at(i)
		var c cue
		ok := false
		switch {
		case w.flags&isSpeech != 0:
			c, ok = d.verbCue(i, max(bound, i-60), s)
		case (w.low == "put" || w.low == "puts") && d.is(i+1, "it"):
			if c, ok = d.subjectCue(i, i+2, max(bound, i-60), s, "put it", '='); ok {
				c.before = true
			}
		case (w.low == "spoke" || w.low == "speaks") && d.is(i+1, "of") && d.quoteSoon(i, s), w.low == "did" && d.is(i+1, ":") && d.has(i+2, isMark): // "Aune did: “…”"
			c, ok = d.subjectCue(i, i+1, max(bound, i-60), s, "speak", '=')
		case w.low == "according" && d.is(i+1, "to"), w.low == "words" && d.is(i+1, "of"):
			c, ok = d.accordingCue(i, s)
		case w.low == "clear" && d.is(i-1, "it") && d.has(i-2, isWord) && d.is(i-2, "made", "makes", "making", "make"):
			c, ok = d.subjectCue(i-2, i+1, max(bound, i-60), s, "make clear", '=')
		}
		if ok {
			d.addCue(c)
		}
	}
	if n := d.cueAt[s]; n < len(d.cues) && d.cues[n].who.actor >= 0 {
		d.spoke[s] = int32(d.cues[n].who.actor) + 1
	}
}

func (d *doc) addCue(c cue) {
	c.by = -1
	d.cues = append(d.cues, c)
	if c.who.actor >= 0 && c.who.form == ByPronoun || c.who.form == ByDescription && c.who.actor >= 0 && !c.who.office {
		d.refer(c.who)
	}
}

// colonCue reads "US envoy: the deal is close" and adds it.
func (d *doc) colonCue(s int) bool {
	first, last := d.afterDateline(s), d.sents[s].last
	for i := first; i < min(first+9, last); i++ {
		w := d.at(i)
		if d.quoteAt(i) >= 0 || w.flags&isSpeech != 0 && d.tagAt(i) != noun && d.tagAt(i) != nouns && d.tagAt(i) != proper {
			return false
		}
		if w.text != ":" {
			continue
		}
		if i == first || i+2 >= last {
			return false
		}
		who, ok := d.resolve(i, first)
		if !ok || who.first > first+3 && d.tagAt(first) != determiner || who.actor < 0 && !d.has(i-1, isRole) || d.has(i-1, isSpeech) {
			return false
		}
		if who.actor >= 0 && d.actors[who.actor].class == quietName {
			return false
		}
		d.addCue(cue{first: i, last: i + 1, who: who, base: ":", group: '=', content: i + 1, sent: s})
		return true
	}
	return false
}

// verbCue reads the verb of saying at i with its subject.
func (d *doc) verbCue(i, lo, s int) (cue, bool) {
	w := d.at(i)
	if len(w.verbs) == 0 {
		return cue{}, false
	}
	v := w.verbs[0]
	prevMark := d.has(i-1, isMark) || d.is(i-1, ",") && (d.has(i-2, isMark) || d.dialogue(d.sents[s].line))
	nextMark := d.has(i+1, isMark) || d.is(i+1, ":") || d.is(i+1, ",") && d.has(i+2, isMark)
	switch d.tagAt(i) {
	case verbPast, verbThird, verbBase, participle, gerund:
	case noun, nouns, adjective, other, proper, adverb, preposition:
		if !nextMark && !(prevMark && d.sameSent(i, i+1)) && !d.subjectNear(i, lo) && !(v.form == 'z' && d.clauseFollows(i)) {
			return cue{}, false
		}
	default:
		return cue{}, false
	}
	if d.tagAt(i) == gerund && (v.base == "indicate" || v.base == "suggest" || v.base == "imply" || v.base == "signal" || v.base == "reveal" || v.base == "confirm" || v.base == "find") {
		return cue{}, false // what the author concludes
	}
	if v.base == "see" || v.base == "go" || v.base == "find" || v.base == "want" || v.base == "order" || v.base == "view" || v.base == "regard" {
		if !d.quoteSoon(i, s) {
			return cue{}, false
		}
	}
	if d.tagAt(i) == participle && d.is(i+1, "by") && d.passive(i, lo) { // viewed by X as "…"
		if k := d.phraseEndName(i + 2); k > i+2 {
			if who, ok := d.resolve(k, i+2); ok {
				return cue{first: i, last: i + 2, who: who, base: v.base, group: v.group, content: k, sent: s}, true
			}
		}
		return cue{}, false
	}
	if (prevMark || d.is(i-1, "—", "–") && d.has(i-2, isMark)) && v.form != 'g' && v.form != 'b' {
		if c, ok := d.invertedCue(i, s, v); ok {
			return c, true
		}
	}
	if d.is(i-1, "to", "not") && !d.is(i-2, "did", "do", "does") {
		return cue{}, false
	}
	return d.subjectCue(i, i+1, lo, s, v.base, v.group)
}

// clauseFollows reports whether the words after a verb at i begin what it takes as its object.
func (d *doc) clauseFollows(i int) bool {
	return d.is(i+1, "that", "the", "a", "an", "it", "they", "he", "she", "this", "these", "its", "their", "his", "her", "whether")
}

// passive reports whether the participle at i belongs to a form of "be" or stands alone after a noun.
func (d *doc) passive(i, lo int) bool {
	for k := i - 1; k >= lo && k > i-4; k-- {
		if d.is(k, "is", "are", "was", "were", "been", "being", "be") {
			return true
		}
	}
	return d.is(i-1, ",") || d.tagAt(i-1) == adverb || d.tagAt(i-1) == nouns || d.tagAt(i-1) == noun
}

// phraseEndName returns the end of the noun phrase that begins at i.
func (d *doc) phraseEndName(i int) int {
	k := i
	for ; k < i+8 && d.sameSent(i, k); k++ {
		if d.quoteAt(k) >= 0 || d.is(k, ",", ".", ";", ":", "as", "in", "on", "after", "and", "who", "that", "to") {
			break
		}
	}
	return k
}

// subjectNear reports whether the word before i is a pronoun or name that can be its subject.
func (d *doc) subjectNear(i, lo int) bool {
	k := i - 1
	for k > lo && d.tagAt(k) == adverb {
		k--
	}
	return k >= lo && (d.is(k, "he", "she", "who") || d.nameAt(k) >= 0 && d.names[d.nameAt(k)].class == personName) && d.quoteAt(k) < 0
}

// quoteSoon reports whether a quote opens within a few words after i in its sentence.
func (d *doc) quoteSoon(i, s int) bool {
	for k := i + 1; k < min(i+12, d.sents[s].last); k++ {
		if d.quoteAt(k) >= 0 {
			return true
		}
	}
	return false
}

// invertedCue reads "…," said X, who ….
func (d *doc) invertedCue(i, s int, v verb) (cue, bool) {
	end := i + 1
	for ; end < min(i+12, d.sents[s].last); end++ {
		w := d.at(end)
		if k := d.nameAt(end); k >= 0 && d.names[k].class == personName && d.names[k].first == end {
			n := &d.names[k]
			return cue{first: i, last: i + 1, who: source{n.first, n.last, n.actor, ByName, false}, base: v.base, group: v.group, content: n.last, before: true, sent: s}, true
		}
		if w.flags&isMark != 0 || w.flags&(isWord|isPoss|isAbbr) == 0 && w.text != "-" || d.is(end, "that", "who", "in", "on", "at", "after", "during", "as", "when") ||
			end > i+1 && d.tagAt(end) == verbPast || d.is(end, "to", "he", "she") && end > i+1 {
			break
		}
	}
	if end == i+1 || d.is(i+1, "he", "she") && end > i+2 {
		return cue{}, false
	}
	if k := end + 1; d.is(end, ",") && d.sameSent(i, k) && d.nameAt(k) >= 0 { // "said the harbour's master, Tomas Keane"
		if n := &d.names[d.nameAt(k)]; n.class == personName && n.first == k && d.is(n.last, ".", ",", ";", "(", "–", "—") {
			return cue{first: i, last: i + 1, who: source{n.first, n.last, n.actor, ByName, false}, base: v.base, group: v.group, content: n.last, before: true, sent: s}, true
		}
	}
	who, ok := d.resolve(end, i+1)
	if !ok || who.actor < 0 && !who.office && who.form != ByPronoun && d.tagAt(who.first) == adverb {
		return cue{}, false
	}
	return cue{first: i, last: i + 1, who: who, base: v.base, group: v.group, content: end, before: true, sent: s}, true
}

// subjectCue reads a verb [i, last) whose subject stands before it.
func (d *doc) subjectCue(i, last, lo, s int, base string, group byte) (cue, bool) {
	gerundForm := d.tagAt(i) == gerund
	k := i - 1
	for ; k >= lo; k-- {
		w := d.at(k)
		if d.tagAt(k) == adverb || d.is(k, "has", "have", "had", "was", "is", "been", "also", "did", "later", "then", "once", "again", "however", "both", "all", "publicly", "recently", "as", "quoted", "cited", "not", "never", "reportedly", "already") && !(w.low == "as" && !d.is(k-1, "quoted", "cited")) {
			continue
		}
		break
	}
	if k < lo {
		return cue{}, false
	}
	if d.tagAt(k) == modal {
		return cue{}, false
	}
	c := cue{first: i, last: last, base: base, group: group, content: last, sent: s}
	if gerundForm && !d.is(i-1, "as") {
		if !d.is(k, ",", "and", "but", "while", "by") {
			return cue{}, false
		}
		who, ok := d.mainSubject(s, i)
		c.who = who
		return c, ok
	}
	if d.is(k, "and", "but", "or") || d.is(k, ",") && d.is(k-1, "and", "but") { // a second verb of the same subject
		if b := d.cueUntil(s, i); b != nil && d.tagAt(i) != noun {
			c.who = b.who
			return c, true
		}
		if d.tagAt(i) == verbPast || d.tagAt(i) == verbThird {
			who, ok := d.mainSubject(s, i)
			c.who = who
			return c, ok
		}
		return cue{}, false
	}
	end := d.asideStart(k, lo)
	if end == k && d.is(k, ",") && (d.tagAt(i) == verbThird || d.tagAt(i) == verbPast) && d.nameAt(k-1) < 0 || d.is(k, ",") && d.lines[d.sents[s].line].place == inHead && d.cueUntil(s, i) != nil {
		who, ok := d.mainSubject(s, i) // "rejects the ruling, vows to appeal"
		c.who = who
		return c, ok
	}
	who, ok := d.resolve(end, lo)
	if !ok {
		return cue{}, false
	}
	c.who = who
	return c, true
}

// asideStart returns the end of the noun phrase before an aside in commas or brackets
// that ends at token k; k+1 if there is no aside.
func (d *doc) asideStart(k, lo int) int {
	if d.is(k, ")") {
		for j := k; j >= lo && j > k-25; j-- {
			if d.is(j, "(") {
				return d.asideStart(j-1, lo)
			}
		}
		return k + 1
	}
	if !d.is(k, ",", "–", "—") {
		return k + 1
	}
	mark := d.at(k).text
	near := -1
	for j := k - 1; j > lo && j > k-40; j-- {
		if d.quoteAt(j) >= 0 {
			break
		}
		if d.at(j).text != mark {
			continue
		}
		if near < 0 {
			near = j
			if t := d.nameAt(k - 1); t >= 0 && d.names[t].class == personName && d.names[t].first > j && d.titlesOnly(j+1, d.names[t].first) {
				return k // "the firm's founder, Rolf Dahlgaard, said"
			}
		}
		if t := d.nameAt(j - 1); t >= 0 && d.names[t].class == personName && (d.names[t].first == d.sents[d.toks[k].sent].first || !d.is(d.names[t].first-1, "with", "of", "to", "for", "by", "and", "from", "against")) {
			return j
		}
	}
	if near >= 0 {
		return near
	}
	return k
}

// cueUntil returns the last cue of sentence s before token t, or nil.
func (d *doc) cueUntil(s, t int) *cue {
	if s >= len(d.cueAt) {
		return nil
	}
	var out *cue
	for c := d.cueAt[s]; c < len(d.cues) && d.cues[c].sent == s && d.cues[c].first < t; c++ {
		out = &d.cues[c]
	}
	return out
}

// mainSubject returns who is the subject of sentence s before token t: that of the cue
// before, or the first one who acts.
func (d *doc) mainSubject(s, t int) (source, bool) {
	if c := d.cueUntil(s, t); c != nil {
		return c.who, true
	}
	for i := d.sents[s].first; i < t; i++ {
		if d.quoteAt(i) >= 0 {
			continue
		}
		if k := d.nameAt(i); k >= 0 && d.names[k].first == i && d.names[k].actor >= 0 && d.acts(&d.names[k]) {
			n := &d.names[k]
			return source{n.first, n.last, n.actor, ByName, false}, true
		}
		if d.is(i, "he", "she") && (d.finite(i+1) || d.tagAt(i+1) == adverb) {
			return source{i, i + 1, d.pronoun(i), ByPronoun, false}, true
		}
		if (d.tagAt(i) == noun || d.tagAt(i) == nouns) && d.nameAt(i) < 0 && d.sameSent(i, i+1) && d.finite(i+1) && i+1 < t {
			return d.resolve(i+1, d.sents[s].first)
		}
	}
	return source{}, false
}

// accordingCue reads "according to X" and "in the words of X".
func (d *doc) accordingCue(i, s int) (cue, bool) {
	last := i + 2
	end := d.phraseEnd(last)
	for k := last; k < end; k++ {
		if t := d.nameAt(k); t >= 0 && d.names[t].class == personName && d.names[t].first == k {
			end = d.names[t].last
			break
		}
	}
	if d.is(last, "him", "her", "them") {
		who := source{last, last + 1, -1, ByPronoun, false}
		if !d.is(last, "them") {
			who.actor = d.pronoun(last)
		}
		return cue{first: i, last: last, who: who, base: "according", group: '=', content: last + 1, before: i > d.sents[s].first, sent: s}, true
	}
	end = min(end, d.sents[s].last)
	who, ok := d.resolve(end, last)
	if !ok || end <= last {
		return cue{}, false
	}
	if who.actor >= 0 && d.actors[who.actor].class == quietName {
		who.actor = -1
	}
	return cue{first: i, last: last, who: who, base: "according", group: '=', content: end, before: i > d.sents[s].first+2, sent: s}, true
}

// refer keeps that a pronoun or description means an actor.
func (d *doc) refer(s source) {
	a := d.actors[s.actor]
	m := mention{int(d.toks[s.first].start), int(d.toks[s.last-1].end), s.form, s.first}
	for i := len(a.mentions) - 1; i >= 0; i-- {
		switch o := a.mentions[i]; {
		case o.start < m.end && m.start < o.end:
			return
		case o.start < m.start:
			a.mentions = append(a.mentions[:i+1], append([]mention{m}, a.mentions[i+1:]...)...)
			return
		}
	}
	a.mentions = append([]mention{m}, a.mentions...)
}
