package command

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"unicode"
	"unicode/utf8"
)

// Clean returns a writer to w that leaves out what a terminal could take for a command, whatever page, note or file name it comes from:
// each control character but line end and tab becomes a space, and each byte that is not UTF-8 becomes U+FFFD. What is written must end
// with a whole character.
func Clean(w io.Writer) io.Writer { return &cleaner{w: w} }

// A cleaner writes text without control characters.
type cleaner struct {
	w    io.Writer
	json bool   // they are written as JSON escapes instead, so that nothing is lost
	part []byte // the beginning of a character
}

// Write implements io.Writer.
func (c *cleaner) Write(p []byte) (int, error) {
	in := append(c.part, p...)
	var out bytes.Buffer
	out.Grow(len(in))
	c.part = nil
	for len(in) > 0 {
		if !utf8.FullRune(in) {
			c.part = bytes.Clone(in)
			break
		}
		r, n := utf8.DecodeRune(in)
		switch {
		case !unicode.IsControl(r) || r == '\n' || r == '\t':
			out.WriteRune(r)
		case c.json:
			fmt.Fprintf(&out, `\u%04x`, r)
		default:
			out.WriteByte(' ')
		}
		in = in[n:]
	}
	if _, err := c.w.Write(out.Bytes()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// isTerminal reports whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}
