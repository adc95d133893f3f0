package text

import "unicode"

// A Sentence is tokens [First, Last) of a line. It has at least one.
type Sentence struct {
	First, Last int
	Line        int
}

// longestSentence is the number of tokens after which a sentence is cut, so that searching within a sentence
// stays fast in any text.
const longestSentence = 500

// findSentences divides the tokens into sentences and sets the outermost quote around each token. No sentence crosses
// a line, and only one that is too long ends inside a quote.
func (b *builder) findSentences() {
	t, q := 0, 0
	for li := range b.Lines {
		if b.stopped(li) {
			return
		}
		ln := &b.Lines[li]
		first := len(b.Sentences)
		begin := t
		for ; t < len(b.Tokens) && int(b.Tokens[t].Start) < ln.End; t++ {
			tok := &b.Tokens[t]
			tok.Sentence = int32(len(b.Sentences))
			for q < len(b.Quotes) && (b.Quotes[q].Close < int(tok.Start) || b.Quotes[q].Depth > 0) {
				q++
			}
			if q < len(b.Quotes) && b.Quotes[q].Open <= int(tok.Start) && int(tok.Start) <= b.Quotes[q].Close {
				tok.Quote = int32(q)
				if b.Quotes[q].Open == int(tok.Start) {
					b.Quotes[q].Tokens[0] = t
				}
				b.Quotes[q].Tokens[1] = t + 1
			}
			if b.ends(t) || t-begin >= longestSentence {
				b.Sentences = append(b.Sentences, Sentence{begin, t + 1, li})
				begin = t + 1
			}
		}
		if begin < t {
			b.Sentences = append(b.Sentences, Sentence{begin, t, li})
		}
		ln.Sentences = [2]int{first, len(b.Sentences)}
	}
}

// ends reports whether a sentence ends with token t.
func (b *builder) ends(t int) bool {
	tok := &b.Tokens[t]
	w := b.Word(t)
	mark := w.Flags&IsMark != 0
	if tok.Quote >= 0 && !(mark && b.Quotes[tok.Quote].Close == int(tok.Start)) {
		return false
	}
	stop := w.Text
	if mark || stop == ")" || stop == "]" {
		if t == 0 || b.Tokens[t-1].Sentence != tok.Sentence {
			return false
		}
		stop = b.Word(t - 1).Text
		if stop == "," {
			return false
		}
		if b.Has(t-1, IsAbbr) {
			stop = "."
		}
	}
	abbr := w.Flags&IsAbbr != 0
	if !abbr && stop != "." && stop != "!" && stop != "?" && stop != "…" && stop != "。" {
		return false
	}
	if t+1 >= len(b.Tokens) {
		return false
	}
	next := b.Word(t + 1)
	if b.Tokens[t+1].Start == tok.End && next.Flags&IsWord != 0 {
		return false // no space: a point inside an address or a number
	}
	if (next.Text == ")" || next.Text == "]") && b.Tokens[t+1].Start == tok.End {
		return false
	}
	if next.Flags&IsMark != 0 && b.Tokens[t+1].Start == tok.End && !b.OpensAt(t+1) {
		return false // the closing mark belongs to this sentence
	}
	if abbr {
		return next.Flags&IsStarter != 0 && next.Flags&IsCap != 0 && w.Flags&IsHonorific == 0 && len(w.Text) > 2 ||
			next.Flags&IsMark != 0 && w.Flags&IsHonorific == 0
	}
	if mark && (stop == "?" || stop == "!" || stop == "…") && b.cueNear(t+1) {
		return false
	}
	r := rune(0)
	for _, r = range next.Text {
		break
	}
	return !unicode.IsLower(r) && next.Text != "," && next.Text != ";"
}

// OpensAt reports whether token t is an opening quote mark.
func (d *Document) OpensAt(t int) bool {
	return t >= 0 && t < len(d.Tokens) && d.quoteFrom(int(d.Tokens[t].Start)) >= 0
}

// quoteFrom returns the quote whose opening mark is at offset off, or -1.
func (d *Document) quoteFrom(off int) int {
	lo, hi := 0, len(d.Quotes)
	for lo < hi {
		m := (lo + hi) / 2
		if d.Quotes[m].Open < off {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(d.Quotes) && d.Quotes[lo].Open == off {
		return lo
	}
	return -1
}

// cueNear reports whether a verb of saying is among the next few words, before any sign.
func (b *builder) cueNear(t int) bool {
	for i := t; i < t+6 && i < len(b.Tokens); i++ {
		w := b.Word(i)
		if w.Flags&IsSpeech != 0 {
			return true
		}
		if w.Flags&IsWord == 0 {
			return false
		}
	}
	return false
}
