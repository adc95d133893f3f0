package export_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/export"
)

// sample returns an entry whose one mark covers quote.
func sample(t testing.TB, quote, note string) export.Entry {
	t.Helper()
	body := "Before it. " + quote + " After it."
	when := time.Date(2026, 5, 4, 10, 12, 0, 0, time.UTC)
	v, err := article.NewVersion(body, []article.Block{{Range: article.Range{End: utf8.RuneCountInString(body)}}},
		article.Meta{ID: uuid.MustParse("01890a5d-ac96-774b-bcce-b302099a8051"), Number: 1, Imported: when})
	if err != nil {
		t.Fatal(err)
	}
	r := article.Range{Start: 11, End: 11 + utf8.RuneCountInString(quote)}
	h := annotations.Highlight{
		ID: uuid.MustParse("01890a5d-ac96-774b-bcce-b302099a8057"), Anchor: anchor.Describe(v, r), Note: note,
		Tags: []string{"claim", "two words"}, Colour: annotations.Green, Created: when, Modified: when,
	}
	return export.Entry{
		Article: article.Article{
			ID: uuid.MustParse("01890a5d-ac96-774b-bcce-b302099a8052"), Title: "Talks: a “title”", Outlet: "Daily", Published: "2026-05-03",
			URL: "https://example.org/talks", Created: when, Modified: when,
		},
		Version: v, Versions: 1,
		Marks: []export.Mark{{Highlight: h, Placement: anchor.Placement{Range: r, State: anchor.Exact, Score: 1}}},
		Notes: []annotations.Note{{ID: uuid.MustParse("01890a5d-ac96-774b-bcce-b302099a8053"), Text: "On the whole.", Created: when, Modified: when}},
	}
}

func one(e export.Entry) export.Entries {
	return func(yield func(export.Entry, error) bool) { yield(e, nil) }
}

func write(t testing.TB, format string, e export.Entry) string {
	t.Helper()
	f, err := export.ByName(format)
	if err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	if err := f.Write(&a, one(e)); err != nil {
		t.Fatal(err)
	}
	if err := f.Write(&b, one(e)); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Fatalf("%s differs the second time", format)
	}
	return a.String()
}

func TestMarkdown(t *testing.T) {
	got := write(t, "markdown", sample(t, "Both sides agreed to pause.", "Compare with *the denial*."))
	want := "---\ntitle: \"Talks: a “title”\"\noutlet: Daily\npublished: 2026-05-03\naccessed: 2026-05-04\nurl: \"https://example.org/talks\"\nsource_version: \""
	if !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant the beginning\n%s", got, want)
	}
	for _, part := range []string{
		"tags:\n  - parley\n  - claim\n  - two words\n", "modified: 2026-05-04T10:12:00\n---\n# Talks\\: a “title”\n", "\n> Both sides agreed to pause.\n\n^h-",
		"\n\n**Note** Compare with *the denial*.\n\n*green · #claim · `two words` · para. 1 · 2026-05-04 · [source](https://example.org/talks#:~:text=Both%20sides%20agreed%20to%20pause.)*\n",
		"**Note** On the whole.\n\n^n-",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in\n%s", part, got)
		}
	}
}

