package reader

import (
	"sync/atomic"
	"time"
)

// batch is how many pieces are handed over at once.
const batch = 1500

// restFirst is how long the text rests before it is broken as a whole: the first picture comes first, and a
// window that is being resized is not broken at every step.
const restFirst = 200 * time.Millisecond

// background breaks the whole text elsewhere, so that the scroll bar becomes exact; what is in
// sight does not move.
func (r *Reader) background() {
	p := r.page
	if len(p.pieces) < 40 {
		for i := range p.pieces {
			p.linesOf(i)
		}
		return
	}
	stop := new(atomic.Bool)
	r.stop = stop
	gen := r.gen
	from := p.snapshot()
	go func() {
		time.Sleep(restFirst)
		b := &breaker{shaper: newShaper(from.faces.set(from.look.Serif))}
		for i := 0; i < len(from.pieces); i += batch {
			end := min(i+batch, len(from.pieces))
			out := make([][]textLine, end-i)
			var arena []textLine
			for k := i; k < end; k++ {
				if stop.Load() {
					return
				}
				m := from.metric(k)
				lines := b.breakLines(&from.pieces[k], m.width/m.size, m.tab/m.size)
				at := len(arena)
				arena = append(arena, lines...)
				out[k-i] = arena[at:len(arena):len(arena)]
			}
			last := end == len(from.pieces)
			r.o.Post(func() { r.settled(gen, i, out, last) })
		}
	}()
}

// snapshot returns what another goroutine needs to break the text.
func (p *page) snapshot() *page {
	return &page{pieces: p.pieces, look: p.look, faces: p.faces, average: p.average, column: p.column}
}

// settled takes over lines that were broken elsewhere for the layout gen.
func (r *Reader) settled(gen, from int, lines [][]textLine, last bool) {
	if gen != r.gen {
		return
	}
	p := r.page
	for k, l := range lines {
		if i := from + k; p.lines[i] == nil {
			p.settle(i, l, p.metric(i))
		}
	}
	if last {
		r.overall++
		r.stop = nil
		r.Refresh()
		if f := r.OnScroll; f != nil {
			f()
		}
	}
}

// endBackground gives up what is being broken.
func (r *Reader) endBackground() {
	if r.stop != nil {
		r.stop.Store(true)
		r.stop = nil
	}
}
