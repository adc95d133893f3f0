package article

import (
	"encoding/binary"
	"sort"
)

// A Page is where a page of a paged source, such as a PDF file, begins in the text.
type Page struct {
	Start int    // code point
	Label string // as the source names it: "12", "xiv"
}

// PageAt returns the label of the page that the code point at pos is on; empty if the source has no pages.
func (v *Version) PageAt(pos int) string {
	i := sort.Search(len(v.Pages), func(i int) bool { return v.Pages[i].Start > pos }) - 1
	if i < 0 {
		return ""
	}
	return v.Pages[i].Label
}

// EncodePages writes pages as bytes, nil if there are none: a version, their number, and for each how far it begins after the one
// before, and its label.
func EncodePages(pages []Page) []byte {
	if len(pages) == 0 {
		return nil
	}
	b := binary.AppendUvarint([]byte{codecVersion}, uint64(len(pages)))
	at := 0
	for _, p := range pages {
		b = binary.AppendUvarint(b, uint64(p.Start-at))
		at = p.Start
		b = binary.AppendUvarint(b, uint64(len(p.Label)))
		b = append(b, p.Label...)
	}
	return b
}

// DecodePages reads what EncodePages wrote. The error is [ErrCodec].
func DecodePages(b []byte) ([]Page, error) {
	if len(b) == 0 {
		return nil, nil
	}
	d := decoder{b: b}
	if d.byte() != codecVersion {
		return nil, ErrCodec
	}
	pages := make([]Page, d.count(2))
	at := 0
	for i := range pages {
		at += d.int()
		pages[i] = Page{at, d.string()}
	}
	if d.bad || len(d.b) > 0 {
		return nil, ErrCodec
	}
	return pages, nil
}
