package source

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// encodingsMost is how often an answer may be packed.
const encodingsMost = 2

// body reads and unpacks an answer, at most FetchLimit bytes.
func (f Fetch) body(resp *http.Response) ([]byte, error) {
	if resp.ContentLength > FetchLimit {
		return nil, ErrFetchLarge
	}
	packed := &counted{r: resp.Body, total: resp.ContentLength, tell: f.Progress}
	r, err := unpacked(packed, resp.Header.Values("Content-Encoding"))
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(r, FetchLimit+1))
	switch {
	case len(b) > FetchLimit, packed.done > FetchLimit:
		return nil, ErrFetchLarge
	case err != nil:
		return nil, broken(err, packed, r != io.Reader(packed))
	case len(b) == 0:
		return nil, ErrEmpty
	}
	return b, nil
}

// unpacked returns the bytes of an answer without the encodings that its header names (RFC 9110 §8.4). The error names one that is unknown.
func unpacked(r io.Reader, headers []string) (io.Reader, error) {
	names := strings.Split(strings.ToLower(strings.Join(headers, ",")), ",")
	n := 0
	for i := len(names) - 1; i >= 0; i-- { // the last was put on last
		name := strings.TrimSpace(names[i])
		if name == "" || name == "identity" {
			continue
		}
		if n++; n > encodingsMost {
			return nil, fmt.Errorf("%w more than %d times", ErrEncoding, encodingsMost)
		}
		switch name {
		case "gzip", "x-gzip":
			r = &late{open: func(r *bufio.Reader) (io.Reader, error) { return gzip.NewReader(r) }, from: bufio.NewReader(r)}
		case "deflate":
			r = &late{open: deflated, from: bufio.NewReader(r)}
		default:
			return nil, fmt.Errorf("%w in a way that is not known here, %q", ErrEncoding, plainLine(name[:min(len(name), 30)]))
		}
	}
	return r, nil
}

// deflated unpacks what servers call deflate: in the wrapping of zlib, as it should be, or without (RFC 9110 §8.4.1.2).
func deflated(r *bufio.Reader) (io.Reader, error) {
	head, err := r.Peek(2)
	if err != nil {
		return nil, err
	}
	if head[0]&0x0F == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 { // RFC 1950 §2.2
		return zlib.NewReader(r)
	}
	return flate.NewReader(r), nil
}

// A late reader unpacks from its first read on.
type late struct {
	open func(*bufio.Reader) (io.Reader, error)
	from *bufio.Reader
	r    io.Reader
}

// Read implements io.Reader.
func (l *late) Read(b []byte) (int, error) {
	if l.r == nil {
		if _, err := l.from.Peek(1); err != nil { // an empty answer is not packed
			return 0, err
		}
		var err error
		if l.r, err = l.open(l.from); err != nil {
			return 0, err
		}
	}
	return l.r.Read(b)
}

// broken says in words why an answer could not be read to its end.
func broken(err error, c *counted, packed bool) error {
	var corrupt flate.CorruptInputError
	damaged := errors.As(err, &corrupt) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, zlib.ErrHeader) ||
		errors.Is(err, zlib.ErrChecksum) || errors.Is(err, zlib.ErrDictionary)
	switch {
	case damaged:
		return errors.New("the answer cannot be unpacked: it is damaged; try again later")
	case errors.Is(err, io.ErrUnexpectedEOF) && c.total > 0 && c.done < c.total:
		return fmt.Errorf("the connection ended after %d of %d bytes; try again", c.done, c.total)
	case errors.Is(err, io.ErrUnexpectedEOF) && packed:
		return errors.New("the answer ends in the middle of what it unpacks to; try again")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("the connection ended after %d bytes, before the page did; try again", c.done)
	}
	return err
}

// counted tells how much has been read.
type counted struct {
	r           io.Reader
	done, total int64
	tell        func(done, total int64)
}

// Read implements io.Reader.
func (c *counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.done += int64(n)
	if c.tell != nil {
		c.tell(c.done, c.total)
	}
	return n, err
}
