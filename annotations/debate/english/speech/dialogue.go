package speech

import (
	"strings"

	"parley/annotations/debate"
	"parley/annotations/debate/english/text"
)

// dialogue reports whether a line begins with a dash that stands for the opening mark of
// what somebody says.
func (f *finder) dialogue(li int) bool {
	ln := f.Lines[li]
	if ln.Place == text.InItem { // the dash was taken for the mark of a list
		before := strings.TrimRight(f.Text[max(0, ln.Start-4):ln.Start], " \u00a0")
		return strings.HasSuffix(before, "–") || strings.HasSuffix(before, "—") || strings.HasSuffix(before, "―")
	}
	s := f.Text[ln.Start:ln.End]
	return ln.Place == text.InBody && (strings.HasPrefix(s, "– ") || strings.HasPrefix(s, "— ") || strings.HasPrefix(s, "― "))
}

// sayLine makes a statement of a line of dialogue: all its words but the cue and its source.
func (f *finder) sayLine(x *Cue) {
	ln := f.Lines[f.Sentences[x.Sentence].Line]
	first, last := x.Span()
	from, to := f.Sentences[ln.Sentences[0]].First, f.Sentences[ln.Sentences[1]-1].Last
	if f.Is(from, "–", "—", "―") {
		from++
	}
	if f.Is(first-1, ",", "–", "—") {
		first--
	}
	if f.Is(last, ",", ".", "–", "—", ":") {
		last++
	}
	s := &Statement{
		Source: x.Source, Actor: x.Source.Actor, Cue: [2]int{x.First, x.Last}, Attribution: debate.Direct, Sentence: x.Sentence,
		Line:    f.Sentences[x.Sentence].Line,
		Content: [2]int{from, to}, Base: x.Base, Group: x.Group, Confidence: grounds[dialogueLine].confidence,
		Reason: grounds[dialogueLine].reason,
	}
	for k := len(f.said) - 1; x.Source.Form == debate.ByPronoun && k >= 0 && k > len(f.said)-12; k-- {
		if f.said[k].Reason == s.Reason && f.said[k].Actor >= 0 {
			s.Actor = f.said[k].Actor // whoever is spoken of inside, the speaker is the one before
			s.Source.Actor = s.Actor
			break
		}
	}
	if s.Actor < 0 {
		s.Attribution = debate.Anonymous
	}
	for _, part := range [][2]int{{from, first}, {last, to}} {
		if part[0] < part[1] && f.Has(part[0], text.IsWord|text.IsMark) {
			s.Passages = append(s.Passages, f.Offsets(part))
		}
	}
	for c := f.cueAt[ln.Sentences[0]]; c < f.cueAt[ln.Sentences[1]]; c++ {
		if f.Cues[c].Used {
			return // a quote in it has been told already
		}
	}
	for c := f.cueAt[ln.Sentences[0]]; c < f.cueAt[ln.Sentences[1]]; c++ {
		f.Cues[c].Used = true
	}
	if len(s.Passages) > 0 {
		f.say(s)
	}
}
