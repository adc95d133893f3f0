package debate

// segment cuts the run of capitalised words [t, end) into names and titles. In a loud
// line, where every word has a capital, only what is known counts.
func (d *doc) segment(t, end int, loud bool) {
	title := [2]int{}
	for t < end {
		if d.has(t, isPoss) || d.is(t, "of", "for", "the", "and", "&") {
			t++
			continue
		}
		if p, n := d.phraseAt(t, end); p != nil {
			t, title = d.knownRun(t, n, end, p, title), [2]int{}
			continue
		}
		if k := d.titleAt(t, end); k > t {
			if title[1] == 0 {
				title[0] = t
			}
			title[1] = k
			t = k
			continue
		}
		next := d.nameEnd(t, end)
		if c := d.classOf(t, next, title[1] > 0); !loud || c == personName && d.has(t, isMan|isWoman) || c == placeName {
			d.addName(name{first: t, last: next, class: c, title: title})
		}
		title = [2]int{}
		t = next
	}
}

// knownRun adds the known name p of n words at t, or the longer name it begins, and
// returns where that ends.
func (d *doc) knownRun(t, n, end int, p *phrase, title [2]int) int {
	rest := t + n
	switch {
	case rest >= end, d.is(rest, "and", "of", "the", "for", "&"), d.has(rest, isPoss), d.titleAt(rest, end) > rest:
	case p.to.class == 's' && p.form == ByDemonym, p.to.class == 's', p.to.class == 'p':
		stop := d.nameEnd(rest, end)
		q, _ := d.phraseAt(rest, end)
		if d.bodyName(rest, stop) && q == nil && !d.has(rest, isMan|isWoman) {
			d.addName(name{first: t, last: stop, class: d.classOf(t, stop, false)})
			return stop
		}
		if p.form != ByDemonym && n == 1 && q == nil && !d.has(rest, isMan|isWoman|isCaps) && !d.has(t, isCaps|isAbbr) {
			c := unknownName
			if title[1] > 0 {
				c = personName
			}
			d.addName(name{first: t, last: stop, class: c, title: title}) // "Israel Katz", "China Evergrande"
			return stop
		}
	case p.to.class == 'o' || p.to.class == 'x':
		stop := d.nameEnd(rest, end)
		if d.bodyName(rest, stop) && n == 1 {
			d.addName(name{first: t, last: stop, class: d.classOf(t, stop, false)})
			return stop
		}
	}
	d.addKnown(t, n, p)
	return rest
}

// titleAt returns the end of the titles at t: "Prime Minister", "Foreign Secretary"; t if
// there is none. A title that ends its run is one too.
func (d *doc) titleAt(t, end int) int {
	if d.has(t, isHonorific) && (d.has(t, isAbbr) || !d.has(t, isRole)) && len(d.at(t).low) <= 6 {
		return t + 1
	}
	for k := t; k < min(t+4, end); k++ {
		if !d.has(k, isCap) || d.has(k, isMan|isWoman|isSurname) && !d.has(k, isTitle|isHonorific) {
			return t
		}
		if d.has(k, isTitle|isHonorific) && !(d.has(k, isOrgHead) && k+1 < end && d.is(k+1, "of")) {
			if k+1 < end && d.has(k+1, isOrgHead) && k+2 >= end {
				return t
			}
			for k+1 < end && d.has(k+1, isTitle|isHonorific) && d.has(k+1, isCap) {
				k++
			}
			if d.ofOffice(k+1) && k+3 < end {
				return k + 3
			}
			return k + 1
		}
	}
	return t
}

// ofOffice reports whether the words at i go on with a title: "of State".
func (d *doc) ofOffice(i int) bool {
	return d.is(i, "of") && d.is(i+1, "state", "defense", "defence", "commerce", "energy", "war", "labor", "labour", "justice", "health", "transportation", "education", "agriculture", "treasury", "finance", "staff", "police")
}

// nameEnd returns the end of the one name that begins at t.
func (d *doc) nameEnd(t, end int) int {
	if d.bodyName(t, end) {
		return end
	}
	for i := t + 1; i < end; i++ {
		if d.is(i, "and", "of", "for") || d.has(i, isPoss) {
			return i
		}
		if p, n := d.phraseAt(i, end); p != nil && p.to.class != 'p' && (n > 1 || p.form == ByName && !d.has(t, isMan|isWoman) && !d.has(i, isSurname)) {
			return i
		}
		if d.has(i, isTitle) && d.titleAt(i, end) > i && i+1 < end {
			return i
		}
	}
	return end
}

// bodyName reports whether [t, end) is the name of an organisation by its head word.
func (d *doc) bodyName(t, end int) bool {
	if end-t < 2 && !d.orgBefore(t, end) {
		return end-t == 1 && d.has(t, isOrgHead) && !d.has(t, isCommon) && d.has(t, isCap)
	}
	if d.orgBefore(t, end) {
		return true
	}
	return d.has(end-1, isOrgHead) && !d.has(end-1, isRole) && !d.has(t, isHonorific)
}

