package reader

import (
	"math/rand"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"github.com/go-text/typesetting/segmenter"

	"parley/annotations/article"
)

const scripts = "The “final – 10 metres”, it’s said (twice). Женева – місто. Ελλάδα. 和平谈判仍在继续，双方（代表）说。ひらがな・カタカナー。 " +
	"مرحبا بالعالم 123 abc. שלום (עולם) x. हिन्दी ภาษาไทย e\u0301 \U0001F468\u200d\U0001F469\u200d\U0001F467 https://example.org/a-b?c=d"

func FuzzWordsNeverBreakWrongly(f *testing.F) {
	f.Add(scripts)
	f.Add("a-b - c – d—e “x” ( y ) 3-4 $5 50% a/b …z ‘q’ «w»")
	f.Add("他说：“停火”（草案）。第3条A款 とーも、々々")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || !simple(s) || s == "" {
			t.Skip()
		}
		var seg segmenter.Segmenter
		runes := []rune(strings.ReplaceAll(s, "\n", " "))
		seg.Init(runes)
		allowed := map[int]bool{}
		at := 0
		for it := seg.LineIterator(); it.Next(); {
			for _, r := range it.Line().Text {
				at += utf8.RuneLen(r)
			}
			allowed[at] = true
		}
		end := 0
		words(s, func(start, e, next int) {
			if start < end || e < start || next < e || next > len(s) {
				t.Fatalf("words(%q) gives %d, %d, %d after %d", s, start, e, next, end)
			}
			if strings.TrimSpace(s[end:start]) != "" || strings.TrimSpace(s[e:next]) != "" {
				t.Fatalf("words(%q) leaves out %q or %q", s, s[end:start], s[e:next])
			}
			if next < len(s) && !allowed[next] {
				t.Errorf("words(%q) lets a line end after %q", s, s[:next])
			}
			end = next
		})
	})
}

func breakerFor(t testing.TB) *breaker {
	t.Helper()
	f, err := parseFonts(testFonts())
	if err != nil {
		t.Fatal(err)
	}
	return &breaker{shaper: newShaper(f.set(true))}
}

func FuzzLinesCoverTheText(f *testing.F) {
	b := breakerFor(f)
	f.Add(scripts, uint8(20))
	f.Add(strings.Repeat("x", 500), uint8(3))
	f.Add("a\tb\n\nc", uint8(10))
	f.Fuzz(func(t *testing.T, s string, width uint8) {
		if !utf8.ValidString(s) || strings.TrimSpace(s) == "" || len(s) > 2000 {
			t.Skip()
		}
		n := utf8.RuneCountInString(s)
		v, err := article.NewVersion(s, []article.Block{{Range: article.Range{End: n}}}, article.Meta{})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pieces(v, Head{}) {
			end := uint32(0)
			lines := b.breakLines(&p, float32(width%60)+1, 3)
			for _, l := range append([]textLine(nil), lines...) {
				if l.start < end || l.end < l.start || int(l.end) > len(p.text) {
					t.Fatalf("lines of %q: %v", p.text, lines)
				}
				if gap := p.text[end:l.start]; strings.TrimSpace(gap) != "" {
					t.Fatalf("lines of %q leave out %q", p.text, gap)
				}
				end = l.end
				shaped := b.line(&p, l.start, l.end, 0)
				at := l.start
				for _, c := range shaped.cells {
					if c.start != at || c.end <= c.start {
						t.Fatalf("cells of %q: %v", p.text[l.start:l.end], shaped.cells)
					}
					at = c.end
				}
				if at != l.end {
					t.Fatalf("cells of %q end at %d", p.text[l.start:l.end], at-l.start)
				}
			}
			if strings.TrimSpace(p.text[end:]) != "" {
				t.Fatalf("lines of %q end at %d", p.text, end)
			}
		}
	})
}

func TestPiecesCoverTheText(t *testing.T) {
	for _, s := range []string{strings.Repeat("word ", 20_000), strings.Repeat("漢", 30_000), strings.Repeat("e\u0301", 30_000), strings.Repeat("x", 100_000)} {
		v := version(t, s)
		at := 0
		for _, p := range pieces(v, Head{}) {
			if p.base != at || len(p.text) == 0 || len(p.text) > pieceMost || !utf8.ValidString(p.text) {
				t.Fatalf("a piece of %d bytes begins at %d, want %d", len(p.text), p.base, at)
			}
			if r, _ := utf8.DecodeRuneInString(p.text); unicode.Is(unicode.M, r) {
				t.Fatalf("a piece begins with an accent")
			}
			at += len(p.text)
		}
		if at != len(s) {
			t.Errorf("pieces end at %d of %d", at, len(s))
		}
	}
}

