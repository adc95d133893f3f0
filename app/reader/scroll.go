package reader

// scrollBy moves the view by dy, within the text.
func (p *page) scrollBy(dy float32) {
	if len(p.pieces) == 0 {
		return
	}
	p.off += dy
	for p.off < 0 && p.top > 0 {
		p.top--
		p.linesOf(p.top)
		p.off += p.h.each[p.top]
	}
	if p.top == 0 {
		p.off = max(p.off, 0)
	}
	for p.top < len(p.pieces)-1 {
		p.linesOf(p.top)
		if p.off < p.h.each[p.top] {
			break
		}
		p.off -= p.h.each[p.top]
		p.top++
	}
	p.keepEnd()
}

// endRoom is how much of the view is empty below the last line at the end, as a share of its height.
const endRoom = 0.25

// keepEnd holds the view where the text ends.
func (p *page) keepEnd() {
	y := -p.off
	for i := p.top; i < len(p.pieces); i++ {
		p.linesOf(i)
		if y += p.h.each[i]; y >= p.height*(1-endRoom) {
			return
		}
	}
	over := p.height*(1-endRoom) - y // the view is that much too far down
	p.off -= over
	for p.off < 0 && p.top > 0 {
		p.top--
		p.linesOf(p.top)
		p.off += p.h.each[p.top]
	}
	if p.top == 0 {
		p.off = max(p.off, 0)
	}
}

// scrollTo moves the view to a share of the text, from 0 to 1.
func (p *page) scrollTo(share float64) {
	if len(p.pieces) == 0 {
		return
	}
	y := share * p.limit()
	p.top = p.h.at(y)
	p.off = float32(y - p.h.top(p.top))
	p.linesOf(p.top)
	p.off = min(p.off, p.h.each[p.top])
	p.scrollBy(0)
}

// limit returns how far the view can be scrolled.
func (p *page) limit() float64 {
	if p.h == nil {
		return 0
	}
	return max(0, p.h.total()-float64(p.height)*(1-endRoom))
}

// share returns how far the view is scrolled, from 0 to 1.
func (p *page) share() float64 {
	if l := p.limit(); l > 0 {
		return min(1, (p.h.top(p.top)+float64(p.off))/l)
	}
	return 0
}
