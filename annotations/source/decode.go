package source

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// decode turns the bytes of a text into UTF-8 with LF line ends and without a byte-order mark,
// and names the encoding they were in. A few broken bytes in UTF-8 become U+FFFD.
func decode(b []byte) (text, name string, err error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b = b[3:]
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return utf16Text(b[2:], binary.LittleEndian, "utf-16le")
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return utf16Text(b[2:], binary.BigEndian, "utf-16be")
	}
	if kind := magic(b); kind != "" {
		return "", "", fmt.Errorf("%w but %s, which cannot be read yet", ErrBinary, kind)
	}
	valid, nul := utf8.Valid(b), bytes.IndexByte(b, 0) >= 0
	if nul || !valid {
		switch order := utf16Order(b); {
		case order == binary.LittleEndian:
			return utf16Text(b, order, "utf-16le")
		case order == binary.BigEndian:
			return utf16Text(b, order, "utf-16be")
		case nul:
			return "", "", fmt.Errorf("%w: it holds NUL bytes", ErrBinary)
		}
	}
	name = "utf-8"
	switch {
	case valid:
		text = string(b)
	case mostlyUTF8(b):
		text = strings.ToValidUTF8(string(b), "\uFFFD")
	default:
		name = guess(b)
		e, _ := charset.Lookup(name)
		out, err := e.NewDecoder().Bytes(b)
		if err != nil {
			return "", "", fmt.Errorf("decode %s: %w", name, err)
		}
		text = string(out)
	}
	if controls(text) {
		return "", "", fmt.Errorf("%w: it is full of control characters", ErrBinary)
	}
	return lineEnds(text), name, nil
}

// lineEnds turns CRLF and CR into LF.
func lineEnds(s string) string {
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
}

// magic names the kind of file whose first bytes b has, if it is a well-known one that is no text.
func magic(b []byte) string {
	for _, m := range []struct{ start, kind string }{
		{"%PDF-", "a PDF file"},
		{"PK\x03\x04", "a ZIP archive, an EPUB or an Office document"},
		{"\x89PNG", "a picture"},
		{"\xff\xd8\xff", "a picture"},
		{"GIF8", "a picture"},
		{"SQLite format 3\x00", "an SQLite database"},
		{"\x1f\x8b", "a compressed file"},
		{"\x7fELF", "a program"},
		{"\xd0\xcf\x11\xe0", "an old Office document"},
		{"{\\rtf", "a rich text (RTF) file"},
		{"OggS\x00", "a recording"},
		{"ID3\x02", "a recording"},
		{"ID3\x03", "a recording"},
		{"ID3\x04", "a recording"},
	} {
		if bytes.HasPrefix(b, []byte(m.start)) {
			return m.kind
		}
	}
	return ""
}

// controls reports whether s has a NUL, or more than one other control character in 200, that no
// text has.
func controls(s string) bool {
	n, all := 0, 0
	for _, r := range s {
		all++
		if r == 0 {
			return true
		}
		if unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' && r != '\f' && r != '\v' && r != 0x1a && r != 0x85 {
			n++
		}
	}
	return n > 2 && n*200 > all
}

// mostlyUTF8 reports whether b is UTF-8 with a few broken bytes: for each of them there are many
// characters that are well-formed and of more than one byte.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1 && !utf8.FullRune(b): // the last character is cut off
			return good > 10*bad || bad <= 2 && good >= bad && good > 0
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return good > 10*bad || bad <= 2 && good > bad
}

// guess tells an encoding of one or two bytes a character by how often bytes occur.
func guess(b []byte) string {
	sample := b[:min(len(b), 1<<18)]
	if pairs(sample) {
		return "gb18030"
	}
	var latin, cyrillic, high int
	for i, c := range sample {
		if c < 0x80 {
			continue
		}
		high++
		inWord := i > 0 && sample[i-1] >= 0xC0
		switch {
		case c >= 0xC0 && inWord: // letters beside letters: words of another alphabet
			cyrillic++
		case c == 0xB3 || c == 0xBF || c == 0xBA || c == 0xB4: // і ї є ґ
			cyrillic++
		default:
			latin++
		}
	}
	if high > 0 && cyrillic > latin {
		return cyrillicOf(sample)
	}
	return "windows-1252"
}

// pairs reports whether the bytes above ASCII are those of GB18030, and most characters hanzi and punctuation that GB 2312 has, too.
// What only the larger set has, rare and traditional characters, speaks neither for it nor against it.
func pairs(b []byte) bool {
	good, rare, bad, common := 0, 0, 0, 0
	for i := 0; i < len(b); {
		c := b[i]
		n := wideChar(b[i:])
		switch {
		case c < 0x80:
		case n == 0: // cut off by the end
			n = len(b) - i
		case n == 1:
			bad++
		case n == 2 && c >= 0xA1 && c <= 0xF7 && b[i+1] >= 0xA1 && b[i+1] != 0xFF:
			good++
			if c >= 0xB0 && c <= 0xD7 || c == 0xA1 || c == 0xA3 { // level 1 hanzi and punctuation
				common++
			}
		case n == 2:
			rare++
		}
		i += n
	}
	// Cyrillic words come in pairs by chance; but half of their letters fall outside level 1. An accented letter and the one that
	// follows it are a rare character.
	return good >= 2 && good >= rare && bad*20 <= good && common*10 >= good*8
}

// wideChar returns how many bytes the first character of b has in GB18030: 1, 2 or 4, or 0 if b ends within it. A byte that
// begins none counts as one character.
func wideChar(b []byte) int {
	lead := func(c byte) bool { return c >= 0x81 && c <= 0xFE }
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	switch {
	case !lead(b[0]):
		return 1
	case len(b) == 1:
		return 0
	case b[1] >= 0x40 && b[1] != 0x7F && b[1] != 0xFF:
		return 2
	case !digit(b[1]):
		return 1
	case len(b) == 2, len(b) == 3 && lead(b[2]):
		return 0
	case len(b) > 3 && lead(b[2]) && digit(b[3]):
		return 4
	}
	return 1
}
