package reader

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"parley/annotations/article"
	"parley/assets"
)

func testFonts() Fonts {
	return Fonts{
		Serif: Family{assets.LiterataRegular(), assets.LiterataItalic(), assets.LiterataBold(), assets.LiterataBoldItalic()},
		Sans:  Family{theme.DefaultTextFont().Content(), theme.DefaultTextItalicFont().Content(), theme.DefaultTextBoldFont().Content(), theme.DefaultTextBoldItalicFont().Content()},
		Mono:  theme.DefaultTextMonospaceFont().Content(), Emoji: theme.DefaultEmojiFont().Content(),
	}
}

// version makes a version whose paragraphs are separated by blank lines; "# " begins a heading.
func version(t testing.TB, text string) *article.Version {
	t.Helper()
	var blocks []article.Block
	pos := 0
	for i, p := range strings.Split(text, "\n\n") {
		n := utf8.RuneCountInString(p)
		if strings.TrimSpace(p) != "" {
			b := article.Block{Range: article.Range{Start: pos, End: pos + n}}
			if strings.HasPrefix(p, "# ") {
				b.Kind, b.Level = article.Heading, 2
			}
			_ = i
			blocks = append(blocks, b)
		}
		pos += n + 2
	}
	v, err := article.NewVersion(text, blocks, article.Meta{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// book returns a text of about size bytes: words as often as in real texts (Zipf), headings,
// and Cyrillic and Chinese paragraphs in between.
func book(size int) string {
	r := rand.New(rand.NewSource(1))
	syllables := strings.Fields("ka lo mi ren tu sa vel po rin da ge no fi sul tor an be cha dri wen sto pla gre")
	slavic := strings.Fields("пе ре го во ры ми ра де ле га ция сто ро на за яв ле ни ве че ром")
	make1 := func(from []string, n int) []string {
		out := make([]string, n)
		for i := range out {
			for range 1 + r.Intn(4) {
				out[i] += from[r.Intn(len(from))]
			}
		}
		return out
	}
	latin, cyrillic := make1(syllables, 20_000), make1(slavic, 8_000)
	z1, z2 := rand.NewZipf(r, 1.1, 4, uint64(len(latin)-1)), rand.NewZipf(r, 1.1, 4, uint64(len(cyrillic)-1))
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		switch {
		case i%40 == 0:
			fmt.Fprintf(&b, "# Chapter %d", i/40+1)
		case i%23 == 0:
			for range 60 {
				b.WriteString(cyrillic[z2.Uint64()] + " ")
			}
			b.WriteString("– сказал он.")
		case i%31 == 0:
			for range 90 {
				b.WriteRune(rune(0x4E00 + r.Intn(3000)))
			}
			b.WriteString("。")
		default:
			for range 50 + r.Intn(60) {
				b.WriteString(latin[z1.Uint64()] + " ")
			}
			b.WriteString("“as they said” – it’s done.")
		}
		b.WriteString("\n\n")
	}
	return strings.TrimSuffix(b.String(), "\n\n")
}

// someMarks returns n marks spread over a text.
func someMarks(v *article.Version, n int) []Mark {
	out := make([]Mark, n)
	for i := range out {
		at := v.Len() / n * i
		out[i] = Mark{ID: article.ID{byte(i), byte(i >> 8), 1}, Range: article.Range{Start: at, End: min(at+60, v.Len())}, Colour: uint8(i % 6), Style: uint8(i / 7 % 4), Note: i%5 == 0}
	}
	return out
}

// open returns a reader in a window of the test driver, and its renderer.
func open(t testing.TB, v *article.Version, size fyne.Size) (*Reader, *renderer) {
	t.Helper()
	test.NewTempApp(t)
	posted := make(chan func(), 10_000)
	r := New(Options{Fonts: Parse(testFonts()), Post: func(f func()) { posted <- f }})
	t.Cleanup(r.endBackground)
	w := test.NewTempWindow(t, r)
	w.SetPadded(false)
	w.Resize(size)
	r.SetText(v, Head{Title: "A title", Line: "somewhere · today"}, Place{Pos: -1})
	for r.stop != nil { // the background's pass comes to its end
		(<-posted)()
	}
	return r, test.WidgetRenderer(r).(*renderer)
}

// paintNew runs the generators of the rows that have not been painted yet, as the driver would.
func (re *renderer) paintNew(painted map[*row]*shapedLine) {
	for _, o := range re.rows {
		if painted[o] == o.line {
			continue
		}
		painted[o] = o.line
		s := o.raster.Size()
		re.drawRow(o, int(s.Width), int(s.Height))
	}
}
