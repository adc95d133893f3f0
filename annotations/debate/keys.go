package debate

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

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

// AliasKey returns the form under which it is kept that a name of an actor of the library was split off: where the
// analysis finds that actor by this name, the decision's Target is meant.
func AliasKey(of ID, name string) string { return "alias:" + of.String() + ":" + normal(name) }

// fewWords is below how many words a statement alone does not show which it is: "No," says everybody.
const fewWords = 5

// StatementKey returns the form under which a decision on a statement that was found in a version is kept. It follows
// from the statement's words and, if they are few, those that name who says them, so that it is the same in every version
// of the article that has them.
func StatementKey(v *article.Version, s *FoundStatement) string {
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

// normal returns the words of s in lower case, one space between them, without an article at the beginning. The letters of
// an abbreviation are one word, with points or without. What has no words stays as it is.
func normal(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap, letters := false, 0 // letters since a gap or a point
	for at, r := range s {
		if isLetter(r) {
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteRune(unicode.ToLower(r))
			letters++
			gap = false
			continue
		}
		if r != '.' || gap || letters != 1 || !oneLetter(s[at+1:]) {
			gap = true
		}
		letters = 0
	}
	out := b.String()
	if out == "" {
		return strings.Join(strings.Fields(s), " ")
	}
	for _, the := range [...]string{"the ", "a ", "an "} {
		if rest, ok := strings.CutPrefix(out, the); ok {
			return rest
		}
	}
	return out
}

// oneLetter reports whether s begins with a letter that is a word or a part of an abbreviation.
func oneLetter(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	return n > 0 && unicode.IsLetter(r) && (n == len(s) || !isLetter(next))
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

// subject returns what a title is about: the stems of its words that say anything, each once.
func subject(title string) map[string]bool {
	out := map[string]bool{}
	for f := range strings.FieldsFuncSeq(title, func(r rune) bool { return !isLetter(r) }) {
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
