package debate

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"parley/annotations/article"
)

// ActorKey returns the form under which a decision on an actor is kept:
// "actor:" and the name in lower case without punctuation or a leading article.
func ActorKey(name string) string { return "actor:" + normal(name) }

// DisputeKey returns the form under which a decision on a dispute is kept:
// "dispute:" and the title in lower case without punctuation or a leading article.
func DisputeKey(title string) string { return "dispute:" + normal(title) }

// PositionKey returns the form under which a decision on a position is kept.
func PositionKey(answer string) string { return "position:" + normal(answer) }

// StatementKey returns the form under which a decision on a statement of an article is kept: it
// follows from the statement's words, so that it is the same in every version that has them.
func StatementKey(of ID, v *article.Version, passages []article.Range) string {
	h := sha256.New()
	for _, p := range passages {
		h.Write([]byte(normal(v.Slice(p))))
		h.Write([]byte{0})
	}
	return "statement:" + of.String() + ":" + hex.EncodeToString(h.Sum(nil)[:12])
}

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

// subject returns what a title is about: the stems of its words that say anything, each once.
func subject(title string) map[string]bool {
	out := map[string]bool{}
	for _, f := range strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) }) {
		w := word{text: f, low: strings.ToLower(f), flags: isWord}
		for i, r := range f {
			switch {
			case i == 0 && unicode.IsUpper(r):
				w.flags |= isCap
			case i == 0 && unicode.IsNumber(r):
				w.flags |= isNumber
			}
		}
		if len(f) > 1 && strings.ToUpper(f) == f {
			w.flags |= isCaps
		}
		if s := stemOf(&w); s != "" {
			out[s] = true
		}
	}
	return out
}
