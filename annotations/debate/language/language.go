// Package language recognises the language of a text.
package language

import (
	"embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// Codes of languages, as ISO 639 gives them.
const (
	English      = "en"
	Undetermined = "und"
)

// Shares of the commonest English words among all words of a text, from which on it is taken for English.
const (
	surelyEnglish = 0.2
	maybeEnglish  = 0.12 // if its letters look English, too
	fewWords      = 20   // of fewer words, any of them will do if the letters tell nothing
)

// sample is how many bytes at the beginning of a text are looked at.
const sample = 1 << 14

// Detect returns the ISO 639-1 code of the language of text, or [Undetermined]. It looks only at the
// first pages. A text with the commonest words of English is English, whatever its letters suggest.
func Detect(text string) string {
	s := text[:min(sample, len(text))]
	for len(s) < len(text) && len(s) > 0 && !utf8.RuneStart(text[len(s)]) {
		s = s[:len(s)-1]
	}
	share, words := englishShare(s)
	switch {
	case share >= surelyEnglish:
		return English
	case words == 0 && strings.IndexFunc(s, unicode.IsLetter) < 0:
		return Undetermined
	}
	info := whatlanggo.Detect(s) // which takes as long as a good part of an analysis
	code := info.Lang.Iso6391()
	switch {
	case share >= maybeEnglish && info.Lang == whatlanggo.Eng, words < fewWords && !info.IsReliable() && share > 0:
		return English
	case !info.IsReliable() || code == "":
		return Undetermined
	}
	return code
}

// commonList holds the commonest words of running English.
//
//go:embed english.txt
var commonList embed.FS

// commonEnglish reads the list when it is first asked for. It is read only from then on.
var commonEnglish = sync.OnceValue(func() map[string]bool {
	b, err := commonList.ReadFile("english.txt")
	if err != nil {
		panic(err) // the file is part of the program
	}
	out := make(map[string]bool)
	for w := range strings.FieldsSeq(string(b)) {
		out[w] = true
	}
	return out
})

// englishShare returns the share of the words of s that are among the commonest of English, and the
// number of all words.
func englishShare(s string) (share float64, words int) {
	common, hits := commonEnglish(), 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		words++
		if common[strings.ToLower(w)] {
			hits++
		}
	}
	if words == 0 {
		return 0, 0
	}
	return float64(hits) / float64(words), words
}
