package reader

import (
	"strings"
	"unicode/utf8"
)

// The classes of characters that decide where a line may end, a small part of UAX 14.
const (
	classOther  uint8 = iota
	classLetter       // and digits, and signs that behave alike
	classDigit
	classSpace
	classHyphen    // a break may follow
	classDash      // en dash: likewise
	classOpen      // opens a bracket or a quotation
	classClose     // closes one, or ends a sentence
	classUnquote   // closes a quotation: a bracket that follows after a space stays with it
	classSign      // as a letter after a space
	classGlue      // holds what is on both sides
	classIdeo      // a Chinese character or a kana: a line may end on either side
	classIdeoOpen  // opens a bracket in Chinese or Japanese
	classIdeoClose // closes one, ends a sentence, or is a small kana: no line begins with it
	classNever     // not one of the simple texts
)

// class returns the class of a character of the scripts that the simple rules are for.
func class(r rune) uint8 {
	switch {
	case r < utf8.RuneSelf:
		return asciiClass[r]
	case r >= 0xC0 && r <= 0x24F && r != 0xD7 && r != 0xF7,
		r >= 0x370 && r <= 0x3FF && r != 0x37E && r != 0x387,
		r >= 0x400 && r <= 0x52F && (r < 0x483 || r > 0x489), r >= 0x1E00 && r <= 0x1FFF:
		return classLetter
	}
	switch {
	case r >= 0x4E00 && r <= 0x9FFF, r >= 0x3400 && r <= 0x4DBF:
		return classIdeo
	case r >= 0x3041 && r <= 0x3096, r >= 0x30A1 && r <= 0x30FA:
		if strings.ContainsRune("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ", r) {
			return classIdeoClose
		}
		return classIdeo
	}
	switch r {
	case '（', '「', '『', '【', '《', '〈', '〔':
		return classIdeoOpen
	case '。', '、', '，', '！', '？', '：', '；', '）', '」', '』', '】', '》', '〉', '〕', 'ー', '々', '・':
		return classIdeoClose
	case '€', '£', '•':
		return classSign
	case '–':
		return classDash
	case '‘', '“', '«', '„', '‚', '‹':
		return classOpen
	case '’', '”', '»', '›':
		return classUnquote
	case '…':
		return classClose
	case '—':
		return classGlue // a line may end at some, but need not
	case '\u00a0', '\u202f':
		return classGlue
	}
	return classNever
}

// asciiClass is read only.
var asciiClass = func() (t [utf8.RuneSelf]uint8) {
	for i := range t {
		c := byte(i)
		switch {
		case c == ' ' || c == '\n':
			t[i] = classSpace
		case c >= '0' && c <= '9':
			t[i] = classDigit
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			t[i] = classLetter
		case c == '-':
			t[i] = classHyphen
		case c == '(' || c == '[' || c == '{' || c == '"' || c == '\'':
			t[i] = classOpen
		case c == '$' || c == '#' || c == '&' || c == '@' || c == '*' || c == '=' || c == '<' || c == '_':
			t[i] = classSign
		case c == '\t' || c < ' ' || c == 0x7F:
			t[i] = classNever
		default:
			t[i] = classClose // no line begins with one
		}
	}
	return t
}()

// simple reports whether the simple rules decide where the lines of a text end.
func simple(s string) bool {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if asciiClass[c] == classNever {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if class(r) == classNever {
			return false
		}
		i += n
	}
	return true
}

// words calls emit with each part of a simple text that no line end divides: its bytes from s to e and, after the
// space that follows it, the next one's begin. A line may end after a space before a letter, a digit or an
// opening sign, unless an opening sign stands before the space; and after a hyphen or an en dash between
// letters. That is less than UAX 14 allows, and never more.
func words(text string, emit func(s, e, next int)) {
	start := 0
	prev, last := classSpace, uint8(classSpace) // the class before, and the one before that
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			k := asciiClass[c]
			if k != classSpace {
				if i > start && ((prev == classHyphen || prev == classDash) && last == classLetter && k == classLetter || ideoBreak(prev, k)) {
					emit(start, i, i)
					start = i
				}
				last, prev = prev, k
				i++
				continue
			}
			j := i + 1
			for j < len(text) && (text[j] == ' ' || text[j] == '\n') {
				j++
			}
			if j == len(text) {
				if i > start {
					emit(start, i, j)
				}
				return
			}
			r, _ := utf8.DecodeRuneInString(text[j:])
			next := class(r)
			if prev != classOpen && prev != classIdeoOpen && (next == classLetter || next == classDigit || next == classIdeo || next == classSign || next == classOpen && opens(prev, r)) && i > start {
				emit(start, i, j)
				start = j
			}
			last, prev = prev, classSpace
			i = j
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		k := class(r)
		if i > start && ((prev == classHyphen || prev == classDash) && last == classLetter && k == classLetter || ideoBreak(prev, k)) {
			emit(start, i, i)
			start = i
		}
		last, prev = prev, k
		i += n
	}
	if start < len(text) {
		emit(start, len(text), len(text))
	}
}

// ideoBreak reports whether a line may end between two characters because one of them is Chinese or Japanese.
func ideoBreak(before, after uint8) bool {
	switch after {
	case classIdeo:
		return before == classIdeo || before == classIdeoClose || before == classLetter || before == classDigit
	case classLetter, classDigit, classIdeoOpen:
		return before == classIdeo || before == classIdeoClose
	}
	return false
}

// opens reports whether a line may begin with the opening sign r after a space that before stands in front of.
func opens(before uint8, r rune) bool {
	switch before {
	case classLetter, classDigit, classClose, classIdeo, classIdeoClose:
		return true
	case classUnquote:
		return r != '(' && r != '[' && r != '{'
	}
	return false
}
