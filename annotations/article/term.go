package article

import (
	"unicode"
	"unicode/utf8"
)

// A Term is what an index holds of a text: a word in the match form of [Fold], or, in scripts that are written without spaces, two
// signs that follow each other, and the last sign of each run alone.
type Term struct {
	Text  string
	Range Range // in the text that it is of
	Alone bool  // the last sign of a run, alone
}

// termMost is how many code points of a word count.
const termMost = 48

// Terms calls yield with the terms of a text in their order, until yield returns false. Words end at everything but letters, digits
// and the marks on them: “cease-fire” is two words, and so is “Kyiv's”.
func Terms(text string, yield func(Term) bool) {
	f := Fold(text)
	s := f.Text
	of := func(from, to int) Range { return Range{f.Source(from), f.Source(to-1) + 1} }
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case spaceless(r):
			end := i + n
			last, lastEnd := i, end // the sign before
			for {
				r, n := utf8.DecodeRuneInString(s[end:])
				if end == len(s) || !spaceless(r) {
					break
				}
				if !yield(Term{Text: s[last : end+n], Range: of(last, end+n)}) {
					return
				}
				last, lastEnd = end, end+n
				end += n
			}
			if !yield(Term{Text: s[last:lastEnd], Range: of(last, lastEnd), Alone: true}) {
				return
			}
			i = end
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			end, most, count := i+n, 0, 1
			for end < len(s) {
				r, n := utf8.DecodeRuneInString(s[end:])
				if spaceless(r) || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) {
					break
				}
				if count++; count == termMost+1 {
					most = end
				}
				end += n
			}
			word := s[i:end]
			if most > 0 {
				word = s[i:most]
			}
			if !yield(Term{Text: word, Range: of(i, end)}) {
				return
			}
			i = end
		default:
			i += n
		}
	}
}

// spaceless reports whether a code point is of a script that is written without spaces between words.
func spaceless(r rune) bool {
	return r >= 0x0E00 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) &&
		(unicode.IsLetter(r) || unicode.Is(unicode.M, r)) || r == 'ー' || r == '々')
}

// A SearchWord is a word to look for among terms.
type SearchWord struct {
	Text   string
	Prefix bool // of a term is enough
}

// SearchWords returns what a text that was typed is looked for by: words that follow each other.
func SearchWords(typed string) []SearchWord {
	var out []SearchWord
	end := -1
	Terms(typed, func(t Term) bool {
		switch {
		case !t.Alone:
			out = append(out, SearchWord{Text: t.Text})
		case t.Range.Start >= end || end < 0: // a run of one sign: what it begins, or ends
			out = append(out, SearchWord{Text: t.Text, Prefix: true})
		}
		end = t.Range.End
		return true
	})
	return out
}
