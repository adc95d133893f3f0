package reader

import (
	"math/rand"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// medians runs step and reports the median of what it took, until the generators of all new rows have run.
func medians(b *testing.B, re *renderer, step func(i int)) {
	b.Helper()
	painted := map[*row]*shapedLine{}
	re.paintNew(painted)
	var took []time.Duration
	i := 0
	for b.Loop() {
		t := time.Now()
		step(i)
		re.paintNew(painted)
		took = append(took, time.Since(t))
		i++
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms-p95")
}

func openBook(b *testing.B) (*Reader, *renderer) {
	v := version(b, book(4<<20))
	r, re := open(b, v, fyne.NewSize(1000, 900))
	r.SetMarks(someMarks(v, 10_000))
	return r, re
}

func BenchmarkWheelStep(b *testing.B) {
	r, re := openBook(b)
	medians(b, re, func(i int) {
		dy := float32(-25)
		if i/2000%2 == 1 {
			dy = 25
		}
		r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)})
	})
}

func BenchmarkPageTurn(b *testing.B) {
	r, re := openBook(b)
	medians(b, re, func(i int) {
		if i/1000%2 == 0 {
			r.Page(1)
		} else {
			r.Page(-1)
		}
	})
}

func BenchmarkRandomJump(b *testing.B) {
	r, re := openBook(b)
	random := rand.New(rand.NewSource(2))
	medians(b, re, func(int) { r.GoTo(Place{Pos: random.Intn(r.page.v.Len())}) })
}

func BenchmarkDragSelection(b *testing.B) {
	r, re := openBook(b)
	r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(250, 200)}, Button: desktop.MouseButtonPrimary})
	medians(b, re, func(i int) {
		r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(250+float32(i%500), 220+float32(i/7%600))}})
	})
}

func BenchmarkPaintLine(b *testing.B) {
	r, re := openBook(b)
	var o *row
	for _, o = range re.rows {
		if o.line.width > 25 {
			break
		}
	}
	s := o.raster.Size()
	_ = r
	for b.Loop() {
		re.drawRow(o, int(s.Width), int(s.Height))
	}
}

func benchmarkBreak(b *testing.B, text string, warm bool) {
	v := version(b, text)
	f, err := parseFonts(testFonts())
	if err != nil {
		b.Fatal(err)
	}
	ps := pieces(v, Head{})
	b.SetBytes(int64(len(text)))
	brk := &breaker{shaper: newShaper(f.set(true))}
	all := func() {
		for i := range ps {
			brk.breakLines(&ps[i], 34, 3)
		}
	}
	if warm {
		all()
	}
	for b.Loop() {
		if !warm {
			brk = &breaker{shaper: newShaper(f.set(true))}
		}
		all()
	}
}

// only keeps the paragraphs of a book that hold, or do not hold, Chinese.
func only(text string, han bool) string {
	var out []string
	for _, p := range strings.Split(text, "\n\n") {
		if strings.Contains(p, "。") == han {
			out = append(out, p)
		}
	}
	return strings.Join(out, "\n\n")
}

func BenchmarkBreakLatinCold(b *testing.B) { benchmarkBreak(b, only(book(4<<20), false), false) }
func BenchmarkBreakLatinWarm(b *testing.B) { benchmarkBreak(b, only(book(4<<20), false), true) }
func BenchmarkBreakOtherCold(b *testing.B) {
	s := only(book(4<<20), true)
	benchmarkBreak(b, strings.Repeat(s+"\n\n", 4<<20/len(s)), false)
}

func BenchmarkBreakOtherWarm(b *testing.B) {
	s := only(book(4<<20), true)
	benchmarkBreak(b, strings.Repeat(s+"\n\n", 4<<20/len(s)), true)
}

func benchmarkOpen(b *testing.B, size int) {
	v := version(b, book(size))
	r, re := open(b, v, fyne.NewSize(1000, 900))
	medians(b, re, func(int) {
		r.SetText(v, Head{Title: "T"}, Place{Pos: -1})
		r.endBackground()
	})
}

func BenchmarkOpenArticle(b *testing.B) { benchmarkOpen(b, 5<<10) }
func BenchmarkOpenBook(b *testing.B)    { benchmarkOpen(b, 4<<20) }

// TestHeapStaysLevel turns ten thousand pages and compares the heap with that after the first thousand.
func TestHeapStaysLevel(t *testing.T) {
	if testing.Short() {
		t.Skip("turns ten thousand pages")
	}
	v := version(t, book(4<<20))
	r, re := open(t, v, fyne.NewSize(900, 800))
	painted := map[*row]*shapedLine{}
	heap := func() uint64 {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	var early uint64
	random := rand.New(rand.NewSource(5))
	for i := range 10_000 {
		if i%100 == 0 {
			r.GoTo(Place{Pos: random.Intn(v.Len())})
		}
		r.Page(1)
		re.paintNew(painted)
		clear(painted)
		if i == 1000 {
			early = heap()
		}
	}
	if late := heap(); float64(late) > 1.05*float64(early) {
		t.Errorf("heap is %d bytes after 10,000 pages and was %d after 1,000", late, early)
	}
}