// quoted returns the words of the first block quote of a Markdown document, as a reader shows them.
func quoted(source string) string {
	_, body, _ := strings.Cut(strings.TrimPrefix(source, "---\n"), "\n---\n")
	src := []byte(body)
	doc := goldmark.New().Parser().Parse(text.NewReader(src))
	var b strings.Builder
	_ = ast.Walk(doc, func(n ast.Node, in bool) (ast.WalkStatus, error) {
		if q, ok := n.(*ast.Blockquote); ok && in {
			var out bytes.Buffer
			_ = goldmark.New().Renderer().Render(&out, src, q)
			s := out.String()
			s = strings.NewReplacer("<blockquote>\n", "", "</blockquote>\n", "", "<p>", "", "</p>", "").Replace(s)
			b.WriteString(strings.TrimSuffix(s, "\n"))
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&").Replace(b.String())
}

func FuzzMarkdownKeepsTheQuote(f *testing.F) {
	for _, s := range []string{"1. *not* a list", "# head", "a_b_c [x](y) <b> `c` $5 & 6 == ^", "- dash", "www.example.org and a@b.cd", "2) x", "+ x", "~~~", "a  b", "\\"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\r\x00\t\v\f\u0085\u2028\u2029") || strings.TrimSpace(s) != s || s == "" {
			t.Skip()
		}
		for _, r := range s {
			if r < 0x20 || r == 0x7f {
				t.Skip()
			}
		}
		if got := quoted(write(t, "markdown", sample(t, s, ""))); got != s {
			t.Errorf("quote %q reads back as %q", s, got)
		}
	})
}

func FuzzCSVAndJSONLDReadBack(f *testing.F) {
	f.Add("a \"quote\", with\nlines", "=note; \r\n x", "tag")
	f.Fuzz(func(t *testing.T, quote, note, tag string) {
		if !utf8.ValidString(quote) || !utf8.ValidString(note) || !utf8.ValidString(tag) || quote == "" || strings.Contains(quote+note+tag, "\r") {
			t.Skip()
		}
		e := sample(t, quote, note)
		e.Marks[0].Tags = []string{tag, "b"}
		rows, err := csv.NewReader(strings.NewReader(write(t, "csv", e))).ReadAll()
		if err != nil || len(rows) != 2 {
			t.Fatalf("csv reads back as %v, %v", rows, err)
		}
		if rows[1][6] != quote || rows[1][10] != note || !slices.Equal(splitTags(rows[1][9]), []string{tag, "b"}) || rows[1][4] != "11" || rows[1][7] != "green" || rows[1][11] != "exact" {
			t.Errorf("csv row = %q", rows[1])
		}
		var c struct {
			Context []any `json:"@context"`
			Total   int
			First   struct {
				Items []struct {
					Motivation string
					Body       []struct{ Purpose, Value string }
					Target     struct {
						Selector []struct {
							Type, Exact, Prefix, Suffix string
							Start, End                  int
						}
					}
				}
			}
		}
		if err := json.Unmarshal([]byte(write(t, "jsonld", e)), &c); err != nil {
			t.Fatal(err)
		}
		if len(c.Context) == 0 || c.Context[0] != "http://www.w3.org/ns/anno.jsonld" || c.Total != 2 || len(c.First.Items) != 2 {
			t.Fatalf("collection = %+v", c)
		}
		m := c.First.Items[1]
		s := m.Target.Selector
		if len(s) != 2 || s[0].Start != 11 || s[0].End != 11+utf8.RuneCountInString(quote) || s[1].Exact != quote || s[1].Prefix != "Before it. " {
			t.Errorf("selectors = %+v", s)
		}
		if note != "" && (m.Body[0].Purpose != "commenting" || m.Body[0].Value != note) {
			t.Errorf("body = %+v", m.Body)
		}
	})
}

// splitTags reads a field of tags back.
func splitTags(s string) []string {
	tags := []string{""}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == ',':
			tags = append(tags, "")
			continue
		case s[i] == '\\':
			i++
		}
		tags[len(tags)-1] += s[i : i+1]
	}
	return tags
}

