package debate

import "strings"

// A class says what a name names, more finely than a Kind.
type class byte

const (
	unknownName class = iota
	personName
	orgName
	quietName // a body that is an actor only if it acts
	stateName
	groupName
	placeName
)

// A name is a passage that names something: tokens [first, last).
type name struct {
	first, last int
	class       class
	known       *entry // its entry in the gazetteers, or nil
	form        Form
	seat        bool
	unheard     bool   // the perceptron takes it for no name, or for that of a thing
	title       [2]int // the tokens of the title before it
	actor       int    // number of its actor, or -1
}

// longestRun bounds how many words one name may have.
const longestRun = 12

// findNames finds the names of all sentences, in text order.
func (d *doc) findNames() {
	d.inside = d.capitalInside()
	for i := range d.sents {
		if d.stopped(i) {
			return
		}
		s := d.sents[i]
		loud := d.titleCase(s)
		for t := d.afterDateline(i); t < s.last; {
			if k := d.lowerPhrase(t, s.last); k > 0 {
				t += k
				continue
			}
			if !d.canBegin(t, s) {
				t++
				continue
			}
			end := d.runEnd(t, s.last)
			d.segment(t, end, loud)
			t = max(end, t+1)
		}
	}
	d.settleNames()
}

// afterDateline returns where sentence s begins in earnest: after "KYIV, March 3 (AP) —",
// or at its end if it is a byline.
func (d *doc) afterDateline(s int) int {
	first, last := d.sents[s].first, d.sents[s].last
	ln := d.lines[d.sents[s].line]
	if ln.sents[0] != s || d.quoteAt(first) >= 0 {
		return first
	}
	if d.is(first, "by") && last-first < 9 && ln.sents[1] == s+1 && !d.is(last-1, ".") && d.has(first+1, isCap) {
		return last
	}
	if !d.has(first, isCaps) {
		return first
	}
	for i := first + 1; i < min(first+14, last-1); i++ {
		switch {
		case d.is(i, "—", "–", ":"), d.is(i, "-", "-") && d.toks[i-1].end != d.toks[i].start:
			return i + 1
		case d.has(i, isCap|isNumber|isMonth), d.is(i, ",", "(", ")", "/", "."):
		default:
			return first
		}
	}
	return first
}

// capitalInside returns the words that stand with a capital where no sentence begins.
func (d *doc) capitalInside() map[int32]bool {
	out := make(map[int32]bool)
	for _, s := range d.sents {
		if d.titleCase(s) {
			continue
		}
		for t := s.first + 1; t < s.last; t++ {
			if d.has(t, isCap) && d.has(t-1, isWord) && !d.has(t-1, isAbbr) {
				out[d.toks[t].word] = true
			}
		}
	}
	return out
}

// titleCase reports whether most longer words of a heading are capitalised, so that
// capitals say nothing.
func (d *doc) titleCase(s sent) bool {
	ln := d.lines[s.line]
	if ln.place != inHead && (ln.place == inBody && d.is(s.last-1, ".", "!", "?") || d.has(s.last-1, isMark) || s.last-s.first > 40) {
		return false
	}
	caps, all := 0, 0
	for t := s.first; t < s.last; t++ {
		if w := d.at(t); w.flags&isWord != 0 && len(w.text) > 3 && d.quoteAt(t) < 0 {
			all++
			if w.flags&isCap != 0 {
				caps++
			}
		}
	}
	return all >= 4 && caps*10 >= all*8
}

// lowerPhrase adds a known name that begins with a small letter, such as a group's, and
// returns its length.
func (d *doc) lowerPhrase(t, end int) int {
	w := d.at(t)
	if w.flags&isCap != 0 || len(w.phrases) == 0 {
		return 0
	}
	p, n := d.phraseAt(t, end)
	if p == nil {
		return 0
	}
	d.addKnown(t, n, p)
	return n
}

