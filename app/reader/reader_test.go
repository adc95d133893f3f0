package reader

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotations/article"
)

const talk = "# Talks\n\nThe envoy said that two questions were open. Nobody answered him on that day, or on the next one.\n\nA second paragraph, which is short."

// find returns the place of words in a version.
func find(t testing.TB, v *article.Version, words string) article.Range {
	t.Helper()
	i := strings.Index(v.Text(), words)
	if i < 0 {
		t.Fatalf("no %q", words)
	}
	return article.Range{Start: v.Pos(i), End: v.Pos(i + len(words))}
}

// spotOf returns the middle of the first character of words, in the widget.
func spotOf(t testing.TB, r *Reader, words string) fyne.Position {
	t.Helper()
	x := find(t, r.page.v, words)
	x.End = x.Start + 1
	at, size, ok := r.RectOf(x)
	if !ok {
		t.Fatalf("%q is out of sight", words)
	}
	return fyne.NewPos(at.X+size.Width*0.3, at.Y+size.Height/2)
}

func press(r *Reader, at fyne.Position, m fyne.KeyModifier) {
	r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary, Modifier: m})
}

func release(r *Reader, at fyne.Position) {
	r.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
}

// click clicks so long after the last click that it counts as a first one.
func click(r *Reader, at fyne.Position) {
	r.lastClick = time.Time{}
	press(r, at, 0)
	release(r, at)
}

func TestDragSelects(t *testing.T) {
	v := version(t, talk)
	r, _ := open(t, v, fyne.NewSize(800, 600))
	var told []article.Range
	r.OnSelect = func(x article.Range) { told = append(told, x) }
	press(r, spotOf(t, r, "envoy"), 0)
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: spotOf(t, r, " that two")}})
	if !r.Selecting() {
		t.Error("not selecting while the pointer drags")
	}
	release(r, spotOf(t, r, " that two"))
	want := find(t, v, "envoy said")
	if got := r.Selection(); got != want || r.Selecting() {
		t.Errorf("selection = %v (%q), want %v", got, v.Slice(got), want)
	}
	if n := len(told); n == 0 || told[n-1] != want {
		t.Errorf("told %v", told)
	}
	r.lastClick = time.Time{}
	press(r, spotOf(t, r, "answered"), fyne.KeyModifierShift)
	release(r, spotOf(t, r, "answered"))
	if got := v.Slice(r.Selection()); got != "envoy said that two questions were open. Nobody " {
		t.Errorf("Shift+click selects %q", got)
	}
}

func TestClicksSelectWordsAndParagraphs(t *testing.T) {
	v := version(t, strings.Replace(talk, "envoy", "envoy’s", 1))
	r, _ := open(t, v, fyne.NewSize(800, 600))
	at := spotOf(t, r, "nvoy’s")
	click(r, at)
	if !r.Selection().Empty() {
		t.Error("one click selects")
	}
	press(r, at, 0)
	release(r, at)
	if got := v.Slice(r.Selection()); got != "envoy’s" {
		t.Errorf("two clicks select %q", got)
	}
	press(r, at, 0)
	release(r, at)
	if got := v.Slice(r.Selection()); !strings.HasPrefix(got, "The envoy’s said") || !strings.HasSuffix(got, "next one.") {
		t.Errorf("three clicks select %q", got)
	}
}

func TestClicksGoThroughOverlappingMarks(t *testing.T) {
	v := version(t, talk)
	r, _ := open(t, v, fyne.NewSize(800, 600))
	long, short := article.ID{1}, article.ID{2}
	r.SetMarks([]Mark{{ID: short, Range: find(t, v, "two questions")}, {ID: long, Range: find(t, v, "said that two questions were")}})
	var told []article.ID
	r.OnMark = func(id article.ID) { told = append(told, id) }
	at := spotOf(t, r, "questions")
	for range 3 {
		click(r, at)
	}
	click(r, spotOf(t, r, "Nobody"))
	if want := []article.ID{short, long, short, {}}; len(told) != 4 || told[0] != want[0] || told[1] != want[1] || told[2] != want[2] || told[3] != want[3] {
		t.Errorf("clicks tell %v, want %v", told, want)
	}
}

