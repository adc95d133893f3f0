// Package stem reduces English words to forms in which they are compared.
package stem

import (
	"embed"
	"strings"
	"sync"
)

// A Shape is how a word is written.
type Shape struct {
	Capital  bool // begins with a capital letter
	Capitals bool // has two or more letters, all of them capital
	Number   bool // begins with a digit
}

// Of returns the form in which two words are compared by meaning: folded, without the
// commonest endings, so that "Donbass" is "Donbas" and "ceding" is "cede". The word s is in small
// letters. Of is empty for words that say nothing about what a sentence is about.
func Of(s string, as Shape) string {
	if len(s) < 3 && !as.Number && !as.Capitals || !as.Capital && empty(s) || empty(Singular(s)) {
		return ""
	}
	s = Fold(s)
	s = strings.ReplaceAll(strings.ReplaceAll(s, "zh", "z"), "kh", "h")
	if as.Number {
		return s
	}
	n := len(s)
	switch {
	case strings.HasSuffix(s, "ational") && n > 9, strings.HasSuffix(s, "ations") && n > 8:
		s = s[:n-6]
	case strings.HasSuffix(s, "ation") && n > 7:
		s = s[:n-5]
	case strings.HasSuffix(s, "ment") && n > 7, strings.HasSuffix(s, "ship") && n > 7, strings.HasSuffix(s, "ions") && n > 7:
		s = s[:n-4]
	case strings.HasSuffix(s, "ing") && n > 5, strings.HasSuffix(s, "ies") && n > 4, strings.HasSuffix(s, "ion") && n > 6,
		strings.HasSuffix(s, "ial") && n > 6:
		s = s[:n-3]
	case strings.HasSuffix(s, "ed") && n > 4, strings.HasSuffix(s, "es") && n > 4, strings.HasSuffix(s, "ly") && n > 5,
		strings.HasSuffix(s, "al") && n > 5, strings.HasSuffix(s, "er") && n > 6:
		s = s[:n-2]
	case strings.HasSuffix(s, "s") && n > 3:
		s = s[:n-1]
	}
	if len(s) > 3 && (s[len(s)-1] == 'e' || s[len(s)-1] == 'y') {
		s = s[:len(s)-1]
	}
	return s
}

// emptyList holds words that say nothing about a subject: grammatical ones, verbs of saying and doing,
// times, and words for disputes and for those who lead them.
//
//go:embed empty.txt
var emptyList embed.FS

// emptyWords reads the list when it is first asked for. It is read only from then on.
var emptyWords = sync.OnceValue(func() map[string]bool {
	b, err := emptyList.ReadFile("empty.txt")
	if err != nil {
		panic(err) // the file is part of the program
	}
	out := make(map[string]bool)
	for w := range strings.FieldsSeq(string(b)) {
		out[w] = true
	}
	return out
})

// empty reports whether a word says nothing about a subject.
func empty(s string) bool { return emptyWords()[s] }

// Fold returns a word in the form in which names are compared: small letters, no marks
// of abbreviation, one letter for a doubled one, and y for iy, yy and ij at the end.
func Fold(s string) string {
	s = strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), "’", "'"))
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		if i > 0 && s[i] == s[i-1] && s[i] >= 'a' {
			continue
		}
		b = append(b, s[i])
	}
	s = string(b)
	if t := strings.TrimSuffix(s, "iy"); t != s {
		return t + "y"
	}
	return s
}

// Singular undoes Plural for regular nouns.
func Singular(s string) string {
	switch {
	case strings.HasSuffix(s, "men") && len(s) > 4:
		return s[:len(s)-2] + "an"
	case strings.HasSuffix(s, "ies") && len(s) > 4:
		return s[:len(s)-3] + "y"
	case strings.HasSuffix(s, "ches"), strings.HasSuffix(s, "shes"), strings.HasSuffix(s, "sses"), strings.HasSuffix(s, "xes"):
		return s[:len(s)-2]
	case strings.HasSuffix(s, "s") && !strings.HasSuffix(s, "ss") && len(s) > 3:
		return s[:len(s)-1]
	}
	return s
}

// Plural returns the regular plural of an English noun.
func Plural(s string) string {
	switch {
	case strings.HasSuffix(s, "man"):
		return s[:len(s)-2] + "en"
	case strings.HasSuffix(s, "y") && !strings.HasSuffix(s, "ey") && !strings.HasSuffix(s, "ay"):
		return s[:len(s)-1] + "ies"
	case strings.HasSuffix(s, "s"), strings.HasSuffix(s, "ch"), strings.HasSuffix(s, "sh"), strings.HasSuffix(s, "x"):
		return s + "es"
	}
	return s + "s"
}
