package source

import (
	"context"
	"errors"
	"io"
	"runtime"
	"runtime/metrics"
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
	end := s[0] == '/' && len(s) > 1
	if end {
		s = s[1:]
	}
	switch c := s[0]; {
	case c|0x20 >= 'a' && c|0x20 <= 'z':
	case strings.HasPrefix(s, "!--") && !end:
		w.tags++
		return afterComment(s[len("!--"):])
	case c == '!' || c == '?' || end:
		w.tags++
		_, s, _ = strings.Cut(s, ">")
		return s
	default: // a sign in the text
		return s
	}
	n := strings.IndexAny(s, " \n\t\r\f/>")
	if n < 0 {
		return ""
	}
	name := strings.ToLower(s[:min(n, nameLength)])
	w.tags++
	w.reopened += min(w.formats, stackMost)
	s, attrs := skipAttributes(s[n:])
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

// nameLength is how many bytes tell the name of an element that is counted here.
const nameLength = 16

// afterComment returns what follows a comment, after its "<!--" (WHATWG HTML §13.2.5.43).
func afterComment(s string) string {
	for _, at := range []string{">", "->"} {
		if rest, ok := strings.CutPrefix(s, at); ok {
			return rest
		}
	}
	for {
		_, rest, ok := strings.Cut(s, "--")
		if !ok {
			return ""
		}
		if rest, ok := strings.CutPrefix(strings.TrimPrefix(rest, "!"), ">"); ok {
			return rest
		}
		s = "-" + rest // its first sign may be one of the two
		if !strings.HasPrefix(rest, "-") {
			s = rest
		}
	}
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

// skipAttributes returns what follows the ">" of a tag, and how many attributes it has (WHATWG HTML §13.2.5.32 to 13.2.5.39).
func skipAttributes(s string) (string, int) {
	n, i := 0, 0
	skip := func(more string) { i += len(s[i:]) - len(strings.TrimLeft(s[i:], " \n\t\r\f"+more)) }
	for {
		skip("/")
		if i >= len(s) {
			return "", n
		}
		if s[i] == '>' {
			return s[i+1:], n
		}
		n++
		for i++; i < len(s) && s[i] != '=' && s[i] != '>' && s[i] != '/' && !isBlank(s[i]); {
			i++
		}
		skip("")
		if i >= len(s) || s[i] != '=' {
			continue
		}
		i++
		skip("")
		switch {
		case i >= len(s):
		case s[i] == '"' || s[i] == '\'':
			k := strings.IndexByte(s[i+1:], s[i])
			if k < 0 {
				return "", n
			}
			i += k + 2
		default:
			for i < len(s) && s[i] != '>' && !isBlank(s[i]) {
				i++
			}
		}
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// errNested means that a page has more elements in each other than the parser opens.
var errNested = errors.New("its elements are nested too deep")

// parseTree makes a tree of a page in UTF-8. The error wraps [ErrTooMuch], [errNested] or ctx's.
func parseTree(ctx context.Context, text string) (*html.Node, error) {
	if err := weigh(ctx, text); err != nil {
		return nil, err
	}
	in := &sips{ctx: ctx, text: text, from: heapHeld()}
	doc, err := html.Parse(in)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case in.full:
		return nil, tooMuch("the elements of a page take more than %d MB", treeMost>>20)
	case err != nil:
		return nil, errNested
	}
	return doc, nil
}

// treeMost is how many bytes the memory in use may grow by while a page is parsed: what is weighed is an estimate.
const treeMost = 700 << 20

// sips is a reader of a text that hands out little at a time and ends with its context, so that what reads it can be stopped.
type sips struct {
	ctx  context.Context
	text string
	from uint64 // bytes of memory in use at the beginning; 0 if they do not matter
	full bool   // it has ended because they have become too many
}

// heapHeld returns the bytes of memory that objects take, with those that nobody uses any more.
func heapHeld() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// over reports whether a tree that is made of the text takes too much memory.
func (r *sips) over() bool {
	if r.from == 0 || heapHeld() < r.from+treeMost {
		return false
	}
	runtime.GC()
	return heapHeld() >= r.from+treeMost
}

// Read implements io.Reader.
func (r *sips) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	if r.text == "" {
		return 0, io.EOF
	}
	if r.full = r.over(); r.full {
		return 0, ErrTooMuch
	}
	n := copy(b[:min(len(b), 4<<10)], r.text)
	r.text = r.text[n:]
	return n, nil
}

// plainTags returns the words of a page without its tags, for a page whose elements cannot be told apart.
func plainTags(ctx context.Context, text string) (string, error) {
	var b strings.Builder
	z := html.NewTokenizer(&sips{ctx: ctx, text: text})
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
