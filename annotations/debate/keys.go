package debate

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotations/article"
	"parley/annotations/debate/stem"
)

// ActorKey returns the form under which a decision on an actor is kept:
// "actor:" and the name without what does not tell it from others, such as case, punctuation and a leading article. Signs that change
// the meaning stay: "C++" and "C#" have different keys.
func ActorKey(name string) string { return "actor:" + normal(name) }

// DisputeKey returns the form under which a decision on a dispute is kept:
// "dispute:" and the title in the same form.
func DisputeKey(title string) string { return "dispute:" + normal(title) }

// PositionKey returns the form under which a decision on a position is kept.
func PositionKey(answer string) string { return "position:" + normal(answer) }

// AliasKey returns the form under which it is kept that a name of an actor of the library was split off: where the
// analysis finds that actor by this name, the decision's Target is meant.
func AliasKey(of ID, name string) string { return "alias:" + of.String() + ":" + normal(name) }

// suggestPrefix begins the keys of [SuggestKey].
const suggestPrefix = "suggest:"

// SuggestKey returns the form under which it is kept that nothing is to be suggested in an article: its Verdict is Rejected.
func SuggestKey(of ID) string { return suggestPrefix + of.String() }

// fewWords is below how many words a statement alone does not show which it is: "No," says everybody.
const fewWords = 5

// StatementKey returns the form under which a decision on a statement that was found in a version is kept. It follows
// from the statement's words and, if they are few, those that name who says them, so that it is the same in every version
// of the article that has them.
func StatementKey(v *article.Version, s *FoundStatement) string { return statementKey(v, s, normal) }

// signlessStatementKey returns the key under which a release before schema 7 kept a decision on a statement.
func signlessStatementKey(v *article.Version, s *FoundStatement) string {
	return statementKey(v, s, wordForm)
}

// signless returns the key under which a release before schema 7 kept what has this key, which is not that of a statement.
func signless(key string) string {
	kind, name, _ := strings.Cut(key, ":")
	if kind == "alias" {
		of, rest, _ := strings.Cut(name, ":")
		kind, name = kind+":"+of, rest
	}
	return kind + ":" + wordForm(name)
}

func statementKey(v *article.Version, s *FoundStatement, normal func(string) string) string {
	h := sha256.New()
	n := 0
	for _, p := range s.Passages {
		words := normal(v.Slice(p))
		n += strings.Count(words, " ") + 1
		h.Write([]byte(words))
		h.Write([]byte{0})
	}
	if n < fewWords {
		h.Write([]byte(normal(v.Slice(s.Source))))
	}
	return "statement:" + v.Article.String() + ":" + hex.EncodeToString(h.Sum(nil)[:12])
}

// subject returns what a title is about: the stems of its words that say anything, each once.
func subject(title string) map[string]bool {
	out := map[string]bool{}
	for _, s := range subjectWords(title) {
		out[s] = true
	}
	return out
}

// subjectWords returns the stems of the words of a title that say anything, in its order.
func subjectWords(title string) []string {
	var out []string
	for f := range strings.FieldsFuncSeq(title, func(r rune) bool { return !isLetter(r) }) {
		first, _ := utf8.DecodeRuneInString(f)
		as := stem.Shape{Capital: unicode.IsUpper(first), Capitals: len(f) > 1 && strings.ToUpper(f) == f, Number: unicode.IsNumber(first)}
		if s := stem.Of(strings.ToLower(f), as); s != "" {
			out = append(out, s)
		}
	}
	return out
}
