package english

import (
	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/text"
)

// sameSpeaker is the reason for adding a quote to the statement before.
const sameSpeaker = "goes on after a quote by the same speaker"

// cueFor returns the cue that tells who speaks in the quote of parts q to last, or -1.
// The quote begins in sentence s.
func (d *doc) cueFor(q, last, s int, whole bool) (c int, sure float64, why string) {
	open, closing := d.Quotes[q].Tokens[0], d.Quotes[last].Tokens[1]
	if c := d.cueAfter(closing, d.comma(last)); c >= 0 {
		return c, 0.95, "the words after the quote name the speaker"
	}
	for k := d.Quotes[q].Next; k >= 0 && k != last; k = d.Quotes[k].Next {
		if c := d.cueAfter(d.Quotes[k].Tokens[1], true); c >= 0 {
			return c, 0.9, "the words after a part of the quote name the speaker"
		}
	}
	if c := d.cueBefore(open, s); c >= 0 {
		x := &d.cues[c]
		if d.Is(open-1, ":", ",", "that") || open-x.last <= 1 {
			return c, 0.95, "the words before the quote name the speaker"
		}
		return c, 0.85, "the sentence around the quoted words names the speaker"
	}
	if c := d.cueLater(closing, s); c >= 0 {
		return c, 0.75, "the sentence around the quoted words names the speaker"
	}
	if prev := s - 1; prev >= 0 && open == d.Sentences[s].First && d.Is(d.Sentences[prev].Last-1, ":") {
		if c := d.lastCue(prev); c >= 0 {
			return c, 0.9, "the line before ends with a colon and names the speaker"
		}
	}
	if c := d.dashCue(q, last); c >= 0 {
		return c, 0.9, "a name stands after the quote behind a dash"
	}
	return -1, 0, ""
}

// comma reports whether a quote ends so that its sentence may go on after it.
func (d *doc) comma(q int) bool {
	t := d.Quotes[q].Tokens[1] - 2
	return d.Is(t, ",", "?", "!", "…", "–", "—", "-") || !d.Is(t, ".") || d.Is(t+2, ",")
}

// cueAfter returns the cue that begins right after token closing in the same sentence.
func (d *doc) cueAfter(closing int, open bool) int {
	if closing >= len(d.Tokens) || !d.SameSentence(closing-1, closing) {
		return -1
	}
	s := int(d.Tokens[closing].Sentence)
	for c := d.cueAt[s]; c < d.cueAt[s+1]; c++ {
		x := &d.cues[c]
		first, _ := x.span()
		if first < closing {
			continue
		}
		gap := first - closing
		if gap == 0 || gap == 1 && d.Is(closing, ",", "–", "—", "-") || gap <= 4 && open && d.titlesOnly(closing, first) {
			return c
		}
		return -1
	}
	return -1
}

// titlesOnly reports whether tokens [from, to) are a title or words like "the former minister".
func (d *doc) titlesOnly(from, to int) bool {
	for k := from; k < to; k++ {
		if !d.Is(k, ",") && !d.Modifies(k) && !d.Has(k, text.IsRole|text.IsHonorific) {
			return false
		}
	}
	return true
}

// cueBefore returns the last cue that ends before token open in sentence s, with nothing in
// between that shuts it off.
func (d *doc) cueBefore(open, s int) int {
	for c := d.cueAt[s+1] - 1; c >= d.cueAt[s]; c-- {
		x := &d.cues[c]
		_, last := x.span()
		if last > open {
			continue
		}
		if x.before && x.base == "according" {
			continue
		}
		for k := open - 1; k >= last && k > open-6; k-- {
			if d.Is(k, "so-called", "dubbed", "known", "called", "nicknamed") && x.first != k {
				return -1
			}
		}
		return c
	}
	return -1
}

// cueLater returns a cue such as "according to X" that follows in the same sentence.
func (d *doc) cueLater(closing, s int) int {
	for c := d.cueAt[s]; c < d.cueAt[s+1]; c++ {
		x := &d.cues[c]
		first, last := x.span()
		if first < closing {
			continue
		}
		if x.before || last >= d.Sentences[s].Last-5 && d.Is(first-1, ",") {
			return c
		}
		return -1
	}
	return -1
}

