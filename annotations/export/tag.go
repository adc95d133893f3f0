package export

import (
	"strings"
	"unicode"
)

// tagged writes a tag so that Markdown shows it as it is: after a number sign if notebooks take that as a tag, otherwise as code. No two tags
// are written alike.
func tagged(t string) string {
	if isTagWord(t) {
		return "#" + t
	}
	return code(t)
}

// isTagWord reports whether notebooks read all of t, after a number sign, as one tag (Obsidian, “Tags”) and Markdown as plain words: it has
// letters, digits, hyphens, and within its words underscores and slashes; at least one letter.
func isTagWord(t string) bool {
	letter, before := false, '/'
	for _, r := range t {
		switch {
		case unicode.IsLetter(r):
			letter = true
		case r == '_' || r == '/' || unicode.Is(unicode.M, r):
			if strings.ContainsRune("_/-", before) {
				return false
			}
		case unicode.IsDigit(r), r == '-':
			if before == '_' && r == '-' {
				return false
			}
		default:
			return false
		}
		before = r
	}
	return letter && before != '_' && before != '/'
}

// code writes words, which stand on one line, as a code span (CommonMark 0.31.2, §6.1): between more backticks than stand together within. One
// space is taken from both ends of what is between them if both are spaces and not all is.
func code(words string) string {
	longest, run := 0, 0
	for _, r := range words {
		if run++; r != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", longest+1)
	if all := strings.Trim(words, " ") == ""; !all && (strings.HasPrefix(words, "`") || strings.HasSuffix(words, "`") || strings.HasPrefix(words, " ") && strings.HasSuffix(words, " ")) {
		words = " " + words + " "
	}
	return fence + words + fence
}

func losesMarkdown(e Entry) []Loss {
	n := 0
	for _, m := range e.Marks {
		for _, t := range m.Tags {
			if !isTagWord(t) {
				n++
				break
			}
		}
	}
	return loss(n, "mark has tags that notebooks do not know as tags: they are written as code", "marks have tags that notebooks do not know as tags: they are written as code")
}