// classOf guesses what the name [t, end) names from its words.
func (d *doc) classOf(t, end int, titled bool) class {
	switch {
	case titled:
		return personName
	case d.bodyName(t, end):
		if d.has(end-1, isQuiet) || d.has(t, isQuiet) || d.quietHead(t, end) {
			return quietName
		}
		return orgName
	case end-t >= 2 && d.has(t, isMan|isWoman), end-t == 3 && d.has(t+1, isMan|isWoman):
		return personName
	case end-t == 1 && d.has(t, isSurname):
		return personName
	case d.has(t, isPlace):
		return placeName
	}
	return unknownName
}

func (d *doc) quietHead(t, end int) bool {
	for i := t; i < end; i++ {
		if d.is(i, "of", "for", "at") {
			return i > t && d.has(i-1, isQuiet)
		}
	}
	return false
}

// settleNames decides about names that their words left open, from what stands around
// them and from the other names of the text.
func (d *doc) settleNames() {
	d.settleHeard()
	last := make(map[string]bool) // surnames of persons
	for i := range d.names {
		n := &d.names[i]
		if n.class == unknownName && (d.personByContext(n) || d.pronounFollows(n, i)) {
			n.class = personName
		}
		if n.class == personName && n.last-n.first > 1 {
			last[d.at(n.last-1).low] = true
		}
	}
	for i := range d.names {
		n := &d.names[i]
		if n.last-n.first == 1 && n.class != orgName && last[d.at(n.first).low] && n.form != ByDemonym && !(n.known != nil && d.is(n.first-1, "in", "the", "of", "at", "from", "to")) {
			n.class, n.known = personName, nil
		}
	}
	d.settlePlaces()
}

// personByContext reports whether a role before the name, or what follows it, shows that
// it is a person's.
func (d *doc) personByContext(n *name) bool {
	for i := n.first; i < n.last; i++ {
		if d.has(i, isNumber) || d.at(i).text == "&" {
			return false
		}
	}
	if d.has(n.first-1, isRole) && d.at(n.first-1).flags&isCap == 0 && d.sameSent(n.first-1, n.first) && !d.has(n.first-1, isOrgHead) && (n.last-n.first > 1 || !d.has(n.first, isCaps)) {
		return true
	}
	if n.last-n.first > 1 && d.has(n.last-1, isCaps) && len(d.at(n.last-1).text) < 5 {
		return false // Fjordlaks AS
	}
	if n.last-n.first > 1 && n.last-n.first < 4 && d.agentNoun(n.first-1) && d.sameSent(n.first-1, n.first) {
		return true
	}
	if d.has(n.first, isCaps) && n.last-n.first == 1 || d.is(n.first-1, "the") {
		return false
	}
	i := n.last
	if d.is(n.first-1, ",") && d.has(n.first-2, isRole) && d.is(i, ",", "–", "—", "(") && n.last-n.first > 1 {
		return true // "the firm's founder, Rolf Dahlgaard,"
	}
	if d.is(n.first-1, ",") && d.is(i, ".", ",") && n.last-n.first > 1 && d.saidBefore(n.first-2) {
		return true // "said the harbour's master, Tomas Keane."
	}
	if n.last-n.first < 2 {
		return d.is(i, ",") && d.is(i+1, "who") || d.is(i, ",") && d.has(i+1, isNumber) && d.is(i+2, ",")
	}
	if n.last-n.first > 4 {
		return false
	}
	if d.is(i, ",") {
		if d.is(i+1, "who", "whose") || d.has(i+1, isNumber) && d.is(i+2, ",") {
			return true
		}
		for k := i + 1; k < i+8; k++ {
			if d.is(k, ",", ".", ";") {
				break
			}
			if d.has(k, isRole) {
				return true
			}
		}
	}
	if d.is(i, "of", "from") { // "said Tovik Arran of the union"
		return d.has(n.first-1, isSpeech)
	}
	return d.has(i, isSpeech) && d.tagAt(i) != nouns || d.has(n.first-1, isSpeech) && d.at(n.first-1).flags&isCap == 0 && d.is(n.first-2, ",", "”", "\"", "'", "’")
}

// saidBefore reports whether a verb of saying begins the phrase that ends at token i.
func (d *doc) saidBefore(i int) bool {
	for k := i; k > i-8 && d.sameSent(k, i); k-- {
		if d.has(k, isSpeech) && d.has(k-1, isMark) || d.has(k, isSpeech) && d.is(k-1, ",") && d.has(k-2, isMark) {
			return true
		}
		if d.is(k, ",") {
			return false
		}
	}
	return false
}

// pronounFollows reports whether "he" or "she" soon takes up name i, which acts, with no
// other name between.
func (d *doc) pronounFollows(n *name, i int) bool {
	if n.last-n.first < 2 || n.last-n.first > 3 || d.is(n.first-1, "the") || !d.acts(n) {
		return false
	}
	end := n.last + 40
	if i+1 < len(d.names) {
		end = min(end, d.names[i+1].first)
	}
	line := d.sents[d.toks[n.first].sent].line
	for k := n.last; k < min(end, len(d.toks)); k++ {
		if d.sents[d.toks[k].sent].line != line {
			return false
		}
		if d.is(k, "he", "she", "his", "her") && d.quoteAt(k) < 0 {
			return true
		}
	}
	return false
}