// TestRecordsEndWithCRLF wants the line ends that RFC 4180 has, and no other byte changed.
func TestRecordsEndWithCRLF(t *testing.T) {
	e := sample(t, "one\ntwo", "a\r\nb\n")
	e.Marks[0].Tags = []string{"a,b", `c\`}
	got := write(t, "csv", e)
	if strings.Count(got, "\r\n") != 3 || !strings.HasSuffix(got, "Z\r\n") || !strings.Contains(got, "modified\r\nh-") || !strings.Contains(got, "\"one\ntwo\"") || !strings.Contains(got, "\"a\r\nb\n\"") {
		t.Errorf("got %q", got)
	}
	if !strings.Contains(got, `,"a\,b,c\\",`) {
		t.Errorf("tags: %q", got)
	}
}

// TestOddValues wants what only a later program knows exported all the same.
func TestOddValues(t *testing.T) {
	e := sample(t, "Some words.", "")
	e.Marks[0].Style, e.Marks[0].Colour, e.Marks[0].Placement.State = 9, 99, 77
	e.Statements = export.Resolve(debate.NewLibrary([]debate.Actor{{ID: id(10), Name: "Ann Lee", Kind: 88}}, nil, nil),
		[]debate.Placed{filed(t, e.Version, 40, debate.Statement{Actor: id(10), Stance: 9, Attribution: 99}, "Some words.", "words")})
	e.Statements[0].Placements[0].State = 200
	for _, f := range export.Formats() {
		if got := write(t, f.Name, e); !strings.Contains(got, "Some words.") {
			t.Errorf("%s: %s", f.Name, got)
		}
	}
	if got := export.Sign(9); got != "" {
		t.Errorf("Sign(9) = %q", got)
	}
}

// outline returns the headings and the block ids of a Markdown document, and how often the line below a mark is a paragraph.
func outline(t testing.TB, source string) (heads, ids []string) {
	t.Helper()
	_, body, _ := strings.Cut(strings.TrimPrefix(source, "---\n"), "\n---\n")
	src := []byte(body)
	_ = ast.Walk(goldmark.New().Parser().Parse(text.NewReader(src)), func(n ast.Node, in bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Heading:
			if in && n.Level < 5 {
				heads = append(heads, string(n.Lines().Value(src)))
			}
		case *ast.Paragraph:
			if l := n.Lines(); in {
				for i := range l.Len() {
					at := l.At(i)
					if s := strings.TrimSpace(string(at.Value(src))); blockID.MatchString(s) {
						ids = append(ids, s)
					}
				}
			}
		}
		return ast.WalkContinue, nil
	})
	return heads, ids
}

var blockID = regexp.MustCompile(`(^|\s)\^[a-z0-9-]+$`)

// FuzzMarkdownKeepsNotesApart writes notes of any kind and wants the document around them to stay what it is.
func FuzzMarkdownKeepsNotesApart(f *testing.F) {
	for _, s := range []string{
		"```", "a\n```go\nx", "~~~~\nx\n~~~", "<!--", "a\n\n<!-- x", "<script>\nx", "x ^h-aaaaaaaa", "^h-aaaaaaaa", "a\n---", "a\n===", "a\n-", "---\ntitle: x\n---", "# Title", "## Statements\n\nx",
		"- a\n  ```\n  b", "> ```\n> x", "> a\n> ---", "1. # x", "a\n\n    code ^h-x", "```\n# x\n^h-x\n```", "<pre>", "<?php", "<!X", "<![CDATA[", "%% hidden", "$$ x", "* a\n===\n", "- - - # x", "<div>\n\n*x", "\\\n=", "a\t\n\t-", "[x]: /u\n===", "a\\",
		"\r---", "a\r=\r", "\x0c# x",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, note string) {
		if !utf8.ValidString(note) || strings.TrimSpace(note) == "" || strings.Contains(note, "\x00") {
			t.Skip()
		}
		e := sample(t, "Some words.", note)
		e.Notes[0].Text = note
		e.Statements = export.Resolve(nil, []debate.Placed{filed(t, e.Version, 40, debate.Statement{Actor: id(10), Note: note}, "Some words.")})
		plain := e
		plain.Marks = slices.Clone(e.Marks)
		plain.Marks[0].Note = "A note."
		plain.Notes = slices.Clone(e.Notes)
		plain.Notes[0].Text = "A note."
		plain.Statements = export.Resolve(nil, []debate.Placed{filed(t, e.Version, 40, debate.Statement{Actor: id(10), Note: "A note."}, "Some words.")})
		got := write(t, "markdown", e)
		heads, ids := outline(t, got)
		wantHeads, wantIDs := outline(t, write(t, "markdown", plain))
		if !slices.Equal(heads, wantHeads) || !slices.Equal(ids, wantIDs) {
			t.Errorf("note %q makes headings %q, ids %q; want %q, %q:\n%s", note, heads, ids, wantHeads, wantIDs, got)
		}
	})
}

