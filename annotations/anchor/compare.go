package anchor

import (
	"context"

	"parley/annotations/article"
)

// A Change says what became of a piece of a text between two versions.
type Change uint8

// What can become of a piece.
const (
	Kept    Change = iota
	Removed        // it stands only in the old text
	Added          // it stands only in the new one
	Away           // it has moved; this is where it stood in the old text
	Here           // it has moved; this is where it stands in the new one
)

// A Piece is a part of the difference of two versions: words that follow each other and have one fate.
type Piece struct {
	Change Change
	Old    article.Range // empty for Added
	New    article.Range // empty for Removed and Away
}

// Compare returns the difference of two versions: the pieces of the new text in their order, and between them those of the old one
// that are no longer there, at the place where they stood. Pieces hold whole words; white space, and marks of Markdown, are between
// pieces and within them. What differs only in signs, such as kinds of quotation marks, is Kept. The error is ctx's.
func Compare(ctx context.Context, old, now *article.Version) ([]Piece, error) {
	a, err := align(ctx, tokenise(old.Text()), tokenise(now.Text()))
	if err != nil {
		return nil, err
	}
	c := &comparison{alignment: a}
	for j, from := range a.from {
		switch {
		case from < 0:
			c.leave(len(a.old.all))
			c.put(Added, -1, j)
		case a.moved[from]:
			c.leave(len(a.old.all))
			c.put(Here, int(from), j)
		default:
			for c.i < int(from) {
				c.drop()
			}
			c.i++
			c.put(Kept, int(from), j)
		}
	}
	for c.i < len(a.old.all) {
		c.drop()
	}
	return c.pieces, nil
}

// A comparison walks along both texts.
type comparison struct {
	*alignment
	i      int // the next token of the old text
	pieces []Piece
}

// leave drops the tokens of the old text up to the next that stays in its place.
func (c *comparison) leave(limit int) {
	for c.i < limit && (c.to[c.i] < 0 || c.moved[c.i]) {
		c.drop()
	}
}

// drop puts down the next token of the old text as one that is no longer there.
func (c *comparison) drop() {
	switch {
	case c.to[c.i] < 0:
		c.put(Removed, c.i, -1)
	case c.moved[c.i]:
		c.put(Away, c.i, -1)
	}
	c.i++
}

// put adds a token to the last piece, if that has the same fate and ends before it, or begins another.
func (c *comparison) put(what Change, i, j int) {
	p := Piece{Change: what}
	if i >= 0 {
		p.Old = article.Range{Start: int(c.old.all[i].start), End: int(c.old.all[i].end)}
	}
	if j >= 0 {
		p.New = article.Range{Start: int(c.new.all[j].start), End: int(c.new.all[j].end)}
	}
	if n := len(c.pieces); n > 0 && c.pieces[n-1].Change == what && c.follows(what, n-1, i) {
		last := &c.pieces[n-1]
		if i >= 0 {
			last.Old.End = p.Old.End
		}
		if j >= 0 {
			last.New.End = p.New.End
		}
		return
	}
	c.pieces = append(c.pieces, p)
}

// follows reports whether token i of the old text comes next after piece n.
func (c *comparison) follows(what Change, n, i int) bool {
	return what == Added || i > 0 && int(c.old.all[i-1].end) == c.pieces[n].Old.End
}