// canBegin reports whether a name may begin with token t of sentence s.
func (d *doc) canBegin(t int, s sent) bool {
	w := d.at(t)
	if w.flags&isCap == 0 {
		return false
	}
	if w.low == "i" || strings.HasPrefix(w.low, "i'") || w.flags&isMonth != 0 && w.flags&(isMan|isWoman) == 0 {
		return false
	}
	if !d.opensSentence(t, s) || len(w.phrases) > 0 {
		return w.flags&isCommon == 0 || d.has(t+1, isCap) || d.inside[d.toks[t].word] && !d.opensSentence(t, s) && d.tagAt(t) == proper
	}
	if w.flags&isCommon != 0 && w.flags&isTitle != 0 && d.ofOffice(t+1) {
		return true
	}
	if w.flags&isCommon != 0 {
		return d.has(t+1, isCap) && !d.is(t, "the", "a", "an") && d.nameHead(t)
	}
	if w.flags&(isMan|isWoman|isSurname|isCaps|isHonorific|isTitle|isPlace) != 0 || d.inside[d.toks[t].word] || d.has(t+1, isCap) {
		return true
	}
	if strings.ToLower(w.text[1:]) != w.text[1:] && !strings.Contains(w.text, "-") {
		return true // PhRMA
	}
	return d.lines[s.line].place != inHead && d.tagAt(t) == proper && (d.is(t+1, ",") && d.is(t+2, "which", "who", "the", "a", "an", "its", "whose") || d.has(t+1, isSpeech|isPoss) || d.finite(t+1)) && !d.has(t, isRole)
}

// nameHead reports whether a common word may be the first word of a longer name, as in
// "North Sea Transition Authority" or "National Union of Teachers".
func (d *doc) nameHead(t int) bool {
	end := d.runEnd(t, min(len(d.toks), t+longestRun))
	return d.has(end-1, isOrgHead) || d.orgBefore(t, end)
}

// opensSentence reports whether a capital at t is due to the beginning of a sentence or quote.
func (d *doc) opensSentence(t int, s sent) bool {
	if t == s.first {
		return true
	}
	switch w := d.at(t - 1); {
	case w.flags&isMark != 0:
		return d.opensAt(t - 1)
	case w.text == ":", w.text == "–", w.text == "—", w.text == "-" && d.toks[t-1].end != d.toks[t].start, w.text == "•", w.text == "…", w.text == ".":
		return true
	}
	return t-1 == s.first && d.has(t-1, isMark)
}

// runEnd returns the end of the run of capitalised words that begins at t.
func (d *doc) runEnd(t, end int) int {
	end = min(end, t+longestRun)
	i := t + 1
	for i < end {
		if d.has(i-1, isMonth) {
			break
		}
		switch w := d.at(i); {
		case w.flags&isCap != 0 && w.flags&isMonth == 0 && !(w.text == "I"):
			i++
		case w.text == "-" && d.toks[i-1].end == d.toks[i].start: // a pair that was cut: two names
			return i
		case w.flags&isParticle != 0 && w.flags&isCap == 0 && d.particleRun(i, end) > 0 && !d.has(i-1, isOrgHead):
			i = d.particleRun(i, end)
		case (w.low == "of" || w.low == "for") && d.has(i-1, isOrgHead|isCap) && d.orgBefore(t, i+1) && d.capSoon(i+1, end):
			i = d.capAfter(i + 1)
		case w.low == "of" && d.has(i-1, isTitle) && d.ofOffice(i) && d.has(i+1, isCap) && d.has(i+2, isCap):
			i += 2
		case w.low == "and" && d.ofInside(t, i) && d.has(i+1, isCap) && !d.has(i+1, isMan|isWoman) && len(d.at(i+1).phrases) == 0 && len(d.at(i-1).phrases) == 0:
			i++
		case strings.Contains("'\"“‘", w.text) && d.has(i+1, isCap) && d.nickname(i):
			i += 3
		case w.text == "&" && d.has(i+1, isCap):
			i++
		case w.flags&isPoss != 0 && d.has(i+1, isCap) && d.headSoon(i+1, end) && !d.isPerson(t, i):
			i++
		case w.flags&isPoss != 0 && d.is(i+1, "and") && d.has(i+2, isCap) && d.has(i+3, isPoss) && d.headSoon(i+4, end):
			i += 2
		default:
			return i
		}
	}
	return i
}

