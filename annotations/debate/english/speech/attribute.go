package speech

import (
	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/text"
)

// cueFor returns the cue that tells who speaks in the quote of parts q to last, or -1.
// The quote begins in sentence s.
func (f *finder) cueFor(q, last, s int, whole bool) (c int, g ground) {
	open, closing := f.Quotes[q].Tokens[0], f.Quotes[last].Tokens[1]
	if c := f.cueAfter(closing, f.comma(last)); c >= 0 {
		return c, wordsAfter
	}
	for k := f.Quotes[q].Next; k >= 0 && k != last; k = f.Quotes[k].Next {
		if c := f.cueAfter(f.Quotes[k].Tokens[1], true); c >= 0 {
			return c, wordsAfterPart
		}
	}
	if c := f.cueBefore(open, s); c >= 0 {
		x := &f.Cues[c]
		if f.Is(open-1, ":", ",", "that") || open-x.Last <= 1 {
			return c, wordsBefore
		}
		return c, wordsAround
	}
	if c := f.cueLater(closing, s); c >= 0 {
		return c, wordsLater
	}
	if prev := s - 1; prev >= 0 && open == f.Sentences[s].First && f.Is(f.Sentences[prev].Last-1, ":") {
		if c := f.lastCue(prev); c >= 0 {
			return c, colonBefore
		}
	}
	if c := f.dashCue(q, last); c >= 0 {
		return c, dashBehind
	}
	return -1, noGround
}

// comma reports whether a quote ends so that its sentence may go on after it.
func (f *finder) comma(q int) bool {
	t := f.Quotes[q].Tokens[1] - 2
	return f.Is(t, ",", "?", "!", "…", "–", "—", "-") || !f.Is(t, ".") || f.Is(t+2, ",")
}

// cueAfter returns the cue that begins right after token closing in the same sentence.
func (f *finder) cueAfter(closing int, open bool) int {
	if closing >= len(f.Tokens) || !f.SameSentence(closing-1, closing) {
		return -1
	}
	s := int(f.Tokens[closing].Sentence)
	for c := f.cueAt[s]; c < f.cueAt[s+1]; c++ {
		x := &f.Cues[c]
		first, _ := x.Span()
		if first < closing {
			continue
		}
		gap := first - closing
		if gap == 0 || gap == 1 && f.Is(closing, ",", "–", "—", "-") || gap <= 4 && open && f.titlesOnly(closing, first) {
			return c
		}
		return -1
	}
	return -1
}

// cueBefore returns the last cue that ends before token open in sentence s, with nothing in
// between that shuts it off.
func (f *finder) cueBefore(open, s int) int {
	for c := f.cueAt[s+1] - 1; c >= f.cueAt[s]; c-- {
		x := &f.Cues[c]
		_, last := x.Span()
		if last > open {
			continue
		}
		if x.Before && x.Base == "according" {
			continue
		}
		for k := open - 1; k >= last && k > open-6; k-- {
			if f.Is(k, "so-called", "dubbed", "known", "called", "nicknamed") && x.First != k {
				return -1
			}
		}
		return c
	}
	return -1
}

// cueLater returns a cue such as "according to X" that follows in the same sentence.
func (f *finder) cueLater(closing, s int) int {
	for c := f.cueAt[s]; c < f.cueAt[s+1]; c++ {
		x := &f.Cues[c]
		first, last := x.Span()
		if first < closing {
			continue
		}
		if x.Before || last >= f.Sentences[s].Last-5 && f.Is(first-1, ",") {
			return c
		}
		return -1
	}
	return -1
}

func (f *finder) lastCue(s int) int {
	if c := f.cueAt[s+1] - 1; c >= f.cueAt[s] {
		return c
	}
	return -1
}

// dashCue reads a speaker after a dash behind the quote or on the next line, and makes a cue of it.
func (f *finder) dashCue(q, last int) int {
	t := f.Quotes[last].Tokens[1]
	if f.Is(t, ".", ",") {
		t++
	}
	if !f.Is(t, "–", "—", "-", "―") || t+1 >= len(f.Tokens) {
		return -1
	}
	ln := f.Sentences[f.Tokens[t].Sentence].Line
	if ln > f.Quotes[last].Line+1 || ln == f.Quotes[last].Line+1 && t != f.Sentences[f.Tokens[t].Sentence].First {
		return -1
	}
	if ln == f.Quotes[last].Line && f.Quotes[q].Tokens[0] != f.Sentences[f.Tokens[f.Quotes[q].Tokens[0]].Sentence].First {
		return -1
	}
	for k := t + 1; k < min(t+8, len(f.Tokens)) && f.SameSentence(t, k); k++ {
		if n := f.NameAt(k); n >= 0 && f.Names[n].Actor >= 0 {
			s := int(f.Tokens[t].Sentence)
			c := Cue{
				First: t, Last: t + 1,
				Source: actors.Source{
					First: f.Names[n].First, Last: f.Names[n].Last, Actor: f.Names[n].Actor, Form: debate.ByName,
					Office: false,
				}, Base: "dash", Group: '=', Content: k, Before: true, Sentence: s, by: -1, Used: true,
			}
			f.Cues = append(f.Cues, c)
			return len(f.Cues) - 1
		}
	}
	return -1
}

// speakerWithoutCue guesses who speaks where no words say so. Without a ground nobody is known.
func (f *finder) speakerWithoutCue(q, s, words int, whole bool) (who actors.Source, g ground) {
	open := f.Quotes[q].Tokens[0]
	begins := open == f.Sentences[s].First
	ln := f.Quotes[q].Line
	if f.Lines[ln].Place == text.InHeading {
		return actors.Source{}, noGround
	}
	if k := len(f.said); k > 0 && begins && whole && words >= 3 {
		x := f.said[k-1]
		if x.Line == ln && x.Attribution != debate.Paraphrase && x.Cue[1] > 0 && !f.otherSubject(x, open) {
			return x.Source, sameSpeaker
		}
	}
	if whole && begins && words >= 2 {
		if s > f.Lines[ln].Sentences[0] {
			for back := s - 1; back >= f.Lines[ln].Sentences[0] && back > s-3; back-- {
				if a := f.spoke[back]; a > 0 {
					return actors.Source{Actor: int(a) - 1}, attributedBefore
				}
				if a := f.Subject(back, f.Sentences[back].Last, f.Person); a >= 0 {
					return actors.Source{Actor: a}, subjectBefore
				}
			}
		}
		if k := len(f.said); k > 0 && words >= 4 && f.said[k-1].Line >= ln-1 && f.said[k-1].Actor >= 0 &&
			f.said[k-1].Attribution == debate.Direct {
			return actors.Source{Actor: f.said[k-1].Actor}, paragraphBefore
		}
	}
	if !whole && words >= 4 && !begins {
		if who, ok := f.mainSubject(s, open); ok && who.Actor >= 0 && !f.Is(open-1, "so-called") &&
			f.Actors[who.Actor].Class == actors.Person {
			return who, subjectAround
		}
	}
	return actors.Source{}, noGround
}

// otherSubject reports whether somebody else acts between statement x and token t.
func (f *finder) otherSubject(x *Statement, t int) bool {
	for s := x.Sentence + 1; s < int(f.Tokens[t].Sentence); s++ {
		if a := f.Subject(s, f.Sentences[s].Last, f.Person); a >= 0 && a != x.Actor {
			return true
		}
	}
	return false
}
