package actors

import (
	"parley/annotations/debate"
	"parley/annotations/debate/english/names"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// segment divides the run of capitalised words [t, end) into names and titles.
func (f *nameFinder) segment(t, end int) {
	title := [2]int{}
	for t < end {
		if f.Has(t, text.IsPoss) || f.Is(t, "of", "for", "the", "and", "&") {
			t++
			continue
		}
		if p, n := f.phraseAt(t, end); p != nil {
			t, title = f.knownRun(t, n, end, p, title), [2]int{}
			continue
		}
		if k := f.titleAt(t, end); k > t {
			if title[1] == 0 {
				title[0] = t
			}
			title[1] = k
			t = k
			continue
		}
		next := f.nameEnd(t, end)
		f.addName(Name{First: t, Last: next, Class: f.classOf(t, next, title[1] > 0), Title: title})
		title = [2]int{}
		t = next
	}
}

// knownRun adds the known name p of n words at t, or the longer name it begins, and
// returns where that ends.
func (f *nameFinder) knownRun(t, n, end int, p *text.KnownName, title [2]int) int {
	rest := t + n
	switch {
	case rest >= end, f.Is(rest, "and", "of", "the", "for", "&"), f.Has(rest, text.IsPoss), f.titleAt(rest, end) > rest:
	case p.Entry.Class == 's' && p.Form == debate.ByDemonym, p.Entry.Class == 's', p.Entry.Class == 'p':
		stop := f.nameEnd(rest, end)
		q, _ := f.phraseAt(rest, end)
		body := f.bodyName(rest, stop) || p.Entry.Class == 'p' && stop > rest && f.Has(stop-1, text.IsOrgHead) && !f.Has(stop-1, text.IsRole)
		if body && q == nil && !f.Has(rest, text.IsMan|text.IsWoman) {
			f.addName(Name{First: t, Last: stop, Class: f.classOf(t, stop, false)})
			return stop
		}
		if p.Form != debate.ByDemonym && n == 1 && q == nil && !f.Has(rest, text.IsMan|text.IsWoman|text.IsCaps) &&
			!f.Has(t, text.IsCaps|text.IsAbbr) {
			c := Unknown
			if title[1] > 0 {
				c = Person
			}
			f.addName(Name{First: t, Last: stop, Class: c, Title: title}) // "Israel Katz", "China Evergrande"
			return stop
		}
	case p.Entry.Class == 'o' || p.Entry.Class == 'x':
		stop := f.nameEnd(rest, end)
		if f.bodyName(rest, stop) && n == 1 {
			f.addName(Name{First: t, Last: stop, Class: f.classOf(t, stop, false)})
			return stop
		}
	}
	f.addKnown(t, n, p)
	return rest
}

// titleAt returns the end of the titles at t: "Prime Minister", "Foreign Secretary"; t if
// there is none. A title that ends its run is one too.
func (f *nameFinder) titleAt(t, end int) int {
	if f.Has(t, text.IsHonorific) && (f.Has(t, text.IsAbbr) || !f.Has(t, text.IsRole)) && len(f.Word(t).Lower) <= 6 {
		return t + 1
	}
	for k := t; k < min(t+4, end); k++ {
		if !f.Has(k, text.IsCap) || f.Has(k, text.IsMan|text.IsWoman|text.IsSurname) && !f.Has(k, text.IsTitle|text.IsHonorific) {
			return t
		}
		if f.Has(k, text.IsTitle|text.IsHonorific) && !(f.Has(k, text.IsOrgHead) && k+1 < end && f.Is(k+1, "of")) {
			if k+1 < end && f.Has(k+1, text.IsOrgHead) && k+2 >= end {
				return t
			}
			for k+1 < end && f.Has(k+1, text.IsTitle|text.IsHonorific) && f.Has(k+1, text.IsCap) {
				k++
			}
			if f.ofOffice(k+1) && k+3 < end {
				return k + 3
			}
			return k + 1
		}
	}
	return t
}

// ofOffice reports whether the words at i continue a title: "of State".
func (f *nameFinder) ofOffice(i int) bool {
	return f.Is(i, "of") && lists().departments[f.Word(i+1).Lower]
}

// nameEnd returns the end of the one name that begins at t.
func (f *nameFinder) nameEnd(t, end int) int {
	if f.bodyName(t, end) {
		return end
	}
	for i := t + 1; i < end; i++ {
		if f.Is(i, "and", "of", "for") || f.Has(i, text.IsPoss) {
			return i
		}
		if p, n := f.phraseAt(i, end); p != nil && p.Entry.Class != 'p' &&
			(n > 1 || p.Form == debate.ByName && !f.Has(t, text.IsMan|text.IsWoman) && !f.Has(i, text.IsSurname)) {
			if s := f.spanOver(t, end); i+n == end && s.Kind == names.Body && s.First == t && s.Last == end {
				return end // "Telecom Namibia"
			}
			return i
		}
		if f.Has(i, text.IsTitle) && f.titleAt(i, end) > i && i+1 < end {
			return i
		}
	}
	return end
}

// bodyName reports whether the head word of [t, end) makes it the name of an organisation.
func (f *nameFinder) bodyName(t, end int) bool {
	if end-t < 2 && !f.orgBefore(t, end) {
		return end-t == 1 && f.Has(t, text.IsOrgHead) && !f.Has(t, text.IsCommon) && f.Has(t, text.IsCap)
	}
	if f.orgBefore(t, end) {
		return true
	}
	return f.Has(end-1, text.IsOrgHead) && !f.Has(end-1, text.IsRole) && !f.Has(t, text.IsHonorific)
}

// classOf guesses what the name [t, end) names from its words.
func (f *nameFinder) classOf(t, end int, titled bool) Class {
	switch {
	case titled:
		return Person
	case f.bodyName(t, end):
		if f.Has(end-1, text.IsQuiet) || f.Has(t, text.IsQuiet) || f.quietHead(t, end) {
			return Quiet
		}
		return Organisation
	case end-t >= 2 && f.Has(t, text.IsMan|text.IsWoman), end-t == 3 && f.Has(t+1, text.IsMan|text.IsWoman):
		return Person
	case end-t == 1 && f.Has(t, text.IsSurname):
		return Person
	case f.Has(t, text.IsPlace):
		return Place
	}
	return Unknown
}

func (f *nameFinder) quietHead(t, end int) bool {
	for i := t; i < end; i++ {
		if f.Is(i, "of", "for", "at") {
			return i > t && f.Has(i-1, text.IsQuiet)
		}
	}
	return false
}

// settleNames classifies the names whose words alone did not tell what they name, by their context and by the other
// names of the text.
func (f *nameFinder) settleNames() {
	last := make(map[string]bool) // surnames of persons
	for i := range f.Names {
		n := &f.Names[i]
		if n.Class == Unknown && (f.personByContext(n) || f.pronounFollows(n, i)) {
			n.Class = Person
		}
		if n.Class == Person && n.Last-n.First > 1 {
			last[f.Word(n.Last-1).Lower] = true
		}
	}
	for i := range f.Names {
		n := &f.Names[i]
		if n.Last-n.First == 1 && n.Class != Organisation && last[f.Word(n.First).Lower] && n.Form != debate.ByDemonym &&
			!(n.Entry != nil && f.Is(n.First-1, "in", "the", "of", "at", "from", "to")) {
			n.Class, n.Entry = Person, nil
		}
	}
	f.settlePlaces()
}

// personByContext reports whether a role before the name, or what follows it, shows that
// it is a person's.
func (f *nameFinder) personByContext(n *Name) bool {
	for i := n.First; i < n.Last; i++ {
		if f.Has(i, text.IsNumber) || f.Word(i).Text == "&" {
			return false
		}
	}
	if n.Last-n.First == 1 && f.Is(n.First-1, "the") && f.Is(n.Last, "administration", "presidency") && !f.Has(n.First, text.IsCaps) {
		return true
	}
	if f.Has(n.First-1, text.IsRole) && f.Word(n.First-1).Flags&text.IsCap == 0 && f.SameSentence(n.First-1, n.First) &&
		!f.Has(n.First-1, text.IsOrgHead) && (n.Last-n.First > 1 || !f.Has(n.First, text.IsCaps)) {
		return true
	}
	if n.Last-n.First > 1 && f.Has(n.Last-1, text.IsCaps) && len(f.Word(n.Last-1).Text) < 5 {
		return false // Fjordlaks AS
	}
	if n.Last-n.First > 1 && n.Last-n.First < 4 && f.AgentNoun(n.First-1) && f.SameSentence(n.First-1, n.First) {
		return true
	}
	if f.Has(n.First, text.IsCaps) && n.Last-n.First == 1 || f.Is(n.First-1, "the") {
		return false
	}
	i := n.Last
	if f.Is(n.First-1, ",") && f.Has(n.First-2, text.IsRole) && f.Is(i, ",", "–", "—", "(") && n.Last-n.First > 1 {
		return true // "the firm's founder, Rolf Dahlgaard,"
	}
	if f.Is(n.First-1, ",") && f.Is(i, ".", ",") && n.Last-n.First > 1 && f.saidBefore(n.First-2) {
		return true // "said the harbour's master, Tomas Keane."
	}
	if n.Last-n.First < 2 {
		return f.Is(i, ",") && f.Is(i+1, "who") || f.Is(i, ",") && f.Has(i+1, text.IsNumber) && f.Is(i+2, ",")
	}
	if n.Last-n.First > 4 {
		return false
	}
	if f.Is(i, ",") {
		if f.Is(i+1, "who", "whose") || f.Has(i+1, text.IsNumber) && f.Is(i+2, ",") {
			return true
		}
		for k := i + 1; k < i+8; k++ {
			if f.Is(k, ",", ".", ";") {
				break
			}
			if f.Has(k, text.IsRole) {
				return true
			}
		}
	}
	if f.Is(i, "of", "from") { // "said Tovik Arran of the union"
		return f.Has(n.First-1, text.IsSpeech)
	}
	return f.Has(i, text.IsSpeech) && f.TagAt(i) != tags.Nouns ||
		f.Has(n.First-1, text.IsSpeech) && f.Word(n.First-1).Flags&text.IsCap == 0 && f.Is(n.First-2, ",", "”", "\"", "'", "’")
}

// saidBefore reports whether a verb of saying begins the phrase that ends at token i.
func (f *nameFinder) saidBefore(i int) bool {
	for k := i; k > i-8 && f.SameSentence(k, i); k-- {
		if f.Has(k, text.IsSpeech) && f.Has(k-1, text.IsMark) || f.Has(k, text.IsSpeech) && f.Is(k-1, ",") && f.Has(k-2, text.IsMark) {
			return true
		}
		if f.Is(k, ",") {
			return false
		}
	}
	return false
}

// pronounFollows reports whether "he" or "she" follows name i, which acts, within a few words and with no other name
// between them.
func (f *nameFinder) pronounFollows(n *Name, i int) bool {
	if n.Last-n.First > 3 || n.Last-n.First == 1 && f.Has(n.First, text.IsCaps) || f.Is(n.First-1, "the") || !f.Acts(n) {
		return false
	}
	end := n.Last + 40
	if i+1 < len(f.Names) {
		end = min(end, f.Names[i+1].First)
	}
	line := f.Sentences[f.Tokens[n.First].Sentence].Line
	for k := n.Last; k < min(end, len(f.Tokens)); k++ {
		if f.Sentences[f.Tokens[k].Sentence].Line != line {
			return false
		}
		if f.Is(k, "he", "she", "his", "her") && f.QuoteAt(k) < 0 {
			return true
		}
	}
	return false
}

// settlePlaces classifies as places the names that follow "in" or "at" and never act.
func (f *nameFinder) settlePlaces() {
	type tally struct{ in, all, acts int }
	count := make(map[string]*tally)
	for i := range f.Names {
		n := &f.Names[i]
		if n.Class != Unknown {
			continue
		}
		key := f.Slice(n.First, n.Last)
		c := count[key]
		if c == nil {
			c = &tally{}
			count[key] = c
		}
		c.all++
		if f.Is(n.First-1, "in", "at", "near", "from", "outside", "around", "across", "to") {
			c.in++
		}
		if f.Acts(n) || f.Has(n.Last, text.IsPoss) && (f.Has(n.Last+1, text.IsRole) || f.Has(n.Last+2, text.IsRole)) {
			c.acts++
		}
	}
	for i := range f.Names {
		n := &f.Names[i]
		if c := count[f.Slice(n.First, n.Last)]; n.Class == Unknown && c != nil && c.in > 0 && c.acts == 0 && c.in*2 >= c.all {
			n.Class = Place
		}
	}
}
