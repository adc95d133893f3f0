package debate

import (
	"strings"
	"unicode"
)

// ActorKey returns the form under which a decision on an actor is kept:
// "actor:" and the name in lower case without punctuation or a leading article.
func ActorKey(name string) string { return "actor:" + normal(name) }

// DisputeKey returns the form under which a decision on a dispute is kept:
// "dispute:" and the title in lower case without punctuation or a leading article.
func DisputeKey(title string) string { return "dispute:" + normal(title) }

// normal returns the words of s in lower case, one space between them.
func normal(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
	if len(words) > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an") {
		words = words[1:]
	}
	return strings.Join(words, " ")
}
