package debate

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

// tellLanguage says which language the text is in, from the words of its first pages.
func (d *doc) tellLanguage() {
	s := d.text[:cut(d.text, 1<<14)]
	share, words := englishShare(s)
	info := whatlanggo.Detect(s)
	d.language = info.Lang.Iso6391()
	switch {
	case words == 0 && strings.IndexFunc(s, unicode.IsLetter) < 0:
		d.language = "und"
	case share >= 0.2, share >= 0.12 && info.Lang == whatlanggo.Eng:
		d.language = "en"
	case words < 20 && !info.IsReliable() && share > 0:
		d.language = "en"
	case !info.IsReliable() || d.language == "":
		d.foreign, d.language = true, "und"
		return
	}
	d.foreign = d.language != "en"
}

// englishShare returns which share of the words of s are the commonest of English, and how many words there are.
func englishShare(s string) (share float64, words int) {
	hits := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		words++
		switch strings.ToLower(w) {
		case "the", "of", "and", "to", "that", "is", "was", "for", "with", "as", "on", "by", "at", "from", "it", "his", "her", "has", "have", "be", "not", "are", "were", "which", "will", "would", "been", "this", "they", "their", "he", "she", "said", "but", "who", "had", "an", "its", "than", "more", "over", "after", "about":
			hits++
		}
	}
	if words == 0 {
		return 0, 0
	}
	return float64(hits) / float64(words), words
}
