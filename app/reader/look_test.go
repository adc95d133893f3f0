package reader

import (
	"image/png"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"parley/annotations/article"
	"parley/annotations/source"
	"parley/assets"
)

func testFonts() Fonts {
	return Fonts{
		Serif: Family{assets.LiterataRegular(), assets.LiterataItalic(), assets.LiterataBold(), assets.LiterataBoldItalic()},
		Sans:  Family{theme.DefaultTextFont().Content(), theme.DefaultTextItalicFont().Content(), theme.DefaultTextBoldFont().Content(), theme.DefaultTextBoldItalicFont().Content()},
		Mono:  theme.DefaultTextMonospaceFont().Content(), Emoji: theme.DefaultEmojiFont().Content(),
	}
}

func TestLook(t *testing.T) {
	test.NewTempApp(t)
	in := source.Input{Name: "x.md", Bytes: []byte(os.Getenv("TEXT"))}
	if len(in.Bytes) == 0 {
		in.Bytes = assets.Founding()
	}
	d, err := source.Read(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	r := New(Options{Fonts: testFonts()})
	w := test.NewTempWindow(t, r)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(820, 900))
	v := d.Version
	r.SetText(v, Head{Title: d.Article.Title, Line: "Parley Reader · 8 December 2025 · 4 min"}, Place{Pos: -1})
	var ms []Mark
	for i := range 24 {
		ms = append(ms, Mark{ID: [16]byte{byte(i + 1)}, Range: article.Range{Start: 60 + i*60, End: 60 + i*60 + 40}, Style: uint8(i / 6 % 4), Colour: uint8(i % 6), Note: i%3 == 0})
	}
	r.SetMarks(ms)
	for _, x := range []struct {
		n string
		p Palette
	}{{"paper", Paper()}, {"sepia", Sepia()}, {"dark", Dark()}} {
		l := r.page.look
		l.Palette = x.p
		r.SetLook(l)
		f, _ := os.Create("/tmp/look-" + x.n + ".png")
		png.Encode(f, w.Canvas().Capture())
		f.Close()
	}
}
