package actors

import (
	"context"
	"strings"

	"parley/annotations/debate"
	"parley/annotations/debate/english/names"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// A Class is what a name names, more finely than a [debate.Kind].
type Class byte

// The classes.
const (
	Unknown Class = iota
	Person
	Organisation
	Quiet // a body that is often only mentioned, and an actor only if it acts: a newspaper, a university
	State
	Group
	Place // not a state
)

// A Name is tokens [First, Last), which name something.
type Name struct {
	First, Last  int
	Class        Class
	Entry        *text.Entry // in the gazetteer, or nil
	Form         debate.Form
	Seat         bool   // see text.KnownName
	Title        [2]int // the tokens of the title before it; zero if there is none
	Actor        int    // index of its actor, or -1
	unrecognised bool   // the perceptron takes it for no name, or for the name of a thing
}

// longestRun bounds how many words one name may have.
const longestRun = 12

// A nameFinder finds the names of a text.
type nameFinder struct {
	*Set
	spans    []names.Span // the names that the perceptron recognises
	skipped  []bool       // of each token: it is no prose
	headings []heading
	small    map[string]bool // words that the text writes with a small letter somewhere
}

// findNames finds the names of all sentences, in text order.
func (f *nameFinder) findNames(ctx context.Context) error {
	f.skip()
	f.inside = f.capitals()
	for i := range f.Sentences {
		if i&255 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		s := f.Sentences[i]
		titleCase := f.TitleCase(s)
		for t := f.AfterDateline(i); t < s.Last; {
			if k := f.lowerPhrase(t, s.Last); k > 0 {
				t += k
				continue
			}
			if !f.canBegin(t, s) {
				t++
				continue
			}
			end := f.runEnd(t, s.Last)
			if titleCase {
				f.headings = append(f.headings, heading{t, end})
			} else {
				f.segment(t, end)
			}
			t = max(end, t+1)
		}
	}
	f.applySpans()
	f.settleNames()
	return ctx.Err()
}

// capitals returns the words that have a capital inside a sentence.
func (f *nameFinder) capitals() map[int32]bool {
	out := make(map[int32]bool)
	for _, s := range f.Sentences {
		if f.TitleCase(s) {
			continue
		}
		for t := s.First + 1; t < s.Last; t++ {
			if f.Has(t, text.IsCap) && f.Has(t-1, text.IsWord) && !f.Has(t-1, text.IsAbbr) {
				out[f.Tokens[t].Word] = true
			}
		}
	}
	return out
}

// lowerPhrase adds the known name at t if it begins with a small letter, as names of groups do, and returns its
// length, or 0.
func (f *nameFinder) lowerPhrase(t, end int) int {
	w := f.Word(t)
	if w.Flags&text.IsCap != 0 || len(w.Names) == 0 || f.skipped[t] {
		return 0
	}
	p, n := f.phraseAt(t, end)
	if p == nil {
		return 0
	}
	f.addKnown(t, n, p)
	return n
}

// canBegin reports whether a name may begin with token t of sentence s.
func (f *nameFinder) canBegin(t int, s text.Sentence) bool {
	w := f.Word(t)
	if w.Flags&text.IsCap == 0 || f.skipped[t] {
		return false
	}
	if w.Lower == "i" || strings.HasPrefix(w.Lower, "i'") || w.Flags&text.IsMonth != 0 && w.Flags&(text.IsMan|text.IsWoman) == 0 {
		return false
	}
	if !f.opensSentence(t, s) || len(w.Names) > 0 {
		return w.Flags&text.IsCommon == 0 || f.Has(t+1, text.IsCap) ||
			f.CapitalInside(t) && !f.opensSentence(t, s) && f.TagAt(t) == tags.Proper
	}
	if w.Flags&text.IsCommon != 0 && w.Flags&text.IsTitle != 0 && f.ofOffice(t+1) {
		return true
	}
	if w.Flags&text.IsCommon != 0 {
		return f.Has(t+1, text.IsCap) && !f.Is(t, "the", "a", "an") && f.nameHead(t)
	}
	if w.Flags&(text.IsMan|text.IsWoman|text.IsSurname|text.IsCaps|text.IsHonorific|text.IsTitle|text.IsPlace) != 0 ||
		f.CapitalInside(t) || f.Has(t+1, text.IsCap) {
		return true
	}
	if strings.ToLower(w.Text[1:]) != w.Text[1:] && !strings.Contains(w.Text, "-") {
		return true // PhRMA
	}
	return f.Lines[s.Line].Place != text.InHeading && f.TagAt(t) == tags.Proper &&
		(f.Is(t+1, ",") && f.Is(t+2, "which", "who", "the", "a", "an", "its", "whose") || f.Has(t+1, text.IsSpeech|text.IsPoss) ||
			f.Finite(t+1)) && !f.Has(t, text.IsRole)
}

// nameHead reports whether a common word may be the first word of a longer name, as in
// "North Sea Transition Authority" or "National Union of Teachers".
func (f *nameFinder) nameHead(t int) bool {
	end := f.runEnd(t, min(len(f.Tokens), t+longestRun))
	return f.Has(end-1, text.IsOrgHead) || f.orgBefore(t, end)
}

// opensSentence reports whether token t has its capital because a sentence or quote begins there.
func (f *nameFinder) opensSentence(t int, s text.Sentence) bool {
	if t == s.First {
		return true
	}
	switch w := f.Word(t - 1); {
	case w.Flags&text.IsMark != 0:
		return f.OpensAt(t - 1)
	case w.Text == ":", w.Text == "–", w.Text == "—", w.Text == "-" && f.Tokens[t-1].End != f.Tokens[t].Start, w.Text == "•",
		w.Text == "…", w.Text == ".":
		return true
	}
	return t-1 == s.First && f.Has(t-1, text.IsMark)
}

// runEnd returns the end of the run of capitalised words that begins at t.
func (f *nameFinder) runEnd(t, end int) int {
	end = min(end, t+longestRun)
	i := t + 1
	for i < end {
		if f.Has(i-1, text.IsMonth) || f.skipped[i] {
			break
		}
		switch w := f.Word(i); {
		case w.Flags&text.IsCap != 0 && w.Flags&text.IsMonth == 0 && !(w.Text == "I"):
			i++
		case w.Text == "-" && f.Tokens[i-1].End == f.Tokens[i].Start: // a pair that was cut: two names
			return i
		case w.Flags&text.IsParticle != 0 && w.Flags&text.IsCap == 0 && f.particleRun(i, end) > 0 && !f.Has(i-1, text.IsOrgHead):
			i = f.particleRun(i, end)
		case (w.Lower == "of" || w.Lower == "for") && f.Has(i-1, text.IsOrgHead|text.IsCap) && f.orgBefore(t, i+1) && f.capSoon(i+1, end) &&
			!f.titledPerson(i+1, end):
			i = f.capAfter(i + 1)
		case w.Lower == "of" && f.Has(i-1, text.IsTitle) && f.ofOffice(i) && f.Has(i+1, text.IsCap) && f.Has(i+2, text.IsCap):
			i += 2
		case w.Lower == "and" && f.ofInside(t, i) && f.Has(i+1, text.IsCap) && !f.Has(i+1, text.IsMan|text.IsWoman) &&
			len(f.Word(i+1).Names) == 0 && len(f.Word(i-1).Names) == 0:
			i++
		case strings.Contains("'\"“‘", w.Text) && f.Has(i+1, text.IsCap) && f.Nickname(i):
			i += 3
		case w.Text == "&" && f.Has(i+1, text.IsCap):
			i++
		case w.Flags&text.IsPoss != 0 && f.Has(i+1, text.IsCap) && f.headSoon(i+1, end) && !f.isPerson(t, i):
			i++
		case w.Flags&text.IsPoss != 0 && f.Is(i+1, "and") && f.Has(i+2, text.IsCap) && f.Has(i+3, text.IsPoss) && f.headSoon(i+4, end):
			i += 2
		default:
			return i
		}
	}
	return i
}

// isPerson reports whether tokens [first, last) look like a person's name.
func (f *nameFinder) isPerson(first, last int) bool {
	return f.Has(first, text.IsMan|text.IsWoman|text.IsHonorific) || f.Has(last-1, text.IsSurname) || len(f.Word(first).Names) > 0
}

// particleRun returns the position after the particles at i if a capital follows, else 0.
func (f *nameFinder) particleRun(i, end int) int {
	for k := i; k < end && k < i+3; k++ {
		if !f.Has(k, text.IsParticle) || f.Has(k, text.IsCap) {
			if f.Has(k, text.IsCap) && k > i {
				return k
			}
			return 0
		}
	}
	return 0
}

// orgBefore reports whether the last capitalised words before an "of" at end-1 name a body.
func (f *nameFinder) orgBefore(t, end int) bool {
	for i := t; i < end; i++ {
		if f.Is(i, "of", "for") && i > t &&
			(f.Has(i-1, text.IsOrgHead) || f.Is(i-1, "ministry", "school", "house", "state", "states", "court", "secretary", "minister")) {
			return !f.Has(i-1, text.IsRole) || f.Has(i-1, text.IsOrgHead)
		}
	}
	return false
}

// titledPerson reports whether a title and the name of its holder begin at i: "Prime Minister Olga Brandt".
func (f *nameFinder) titledPerson(i, end int) bool {
	k := f.titleAt(i, end)
	return k > i && k < end && f.Has(k, text.IsCap)
}

func (f *nameFinder) capSoon(i, end int) bool {
	return i < end && (f.Has(i, text.IsCap) || f.Is(i, "the") && f.Has(i+1, text.IsCap))
}

func (f *nameFinder) capAfter(i int) int {
	if f.Has(i, text.IsCap) {
		return i + 1
	}
	return i + 2
}

// ofInside reports whether "of" or "for" stands between t and i.
func (f *nameFinder) ofInside(t, i int) bool {
	for k := t + 1; k < i; k++ {
		if f.Is(k, "of", "for") {
			return f.Has(t, text.IsOrgHead) || f.orgBefore(t, k+1)
		}
	}
	return false
}

// headSoon reports whether the capitalised words from i on end with an organisation's head word.
func (f *nameFinder) headSoon(i, end int) bool {
	for ; i < end && f.Has(i, text.IsCap); i++ {
		if f.Has(i, text.IsOrgHead) {
			return true
		}
	}
	return false
}

// phraseAt returns the longest known name that begins at t and is plausible there, and its length.
func (f *nameFinder) phraseAt(t, end int) (*text.KnownName, int) {
	var best *text.KnownName
	n := 0
	ps := f.Word(t).Names
	for i := range ps {
		p := &ps[i]
		if len(p.Words) <= n || t+len(p.Words) > end {
			continue
		}
		same := true
		for k := 1; k < len(p.Words) && same; k++ {
			same = f.Word(t+k).Text == p.Words[k]
		}
		if same && !(p.Ambiguous && f.onlyWord(t, len(p.Words))) {
			best, n = p, len(p.Words)
		}
	}
	return best, n
}

// onlyWord reports whether the n words at t, which are a name and everyday words, are only the latter here.
func (f *nameFinder) onlyWord(t, n int) bool {
	if n > 1 {
		return false
	}
	if f.Is(t, "west", "telegram", "dawn") {
		return !f.Is(t-1, "the", "on") || f.Has(t+1, text.IsCap)
	}
	return f.Has(t+1, text.IsCap) || f.Has(t-1, text.IsCap)
}

func (f *nameFinder) addKnown(t, n int, p *text.KnownName) {
	nm := Name{First: t, Last: t + n, Entry: p.Entry, Form: p.Form, Seat: p.Seat, Actor: -1}
	switch p.Entry.Class {
	case 's':
		nm.Class = State
	case 'o':
		nm.Class = Organisation
	case 'g':
		nm.Class = Group
	case 'x':
		nm.Class = Quiet
	default:
		nm.Class = Place
	}
	f.addName(nm)
}

func (f *nameFinder) addName(n Name) {
	n.Actor = -1
	for i := n.First; i < n.Last; i++ {
		f.nameOf[i] = int32(len(f.Names))
	}
	f.Names = append(f.Names, n)
}
