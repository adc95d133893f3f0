package debate

import "strings"

// dialogue reports whether a line begins with a dash that stands for the opening mark of
// what somebody says.
func (d *doc) dialogue(li int) bool {
	ln := d.lines[li]
	if ln.place == inItem { // the dash was taken for the mark of a list
		before := strings.TrimRight(d.text[max(0, ln.start-4):ln.start], " \u00a0")
		return strings.HasSuffix(before, "–") || strings.HasSuffix(before, "—") || strings.HasSuffix(before, "―")
	}
	s := d.text[ln.start:ln.end]
	return ln.place == inBody && (strings.HasPrefix(s, "– ") || strings.HasPrefix(s, "— ") || strings.HasPrefix(s, "― "))
}

// sayLine makes a statement of a line of dialogue: all its words but the cue and its source.
func (d *doc) sayLine(x *cue) {
	ln := d.lines[d.sents[x.sent].line]
	first, last := x.span()
	from, to := d.sents[ln.sents[0]].first, d.sents[ln.sents[1]-1].last
	if d.is(from, "–", "—", "―") {
		from++
	}
	if d.is(first-1, ",", "–", "—") {
		first--
	}
	if d.is(last, ",", ".", "–", "—", ":") {
		last++
	}
	s := &statement{
		who: x.who, actor: x.who.actor, cue: [2]int{x.first, x.last}, attr: Direct, sent: x.sent, line: d.sents[x.sent].line,
		content: [2]int{from, to}, base: x.base, group: x.group, sure: 0.8, reason: "a line of dialogue that names its speaker",
	}
	for k := len(d.said) - 1; x.who.form == ByPronoun && k >= 0 && k > len(d.said)-12; k-- {
		if d.said[k].reason == s.reason && d.said[k].actor >= 0 {
			s.actor = d.said[k].actor // whoever is spoken of inside, the speaker is the one before
			s.who.actor = s.actor
			break
		}
	}
	if s.actor < 0 {
		s.attr = Anonymous
	}
	for _, part := range [][2]int{{from, first}, {last, to}} {
		if part[0] < part[1] && d.has(part[0], isWord|isMark) {
			s.passages = append(s.passages, d.bytes(part))
		}
	}
	for c := d.cueAt[ln.sents[0]]; c < d.cueAt[ln.sents[1]]; c++ {
		if d.cues[c].used {
			return // a quote in it has been told already
		}
	}
	for c := d.cueAt[ln.sents[0]]; c < d.cueAt[ln.sents[1]]; c++ {
		d.cues[c].used = true
	}
	if len(s.passages) > 0 {
		d.say(s)
	}
}
