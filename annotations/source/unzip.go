package source

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// The bounds of an archive. Nothing of it is ever written to the disk, so that its paths are only names.
const (
	entriesMost  = 20_000
	unpackedMost = 256 << 20 // bytes of all entries that are read
	partMost     = 96 << 20  // bytes of one entry
	ratioMost    = 200       // unpacked to packed bytes, of an entry and of the archive, beyond ratioFree; DEFLATE ends at 1,032
	ratioFree    = 10 << 20
	xmlDepthMost = 1_000
)

// What can be wrong with an archive.
var (
	ErrArchive   = errors.New("the archive is damaged or cut off; fetch or copy the file again")
	ErrProtected = errors.New("it is protected by a password or by rights management; open it in its own program and save it without")
)

// An archive is a ZIP file in memory, whose entries are read within bounds.
type archive struct {
	files map[string]*zip.File // by name, without regard to case where that leaves no doubt
	names []string             // in the order of the file
	left  int64                // bytes that may still be unpacked
	size  int64                // of the archive
	spent int                  // tokens of XML that were read
}

func isZip(b []byte) bool { return bytes.HasPrefix(b, []byte("PK\x03\x04")) }

// openArchive reads the table of an archive.
func openArchive(b []byte) (*archive, error) {
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, ErrArchive
	}
	if len(r.File) > entriesMost {
		return nil, tooMuch("the archive has %d entries, and at most %d are read", len(r.File), entriesMost)
	}
	a := &archive{files: make(map[string]*zip.File, len(r.File)), size: int64(len(b))}
	a.left = mostOf(a.size, unpackedMost)
	for _, f := range r.File {
		name := cleanName(f.Name)
		if name == "" || f.FileInfo().IsDir() || !f.Mode().IsRegular() {
			continue
		}
		if _, twice := a.files[name]; twice {
			continue // the first counts
		}
		a.files[name] = f
		a.names = append(a.names, name)
	}
	for _, name := range a.names { // after all names as they are: a name in other letters never takes the place of one
		if low := strings.ToLower(name); a.files[low] == nil {
			a.files[low] = a.files[name]
		}
	}
	return a, nil
}

// mostOf returns how many bytes may come of packed ones, and not more than bound.
func mostOf(packed, bound int64) int64 { return min(bound, max(ratioFree, packed*ratioMost)) }

// cleanName returns the name of an entry as a path within the archive; empty if it is none.
func cleanName(s string) string {
	s = path.Clean("/" + strings.ReplaceAll(s, "\\", "/"))
	return strings.TrimPrefix(s, "/")
}

// has returns the entry with a name as it is or in other letters.
func (a *archive) has(name string) *zip.File {
	name = cleanName(name)
	if f := a.files[name]; f != nil {
		return f
	}
	return a.files[strings.ToLower(name)]
}

// read unpacks an entry; nil if there is none with that name.
func (a *archive) read(ctx context.Context, name string) ([]byte, error) {
	f := a.has(name)
	if f == nil {
		return nil, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if f.Flags&1 != 0 {
		return nil, ErrProtected
	}
	most := min(a.left, mostOf(int64(min(f.CompressedSize64, uint64(a.size))), partMost))
	if f.UncompressedSize64 > uint64(most) {
		return nil, unpacksTo(most)
	}
	r, err := f.Open()
	if err != nil {
		return nil, ErrArchive
	}
	defer r.Close() // only read from
	b, err := readBounded(ctx, r, most, int64(f.UncompressedSize64))
	a.left -= int64(len(b))
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, ErrTooMuch):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, ErrArchive)
	}
	return b, nil
}

func unpacksTo(most int64) error {
	return tooMuch("it unpacks to more than %d MB, which is far more than its size", most>>20)
}

// readBounded reads r to its end, at most most bytes; with an error it returns what was read before. likely is how many they may be.
func readBounded(ctx context.Context, r io.Reader, most, likely int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(most, likely, partMost)) + bytes.MinRead)
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		_, err := io.CopyN(&b, r, 1<<20)
		switch {
		case int64(b.Len()) > most:
			return nil, unpacksTo(most)
		case err == io.EOF:
			return b.Bytes(), nil
		case err != nil:
			return b.Bytes(), err
		}
	}
}

// resolve returns the name of the entry that a reference in the entry at from leads to, without its fragment.
func resolve(from, ref string) string {
	ref, _, _ = strings.Cut(ref, "#")
	if s, err := url.PathUnescape(ref); err == nil {
		ref = s
	}
	if strings.HasPrefix(ref, "/") {
		return cleanName(ref)
	}
	return cleanName(path.Join(path.Dir(from), ref))
}

// errDeep means that elements are in each other beyond all sense.
var errDeep = fmt.Errorf("%w: its elements are nested more than %d deep", ErrTooMuch, xmlDepthMost)

// An xmlReader walks through a document of XML. It knows no entities but the five of XML itself, and those of HTML if it is told to;
// nothing outside the document is read.
type xmlReader struct {
	*xml.Decoder
	ctx   context.Context
	depth int
	n     int
	spent *int  // tokens read of all documents of the archive
	err   error // why none is read
}

// xml returns a reader of an entry that was unpacked.
func (a *archive) xml(ctx context.Context, b []byte) *xmlReader {
	x := newXML(ctx, b)
	x.spent = &a.spent
	return x
}

func newXML(ctx context.Context, b []byte) *xmlReader {
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(b) && utf16Order(b) == nil {
		b = bytes.ToValidUTF8(b, []byte("\uFFFD"))
	}
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-") {
			return in, nil
		}
		return charset.NewReaderLabel(label, in)
	}
	return &xmlReader{Decoder: d, ctx: ctx, spent: new(int), err: tooManyAttributes(ctx, b)}
}

// tooManyAttributes returns an error if an element has more attributes than any document gives one.
func tooManyAttributes(ctx context.Context, b []byte) error {
	for i := 0; len(b) > 0; i++ {
		if i&0xFFFF == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		_, rest, ok := bytes.Cut(b, []byte("<"))
		if !ok {
			return nil
		}
		end := bytes.IndexByte(rest, '>')
		if end < 0 {
			end = len(rest)
		}
		if end > elementMost && bytes.Count(rest[:end], []byte("=")) > elementMost/100 {
			return tooMuch("an element has more than %d attributes", elementMost/100)
		}
		b = rest[end:]
	}
	return nil
}

// elementMost is how many bytes a tag may have whose attributes are not counted.
const elementMost = 1 << 20

// next returns the next token; io.EOF at the end.
func (x *xmlReader) next() (xml.Token, error) {
	if x.err != nil {
		return nil, x.err
	}
	if x.n++; x.n&0x3FF == 0 {
		if err := x.ctx.Err(); err != nil {
			return nil, err
		}
	}
	if *x.spent++; *x.spent > tokensMost {
		return nil, tooMuch("it has more than %d elements", tokensMost)
	}
	t, err := x.RawToken()
	switch t.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > xmlDepthMost {
			return nil, errDeep
		}
	case xml.EndElement:
		x.depth--
	}
	return t, err
}

// local returns the name of an element or attribute without its prefix.
func local(n xml.Name) string {
	if i := strings.LastIndexByte(n.Local, ':'); i >= 0 {
		return n.Local[i+1:]
	}
	return n.Local
}

// xattr returns an attribute of an element by its name without a prefix.
func xattr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if local(a.Name) == name {
			return a.Value
		}
	}
	return ""
}
