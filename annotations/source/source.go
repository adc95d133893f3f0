// Package source makes articles and versions from what people have: plain text and Markdown in any encoding, web pages and saved pages,
// EPUB, Word and PDF files, from a file, a folder, standard input or an address. A format is recognised by its content; a name only
// decides between texts that could be either. Everything that is read is bounded, by its size and by what is made of it.
package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"parley/annotations/article"
)

// Limit is the most bytes that are read of one source.
const Limit = 64 << 20

// What can be wrong with a source. Errors that wrap these name the source.
var (
	ErrEmpty    = errors.New("there are no words in it")
	ErrBinary   = errors.New("it is not a text")
	ErrTooLarge = fmt.Errorf("it is larger than %d MB", Limit>>20)
	ErrFolder   = errors.New("it is a folder")
	ErrDevice   = errors.New("it is not an ordinary file")
)

// An Input is what is to be read, and where it is from.
type Input struct {
	Name  string // for messages, such as the file's name or "standard input"
	Path  string // absolute path of the file, if there is one
	URL   string // address it was fetched from, if it was
	Bytes []byte

	ContentType  string // as a server says, if it was fetched
	ETag         string // what the server calls this state of it (RFC 9110 §8.8.3)
	LastModified string // the server's header of that name

	Cache string // folder in which what a reader of PDF is compiled to is kept; empty: nowhere
}

// A Document is an article with one version, as it was read. Neither has an id yet.
type Document struct {
	Article article.Article
	Version *article.Version
	Bytes   []byte // the source
}

// Load reads the file at path. The errors wrap those of this package or of io/fs.
func Load(ctx context.Context, path string) (Input, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return Input{}, fmt.Errorf("read %s: %w", path, err)
	}
	in := Input{Name: filepath.Base(abs), Path: abs}
	info, err := os.Stat(abs)
	if err != nil {
		return in, fmt.Errorf("read %s: %w", path, cause(err))
	}
	switch {
	case info.IsDir():
		return in, fmt.Errorf("read %s: %w", path, ErrFolder)
	case !info.Mode().IsRegular():
		return in, fmt.Errorf("read %s: %w", path, ErrDevice)
	case info.Size() > Limit:
		return in, fmt.Errorf("read %s: %w", path, ErrTooLarge)
	}
	f, err := os.Open(abs)
	if err != nil {
		return in, fmt.Errorf("read %s: %w", path, cause(err))
	}
	defer f.Close() // only read from
	in.Bytes, err = ReadAll(ctx, f)
	if err != nil {
		return in, fmt.Errorf("read %s: %w", path, cause(err))
	}
	return in, nil
}

