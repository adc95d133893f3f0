package source

import (
	"context"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The parser of HTML cannot be stopped, and makes of some pages a tree thousands of times their size. Pages are therefore weighed first,
// and handed to the parser bit by bit.

// A scale counts what a tree of markup would be made of.
type scale struct {
	tags, attrs int
	roots       int
	formats     int // elements of formatting that are open
	reopened    int // elements that would be opened again, at most
}

// formatting are the elements that the parser opens again in every block that follows, until they are closed (WHATWG HTML §13.2.4.3).
// Read only.
var formatting = map[string]bool{
	"a": true, "b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "nobr": true, "s": true, "small": true,
	"strike": true, "strong": true, "tt": true, "u": true,
}

// stackMost is how many elements the parser has open at most.
const stackMost = 512

// weigh returns an error that wraps [ErrTooMuch] if a tree of a page would be too large.
func weigh(ctx context.Context, s string) error {
	var w scale
	for n := 0; ; n++ {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 == len(s) {
			return nil
		}
		if n&0xFFF == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		s = w.tag(s[i+1:])
		if err := w.over(); err != nil {
			return err
		}
	}
}

// over returns an error if a bound is passed.
func (w *scale) over() error {
	switch {
	case w.tags > tagsMost:
		return tooMuch("a page has more than %d tags", tagsMost)
	case w.attrs > attrsMost:
		return tooMuch("the tags of a page have more than %d attributes", attrsMost)
	case w.reopened > reopenMost:
		return tooMuch("its formatting is never closed")
	case w.roots > rootsMost:
		return tooMuch("a page begins more than %d times", rootsMost)
	}
	return nil
}

// tag weighs the tag that s begins with, after its "<", and returns what follows it.
func (w *scale) tag(s string) string {
	if rest, ok := strings.CutPrefix(s, "!--"); ok {
		w.tags++
		_, rest, _ = strings.Cut(rest, "-->")
		return rest
	}
	end := s[0] == '/'
	if end {
		s = s[1:]
	}
	n := 0
	for n < len(s) && n < 16 && s[n] != '>' && s[n] != '/' && !isBlank(s[n]) {
		n++
	}
	name := strings.ToLower(s[:n])
	w.tags++
	w.reopened += min(w.formats, stackMost)
	attrs := 0
	s, attrs = skipAttributes(s[n:])
	w.attrs += attrs
	switch {
	case formatting[name] && end:
		w.formats = max(w.formats-1, 0)
	case formatting[name]:
		w.formats++
	case name == "html", name == "body":
		w.roots++
	case !end && (name == "script" || name == "style"):
		s = afterElement(s, name)
	}
	return s
}

// afterElement returns what follows an element whose contents are no markup: from its end tag on.
func afterElement(s, name string) string {
	for {
		i := strings.Index(s, "</")
		if i < 0 {
			return ""
		}
		s = s[i:]
		if len(s) >= 2+len(name) && strings.EqualFold(s[2:2+len(name)], name) {
			return s
		}
		s = s[2:]
	}
}

// skipAttributes returns what follows the ">" of a tag, and how many attributes it has at most.
func skipAttributes(s string) (string, int) {
	n, inName := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '>':
			return s[i+1:], n
		case isBlank(c) || c == '/':
			inName = false
		case c == '=' && inName:
			i++
			for i < len(s) && isBlank(s[i]) {
				i++
			}
			if i < len(s) && (s[i] == '"' || s[i] == '\'') {
				k := strings.IndexByte(s[i+1:], s[i])
				if k < 0 {
					return "", n
				}
				i += k + 1
				inName = false
			} else {
				i--
			}
		case !inName:
			n++
			inName = true
		}
	}
	return "", n
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// errNested means that a page has more elements in each other than the parser opens.
var errNested = errors.New("its elements are nested too deep")

// parseTree makes a tree of a page in UTF-8. The error wraps [ErrTooMuch], [errNested] or ctx's.
func parseTree(ctx context.Context, text string) (*html.Node, error) {
	if err := weigh(ctx, text); err != nil {
		return nil, err
	}
	doc, err := html.Parse(&sips{ctx, text})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, errNested
	}
	return doc, nil
}

// sips is a reader of a text that hands out little at a time and ends with its context, so that what reads it can be stopped.
type sips struct {
	ctx  context.Context
	text string
}

// Read implements io.Reader.
func (r *sips) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	if r.text == "" {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), 4<<10)], r.text)
	r.text = r.text[n:]
	return n, nil
}

// plainTags returns the words of a page without its tags, for a page whose elements cannot be told apart.
func plainTags(ctx context.Context, text string) (string, error) {
	var b strings.Builder
	z := html.NewTokenizer(&sips{ctx, text})
	drop := atom.Atom(0)
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return strings.TrimSpace(b.String()), ctx.Err()
		case html.TextToken:
			if drop == 0 {
				b.WriteString(strings.Join(strings.Fields(string(z.Text())), " "))
				b.WriteByte(' ')
			}
		case html.StartTagToken, html.EndTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch {
			case dropped[a] && a != atom.Meta && a != atom.Link && a != atom.Input && a != atom.Embed && kind == html.StartTagToken:
				drop = a
			case a == drop:
				drop = 0
			case blockElements[a]:
				b.WriteString("\n\n")
			}
		}
	}
}
