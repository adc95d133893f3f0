package app

import (
	"parley/annotations/article"
)

// A shaping is the moving of a mark's ends. The mark's passage is the selection meanwhile, which keys extend and shrink.
type shaping struct {
	on  origin
	id  article.ID
	was article.Range
	now article.Range // as the keys have made it
}

// shape makes a mark's passage the selection, whose ends the keys move.
func (b *markBar) shape(id article.ID, r article.Range) {
	b.endShaping()
	b.w.reader.Select(r)
	b.w.reader.Reshaping = true
	b.shaping = &shaping{b.w.here(), id, r, r}
	b.buttons()
	b.update()
}

// selected is told that the selection is another. Keys move the ends of the mark that is being shaped; whatever else changes the
// selection is about another passage, and ends that.
func (b *markBar) selected() {
	if s := b.shaping; s != nil {
		if r := b.w.reader.Selection(); b.w.reader.Reshaping && !r.Empty() {
			s.now = r
		} else {
			b.saveShape()
			b.buttons()
		}
	}
	b.update()
}

// endShaping saves the new ends of the mark, whose passage is then the selection no longer.
func (b *markBar) endShaping() {
	s, w := b.shaping, b.w
	if s == nil {
		return
	}
	b.saveShape()
	w.reader.Select(article.Range{})
	b.buttons()
	b.update()
	if w.at(s.on) {
		w.focusMark(s.id)
	}
}

// saveShape saves the new ends of the mark on the version that they were moved in.
func (b *markBar) saveShape() {
	s, w := b.shaping, b.w
	b.shaping = nil
	w.reader.Reshaping = false
	if s.now == s.was {
		return
	}
	w.change(func() error { return w.desk.Reshape(w.ctx, s.id, s.on.version, s.now) })
}
