package store_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/annotations"
	"parley/annotations/article"
)

func BenchmarkVersion(b *testing.B) {
	for _, size := range []int{5 << 10, 4 << 20} {
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			s := fresh(b)
			a, _ := addArticle(b, s, "Title\n\n"+strings.Repeat("Eighty letters of plain prose — with a dash — that are repeated over and over.\n\n", size/85))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := s.Version(b.Context(), a.ID, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkChange(b *testing.B) {
	s := fresh(b)
	_, v := addArticle(b, s, "Title\n\nThe words of the article.\n")
	for b.Loop() {
		change(b, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 7, End: 10})}})
	}
}

func BenchmarkEntries(b *testing.B) {
	s := fresh(b)
	for i := range 5000 {
		_, v := addArticle(b, s, fmt.Sprintf("Title %d\n\nThe words of the article.\n", i))
		if i%10 == 0 {
			change(b, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 0, End: 5})}})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if es, err := s.Entries(b.Context(), 0); err != nil || len(es) != 5000 {
			b.Fatal(len(es), err)
		}
	}
}
