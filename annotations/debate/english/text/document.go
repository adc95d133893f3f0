package text

import (
	"strings"

	"parley/annotations/article"
	"parley/annotations/debate/english/tags"
)

// Word returns the word of token i. It is never nil, and must not be changed.
func (d *Document) Word(i int) *Word {
	if i < 0 || i >= len(d.Tokens) {
		return &Word{}
	}
	return &d.Vocabulary[d.Tokens[i].Word]
}

// Has reports whether token i has any of the flags.
func (d *Document) Has(i int, f Flag) bool { return d.Word(i).Flags&f != 0 }

// Is reports whether token i is one of words, which are in small letters.
func (d *Document) Is(i int, words ...string) bool {
	low := d.Word(i).Lower
	for _, w := range words {
		if low == w {
			return true
		}
	}
	return false
}

// TagAt returns the part of speech of token i, which is Other for quote marks and possessives.
func (d *Document) TagAt(i int) tags.Tag {
	if i < 0 || i >= len(d.Tokens) {
		return tags.Other
	}
	return d.Tokens[i].Tag
}

// QuoteAt returns the index of the outermost quote around token i, or -1. The marks belong to their quote.
func (d *Document) QuoteAt(i int) int {
	if i < 0 || i >= len(d.Tokens) {
		return -1
	}
	return int(d.Tokens[i].Quote)
}

// Slice returns the text from token first to before token last; it is empty if first >= last.
func (d *Document) Slice(first, last int) string {
	if first >= last {
		return ""
	}
	return d.Text[d.Tokens[first].Start:d.Tokens[last-1].End]
}

// SameSentence reports whether tokens a and b belong to the same sentence.
func (d *Document) SameSentence(a, b int) bool {
	return a >= 0 && b >= 0 && a < len(d.Tokens) && b < len(d.Tokens) && d.Tokens[a].Sentence == d.Tokens[b].Sentence
}

// AfterDateline returns the token with which the wording of sentence s begins: the one after a dateline
// such as "KYIV, March 3 (AP) —", the end of the sentence if all of it is a byline, else its first.
func (d *Document) AfterDateline(s int) int {
	first, last := d.Sentences[s].First, d.Sentences[s].Last
	ln := d.Lines[d.Sentences[s].Line]
	if ln.Sentences[0] != s || d.QuoteAt(first) >= 0 {
		return first
	}
	if d.Is(first, "by") && last-first < 9 && ln.Sentences[1] == s+1 && !d.Is(last-1, ".") && d.Has(first+1, IsCap) {
		return last
	}
	if !d.Has(first, IsCaps) {
		return first
	}
	for i := first + 1; i < min(first+14, last-1); i++ {
		switch {
		case d.Is(i, "-") && d.Is(i+1, "-") && i+2 < last:
			return i + 2
		case d.Is(i, "—", "–", ":"), d.Is(i, "-") && d.Tokens[i-1].End != d.Tokens[i].Start:
			return i + 1
		case d.Has(i, IsCap|IsNumber|IsMonth), d.Is(i, ",", "(", ")", "/", "."):
		default:
			return first
		}
	}
	return first
}

// TitleCase reports whether s is a heading, or looks like one, in which most of the longer words have a
// capital, so that capitals do not tell names.
func (d *Document) TitleCase(s Sentence) bool {
	ln := d.Lines[s.Line]
	stopped := ln.Place == InBody && (d.Is(s.Last-1, ".", "!", "?") || d.Has(s.Last-1, IsMark))
	switch {
	case ln.Place == InHeading:
	case ln.Place != InBody && d.Has(s.Last-1, IsMark), s.Last-s.First > 40, stopped && (s.Line > 2 || ln.Sentences[1]-ln.Sentences[0] > 1):
		return false
	}
	caps, all := 0, 0
	for t := s.First; t < s.Last; t++ {
		if stopped && d.Finite(t) && !d.Has(t, IsCap) {
			return false // a sentence of many names
		}
		if w := d.Word(t); w.Flags&IsWord != 0 && len(w.Text) > 3 && d.QuoteAt(t) < 0 {
			all++
			if w.Flags&IsCap != 0 {
				caps++
			}
		}
	}
	if stopped && ln.Place != InHeading { // a headline above a text, to which a full stop was added
		return all >= 4 && caps == all
	}
	return all >= 4 && caps*10 >= all*8
}

// Nickname reports whether token i opens a quote that is a nickname inside a name: Neil 'Tosh' Gray.
func (d *Document) Nickname(i int) bool {
	return d.Has(i-1, IsMan|IsWoman) && d.Has(i+2, IsMark) && d.Has(i+3, IsCap) && d.SameSentence(i, i+3)
}

// Trim takes the white space off both ends of a passage. Offsets are bytes.
func (d *Document) Trim(start, end int) (int, int) {
	s := d.Text[start:end]
	t := strings.TrimSpace(s)
	start += strings.Index(s, t)
	return start, start + len(t)
}

// Offsets returns the byte offsets at which tokens [t[0], t[1]) begin and end. There has to be at least one.
func (d *Document) Offsets(t [2]int) [2]int {
	return [2]int{int(d.Tokens[t[0]].Start), int(d.Tokens[t[1]-1].End)}
}

// Range returns the range of the text between two byte offsets.
func (d *Document) Range(start, end int) article.Range {
	return article.Range{Start: d.Version.Pos(start), End: d.Version.Pos(end)}
}

// TokenRange returns the range of tokens [first, last); the zero Range if first >= last.
func (d *Document) TokenRange(first, last int) article.Range {
	if first >= last {
		return article.Range{}
	}
	return d.Range(int(d.Tokens[first].Start), int(d.Tokens[last-1].End))
}
