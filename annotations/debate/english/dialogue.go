package english

import (
	"strings"

	"parley/annotations/debate"
	"parley/annotations/debate/english/text"
)

// dialogue reports whether a line begins with a dash that stands for the opening mark of
// what somebody says.
func (d *doc) dialogue(li int) bool {
	ln := d.Lines[li]
	if ln.Place == text.InItem { // the dash was taken for the mark of a list
		before := strings.TrimRight(d.Text[max(0, ln.Start-4):ln.Start], " \u00a0")
		return strings.HasSuffix(before, "–") || strings.HasSuffix(before, "—") || strings.HasSuffix(before, "―")
	}
	s := d.Text[ln.Start:ln.End]
	return ln.Place == text.InBody && (strings.HasPrefix(s, "– ") || strings.HasPrefix(s, "— ") || strings.HasPrefix(s, "― "))
}

// sayLine makes a statement of a line of dialogue: all its words but the cue and its source.
func (d *doc) sayLine(x *cue) {
	ln := d.Lines[d.Sentences[x.sent].Line]
	first, last := x.span()
	from, to := d.Sentences[ln.Sentences[0]].First, d.Sentences[ln.Sentences[1]-1].Last
	if d.Is(from, "–", "—", "―") {
		from++
	}
	if d.Is(first-1, ",", "–", "—") {
		first--
	}
	if d.Is(last, ",", ".", "–", "—", ":") {
		last++
	}
	s := &statement{
		who: x.who, actor: x.who.Actor, cue: [2]int{x.first, x.last}, attr: debate.Direct, sent: x.sent, line: d.Sentences[x.sent].Line,
		content: [2]int{from, to}, base: x.base, group: x.group, sure: 0.8, reason: "a line of dialogue that names its speaker",
	}
	for k := len(d.said) - 1; x.who.Form == debate.ByPronoun && k >= 0 && k > len(d.said)-12; k-- {
		if d.said[k].reason == s.reason && d.said[k].actor >= 0 {
			s.actor = d.said[k].actor // whoever is spoken of inside, the speaker is the one before
			s.who.Actor = s.actor
			break
		}
	}
	if s.actor < 0 {
		s.attr = debate.Anonymous
	}
	for _, part := range [][2]int{{from, first}, {last, to}} {
		if part[0] < part[1] && d.Has(part[0], text.IsWord|text.IsMark) {
			s.passages = append(s.passages, d.Offsets(part))
		}
	}
	for c := d.cueAt[ln.Sentences[0]]; c < d.cueAt[ln.Sentences[1]]; c++ {
		if d.cues[c].used {
			return // a quote in it has been told already
		}
	}
	for c := d.cueAt[ln.Sentences[0]]; c < d.cueAt[ln.Sentences[1]]; c++ {
		d.cues[c].used = true
	}
	if len(s.passages) > 0 {
		d.say(s)
	}
}
