package desk

import "unicode"

// Words counts the words of a text; of a script without spaces, two signs are one.
func Words(text string) int {
	n, dense, in := 0, 0, false
	for _, r := range text {
		switch {
		case r < 0x80 && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'):
			if !in {
				n++
			}
			in = true
		case r < 0x80:
			in = in && (r == '\'' || r == '-')
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			dense++
			in = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !in {
				n++
			}
			in = true
		default:
			in = in && (r == '’' || unicode.Is(unicode.M, r))
		}
	}
	return n + dense/2
}
