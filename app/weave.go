package app

import (
	"strings"
	"unicode/utf8"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

// A woven is two versions as one text: the newer one, with what is no longer there in its place.
type woven struct {
	version *article.Version
	changes []weft // in the order of the text
}

// A weft is a part of a woven text that is not in both versions.
type weft struct {
	article.Range
	change anchor.Change
}

// weave makes one text of two versions by their difference.
func weave(old, now *article.Version, pieces []anchor.Piece) (woven, error) {
	w := &weaver{block: -1}
	for _, p := range pieces {
		switch p.Change {
		case anchor.Removed, anchor.Away:
			w.take(old, p.Old, &w.old, true, p.Change)
		default:
			w.goesOn = p.Change == anchor.Kept && w.gone && old.BlockAt(p.Old.Start) == w.block
			w.take(now, p.New, &w.now, false, p.Change)
			if p.Change == anchor.Kept {
				w.old = p.Old.End
			}
		}
	}
	w.end()
	v, err := article.NewVersion(w.text.String(), w.blocks, article.Meta{})
	return woven{v, w.changes}, err
}

// A weaver writes a woven text.
type weaver struct {
	text    strings.Builder
	pos     int // code points written
	old     int // how far the old text has been written
	now     int // and the new one
	blocks  []article.Block
	open    *article.Block
	block   int  // of the version that the open block is of
	gone    bool // that is the old one
	goesOn  bool // what comes next was in the open block of the old one
	changes []weft
}

// take writes a piece of a version, with the white space that is before it there.
func (w *weaver) take(v *article.Version, r article.Range, at *int, gone bool, change anchor.Change) {
	for r.Start < r.End { // block by block
		b := max(v.BlockAt(r.Start), 0)
		part := r
		if b+1 < len(v.Blocks()) {
			part.End = min(part.End, v.Blocks()[b+1].Start)
		}
		w.write(v, b, v.Trim(part), *at, gone, change)
		*at = part.End
		r.Start = part.End
	}
}

func (w *weaver) write(v *article.Version, b int, r article.Range, at int, gone bool, change anchor.Change) {
	if r.Empty() {
		return
	}
	before := v.Slice(article.Range{Start: min(at, r.Start), End: r.Start})
	fresh := w.open == nil || gone == w.gone && b != w.block || gone != w.gone && strings.Contains(before, "\n") && startsBlock(v, b, r.Start)
	if w.goesOn && w.open != nil {
		fresh, w.goesOn = false, false
	}
	switch {
	case fresh:
		w.end()
		if w.pos > 0 {
			w.put("\n\n")
		}
		of := article.Block{Kind: article.Paragraph}
		if len(v.Blocks()) > 0 {
			of = v.Blocks()[b]
		}
		of.Spans, of.Lead, of.Start = nil, 0, w.pos
		if of.Kind == article.Title && len(w.blocks) > 0 {
			of.Kind, of.Level = article.Heading, 1
		}
		w.open, w.block, w.gone = &of, b, gone
	case strings.TrimSpace(before) == "" && before != "" || w.gone && !gone || gone != w.gone && w.spaced(v, r):
		w.put(" ")
	default:
		w.put(before)
	}
	if !gone && w.gone { // a new block that began with what is gone goes on as itself
		w.block, w.gone = b, false
	}
	start := w.pos
	w.put(v.Slice(r))
	if change != anchor.Kept {
		w.changes = append(w.changes, weft{article.Range{Start: start, End: w.pos}, change})
	}
}

// startsBlock reports whether nothing of the block stands before pos.
func startsBlock(v *article.Version, b, pos int) bool {
	return len(v.Blocks()) > b && strings.TrimSpace(v.Slice(article.Range{Start: v.Blocks()[b].Start + v.Blocks()[b].Lead, End: pos})) == ""
}

// spaced reports whether a piece is to be kept apart from what was written last by a space.
func (w *weaver) spaced(v *article.Version, r article.Range) bool {
	return r.Start > 0 && strings.TrimSpace(v.Slice(article.Range{Start: r.Start - 1, End: r.Start})) == ""
}

func (w *weaver) put(s string) {
	w.text.WriteString(s)
	w.pos += utf8.RuneCountInString(s)
}

// end closes the open block.
func (w *weaver) end() {
	if w.open != nil && w.pos > w.open.Start {
		w.open.End = w.pos
		w.blocks = append(w.blocks, *w.open)
	}
	w.open = nil
}
