package article

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sort"
	"time"
	"unicode/utf8"
)

// ErrBlocks means that blocks do not fit the text they were given with.
var ErrBlocks = errors.New("blocks do not fit the text")

// A Version is the text of an article as it was imported at one moment.
// Blocks are in order, do not overlap, and together with the white space between
// them cover the whole text. A Version is not changed after it is built, so
// it may be shared freely.
type Version struct {
	Meta
	text   string
	index  []uint32 // byte offset of every code point whose number is a multiple of stride; nil if all are one byte
	length int      // in code points
	blocks []Block
}

// Meta is what is known of a version beside its text.
type Meta struct {
	ID       ID
	Article  ID
	Number   int    // 1 is the article's first
	Title    string // of the Title block, or from metadata, or the first words
	Origin   Origin
	Pages    []Page // of a paged source, in text order; not to be changed
	Imported time.Time
}

const stride = 64

// NewVersion builds a version of a text in valid UTF-8 and its blocks. The error wraps
// [ErrBlocks] if the blocks or spans are out of order, overlap, reach outside the
// text, or leave anything but white space uncovered.
func NewVersion(text string, blocks []Block, m Meta) (*Version, error) {
	if !utf8.ValidString(text) {
		return nil, errors.New("text is not valid UTF-8")
	}
	v := Trusted(text, blocks, m)
	if err := v.check(); err != nil {
		return nil, err
	}
	return v, nil
}

// Trusted is NewVersion without the checks, for what NewVersion has accepted
// before, such as a row of the library.
func Trusted(text string, blocks []Block, m Meta) *Version {
	v := &Version{Meta: m, text: text, blocks: blocks}
	v.length = utf8.RuneCountInString(text)
	if v.length == len(text) {
		return v
	}
	v.index = make([]uint32, 0, v.length/stride+1)
	n := 0
	for i := range text {
		if n%stride == 0 {
			v.index = append(v.index, uint32(i))
		}
		n++
	}
	return v
}

// With returns v with other meta data.
func (v *Version) With(m Meta) *Version {
	w := *v
	w.Meta = m
	return &w
}

// Text returns the canonical text.
func (v *Version) Text() string { return v.text }

// Len returns the length of the text in code points.
func (v *Version) Len() int { return v.length }

// Blocks returns the blocks in text order. The slice is not to be changed.
func (v *Version) Blocks() []Block { return v.blocks }

// Slice returns the text of r. What of r reaches outside the text is left out.
func (v *Version) Slice(r Range) string {
	start, end := max(r.Start, 0), min(r.End, v.length)
	if start >= end {
		return ""
	}
	return v.text[v.Offset(start):v.Offset(end)]
}

// Offset returns the byte offset of the code point at pos in Text, for packages
// that work on the text itself; it is never stored. A pos outside the text
// is taken as the nearer end.
func (v *Version) Offset(pos int) int {
	switch {
	case pos <= 0:
		return 0
	case pos >= v.length:
		return len(v.text)
	case v.index == nil:
		return pos
	}
	off := int(v.index[pos/stride])
	for range pos % stride {
		off += width(v.text[off])
	}
	return off
}

// Pos returns the code point that the byte at offset off belongs to; it is the
// inverse of Offset. An offset outside the text is taken as the nearer end.
func (v *Version) Pos(off int) int {
	switch {
	case off <= 0:
		return 0
	case off >= len(v.text):
		return v.length
	case v.index == nil:
		return off
	}
	i := sort.Search(len(v.index), func(i int) bool { return int(v.index[i]) > off }) - 1
	at, pos := int(v.index[i]), i*stride
	for {
		at += width(v.text[at])
		if at > off {
			return pos
		}
		pos++
	}
}

// width returns the number of bytes of the code point that begins with lead.
func width(lead byte) int {
	switch {
	case lead < 0x80:
		return 1
	case lead < 0xE0:
		return 2
	case lead < 0xF0:
		return 3
	}
	return 4
}

// BlockAt returns the index of the block that holds pos, or of the last one that begins
// before it if pos is between blocks; -1 if there is none.
func (v *Version) BlockAt(pos int) int {
	return sort.Search(len(v.blocks), func(i int) bool { return v.blocks[i].Start > pos }) - 1
}

// Fingerprint returns "sha256:" and the hexadecimal SHA-256 of the canonical text in UTF-8.
func (v *Version) Fingerprint() string {
	sum := sha256.Sum256([]byte(v.text))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// check returns an error that wraps ErrBlocks unless the blocks fit the text.
func (v *Version) check() error {
	end := 0
	for i, b := range v.blocks {
		switch {
		case b.Start < end || b.End <= b.Start || b.End > v.length:
			return fmt.Errorf("%w: block %d is %d to %d after %d of %d", ErrBlocks, i, b.Start, b.End, end, v.length)
		case !blank(v.Slice(Range{end, b.Start})):
			return fmt.Errorf("%w: text before block %d is in none", ErrBlocks, i)
		case b.Kind == Title && i > 0:
			return fmt.Errorf("%w: block %d is a second title", ErrBlocks, i)
		case b.Lead < 0 || b.Lead > b.Len():
			return fmt.Errorf("%w: marker of block %d is longer than the block", ErrBlocks, i)
		}
		at := b.Start
		for _, s := range b.Spans {
			if s.Start < at || s.End <= s.Start || s.End > b.End {
				return fmt.Errorf("%w: span %d to %d of block %d", ErrBlocks, s.Start, s.End, i)
			}
			at = s.End
		}
		end = b.End
	}
	if !blank(v.Slice(Range{end, v.length})) {
		return fmt.Errorf("%w: text after the last is in none", ErrBlocks)
	}
	return nil
}