// TestWordsAddUp compares the sum of the words' widths with the width of the shaped line.
func TestWordsAddUp(t *testing.T) {
	const text = "The delegates of both sides met, and “agreed” on Tuesday – after years of war; Женева, Ελλάδα."
	b := breakerFor(t)
	for _, st := range []style{0, styleItalic, styleBold, styleItalic | styleBold, styleSans, styleSans | styleBold, styleMono} {
		p := piece{text: text, first: true, last: true, spans: []span{{0, uint32(len(text)), st, ""}}}
		var sum float32
		b.p, b.text = &p, p.text
		words(text, func(s, e, next int) {
			sum += b.measure(uint32(s), uint32(e), 0) + float32(next-e)*b.width(" ", st)
		})
		got := b.line(&p, 0, uint32(len(text)), 0).width
		if d := got - sum; d > 0.02 || d < -0.02 {
			t.Errorf("style %d: the line is %v wide, its words %v", st, got, sum)
		}
	}
}

func TestHitFindsTheCaret(t *testing.T) {
	b := breakerFor(t)
	for _, s := range []string{"plain words, fi ligature office", "漢字かな", "e\u0301a\u0308 \U0001F468\u200d\U0001F469\u200d\U0001F467 x", "שלום עולם", "مرحبا"} {
		p := piece{text: s, first: true, last: true, rtl: isRTL(s)}
		l := b.line(&p, 0, uint32(len(s)), 0)
		for _, c := range l.cells {
			if got, _ := l.hit(l.caretX(c.start), textLine{0, uint32(len(s))}); got != c.start {
				t.Errorf("%q: the caret before byte %d is hit as %d", s, c.start, got)
			}
			if _, over := l.hit((c.x0+c.x1)/2, textLine{0, uint32(len(s))}); over != int(c.start) {
				t.Errorf("%q: the middle of byte %d is over %d", s, c.start, over)
			}
		}
	}
}

func TestHeights(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	each := make([]float32, 1000)
	for i := range each {
		each[i] = float32(r.Intn(50) + 1)
	}
	h := newHeights(each)
	for range 2000 {
		h.set(r.Intn(len(each)), float32(r.Intn(90)+1))
		i := r.Intn(len(each))
		var want float64
		for _, x := range each[:i] {
			want += float64(x)
		}
		if got := h.top(i); got != want {
			t.Fatalf("top(%d) = %v, want %v", i, got, want)
		}
		if got := h.at(want + float64(each[i])/2); got != i {
			t.Fatalf("at(middle of %d) = %d", i, got)
		}
	}
}

// TestPlaceSurvivesEveryLook changes width, size and spacing at random and goes back.
func TestPlaceSurvivesEveryLook(t *testing.T) {
	v := version(t, book(200_000))
	r, _ := open(t, v, fyne.NewSize(900, 700))
	random := rand.New(rand.NewSource(3))
	for range 25 {
		first := r.page.look
		r.page.width, r.page.height = 900, 700
		r.relayout(Place{Pos: random.Intn(v.Len()), Frac: random.Float64()})
		at := r.Place()
		r.page.width = 300 + 900*random.Float32()
		l := first
		l.Size, l.LineHeight, l.Justify = 12+20*random.Float32(), 1.2+random.Float32(), random.Intn(2) == 0
		r.page.setFaces(l)
		r.relayout(at)
		if seen := r.InSight(); at.Pos >= 0 && (at.Pos < seen.Start || at.Pos > seen.End) {
			t.Fatalf("%d is out of sight (%v) after the look changed", at.Pos, seen)
		}
		r.page.width = 900
		r.page.setFaces(first)
		r.relayout(at)
		if back := r.Place(); back.Pos != at.Pos || back.Frac-at.Frac > 0.02 || at.Frac-back.Frac > 0.02 {
			t.Fatalf("came back to %+v, was at %+v", back, at)
		}
	}
}

func TestContrast(t *testing.T) {
	for name, p := range map[string]Palette{"paper": Paper(), "sepia": Sepia(), "dark": Dark()} {
		if c := contrast(p.Ink, p.Background); c < 7 {
			t.Errorf("%s: ink on background %.1f", name, c)
		}
		if c := contrast(p.Faint, p.Background); c < 4.5 {
			t.Errorf("%s: faint on background %.1f", name, c)
		}
		for i, m := range p.Marks {
			if c := contrast(p.Ink, Over(m, p.Background)); c < 7 {
				t.Errorf("%s: ink on mark %d %.1f", name, i+1, c)
			}
		}
	}
}
