package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// names reports whether a token is, or may be, part of a name: it begins with a capital that the beginning of a sentence does not
// explain; in Chinese, it begins with a family name; in Japanese, it is of the signs that foreign names are written in.
func (g *judge) names(t *tokens, i int) bool {
	k := t.all[i]
	if k.class == sign {
		r, _ := utf8.DecodeRuneInString(t.word(i))
		if i > 0 && t.all[i-1].class == sign && t.all[i-1].end == k.start {
			before, _ := utf8.DecodeRuneInString(t.word(i - 1))
			if strings.ContainsRune(denseSurnames, before) {
				return true
			}
		}
		return strings.ContainsRune(denseSurnames, r) || unicode.Is(unicode.Katakana, r) || japaneseName(t, i)
	}
	if k.class != word || !k.upper {
		return false
	}
	if g.written[k.fold] && (k.opens || len(t.word(i)) < 4) {
		return false
	}
	if !k.opens {
		return true
	}
	next := i + 1 // a capital at the beginning of a sentence: a name goes on with another, or stands elsewhere with one
	return next < len(t.all) && t.all[next].class == word && t.all[next].upper || g.named[k.fold]
}

// japaneseName reports whether token i is one of the two signs of a frequent Japanese family name.
func japaneseName(t *tokens, i int) bool {
	pair := func(i, j int) bool {
		if i < 0 || j >= len(t.all) || t.all[i].end != t.all[j].start || t.all[i].class != sign || t.all[j].class != sign {
			return false
		}
		return slices.Contains(strings.Fields(denseFamilyNames), t.word(i)+t.word(j))
	}
	return pair(i, i+1) || pair(i-1, i)
}

// negated reports whether one of two words is the other with a prefix that turns it round.
func negated(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	for _, p := range []string{"un", "in", "im", "ir", "il", "dis", "non", "anti", "mis", "de", "не", "без", "ун", "miss", "on", "α", "αν"} {
		if a == p+b || b == p+a {
			return true
		}
	}
	return false
}
