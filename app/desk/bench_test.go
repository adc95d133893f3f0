package desk_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/annotations/article"
	"parley/app/desk"
)

func BenchmarkOpen(b *testing.B) {
	for _, size := range []int{5 << 10, 4 << 20} {
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			d := fresh(b)
			im, v := d.piped("Title\n\n" + strings.Repeat("Eighty letters of plain prose — with a dash — that are repeated over and over.\n\n", size/85))
			for i := range 50 {
				if _, err := d.Highlight(b.Context(), desk.HighlightDraft{Version: v, Range: article.Range{Start: i * 80, End: i*80 + 30}}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportAllocs()
			for b.Loop() {
				d.open(im.Article.ID)
			}
		})
	}
}

func BenchmarkHighlight(b *testing.B) {
	d := fresh(b)
	_, v := d.piped(prose)
	for b.Loop() {
		d.mark(v, "ferryman")
	}
}