func (d *doc) lastCue(s int) int {
	if c := d.cueAt[s+1] - 1; c >= d.cueAt[s] {
		return c
	}
	return -1
}

// dashCue reads a speaker after a dash behind the quote or on the next line, and makes a cue of it.
func (d *doc) dashCue(q, last int) int {
	t := d.Quotes[last].Tokens[1]
	if d.Is(t, ".", ",") {
		t++
	}
	if !d.Is(t, "–", "—", "-", "―") || t+1 >= len(d.Tokens) {
		return -1
	}
	ln := d.Sentences[d.Tokens[t].Sentence].Line
	if ln > d.Quotes[last].Line+1 || ln == d.Quotes[last].Line+1 && t != d.Sentences[d.Tokens[t].Sentence].First {
		return -1
	}
	if ln == d.Quotes[last].Line && d.Quotes[q].Tokens[0] != d.Sentences[d.Tokens[d.Quotes[q].Tokens[0]].Sentence].First {
		return -1
	}
	for k := t + 1; k < min(t+8, len(d.Tokens)) && d.SameSentence(t, k); k++ {
		if n := d.NameAt(k); n >= 0 && d.Names[n].Actor >= 0 {
			s := int(d.Tokens[t].Sentence)
			c := cue{first: t, last: t + 1, who: actors.Source{First: d.Names[n].First, Last: d.Names[n].Last, Actor: d.Names[n].Actor, Form: debate.ByName, Office: false}, base: "dash", group: '=', content: k, before: true, sent: s, by: -1, used: true}
			d.cues = append(d.cues, c)
			return len(d.cues) - 1
		}
	}
	return -1
}

// speakerWithoutCue guesses who speaks where no words say so. An empty reason means nobody is known.
func (d *doc) speakerWithoutCue(q, s, words int, whole bool) (who actors.Source, sure float64, why string) {
	open := d.Quotes[q].Tokens[0]
	begins := open == d.Sentences[s].First
	ln := d.Quotes[q].Line
	if d.Lines[ln].Place == text.InHeading {
		return actors.Source{}, 0, ""
	}
	if k := len(d.said); k > 0 && begins && whole && words >= 3 {
		x := d.said[k-1]
		if x.line == ln && x.attr != debate.Paraphrase && x.cue[1] > 0 && !d.otherSubject(x, open) {
			return x.who, 0.8, sameSpeaker
		}
	}
	if whole && begins && words >= 2 {
		if s > d.Lines[ln].Sentences[0] {
			for back := s - 1; back >= d.Lines[ln].Sentences[0] && back > s-3; back-- {
				if a := d.spoke[back]; a > 0 {
					return actors.Source{Actor: int(a) - 1}, 0.6, "the sentence before is about the speaker"
				}
				if a := d.Subject(back, d.Sentences[back].Last, d.Person); a >= 0 {
					return actors.Source{Actor: a}, 0.55, "the sentence before is about the speaker"
				}
			}
		}
		if k := len(d.said); k > 0 && words >= 4 && d.said[k-1].line >= ln-1 && d.said[k-1].actor >= 0 && d.said[k-1].attr == debate.Direct {
			return actors.Source{Actor: d.said[k-1].actor}, 0.5, "the paragraph before quotes the speaker"
		}
	}
	if !whole && words >= 4 && !begins {
		if who, ok := d.mainSubject(s, open); ok && who.Actor >= 0 && !d.Is(open-1, "so-called") && d.Actors[who.Actor].Class == actors.Person {
			return who, 0.5, "the subject of the sentence around the quoted words"
		}
	}
	return actors.Source{}, 0, ""
}

// otherSubject reports whether somebody else acts between statement x and token t.
func (d *doc) otherSubject(x *statement, t int) bool {
	for s := x.sent + 1; s < int(d.Tokens[t].Sentence); s++ {
		if a := d.Subject(s, d.Sentences[s].Last, d.Person); a >= 0 && a != x.actor {
			return true
		}
	}
	return false
}
