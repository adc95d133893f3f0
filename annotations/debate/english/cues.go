package english

import (
	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// A cue is where the text says that somebody says something. Positions are tokens.
type cue struct {
	first, last int           // the words that say it: a verb, "according to", a colon
	who         actors.Source // who says it
	base        string        // the verb's base form; "according" and ":" for the other kinds
	group       byte          // of the verb, as in the list
	content     int           // where what is said begins, if it follows
	before      bool          // what is said stands before the cue
	sent        int
	used        bool // by a quote
	by          int  // number of the statement made of it, or -1
}

// span returns the tokens from the first to the last word of the cue and its source.
func (c *cue) span() (first, last int) {
	return min(c.first, c.who.First), max(c.last, c.who.Last)
}

// findCues finds the cues outside quotes, in text order.
func (d *doc) findCues() {
	d.spoke = make([]int32, len(d.Sentences))
	for s := range d.Sentences {
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
	lo := d.Sentences[s].First
	bound := lo // subjects are not looked for before it
	if d.colonCue(s) {
		bound = d.cues[len(d.cues)-1].last
	}
	for i := lo; i < d.Sentences[s].Last; i++ {
		if d.QuoteAt(i) >= 0 {
			bound = max(bound, min(i, d.Sentences[s].Last-1))
			continue
		}
		w := d.Word(i)
		var c cue
		ok := false
		switch {
		case w.Flags&text.IsSpeech != 0:
			c, ok = d.verbCue(i, max(bound, i-60), s)
		case (w.Lower == "put" || w.Lower == "puts") && d.Is(i+1, "it"):
			if c, ok = d.subjectCue(i, i+2, max(bound, i-60), s, "put it", '='); ok {
				c.before = true
			}
		case (w.Lower == "spoke" || w.Lower == "speaks") && d.Is(i+1, "of") && d.quoteSoon(i, s), w.Lower == "did" && d.Is(i+1, ":") && d.Has(i+2, text.IsMark): // "Aune did: “…”"
			c, ok = d.subjectCue(i, i+1, max(bound, i-60), s, "speak", '=')
		case w.Lower == "according" && d.Is(i+1, "to"), w.Lower == "words" && d.Is(i+1, "of"):
			c, ok = d.accordingCue(i, s)
		case w.Lower == "clear" && d.Is(i-1, "it") && d.Has(i-2, text.IsWord) && d.Is(i-2, "made", "makes", "making", "make"):
			c, ok = d.subjectCue(i-2, i+1, max(bound, i-60), s, "make clear", '=')
		}
		if ok {
			d.addCue(c)
		}
	}
	if n := d.cueAt[s]; n < len(d.cues) && d.cues[n].who.Actor >= 0 {
		d.spoke[s] = int32(d.cues[n].who.Actor) + 1
	}
}

func (d *doc) addCue(c cue) {
	c.by = -1
	d.cues = append(d.cues, c)
	if c.who.Actor >= 0 && c.who.Form == debate.ByPronoun || c.who.Form == debate.ByDescription && c.who.Actor >= 0 && !c.who.Office {
		d.Refer(c.who)
	}
}

// colonCue reads "US envoy: the deal is close" and adds it.
func (d *doc) colonCue(s int) bool {
	first, last := d.AfterDateline(s), d.Sentences[s].Last
	for i := first; i < min(first+9, last); i++ {
		w := d.Word(i)
		if d.QuoteAt(i) >= 0 || w.Flags&text.IsSpeech != 0 && d.TagAt(i) != tags.Noun && d.TagAt(i) != tags.Nouns && d.TagAt(i) != tags.Proper {
			return false
		}
		if w.Text != ":" {
			continue
		}
		if i == first || i+2 >= last {
			return false
		}
		who, ok := d.resolve(i, first)
		if !ok || who.First > first+3 && d.TagAt(first) != tags.Determiner || who.Actor < 0 && !d.Has(i-1, text.IsRole) || d.Has(i-1, text.IsSpeech) {
			return false
		}
		if who.Actor >= 0 && d.Actors[who.Actor].Class == actors.Quiet {
			return false
		}
		d.addCue(cue{first: i, last: i + 1, who: who, base: ":", group: '=', content: i + 1, sent: s})
		return true
	}
	return false
}

// verbCue reads the verb of saying at i with its subject.
func (d *doc) verbCue(i, lo, s int) (cue, bool) {
	w := d.Word(i)
	if len(w.Verbs) == 0 {
		return cue{}, false
	}
	v := w.Verbs[0]
	prevMark := d.Has(i-1, text.IsMark) || d.Is(i-1, ",") && (d.Has(i-2, text.IsMark) || d.dialogue(d.Sentences[s].Line))
	nextMark := d.Has(i+1, text.IsMark) || d.Is(i+1, ":") || d.Is(i+1, ",") && d.Has(i+2, text.IsMark)
	switch d.TagAt(i) {
	case tags.VerbPast, tags.VerbThird, tags.VerbBase, tags.Participle, tags.Gerund:
	case tags.Noun, tags.Nouns, tags.Adjective, tags.Other, tags.Proper, tags.Adverb, tags.Preposition:
		if !nextMark && !(prevMark && d.SameSentence(i, i+1)) && !d.subjectNear(i, lo) && !(v.Form == 'z' && d.clauseFollows(i)) {
			return cue{}, false
		}
	default:
		return cue{}, false
	}
	if d.TagAt(i) == tags.Gerund && (v.Base == "indicate" || v.Base == "suggest" || v.Base == "imply" || v.Base == "signal" || v.Base == "reveal" || v.Base == "confirm" || v.Base == "find") {
		return cue{}, false // what the author concludes
	}
	if v.Base == "see" || v.Base == "go" || v.Base == "find" || v.Base == "want" || v.Base == "order" || v.Base == "view" || v.Base == "regard" {
		if !d.quoteSoon(i, s) {
			return cue{}, false
		}
	}
	if d.TagAt(i) == tags.Participle && d.Is(i+1, "by") && d.Passive(i, lo) { // viewed by X as "…"
		if k := d.phraseEndName(i + 2); k > i+2 {
			if who, ok := d.resolve(k, i+2); ok {
				return cue{first: i, last: i + 2, who: who, base: v.Base, group: v.Group, content: k, sent: s}, true
			}
		}
		return cue{}, false
	}
	if (prevMark || d.Is(i-1, "—", "–") && d.Has(i-2, text.IsMark)) && v.Form != 'g' && v.Form != 'b' {
		if c, ok := d.invertedCue(i, s, v); ok {
			return c, true
		}
	}
	if d.Is(i-1, "to", "not") && !d.Is(i-2, "did", "do", "does") {
		return cue{}, false
	}
	return d.subjectCue(i, i+1, lo, s, v.Base, v.Group)
}

// clauseFollows reports whether the words after a verb at i begin what it takes as its object.
func (d *doc) clauseFollows(i int) bool {
	return d.Is(i+1, "that", "the", "a", "an", "it", "they", "he", "she", "this", "these", "its", "their", "his", "her", "whether")
}

// phraseEndName returns the end of the noun phrase that begins at i.
func (d *doc) phraseEndName(i int) int {
	k := i
	for ; k < i+8 && d.SameSentence(i, k); k++ {
		if d.QuoteAt(k) >= 0 || d.Is(k, ",", ".", ";", ":", "as", "in", "on", "after", "and", "who", "that", "to") {
			break
		}
	}
	return k
}

// subjectNear reports whether the word before i is a pronoun or name that can be its subject.
func (d *doc) subjectNear(i, lo int) bool {
	k := i - 1
	for k > lo && d.TagAt(k) == tags.Adverb {
		k--
	}
	return k >= lo && (d.Is(k, "he", "she", "who") || d.NameAt(k) >= 0 && d.Names[d.NameAt(k)].Class == actors.Person) && d.QuoteAt(k) < 0
}

// quoteSoon reports whether a quote opens within a few words after i in its sentence.
func (d *doc) quoteSoon(i, s int) bool {
	for k := i + 1; k < min(i+12, d.Sentences[s].Last); k++ {
		if d.QuoteAt(k) >= 0 {
			return true
		}
	}
	return false
}

// invertedCue reads "…," said X, who ….
func (d *doc) invertedCue(i, s int, v text.SpeechVerb) (cue, bool) {
	end := i + 1
	for ; end < min(i+12, d.Sentences[s].Last); end++ {
		w := d.Word(end)
		if k := d.NameAt(end); k >= 0 && d.Names[k].Class == actors.Person && d.Names[k].First == end {
			n := &d.Names[k]
			return cue{first: i, last: i + 1, who: actors.Source{First: n.First, Last: n.Last, Actor: n.Actor, Form: debate.ByName, Office: false}, base: v.Base, group: v.Group, content: n.Last, before: true, sent: s}, true
		}
		if w.Flags&text.IsMark != 0 || w.Flags&(text.IsWord|text.IsPoss|text.IsAbbr) == 0 && w.Text != "-" || d.Is(end, "that", "who", "in", "on", "at", "after", "during", "as", "when") ||
			end > i+1 && d.TagAt(end) == tags.VerbPast || d.Is(end, "to", "he", "she") && end > i+1 {
			break
		}
	}
	if end == i+1 || d.Is(i+1, "he", "she") && end > i+2 {
		return cue{}, false
	}
	if k := end + 1; d.Is(end, ",") && d.SameSentence(i, k) && d.NameAt(k) >= 0 { // "said the harbour's master, Tomas Keane"
		if n := &d.Names[d.NameAt(k)]; n.Class == actors.Person && n.First == k && d.Is(n.Last, ".", ",", ";", "(", "–", "—") {
			return cue{first: i, last: i + 1, who: actors.Source{First: n.First, Last: n.Last, Actor: n.Actor, Form: debate.ByName, Office: false}, base: v.Base, group: v.Group, content: n.Last, before: true, sent: s}, true
		}
	}
	who, ok := d.resolve(end, i+1)
	if !ok || who.Actor < 0 && !who.Office && who.Form != debate.ByPronoun && d.TagAt(who.First) == tags.Adverb {
		return cue{}, false
	}
	return cue{first: i, last: i + 1, who: who, base: v.Base, group: v.Group, content: end, before: true, sent: s}, true
}

// subjectCue reads a verb [i, last) whose subject stands before it.
func (d *doc) subjectCue(i, last, lo, s int, base string, group byte) (cue, bool) {
	gerundForm := d.TagAt(i) == tags.Gerund
	k := i - 1
	for ; k >= lo; k-- {
		w := d.Word(k)
		if d.TagAt(k) == tags.Adverb || d.Is(k, "has", "have", "had", "was", "is", "been", "also", "did", "later", "then", "once", "again", "however", "both", "all", "publicly", "recently", "as", "quoted", "cited", "not", "never", "reportedly", "already") && !(w.Lower == "as" && !d.Is(k-1, "quoted", "cited")) {
			continue
		}
		break
	}
	if k < lo {
		return cue{}, false
	}
	if d.TagAt(k) == tags.Modal {
		return cue{}, false
	}
	c := cue{first: i, last: last, base: base, group: group, content: last, sent: s}
	if gerundForm && !d.Is(i-1, "as") {
		if !d.Is(k, ",", "and", "but", "while", "by") {
			return cue{}, false
		}
		who, ok := d.mainSubject(s, i)
		c.who = who
		return c, ok
	}
	if d.Is(k, "and", "but", "or") || d.Is(k, ",") && d.Is(k-1, "and", "but") { // a second verb of the same subject
		if b := d.cueUntil(s, i); b != nil && d.TagAt(i) != tags.Noun {
			c.who = b.who
			return c, true
		}
		if d.TagAt(i) == tags.VerbPast || d.TagAt(i) == tags.VerbThird {
			who, ok := d.mainSubject(s, i)
			c.who = who
			return c, ok
		}
		return cue{}, false
	}
	end := d.asideStart(k, lo)
	if end == k && d.Is(k, ",") && (d.TagAt(i) == tags.VerbThird || d.TagAt(i) == tags.VerbPast) && d.NameAt(k-1) < 0 || d.Is(k, ",") && d.Lines[d.Sentences[s].Line].Place == text.InHeading && d.cueUntil(s, i) != nil {
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
	if d.Is(k, ")") {
		for j := k; j >= lo && j > k-25; j-- {
			if d.Is(j, "(") {
				return d.asideStart(j-1, lo)
			}
		}
		return k + 1
	}
	if !d.Is(k, ",", "–", "—") {
		return k + 1
	}
	mark := d.Word(k).Text
	near := -1
	for j := k - 1; j > lo && j > k-40; j-- {
		if d.QuoteAt(j) >= 0 {
			break
		}
		if d.Word(j).Text != mark {
			continue
		}
		if near < 0 {
			near = j
			if t := d.NameAt(k - 1); t >= 0 && d.Names[t].Class == actors.Person && d.Names[t].First > j && d.titlesOnly(j+1, d.Names[t].First) {
				return k // "the firm's founder, Rolf Dahlgaard, said"
			}
		}
		if t := d.NameAt(j - 1); t >= 0 && d.Names[t].Class == actors.Person && (d.Names[t].First == d.Sentences[d.Tokens[k].Sentence].First || !d.Is(d.Names[t].First-1, "with", "of", "to", "for", "by", "and", "from", "against")) {
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
func (d *doc) mainSubject(s, t int) (actors.Source, bool) {
	if c := d.cueUntil(s, t); c != nil {
		return c.who, true
	}
	for i := d.Sentences[s].First; i < t; i++ {
		if d.QuoteAt(i) >= 0 {
			continue
		}
		if k := d.NameAt(i); k >= 0 && d.Names[k].First == i && d.Names[k].Actor >= 0 && d.Acts(&d.Names[k]) {
			n := &d.Names[k]
			return actors.Source{First: n.First, Last: n.Last, Actor: n.Actor, Form: debate.ByName, Office: false}, true
		}
		if d.Is(i, "he", "she") && (d.Finite(i+1) || d.TagAt(i+1) == tags.Adverb) {
			return actors.Source{First: i, Last: i + 1, Actor: d.pronoun(i), Form: debate.ByPronoun, Office: false}, true
		}
		if (d.TagAt(i) == tags.Noun || d.TagAt(i) == tags.Nouns) && d.NameAt(i) < 0 && d.SameSentence(i, i+1) && d.Finite(i+1) && i+1 < t {
			return d.resolve(i+1, d.Sentences[s].First)
		}
	}
	return actors.Source{}, false
}

// accordingCue reads "according to X" and "in the words of X".
func (d *doc) accordingCue(i, s int) (cue, bool) {
	last := i + 2
	end := d.PhraseEnd(last)
	for k := last; k < end; k++ {
		if t := d.NameAt(k); t >= 0 && d.Names[t].Class == actors.Person && d.Names[t].First == k {
			end = d.Names[t].Last
			break
		}
	}
	if d.Is(last, "him", "her", "them") {
		who := actors.Source{First: last, Last: last + 1, Actor: -1, Form: debate.ByPronoun, Office: false}
		if !d.Is(last, "them") {
			who.Actor = d.pronoun(last)
		}
		return cue{first: i, last: last, who: who, base: "according", group: '=', content: last + 1, before: i > d.Sentences[s].First, sent: s}, true
	}
	end = min(end, d.Sentences[s].Last)
	who, ok := d.resolve(end, last)
	if !ok || end <= last {
		return cue{}, false
	}
	if who.Actor >= 0 && d.Actors[who.Actor].Class == actors.Quiet {
		who.Actor = -1
	}
	return cue{first: i, last: last, who: who, base: "according", group: '=', content: end, before: i > d.Sentences[s].First+2, sent: s}, true
}
