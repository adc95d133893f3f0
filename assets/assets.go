// Package assets holds what the program carries with it: fonts, icons and the
// article that a new library begins with.
package assets

import _ "embed" // for the files

// Literata by TypeTogether for Google, under the SIL Open Font License 1.1 (fonts/OFL.txt).
var (
	//go:embed fonts/Literata_400Regular.ttf
	literataRegular []byte
	//go:embed fonts/Literata_400Regular_Italic.ttf
	literataItalic []byte
	//go:embed fonts/Literata_700Bold.ttf
	literataBold []byte
	//go:embed fonts/Literata_700Bold_Italic.ttf
	literataBoldItalic []byte
)

//go:embed founding.md
var founding []byte

// LiterataRegular returns the upright face of the text. It is not to be changed.
func LiterataRegular() []byte { return literataRegular }

// LiterataItalic returns the italic face of the text. It is not to be changed.
func LiterataItalic() []byte { return literataItalic }

// LiterataBold returns the bold face of the text. It is not to be changed.
func LiterataBold() []byte { return literataBold }

// LiterataBoldItalic returns the bold italic face of the text. It is not to be changed.
func LiterataBoldItalic() []byte { return literataBoldItalic }

// Founding returns the article that a new library begins with, in Markdown.
func Founding() []byte { return founding }

//go:embed icon.png
var icon []byte

// Icon returns the program's icon, a PNG of 512 by 512 pixels.
func Icon() []byte { return icon }