// ReadAll reads r to its end, at most [Limit] bytes, until ctx ends. A read that r never answers, such as one from a pipe
// that is held open, is then left alone, and r must not be used again.
func ReadAll(ctx context.Context, r io.Reader) ([]byte, error) {
	type result struct {
		b   []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		b, err := readAll(ctx, r)
		done <- result{b, err}
	}()
	select {
	case x := <-done:
		return x.b, x.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func readAll(ctx context.Context, r io.Reader) ([]byte, error) {
	var b bytes.Buffer
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n, err := io.CopyN(&b, r, 1<<20)
		if b.Len() > Limit {
			return nil, ErrTooLarge
		}
		if err == io.EOF || err == nil && n == 0 {
			return b.Bytes(), nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// cause leaves out the path, which the message names already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// A Format is a kind of source that can be read.
type Format struct {
	Name        string
	Extensions  []string // with the dot
	Description string
	media       string // media type
	version     int    // rises when the same bytes are read differently
	engine      bool   // parse keeps to the time for reading by itself
	raw         bool   // recognised and read as bytes, not as a text; the text given to is and parse is then empty
	is          func(in Input, text string) bool
	parse       func(ctx context.Context, in Input, text string) (draft, error)
}

// formats is read only. The first that recognises a source reads it; those of bytes come before those of texts.
var formats = []Format{
	{"pdf", []string{".pdf"}, "PDF with text: columns in reading order, words joined over line ends, running heads left out; its pages are kept as places", "application/pdf", 1, true, true, isPDF, parsePDF},
	{"epub", []string{".epub"}, "EPUB 2 and 3: the chapters in their order, with the headings of the table of contents", "application/epub+zip", 1, false, true, isEPUB, parseEPUB},
	{"docx", []string{".docx", ".docm", ".dotx"}, "Word document: headings, lists, quotes, tables and notes; tracked changes as accepted", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 1, false, true, isOffice, parseOffice},
	{"mhtml", []string{".mhtml", ".mht"}, "saved web page (MHTML), read as a web page is", "multipart/related", 1, false, true, isMHTML, parseMHTML},
	{"html", []string{".html", ".htm", ".xhtml"}, "web page: of all that is on it, the article, with title, author, outlet, date, language and address; nothing in it runs, and no picture is loaded", "text/html", 1, false, true, isHTML, parseHTML},
	{"markdown", []string{".md", ".markdown", ".mdown"}, "Markdown (CommonMark with tables and strikethrough); front matter becomes title, outlet, author, date and address", "text/markdown", 2, false, false, isMarkdown, parseMarkdown},
	{"text", []string{".txt", ".text"}, "plain text in UTF-8, UTF-16, Windows-1251, KOI8-R, KOI8-U, Windows-1252 or GB18030", "text/plain", 3, false, false, func(Input, string) bool { return true }, parseText},
}

// Formats returns what can be read. The slice is not to be changed.
func Formats() []Format { return formats }

// A draft is what a parser has found.
type draft struct {
	article article.Article
	text    string
	blocks  []article.Block
	pages   []article.Page // where the pages of a paged source begin
	charset string         // of the source bytes, where the parser and not decode found it
}

// Read makes an article of a source. The errors wrap those of this package, or ctx's.
func Read(ctx context.Context, in Input) (Document, error) {
	name := in.Name
	if name == "" {
		name = "the text"
	}
	if len(in.Bytes) > Limit {
		return Document{}, fmt.Errorf("read %s: %w", name, ErrTooLarge)
	}
	f, text, charset, err := recognise(in)
	if err != nil {
		return Document{}, fmt.Errorf("read %s: %w", name, err)
	}
	d, err := f.read(ctx, in, text)
	if err != nil {
		return Document{}, fmt.Errorf("read %s: %w", name, err)
	}
	origin := article.Origin{
		Path: in.Path, URL: in.URL, MediaType: f.media, Charset: firstOf(d.charset, charset), Importer: f.Name,
		ImporterVersion: f.version, Hash: article.HashOf(in.Bytes), Size: int64(len(in.Bytes)),
		ETag: in.ETag, LastModified: in.LastModified,
	}
	v, err := article.NewVersion(d.text, d.blocks, article.Meta{Origin: origin, Pages: d.pages})
	if err != nil {
		return Document{}, fmt.Errorf("read %s: %w", name, err)
	}
	a := d.article
	a.Path, a.URL = in.Path, firstOf(a.URL, CleanURL(in.URL))
	a.Title = firstOf(plainLine(a.Title), titleOf(v), plainLine(in.Name), "Untitled")
	a.Byline, a.Outlet = plainLine(a.Byline), plainLine(a.Outlet)
	m := v.Meta
	m.Title = a.Title
	return Document{Article: a, Version: v.With(m), Bytes: in.Bytes}, nil
}

// read makes a draft of a source of the format. It has at least one block, and is within the bounds of what is kept.
func (f Format) read(ctx context.Context, in Input, text string) (draft, error) {
	size := len(in.Bytes)
	within, stop := patient(ctx, size)
	defer stop()
	if f.engine { // which is started first, in time of its own
		within = ctx
	}
	d, err := f.parse(within, in, text)
	switch {
	case ctx.Err() != nil:
		return draft{}, ctx.Err()
	case within.Err() != nil:
		return draft{}, impatient(within, size, within.Err())
	case err != nil:
		return draft{}, err
	case len(d.blocks) == 0:
		return draft{}, ErrEmpty
	case len(d.text) > textMost:
		return draft{}, tooMuch("its text is longer than %d MB", textMost>>20)
	case len(d.blocks) > blocksMost:
		return draft{}, tooMuch("it has more than %d paragraphs", blocksMost)
	case garbled(d.text):
		return draft{}, fmt.Errorf("%w: a third or more of it are characters that cannot be read", ErrBinary)
	case len(d.text) > differentFrom && differentWords(ctx, d.text) > differentMost:
		return draft{}, tooMuch("it has more than %d different words", differentMost)
	}
	return d, ctx.Err()
}

// recognise tells the format of a source, and decodes it if that is one of texts.
func recognise(in Input) (f Format, text, charset string, err error) {
	for _, f = range formats {
		if f.raw && f.is(in, "") {
			return f, "", "", nil
		}
	}
	if text, charset, err = decode(in.Bytes); err != nil {
		return f, "", "", err
	}
	if strings.TrimSpace(text) == "" {
		return f, "", "", ErrEmpty
	}
	for _, f = range formats {
		if !f.raw && f.is(in, text) {
			break
		}
	}
	return f, text, charset, nil
}

func firstOf(words ...string) string {
	for _, s := range words {
		if s != "" {
			return s
		}
	}
	return ""
}

// titleMost is the most code points of a title that is made of the first words.
const titleMost = 90

// titleBlocks is how many blocks are looked at for the first words.
const titleBlocks = 20

// titleOf returns the words of the Title block, or of a heading at the top, or the first words; nothing if the first blocks hold none.
func titleOf(v *article.Version) string {
	for _, b := range v.Blocks()[:min(len(v.Blocks()), titleBlocks)] {
		if s := titleFrom(v, b); s != "" {
			return s
		}
	}
	return ""
}

// titleFrom returns the words of a block, shortened to a title unless it is one.
func titleFrom(v *article.Version, b article.Block) string {
	r := b.Range
	r.Start += b.Lead
	long := r.Len() > 4*titleMost
	if long {
		r.End = r.Start + 4*titleMost
	}
	s := []rune(plainLine(v.Slice(r)))
	if b.Kind == article.Title && !long || len(s) <= titleMost {
		return string(s)
	}
	cut := titleMost - 1
	for i := cut; i > titleMost/2; i-- {
		if s[i] == ' ' {
			cut = i
			break
		}
	}
	return strings.TrimRight(string(s[:cut]), " ,;:–—-") + "…"
}
