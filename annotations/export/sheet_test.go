package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/export"
)

// format returns the format of that name.
func format(t testing.TB, name string) export.Format {
	t.Helper()
	f, err := export.ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// records reads a table back. A spreadsheet's begins with a byte-order mark.
func records(t testing.TB, table string, sheet bool) [][]string {
	t.Helper()
	rest, has := strings.CutPrefix(table, "\uFEFF")
	if has != sheet {
		t.Errorf("a byte-order mark: %v, want %v", has, sheet)
	}
	all, err := csv.NewReader(strings.NewReader(rest)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// unguarded undoes what the guard does, as README says it is undone.
func unguarded(cell string) string {
	if rest := strings.TrimLeft(cell, "'"); len(rest) < len(cell) && rest != "" && strings.ContainsRune("=+-@\t\r", rune(rest[0])) {
		return cell[1:]
	}
	return cell
}

// TestSheet writes words that spreadsheets would calculate in every column that has words of a person or of a page.
func TestSheet(t *testing.T) {
	for _, tt := range []struct{ cell, want string }{
		{"=1+1", "'=1+1"},
		{"+1", "'+1"},
		{"-1", "'-1"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "'\t=1"},
		{"\r=1", "'\r=1"},
		{"'=1", "''=1"},
		{"''-1", "'''-1"},
		{"'tis so", "'tis so"},
		{"'", "'"},
		{"1=1", "1=1"},
		{" =1", " =1"},
		{"–1", "–1"}, // a dash
		{"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
	} {
		e := sample(t, "Some words.", tt.cell)
		e.Article.Title, e.Marks[0].Tags = tt.cell, []string{tt.cell}
		e.Marks[0].Anchor.Exact = tt.cell
		e.Statements = export.Resolve(nil, []debate.Placed{{Statement: debate.Statement{ID: id(1), Stance: debate.Opposes, Note: tt.cell, Addressee: tt.cell}}})
		for _, name := range []string{"csv", "statements-csv"} {
			f := format(t, name)
			var plain, sheet bytes.Buffer
			if err := errors.Join(f.Write(&plain, one(e)), f.Sheet(&sheet, one(e))); err != nil {
				t.Fatal(err)
			}
			exact, guarded := records(t, plain.String(), false), records(t, sheet.String(), true)
			for i := range exact[1] {
				was, is, column := exact[1][i], guarded[1][i], exact[0][i]
				want := was
				if was == tt.cell && column != "stance_value" {
					want = tt.want
				}
				if is != want {
					t.Errorf("%s, %s: %q became %q, want %q", name, column, was, is, want)
				}
			}
			if !slices.Contains(guarded[1], tt.want) {
				t.Errorf("%s: no cell is %q in %q", name, tt.want, guarded[1])
			}
		}
	}
	stance := func(table string) string { return rows(t, strings.TrimPrefix(table, "\uFEFF"))[3]["stance_value"] }
	var sheet bytes.Buffer
	if err := format(t, "statements-csv").Sheet(&sheet, one(said(t))); err != nil {
		t.Fatal(err)
	}
	if got := stance(sheet.String()); got != "-1" {
		t.Errorf("a number is %q", got)
	}
	for _, name := range []string{"markdown", "jsonld"} {
		if format(t, name).Sheet != nil {
			t.Errorf("%s is a table", name)
		}
	}
}

// FuzzSheetIsUndone wants the guard to leave no cell that would be calculated, and to be undone exactly.
func FuzzSheetIsUndone(f *testing.F) {
	for _, s := range []string{"=1", "'=1", "''", "-", "\t", "\rx", "words", "'+'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.Contains(s, "\r") {
			t.Skip() // encoding/csv reads CRLF back as LF
		}
		e := sample(t, "Some words.", s)
		var b bytes.Buffer
		if err := format(t, "csv").Sheet(&b, one(e)); err != nil {
			t.Fatal(err)
		}
		got := records(t, b.String(), true)[1][10]
		if got != "" && strings.IndexByte("=+-@\t\r", got[0]) >= 0 {
			t.Errorf("%q is calculated", got)
		}
		if unguarded(got) != s {
			t.Errorf("%q became %q, undone %q", s, got, unguarded(got))
		}
	})
}

// TestLossesAreSummed wants a line for each kind of loss, however many articles have it.
func TestLossesAreSummed(t *testing.T) {
	var l export.Losses
	f := format(t, "csv")
	for i := range 1000 {
		e := sample(t, "Some words.", "")
		e.Article.Title = fmt.Sprint("Number ", i)
		if i%2 == 1 {
			e.Notes = nil
		}
		if i == 700 {
			e.Statements = said(t).Statements[:1]
		}
		l.Add(f, e)
	}
	handle := article.Handle(article.HandleArticle, sample(t, "x", "").Article.ID)
	want := []string{
		"500 notes on articles have no rows in a table of marks: “Number 0” (" + handle + "), “Number 2” (" + handle + "), “Number 4” (" + handle + ") and 497 more articles",
		"1 statement has no row in a table of marks; statements-csv has one: “Number 700” (" + handle + ")",
	}
	if got := l.Lines(); !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

// TestLinksLeadToTheWeb wants an address that is not one of the web never to be a link, and no user and password to be written.
func TestLinksLeadToTheWeb(t *testing.T) {
	for _, tt := range []struct{ address, link string }{
		{"https://example.org/a", "https://example.org/a"},
		{"http://me:secret@example.org/a", "http://example.org/a"},
		{"javascript:alert(1)", ""},
		{"JavaScript://example.org/%0aalert(1)", ""},
		{"data:text/html,<script>alert(1)</script>", ""},
		{"file:///etc/passwd", ""},
		{"ftp://me:secret@example.org/", ""},
		{"urn:isbn:9780000000002", ""},
		{"", ""},
	} {
		e := said(t)
		e.Article.URL = tt.address
		e.Marks, e.Notes = sample(t, "Some words.", "").Marks, sample(t, "Some words.", "").Notes
		for _, f := range export.Formats() {
			got := write(t, f.Name, e)
			if strings.Contains(got, "secret") {
				t.Errorf("%q: %s has the password", tt.address, f.Name)
			}
			switch f.Name {
			case "markdown":
				if has := strings.Contains(got, "\nurl: "); has != (tt.link != "") {
					t.Errorf("%q: a property that is a link: %v", tt.address, has)
				}
				if n := strings.Count(got, "]("); (n > 0) != (tt.link != "") || n != strings.Count(got, "[source]("+tt.link+"#:~:text=") {
					t.Errorf("%q: %d links in\n%s", tt.address, n, got)
				}
			case "jsonld":
				want := tt.link
				if want == "" {
					want = "urn:uuid:" + e.Article.ID.String()
				}
				if strings.Count(got, `"source":{"id":"`+want+`"`) != 8+1 {
					t.Errorf("%q: the sources are not %s in\n%s", tt.address, want, got)
				}
			}
		}
	}
}

// TestJSONLDIsWrittenAsItComes ends an export in the middle, and wants what came before to have been written.
func TestJSONLDIsWrittenAsItComes(t *testing.T) {
	stop := errors.New("no more")
	var b bytes.Buffer
	seen := 0
	err := format(t, "jsonld").Write(&b, func(yield func(export.Entry, error) bool) {
		for range 2000 {
			if !yield(sample(t, "Some words.", "A note."), nil) {
				return
			}
			seen = max(seen, b.Len())
		}
		yield(export.Entry{}, stop)
	})
	if !errors.Is(err, stop) || seen < 1<<20 {
		t.Errorf("%v; %d bytes were written on the way", err, seen)
	}

	for n, want := range map[int]int{0: 0, 1: 2, 3: 6} {
		b.Reset()
		err := format(t, "jsonld").Write(&b, func(yield func(export.Entry, error) bool) {
			for range n {
				if !yield(sample(t, "Some <words> & more.", ""), nil) {
					return
				}
			}
		})
		var c struct {
			Context []any  `json:"@context"`
			ID      string `json:"id"`
			Type    string `json:"type"`
			Label   string `json:"label"`
			Total   int    `json:"total"`
			Last    string `json:"last"`
			First   *struct {
				ID     string           `json:"id"`
				Type   string           `json:"type"`
				PartOf string           `json:"partOf"`
				Items  []map[string]any `json:"items"`
			} `json:"first"`
		}
		if err := errors.Join(err, json.Unmarshal(b.Bytes(), &c)); err != nil {
			t.Fatalf("%v in\n%s", err, b.String())
		}
		if len(c.Context) == 0 || c.Context[0] != "http://www.w3.org/ns/anno.jsonld" || c.Type != "AnnotationCollection" || c.Label == "" || !strings.HasPrefix(c.ID, "urn:uuid:") || c.Total != want {
			t.Errorf("%d entries: %+v", n, c)
		}
		if (c.First != nil) != (want > 0) || c.First != nil && (len(c.First.Items) != want || c.First.PartOf != c.ID || c.First.ID != c.Last || c.First.Type != "AnnotationPage") {
			t.Errorf("%d entries: the page is %+v", n, c.First)
		}
	}
}

// TestFormatsWantWhatTheyWrite gives each format only what it says it wants: it writes the same.
func TestFormatsWantWhatTheyWrite(t *testing.T) {
	whole := said(t)
	whole.Marks, whole.Notes = sample(t, "Some words.", "A note.").Marks, sample(t, "Some words.", "").Notes
	only := func(w annotations.Want) export.Entry {
		e := whole
		if !w.Marks {
			e.Marks = nil
		}
		if !w.Notes {
			e.Notes = nil
		}
		if !w.Statements {
			e.Statements = nil
		}
		if w.Bare {
			e.Version = article.Trusted("", nil, e.Version.Meta)
		}
		return e
	}
	for _, f := range export.Formats() {
		if got := write(t, f.Name, only(f.Wants)); got != write(t, f.Name, whole) {
			t.Errorf("%s needs more than %+v", f.Name, f.Wants)
		}
		if f.Loses == nil {
			continue
		}
		if got, want := fmt.Sprint(f.Loses(only(f.LosesOf))), fmt.Sprint(f.Loses(whole)); got != want {
			t.Errorf("%s loses %s, not %s, of %+v", f.Name, got, want, f.LosesOf)
		}
	}
}
