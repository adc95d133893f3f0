package english

import (
	"strings"

	"parley/annotations/debate"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

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
	known       *text.Entry // its entry in the gazetteers, or nil
	form        debate.Form
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
	for i := range d.Sentences {
		if d.stopped(i) {
			return
		}
		s := d.Sentences[i]
		loud := d.TitleCase(s)
		for t := d.AfterDateline(i); t < s.Last; {
			if k := d.lowerPhrase(t, s.Last); k > 0 {
				t += k
				continue
			}
			if !d.canBegin(t, s) {
				t++
				continue
			}
			end := d.runEnd(t, s.Last)
			d.segment(t, end, loud)
			t = max(end, t+1)
		}
	}
	d.settleNames()
}

// capitalInside returns the words that stand with a capital where no sentence begins.
func (d *doc) capitalInside() map[int32]bool {
	out := make(map[int32]bool)
	for _, s := range d.Sentences {
		if d.TitleCase(s) {
			continue
		}
		for t := s.First + 1; t < s.Last; t++ {
			if d.Has(t, text.IsCap) && d.Has(t-1, text.IsWord) && !d.Has(t-1, text.IsAbbr) {
				out[d.Tokens[t].Word] = true
			}
		}
	}
	return out
}

// lowerPhrase adds a known name that begins with a small letter, such as a group's, and
// returns its length.
func (d *doc) lowerPhrase(t, end int) int {
	w := d.Word(t)
	if w.Flags&text.IsCap != 0 || len(w.Names) == 0 {
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
func (d *doc) canBegin(t int, s text.Sentence) bool {
	w := d.Word(t)
	if w.Flags&text.IsCap == 0 {
		return false
	}
	if w.Lower == "i" || strings.HasPrefix(w.Lower, "i'") || w.Flags&text.IsMonth != 0 && w.Flags&(text.IsMan|text.IsWoman) == 0 {
		return false
	}
	if !d.opensSentence(t, s) || len(w.Names) > 0 {
		return w.Flags&text.IsCommon == 0 || d.Has(t+1, text.IsCap) || d.inside[d.Tokens[t].Word] && !d.opensSentence(t, s) && d.TagAt(t) == tags.Proper
	}
	if w.Flags&text.IsCommon != 0 && w.Flags&text.IsTitle != 0 && d.ofOffice(t+1) {
		return true
	}
	if w.Flags&text.IsCommon != 0 {
		return d.Has(t+1, text.IsCap) && !d.Is(t, "the", "a", "an") && d.nameHead(t)
	}
	if w.Flags&(text.IsMan|text.IsWoman|text.IsSurname|text.IsCaps|text.IsHonorific|text.IsTitle|text.IsPlace) != 0 || d.inside[d.Tokens[t].Word] || d.Has(t+1, text.IsCap) {
		return true
	}
	if strings.ToLower(w.Text[1:]) != w.Text[1:] && !strings.Contains(w.Text, "-") {
		return true // PhRMA
	}
	return d.Lines[s.Line].Place != text.InHeading && d.TagAt(t) == tags.Proper && (d.Is(t+1, ",") && d.Is(t+2, "which", "who", "the", "a", "an", "its", "whose") || d.Has(t+1, text.IsSpeech|text.IsPoss) || d.Finite(t+1)) && !d.Has(t, text.IsRole)
}

// nameHead reports whether a common word may be the first word of a longer name, as in
// "North Sea Transition Authority" or "National Union of Teachers".
func (d *doc) nameHead(t int) bool {
	end := d.runEnd(t, min(len(d.Tokens), t+longestRun))
	return d.Has(end-1, text.IsOrgHead) || d.orgBefore(t, end)
}

// opensSentence reports whether a capital at t is due to the beginning of a sentence or quote.
func (d *doc) opensSentence(t int, s text.Sentence) bool {
	if t == s.First {
		return true
	}
	switch w := d.Word(t - 1); {
	case w.Flags&text.IsMark != 0:
		return d.OpensAt(t - 1)
	case w.Text == ":", w.Text == "–", w.Text == "—", w.Text == "-" && d.Tokens[t-1].End != d.Tokens[t].Start, w.Text == "•", w.Text == "…", w.Text == ".":
		return true
	}
	return t-1 == s.First && d.Has(t-1, text.IsMark)
}

// runEnd returns the end of the run of capitalised words that begins at t.
func (d *doc) runEnd(t, end int) int {
	end = min(end, t+longestRun)
	i := t + 1
	for i < end {
		if d.Has(i-1, text.IsMonth) {
			break
		}
		switch w := d.Word(i); {
		case w.Flags&text.IsCap != 0 && w.Flags&text.IsMonth == 0 && !(w.Text == "I"):
			i++
		case w.Text == "-" && d.Tokens[i-1].End == d.Tokens[i].Start: // a pair that was cut: two names
			return i
		case w.Flags&text.IsParticle != 0 && w.Flags&text.IsCap == 0 && d.particleRun(i, end) > 0 && !d.Has(i-1, text.IsOrgHead):
			i = d.particleRun(i, end)
		case (w.Lower == "of" || w.Lower == "for") && d.Has(i-1, text.IsOrgHead|text.IsCap) && d.orgBefore(t, i+1) && d.capSoon(i+1, end):
			i = d.capAfter(i + 1)
		case w.Lower == "of" && d.Has(i-1, text.IsTitle) && d.ofOffice(i) && d.Has(i+1, text.IsCap) && d.Has(i+2, text.IsCap):
			i += 2
		case w.Lower == "and" && d.ofInside(t, i) && d.Has(i+1, text.IsCap) && !d.Has(i+1, text.IsMan|text.IsWoman) && len(d.Word(i+1).Names) == 0 && len(d.Word(i-1).Names) == 0:
			i++
		case strings.Contains("'\"“‘", w.Text) && d.Has(i+1, text.IsCap) && d.Nickname(i):
			i += 3
		case w.Text == "&" && d.Has(i+1, text.IsCap):
			i++
		case w.Flags&text.IsPoss != 0 && d.Has(i+1, text.IsCap) && d.headSoon(i+1, end) && !d.isPerson(t, i):
			i++
		case w.Flags&text.IsPoss != 0 && d.Is(i+1, "and") && d.Has(i+2, text.IsCap) && d.Has(i+3, text.IsPoss) && d.headSoon(i+4, end):
			i += 2
		default:
			return i
		}
	}
	return i
}

// isPerson reports whether tokens [first, last) look like a person's name.
func (d *doc) isPerson(first, last int) bool {
	return d.Has(first, text.IsMan|text.IsWoman|text.IsHonorific) || d.Has(last-1, text.IsSurname) || len(d.Word(first).Names) > 0
}

// particleRun returns the position after the particles at i if a capital follows, else 0.
func (d *doc) particleRun(i, end int) int {
	for k := i; k < end && k < i+3; k++ {
		if !d.Has(k, text.IsParticle) || d.Has(k, text.IsCap) {
			if d.Has(k, text.IsCap) && k > i {
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
		if d.Is(i, "of", "for") && i > t && (d.Has(i-1, text.IsOrgHead) || d.Is(i-1, "ministry", "school", "house", "state", "states", "court", "secretary", "minister")) {
			return !d.Has(i-1, text.IsRole) || d.Has(i-1, text.IsOrgHead)
		}
	}
	return false
}

func (d *doc) capSoon(i, end int) bool {
	return i < end && (d.Has(i, text.IsCap) || d.Is(i, "the") && d.Has(i+1, text.IsCap))
}

func (d *doc) capAfter(i int) int {
	if d.Has(i, text.IsCap) {
		return i + 1
	}
	return i + 2
}

// ofInside reports whether "of" or "for" stands between t and i.
func (d *doc) ofInside(t, i int) bool {
	for k := t + 1; k < i; k++ {
		if d.Is(k, "of", "for") {
			return d.Has(t, text.IsOrgHead) || d.orgBefore(t, k+1)
		}
	}
	return false
}

// headSoon reports whether the capitalised words from i on end with an organisation's head word.
func (d *doc) headSoon(i, end int) bool {
	for ; i < end && d.Has(i, text.IsCap); i++ {
		if d.Has(i, text.IsOrgHead) {
			return true
		}
	}
	return false
}

// phraseAt returns the longest known name at t that is believed there, and its length.
func (d *doc) phraseAt(t, end int) (*text.KnownName, int) {
	var best *text.KnownName
	n := 0
	ps := d.Word(t).Names
	for i := range ps {
		p := &ps[i]
		if len(p.Words) <= n || t+len(p.Words) > end {
			continue
		}
		same := true
		for k := 1; k < len(p.Words) && same; k++ {
			same = d.Word(t+k).Text == p.Words[k]
		}
		if same && !(p.Shy && d.shyHere(t, len(p.Words))) {
			best, n = p, len(p.Words)
		}
	}
	return best, n
}

// shyHere reports whether a name that is also an everyday word is only that here.
func (d *doc) shyHere(t, n int) bool {
	if n > 1 {
		return false
	}
	if d.Is(t, "west", "telegram", "dawn") {
		return !d.Is(t-1, "the", "on") || d.Has(t+1, text.IsCap)
	}
	return d.Has(t+1, text.IsCap) || d.Has(t-1, text.IsCap)
}

func (d *doc) addKnown(t, n int, p *text.KnownName) {
	nm := name{first: t, last: t + n, known: p.Entry, form: p.Form, seat: p.Seat, actor: -1}
	switch p.Entry.Class {
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
		d.nameOf[i] = int32(len(d.names))
	}
	d.names = append(d.names, n)
}

// nameAt returns the number of the name that token i is part of, or -1.
func (d *doc) nameAt(i int) int {
	if i < 0 || i >= len(d.Tokens) {
		return -1
	}
	return int(d.nameOf[i])
}
