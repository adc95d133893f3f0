package article

import (
	"encoding/binary"
	"errors"
)

// ErrCodec means that bytes are not what EncodeBlocks wrote.
var ErrCodec = errors.New("damaged list of blocks")

// codecVersion is the first byte of an encoded list of blocks.
const codecVersion = 1

// EncodeBlocks writes blocks as bytes: a version, their number, and each block as
// differences from the one before, in unsigned varints.
func EncodeBlocks(blocks []Block) []byte {
	b := make([]byte, 0, 16+len(blocks)*8)
	b = append(b, codecVersion)
	b = binary.AppendUvarint(b, uint64(len(blocks)))
	at := 0
	str := func(s string) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	for _, k := range blocks {
		b = binary.AppendUvarint(b, uint64(k.Start-at))
		b = binary.AppendUvarint(b, uint64(k.Len()))
		at = k.End
		flags := byte(k.Kind) << 1
		if k.Breaks {
			flags |= 1
		}
		b = append(b, flags)
		b = binary.AppendUvarint(b, uint64(k.Level))
		b = binary.AppendUvarint(b, uint64(k.Depth))
		b = binary.AppendUvarint(b, uint64(k.Lead))
		str(k.Marker)
		b = binary.AppendUvarint(b, uint64(len(k.Spans)))
		in := k.Start
		for _, s := range k.Spans {
			b = binary.AppendUvarint(b, uint64(s.Start-in))
			b = binary.AppendUvarint(b, uint64(s.Len()))
			in = s.End
			b = append(b, byte(s.Style))
			str(s.Link)
		}
	}
	return b
}

// DecodeBlocks reads what EncodeBlocks wrote. Whether the blocks fit a text is not
// looked at. The error is [ErrCodec].
func DecodeBlocks(b []byte) ([]Block, error) {
	d := decoder{b: b}
	if d.byte() != codecVersion {
		return nil, ErrCodec
	}
	n := d.count(7)
	blocks := make([]Block, 0, n)
	at := 0
	for range n {
		var k Block
		k.Start = at + d.int()
		k.End = k.Start + d.int()
		at = k.End
		flags := d.byte()
		k.Kind, k.Breaks = Kind(flags>>1), flags&1 != 0
		k.Level, k.Depth, k.Lead = d.int(), d.int(), d.int()
		k.Marker = d.string()
		if m := d.count(4); m > 0 {
			k.Spans = make([]Span, m)
			in := k.Start
			for i := range k.Spans {
				s := &k.Spans[i]
				s.Start = in + d.int()
				s.End = s.Start + d.int()
				in = s.End
				s.Style = Style(d.byte())
				s.Link = d.string()
			}
		}
		if d.bad || k.Kind > Rule {
			return nil, ErrCodec
		}
		blocks = append(blocks, k)
	}
	if d.bad || len(d.b) > 0 {
		return nil, ErrCodec
	}
	return blocks, nil
}

// A decoder reads from the front of b; once it is bad it yields zeros.
type decoder struct {
	b   []byte
	bad bool
}

func (d *decoder) byte() byte {
	if len(d.b) == 0 {
		d.bad = true
		return 0
	}
	c := d.b[0]
	d.b = d.b[1:]
	return c
}

// int reads a number that fits the place of a text.
func (d *decoder) int() int {
	u, n := binary.Uvarint(d.b)
	if n <= 0 || u > 1<<31-1 {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[n:]
	return int(u)
}

// count reads the number of things that take at least size bytes each.
func (d *decoder) count(size int) int {
	n := d.int()
	if n*size > len(d.b) {
		d.bad, d.b = true, nil
		return 0
	}
	return n
}

func (d *decoder) string() string {
	n := d.count(1)
	s := string(d.b[:n])
	d.b = d.b[n:]
	return s
}
