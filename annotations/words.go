package annotations

import (
	"fmt"
	"strings"
)

var (
	colourWords = [...]string{"yellow", "orange", "pink", "green", "blue", "purple"}
	styleWords  = [...]string{"highlight", "underline", "strikethrough", "outline"}
)

// Colours returns the words for the colours, in the order of their values.
func Colours() []string { return colourWords[:] }

// Styles returns the words for the styles, in the order of their values.
func Styles() []string { return styleWords[:] }

// String returns the colour's word, such as "yellow".
func (c Colour) String() string {
	if int(c) < len(colourWords) {
		return colourWords[c]
	}
	return fmt.Sprintf("Colour(%d)", uint8(c))
}

// String returns the style's word, such as "underline".
func (s Style) String() string {
	if int(s) < len(styleWords) {
		return styleWords[s]
	}
	return fmt.Sprintf("Style(%d)", uint8(s))
}

// ParseColour returns the colour that word names, in any case.
func ParseColour(word string) (Colour, error) {
	for i, w := range colourWords {
		if strings.EqualFold(w, word) {
			return Colour(i), nil
		}
	}
	return 0, fmt.Errorf("no colour %q: it is one of %s", word, strings.Join(colourWords[:], ", "))
}

// ParseStyle returns the style that word names, in any case.
func ParseStyle(word string) (Style, error) {
	for i, w := range styleWords {
		if strings.EqualFold(w, word) {
			return Style(i), nil
		}
	}
	return 0, fmt.Errorf("no style %q: it is one of %s", word, strings.Join(styleWords[:], ", "))
}