// settlePlaces takes names that follow "in" or "at" and never act for places.
func (d *doc) settlePlaces() {
	type tally struct{ in, all, acts int }
	count := make(map[string]*tally)
	for i := range d.names {
		n := &d.names[i]
		if n.class != unknownName {
			continue
		}
		key := d.slice(n.first, n.last)
		c := count[key]
		if c == nil {
			c = &tally{}
			count[key] = c
		}
		c.all++
		if d.is(n.first-1, "in", "at", "near", "from", "outside", "around", "across", "to") {
			c.in++
		}
		if d.acts(n) || d.has(n.last, isPoss) && (d.has(n.last+1, isRole) || d.has(n.last+2, isRole)) {
			c.acts++
		}
	}
	for i := range d.names {
		n := &d.names[i]
		if c := count[d.slice(n.first, n.last)]; n.class == unknownName && c != nil && c.in > 0 && c.acts == 0 && c.in*2 >= c.all {
			n.class = placeName
		}
	}
}

// slice returns the text of tokens [first, last).
func (d *doc) slice(first, last int) string {
	if first >= last {
		return ""
	}
	return d.text[d.toks[first].start:d.toks[last-1].end]
}

// sameSent reports whether two tokens are of one sentence.
func (d *doc) sameSent(a, b int) bool {
	return a >= 0 && b >= 0 && a < len(d.toks) && b < len(d.toks) && d.toks[a].sent == d.toks[b].sent
}

// acts reports whether a name is the subject of a verb.
func (d *doc) acts(n *name) bool {
	if n.form == ByDemonym {
		return false
	}
	if n.first > 0 && d.sameSent(n.first-1, n.first) && d.tagAt(n.first-1) == preposition && !d.is(n.first-1, "that", "if", "because", "while", "as", "after", "before", "since", "until", "although", "though", "unless", "whether") {
		return false
	}
	i := d.skipAside(n.last)
	i = d.skipAside(d.skipJoined(n, i))
	if d.is(i, "and") { // "the United States and most Arab states say"
		for k := i + 1; k < i+6 && d.sameSent(n.first, k); k++ {
			if !d.modifies(k) {
				if k > i+1 && d.finite(k) && d.tagAt(k-1) == nouns {
					i = k
				}
				break
			}
		}
	}
	if d.is(i, ",") && (d.is(n.first-1, ",") || d.is(n.first-1, "the") && d.is(n.first-2, ",")) {
		i++ // "its partner, the Liberal Forum, rejects it"
	}
	if !d.sameSent(n.first, i) {
		return false
	}
	if pro, at := d.demandVerb(i); (pro || at > 0) && !d.has(i, isPoss) && d.tagAt(i) != nouns {
		return true
	}
	for d.tagAt(i) == adverb && d.sameSent(i, i+1) {
		i++
	}
	return d.finite(i) && !d.has(i, isPoss)
}

// skipJoined returns the position after the names that are joined to n at i by commas
// and an "and": "Poland and South Africa favour".
func (d *doc) skipJoined(n *name, i int) int {
	at := i
	for range 4 {
		and := d.is(at, "and") || d.is(at, ",") && d.is(at+1, "and")
		k := at + 1
		if d.is(k, "and") {
			k++
		}
		if d.is(k, "the") {
			k++
		}
		if !and && !d.is(at, ",") || !d.sameSent(n.first, k) || d.nameAt(k) < 0 || d.names[d.nameAt(k)].form == ByDemonym {
			break
		}
		at = d.names[d.nameAt(k)].last
		if and {
			return at
		}
	}
	return i
}

// skipAside returns the position after an aside in commas or brackets that begins at i.
func (d *doc) skipAside(i int) int {
	for range 2 {
		end := ""
		switch {
		case d.is(i, "("):
			end = ")"
		case d.is(i, ",") && (d.is(i+1, "who", "which", "whose", "a", "an", "the", "and") || d.has(i+1, isNumber|isRole) || d.has(i+2, isRole) || d.nameAt(i+1) >= 0 && d.has(d.names[d.nameAt(i+1)].last, isPoss)):
			end = ","
		case d.is(i, ",") && (d.is(i+1, "however", "meanwhile", "too", "though", "by", "for", "in", "on", "like", "unlike", "with", "at", "despite", "after") && (d.is(i+2, ",") || d.is(i+3, ",") || d.is(i+4, ","))):
			end = ","
		default:
			return i
		}
		k := i + 1
		for k < i+25 && d.sameSent(i, k) && d.at(k).text != end {
			k++
		}
		if k >= i+25 || !d.sameSent(i, k) {
			return i
		}
		i = k + 1
	}
	return i
}
