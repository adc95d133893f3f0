package debate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normal returns the form by which names, titles and answers are told apart: two texts with the same form are the same to the library.
//
// It folds what does not change the meaning: case, white space, quotation marks, dashes, full stops and other punctuation, a leading
// article, and how accents are encoded. The letters of an abbreviation are one word, with points or without. It keeps the signs that do
// change the meaning: the minus sign of a number, mathematical signs, signs of percentage and currency, a number sign after a word, and
// what stands within a number. A text without such signs has the form [wordForm]. A text without words stays as it is.
func normal(s string) string { return form(s, true) }

// wordForm returns what normal returns, without any sign: the words of s. Releases before schema 7 had no other form.
func wordForm(s string) string { return form(s, false) }

func form(s string, signs bool) string {
	s = norm.NFC.String(s)
	b := make([]byte, 0, len(s))
	gap, wordless, letters := false, true, 0 // letters since a gap or a point
	for at, r := range s {
		if isLetter(r) {
			if gap && len(b) > 0 {
				b = append(b, ' ')
			}
			b = utf8.AppendRune(b, unicode.ToLower(r))
			letters++
			gap, wordless = false, false
			continue
		}
		if signs {
			if c := inNumber(s, at, r); c != 0 {
				b, letters = append(b, c), 0
				continue
			}
			if sign := signAt(s, at, r); sign != "" {
				b = appendSign(b, sign, unicode.Is(unicode.Sc, r) && followsNumber(s, at, r))
				gap, letters = true, 0
				continue
			}
		}
		if r != '.' || gap || letters != 1 || !oneLetter(s[at+1:]) {
			gap = true
		}
		letters = 0
	}
	if wordless {
		return strings.Join(strings.Fields(s), " ")
	}
	return withoutArticle(string(b))
}

// signsOf returns the signs of s that normal keeps, without those within numbers.
func signsOf(s string) string {
	words := strings.Fields(normal(s))
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return strings.ContainsFunc(w, isLetter) }), " ")
}

// withoutArticle returns a form without the article that it begins with. "A" before a mathematical sign is a name.
func withoutArticle(s string) string {
	for _, the := range [...]string{"the ", "a ", "an "} {
		rest, ok := strings.CutPrefix(s, the)
		if !ok || !strings.ContainsFunc(rest, isLetter) {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(rest); the == "the " || isLetter(r) || unicode.Is(unicode.Sc, r) {
			return rest
		}
	}
	return s
}

// appendSign appends a sign with a space before it. With swap it goes before the number at the end of b: "100 €" is "€100".
func appendSign(b []byte, sign string, swap bool) []byte {
	number := ""
	if swap {
		at := strings.LastIndexByte(string(b), ' ') + 1
		number = " " + string(b[at:])
		b = b[:max(at-1, 0)]
	}
	if len(b) > 0 {
		b = append(b, ' ')
	}
	return append(append(b, sign...), number...)
}

// followsNumber reports whether the currency sign r at s[at:] belongs to the number before it.
func followsNumber(s string, at int, r rune) bool {
	before := strings.TrimRightFunc(s[:at], unicode.IsSpace)
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsDigit(r) && inNumberSign(r) == 0 })+1:]
	if at := len(before) - len(word); at > 0 {
		if r, _ := utf8.DecodeLastRuneInString(before[:at]); isLetter(r) || unicode.Is(unicode.Sc, r) {
			return false
		}
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s[at+utf8.RuneLen(r):], unicode.IsSpace))
	return strings.ContainsFunc(word, unicode.IsDigit) && !unicode.IsDigit(next)
}

// inNumberSign returns how a sign is written that may stand within a number, or zero.
func inNumberSign(r rune) byte {
	switch r {
	case '.', ',', '٫':
		return '.' // which of them is the decimal sign depends on the language
	case '/', '⁄':
		return '/'
	case ':':
		return ':'
	}
	return 0
}

// inNumber returns the sign at s[at:] if it stands between two digits and changes what they mean; zero otherwise, as for a sign that
// only groups digits by three.
func inNumber(s string, at int, r rune) byte {
	sign := inNumberSign(r)
	if sign == 0 {
		return 0
	}
	notDigit := func(r rune) bool { return !unicode.IsDigit(r) }
	before, after := s[:at], s[at+utf8.RuneLen(r):]
	before = before[len(strings.TrimRightFunc(before, unicode.IsDigit)):]
	if i := strings.IndexFunc(after, notDigit); i >= 0 {
		after = after[:i]
	}
	switch n := utf8.RuneCountInString(before); {
	case before == "" || after == "":
		return 0
	case sign == '.' && utf8.RuneCountInString(after) == 3 && n <= 3 && before != "0":
		return 0
	}
	return sign
}

// signAt returns the sign r at s[at:] as forms write it, or nothing if it does not change the meaning.
func signAt(s string, at int, r rune) string {
	switch {
	case unicode.IsSpace(r):
		return ""
	case r == '-' || unicode.Is(unicode.Pd, r) || r == '−':
		if isMinus(s, at, r) {
			return "-"
		}
		return ""
	case r == '#' || r == '＃':
		if before, _ := utf8.DecodeLastRuneInString(s[:at]); at > 0 && isLetter(before) {
			return "#"
		}
		return ""
	case r == '!' && strings.HasPrefix(s[at+1:], "="): // "!=" is "≠"
		return "≠"
	case r == '≠':
		return "≠ ="
	case r == '≤':
		return "< ="
	case r == '≥':
		return "> ="
	case r == '%' || r == '‰' || r == '‱' || r == '％' || r == '﹪' || r == '٪', unicode.Is(unicode.Sc, r), unicode.Is(unicode.Sm, r) && r != '|' && r != '｜' && r != '⁄':
		if r == '٪' {
			return "%"
		}
		if c := norm.NFKC.String(string(r)); !strings.ContainsFunc(c, isLetter) {
			return c
		}
		return string(r) // "₨" is no word
	}
	return ""
}

// isMinus reports whether the dash r at s[at:] is the sign of the number behind it: not if it joins that to a word or a number before it.
// Behind a dash with a space, a number is negative only at the beginning, or if the dash is the minus sign itself.
func isMinus(s string, at int, r rune) bool {
	if r == '—' || r == '―' {
		return false
	}
	amount := func(r rune) bool { return unicode.Is(unicode.Sc, r) || r == '%' || r == '‰' || unicode.IsSpace(r) }
	before, after := s[:at], s[at+utf8.RuneLen(r):]
	if last, _ := utf8.DecodeLastRuneInString(before); at > 0 && isLetter(last) {
		return false
	}
	apart, _ := utf8.DecodeLastRuneInString(before) // what stands right before it
	next, _ := utf8.DecodeRuneInString(after)
	alone := unicode.IsSpace(apart) && !unicode.IsSpace(next) // "in 2020 -5 %", not "2020-25" and "2020 - 25"
	if last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(before, amount)); unicode.IsNumber(last) && !(alone && (r == '−' || r == '-')) {
		return false
	}
	number := strings.TrimLeftFunc(after, func(r rune) bool { return unicode.Is(unicode.Sc, r) || unicode.IsSpace(r) || r == '.' || r == ',' })
	if first, _ := utf8.DecodeRuneInString(number); !unicode.IsNumber(first) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(after)
	return !unicode.IsSpace(first) || r == '−' || strings.TrimSpace(before) == ""
}

// oneLetter reports whether s begins with a letter that is a word or a part of an abbreviation.
func oneLetter(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	return n > 0 && unicode.IsLetter(r) && (n == len(s) || !isLetter(next))
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }
