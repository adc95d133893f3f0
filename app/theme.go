package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"parley/annotations/debate"
	"parley/app/reader"
)

// The names of the themes, as the settings keep them.
const (
	themePaper  = "paper"
	themeSepia  = "sepia"
	themeDark   = "dark"
	themeSystem = "system"
)

// chrome is the look of everything around the text.
type chrome struct {
	panel  color.NRGBA // behind the library and the sidebar
	raised color.NRGBA // behind cards that stand out, fields and menus
	hover  color.NRGBA
	danger color.NRGBA
	stance [6]color.NRGBA // by debate.Stance
	dark   bool
	page   reader.Palette
}

var (
	paperChrome = chrome{
		panel: rgb(0xF3F1EB), raised: rgb(0xFFFFFF), hover: rgb(0xE9E6DD), danger: rgb(0xA8321F),
		stance: [6]color.NRGBA{rgb(0xC9C5BA), rgb(0x2E7D4F), rgb(0xB0452F), rgb(0xB07A12), rgb(0x7A6CA8), rgb(0x8A8F96)},
		page:   reader.Paper(),
	}
	sepiaChrome = chrome{
		panel: rgb(0xECE2CA), raised: rgb(0xFAF4E4), hover: rgb(0xE2D5B7), danger: rgb(0x9C2F1C),
		stance: [6]color.NRGBA{rgb(0xCDBE9B), rgb(0x3B7346), rgb(0xA8432B), rgb(0xA06C0E), rgb(0x75629A), rgb(0x8A7D66)},
		page:   reader.Sepia(),
	}
	darkChrome = chrome{
		panel: rgb(0x1B1E23), raised: rgb(0x24282E), hover: rgb(0x2A2F36), danger: rgb(0xE58A77),
		stance: [6]color.NRGBA{rgb(0x4A5058), rgb(0x6CC08B), rgb(0xE58A77), rgb(0xE0B050), rgb(0xB3A3E0), rgb(0x8F959E)},
		dark:   true, page: reader.Dark(),
	}
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xFF}
}

// chromeFor returns the look that a theme's name means; variant decides for [themeSystem].
func chromeFor(name string, variant fyne.ThemeVariant) chrome {
	switch name {
	case themeSepia:
		return sepiaChrome
	case themeDark:
		return darkChrome
	case themeSystem:
		if variant == theme.VariantDark {
			return darkChrome
		}
	}
	return paperChrome
}

// stanceInk returns the colour of a stance, that of an unknown one for a value that has none.
func (c chrome) stanceInk(s debate.Stance) color.NRGBA {
	if int(s) < len(c.stance) {
		return c.stance[s]
	}
	return c.stance[debate.StanceUnknown]
}

// mix returns a with share (0 to 1) of b.
func mix(a, b color.NRGBA, share float32) color.NRGBA {
	f := func(x, y uint8) uint8 { return uint8(float32(x)*(1-share) + float32(y)*share + 0.5) }
	return color.NRGBA{f(a.R, b.R), f(a.G, b.G), f(a.B, b.B), 0xFF}
}

// A dress is the toolkit's theme in a chrome's colours.
type dress struct {
	fyne.Theme
	chrome
}

var _ fyne.Theme = (*dress)(nil)

// Color returns the toolkit's colour of that name.
func (d *dress) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	p := d.page
	switch n {
	case theme.ColorNameBackground:
		return d.panel
	case theme.ColorNameForeground:
		return p.Ink
	case theme.ColorNamePrimary, theme.ColorNameHyperlink, theme.ColorNameFocus:
		if n == theme.ColorNameFocus {
			return mix(d.panel, p.Accent, 0.45)
		}
		return p.Accent
	case theme.ColorNamePlaceHolder, theme.ColorNameDisabled:
		return p.Faint
	case theme.ColorNameSeparator:
		return p.Rule
	case theme.ColorNameInputBorder: // the rings of radio buttons, too
		return mix(p.Rule, p.Ink, 0.35)
	case theme.ColorNameInputBackground: // the tracks of sliders, too
		return mix(d.raised, p.Ink, 0.05)
	case theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return d.raised
	case theme.ColorNameHeaderBackground:
		return d.panel
	case theme.ColorNameButton, theme.ColorNameDisabledButton:
		return mix(d.panel, p.Ink, 0.06)
	case theme.ColorNameHover, theme.ColorNamePressed:
		return d.hover
	case theme.ColorNameSelection:
		return mix(d.raised, p.Accent, 0.28)
	case theme.ColorNameError:
		return d.danger
	case theme.ColorNameForegroundOnPrimary:
		if d.dark {
			return p.Background
		}
		return color.White
	case theme.ColorNameScrollBar:
		return mix(d.panel, p.Ink, 0.35)
	case theme.ColorNameScrollBarBackground:
		return color.Transparent
	case theme.ColorNameShadow:
		if d.dark {
			return color.NRGBA{A: 0x80}
		}
		return color.NRGBA{A: 0x22}
	}
	v := theme.VariantLight
	if d.dark {
		v = theme.VariantDark
	}
	return d.Theme.Color(n, v)
}

// Size returns the toolkit's measure of that name: a little calmer than its own.
func (d *dress) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNameText:
		return 14
	case theme.SizeNameCaptionText:
		return 12
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 6
	case theme.SizeNameInnerPadding:
		return 7
	case theme.SizeNameScrollBar:
		return 12
	}
	return d.Theme.Size(n)
}
