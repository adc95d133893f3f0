package english

import (
	"parley/annotations/debate"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// segment cuts the run of capitalised words [t, end) into names and titles. In a loud
// line, where every word has a capital, only what is known counts.
func (d *doc) segment(t, end int, loud bool) {
	title := [2]int{}
	for t < end {
		if d.Has(t, text.IsPoss) || d.Is(t, "of", "for", "the", "and", "&") {
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
		if c := d.classOf(t, next, title[1] > 0); !loud || c == personName && d.Has(t, text.IsMan|text.IsWoman) || c == placeName {
			d.addName(name{first: t, last: next, class: c, title: title})
		}
		title = [2]int{}
		t = next
	}
}

// knownRun adds the known name p of n words at t, or the longer name it begins, and
// returns where that ends.
func (d *doc) knownRun(t, n, end int, p *text.KnownName, title [2]int) int {
	rest := t + n
	switch {
	case rest >= end, d.Is(rest, "and", "of", "the", "for", "&"), d.Has(rest, text.IsPoss), d.titleAt(rest, end) > rest:
	case p.Entry.Class == 's' && p.Form == debate.ByDemonym, p.Entry.Class == 's', p.Entry.Class == 'p':
		stop := d.nameEnd(rest, end)
		q, _ := d.phraseAt(rest, end)
		if d.bodyName(rest, stop) && q == nil && !d.Has(rest, text.IsMan|text.IsWoman) {
			d.addName(name{first: t, last: stop, class: d.classOf(t, stop, false)})
			return stop
		}
		if p.Form != debate.ByDemonym && n == 1 && q == nil && !d.Has(rest, text.IsMan|text.IsWoman|text.IsCaps) && !d.Has(t, text.IsCaps|text.IsAbbr) {
			c := unknownName
			if title[1] > 0 {
				c = personName
			}
			d.addName(name{first: t, last: stop, class: c, title: title}) // "Israel Katz", "China Evergrande"
			return stop
		}
	case p.Entry.Class == 'o' || p.Entry.Class == 'x':
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
	if d.Has(t, text.IsHonorific) && (d.Has(t, text.IsAbbr) || !d.Has(t, text.IsRole)) && len(d.Word(t).Lower) <= 6 {
		return t + 1
	}
	for k := t; k < min(t+4, end); k++ {
		if !d.Has(k, text.IsCap) || d.Has(k, text.IsMan|text.IsWoman|text.IsSurname) && !d.Has(k, text.IsTitle|text.IsHonorific) {
			return t
		}
		if d.Has(k, text.IsTitle|text.IsHonorific) && !(d.Has(k, text.IsOrgHead) && k+1 < end && d.Is(k+1, "of")) {
			if k+1 < end && d.Has(k+1, text.IsOrgHead) && k+2 >= end {
				return t
			}
			for k+1 < end && d.Has(k+1, text.IsTitle|text.IsHonorific) && d.Has(k+1, text.IsCap) {
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
	return d.Is(i, "of") && d.Is(i+1, "state", "defense", "defence", "commerce", "energy", "war", "labor", "labour", "justice", "health", "transportation", "education", "agriculture", "treasury", "finance", "staff", "police")
}

// nameEnd returns the end of the one name that begins at t.
func (d *doc) nameEnd(t, end int) int {
	if d.bodyName(t, end) {
		return end
	}
	for i := t + 1; i < end; i++ {
		if d.Is(i, "and", "of", "for") || d.Has(i, text.IsPoss) {
			return i
		}
		if p, n := d.phraseAt(i, end); p != nil && p.Entry.Class != 'p' && (n > 1 || p.Form == debate.ByName && !d.Has(t, text.IsMan|text.IsWoman) && !d.Has(i, text.IsSurname)) {
			return i
		}
		if d.Has(i, text.IsTitle) && d.titleAt(i, end) > i && i+1 < end {
			return i
		}
	}
	return end
}

// bodyName reports whether [t, end) is the name of an organisation by its head word.
func (d *doc) bodyName(t, end int) bool {
	if end-t < 2 && !d.orgBefore(t, end) {
		return end-t == 1 && d.Has(t, text.IsOrgHead) && !d.Has(t, text.IsCommon) && d.Has(t, text.IsCap)
	}
	if d.orgBefore(t, end) {
		return true
	}
	return d.Has(end-1, text.IsOrgHead) && !d.Has(end-1, text.IsRole) && !d.Has(t, text.IsHonorific)
}

// classOf guesses what the name [t, end) names from its words.
func (d *doc) classOf(t, end int, titled bool) class {
	switch {
	case titled:
		return personName
	case d.bodyName(t, end):
		if d.Has(end-1, text.IsQuiet) || d.Has(t, text.IsQuiet) || d.quietHead(t, end) {
			return quietName
		}
		return orgName
	case end-t >= 2 && d.Has(t, text.IsMan|text.IsWoman), end-t == 3 && d.Has(t+1, text.IsMan|text.IsWoman):
		return personName
	case end-t == 1 && d.Has(t, text.IsSurname):
		return personName
	case d.Has(t, text.IsPlace):
		return placeName
	}
	return unknownName
}

func (d *doc) quietHead(t, end int) bool {
	for i := t; i < end; i++ {
		if d.Is(i, "of", "for", "at") {
			return i > t && d.Has(i-1, text.IsQuiet)
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
			last[d.Word(n.last-1).Lower] = true
		}
	}
	for i := range d.names {
		n := &d.names[i]
		if n.last-n.first == 1 && n.class != orgName && last[d.Word(n.first).Lower] && n.form != debate.ByDemonym && !(n.known != nil && d.Is(n.first-1, "in", "the", "of", "at", "from", "to")) {
			n.class, n.known = personName, nil
		}
	}
	d.settlePlaces()
}

// personByContext reports whether a role before the name, or what follows it, shows that
// it is a person's.
func (d *doc) personByContext(n *name) bool {
	for i := n.first; i < n.last; i++ {
		if d.Has(i, text.IsNumber) || d.Word(i).Text == "&" {
			return false
		}
	}
	if d.Has(n.first-1, text.IsRole) && d.Word(n.first-1).Flags&text.IsCap == 0 && d.SameSentence(n.first-1, n.first) && !d.Has(n.first-1, text.IsOrgHead) && (n.last-n.first > 1 || !d.Has(n.first, text.IsCaps)) {
		return true
	}
	if n.last-n.first > 1 && d.Has(n.last-1, text.IsCaps) && len(d.Word(n.last-1).Text) < 5 {
		return false // Fjordlaks AS
	}
	if n.last-n.first > 1 && n.last-n.first < 4 && d.AgentNoun(n.first-1) && d.SameSentence(n.first-1, n.first) {
		return true
	}
	if d.Has(n.first, text.IsCaps) && n.last-n.first == 1 || d.Is(n.first-1, "the") {
		return false
	}
	i := n.last
	if d.Is(n.first-1, ",") && d.Has(n.first-2, text.IsRole) && d.Is(i, ",", "–", "—", "(") && n.last-n.first > 1 {
		return true // "the firm's founder, Rolf Dahlgaard,"
	}
	if d.Is(n.first-1, ",") && d.Is(i, ".", ",") && n.last-n.first > 1 && d.saidBefore(n.first-2) {
		return true // "said the harbour's master, Tomas Keane."
	}
	if n.last-n.first < 2 {
		return d.Is(i, ",") && d.Is(i+1, "who") || d.Is(i, ",") && d.Has(i+1, text.IsNumber) && d.Is(i+2, ",")
	}
	if n.last-n.first > 4 {
		return false
	}
	if d.Is(i, ",") {
		if d.Is(i+1, "who", "whose") || d.Has(i+1, text.IsNumber) && d.Is(i+2, ",") {
			return true
		}
		for k := i + 1; k < i+8; k++ {
			if d.Is(k, ",", ".", ";") {
				break
			}
			if d.Has(k, text.IsRole) {
				return true
			}
		}
	}
	if d.Is(i, "of", "from") { // "said Tovik Arran of the union"
		return d.Has(n.first-1, text.IsSpeech)
	}
	return d.Has(i, text.IsSpeech) && d.TagAt(i) != tags.Nouns || d.Has(n.first-1, text.IsSpeech) && d.Word(n.first-1).Flags&text.IsCap == 0 && d.Is(n.first-2, ",", "”", "\"", "'", "’")
}

// saidBefore reports whether a verb of saying begins the phrase that ends at token i.
func (d *doc) saidBefore(i int) bool {
	for k := i; k > i-8 && d.SameSentence(k, i); k-- {
		if d.Has(k, text.IsSpeech) && d.Has(k-1, text.IsMark) || d.Has(k, text.IsSpeech) && d.Is(k-1, ",") && d.Has(k-2, text.IsMark) {
			return true
		}
		if d.Is(k, ",") {
			return false
		}
	}
	return false
}

// pronounFollows reports whether "he" or "she" soon takes up name i, which acts, with no
// other name between.
func (d *doc) pronounFollows(n *name, i int) bool {
	if n.last-n.first < 2 || n.last-n.first > 3 || d.Is(n.first-1, "the") || !d.acts(n) {
		return false
	}
	end := n.last + 40
	if i+1 < len(d.names) {
		end = min(end, d.names[i+1].first)
	}
	line := d.Sentences[d.Tokens[n.first].Sentence].Line
	for k := n.last; k < min(end, len(d.Tokens)); k++ {
		if d.Sentences[d.Tokens[k].Sentence].Line != line {
			return false
		}
		if d.Is(k, "he", "she", "his", "her") && d.QuoteAt(k) < 0 {
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
		key := d.Slice(n.first, n.last)
		c := count[key]
		if c == nil {
			c = &tally{}
			count[key] = c
		}
		c.all++
		if d.Is(n.first-1, "in", "at", "near", "from", "outside", "around", "across", "to") {
			c.in++
		}
		if d.acts(n) || d.Has(n.last, text.IsPoss) && (d.Has(n.last+1, text.IsRole) || d.Has(n.last+2, text.IsRole)) {
			c.acts++
		}
	}
	for i := range d.names {
		n := &d.names[i]
		if c := count[d.Slice(n.first, n.last)]; n.class == unknownName && c != nil && c.in > 0 && c.acts == 0 && c.in*2 >= c.all {
			n.class = placeName
		}
	}
}

// acts reports whether a name is the subject of a verb.
func (d *doc) acts(n *name) bool {
	if n.form == debate.ByDemonym {
		return false
	}
	if n.first > 0 && d.SameSentence(n.first-1, n.first) && d.TagAt(n.first-1) == tags.Preposition && !d.Is(n.first-1, "that", "if", "because", "while", "as", "after", "before", "since", "until", "although", "though", "unless", "whether") {
		return false
	}
	i := d.skipAside(n.last)
	i = d.skipAside(d.skipJoined(n, i))
	if d.Is(i, "and") { // "the United States and most Arab states say"
		for k := i + 1; k < i+6 && d.SameSentence(n.first, k); k++ {
			if !d.modifies(k) {
				if k > i+1 && d.Finite(k) && d.TagAt(k-1) == tags.Nouns {
					i = k
				}
				break
			}
		}
	}
	if d.Is(i, ",") && (d.Is(n.first-1, ",") || d.Is(n.first-1, "the") && d.Is(n.first-2, ",")) {
		i++ // "its partner, the Liberal Forum, rejects it"
	}
	if !d.SameSentence(n.first, i) {
		return false
	}
	if pro, at := d.StanceVerb(i); (pro || at > 0) && !d.Has(i, text.IsPoss) && d.TagAt(i) != tags.Nouns {
		return true
	}
	for d.TagAt(i) == tags.Adverb && d.SameSentence(i, i+1) {
		i++
	}
	return d.Finite(i) && !d.Has(i, text.IsPoss)
}

// skipJoined returns the position after the names that are joined to n at i by commas
// and an "and": "Poland and South Africa favour".
func (d *doc) skipJoined(n *name, i int) int {
	at := i
	for range 4 {
		and := d.Is(at, "and") || d.Is(at, ",") && d.Is(at+1, "and")
		k := at + 1
		if d.Is(k, "and") {
			k++
		}
		if d.Is(k, "the") {
			k++
		}
		if !and && !d.Is(at, ",") || !d.SameSentence(n.first, k) || d.nameAt(k) < 0 || d.names[d.nameAt(k)].form == debate.ByDemonym {
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
		case d.Is(i, "("):
			end = ")"
		case d.Is(i, ",") && (d.Is(i+1, "who", "which", "whose", "a", "an", "the", "and") || d.Has(i+1, text.IsNumber|text.IsRole) || d.Has(i+2, text.IsRole) || d.nameAt(i+1) >= 0 && d.Has(d.names[d.nameAt(i+1)].last, text.IsPoss)):
			end = ","
		case d.Is(i, ",") && (d.Is(i+1, "however", "meanwhile", "too", "though", "by", "for", "in", "on", "like", "unlike", "with", "at", "despite", "after") && (d.Is(i+2, ",") || d.Is(i+3, ",") || d.Is(i+4, ","))):
			end = ","
		default:
			return i
		}
		k := i + 1
		for k < i+25 && d.SameSentence(i, k) && d.Word(k).Text != end {
			k++
		}
		if k >= i+25 || !d.SameSentence(i, k) {
			return i
		}
		i = k + 1
	}
	return i
}
