package command

import (
	"bytes"
	"io"
	"os"
	"strings"
	"unicode/utf8"
)

// IsTerminal reports whether a file is a terminal.
func IsTerminal(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

// ForPeople returns a writer to w for what people read on a terminal: pages and file names may hold characters that are commands to it. In their place
// stands U+FFFD, as in that of bytes that are not UTF-8. Line feeds and tabs are passed on.
func ForPeople(w io.Writer) io.Writer { return &forPeople{w: w} }

type forPeople struct {
	w    io.Writer
	part []byte // the beginning of a character whose end is still to come
}

// Write implements io.Writer.
func (p *forPeople) Write(b []byte) (int, error) {
	n := len(b)
	if len(p.part) > 0 {
		b = append(p.part, b...)
		p.part = nil
	}
	if end := wholeRunes(b); end < len(b) {
		p.part = bytes.Clone(b[end:])
		b = b[:end]
	}
	if !isHarmless(b) {
		b = []byte(strings.Map(harmless, string(b)))
	}
	if _, err := p.w.Write(b); err != nil {
		return 0, err
	}
	return n, nil
}

// wholeRunes returns how many bytes of b come before a character that b ends in the middle of.
func wholeRunes(b []byte) int {
	for i := len(b) - 1; i >= max(0, len(b)-utf8.UTFMax); i-- {
		if utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				return i
			}
			break
		}
	}
	return len(b)
}

func isHarmless(b []byte) bool {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 || harmless(r) != r {
			return false
		}
		i += n
	}
	return true
}

// harmless returns a character as a terminal may see it: the control characters C0 and C1, but for line feed and tab, and those that turn the direction
// of what follows them (Unicode Standard Annex 9, §2) are replaced.
func harmless(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
	case r < 0x20, 0x7F <= r && r < 0xA0, 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069:
		return utf8.RuneError
	}
	return r
}

// escapedJSON returns JSON with the control characters that encoding/json leaves as they are, U+007F to U+009F, as escapes. It means the same.
func escapedJSON(b []byte) []byte {
	if !bytes.ContainsFunc(b, isLateControl) {
		return b
	}
	const digits = "0123456789abcdef"
	out := make([]byte, 0, len(b)+16)
	for _, r := range string(b) {
		if isLateControl(r) {
			out = append(out, '\\', 'u', '0', '0', digits[r>>4], digits[r&15])
			continue
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

func isLateControl(r rune) bool { return 0x7F <= r && r < 0xA0 }
