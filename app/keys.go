package app

import (
	"runtime"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// A chord is a key with its modifiers, as a person writes it: "Ctrl+Shift+F", "F3", "H".
// Ctrl stands for Cmd on macOS.
type chord struct {
	mod fyne.KeyModifier
	key fyne.KeyName
}

// keyWords maps the words of chords to the toolkit's names, where they differ.
var keyWords = map[string]fyne.KeyName{
	"Enter": fyne.KeyReturn, "Esc": fyne.KeyEscape, "PgUp": fyne.KeyPageUp, "PgDn": fyne.KeyPageDown,
	"Del": fyne.KeyDelete, "Delete": fyne.KeyDelete,
}

// parseChord reads a chord as the table of actions writes it.
func parseChord(s string) chord {
	var c chord
	for {
		word, rest, more := strings.Cut(s, "+")
		if !more || rest == "" || word == "" {
			break
		}
		switch word {
		case "Ctrl":
			c.mod |= fyne.KeyModifierShortcutDefault
		case "Shift":
			c.mod |= fyne.KeyModifierShift
		case "Alt":
			c.mod |= fyne.KeyModifierAlt
		}
		s = rest
	}
	c.key = fyne.KeyName(s)
	if k, ok := keyWords[s]; ok {
		c.key = k
	}
	return c
}

// plain reports whether c types a character, so that it must leave text fields alone.
func (c chord) plain() bool {
	return c.mod&^fyne.KeyModifierShift == 0 && len([]rune(string(c.key))) == 1
}

// shortcut returns c as the toolkit's menus want it.
func (c chord) shortcut() fyne.Shortcut {
	if c.mod == fyne.KeyModifierShortcutDefault {
		switch c.key {
		case fyne.KeyC:
			return &fyne.ShortcutCopy{}
		case fyne.KeyX:
			return &fyne.ShortcutCut{}
		case fyne.KeyV:
			return &fyne.ShortcutPaste{}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		}
	}
	return &desktop.CustomShortcut{KeyName: c.key, Modifier: c.mod}
}

// spoken writes a chord of the table for this system: Cmd for Ctrl on macOS.
func spoken(s string) string {
	if runtime.GOOS == "darwin" {
		return strings.ReplaceAll(s, "Ctrl", "Cmd")
	}
	return s
}

// modifiers returns the modifier keys that are down now.
func modifiers() fyne.KeyModifier {
	if a := fyne.CurrentApp(); a != nil {
		if d, ok := a.Driver().(desktop.Driver); ok {
			return d.CurrentKeyModifiers()
		}
	}
	return 0
}

// runeChord says which chord a typed character stands for. On a layout whose letters are not
// Latin (Cyrillic, Greek) the key decides: scan is the scan code of the key
// that was pressed last, as the system counts them.
func runeChord(r rune, scan int) chord {
	var c chord
	if unicode.IsLetter(r) && r > unicode.MaxASCII {
		if l := letterAt(runtime.GOOS, scan); l != 0 {
			if unicode.IsUpper(r) {
				c.mod = fyne.KeyModifierShift
			}
			c.key = fyne.KeyName(string(l))
			return c
		}
	}
	if unicode.IsUpper(r) {
		c.mod = fyne.KeyModifierShift
	}
	c.key = fyne.KeyName(string(unicode.ToUpper(r)))
	return c
}

// The letters of an American keyboard in the order of the PC scan codes (set 1)
// from 16, with spaces where there is no letter.
const pcLetters = "QWERTYUIOP    ASDFGHJKL     ZXCVBNM"

// The letters of the macOS virtual key codes from 0, likewise.
const macLetters = "ASDFHGZXCV BQWERYT             OU IP LJ K    NM"

// letterAt returns the letter on an American keyboard at the place of the key with the
// scan code, or 0.
func letterAt(system string, scan int) rune {
	letters, i := pcLetters, scan-16
	switch system {
	case "darwin":
		letters, i = macLetters, scan
	case "windows":
	default: // X11 counts eight higher
		i = scan - 8 - 16
	}
	if i < 0 || i >= len(letters) || letters[i] == ' ' {
		return 0
	}
	return rune(letters[i])
}
