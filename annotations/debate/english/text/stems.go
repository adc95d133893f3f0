package text

import "parley/annotations/debate/stem"

// Stem returns the form in which the word of token i is compared by meaning, as [stem.Of] makes it. It is empty
// for signs and for words that say nothing about what a sentence is about.
func (d *Document) Stem(i int) string { return d.Word(i).stem }

// stemOf returns the stem of a word.
func stemOf(w *Word) string {
	if w.Flags&(IsWord|IsPoss) != IsWord || w.Flags&IsMark != 0 {
		return ""
	}
	return stem.Of(w.Lower, stem.Shape{Capital: w.Flags&IsCap != 0, Capitals: w.Flags&IsCaps != 0, Number: w.Flags&IsNumber != 0})
}
