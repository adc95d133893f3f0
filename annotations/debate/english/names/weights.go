package names

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// A label is none, or the beginning or inside of a name of a kind.
type label = uint8

const (
	kinds  = 5
	labels = 1 + 2*kinds // outside; then for each kind "begins" and "inside"
	forms  = 8           // groups of words by their look, for the change from label to label

	rowBits = 18
	rows    = 1 << rowBits
)

// kindOf returns the kind a label speaks of.
func kindOf(l label) Kind { return Kind((l + 1) / 2) }

// inside reports whether a label goes on with a name.
func inside(l label) bool { return l > 0 && l%2 == 0 }

// weights says for every feature how much it speaks for each label. Features are hashed to rows.
type weights struct {
	rows  [][labels]int16
	moves [forms][labels][labels]int16 // from one label to the next, by the look of the next word
}

// weightsMagic begins a file of weights.
const weightsMagic = "PNW1"

// encode writes the rows that are not empty: the gap before each, which labels have a
// weight, and those weights.
func (w *weights) encode() []byte {
	out := []byte(weightsMagic)
	out = append(out, labels, rowBits)
	for f := range w.moves {
		for a := range w.moves[f] {
			for b := range w.moves[f][a] {
				out = binary.LittleEndian.AppendUint16(out, uint16(w.moves[f][a][b]))
			}
		}
	}
	gap := uint64(0)
	for i := range w.rows {
		mask := uint64(0)
		for l, x := range w.rows[i] {
			if x != 0 {
				mask |= 1 << l
			}
		}
		if mask == 0 {
			gap++
			continue
		}
		out = binary.AppendUvarint(out, gap)
		out = binary.AppendUvarint(out, mask)
		for _, x := range w.rows[i] {
			if x != 0 {
				out = append(out, byte(code(x)))
			}
		}
		gap = 0
	}
	return out
}

// errWeights is returned for bytes that are not weights.
var errWeights = errors.New("read weights of names: they are damaged")

// decodeWeights reads what encode wrote.
func decodeWeights(b []byte) (*weights, error) {
	if len(b) < 6 || string(b[:4]) != weightsMagic || b[4] != labels || b[5] != rowBits {
		return nil, errWeights
	}
	b = b[6:]
	if len(b) < 2*forms*labels*labels {
		return nil, errWeights
	}
	w := &weights{rows: make([][labels]int16, rows)}
	for f := range w.moves {
		for a := range w.moves[f] {
			for c := range w.moves[f][a] {
				w.moves[f][a][c] = int16(binary.LittleEndian.Uint16(b))
				b = b[2:]
			}
		}
	}
	for at := uint64(0); len(b) > 0; at++ {
		gap, k := binary.Uvarint(b)
		if k <= 0 {
			return nil, errWeights
		}
		b = b[k:]
		mask, k := binary.Uvarint(b)
		if k <= 0 || gap >= rows || at+gap >= rows || mask == 0 || mask >= 1<<labels || len(b) < k+bits.OnesCount64(mask) {
			return nil, errWeights
		}
		b = b[k:]
		at += gap
		for l := range labels {
			if mask>>l&1 != 0 {
				w.rows[at][l] = value(int8(b[0]))
				b = b[1:]
			}
		}
	}
	return w, nil
}

// value returns the weight that a byte in the file stands for: small ones are kept exactly,
// large ones roughly.
func value(c int8) int16 {
	x := int16(c)
	if x < 0 {
		return -value(max(c, -127) * -1)
	}
	return x + x*x/16
}

// code returns the byte whose value is nearest to x from below.
func code(x int16) int8 {
	if x < 0 {
		return -code(-max(x, -topValue))
	}
	c := int8(0)
	for c < 127 && value(c+1) <= x {
		c++
	}
	return c
}

// topValue is the greatest weight: the value of 127.
const topValue = 127 + 127*127/16
