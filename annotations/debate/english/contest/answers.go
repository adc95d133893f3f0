package contest

import (
	"strings"
	"unicode/utf8"

	"parley/annotations/debate"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// longestAnswer is how many letters an answer may have before it is cut at a word.
const longestAnswer = 90

// answer returns the number of the position that a statement's words give to dispute x, which
// is added if it is new; -1 if they give none.
func (x *dispute) answer(d *doc, s *Statement, first, last int) int {
	set := d.stems(first, last)
	text := ""
	if x.yes != "" && s.Base == "" && x.subject.alike(&set) && last-first < longestPhrase {
		text, set = x.yes, x.subject
	} else if c := x.asks(d, s); c != nil {
		text, set = unmarked(c.yes), c.subject
		s.Stance = debate.Supports
		if c.pro < 0 {
			s.Stance = debate.Opposes
		}
	} else {
		text = d.clean(s, x)
	}
	for i := range x.positions {
		p := &x.positions[i]
		if w, _ := p.subject.common(&set); p.answer == text || w*3 >= 2*min(set.weight(), p.subject.weight()) && w > 0 {
			return i
		}
	}
	if len(x.positions) >= maxPositions || len(strings.Fields(text)) < 2 {
		return -1
	}
	x.positions = append(x.positions, position{text, set})
	return len(x.positions) - 1
}

// asks returns the candidate of x that asks whether to do what statement s says should be done; nil if there is none.
func (x *dispute) asks(d *doc, s *Statement) *candidate {
	for i := range x.candidates {
		c := &x.candidates[i]
		if c.form == 'q' && c.kind == byDemand && c.first >= s.Content[0] && c.last <= s.Content[1] && int(d.Tokens[c.first].Sentence) >= s.Sentence {
			return c
		}
	}
	return nil
}

// clean returns what a statement says as a short clause: of its sentences the one that is most
// about the dispute, without the words that say who says it, without quote marks.
func (d *doc) clean(s *Statement, x *dispute) string {
	from, to := s.Content[0], s.Content[1]
	if s.Attribution == debate.Direct {
		from, to = d.sentenceAbout(s, x)
	}
	for from < to && (d.Has(from, text.IsMark) || d.Is(from, "that", ",", ":", "as", "to", "on", "for", "against")) && !(d.Is(from, "as", "for", "on") && d.VerbIn(from, to)) {
		from++
	}
	if takesObject(s.Base) || !d.VerbIn(from, to) && d.TagAt(from) != tags.Gerund && s.Attribution != debate.Direct {
		first, last, _, ok := d.thing(from, to)
		if !ok || last-first < 2 {
			return ""
		}
		from, to = first, last
	}
	var b strings.Builder
	end := -1
	for i := from; i < to && i < from+120; i++ {
		if skip := d.cueAround(s, i); skip > i {
			i = skip - 1
			continue
		}
		w := d.Word(i)
		if w.Flags&text.IsMark != 0 || s.Attribution == debate.Direct && d.QuoteAt(i) < 0 {
			continue
		}
		if b.Len() == 0 && (w.Flags&text.IsWord == 0 || d.Is(i, "that", "as", "to", "and", "but", "so", "because", "well", "for", "yes", "no", "look") && i+1 < to && (d.Is(i, "that", "and", "but", "because", "as", "so") && d.TagAt(i+1) != tags.Noun && !d.Finite(i+1) || d.Is(i, "to") && d.TagAt(i+1) == tags.VerbBase || d.Is(i+1, ","))) {
			continue
		}
		if end >= 0 && int(d.Tokens[i].Start) > end && b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
		end = int(d.Tokens[i].End)
	}
	text := strings.Trim(text.Flat(b.String()), " ,.;:–—-…“”\"'’‘(")
	if strings.Count(text, "(") != strings.Count(text, ")") {
		text = strings.NewReplacer("(", "", ")", "").Replace(text)
	}
	return upperFirst(shorten(text, longestAnswer))
}

// takesObject reports whether a verb of saying is followed by the thing it is about, and not by what is said.
func takesObject(base string) bool {
	switch base {
	case "criticise", "criticize", "condemn", "denounce", "accuse", "blame", "praise", "describe", "call", "reject", "dismiss", "slam", "blast", "attack", "defend", "welcome", "hail", "mock", "question", "challenge", "brand", "dub", "label", "characterise", "characterize", "urge", "thank", "applaud", "rebuke", "chide", "fault", "deride", "decry", "lambast", "lambaste", "refute", "dispute", "oppose", "endorse", "back", "support", "commend", "assail":
		return true
	}
	return false
}

// cueAround returns where the cue and source of s end if they begin at token i inside what is
// said, with the commas around them; otherwise i.
func (d *doc) cueAround(s *Statement, i int) int {
	first, last := s.Cue[0], s.Cue[1]
	if last <= first {
		return i
	}
	if s.Source.Last > s.Source.First && s.Source.First > first-12 && s.Source.Last < last+12 {
		first, last = min(first, s.Source.First), max(last, s.Source.Last)
	}
	if d.Is(first-1, ",") {
		first--
	}
	if d.Is(last, ",") {
		last++
	}
	if i >= first && i < last {
		return last
	}
	return i
}

// sentenceAbout returns the tokens of the sentence among what s says that shares most with the
// subject of x; the first of several.
func (d *doc) sentenceAbout(s *Statement, x *dispute) (from, to int) {
	start, end := s.Content[0], s.Content[1]
	from, to = start, end
	best := -1
	for i := start; i < min(end, s.Content[0]+400); i++ {
		if !d.Is(i, ".", "?", "!") && i+1 < end {
			continue
		}
		set := d.stems(start, i+1)
		if n := x.subject.shared(&set); n > best && i-start > 2 && !d.Is(i, "?") {
			best, from, to = n, start, i+1
		}
		start = i + 1
	}
	return from, to
}

// shorten cuts s at a word so that it has at most n letters.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut, seen := 0, 0
	for i, r := range s {
		if seen >= n {
			break
		}
		seen++
		if r == ' ' {
			cut = i
		}
	}
	if cut == 0 {
		r := []rune(s)
		return string(r[:n-1]) + "…"
	}
	return strings.TrimRight(s[:cut], " ,.;:–—-(") + "…"
}
