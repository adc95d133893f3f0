package actors

import (
	"strings"

	"parley/annotations/debate/english/text"
)

// skip marks the tokens that are no prose and tell no names: addresses, the names of accounts, datelines, and the lines that say
// who made the article.
func (f *nameFinder) skip() {
	f.skipped = make([]bool, len(f.Tokens))
	mark := func(first, last int) {
		for i := first; i < last; i++ {
			f.skipped[i] = true
		}
	}
	for i, s := range f.Sentences {
		mark(s.First, f.AfterDateline(i))
		if f.credit(s) {
			mark(s.First, s.Last)
		}
		if f.agency(i, s) {
			mark(s.First, s.First+4)
		}
		for t := s.First; t < s.Last; t++ {
			if n := f.shouted(t, s.Last); n > 0 {
				mark(t, t+n)
			}
			if lists().abbreviated[f.Word(t).Text] && f.Is(t-1, ",") && t-1 > s.First && f.Has(t-2, text.IsCap) {
				mark(t-2, t+1) // "Henderson, Nev."
			}
			if f.Is(t, "@", "#") && t+1 < s.Last && f.Tokens[t].End == f.Tokens[t+1].Start {
				mark(t, t+2)
			}
			if last := f.unspaced(t, s.Last); last > t+2 && f.address(t, last) {
				mark(t, last)
				t = last - 1
			}
		}
	}
}

// shouted returns the number of tokens from t on that are written in capitals, if there are at least four words among them, so that
// they are no names; otherwise it returns 0.
func (f *nameFinder) shouted(t, end int) int {
	if !f.Has(t, text.IsCaps) {
		return 0
	}
	words, last := 0, t
	for i := t; i < end; i++ {
		switch w := f.Word(i); {
		case w.Flags&text.IsCaps != 0 || w.Text == "I" || w.Text == "A":
			words++
			last = i + 1
		case w.Flags&(text.IsPoss|text.IsMark|text.IsNumber) != 0:
		default:
			i = end
		}
	}
	if words < 4 {
		return 0
	}
	return last - t
}

// unspaced returns the end of the tokens from t on that stand together without a space.
func (f *nameFinder) unspaced(t, end int) int {
	for t+1 < end && f.Tokens[t].End == f.Tokens[t+1].Start {
		t++
	}
	return t + 1
}

// address reports whether tokens [first, last), which stand together, are the address of a page.
func (f *nameFinder) address(first, last int) bool {
	slashes := 0
	for i := first; i < last; i++ {
		switch {
		case f.Is(i, "http", "https", "www"):
			return true
		case f.Is(i, "/"):
			slashes++
		case f.Is(i, ".") && f.Is(i+1, "com", "org", "net") && i+1 < last && i > first:
			return slashes > 0 || f.Is(i+2, "/")
		}
	}
	return slashes > 2 && !strings.Contains(f.Slice(first, last), "and/or")
}

// credit reports whether a sentence says who wrote or took what is in the article: "(Reporting by A; editing by B)".
func (f *nameFinder) credit(s text.Sentence) bool {
	t := s.First
	for f.Is(t, "(", "—", "–", "-", "*") {
		t++
	}
	if f.Is(t, "additional") {
		t++
	}
	if lists().credits[f.Word(t).Lower] && f.Is(t+1, "by") && f.Has(t+2, text.IsCap) {
		return true
	}
	for k := s.First + 2; k < s.Last-1 && s.Last-s.First < 40; k++ {
		if f.Is(k, "contributed") && f.Is(k+1, "reporting", "research") && k+2 >= s.Last-1 {
			return true
		}
		if f.Is(k, "contributed") && (f.Is(k+1, "to") || f.Is(k+1, "reporting")) && (f.Is(k+2, "this", "the") || f.Is(k+2, "to")) &&
			f.Is(s.Last-2, "report", "story", "article", "report.") {
			return true
		}
	}
	return false
}

// agency reports whether sentence i, which begins a line, begins with the agency that wrote it, in brackets.
func (f *nameFinder) agency(i int, s text.Sentence) bool {
	return f.Lines[s.Line].Sentences[0] == i && f.Is(s.First, "(") && f.Has(s.First+1, text.IsCap) && f.Is(s.First+3, ")") &&
		s.First+4 < s.Last
}

// thing reports whether tokens [first, last) name what nobody is: a law, a feast, a street.
func (f *nameFinder) thing(first, last int) bool {
	l := lists()
	if l.things[strings.ReplaceAll(f.Slice(first, last), " ", "_")] {
		return true
	}
	if f.Is(first-2, "minister", "secretary", "undersecretary", "ministers") && last-first < 3 &&
		!f.Has(first, text.IsMan|text.IsWoman) && f.Is(first-1, "of", "for") {
		return true // "the Minister of Tourism"
	}
	if _, part, ok := strings.Cut(f.Word(last-1).Text, "-"); ok && strings.ToLower(part) == part &&
		(strings.HasSuffix(part, "ed") || part == "run" || part == "born") {
		return true // "Ivy League-trained"
	}
	if w := f.Word(first); last-first == 1 {
		return len(w.Text) > 2 && w.Text[1] == '-' && f.Is(first-1, "(") // (R-Tex.)
	}
	return l.thingHeads[f.Word(last-1).Lower] && !f.Has(first, text.IsMan|text.IsWoman)
}