func TestMarkdownNotes(t *testing.T) {
	tests := []struct{ note, want string }{
		{"Compare with *the denial*.", "**Note** Compare with *the denial*."},
		{"a\n```go\nx := 1", "**Note** a\n```go\nx := 1\n```"},
		{"a\n~~~~\nx", "**Note** a\n~~~~\nx\n~~~~"},
		{"a\n\n<!-- to do", "**Note** a\n\n<!-- to do\n-->"},
		{"```\nx\n```", "**Note**\n\n```\nx\n```"},
		{"- a\n- b", "**Note**\n\n- a\n- b"},
		{"see ^h-aaaaaaaa", "**Note** see \\^h-aaaaaaaa"},
		{"a\n---\nb", "**Note** a\n\\---\nb"},
		{"a\n===", "**Note** a\n\\==="},
		{"a\n\n---\n\nb", "**Note** a\n\n***\n\nb"},
		{"# Plan\n\nx", "**Note**\n\n##### Plan\n\nx"},
		{"| a |\n|---|\n| b |", "**Note**\n\n| a |\n|---|\n| b |"},
		{"%% hidden", "**Note** \\%\\% hidden"},
		{"`x` and $$y$$", "**Note** `x` and $$y$$"},
	}
	for _, tt := range tests {
		if got := write(t, "markdown", sample(t, "Some words.", tt.note)); !strings.Contains(got, "\n\n"+tt.want+"\n\n*green") {
			t.Errorf("note %q: no %q in\n%s", tt.note, tt.want, got)
		}
	}
}

// TestQuoteKeepsBlankLines wants white space on a line of its own back.
func TestQuoteKeepsBlankLines(t *testing.T) {
	for _, s := range []string{"one\n  \ntwo", "one\n\t\n two ", "one\n\u2003\ntwo"} {
		if got := html.UnescapeString(quoted(write(t, "markdown", sample(t, s, "")))); got != s {
			t.Errorf("quote %q reads back as %q", s, got)
		}
	}
}

func TestUnattachedMarksAreExported(t *testing.T) {
	e := sample(t, "Gone words.", "Kept.")
	e.Marks[0].Placement = anchor.Placement{}
	if got := write(t, "markdown", e); !strings.Contains(got, "## Not found in this version\n\n> Gone words.\n") || !strings.Contains(got, "unattached") {
		t.Errorf("got\n%s", got)
	}
	if got := write(t, "csv", e); !strings.Contains(got, ",,,Gone words.,") {
		t.Errorf("got\n%s", got)
	}
}

func TestWriteFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.md")
	put := func(o export.Overwrite, s string) (string, error) {
		return export.WriteFile(t.Context(), path, o, func(w io.Writer) error { _, err := io.WriteString(w, s); return err })
	}
	content := func() string {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	first, err := put(export.Overwrite{}, "one")
	if err != nil || content() != "one" {
		t.Fatalf("WriteFile = %v", err)
	}
	if _, err := put(export.Overwrite{}, "one"); err != nil {
		t.Errorf("the same again: %v", err)
	}
	if _, err := put(export.Overwrite{}, "two"); !errors.Is(err, export.ErrEdited) || content() != "one" {
		t.Errorf("over a file we did not write: %v, %q", err, content())
	}
	if _, err := put(export.Overwrite{Last: first}, "two"); err != nil || content() != "two" {
		t.Errorf("over our own file: %v, %q", err, content())
	}
	if _, err := put(export.Overwrite{Last: first}, "three"); !errors.Is(err, export.ErrEdited) || content() != "two" {
		t.Errorf("over an edited file: %v, %q", err, content())
	}
	if _, err := put(export.Overwrite{Any: true}, "three"); err != nil || content() != "three" {
		t.Errorf("when told to: %v, %q", err, content())
	}
	broken := errors.New("no more")
	_, err = export.WriteFile(t.Context(), path, export.Overwrite{Any: true}, func(w io.Writer) error { _, _ = io.WriteString(w, "half"); return broken })
	if !errors.Is(err, broken) || content() != "three" {
		t.Errorf("a write that fails: %v, %q", err, content())
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := export.WriteFile(ctx, path, export.Overwrite{Any: true}, func(w io.Writer) error { _, err := io.WriteString(w, "late"); return err }); err == nil || content() != "three" {
		t.Errorf("after the end: %v, %q", err, content())
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestWriteFileLeavesWhatIsNoFile wants pipes, devices and links that lead nowhere refused at once, with nothing left
// beside them; a link to a file stays one.
func TestWriteFileLeavesWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	put := func(name, s string) error {
		_, err := export.WriteFile(t.Context(), at(name), export.Overwrite{Any: true}, func(w io.Writer) error { _, err := io.WriteString(w, s); return err })
		return err
	}
	if err := os.WriteFile(at("file"), []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"to file": at("file"), "to link": at("to file"), "to nothing": at("nothing"), "to device": os.DevNull, "to pipe": at("pipe"), "loop": at("loop")} {
		if err := os.Symlink(to, at(link)); err != nil {
			t.Skip(err)
		}
	}
	if err := pipe(at("pipe")); err != nil {
		t.Skip(err)
	}
	before, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"pipe", "to nothing", "to device", "to pipe", "."} {
		if err := put(name, "new"); !errors.Is(err, export.ErrDevice) {
			t.Errorf("%s: %v, want ErrDevice", name, err)
		}
	}
	if err := put("loop", "new"); err == nil {
		t.Error("a link to itself was written")
	}
	if err := put("to link", "new"); err != nil {
		t.Errorf("through links: %v", err)
	}
	for _, link := range []string{"to link", "to file"} {
		if info, err := os.Lstat(at(link)); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s is no link any more: %v, %v", link, info, err)
		}
	}
	if b, err := os.ReadFile(at("file")); err != nil || string(b) != "new" {
		t.Errorf("the file holds %q, %v", b, err)
	}
	if after, err := os.ReadDir(dir); err != nil || len(after) != len(before) {
		t.Errorf("left behind: %v, %v", after, err)
	}
}

