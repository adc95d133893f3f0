package source

import (
	"encoding/binary"
	"fmt"
	"unicode"
	"unicode/utf16"
)

// utf16Most is how many bytes tell the order of UTF-16.
const utf16Most = 1 << 16

// utf16Order tells the order of the bytes of UTF-16 without a mark: by where the zero bytes of its ASCII characters are, or else
// by the one order in which it is words. nil if this is not UTF-16.
func utf16Order(b []byte) binary.ByteOrder {
	if len(b)%2 != 0 || len(b) < 4 {
		return nil
	}
	b = b[:min(len(b), utf16Most)]
	var even, odd int
	for i := 0; i+1 < len(b); i += 2 {
		if b[i] == 0 {
			even++
		}
		if b[i+1] == 0 {
			odd++
		}
	}
	n := len(b) / 2
	switch {
	case odd*10 > n*3 && even == 0:
		return binary.LittleEndian
	case even*10 > n*3 && odd == 0:
		return binary.BigEndian
	}
	switch little, big := wideWords(b, binary.LittleEndian), wideWords(b, binary.BigEndian); {
	case little && !big:
		return binary.LittleEndian
	case big && !little:
		return binary.BigEndian
	}
	return nil
}

// wideWords reports whether b is UTF-16 of that order: characters that are all whole and fit to print, nearly all of one script with
// its punctuation, and among them one that no text of more than a few words lacks: a space, a line end, a Chinese full stop or comma.
// The bytes of these make it unlikely that text of another encoding, or what is no text, is taken for it.
func wideWords(b []byte, order binary.ByteOrder) bool {
	u := units(b, order)
	if last := u[len(u)-1]; len(b) == utf16Most && last >= 0xD800 && last < 0xDC00 {
		u = u[:len(u)-1] // the other half is beyond what is looked at
	}
	var common, cyrillic, chinese, semitic int
	parted := false
	for _, c := range u {
		switch high := c >> 8; {
		case high == 0x04:
			cyrillic++
		case high >= 0x4E && high <= 0x9F, high == 0xD8 && c >= 0xD840, high >= 0xDC && high <= 0xDF: // with the halves of rare ones
			chinese++
		case high == 0x05, high == 0x06:
			semitic++
		case high == 0x00, high == 0x20, high == 0x30, high == 0xFF:
			common++
		}
		parted = parted || c == ' ' || c == '\n' || c == '。' || c == '，'
	}
	script := max(cyrillic, chinese, semitic)
	if !parted || script < 2 || script < common || (script+common)*10 < len(u)*9 {
		return false
	}
	for _, r := range utf16.Decode(u) {
		if r == unicode.ReplacementChar || !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r) && r != '\n' && r != '\r' && r != '\t' && r != '\f' {
			return false
		}
	}
	return true
}

func units(b []byte, order binary.ByteOrder) []uint16 {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = order.Uint16(b[2*i:])
	}
	return u
}

func utf16Text(b []byte, order binary.ByteOrder, name string) (string, string, error) {
	s := string(utf16.Decode(units(b, order)))
	if controls(s) {
		return "", "", fmt.Errorf("%w: it is full of control characters", ErrBinary)
	}
	return lineEnds(s), name, nil
}
