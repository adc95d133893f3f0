package debate

import "unicode"

// A sent is a sentence: tokens [first, last) of one line.
type sent struct {
	first, last int
	line        int
}

// longestSentence is how many tokens a sentence may have before it is cut, so that no
// text makes looking around in a sentence slow.
const longestSentence = 500

// findSentences cuts the tokens into sentences and tells each token the outermost quote
// around it. A heading or list item is cut like a paragraph; no sentence crosses a line,
// and none but the very longest ends inside a quote.
func (d *doc) findSentences() {
	t, q := 0, 0
	for li := range d.lines {
		if d.stopped(li) {
			return
		}
		ln := &d.lines[li]
		first := len(d.sents)
		begin := t
		for ; t < len(d.toks) && int(d.toks[t].start) < ln.end; t++ {
			tok := &d.toks[t]
			tok.sent = int32(len(d.sents))
			for q < len(d.quotes) && (d.quotes[q].close < int(tok.start) || d.quotes[q].depth > 0) {
				q++
			}
			if q < len(d.quotes) && d.quotes[q].open <= int(tok.start) && int(tok.start) <= d.quotes[q].close {
				tok.quote = int32(q)
				if d.quotes[q].open == int(tok.start) {
					d.quotes[q].toks[0] = t
				}
				d.quotes[q].toks[1] = t + 1
			}
			if d.ends(t) || t-begin >= longestSentence {
				d.sents = append(d.sents, sent{begin, t + 1, li})
				begin = t + 1
			}
		}
		if begin < t {
			d.sents = append(d.sents, sent{begin, t, li})
		}
		ln.sents = [2]int{first, len(d.sents)}
	}
}

// ends reports whether a sentence ends with token t.
func (d *doc) ends(t int) bool {
	tok := &d.toks[t]
	w := d.at(t)
	mark := w.flags&isMark != 0
	if tok.quote >= 0 && !(mark && d.quotes[tok.quote].close == int(tok.start)) {
		return false
	}
	stop := w.text
	if mark || stop == ")" || stop == "]" {
		if t == 0 || d.toks[t-1].sent != tok.sent {
			return false
		}
		stop = d.at(t - 1).text
		if stop == "," {
			return false
		}
		if d.has(t-1, isAbbr) {
			stop = "."
		}
	}
	abbr := w.flags&isAbbr != 0
	if !abbr && stop != "." && stop != "!" && stop != "?" && stop != "…" && stop != "。" {
		return false
	}
	if t+1 >= len(d.toks) {
		return false
	}
	next := d.at(t + 1)
	if d.toks[t+1].start == tok.end && next.flags&isWord != 0 {
		return false // no space: a point inside an address or a number
	}
	if (next.text == ")" || next.text == "]") && d.toks[t+1].start == tok.end {
		return false
	}
	if next.flags&isMark != 0 && d.toks[t+1].start == tok.end && !d.opensAt(t+1) {
		return false // the closing mark belongs to this sentence
	}
	if abbr {
		return next.flags&isStarter != 0 && next.flags&isCap != 0 && w.flags&isHonorific == 0 && len(w.text) > 2 || next.flags&isMark != 0 && w.flags&isHonorific == 0
	}
	if mark && (stop == "?" || stop == "!" || stop == "…") && d.cueNear(t+1) {
		return false
	}
	r := rune(0)
	for _, r = range next.text {
		break
	}
	return !unicode.IsLower(r) && next.text != "," && next.text != ";"
}

// opensAt reports whether token t is an opening quote mark.
func (d *doc) opensAt(t int) bool {
	q := d.quoteFrom(int(d.toks[t].start))
	return q >= 0
}

// quoteFrom returns the quote whose opening mark is at offset off, or -1.
func (d *doc) quoteFrom(off int) int {
	lo, hi := 0, len(d.quotes)
	for lo < hi {
		m := (lo + hi) / 2
		if d.quotes[m].open < off {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(d.quotes) && d.quotes[lo].open == off {
		return lo
	}
	return -1
}

// cueNear reports whether a verb of saying follows within a few words and no sign.
func (d *doc) cueNear(t int) bool {
	for i := t; i < t+6 && i < len(d.toks); i++ {
		w := d.at(i)
		if w.flags&isSpeech != 0 {
			return true
		}
		if w.flags&isWord == 0 {
			return false
		}
	}
	return false
}
