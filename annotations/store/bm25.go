package store

import (
	"encoding/binary"
	"math"
)

// The constants of BM25: how soon more of the same word counts no more, and how much the length of a text counts.
const (
	bm25K = 1.2
	bm25B = 0.75
)

// A bm25 computes scores of rows of one query.
type bm25 struct{ idf []float64 }

// score reads SQLite's matchinfo of the form 'pcnax' for a table of one column, of a row with so many terms: SQLite knows that number, but
// reads it from a table of its own, and that takes longer than all else.
func (o *bm25) score(info []byte, terms int) float64 {
	at := func(i int) float64 { return float64(binary.NativeEndian.Uint32(info[4*i:])) }
	if len(info) < 16 {
		return 0
	}
	phrases, rows := int(at(0)), at(2)
	average, length := math.Max(at(3), 1), float64(terms)
	if len(info) < 4*(4+3*phrases) {
		return 0
	}
	if o.idf == nil {
		for p := range phrases {
			in := at(4 + 3*p + 2)
			o.idf = append(o.idf, math.Max(math.Log((rows-in+0.5)/(in+0.5)), 1e-6))
		}
	}
	sum := 0.0
	norm := bm25K * (1 - bm25B + bm25B*length/average)
	for p, idf := range o.idf {
		n := at(4 + 3*p)
		sum += idf * n * (bm25K + 1) / (n + norm)
	}
	return sum
}
