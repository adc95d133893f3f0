package reader

// heights know where each piece of the text begins: from a piece to its place and back in
// logarithmic time (a Fenwick tree), while heights change.
type heights struct {
	each []float32
	tree []float64
}

func newHeights(each []float32) *heights {
	h := &heights{each: each, tree: make([]float64, len(each)+1)}
	for i, x := range each {
		h.tree[i+1] += float64(x)
		if j := i + 1 + (i+1)&-(i+1); j < len(h.tree) {
			h.tree[j] += h.tree[i+1]
		}
	}
	return h
}

// set changes the height of piece i.
func (h *heights) set(i int, to float32) {
	d := float64(to) - float64(h.each[i])
	if d == 0 {
		return
	}
	h.each[i] = to
	for k := i + 1; k < len(h.tree); k += k & -k {
		h.tree[k] += d
	}
}

// top returns where piece i begins; that of the piece after the last is the height of all.
func (h *heights) top(i int) float64 {
	var s float64
	for ; i > 0; i &= i - 1 {
		s += h.tree[i]
	}
	return s
}

// total returns the height of all pieces.
func (h *heights) total() float64 { return h.top(len(h.each)) }

// at returns the piece that y falls on, the last one for what is beyond the end.
func (h *heights) at(y float64) int {
	i, step := 0, 1
	for step<<1 < len(h.tree) {
		step <<= 1
	}
	for ; step > 0; step >>= 1 {
		if k := i + step; k < len(h.tree) && h.tree[k] <= y {
			i = k
			y -= h.tree[k]
		}
	}
	return min(i, max(len(h.each)-1, 0))
}
