package reader

import "image/color"

// A Palette is the colours of the text and what is drawn with it.
type Palette struct {
	Background, Ink, Faint, Accent, Rule color.NRGBA
	Selection, Found, Current, Flash     color.NRGBA    // behind the text, translucent
	Lit                                  color.NRGBA    // under the mentions of an actor
	Marks                                [6]color.NRGBA // behind the text, in the order of the colours, translucent
	Lines                                [6]color.NRGBA // underlines, outlines, ticks: the same colours, stronger
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xFF}
}

func rgba(hex uint32, a uint8) color.NRGBA {
	c := rgb(hex)
	c.A = a
	return c
}

// Paper returns dark ink on near white.
func Paper() Palette {
	return Palette{
		Background: rgb(0xFBFAF7), Ink: rgb(0x1F2328), Faint: rgb(0x646A72), Accent: rgb(0x0F6B6B), Rule: rgb(0xE0DCD2),
		Selection: rgba(0x2F7FA8, 0x55), Found: rgba(0xF0B429, 0x66), Current: rgba(0xF08C00, 0xB0), Flash: rgba(0x0F8B8B, 0x70), Lit: rgba(0x0F8B8B, 0x3C),
		Marks: [6]color.NRGBA{rgba(0xFFE066, 0xB8), rgba(0xFFC078, 0xB0), rgba(0xFFA8CC, 0x98), rgba(0xA3E0AE, 0xB0), rgba(0x9BCFF5, 0xB0), rgba(0xCDB5F2, 0xB0)},
		Lines: [6]color.NRGBA{rgb(0xD9A900), rgb(0xE07B2A), rgb(0xD6478A), rgb(0x3F9B52), rgb(0x2F80C2), rgb(0x865CC9)},
	}
}

// Sepia returns brown ink on the colour of old paper.
func Sepia() Palette {
	return Palette{
		Background: rgb(0xF4ECD8), Ink: rgb(0x3B2F20), Faint: rgb(0x75654C), Accent: rgb(0x1B605C), Rule: rgb(0xDACDAF),
		Selection: rgba(0x2F7FA8, 0x48), Found: rgba(0xE8A317, 0x60), Current: rgba(0xE58600, 0x90), Flash: rgba(0x0F8B8B, 0x60), Lit: rgba(0x0F8B8B, 0x38),
		Marks: [6]color.NRGBA{rgba(0xFFE066, 0xA0), rgba(0xFFC078, 0x80), rgba(0xFFB3D1, 0x80), rgba(0xB5E6B8, 0x90), rgba(0xAEDAF7, 0x90), rgba(0xD9C6F5, 0x90)},
		Lines: [6]color.NRGBA{rgb(0xC99A00), rgb(0xCF6E22), rgb(0xC43F7D), rgb(0x38884A), rgb(0x2A73B0), rgb(0x7851B5)},
	}
}

// Dark returns light ink on near black.
func Dark() Palette {
	return Palette{
		Background: rgb(0x16181C), Ink: rgb(0xD6D8DC), Faint: rgb(0x8F959E), Accent: rgb(0x63BDB7), Rule: rgb(0x2E3238),
		Selection: rgba(0x4A9CC9, 0x50), Found: rgba(0xC98A00, 0x58), Current: rgba(0xC77A00, 0x78), Flash: rgba(0x2FA8A0, 0x60), Lit: rgba(0x2FA8A0, 0x48),
		Marks: [6]color.NRGBA{rgba(0x8A7200, 0x70), rgba(0x9A5A10, 0x70), rgba(0x9A2F66, 0x70), rgba(0x1F7A3A, 0x70), rgba(0x1F5F9A, 0x78), rgba(0x6240A8, 0x78)},
		Lines: [6]color.NRGBA{rgb(0xE3C03A), rgb(0xE89A52), rgb(0xE67FB4), rgb(0x6CC683), rgb(0x6CB2EA), rgb(0xB194EE)},
	}
}

// Over returns c as it looks on top of an opaque back.
func Over(c, back color.NRGBA) color.NRGBA {
	a := uint32(c.A)
	f := func(x, y uint8) uint8 { return uint8((uint32(x)*a + uint32(y)*(255-a) + 127) / 255) }
	return color.NRGBA{f(c.R, back.R), f(c.G, back.G), f(c.B, back.B), 0xFF}
}
