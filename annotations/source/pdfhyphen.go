package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A vocabulary counts the words of a document, in lower case, with those that have hyphens inside. What stands at the
// end of a line with a hyphen is not counted, nor what follows it.
type vocabulary map[string]int

// vocabularyMost is how many different words are counted.
const vocabularyMost = 400_000

// add counts the words of a line; after tells that the line before ended with a hyphen.
func (v vocabulary) add(s string, after bool) {
	words := strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !isHyphen(r) && r != '’' && r != '\''
	})
	for i, w := range words {
		if after && i == 0 || i == len(words)-1 && endsHyphen(s) {
			continue
		}
		w = strings.ToLower(strings.Trim(strings.ReplaceAll(w, "‐", "-"), "-'’"))
		if w != "" && (len(v) < vocabularyMost || v[w] > 0) {
			v[w]++
		}
	}
}

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '\u00AD' }

// endsHyphen reports whether a line ends with a hyphen that a letter or a figure stands before.
func endsHyphen(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	if !isHyphen(r) {
		return false
	}
	r, _ = utf8.DecodeLastRuneInString(s[:len(s)-n])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// A seam says how two lines of a paragraph are put together: how many bytes of the first are left out at its end, and
// what is put between them.
type seam struct {
	cut   int
	space string
}

// apart are first parts of words that keep their hyphen: read only.
var apart = map[string]bool{
	"self": true, "non": true, "ex": true, "all": true, "anti": true, "half": true, "well": true, "cross": true, "pro": true,
	"so": true, "vice": true, "long": true, "short": true, "high": true, "low": true, "third": true, "post": true, "quasi": true,
	"twenty": true, "thirty": true, "forty": true, "fifty": true, "sixty": true, "seventy": true, "eighty": true, "ninety": true,
}

// seam returns how the lines a and b are put together.
func (v vocabulary) seam(a, b string) seam {
	last, n := utf8.DecodeLastRuneInString(a)
	first := firstRune(b)
	if !endsHyphen(a) {
		switch {
		case spaceless(last) && spaceless(first), last == '—', first == '—', last == '/' && !strings.HasSuffix(a, " /"), last == '–' && !strings.HasSuffix(a, " –"):
			return seam{}
		}
		return seam{space: " "}
	}
	if last == '\u00AD' {
		return seam{cut: n}
	}
	left := lastWord(a[:len(a)-n])
	right := firstWord(b)
	if right == "" || !unicode.IsLower(first) {
		if unicode.IsLetter(first) || unicode.IsDigit(first) {
			return seam{} // as in "Franco-German" or "2019-2020"
		}
		return seam{space: " "}
	}
	if right == "and" || right == "or" || right == "und" || right == "oder" { // as in "short- and long-term"
		return seam{space: " "}
	}
	if v.keeps(left, right) {
		return seam{}
	}
	return seam{cut: n}
}

// keeps reports whether the hyphen between two parts belongs to the word, and not to the end of the line.
func (v vocabulary) keeps(left, right string) bool {
	if i := strings.LastIndexAny(left, "-‐"); i >= 0 {
		if v[strings.ToLower(left+right)] > 0 {
			return false
		}
		_, n := utf8.DecodeRuneInString(left[i:])
		left = left[i+n:] // of "state-of-the-" only the last part may have been broken
	}
	l, r := strings.ToLower(left), strings.ToLower(right)
	joined, hyphened := v[l+r], v[l+"-"+r]
	switch {
	case joined > 0 && joined >= hyphened:
		return false
	case hyphened > 0:
		return true
	case l == "", strings.IndexFunc(left, unicode.IsDigit) >= 0, utf8.RuneCountInString(l) < 2:
		return true
	case left == strings.ToUpper(left) && unicode.IsUpper(firstRune(left)): // as in "US-led"
		return true
	case apart[l]:
		return true
	}
	return utf8.RuneCountInString(l) >= 4 && utf8.RuneCountInString(r) >= 4 && v[l] >= 2 && v[r] >= 2
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || isHyphen(r)
}

func firstWord(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return !inWord(r) }); i >= 0 {
		s = s[:i]
	}
	return strings.TrimRight(s, "-‐\u00AD")
}

func lastWord(s string) string {
	if i := strings.LastIndexFunc(s, func(r rune) bool { return !inWord(r) }); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		return s[i+n:]
	}
	return s
}
