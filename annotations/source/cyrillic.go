package source

import (
	"bytes"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

// letterShare is how often each letter from а to я occurs in a thousand letters of Russian prose, rounded. Read only.
var letterShare = [32]int{80, 16, 45, 17, 30, 85, 9, 17, 74, 12, 35, 44, 32, 67, 110, 28, 47, 55, 63, 26, 3, 10, 5, 15, 7, 4, 0, 19, 17, 3, 6, 20}

// cyrillicOf tells Windows-1251 from KOI8-R and KOI8-U in a text of Cyrillic letters. The two orders put a letter of the other case, and
// mostly a rarer one, in the place of each letter, so that the reading with the more frequent letters is the right one.
func cyrillicOf(b []byte) string {
	if likely(b, charmap.KOI8U) <= likely(b, charmap.Windows1251) {
		return "windows-1251"
	}
	for _, c := range []byte("\xa4\xa6\xa7\xad\xb4\xb6\xb7\xbd") { // є і ї ґ and their capitals, which KOI8-R has as lines of boxes
		if bytes.IndexByte(b, c) >= 0 {
			return "koi8-u"
		}
	}
	return "koi8-r"
}

// likely sums up how frequent the letters of b are, read in an encoding; a capital after a small letter counts against it.
func likely(b []byte, in *charmap.Charmap) int {
	const capitalInWord = 60 // about as much as a frequent letter counts
	sum := 0
	small := false // the letter before is a small one
	for _, c := range b {
		r := in.DecodeByte(c)
		lower := unicode.ToLower(r)
		if i := int(lower - 'а'); i >= 0 && i < len(letterShare) {
			sum += letterShare[i]
		}
		if small && unicode.IsUpper(r) {
			sum -= capitalInWord
		}
		small = unicode.IsLower(r)
	}
	return sum
}