func TestLinkOpensOnClickOnly(t *testing.T) {
	v, err := article.NewVersion("See the report, please.", []article.Block{{
		Range: article.Range{End: 23}, Spans: []article.Span{{Range: article.Range{Start: 8, End: 14}, Link: "https://example.org/r"}},
	}}, article.Meta{})
	if err != nil {
		t.Fatal(err)
	}
	r, _ := open(t, v, fyne.NewSize(800, 600))
	var opened []string
	r.OnLink = func(s string) { opened = append(opened, s) }
	at := spotOf(t, r, "report")
	r.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if r.Cursor() != desktop.PointerCursor || len(opened) != 0 {
		t.Errorf("over a link: cursor %v, opened %v", r.Cursor(), opened)
	}
	click(r, at)
	click(r, spotOf(t, r, "please"))
	if len(opened) != 1 || opened[0] != "https://example.org/r" {
		t.Errorf("opened %v", opened)
	}
}

func TestOnlyNewRowsArePainted(t *testing.T) {
	v := version(t, book(300_000))
	r, re := open(t, v, fyne.NewSize(900, 800))
	painted := map[*row]*shapedLine{}
	re.paintNew(painted)
	count := func(do func()) int {
		before := re.drawn
		do()
		re.paintNew(painted)
		return re.drawn - before
	}
	if n := count(func() { r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -10)}) }); n > 3 {
		t.Errorf("a wheel step of one line paints %d rows", n)
	}
	marks := someMarks(v, 10_000)
	if n := count(func() { r.SetMarks(marks) }); n != 0 {
		t.Errorf("marks paint %d rows anew", n)
	}
	if n := count(func() { r.Select(article.Range{Start: 10, End: 500}) }); n != 0 {
		t.Errorf("a selection paints %d rows anew", n)
	}
	l := r.page.look
	l.Palette = Dark()
	if n := count(func() { r.SetLook(l) }); n < 10 {
		t.Errorf("another palette paints only %d rows anew", n)
	}
}

func TestAnotherWidthMeasuresNothing(t *testing.T) {
	v := version(t, only(book(200_000), false))
	r, _ := open(t, v, fyne.NewSize(900, 800))
	for i := range r.page.pieces {
		r.page.lines[i] = nil
		r.page.linesOf(i)
	}
	asked := r.page.break1.asked
	l := r.page.look
	l.Size, l.Column = 23, 55
	r.SetLook(l)
	for i := range r.page.pieces {
		r.page.linesOf(i)
	}
	if n := r.page.break1.asked - asked; n > 0 {
		t.Errorf("another width and size measured %d words again", n)
	}
}

func TestMarksOutOfSightCostNothing(t *testing.T) {
	v := version(t, book(500_000))
	r, re := open(t, v, fyne.NewSize(900, 800))
	bare := re.used
	var far []Mark
	for _, m := range someMarks(v, 10_000) {
		if m.Range.Start > v.Len()/2 {
			far = append(far, m)
		}
	}
	r.SetMarks(far)
	if re.used != bare {
		t.Errorf("%d rectangles for marks out of sight", re.used-bare)
	}
}

func TestHostileTextsOpenAndScroll(t *testing.T) {
	tests := map[string]string{
		"one line of 5 MB":     strings.Repeat("words and words ", 5<<20/16),
		"one word of 1 MB":     strings.Repeat("x", 1<<20),
		"accents":              "e" + strings.Repeat("\u0301", 5000),
		"controls":             strings.Repeat("a\u0001\u0002\u200b\u200f ", 5000),
		"unbalanced direction": strings.Repeat("\u202e(אב [12 ab\u2066 ", 3000),
		"short paragraphs":     strings.Repeat("a\n\n", 100_000) + "b",
		"Arabic without space": strings.Repeat("مرحبا", 20_000),
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			v := version(t, text)
			test := New(Options{Fonts: Parse(testFonts()), Post: func(func()) {}})
			test.page.width, test.page.height = 700, 600
			test.SetText(v, Head{Title: "t"}, Place{Pos: -1})
			defer test.endBackground()
			for i := range 30 {
				test.Page(1)
				if i%7 == 0 {
					test.GoTo(Place{Pos: v.Len() / 30 * i})
				}
				for _, s := range test.page.inSight(nil) {
					test.page.line(s.piece, s.line)
				}
			}
			test.Bottom()
			if n := test.page.broken; n > 3000 {
				t.Errorf("%d pieces were broken to see 30 pages", n)
			}
		})
	}
}

