package app

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestAnotherRendererIsLaidOut makes a second renderer of each widget, as the toolkit does of one that was out of sight for a
// minute: it must show what the first showed, without being laid out.
func TestAnotherRendererIsLaidOut(t *testing.T) {
	test.NewTempApp(t)
	w := &Window{ruler: newRuler(Typefaces()), chrome: chromeFor(themePaper, 0)}
	w.tip = newTip(w)
	for name, wid := range map[string]fyne.Widget{
		"prose":  newProse(w.ruler, "Words that are wrapped to more than one line of this width.", face{14, fyne.TextStyle{}}, color.NRGBA{A: 0xFF}, 0),
		"button": newWordButton(w, "Save", "Enter", nil),
		"tab":    newTab(w, "Disputes", nil),
		"swatch": newSwatch(w, 0, true),
		"signs":  newSignRow(w, stanceOptions...),
	} {
		wid.Resize(fyne.NewSize(160, 60))
		first := wid.CreateRenderer()
		first.Layout(wid.Size())
		second := wid.CreateRenderer()
		a, b := first.Objects(), second.Objects()
		if len(a) == 0 || len(a) != len(b) {
			t.Errorf("%s: the first renderer has %d objects, the second %d", name, len(a), len(b))
			continue
		}
		for i := range a {
			if a[i].Size() != b[i].Size() || a[i].Visible() != b[i].Visible() {
				t.Errorf("%s: object %d is %v, and %v in the second renderer", name, i, a[i].Size(), b[i].Size())
			}
		}
	}
}
