package desk_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/store"
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

// BenchmarkDebate has a library of two thousand actors, three hundred disputes and five thousand decisions.
func BenchmarkDebate(b *testing.B) {
	s := fresh(b)
	ctx := b.Context()
	_, v := s.piped(strings.Repeat(talks+"\n", 7))
	e := debate.Edits{}
	for i := range 2000 {
		id := options().NewID()
		e.Actors = append(e.Actors, debate.Edit[debate.Actor]{To: debate.Status[debate.Actor]{Is: debate.Actor{
			ID: id, Name: fmt.Sprintf("Nils No%dson", i), Kind: debate.Person, Aliases: []debate.Alias{{Name: fmt.Sprintf("No%dson", i)}},
		}}})
		if i < 300 {
			e.Disputes = append(e.Disputes, debate.Edit[debate.Dispute]{To: debate.Status[debate.Dispute]{Is: debate.Dispute{ID: options().NewID(), Title: fmt.Sprintf("Who owns No%dson?", i)}}})
		}
	}
	for i := range 5000 {
		e.Decisions = append(e.Decisions, debate.DecisionEdit{To: debate.Decision{Key: debate.ActorKey(fmt.Sprint("nils ", i)), Verdict: debate.Confirmed, Target: e.Actors[i%2000].To.Is.ID}})
	}
	shelf, err := store.Open(ctx, s.path, store.Options{})
	s.must(err)
	defer shelf.Close()
	s.must(shelf.Change(ctx, annotations.Edits{}, e, options().Now()))
	a, err := s.Analysis(ctx, v)
	s.must(err)
	b.Run("same", func(b *testing.B) {
		for b.Loop() {
			_, err := s.Debate(ctx, v, a)
			s.must(err)
		}
	})
	b.Run("changed", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			s.must(s.DescribeActor(ctx, desk.ActorRef{ID: e.Actors[0].To.Is.ID}, described(debate.Person, fmt.Sprint(i), "")))
			_, err := s.Debate(ctx, v, a)
			s.must(err)
		}
	})
}