func TestCaretWalks(t *testing.T) {
	v := version(t, talk)
	r, _ := open(t, v, fyne.NewSize(800, 600))
	r.SetCaret(true)
	x := find(t, v, "The envoy")
	r.moveCaret(x.Start, false)
	step := func(k fyne.KeyName, shift, word bool) string {
		if !r.moveByKey(k, shift, word) {
			t.Fatalf("%s does nothing", k)
		}
		return v.Slice(r.Selection())
	}
	if step(fyne.KeyRight, true, false) != "T" || step(fyne.KeyRight, true, true) != "The" || step(fyne.KeyRight, true, true) != "The envoy" {
		t.Errorf("selection = %q", v.Slice(r.Selection()))
	}
	if got := step(fyne.KeyDown, true, true); got != "The envoy said that two questions were open." {
		t.Errorf("a sentence: %q", got)
	}
	if got := step(fyne.KeyLeft, true, true); got != "The envoy said that two questions were " {
		t.Errorf("a word back: %q", got)
	}
	r.moveCaret(x.Start, false)
	for range 500 { // over blocks to the end
		r.moveByKey(fyne.KeyRight, false, false)
	}
	if r.Caret() != v.Len() {
		t.Errorf("the caret stops at %d of %d", r.Caret(), v.Len())
	}
	for range 500 {
		r.moveByKey(fyne.KeyLeft, false, false)
	}
	if r.Caret() != 0 {
		t.Errorf("the caret stops at %d on the way back", r.Caret())
	}
	was := r.Caret()
	step(fyne.KeyDown, false, false)
	if r.Caret() <= was {
		t.Error("Down does not move the caret")
	}
}

func TestRevealFlashesAndFades(t *testing.T) {
	v := version(t, book(100_000))
	r, re := open(t, v, fyne.NewSize(800, 600))
	x := article.Range{Start: v.Len() / 2, End: v.Len()/2 + 40}
	r.Reveal(x)
	if s := r.InSight(); !s.Overlaps(x) {
		t.Errorf("%v is not in sight (%v)", x, s)
	}
	r.flash, r.flashing = x, 1
	r.Refresh()
	lit := re.used
	r.flash, r.flashing = article.Range{}, 0
	r.Refresh()
	if re.used >= lit {
		t.Errorf("%d rectangles with the flash, %d without", lit, re.used)
	}
}

func TestReshapingMovesBothEnds(t *testing.T) {
	v := version(t, talk)
	r, _ := open(t, v, fyne.NewSize(800, 600))
	r.Select(find(t, v, "envoy said"))
	r.Reshaping = true
	r.o.Modifiers = func() fyne.KeyModifier { return fyne.KeyModifierShift }
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if got := v.Slice(r.Selection()); got != "envoy sai" {
		t.Errorf("Shift+Left leaves %q", got)
	}
	r.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift})
	if got := v.Slice(r.Selection()); got != "nvoy sai" {
		t.Errorf("Ctrl+Shift+Right leaves %q", got)
	}
}

func TestDownPassesTheLinesBetweenTitleAndText(t *testing.T) {
	v := version(t, "A title\n\nThe first paragraph is long enough to be one.\n\nThe second paragraph ends the text with its own words.\n")
	r, _ := open(t, v, fyne.NewSize(900, 700))
	r.SetText(v, Head{Title: "A title", Line: "Outlet · 4 min"}, Place{Pos: -1})
	r.Select(article.Range{Start: 0, End: 1})
	at := r.lineStep(1, 1)
	if at >= v.Len() || at <= 1 {
		t.Errorf("below the title is %d of %d", at, v.Len())
	}
	if up := r.lineStep(at, -1); up >= at {
		t.Errorf("above %d is %d", at, up)
	}
}