// nickname reports whether a word in quote marks stands inside a name at i: Neil 'Tosh' Gray.
func (d *doc) nickname(i int) bool {
	return d.has(i-1, isMan|isWoman) && d.has(i+2, isMark) && d.has(i+3, isCap) && d.sameSent(i, i+3)
}

// isPerson reports whether tokens [first, last) look like a person's name.
func (d *doc) isPerson(first, last int) bool {
	return d.has(first, isMan|isWoman|isHonorific) || d.has(last-1, isSurname) || len(d.at(first).phrases) > 0
}

// particleRun returns the position after the particles at i if a capital follows, else 0.
func (d *doc) particleRun(i, end int) int {
	for k := i; k < end && k < i+3; k++ {
		if !d.has(k, isParticle) || d.has(k, isCap) {
			if d.has(k, isCap) && k > i {
				return k
			}
			return 0
		}
	}
	return 0
}

// orgBefore reports whether the last capitalised words before an "of" at end-1 name a body.
func (d *doc) orgBefore(t, end int) bool {
	for i := t; i < end; i++ {
		if d.is(i, "of", "for") && i > t && (d.has(i-1, isOrgHead) || d.is(i-1, "ministry", "school", "house", "state", "states", "court", "secretary", "minister")) {
			return !d.has(i-1, isRole) || d.has(i-1, isOrgHead)
		}
	}
	return false
}

func (d *doc) capSoon(i, end int) bool {
	return i < end && (d.has(i, isCap) || d.is(i, "the") && d.has(i+1, isCap))
}

func (d *doc) capAfter(i int) int {
	if d.has(i, isCap) {
		return i + 1
	}
	return i + 2
}

// ofInside reports whether "of" or "for" stands between t and i.
func (d *doc) ofInside(t, i int) bool {
	for k := t + 1; k < i; k++ {
		if d.is(k, "of", "for") {
			return d.has(t, isOrgHead) || d.orgBefore(t, k+1)
		}
	}
	return false
}

// headSoon reports whether the capitalised words from i on end with an organisation's head word.
func (d *doc) headSoon(i, end int) bool {
	for ; i < end && d.has(i, isCap); i++ {
		if d.has(i, isOrgHead) {
			return true
		}
	}
	return false
}

// phraseAt returns the longest known name at t that is believed there, and its length.
func (d *doc) phraseAt(t, end int) (*phrase, int) {
	var best *phrase
	n := 0
	ps := d.at(t).phrases
	for i := range ps {
		p := &ps[i]
		if len(p.words) <= n || t+len(p.words) > end {
			continue
		}
		same := true
		for k := 1; k < len(p.words) && same; k++ {
			same = d.at(t+k).text == p.words[k]
		}
		if same && !(p.shy && d.shyHere(t, len(p.words))) {
			best, n = p, len(p.words)
		}
	}
	return best, n
}

// shyHere reports whether a name that is also an everyday word is only that here.
func (d *doc) shyHere(t, n int) bool {
	if n > 1 {
		return false
	}
	if d.is(t, "west", "telegram", "dawn") {
		return !d.is(t-1, "the", "on") || d.has(t+1, isCap)
	}
	return d.has(t+1, isCap) || d.has(t-1, isCap)
}

func (d *doc) addKnown(t, n int, p *phrase) {
	nm := name{first: t, last: t + n, known: p.to, form: p.form, seat: p.seat, actor: -1}
	switch p.to.class {
	case 's':
		nm.class = stateName
	case 'o':
		nm.class = orgName
	case 'g':
		nm.class = groupName
	case 'x':
		nm.class = quietName
	default:
		nm.class = placeName
	}
	d.addName(nm)
}

func (d *doc) addName(n name) {
	n.actor = -1
	for i := n.first; i < n.last; i++ {
		d.toks[i].name = int32(len(d.names))
	}
	d.names = append(d.names, n)
}
