package reader

import (
	"bytes"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
)

// A Family is the four faces of a typeface, each the bytes of a TrueType or OpenType file.
type Family struct{ Regular, Italic, Bold, BoldItalic []byte }

// Fonts are the typefaces of the text. Mono and Emoji may be nil.
type Fonts struct {
	Serif, Sans Family
	Mono, Emoji []byte
}

// A style tells which face a run of text is set in.
type style uint8

const (
	styleItalic style = 1 << iota
	styleBold
	styleMono
	styleSans // the other family, for the lines above the text
	styleLink
	styleStruck
	styleFaint
)

// faceOf masks the part of a style that decides the face.
const faceOf = styleItalic | styleBold | styleMono | styleSans

// faces are the parsed fonts. They are read from several goroutines.
type faces struct {
	serif, sans [4]*font.Font // by styleItalic and styleBold
	mono, emoji *font.Font
	system      *systemFonts
}

// A faceSet is faces for one goroutine: a font.Face is not to be shared.
type faceSet struct {
	*faces
	family [2][4]*font.Face // the text's family, then the other
	mono1  *font.Face
	more   []*font.Face // emoji and what was found on the system
	by     map[rune]*font.Face
}

// Typefaces are fonts that are being parsed, or have been.
type Typefaces struct {
	done  chan struct{}
	faces *faces
	err   error
}

// Parse begins to parse fonts elsewhere, so that a window can be made meanwhile.
func Parse(f Fonts) *Typefaces {
	t := &Typefaces{done: make(chan struct{})}
	go func() {
		defer close(t.done)
		t.faces, t.err = parseFonts(f)
	}()
	return t
}

func parseFonts(f Fonts) (*faces, error) {
	out := &faces{system: &systemFonts{}}
	for i, fam := range []Family{f.Serif, f.Sans} {
		for k, b := range [][]byte{fam.Regular, fam.Italic, fam.Bold, fam.BoldItalic} {
			face, err := font.ParseTTF(bytes.NewReader(b))
			if err != nil {
				return nil, err
			}
			if i == 0 {
				out.serif[k] = face.Font
			} else {
				out.sans[k] = face.Font
			}
		}
	}
	for _, x := range []struct {
		from []byte
		to   **font.Font
	}{{f.Mono, &out.mono}, {f.Emoji, &out.emoji}} {
		if x.from == nil {
			continue
		}
		face, err := font.ParseTTF(bytes.NewReader(x.from))
		if err != nil {
			return nil, err
		}
		*x.to = face.Font
	}
	return out, nil
}

// set returns the faces for one goroutine; serif says which family is the text's.
func (f *faces) set(serif bool) *faceSet {
	s := &faceSet{faces: f, by: map[rune]*font.Face{}}
	text, other := f.serif, f.sans
	if !serif {
		text = f.sans
	}
	for i := range text {
		s.family[0][i] = font.NewFace(text[i])
		s.family[1][i] = font.NewFace(other[i])
	}
	if f.mono != nil {
		s.mono1 = font.NewFace(f.mono)
	}
	if f.emoji != nil {
		s.more = append(s.more, font.NewFace(f.emoji))
	}
	return s
}

// face returns the face that text of a style is set in where it has the characters.
func (s *faceSet) face(st style) *font.Face {
	if st&styleMono != 0 && s.mono1 != nil {
		return s.mono1
	}
	if st&styleSans != 0 {
		return s.family[1][st&3]
	}
	return s.family[0][st&3]
}

// A chooser picks a face for each character; it is a shaping.Fontmap.
type chooser struct {
	s     *faceSet
	first *font.Face
}

// ResolveFace returns the style's face, or another that has r.
func (c chooser) ResolveFace(r rune) *font.Face {
	if _, ok := c.first.NominalGlyph(r); ok {
		return c.first
	}
	return c.s.fallback(r, c.first)
}

// fallback returns a face that has r, or first if none is found.
func (s *faceSet) fallback(r rune, first *font.Face) *font.Face {
	if f, ok := s.by[r]; ok {
		if f == nil {
			return first
		}
		return f
	}
	var found *font.Face
	for _, f := range append([]*font.Face{s.family[1][0]}, s.more...) {
		if _, ok := f.NominalGlyph(r); ok {
			found = f
			break
		}
	}
	if found == nil && r > 0x20 {
		if ft := s.system.find(r); ft != nil {
			for _, f := range s.more {
				if f.Font == ft {
					found = f
				}
			}
			if found == nil {
				found = font.NewFace(ft)
				s.more = append(s.more, found)
			}
		}
	}
	if len(s.by) > 100_000 {
		clear(s.by)
	}
	s.by[r] = found
	if found == nil {
		return first
	}
	return found
}

// systemFonts finds fonts of the machine. The list is read when the first character is missing.
type systemFonts struct {
	mu   sync.Mutex
	maps *fontscan.FontMap
}

// find returns a font that has r, or nil.
func (s *systemFonts) find(r rune) *font.Font {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.maps == nil {
		s.maps = fontscan.NewFontMap(quiet{})
		if s.maps.UseSystemFonts("") != nil {
			return nil // without a place for the list there are no other fonts
		}
	}
	s.maps.SetQuery(fontscan.Query{Families: []string{fontscan.Serif, fontscan.SansSerif}})
	f := s.maps.ResolveFace(r)
	if f == nil {
		return nil
	}
	if _, ok := f.NominalGlyph(r); !ok {
		return nil
	}
	return f.Font
}

// quiet is a log that nobody reads.
type quiet struct{}

// Printf does nothing.
func (quiet) Printf(string, ...any) {}
