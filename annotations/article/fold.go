package article

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Folded is a text in the one match form, with the way back to the text it was made from.
//
// The match form ignores what people do not mean when they type a word: case, accents,
// the shape of quotation marks and dashes, the kind and number of spaces, soft
// hyphens and characters without width.
type Folded struct {
	Text   string
	source []int32 // for every byte of Text the code point of the source it comes from; nil if it is the same
	length int     // of the source, in code points
}

// Source returns the code point of the source that the byte at off of Text comes
// from; the end of Text comes from the end of the source.
func (f Folded) Source(off int) int {
	switch {
	case off >= len(f.Text):
		return f.length
	case off < 0:
		off = 0
	}
	if f.source == nil {
		return off
	}
	return int(f.source[off])
}

// Fold returns s in the match form.
func Fold(s string) Folded {
	if f, ok := foldASCII(s); ok {
		return f
	}
	var b strings.Builder
	b.Grow(len(s))
	source := make([]int32, 0, len(s))
	pos, space := int32(0), false
	put := func(t string) {
		if t == " " {
			if space {
				return
			}
			space = true
		} else {
			space = false
		}
		b.WriteString(t)
		for range len(t) {
			source = append(source, pos)
		}
	}
	var buf [utf8.UTFMax]byte
	for _, r := range s {
		if r < utf8.RuneSelf {
			buf[0] = foldByte(byte(r))
			put(string(buf[:1]))
		} else {
			foldRune(r, put)
		}
		pos++
	}
	return Folded{b.String(), source, int(pos)}
}

// foldASCII folds a text of ASCII without runs of white space, whose places stay the same.
func foldASCII(s string) (Folded, bool) {
	b := make([]byte, len(s))
	space := false
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return Folded{}, false
		}
		c = foldByte(c)
		if c == ' ' && space {
			return Folded{}, false
		}
		space = c == ' '
		b[i] = c
	}
	return Folded{string(b), nil, len(s)}, true
}

func foldByte(c byte) byte {
	switch {
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	case c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r':
		return ' '
	case c == '`':
		return '\''
	}
	return c
}

// foldRune puts the match form of one code point beyond ASCII.
func foldRune(r rune, put func(string)) {
	switch r {
	case '‘', '’', '‚', '‛', '′', '‹', '›', 'ʼ', 'ʹ', '´':
		put("'")
		return
	case '“', '”', '„', '‟', '″', '«', '»', '〝', '〞', '＂', '「', '」', '『', '』':
		put("\"")
		return
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '－':
		put("-")
		return
	case '…':
		put("...")
		return
	case 'ß', 'ẞ':
		put("ss")
		return
	case 'æ', 'Æ':
		put("ae")
		return
	case 'œ', 'Œ':
		put("oe")
		return
	case 'ø', 'Ø':
		put("o")
		return
	case 'ł', 'Ł':
		put("l")
		return
	case 'đ', 'Đ':
		put("d")
		return
	case 'ı':
		put("i")
		return
	case 'ς':
		put("σ")
		return
	case '\u00AD':
		return
	}
	switch {
	case unicode.IsSpace(r) || unicode.Is(unicode.Zs, r):
		put(" ")
	case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
	default:
		var in [utf8.UTFMax]byte
		for _, d := range string(norm.NFKD.Bytes(in[:utf8.EncodeRune(in[:], r)])) {
			switch {
			case unicode.Is(unicode.Mn, d):
			case d < utf8.RuneSelf:
				put(string(rune(foldByte(byte(d)))))
			default:
				put(string(simpleFold(d)))
			}
		}
	}
}

// simpleFold returns the lower case of r, or what other letters of one case fold to.
func simpleFold(r rune) rune {
	l := unicode.ToLower(r)
	if l == 'ς' {
		return 'σ'
	}
	return l
}

// Find calls yield with every match of query in text order, until yield returns false. Matches do not
// overlap and do not cross blocks; a line end inside a block counts as a space.
// A query that folds to nothing has no match. The error is ctx's.
func (v *Version) Find(ctx context.Context, query string, yield func(Range) bool) error {
	q := strings.Trim(Fold(query).Text, " ")
	if q == "" {
		return nil
	}
	done, last := 0, 0
	for _, b := range v.blocks {
		if done += b.Len(); done > 1<<16 {
			done = 0
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		text := v.Slice(b.Range)
		f := Fold(text)
		for at := 0; ; {
			i := strings.Index(f.Text[at:], q)
			if i < 0 {
				break
			}
			i += at
			at = i + len(q)
			r := Range{b.Start + f.Source(i), b.Start + f.Source(at-1) + 1}
			if r.Start < last { // in the letters that one sign stands for, as Ⅱ does for two
				continue
			}
			// Accents that follow the last letter belong to it.
			if end := b.Start + f.Source(at); end > r.End && onlyMarks(v.Slice(Range{r.End, end})) {
				r.End = end
			}
			last = r.End
			if !yield(r) {
				return nil
			}
		}
	}
	return ctx.Err()
}

func onlyMarks(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Cf, r) {
			return false
		}
	}
	return true
}
