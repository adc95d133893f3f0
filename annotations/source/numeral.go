package source

import (
	"strconv"
	"strings"
)

// numeral writes a number as a list does.
func numeral(n int, format string) string {
	switch format {
	case "lowerLetter":
		return letters(n)
	case "upperLetter":
		return strings.ToUpper(letters(n))
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	}
	return strconv.Itoa(n)
}

func letters(n int) string {
	if n < 1 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, x := range []struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= x.n; n -= x.n {
			b.WriteString(x.s)
		}
	}
	return b.String()
}

// superscript writes figures and signs as such that are high; whatever else there is stays as it is.
func superscript(s string) string { return strings.Map(high, s) }

func high(r rune) rune {
	switch {
	case r == '1':
		return '¹'
	case r == '2' || r == '3':
		return r - '2' + '²'
	case r >= '0' && r <= '9':
		return r - '0' + '⁰'
	case r == '-' || r == '−':
		return '⁻'
	case r == '+':
		return '⁺'
	}
	return r
}

func low(r rune) rune {
	switch {
	case r >= '0' && r <= '9':
		return r - '0' + '₀'
	case r == '-' || r == '−':
		return '₋'
	case r == '+':
		return '₊'
	}
	return r
}

// shifted returns what is written above the line, or below it, as signs that stand there, so that ten to the sixth does not become 106;
// words for which there are no such signs stay as they are, as in 1st.
func shifted(s string, to func(rune) rune) string {
	out := strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' || r == '\t' {
			return r
		}
		if t := to(r); t != r {
			return t
		}
		return -1
	}, s)
	if len([]rune(out)) != len([]rune(s)) {
		return s
	}
	return out
}