func TestFileName(t *testing.T) {
	tests := []struct{ title, want string }{
		{"Talks: *who* / what?", "Talks who what a-1.md"},
		{"...", "a-1.md"},
		{strings.Repeat("漢", 200), strings.Repeat("漢", 35) + " a-1.md"},
	}
	for _, tt := range tests {
		if got := export.FileName(tt.title, "a-1", ".md"); got != tt.want {
			t.Errorf("FileName(%q) = %q, want %q", tt.title, got, tt.want)
		}
	}
}

func TestByName(t *testing.T) {
	if _, err := export.ByName("nope"); !errors.Is(err, export.ErrFormat) {
		t.Errorf("ByName = %v", err)
	}
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	if !slices.Contains(names, "markdown") || !slices.Contains(names, "jsonld") || !slices.Contains(names, "csv") {
		t.Errorf("formats = %v", names)
	}
}

// TestWriteFiles writes many files at once, of which some cannot be written: each is whole or not there.
func TestWriteFiles(t *testing.T) {
	dir := t.TempDir()
	broken := errors.New("no more")
	var docs []export.Doc
	for i := range 100 {
		name, words := filepath.Join(dir, strings.Repeat("x", i+1)), strings.Repeat("words ", i)
		docs = append(docs, export.Doc{Path: name, Write: func(w io.Writer) error {
			if _, err := io.WriteString(w, words); err != nil || i%10 != 3 {
				return err
			}
			return broken
		}})
	}
	edited := filepath.Join(dir, "x")
	if err := os.WriteFile(edited, []byte("a person's"), 0o600); err != nil {
		t.Fatal(err)
	}
	export.WriteFiles(t.Context(), docs)
	for i, d := range docs {
		b, err := os.ReadFile(d.Path)
		switch {
		case i == 0:
			if !errors.Is(d.Err, export.ErrEdited) || string(b) != "a person's" {
				t.Errorf("over an edited file: %v, %q", d.Err, b)
			}
		case i%10 == 3:
			if !errors.Is(d.Err, broken) || !errors.Is(err, os.ErrNotExist) {
				t.Errorf("a broken one: %v, %v", d.Err, err)
			}
		case d.Err != nil || err != nil || string(b) != strings.Repeat("words ", i) || !strings.HasPrefix(d.Hash, "sha256:"):
			t.Errorf("number %d: %v, %v, %d bytes, %s", i, d.Err, err, len(b), d.Hash)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".parley-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	late := []export.Doc{{Path: filepath.Join(dir, "late"), Write: docs[5].Write}}
	if export.WriteFiles(ctx, late); !errors.Is(late[0].Err, context.Canceled) {
		t.Errorf("after the end: %v", late[0].Err)
	}
}
